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
    let table = SketchPart::Table(all.flat_map(|row| lines_of_row(story, row)).collect());
    let caption = (!caption.is_empty()).then(|| SketchPart::Words(plain(story, caption), TITLE, 0));
    Sketch(caption.into_iter().chain([table]).collect())
}

/// The lines of a row, whose cells the editor may have broken.
fn lines_of_row(story: &Story, row: &[Vec<Inline>]) -> Vec<Vec<String>> {
    let is_break = |inline: &Inline| matches!(inline, Inline::Break(_));
    let cells: Vec<Vec<String>> =
        row.iter().map(|cell| cell.split(is_break).map(|line| plain(story, line)).collect()).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    let nth = |at: usize| cells.iter().map(|cell| cell.get(at).cloned().unwrap_or_default()).collect();
    (0..most).map(nth).collect()
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
        parts.push(SketchPart::Height(EM * 7 / 10));
    }
    Sketch(parts)
}
