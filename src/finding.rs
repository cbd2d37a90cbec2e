//! Finding: a problem with the content; where it is, what it is, and what to do about it.
//!
//! Findings are collected, not thrown: a stage returns its value together with its findings (`Noted`).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::source::{Place, Source, SourcePath, Span};
use crate::words::{Language, Message, Wording};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Prevents printing (错误).
    Error,
    /// Reported, but the paper is printed (警告).
    Warning,
    /// Worth checking (提示).
    Info,
}

impl Severity {
    /// Its name in machine-readable output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One problem with the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is; a finding about the paper as a whole has no place.
    pub place: Option<Place>,
    /// Its code, message and help in both languages.
    pub wording: Wording,
    /// How much it counts in the error rate of a publication.
    pub weight: Weight,
    /// A correction that can be applied automatically.
    pub fix: Option<Fix>,
}

/// The weight of an error in the error rate of a publication, in tenths: 10 for a wrong character, 1 for a wrong mark
/// (《报纸编校差错率计算方法》, 2020).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Weight(pub u32);

/// The weight of a wrong character, number or name.
pub(crate) const WHOLE: Weight = Weight(10);
/// The weight of a wrong mark, or of a number in the wrong form.
pub(crate) const TENTH: Weight = Weight(1);

/// A correction that does not change the meaning: a replacement for some bytes of the finding's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The bytes to replace.
    pub span: Span,
    /// Their replacement.
    pub text: String,
}

impl Finding {
    /// Whether it is in a file.
    #[must_use]
    pub(crate) fn is_in(&self, path: &SourcePath) -> bool {
        self.place.as_ref().is_some_and(|place| place.path == *path)
    }

    /// A finding that does not come from a proofreading rule.
    #[must_use]
    pub fn new(severity: Severity, place: Option<Place>, wording: Wording) -> Self {
        Self { severity, place, wording, weight: Weight::default(), fix: None }
    }

    /// Whether the paper cannot be printed because of it. Findings of the proofreader have a weight and never prevent printing.
    #[must_use]
    pub fn blocks_printing(&self) -> bool {
        self.severity == Severity::Error && self.weight == Weight::default()
    }

    /// An error at `place`.
    #[must_use]
    pub fn error(place: Place, wording: Wording) -> Self {
        Self::new(Severity::Error, Some(place), wording)
    }

    /// A warning at `place`.
    #[must_use]
    pub fn warning(place: Place, wording: Wording) -> Self {
        Self::new(Severity::Warning, Some(place), wording)
    }
}

/// A finding in one language, with its place in lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalizedFinding {
    /// `unknown-figure`
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// Whether the paper cannot be printed because of it.
    pub blocks_printing: bool,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it is.
    pub place: Option<LocalizedPlace>,
    /// A correction that can be applied automatically.
    pub fix: Option<Fix>,
}

/// A place in a source, in lines and characters counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalizedPlace {
    /// The file.
    pub file: SourcePath,
    /// The bytes in it.
    pub span: Span,
    /// Where it begins: line and column.
    pub start: (usize, usize),
    /// Where it ends.
    pub end: (usize, usize),
    /// The line it begins in, as written; of a long line, only the part around it.
    pub line: String,
    /// The column at which `line` begins.
    pub from: usize,
}

impl LocalizedPlace {
    /// `content/editions/2025-11-20/a.md:12:5`
    #[must_use]
    pub fn spelled(&self) -> String {
        let (line, column) = self.start;
        format!("{}:{line}:{column}", crate::visible::spelled(self.file.as_str()))
    }
}

impl Finding {
    /// The finding in `language`. `source` is its file, if it could be read.
    #[must_use]
    pub fn localized(&self, source: Option<&Source>, language: Language) -> LocalizedFinding {
        let Message { message, help } = self.wording.said(language).clone();
        let place = self.place.as_ref().map(|place| LocalizedPlace::of(place, source));
        let (code, blocks_printing) = (self.wording.code.clone(), self.blocks_printing());
        LocalizedFinding {
            code,
            severity: self.severity,
            blocks_printing,
            message,
            help,
            place,
            fix: self.fix.clone(),
        }
    }
}

impl LocalizedPlace {
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

/// A value, with the findings made while computing it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Noted<T> {
    /// The value; where there were errors, the best that could be computed.
    pub value: T,
    /// The findings.
    pub findings: Vec<Finding>,
}

impl<T> Noted<T> {
    /// A value with findings.
    pub fn new(value: T, findings: Vec<Finding>) -> Self {
        Self { value, findings }
    }

    /// The value; its findings are appended to `findings`.
    pub fn note_into(self, findings: &mut Vec<Finding>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// Collects the findings of one source.
#[derive(Debug)]
pub struct Notes<'a> {
    path: &'a SourcePath,
    /// The findings so far.
    pub findings: Vec<Finding>,
}

impl<'a> Notes<'a> {
    /// An empty collection for `path`.
    #[must_use]
    pub fn on(path: &'a SourcePath) -> Self {
        Self { path, findings: Vec::new() }
    }

    /// The source of the findings.
    #[must_use]
    pub fn path(&self) -> &'a SourcePath {
        self.path
    }

    /// Adds an error.
    pub fn error(&mut self, span: Span, wording: Wording) {
        self.findings.push(Finding::error(Place::new(self.path, span), wording));
    }

    /// Adds a warning.
    pub fn warning(&mut self, span: Span, wording: Wording) {
        self.findings.push(Finding::warning(Place::new(self.path, span), wording));
    }
}

/// Sorts findings by file and position. Those about the whole paper come first.
pub(crate) fn in_reading_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.place, a.severity, &a.wording.code).cmp(&(&b.place, b.severity, &b.wording.code))
    });
}
