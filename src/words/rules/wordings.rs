//! What can be wrong with words.

use crate::words::{Remark, remark};

/// `布署`: a wrong character.
#[must_use]
pub(crate) fn wrong_character(word: &str, right: &str) -> Remark {
    remark(format!("`{word}` 有错字"), format!("`{word}` has a wrong character"))
        .help(format!("改成“{right}”"), format!("write {right}"))
}

/// `其它`: not the preferred form.
#[must_use]
pub(crate) fn other_character(word: &str, right: &str) -> Remark {
    remark(format!("`{word}` 不是首选词形"), format!("`{word}` is not the preferred form"))
        .help(format!("改成“{right}”"), format!("write {right}"))
}

/// `认真的学习了`: 的 before a verb.
#[must_use]
pub(crate) fn particle_of_manner() -> Remark {
    remark("“的”后面是动词", "的 is used before a verb").help("改成“地”", "write 地")
}

/// `跑的很快`: a particle other than 得 after a verb.
#[must_use]
pub(crate) fn particle_of_result(written: &str) -> Remark {
    remark(
        format!("“{written}”后面说的是动作的结果"),
        format!("what follows {written} is the result of the verb"),
    )
    .help("改成“得”", "write 得")
}

/// `村里得变化`: a particle other than 的 before a noun.
#[must_use]
pub(crate) fn particle_of_noun(written: &str) -> Remark {
    remark(format!("“{written}”后面是名词"), format!("{written} is used before a noun"))
        .help("改成“的”", "write 的")
}

/// `铁西区组织部`: a party department without its committee.
#[must_use]
pub(crate) fn missing_committee(unit: &str, department: &str) -> Remark {
    remark(format!("`{unit}{department}` 少了“委”字"), format!("`{unit}{department}` lacks 委")).help(
        format!("{department}是党委的部门，应为“{unit}委{department}”"),
        format!("write {unit}委{department}: it is a department of the party committee"),
    )
}

/// `党委、理论学习中心组`: one group split into two.
#[must_use]
pub(crate) fn split_study_group(body: &str) -> Remark {
    remark(
        format!("`{body}、理论学习中心组` 把一个组织断成了两个"),
        format!("`{body}、理论学习中心组` splits one group into two"),
    )
    .help(format!("改成“{body}理论学习中心组”"), format!("write {body}理论学习中心组"))
}

/// `90干部`: people of a decade without 后.
#[must_use]
pub(crate) fn missing_hou(year: &str) -> Remark {
    remark(format!("`{year}干部` 少了“后”字"), format!("`{year}干部` lacks 后"))
        .help(format!("改成“{year}后干部”"), format!("write {year}后干部"))
}

/// `思想贯彻`: two clauses without punctuation between them.
#[must_use]
pub(crate) fn missing_mark(name: &str, verb: &str) -> Remark {
    remark(
        format!("“{name}”和“{verb}”之间少了标点"),
        format!("punctuation is missing between {name} and {verb}"),
    )
    .help(format!("在“{verb}”前加逗号或顿号"), format!("add ， or 、 before {verb}"))
}

/// `伊通满族自冶县`: a misspelled name.
#[must_use]
pub(crate) fn name_variant(odd: &str, right: &str) -> Remark {
    remark(format!("`{odd}` 同 `{right}` 不一致"), format!("`{odd}` differs from `{right}`")).help(
        "统一名称；确是另一个单位或另一种简称，写进 content/style/",
        "use one name; add a different organisation or a short name to content/style/",
    )
}

/// `××`: a placeholder.
#[must_use]
pub(crate) fn placeholder(written: &str) -> Remark {
    remark(format!("`{written}` 是没有替换的占位"), format!("`{written}` was never replaced"))
        .help("填上内容，或者删去", "replace it, or remove it")
}

/// A paragraph that breaks off.
#[must_use]
pub(crate) fn cut_sentence(last: char) -> Remark {
    remark(format!("这一段到“{last}”就断了"), format!("the paragraph breaks off at {last}"))
        .help("补上下文，或者加上句末标点", "add the rest, or the final punctuation")
}

/// `党的第二十大`: a fixed wording in a wrong form.
#[must_use]
pub(crate) fn fixed_wording(written: &str, right: &str) -> Remark {
    remark(format!("`{written}` 不是固定提法"), format!("`{written}` is not the fixed wording"))
        .help(format!("改成 {right}"), format!("write {right}"))
}

/// `残废人`: a word to avoid.
#[must_use]
pub(crate) fn cautious_word(word: &str, better: Option<&str>, why: Option<&str>) -> Remark {
    let reason = why.map_or(String::new(), |why| format!("：{why}"));
    let found = remark(format!("`{word}` 是慎用词{reason}"), format!("`{word}` is best avoided{reason}"));
    match better {
        Some(better) => found.help(format!("改用：{better}"), format!("use {better}")),
        None => found.help("换一个说法", "rephrase it"),
    }
}

/// `县委教育局`: a department of a body that has no such department.
#[must_use]
pub(crate) fn wrong_level(written: &str) -> Remark {
    remark(
        format!("`{written}`：没有这样的机构，党委部门和政府部门混了"),
        format!("`{written}`: no such body; the departments of committee and government are confused"),
    )
    .help("核对机构全称", "check the full name of the body")
}

/// `吉林省沈阳市`: a city of another province.
#[must_use]
pub(crate) fn area_at_odds(city: &str, province: &str) -> Remark {
    remark(format!("`{city}`不在这里，属{province}"), format!("`{city}` belongs to {province}"))
        .help("核对地名", "check the place names")
}

/// `新疆省`: an area of the level of a province with the wrong word for its kind.
#[must_use]
pub(crate) fn no_province(written: &str, right: &str) -> Remark {
    remark(format!("没有`{written}`，应为{right}"), format!("`{written}` is {right}"))
        .help(format!("写成“{right}”"), format!("write {right}"))
}

/// `张国梁` in a story about 张国栋.
#[must_use]
pub(crate) fn person_variant(written: &str, other: &str, many: usize) -> Remark {
    remark(
        format!("`{written}`在这篇里只出现一次，“{other}”出现{many}次，是不是同一个人？"),
        format!("`{written}` occurs once in the story, {other} {many} times: are they the same person?"),
    )
    .help("核对姓名", "check the name")
}

/// A list of fixed wording in another order, or not whole.
#[must_use]
pub(crate) fn fixed_list(right: &str) -> Remark {
    remark("固定提法的各项次序不对，或者漏了一项", "a list of fixed wording is out of order, or not whole")
        .help(format!("应为：{right}"), format!("the list is {right}"))
}
