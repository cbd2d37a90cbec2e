//! Common Chinese surnames, by which a short line or a masked name is known as a person's.

use super::CharacterSet;

/// The most common surnames of one character that begin few other words.
pub(crate) static SURNAMES: CharacterSet = CharacterSet::of(
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何马罗梁宋郑谢韩唐冯董曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶潘杜戴钟汪姜范姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文",
);
/// Common surnames that begin other words as often: 林, 高, 方.
static AMBIGUOUS: CharacterSet =
    CharacterSet::of("林高于田任夏方石金余江白向齐温庄关傅程卜柳苗骆雷安闫华樊甘柯管鲍葛焦巴牛卓单詹褚储桂");
/// Surnames of two characters.
const DOUBLE: [&str; 8] = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "令狐"];

/// Whether a character is a common surname.
#[must_use]
pub(crate) fn is_surname(character: char) -> bool {
    SURNAMES.has(character) || AMBIGUOUS.has(character)
}

/// Whether a word may be somebody's name: a surname, and one or two characters more.
#[must_use]
pub(crate) fn may_be_name(word: &str) -> bool {
    let many = word.chars().count();
    let is_single = || (2..=3).contains(&many) && word.chars().next().is_some_and(is_surname);
    let is_double = || (3..=4).contains(&many) && DOUBLE.iter().any(|surname| word.starts_with(surname));
    (is_single() || is_double()) && word.chars().all(super::is_han)
}
