//! What an import says of sheets.

use super::super::{Remark, remark};

/// A sheet that is hidden.
#[must_use]
pub(crate) fn hidden_sheet(name: &str) -> Remark {
    remark(format!("工作表“{name}”是隐藏的，没有读"), format!("the sheet {name} is hidden and was not read"))
}

/// A sheet of which only the beginning was read.
#[must_use]
pub(crate) fn cut_sheet(name: &str) -> Remark {
    remark(
        format!("工作表“{name}”太大，只读了前两万行、四百列"),
        format!("the sheet {name} is too large: 20,000 rows and 400 columns of it were read"),
    )
}

/// A sheet without a head.
#[must_use]
pub(crate) fn no_head(name: &str) -> Remark {
    remark(format!("工作表“{name}”里没有找到表头"), format!("the sheet {name} has no row of column names"))
}

/// A sheet without numbers.
#[must_use]
pub(crate) fn no_figures(name: &str) -> Remark {
    remark(format!("工作表“{name}”里没有数"), format!("there are no numbers in the sheet {name}"))
}

/// A file in which no sheet became a ledger.
#[must_use]
pub(crate) fn no_ledger() -> Remark {
    remark("没有一张表变得成台账", "none of its sheets can be a ledger").help(
        "表要有一行表头，下面是名称和数；表头叫法特别的，用 --map 说明哪一列是什么",
        "a sheet needs a row of column names with labels and numbers below; if the names are unusual, say with --map which column is what",
    )
}

/// A line above the head.
#[must_use]
pub(crate) fn above_the_head() -> Remark {
    remark(
        "表头上面的一行；单位、填报单位、日期读进了台账",
        "a line above the column names; unit, owner and date were read from it",
    )
}

/// A row in which no number was found.
#[must_use]
pub(crate) fn row_without_number() -> Remark {
    remark("这一行没有数", "there is no number in this row")
}

/// A cell that holds something else than a number.
#[must_use]
pub(crate) fn no_number() -> Remark {
    remark("不是数", "not a number")
}

/// A number that the sheet no longer has exactly.
#[must_use]
pub(crate) fn too_many_digits() -> Remark {
    remark(
        "超过 15 位，表格里已经存不准了（证件号、账号要按文本存）",
        "more than 15 digits, which a sheet does not keep: store numbers of documents as text",
    )
}

/// A formula without a result.
#[must_use]
pub(crate) fn failed_formula() -> Remark {
    remark("公式没有算出来", "a formula without a result")
}

/// A share that may be shown as a percentage.
#[must_use]
pub(crate) fn may_be_percentage() -> Remark {
    remark(
        "表里显示的可能是百分数：存的是小数，显示的样子读不到，没有猜",
        "it may be shown as a percentage: the file stores the fraction and does not say how it is shown",
    )
}

/// A total that is not the sum of what stands above it.
#[must_use]
pub(crate) fn wrong_total() -> Remark {
    remark(
        "合计和上面各行之和不相等，或者单位不同",
        "the total is not the sum of the rows above, or their units differ",
    )
}

/// A column that no figure has.
#[must_use]
pub(crate) fn unread_column() -> Remark {
    remark("这一列没有收进台账", "this column is not in the ledger")
}

/// A number in a cell that is merged over several rows.
#[must_use]
pub(crate) fn merged_number() -> Remark {
    remark(
        "这个数的格子跨了几行，只记在第一行",
        "the cell of this number is merged over several rows; it is taken for the first one only",
    )
}
