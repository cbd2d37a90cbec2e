//! Full-width marks where YAML or a reference wants half-width ones: YAML takes them for words, so `{label：播种，value：600}` has one
//! strange key.

use crate::fields::{KeyValue, Node, NodeKind};
use crate::finding::Notes;
use crate::source::Span;
use crate::words::reading;

/// The half-width form of a mark between keys and values.
const MARKS: [(char, &str); 2] = [('：', ":"), ('，', ",")];
/// The keys that are mostly written in braces.
const KEYS: [&str; 28] = [
    "label",
    "value",
    "unit",
    "about",
    "window",
    "as_of",
    "measure",
    "indicator",
    "note",
    "from",
    "to",
    "one",
    "other",
    "name",
    "slug",
    "form",
    "kind",
    "owner",
    "since",
    "source",
    "title",
    "url",
    "date",
    "reason",
    "src",
    "alt",
    "caption",
    "credit",
];
/// Marks that are taken for the `|` and the `:` of a reference.
const LOOKALIKES: [(char, char); 11] = [
    ('｜', '|'),
    ('丨', '|'),
    ('│', '|'),
    ('︱', '|'),
    ('ǀ', '|'),
    ('∣', '|'),
    ('¦', '|'),
    ('：', ':'),
    ('∶', ':'),
    ('﹕', ':'),
    ('꞉', ':'),
];

/// A reference with the marks that were meant, and the first that was not; `None` if there is none.
#[must_use]
pub(crate) fn meant(written: &str) -> Option<(String, char, char)> {
    let like = |character: char| LOOKALIKES.iter().find(|(wide, _)| *wide == character);
    let (found, wanted) = *written.chars().find_map(like)?;
    let meant = written.chars().map(|character| like(character).map_or(character, |(_, mark)| *mark));
    Some((meant.collect(), found, wanted))
}

/// The entries that a key without a value, or a value, was meant to be: `label：播种，value：600`. Each full-width mark among them is
/// a finding. `written` is the text of the file at `span`.
pub(crate) fn divided(
    key: Option<(&str, Span)>,
    written: &str,
    span: Span,
    notes: &mut Notes,
) -> Option<Vec<KeyValue>> {
    let mut pieces: Vec<Span> = Vec::new();
    let mut start = 0;
    for (at, mark) in written.match_indices('，').chain([(written.len(), "")]) {
        let piece = Span::new(start, at);
        start = at + mark.len();
        match pieces.last_mut() {
            Some(last) if colon(&written[piece.range()]).is_none() => last.end = at, // A comma of the value.
            _ => pieces.push(piece),
        }
    }
    let is_first_keyed = key.is_some() || colon(&written[pieces.first()?.range()]).is_some();
    if !is_first_keyed || key.is_some() && pieces.len() < 2 {
        return None;
    }
    let entry = |piece: &Span| {
        let text = &written[piece.range()];
        let place = |from: usize, to: usize| {
            Span::new(piece.start + from, piece.start + to).trimmed(written).shifted(span.start)
        };
        let scalar = |text: &str, span| Node {
            kind: NodeKind::Scalar { text: text.trim().to_owned(), plain: true },
            span,
        };
        match (colon(text), key) {
            (None, Some((key, key_span))) => {
                KeyValue { key: key.to_owned(), key_span, value: scalar(text, place(0, text.len())) }
            }
            (colon, _) => {
                let (end, start) = colon.map_or((text.len(), text.len()), |at| (at, at + '：'.len_utf8()));
                let value = scalar(&text[start..], place(start, text.len()));
                KeyValue { key: text[..end].trim().to_owned(), key_span: place(0, end), value }
            }
        }
    };
    let entries = pieces.iter().map(entry).collect();
    report(written, &pieces, span, notes);
    Some(entries)
}

/// Reports the colon of each piece, and the comma before each.
fn report(written: &str, pieces: &[Span], span: Span, notes: &mut Notes) {
    let mut mark_at = |at: usize, mark: usize| {
        let (found, wanted) = MARKS[mark];
        let place = Span::new(at, at + found.len_utf8()).shifted(span.start);
        notes.error(place, reading::full_width(found, wanted));
    };
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            mark_at(piece.start - '，'.len_utf8(), 1);
        }
        if let Some(at) = colon(&written[piece.range()]) {
            mark_at(piece.start + at, 0);
        }
    }
}

/// Where the full-width colon after a key is: one that is written in braces, since any other word may begin a value (记者：).
fn colon(text: &str) -> Option<usize> {
    let at = text.find('：')?;
    KEYS.contains(&text[..at].trim()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn keys(key: Option<&str>, written: &str) -> Option<Vec<String>> {
        let path = SourcePath::new("content/ledgers/l.yaml");
        let mut notes = Notes::on(&path);
        let key = key.map(|key| (key, Span::default()));
        let entries = divided(key, written, Span::new(0, written.len()), &mut notes)?;
        let shown = |entry: KeyValue| format!("{}={}", entry.key, entry.value.scalar().unwrap_or_default());
        assert!(!notes.findings.is_empty());
        Some(entries.into_iter().map(shown).collect())
    }

    #[test]
    fn entries_are_divided_at_the_marks_that_were_meant() {
        let all =
            |entries: &[&str]| Some(entries.iter().map(|entry| (*entry).to_owned()).collect::<Vec<_>>());
        assert_eq!(keys(None, "label：播种，value：600"), all(&["label=播种", "value=600"]));
        assert_eq!(keys(None, "label：播种，收割，value：600"), all(&["label=播种，收割", "value=600"]));
        assert_eq!(keys(Some("label"), "播种，value：600"), all(&["label=播种", "value=600"]));
        assert_eq!(keys(Some("label"), "播种，收割"), None);
        assert_eq!(keys(Some("note"), "记者：张，编辑：李"), None);
        assert_eq!(keys(None, "播种面积"), None);
    }

    #[test]
    fn a_reference_is_read_with_the_marks_that_were_meant() {
        assert_eq!(meant("{{a｜value}}"), Some(("{{a|value}}".to_owned(), '｜', '|')));
        assert_eq!(meant("{{l：a丨value}}"), Some(("{{l:a|value}}".to_owned(), '：', ':')));
        assert_eq!(meant("{{a|value}}"), None);
    }
}
