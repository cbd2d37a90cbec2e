//! The figures that a story prints, each with where it comes from.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::exhibits::{Counted, FigureOrigin};
use crate::model::document::{Subject, figure_address, figure_anchor};
use crate::model::site::Story;
use crate::trace::Reader;

/// A figure that the story prints, and its source.
#[derive(Debug, Serialize)]
pub(crate) struct FigureView<'s> {
    /// The id of its row, if it is one of the story's own figures.
    id: Option<String>,
    text: &'s str,
    label: &'s str,
    window: Option<&'s str>,
    source: Option<&'s str>,
    note: Option<&'s str>,
    /// Its row in its ledger: the path relative to the root.
    row: Option<String>,
    ledger: Option<&'s str>,
}

/// Each figure that the story prints, in its text and then in its exhibits, once.
#[must_use]
pub(crate) fn figures<'s>(reader: &Reader<'s>, story: &'s Story) -> Vec<FigureView<'s>> {
    let mut seen = FxHashSet::default();
    let mut views = Vec::new();
    let in_text = story
        .printed()
        .iter()
        .map(|printed| (printed.text.as_str(), &printed.origin, printed.period.as_deref()));
    let in_exhibits = story.exhibits().iter().flat_map(|exhibit| {
        // The cells of a table lead to their rows in the ledger themselves.
        let is_listed = |figure: &&Counted| !exhibit.is_figure_table() || figure.origin.row().is_none();
        exhibit.figures.iter().filter(is_listed)
    });
    let in_exhibits = in_exhibits.map(|figure| (figure.text.as_str(), &figure.origin, None));
    for (text, origin, period) in in_text.chain(in_exhibits) {
        // What a text says of the time is in the column of its number.
        let is_window = |view: &FigureView| view.row.is_some() && view.window == Some(text);
        if !seen.insert((origin, text, period)) {
            continue;
        }
        let first_of_own = matches!(origin, FigureOrigin::Own(_)) && seen.insert((origin, "", None));
        let view = figure_view(reader, story, text, origin).filter(|view| !is_window(view));
        views.extend(view.map(|view| FigureView {
            id: view.id.filter(|_| first_of_own),
            window: period.or(view.window),
            ..view
        }));
    }
    views
}

fn figure_view<'s>(
    reader: &Reader<'s>,
    story: &'s Story,
    text: &'s str,
    origin: &'s FigureOrigin,
) -> Option<FigureView<'s>> {
    let (key, figure, ledger) = match origin {
        FigureOrigin::Ledger(id, key) => {
            let (ledger, figure, title, source) = reader.figure(id, key)?;
            (key, figure, Some((ledger, title, source)))
        }
        FigureOrigin::Own(key) => (key, story.draft.figures().get(key)?, None),
        FigureOrigin::Unresolved => return None,
    };
    let path = ledger.and_then(|(id, ..)| reader.path(&Subject::Ledger(id)));
    let source = ledger.and_then(|(_, _, source)| source);
    Some(FigureView {
        id: Some(figure_anchor(key)),
        text,
        label: figure.name(),
        window: figure.window.as_deref(),
        source: figure.source.as_deref().or(source),
        note: figure.note.as_deref(),
        row: path.map(|path| figure_address(path, key)),
        ledger: ledger.map(|(_, title, _)| title),
    })
}

/// The figures that a story prints in digits, one for each label.
#[must_use]
pub(crate) fn in_digits<'s>(reader: &Reader<'s>, story: &'s Story) -> Vec<FigureView<'s>> {
    let mut labels = FxHashSet::default();
    let mut figures = figures(reader, story);
    figures.retain(|figure| {
        figure.text.contains(|letter: char| letter.is_ascii_digit()) && labels.insert(figure.label)
    });
    figures
}
