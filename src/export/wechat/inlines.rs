//! Words with their marks, links, notes and pictures → spans. A link out of 公众号 would be dropped: its address is a note.

use imagesize::ImageType;

use super::look;
use super::writer::WeChatWriter;
use crate::export::pictures::{InPlace, PictureProgram};
use crate::finding::{Finding, Severity};
use crate::model::body::{Inline, plain_text};
use crate::model::markup::{Mark, Script};
use crate::model::phrase::Phrase;
use crate::model::site::Target;
use crate::source::Place;
use crate::words::export as words;

/// What the editor of 公众号 takes.
const PROGRAM: PictureProgram = PictureProgram {
    name: "公众号",
    formats: &[(ImageType::Png, "png"), (ImageType::Jpeg, "jpg"), (ImageType::Gif, "gif")],
};

impl WeChatWriter<'_> {
    /// Writes the parts of a line.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(words) | Inline::Markup(words) => self.text(words),
                Inline::Turn(_) => self.html.push(' '),
                Inline::Figure(reference, _) => {
                    let story = self.exporting.story;
                    self.text(&story.figure(*reference).text);
                }
                Inline::Marked(mark, content) => {
                    let (name, style) = marked(*mark);
                    self.element(name, style, |writer| writer.inlines(content));
                }
                Inline::Script(script, content, _) => {
                    let style = match script {
                        Script::Raised => "font-size:12px;vertical-align:super;",
                        Script::Lowered => "font-size:12px;vertical-align:sub;",
                    };
                    self.element("span", style, |writer| writer.inlines(content));
                }
                Inline::Code(words) => {
                    self.element("span", "font-family:monospace;", |writer| writer.text(words));
                }
                Inline::Link { link, content, .. } => self.link(*link, content),
                Inline::Picture(image) => self.picture(image.link, &image.alt),
                Inline::Footnote { note, .. } => {
                    let call = self.exporting.story.language.note_call(note + 1);
                    self.element("span", look::NOTE_MARK, |writer| writer.text(&call));
                }
                Inline::Break(_) => self.html.push_str("<br>"),
                Inline::Task(is_done) => self.text(if *is_done { "☑ " } else { "☐ " }),
                Inline::Anchor(_) => {}
            }
        }
    }

    /// Writes a phrase of front matter.
    pub(super) fn phrase(&mut self, phrase: &Phrase) {
        let plain = self.exporting.story.plain(phrase);
        self.text(&plain);
    }

    /// Writes the words of a link, and the number of the note with its address.
    fn link(&mut self, link: usize, content: &[Inline]) {
        let story = self.exporting.story;
        self.inlines(content);
        match &story.targets[link] {
            Target::Outside(url) => {
                let mut words = String::new();
                plain_text(
                    content,
                    &mut |reference, into| into.push_str(&story.figure(reference).text),
                    &mut words,
                );
                if words.trim() == url {
                    return; // It is readable already.
                }
                let known = self.addresses.iter().position(|known| known == url);
                let number = known.unwrap_or_else(|| {
                    self.addresses.push(url.clone());
                    self.addresses.len() - 1
                });
                let mark = format!("[{}]", number + 1);
                self.element("span", look::NOTE_MARK, |writer| writer.text(&mark));
            }
            Target::Unresolved => {}
            _ => {
                let place = Place::new(&story.draft.path, story.draft.links[link].span);
                self.findings.push(Finding::new(Severity::Info, Some(place), words::link_within()));
            }
        }
    }

    /// Writes a picture, whose file stands beside the fragment; one that 公众号 does not take is named in its place.
    pub(super) fn picture(&mut self, link: usize, alt: &Phrase) {
        let alt = self.exporting.story.plain(alt);
        match self.exporting.picture((link, &alt), &PROGRAM, &mut self.findings) {
            Ok(InPlace::Picture(picture)) => {
                let source = format!("{}-{}.{}", self.name, self.pictures.len() + 1, picture.ending);
                let source = percent_encoding::utf8_percent_encode(&source, PATH).to_string();
                self.image(&source, &alt, look::IMAGE);
                self.pictures.push(picture);
            }
            Ok(InPlace::Words(words)) => self.text(&words),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
    }
}

/// The characters that are escaped in the address of a file beside the fragment.
const PATH: &percent_encoding::AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'%').add(b'#').add(b'?').add(b'"').add(b'<').add(b'>');

/// The element of a mark, and its style.
fn marked(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Strong => ("strong", "font-weight:bold;"),
        Mark::Emphasis => ("span", look::EMPHASIS),
        Mark::Struck => ("span", "text-decoration:line-through;"),
        Mark::Inserted | Mark::Underlined => ("span", "text-decoration:underline;"),
        Mark::Highlighted => ("span", "background-color:#fff3b0;"),
        Mark::Key => ("span", "font-family:monospace;border:1px solid #cccccc;"),
        Mark::Small => ("span", "font-size:13px;"),
    }
}
