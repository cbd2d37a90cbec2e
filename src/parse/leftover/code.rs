//! Code that is prose: a paragraph indented by four spaces, as Chinese authors indent.

use super::{Leftovers, fix, is_han};
use crate::source::Span;
use crate::words::typed as words;

/// The marks of Chinese sentences.
const MARKS: [char; 8] = ['，', '。', '；', '：', '！', '？', '、', '”'];

/// Reports indented code, `text`, that is Chinese prose.
pub(super) fn find(source: &str, block: Span, text: &str, left: &mut Leftovers) {
    let written = &source[block.range()];
    let is_fenced = ["```", "~~~"].iter().any(|fence| written.trim_start().starts_with(fence));
    let han = text.chars().filter(|character| is_han(*character)).count();
    let others =
        text.chars().filter(|character| character.is_ascii_alphanumeric() || "{}=();<>".contains(*character));
    let others = others.count();
    if is_fenced || han < 4 || others * 2 > han || others > 0 && !text.contains(MARKS) {
        return;
    }
    let line_start = source[..block.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = Span::new(line_start, block.start + written.len() - written.trim_start().len());
    let first = written.trim_start().lines().next().unwrap_or_default();
    let is_one_line = text.trim_end().lines().count() == 1;
    let is_indent = source[indent.range()].chars().all(char::is_whitespace);
    let fix = if is_one_line && is_indent { fix(indent, "") } else { None };
    left.warning(Span::new(indent.end, indent.end + first.trim_end().len()), words::indented_prose(), fix);
}
