//! Near: the findings of a story that somebody types in, until the whole paper is read again. A large paper takes a second to read,
//! and a story by itself a few milliseconds.

use crate::finding::{Finding, Fix};
use crate::source::Span;

/// What the whole paper says about a story, and what the story by itself says about the same text.
#[derive(Debug)]
pub(super) struct NearFindings {
    /// The text of that reading.
    text: String,
    /// The findings that the story by itself does not have: about its links, or in comparison with other stories.
    others: Vec<Finding>,
    /// Those that only the story by itself has: they are waived.
    waived: Vec<Finding>,
}

impl NearFindings {
    /// Compares the findings of the whole paper in a story with those of the story by itself.
    pub(super) fn of(text: String, whole: Vec<Finding>, alone: &[Finding]) -> Self {
        let is_in = |finding: &Finding, among: &[Finding]| {
            among.iter().any(|other| other.place == finding.place && are_alike(other, finding))
        };
        let waived = alone.iter().filter(|finding| !is_in(finding, &whole)).cloned().collect();
        let others = whole.into_iter().filter(|finding| !is_in(finding, alone)).collect();
        Self { text, others, waived }
    }

    /// The findings in the text as it is now, of which the story by itself has those in `alone`. The others move with the text.
    pub(super) fn now(&self, text: &str, alone: Vec<Finding>) -> Vec<Finding> {
        let edit = Edit::between(&self.text, text);
        let is_waived = |finding: &Finding| self.waived.iter().any(|waived| are_alike(waived, finding));
        let others = self.others.iter().filter_map(|finding| edit.moved(finding));
        alone.into_iter().filter(|finding| !is_waived(finding)).chain(others).collect()
    }
}

/// Whether two findings say the same.
fn are_alike(one: &Finding, other: &Finding) -> bool {
    one.severity == other.severity && one.wording == other.wording
}

/// The part of a text that an edit has replaced.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    before: Span,
    after: Span,
}

impl Edit {
    fn between(before: &str, after: &str) -> Self {
        let pairs = before.bytes().zip(after.bytes());
        let start = pairs.take_while(|(before, after)| before == after).count();
        let shorter = before.len().min(after.len()) - start;
        let pairs = before.bytes().rev().zip(after.bytes().rev()).take(shorter);
        let end = pairs.take_while(|(before, after)| before == after).count();
        Self { before: Span::new(start, before.len() - end), after: Span::new(start, after.len() - end) }
    }

    /// A finding in the text as it is afterwards; `None` if the edit has touched it.
    fn moved(&self, finding: &Finding) -> Option<Finding> {
        let mut moved = finding.clone();
        if let Some(place) = &mut moved.place {
            place.span = self.moved_span(place.span)?;
        }
        moved.fix = moved.fix.and_then(|fix| Some(Fix { span: self.moved_span(fix.span)?, ..fix }));
        Some(moved)
    }

    fn moved_span(&self, span: Span) -> Option<Span> {
        let moved = |byte: usize| byte - self.before.end + self.after.end;
        match span {
            Span { end, .. } if end <= self.before.start => Some(span),
            Span { start, end } if start >= self.before.end => Some(Span::new(moved(start), moved(end))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::source::{Place, SourcePath};
    use crate::words::content;

    fn at(start: usize, end: usize, what: &str) -> Finding {
        let place = Place::new(&SourcePath::new("content/a.md"), Span::new(start, end));
        Finding::new(Severity::Error, Some(place), content::unknown_edition(what, std::iter::empty()))
    }

    #[test]
    fn what_the_story_does_not_say_itself_moves_with_the_text() {
        let (before, after) = ("一二三四五", "一二三三四五");
        let whole = vec![at(0, 3, "before"), at(12, 15, "after"), at(6, 12, "touched"), at(3, 6, "own")];
        let near = NearFindings::of(before.to_owned(), whole, &[at(3, 6, "own"), at(0, 3, "waived")]);

        let now = near.now(after, vec![at(3, 6, "own"), at(6, 9, "waived"), at(9, 12, "new")]);
        assert_eq!(now, [at(3, 6, "own"), at(9, 12, "new"), at(0, 3, "before"), at(15, 18, "after")]);
    }

    #[test]
    fn an_edit_is_what_differs() {
        let edit = |before: (usize, usize), after: (usize, usize)| Edit {
            before: Span::new(before.0, before.1),
            after: Span::new(after.0, after.1),
        };
        assert_eq!(Edit::between("abc", "abXc"), edit((2, 2), (2, 3)));
        assert_eq!(Edit::between("aaa", "aa"), edit((2, 3), (2, 2)));
        assert_eq!(Edit::between("", "ab"), edit((0, 0), (0, 2)));
        assert_eq!(Edit::between("same", "same"), edit((4, 4), (4, 4)));
    }
}
