//! How files are packed into an archive: the same contents give the same bytes, on every machine and at any time.

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime};

/// The options of a file in an archive.
#[must_use]
pub(crate) fn file_options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}
