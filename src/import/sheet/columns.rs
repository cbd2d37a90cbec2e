//! The head of a sheet: where it is, which column says what, and what stands above it.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::amount;
use super::column_name::{
    ColumnRole, NUMBERING, ValueName, by_name, is_of_persons, is_period, is_private, is_well_known,
    says_nothing,
};
use super::dates::{is_month, is_of_time};
use super::grid::{SheetCell, SheetGrid};
use super::totals::total_word;
use super::unit::{is_office, is_unit};

/// Something that rows have values of: a column, or a column for each period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// Its own name; empty if the row says all.
    pub name: String,
    pub unit: Option<String>,
    /// The columns, each with its period; a single value has none.
    pub columns: Vec<(usize, Option<String>)>,
}

/// A sheet's head.
#[derive(Debug)]
pub(super) struct SheetHead {
    /// The last row of the head: below it are the values.
    pub row: usize,
    /// The names of the columns, as they are written.
    pub names: Vec<String>,
    pub roles: Vec<ColumnRole>,
    pub measures: Vec<Measure>,
    /// What stands above it.
    pub above: Vec<String>,
    /// Whether a row has names after its numbers too, so that it may be two rows side by side.
    pub has_names_apart: bool,
}

/// Where the head of a sheet is.
#[derive(Debug)]
pub(super) struct HeadPlace {
    /// Its first row, and its last: below it are the values.
    pub first: usize,
    pub row: usize,
    pub names: Vec<String>,
    /// The units that a row below the names states.
    units: Vec<Option<String>>,
}

/// The head of a sheet. `map` names columns that have names of their own: `label: 工作内容`.
#[must_use]
pub(super) fn head(grid: &SheetGrid, map: &BTreeMap<String, String>) -> Option<SheetHead> {
    let HeadPlace { first, row, names, units } = HeadPlace::of(grid, map)?;
    let below = &grid.rows[row + 1..];
    let mut roles: Vec<ColumnRole> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let role = role(name, map, below, index);
        let may_repeat =
            matches!(role, ColumnRole::Name | ColumnRole::Values | ColumnRole::Private | ColumnRole::Other);
        roles.push(if may_repeat || !roles.contains(&role) { role } else { ColumnRole::Other });
    }
    settle_office(&names, &mut roles, below);
    if !settle_names(&names, &mut roles, below) {
        return None;
    }
    let values = |(index, role): (usize, &ColumnRole)| {
        let is_mapped = map.get("value").is_some_and(|name| name.trim() == names[index].trim());
        let named = ValueName::of(&names[index], is_mapped);
        let unit = named.unit.clone().or_else(|| units.get(index).cloned().flatten());
        (*role == ColumnRole::Values).then_some((index, ValueName { unit, ..named }))
    };
    let has_names_apart = has_names_apart(&names, &roles);
    let values: Vec<(usize, ValueName)> = roles.iter().enumerate().filter_map(values).collect();
    let measures = measures(&values);
    let above = grid.rows[..first]
        .iter()
        .map(|row| row.iter().map(SheetCell::text).collect::<Vec<_>>().join(" ").trim().to_owned());
    let above = above.filter(|text| !text.is_empty()).collect();
    Some(SheetHead { row, names, roles, measures, above, has_names_apart })
}

/// Whether the columns are names, numbers, names and numbers again: two tables may be side by side.
fn has_names_apart(names: &[String], roles: &[ColumnRole]) -> bool {
    let is_name = |index: &usize| roles[*index] == ColumnRole::Name && by_name(&names[*index]).is_some();
    let is_values = |index: &usize| roles[*index] == ColumnRole::Values;
    let Some(first) = (0..roles.len()).find(is_values) else { return false };
    let Some(name) = (first..roles.len()).find(is_name) else { return false };
    (0..first).any(|index| roles[index] == ColumnRole::Name)
        && (name..roles.len()).any(|index| is_values(&index))
}

impl HeadPlace {
    pub(super) fn of(grid: &SheetGrid, map: &BTreeMap<String, String>) -> Option<Self> {
        let first = first_row(grid, map)?;
        let (row, names) = names(grid, first);
        let units = grid.rows.get(row + 1).and_then(|below| units(&names, below));
        let row = row + usize::from(units.is_some());
        Some(Self { first, row, names, units: units.unwrap_or_default() })
    }
}

/// The units of a row of units below the names: 万亩, 万吨, 公斤/亩; `None` if it is a row of another kind.
fn units(names: &[String], row: &[SheetCell]) -> Option<Vec<Option<String>>> {
    let texts: Vec<String> = row
        .iter()
        .map(|cell| cell.text().trim_matches(['（', '）', '(', ')', '—', '-', '/']).to_owned())
        .collect();
    let first = names.iter().position(|name| !name.is_empty())?;
    let is_said = |(column, text): (usize, &String)| {
        text.is_empty() || matches!(text.as_str(), "单位" | "计量单位") || column > first && is_unit(text)
    };
    let units: Vec<Option<String>> =
        texts.iter().map(|text| Some(text.clone()).filter(|text| is_unit(text))).collect();
    let many = units.iter().flatten().count();
    let is_enough = many > 1 || many == 1 && names.iter().filter(|name| !name.is_empty()).count() == 2;
    (is_enough && texts.iter().enumerate().all(is_said)).then_some(units)
}

/// The first row of the head: of the rows of names before the first numbers, the first with a name that is known.
fn first_row(grid: &SheetGrid, map: &BTreeMap<String, String>) -> Option<usize> {
    if !map.is_empty() {
        let is_mapped =
            |row: &Vec<SheetCell>| row.iter().any(|cell| map.values().any(|name| *name == cell.text()));
        return grid.rows.iter().position(is_mapped);
    }
    let start = grid.rows.iter().position(|row| is_head(row))?;
    let end = grid.rows[start..].iter().position(|row| row.iter().any(is_number));
    let end = end.map_or(grid.rows.len(), |end| start + end);
    let candidates: Vec<usize> = (start..end).filter(|row| is_head(&grid.rows[*row])).collect();
    let known = |row: &&usize| grid.rows[**row].iter().any(|cell| is_well_known(&cell.text()));
    let mut first = candidates.iter().find(known).or(candidates.first()).copied()?;
    while candidates.contains(&first.wrapping_sub(1)) && hangs_from(&grid.rows[first - 1], &grid.rows[first])
    {
        first -= 1;
    }
    Some(first)
}

/// Whether a row divides the names of the row above it, one of which is merged down over it: 片区 beside 小学 above 2025年, 2026年.
fn hangs_from(above: &[SheetCell], row: &[SheetCell]) -> bool {
    let names: Vec<String> = above.iter().map(SheetCell::text).collect();
    let is_merged = |(column, name): (usize, &String)| {
        !name.is_empty() && row.get(column).is_none_or(SheetCell::is_empty)
    };
    names.iter().enumerate().any(is_merged) && divides(&names, row)
}

/// Whether a cell is a number, and no name of a column.
pub(super) fn is_number(cell: &SheetCell) -> bool {
    !is_name(&cell.text()) && amount(cell).is_some()
}

/// Whether a row is the head: two cells or more, none of which is an amount (but perhaps a year) or states something after a colon.
pub(super) fn is_head(row: &[SheetCell]) -> bool {
    let filled: Vec<String> = row.iter().map(SheetCell::text).filter(|text| !text.is_empty()).collect();
    filled.len() > 1 && filled.iter().all(|text| is_name(text))
}

/// Whether a text may be the name of a column: 2024年培训（人次） begins with a number, and is one.
fn is_name(text: &str) -> bool {
    let outside = text.strip_prefix("其中").map_or(text, |rest| rest.trim_start_matches(['：', ':']));
    let outside = outside.split(['（', '(']).next().unwrap_or_default();
    let named = ValueName::of(text, false);
    let is_amount = amount(&SheetCell::Text(text.to_owned())).is_some();
    !outside.contains(['：', ':'])
        && (!is_amount
            || is_period(text)
            || (named.unit.is_some() || named.period.is_some()) && named.name.contains(char::is_alphabetic)
            || text.ends_with("以下"))
}

/// The names of the columns, and the last row of the head. A second row divides the names of the first; the cells of the first
/// that it fills are empty, because a name was merged over them.
fn names(grid: &SheetGrid, first: usize) -> (usize, Vec<String>) {
    let texts = |row: usize| -> Vec<String> { grid.rows[row].iter().map(SheetCell::text).collect() };
    let (mut row, mut names) = (first, texts(first));
    while row + 1 < grid.rows.len()
        && units(&names, &grid.rows[row + 1]).is_none()
        && divides(&names, &grid.rows[row + 1])
    {
        let below = texts(row + 1);
        names.resize(names.len().max(below.len()), String::new());
        let mut group = String::new();
        for (name, part) in names.iter_mut().zip(below) {
            if !name.is_empty() {
                group.clone_from(name);
            }
            if !part.is_empty() && *name != part {
                *name = format!("{group}{part}");
            }
        }
        row += 1;
    }
    (row, names)
}

/// Whether a row goes on with the names above it: it has names only, one of them where there is none above; and where there is
/// one, that is the name of several columns, or the same.
fn divides(names: &[String], row: &[SheetCell]) -> bool {
    let texts: Vec<String> = row.iter().map(SheetCell::text).collect();
    let is_filled = |column: usize| texts.get(column).is_some_and(|text| !text.is_empty());
    let is_unnamed = |column: usize| names.get(column).is_none_or(String::is_empty);
    let is_wide = |column: usize| is_unnamed(column + 1) && is_filled(column + 1);
    let fits = |column: usize| {
        is_name(&texts[column]) && (is_unnamed(column) || names[column] == texts[column] || is_wide(column))
    };
    let filled: Vec<usize> = (0..texts.len()).filter(|column| is_filled(*column)).collect();
    filled.len() > 1
        && filled.iter().any(|column| is_unnamed(*column))
        && filled.iter().all(|column| fits(*column))
}

fn role(name: &str, map: &BTreeMap<String, String>, below: &[Vec<SheetCell>], index: usize) -> ColumnRole {
    if let Some((key, _)) = map.iter().find(|(_, mapped)| mapped.trim() == name.trim()) {
        return by_name(key).unwrap_or(ColumnRole::Other);
    }
    if is_private(name) {
        return ColumnRole::Private;
    }
    if is_period(name) {
        return ColumnRole::Values;
    }
    let cells = || below.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_empty());
    let is_bare = ValueName::of(name, false).unit.is_none();
    let is_of_months = cells().next().is_some() && cells().all(is_month);
    match by_name(name) {
        Some(ColumnRole::Values) if is_bare && is_of_months => return ColumnRole::Other,
        Some(role) => return role,
        None if is_bare && (is_of_time(name) || is_of_months) => return ColumnRole::Other,
        None => {}
    }
    let amounts = cells().filter(|cell| amount(cell).is_some()).count();
    let is_of_numbers = amounts * 2 > cells().count();
    let is_counted = cells().any(|cell| amount(cell).is_some()) && ValueName::of(name, false).unit.is_some();
    if NUMBERING.is_match(&name.to_lowercase()) || name.is_empty() || !is_of_numbers && !is_counted {
        ColumnRole::Other
    } else {
        ColumnRole::Values
    }
}

/// 单位 is the unit of each row, or the office that it is about: its cells tell.
fn settle_office(names: &[String], roles: &mut [ColumnRole], below: &[Vec<SheetCell>]) {
    let Some(index) = roles.iter().position(|role| *role == ColumnRole::Unit) else { return };
    let texts: Vec<String> = texts(below, index).collect();
    let offices = texts.iter().filter(|text| is_office(text)).count();
    let units = texts.iter().filter(|text| is_unit(text)).count();
    let is_only_name = names[index] == "单位" && !roles.contains(&ColumnRole::Name) && units == 0;
    if offices > units || is_only_name {
        roles[index] = ColumnRole::Name;
    }
}

/// Settles which columns name the rows; there must be one. Columns of words before the numbers are added until the names differ.
fn settle_names(names: &[String], roles: &mut [ColumnRole], below: &[Vec<SheetCell>]) -> bool {
    let values = roles.iter().position(|role| *role == ColumnRole::Values).unwrap_or(roles.len());
    let is_of_words = |roles: &[ColumnRole], index: &usize| {
        roles[*index] == ColumnRole::Other
            && !names[*index].is_empty()
            && !NUMBERING.is_match(&names[*index].to_lowercase())
            && !is_of_persons(&names[*index])
            && texts(below, *index).next().is_some()
    };
    if !roles.contains(&ColumnRole::Name) {
        let Some(first) = (0..roles.len()).find(|index| is_of_words(roles, index)) else { return false };
        roles[first] = ColumnRole::Name;
    }
    let more: Vec<usize> = (0..values).filter(|index| is_of_words(roles, index)).collect();
    for index in more {
        if has_distinct_names(roles, below) {
            break;
        }
        roles[index] = ColumnRole::Name;
    }
    true
}

/// Whether no two rows have the same name; totals apart.
fn has_distinct_names(roles: &[ColumnRole], below: &[Vec<SheetCell>]) -> bool {
    let mut seen = BTreeSet::new();
    let name = |row: &Vec<SheetCell>| -> Vec<String> {
        let named = row.iter().zip(roles).filter(|(_, role)| **role == ColumnRole::Name);
        named.map(|(cell, _)| cell.text()).collect()
    };
    let named = below.iter().map(name).filter(|name| name.iter().any(|text| !text.is_empty()));
    let mut named = named.filter(|name| !name.iter().any(|text| total_word(text).is_some()));
    named.all(|name| seen.insert(name))
}

/// The texts of a column that are not empty.
fn texts(below: &[Vec<SheetCell>], index: usize) -> impl Iterator<Item = String> {
    below.iter().filter_map(move |row| row.get(index)).map(SheetCell::text).filter(|text| !text.is_empty())
}

/// What the columns of numbers measure: columns of one name and several periods are one series.
fn measures(values: &[(usize, ValueName)]) -> Vec<Measure> {
    let mut measures: Vec<Measure> = Vec::new();
    let is_alone = |named: &ValueName| {
        let same = |(_, other): &&(usize, ValueName)| other.name == named.name && other.unit == named.unit;
        values.iter().filter(same).filter(|(_, other)| other.period.is_some()).count() < 2
    };
    let is_year =
        |named: &ValueName| named.period.as_deref().is_some_and(|period| !period.ends_with(['月', '度']));
    let has_years = values.iter().any(|(_, named)| named.name.is_empty() && is_year(named));
    for (column, named) in values {
        // Among years, a month is no period of theirs.
        let is_apart = has_years && named.name.is_empty() && !is_year(named);
        if named.period.is_none() || is_apart || !named.name.is_empty() && is_alone(named) {
            let name = if named.period.is_some() { named.whole.clone() } else { named.name.clone() };
            measures.push(Measure { name, unit: named.unit.clone(), columns: vec![(*column, None)] });
            continue;
        }
        let series = measures.iter_mut().find(|measure| {
            let is_series = measure.columns.iter().all(|(_, period)| period.is_some());
            let is_free = measure.columns.iter().all(|(_, period)| *period != named.period);
            is_series && is_free && measure.name == named.name && measure.unit == named.unit
        });
        let column = (*column, named.period.clone());
        match series {
            Some(measure) => measure.columns.push(column),
            None => measures.push(Measure {
                name: named.name.clone(),
                unit: named.unit.clone(),
                columns: vec![column],
            }),
        }
    }
    settle_single(&mut measures);
    measures
}

/// Among others a column of numbers needs its name: 人数 is enough where it is the only one.
fn settle_single(measures: &mut [Measure]) {
    let is_general = |measure: &Measure| by_name(&measure.name) == Some(ColumnRole::Values);
    if let [only] = measures {
        if is_general(only) {
            only.name.clear();
        }
        return;
    }
    let is_free = measures.iter().all(|measure| !measure.name.is_empty());
    if let Some(first) = measures.iter_mut().find(|measure| is_free && says_nothing(&measure.name)) {
        first.name.clear();
    }
}
