//! Plain text → a manuscript: one paragraph a line, or several lines where the text was broken at a fixed width.

use super::manuscript::{Manuscript, ManuscriptPart, Manuscripted, ParagraphLook, Placing, white_before};

/// How wide the lines of a text that is broken at a fixed width may be, in columns: a letter has one, a 汉字 two.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;
/// How much shorter than the widest a full line may be: a mark that must not begin a line moves down with its character.
const RAGGED: usize = 6;

/// Reads a text.
#[must_use]
pub(super) fn read(text: &str) -> Manuscript {
    let full = broken_at(text);
    let (mut paragraphs, mut gap): (Vec<Manuscripted>, usize) = (Vec::new(), 0);
    let mut continues = false;
    for (number, line) in text.lines().enumerate() {
        let words = line.trim();
        if words.is_empty() {
            (gap, continues) = (gap + 1, false);
            continue;
        }
        let is_indented = line.starts_with(char::is_whitespace);
        match paragraphs.last_mut() {
            Some(open) if continues && !is_indented => join(open, words),
            _ => {
                let placing = Placing::moved_in(white_before(line));
                let look = ParagraphLook { placing, ..ParagraphLook::default() };
                paragraphs.push(Manuscripted { look, ..Manuscripted::plain(words, number + 1, gap) });
            }
        }
        continues = full.is_some_and(|full| width(line) + RAGGED > full);
        gap = 0;
    }
    let parts = paragraphs.into_iter().map(ManuscriptPart::Paragraph).collect();
    Manuscript { parts, ..Manuscript::default() }
}

/// The width at which the lines of a text were broken; `None` if each line is a paragraph. Most lines of a broken text are full,
/// and none is longer.
fn broken_at(text: &str) -> Option<usize> {
    let widths: Vec<usize> = text.lines().map(width).filter(|width| *width > 0).collect();
    let widest = widths.iter().copied().max().filter(|widest| WIDTHS.contains(widest))?;
    let full = widths.iter().filter(|width| **width + RAGGED > widest).count();
    let is_indented =
        text.lines().any(|line| line.starts_with(char::is_whitespace) && !line.trim().is_empty());
    (is_indented && full > 3 && full * 2 > widths.len()).then_some(widest)
}

fn width(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line.trim_end())
}

/// Joins a line to the paragraph that it continues, with a space between two words of letters.
fn join(open: &mut Manuscripted, words: &str) {
    let Some(strand) = open.strands.last_mut() else { return };
    let is_latin =
        |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
    if is_latin(strand.text.chars().next_back()) && is_latin(words.chars().next()) {
        strand.text.push(' ');
    }
    strand.text.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let paragraphs = read(text).parts.into_iter().filter_map(|part| match part {
            ManuscriptPart::Paragraph(paragraph) => Some(paragraph.text()),
            _ => None,
        });
        paragraphs.collect()
    }

    #[test]
    fn each_line_is_a_paragraph_unless_lines_are_broken_at_a_width() {
        assert_eq!(paragraphs("题\n\n　　甲。\n乙。\n"), ["题", "甲。", "乙。"]);
        let line = "县里的会议开了一整天大家都说收获很大明年还要再开";
        let text = format!("　　{line}\n{line}\n{line}。\n　　{line}\n{line}\n完。\n");
        assert_eq!(paragraphs(&text), [format!("{line}{line}{line}。"), format!("{line}{line}完。")]);
    }
}
