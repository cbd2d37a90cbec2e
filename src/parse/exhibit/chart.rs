//! Charts: a kind, and figures, their parts, their series, or a table as written.

use super::super::shape::{self, Fields};
use super::super::site;
use super::super::yaml::{Entry, Kind};
use super::Reading;
use crate::model::exhibit::{ChartData, ChartKind, Shape, Table};
use crate::words::exhibits;

/// The keys of a chart besides the common ones, of which `kind` is one.
pub const KEYS: [&str; 5] = ["figures", "parts", "series", "data", "unit"];

/// Reads a chart.
pub fn shape(fields: &Fields, reading: &mut Reading) -> Option<Shape> {
    reading.needed(fields, "kind")?;
    let kind = site::word(fields, "kind", &ChartKind::ALL, reading.notes)?;
    let said: Vec<&str> = KEYS[..4].iter().copied().filter(|key| fields.get(key).is_some()).collect();
    let data = match said.as_slice() {
        ["figures"] => ChartData::Figures(reading.needed_entries(fields, "figures")),
        ["parts"] => ChartData::Parts(reading.needed_entries(fields, "parts")),
        ["series"] => ChartData::Series(reading.needed_entries(fields, "series")),
        ["data"] => ChartData::Table(table(fields, reading)?),
        _ => {
            reading.notes.error(fields.span, exhibits::one_source_of_data());
            return None;
        }
    };
    Some(Shape::Chart(kind, data))
}

/// `data: {甲: 3, 乙: 5}`, or, with several columns, `data: {甲: {2024: 3, 2025: 5}}`.
fn table(fields: &Fields, reading: &mut Reading) -> Option<Table> {
    let mut table = Table::default();
    let node = fields.get("data")?;
    let Kind::Mapping(rows) = &node.kind else {
        super::wanted_list(node, reading.notes);
        return None;
    };
    for row in rows {
        let mut cells = vec![None; table.columns.len()];
        match &row.value.kind {
            Kind::Mapping(columns) => {
                for column in columns {
                    put(&mut table.columns, &mut cells, &column.key, column, reading);
                }
            }
            Kind::Scalar { .. } | Kind::List(_) => put(&mut table.columns, &mut cells, "", row, reading),
        }
        table.rows.push(row.key.clone());
        table.cells.push(cells);
    }
    table.units = vec![fields.text("unit", reading.notes).unwrap_or_default(); table.rows.len()];
    let width = table.columns.len();
    table.cells.iter_mut().for_each(|cells| cells.resize(width, None));
    Some(table)
}

fn put(
    columns: &mut Vec<String>,
    cells: &mut Vec<Option<crate::model::figure::Number>>,
    name: &str,
    entry: &Entry,
    reading: &mut Reading,
) {
    let column = columns.iter().position(|column| column == name).unwrap_or_else(|| {
        columns.push(name.to_owned());
        columns.len() - 1
    });
    cells.resize(columns.len(), None);
    cells[column] = shape::number_of(entry, reading.notes);
}
