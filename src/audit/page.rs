//! One finished page: its ids, where its links lead, and what is wrong with it alone.

use std::sync::LazyLock;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use rustc_hash::FxHashSet;

/// A finished page.
#[derive(Debug, Default)]
pub(crate) struct AuditedPage {
    /// The places that a link may name.
    pub ids: FxHashSet<String>,
    /// What its links and pictures name, each once.
    pub links: FxHashSet<String>,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
}

/// What can be wrong with a finished page, and the words of it that show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flaw {
    /// It leads to nothing.
    DeadLink(String),
    /// It leads to a page, but to no place in it.
    DeadAnchor(String),
    /// An id that two elements have.
    IdTwice(String),
    /// A picture that says nothing to those who cannot see it.
    WithoutAlt(String),
    /// `{{ … }}` or `{% … %}`
    Unfilled(String),
    /// `**`
    Unmarked(String),
    /// `None`, `NaN`
    NoValue(String),
    /// Traditional characters in a page of simplified ones.
    Traditional(String),
}

/// What a template prints that had nothing to print.
const NO_VALUES: [&str; 6] = ["None", "NaN", "nan", "null", "undefined", "inf"];
/// Attributes that say something of the page; most only dress it.
const TOLD: [&[u8]; 7] = [b"id", b"href", b"src", b"alt", b"role", b"aria-hidden", b"content"];
/// Elements whose text is no prose.
const LITERAL: [&[u8]; 6] = [b"code", b"pre", b"script", b"style", b"textarea", b"kbd"];
/// Characters of traditional Chinese that simplified Chinese never writes, the commonest ones.
static TRADITIONAL: LazyLock<FxHashSet<char>> = LazyLock::new(|| COMMON.chars().collect());
const COMMON: &str = "國學會們個這來時說對為發經體過還進動產開關長見業員區場處務電話車東門問題點條數書記實應該與無萬歲節興農黨選幹頭號類級組織範圍總統領導決議單論證質機構設備標準環護衛醫療藥飯館樓廣場圖畫樂團隊戰爭義權責賓師傳記憶報紙編輯審閱閩贛遼寧陝蘇滬魯鄉鎮縣";

impl AuditedPage {
    /// Looks at a page.
    #[must_use]
    pub(crate) fn of(html: &[u8]) -> Self {
        let mut sight = Sight::default();
        let emitter = CallbackEmitter::new(&mut sight);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).collect::<Result<(), _>>();
        sight.page
    }
}

/// What is seen of a page so far.
#[derive(Default)]
struct Sight {
    page: AuditedPage,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    picture: Option<AuditedPicture>,
    /// How many elements are open whose text is no prose.
    literal: usize,
}

#[derive(Default)]
struct AuditedPicture {
    source: String,
    has_words: bool,
}

impl Callback<(), ()> for &mut Sight {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                name.clone_into(&mut self.tag);
                self.picture = (name == b"img").then(AuditedPicture::default);
            }
            CallbackEvent::AttributeName { name } => name.clone_into(&mut self.attribute),
            CallbackEvent::AttributeValue { value } if TOLD.contains(&&*self.attribute) => {
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

impl Sight {
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
            (b"href", _) if !self.page.links.contains(&value) => drop(self.page.links.insert(value)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let around = |at: usize| {
            let start = text[..at].char_indices().rev().nth(7).map_or(0, |(start, _)| start);
            text[start..].chars().take(24).collect::<String>().trim().to_owned()
        };
        if text.contains(['{', '}']) {
            let unfilled = ["{{", "}}", "{%"].iter().find_map(|mark| text.find(mark));
            self.page.flaws.extend(unfilled.map(|at| Flaw::Unfilled(around(at))));
        }
        self.page.flaws.extend(left_mark(text).map(|at| Flaw::Unmarked(around(at))));
        let word = text.trim();
        if NO_VALUES.contains(&word) || word.starts_with("Some(") {
            self.page.flaws.push(Flaw::NoValue(word.to_owned()));
        }
        let traditional = text.char_indices().find(|(_, character)| TRADITIONAL.contains(character));
        self.page.flaws.extend(traditional.map(|(at, _)| Flaw::Traditional(around(at))));
    }
}

/// Where `**` is left over that should have marked words: not where stars veil digits, or are a row of their own.
fn left_mark(text: &str) -> Option<usize> {
    let stars = text.find("**")?;
    let run = text[stars..].bytes().take_while(|byte| *byte == b'*').count();
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let veils = is_digit(text[..stars].chars().next_back()) || is_digit(text[stars + run..].chars().next());
    (run == 2 && !veils).then_some(stars)
}
