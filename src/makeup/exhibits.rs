//! Exhibits: each kind as a sketch, from which its height is reckoned.

use super::sketch::{COUNT, COUNT_WIDTH, LINE, PILLAR_WIDTH, Sketch, SketchPart, TITLE};
use crate::charts;
use crate::model::body::{Inline, plain_text};
use crate::model::exhibit::{
    Course, Entry, MethodPart, Pillar, Plain, ProgrammeCard, Register, Shape, Step, Term,
};
use crate::model::figure::PartialDate;
use crate::model::site::{Exhibit, Story};
use crate::model::theme::EM;

/// A table of the narrative.
#[must_use]
pub(crate) fn of_table(story: &Story, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Sketch {
    let cell = |inlines: &Vec<Inline>| {
        let mut text = String::new();
        plain_text(inlines, &mut |figure, text| text.push_str(&story.figure(figure).text), &mut text);
        text
    };
    let head = head.iter().map(cell).collect();
    let rows = rows.iter().map(|row| row.iter().map(cell).collect());
    Sketch(vec![SketchPart::Table(std::iter::once(head).chain(rows).collect())])
}

/// An exhibit of a story.
#[must_use]
pub(crate) fn of_exhibit(exhibit: &Exhibit) -> Sketch {
    let draft = &exhibit.draft;
    let mut parts: Vec<SketchPart> =
        draft.title.iter().map(|title| SketchPart::Words(title.clone(), TITLE, 0)).collect();
    parts.extend(body(exhibit));
    let note = [draft.note.clone(), exhibit.source.clone(), exhibit.as_of.map(PartialDate::printed)];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join("　来源：　");
    if !note.is_empty() {
        parts.push(SketchPart::Words(note, LINE, 0));
        parts.push(SketchPart::Height(EM * 7 / 10));
    }
    Sketch(parts)
}

fn body(exhibit: &Exhibit) -> Vec<SketchPart> {
    let registers = |entries: &[Register]| -> Vec<Vec<String>> {
        entries.iter().map(|entry| register(exhibit, entry)).collect()
    };
    match &exhibit.draft.shape {
        Shape::Board { pillars, .. } => {
            vec![SketchPart::Cells(PILLAR_WIDTH, pillars.iter().map(|one| pillar(exhibit, one)).collect())]
        }
        Shape::Registry { whole, entries } => {
            let whole = whole.iter().map(|whole| vec![exhibit.name(whole), text(exhibit, whole)]);
            vec![SketchPart::Table(header(4).chain(registers(entries)).chain(whole).collect())]
        }
        Shape::Documents(entries) => vec![SketchPart::Table(header(3).chain(registers(entries)).collect())],
        Shape::Method { parts, .. } => vec![SketchPart::Beside(10 * EM, 3 * EM, method(parts))],
        Shape::Loop(steps) => {
            let list = Sketch(steps.iter().map(|step| one_step(exhibit, step)).collect());
            vec![SketchPart::Beside(11 * EM, 10 * EM, list)]
        }
        Shape::Contest { rounds, results } => {
            let rounds = rounds.iter().map(round).collect();
            vec![SketchPart::Cells(8 * EM, rounds), counts(exhibit, results), SketchPart::Height(EM)]
        }
        Shape::Programme(of) => card(exhibit, of),
        Shape::Training { courses, shares } => vec![training(exhibit, courses), counts(exhibit, shares)],
        Shape::Placement { rows, total } => {
            let row = |entry: &Entry| vec![exhibit.name(entry), text(exhibit, entry)];
            vec![SketchPart::Table(header(2).chain(rows.iter().chain(total).map(row)).collect())]
        }
        Shape::Pairs { sides, pairs } => {
            let rows = pairs.iter().map(|(risk, measure)| vec![risk.clone(), measure.clone()]).collect();
            let sides = if sides.iter().flatten().next().is_some() { 4 * EM } else { 0 };
            vec![SketchPart::Height(sides), SketchPart::Table(rows)]
        }
        Shape::Funnel(stages) => {
            let stages = exhibit.stages(stages);
            vec![SketchPart::Drawing(charts::WIDTHS.map(|(_, width)| charts::funnel_height(&stages, width)))]
        }
        Shape::Glossary(terms) => terms.iter().flat_map(term).collect(),
        Shape::Chart(kind, _) => {
            let table = &exhibit.table;
            let heights = charts::WIDTHS.map(|(_, width)| charts::chart_height(*kind, table, width));
            let legend =
                if table.columns.len() > 1 { table.columns.join("　　　") } else { String::new() };
            vec![SketchPart::Words(legend, LINE + 250, 0), SketchPart::Drawing(heights)]
        }
        Shape::Added(_, plain) => {
            words(plain).into_iter().map(|word| SketchPart::Words(word, LINE + 200, 2 * EM)).collect()
        }
        Shape::Shown(..) => Vec::new(),
    }
}

fn counts(exhibit: &Exhibit, entries: &[Entry]) -> SketchPart {
    SketchPart::Cells(COUNT_WIDTH, entries.iter().map(|entry| number(exhibit, entry)).collect())
}

fn pillar(exhibit: &Exhibit, pillar: &Pillar) -> Sketch {
    let mut parts = vec![SketchPart::Height(3 * EM + EM / 2)];
    parts.extend(pillar.about.iter().map(|about| SketchPart::Words(about.clone(), LINE, EM)));
    parts.extend(pillar.figures.iter().flat_map(|entry| number(exhibit, entry).0));
    parts.extend(pillar.items.iter().map(|item| SketchPart::Words(item.clone(), LINE, 2 * EM)));
    Sketch(parts)
}

fn method(parts: &[MethodPart]) -> Sketch {
    let part = |part: &MethodPart| {
        [
            SketchPart::Words(part.name.clone(), LINE, 2 * EM),
            SketchPart::Words(part.items.join("、"), LINE, 2 * EM),
        ]
    };
    Sketch(parts.iter().flat_map(part).collect())
}

fn round(round: &Step) -> Sketch {
    let mut parts = vec![SketchPart::Words(round.name.clone(), LINE, EM)];
    parts.extend(round.about.iter().map(|about| SketchPart::Words(about.clone(), LINE, EM)));
    parts.extend(round.count.iter().map(|_| SketchPart::Height(LINE)));
    Sketch(parts)
}

fn card(exhibit: &Exhibit, card: &ProgrammeCard) -> Vec<SketchPart> {
    let mut parts = vec![SketchPart::Words(card.name.clone(), TITLE + 300, 4 * EM)];
    parts.extend(card.owner.iter().map(|owner| SketchPart::Words(owner.clone(), LINE, 6 * EM)));
    parts.extend(card.parts.iter().map(|part| SketchPart::Words(part.clone(), LINE, 2 * EM)));
    parts.push(SketchPart::Height(if card.parts.is_empty() { 2 * EM } else { EM }));
    parts.push(counts(exhibit, &card.figures));
    parts
}

fn training(exhibit: &Exhibit, courses: &[Course]) -> SketchPart {
    let is_known = |column: &usize| courses.iter().any(|course| course.counts[*column].is_some());
    let columns: Vec<usize> = (0..5).filter(is_known).collect();
    let row = |course: &Course| {
        let count = |column: &usize| course.counts[*column].as_ref().map(|count| exhibit.counted(count).text);
        let counts = columns.iter().map(|column| count(column).unwrap_or_default());
        std::iter::once(course.name.clone()).chain(counts).collect()
    };
    SketchPart::Table(header(columns.len() + 1).chain(courses.iter().map(row)).collect())
}

fn term(term: &Term) -> Vec<SketchPart> {
    let mut parts = vec![SketchPart::Words(term.term.clone(), TITLE + 200, 0)];
    parts.extend(term.question.iter().map(|question| SketchPart::Words(question.clone(), LINE, 0)));
    parts.push(SketchPart::Words(term.meaning.clone(), LINE, 0));
    parts
}

/// The names of a table's columns, of which only how many there are is known.
fn header(columns: usize) -> impl Iterator<Item = Vec<String>> {
    std::iter::once(vec!["项目".to_owned(); columns])
}

fn text(exhibit: &Exhibit, entry: &Entry) -> String {
    exhibit.counted(&entry.quantity).text
}

/// A number with its name under it.
fn number(exhibit: &Exhibit, entry: &Entry) -> Sketch {
    let name = exhibit.name(entry);
    Sketch(vec![SketchPart::Height(COUNT - LINE), SketchPart::Words(name, LINE - 100, EM)])
}

fn register(exhibit: &Exhibit, entry: &Register) -> Vec<String> {
    let name = format!("{}{}", entry.name, entry.about.as_deref().unwrap_or_default());
    let count =
        entry.count.as_ref().map(|count| exhibit.counted(count).text).or_else(|| entry.status.clone());
    let date = entry.date.map(PartialDate::printed);
    [Some(name), entry.owner.clone(), count, date].into_iter().map(Option::unwrap_or_default).collect()
}

fn one_step(exhibit: &Exhibit, step: &Step) -> SketchPart {
    let count = step.count.as_ref().map(|count| exhibit.counted(count).text);
    let words = [Some(step.name.clone()), step.about.clone(), count].into_iter().flatten();
    SketchPart::Words(words.collect::<Vec<_>>().join(" "), LINE, 2 * EM)
}

/// The texts of a tree, a line each.
fn words(plain: &Plain) -> Vec<String> {
    match plain {
        Plain::Text(text) => vec![text.clone()],
        Plain::List(items) => items.iter().flat_map(words).collect(),
        Plain::Mapping(entries) => entries
            .iter()
            .flat_map(|(key, value)| std::iter::once(key.clone()).chain(words(value)).collect::<Vec<_>>())
            .collect(),
    }
}
