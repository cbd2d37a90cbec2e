//! What a corrector must know of a printed figure: its key, its value, its source, and its place in the ledger.

use super::exporting::Exporting;
use crate::exhibits::FigureOrigin;
use crate::model::figure::Figure;
use crate::model::ledger::Ledger;
use crate::pipeline::source_text;
use crate::source::{Place, Source};
use crate::words::editor::Label;
use crate::words::{editor, export as words};

impl Exporting<'_> {
    /// The lines about a figure that prints as `text`; none if it could not be resolved.
    pub(super) fn figure_note(&self, text: &str, origin: &FigureOrigin) -> Vec<String> {
        match origin {
            FigureOrigin::Ledger(id, key) => {
                let Some(record) = self.site.ledger(id) else { return Vec::new() };
                let figure = record.ledger.figures.get(key);
                figure.map(|figure| self.note_of(text, figure, Some(&record.ledger))).unwrap_or_default()
            }
            FigureOrigin::Own(key) => {
                let figure = self.story.draft.figures().get(key);
                figure.map(|figure| self.note_of(text, figure, None)).unwrap_or_default()
            }
            FigureOrigin::Unresolved => Vec::new(),
        }
    }

    fn note_of(&self, text: &str, figure: &Figure, ledger: Option<&Ledger>) -> Vec<String> {
        let key = match ledger {
            Some(ledger) => format!("{}:{}", ledger.id, figure.key),
            None => figure.key.clone(),
        };
        let value = figure.shown().map(|value| value.plain());
        let value = value.map(|value| format!("{value}{}", figure.unit_name(self.story.language)));
        let source = ledger.and_then(|ledger| ledger.source.as_ref()).map(|source| &source.name);
        let as_of = figure.as_of.or_else(|| ledger?.as_of);
        let labelled = [
            (Label::Value, value),
            (Label::Window, figure.window.clone()),
            (Label::Source, figure.source.as_ref().or(source).cloned()),
            (Label::Ledger, ledger.map(|ledger| ledger.title.clone())),
            (Label::Place, Some(self.place(&figure.at))),
            (Label::AsOf, as_of.map(|date| date.iso())),
            (Label::Note, figure.note.clone()),
        ];
        let line = |(label, value): (Label, Option<String>)| {
            Some(format!("{}{}", editor::label(label, self.language), value?))
        };
        let head = format!("{text}　{}　{key}", figure.name());
        std::iter::once(head).chain(labelled.into_iter().filter_map(line)).collect()
    }

    /// A place as people say it: the file and the line.
    fn place(&self, place: &Place) -> String {
        let text = source_text(&place.path, self.inventory, self.project);
        let line = text.map(|text| Source::new(text).line_and_column(place.span.start).0);
        words::place(place.path.as_str(), line, self.language)
    }
}
