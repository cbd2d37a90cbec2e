//! QR codes: an address as a drawing, for the camera of a telephone.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

/// The white margin that readers of codes need, in modules.
const MARGIN: usize = 4;

/// A code, to be drawn as lines of the width 1.
#[derive(Debug, Serialize)]
pub(crate) struct QrView {
    /// Its width and height with the margin, in modules.
    size: usize,
    /// Its dark modules as an SVG path along the middle of each row.
    path: String,
}

impl QrView {
    /// The code of an address; `None` if it is too long for one.
    #[must_use]
    pub(crate) fn new(address: &str) -> Option<Self> {
        let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let modules = &code[row];
            let dark = |at: &usize| modules[*at].value();
            let mut at = 0;
            while let Some(start) = (at..code.size).find(dark) {
                let end = (start..code.size).find(|at| !dark(at)).unwrap_or(code.size);
                let (x, y, width) = (start + MARGIN, row + MARGIN, end - start);
                // The first line of a row says where it is, each of the others only how far on.
                let _ = if at == 0 {
                    write!(path, "M{x} {y}.5h{width}")
                } else {
                    write!(path, "m{} 0h{width}", start - at)
                };
                at = end;
            }
        }
        Some(Self { size: code.size + 2 * MARGIN, path })
    }
}
