//! The resolved figures and exhibits of a story, and its summary.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::draft::StoryDraft;
use super::exhibit::Exhibit;
use crate::exhibits::FigureOrigin;
use crate::language::measures;

/// What a story prints from ledgers. It is computed on first use, because a build needs it for few stories.
#[derive(Debug)]
pub struct Figured {
    printed: OnceLock<Vec<PrintedFigure>>,
    exhibits: OnceLock<Vec<Exhibit>>,
    summary: OnceLock<String>,
    ledgers: Arc<dyn ResolveFigures>,
}

/// Resolves what a story prints from ledgers.
pub trait ResolveFigures: fmt::Debug + Send + Sync {
    /// The printed form of each of the draft's references.
    fn printed(&self, draft: &StoryDraft) -> Vec<PrintedFigure>;

    /// The draft's exhibits, with their figures.
    fn exhibits(&self, draft: &StoryDraft) -> Vec<Exhibit>;

    /// 摘要
    fn summary(&self, draft: &StoryDraft, printed: &[PrintedFigure]) -> String;
}

impl Figured {
    /// A value that is not computed yet.
    #[must_use]
    pub fn by(ledgers: Arc<dyn ResolveFigures>) -> Self {
        Self { printed: OnceLock::new(), exhibits: OnceLock::new(), summary: OnceLock::new(), ledgers }
    }

    /// Stores a value that is computed already.
    pub fn fill(&self, printed: Vec<PrintedFigure>, exhibits: Vec<Exhibit>, summary: String) {
        self.printed.get_or_init(|| printed);
        self.exhibits.get_or_init(|| exhibits);
        self.summary.get_or_init(|| summary);
    }

    pub(super) fn printed(&self, draft: &StoryDraft) -> &[PrintedFigure] {
        self.printed.get_or_init(|| self.ledgers.printed(draft))
    }

    pub(super) fn exhibits(&self, draft: &StoryDraft) -> &[Exhibit] {
        self.exhibits.get_or_init(|| self.ledgers.exhibits(draft))
    }

    pub(super) fn summary(&self, draft: &StoryDraft) -> &str {
        self.summary.get_or_init(|| self.ledgers.summary(draft, self.printed(draft)))
    }
}

/// A figure as it is printed in a story.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PrintedFigure {
    /// The text for readers: 600余人次.
    pub text: String,
    /// The value for machines: 600.
    pub value: String,
    /// Where it comes from.
    pub origin: FigureOrigin,
    /// The period that the story names, if it names one.
    pub period: Option<String>,
}

/// The most characters of a figure that is kept on one line; a narrow column has eleven.
const LONGEST_WHOLE: usize = 14;

impl PrintedFigure {
    /// Whether it must stay on one line: it is written in digits, with a unit, and not as long as a line.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_number = self.text.contains(|character: char| character.is_ascii_digit());
        is_number && self.text.chars().count() <= LONGEST_WHOLE
    }

    /// The part that stays on one line, and the part that may be broken like other words: `5个` of `5个板块`, since a number is bound
    /// to its first measure word only. The first part is empty if the figure is not whole.
    #[must_use]
    pub fn bound(&self) -> (&str, &str) {
        if !self.is_whole() {
            return ("", &self.text);
        }
        let number = self.text.rfind(|character: char| character.is_ascii_digit()).map_or(0, |last| last + 1);
        let after = self.text[number..].trim_start_matches(['余', '多', '几', '十', '百', '千', '万', '亿']);
        let first = measures::at_start(after)
            .map_or_else(|| after.chars().next().map_or(0, char::len_utf8), str::len);
        let is_chinese = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
        let rest = &after[first..];
        let may_part = rest.chars().count() > 1 && after.chars().all(is_chinese);
        self.text.split_at(self.text.len() - if may_part { rest.len() } else { 0 })
    }
}
