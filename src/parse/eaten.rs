//! What YAML takes for its own in a value that was meant as words: a comment (`全国 #1 的经验`), an anchor (`&通知`), an alias, a tag.

use crate::fields::{Node, NodeKind};
use crate::finding::Notes;
use crate::source::Span;
use crate::words::values;

/// The first characters of a value that have a meaning in YAML; such a value needs quotes.
const RESERVED: [char; 7] = ['*', '&', '!', '@', '%', '`', '|'];

/// Reports the rest of a line that is cut off a value as a comment, unless it clearly is one: two spaces before it, or a value that
/// is a number, a date or a word of the program's, and a space after `#`. `from` is the end of the value.
pub(super) fn report_comment(text: &str, from: usize, value: &str, notes: &mut Notes) {
    let rest = text[from..].split('\n').next().unwrap_or_default();
    let comment = rest.trim_start_matches([' ', '\t']);
    let gap = rest.len() - comment.len();
    let Some(words) = comment.strip_prefix('#').filter(|_| gap == 1 && !rest.starts_with('\t')) else {
        return;
    };
    let is_spaced = words.is_empty() || words.starts_with([' ', '\t', '#', '-', '=']);
    let is_data = value.chars().all(|character| character.is_ascii() && character != ' ');
    if is_spaced && is_data {
        return;
    }
    let span = Span::new(from + gap, from + rest.trim_end().len());
    let whole = format!("{value}{rest}");
    let whole = whole.trim();
    if is_spaced {
        notes.warning(span, values::cut_by_comment(comment.trim_end(), whole));
    } else {
        notes.error(span, values::cut_by_comment(comment.trim_end(), whole));
    }
}

/// Reports an anchor that nothing repeats, at its node. One on words was probably meant as a word.
pub(super) fn report_anchor(text: &str, node: &Node, notes: &mut Notes) {
    let before = text[..node.span.start].trim_end();
    let start = before
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let Some(name) = before[start..].strip_prefix('&') else { return };
    let (span, anchor) = (Span::new(start, before.len()), &before[start..]);
    let is_words =
        matches!(&node.kind, NodeKind::Scalar { text, .. } if !text.is_ascii() || !name.is_ascii());
    if is_words {
        let value = node.scalar().unwrap_or_default();
        notes.error(span, values::eaten_anchor(anchor, &format!("{anchor} {value}")));
    } else {
        notes.warning(span, values::unused_anchor(anchor));
    }
}

/// Where a line that cannot be read has a value that needs quotes, and what the value begins with. Such are values that begin with a
/// mark of YAML's, or go on after a closing quote or bracket, or contain a colon and a space.
pub(super) fn needs_quotes(line: &str) -> Option<(usize, &str)> {
    let trimmed = line.trim_start().trim_start_matches("- ");
    let start = line.len() - trimmed.len();
    let at = match trimmed.find(": ") {
        Some(colon) if is_key(&trimmed[..colon]) => start + colon + 2,
        _ if start > 0 && line.trim_start().starts_with("- ") => start,
        _ => return None,
    };
    let value = line[at..].trim();
    let at = at + (line[at..].len() - line[at..].trim_start().len());
    let first = value.chars().next()?;
    let closing = match first {
        '"' | '\'' => first,
        '[' => ']',
        '{' => '}',
        _ => '\0',
    };
    let is_continued = closing != '\0'
        && !value.starts_with("{{")
        && value[1..].rfind(closing).is_some_and(|end| {
            let rest = value[1 + end + closing.len_utf8()..].trim_start();
            !rest.is_empty() && !rest.starts_with(['#', ','])
        });
    let is_header = first == '|' && value[1..].chars().all(|mark| "+-0123456789".contains(mark));
    let is_divided = closing == '\0' && value.contains(": ");
    (RESERVED.contains(&first) && !is_header || is_continued || is_divided).then_some((at, value))
}

/// Where a line that cannot be read has nothing but a dash for a value, and its key: `value: -`.
pub(super) fn lone_dash(line: &str) -> Option<(usize, &str)> {
    let mut dashes = line.match_indices('-').filter_map(|(at, _)| {
        let is_alone = matches!(line[at + 1..].trim_start().chars().next(), None | Some(',' | '}' | '#'));
        let before = line[..at].strip_suffix(' ')?.trim_end().strip_suffix(':').filter(|_| is_alone)?;
        let start = before.rfind([' ', '{', ',', '\t']).map_or(0, |at| at + 1);
        Some((at, &before[start..])).filter(|(_, key)| is_key(key))
    });
    dashes.next()
}

/// Where a line that cannot be read has a full-width bracket at the beginning of a value.
pub(super) fn wide_bracket(line: &str) -> Option<(usize, char)> {
    let at = line.find(['｛', '［'])?;
    let before = line[..at].trim_end();
    let is_value = before.is_empty() || before.ends_with([':', '-', '：']);
    is_value.then(|| Some((at, line[at..].chars().next()?)))?
}

/// Where a comment cuts off a list or a mapping that a line begins in brackets.
pub(super) fn cut_brackets(line: &str) -> Option<usize> {
    let (at, _) = line.match_indices(" #").find(|(at, _)| {
        let before = &line[..*at];
        let count = |mark: char| before.matches(mark).count();
        !before.trim_start().starts_with('#') && (count('[') > count(']') || count('{') > count('}'))
    })?;
    Some(at + 1)
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_alphanumeric() || "_.-".contains(character))
}
