//! Lines that are moved to the middle or to the right with spaces: a signature, a date, a verse. They are printed at the margin.

use super::Leftovers;
use crate::model::body::Inline;
use crate::parse::indent;
use crate::source::Span;
use crate::words::typed;

/// The longest such line, in characters. A paragraph that is merely indented too far is longer, or ends a sentence.
const LONGEST: usize = 40;

/// Whether a line with this indent and these words was moved.
pub(super) fn is_moved(indent: &str, line: &str) -> bool {
    let line = line.trim();
    let rest = indent::of(indent);
    rest.length == indent.len()
        && rest.is_of_moved_line()
        && !line.is_empty()
        && !line.starts_with('<') // Tags are indented as code is.
        && line.chars().count() <= LONGEST
        && !line.trim_end_matches(['”', '’', '）', ')']).ends_with(['。', '！', '？', '；', '：', '，', '…'])
}

/// Reports a paragraph that begins with such a line.
pub(super) fn find(source: &str, block: Span, content: &[Inline], left: &mut Leftovers) {
    let start = source[..block.start].rfind('\n').map_or(0, |end| end + 1);
    let line = source[start..].lines().next().unwrap_or_default();
    let unquoted = if line.starts_with('>') { line.trim_start_matches(['>', ' ']) } else { line };
    let indent = indent::of(unquoted);
    let from = start + line.len() - unquoted.len() + indent.length;
    let is_written = content.iter().any(|inline| matches!(inline, Inline::Text(_) | Inline::Marked(..)));
    let words = &unquoted[indent.length..];
    if is_written && block.start <= from && is_moved(&unquoted[..indent.length], words) {
        left.warning(Span::new(from, from + words.trim_end().len()), typed::moved_line(), None);
    }
}
