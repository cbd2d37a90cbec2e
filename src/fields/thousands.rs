//! Thousands separators: inside `{…}` and `[…]` YAML takes them for its own commas, and splits one number into several.

use super::node::{KeyValue, Node, NodeKind};
use crate::finding::Notes;
use crate::source::Span;
use crate::words::figures;

/// Whether the entry `key: value` is only the end of the number before it: `200` of `{value: 1,200}`. If so, a finding
/// reports it, and the number is joined again.
pub(crate) fn joined_thousands(
    source: &str,
    entries: &mut [KeyValue],
    key: &str,
    key_span: Span,
    value: &Node,
    notes: &mut Notes,
) -> bool {
    let Some(before) = entries.last_mut().filter(|_| value.is_null()) else { return false };
    if !is_thousands_group(&before.value, key, key_span) || source.as_bytes()[before.value.span.end] != b',' {
        return false;
    }
    let span = Span::new(before.value.span.start, key_span.end);
    let is_reported = matches!(notes.findings.last(), Some(last) if last.place.as_ref().is_some_and(|place| place.span.start == span.start));
    if let NodeKind::Scalar { text, .. } = &mut before.value.kind {
        text.push_str(key);
        if is_reported {
            notes.findings.pop(); // The finding for `1,234`, the start of `1,234,567`.
        }
        notes.error(span, figures::thousands(&source[span.range()], text));
    }
    before.value.span = span;
    true
}

/// Reports numbers in a list that may be one number: `[1,200]`.
pub(crate) fn report_thousands(items: &[Node], notes: &mut Notes) {
    for pair in items.windows(2) {
        if let NodeKind::Scalar { text, plain: true } = &pair[1].kind
            && is_thousands_group(&pair[0], text, pair[1].span)
            && let NodeKind::Scalar { text: before, .. } = &pair[0].kind
        {
            let span = Span::new(pair[0].span.start, pair[1].span.end);
            notes.error(span, figures::thousands(&format!("{before},{text}"), &format!("{before}{text}")));
        }
    }
}

/// Whether `after`, written at `span`, is three digits that directly follow the comma after a number.
fn is_thousands_group(before: &Node, after: &str, span: Span) -> bool {
    let NodeKind::Scalar { text, plain: true } = &before.kind else { return false };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits(text) == text.len() && !text.is_empty() && !text.starts_with('0');
    is_number && digits(after) == 3 && before.span.end + 1 == span.start
}
