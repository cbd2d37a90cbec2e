//! Render: documents → bytes. Each document is made by itself, in parallel, from the answers of its reader.

mod attributes;
pub(crate) mod body_shapes;
mod escape;
mod exhibits;
mod head_lines;
mod html;
mod last_letter;
mod loose;
mod paragraphs;
mod pictures;
mod proof;
pub(crate) mod shapes;
mod tables;
mod template_errors;
mod templates;
mod terms;
mod variables;
mod views;

pub(crate) use escape::cell as spreadsheet_cell;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::derived::DerivedFile;
use crate::digest::Digest;
use crate::finding::{Finding, Noted};
use crate::isolate::{Task, alone};
use crate::memo::Memo;
use crate::model::document::{Content, Document, Rendered, Route, Subject};
use crate::model::edition::{EditionKey, EditionPdf};
use crate::model::ids::StoryId;
use crate::model::theme::Theme;
use crate::trace::{Answers, Fact, Facts, Reader, Reason, Trace, Tracker};
pub(crate) use proof::{ProofSheet, proof, proofs};
pub(crate) use templates::Templates;
use views::archive::ArchiveView;
use views::bylines::BylinesView;
use views::chrome::{Chrome, HeadView};
use views::comparison::ComparisonView;
use views::feed::FeedView;
use views::font_sheet::font_sheet;
use views::ledger::LedgerView;
use views::list::ListView;
use views::machine::{self, SitemapView};
use views::page::{PageView, headline_link};
use views::programmes::ProgrammesView;
use views::search::SearchView;
use views::sheet::sheet;
use views::story::StoryView;
use views::topics::TopicsView;

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

/// A document without content of its own: 404, an address that has moved.
#[derive(Serialize)]
struct Bare<'s> {
    head: HeadView,
    moved_to: Option<views::chrome::LinkView<'s>>,
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

    fn content(&self, document: &Document, reader: &Reader) -> Result<Content, Box<Finding>> {
        let (route, templates) = (&document.route, &*self.templates);
        let bytes = match &document.subject {
            Subject::Front => self.front(reader, route),
            Subject::Page(edition, page) => PageView::new(templates, reader, route, *edition, *page)
                .and_then(|view| templates.print("page.html", &view)),
            Subject::Sheet(edition) => return sheet(templates, reader, *edition).map(Content::Bytes),
            Subject::Pdf(edition) => {
                let EditionPdf { path, version } =
                    reader.pdf(*edition).expect("only PDFs that exist are planned");
                return Ok(Content::Copy(path.clone(), *version));
            }
            Subject::Story(story) => StoryView::new(templates, reader, route, *story)
                .and_then(|view| templates.print("story.html", &view)),
            Subject::Standing(page) => StoryView::standing(templates, reader, route, *page)
                .and_then(|view| templates.print("standing.html", &view)),
            Subject::Column(column, sheet) => {
                templates.print("list.html", &ListView::column(reader, route, *column, *sheet))
            }
            Subject::Topic(topic, sheet) => {
                templates.print("list.html", &ListView::topic(reader, route, *topic, *sheet))
            }
            Subject::Topics(sheet) => {
                let view = TopicsView::new(reader, route, *sheet, self.word("topics"));
                templates.print("topics.html", &view)
            }
            Subject::Signer(signer, sheet) => {
                let view = ListView::signer(reader, route, *signer, *sheet, self.word("bylines"));
                templates.print("list.html", &view)
            }
            Subject::Bylines(sheet) => {
                let view = BylinesView::new(reader, route, *sheet, self.word("bylines"));
                templates.print("bylines.html", &view)
            }
            Subject::Undated(sheet) => {
                templates.print("list.html", &ListView::undated(reader, route, &reader.undated(), *sheet))
            }
            Subject::Ledger(ledger) => {
                templates.print("ledger.html", &LedgerView::new(reader, route, *ledger))
            }
            Subject::LedgerCsv(ledger) => Ok(machine::ledger_csv(reader, *ledger)),
            Subject::LedgerJson(ledger) => Ok(machine::ledger_json(reader, *ledger)),
            Subject::Table(story, number) => Ok(machine::table_csv(reader.story(*story), *number)),
            Subject::StandingTable(page, number) => Ok(machine::table_csv(reader.standing(*page), *number)),
            Subject::FiguresIndex => Ok(machine::figures_index(reader)),
            Subject::Comparison(sheet) => {
                let view = ComparisonView::new(reader, route, *sheet, self.word("comparison"));
                templates.print("comparison.html", &view)
            }
            Subject::Programmes(sheet) => {
                let view = ProgrammesView::new(reader, route, *sheet, self.word("programmes"));
                templates.print("programmes.html", &view)
            }
            Subject::Archive => {
                templates.print("archive.html", &ArchiveView::new(reader, route, self.word("archive")))
            }
            Subject::ArchiveMonth(month) => {
                let view = ArchiveView::month(reader, route, *month, self.word("archive"));
                templates.print("archive.html", &view)
            }
            Subject::Search => {
                templates.print("search.html", &SearchView::new(reader, route, self.word("search")))
            }
            Subject::SearchFile(file) => return Ok(Content::Bytes(reader.search_file(*file))),
            Subject::NotFound => templates.print("not-found.html", &self.not_found(document, reader)),
            Subject::Moved(story, _) => templates.print("moved.html", &self.moved(reader, route, *story)),
            Subject::Feed => {
                FeedView::new(templates, reader, route).and_then(|view| templates.print("feed.xml", &view))
            }
            Subject::ColumnFeed(column) => FeedView::column(templates, reader, route, *column)
                .and_then(|view| templates.print("feed.xml", &view)),
            Subject::JsonFeed => FeedView::new(templates, reader, route).map(|view| view.as_json(reader)),
            Subject::DataPackage => Ok(machine::data_package(reader)),
            Subject::Icon => self.icon(reader),
            Subject::Sitemap => templates.print("sitemap.xml", &SitemapView::new(reader)),
            Subject::SitemapPart(year, number) => {
                templates.print("sitemap.xml", &SitemapView::part(reader, *year, *number))
            }
            Subject::Robots => self.robots(reader),
            Subject::Asset(name) => return Ok(Content::Bytes(Bytes::from_owner(reader.asset(name)))),
            Subject::Carried(file) => {
                let file = reader.carried(*file);
                return Ok(Content::Copy(file.path.clone(), file.version));
            }
            Subject::Print(file, width) => {
                return Ok(Content::Derived(DerivedFile::Print(reader.carried(*file).print(*width))));
            }
            Subject::SharePicture(story) => {
                let picture = reader.drawn_picture(*story).expect("only pictures that exist are planned");
                return Ok(Content::Derived(DerivedFile::SharePicture(picture.clone())));
            }
            Subject::Font(name) => {
                let face = reader.face(name).expect("only faces that exist are planned");
                return Ok(Content::Derived(DerivedFile::Subset(face.subset.clone())));
            }
            Subject::FontSheet(name) => Ok(font_sheet(reader, name)),
        };
        bytes.map(|bytes| Content::Bytes(bytes.into()))
    }

    /// The icon of a paper that has none of its own: the first letter of its name.
    fn icon(&self, reader: &Reader) -> Result<Vec<u8>, Box<Finding>> {
        let initial = reader.paper().name.chars().find(|character| character.is_alphanumeric());
        self.templates.print("icon.svg", &BTreeMap::from([("initial", initial)]))
    }

    /// What programs that read the whole web are told.
    fn robots(&self, reader: &Reader) -> Result<Vec<u8>, Box<Finding>> {
        let sitemap = reader.route(&Subject::Sitemap).and_then(|route| reader.canonical(route));
        self.templates.print("robots.txt", &BTreeMap::from([("sitemap", sitemap)]))
    }

    /// The document at an old address of a story.
    fn moved<'v>(&self, reader: &'v Reader<'v>, route: &Route, story: StoryId) -> Bare<'v> {
        let there = reader.route(&Subject::Story(story)).unwrap_or(route);
        let head = HeadView::new(reader, there, "moved", self.word("moved"));
        Bare {
            head: HeadView { to_root: route.to_root(), ..head },
            moved_to: Some(headline_link(reader, story)),
        }
    }

    /// The first page of the newest edition; in a paper without editions its only story, or the list of its stories.
    fn front(&self, reader: &Reader, route: &Route) -> Result<Vec<u8>, Box<Finding>> {
        let templates = &*self.templates;
        if let Some((newest, _)) = reader.editions().last() {
            let view = PageView::front(templates, reader, route, *newest)?;
            return templates.print("front.html", &view);
        }
        match *reader.undated() {
            [only] => templates.print("story.html", &StoryView::front(templates, reader, route, only)?),
            ref stories => templates.print("list.html", &ListView::undated(reader, route, stories, 0)),
        }
    }

    /// 404 is served at any depth, so it alone is addressed from the server's root, if the paper states its address.
    fn not_found(&self, document: &Document, reader: &Reader) -> Bare<'static> {
        let mut head = HeadView::new(reader, &document.route, "not-found", self.word("not_found"));
        head.canonical = None;
        if let Some(url) = &reader.paper().url {
            url.path().clone_into(&mut head.to_root);
        }
        Bare { head, moved_to: None }
    }

    /// A word of the interface; the key itself if the theme has no such word.
    fn word<'w>(&'w self, key: &'w str) -> &'w str {
        self.words.get(key).map_or(key, String::as_str)
    }
}
