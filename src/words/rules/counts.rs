//! What can be wrong with numbers that are counted, measured or compared.

use rust_decimal::Decimal;

use crate::words::{Remark, remark};

/// `四项制度：甲、乙、丙`: an announced number that differs from the list.
#[must_use]
pub(crate) fn declared_count(written: &str, listed: usize) -> Remark {
    remark(
        format!("说是 `{written}`，后面列出 {listed} 个"),
        format!("`{written}` is announced, but {listed} are listed"),
    )
    .help("核对个数，补全所列各项或改数字", "count again, then complete the list or correct the number")
}

/// `水稻、玉米、大豆两大作物`: a number that differs from the list before it.
#[must_use]
pub(crate) fn counted_before(written: &str, listed: usize) -> Remark {
    remark(
        format!("说是 `{written}`，前面列出 {listed} 个"),
        format!("`{written}` is said of {listed} things"),
    )
    .help("核对个数，补全所列各项或改数字", "count again, then complete the list or correct the number")
}

/// `一是…三是…`: an ordinal without the one before it.
#[must_use]
pub(crate) fn ordinal_left_out(written: &str, missing: &str) -> Remark {
    remark(
        format!("`{written}` 前面没有“{missing}”"),
        format!("`{written}` appears without {missing} before it"),
    )
    .help("补上漏掉的一项，或改序号", "add the missing point, or renumber the points")
}

/// `二是…二是…`: an ordinal that was there already.
#[must_use]
pub(crate) fn ordinal_twice(written: &str) -> Remark {
    remark(format!("`{written}` 前面已经有了"), format!("`{written}` appears for the second time"))
        .help("改序号", "renumber the points")
}

/// `二○二五`, `2O25`: the zero in another character.
#[must_use]
pub(crate) fn mistyped_zero(written: &str, right: &str) -> Remark {
    remark(format!("`{written}` 里的零写成了别的字"), format!("the zero in `{written}` is another character"))
        .help(format!("写成 {right}"), format!("write {right}"))
}

/// `45期 … 38人次`: fewer people than sessions.
#[must_use]
pub(crate) fn fewer_than_sessions(written: &str) -> Remark {
    remark(
        format!("`{written}` 少于同一活动的场次"),
        format!("`{written}` is less than the number of sessions"),
    )
    .help("核对人次和场次", "check the attendances and the sessions")
}

/// `现有党员53人次`: persons counted as attendances.
#[must_use]
pub(crate) fn persons_as_turnout(written: &str) -> Remark {
    remark(
        format!("`{written}` 说的是在册人数，不能用“人次”"),
        format!("`{written}` is a number of members, not of attendances"),
    )
    .help("把“人次”改成“人”或“名”", "write 人 or 名 instead of 人次")
}

/// `620余人次`: a number that contradicts the ledger.
#[must_use]
pub(crate) fn contradicted_figure(written: &str, label: &str, known: &str) -> Remark {
    remark(
        format!("`{written}` 与台账不符：{label} {known}"),
        format!("`{written}` contradicts the ledger: {label} {known}"),
    )
    .help("核对数字，最好改成引用台账", "check the number; a reference to the ledger would be better")
}

/// `近三年` beside `14次`: two forms of numbers in one story, in which so many are in 汉字.
#[must_use]
pub(crate) fn mixed_numeral_forms(written: &str, many: usize) -> Remark {
    let (others, more) = match many.saturating_sub(1) {
        0 => (String::new(), String::new()),
        more => (format!("，别处还有 {more} 个"), format!(", and so are {more} others")),
    };
    remark(
        format!("全篇用阿拉伯数字计数，`{written}` 用了汉字{others}"),
        format!("the story uses Arabic digits, but `{written}` is in 汉字{more}"),
    )
    .help("改成阿拉伯数字", "use Arabic digits")
}

/// `3位犯罪嫌疑人`: a measure word that does not fit.
#[must_use]
pub(crate) fn measure_word(unit: &str, noun: &str, fitting: &str) -> Remark {
    remark(
        format!("量词 `{unit}` 与“{noun}”不搭配"),
        format!("the measure word `{unit}` does not fit {noun}"),
    )
    .help(format!("改用“{fitting}”，或核对名词"), format!("write {fitting}, or check the noun"))
}

/// `20名学员，合格率97%`: a percentage that no whole number gives.
#[must_use]
pub(crate) fn impossible_percentage(written: &str, whole: Decimal) -> Remark {
    remark(
        format!("{whole} 的任何整数部分都不是 `{written}`"),
        format!("no whole number out of {whole} gives `{written}`"),
    )
    .help("核对总数和百分比", "check the total and the percentage")
}

/// `抽调120余`: a number without a measure word.
#[must_use]
pub(crate) fn bare_number(written: &str) -> Remark {
    remark(
        format!("`{written}` 后面没有量词，句子像是断了"),
        format!("`{written}` has no measure word; the sentence seems to be cut off"),
    )
    .help("补上量词和后面的话", "add the measure word and what is missing")
}

/// A number without a ledger, in a story where every number needs one.
#[must_use]
pub(crate) fn unsourced_figure(written: &str) -> Remark {
    remark(
        format!("`{written}` 没有出处：这篇稿的数都要从台账来"),
        format!("`{written}` has no source: every number of this story must come from a ledger"),
    )
    .help(
        "登进台账再引用，或去掉 figures: strict",
        "add it to a ledger and refer to it, or remove figures: strict",
    )
}
