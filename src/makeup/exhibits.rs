//! What stands in a story besides its text, as sketches.

use crate::exhibits::sketch::{LINE, Sketch, SketchPart, TITLE};
use crate::model::body::{Inline, plain_text};
use crate::model::exhibit::Exhibit;
use crate::model::site::Story;
use crate::model::theme::EM;

/// A table of the narrative.
#[must_use]
pub(crate) fn of_table(story: &Story, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Sketch<'static> {
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
pub(crate) fn of_exhibit(exhibit: &Exhibit) -> Sketch<'_> {
    let draft = &exhibit.draft;
    let mut parts: Vec<SketchPart<'_>> =
        draft.title.iter().map(|title| SketchPart::Words(title.clone(), TITLE, 0)).collect();
    parts.extend(exhibit.kind().sketch(exhibit.resolved()));
    let note = [
        draft.note.clone(),
        exhibit.source.clone(),
        exhibit.as_of.map(|date| exhibit.language.partial_date(date)),
    ];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join("　来源：　");
    if !note.is_empty() {
        parts.push(SketchPart::Words(note, LINE, 0));
        parts.push(SketchPart::Height(EM * 7 / 10));
    }
    Sketch(parts)
}
