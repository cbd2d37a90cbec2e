//! The data for templates: one struct for each template, separate from the model so that both may change.

pub(crate) mod archive;
pub(crate) mod area;
mod bands;
pub(crate) mod bylines;
pub(crate) mod card;
pub(crate) mod chrome;
pub(crate) mod comparison;
pub(crate) mod feed;
pub(crate) mod figures;
pub(crate) mod font_sheet;
pub(crate) mod ledger;
pub(crate) mod linked_data;
pub(crate) mod list;
pub(crate) mod machine;
pub(crate) mod miniature;
pub(crate) mod page;
pub(crate) mod programmes;
pub(crate) mod qr;
pub(crate) mod search;
pub(crate) mod sheet;
pub(crate) mod story;
pub(crate) mod topics;
