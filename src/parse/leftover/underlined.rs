//! Words with a line of dashes right below them: Markdown makes them a heading, where a dividing line was meant.

use super::Leftovers;
use crate::source::Span;
use crate::words::typed as words;

/// The longest heading that is written like this on purpose, in characters.
const HEADING: usize = 24;

/// Reports a heading that is more than a short line, or that ends as a sentence does.
pub(super) fn find(source: &str, heading: Span, left: &mut Leftovers) {
    let written = source[heading.range()].trim_end();
    let Some((words_above, rule)) = written.rsplit_once('\n') else { return };
    if !rule.trim().chars().all(|character| matches!(character, '-' | '=')) {
        return;
    }
    let text = words_above.trim();
    let is_sentence = text.ends_with(['。', '！', '？', '；', '：', '，']);
    if text.contains('\n') || text.chars().count() > HEADING || is_sentence {
        let start = heading.start + words_above.len() - words_above.trim_start().len();
        let first = text.lines().next().unwrap_or_default();
        left.warning(Span::new(start, start + first.len()), words::underlined_words(rule.trim()), None);
    }
}
