//! What can be wrong with punctuation.

use crate::language::TextLanguage;
use crate::words::{Remark, remark};

/// `,` between 汉字.
#[must_use]
pub(crate) fn half_width_mark(written: &str, wide: &str) -> Remark {
    remark(format!("汉字之间用了半角的 `{written}`"), format!("`{written}` is half-width among 汉字"))
        .help(format!("改成全角的 {wide}"), format!("write the full-width {wide}"))
}

/// `"四维"`: quotes from an English keyboard.
#[must_use]
pub(crate) fn half_width_quotes(written: &str, wide: &str) -> Remark {
    remark(format!("`{written}` 用的是直引号"), format!("`{written}` has straight quotation marks"))
        .help(format!("改成 {wide}"), format!("write {wide}"))
}

/// `“` without `”`, or quotation marks of the wrong level.
#[must_use]
pub(crate) fn unpaired_mark(mark: &str, language: TextLanguage) -> Remark {
    let [outer, inner] = language.quotation_marks().map(|pair| pair.iter().collect::<String>());
    remark(format!("`{mark}` 没有配成对"), format!("`{mark}` is not paired")).help(
        format!("补上另一半，或删去这一半；引号套引号时，外面用{outer}，里面用{inner}"),
        format!("add the other mark, or remove this one; use {inner} for quotes inside {outer}"),
    )
}

/// A mark in the form of another language.
#[must_use]
pub(crate) fn foreign_mark(written: &str, own: &str) -> Remark {
    remark(format!("`{written}` 不是这种文字的标点"), format!("`{written}` is not a mark of this language"))
        .help(format!("改成 {own}"), format!("write {own}"))
}

/// 、 between `”` and `“`, or between `》` and `《`.
#[must_use]
pub(crate) fn separator_between_marks() -> Remark {
    remark(
        "引号或书名号已经把并列的各项隔开，`、` 多余",
        "`、` is not needed between items in quotation or title marks",
    )
    .help("删去这个顿号", "remove the mark")
}

/// 、 after the last of several attributes: 多渠道、全过程、培育….
#[must_use]
pub(crate) fn separator_before_verb(verb: &str) -> Remark {
    remark(
        format!("`{verb}` 不是前面并列的一项，前面不用 `、`"),
        format!("`{verb}` is not an item of the list, so there should be no `、` before it"),
    )
    .help("删去这个顿号", "remove the mark")
}

/// ， between items that are separated by 、 elsewhere.
#[must_use]
pub(crate) fn comma_within_list() -> Remark {
    remark("同一层的并列项，有的用 `、`，有的用 `，`", "the list uses both `、` and `，`")
        .help("同一层都用顿号", "separate items of the same level by 、")
}

/// `，，`
#[must_use]
pub(crate) fn stacked_marks(written: &str) -> Remark {
    remark(format!("标点叠用：`{written}`"), format!("repeated punctuation: `{written}`"))
        .help("只留该用的一个", "keep only the intended mark")
}

/// `。。。`, `...`: an ellipsis in other marks.
#[must_use]
pub(crate) fn ellipsis_form(written: &str) -> Remark {
    let finding =
        remark(format!("省略号不写 `{written}`"), format!("`{written}` is not the ellipsis of Chinese"));
    if written.len() == 2 {
        finding.help("是句号就写“。”，是省略号就写“……”", "write 。 for a full stop, or …… for an ellipsis")
    } else {
        finding.help("写成“……”", "write ……")
    }
}

/// `--`: a dash in other marks.
#[must_use]
pub(crate) fn dash_form(written: &str) -> Remark {
    remark(format!("破折号不写 `{written}`"), format!("`{written}` is not the dash of Chinese"))
        .help("写成“——”", "write ——")
}

/// `<<通知>>`
#[must_use]
pub(crate) fn title_signs(written: &str, right: &str) -> Remark {
    remark(format!("`{written}` 用的不是书名号"), format!("`{written}` has signs that are not title marks")).help(
        format!("书名、文件名写成 {right}；不是书名，就去掉；要照原样印，记号前面加 `\\`"),
        format!("write a title as {right}; otherwise remove the signs, or put `\\` before them to print them as they are"),
    )
}

/// `9：30`
#[must_use]
pub(crate) fn full_width_colon(written: &str, right: &str) -> Remark {
    remark(format!("`{written}` 的冒号是全角的"), format!("the colon in `{written}` is full-width")).help(
        format!("时刻用半角的 `:`，比用 `∶`，写成 {right}"),
        format!("a time has `:` and a ratio `∶`; write {right}"),
    )
}

/// A single `—` or `…`.
#[must_use]
pub(crate) fn half_a_mark(written: &str) -> Remark {
    remark(format!("`{written}` 只有半个"), format!("`{written}` is only half of the mark"))
        .help(format!("写成“{written}{written}”"), format!("write {written}{written}"))
}

/// A space beside a full-width mark or between 汉字.
#[must_use]
pub(crate) fn loose_space() -> Remark {
    remark("汉字和标点之间多了空格", "there should be no space here in Chinese text")
        .help("删去空格；如果漏了标点，就补上标点", "remove it, or add a missing mark")
}

/// A headline or sub-head that ends in `。`.
#[must_use]
pub(crate) fn heading_mark(mark: &str) -> Remark {
    remark(format!("标题末尾不用 `{mark}`"), format!("a heading should not end in `{mark}`"))
        .help("删去末尾的标点", "remove the mark")
}

/// …… beside 等.
#[must_use]
pub(crate) fn ellipsis_and_deng(word: &str) -> Remark {
    remark(format!("省略号和“{word}”重复"), format!("`……` and `{word}` mean the same"))
        .help(format!("只留省略号，或只留“{word}”"), format!("keep either the ellipsis or {word}"))
}

/// A colon within the reach of another.
#[must_use]
pub(crate) fn nested_colon() -> Remark {
    remark("一句话里冒号套冒号", "a colon within the reach of another")
        .help("前一个改成逗号，或者把句子断开", "write ， for the first, or divide the sentence")
}
