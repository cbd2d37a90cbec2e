//! Notes as a word processor writes them: `[1]` or ① in the text, and lines that begin with the same at its end.

use std::sync::LazyLock;

use regex::Regex;

use super::remnant::{Remnant, RemnantRole};
use super::{Leftovers, fix};
use crate::source::Span;
use crate::words::leftover as words;

/// A number in brackets, perhaps the first of several, or in a circle.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let others = r"(?P<others>(?:\s?[-—–~,、]\s?\d{1,3})*)";
    let bracketed = format!(r"[\[【〔](?P<number>\d{{1,3}}){others}[\]】〕]");
    Regex::new(&format!(r"(?:{bracketed}|(?P<circled>[①-⑳]))(?P<after>[:.、]?\s?)")).expect("a constant")
});
/// What may stand after a circled number in the text: others begin the items of a list.
const AFTER_CALL: [char; 9] = ['。', ',', ';', '、', '!', '?', ':', '”', '》'];

/// The mark of an item of a list, which a word processor puts before a note.
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\d{1,3}[.)]|[-*+])[ \t]+$").expect("a constant"));

/// A number in brackets.
#[allow(clippy::struct_excessive_bools, reason = "each is known by itself")]
pub(super) struct NumberInBrackets {
    /// Where it is written, without what follows it.
    span: Span,
    /// The same with the mark and the space that follow it at the head of a line.
    with_mark: Span,
    number: u32,
    /// Whether it names one note only.
    is_single: bool,
    /// Whether it begins a line of the file, as a note does.
    is_head: bool,
    /// Whether it is in a list, whose mark is then a part of it.
    is_in_item: bool,
    /// Whether the paragraph has nothing but such lines.
    is_of_notes: bool,
}

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    if !NUMBER.is_match(&rest.folded) {
        return;
    }
    let is_paragraph = rest.role == RemnantRole::Paragraph;
    let is_of_notes =
        is_paragraph && NUMBER.find(rest.folded.trim_start()).is_some_and(|found| found.start() == 0);
    for found in NUMBER.captures_iter(&rest.folded) {
        let whole = found.get_match().range();
        let circled = found.name("circled").and_then(|circled| circled.as_str().chars().next());
        let number = match circled {
            Some(circled) => u32::from(circled) - u32::from('①') + 1,
            None => found["number"].parse().unwrap_or_default(),
        };
        let mark = whole.start..whole.end - found["after"].len();
        let (before, after) = (rest.before(mark.start), rest.after(mark.end));
        let item =
            if is_paragraph && mark.start == 0 { item(rest.source, rest.span(&mark).start) } else { None };
        let is_head = item.is_some() || is_paragraph && rest.begins_line_of_file(mark.start);
        let is_index = before.is_some_and(|before| before.is_ascii_alphanumeric()) || after == Some('(');
        let is_item =
            circled.is_some() && after.is_some_and(|after| !AFTER_CALL.contains(&after) && after != '\n');
        if !is_head && (is_index || is_item) {
            continue;
        }
        let is_single = found.name("others").is_none_or(|others| others.is_empty());
        let start = item.unwrap_or(rest.span(&mark).start);
        let (span, with_mark) = (rest.span(&mark), rest.span(&whole));
        left.numbers.push(NumberInBrackets {
            span: Span::new(start, span.end),
            with_mark: Span::new(start, with_mark.end),
            number,
            is_single,
            is_head,
            is_in_item: item.is_some(),
            is_of_notes,
        });
    }
}

/// Where the mark of a list begins, if a number directly follows it at the head of a line.
fn item(source: &str, at: usize) -> Option<usize> {
    let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
    let mark = ITEM.find(&source[line..at])?.start();
    source[line..line + mark].chars().all(char::is_whitespace).then_some(line + mark)
}

/// Reports the numbers that are notes: the text has the number, and after it the notes begin lines with the same.
pub(super) fn report(source: &str, left: &mut Leftovers) {
    let mut numbers = std::mem::take(&mut left.numbers);
    numbers.sort_by_key(|number| number.span.start);
    let is_note = |number: &&NumberInBrackets| number.is_head && number.is_of_notes;
    let first = numbers.iter().position(|number| is_note(&number)).unwrap_or(numbers.len());
    let (calls, notes) = numbers.split_at(first);
    let has_note =
        |call: &&NumberInBrackets| notes.iter().filter(is_note).any(|note| note.number == call.number);
    if !calls.iter().any(|call| has_note(&call)) {
        return;
    }
    let numbered: Vec<u32> = notes.iter().map(|note| note.number).collect();
    let is_in_tag = |call: &NumberInBrackets| source[..call.span.start].ends_with('>');
    let is_certain = notes.iter().all(|note| is_note(&note) && !note.is_in_item)
        && calls.iter().all(|call| call.is_single && has_note(&call) && !is_in_tag(call))
        && notes.iter().all(|note| calls.iter().any(|call| call.number == note.number))
        && numbered.windows(2).all(|pair| pair[0] < pair[1]);
    let marks = calls.iter().filter(has_note).map(|call| (call, call.span, format!("[^{}]", call.number)));
    let heads =
        notes.iter().filter(is_note).map(|note| (note, note.with_mark, format!("[^{}]: ", note.number)));
    // Before the others: each of the fixes needs all of them.
    let others = std::mem::take(&mut left.found);
    for (number, replaced, right) in marks.chain(heads) {
        let fix = if is_certain { fix(replaced, &right) } else { None };
        let wording = words::numbered_note(&source[number.span.range()], right.trim_end());
        left.warning(number.span, wording, fix);
    }
    left.found.extend(others);
}
