//! Compressed forms of files (`.gz`, `.br`), for servers that hand them out ready-made. The same contents give the same bytes.

use std::io::{self, Read, Write};

use brotli::CompressorReader;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use super::headers::is_compressible;
use super::manifest::Encoding;
use crate::plan::is_fingerprinted;

/// Counts up whenever the compressors give other bytes: with their versions and their settings.
pub(crate) const COMPRESSORS: u32 = 1;

/// Smaller files are sent in one packet anyway, in bytes.
const LEAST: u64 = 1024;
/// What a compressed form must save, in percent.
const GAIN: usize = 5;

/// The level of gzip, and the qualities of Brotli: for what changes, and for what never does.
const GZIP: Compression = Compression::new(6);
const BROTLI: [i32; 2] = [5, 11];
/// The window of Brotli, as a power of two; browsers know none that is larger.
const WINDOW: i32 = 22;
/// The size of the pieces that Brotli is fed with, in bytes. It does not change the result.
const PIECE: usize = 1 << 16;

/// Whether a file has compressed forms if they are small enough.
#[must_use]
pub(crate) fn is_worth_trying(path: &str, size: u64) -> bool {
    size >= LEAST && is_compressible(path)
}

/// The contents of the file at `path` in compressed form.
///
/// # Errors
/// Never: memory is read and written.
pub(crate) fn compressed(path: &str, contents: &[u8], encoding: Encoding) -> io::Result<Vec<u8>> {
    let mut result = Vec::with_capacity(contents.len() / 3);
    match encoding {
        Encoding::Gzip => {
            let mut gzip = GzBuilder::new().mtime(0).write(&mut result, GZIP);
            gzip.write_all(contents)?;
            gzip.finish()?;
        }
        Encoding::Brotli => {
            let quality = BROTLI[usize::from(is_fingerprinted(path))];
            let parameters = BrotliEncoderParams {
                quality,
                lgwin: WINDOW,
                size_hint: contents.len(),
                ..Default::default()
            };
            CompressorReader::with_params(contents, PIECE, &parameters).read_to_end(&mut result)?;
        }
    }
    Ok(result)
}

/// Whether a compressed form saves enough.
#[must_use]
pub(crate) fn is_worth(original: usize, compressed: usize) -> bool {
    compressed * 100 <= original * (100 - GAIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;

    #[test]
    fn the_compressors_are_those_of_this_version() {
        let text: String =
            (0..400).map(|number| [number.to_string(), "号稿件，".to_owned()].concat()).collect();
        let of = |path: &str, encoding| {
            let bytes = compressed(path, text.as_bytes(), encoding).unwrap();
            assert_eq!(bytes, compressed(path, text.as_bytes(), encoding).unwrap());
            Digest::of(&bytes).short()
        };
        let found = [
            of("index.html", Encoding::Gzip),
            of("index.html", Encoding::Brotli),
            of("assets/print.5d58fc977e.css", Encoding::Brotli),
        ];
        // If this fails, what is live was compressed otherwise: count `COMPRESSORS` up.
        assert_eq!((COMPRESSORS, found), (1, ["8a19255572", "aa3d35e1ba", "cb4a796148"].map(str::to_owned)));
    }

    #[test]
    fn what_is_small_or_compressed_already_stays_as_it_is() {
        assert!(is_worth_trying("index.html", LEAST) && is_worth_trying("a.svg", 9999));
        assert!(!is_worth_trying("index.html", LEAST - 1));
        for path in ["a.jpg", "a.pdf", "a.docx", "a.woff2", "a.zip", "CNAME"] {
            assert!(!is_worth_trying(path, 9999), "{path}");
        }
        assert!(is_worth(1000, 950) && !is_worth(1000, 951));
    }
}
