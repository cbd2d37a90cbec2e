//! The nouns: plain data that travels between the stages. No I/O, no YAML, no Markdown, no templates.
//!
//! Two tiers: `draft` is one file's words with its names unresolved; `site` is everything, resolved.
//!
//! That many of them can be written down and read again serves the build's memory alone: what templates see, and what is
//! published for machines, is made of views.

pub mod active;
pub mod body;
pub mod byline;
pub mod counts;
pub mod document;
pub mod draft;
pub mod edition;
pub mod exhibit;
pub mod figure;
pub mod inventory;
pub mod layout;
pub mod ledger;
pub mod paper;
pub mod phrase;
pub mod prose;
pub mod site;
pub mod story;
pub mod style;
pub mod theme;
pub mod waiver;
