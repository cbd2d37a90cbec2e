//! `table`: figures in rows and columns. Its rows are ledgers, the rows of a ledger, figures, or periods; its totals are
//! proved, its shares and changes calculated.

mod cells;
mod checks;
mod columns;
mod gathered;
mod lines;
mod made;
mod making;
mod numbers;
mod order;
mod totals;

use super::prelude::*;
use crate::fields::{KeyShape, KnownWord, NodeKind, nonempty_text};
use crate::source::Span;
use crate::words::idle::{self, Idle};
use crate::words::reading;
use crate::words::tables as words;
pub(crate) use columns::{ColumnSource, Derived, TableColumn};
pub(crate) use gathered::{Against, Gathered, GatheredCell, GatheredColumn, GatheredLine};
pub(crate) use lines::{LineGroup, NamedKey, TableLines};
pub(crate) use made::{MadeCell, MadeTable, TableLineKind};
pub(crate) use making::make;

/// A table as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FigureTable {
    /// What its rows are.
    pub lines: TableLines,
    /// The columns; if none are listed, all that the rows have.
    pub columns: Vec<TableColumn>,
    /// The heading of the column of names.
    names: Option<String>,
    sort: Option<Sort>,
    /// Whether rows are numbered by `sort`.
    rank: bool,
    /// How many rows are shown; the others are added up.
    top: Option<usize>,
    groups: Vec<LineGroup>,
    /// The name of the last row, if there is one; empty for the usual word.
    total: Option<(String, Span)>,
    /// Totals that are given, by the name of their column.
    totals: Vec<Entry>,
    /// Why there are cells without a figure.
    missing: Option<(String, Span)>,
}

/// The order of the rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Sort {
    /// The name of a column.
    by: String,
    ascending: bool,
    at: Span,
}

impl FigureTable {
    /// Its groups of rows.
    pub(crate) fn groups(&self) -> &[LineGroup] {
        &self.groups
    }

    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Option<Self> {
        declare(fields);
        let lines = TableLines::ask(fields, reading);
        let (rank, top) = (fields.boolean("rank", reading.notes), fields.whole_number("top", reading.notes));
        let columns = columns::ask(fields, lines.as_ref(), reading);
        let lists_none = columns.is_empty() && fields.list("columns").is_empty();
        if matches!(lines, Some(TableLines::Ledgers(_) | TableLines::Periods(_))) && lists_none {
            reading.notes.error(fields.span, reading::missing_key("columns"));
        }
        let table = Self {
            columns,
            names: fields.nonempty_text("names", reading.notes),
            sort: Sort::ask(fields, reading.notes),
            rank: rank.unwrap_or(false),
            top: top.map(|top| top as usize),
            groups: lines::groups(fields, reading.notes),
            total: total(fields, reading.notes),
            totals: totals(fields, reading),
            missing: fields.text_at("missing", reading.notes),
            lines: lines?,
        };
        Some(table.without_idle(fields, reading.notes))
    }

    /// Drops the settings that have no effect, and reports them.
    fn without_idle(mut self, fields: &Fields, notes: &mut Notes) -> Self {
        let mut idle = |key: &'static str, why: Idle| {
            if let Some(span) = fields.key_span(key) {
                notes.warning(span, idle::without_effect(key, &why));
            }
        };
        if self.sort.is_none() && self.rank {
            idle("rank", Idle::Without("sort"));
            self.rank = false;
        }
        if self.sort.is_none() && self.top.is_some() {
            idle("top", Idle::Without("sort"));
            self.top = None;
        }
        if !self.groups.is_empty() && self.top.is_some() {
            idle("top", Idle::Beside("groups"));
            self.top = None;
        }
        self
    }
}

impl Sort {
    /// `sort: COLUMN`, the largest first, or `sort: {by: COLUMN, order: ascending}`.
    fn ask(fields: &Fields, notes: &mut Notes) -> Option<Self> {
        let node = fields.get("sort")?;
        if let NodeKind::Scalar { .. } = node.kind {
            return Some(Self { by: nonempty_text(node, notes)?, ascending: false, at: node.span });
        }
        Fields::of(node, notes, |fields, notes| Self::of_fields(fields, node.span, notes))
    }

    fn of_fields(fields: &Fields, at: Span, notes: &mut Notes) -> Self {
        const ORDERS: [KnownWord<'static, bool>; 2] = [
            KnownWord::new("descending", "降序、从大到小", false),
            KnownWord::new("ascending", "升序、从小到大", true),
        ];
        Self {
            by: fields.needed_text("by", notes),
            ascending: fields.word("order", &ORDERS, notes).unwrap_or(false),
            at: fields.get("by").map_or(at, |by| by.span),
        }
    }
}

/// `total: true`, or the name of the last row. Totals that are given are printed in such a row too.
fn total(fields: &Fields, notes: &mut Notes) -> Option<(String, Span)> {
    let given = fields.key_span("totals").map(|span| (String::new(), span));
    let Some((text, span)) = fields.text_at("total", notes) else { return given };
    match text.trim() {
        "true" | "yes" | "是" => Some((String::new(), span)),
        "false" | "no" | "否" => None,
        name => Some((name.to_owned(), span)),
    }
}

fn totals(fields: &Fields, reading: &mut ExhibitReading) -> Vec<Entry> {
    if fields.mapping("totals", reading.notes).is_empty() {
        return Vec::new();
    }
    reading.entries(fields, "totals")
}

impl ExhibitKind for FigureTable {
    /// What is wrong with it is found while it is made.
    fn prove(&self, _: ResolvedExhibit, _: &mut Notes) {}

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let made = exhibit.made;
        let words = made.gap_note.clone().unwrap_or_default();
        // A line is kept for the sentence on comparability too.
        let has_note = made.differs || made.gap_note.is_some();
        let note = has_note.then(|| SketchPart::line(&words, 0));
        std::iter::once(SketchPart::Table(made.as_texts(exhibit.language.table_words().brackets)))
            .chain(note)
            .collect()
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        let resolved = setting.exhibit;
        let row = |figure: usize| (setting.row)(&resolved.figures[figure].origin);
        resolved.made.view(&row)
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        exhibit.made.as_printed(exhibit.language.table_words().brackets)
    }
}

/// Declares the shapes of the keys that are read by hand.
fn declare(fields: &Fields) {
    let named = || KeyShape::AnyOf(vec![KeyShape::list(KeyShape::Text), KeyShape::free(KeyShape::Text)]);
    for key in ["ledgers", "rows", "periods"] {
        fields.declare(key, named);
    }
    fields.declare("sort", || {
        let sort = KeyShape::mapping("table sort", |fields, notes| {
            drop(Sort::of_fields(fields, fields.span, notes))
        });
        KeyShape::AnyOf(vec![KeyShape::Text, sort])
    });
    fields.declare("groups", || KeyShape::free(KeyShape::list(KeyShape::Text)));
    fields.declare("totals", || KeyShape::free(KeyShape::Text));
    fields.declare("columns", columns::shape);
}

/// A list of names, or a mapping of what to print to each: `[a, b]`, `{甲: a, 乙: b}`.
fn named_keys(fields: &Fields, key: &'static str, notes: &mut Notes) -> Vec<NamedKey> {
    if let Some(Node { kind: NodeKind::Mapping(entries), .. }) = fields.get(key) {
        let named = entries.iter().filter_map(|entry| {
            let named = nonempty_text(&entry.value, notes)?;
            Some(NamedKey { key: named, name: Some(entry.key.clone()), at: entry.value.span })
        });
        return named.collect();
    }
    let listed = fields.texts_at(key, notes).into_iter();
    listed.map(|(key, at)| NamedKey { key, name: None, at }).collect()
}

/// Reports that not exactly one of some keys is written.
fn one_of(keys: &[&'static str], fields: &Fields, at: Span, notes: &mut Notes) -> bool {
    let written = keys.iter().filter(|key| fields.get(key).is_some()).count();
    match (written, keys) {
        (1, _) | (_, []) => return true,
        (0, [only]) => notes.error(at, reading::missing_key(only)),
        _ => notes.error(at, words::one_of(keys)),
    }
    false
}
