//! A rule: what it is called, how much its findings weigh, and how it looks.

use std::ops::Range;

use super::reading::{House, Reading};
use crate::finding::{Finding, Fix, Severity, Weight};
pub(crate) use crate::finding::{TENTH, WHOLE};
use crate::galley::Line;
use crate::source::{Place, Span};
use crate::words::Remark;

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

impl Rule {
    /// A rule that looks at one story after another.
    #[must_use]
    pub(crate) const fn of_story(
        code: &'static str,
        letters: &'static str,
        severity: Severity,
        weight: Weight,
        look: fn(&Reading, &mut Marks),
    ) -> Self {
        Self { code, letters, severity, weight, look: Look::Story(look) }
    }

    /// A rule that looks at all stories together.
    #[must_use]
    pub(crate) const fn of_paper(
        code: &'static str,
        letters: &'static str,
        severity: Severity,
        weight: Weight,
        look: fn(&House, &[Reading], &mut Marks),
    ) -> Self {
        Self { code, letters, severity, weight, look: Look::Paper(look) }
    }
}

/// How a rule looks.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// At one story after another.
    Story(fn(&Reading, &mut Marks)),
    /// At all stories together.
    Paper(fn(&House, &[Reading], &mut Marks)),
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
    pub(crate) fn mark(&mut self, line: &Line, range: Range<usize>, remark: Remark) -> &mut Finding {
        let finding = self.mark_at(Place::new(&line.path, line.place(range)), remark);
        if line.role.is_heading() {
            finding.weight = Weight(finding.weight.0 * 2);
        }
        finding
    }

    /// Marks a place that is no line's.
    pub(crate) fn mark_at(&mut self, place: Place, remark: Remark) -> &mut Finding {
        let severity = self.rule.severity;
        let finding = Finding {
            severity,
            place: Some(place),
            wording: remark.under(self.rule.code),
            weight: self.rule.weight,
            fix: None,
        };
        let place = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[place]
    }

    /// Marks some bytes of a line, and offers what is `better`, if there is such, where they stand so in the file and no markup
    /// beside them.
    pub(crate) fn mend(&mut self, line: &Line, range: Range<usize>, better: Option<&str>, remark: Remark) {
        let better = better.filter(|_| line.is_among_words(range.clone()));
        let finding = self.mark(line, range, remark);
        let span = finding.place.as_ref().map_or(Span::default(), |place| place.span);
        finding.fix = better.map(|text| Fix { span, text: text.to_owned() });
    }
}
