//! Loose: paragraphs with a piece that would tear a justified line apart, because it goes to the next line as a whole.

use crate::model::body::{Inline, visit_leaves};
use crate::model::site::Story;

/// The width, in half characters, from which a piece tears the line of a phone apart: a fifth of that line.
const LONG: usize = 8;
/// That from which it tears the line of any document apart: a fifth of one of forty characters.
const VERY_LONG: usize = 15;

/// The class of a Chinese paragraph, by its longest piece that is not broken: `loose` is not justified on a phone, `ragged` in no
/// document.
#[must_use]
pub(super) fn class(story: &Story, content: &[Inline]) -> Option<&'static str> {
    match longest_piece(story, content) {
        _ if !story.language.is_chinese() => None,
        VERY_LONG.. => Some("ragged"),
        LONG.. => Some("loose"),
        _ => None,
    }
}

fn longest_piece(story: &Story, content: &[Inline]) -> usize {
    let (mut piece, mut longest) = (Unbroken::default(), 0);
    visit_leaves(content, &mut |leaf| {
        match leaf {
            Inline::Text(words) => words.chars().for_each(|character| {
                piece.read(character);
                longest = longest.max(piece.width);
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
        longest = longest.max(piece.width);
    });
    longest
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
