//! English text as a proofreader reads it: its dates, amounts, names, marks, and words typed twice. The rules that know English
//! ask here.

pub(crate) mod amounts;
pub(crate) mod dates;
pub(crate) mod figures;
pub(crate) mod growth;
pub(crate) mod names;
pub(crate) mod words;
