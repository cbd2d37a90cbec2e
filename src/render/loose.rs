//! Loose: paragraphs with a piece that would tear a justified line of a phone apart, because it goes to the next line as a whole.

use crate::model::body::{Inline, visit_leaves};
use crate::model::site::Story;

/// A piece is long from this width on, in half characters: a fifth of a phone's line.
const LONG: usize = 8;

/// Whether a piece of a Chinese paragraph that is not broken is long.
#[must_use]
pub(super) fn is_loose(story: &Story, content: &[Inline]) -> bool {
    let (mut piece, mut is_long) = (Unbroken::default(), false);
    visit_leaves(content, &mut |leaf| {
        match leaf {
            Inline::Text(words) => words.chars().for_each(|character| {
                piece.read(character);
                is_long |= piece.width >= LONG;
            }),
            Inline::Figure(reference, _) => {
                let (bound, loose) = story.figure(*reference).bound();
                piece.add(bound);
                piece.is_closed |= !loose.is_empty();
            }
            Inline::Code(words) | Inline::Markup(words) => {
                piece = Unbroken::default();
                piece.add(words);
            }
            _ => piece = Unbroken::default(),
        }
        is_long |= piece.width >= LONG;
    });
    is_long && story.language.is_chinese()
}

/// What goes to the next line as a whole, as far as it has been read.
#[derive(Default)]
struct Unbroken {
    /// In half characters.
    width: usize,
    /// Whether a line may end here: after a mark that closes, unless another one follows.
    is_closed: bool,
    /// The last character. A quotation mark stays with what is of another script before or after it.
    last: Option<char>,
}

impl Unbroken {
    /// Adds a character, to this piece or to a new one.
    fn read(&mut self, character: char) {
        let before = self.last.replace(character);
        match character {
            // With the Chinese character after it, and the one before what it stays with.
            '“' | '‘' if before.is_some_and(|before| before.is_ascii_graphic()) => self.width += 6,
            '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' => {
                *self = Self { width: 2, is_closed: false, last: self.last }
            }
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '”' | '’' | '）' | '》' | '〉' | '】' | '〕' =>
            {
                *self = Self { width: self.width + 2, is_closed: true, last: self.last };
            }
            _ if character.is_ascii() && character != ' ' => {
                self.is_closed &= !matches!(before, Some('”' | '’'));
                self.add(character.encode_utf8(&mut [0; 4]));
            }
            // A line may end before and after a Chinese character.
            _ => *self = Self::default(),
        }
    }

    /// Adds words that are not broken, to this piece or to a new one.
    fn add(&mut self, words: &str) {
        let before = if self.is_closed { 0 } else { self.width };
        let own: usize = words.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
        *self = Self { width: before + own, is_closed: false, last: words.chars().next_back() };
    }
}
