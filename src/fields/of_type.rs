//! Nodes as values of a type: a text, a number, a mapping. A value of another type is a finding.

use super::{KeyValue, Node, NodeKind, Number, half_width, is_missing, parse_number};
use crate::finding::Notes;
use crate::words::reading::{self, ValueShape};
use crate::words::{figures, values};

/// The entries of a mapping.
pub(super) fn entries(node: &Node) -> Option<&[KeyValue]> {
    if let NodeKind::Mapping(entries) = &node.kind { Some(entries) } else { None }
}

/// Reports a value that is no mapping; `sample` is one that fits there.
pub(crate) fn report_no_mapping(node: &Node, sample: &str, notes: &mut Notes) {
    notes.error(
        node.span,
        match &node.kind {
            NodeKind::Scalar { text, .. } if text.starts_with('｛') => reading::full_width('｛', "{"),
            NodeKind::Scalar { text, .. } => reading::no_mapping(&format!("`{text}`"), sample),
            NodeKind::List(_) | NodeKind::Mapping(_) => reading::no_mapping("`[…]`", sample),
        },
    );
}

/// The text of a scalar, as written.
pub(crate) fn text(node: &Node, notes: &mut Notes) -> Option<String> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text.clone()),
        NodeKind::List(_) => wrong(node, ValueShape::Text, "[…]", notes),
        NodeKind::Mapping(_) => wrong(node, ValueShape::Text, "{…}", notes),
    }
}

/// Reports a name in quotation marks of print, which YAML reads as a part of it.
pub(super) fn report_quoted(node: &Node, notes: &mut Notes) {
    const MARKS: [(char, char); 4] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』')];
    let NodeKind::Scalar { text, plain: true } = &node.kind else { return };
    let inner = MARKS.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    if let Some(inner) =
        inner.filter(|inner| !inner.is_empty() && !inner.contains(['“', '”', '‘', '’', '「', '」']))
    {
        notes.warning(node.span, reading::quoted_name(text, inner));
    }
}

/// The number of an entry; an empty value is reported as missing, at its key.
pub(crate) fn number_of(entry: &KeyValue, notes: &mut Notes) -> Option<Number> {
    if entry.value.is_null() {
        notes.error(entry.key_span, figures::missing(""));
        return None;
    }
    number(&entry.value, notes)
}

/// The text of a scalar that must not be empty.
pub(crate) fn nonempty_text(node: &Node, notes: &mut Notes) -> Option<String> {
    let text = text(node, notes)?;
    if text.trim().is_empty() {
        notes.error(node.span, reading::empty_text());
        return None;
    }
    Some(text)
}

/// A number as written: digits, perhaps a sign and a decimal point.
pub(crate) fn number(node: &Node, notes: &mut Notes) -> Option<Number> {
    let text = text(node, notes)?;
    if is_missing(&text) {
        notes.error(node.span, figures::missing(&text));
        return None;
    }
    parse_number(&text).or_else(|| wrong_number(node, ValueShape::Number, &text, notes))
}

/// Reports a text that is no number; if there is one number in it, offers that.
pub(super) fn wrong_number<T>(node: &Node, wanted: ValueShape, found: &str, notes: &mut Notes) -> Option<T> {
    let half = half_width(found);
    let is_digit = |character: char| character.is_ascii_digit() || character == '.';
    let mut runs = half.split(|character| !is_digit(character)).filter(|run| !run.is_empty());
    let number = runs.next().and_then(parse_number).filter(|number| {
        runs.next().is_none() && (wanted == ValueShape::Number || number.amount.is_integer())
    });
    let Some(number) = number.filter(|_| node.scalar().is_some()) else {
        return wrong(node, wanted, found, notes);
    };
    notes.error(node.span, values::number_in_words(wanted, &format!("`{found}`"), &number.written));
    None
}

/// Reports a value of another type.
pub(super) fn wrong<T>(node: &Node, wanted: ValueShape, found: &str, notes: &mut Notes) -> Option<T> {
    notes.error(node.span, reading::wrong_type(wanted, &format!("`{found}`")));
    None
}
