//! Finding: something is wrong with the content; where, what, and what to do about it.
//!
//! Findings are gathered, never thrown: a stage returns its value and what it found (`Noted`).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::source::{Place, Source, SourcePath, Span};
use crate::words::{Language, Message, Wording};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written while one stands (错误).
    Error,
    /// Said, but the paper is printed (警告).
    Warning,
    /// Worth a look (提示).
    Info,
}

impl Severity {
    /// As programs spell it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One thing wrong with the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Whether it stops the press.
    pub severity: Severity,
    /// Where it is; a finding about the paper as a whole has no place.
    pub place: Option<Place>,
    /// Its code, message and help in both languages.
    pub wording: Wording,
    /// What the trade counts it as when it is printed.
    pub weight: Weight,
    /// What would mend it.
    pub fix: Option<Fix>,
}

/// What the trade counts a printed error as, in tenths: 10 for a wrong character, 1 for a wrong mark (《报纸编校差错率计算方法》, 2020).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Weight(pub u32);

/// What the trade counts a wrong character, number or name as.
pub(crate) const WHOLE: Weight = Weight(10);
/// What it counts a wrong mark, or a number in the wrong form, as.
pub(crate) const TENTH: Weight = Weight(1);

/// A mending that changes nothing of what is said: what to put in the place of some bytes of the finding's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The bytes.
    pub span: Span,
    /// What stands there then.
    pub text: String,
}

impl Finding {
    /// Something wrong that no rule of the proofreader's found.
    #[must_use]
    pub fn new(severity: Severity, place: Option<Place>, wording: Wording) -> Self {
        Self { severity, place, wording, weight: Weight::default(), fix: None }
    }

    /// Whether the paper cannot be printed while it stands: what the proofreader marks is weighed, and stops no press.
    #[must_use]
    pub fn blocks_printing(&self) -> bool {
        self.severity == Severity::Error && self.weight == Weight::default()
    }

    /// Something at `place` that must be mended before the paper can be printed.
    #[must_use]
    pub fn error(place: Place, wording: Wording) -> Self {
        Self::new(Severity::Error, Some(place), wording)
    }

    /// Something at `place` worth saying.
    #[must_use]
    pub fn warning(place: Place, wording: Wording) -> Self {
        Self::new(Severity::Warning, Some(place), wording)
    }
}

/// A finding as a reader is told of it: in one language, its place counted in lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// `unknown-figure`
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// Whether the paper cannot be printed while it stands.
    pub blocks_printing: bool,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it is.
    pub place: Option<ToldPlace>,
}

/// A place in a source, counted from 1 in lines and in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPlace {
    /// The file.
    pub file: SourcePath,
    /// The bytes of it.
    pub span: Span,
    /// Where it begins: line and column.
    pub start: (usize, usize),
    /// Where it ends.
    pub end: (usize, usize),
    /// The line it begins in, as written; of a long one, what stands around.
    pub line: String,
    /// The column with which that begins.
    pub from: usize,
}

impl Finding {
    /// The finding in `language`; `source` is its file, if that could be read.
    #[must_use]
    pub fn told(&self, source: Option<&Source>, language: Language) -> Told {
        let Message { message, help } = self.wording.said(language).clone();
        let place = self.place.as_ref().map(|place| ToldPlace::of(place, source));
        let (code, blocks_printing) = (self.wording.code.clone(), self.blocks_printing());
        Told { code, severity: self.severity, blocks_printing, message, help, place }
    }
}

impl ToldPlace {
    fn of(place: &Place, source: Option<&Source>) -> Self {
        let (file, span) = (place.path.clone(), place.span);
        let Some(source) = source else {
            return Self { file, span, start: (1, 1), end: (1, 1), line: String::new(), from: 1 };
        };
        let (start, end) = (source.line_and_column(span.start), source.line_and_column(span.end));
        let around = source.line_around(span.start);
        let (_, from) = source.line_and_column(around.start);
        let line = source.text()[around].trim_end_matches('\n').to_owned();
        Self { file, span, start, end, line, from }
    }
}

/// A value, and what was found on the way to it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Noted<T> {
    /// The value: as good as it could be made in spite of the findings.
    pub value: T,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl<T> Noted<T> {
    /// A value with findings.
    pub fn new(value: T, findings: Vec<Finding>) -> Self {
        Self { value, findings }
    }

    /// The value alone; its findings join `findings`.
    pub fn note_into(self, findings: &mut Vec<Finding>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// Gathers the findings of one source.
#[derive(Debug)]
pub struct Notes<'a> {
    path: &'a SourcePath,
    /// What was found so far.
    pub findings: Vec<Finding>,
}

impl<'a> Notes<'a> {
    /// An empty sheet for `path`.
    #[must_use]
    pub fn on(path: &'a SourcePath) -> Self {
        Self { path, findings: Vec::new() }
    }

    /// The source the notes are about.
    #[must_use]
    pub fn path(&self) -> &'a SourcePath {
        self.path
    }

    /// Something that must be mended before the paper can be printed.
    pub fn error(&mut self, span: Span, wording: Wording) {
        self.findings.push(Finding::error(Place::new(self.path, span), wording));
    }

    /// Something worth saying.
    pub fn warning(&mut self, span: Span, wording: Wording) {
        self.findings.push(Finding::warning(Place::new(self.path, span), wording));
    }
}

/// Puts findings in reading order: by file, then by position, the ones about the whole paper first.
pub(crate) fn in_reading_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.place, a.severity, &a.wording.code).cmp(&(&b.place, b.severity, &b.wording.code))
    });
}
