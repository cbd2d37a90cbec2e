//! Code that is prose: a paragraph indented by four spaces, as Chinese authors indent.

use std::sync::LazyLock;

use regex::Regex;

use super::{Leftovers, fix, moved};
use crate::language::is_han;
use crate::source::Span;
use crate::words::typed as words;

/// A signature or a date.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[0-9０-９〇○零一二三四五六七八九十]{1,4}";
    Regex::new(&format!("^\\s*(?:[\\p{{Han}}·　（）、]{{2,}}|{number}\\s*[年./-]\\s*{number}\\s*[月./-]\\s*(?:{number}\\s*日?)?)\\s*$"))
        .expect("a constant")
});
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
    let is_prose = han > 3 && others * 2 <= han && (others == 0 || text.contains(MARKS));
    let is_signed = text.lines().all(|line| line.trim().is_empty() || SIGNED.is_match(line));
    if is_fenced || !is_prose && !is_signed {
        return;
    }
    let line_start = source[..block.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = Span::new(line_start, block.start + written.len() - written.trim_start().len());
    let first = written.trim_start().lines().next().unwrap_or_default();
    let is_one_line = text.trim_end().lines().count() == 1;
    let is_indent = source[indent.range()].chars().all(char::is_whitespace);
    // A line that was moved to the right is not at the margin without its indent.
    let is_moved = is_indent && moved::is_moved(&source[indent.range()], first);
    let fix = if is_one_line && is_indent && !is_moved { fix(indent, "") } else { None };
    left.warning(Span::new(indent.end, indent.end + first.trim_end().len()), words::indented_prose(), fix);
}
