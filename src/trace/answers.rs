//! Answers: what the site says to each fact, as a digest. The facts are named; here they find the things they name.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fact::Fact;
use crate::digest::Digest;
use crate::model::document::{Document, Route, Subject};
use crate::model::edition::EditionKey;
use crate::model::layout::MadeUp;
use crate::model::site::{ColumnId, EditionId, LedgerId, Site, Story, StoryId, Target, TopicId};
use crate::source::SourcePath;

/// The site as it answers.
pub struct Answers<'s> {
    pub(super) site: &'s Site,
    pub(super) documents: &'s [Document],
    pub(super) made_up: &'s MadeUp<'s>,
    by_subject: FxHashMap<&'s Subject, usize>,
    by_route: FxHashMap<&'s Route, usize>,
    by_path: FxHashMap<&'s SourcePath, usize>,
    by_edition: FxHashMap<&'s EditionKey, usize>,
    /// What is asked of many times is reckoned once: by story, standing documents behind them; and by document.
    stories: Vec<OnceLock<Digest>>,
    headlines: Vec<OnceLock<Digest>>,
    pub(super) names: Vec<OnceLock<Digest>>,
    printed: OnceLock<FxHashSet<Digest>>,
    chrome: OnceLock<Digest>,
}

/// How many of a column's stories are its newest few.
pub const NEWEST: usize = 7;

impl<'s> Answers<'s> {
    /// The answers of `site`, of which `documents` are printed and `made_up` knows the pages.
    #[must_use]
    pub fn new(site: &'s Site, documents: &'s [Document], made_up: &'s MadeUp<'s>) -> Self {
        let stories = || site.stories.iter().chain(&site.standing);
        let count = site.stories.len() + site.standing.len();
        let indexed = documents.iter().enumerate();
        let by_subject = || indexed.clone().map(|(index, document)| (&document.subject, index)).collect();
        let by_route = || indexed.clone().map(|(index, document)| (&document.route, index)).collect();
        let (by_subject, by_route) = rayon::join(by_subject, by_route);
        Self {
            site,
            documents,
            made_up,
            by_subject,
            by_route,
            by_path: stories().enumerate().map(|(index, story)| (&story.draft.path, index)).collect(),
            by_edition: site
                .editions
                .iter()
                .enumerate()
                .map(|(index, edition)| (&edition.key, index))
                .collect(),
            stories: vec![OnceLock::new(); count],
            headlines: vec![OnceLock::new(); count],
            names: vec![OnceLock::new(); documents.len()],
            printed: OnceLock::new(),
            chrome: OnceLock::new(),
        }
    }

    /// Settles the digest of what every document shows, which only its maker knows; until then it is nothing.
    pub fn settle_chrome(&self, chrome: Digest) {
        self.chrome.get_or_init(|| chrome);
    }

    /// The document that shows a thing.
    pub(super) fn document(&self, subject: &Subject) -> Option<&'s Document> {
        self.by_subject.get(subject).map(|index| &self.documents[*index])
    }

    /// What the site says to a fact.
    #[must_use]
    pub fn digest(&self, fact: &Fact) -> Digest {
        let site = self.site;
        match fact {
            Fact::Paper => site.paper.digest,
            Fact::Theme => site.theme.digest.unwrap_or_else(nothing),
            Fact::Chrome => self.chrome.get().copied().unwrap_or_else(nothing),
            Fact::Story(path) => self.of_story(path, &self.stories, |story| self.story(story)),
            Fact::Headline(path) => {
                self.of_story(path, &self.headlines, |story| Digest::of(story.headline("\n").as_bytes()))
            }
            Fact::Neighbours(path) => self.beside_story(path),
            Fact::Edition(key) => self.edition(key),
            Fact::Beside(key) => self.beside_edition(key),
            Fact::Editions => {
                Digest::of_value(&site.editions.iter().map(|edition| &edition.key).collect::<Vec<_>>())
            }
            Fact::Layout(key, page) => self.layout(key, *page),
            Fact::Terms(key) => {
                let terms = site.terms.iter().filter(|term| site.edition(term.edition).key == *key);
                let named = terms.map(|term| (&term.term, &site.story(term.story).draft.path, &term.id));
                Digest::of_value(&named.collect::<Vec<_>>())
            }
            Fact::Columns => {
                let columns = site.columns.iter();
                let named = columns.map(|column| (&column.name, &column.slug, column.stories.is_empty()));
                Digest::of_value(&named.collect::<Vec<_>>())
            }
            Fact::Column(slug) => self.column(slug, usize::MAX),
            Fact::Newest(slug) => self.column(slug, NEWEST),
            Fact::Topics => {
                let named = site.topics.iter().map(|topic| (&topic.name, &topic.slug));
                Digest::of_value(&named.collect::<Vec<_>>())
            }
            Fact::Topic(slug) => {
                let topic = site.topics.iter().find(|topic| topic.slug == *slug);
                Digest::of_value(&topic.map(|topic| (&topic.name, self.paths(&topic.stories))))
            }
            Fact::Ledgers => {
                let ledgers = (0..site.ledgers.len()).map(|index| self.ledger(LedgerId(index)));
                Digest::of_value(&ledgers.collect::<Vec<_>>())
            }
            Fact::Ledger(id) => {
                let found = site.ledgers.iter().position(|record| record.ledger.id == *id);
                Digest::of_value(&found.map(|index| self.ledger(LedgerId(index))))
            }
            Fact::Figure(id, key) => {
                let record = site.ledgers.iter().find(|record| record.ledger.id == *id);
                let ledger = record.map(|record| &record.ledger);
                Digest::of_value(
                    &ledger.map(|ledger| (ledger.figures.get(key), &ledger.title, &ledger.source)),
                )
            }
            Fact::Standing => {
                let pages = site.standing.iter().map(|page| (&page.draft.path, page.headline("\n")));
                Digest::of_value(&pages.collect::<Vec<_>>())
            }
            Fact::Carried(path) => {
                let file = site.carried.binary_search_by(|file| file.path.cmp(path)).ok();
                Digest::of_value(&file.map(|file| (site.carried[file].version, site.carried[file].size)))
            }
            Fact::Asset(name) => Digest::of_value(&site.theme.assets.get(name)),
            Fact::At(route) => {
                let found = self.by_route.get(route);
                found.map_or_else(nothing, |index| self.name_of(*index))
            }
            Fact::Nowhere(name) => {
                let names = || (0..self.documents.len()).map(|index| self.name_of(index)).collect();
                Digest::of_value(&self.printed.get_or_init(names).contains(name))
            }
            Fact::Documents => {
                let documents = self.documents.iter().map(|document| (&document.route, self.date(document)));
                Digest::of_value(&documents.collect::<Vec<_>>())
            }
        }
    }

    fn paths(&self, stories: &[StoryId]) -> Vec<&'s SourcePath> {
        stories.iter().map(|story| &self.site.story(*story).draft.path).collect()
    }

    fn beside_story(&self, path: &SourcePath) -> Digest {
        let story = self.by_path.get(path).copied().filter(|index| *index < self.site.stories.len());
        let beside = story.map(|index| self.neighbours(StoryId(index)));
        let path = |story: Option<StoryId>| story.map(|story| &self.site.story(story).draft.path);
        Digest::of_value(&beside.map(|(before, behind)| (path(before), path(behind))))
    }

    fn edition(&self, key: &EditionKey) -> Digest {
        let edition = self.by_edition.get(key).map(|index| &self.site.editions[*index]);
        Digest::of_value(&edition.map(|edition| {
            let pages = edition.pages.iter().map(|page| (&page.name, self.paths(&page.stories)));
            let said = (&edition.name, &edition.editors, &edition.notice);
            (edition.number, edition.total, said, pages.collect::<Vec<_>>())
        }))
    }

    fn beside_edition(&self, key: &EditionKey) -> Digest {
        let key_of = |index: usize| self.site.editions.get(index).map(|edition| &edition.key);
        let beside = self.by_edition.get(key).map(|index| {
            let before = index.checked_sub(1).and_then(key_of);
            (before, key_of(index + 1))
        });
        Digest::of_value(&beside)
    }

    fn layout(&self, key: &EditionKey, page: usize) -> Digest {
        let edition = self.by_edition.get(key).filter(|index| page < self.site.editions[**index].pages.len());
        Digest::of_value(&edition.map(|index| {
            let layout = (self.made_up)(EditionId(*index), page);
            (layout.columns, layout.lines, layout.areas.clone())
        }))
    }

    /// A column and the first of its stories.
    fn column(&self, slug: &str, most: usize) -> Digest {
        let column = self.site.columns.iter().find(|column| column.slug == *slug);
        Digest::of_value(&column.map(|column| {
            let stories = &column.stories[..column.stories.len().min(most)];
            (&column.name, &column.about, self.paths(stories))
        }))
    }

    fn of_story(
        &self,
        path: &SourcePath,
        known: &[OnceLock<Digest>],
        reckon: impl Fn(&Story) -> Digest,
    ) -> Digest {
        let Some(index) = self.by_path.get(path).copied() else { return nothing() };
        let (stories, standing) = (&self.site.stories, &self.site.standing);
        let story = || stories.get(index).unwrap_or_else(|| &standing[index - stories.len()]);
        *known[index].get_or_init(|| reckon(story()))
    }

    fn story(&self, story: &Story) -> Digest {
        let site = self.site;
        let targets: Vec<_> = story.targets.iter().map(|target| self.target(target)).collect();
        let placed = story.placed.map(|placed| (&site.edition(placed.edition).key, placed.page, placed.rank));
        let column =
            story.column.map(|ColumnId(index)| (&site.columns[index].name, &site.columns[index].slug));
        let topic = |TopicId(index): &TopicId| (&site.topics[*index].name, &site.topics[*index].slug);
        let topics: Vec<_> = story.topics.iter().map(topic).collect();
        let named = (&story.draft.path, story.digest, &story.slug, &story.aliases, story.form, story.waiting);
        Digest::of_value(&(named, targets, placed, column, topics))
    }

    /// A target by names.
    fn target<'t>(&'t self, target: &'t Target) -> (u8, Option<&'t str>, Option<&'t str>) {
        let site = self.site;
        match target {
            Target::Outside(url) => (0, Some(url), None),
            Target::Story(story, anchor) => {
                (1, Some(site.story(*story).draft.path.as_str()), anchor.as_deref())
            }
            Target::Standing(page, anchor) => {
                (2, Some(site.standing[page.0].draft.path.as_str()), anchor.as_deref())
            }
            Target::Here(anchor) => (3, None, Some(anchor)),
            Target::Edition(edition) => {
                let lead = site.edition(*edition).pages.iter().flat_map(|page| &page.stories).next();
                (4, lead.map(|lead| site.story(*lead).draft.path.folder()), None)
            }
            Target::Ledger(ledger) => (5, Some(&site.ledgers[ledger.0].ledger.id), None),
            Target::File(file) => (6, Some(site.carried[file.0].path.as_str()), None),
            Target::Unresolved => (7, None, None),
        }
    }

    fn ledger(&self, id: LedgerId) -> Digest {
        let record = &self.site.ledgers[id.0];
        let proofs: Vec<_> = record.proofs.iter().map(|proof| (&proof.written, &proof.shown)).collect();
        let path = |story: &StoryId| &self.site.story(*story).draft.path;
        let printed_in: Vec<Vec<_>> =
            record.printed_in.iter().map(|stories| stories.iter().map(path).collect()).collect();
        Digest::of_value(&(&record.ledger.id, record.ledger.digest, &record.texts, proofs, printed_in))
    }

    /// The day of the edition that a document belongs to.
    pub(super) fn date(&self, document: &Document) -> Option<chrono::NaiveDate> {
        let edition = match &document.subject {
            Subject::Story(story) => self.site.story(*story).placed?.edition,
            Subject::Page(edition, _) => *edition,
            Subject::Front => EditionId(self.site.editions.len().checked_sub(1)?),
            Subject::Sheet(_)
            | Subject::Column(..)
            | Subject::Topic(..)
            | Subject::Ledger(_)
            | Subject::LedgerCsv(_)
            | Subject::LedgerJson(_)
            | Subject::Comparison
            | Subject::Programmes
            | Subject::Standing(_)
            | Subject::Archive
            | Subject::ArchiveYear(_)
            | Subject::NotFound
            | Subject::Feed
            | Subject::Sitemap
            | Subject::Robots
            | Subject::FiguresIndex
            | Subject::Moved(..)
            | Subject::Asset(_)
            | Subject::Carried(_) => return None,
        };
        Some(self.site.edition(edition).key.date)
    }

    /// The stories before and behind a story, as the pages of its edition and of the editions beside it have them.
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
        let stories: Vec<StoryId> = of(here).collect();
        let Some(at) = stories.iter().position(|other| *other == story) else { return (None, None) };
        let before = || here.checked_sub(1).and_then(|earlier| of(earlier).last());
        let previous = at.checked_sub(1).map(|at| stories[at]).or_else(before);
        (previous, stories.get(at + 1).copied().or_else(|| of(here + 1).next()))
    }
}

/// What is said of what is not there.
fn nothing() -> Digest {
    Digest::of(b"nothing")
}
