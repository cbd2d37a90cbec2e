//! P13: a colon within the reach of another.
//!
//! A colon announces what follows to the end of its sentence; a second one inside it announces something else, and readers lose
//! which is which (GB/T 15834).
//!
//! Wrong: 会议强调：要抓好三件事：一是稳粮，二是增收. Right: 会议强调，要抓好三件事：一是稳粮，二是增收; 他说：“办法有两个：修渠、打井.”
//!
//! Guard: a colon within quotation marks, brackets or a title belongs to them, one between digits or letters is no colon, and labels
//! (时间：…, 问：…) are no announcements.

use crate::check::characters::{after, before, is_han, is_mark};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::galley::Line;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("nested-colons", "P13", Severity::Warning, TENTH, look);

/// The shortest clause before an announcement, in characters; a shorter one is a label.
const LABEL: usize = 3;

fn look(reading: &Reading, marks: &mut Marks) {
    for line in
        reading.lines().filter(|line| line.role.is_running() && line.text.matches('：').nth(1).is_some())
    {
        for at in nested(line) {
            marks.mark(line, at..at + '：'.len_utf8(), punctuation::nested_colon());
        }
    }
}

/// The second colons of sentences.
fn nested(line: &Line) -> Vec<usize> {
    let (mut found, mut depth, mut open, mut start) = (Vec::new(), 0_usize, false, 0);
    let mut is_form = false;
    for (at, mark) in line.text.char_indices() {
        match mark {
            '“' | '‘' | '（' | '《' | '【' | '「' => depth += 1,
            '”' | '’' | '）' | '》' | '】' | '」' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' | '；' | '\n' => {
                (open, is_form, start) = (false, false, at + mark.len_utf8());
            }
            // A line that begins with a label is a form, with a colon after each label: 时间：九时 地点：镇政府.
            '：' if depth == 0 && !open && line.text[start..at].chars().count() < LABEL => is_form = true,
            // A space divides the entries of a form.
            ' ' | '　' => open = false,
            '：' if depth == 0 && open && is_announced(&line.text, at) => found.push(at),
            '：' if depth == 0 && !is_form && is_announcing(&line.text, start, at) => open = true,
            _ => {}
        }
    }
    found
}

/// Whether a colon after another one introduces something too: there are words before it, and words, a number or a quotation after it.
fn is_announced(text: &str, at: usize) -> bool {
    let clause = text[..at].rsplit(is_mark).next().unwrap_or_default();
    let is_told = |next: char| is_han(next) || next.is_ascii_digit() || matches!(next, '“' | '《' | '（');
    clause.chars().count() > 1
        && before(text, at).is_some_and(is_han)
        && after(text, at + '：'.len_utf8()).is_some_and(is_told)
}

/// Whether a colon announces something: it comes after a clause of words, and before words.
fn is_announcing(text: &str, start: usize, at: usize) -> bool {
    let clause = text[start..at].rsplit(['，', '：', ' ', '　']).next().unwrap_or_default();
    let is_clause = clause.chars().count() >= LABEL && before(text, at).is_some_and(is_han);
    is_clause && after(text, at + '：'.len_utf8()).is_some_and(|next| is_han(next) || next.is_ascii_digit())
}
