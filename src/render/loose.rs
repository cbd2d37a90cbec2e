//! Loose: paragraphs with a piece that would tear a justified line of a phone apart, because it goes to the next line as a whole.

use crate::model::body::{Inline, visit_leaves};
use crate::model::site::Story;

/// A piece is long from this width on, in half characters: a fifth of a phone's line.
const LONG: usize = 8;

/// Whether a piece of a Chinese paragraph that is not broken is long.
#[must_use]
pub(super) fn is_loose(story: &Story, content: &[Inline]) -> bool {
    let (mut piece, mut is_long) = (0, false);
    visit_leaves(content, &mut |leaf| match leaf {
        Inline::Text(words) => words.chars().for_each(|character| {
            piece = after(piece, character);
            is_long |= piece >= LONG;
        }),
        Inline::Figure(reference, _) => {
            let (bound, loose) = story.figure(*reference).bound();
            piece += bound.chars().map(width).sum::<usize>();
            is_long |= piece >= LONG;
            piece = if loose.is_empty() { piece } else { 0 };
        }
        Inline::Code(words) | Inline::Markup(words) => {
            piece = words.chars().map(width).sum();
            is_long |= piece >= LONG;
        }
        _ => piece = 0,
    });
    is_long && story.language.is_chinese()
}

/// The width of a piece that goes on, or begins, with a character.
fn after(piece: usize, character: char) -> usize {
    match character {
        ' ' => 0,
        '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' => 2,
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '”' | '’' | '）' | '》' | '〉' | '】' | '〕' => {
            piece + 2
        }
        _ if character.is_ascii() => piece + 1,
        // A line may end before and after a Chinese character.
        _ => 0,
    }
}

fn width(character: char) -> usize {
    if character.is_ascii() { 1 } else { 2 }
}
