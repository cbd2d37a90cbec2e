//! The nouns: plain data that is passed between the stages. No I/O, no YAML, no Markdown, no templates.
//!
//! Two tiers: `draft` is the contents of one file, with names unresolved; `site` is everything, resolved.
//!
//! Many of them can be serialised, but only for the cache. Templates and files for machines use views instead.

pub(crate) mod active;
pub(crate) mod approval;
pub(crate) mod body;
pub(crate) mod byline;
pub(crate) mod counts;
pub(crate) mod document;
pub(crate) mod draft;
pub(crate) mod edition;
pub(crate) mod exhibit;
pub(crate) mod face;
pub(crate) mod figure;
pub(crate) mod figured;
pub(crate) mod heads;
pub(crate) mod ids;
pub(crate) mod inventory;
pub(crate) mod layout;
pub(crate) mod ledger;
pub(crate) mod markup;
pub(crate) mod paper;
pub(crate) mod passage;
pub(crate) mod phrase;
pub(crate) mod published;
pub(crate) mod registers;
pub(crate) mod search;
pub(crate) mod sheet;
pub(crate) mod signer;
pub(crate) mod site;
pub(crate) mod story;
pub(crate) mod style;
pub(crate) mod suspect;
pub(crate) mod target;
pub(crate) mod theme;
pub(crate) mod waiver;
pub(crate) mod written;
