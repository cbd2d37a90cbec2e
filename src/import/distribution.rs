//! The foot of a circular or a document (版记): who gets it and how many are printed. It is no text of its last story.

use std::sync::LazyLock;

use regex::Regex;

use super::line_kind::pattern;
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind};
use crate::words::import as words;

/// 报：县委常委　送：县直各部门
static RECEIVERS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:报\s*送?|送|发\s*送?|抄\s*[送报]|主\s*送|分\s*送)\s*[:：]"));
/// （共印60份） · 某某办公室2026年11月20日印发
static PRINTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[（(]?\s*共?印\s*\d+\s*份\s*[)）]?$|^\S.{0,40}\d日\s*印发$"));

/// Takes the lines at the end of a story that say who gets it, and lists them.
pub(super) fn take(story: &mut NewStory, notes: &mut Vec<ImportNote>) {
    let is_of_foot = |text: &str| RECEIVERS.is_match(text) || PRINTED.is_match(text);
    let foot = story.blocks.iter().rev().take_while(|placed| {
        let is_line = matches!(placed.block, NewBlock::Paragraph(_) | NewBlock::Aligned(..));
        is_line && placed.block.text().lines().all(|line| is_of_foot(line.trim()))
    });
    let first = story.blocks.len() - foot.count();
    let is_whole = first > 0
        && story.blocks[first..].iter().any(|placed| RECEIVERS.is_match(placed.block.text().trim()));
    if is_whole {
        notes.extend(story.blocks.drain(first..).map(|placed| ImportNote {
            line: placed.line,
            kind: NoteKind::Aside,
            remark: words::distribution(),
            text: placed.block.text(),
        }));
    }
}
