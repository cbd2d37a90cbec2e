//! What can be wrong with doubled words and stray letters.

use crate::words::{Remark, remark};

/// `的的`
#[must_use]
pub(crate) fn doubled_word(written: &str, once: &str) -> Remark {
    remark(format!("`{written}` 重复了"), format!("`{written}` is a repeated word"))
        .help(format!("只留一个“{once}”"), format!("write {once} only once"))
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
