//! Lines of a file that go on in the next: whether a space stands between them is decided by what is printed on both sides.

use super::emphasis::is_unspaced;

/// What is printed next to the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Character(char),
    /// A figure: digits, and perhaps a unit.
    Figure,
}

impl Edge {
    fn is(self, test: impl Fn(char) -> bool) -> bool {
        matches!(self, Self::Character(character) if test(character))
    }

    fn is_number(self) -> bool {
        self == Self::Figure || self.is(|character| character.is_ascii_digit())
    }
}

/// Whether two lines are joined without a space. Chinese and Japanese have none; Korean has. A full-width mark has none on either
/// side, nor has a number beside Chinese.
pub(crate) fn are_joined(before: Edge, after: Edge) -> bool {
    let is_either = |test: fn(char) -> bool| before.is(test) || after.is(test);
    if is_either(is_korean) {
        return false;
    }
    let is_beside_number = |one: Edge, other: Edge| {
        one.is(|character| is_unspaced(character) && !is_shared(character)) && other.is_number()
    };
    is_either(is_wide_mark)
        || before.is(is_unspaced) && after.is(is_unspaced)
        || is_beside_number(before, after)
        || is_beside_number(after, before)
}

fn is_korean(character: char) -> bool {
    matches!(u32::from(character), 0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF)
}

/// Marks that only Chinese and Japanese use.
fn is_wide_mark(character: char) -> bool {
    matches!(u32::from(character), 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301F | 0xFF01..=0xFF0F
        | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65)
}

/// Marks that Chinese shares with European languages.
fn is_shared(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// `lines` in one, with an empty line for each line break, joined as Chinese is.
pub(crate) fn joined(lines: &[&str]) -> String {
    folded(lines, |before, after| {
        are_joined(
            edge(before.chars().next_back(), before.ends_with("}}")),
            edge(after.chars().next(), after.starts_with("{{")),
        )
    })
}

/// `lines` in one, with an empty line for each line break, as YAML folds them: with a space between two lines, unless they are
/// `joined`.
pub(crate) fn folded(lines: &[&str], joined: impl Fn(&str, &str) -> bool) -> String {
    let (mut text, mut before, mut breaks) = (String::new(), "", 0);
    for (place, line) in lines.iter().enumerate() {
        if line.is_empty() && place > 0 {
            breaks += 1;
            continue;
        }
        match breaks {
            0 if place > 0 && !joined(before, line) => text.push(' '),
            _ => text.extend(std::iter::repeat_n('\n', breaks)),
        }
        text.push_str(line);
        (before, breaks) = (line, 0);
    }
    text
}

fn edge(character: Option<char>, is_figure: bool) -> Edge {
    if is_figure { Edge::Figure } else { Edge::Character(character.unwrap_or(' ')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_stands_between_lines_where_a_language_has_one() {
        for (lines, text) in [
            (["甲", "乙"], "甲乙"),
            (["甲，", "AI"], "甲，AI"),
            (["甲", "AI"], "甲 AI"),
            (["共", "{{a}}"], "共{{a}}"),
            (["{{a}}", "人"], "{{a}}人"),
            (["{{a}}", "people"], "{{a}} people"),
            (["2025年", "5月"], "2025年5月"),
            (["said", "“no”"], "said “no”"),
            (["甲", "“乙”"], "甲“乙”"),
            (["한국", "말"], "한국 말"),
        ] {
            assert_eq!(joined(&lines), text);
        }
        assert_eq!(joined(&["甲", "", "乙"]), "甲\n乙");
    }
}
