//! Lines that are run together: numbered lines and lines with bullets that Markdown prints as one paragraph.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::remnant::{Remnant, RemnantRole};
use super::{Leftovers, fix, typed, within};
use crate::fields::half_width;
use crate::words::typed as words;

/// The ways in which lines are numbered or marked, one group each. Lines of one list use the same.
static HEADS: LazyLock<Regex> = LazyLock::new(|| {
    let chinese = "[一二三四五六七八九十百]+";
    let heads = [
        r"(\d{1,3}[.)])(?:[^\d\s]|\s)",
        r"(\d{1,3}、)",
        r"(\(\d{1,3}\))",
        r"([①-⑳⑴-⒛❶-❿])",
        &format!(r"({chinese}、)"),
        &format!(r"(\({chinese}\))"),
        &format!(r"(第{chinese}[条章节款项步][　、，: ])"),
        r"([•·●○■□◆◇▪▶►➤★☆√✓✔])",
        r"([-*+])[^\s\d*+-]",
        r"([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.、])",
        r"([a-zA-Z][.)、])\s?\p{Han}",
        r"([lnuvØ§ü])\s+\p{Han}",
        r"(\[\d{1,3}\])[^\[(:]",
    ];
    Regex::new(&format!("^(?:{})", heads.join("|"))).expect("a constant")
});
/// The group of numbers that Markdown reads if a space follows.
const NUMBERED: usize = 1;
/// The group of marks that Markdown reads if a space follows.
const MARKED: usize = 9;
/// The groups of which one line is enough, after a line that ends a sentence: numbers with 、 or in brackets, 条, circles.
const CERTAIN: std::ops::RangeInclusive<usize> = 2..=7;

/// The longest label of a list, in characters.
const LONGEST_LABEL: usize = 6;
/// How far the lines of a list may be apart, in lines.
const LOOK_BACK: usize = 20;

/// The head of a line: its way, and its mark.
type LineHead = (usize, Range<usize>);

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    if rest.role != RemnantRole::Paragraph || !rest.folded.contains('\n') {
        return;
    }
    let lines: Vec<(Range<usize>, Option<LineHead>)> =
        rest.lines().map(|line| (line.clone(), head(rest, &line))).collect();
    let heads: Vec<&LineHead> = lines.iter().filter_map(|(_, head)| head.as_ref()).collect();
    let Some((way, first)) = heads.first() else { return typed::find(rest, left) };
    if heads.len() < 2 && !is_certain(rest, *way, first) {
        return typed::find(rest, left);
    }
    let marks: Vec<&Range<usize>> = heads.iter().map(|(_, mark)| mark).collect();
    let (last, span) = (marks[marks.len() - 1], rest.span(first));
    let is_list = matches!(*way, NUMBERED | MARKED) && heads.iter().all(|(other, _)| other == way);
    let starts_paragraph = lines.first().is_some_and(|(line, _)| line.start == first.start);
    let fix =
        (is_list && starts_paragraph).then(|| with_spaces(rest, first.start..last.end, &marks)).flatten();
    left.warning(span, words::run_together(rest.written(first), marks.len(), is_list), fix);
}

/// Whether a single line with this head is one of a list: it comes after a line that ends a sentence, or the lines directly above
/// it in the file, which an indent has made paragraphs, have a head of this way too.
fn is_certain(rest: &Remnant, way: usize, mark: &Range<usize>) -> bool {
    let Some(before) = rest.folded[..mark.start].strip_suffix('\n') else { return false };
    if follows_a_label(before, way) {
        return true;
    }
    let ends = before.ends_with(['。', ';', '!', '?', ':']);
    let above =
        rest.source[..rest.span(mark).start].lines().rev().skip(1).take_while(|line| !line.trim().is_empty());
    let is_of_way = |line: &str| {
        let line = half_width(line.trim_start_matches([' ', '\t', '>', '\u{3000}', '\u{A0}', '\u{2003}']));
        HEADS.captures(&line).is_some_and(|found| found.get(way).is_some())
    };
    CERTAIN.contains(&way) && ends || above.take(LOOK_BACK).any(is_of_way)
}

/// Whether the last line of a text begins a list after a label: 附件：1.
fn follows_a_label(text: &str, way: usize) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let list = line.split_once(':').filter(|(label, _)| label.trim().chars().count() <= LONGEST_LABEL);
    list.is_some_and(|(_, list)| {
        HEADS.captures(list.trim_start()).is_some_and(|found| found.get(way).is_some())
    })
}

/// The head of a line that is printed after the one before it, without a break.
fn head(rest: &Remnant, line: &Range<usize>) -> Option<LineHead> {
    if rest.begins_printed_line(line.start) {
        return None;
    }
    let found = HEADS.captures(&rest.folded[line.clone()])?;
    let (way, mark) = found.iter().enumerate().skip(1).find_map(|(way, mark)| Some((way, mark?)))?;
    Some((way, within(line, mark.range())))
}

/// The text from the first mark to the last, each of them in half width and with a space after it.
fn with_spaces(rest: &Remnant, range: Range<usize>, marks: &[&Range<usize>]) -> Option<crate::finding::Fix> {
    let (whole, mut right, mut done) = (rest.span(&range), String::new(), rest.span(&range).start);
    for mark in marks {
        let span = rest.span(mark);
        right.push_str(rest.source.get(done..span.start)?);
        right.push_str(&rest.folded[(*mark).clone()]);
        if !rest.folded[mark.end..].starts_with(' ') {
            right.push(' ');
        }
        done = span.end;
    }
    fix(whole, right)
}
