//! What an import says of sheets.

use super::super::{Remark, remark, shown};

/// The name of a sheet in a sentence; a CSV file has none.
fn sheet(name: &str) -> (String, String) {
    if name.is_empty() {
        ("表格".to_owned(), "the sheet".to_owned())
    } else {
        (format!("工作表“{}”", shown(name)), format!("the sheet {}", shown(name)))
    }
}

/// A sheet that is hidden.
#[must_use]
pub(crate) fn hidden_sheet(name: &str) -> Remark {
    let (zh, en) = sheet(name);
    remark(format!("{zh}是隐藏的，没有读"), format!("{en} is hidden and was not read"))
}

/// A sheet of which only the beginning was read.
#[must_use]
pub(crate) fn cut_sheet(name: &str) -> Remark {
    let (zh, en) = sheet(name);
    remark(
        format!("{zh}太大，只读了前两万行、四百列"),
        format!("{en} is too large: 20,000 rows and 400 columns of it were read"),
    )
}

/// A sheet without a head.
#[must_use]
pub(crate) fn no_head(name: &str) -> Remark {
    let (zh, en) = sheet(name);
    remark(
        format!("{zh}里没有找到表头，或者没有一列是名称"),
        format!("{en} has no row of column names, or no column of names"),
    )
}

/// A sheet without numbers.
#[must_use]
pub(crate) fn no_figures(name: &str) -> Remark {
    let (zh, en) = sheet(name);
    remark(format!("{zh}里没有数"), format!("there are no numbers in {en}"))
}

/// A file in which no sheet became a ledger.
#[must_use]
pub(crate) fn no_ledger() -> Remark {
    remark("没有一张表变得成台账", "none of its sheets can be a ledger").help(
        "表要有一行表头，下面是名称和数；表头叫法特别的，用 --map 说明哪一列是什么",
        "a sheet needs a row of column names with labels and numbers below; if the names are unusual, say with --map which column is what",
    )
}

/// A line above the head; its unit may be unclear.
#[must_use]
pub(crate) fn above_the_head(is_unclear: bool) -> Remark {
    if is_unclear {
        return remark(
            "表头上面的一行；填报单位、日期读进了台账，单位没有",
            "a line above the column names; owner and date were read from it, but not the unit",
        );
    }
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
    remark(
        "公式没有算出来：用表格软件打开存一次，再导入",
        "a formula without a result: open the file in its program, save it, and import it again",
    )
}

/// A share that may be shown as a percentage.
#[must_use]
pub(crate) fn may_be_percentage() -> Remark {
    remark(
        "可能是百分数：存的是小数，看不出显示成什么样，没有猜",
        "it may be a percentage: the file stores the fraction and does not say how it is shown",
    )
}

/// A total that is not the sum of what stands above it.
#[must_use]
pub(crate) fn wrong_total() -> Remark {
    remark("合计和各行之和不相等", "the total is not the sum of its rows")
}

/// A total that cannot be proved.
#[must_use]
pub(crate) fn inexact_total() -> Remark {
    remark(
        "有约数，或者单位不同，合计没有和各行核对，以后改了数也不核对；要核对，用表格印的时候写 totals",
        "some values are not exact, or units differ, so the total was not proved, and will not be when values change; to have it proved, write totals in the table that prints it",
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

/// A unit above the head that cannot be that of every value.
#[must_use]
pub(crate) fn unclear_unit() -> Remark {
    remark(
        "表上写的单位，看不出是哪几列的，没有用",
        "the unit above the column names may not be that of every column; it was not used",
    )
}

/// A row without a name.
#[must_use]
pub(crate) fn nameless_row() -> Remark {
    remark("这一行没有名称，用了行号", "this row has no name; its number was taken")
}

/// A row in which one of several names is empty.
#[must_use]
pub(crate) fn nameless_column() -> Remark {
    remark("这一行的名称缺前面一截", "the first part of the name of this row is missing")
}

/// A row whose name was taken from above.
#[must_use]
pub(crate) fn name_from_above(name: &str) -> Remark {
    remark(
        format!("这一格空着，用了上面的“{}”", shown(name)),
        format!("an empty cell was read as {}, which stands above it", shown(name)),
    )
}

/// Two rows of the same name.
#[must_use]
pub(crate) fn same_name() -> Remark {
    remark("和前面一行同名，分不出是哪一个", "a row above has the same name; they cannot be told apart")
}

/// The row of a form that numbers its columns.
#[must_use]
pub(crate) fn column_numbers() -> Remark {
    remark("表头下面给各栏编的号", "the numbers of the columns below their names")
}

/// A number that may be a day.
#[must_use]
pub(crate) fn may_be_a_day() -> Remark {
    remark(
        "可能是日期，表格里存成了数，没有收",
        "it may be a date that was stored as a number; it was not taken",
    )
}

/// A number in tens of thousands in a column that is in tens of thousands.
#[must_use]
pub(crate) fn scale_twice(unit: &str) -> Remark {
    remark(
        format!("这一列的单位已经是{unit}，看不出是不是又乘了一遍，没有收"),
        format!("the column is in {unit} already; the number may be meant otherwise and was not taken"),
    )
}

/// A cell with a unit of its own.
#[must_use]
pub(crate) fn other_unit(stated: &str, own: &str) -> Remark {
    remark(
        format!("表头写的是{stated}，格子里写的是{own}，用了格子里的"),
        format!("the column is in {stated}, the cell in {own}; that of the cell was taken"),
    )
}

/// A word after a number that is not known as a unit.
#[must_use]
pub(crate) fn not_a_unit(word: &str) -> Remark {
    remark(
        format!("数后面的“{}”不像单位，没有收", shown(word)),
        format!("{} after the number is not known as a unit; it was not taken", shown(word)),
    )
}

/// Two units for one number.
#[must_use]
pub(crate) fn two_units(one: &str, other: &str) -> Remark {
    remark(
        format!("单位写了两个：{one}、{other}，都没有用"),
        format!("two units are stated, {one} and {other}; neither was used"),
    )
}

/// A unit that may not be that of a column.
#[must_use]
pub(crate) fn unit_not_said(unit: &str) -> Remark {
    remark(
        format!("这一列没有写单位，不一定是{unit}，空着了"),
        format!("the column states no unit, which need not be {unit}; there is none now"),
    )
}

/// A period in another unit than the others.
#[must_use]
pub(crate) fn other_unit_in_series(period: &str) -> Remark {
    remark(
        format!("{period} 的单位和别的年份不同，没有收"),
        format!("the number of {period} is in another unit than the others; it was not taken"),
    )
}

/// A qualifier that a series does not keep.
#[must_use]
pub(crate) fn qualifier_in_series(period: &str, written: &str) -> Remark {
    remark(
        format!("{period} 的原文是“{}”，历年数里记不了约数词", shown(written)),
        format!("the number of {period} is written {}, whose qualifier a series cannot keep", shown(written)),
    )
}

/// A period without a number.
#[must_use]
pub(crate) fn empty_period(period: &str, is_last: bool) -> Remark {
    if is_last {
        return remark(
            format!("{period} 的数空着，只写键会印出上一期的数"),
            format!("there is no number of {period}: the key alone prints that of the period before"),
        );
    }
    remark(format!("{period} 的数空着"), format!("there is no number of {period}"))
}

/// A total without rows.
#[must_use]
pub(crate) fn total_of_nothing() -> Remark {
    remark("合计没有可以相加的行，没有核", "there are no rows that this total adds up; it was not checked")
}

/// Cells with personal data, by their rows; their contents are not repeated.
#[must_use]
pub(crate) fn private_cells(lines: &[usize]) -> Remark {
    /// The most rows that are named.
    const NAMED: usize = 10;
    let many = lines.len();
    let named: Vec<String> = lines.iter().take(NAMED).map(usize::to_string).collect();
    let more = if many > NAMED { ["等", " and others"] } else { ["", ""] };
    remark(
        format!(
            "{many} 格是电话、证件号一类个人信息，没有收，这里也不列出（第 {}{} 行）",
            named.join("、"),
            more[0]
        ),
        format!(
            "{many} cells with personal data, as telephone numbers, were left out and are not listed (rows {}{})",
            named.join(", "),
            more[1]
        ),
    )
}

/// Several tables in one sheet.
#[must_use]
pub(crate) fn several_tables(name: &str, many: usize) -> Remark {
    let (zh, en) = sheet(name);
    remark(
        format!("{zh}里有 {many} 张表，各有各的表头，一张一本台账"),
        format!("there are {many} tables in {en}, each with a head of its own: each is a ledger"),
    )
}

/// Rows and columns that are hidden.
#[must_use]
pub(crate) fn hidden_cells(name: &str, rows: &[String], columns: &[String]) -> Remark {
    let (zh, en) = sheet(name);
    let part = |list: &[String], before: &str, after: &str, comma: &str| {
        (!list.is_empty()).then(|| format!("{before}{}{after}", list.join(comma)))
    };
    let chinese = [part(rows, "第 ", " 行", "、"), part(columns, "", " 列", "、")];
    let english = [part(rows, "rows ", "", ", "), part(columns, "columns ", "", ", ")];
    let join =
        |parts: [Option<String>; 2], word: &str| parts.into_iter().flatten().collect::<Vec<_>>().join(word);
    remark(
        format!("{zh}里{}是隐藏的，也读了；不要的，从台账里删去", join(chinese, "、")),
        format!("{} of {en} are hidden; they were read, too", join(english, " and ")),
    )
}

/// A comment on a cell.
#[must_use]
pub(crate) fn cell_comment(cell: &str) -> Remark {
    remark(format!("{} 格的批注，没有收", shown(cell)), format!("a comment on the cell {}", shown(cell)))
}

/// A number with fewer digits than its cell holds.
#[must_use]
pub(crate) fn read_as_shown(held: &str) -> Remark {
    remark(format!("照格子里显示的收；存的是 {held}"), format!("taken as the cell shows it; it holds {held}"))
}

/// A row that is the average of others.
#[must_use]
pub(crate) fn average_row() -> Remark {
    remark("这一行是平均数，不和别的行相加", "this row is an average and is added to no total")
}

/// A row that is a part of another one.
#[must_use]
pub(crate) fn among_row() -> Remark {
    remark(
        "“其中”是上面一行的一部分，没有加进合计",
        "this row is a part of the row above and is added to no total",
    )
}

/// A row that may be about two things.
#[must_use]
pub(crate) fn names_apart() -> Remark {
    remark(
        "数的左右两边都有名称，可能是两栏并排的表，名称和数看准了再用",
        "names stand on both sides of the numbers, as in two tables side by side: see that each number has its name",
    )
}

/// A ledger that gets no page until an editor says so.
#[must_use]
pub(crate) fn not_public_yet() -> Remark {
    remark(
        "台账先不出网页，数字照样可用；看过了要公开，删掉 public: false",
        "the ledger gets no page yet, but its figures can be used; to publish it, remove public: false",
    )
}

/// A key of the map that means nothing.
#[must_use]
pub(crate) fn unknown_map_key(key: &str, known: &str) -> Remark {
    remark(
        format!("--map 文件里的 `{}` 不认识", shown(key)),
        format!("`{}` in the file of --map is not known", shown(key)),
    )
    .help(format!("可用：{known}"), format!("known: {known}"))
}

/// A column of the map that is in no sheet.
#[must_use]
pub(crate) fn no_such_column(name: &str) -> Remark {
    remark(
        format!("--map 文件里写的列“{}”，表里没有", shown(name)),
        format!("the column {}, which the file of --map names, is in no sheet", shown(name)),
    )
    .help("照表头一字不差地写", "write it exactly as it stands in the sheet")
}
