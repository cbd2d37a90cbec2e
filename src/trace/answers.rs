//! Answers: the digest of the site's answer to each fact. Facts use names; here these are resolved.
//!
//! What a reader hands out is taken apart here without `..`: a new field does not compile until it is hashed, or named as one that no
//! document shows.

use std::sync::OnceLock;

use bytes::Bytes;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fact::Fact;
use crate::digest::Digest;
use crate::finding::Finding;
use crate::model::document::{Document, Route, Subject};
use crate::model::edition::{EditionKey, Page};
use crate::model::ids::{EditionId, LedgerId, StandingId, StoryId};
use crate::model::layout::{Layout, MadeUp};
use crate::model::ledger::Proof;
use crate::model::search::Indexed;
use crate::model::site::{Column, ExplainedTerm, LedgerRecord, Site, Story};
use crate::source::SourcePath;

/// The site, with indexes to answer facts.
pub struct Answers<'s> {
    pub(super) site: &'s Site,
    pub(super) documents: &'s [Document],
    pub(super) made_up: &'s MadeUp<'s>,
    pub(super) indexed: &'s Indexed<'s>,
    by_subject: FxHashMap<&'s Subject, usize>,
    by_route: FxHashMap<&'s Route, usize>,
    by_path: FxHashMap<&'s SourcePath, usize>,
    by_edition: FxHashMap<&'s EditionKey, usize>,
    by_column: FxHashMap<&'s str, usize>,
    by_topic: FxHashMap<&'s str, usize>,
    by_signer: FxHashMap<&'s str, usize>,
    known: KnownDigests,
    pub(super) names: MemoizedDigests,
    pub(super) printed: OnceLock<FxHashSet<Digest>>,
    pub(super) sheets: Vec<OnceLock<SharedSheet>>,
    chrome: OnceLock<Digest>,
}

/// Digests that are computed once, by index.
pub(super) type MemoizedDigests = Vec<OnceLock<Digest>>;

/// A style sheet that several documents lead to, and the facts that it depends on.
pub(super) type SharedSheet = (Result<Bytes, Box<Finding>>, Vec<Fact>);

/// Digests that are asked for many times. Standing documents are indexed after the stories.
struct KnownDigests {
    stories: MemoizedDigests,
    cards: MemoizedDigests,
    beside_stories: MemoizedDigests,
    editions: MemoizedDigests,
    beside_editions: MemoizedDigests,
    terms: MemoizedDigests,
    layouts: Vec<MemoizedDigests>,
    columns: MemoizedDigests,
    newest: MemoizedDigests,
    topics: MemoizedDigests,
    signers: MemoizedDigests,
    ledgers: MemoizedDigests,
}

impl KnownDigests {
    fn empty(site: &Site) -> Self {
        let many = |count: usize| vec![OnceLock::new(); count];
        let stories = site.stories.len() + site.standing.len();
        let (editions, columns) = (site.editions.len(), site.columns.len());
        Self {
            stories: many(stories),
            cards: many(stories),
            beside_stories: many(stories),
            editions: many(editions),
            beside_editions: many(editions),
            terms: many(editions),
            layouts: site.editions.iter().map(|edition| many(edition.pages.len())).collect(),
            columns: many(columns),
            newest: many(columns),
            topics: many(site.topics.len()),
            signers: many(site.signers.len()),
            ledgers: many(site.ledgers.len()),
        }
    }
}

/// The memoized digest of the thing at an index; `absent()` if there is no index.
fn memoized(known: &MemoizedDigests, place: Option<usize>, compute: impl FnOnce(usize) -> Digest) -> Digest {
    let at = place.and_then(|place| Some((place, known.get(place)?)));
    at.map_or_else(absent, |(place, known)| *known.get_or_init(|| compute(place)))
}

/// How many stories are a column's newest.
pub(crate) const NEWEST: usize = 7;

impl<'s> Answers<'s> {
    /// The answers of `site`. `documents` are those that are printed, `made_up` lays out the pages, and `indexed` has the files of
    /// the search index.
    #[must_use]
    pub fn new(
        site: &'s Site,
        documents: &'s [Document],
        made_up: &'s MadeUp<'s>,
        indexed: &'s Indexed<'s>,
    ) -> Self {
        let stories = site.stories_and_standing();
        let numbered = documents.iter().enumerate();
        let by_subject = || numbered.clone().map(|(index, document)| (&document.subject, index)).collect();
        let by_route = || numbered.clone().map(|(index, document)| (&document.route, index)).collect();
        let by_path = || index_by(stories.map(|story| &story.draft.path));
        let (by_subject, (by_route, by_path)) = rayon::join(by_subject, || rayon::join(by_route, by_path));
        Self {
            site,
            documents,
            made_up,
            indexed,
            by_subject,
            by_route,
            by_path,
            by_edition: index_by(site.editions.iter().map(|edition| &edition.key)),
            by_column: index_by(site.columns.iter().map(|column| column.slug.as_str())),
            by_topic: index_by(site.topics.iter().map(|topic| topic.slug.as_str())),
            by_signer: index_by(site.signers.iter().map(|signer| signer.slug.as_str())),
            known: KnownDigests::empty(site),
            names: vec![OnceLock::new(); documents.len()],
            printed: OnceLock::new(),
            sheets: site.editions.iter().map(|_| OnceLock::new()).collect(),
            chrome: OnceLock::new(),
        }
    }

    /// The file of a subject, if it is made from a single one.
    #[must_use]
    pub fn source(&self, subject: &Subject) -> Option<&'s SourcePath> {
        self.site.source_of(subject)
    }

    /// Sets the digest of what every document shows, which the renderer computes. Until then it is absent.
    pub fn set_chrome_digest(&self, chrome: Digest) {
        self.chrome.get_or_init(|| chrome);
    }

    /// The index of the document that shows a subject.
    pub(super) fn index_of(&self, subject: &Subject) -> Option<usize> {
        self.by_subject.get(subject).copied()
    }

    /// The document that shows a subject.
    pub(super) fn document(&self, subject: &Subject) -> Option<&'s Document> {
        self.index_of(subject).map(|index| &self.documents[index])
    }

    /// The digest of the site's answer to a fact.
    #[must_use]
    pub fn digest(&self, fact: &Fact) -> Digest {
        let (site, known) = (self.site, &self.known);
        let story = |path: &SourcePath| self.by_path.get(path).copied();
        let edition = |key: &EditionKey| self.by_edition.get(key).copied();
        let column = |slug: &str| self.by_column.get(slug).copied();
        match fact {
            Fact::Paper => site.paper.digest,
            Fact::Imprint => self.imprint(),
            Fact::Theme => site.theme.digest.unwrap_or_else(absent),
            Fact::Chrome => self.chrome.get().copied().unwrap_or_else(absent),
            Fact::Story(path) => memoized(&known.stories, story(path), |at| self.story(self.story_at(at))),
            Fact::Card(path) => memoized(&known.cards, story(path), |at| self.card(self.story_at(at))),
            Fact::Headline(path) => story(path).map_or_else(absent, |at| self.story_at(at).said.headline),
            Fact::Neighbours(path) => {
                memoized(&known.beside_stories, story(path), |at| self.beside_story(at))
            }
            Fact::Edition(key) => memoized(&known.editions, edition(key), |at| self.edition(at)),
            Fact::Beside(key) => memoized(&known.beside_editions, edition(key), |at| self.beside_edition(at)),
            Fact::Editions => self.editions(),
            Fact::Month(month) => self.month(*month),
            Fact::Undated => Digest::of_value(&self.paths(&site.undated().collect::<Vec<_>>())),
            Fact::Layout(key, page) => edition(key).map_or_else(absent, |at| {
                memoized(&known.layouts[at], Some(*page), |page| self.layout(at, page))
            }),
            Fact::Terms(key) => memoized(&known.terms, edition(key), |at| self.terms(EditionId(at))),
            Fact::Pdf(key) => edition(key).map_or_else(absent, |at| self.pdf(EditionId(at))),
            Fact::Columns => self.columns(),
            Fact::Column(slug) => memoized(&known.columns, column(slug), |at| self.column(at, usize::MAX)),
            Fact::Newest(slug) => memoized(&known.newest, column(slug), |at| self.column(at, NEWEST)),
            Fact::Topics => self.topics(),
            Fact::TopicCounts => self.topic_counts(),
            Fact::Topic(slug) => {
                memoized(&known.topics, self.by_topic.get(&**slug).copied(), |at| self.topic(at))
            }
            Fact::Signers => self.signers(),
            Fact::Signer(slug) => {
                memoized(&known.signers, self.by_signer.get(&**slug).copied(), |at| self.signer(at))
            }
            Fact::Ledgers => self.ledgers(),
            Fact::Ledger(id) => {
                let place = site.ledger_ids.get(&**id).map(|id| id.0);
                memoized(&known.ledgers, place, |at| self.ledger(LedgerId(at)))
            }
            Fact::Figure(id, key) => self.figure(id, key),
            Fact::Standing => self.standing(),
            Fact::Carried(path) => self.carried(path),
            Fact::Asset(name) => Digest::of_value(&site.theme.assets.get(name)),
            Fact::Face(name) => self.face(name),
            Fact::At(route) => self.by_route.get(route).map_or_else(absent, |at| self.name_of(*at)),
            Fact::Nowhere(name) => self.nowhere(*name),
            Fact::SearchIndex => self.search_index(),
            Fact::OldAddresses => Digest::of_value(&self.old_addresses()),
            Fact::Documents => self.listed_documents(),
            Fact::DocumentsOf(year) => self.listed_of_year(*year),
        }
    }

    /// A table of figures of a story or a standing document.
    pub(super) fn table(&self, story: &Story, number: usize) -> Option<Subject> {
        let index = *self.by_path.get(&story.draft.path)?;
        Some(match index.checked_sub(self.site.stories.len()) {
            None => Subject::Table(StoryId(index), number),
            Some(page) => Subject::StandingTable(StandingId(page), number),
        })
    }

    pub(super) fn paths(&self, stories: &[StoryId]) -> Vec<&'s SourcePath> {
        stories.iter().map(|story| &self.site.story(*story).draft.path).collect()
    }

    /// The story at an index, or the standing document if the index is after the stories.
    fn story_at(&self, index: usize) -> &'s Story {
        let (stories, standing) = (&self.site.stories, &self.site.standing);
        stories.get(index).unwrap_or_else(|| &standing[index - stories.len()])
    }

    fn beside_story(&self, index: usize) -> Digest {
        let beside = (index < self.site.stories.len()).then(|| self.neighbours(StoryId(index)));
        let path = |story: Option<StoryId>| story.map(|story| &self.site.story(story).draft.path);
        Digest::of_value(&beside.map(|(before, after)| (path(before), path(after))))
    }

    fn edition(&self, index: usize) -> Digest {
        let edition = &self.site.editions[index];
        // Documents show wishes and drawings as the layout that they lead to.
        let page = |Page { name, stories, wishes: _, by_hand: _ }: &'s Page| (name, self.paths(stories));
        let pages: Vec<_> = edition.pages.iter().map(page).collect();
        Digest::of_value(&(edition.shown(), pages))
    }

    fn beside_edition(&self, index: usize) -> Digest {
        let key = |index: usize| self.site.editions.get(index).map(|edition| &edition.key);
        Digest::of_value(&(index.checked_sub(1).and_then(key), key(index + 1)))
    }

    fn layout(&self, edition: usize, page: usize) -> Digest {
        let layout = (self.made_up)(EditionId(edition), page);
        // Findings are made of the rest.
        let shown = layout.as_deref().map(|layout| {
            let Layout { columns, lines, areas, blank: _, overfull: _, broken: _, costs: _ } = layout;
            (columns, lines, areas)
        });
        Digest::of_value(&shown)
    }

    fn terms(&self, edition: EditionId) -> Digest {
        let terms = self.site.terms.iter().filter(|term| term.edition == edition);
        let named = terms.map(|term| {
            let ExplainedTerm { edition: _, term, story, id } = term;
            (term, &self.site.story(*story).draft.path, id)
        });
        Digest::of_value(&named.collect::<Vec<_>>())
    }

    /// A column and the first `most` of its stories.
    fn column(&self, index: usize, most: usize) -> Digest {
        let Column { name, slug, about, stories } = &self.site.columns[index];
        Digest::of_value(&(name, slug, about, self.paths(&stories[..stories.len().min(most)])))
    }

    fn ledger(&self, id: LedgerId) -> Digest {
        let LedgerRecord { ledger, texts, proofs, printed_in } = &self.site.ledgers[id.0];
        let proofs: Vec<_> = proofs.iter().map(|Proof { written, shown }| (written, shown)).collect();
        let printed_in: Vec<_> = printed_in.iter().map(|stories| self.paths(stories)).collect();
        // The digest of a ledger is that of its file, from which all of it is read.
        Digest::of_value(&(&ledger.id, ledger.digest, texts, proofs, printed_in))
    }

    /// The stories before and after a story, in the page order of its edition and of the adjacent editions.
    pub(super) fn neighbours(&self, story: StoryId) -> (Option<StoryId>, Option<StoryId>) {
        let Some(placed) = self.site.story(story).placed else { return (None, None) };
        let of = |edition: usize| {
            let edition = self.site.editions.get(edition);
            edition
                .into_iter()
                .flat_map(|edition| &edition.pages)
                .flat_map(|page| page.stories.iter().copied())
        };
        let here = placed.edition.0;
        let pages = &self.site.editions[here].pages;
        let (earlier, later) = pages.split_at_checked(placed.page).unwrap_or_default();
        let Some((page, later)) = later.split_first() else { return (None, None) };
        let Some(at) = page.stories.iter().position(|other| *other == story) else { return (None, None) };
        let edition_before = || here.checked_sub(1).and_then(|earlier| of(earlier).last());
        let page_before = || earlier.iter().rev().find_map(|page| page.stories.last().copied());
        let page_after = || later.iter().find_map(|page| page.stories.first().copied());
        let previous =
            at.checked_sub(1).map(|at| page.stories[at]).or_else(page_before).or_else(edition_before);
        let next = page.stories.get(at + 1).copied().or_else(page_after).or_else(|| of(here + 1).next());
        (previous, next)
    }
}

/// The index of each of several things.
fn index_by<T: Eq + std::hash::Hash>(things: impl Iterator<Item = T>) -> FxHashMap<T, usize> {
    things.enumerate().map(|(index, thing)| (thing, index)).collect()
}

/// The digest of whatever does not exist.
pub(super) fn absent() -> Digest {
    Digest::of(b"nothing")
}
