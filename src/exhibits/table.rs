//! A table of numbers.

use std::ops::Deref;

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

use crate::fields::Number;
use crate::language::{About, TextLanguage, Unit};

/// A number of a table, and how exact it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TableNumber {
    /// The number.
    pub number: Number,
    /// 余, 近, 至少 …
    pub about: Vec<About>,
}

impl TableNumber {
    /// A number with its qualifiers.
    #[must_use]
    pub(crate) fn new(number: Number, about: &[About]) -> Self {
        Self { number, about: about.to_vec() }
    }
}

impl Deref for TableNumber {
    type Target = Number;

    fn deref(&self) -> &Number {
        &self.number
    }
}

/// A table of numbers: the data of a chart, also printed next to it for readers who cannot see the drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Table {
    /// The name of each row.
    pub rows: Vec<String>,
    /// The name of each column; a single column has an empty name.
    pub columns: Vec<String>,
    /// The numbers, row by row; `None` if a number is not known.
    pub cells: Vec<Vec<Option<TableNumber>>>,
    /// The unit of each row: 名, %, 万元 …
    pub units: Vec<Unit>,
    /// The language in which its numbers are printed.
    pub language: TextLanguage,
}

impl Table {
    /// Adds a row from its numbers by column; new columns are added as they occur.
    pub(crate) fn add(
        &mut self,
        name: String,
        unit: Unit,
        numbers: impl Iterator<Item = (String, TableNumber)>,
    ) {
        let width = self.columns.len();
        let mut columns: IndexSet<String> = std::mem::take(&mut self.columns).into_iter().collect();
        let mut cells = vec![None; width];
        for (column, number) in numbers {
            let (place, _) = columns.insert_full(column);
            cells.resize(columns.len(), None);
            cells[place] = Some(number);
        }
        self.columns = columns.into_iter().collect();
        if self.columns.len() > width {
            self.cells.iter_mut().for_each(|cells| cells.resize(self.columns.len(), None));
        }
        self.rows.push(name);
        self.units.push(unit);
        self.cells.push(cells);
    }

    /// Whether all rows have the same unit, so that one scale fits them.
    #[must_use]
    pub(crate) fn has_one_unit(&self) -> bool {
        self.units.windows(2).all(|pair| pair[0] == pair[1])
    }
}
