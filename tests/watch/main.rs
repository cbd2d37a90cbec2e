//! Watch mode, tested with the real command: whatever happens to the folder, it serves what a build would write.

#![allow(unreachable_pub, reason = "nothing of a test is public")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may fail, and make their own files"
)]
#![allow(clippy::case_sensitive_file_extension_comparisons, clippy::cast_precision_loss)]

mod desk;
mod edits;
mod gate;
mod lives;
#[path = "../support.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod support;
