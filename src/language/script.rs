//! Scripts: simplified and traditional characters, each of which is a slip in a text of the other.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::TextLanguage;

/// The script of a Chinese text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChineseScript {
    /// 简体
    Simplified,
    /// 繁體
    Traditional,
}

/// The most common characters of traditional Chinese that are never used in simplified Chinese.
static TRADITIONAL: LazyLock<FxHashSet<char>> = LazyLock::new(|| ONLY_TRADITIONAL.chars().collect());
const ONLY_TRADITIONAL: &str = "國學會們個這來時說對為發經體過還進動產開關長見業員區場處務電話車東門問題點條數書記實應該與無萬歲節興農黨選幹頭號類級組織範圍總統領導決議單論證質機構設備標準環護衛醫療藥飯館樓廣場圖畫樂團隊戰爭義權責賓師傳記憶報紙編輯審閱閩贛遼寧陝蘇滬魯鄉鎮縣";
/// The same the other way round. Characters that traditional Chinese has too, with another meaning or as a variant (党、干、范、号、
/// 准、后、里、于), are not among them.
static SIMPLIFIED: LazyLock<FxHashSet<char>> = LazyLock::new(|| ONLY_SIMPLIFIED.chars().collect());
const ONLY_SIMPLIFIED: &str = "国学会们这来时说对为发经体过还进动产开关长见业员区场处务电话车东门问题点条数书记实应该与无万岁节兴农选头类级组织围总统领导决议单论证质机构设备标环护卫医疗药饭馆楼广图画乐团队战义权责宾师传忆报纸编辑审阅闽赣辽宁陕苏沪鲁乡镇县亿亲华语读写讲谢请让认识运办难欢观现觉视买卖钱银铁钟样显热爱儿严丧临举乌习争亏仅从仓众优伟伤伦侠侦侧俭债倾储";

impl TextLanguage {
    /// The script that has no place in its texts; `None` if it is not written in Chinese characters.
    #[must_use]
    pub(crate) fn foreign_script(self) -> Option<ChineseScript> {
        match self {
            Self::SimplifiedChinese => Some(ChineseScript::Traditional),
            Self::TraditionalChinese => Some(ChineseScript::Simplified),
            Self::English => None,
        }
    }
}

impl ChineseScript {
    /// Whether a character belongs to this script alone.
    #[must_use]
    pub(crate) fn has(self, character: char) -> bool {
        match self {
            Self::Simplified => SIMPLIFIED.contains(&character),
            Self::Traditional => TRADITIONAL.contains(&character),
        }
    }
}

impl TextLanguage {
    /// Whether a word, such as a unit, is in another language: Chinese in an English text.
    #[must_use]
    pub(crate) fn is_foreign(self, word: &str) -> bool {
        !self.is_chinese() && word.contains(is_han)
    }
}

/// Whether a paragraph may end in a character: a mark that closes, or the end of an address or a telephone number.
#[must_use]
pub(crate) fn ends_paragraph(last: char) -> bool {
    "。！？…—：；”’）》〉】』」〕.!?:;)\"'".contains(last) || last.is_ascii_alphanumeric()
}

/// Whether a character is a 汉字.
#[must_use]
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '一'..='鿿' | '㐀'..='䶿' | '〇' | '\u{20000}'..='\u{323AF}')
}

/// Whether a character is a mark of Chinese text.
#[must_use]
pub(crate) fn is_mark(character: char) -> bool {
    // Most characters are 汉字, which are none of these.
    !is_han(character) && "，。、；：？！…—·“”‘’（）《》〈〉【】〔〕「」『』".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_belongs_to_both_scripts() {
        let both: Vec<char> =
            ONLY_SIMPLIFIED.chars().filter(|character| ChineseScript::Traditional.has(*character)).collect();
        assert!(both.is_empty(), "{both:?}");
    }

    #[test]
    fn what_both_write_is_foreign_to_neither() {
        for character in "的一是在人有我他之大以和中上下干党范后里台只云".chars() {
            for script in [ChineseScript::Simplified, ChineseScript::Traditional] {
                assert!(!script.has(character), "{character}");
            }
        }
    }
}
