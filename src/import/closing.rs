//! Who wrote a story, in brackets after its last words: …下一步将继续推进。（东河镇政府）

use super::line_kind::LineKind;
use super::lines::byline;
use super::manuscript::plain;
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind};
use super::official::is_office;
use crate::words::import as words;

/// What the words before the brackets end in.
const ENDS: [char; 5] = ['。', '！', '？', '”', '…'];

/// Makes the byline of a story from the brackets at its end, if it has no byline yet.
pub(super) fn take_byline(story: &mut NewStory, notes: &mut Vec<ImportNote>) {
    let Some(last) = story.blocks.last_mut().filter(|_| story.byline.is_none()) else { return };
    let NewBlock::Paragraph(strands) = &mut last.block else { return };
    let text = plain(strands);
    let Some(inner) = text.trim_end().strip_suffix(['）', ')']) else { return };
    let Some((before, who)) =
        inner.rsplit_once(['（', '(']).filter(|(before, _)| before.trim_end().ends_with(ENDS))
    else {
        return;
    };
    let is_tail = || matches!(byline(&format!("（{who}）")), Some(LineKind::Tail(_)));
    let Some(strand) = strands.last_mut().filter(|_| is_office(who) || is_tail()) else { return };
    // Brackets with formatting of their own inside are left alone.
    let Some(kept) = strand.text.trim_end().len().checked_sub(text.trim_end().len() - before.len()) else {
        return;
    };
    strand.text.truncate(kept);
    story.byline = Some(format!("（{}）", who.trim()));
    let (line, kind, remark) = (last.line, NoteKind::Done, words::closing_byline());
    notes.push(ImportNote { line, kind, remark, text: who.to_owned() });
}
