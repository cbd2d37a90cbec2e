//! A rule: its name, the weight of its findings, and its function.

use std::borrow::Cow;
use std::ops::Range;

use super::reading::{House, Reading};
use crate::finding::{Finding, Fix, Severity, Weight};
pub(crate) use crate::finding::{TENTH, WHOLE};
use crate::galley::Line;
use crate::language::TextLanguage;
use crate::source::{Place, Span};
use crate::words::Remark;

/// One rule of the proofreader's.
#[derive(Debug)]
pub struct Rule {
    /// In kebab case; the code of its findings.
    pub code: &'static str,
    /// Its code in the guide: N01.
    pub letters: &'static str,
    /// The severity of its findings, unless one says otherwise.
    pub severity: Severity,
    /// The weight of an error, by the trade's standard.
    pub weight: Weight,
    /// The languages whose texts it reads.
    pub texts: RuleTexts,
    /// Its function.
    pub look: Look,
}

/// The languages whose texts a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleTexts {
    /// Its words are those of simplified Chinese.
    Simplified,
    /// It knows how Chinese is written, in either script.
    Chinese,
    /// It knows every language, or what it checks is the same in all.
    All,
    /// All but simplified Chinese, for which other rules check the same.
    Others,
}

impl Rule {
    /// The same rule for the texts of other languages.
    #[must_use]
    pub(crate) const fn reading(self, texts: RuleTexts) -> Self {
        Self { texts, ..self }
    }

    /// Whether it reads texts in a language.
    #[must_use]
    pub fn reads(&self, language: TextLanguage) -> bool {
        match self.texts {
            RuleTexts::Simplified => language == TextLanguage::SimplifiedChinese,
            RuleTexts::Chinese => language.is_chinese(),
            RuleTexts::All => true,
            RuleTexts::Others => language != TextLanguage::SimplifiedChinese,
        }
    }

    /// The stories that it reads.
    #[must_use]
    pub(crate) fn readable<'p, 'r>(&self, readings: &'r [Reading<'p>]) -> Cow<'r, [Reading<'p>]> {
        if readings.iter().all(|reading| self.reads(reading.language())) {
            return Cow::Borrowed(readings);
        }
        readings.iter().filter(|reading| self.reads(reading.language())).copied().collect()
    }

    /// The same rule, which also reads what is outside the stories.
    #[must_use]
    pub(crate) const fn and_of_paper(self, of_paper: LookAtPaper) -> Self {
        let look = match self.look {
            Look::Story(look) | Look::Both(look, _) => Look::Both(look, of_paper),
            Look::Paper(_) => Look::Paper(of_paper),
        };
        Self { look, ..self }
    }

    /// A rule that reads one story at a time.
    #[must_use]
    pub(crate) const fn of_story(
        code: &'static str,
        letters: &'static str,
        severity: Severity,
        weight: Weight,
        look: LookAtStory,
    ) -> Self {
        Self { code, letters, severity, weight, texts: RuleTexts::Chinese, look: Look::Story(look) }
    }

    /// A rule that reads all stories together.
    #[must_use]
    pub(crate) const fn of_paper(
        code: &'static str,
        letters: &'static str,
        severity: Severity,
        weight: Weight,
        look: LookAtPaper,
    ) -> Self {
        Self { code, letters, severity, weight, texts: RuleTexts::Chinese, look: Look::Paper(look) }
    }
}

/// A function that reads one story at a time.
type LookAtStory = fn(&Reading, &mut Marks);
/// A function that reads all stories together, and the ledgers.
type LookAtPaper = fn(&House, &[Reading], &mut Marks);

/// The function of a rule.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// Reads one story at a time.
    Story(LookAtStory),
    /// Reads all stories together.
    Paper(LookAtPaper),
    /// Reads one story at a time, and then what is in no story.
    Both(LookAtStory, LookAtPaper),
}

impl Look {
    /// The function that reads one story at a time, if there is one.
    #[must_use]
    pub(crate) fn of_story(self) -> Option<LookAtStory> {
        match self {
            Self::Story(look) | Self::Both(look, _) => Some(look),
            Self::Paper(_) => None,
        }
    }

    /// The function that reads the paper, if there is one.
    #[must_use]
    pub(crate) fn of_paper(self) -> Option<LookAtPaper> {
        match self {
            Self::Paper(look) | Self::Both(_, look) => Some(look),
            Self::Story(_) => None,
        }
    }
}

/// The findings of a rule.
#[derive(Debug)]
pub struct Marks {
    rule: &'static Rule,
    /// The findings.
    pub findings: Vec<Finding>,
}

impl Marks {
    /// No findings yet.
    #[must_use]
    pub fn of(rule: &'static Rule) -> Self {
        Self { rule, findings: Vec::new() }
    }

    /// Marks some bytes of a line. In the headline group an error counts twice, by the trade's standard.
    pub(crate) fn mark(&mut self, line: &Line, range: Range<usize>, remark: Remark) -> &mut Finding {
        let finding = self.mark_at(Place::new(&line.path, line.place(range)), remark);
        if line.role.is_heading() {
            finding.weight = Weight(finding.weight.0 * 2);
        }
        finding
    }

    /// Marks a place that belongs to no line.
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

    /// Marks some bytes of a line and offers `better`, if given, where the file has exactly these bytes and no markup beside
    /// them.
    pub(crate) fn mend(&mut self, line: &Line, range: Range<usize>, better: Option<&str>, remark: Remark) {
        let better = better.filter(|_| line.is_replaceable(range.clone()));
        let finding = self.mark(line, range, remark);
        let span = finding.place.as_ref().map_or(Span::default(), |place| place.span);
        finding.fix = better.map(|text| Fix { span, text: text.to_owned() });
    }
}
