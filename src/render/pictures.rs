//! Pictures of a narrative → HTML, at the size of their files or the size that the editor wants.

use std::fmt::Write;

use super::escape::{address, attribute};
use super::html::BodyRenderer;
use crate::model::body::Image;
use crate::model::markup::{AskedSize, AskedWidth};

impl BodyRenderer<'_> {
    /// A picture. On a page of an edition, it is as wide as its column.
    pub(super) fn picture(&self, image: &Image, html: &mut String) {
        let asked = if self.home.is_none() { image.size } else { AskedSize::default() };
        if let Some(source) = self.source(image.link) {
            let is_long = source.size.is_some_and(|(width, height)| height / 2 > width);
            html.push_str(match asked == AskedSize::default() {
                true if is_long => "<img class=\"long\"",
                true => "<img",
                false => "<img class=\"sized\"",
            });
            html.push_str(" src=\"");
            address(&source.path, html);
            html.push_str("\" alt=\"");
            attribute(&self.story.plain(&image.alt), html);
            // Without a description it is decoration, which the audit accepts; the editor has been told where it is written.
            html.push_str(if image.alt.is_blank() { "\" role=\"presentation\"" } else { "\"" });
            dimensions(source.size, asked, html);
            html.push_str(" loading=\"lazy\">");
        }
    }
}

/// The width and height of a picture, as its file has them or as the editor wants them.
fn dimensions(size: Option<(u32, u32)>, asked: AskedSize, html: &mut String) {
    let scaled = |length: u32, by: u32, of: u32| {
        u32::try_from(u64::from(length) * u64::from(by) / u64::from(of.max(1))).unwrap_or(u32::MAX).max(1)
    };
    let (width, height) = match (asked.width, asked.height, size) {
        (Some(AskedWidth::Percent(percent)), ..) => {
            let _ = write!(html, " width=\"{percent}%\"");
            return;
        }
        (Some(AskedWidth::Pixels(width)), _, Some(size)) => (width, scaled(size.1, width, size.0)),
        (None, Some(height), Some(size)) => (scaled(size.0, height, size.1), height),
        (Some(AskedWidth::Pixels(width)), _, None) => {
            let _ = write!(html, " width=\"{width}\"");
            return;
        }
        (None, _, Some(size)) => size,
        (None, _, None) => return,
    };
    let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
}
