//! The head of a sheet: which column says what, and what stands above it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::amount::amount;
use super::grid::{SheetCell, SheetGrid};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnRole {
    Key,
    Label,
    Value,
    Unit,
    Window,
    Source,
    Note,
    /// The values of a year, or of another period.
    Period(String),
    /// Values under a name of their own, perhaps with a unit: 户数（户）.
    Indicator(String, Option<String>),
    /// Running numbers and the like.
    Other,
}

/// A sheet's head.
#[derive(Debug)]
pub(super) struct SheetHead {
    /// The row below which the values are.
    pub row: usize,
    pub roles: Vec<ColumnRole>,
    /// What stands above it.
    pub above: Vec<String>,
}

/// The names of columns, and what they hold.
const NAMES: [(&str, ColumnRole); 7] = [
    ("key|键|代码|编码|标识", ColumnRole::Key),
    (
        "label|指标|指标名称|项目|项目名称|名称|内容|事项|类别|单位名称|地区|村|区县|乡镇|分类",
        ColumnRole::Label,
    ),
    ("value|数值|数量|数据|值|完成数|完成情况|合计数|本期数|人数|金额|数", ColumnRole::Value),
    ("unit|单位|计量单位|量词", ColumnRole::Unit),
    ("window|时段|时间|期间|统计期|时间范围|口径", ColumnRole::Window),
    ("source|来源|数据来源|出处|提供单位", ColumnRole::Source),
    ("note|备注|说明|注", ColumnRole::Note),
];

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^((?:19|20)\d\d)(?:年(?:度|末|底)?)?$|^((?:19|20)\d\d)[-年./](\d{1,2})月?$")
        .expect("a constant")
});
static WITH_UNIT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(.+?)\s*[（(/]([^（）()]{1,8})[）)]?$").expect("a constant"));
static NUMBERING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:序号|编号|№|no\\.?|#)$").expect("a constant"));

/// The head of a sheet. `map` names columns that have names of their own: `label: 工作内容`.
#[must_use]
pub(super) fn head(grid: &SheetGrid, map: &BTreeMap<String, String>) -> Option<SheetHead> {
    let first = grid.rows.iter().position(|row| is_head(row, map))?;
    let (row, names) = names(grid, first, map);
    let mut roles: Vec<ColumnRole> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let role = role(name, map, grid, row, index);
        let is_taken = !matches!(role, ColumnRole::Period(_) | ColumnRole::Indicator(..) | ColumnRole::Other)
            && roles.contains(&role);
        roles.push(if is_taken { indicator(name) } else { role });
    }
    if !roles.contains(&ColumnRole::Label) {
        let is_text = |index: &usize| {
            roles[*index] == ColumnRole::Other && !NUMBERING.is_match(&names[*index].to_lowercase())
        };
        let first = (0..roles.len()).find(is_text)?;
        roles[first] = ColumnRole::Label;
    }
    let above = grid.rows[..first]
        .iter()
        .map(|row| row.iter().map(SheetCell::text).collect::<Vec<_>>().join(" ").trim().to_owned());
    Some(SheetHead { row, roles, above: above.filter(|text| !text.is_empty()).collect() })
}

/// The names of the columns, and the last row of the head. Below a name that is merged across columns, a second row divides it.
fn names(grid: &SheetGrid, first: usize, map: &BTreeMap<String, String>) -> (usize, Vec<String>) {
    let texts = |row: &[SheetCell]| -> Vec<String> {
        row.iter().map(|cell| cell.text().replace(['\n', '\r'], "")).collect()
    };
    let mut names = texts(&grid.rows[first]);
    let wide: Vec<(usize, usize)> =
        grid.wide.iter().filter(|(row, ..)| *row == first).map(|(_, from, to)| (*from, *to)).collect();
    let Some(below) = grid.rows.get(first + 1).filter(|row| !wide.is_empty() && is_head(row, map)) else {
        return (first, names);
    };
    for (from, to) in wide {
        let name = names.get(from).cloned().unwrap_or_default();
        names.iter_mut().take(to + 1).skip(from).for_each(|column| column.clone_from(&name));
    }
    for (name, part) in names.iter_mut().zip(texts(below)) {
        if *name != part {
            name.push_str(&part);
        }
    }
    (first + 1, names)
}

/// Whether a row is the head: two cells or more, none of which is an amount (but perhaps a year) or states something after a colon.
fn is_head(row: &[SheetCell], map: &BTreeMap<String, String>) -> bool {
    let filled: Vec<String> = row.iter().map(SheetCell::text).filter(|text| !text.is_empty()).collect();
    let is_mapped = !map.is_empty() && map.values().any(|name| filled.contains(name));
    let is_name = |text: &String| {
        !text.contains(['：', ':'])
            && (PERIOD.is_match(text) || amount(&SheetCell::Text(text.clone())).is_none())
    };
    is_mapped || map.is_empty() && filled.len() > 1 && filled.iter().all(is_name)
}

fn role(
    name: &str,
    map: &BTreeMap<String, String>,
    grid: &SheetGrid,
    row: usize,
    index: usize,
) -> ColumnRole {
    let plain = name.trim().to_lowercase().replace(char::is_whitespace, "");
    if let Some((key, _)) = map.iter().find(|(_, mapped)| mapped.trim() == name.trim()) {
        return by_name(key).unwrap_or(ColumnRole::Other);
    }
    if let Some(period) = period(&plain) {
        return ColumnRole::Period(period);
    }
    if let Some(role) = by_name(&plain) {
        return role;
    }
    let (mut many, mut amounts) = (0, 0);
    for cell in grid.rows[row + 1..].iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_empty()) {
        (many, amounts) = (many + 1, amounts + usize::from(amount(cell).is_some()));
    }
    if NUMBERING.is_match(&plain) || name.is_empty() || amounts * 2 <= many {
        ColumnRole::Other
    } else {
        indicator(name)
    }
}

fn by_name(name: &str) -> Option<ColumnRole> {
    NAMES.iter().find(|(names, _)| names.split('|').any(|known| known == name)).map(|(_, role)| role.clone())
}

/// `2023`, `2023年` → `2023`; `2023年5月` → `2023-05`
fn period(name: &str) -> Option<String> {
    let found = PERIOD.captures(name)?;
    let month = found.get(3).and_then(|month| month.as_str().parse::<u8>().ok());
    let year = found.get(1).or(found.get(2))?.as_str();
    Some(month.map_or(year.to_owned(), |month| format!("{year}-{month:02}")))
}

/// 户数（户） → 户数, in 户
fn indicator(name: &str) -> ColumnRole {
    match WITH_UNIT.captures(name.trim()) {
        Some(found) => ColumnRole::Indicator(found[1].trim().to_owned(), Some(found[2].trim().to_owned())),
        None => ColumnRole::Indicator(name.trim().to_owned(), None),
    }
}
