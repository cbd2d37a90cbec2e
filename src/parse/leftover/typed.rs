//! Paragraphs that end with one line break, as in a word processor: Markdown prints them as one.
//!
//! A line that goes on in the next is how many authors write, so only what shows that a paragraph was meant counts: an indent,
//! lines that each begin with a label or an ordinal, lines that stand alone in a document, or lines of several whole sentences.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::remnant::Remnant;
use super::{Leftovers, moved};
use crate::words::typed as words;

/// The head of a line that is a paragraph of its own if two lines have one: 问：, 时间：, 一是.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\p{Han}{1,5}:|[一二三四五六七八九十]是|其[一二三四五六七八九十],|第[一二三四五六七八九十],)",
    )
    .expect("a constant")
});
/// A line that stands alone in a document: its number, whom it addresses, its closing words, its day.
static OF_DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    let lines = [
        r"\p{Han}{1,12}[〔\[(]\d{4}[〕\])]\s*(?:第)?\d{1,4}号",
        "(?:各|广大|尊敬的|全体|全[省市县区镇乡村])[^。;]{0,40}:",
        "特此(?:通知|公告|通告|公示|函告|函复|批复|报告|说明|声明)[。.!]?",
        r"\d{4}年\d{1,2}月\d{1,2}日",
        "[二〇零○]{2}[一二三四五六七八九〇零○]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日",
    ];
    Regex::new(&format!("^(?:{})$", lines.join("|"))).expect("a constant")
});
/// What ends a sentence; full-width marks are folded.
const ENDS: [char; 4] = ['。', '!', '?', '…'];

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    let lines: Vec<Range<usize>> = rest.lines().filter(|line| !line.is_empty()).collect();
    let joined: Vec<&Range<usize>> =
        lines.iter().skip(1).filter(|line| !rest.begins_printed_line(line.start)).collect();
    let Some(first) = lines.first().filter(|_| !joined.is_empty()) else { return };
    let is_moved = |line: &&&Range<usize>| {
        let words = rest.written(line);
        let indent = [rest.indent(line.start), &words[..words.len() - words.trim_start().len()]].concat();
        moved::is_moved(&indent, words)
    };
    if let Some(line) = joined.iter().find(is_moved) {
        return left.warning(rest.span(line), words::moved_line(), None);
    }
    let labelled = lines.iter().filter(|line| LABEL.is_match(&rest.folded[(*line).clone()])).count();
    let is_indented = |line: &Range<usize>| has_indent(rest, line) && ends_sentence(before(rest, line));
    let is_document = || lines.iter().any(|line| OF_DOCUMENT.is_match(rest.folded[line.clone()].trim()));
    let meant = if labelled > 1
        || is_document()
        || lines.iter().all(|line| has_sentences(&rest.folded[line.clone()]))
    {
        joined.first().copied()
    } else if rest.begins_line_of_file(first.start) {
        joined.iter().copied().find(|line| is_indented(line))
    } else {
        None // In a list, the lines after the first are indented.
    };
    if let Some(line) = meant {
        left.warning(rest.span(line), words::typed_paragraphs(joined.len() + 1), None);
    }
}

fn before<'r>(rest: &'r Remnant, line: &Range<usize>) -> &'r str {
    rest.folded[..line.start].trim_end()
}

/// Whether a line is indented in the file.
fn has_indent(rest: &Remnant, line: &Range<usize>) -> bool {
    let indent = rest.indent(line.start);
    let words = rest.written(line);
    let indent = [indent, &words[..words.len() - words.trim_start().len()]].concat();
    indent.contains(['\u{3000}', '\t']) || indent.chars().count() > 1
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '」', ')']).ends_with(ENDS)
}

/// Whether a line has several whole sentences. Authors who break lines at sentences have one in each.
fn has_sentences(line: &str) -> bool {
    let line = line.trim();
    ends_sentence(line) && line.matches(ENDS).count() > 1
}
