//! The list of a document's annexes, which Word sets under one another with spaces: its lines become one paragraph.

use std::sync::LazyLock;

use regex::Regex;

use super::line_kind::pattern;
use super::manuscript::Strand;
use super::new_story::{LinedBlock, NewBlock, NewStory};

static FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^附件\s*[:：]\s*1\s*[.．、]"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,2})\s*[.．、]\s*\S.{0,60}$"));

/// Joins the further annexes to the line of the first.
pub(super) fn join(story: &mut NewStory) {
    let mut joined: Vec<LinedBlock> = Vec::with_capacity(story.blocks.len());
    let mut expected = None;
    for placed in story.blocks.drain(..) {
        let text = placed.block.text();
        let number = NUMBER.captures(text.trim()).and_then(|found| found[1].parse::<u32>().ok());
        if let (NewBlock::Paragraph(strands), Some(next)) = (&placed.block, expected)
            && number == Some(next)
            && let Some(NewBlock::Paragraph(before)) = joined.last_mut().map(|before| &mut before.block)
        {
            before.push(Strand::plain("\n"));
            before.extend(strands.iter().cloned());
            expected = Some(next + 1);
            continue;
        }
        let is_first = matches!(placed.block, NewBlock::Paragraph(_)) && FIRST.is_match(text.trim());
        expected = is_first.then_some(2);
        joined.push(placed);
    }
    story.blocks = joined;
}
