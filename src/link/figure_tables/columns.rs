//! The columns of a table of figures: those that are written, those that are meant, and those that others are compared with.

use super::TableSource;
use super::lines::LinkedLine;
use crate::exhibits::figure_table::{
    Against, ColumnSource, Derived, GatheredColumn, TableColumn, TableLines,
};
use crate::finding::Notes;
use crate::words::tables as words;

/// The words for the total of a column.
const TOTAL: [&str; 4] = ["total", "合计", "合計", "总计"];

impl TableSource<'_> {
    /// The columns, followed by the hidden ones.
    pub(super) fn columns(&self, lines: &[LinkedLine], notes: &mut Notes) -> Vec<GatheredColumn> {
        let mut written = self.table.columns.clone();
        if written.is_empty() {
            written = self.every_column(lines);
        }
        let gathered = |column: TableColumn| {
            self.report_ambiguous(&column, lines, notes);
            let label = self.label(&column, lines);
            GatheredColumn { column, label, against: None, hidden: false }
        };
        let mut columns: Vec<GatheredColumn> = written.into_iter().map(gathered).collect();
        for index in 0..columns.len() {
            columns[index].against = Self::against(index, &mut columns);
        }
        columns
    }

    /// The columns of a table that lists none: those of a ledger's rows, the periods of figures, or figures as they are.
    fn every_column(&self, lines: &[LinkedLine]) -> Vec<TableColumn> {
        let column = |source: ColumnSource| TableColumn::plain(source, self.at);
        if let TableLines::Rows(_) = self.table.lines {
            let ledger = lines.first().and_then(|line| line.ledger(*self));
            let keys = ledger.into_iter().flat_map(|ledger| ledger.columns.keys().cloned());
            return keys
                .map(|key| column(ColumnSource { key: Some(key), ..ColumnSource::default() }))
                .collect();
        }
        let periods = self.periods(lines);
        if periods.is_empty() {
            return vec![column(ColumnSource::default())];
        }
        let of_period = |period| column(ColumnSource { period: Some(period), ..ColumnSource::default() });
        periods.into_iter().map(of_period).collect()
    }

    /// What a column is compared with. A figure or a period that no column shows gets a hidden one.
    fn against(index: usize, columns: &mut Vec<GatheredColumn>) -> Option<Against> {
        let own = columns[index].column.clone();
        let derived = own.derived.as_ref()?;
        let named = derived.named();
        if matches!(derived, Derived::Share(_)) && TOTAL.contains(&named) {
            return Some(Against::Total);
        }
        let shown = |column: &GatheredColumn| column.column.derived.is_none() && column.is_named(named);
        if let Some(other) = columns.iter().position(shown) {
            return Some(Against::Column(other));
        }
        let source = match (derived, named.strip_prefix('@')) {
            (_, Some(date)) => ColumnSource { snapshot: Some(date.to_owned()), ..own.source },
            (Derived::Share(_), None) => {
                ColumnSource { key: Some(named.to_owned()), indicator: None, ..own.source }
            }
            (_, None) => ColumnSource { period: Some(named.to_owned()), ..own.source },
        };
        let column = TableColumn::plain(source, own.at);
        columns.push(GatheredColumn { column, label: String::new(), against: None, hidden: true });
        Some(Against::Column(columns.len() - 1))
    }

    /// The heading of a column without a label.
    fn label(&self, column: &TableColumn, lines: &[LinkedLine]) -> String {
        let words = self.language.table_words();
        match &column.derived {
            Some(Derived::Share(_)) => return words.share.to_owned(),
            Some(Derived::Change(_) | Derived::ChangePercent(_)) => return words.change.to_owned(),
            None => {}
        }
        let ColumnSource { key, period, snapshot, .. } = &column.source;
        let of_row = |line: &LinkedLine| line.ledger(*self)?.columns.get(key.as_ref()?).cloned();
        if let (TableLines::Rows(_), Some(label)) = (&self.table.lines, lines.first().and_then(of_row)) {
            return label;
        }
        if let TableLines::Figures(_) = self.table.lines {
            let dated = period.clone().or_else(|| snapshot.clone().filter(|date| !date.is_empty()));
            let today = || snapshot.as_ref().and_then(|_| self.today());
            return dated.or_else(today).unwrap_or_else(|| words.number.to_owned());
        }
        let mut figures = lines.iter().filter_map(|line| line.figure(*self, &column.source));
        let name = figures.next().map(|(figure, _)| figure.name().to_owned());
        name.unwrap_or_else(|| column.handle().to_owned())
    }

    /// The day of the ledger itself, beside its snapshots.
    fn today(&self) -> Option<String> {
        let ledger = self.ledgers.get(self.home?)?;
        ledger.as_of.map(|date| self.language.partial_date(date))
    }

    /// Reports an indicator that two figures of one ledger have.
    fn report_ambiguous(&self, column: &TableColumn, lines: &[LinkedLine], notes: &mut Notes) {
        let Some(indicator) = &column.source.indicator else { return };
        for ledger in lines.iter().filter_map(|line| line.ledger(*self)) {
            let mut keys =
                ledger.figures.values().filter(|figure| figure.indicator.as_ref() == Some(indicator));
            if let (Some(one), Some(other)) = (keys.next(), keys.next()) {
                let wording = words::ambiguous_indicator(indicator, &ledger.id, [&one.key, &other.key]);
                notes.error(column.at, wording);
                return;
            }
        }
    }

    /// The names that a column without any figure may have meant.
    pub(super) fn known_names(&self, lines: &[LinkedLine], column: &TableColumn) -> Vec<String> {
        let ledgers = lines.iter().take(8).filter_map(|line| line.ledger(*self));
        match (&self.table.lines, &column.source) {
            (TableLines::Rows(_), _) => {
                ledgers.take(1).flat_map(|ledger| ledger.columns.keys().cloned()).collect()
            }
            (TableLines::Figures(_), _) => self
                .figures_of(lines)
                .flat_map(|figure| figure.series.iter().map(|(period, _)| period.clone()))
                .collect(),
            (_, ColumnSource { indicator: Some(_), .. }) => ledgers
                .flat_map(|ledger| ledger.figures.values().filter_map(|figure| figure.indicator.clone()))
                .collect(),
            _ => ledgers.flat_map(|ledger| ledger.figures.keys().cloned()).collect(),
        }
    }
}
