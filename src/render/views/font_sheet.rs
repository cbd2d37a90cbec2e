//! The style sheet that gives the letters of a face to a browser.
//!
//! No document asks for the letters beforehand: in a paper that was opened by a double click, browsers would refuse and complain.

use crate::model::document::Subject;
use crate::model::face::PaperFace;
use crate::trace::Reader;

/// The style sheet of a face. The face stands for every weight, so that no browser draws it heavier; until it is there, the reader
/// sees the next face of the theme.
#[must_use]
pub(crate) fn font_sheet(reader: &Reader, name: &str) -> Vec<u8> {
    let (Some(PaperFace { role, .. }), Some(path)) =
        (reader.face(name), reader.path(&Subject::Font(name.to_owned())))
    else {
        return Vec::new();
    };
    let file = path.rsplit('/').next().unwrap_or(path); // It lies beside its style sheet.
    let family = role.family();
    format!(
        "@font-face {{ font-family: \"{family}\"; src: url(\"{file}\") format(\"woff2\"); font-weight: 100 900; font-display: swap; }}\n"
    )
    .into_bytes()
}
