//! What stands in a story besides its text, as sketches.

use crate::exhibits::sketch::{LINE, Sketch, SketchPart, TITLE};
use crate::model::body::{Inline, plain_text};
use crate::model::exhibit::Exhibit;
use crate::model::site::Story;
use crate::model::theme::EM;

/// A table of the narrative.
#[must_use]
pub(crate) fn of_table(
    story: &Story,
    caption: &[Inline],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
) -> Sketch<'static> {
    let all = std::iter::once(head).filter(|head| !head.is_empty()).chain(rows.iter().map(Vec::as_slice));
    let cells = |row: &[Vec<Inline>]| row.iter().map(|cell| lines_of_cell(story, cell)).collect();
    let table = SketchPart::Table(all.map(cells).collect());
    let caption = (!caption.is_empty()).then(|| SketchPart::Words(plain(story, caption), TITLE, 0));
    Sketch(caption.into_iter().chain([table]).collect())
}

/// A cell with the lines that the editor broke it into.
fn lines_of_cell(story: &Story, cell: &[Inline]) -> String {
    let lines = cell.split(|inline| matches!(inline, Inline::Break(_))).map(|line| plain(story, line));
    lines.collect::<Vec<_>>().join("\n")
}

fn plain(story: &Story, inlines: &[Inline]) -> String {
    let mut text = String::new();
    plain_text(inlines, &mut |figure, text| text.push_str(&story.figure(figure).text), &mut text);
    text
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
        parts.push(SketchPart::Height(EM * 3 / 10));
    }
    Sketch(parts)
}
