//! Excerpts: a place in a text, shown as its line with a caret below.

use annotate_snippets::{AnnotationKind, Element, Origin, Snippet};

use crate::source::{Place, Source};
use crate::visible::{masked, spelled};

/// A place, as its line with a caret below. A place of several lines is marked in its first, where it begins. The renderer gets
/// only that line, because it searches all the text that it is given, for each of what may be thousands of findings. It counts
/// columns from the start of that text, so for an excerpt of a long line it is told the first column.
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
