//! Exhibits → HTML: the body of the kind, the chart if it shows more, and a plain table for readers who cannot see it.

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;

use super::body_shapes;
use super::templates::Templates;
use crate::charts;
use crate::exhibits::{Diagram, ExhibitSetting, FigureOrigin, TextTable};
use crate::finding::Finding;
use crate::language::TextLanguage;
use crate::model::document::figure_address;
use crate::model::exhibit::Exhibit;
use crate::model::ids::EditionId;
use crate::model::site::Story;
use crate::trace::Reader;

/// The data for an exhibit's template.
#[derive(Debug, Serialize)]
struct ExhibitView<'e> {
    kind: &'e str,
    /// `exhibit exhibit-board`, `exhibit exhibit-chart chart-bar`
    class: String,
    title: Option<&'e str>,
    note: Option<&'e str>,
    source: Option<&'e str>,
    as_of: Option<String>,
    /// The chart, as SVG.
    drawing: String,
    /// The data as a table, if the body is not one.
    table: Option<TextTable>,
    /// The address of a table of figures as CSV, in the document of its story.
    csv: Option<String>,
    /// The data of the kind.
    body: Value,
}

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
    let edition = story.placed.map(|placed| placed.edition);
    let renderer = ExhibitRenderer { reader, to_root, home, edition };
    let mut tables = 0;
    let print = |exhibit: &Exhibit| {
        let table = exhibit.is_figure_table().then_some(tables);
        tables += usize::from(table.is_some());
        let path = table.filter(|_| home.is_none()).and_then(|number| reader.table_path(story, number));
        renderer.print(templates, exhibit, path.map(|path| format!("{to_root}{path}")))
    };
    story.exhibits().iter().map(print).collect()
}

struct ExhibitRenderer<'s> {
    reader: &'s Reader<'s>,
    to_root: &'s str,
    home: Option<&'s str>,
    edition: Option<EditionId>,
}

impl ExhibitRenderer<'_> {
    fn print(
        &self,
        templates: &Templates,
        exhibit: &Exhibit,
        csv: Option<String>,
    ) -> Result<String, Box<Finding>> {
        let (draft, kind, resolved) = (&exhibit.draft, exhibit.kind(), exhibit.resolved());
        let word = draft.shape.word();
        let setting =
            ExhibitSetting { exhibit: resolved, row: &|origin| self.row(origin), terms: &|| self.terms() };
        let table = Some(kind.table(resolved)).filter(|table| !table.rows.is_empty());
        let diagram = kind.diagram(resolved);
        let name = draft.title.as_deref().unwrap_or(word);
        let drawing = diagram
            .as_ref()
            .map(|diagram| charts::draw(diagram, name, &summary(table.as_ref(), exhibit.language)));
        let class = match diagram {
            Some(Diagram::Chart(kind, _)) => format!("exhibit exhibit-{word} chart-{}", kind.word()),
            _ => format!("exhibit exhibit-{word}"),
        };
        let view = ExhibitView {
            kind: word,
            class,
            title: draft.title.as_deref(),
            note: draft.note.as_deref(),
            source: exhibit.source.as_deref(),
            as_of: exhibit.as_of.map(|date| exhibit.language.partial_date(date)),
            drawing: drawing.unwrap_or_default(),
            table,
            csv,
            body: kind.view(&setting),
        };
        debug_assert!(
            body_shapes::of_body(word).is_none_or(|shape| body_shapes::fits(&view.body, shape)),
            "the body of `{word}` has another shape than `body_shapes` says"
        );
        let html = templates.print(&format!("exhibits/{word}.html"), &view)?;
        Ok(String::from_utf8(html).unwrap_or_default())
    }

    /// The address of a figure's row; on a page, figures are not linked.
    fn row(&self, origin: &FigureOrigin) -> Option<String> {
        let (ledger, key) = origin.row().filter(|_| self.home.is_none())?;
        let path = self.reader.ledger_path(ledger)?;
        Some(figure_address(&format!("{}{path}", self.to_root), key))
    }

    /// A term has the id that links lead to only in the document of its story.
    fn terms(&self) -> FxHashMap<&str, &str> {
        let of_edition = self.edition.filter(|_| self.home.is_none());
        let known = of_edition.map(|edition| self.reader.explained(edition)).unwrap_or_default();
        known.iter().map(|known| (known.term.as_str(), known.id.as_str())).collect()
    }
}

/// The first rows of a table as text, for readers who hear it.
fn summary(table: Option<&TextTable>, language: TextLanguage) -> String {
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    rows.iter().take(12).map(|row| row.join(" ")).collect::<Vec<_>>().join(language.semicolon())
}
