//! What templates see: one struct for each template, apart from the model so that both may change.

pub mod archive;
pub mod area;
pub mod card;
pub mod chrome;
pub mod comparison;
pub mod exhibit;
pub mod ledger;
pub mod list;
pub mod machine;
pub mod miniature;
pub mod page;
pub mod programmes;
pub mod sheet;
pub mod story;
