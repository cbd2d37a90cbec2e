//! Attributes that divide people and things into groups. Parts that differ in one attribute exclude each other; parts by several
//! attributes overlap, and their sum may exceed the whole.

/// How the parts of a whole relate to each other, judged by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    /// 男生 and 女生: nobody is both.
    Apart,
    /// 党员 and 女性: somebody may be both.
    Overlapping,
    /// The names do not show it.
    Unknown,
}

/// Words that name an attribute and stand beside its value: 35岁以下, 中级职称.
const NAMES: [&str; 3] = ["岁", "职称", "学历"];

/// The values of attributes. Of each attribute, everybody has at most one value.
const VALUES: [&[&str]; 2] =
    [&["男", "女"], &["博士", "硕士", "研究生", "本科", "大专", "专科", "中专", "高中", "初中", "小学"]];

/// The sectors of an economy, which never overlap.
const SECTORS: [&str; 6] = ["一产", "二产", "三产", "第一", "第二", "第三"];

/// What somebody may be in addition to anything else.
const STATES: [&str; 14] = [
    "党员",
    "团员",
    "少数民族",
    "退役军人",
    "脱贫户",
    "监测户",
    "低保",
    "特困",
    "残疾",
    "骨干",
    "先进",
    "代表",
    "委员",
    "获奖",
];

/// Words by which one part may include another: 60岁以上 includes 80岁以上.
const OPEN: [&str; 2] = ["以上", "以下"];

/// How parts with these names relate to each other.
#[must_use]
pub(crate) fn parts(names: &[&str]) -> Parts {
    let is_nested = OPEN.iter().any(|word| names.iter().filter(|name| name.contains(word)).count() > 1);
    let is_named = || NAMES.iter().any(|word| names.iter().all(|name| name.contains(word)));
    let is_telling = |name: &&str| {
        let words = NAMES.iter().chain(&STATES).chain(VALUES.into_iter().flatten());
        words.into_iter().any(|word| name.contains(word))
    };
    if is_nested {
        Parts::Overlapping
    } else if is_named() || VALUES.into_iter().chain([&SECTORS[..]]).any(|values| differ(names, values)) {
        Parts::Apart
    } else if names.iter().any(is_telling) {
        Parts::Overlapping
    } else {
        Parts::Unknown
    }
}

/// Whether all names have different values.
fn differ(names: &[&str], values: &[&str]) -> bool {
    let mut found: Vec<_> =
        names.iter().filter_map(|name| values.iter().position(|value| name.contains(value))).collect();
    found.sort_unstable();
    found.dedup();
    found.len() == names.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_apart_by_one_attribute_and_overlap_by_several() {
        for (names, expected) in [
            (["男生", "女生"], Parts::Apart),
            (["硕士研究生", "本科生"], Parts::Apart),
            (["35岁以下", "36岁以上"], Parts::Apart),
            (["60岁以上", "80岁以上"], Parts::Overlapping),
            (["党员", "女性"], Parts::Overlapping),
            (["女党员", "女干部"], Parts::Overlapping),
            (["城区", "乡镇"], Parts::Unknown),
        ] {
            assert_eq!(parts(&names), expected, "{names:?}");
        }
    }
}
