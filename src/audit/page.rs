//! One finished page: its ids, the targets of its links, and its flaws.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use rustc_hash::FxHashSet;

/// A finished page.
#[derive(Debug, Default)]
pub(crate) struct AuditedPage {
    pub ids: FxHashSet<String>,
    /// The targets of its links and pictures, without duplicates.
    pub links: FxHashSet<String>,
    pub flaws: Vec<Flaw>,
}

/// A flaw of a finished page, with the text that shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flaw {
    /// A link to a document that does not exist.
    DeadLink(String),
    /// A link to an anchor that does not exist.
    DeadAnchor(String),
    /// An id of two elements.
    IdTwice(String),
    /// A picture without a description.
    WithoutAlt(String),
    /// `None`, `NaN`
    NoValue(String),
}

/// What a template prints for a missing value.
const NO_VALUES: [&str; 6] = ["None", "NaN", "nan", "null", "undefined", "inf"];
/// Attributes that the audit needs; most others are only for styling.
const AUDITED: [&[u8]; 8] = [b"id", b"href", b"src", b"srcset", b"alt", b"role", b"aria-hidden", b"content"];
/// Elements whose text is not prose.
const LITERAL: [&[u8]; 6] = [b"code", b"pre", b"script", b"style", b"textarea", b"kbd"];
impl AuditedPage {
    /// Audits a page.
    #[must_use]
    pub(crate) fn of(html: &[u8]) -> Self {
        let mut scanner = PageScanner::default();
        let emitter = CallbackEmitter::new(&mut scanner);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).collect::<Result<(), _>>();
        scanner.page
    }
}

/// The state of an audit in progress.
#[derive(Default)]
struct PageScanner {
    page: AuditedPage,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    picture: Option<AuditedPicture>,
    /// How many open elements contain text that is not prose.
    literal: usize,
}

#[derive(Default)]
struct AuditedPicture {
    source: String,
    has_words: bool,
}

impl Callback<(), ()> for &mut PageScanner {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                name.clone_into(&mut self.tag);
                self.picture = (name == b"img").then(AuditedPicture::default);
            }
            CallbackEvent::AttributeName { name } => name.clone_into(&mut self.attribute),
            CallbackEvent::AttributeValue { value } if AUDITED.contains(&&*self.attribute) => {
                self.attribute(String::from_utf8_lossy(value).into_owned());
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.literal += usize::from(LITERAL.contains(&&*self.tag) && !self_closing);
                if let Some(picture) = self.picture.take().filter(|picture| !picture.has_words) {
                    self.page.flaws.push(Flaw::WithoutAlt(picture.source));
                }
            }
            CallbackEvent::EndTag { name } => {
                self.literal = self.literal.saturating_sub(usize::from(LITERAL.contains(&name)));
            }
            CallbackEvent::String { value } if self.literal == 0 => {
                self.text(&String::from_utf8_lossy(value));
            }
            CallbackEvent::AttributeValue { .. }
            | CallbackEvent::String { .. }
            | CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
        None
    }
}

impl PageScanner {
    fn attribute(&mut self, value: String) {
        if NO_VALUES.contains(&value.as_str())
            && matches!(&*self.attribute, b"href" | b"src" | b"alt" | b"content")
        {
            self.page.flaws.push(Flaw::NoValue(value.clone()));
        }
        match (&*self.attribute, &mut self.picture) {
            (b"id", _) if !self.page.ids.insert(value.clone()) => self.page.flaws.push(Flaw::IdTwice(value)),
            (b"alt", Some(picture)) => picture.has_words |= !value.trim().is_empty(),
            (b"role", Some(picture)) => picture.has_words |= value == "presentation",
            (b"aria-hidden", Some(picture)) => picture.has_words |= value == "true",
            (b"src", Some(picture)) => {
                picture.source.clone_from(&value);
                self.page.links.insert(value);
            }
            (b"srcset", _) => {
                let sources = value.split(',').filter_map(|source| source.split_ascii_whitespace().next());
                self.page.links.extend(sources.map(str::to_owned));
            }
            (b"href", _) if !self.page.links.contains(&value) => drop(self.page.links.insert(value)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let word = text.trim();
        if NO_VALUES.contains(&word) || word.starts_with("Some(") {
            self.page.flaws.push(Flaw::NoValue(word.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_that_a_browser_may_choose_is_a_link() {
        let page = AuditedPage::of(b"<img src=a-480.jpg srcset='a-480.jpg 480w, a-960.jpg 960w' alt=lamp>");
        let mut links: Vec<String> = page.links.into_iter().collect();
        links.sort();
        assert_eq!(links, ["a-480.jpg", "a-960.jpg"]);
    }
}
