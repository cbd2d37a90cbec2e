//! What the paper does, told in sentences. Each module is a chapter.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may fail, and make their own files"
)]
#![allow(
    clippy::format_collect,
    clippy::cast_precision_loss,
    clippy::case_sensitive_file_extension_comparisons
)]

mod check;
mod determinism;
mod emphasis;
mod limits;
mod makeup;
mod output;
mod overrides;
mod proofreading;
mod properties;
mod readme;
mod rebuild;
mod remembered;
mod sample;
mod sites;
#[cfg(target_os = "linux")]
mod slopes;
mod support;
mod tidy;
mod writing;
