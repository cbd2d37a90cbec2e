//! The messages of the proofreader's rules.

pub(crate) mod counts;
pub(crate) mod dates;
pub(crate) mod gate;
pub(crate) mod house;
pub(crate) mod letters;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod pages;
pub(crate) mod phrasing;
pub(crate) mod privacy;
pub(crate) mod punctuation;
pub(crate) mod wordings;
