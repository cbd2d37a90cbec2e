//! Exhibits → HTML: a view for each kind, the drawing where it says more, and a plain table for readers who cannot see it.

use rustc_hash::FxHashMap;

use super::templates::Templates;
use super::views::exhibit::{
    CourseView, EntryView, ExhibitBody, ExhibitView, MethodView, PillarView, PlainView, RegisterView,
    StepView, TableView, TermView,
};
use crate::charts;
use crate::finding::Finding;
use crate::model::document::figure_address;
use crate::model::exhibit::{
    Course, Entry, MethodPart, Pillar, Plain, ProgrammeCard, Quantity, Register, Shape, Step, Table, Term,
};
use crate::model::figure::PartialDate;
use crate::model::ids::EditionId;
use crate::model::site::{Counted, Exhibit, FigureOrigin, Story};
use crate::trace::Reader;

/// The exhibits of a story as HTML, in the order of its draft, for a document from which `to_root` leads to the root.
///
/// # Errors
/// With a finding when a template of the theme cannot be filled in.
pub(crate) fn of_story(
    templates: &Templates,
    reader: &Reader,
    story: &Story,
    to_root: &str,
    home: Option<&str>,
) -> Result<Vec<String>, Box<Finding>> {
    let setting =
        ExhibitRenderer { reader, to_root, home, edition: story.placed.map(|placed| placed.edition) };
    story.exhibits().iter().map(|exhibit| setting.print(templates, exhibit)).collect()
}

struct ExhibitRenderer<'s> {
    reader: &'s Reader<'s>,
    to_root: &'s str,
    home: Option<&'s str>,
    edition: Option<EditionId>,
}

impl ExhibitRenderer<'_> {
    fn print(&self, templates: &Templates, exhibit: &Exhibit) -> Result<String, Box<Finding>> {
        let draft = &exhibit.draft;
        let kind = draft.shape.kind();
        let title = draft.title.as_deref();
        let body = self.body(exhibit);
        let table = table(exhibit, &body);
        let (name, summary) = (title.unwrap_or(kind), summary(table.as_ref()));
        let drawing = match &draft.shape {
            Shape::Chart(kind, _) => charts::chart(*kind, &exhibit.table, name, &summary),
            Shape::Loop(steps) => charts::ring(steps.len(), name, &summary),
            Shape::Funnel(stages) => charts::funnel(&exhibit.stages(stages), name, &summary),
            _ => String::new(),
        };
        let class = match &draft.shape {
            Shape::Chart(kind, _) => format!("exhibit exhibit-chart chart-{}", kind.word()),
            _ => format!("exhibit exhibit-{kind}"),
        };
        let view = ExhibitView {
            kind,
            class,
            title,
            note: draft.note.as_deref(),
            source: exhibit.source.as_deref(),
            as_of: exhibit.as_of.map(PartialDate::printed),
            drawing,
            table,
            body,
        };
        let html = templates.print(&format!("exhibits/{kind}.html"), &view)?;
        Ok(String::from_utf8(html).unwrap_or_default())
    }

    fn body<'e>(&'e self, exhibit: &'e Exhibit) -> ExhibitBody<'e> {
        let entries =
            |entries: &[Entry]| entries.iter().map(|entry| self.entry(exhibit, entry)).collect::<Vec<_>>();
        match &exhibit.draft.shape {
            Shape::Board { pillars, .. } => {
                let view = |pillar: &'e Pillar| PillarView {
                    name: &pillar.name,
                    about: pillar.about.as_deref(),
                    figures: entries(&pillar.figures),
                    items: &pillar.items,
                };
                ExhibitBody::Board(pillars.iter().map(view).collect())
            }
            Shape::Registry { whole, entries } => ExhibitBody::Register {
                whole: whole.as_ref().map(|whole| self.entry(exhibit, whole)),
                entries: entries.iter().map(|entry| self.register(exhibit, entry)).collect(),
            },
            Shape::Documents(documents) => ExhibitBody::Register {
                whole: None,
                entries: documents.iter().map(|entry| self.register(exhibit, entry)).collect(),
            },
            Shape::Method { code, parts } => {
                let view = |part: &'e MethodPart| MethodView { name: &part.name, items: &part.items };
                ExhibitBody::Method { code, parts: parts.iter().map(view).collect() }
            }
            Shape::Loop(steps) => {
                ExhibitBody::Steps { steps: self.steps(exhibit, steps), results: Vec::new() }
            }
            Shape::Contest { rounds, results } => {
                ExhibitBody::Steps { steps: self.steps(exhibit, rounds), results: entries(results) }
            }
            Shape::Programme(card) => self.card(exhibit, card),
            Shape::Training { courses, shares } => self.training(exhibit, courses, entries(shares)),
            Shape::Placement { rows, total } => ExhibitBody::Rows {
                rows: entries(rows),
                total: total.as_ref().map(|total| self.entry(exhibit, total)),
            },
            Shape::Funnel(stages) => ExhibitBody::Stages(entries(stages)),
            Shape::Pairs { sides, pairs } => ExhibitBody::Pairs {
                sides: sides.iter().flatten().map(|side| self.entry(exhibit, side)).collect(),
                pairs,
            },
            Shape::Glossary(terms) => ExhibitBody::Terms(self.terms(terms)),
            Shape::Chart(..) => ExhibitBody::Legend(legend(&exhibit.draft.shape, &exhibit.table)),
            Shape::Added(_, plain) => ExhibitBody::Plain(plain_view(plain)),
            Shape::Shown(..) => ExhibitBody::Nothing,
        }
    }

    fn entry(&self, exhibit: &Exhibit, entry: &Entry) -> EntryView {
        EntryView { name: exhibit.name(entry), ..self.counted(&exhibit.counted(&entry.quantity)) }
    }

    fn quantity(&self, exhibit: &Exhibit, quantity: Option<&Quantity>) -> Option<EntryView> {
        quantity.map(|quantity| self.counted(&exhibit.counted(quantity)))
    }

    fn counted(&self, counted: &Counted) -> EntryView {
        let row = match &counted.origin {
            FigureOrigin::Ledger(ledger, key) => self
                .reader
                .ledger_path(ledger)
                .map(|path| figure_address(&format!("{}{path}", self.to_root), key)),
            FigureOrigin::Own(_) | FigureOrigin::Unresolved => None,
        };
        EntryView {
            name: counted.label.clone(),
            text: counted.text.clone(),
            value: counted.value.clone(),
            row,
        }
    }

    fn register<'e>(&self, exhibit: &Exhibit, entry: &'e Register) -> RegisterView<'e> {
        RegisterView {
            name: &entry.name,
            owner: entry.owner.as_deref(),
            count: self.quantity(exhibit, entry.count.as_ref()),
            status: entry.status.as_deref(),
            date: entry.date.map(PartialDate::printed),
            about: entry.about.as_deref(),
        }
    }

    fn steps<'e>(&self, exhibit: &Exhibit, steps: &'e [Step]) -> Vec<StepView<'e>> {
        let view = |step: &'e Step| StepView {
            name: &step.name,
            about: step.about.as_deref(),
            count: self.quantity(exhibit, step.count.as_ref()),
        };
        steps.iter().map(view).collect()
    }

    fn card<'e>(&self, exhibit: &Exhibit, card: &'e ProgrammeCard) -> ExhibitBody<'e> {
        ExhibitBody::Card {
            name: &card.name,
            kind: card.kind.as_deref(),
            owner: card.owner.as_deref(),
            since: card.since.as_deref(),
            parts: &card.parts,
            figures: card.figures.iter().map(|entry| self.entry(exhibit, entry)).collect(),
        }
    }

    /// The courses, and which of the counts any of them has.
    fn training<'e>(
        &self,
        exhibit: &Exhibit,
        courses: &'e [Course],
        shares: Vec<EntryView>,
    ) -> ExhibitBody<'e> {
        let columns: Vec<usize> =
            (0..5).filter(|column| courses.iter().any(|course| course.counts[*column].is_some())).collect();
        let view = |course: &'e Course| CourseView {
            name: &course.name,
            counts: columns
                .iter()
                .map(|column| self.quantity(exhibit, course.counts[*column].as_ref()))
                .collect(),
        };
        let courses = courses.iter().map(view).collect();
        ExhibitBody::Training { columns, courses, shares }
    }

    /// Only in the document of its story does a term bear the id that others lead to.
    fn terms<'e>(&'e self, terms: &'e [Term]) -> Vec<TermView<'e>> {
        let of_edition = self.edition.filter(|_| self.home.is_none());
        let known = of_edition.map(|edition| self.reader.explained(edition)).unwrap_or_default();
        let ids: FxHashMap<_, _> =
            known.iter().map(|known| (known.term.as_str(), known.id.as_str())).collect();
        let view = |term: &'e Term| TermView {
            id: ids.get(term.term.as_str()).copied(),
            term: &term.term,
            question: term.question.as_deref(),
            meaning: &term.meaning,
        };
        terms.iter().map(view).collect()
    }
}

/// The names of a chart's colours, where the drawing does not name them itself.
fn legend(shape: &Shape, table: &Table) -> Vec<String> {
    use crate::model::exhibit::ChartKind;
    match shape {
        Shape::Chart(ChartKind::Stack | ChartKind::Bar, _) if table.columns.len() > 1 => {
            table.columns.clone()
        }
        _ => Vec::new(),
    }
}

/// The data as a table: of charts, loops and funnels, whose bodies are drawings, and of boards and ladders.
fn table(exhibit: &Exhibit, body: &ExhibitBody) -> Option<TableView> {
    let pair = |entry: &EntryView| vec![entry.name.clone(), entry.text.clone()];
    let rows = match body {
        ExhibitBody::Legend(_) => return Some(of_chart(&exhibit.table)),
        ExhibitBody::Board(pillars) => pillars
            .iter()
            .flat_map(|pillar| {
                pillar.figures.iter().map(|entry| [vec![pillar.name.to_owned()], pair(entry)].concat())
            })
            .collect(),
        ExhibitBody::Stages(stages) => stages.iter().map(pair).collect(),
        ExhibitBody::Steps { steps, results } => {
            let step = |step: &StepView| {
                let count = step.count.as_ref().map(|count| count.text.clone()).unwrap_or_default();
                vec![step.name.to_owned(), step.about.unwrap_or_default().to_owned(), count]
            };
            let result = |entry: &EntryView| vec![entry.name.clone(), String::new(), entry.text.clone()];
            steps.iter().map(step).chain(results.iter().map(result)).collect()
        }
        ExhibitBody::Method { parts, .. } => {
            parts.iter().map(|part| vec![part.name.to_owned(), part.items.join("、")]).collect()
        }
        ExhibitBody::Card { figures, .. } => figures.iter().map(pair).collect(),
        ExhibitBody::Register { .. }
        | ExhibitBody::Training { .. }
        | ExhibitBody::Rows { .. }
        | ExhibitBody::Pairs { .. }
        | ExhibitBody::Terms(_)
        | ExhibitBody::Plain(_)
        | ExhibitBody::Nothing => Vec::new(),
    };
    let rows: Vec<Vec<String>> = rows;
    (!rows.is_empty()).then(|| TableView { head: Vec::new(), rows })
}

fn of_chart(table: &Table) -> TableView {
    let named = table.columns.iter().any(|column| !column.is_empty());
    let head = if named { [vec![String::new()], table.columns.clone()].concat() } else { Vec::new() };
    let row = |(index, name): (usize, &String)| {
        let cell = |number: &Option<crate::model::figure::Number>| {
            number
                .as_ref()
                .map_or_else(|| "—".to_owned(), |number| format!("{}{}", number.written, table.units[index]))
        };
        [vec![name.clone()], table.cells[index].iter().map(cell).collect()].concat()
    };
    TableView { head, rows: table.rows.iter().enumerate().map(row).collect() }
}

/// The first rows of a table in words, for readers who hear it.
fn summary(table: Option<&TableView>) -> String {
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    rows.iter().take(12).map(|row| row.join(" ")).collect::<Vec<_>>().join("；")
}

fn plain_view(plain: &Plain) -> PlainView<'_> {
    match plain {
        Plain::Text(text) => PlainView::Text(text),
        Plain::List(items) => PlainView::List(items.iter().map(plain_view).collect()),
        Plain::Mapping(entries) => PlainView::Mapping(
            entries
                .iter()
                .map(|(key, value)| {
                    (key.clone(), serde_json::to_value(plain_view(value)).unwrap_or_default())
                })
                .collect(),
        ),
    }
}
