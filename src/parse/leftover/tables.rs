//! Tables: rows with full-width bars, a rule that is none, cells parted by tabs, and cells without a heading.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::remnant::{Remnant, RemnantRole};
use super::{Leftovers, fix};
use crate::parse::emphasis;
use crate::parse::reference::Braces;
use crate::source::Span;
use crate::words::typed as words;

/// The row between the head of a table and its rows; dashes of any width count.
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*\|?\s*:?[-—–―─]+:?\s*(?:\|\s*:?[-—–―─]+:?\s*)*\|?\s*$").expect("a constant")
});

/// What parts two cells of a row that is arranged by spaces.
static GAP_IN_ROW: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\u{3000}+| {2,}").expect("a constant"));
/// The longest row that is arranged by spaces, in characters.
const ROW: usize = 60;

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    if rest.role != RemnantRole::Paragraph {
        return;
    }
    let lines: Vec<Range<usize>> = rest.lines().collect();
    if rest.folded.contains('|') {
        bars(rest, &lines, left);
    }
    if rest.folded.contains('\t') {
        tabs(rest, &lines, left);
    }
    if lines.len() > 1 && !rest.folded.contains(['\t', '|']) {
        drawn(rest, &lines, left);
    }
}

/// Lines that are arranged as a table by wide spaces, or drawn as one.
fn drawn(rest: &Remnant, lines: &[Range<usize>], left: &mut Leftovers) {
    let text = |line: &Range<usize>| rest.folded[line.clone()].trim();
    let is_drawn = |line: &&Range<usize>| text(line).contains(['│', '┃', '├', '┌', '└']);
    let gaps = |line: &Range<usize>| GAP_IN_ROW.find_iter(rest.written(line).trim()).count();
    let first = gaps(&lines[0]);
    let has_number = |line: &Range<usize>| text(line).contains(|character: char| character.is_ascii_digit());
    let is_arranged = first > 0
        && lines.iter().all(|line| gaps(line) == first && text(line).chars().count() <= ROW)
        && lines[1..].iter().all(has_number);
    if is_arranged || lines.iter().filter(is_drawn).count() > 1 {
        left.warning(rest.span(&lines[0]), words::drawn_table(), None);
    }
}

/// Consecutive lines with bars, or one that begins and ends with them.
fn bars(rest: &Remnant, lines: &[Range<usize>], left: &mut Leftovers) {
    let text = |line: &Range<usize>| rest.folded[line.clone()].trim();
    let is_row = |line: &Range<usize>| text(line).contains('|');
    let is_closed = |line: &Range<usize>| {
        text(line).len() > 2 && text(line).starts_with('|') && text(line).ends_with('|')
    };
    let mut from = 0;
    while let Some(first) = lines[from..].iter().position(is_row).map(|at| from + at) {
        let rows = &lines[first..first + lines[first..].iter().take_while(|line| is_row(line)).count()];
        from = first + rows.len();
        let rule = rows.iter().position(|row| RULE.is_match(text(row)));
        let mut widths = rows.iter().map(|row| cells(text(row)));
        let width = widths.next();
        let is_regular = widths.all(|other| Some(other) == width);
        let is_whole = rows.len() > 1 && rows.len() == lines.len();
        let is_table = rule.is_some() && rows.len() > 1
            || rows.iter().all(is_closed)
            || (rows.len() > 2 || is_whole) && is_regular;
        if is_table {
            report(rest, rows, (rule, is_regular), left);
        }
    }
}

fn report(
    rest: &Remnant,
    rows: &[Range<usize>],
    (rule, is_regular): (Option<usize>, bool),
    left: &mut Leftovers,
) {
    let span = rest.span(&(rows[0].start..rows[rows.len() - 1].end));
    let right = if rule == Some(1) && is_regular { mended(rest, rows) } else { None };
    let right = right.filter(|right| rest.source.get(span.range()) != Some(right));
    let fix = right.and_then(|right| fix(span, right));
    left.warning(rest.span(&rows[0]), words::unread_table(rule.is_some(), is_regular), fix);
}

/// The rows with half-width bars and a rule of half-width dashes.
fn mended(rest: &Remnant, rows: &[Range<usize>]) -> Option<String> {
    let (mut right, mut done) = (String::new(), rest.span(&rows[0]).start);
    for (place, row) in rows.iter().enumerate() {
        let span = rest.span(row);
        right.push_str(rest.source.get(done..span.start)?);
        if place == 1 {
            let rule = rest.folded[row.clone()].replace(['—', '–', '―', '─'], "-");
            right.push_str(&rule.replace('\t', " "));
        } else {
            right.push_str(&rest.source.get(span.range())?.replace('｜', "|"));
        }
        done = span.end;
    }
    Some(right)
}

/// Lines with tabs between their words, as many in each.
fn tabs(rest: &Remnant, lines: &[Range<usize>], left: &mut Leftovers) {
    let count = |line: &Range<usize>| rest.folded[line.clone()].trim().matches('\t').count();
    let tabbed: Vec<&Range<usize>> = lines.iter().filter(|line| count(line) > 0).collect();
    if tabbed.len() > 1 && tabbed.len() * 2 > lines.len() {
        left.warning(rest.span(tabbed[0]), words::tabbed_table(), None);
    }
}

/// Reports rows of a table that have more cells than its head, which Markdown drops, or fewer, which it fills up.
pub(super) fn find_uneven(source: &str, table: Span, columns: usize, left: &mut Leftovers) {
    if source[table.range()].trim_start().starts_with('<') {
        return; // A table of HTML has no bars.
    }
    let mut start = table.start;
    for line in source[table.range()].split_inclusive('\n') {
        let row = line.trim_end().trim_start_matches([' ', '\t', '>']);
        let at = start + line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let found = cells(row);
        let span = Span::new(at, at + row.len());
        if found > columns && !RULE.is_match(row) {
            left.error(span, words::surplus_cells(found, columns, row.contains('`')), None);
        } else if found < columns && row.contains('|') {
            left.warning(span, words::missing_cells(found, columns), None);
        }
        start += line.len();
    }
}

/// How many cells a row has. References and escaped bars do not divide cells; code does.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let references = Braces::of(row).spans;
    let is_in_reference = |at: usize| {
        let next = references.partition_point(|reference| reference.end <= at);
        references.get(next).is_some_and(|reference| reference.start <= at)
    };
    let is_border = |at: &usize| !emphasis::is_escaped(row, *at) && !is_in_reference(*at);
    let borders: Vec<usize> = row.match_indices('|').map(|(at, _)| at).filter(is_border).collect();
    let opens = usize::from(borders.first() == Some(&0));
    let closes = usize::from(borders.len() > opens && borders.last() == Some(&(row.len() - 1)));
    borders.len() + 1 - opens - closes
}
