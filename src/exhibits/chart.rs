//! `chart`: figures, their parts, their series, or a table as written, drawn as bars, lines or shares. Numbers on one
//! scale must have the same unit, and shares must add up to 100%.

use indexmap::IndexSet;
use rust_decimal::Decimal;

use super::diagram::{ChartKind, Diagram};
use super::prelude::*;
use super::table::{Table, TableNumber};
use super::training::not_a_hundred;
use crate::fields::{self, KeyShape, KeyValue, NodeKind};
use crate::language::Unit;
use crate::words::exhibits::one_source_of_data;
use crate::words::narrative;

/// The keys that a chart may get its data from.
const SOURCES: [&str; 4] = ["figures", "parts", "series", "data"];

/// How many cells a chart's table may have.
const CELL_LIMIT: usize = 20_000;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chart {
    pub kind: ChartKind,
    pub data: ChartData,
}

/// The data of a chart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum ChartData {
    /// Figures by key.
    Figures(Vec<Entry>),
    /// The parts of figures.
    Parts(Vec<Entry>),
    /// The series of figures.
    Series(Vec<Entry>),
    /// A table as written.
    Table(Table),
}

impl Chart {
    /// The names of its colours, unless the drawing contains them.
    fn legend<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Option<&'e [String]> {
        let columns = &exhibit.table.columns;
        let is_named = matches!(self.kind, ChartKind::Stack | ChartKind::Bar) && columns.len() > 1;
        is_named.then_some(columns)
    }

    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Option<Self> {
        for key in ["figures", "parts", "series"] {
            reading.declare_entries(fields, key);
        }
        fields.declare("data", data_shape);
        let sources: Vec<&str> = SOURCES.into_iter().filter(|key| fields.get(key).is_some()).collect();
        let unit = Unit::word(&fields.text("unit", reading.notes).unwrap_or_default());
        fields.declare("kind", || KeyShape::words(&ChartKind::ALL));
        reading.needed(fields, "kind")?;
        let kind = fields.word("kind", &ChartKind::ALL, reading.notes)?;
        let data = match sources.as_slice() {
            ["figures"] => ChartData::Figures(reading.needed_entries(fields, "figures")),
            ["parts"] => ChartData::Parts(reading.needed_entries(fields, "parts")),
            ["series"] => ChartData::Series(reading.needed_entries(fields, "series")),
            ["data"] => ChartData::Table(table(fields, unit, reading)?),
            _ => {
                reading.notes.error(fields.span, one_source_of_data());
                return None;
            }
        };
        Some(Self { kind, data })
    }

    /// Rows in different units cannot share a scale; in small multiples each has its own.
    fn prove_scale(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        if self.kind != ChartKind::SmallMultiples && !exhibit.table.has_one_unit() {
            let units = exhibit.table.units.iter().map(|unit| unit.name(exhibit.language));
            let units = units.collect::<Vec<_>>().join("、");
            let zh = format!("单位不一（{units}），不能画在同一把尺上");
            let en = format!("different units ({units}) on one scale");
            notes.error(exhibit.at, not_so("chart-units", zh, en));
        }
    }
}

/// Shares in per cent must add up to 100, and no share may be negative.
fn prove_shares(exhibit: ResolvedExhibit, notes: &mut Notes) {
    let amounts = || exhibit.table.cells.iter().flatten().flatten().map(|number| number.amount);
    if amounts().any(|amount| amount.is_sign_negative() && !amount.is_zero()) {
        let (zh, en) = ("占比图里有负数", "a share cannot be negative");
        notes.error(exhibit.at, not_so("share-negative", zh.to_owned(), en.to_owned()));
    }
    let is_in_per_cent = exhibit.table.units.first().is_some_and(Unit::is_per_cent);
    let sum = amounts().try_fold(Decimal::ZERO, Decimal::checked_add);
    if let Some(sum) = sum.filter(|sum| is_in_per_cent && *sum != Decimal::ONE_HUNDRED) {
        notes.error(exhibit.at, not_a_hundred(sum));
    }
}

/// A number for each row, or for each column of each row.
fn data_shape() -> KeyShape {
    KeyShape::free(KeyShape::AnyOf(vec![KeyShape::Number, KeyShape::free(KeyShape::Number)]))
}

/// `data: {甲: 3, 乙: 5}`, or, with several columns, `data: {甲: {2024: 3, 2025: 5}}`.
fn table(fields: &Fields, unit: Unit, reading: &mut ExhibitReading) -> Option<Table> {
    let mut table = Table::default();
    let mut columns = IndexSet::new();
    let node = fields.get("data")?;
    let NodeKind::Mapping(rows) = &node.kind else {
        fields::report_no_mapping(node, "data: {a: 3, b: 5}", reading.notes);
        return None;
    };
    for row in rows {
        let mut cells = Vec::new();
        match &row.value.kind {
            NodeKind::Mapping(entries) => {
                for column in entries {
                    put(&mut columns, &mut cells, &column.key, column, reading);
                }
            }
            NodeKind::Scalar { .. } | NodeKind::List(_) => put(&mut columns, &mut cells, "", row, reading),
        }
        table.rows.push(row.key.clone());
        table.cells.push(cells);
        // Checked for each row: if every row had a column of its own, the table would grow quadratically.
        if columns.len().saturating_mul(table.rows.len()) > CELL_LIMIT {
            reading.notes.error(node.span, narrative::table_too_large(CELL_LIMIT));
            return None;
        }
    }
    table.units = vec![unit; table.rows.len()];
    table.columns = columns.into_iter().map(str::to_owned).collect();
    let width = table.columns.len();
    table.cells.iter_mut().for_each(|cells| cells.resize(width, None));
    Some(table)
}

fn put<'n>(
    columns: &mut IndexSet<&'n str>,
    cells: &mut Vec<Option<TableNumber>>,
    name: &'n str,
    entry: &KeyValue,
    reading: &mut ExhibitReading,
) {
    let (column, _) = columns.insert_full(name);
    cells.resize(cells.len().max(column + 1), None);
    cells[column] = fields::number_of(entry, reading.notes).map(|number| TableNumber::new(number, &[]));
}

impl ExhibitKind for Chart {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        self.prove_scale(exhibit, notes);
        if self.kind == ChartKind::Share {
            prove_shares(exhibit, notes);
        }
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let legend = self.legend(exhibit).map(|names| SketchPart::line(&names.join("　　　"), 0));
        legend.into_iter().chain(self.diagram(exhibit).map(SketchPart::Drawing)).collect()
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        json!(self.legend(setting.exhibit).unwrap_or_default())
    }

    fn diagram<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Option<Diagram<'e>> {
        Some(Diagram::Chart(self.kind, exhibit.table))
    }

    fn table(&self, exhibit: ResolvedExhibit) -> TextTable {
        let table = exhibit.table;
        let is_named = table.columns.iter().any(|column| !column.is_empty());
        let head = if is_named { [vec![String::new()], table.columns.clone()].concat() } else { Vec::new() };
        let row = |(index, name): (usize, &String)| {
            let cell = |number: &Option<TableNumber>| match number {
                Some(number) => table.language.number(number, &table.units[index], &number.about),
                None => "—".to_owned(),
            };
            [vec![name.clone()], table.cells[index].iter().map(cell).collect()].concat()
        };
        TextTable { head, rows: table.rows.iter().enumerate().map(row).collect() }
    }
}
