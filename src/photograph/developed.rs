//! A photograph, developed: its prints.

use std::io;

use super::attached::bytes_for_readers;
use super::prints::prints;

/// The prints of a photograph, or what is published in their place.
pub(crate) struct Developed {
    /// In the order of the widths that were asked for.
    pub prints: Vec<Vec<u8>>,
    /// Whether the photograph could not be decoded: then each print is the whole of it, without what its camera wrote.
    pub has_failed: bool,
}

/// Develops a photograph at these widths.
///
/// # Errors
/// If it is a picture that tells its place and cannot be written without it.
pub(crate) fn develop(bytes: Vec<u8>, widths: &[u32]) -> io::Result<Developed> {
    if let Ok(prints) = prints(&bytes, widths) {
        return Ok(Developed { prints, has_failed: false });
    }
    // The file keeps its orientation tag, which browsers follow.
    let whole = bytes_for_readers(bytes)?;
    Ok(Developed { prints: vec![whole; widths.len()], has_failed: true })
}
