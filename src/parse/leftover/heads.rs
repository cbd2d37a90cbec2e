//! Marks at the head of a line, for headings, lists, quotations and dividers: in full width, after wide spaces, or
//! without the space after them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::remnant::{Remnant, RemnantMark, RemnantRole};
use super::{Leftovers, fix, within};
use crate::language::is_han;
use crate::words::leftover::{self as words, HeadMark};

/// The mark of a heading, a list or a quotation.
static MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:#{1,6}|[-*+]|\d{1,9}[.)]|>)").expect("a constant"));
/// The number of an item without a space after it: `1.项`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\d{1,3}\.[^\d\s.]").expect("a constant"));
/// A topic between two marks, as in posts: #改革#.
static TOPIC: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^#[^#\s]+#|\s#\S").expect("a constant"));
/// The longest heading with a single `#` and no space, in characters.
const HEADING: usize = 30;

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    if rest.role != RemnantRole::Paragraph {
        return;
    }
    for (mark, range) in &rest.marks {
        let head = match mark {
            RemnantMark::Heading => HeadMark::Heading,
            RemnantMark::Item => HeadMark::Item,
            RemnantMark::Quote => HeadMark::Quote,
            RemnantMark::Rule => HeadMark::Rule,
            RemnantMark::Fence => {
                let line = first_line(rest, range);
                left.error(rest.span(&line), words::wide_fence(rest.written(&line)), None);
                continue;
            }
            _ => continue,
        };
        report(rest, head, range, left);
    }
    for line in rest.lines() {
        if is_drawn_rule(&rest.folded[line.clone()]) {
            let wording = words::unread_head(rest.written(&line), "---", HeadMark::Rule);
            left.warning(rest.span(&line), wording, None);
        }
        if let Some(number) = NUMBER.find(&rest.folded[line.clone()]) {
            let mark = within(
                &line,
                number.start()..number.start() + number.as_str().find('.').unwrap_or_default() + 1,
            );
            if rest.is_folded(&mark) {
                said(rest, HeadMark::Item, mark, left);
            }
        }
        if is_heading_without_space(&rest.folded[line.clone()]) {
            let hashes = rest.folded[line.clone()].bytes().take_while(|byte| *byte == b'#').count();
            said(rest, HeadMark::Heading, within(&line, 0..hashes), left);
        }
    }
}

/// Reports a mark that Markdown reads in the folded text at `range`.
fn report(rest: &Remnant, head: HeadMark, range: &Range<usize>, left: &mut Leftovers) {
    let line = first_line(rest, range);
    let text = &rest.folded[line.clone()];
    let mark = match head {
        HeadMark::Rule => 0..text.trim_end().len(),
        _ => match MARK.find(text) {
            Some(mark) => mark.range(),
            None => return,
        },
    };
    let mark = within(&line, mark);
    let is_changed = rest.is_folded(&mark) || rest.head(&mark).start < rest.span(&mark).start;
    // Signs of comparison: ＞5%.
    let is_sign =
        head == HeadMark::Quote && rest.after(mark.end).is_some_and(|next| !is_han(next) && next != ' ');
    if is_changed && !is_sign {
        said(rest, head, mark, left);
    }
}

fn said(rest: &Remnant, head: HeadMark, mark: Range<usize>, left: &mut Leftovers) {
    let space = if head == HeadMark::Rule { "" } else { " " };
    let right = format!("{}{space}", &rest.folded[mark.clone()]);
    let after = rest.folded[mark.end..].len() - rest.folded[mark.end..].trim_start_matches([' ', '\t']).len();
    let span = rest.head(&(mark.start..mark.end + after));
    left.warning(rest.span(&mark), words::unread_head(rest.written(&mark), &right, head), fix(span, right));
}

/// Whether a line is a dividing line drawn with characters that Markdown does not read as one.
fn is_drawn_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() > 2
        && line.chars().all(|character| matches!(character, '—' | '―' | '─' | '━' | '═' | '=' | '－'))
}

fn first_line(rest: &Remnant, range: &Range<usize>) -> Range<usize> {
    let end = rest.folded[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
    range.start..end
}

/// Whether a line is a heading but for the space: `##小标题`. A single `#` may also begin a topic or a number.
fn is_heading_without_space(line: &str) -> bool {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = &line[hashes..];
    match hashes {
        1 => {
            words.starts_with(is_han)
                && words.chars().count() <= HEADING
                && !words.contains(['。', '#'])
                && !TOPIC.is_match(line)
        }
        2..=6 => words.starts_with(|first: char| {
            first.is_alphanumeric() || matches!(first, '“' | '《' | '(' | '\u{FFFC}' | '【')
        }),
        _ => false,
    }
}
