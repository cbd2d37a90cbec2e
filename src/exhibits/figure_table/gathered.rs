//! What a table is made from: its rows and columns with the figures in their cells, before anything is calculated.

use super::TableColumn;
use crate::language::About;

/// The figures of a table. A figure is the index of one among the exhibit's figures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gathered {
    pub columns: Vec<GatheredColumn>,
    pub lines: Vec<GatheredLine>,
    /// The groups with their lines.
    pub groups: Vec<(String, Vec<usize>)>,
}

#[derive(Clone, Debug)]
pub(crate) struct GatheredColumn {
    pub column: TableColumn,
    /// Its heading, unless the column has a label.
    pub label: String,
    /// What a calculation needs besides its own figures.
    pub against: Option<Against>,
    /// Whether it is only needed for the calculation of another.
    pub hidden: bool,
}

/// What figures are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Against {
    /// The total of their column.
    Total,
    /// Another column.
    Column(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct GatheredLine {
    /// What is printed.
    pub name: String,
    /// By column; `None` if there is no figure.
    pub cells: Vec<Option<GatheredCell>>,
}

#[derive(Clone, Debug)]
pub(crate) struct GatheredCell {
    pub figure: usize,
    /// Its text without its unit.
    pub bare: String,
    /// How exact it is.
    pub about: Vec<About>,
    /// The time that it is about.
    pub window: Option<String>,
}

impl GatheredColumn {
    /// Whether a key of the table means this column by `name`.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.column.label.as_deref() == Some(name) || self.column.handle() == name.trim_start_matches('@')
    }
}

impl Gathered {
    /// The column that a key of the table means by `name`: by its label, or else the first with that key or period.
    pub(crate) fn column_named(&self, name: &str) -> Option<usize> {
        let shown = || self.columns.iter().enumerate().filter(|(_, column)| !column.hidden);
        let labelled = shown().find(|(_, column)| column.column.label.as_deref() == Some(name));
        labelled.or_else(|| shown().find(|(_, column)| column.is_named(name))).map(|(index, _)| index)
    }

    /// The names by which its columns are known.
    pub(super) fn column_names(&self) -> impl Iterator<Item = &str> {
        let shown = self.columns.iter().filter(|column| !column.hidden);
        shown.map(|column| column.column.label.as_deref().unwrap_or(column.column.handle()))
    }
}
