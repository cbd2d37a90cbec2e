//! Joints: what stands between the parts of a line, and where a line is cut.

use super::TextLanguage;

impl TextLanguage {
    /// Between the lines of a headline that is set in one line, and between a caption and its credit.
    #[must_use]
    pub(crate) fn gap(self) -> &'static str {
        if self.is_chinese() { "　" } else { " " }
    }

    /// Between the items of a list.
    #[must_use]
    pub(crate) fn comma(self) -> &'static str {
        if self.is_chinese() { "、" } else { ", " }
    }

    /// Between the rows of a table that is read aloud.
    #[must_use]
    pub(crate) fn semicolon(self) -> &'static str {
        if self.is_chinese() { "；" } else { "; " }
    }

    /// After text that is cut.
    #[must_use]
    pub(crate) fn ellipsis(self) -> &'static str {
        if self.is_chinese() { "……" } else { "…" }
    }

    /// The quotation marks, and those within a quotation.
    #[must_use]
    pub(crate) fn quotation_marks(self) -> [[char; 2]; 2] {
        match self {
            Self::TraditionalChinese => [['「', '」'], ['『', '』']],
            Self::SimplifiedChinese | Self::English => [['“', '”'], ['‘', '’']],
        }
    }

    /// The dash before a deck.
    #[must_use]
    pub(crate) fn dash(self) -> &'static str {
        if self.is_chinese() { "——" } else { "—" }
    }

    /// The number of a footnote at its call.
    #[must_use]
    pub(crate) fn note_call(self, number: usize) -> String {
        if self.is_chinese() { format!("〔{number}〕") } else { number.to_string() }
    }

    /// The length of a line of type in Chinese characters; two letters are as wide as one.
    #[must_use]
    pub(crate) fn width(self, line: &str) -> usize {
        let characters = line.chars().count();
        if self.is_chinese() { characters } else { characters.div_ceil(2) }
    }

    /// A text cut to about `length` characters: an English word is not cut, and no mark that joins is left at the end.
    #[must_use]
    pub(crate) fn cut(self, text: &str, length: usize) -> String {
        let length = if self.is_chinese() { length } else { length * 2 };
        let Some((end, next)) = text.char_indices().nth(length) else { return text.to_owned() };
        let kept = &text[..end];
        let is_within = !self.is_chinese() && next.is_alphanumeric();
        let kept = if is_within { kept.rfind(' ').map_or(kept, |space| &kept[..space]) } else { kept };
        format!("{}{}", self.without_joint(kept), self.ellipsis())
    }

    /// Whether a text ends with a sentence, perhaps one that is quoted.
    #[must_use]
    pub(crate) fn ends_a_sentence(self, text: &str) -> bool {
        let text = text.trim_end().trim_end_matches(['”', '’', '）', '》', '」', '』', ')']);
        let stops: &[char] = if self.is_chinese() { &['。', '！', '？'] } else { &['.', '!', '?'] };
        text.ends_with(stops)
    }

    /// A text without the marks at its end that nothing follows any more.
    #[must_use]
    pub(crate) fn without_joint(self, text: &str) -> &str {
        let joints = ['，', '、', '；', '：', '。', '“', '《', '（', '「', '『'];
        match self {
            Self::SimplifiedChinese | Self::TraditionalChinese => text.trim_end_matches(joints),
            Self::English => text.trim_end_matches([' ', ',', ';', ':', '.', '“', '(', '—']),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_cut_between_words() {
        assert_eq!(TextLanguage::English.cut("one two three", 4), "one two…");
        assert_eq!(TextLanguage::English.cut("one two", 4), "one two");
        assert_eq!(TextLanguage::SimplifiedChinese.cut("一，二三", 2), "一……");
    }
}
