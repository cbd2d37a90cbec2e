//! Charts: a kind, and figures, their parts, their series, or a table as written.

use indexmap::IndexSet;

use super::ExhibitReading;
use crate::fields::{self, Fields, KeyValue, NodeKind};
use crate::model::exhibit::{ChartData, ChartKind, Shape, Table};
use crate::words::{exhibits, narrative};

/// Where a chart may have its data from.
const SOURCES: [&str; 4] = ["figures", "parts", "series", "data"];

/// How many cells a chart's table may have.
const CELL_LIMIT: usize = 20_000;

/// Reads a chart.
pub(crate) fn shape(fields: &Fields, reading: &mut ExhibitReading) -> Option<Shape> {
    let said: Vec<&str> = SOURCES.into_iter().filter(|key| fields.get(key).is_some()).collect();
    let unit = fields.text("unit", reading.notes).unwrap_or_default();
    reading.needed(fields, "kind")?;
    let kind = fields.word("kind", &ChartKind::ALL, reading.notes)?;
    let data = match said.as_slice() {
        ["figures"] => ChartData::Figures(reading.needed_entries(fields, "figures")),
        ["parts"] => ChartData::Parts(reading.needed_entries(fields, "parts")),
        ["series"] => ChartData::Series(reading.needed_entries(fields, "series")),
        ["data"] => ChartData::Table(table(fields, unit, reading)?),
        _ => {
            reading.notes.error(fields.span, exhibits::one_source_of_data());
            return None;
        }
    };
    Some(Shape::Chart(kind, data))
}

/// `data: {甲: 3, 乙: 5}`, or, with several columns, `data: {甲: {2024: 3, 2025: 5}}`.
fn table(fields: &Fields, unit: String, reading: &mut ExhibitReading) -> Option<Table> {
    let mut table = Table::default();
    let mut columns = IndexSet::new();
    let node = fields.get("data")?;
    let NodeKind::Mapping(rows) = &node.kind else {
        super::wanted_list(node, reading.notes);
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
        // Checked for each row: if every row had a column of its own, the table would grow with the square of the rows.
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
    cells: &mut Vec<Option<crate::model::figure::Number>>,
    name: &'n str,
    entry: &KeyValue,
    reading: &mut ExhibitReading,
) {
    let (column, _) = columns.insert_full(name);
    cells.resize(cells.len().max(column + 1), None);
    cells[column] = fields::number_of(entry, reading.notes);
}
