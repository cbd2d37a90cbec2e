//! What can be wrong with letters and digits, and with doubled words.

use crate::language::ChineseScript;
use crate::words::{Remark, remark};

/// How many characters of the other script are shown.
const SHOWN: usize = 8;

/// `的的`
#[must_use]
pub(crate) fn doubled_word(written: &str, once: &str) -> Remark {
    remark(format!("`{written}` 重复了"), format!("`{written}` is a repeated word"))
        .help(format!("只留一个“{once}”"), format!("write {once} only once"))
}

/// `高兴兴`: a word of which only one character was doubled.
#[must_use]
pub(crate) fn half_doubled(written: &str, whole: &str) -> Remark {
    remark(format!("`{written}` 叠字不全"), format!("`{written}` is only half doubled"))
        .help(format!("改成“{whole}”"), format!("write {whole}"))
}

/// `３６`, `ＡＩ`
#[must_use]
pub(crate) fn full_width(written: &str, narrow: &str) -> Remark {
    remark(format!("`{written}` 是全角的"), format!("`{written}` is full-width"))
        .help(format!("改成半角的 {narrow}"), format!("write {narrow}"))
}

/// `gfd` among 汉字.
#[must_use]
pub(crate) fn stray_letters(written: &str) -> Remark {
    remark(format!("汉字中间混进了字母 `{written}`"), format!("the letters `{written}` are stray among 汉字"))
        .help(
            "删去，或改回要写的字；如果是本报要用的词，写进 content/style 的 letters",
            "remove or correct them; add a word that your paper uses to `letters` in content/style",
        )
}

/// Characters of a script in a text of the other, in their order.
#[must_use]
pub(crate) fn mixed_script(script: ChineseScript, found: impl Iterator<Item = char>) -> Remark {
    let mut shown: Vec<String> = Vec::new();
    for character in found.map(String::from) {
        if !shown.contains(&character) {
            shown.push(character);
        }
    }
    let (zh_more, en_more) = if shown.len() > SHOWN { ("等", ", …") } else { ("", "") };
    shown.truncate(SHOWN);
    let [(found_zh, found_en), (own_zh, own_en)] = match script {
        ChineseScript::Traditional => [("繁体", "traditional"), ("简体", "simplified")],
        ChineseScript::Simplified => [("简体", "simplified"), ("繁体", "traditional")],
    };
    remark(
        format!("夹有{found_zh}字：{}{zh_more}", shown.join("、")),
        format!("{found_en} characters: {}{en_more}", shown.join(", ")),
    )
    .help(
        format!("引文、题名照原样，放在引号、书名号里；其余改成{own_zh}"),
        format!("keep them in quotation and title marks; change the rest to {own_en} characters"),
    )
}
