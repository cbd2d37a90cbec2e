//! The name of a row: what its columns of names say, and whether the row is a total.

use super::column_name::{ColumnRole, NUMBERING};
use super::columns::SheetHead;
use super::grid::SheetCell;
use super::totals::{TotalOf, is_average, is_whole, total_word};
use super::unit::divided;
use crate::language::is_han;
use crate::words::Remark;
use crate::words::import as words;

/// What a row is called.
#[derive(Debug, Default)]
pub(super) struct RowName {
    /// 东河镇春播面积; empty if the row has no name.
    pub label: String,
    /// The same as a key: 东河镇.春播面积.
    pub key: String,
    /// The unit that is written beside the name.
    pub unit: Option<String>,
    /// Which rows it adds up, if it is a total.
    pub total: Option<TotalOf>,
    /// What each column of names says; of a total, only what says what it is the total of.
    pub texts: Vec<String>,
    /// Whether it is a part of a row above it: 其中：女.
    pub is_among: bool,
    /// Whether it is the average of others: 全县平均.
    pub is_average: bool,
    pub doubts: Vec<Remark>,
}

/// The names that stood last in each column of names.
#[derive(Debug, Default)]
pub(super) struct NamesAbove(Vec<String>);

impl NamesAbove {
    /// The name of a row.
    pub(super) fn of(&mut self, row: &[SheetCell], head: &SheetHead) -> RowName {
        let of_names = || head.roles.iter().enumerate().filter(|(_, role)| **role == ColumnRole::Name);
        let text = |column: usize| row.get(column).map(SheetCell::text).unwrap_or_default();
        let mut texts: Vec<String> =
            of_names().map(|(column, _)| of_year(unspaced(text(column)), &head.names[column])).collect();
        let mut name = RowName::default();
        if let Some((word, total)) = total_of(row, head) {
            // A name above a total is not that of the total, nor of what follows it.
            self.0.clear();
            name.total = Some(total);
            name.texts.clone_from(&texts);
            let is_word = |text: &String| total_word(text).is_some() || is_whole(text);
            let totals = texts.iter_mut().filter(|text| is_word(text));
            totals.for_each(|text| text.retain(|character| !character.is_whitespace())); // 合　计
            match texts.iter().position(is_word) {
                Some(at) => name.texts.iter_mut().take(at + 1).for_each(String::clear),
                None => texts.insert(0, word),
            }
        } else {
            self.fill(&mut texts, &mut name.doubts);
            name.texts.clone_from(&texts);
        }
        let filled = texts.iter().filter(|text| !text.is_empty());
        for text in filled {
            let (own, unit) = divided(text);
            name.unit = unit.or(name.unit.take());
            name.is_among |= own.starts_with("其中");
            name.is_average |= is_average(&own);
            name.label = joined(&name.label, &own);
            let piece = own.replace('.', "");
            name.key = if name.key.is_empty() { piece } else { format!("{}.{piece}", name.key) };
        }
        if name.label.is_empty() {
            name.doubts.push(words::nameless_row());
        }
        if name.is_average {
            name.doubts.push(words::average_row());
        }
        if head.has_names_apart {
            name.doubts.push(words::names_apart());
        }
        name
    }

    /// Fills in what stands above for the columns before the last name of the row, which may have been merged.
    fn fill(&mut self, texts: &mut [String], doubts: &mut Vec<Remark>) {
        self.0.resize(texts.len(), String::new());
        let Some(last) = texts.iter().rposition(|text| !text.is_empty()) else { return };
        for (column, text) in texts.iter_mut().enumerate() {
            if !text.is_empty() {
                self.0[column].clone_from(text);
                self.0[column + 1..].iter_mut().for_each(String::clear);
            } else if column < last {
                if self.0[column].is_empty() {
                    doubts.push(words::nameless_column());
                } else {
                    text.clone_from(&self.0[column]);
                    doubts.push(words::name_from_above(text));
                }
            }
        }
    }
}

/// The word of a total in a row: in a column of names, or alone in one of running numbers or words.
fn total_of(row: &[SheetCell], head: &SheetHead) -> Option<(String, TotalOf)> {
    let mut cells = head.roles.iter().zip(&head.names).zip(row);
    cells.find_map(|((role, name), cell)| {
        let text = cell.text();
        let whole = (*role == ColumnRole::Name && is_whole(&text)).then_some(TotalOf::All);
        let total = total_word(&text).or(whole)?;
        let is_word = NUMBERING.is_match(&name.to_lowercase()) || text.chars().count() <= 6;
        let counts = *role == ColumnRole::Name
            || matches!(role, ColumnRole::Other | ColumnRole::Unit | ColumnRole::Key) && is_word;
        counts.then_some((text.replace(char::is_whitespace, ""), total))
    })
}

/// A name written with spaces between its characters, without them: 南 山 镇 → 南山镇.
fn unspaced(text: String) -> String {
    let is_single = |piece: &str| {
        let mut characters = piece.chars();
        characters.next().is_some_and(is_han) && characters.next().is_none()
    };
    let is_apart = text.split(' ').count() > 2 && text.split(' ').all(is_single);
    if is_apart { text.replace(' ', "") } else { text }
}

/// The name of a row that is a year, which may stand there as a number: 2024 → 2024年.
fn of_year(text: String, column: &str) -> String {
    let is_year = text.len() == 4 && text.starts_with(['1', '2']) && text.parse::<u16>().is_ok();
    if is_year && column.contains('年') { text + "年" } else { text }
}

/// Two names as one: 东河镇培训; Donghe: training.
#[must_use]
pub(super) fn joined(one: &str, other: &str) -> String {
    let touches = |character: Option<char>| character.is_some_and(is_han);
    if one.is_empty() || other.is_empty() || touches(one.chars().next_back()) || touches(other.chars().next())
    {
        format!("{one}{other}")
    } else {
        format!("{one}: {other}")
    }
}
