//! Run-in sub-heads (段首小标题): the first sentences of several paragraphs, alike in length and make, which print bold.

use super::manuscript::{Strand, plain};
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind};
use crate::words::import as words;

/// The longest such sentence, and the shortest, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=24;
/// How many paragraphs must begin so.
const FEWEST: usize = 3;
/// The words that must follow, in characters: a sub-head is short beside its paragraph.
const AFTER: usize = 25;
/// How much the sentences may differ in length.
const UNEVEN: usize = 8;

/// Makes the run-in sub-heads of a story bold, and lists them.
pub(super) fn set_bold(story: &mut NewStory, notes: &mut Vec<ImportNote>) {
    let begins = |block: &NewBlock| match block {
        NewBlock::Paragraph(strands) => first_sentence(&plain(strands)).map(|end| (end, plain(strands))),
        _ => None,
    };
    let heads: Vec<(usize, usize, String)> = story
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(index, placed)| {
            begins(&placed.block).map(|(end, text)| (index, end, text[..end].to_owned()))
        })
        .collect();
    let paragraphs =
        story.blocks.iter().filter(|placed| matches!(placed.block, NewBlock::Paragraph(_))).count();
    let heads = alike(&heads);
    if heads.len() < FEWEST || heads.len() * 2 < paragraphs {
        return;
    }
    for (index, end, text) in &heads {
        let placed = &mut story.blocks[*index];
        if let NewBlock::Paragraph(strands) = &mut placed.block {
            embolden(strands, *end);
        }
        let (line, kind, remark) = (placed.line, NoteKind::Doubt, words::guessed_run_in());
        notes.push(ImportNote { line, kind, remark, text: text.clone() });
    }
}

/// The end of a short first sentence before more words, if all of it is plain.
fn first_sentence(text: &str) -> Option<usize> {
    let end = text.find('。')? + '。'.len_utf8();
    let is_short = LENGTHS.contains(&text[..end].chars().count());
    let goes_on = text[end..].chars().count() >= AFTER;
    let is_one = !text[..end].contains(['！', '？', '：', ':', '；', ';']);
    (is_short && goes_on && is_one).then_some(end)
}

/// Those that begin with one character, or all name something in quotes, and are of about one length.
fn alike(heads: &[(usize, usize, String)]) -> Vec<(usize, usize, String)> {
    let most = |same: &dyn Fn(&str, &str) -> bool| {
        let like =
            |one: &str| heads.iter().filter(|(_, _, other)| same(one, other)).cloned().collect::<Vec<_>>();
        heads.iter().map(|(_, _, one)| like(one)).max_by_key(Vec::len).unwrap_or_default()
    };
    let is_even = |one: &str, other: &str| one.chars().count().abs_diff(other.chars().count()) <= UNEVEN;
    let first = most(&|one, other| one.chars().next() == other.chars().next() && is_even(one, other));
    let quoted = most(&|one, other| one.contains('“') && other.contains('“') && is_even(one, other));
    if first.len() > quoted.len() { first } else { quoted }
}

/// Makes the first bytes of some strands bold.
fn embolden(strands: &mut Vec<Strand>, mut bytes: usize) {
    let mut index = 0;
    while bytes > 0 && index < strands.len() {
        let cut = bytes.min(strands[index].text.len());
        if cut < strands[index].text.len() {
            let rest = Strand { text: strands[index].text.split_off(cut), ..strands[index].clone() };
            strands[index].note = None;
            strands.insert(index + 1, rest);
        }
        strands[index].format.is_bold = true;
        (bytes, index) = (bytes - cut, index + 1);
    }
}
