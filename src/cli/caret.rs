//! The caret: a place of a text, shown with its line and a mark under it.

use annotate_snippets::{AnnotationKind, Element, Origin, Snippet};

use crate::source::{Place, Source};
use crate::visible::{masked, spelled};

/// A place with its line and its mark under it. What spans many lines is marked on its first: a reader wants to see where it
/// begins. The renderer is given that line alone: it goes through all that it is given, for each of what may be thousands. It
/// counts columns from where that begins, so of a line that is shown in part it is told them.
pub(crate) fn marked<'p>(place: &'p Place, source: &'p Source) -> Vec<Element<'p>> {
    let (text, path) = (source.text(), spelled(place.path.as_str()));
    let start = text.floor_char_boundary(place.span.start);
    let (line, column) = source.line_and_column(start);
    let around = source.line_around(start);
    let shown = &text[around.clone()];
    let end = text.floor_char_boundary(place.span.end).clamp(start, around.end);
    let (from, to) = (start - around.start, end - around.start);
    let to = shown[from..to].find('\n').map_or(to, |at| from + at);
    let snippet =
        Snippet::source(masked(shown)).line_start(line).annotation(AnnotationKind::Primary.span(from..to));
    if source.line_and_column(around.start).1 == 1 {
        vec![snippet.path(path).into()]
    } else {
        vec![Origin::path(path).line(line).char_column(column).into(), snippet.into()]
    }
}
