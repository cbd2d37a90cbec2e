//! What can be wrong with figures: their values, sums and relations, and the references to them.

use super::{Wording, nearest, wording};
use crate::language::{About, TextLanguage};

/// A figure with neither value nor series.
#[must_use]
pub(crate) fn no_value(key: &str) -> Wording {
    wording("missing-value", format!("数字 `{key}` 没有值"), format!("the figure `{key}` has no value"))
        .help("写上 value:，或者 series:", "add value: or series:")
}

/// Two figures, or a figure and a part, under one key.
#[must_use]
pub(crate) fn key_twice(key: &str) -> Wording {
    wording("duplicate-key", format!("键 `{key}` 用了两次"), format!("the key `{key}` is used twice")).help(
        "分项的键是“总数.分项”，换一个不相重的",
        "the key of a part is `WHOLE.PART`; choose another key",
    )
}

/// A range whose end is below its beginning.
#[must_use]
pub(crate) fn backward_range(from: &str, to: &str) -> Wording {
    wording(
        "backward-range",
        format!("范围倒了：从 {from} 到 {to}"),
        format!("the range ends at {to}, below its start {from}"),
    )
    .help("小的写在 `from`", "put the smaller number at `from`")
}

/// `35-45` where a range is meant.
#[must_use]
pub(crate) fn dashed_range(from: &str, to: &str) -> Wording {
    wording("half-a-number", format!("`{from}-{to}` 不是数"), format!("`{from}-{to}` is not a number")).help(
        format!("范围写成 {{from: {from}, to: {to}}}；编号加引号"),
        format!("write a range as {{from: {from}, to: {to}}}; put a code in quotes"),
    )
}

/// A value with digits that is not a number.
#[must_use]
pub(crate) fn half_a_number(text: &str) -> Wording {
    wording("half-a-number", format!("`{text}` 不是数"), format!("`{text}` is not a number")).help(
        "只写半角数字和小数点，不加千位逗号，% 写进 unit；编号加引号",
        "use digits and a decimal point, without thousands separators; put % into unit; put a code in quotes",
    )
}

/// A value with a number and words around it; `value` is what to write instead.
#[must_use]
pub(crate) fn phrased_number(text: &str, unit: &str, value: &str, about: &[&str]) -> Wording {
    let about = match about {
        [] => String::new(),
        [one] => format!(", about: {one}"),
        several => format!(", about: [{}]", several.join(", ")),
    };
    wording(
        "half-a-number",
        format!("`{text}` 不是数，会印成“{text}{unit}”"),
        format!("`{text}` is not a number; it would be printed as `{text}{unit}`"),
    )
    .help(
        format!("数写 `value`，约数词写 `about`，单位写 `unit`：`value: {value}{about}, unit: {unit}`"),
        format!(
            "put the number into `value`, qualifiers into `about`: `value: {value}{about}, unit: {unit}`"
        ),
    )
}

/// A value that contains its unit. It is printed as text, and nothing can be computed from it.
#[must_use]
pub(crate) fn unit_in_value(text: &str, value: &str, about: &[&str], unit: &str) -> Wording {
    let about = if about.is_empty() { String::new() } else { format!(", about: [{}]", about.join(", ")) };
    wording(
        "unit-in-value",
        format!("`{text}` 连着单位写，当作文字，不能相加、比较、校对"),
        format!("`{text}` has its unit in it, so it is taken for words, which cannot be added, compared or checked"),
    )
    .help(
        format!("写成 `value: {value}{about}, unit: {unit}`"),
        format!("write `value: {value}{about}, unit: {unit}`"),
    )
}

/// A number that was split by its thousands separators.
#[must_use]
pub(crate) fn thousands(written: &str, number: &str) -> Wording {
    wording("half-a-number", format!("`{written}` 不是数"), format!("`{written}` is not a number")).help(
        format!("千位不加逗号，写成 {number}；要是两个数，逗号后面空一格"),
        format!(
            "write {number}, without thousands separators; if it is two numbers, put a space after the comma"
        ),
    )
}

/// A placeholder for an unknown number: `N/A`, `#REF!`, `—`, `无`, or an empty value.
#[must_use]
pub(crate) fn missing(written: &str) -> Wording {
    let (zh, en) = if written.trim().is_empty() {
        ("这里空着，没有值".to_owned(), "the value is missing".to_owned())
    } else {
        (format!("`{written}` 是缺数，不能印"), format!("`{written}` is not a value and is never printed"))
    };
    wording("missing-value", zh, en).help(
        "补上数；没有数，就删掉这一项和用到它的地方",
        "enter the number; if there is none, remove the entry and all references to it",
    )
}

/// A placeholder instead of a label or a unit.
#[must_use]
pub(crate) fn no_name(key: &str, written: &str) -> Wording {
    wording(
        "missing-value",
        format!("`{key}` 写的是 `{written}`，等于没有，不能印"),
        format!("`{written}` is not a {key} and is never printed"),
    )
    .help(format!("写上 {key}；没有，就删掉这个键"), format!("write the {key}, or remove the key"))
}

/// An invalid key.
#[must_use]
pub(crate) fn bad_key(key: &str) -> Wording {
    wording("bad-key", format!("`{key}` 不能作键"), format!("`{key}` cannot be a key"))
        .help("用字母、汉字、数字、`_` 和 `.`", "use letters, Chinese characters, digits, `_` and `.`")
}

/// A column whose key has another meaning in a row.
#[must_use]
pub(crate) fn reserved_key(key: &str) -> Wording {
    wording(
        "bad-key",
        format!("`{key}` 在一行里另有用处，不能作一栏的键"),
        format!("`{key}` has another meaning in a row and cannot be the key of a column"),
    )
    .help("换一个键", "choose another key")
}

/// An unknown word for how exact a number is.
#[must_use]
pub(crate) fn unknown_about(word: &str) -> Wording {
    wording("unknown-word", format!("不认识的约数词 `{word}`"), format!("unknown qualifier `{word}`")).help(
        format!("可用：{}", About::words(TextLanguage::SimplifiedChinese).join(" ")),
        format!("known: {}", About::words(TextLanguage::English).join(", ")),
    )
}

/// Parts that do not add up. `sum` is the calculation: `25 + 3 + 408 = 436`.
#[must_use]
pub(crate) fn broken_sum(key: &str, sum: &str, whole: &str) -> Wording {
    wording(
        "broken-sum",
        format!("`{key}` 的分项加不起来：{sum}，不是 {whole}"),
        format!("the parts of `{key}` do not add up: {sum}, not {whole}"),
    )
    .help(
        "核对分项和总数；分项没有列全就写 `exhaustive: false`",
        "check the parts and the whole; if the list is incomplete, add `exhaustive: false`",
    )
}

/// Parts that exceed the whole.
#[must_use]
pub(crate) fn parts_exceed(key: &str, sum: &str, whole: &str) -> Wording {
    wording(
        "broken-sum",
        format!("`{key}` 的分项超过总数：{sum}，总数只有 {whole}"),
        format!("the parts of `{key}` exceed it: {sum}, but the whole is {whole}"),
    )
    .help("核对分项和总数", "check the parts and the whole")
}

/// A part whose unit differs from that of its whole.
#[must_use]
pub(crate) fn other_unit(part: &str, whole: &str) -> Wording {
    wording(
        "other-unit",
        format!("`{part}` 和 `{whole}` 单位不同"),
        format!("`{part}` and `{whole}` have different units"),
    )
    .help("不同单位不能相加", "only figures with the same unit can be added")
}

/// A part or a side of a relation that is not a number.
#[must_use]
pub(crate) fn not_a_number(key: &str) -> Wording {
    wording(
        "not-a-number",
        format!("`{key}` 不是数，不能计算"),
        format!("`{key}` is not a number and cannot be used in a calculation"),
    )
    .help("只有数才能写进 `parts` 和 `relations`", "only numbers can be used in `parts` and `relations`")
}

/// A relation that does not hold; `shown` is both sides with their numbers.
#[must_use]
pub(crate) fn broken_relation(written: &str, shown: &str) -> Wording {
    wording("broken-relation", format!("关系不成立：{shown}"), format!("the relation does not hold: {shown}"))
        .help(
            format!("`{written}`：改数字，或改这条关系"),
            format!("`{written}`: correct the figures or the relation"),
        )
}

/// A relation that cannot be read.
#[must_use]
pub(crate) fn bad_relation(reason_zh: &str, reason_en: &str) -> Wording {
    wording(
        "bad-relation",
        format!("关系读不通：{reason_zh}"),
        format!("the relation cannot be read: {reason_en}"),
    )
    .help("例如 `甲 + 乙 == 总数`", "for example `a + b == total`")
}

/// An impossible calculation: division by zero, or a number that is too large.
#[must_use]
pub(crate) fn impossible(written: &str) -> Wording {
    wording(
        "impossible-arithmetic",
        format!("`{written}` 算不出来"),
        format!("`{written}` cannot be calculated"),
    )
    .help("有没有除以零？", "check for a division by zero")
}

/// A name that announces a different number of parts than are listed.
#[must_use]
pub(crate) fn declared_count(name: &str, declared: usize, listed: usize) -> Wording {
    wording(
        "declared-count",
        format!("{name}说是 {declared} 项，列了 {listed} 项"),
        format!("{name} announces {declared} parts, but {listed} are listed"),
    )
    .help("补全分项，或改名称", "add the missing parts, or correct the name")
}

/// A figure that does not exist.
#[must_use]
pub(crate) fn unknown_figure<'k>(
    key: &str,
    ledger: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Wording {
    wording(
        "unknown-figure",
        format!("`{ledger}` 里没有数字 `{key}`"),
        format!("there is no figure `{key}` in `{ledger}`"),
    )
    .nearest(key, nearest(key, known), "先在台账里登记", "add it to the ledger first")
}

/// A label where a key belongs.
#[must_use]
pub(crate) fn label_for_key(label: &str, key: &str) -> Wording {
    wording(
        "unknown-figure",
        format!("`{label}` 是名称，不是键"),
        format!("`{label}` is the label of a figure, not its key"),
    )
    .help(format!("写成 {{{{{key}}}}}"), format!("write {{{{{key}}}}}"))
    .meaning(label, key)
}

/// A reference without a ledger, in a story without one.
#[must_use]
pub(crate) fn no_ledger(key: &str) -> Wording {
    wording(
        "no-ledger",
        format!("`{key}` 不知是哪本台账的"),
        format!("`{key}` does not say which ledger it is in"),
    )
    .help("在稿头写 ledger:，或写成 {{台账:键}}", "add ledger: to the front matter, or write {{ledger:key}}")
}

/// A figure without parts, where its parts are needed.
#[must_use]
pub(crate) fn no_parts(key: &str) -> Wording {
    wording("no-parts", format!("`{key}` 没有分项"), format!("`{key}` has no parts"))
        .help("给它写 parts:，或换一个数字", "add parts: to it, or use another figure")
}

/// A figure without a series, where its series is needed.
#[must_use]
pub(crate) fn no_series(key: &str) -> Wording {
    wording("no-series", format!("`{key}` 没有 `series`"), format!("`{key}` has no series"))
        .help("给它写 series:，或换一个数字", "add series: to it, or use another figure")
}

/// A ledger that does not exist.
#[must_use]
pub(crate) fn unknown_ledger<'k>(id: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording("unknown-ledger", format!("没有台账 `{id}`"), format!("there is no ledger `{id}`")).nearest(
        id,
        nearest(id, known),
        format!("建一个 content/ledgers/{id}.yaml"),
        format!("create content/ledgers/{id}.yaml"),
    )
}

/// A word that contradicts the figure after it.
#[must_use]
pub(crate) fn wrong_direction(key: &str, difference: &str) -> Wording {
    wording(
        "wrong-direction",
        format!("前面的词和数字相反：`{key}` 变动 {difference}"),
        format!("the word before it contradicts the figure: `{key}` changed by {difference}"),
    )
    .help(
        "改成相反的词，或写 {{键 | direction}} 让它自己说",
        "use the opposite word, or write {{key | direction}}",
    )
}

/// A unit after a figure that is printed with it.
#[must_use]
pub(crate) fn doubled_unit(key: &str, unit: &str, said: &str, printed: &str) -> Wording {
    wording(
        "doubled-unit",
        format!("单位印了两遍：`{key}` 会印成“{printed}”"),
        format!("the unit is doubled: `{key}` would be printed as `{printed}`"),
    )
    .help(
        format!("单位“{unit}”已经在台账里，删掉后面的“{said}”，或让引用只印数：{{{{{key} | value}}}}"),
        format!("the ledger has the unit `{unit}`: remove `{said}`; or print the number alone, {{{{{key} | value}}}}"),
    )
}

/// A qualifier before a figure that is printed with it.
#[must_use]
pub(crate) fn doubled_qualifier(key: &str, own: &str, said: &str) -> Wording {
    wording(
        "doubled-qualifier",
        format!("约数词印了两遍：`{key}` 自己会印“{own}”，前面又写了“{said}”"),
        format!("the qualifier is doubled: `{key}` is printed with `{own}`, and `{said}` stands before it"),
    )
    .help(
        format!("“{own}”已经在台账的 `about` 里，删掉前面的“{said}”"),
        format!("the ledger has `{own}` in about: remove `{said}` before it"),
    )
}

/// A word after a figure that makes another unit of its unit.
#[must_use]
pub(crate) fn joined_unit(key: &str, unit: &str, joined: &str) -> Wording {
    wording(
        "joined-unit",
        format!("`{key}` 的单位是“{unit}”，这里印成了“{joined}”"),
        format!("the unit of `{key}` is `{unit}`, but it would be printed as `{joined}`"),
    )
    .help(
        format!("改台账里的 `unit`，或写 {{{{{key} | value}}}}{joined}"),
        format!("correct the unit in the ledger, or write {{{{{key} | value}}}}{joined}"),
    )
}

/// A filter that cannot be applied to this figure.
#[must_use]
pub(crate) fn unfit_filter(filter: &str, key: &str, why_zh: &str, why_en: &str) -> Wording {
    wording(
        "unfit-filter",
        format!("`{filter}` 用不到 `{key}` 上：{why_zh}"),
        format!("`{filter}` does not fit `{key}`: {why_en}"),
    )
    .help("去掉它，或换一个数字", "remove it, or use another figure")
}

/// A filter for a large unit that the language of the text does not count in; `own` are those that it does.
#[must_use]
pub(crate) fn foreign_scale(filter: &str, key: &str, is_chinese: bool, own: &str) -> Wording {
    let (zh, en) = if is_chinese { ("中文", "Chinese") } else { ("英文", "English") };
    wording(
        "unfit-filter",
        format!("`{filter}` 用不到 `{key}` 上：{zh}不用它计数"),
        format!("`{filter}` does not fit `{key}`: {en} does not count in it"),
    )
    .help(format!("{zh}稿用 `{own}`"), format!("in {en}, use `{own}`"))
}

/// A Chinese unit in an English text.
#[must_use]
pub(crate) fn foreign_unit(key: &str, unit: &str) -> Wording {
    wording(
        "foreign-unit",
        format!("`{key}` 的单位“{unit}”是中文，这里是英文"),
        format!("the unit `{unit}` of `{key}` is Chinese, but the text is English"),
    )
    .help(
        format!("在台账里写 unit: {{zh: {unit}, one: 单数, other: 复数}}，或用 {{{{{key} | value}}}}"),
        format!("write unit: {{zh: {unit}, one: …, other: …}} in the ledger, or use {{{{{key} | value}}}}"),
    )
}
