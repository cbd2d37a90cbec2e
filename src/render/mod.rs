//! Render: documents → bytes. Each document is made by itself, in parallel, from the answers of its reader.

mod attributes;
pub(crate) mod body_shapes;
mod contents;
mod escape;
mod exhibits;
mod head_lines;
mod html;
mod last_letter;
mod loose;
mod paired;
mod paragraphs;
mod pictures;
mod proof;
pub(crate) mod shapes;
mod tables;
mod template_errors;
mod template_names;
mod templates;
mod terms;
mod variables;
mod views;

pub(crate) use escape::cell as spreadsheet_cell;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::finding::{Finding, Noted};
use crate::isolate::{Task, alone};
use crate::memo::Memo;
use crate::model::document::{Content, Document, Rendered, Route, Subject};
use crate::model::edition::EditionKey;
use crate::model::theme::Theme;
use crate::trace::{Answers, Fact, Facts, Reader, Reason, Trace, Tracker};
pub(crate) use proof::{ProofSheet, proof, proofs};
pub(crate) use templates::Templates;
use views::chrome::Chrome;

/// The documents of an earlier run, with what each depends on.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct DocumentCache {
    facts: Facts,
    documents: Vec<KnownDocument>,
}

/// A document of an earlier run.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct KnownDocument {
    route: Route,
    /// Its address in the plan, if that is not yet the one with the digest of its contents.
    planned: Option<Route>,
    content: Content,
    trace: Trace,
}

impl DocumentCache {
    /// The printed documents, and the checksums of their content.
    pub(crate) fn printed(&self) -> impl Iterator<Item = (&Route, Digest)> {
        self.documents.iter().filter_map(|known| match known.content {
            Content::Printed(digest) => Some((&known.route, digest)),
            Content::Bytes(_) | Content::Copy(..) | Content::Derived(_) => None,
        })
    }

    /// What the documents at these addresses, which are the pages of an edition, show on paper.
    pub(crate) fn on_paper(&self, pages: &FxHashSet<Route>, edition: &EditionKey) -> BTreeSet<Fact> {
        let pages = self.documents.iter().filter(|known| pages.contains(&known.route));
        self.facts.on_paper(pages.map(|known| &known.trace), edition)
    }

    /// Drops the printed documents whose files have changed since.
    pub(crate) fn retain(&mut self, is_current: impl Fn(&Route, Digest) -> bool) {
        self.documents.retain(|known| match known.content {
            Content::Printed(digest) => is_current(&known.route, digest),
            Content::Bytes(_) | Content::Copy(..) | Content::Derived(_) => true,
        });
    }
}

/// A document, made now or taken from an earlier run.
#[derive(Clone, Debug)]
pub struct Made {
    /// The document.
    pub rendered: Rendered,
    /// What it shows.
    pub subject: Subject,
    /// Why it was made; `None` if it was taken from an earlier run.
    pub reason: Option<Reason>,
    trace: Trace,
}

/// What a renderer takes from earlier runs.
#[derive(Clone, Copy)]
pub(crate) struct Before<'s> {
    /// Documents.
    pub documents: &'s DocumentCache,
    /// Compiled templates.
    pub templates: &'s Memo<Arc<Templates>>,
    /// Reads printed documents, if their bytes are needed.
    pub printed: Option<&'s PrintedContent<'s>>,
}

/// Reads a printed document; `None` if its content no longer has this digest.
pub(crate) type PrintedContent<'s> = dyn Fn(&Route, Digest) -> Option<Vec<u8>> + Sync + 's;

/// Makes documents.
pub(crate) struct Renderer<'s> {
    answers: &'s Answers<'s>,
    templates: Arc<Templates>,
    words: &'s BTreeMap<String, String>,
    known: FxHashMap<&'s Route, &'s KnownDocument>,
    printed: Option<&'s PrintedContent<'s>>,
    tracker: Tracker<'s>,
}

/// An empty set of words.
static WORDLESS: BTreeMap<String, String> = BTreeMap::new();

impl<'s> Renderer<'s> {
    /// Compiles the templates of `theme`.
    ///
    /// # Errors
    /// With the findings, when a template is wrong.
    pub(crate) fn open(
        answers: &'s Answers<'s>,
        theme: &'s Arc<Theme>,
        before: Before<'s>,
    ) -> Result<Self, Vec<Finding>> {
        let reader = Reader::new(answers);
        let words = theme.words_in(reader.paper().language).unwrap_or(&WORDLESS);
        let chrome = Chrome::new(&reader, words);
        let key = reader.digest();
        answers.set_chrome_digest(key);
        let templates = before.templates.try_get_or(key, || Templates::new(theme, &chrome).map(Arc::new))?;
        let Before { documents, printed, .. } = before;
        let tracker = Tracker::new(answers, &documents.facts);
        let known =
            documents.documents.iter().map(|known| (known.planned.as_ref().unwrap_or(&known.route), known));
        let known = known.collect();
        Ok(Self { answers, templates, words, known, printed, tracker })
    }

    /// What is wrong with the templates, and does not prevent printing.
    pub(crate) fn warnings(&self) -> &[Finding] {
        &self.templates.warnings
    }

    /// Makes documents, in their order. A document of an earlier run is reused if nothing that it depends on has changed.
    #[must_use]
    pub(crate) fn make<'d>(
        &self,
        documents: impl IntoParallelIterator<Item = &'d Document>,
    ) -> Noted<Vec<Made>>
    where
        's: 'd,
    {
        let make = |document: &'d Document| {
            let file = self.answers.source(&document.subject);
            alone(Task::Render, document.route.as_str(), file, || self.make_one(document))?
        };
        let all: Vec<_> = documents.into_par_iter().map(make).collect();
        let (mut documents, mut findings) = (Vec::with_capacity(all.len()), Vec::new());
        for one in all {
            match one {
                Ok(document) => documents.push(document),
                Err(finding) => findings.push(*finding),
            }
        }
        Noted::new(documents, findings)
    }

    /// The documents in the form that the next run needs.
    #[must_use]
    pub(crate) fn into_cache<'m>(self, documents: impl IntoIterator<Item = &'m Made>) -> DocumentCache {
        let reader = Reader::new(self.answers);
        let known = |made: &Made| {
            let Rendered { route, content } = made.rendered.clone();
            let is_renamed = matches!(made.subject, Subject::Sheet(_));
            let planned = is_renamed.then(|| reader.route(&made.subject).cloned()).flatten();
            KnownDocument { route, planned, content, trace: made.trace.clone() }
        };
        let mut documents: Vec<KnownDocument> = documents.into_iter().map(known).collect();
        let mut facts = self.tracker.into_facts();
        facts.tidy(&mut documents.iter_mut().map(|known| &mut known.trace).collect::<Vec<_>>());
        DocumentCache { facts, documents }
    }
}

/// Whether a document shows nothing of the paper around it: a file of the search index, a photograph, a font.
fn stands_alone(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::SearchFile(_)
            | Subject::Print(..)
            | Subject::SharePicture(_)
            | Subject::Font(_)
            | Subject::FontSheet(_)
    )
}

impl Renderer<'_> {
    fn make_one(&self, document: &Document) -> Result<Made, Box<Finding>> {
        let known = self.known.get(&document.route);
        let broken = known.map(|known| self.tracker.broken(&known.trace, &document.subject));
        if let (Some(known), Some(None)) = (known, &broken)
            && let Some(content) = self.content_of(known)
        {
            let (rendered, subject) =
                (Rendered { route: known.route.clone(), content }, document.subject.clone());
            return Ok(Made { rendered, subject, reason: None, trace: known.trace.clone() });
        }
        let reason = broken.flatten().or(Some(Reason::New));
        let reader = Reader::new(self.answers);
        if !stands_alone(&document.subject) {
            reader.note_chrome();
        }
        let content = self.content(document, &reader)?;
        let trace = self.tracker.trace(reader, &document.subject, known.map(|known| &known.trace));
        let route = match (&document.subject, &content) {
            (Subject::Sheet(_), Content::Bytes(bytes)) => document.route.fingerprinted(Digest::of(bytes)),
            _ => document.route.clone(),
        };
        let rendered = Rendered { route, content };
        Ok(Made { rendered, subject: document.subject.clone(), reason, trace })
    }

    /// The content of a document of an earlier run; `None` if it is printed, its bytes are needed, and the file has changed.
    fn content_of(&self, known: &KnownDocument) -> Option<Content> {
        match (&known.content, self.printed) {
            (Content::Printed(digest), Some(read)) => {
                Some(Content::Bytes(read(&known.route, *digest)?.into()))
            }
            (content, _) => Some(content.clone()),
        }
    }
}
