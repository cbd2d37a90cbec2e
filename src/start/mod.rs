//! Start: what a paper begins with, and what an editor adds to it: a paper, an edition, a story, a ledger. Nothing that exists is
//! changed, and nothing stays half made.

mod edition;
mod fill;
mod ledger;
mod name;
mod paper;
mod place;
mod staged;
mod story;
mod theme;

pub(crate) use edition::{NewEdition, NewYear, edition};
pub(crate) use ledger::ledger;
pub(crate) use paper::{NewPaper, paper};
pub(crate) use place::{SCHEMAS, write_schemas};
pub(crate) use story::{StartedStory, StoryWish, story};
pub(crate) use theme::{BUILT_IN, extending_theme, theme};
