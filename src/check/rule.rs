//! A rule: what it is called, how much its findings weigh, and how it looks.

use std::ops::Range;

use super::reading::Reading;
use crate::finding::{Finding, Fix, Severity, Weight};
pub(crate) use crate::finding::{TENTH, WHOLE};
use crate::galley::Line;
use crate::source::{Place, Span};
use crate::words::Wording;

/// One rule of the proofreader's.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case; the code of its findings.
    pub code: &'static str,
    /// The trade's letters for it in the guide: N01.
    pub letters: &'static str,
    /// How much its findings matter, unless one says otherwise.
    pub severity: Severity,
    /// What the trade counts one as.
    pub weight: Weight,
    /// How it looks.
    pub look: Look,
}

/// How a rule looks.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// At one story after another.
    Story(fn(&Reading, &mut Marks)),
    /// At all stories together.
    Paper(fn(&[Reading], &mut Marks)),
}

/// What a rule has marked.
#[derive(Debug)]
pub struct Marks {
    rule: &'static Rule,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl Marks {
    /// A clean sheet for a rule.
    #[must_use]
    pub fn of(rule: &'static Rule) -> Self {
        Self { rule, findings: Vec::new() }
    }

    /// Marks some bytes of a line. In the headline group an error counts twice, as the trade has it.
    pub fn mark(&mut self, line: &Line, range: Range<usize>, wording: Wording) -> &mut Finding {
        let finding = self.mark_at(Place::new(&line.path, line.place(range)), wording);
        if line.role.is_heading() {
            finding.weight = Weight(finding.weight.0 * 2);
        }
        finding
    }

    /// Marks a place that is no line's.
    pub fn mark_at(&mut self, place: Place, wording: Wording) -> &mut Finding {
        debug_assert_eq!(wording.code, self.rule.code, "a rule speaks under its own code");
        let severity = self.rule.severity;
        let finding = Finding { severity, place: Some(place), wording, weight: self.rule.weight, fix: None };
        let place = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[place]
    }

    /// Marks some bytes of a line, and offers what is `better`, if there is such, where they stand so in the file and no markup
    /// beside them.
    pub fn mend(&mut self, line: &Line, range: Range<usize>, better: Option<&str>, wording: Wording) {
        let better = better.filter(|_| line.is_among_words(range.clone()));
        let finding = self.mark(line, range, wording);
        let span = finding.place.as_ref().map_or(Span::default(), |place| place.span);
        finding.fix = better.map(|text| Fix { span, text: text.to_owned() });
    }
}
