//! The pictures of a Word file: known by their contents, not by their names.

use imagesize::ImageType;

use crate::import::manuscript::{Manuscript, ManuscriptPart, ManuscriptPicture, SetAside};
use crate::import::package::Package;
use crate::words::import as words;

/// Brings the pictures that the text shows; one that no browser shows is listed, and its part is dropped.
pub(super) fn bring(package: &mut Package, manuscript: &mut Manuscript, wanted: Vec<(String, String)>) {
    let mut indexes = Vec::with_capacity(wanted.len());
    for (part, alt) in wanted {
        let picture = package.part(&part).ok().and_then(|bytes| Some((ending(&bytes)?, bytes)));
        indexes.push(picture.map(|(ending, bytes)| {
            manuscript.pictures.push(ManuscriptPicture { ending, bytes, alt });
            manuscript.pictures.len() - 1
        }));
        if indexes.last() == Some(&None) {
            manuscript.aside.push(SetAside { line: 0, what: words::strange_picture(), text: part });
        }
    }
    let parts = std::mem::take(&mut manuscript.parts).into_iter();
    let known = |part| match part {
        ManuscriptPart::Picture(index) => indexes.get(index).copied().flatten().map(ManuscriptPart::Picture),
        part => Some(part),
    };
    manuscript.parts = parts.filter_map(known).collect();
}

/// The ending for a picture's bytes, if browsers show it.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match imagesize::image_type(bytes).ok()? {
        ImageType::Png => Some("png"),
        ImageType::Jpeg => Some("jpg"),
        ImageType::Gif => Some("gif"),
        ImageType::Webp => Some("webp"),
        _ => None,
    }
}
