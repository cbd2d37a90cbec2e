//! Stars of a multiplication: `3*5*2米` is read as emphasis, and prints 352米. And those that are left beside emphasis: `***重点**`.

use super::{Leftovers, fix};
use crate::model::body::{Inline, visit_leaves};
use crate::model::markup::Mark;
use crate::parse::emphasis::is_escaped;
use crate::source::Span;
use crate::words::leftover as words;

pub(super) fn find(source: &str, content: &[Inline], left: &mut Leftovers) {
    for pair in content.windows(2) {
        let at = match pair {
            [Inline::Text(words), Inline::Marked(..)] if words.ends_with('*') => {
                words.span().end.checked_sub(1)
            }
            [Inline::Marked(..), Inline::Text(words)] if words.starts_with('*') => Some(words.span().start),
            _ => None,
        };
        if let Some(at) = at.filter(|at| source.get(*at..=*at) == Some("*") && !is_escaped(source, *at)) {
            left.warning(Span::new(at, at + 1), words::lone_mark("*"), None);
        }
    }
    for inline in content {
        match inline {
            Inline::Marked(Mark::Emphasis, inside) => report(source, inside, left),
            Inline::Marked(_, inside) | Inline::Link { content: inside, .. } => find(source, inside, left),
            _ => {}
        }
    }
}

/// Reports emphasis whose first mark has a digit on either side.
fn report(source: &str, inside: &[Inline], left: &mut Leftovers) {
    let Some(words) = extent(inside) else { return };
    let (before, after) = (&source[..words.start], &source[words.end..]);
    let (Some(factor), Some(rest)) = (before.strip_suffix('*'), after.strip_prefix('*')) else { return };
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let text = &source[words.range()];
    if !is_digit(factor.chars().next_back()) || !is_digit(text.chars().next()) {
        return;
    }
    let span = Span::new(words.start - 1, words.end + 1);
    let is_product = is_digit(text.chars().next_back()) && is_digit(rest.chars().next());
    let fix = if is_product { fix(span, format!("×{text}×")) } else { None };
    let start = factor.len() - factor.chars().rev().take_while(char::is_ascii_digit).count();
    left.error(span, words::stars_of_product(&source[start..span.end]), fix);
}

/// From the first word to the last.
fn extent(inside: &[Inline]) -> Option<Span> {
    let mut extent: Option<Span> = None;
    visit_leaves(inside, &mut |leaf| {
        if let Inline::Text(words) = leaf {
            let span = words.span();
            extent = Some(extent.map_or(span, |known| Span::new(known.start, span.end)));
        }
    });
    extent
}
