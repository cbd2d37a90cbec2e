//! The misspelt words of a text: slips of a word (`near`), lost characters (`lost`), and words of one character for others (`singles`).

use std::ops::Range;

use super::lost::LostCharacter;
use super::near::SlipReader;
use super::shapes::{looking_like, sounds_of};
use super::{Dictionary, unit};

/// A misspelt word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misspelling {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The word that was meant.
    pub right: String,
    /// Whether the gain is so large that hardly anything else can be meant.
    pub is_likely: bool,
    /// Whether it is a word of one character, which exists but does not fit here.
    pub is_misplaced: bool,
}

impl Dictionary {
    /// The misspelt words of a text, all of whose characters are 汉字 of one unit each.
    pub(crate) fn misspellings(&self, text: &str) -> Vec<Misspelling> {
        let units: Vec<u16> = text.encode_utf16().collect();
        if units.len() < 3 {
            return Vec::new();
        }
        let words = self.divide(text);
        let reader = SlipReader { dictionary: self, text: &units, words: &words };
        let of = |units: &[u16], range: Range<usize>| {
            let width = '字'.len_utf8();
            let range = range.start * width..range.end * width;
            let right = String::from_utf16_lossy(units);
            Misspelling { range, right, is_likely: false, is_misplaced: false }
        };
        let slips = reader.slips().into_iter().map(|slip| {
            let is_likely = slip.is_likely();
            Misspelling { is_likely, ..of(self.spelling(self.at(slip.place)), slip.range) }
        });
        let lost = words.windows(2).filter_map(|two| self.lost.between(&units, two));
        let lost = lost.map(|LostCharacter { range, whole }| of(&whole, range));
        let misplaced = self.misplaced(&reader).into_iter();
        let misplaced =
            misplaced.map(|(at, meant)| Misspelling { is_misplaced: true, ..of(&[meant], at..at + 1) });
        let mut found: Vec<Misspelling> = Vec::new();
        for slip in slips.chain(lost).chain(misplaced) {
            let is_apart = |other: &Misspelling| {
                other.range.end <= slip.range.start || slip.range.end <= other.range.start
            };
            if found.iter().all(is_apart) {
                found.push(slip);
            }
        }
        found.sort_by_key(|found| found.range.start);
        found
    }

    /// Whether a text is a word of the day, which the word list lacks.
    pub(crate) fn is_word_of_the_day(&self, text: &str) -> bool {
        self.is_newer(&text.encode_utf16().collect::<Vec<u16>>())
    }

    /// Whether two characters are a word that is not rare.
    pub(crate) fn is_usual(&self, pair: [char; 2]) -> bool {
        let spelling: Vec<u16> = pair.iter().collect::<String>().encode_utf16().collect();
        self.place(&spelling).is_some_and(|place| self.at(place).is_usual())
    }
}

/// Whether one character may be written for another because they sound or look alike.
#[must_use]
pub(crate) fn are_easily_confused(one: char, other: char) -> bool {
    sound_nearly_alike(one, other) || looking_like(unit(one)).contains(&unit(other))
}

/// Whether two characters sound alike for speakers who do not tell zh from z, or ing from in.
#[must_use]
pub(crate) fn sound_nearly_alike(one: char, other: char) -> bool {
    let sounds = sounds_of(&[unit(one)]);
    sounds != 0 && sounds == sounds_of(&[unit(other)])
}

#[cfg(test)]
mod tests {
    use crate::language::dictionary::dictionary;

    fn right(text: &str) -> Vec<(String, String)> {
        let found = dictionary().misspellings(text).into_iter();
        found.map(|slip| (text[slip.range].to_owned(), slip.right)).collect()
    }

    #[test]
    fn what_is_one_slip_from_a_word_is_known_by_its_sound_its_shape_or_its_order() {
        for (text, written, meant) in [
            ("他责负全镇的防火", "责负", "负责"),
            ("县里开召了现场会", "开召", "召开"),
            ("合作社因地置宜种起了药材", "因地置宜", "因地制宜"),
            ("大家众志城成堵住了缺口", "众志城成", "众志成城"),
            ("老人神彩奕奕地走上台", "神彩奕奕", "神采奕奕"),
            ("各种商品玲琅满目", "玲琅满目", "琳琅满目"),
            ("全面贯落实各项政策", "贯落实", "贯彻落实"),
            ("推动经济展和社会进步", "经济展", "经济发展"),
        ] {
            assert_eq!(right(text), [(written.to_owned(), meant.to_owned())], "{text}");
        }
    }

    #[test]
    fn names_new_words_and_words_side_by_side_are_left_alone() {
        for text in [
            "上海制皂厂第一副厂长",
            "记者李安状报道",
            "塞尔维亚总统武契奇抵达北京",
            "各地凝心聚力提质增效",
            "会议由林武主持",
            "游客可以捡到贝壳",
            "粉墙黛瓦见缝插绿",
            "中俄关系和越中关系",
            "也就是沙方的利益",
        ] {
            assert!(right(text).is_empty(), "{text}: {:?}", right(text));
        }
    }
}
