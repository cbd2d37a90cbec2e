//! The pipeline: what each command does with the stages. Their order is in `run`.

mod build;
mod calendar;
mod goal;
mod made_up;
mod moved;
mod observer;
mod one_story;
mod proofreading;
mod proofs;
mod read;
mod report;
mod revision;
mod run;
mod settings;
mod sources;

pub(crate) use build::build_with_site;
pub use build::{Built, Printed, build};
pub(crate) use calendar::{Agenda, Event, EventKind, calendar};
pub(crate) use goal::is_named;
pub use goal::{Goal, Scope};
pub(crate) use made_up::{PageMadeUp, make_up};
pub use observer::{Observer, Stage};
pub(crate) use one_story::read_alone;
pub(crate) use proofreading::{AddedFiles, Numbers, is_pre_press, numbers, proofread_added};
pub use proofreading::{Proofread, TextOverrides, proofread, proofread_with};
pub(crate) use proofs::print_proofs;
pub use read::StoryRead;
pub(crate) use read::read_some;
pub use report::Report;
pub(crate) use report::report_of;
pub(crate) use revision::{Altered, PrintedIn, Revised, revised};
pub use run::{Computed, Outcome, run, scan_folder};
pub(crate) use run::{carried, drafts, print, scan_places};
pub(crate) use settings::settings;
pub(crate) use sources::source_text;
