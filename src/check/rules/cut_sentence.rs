//! W09: a paragraph that breaks off.
//!
//! A page is set from several files, and a paragraph that continues in the next column or page easily loses its end.
//!
//! Wrong: 抽调120余. Right: a paragraph that ends in 。 or another closing mark.
//!
//! Guard: anything but running prose is left alone: lists and their clauses (；), labels (地址：…), numbered and bold lines that
//! serve as sub-heads, verse and couplets.

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::{CODE, Line};
use crate::language::ends_paragraph;
use crate::model::paper::PaperKind;
use crate::model::passage::Role;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule = Rule::of_story("cut-sentence", "W09", Severity::Warning, WHOLE, look);

/// A shorter line may be a signature, a greeting or an exclamation.
const SHORTEST: usize = 15;
/// A longer text before ： is a sentence of its own, not a label.
const LONGEST_LABEL: usize = 6;

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let text = line.text.trim_end();
        let last = text.chars().next_back().filter(|last| !ends_paragraph(*last) && *last != CODE);
        // On the web, lines of links and of names end without a mark.
        let is_line = reading.house.site.paper.kind == PaperKind::Web && !text.contains('。');
        let Some(last) = last.filter(|_| is_prose(line) && !is_line) else { continue };
        marks.mark(line, text.len() - last.len_utf8()..text.len(), wordings::cut_sentence(last));
    }
}

fn is_prose(line: &Line) -> bool {
    matches!(line.role, Role::Paragraph | Role::Quoted)
        && line.text.contains(['，', '。'])
        && !line.text.contains('\n')
        && line.text.chars().count() >= SHORTEST
        && !is_labelled(&line.text)
        && !is_numbered(&line.text)
        && !is_emphasised(line)
        && !is_couplet(line)
}

/// 地址：…，…; 责任编辑：…，校对：…
fn is_labelled(text: &str) -> bool {
    let label = text.split_once('：').map(|(label, _)| label);
    label.is_some_and(|label| label.chars().count() <= LONGEST_LABEL) && !text.contains('。')
}

/// 二、坚持问题导向，补齐短板: a sub-head written as a paragraph.
fn is_numbered(text: &str) -> bool {
    let number = text.trim_start_matches(['（', '(']);
    let after = number
        .trim_start_matches(|next: char| next.is_ascii_digit() || "一二三四五六七八九十".contains(next));
    after.len() < number.len() && after.starts_with(['、', '）', ')', '.', '．']) && !text.contains('。')
}

/// Whether the whole line is emphasised; in the file, one byte after the words is the line end.
fn is_emphasised(line: &Line) -> bool {
    let words = line.place(0..line.text.len());
    line.span.start < words.start && words.end + 1 < line.span.end
}

/// 两个黄鹂鸣翠柳，一行白鹭上青天
fn is_couplet(line: &Line) -> bool {
    let mut lengths = line.clauses().map(|clause| line.text[clause].chars().count());
    let first = lengths.next();
    lengths.all(|length| Some(length) == first)
}
