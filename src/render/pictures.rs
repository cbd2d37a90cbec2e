//! Pictures, sound and film of a narrative → HTML, at the size of their files or the size that the editor wants.

use std::fmt::Write;

use super::escape::{address, attribute};
use super::html::{BodyRenderer, PictureSource};
use super::paired::pair_marks;
use crate::model::body::Image;
use crate::model::draft::Recording;
use crate::model::markup::{AskedSize, AskedWidth};

impl BodyRenderer<'_> {
    /// A picture with its caption. What cannot be seen is named by its description, if it has no caption.
    pub(super) fn figure_of(&self, image: &Image, html: &mut String) {
        let source = self.source(image.link);
        let recording = source.as_ref().and_then(|source| source.recording);
        let class = if recording.is_some() { "picture recording" } else { "picture" };
        let _ = write!(html, "<figure class=\"{class}\">");
        self.shown(image, source, html);
        let named = recording.map(|_| &image.alt).filter(|alt| !alt.is_blank());
        if let Some(caption) = image.caption.as_ref().or(named) {
            html.push_str("<figcaption>");
            let first = html.len();
            html.push_str(&self.phrase(caption));
            pair_marks(html, first);
            html.push_str("</figcaption>");
        }
        html.push_str("</figure>\n");
    }

    /// A picture in a line.
    pub(super) fn picture(&self, image: &Image, html: &mut String) {
        self.shown(image, self.source(image.link), html);
    }

    /// A picture. On a page of an edition, it is as wide as its column.
    fn shown(&self, image: &Image, source: Option<PictureSource>, html: &mut String) {
        let asked = if self.home.is_none() { image.size } else { AskedSize::default() };
        let Some(source) = source else { return };
        if let Some(recording) = source.recording {
            return self.recording(recording, &source, image, html);
        }
        let is_long = source.size.is_some_and(|(width, height)| height / 2 > width);
        html.push_str(match asked == AskedSize::default() {
            true if is_long => "<img class=\"long\"",
            true => "<img",
            false => "<img class=\"sized\"",
        });
        html.push_str(" src=\"");
        address(&source.path, html);
        html.push('"');
        if let Some(prints) = source.srcset() {
            html.push_str(" srcset=\"");
            attribute(&prints, html);
            html.push_str("\" sizes=\"");
            attribute(&self.sizes(asked), html);
            html.push('"');
        }
        html.push_str(" alt=\"");
        attribute(&self.story.plain(&image.alt), html);
        // Without a description it is decoration, which the audit accepts; the editor has been told where it is written.
        html.push_str(if image.alt.is_blank() { "\" role=\"presentation\"" } else { "\"" });
        dimensions(source.size, asked, html);
        html.push_str(" loading=\"lazy\">");
    }

    /// Sound or film, which a reader starts.
    fn recording(&self, recording: Recording, source: &PictureSource, image: &Image, html: &mut String) {
        let (element, preload) = match recording {
            Recording::Sound => ("audio", "none"),
            Recording::Film => ("video", "metadata"),
        };
        let _ = write!(html, "<{element} controls preload=\"{preload}\" src=\"");
        address(&source.path, html);
        html.push('"');
        if !image.alt.is_blank() {
            html.push_str(" aria-label=\"");
            attribute(&self.story.plain(&image.alt), html);
            html.push('"');
        }
        let _ = write!(html, "></{element}>");
    }

    /// How wide a picture is shown. Browsers that know `auto` measure it; to others the theme says it.
    pub(crate) fn sizes(&self, asked: AskedSize) -> String {
        match asked.width {
            Some(AskedWidth::Pixels(width)) => format!("auto, {width}px"),
            _ => format!("auto, {}", self.reader.theme().picture_sizes),
        }
    }
}

impl PictureSource {
    /// The prints of a photograph for a browser to choose from.
    pub(crate) fn srcset(&self) -> Option<String> {
        let prints = self.prints.iter().map(|(path, width)| format!("{path} {width}w"));
        (self.prints.len() > 1).then(|| prints.collect::<Vec<_>>().join(", "))
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
