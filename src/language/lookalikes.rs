//! Characters in the codes of other characters: a text that was copied from a PDF has radicals for 汉字 and ligatures for letters, and
//! what was typed in haste has a circle or a letter for 〇.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use super::TextLanguage;

/// The radicals of which Unicode does not say that they are a 汉字 in another code, but which look like one.
const RADICALS: &str = "⺁厂⺄乙⺈刀⺊卜⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺟母⺠民⺥爫⺧牛⺩王⺫目⺬示⺶羊⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The marks of vertical and of small type, and those of a line of text.
const MARKS: &str = "︐，︑、︒。︓：︔；︕！︖？︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹐，﹑、﹒．﹔；﹕：﹖？﹗！﹙（﹚）﹝〔﹞〕";

/// Numbers in 汉字, one digit after another, with a zero among them: 二○二五, 三O二.
static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    let (digit, zero) = ("一二三四五六七八九", "〇○◯〇OoＯｏ0０ОΟ");
    Regex::new(&format!("[{digit}][{digit}{zero}零]*[{zero}零][{digit}{zero}零]*")).expect("a constant")
});

/// Arabic digits with a letter or a circle for a zero, before what is counted: 2O25年.
static ARABIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:^|[^A-Za-z0-9./_-])(?<number>[0-9]+[OＯОΟ○◯〇][0-9OＯОΟ○◯〇]*)[年月日人名个亩元万亿户次件项台家]",
    )
    .expect("a constant")
});

/// The character that was meant by one in another code; `None` if the code is its own, or it is not known.
#[must_use]
pub(crate) fn meant(character: char) -> Option<Cow<'static, str>> {
    let paired = |pairs: &'static str| {
        let mut characters = pairs.char_indices();
        while let (Some((_, other)), Some((at, own))) = (characters.next(), characters.next()) {
            if other == character {
                return Some(Cow::Borrowed(&pairs[at..at + own.len_utf8()]));
            }
        }
        None
    };
    match character {
        '\u{2E80}'..='\u{2EFF}' => paired(RADICALS),
        '\u{2F00}'..='\u{2FD5}' | '\u{FB00}'..='\u{FB06}' => {
            Some(character.nfkc().collect::<String>().into())
        }
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            let mut own = None;
            decompose_canonical(character, |other| own = Some(other));
            own.filter(|own| *own != character).map(|own| own.to_string().into())
        }
        '\u{FE10}'..='\u{FE6F}' => paired(MARKS),
        _ => None,
    }
}

/// The same in a text of a language: for some radicals Unicode has only the traditional character.
#[must_use]
pub(crate) fn meant_in(character: char, language: TextLanguage) -> Option<Cow<'static, str>> {
    match (language, character) {
        (TextLanguage::SimplifiedChinese, '⼾') => Some("户".into()),
        (TextLanguage::SimplifiedChinese, '⾭') => Some("青".into()),
        (TextLanguage::SimplifiedChinese, '⿈') => Some("黄".into()),
        _ => meant(character),
    }
}

/// Whether a character is in the code of another, known or not.
#[must_use]
pub(crate) fn is_in_another_code(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2FDF}') || meant(character).is_some()
}

/// A number whose zero is another character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MistypedZero {
    pub range: Range<usize>,
    /// With the zero that was meant.
    pub right: String,
    /// Whether it can be nothing else: a year, or digits on both sides.
    pub is_certain: bool,
}

/// The numbers of a text whose zeros are other characters: 二○二五年, 三O二, 2O25年.
pub(crate) fn mistyped_zeros(text: &str) -> impl Iterator<Item = MistypedZero> {
    chinese_zeros(text).chain(arabic_zeros(text))
}

fn arabic_zeros(text: &str) -> impl Iterator<Item = MistypedZero> {
    ARABIC.captures_iter(text).filter_map(|found| {
        let number = found.name("number")?;
        let right: String =
            number.as_str().chars().map(|digit| if digit.is_ascii_digit() { digit } else { '0' }).collect();
        let is_year =
            right.len() == 4 && right.starts_with(['1', '2']) && found.get_match().as_str().ends_with('年');
        Some(MistypedZero { range: number.range(), right, is_certain: is_year })
    })
}

/// Those in 汉字. 零 is the zero of an amount, and wrong in a year.
fn chinese_zeros(text: &str) -> impl Iterator<Item = MistypedZero> {
    DIGITS.find_iter(text).filter_map(|found| {
        let (range, written) = (found.range(), found.as_str());
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let is_zero = |character: char| !('一'..='鿿').contains(&character) || character == '零';
        let is_year =
            written.chars().count() == 4 && written.starts_with(['一', '二']) && after.starts_with('年');
        let has_nought = written.contains('零');
        let has_other =
            written.contains(|character: char| is_zero(character) && !matches!(character, '〇' | '零'));
        let is_joined = before.ends_with(|last: char| last.is_ascii_alphanumeric())
            || after.starts_with(|next: char| next.is_ascii_alphanumeric());
        let is_enclosed = !written.ends_with(is_zero) && written.chars().count() > 2;
        let is_counted = after.starts_with(['年', '号', '室', '楼', '医', '团', '师']);
        let has_digits = written.chars().filter(|character| !is_zero(*character)).count() > 1;
        let is_number = is_enclosed || is_counted || has_digits && written.chars().count() > 2;
        let is_wrong = has_other && (is_year || is_number) || is_year && has_nought;
        let right =
            written.chars().map(|character| if is_zero(character) { '〇' } else { character }).collect();
        (is_wrong && !is_joined).then_some(MistypedZero {
            range,
            right,
            is_certain: is_year || is_enclosed && !has_nought,
        })
    })
}

/// A text with every character in its own code, and with the zeros of its numbers.
#[must_use]
pub(crate) fn proper(text: &str) -> Cow<'_, str> {
    let mut proper = Cow::Borrowed(text);
    if text.contains(is_in_another_code) {
        let own = |character: char| meant(character).unwrap_or_else(|| character.to_string().into());
        proper = text.chars().map(own).collect::<String>().into();
    }
    let mut zeros: Vec<MistypedZero> = mistyped_zeros(&proper).collect();
    zeros.sort_by_key(|zero| zero.range.start);
    for MistypedZero { range, right, .. } in zeros.into_iter().rev() {
        proper.to_mut().replace_range(range, &right);
    }
    proper
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_in_another_code_is_known() {
        for (text, right) in [
            ("⼯作⼈民", "工作人民"),
            ("⺠⻔⻓⻋", "民门长车"),
            ("﨎\u{F9E7}\u{F981}", "﨎裏女"),
            ("oﬃce", "office"),
            ("︵甲︶﹐", "（甲），"),
        ] {
            assert_eq!(proper(text), right);
        }
        assert!(is_in_another_code('⺮') && meant('⺮').is_none());
    }

    #[test]
    fn the_zero_of_a_number_in_words_is_known_by_the_digits_around_it() {
        for (text, right, is_certain) in [
            ("二○二五年", "二〇二五", true),
            ("二O二五年", "二〇二五", true),
            ("二0二五年", "二〇二五", true),
            ("二零二五年", "二〇二五", true),
            ("二○○○年", "二〇〇〇", true),
            ("三○二室", "三〇二", true),
            ("2O25年", "2025", true),
            ("1○亩", "10", false),
            ("三○年代", "三〇", false),
            ("一一○", "一一〇", false),
        ] {
            let found: Vec<MistypedZero> = mistyped_zeros(text).collect();
            assert_eq!((found[0].right.as_str(), found[0].is_certain), (right, is_certain), "{text}");
        }
        for text in [
            "二〇二五年",
            "一百零三",
            "李○○",
            "张一○、王",
            "三OK",
            "五0后A一0一B",
            "一0",
            "二零二五",
            "O2O个",
            "3O2",
            "A1O人",
        ] {
            assert!(mistyped_zeros(text).next().is_none(), "{text}");
        }
    }
}
