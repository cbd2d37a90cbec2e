//! A question about a place in an open document, and what an answer needs: the paper, the text, and how columns are counted.

use std::sync::Arc;

use serde_json::{Value, json};

use super::client::Unanswered;
use super::lexicon::Lexicon;
use super::paper::OpenPaper;
use super::positions::{ColumnUnit, IndexedText};
use super::spot::{Spot, divided, spot_at};
use crate::model::draft::StoryDraft;
use crate::source::{Place, SourcePath, Span};
use crate::words::Language;

/// A question about a document.
pub(super) struct Asked<'p> {
    pub paper: &'p mut OpenPaper,
    pub path: SourcePath,
    pub text: Arc<IndexedText>,
    pub unit: ColumnUnit,
    pub language: Language,
}

impl Asked<'_> {
    /// The byte that a question is about.
    ///
    /// # Errors
    /// If it names no position.
    pub(super) fn offset(&self, params: &Value) -> Result<usize, Unanswered> {
        self.text.offset(&params["position"], self.unit).ok_or_else(|| Unanswered::without("position"))
    }

    /// What is at a byte.
    pub(super) fn spot(&self, at: usize) -> Option<Spot> {
        let added = self.paper.site().map(|site| site.theme.exhibits.as_slice()).unwrap_or_default();
        spot_at(&self.path, &self.text.text, at, added)
    }

    /// A range of the document.
    pub(super) fn range(&self, span: Span) -> Value {
        self.text.range(span, self.unit)
    }

    /// A place in any file of the paper; `None` if the file cannot be read.
    pub(super) fn location(&self, place: &Place) -> Option<Value> {
        let text = self.paper.text(&place.path)?;
        Some(json!({"uri": self.paper.address(&place.path), "range": text.range(place.span, self.unit)}))
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.paper.lexicon
    }

    /// The words of a span of the document.
    pub(super) fn words(&self, span: Span) -> &str {
        self.text.slice(span)
    }

    /// The story in the document, as it could last be read.
    pub(super) fn draft(&self) -> Option<&Arc<StoryDraft>> {
        self.paper.stories().find(|draft| draft.path == self.path)
    }

    /// The ledger that a story's keys without a ledger refer to, as its front matter says now.
    pub(super) fn home(&self) -> Option<&str> {
        value_of("ledger", self.words(divided(&self.text.text).0?))
    }
}

/// The value of a key at the margin of some YAML.
pub(super) fn value_of<'y>(key: &str, yaml: &'y str) -> Option<&'y str> {
    let value = yaml.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then_some(value)
}
