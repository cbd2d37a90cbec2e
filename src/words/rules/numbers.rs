//! What can be wrong with numbers in running text.

use rust_decimal::Decimal;

use crate::words::{Remark, remark};

/// `283余`: an exact number marked as approximate.
#[must_use]
pub(crate) fn exact_number_with_yu(written: &str, more: &str) -> Remark {
    remark(
        format!("`{written}` 已是确数，不能再加“{more}”"),
        format!("`{written}` is an exact number and cannot take {more}"),
    )
    .help(format!("去掉“{more}”，或改成整数"), format!("remove {more}, or use a round number"))
}

/// `近5000多`: two qualifiers that contradict or repeat each other.
#[must_use]
pub(crate) fn clashing_qualifiers(first: &str, last: &str) -> Remark {
    remark(
        format!("`{first}`和`{last}`矛盾或重复，不能限定同一个数"),
        format!("`{first}` and `{last}` contradict or repeat each other"),
    )
    .help("只留其中一个", "keep one of them")
}

/// `减少了2倍`: a decrease in multiples.
#[must_use]
pub(crate) fn decrease_by_times(written: &str) -> Remark {
    remark(format!("`{written}`：减少不能用倍数"), format!("`{written}`: a decrease cannot be a multiple"))
        .help(
            "改成减少几分之几、百分之几，或减少到原来的几分之几",
            "give the fraction or percentage by which it decreased, or to which it decreased",
        )
}

/// `增长3倍` from 120 to 360: a growth that contradicts its start and end.
#[must_use]
pub(crate) fn growth_arithmetic(from: &str, to: &str, stated: &str, right: &str) -> Remark {
    remark(
        format!("从 {from} 到 {to} 的变化是 {right}，不是 `{stated}`"),
        format!("from {from} to {to} is a change of {right}, not `{stated}`"),
    )
    .help(
        "核对这三个数；增长到几倍要比增长几倍多一倍，翻几番是乘几次二",
        "check the three numbers; 增长到 includes the original amount, 增长 does not, and 翻番 means doubling",
    )
}

/// `提高5%` from 65% to 70%.
#[must_use]
pub(crate) fn percentage_points(written: &str) -> Remark {
    remark(
        format!("`{written}%` 是两个百分数之差，应以百分点计"),
        format!("`{written}%` is the difference of two percentages and should be in percentage points"),
    )
    .help(format!("改成 {written}个百分点"), format!("write {written}个百分点"))
}

/// Shares of one total that do not add up to 100%.
#[must_use]
pub(crate) fn percentages_of_a_whole(sum: Decimal) -> Remark {
    let sum = sum.normalize();
    remark(
        format!("同一整体的各部分合计 `{sum}%`，不是 100%"),
        format!("the shares of one total add up to `{sum}%`, not 100%"),
    )
    .help("核对各项占比", "check each share")
}

/// Parts after 其中 that exceed the total.
#[must_use]
pub(crate) fn parts_of_a_total(parts: &str, total: &str) -> Remark {
    remark(
        format!("其中的部分有 `{parts}`，超过总数 {total}"),
        format!("the parts add up to `{parts}`, more than the total of {total}"),
    )
    .help("核对总数和各部分", "check the total and its parts")
}

/// All parts of a total, which add up to less than it.
#[must_use]
pub(crate) fn parts_short_of_a_total(parts: &str, total: &str) -> Remark {
    remark(
        format!("各部分合计 `{parts}`，不到总数 {total}"),
        format!("all parts together add up to `{parts}`, less than the total of {total}"),
    )
    .help("核对总数和各部分，看有没有漏列", "check the total and its parts; one may be missing")
}

/// `共26名` for twelve items of two each.
#[must_use]
pub(crate) fn per_item_product(items: &str, each: &str, total: &str, right: &str) -> Remark {
    remark(
        format!("{items} 乘以 {each} 是 {right}，和 `{total}` 对不上"),
        format!("{items} times {each} is {right}, not `{total}`"),
    )
    .help("核对这三个数", "check the three numbers")
}

/// What is wrong with the form of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberForm {
    /// `1十5`: digits and 汉字 in one number.
    Mixed,
    /// `1,2345`: groups that are not of three digits.
    Grouped,
    /// `4。5`: a wrong mark in place of the decimal point, or two points.
    Point,
    /// `万万`: two large units.
    Large,
    /// `三、四`: an approximate number with 、.
    Approximate,
    /// `3—8%`: a range whose first end lacks the sign.
    Range,
    /// `3～5万元`: a range whose first end lacks its 万.
    LargeRange,
}

/// A number in a form that is not one number.
#[must_use]
pub(crate) fn malformed_number(written: &str, form: NumberForm) -> Remark {
    let (zh, en, zh_help, en_help) = match form {
        NumberForm::Mixed => (
            "一个数里混用了汉字和阿拉伯数字",
            "mixes digits and 汉字 in one number",
            "只用一种写法；“万”“亿”可以跟在阿拉伯数字后面",
            "write the number in one of them; only 万 and 亿 may follow digits",
        ),
        NumberForm::Grouped => (
            "千分空的位置不对",
            "is not grouped by three digits",
            "三位一分，或者不分；小数点用“.”",
            "group the digits by three or not at all; a decimal point is a point",
        ),
        NumberForm::Point => {
            ("小数点不对", "has no proper decimal point", "小数点用“.”，只有一个", "use one point")
        }
        NumberForm::Large => (
            "“万”“亿”重了",
            "has two large units",
            "核对数量级，只留一个",
            "check the magnitude, and keep one of them",
        ),
        NumberForm::Approximate => (
            "相邻两个数字连用表示概数，中间不用顿号",
            "is an approximate number, which takes no 、",
            "删去顿号",
            "remove the 、",
        ),
        NumberForm::Range => (
            "前一个数少了百分号",
            "lacks the sign of its first percentage",
            "两个数后面都写百分号",
            "write the sign after both numbers",
        ),
        NumberForm::LargeRange => (
            "前一个数少了“万”“亿”",
            "lacks the 万 or 亿 of its first number",
            "两个数后面都写上，如“3万～5万元”",
            "write it after both numbers: 3万～5万元",
        ),
    };
    remark(format!("`{written}`：{zh}"), format!("`{written}` {en}")).help(zh_help, en_help)
}

/// `12km`: a unit that running text writes otherwise.
#[must_use]
pub(crate) fn unit_form(written: &str, right: &str) -> Remark {
    remark(
        format!("`{written}` 不是行文用的法定计量单位写法"),
        format!("`{written}` is not how running text writes this unit"),
    )
    .help(format!("写成“{right}”"), format!("write {right}"))
}

/// A share or mean that two numbers of its sentence do not give.
#[must_use]
pub(crate) fn stated_quotient(part: &str, whole: &str, stated: &str, right: &str) -> Remark {
    remark(
        format!("{part}除以{whole}得 {right}，和 `{stated}` 对不上"),
        format!("{part} divided by {whole} is {right}, not `{stated}`"),
    )
    .help("核对这三个数", "check the three numbers")
}

/// `合格率105%`: more than all.
#[must_use]
pub(crate) fn more_than_all(written: &str) -> Remark {
    remark(format!("`{written}` 超过了全部"), format!("`{written}` is more than all"))
        .help("核对百分数", "check the percentage")
}

/// `每斤苹果卖到4万元`: an amount that nothing of this kind reaches.
#[must_use]
pub(crate) fn implausible_amount(written: &str, most: &str) -> Remark {
    remark(
        format!("`{written}` 不合常理：不会超过{most}"),
        format!("`{written}` is beyond reason: nothing of this kind exceeds {most}"),
    )
    .help("核对数量级和单位", "check the magnitude and the unit")
}

/// `今年75岁，93岁参加工作`: an age that is still to come.
#[must_use]
pub(crate) fn age_to_come(written: &str, now: &str) -> Remark {
    remark(
        format!("现在才{now}，`{written}` 的事还没有发生"),
        format!("at an age of {now}, nothing has happened at `{written}` yet"),
    )
    .help("核对两个年龄", "check both ages")
}
