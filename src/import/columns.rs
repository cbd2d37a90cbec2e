//! What the columns of a page do to its text: a sentence cut at the foot of one goes on at the head of the next.

use super::manuscript::{Strand, plain};
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind};
use crate::language::{ends_paragraph, segment};
use crate::words::import as words;

/// A shorter line may be a signature or a greeting.
const SHORTEST: usize = 12;
/// How many characters on either side of a cut are read to find a word that it cuts.
const REACH: usize = 8;

/// Joins what certainly belongs together, and marks what was certainly cut and may go on anywhere.
pub(super) fn mend(story: &mut NewStory, notes: &mut Vec<ImportNote>) {
    let blocks = std::mem::take(&mut story.blocks);
    let mut kept: Vec<NewBlock> = Vec::with_capacity(blocks.len());
    let mut open = false;
    for block in blocks {
        match (kept.last_mut(), block) {
            (Some(NewBlock::Paragraph(before)), NewBlock::Paragraph(after)) if open => {
                let text = around(before, &after);
                if continues(&plain(before), &plain(&after)) {
                    notes.push(note(story.line, NoteKind::Done, words::joined(), text));
                    join(before, after);
                } else {
                    notes.push(note(story.line, NoteKind::Doubt, words::may_continue(), text));
                    kept.push(NewBlock::Doubt(words::may_continue()));
                    kept.push(NewBlock::Paragraph(after));
                }
            }
            (Some(NewBlock::Paragraph(before)), block) if open => {
                notes.push(note(story.line, NoteKind::Doubt, words::cut_off(), ending(before)));
                kept.push(NewBlock::Doubt(words::cut_off()));
                kept.push(block);
            }
            (_, block) => kept.push(block),
        }
        open = matches!(kept.last(), Some(NewBlock::Paragraph(strands)) if is_cut(&plain(strands)));
    }
    if let (true, Some(NewBlock::Paragraph(before))) = (open, kept.last()) {
        notes.push(note(story.line, NoteKind::Doubt, words::cut_off(), ending(before)));
        kept.push(NewBlock::Doubt(words::cut_off()));
    }
    story.blocks = kept;
}

fn note(line: usize, kind: NoteKind, remark: crate::words::Remark, text: String) -> ImportNote {
    ImportNote { line, kind, remark, text }
}

/// Whether a paragraph ends within a sentence.
fn is_cut(text: &str) -> bool {
    let text = text.trim_end();
    let last = text.chars().next_back();
    text.chars().count() >= SHORTEST
        && text.contains(['，', ',', '。', '、', '“'])
        && last.is_some_and(|last| !ends_paragraph(last))
}

/// Whether a text certainly goes on with the next: a word is cut in two, a pair is still open and closed there, or a mark demands
/// more.
fn continues(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let demands = before.ends_with(['，', '、', ',']) && !after.starts_with(['“', '‘']);
    demands || is_pair_cut(before, after) || is_word_cut(before, after)
}

fn is_pair_cut(before: &str, after: &str) -> bool {
    [('“', '”'), ('《', '》'), ('（', '）')].iter().any(|(open, close)| {
        let is_open = before.matches(*open).count() > before.matches(*close).count();
        let (closes, opens) = (after.find(*close), after.find(*open));
        is_open && closes.is_some_and(|closes| opens.is_none_or(|opens| closes < opens))
    })
}

/// Whether the cut divides a word of the dictionary.
fn is_word_cut(before: &str, after: &str) -> bool {
    let (before, after) = (tail(before), head(after));
    let is_han = |character: Option<char>| character.is_some_and(crate::language::is_han);
    if !is_han(before.chars().next_back()) || !is_han(after.chars().next()) {
        return false;
    }
    segment::is_inside_known_word(&format!("{before}{after}"), before.len())
}

fn tail(text: &str) -> &str {
    text.char_indices().rev().take(REACH).last().map_or(text, |(at, _)| &text[at..])
}

fn head(text: &str) -> &str {
    text.char_indices().nth(REACH).map_or(text, |(at, _)| &text[..at])
}

fn around(before: &[Strand], after: &[Strand]) -> String {
    format!("{}|{}", ending(before), head(plain(after).trim_start()))
}

fn ending(before: &[Strand]) -> String {
    tail(plain(before).trim_end()).to_owned()
}

fn join(before: &mut Vec<Strand>, mut after: Vec<Strand>) {
    if let Some(last) = before.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    if let Some(first) = after.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    before.append(&mut after);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_word_or_pair_is_joined_and_nothing_else() {
        for (before, after, expected) in [
            ("培训既注重理论知识，又聚", "焦业务技能提升", true),
            ("培训村干部，", "今年又办两期。", true),
            ("为培养“站起来能说、坐下来能写、走", "出去能干”的干部，", true),
            ("全县抽调骨干，共120余", "手向能手转变。", false),
            ("全县上下，通力协作，取得", "昨天下午，会议结束。", false),
        ] {
            assert!(is_cut(before) || before.ends_with('，'), "{before}");
            assert_eq!(continues(before, after), expected, "{before} | {after}");
        }
        assert!(!is_cut("全县上下，通力协作。") && !is_cut("此致敬礼"));
    }
}
