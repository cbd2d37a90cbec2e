//! What the proofreader's rules say.

pub mod counts;
pub mod dates;
pub mod gate;
pub mod house;
pub mod letters;
pub mod names;
pub mod numbers;
pub mod pages;
pub mod privacy;
pub mod punctuation;
pub mod wordings;
