//! Text that stands in the source line by line, without what Markdown removes before each line.

use std::ops::Range;

/// Lines of the source, joined.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// Where a stretch begins: in the text, and in the source.
    stretches: Vec<(usize, usize)>,
}

impl Excerpt {
    /// Adds text that begins at byte `at` of the source.
    pub(super) fn push(&mut self, text: &str, at: usize) {
        self.stretches.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Where some bytes of the text are in the source.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.byte(range.start, range.start);
        // What ends with a line ends before whatever Markdown removed from the next.
        let end = self.byte(range.end, range.end.saturating_sub(1).max(range.start));
        start..end.max(start)
    }

    /// The source of byte `at`, counted from the stretch that contains byte `within`.
    fn byte(&self, at: usize, within: usize) -> usize {
        let stretch = self.stretches.partition_point(|(start, _)| *start <= within).saturating_sub(1);
        self.stretches.get(stretch).map_or(0, |(start, source)| source + (at - start))
    }

    /// Some bytes of the text as lines of their own: without blank lines around them and without their common indent.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let text = &self.text[range.clone()];
        let first = range.start + (text.len() - text.trim_start().len());
        let last = (range.start + text.trim_end().len()).max(first);
        let mut part = Self::default();
        let mut at = first;
        let indent = common_indent(&self.text[first..last]);
        for line in self.text[first..last].split_inclusive('\n') {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            let removed = if at == first { 0 } else { blanks.min(indent) };
            let start = at + removed;
            part.push(&line[removed..], self.byte(start, start));
            at += line.len();
        }
        part
    }
}

/// The indent of the lines after the first, as far as they have it in common.
fn common_indent(text: &str) -> usize {
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(blanks).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_its_places_in_the_source() {
        let source = "> <td>\n>   甲\n>   乙\n> </td>\n";
        let mut excerpt = Excerpt::default();
        for line in ["<td>\n", "  甲\n", "  乙\n", "</td>\n"] {
            excerpt.push(line, source.find(line).unwrap());
        }
        let part = excerpt.part(4..excerpt.text.find("</td>").unwrap());
        assert_eq!(part.text, "甲\n乙");
        assert_eq!(&source[part.place(&(4..7))], "乙");
        assert_eq!(&source[part.place(&(0..4))], "甲\n");
    }
}
