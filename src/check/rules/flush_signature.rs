//! S03: a signature (落款) at the left margin.
//!
//! A document is signed on the right, by GB/T 9704: the office, and below it the day. Markdown prints both like any paragraph.
//!
//! Wrong: a notice whose last two paragraphs are 东岭县教育局 and 2025年11月3日. Right: the same in `<p align="right">`.
//!
//! Guard: only notices, and stories of a circular. The last paragraph is a day and nothing else, or an office and a day; what is
//! before a day alone has no mark, and is short.

use crate::check::dates;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::model::body::{Block, BlockKind};
use crate::model::paper::PaperKind;
use crate::model::story::Form;
use crate::words::rules::house;

pub(crate) static RULE: Rule = Rule::of_story("flush-signature", "S03", Severity::Warning, WHOLE, look);

/// What ends the text of a document, often without a mark.
const FORMULAS: [&str; 4] = ["特此", "此致", "敬礼", "附件"];
/// What may follow a signature: （联系人：…）, （此件公开发布）.
const AFTER: [char; 2] = ['（', '('];
/// The longest line of a signature, in characters: two offices that sign together.
const LONGEST: usize = 32;

fn look(reading: &Reading, marks: &mut Marks) {
    let is_document =
        reading.story.form == Form::Notice || reading.house.site.paper.kind == PaperKind::Circular;
    let blocks = reading.story.draft.body().blocks.as_slice();
    let after = blocks.iter().rev().take_while(|block| {
        paragraph(reading, block).is_some_and(|line| line.text.starts_with(AFTER) || block.names_annexes())
    });
    let signed = &blocks[..blocks.len() - after.count()];
    let Some((last, before)) = signed.split_last().filter(|_| is_document) else { return };
    let Some(day) = paragraph(reading, last).filter(|line| is_signature(&line.text)) else { return };
    let signers = before.iter().rev().map_while(|block| paragraph(reading, block).filter(|line| signs(line)));
    let signers: Vec<&Line> = if is_day(&day.text) { signers.collect() } else { Vec::new() };
    for line in signers.into_iter().rev().chain([day]) {
        let better = format!("<p align=\"right\">{}</p>", line.text.trim());
        let whole = 0..line.text.len();
        // Tags stand outside whatever marks the words.
        let (words, paragraph) = (line.place(whole.clone()), line.span);
        let is_bare = words.start == paragraph.start && words.end + 1 >= paragraph.end; // The line end belongs to the paragraph.
        marks.mend(line, whole, is_bare.then_some(&*better), house::flush_signature());
    }
}

/// The line of a block that is a paragraph, but not aligned by the author.
fn paragraph<'r>(reading: &Reading<'r>, block: &Block) -> Option<&'r Line> {
    let is_plain = matches!(block.kind, BlockKind::Paragraph(_));
    reading.galley.lines.iter().rev().find(|line| is_plain && line.span == block.span)
}

/// Whether a line is a day, or ends in one and has no mark.
fn is_signature(text: &str) -> bool {
    let text = text.trim();
    let is_last =
        || dates::find(text, None).iter().any(|date| date.day.is_some() && date.range.end == text.len());
    is_day(text) || is_unmarked(text) && is_last()
}

/// Whether a line is a day and nothing else.
fn is_day(text: &str) -> bool {
    let text = text.trim();
    dates::find(text, None).iter().any(|date| date.day.is_some() && date.range == (0..text.len()))
}

/// Whether a line above the day may be who signs.
fn signs(line: &Line) -> bool {
    let text = line.text.trim();
    let is_formula = FORMULAS.iter().any(|formula| text.starts_with(formula));
    is_unmarked(text) && !is_formula && !text.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether a line is short and has no mark of a sentence.
fn is_unmarked(text: &str) -> bool {
    let is_mark = |letter: char| "，。；：！？、,.;:!?……”）)—".contains(letter);
    (2..=LONGEST).contains(&text.chars().count()) && !text.contains(is_mark)
}
