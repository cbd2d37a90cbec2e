//! What the columns of a page do to its text: a sentence cut at the foot of one goes on at the head of the next.

use super::manuscript::{Strand, plain};
use super::new_story::{ImportNote, LinedBlock, NewBlock, NewStory, NoteKind};
use crate::language::{ends_paragraph, segment};
use crate::words::import as words;

/// A shorter line may be a signature or a greeting.
const SHORTEST: usize = 12;
/// How many characters on either side of a cut are read to find a word that it cuts.
const REACH: usize = 8;
/// The longest credit after the last sentence of a caption.
const LONGEST_CREDIT: usize = 24;
/// What a credit ends in.
const CREDITS: [&str; 7] = ["摄", "图", "文", "绘", "供稿", "报道", "整理"];

/// Joins what certainly belongs together, and marks what was certainly cut and may go on anywhere.
pub(super) fn mend(story: &mut NewStory, notes: &mut Vec<ImportNote>) {
    let blocks = std::mem::take(&mut story.blocks);
    let mut kept: Vec<LinedBlock> = Vec::with_capacity(blocks.len());
    for LinedBlock { line, block } in blocks {
        let open = kept.last_mut().and_then(|last| Some((last.line, cut(&mut last.block, &block)?)));
        match (open, block) {
            (Some((_, before)), NewBlock::Paragraph(after)) if continues(&plain(before), &plain(&after)) => {
                let (kind, remark) = (NoteKind::Done, words::joined());
                notes.push(ImportNote { line, kind, remark, text: around(before, &after) });
                join(before, after);
            }
            (Some((_, before)), NewBlock::Paragraph(after)) => {
                let doubt = NewBlock::Doubt(words::may_continue(), around(before, &after));
                kept.push(LinedBlock { line, block: doubt });
                kept.push(LinedBlock { line, block: NewBlock::Paragraph(after) });
            }
            (Some((at, before)), block) => {
                let doubt = NewBlock::Doubt(words::cut_off(), ending(before));
                kept.push(LinedBlock { line: at, block: doubt });
                kept.push(LinedBlock { line, block });
            }
            (None, block) => kept.push(LinedBlock { line, block }),
        }
    }
    let open = kept.last_mut().and_then(|last| Some((last.line, cut(&mut last.block, &NOTHING)?)));
    if let Some((line, before)) = open {
        let doubt = NewBlock::Doubt(words::cut_off(), ending(before));
        kept.push(LinedBlock { line, block: doubt });
    }
    story.blocks = kept;
}

/// What follows the last block.
const NOTHING: NewBlock = NewBlock::Paragraph(Vec::new());

/// The words of a paragraph that ends within a sentence, or within a number of which the next paragraph has the rest.
fn cut<'b>(block: &'b mut NewBlock, next: &NewBlock) -> Option<&'b mut Vec<Strand>> {
    let after = if let NewBlock::Paragraph(strands) = next { plain(strands) } else { String::new() };
    match block {
        NewBlock::Paragraph(strands) if is_broken(&plain(strands), &after) => Some(strands),
        _ => None,
    }
}

/// Whether a text ends within a sentence, or within a number that may go on in the next.
#[must_use]
pub(super) fn is_broken(text: &str, next: &str) -> bool {
    let is_running = text.chars().count() >= SHORTEST && text.contains(['，', ',', '。', '、']);
    let ends_in_digit = text.trim_end().ends_with(|last: char| last.is_ascii_digit());
    let goes_on = next.trim_start().starts_with(|first: char| first.is_ascii_digit());
    is_cut(text) || is_decimal_cut(text, next) || is_running && ends_in_digit && goes_on
}

/// Whether a number is cut after its point: 硬化村道42. | 5公里
fn is_decimal_cut(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let number = before.trim_end_matches(|last: char| last.is_ascii_digit() || matches!(last, '.' | '．'));
    let is_open = before[number.len()..].starts_with(|first: char| first.is_ascii_digit())
        && before.ends_with(['.', '．']);
    let goes_on = after.trim_start().starts_with(|first: char| first.is_ascii_digit());
    is_open && goes_on && number.ends_with(crate::language::is_han)
}

/// Whether a paragraph ends within a sentence.
fn is_cut(text: &str) -> bool {
    let text = text.trim_end();
    let last = text.chars().next_back();
    text.chars().count() >= SHORTEST
        && text.contains(['，', ',', '。', '、', '“'])
        && last.is_some_and(|last| !ends_paragraph(last))
        && !ends_in_credit(text)
}

/// Whether what follows the last sentence says who took the picture or wrote the text: 图为现场。　　王某某　摄
fn ends_in_credit(text: &str) -> bool {
    let Some(at) = text.rfind(['。', '！', '？', '”', '…']) else { return false };
    let after = text[at..].chars().skip(1).collect::<String>();
    let words = after.trim();
    let is_apart = after.starts_with(['\u{3000}', '\t']) || after.starts_with("  ");
    let is_short = words.chars().count() <= LONGEST_CREDIT && !words.contains(['，', ',', '、', '：']);
    is_short && (is_apart || CREDITS.iter().any(|ending| words.ends_with(ending)))
}

/// Whether a text certainly goes on with the next: a word is cut in two, a pair is still open and closed there, or a mark demands
/// more.
fn continues(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let demands = before.ends_with(['，', '、', ',']) && !after.starts_with(['“', '‘']);
    demands || is_decimal_cut(before, after) || is_pair_cut(before, after) || is_word_cut(before, after)
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
        for credited in [
            "图为村民在田间劳作。　　王某某　摄",
            "图为村民在田间劳作。王某某摄",
            "人勤春来早，地里正忙！  李某某 文/图",
        ] {
            assert!(!is_cut(credited), "{credited}");
        }
        assert!(is_cut("全县上下，通力协作。今年以来，各镇"));
        assert!(is_broken("硬化村道42.", "5公里。") && continues("硬化村道42.", "5公里。"));
        let (before, after) = ("全县上下，通力协作，今年共修路5", "6公里。");
        assert!(is_broken(before, after) && !continues(before, after));
        assert!(!is_broken("42.", "5公里。") && !is_broken("全县上下，通力协作，今年共修路5", "公里。"));
    }
}
