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
