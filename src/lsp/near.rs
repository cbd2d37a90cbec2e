//! Near: the findings of a story that somebody types in, until the whole paper is read again. A large paper takes a second to read,
//! and a story by itself a few milliseconds.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

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
        let shared = SharedParts::of(&self.text, text);
        let is_waived = |finding: &Finding| self.waived.iter().any(|waived| are_alike(waived, finding));
        let others = self.others.iter().filter_map(|finding| shared.moved(finding));
        alone.into_iter().filter(|finding| !is_waived(finding)).chain(others).collect()
    }
}

/// Whether two findings say the same.
fn are_alike(one: &Finding, other: &Finding) -> bool {
    one.severity == other.severity && one.wording == other.wording
}

/// How long two versions of a text are compared at most; then larger parts of them count as changed.
const PATIENCE: Duration = Duration::from_millis(20);

/// The parts that two versions of a text share.
struct SharedParts {
    /// The bytes of each in the version before, and where it begins in the one after.
    parts: Vec<(Span, usize)>,
}

impl SharedParts {
    fn of(before: &str, after: &str) -> Self {
        let mut parts: Vec<(Span, usize)> = Vec::new();
        let (mut old, mut new) = (0, 0);
        for change in TextDiff::configure().timeout(PATIENCE).diff_chars(before, after).iter_all_changes() {
            let length = change.value().len();
            match (change.tag(), parts.last_mut()) {
                (ChangeTag::Delete, _) => old += length,
                (ChangeTag::Insert, _) => new += length,
                (ChangeTag::Equal, Some((part, at)))
                    if part.end == old && *at + part.range().len() == new =>
                {
                    part.end += length;
                    (old, new) = (old + length, new + length);
                }
                (ChangeTag::Equal, _) => {
                    parts.push((Span::new(old, old + length), new));
                    (old, new) = (old + length, new + length);
                }
            }
        }
        Self { parts }
    }

    /// A finding in the version after; `None` if what it is about has changed.
    fn moved(&self, finding: &Finding) -> Option<Finding> {
        let mut moved = finding.clone();
        if let Some(place) = &mut moved.place {
            place.span = self.moved_span(place.span)?;
        }
        moved.fix = moved.fix.and_then(|fix| Some(Fix { span: self.moved_span(fix.span)?, ..fix }));
        Some(moved)
    }

    fn moved_span(&self, span: Span) -> Option<Span> {
        if span == Span::default() {
            return Some(span); // It is about the file.
        }
        let (part, at) = self.parts.iter().find(|(part, _)| part.covers(span))?;
        Some(Span::new(span.start - part.start + at, span.end - part.start + at))
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
        let (before, after) = ("一二\n三四\n五六\n七八\n", "零\n一二\n三三\n五六\n七\n七八\n");
        let whole = vec![
            at(0, 6, "first"),
            at(7, 13, "changed"),
            at(14, 20, "third"),
            at(21, 24, "own"),
            at(0, 0, "file"),
        ];
        let near = NearFindings::of(before.to_owned(), whole, &[at(21, 24, "own"), at(0, 6, "waived")]);

        let now = near.now(after, vec![at(29, 32, "own"), at(4, 10, "waived"), at(11, 14, "new")]);
        let others = [at(4, 10, "first"), at(18, 24, "third"), at(0, 0, "file")];
        assert_eq!(now, [vec![at(29, 32, "own"), at(11, 14, "new")], others.to_vec()].concat());
    }
}
