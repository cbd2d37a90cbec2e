//! Reader: a document's view of the site, and its links to other documents. It records every fact that it hands out.

use std::cell::RefCell;
use std::sync::Arc;

use bytes::Bytes;
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;

use super::answers::{Answers, NEWEST};
use super::dated::DatedDocument;
use super::fact::Fact;
use crate::digest::Digest;
use crate::finding::Finding;
use crate::model::document::{Route, Subject};
use crate::model::edition::{Edition, EditionKey, Month};
use crate::model::figure::Figure;
use crate::model::ids::{CarriedId, ColumnId, EditionId, LedgerId, StandingId, StoryId, TopicId};
use crate::model::layout::Layout;
use crate::model::ledger::Ledger;
use crate::model::paper::Paper;
use crate::model::published::PublishedFile;
use crate::model::site::{Column, ExplainedTerm, LedgerRecord, Story, Topic};
use crate::model::theme::Theme;
use crate::source::SourcePath;

/// The editions of a month, and the months with editions beside it.
pub(crate) struct EditionsOfMonth<'s> {
    /// The editions by their keys, oldest first.
    pub editions: Vec<(EditionId, &'s EditionKey)>,
    /// The month before it in which an edition appeared.
    pub before: Option<Month>,
    /// The month after it.
    pub after: Option<Month>,
}

/// The site as seen by one document.
pub(crate) struct Reader<'s> {
    pub(super) answers: &'s Answers<'s>,
    recorded: RefCell<IndexSet<Fact, FxBuildHasher>>,
}

impl<'s> Reader<'s> {
    /// A reader for a document, without any facts yet.
    #[must_use]
    pub(crate) fn new(answers: &'s Answers<'s>) -> Self {
        Self { answers, recorded: RefCell::default() }
    }

    /// The recorded facts.
    pub(super) fn into_recorded(self) -> IndexSet<Fact, FxBuildHasher> {
        self.recorded.into_inner()
    }

    pub(super) fn note(&self, fact: Fact) {
        self.recorded.borrow_mut().insert(fact);
    }

    /// Records what every document shows, which does not come from this reader.
    pub(crate) fn note_chrome(&self) {
        self.note(Fact::Theme);
        self.note(Fact::Chrome);
    }

    /// The paper's own data.
    #[must_use]
    pub(crate) fn paper(&self) -> &'s Paper {
        self.note(Fact::Paper);
        &self.answers.site.paper
    }

    /// The theme, without its assets.
    #[must_use]
    pub(crate) fn theme(&self) -> &'s Theme {
        self.note(Fact::Theme);
        &self.answers.site.theme
    }

    /// The contents of a file of the theme.
    #[must_use]
    pub(crate) fn asset(&self, name: &str) -> Arc<[u8]> {
        self.note(Fact::Asset(name.to_owned()));
        Arc::clone(&self.answers.site.theme.assets[name])
    }

    /// The address of a subject; `None` if it is not printed.
    #[must_use]
    pub(crate) fn route(&self, subject: &Subject) -> Option<&'s Route> {
        let document = self.answers.document(subject);
        self.note(document.map_or_else(
            || Fact::Nowhere(self.answers.name(subject)),
            |document| Fact::At(document.route.clone()),
        ));
        document.map(|document| &document.route)
    }

    /// The same as a path below the root, for templates.
    #[must_use]
    pub(crate) fn path(&self, subject: &Subject) -> Option<&'s str> {
        self.route(subject).map(Route::as_str)
    }

    /// The full URL of a document; `None` if the paper does not say where it is published.
    #[must_use]
    pub(crate) fn canonical(&self, route: &Route) -> Option<String> {
        let url = self.paper().url.as_ref()?;
        let path = if self.route(&Subject::Front) == Some(route) { "" } else { route.as_str() };
        url.join(path).ok().map(String::from)
    }

    /// Every document that readers visit.
    pub(crate) fn documents(&self) -> impl Iterator<Item = DatedDocument<'s>> {
        self.note(Fact::Documents);
        self.answers.documents_for_readers()
    }

    /// Those in the editions of a year, or those in no edition.
    pub(crate) fn documents_of(&self, year: Option<i32>) -> impl Iterator<Item = DatedDocument<'s>> {
        self.note(Fact::DocumentsOf(year));
        self.answers.of_year(year)
    }

    #[must_use]
    pub(crate) fn story(&self, id: StoryId) -> &'s Story {
        let story = self.answers.site.story(id);
        self.note(Fact::Story(story.draft.path.clone()));
        story
    }

    /// A story, for callers that show only its card.
    #[must_use]
    pub(crate) fn card(&self, id: StoryId) -> &'s Story {
        let story = self.answers.site.story(id);
        self.note(Fact::Card(story.draft.path.clone()));
        story
    }

    /// The headline of a story in one line, its lines joined by `joint`.
    #[must_use]
    pub(crate) fn headline(&self, id: StoryId, joint: &str) -> String {
        let story = self.answers.site.story(id);
        self.note(Fact::Headline(story.draft.path.clone()));
        story.headline(joint)
    }

    /// The headline of a story in one line, as its language joins lines.
    #[must_use]
    pub(crate) fn title(&self, id: StoryId) -> String {
        let story = self.answers.site.story(id);
        self.note(Fact::Headline(story.draft.path.clone()));
        story.title()
    }

    /// The path of a story's document, which contains its headings, footnotes and figures.
    #[must_use]
    pub(crate) fn home(&self, story: StoryId) -> Option<&'s str> {
        self.path(&Subject::Story(story))
    }

    /// The stories before and after a story.
    #[must_use]
    pub(crate) fn neighbours(&self, id: StoryId) -> (Option<StoryId>, Option<StoryId>) {
        self.note(Fact::Neighbours(self.answers.site.story(id).draft.path.clone()));
        self.answers.neighbours(id)
    }

    /// The column of a story, and its name.
    #[must_use]
    pub(crate) fn column_of(&self, story: &Story) -> Option<(ColumnId, &'s str)> {
        self.note(Fact::Card(story.draft.path.clone()));
        story.column.map(|id| (id, self.answers.site.columns[id.0].name.as_str()))
    }

    /// The topics of a story, and their names.
    #[must_use]
    pub(crate) fn topics_of(&self, story: &Story) -> Vec<(TopicId, &'s str)> {
        self.note(Fact::Story(story.draft.path.clone()));
        story.topics.iter().map(|id| (*id, self.answers.site.topics[id.0].name.as_str())).collect()
    }

    /// A standing document.
    #[must_use]
    pub(crate) fn standing(&self, id: StandingId) -> &'s Story {
        let page = &self.answers.site.standing[id.0];
        self.note(Fact::Story(page.draft.path.clone()));
        page
    }

    /// Every standing document, and its headline.
    #[must_use]
    pub(crate) fn standing_headlines(&self) -> Vec<(StandingId, String)> {
        self.note(Fact::Standing);
        let pages = self.answers.site.standing.iter().enumerate();
        pages.map(|(index, page)| (StandingId(index), page.headline(" "))).collect()
    }

    #[must_use]
    pub(crate) fn edition(&self, id: EditionId) -> &'s Edition {
        let edition = self.answers.site.edition(id);
        self.note(Fact::Edition(edition.key.clone()));
        edition
    }

    /// The editions before and after an edition.
    #[must_use]
    pub(crate) fn beside(&self, id: EditionId) -> (Option<EditionId>, Option<EditionId>) {
        let editions = &self.answers.site.editions;
        self.note(Fact::Beside(editions[id.0].key.clone()));
        let after = Some(EditionId(id.0 + 1)).filter(|after| after.0 < editions.len());
        (id.0.checked_sub(1).map(EditionId), after)
    }

    /// Every edition by its key, oldest first.
    #[must_use]
    pub(crate) fn editions(&self) -> Vec<(EditionId, &'s EditionKey)> {
        self.note(Fact::Editions);
        let editions = self.answers.site.editions.iter().enumerate();
        editions.map(|(index, edition)| (EditionId(index), &edition.key)).collect()
    }

    /// The editions of a month by their keys, oldest first, and the months before and after it.
    #[must_use]
    pub(crate) fn month(&self, month: Month) -> EditionsOfMonth<'s> {
        self.note(Fact::Month(month));
        let (editions, before, after) = self.answers.of_month(month);
        let key = |index: usize| (EditionId(index), &self.answers.site.editions[index].key);
        EditionsOfMonth { editions: editions.map(key).collect(), before, after }
    }

    /// The stories that belong to no edition, in order.
    #[must_use]
    pub(crate) fn undated(&self) -> Vec<StoryId> {
        self.note(Fact::Undated);
        self.answers.site.undated().collect()
    }

    /// The layout of a page (from 0) of an edition, if the theme has a grid.
    #[must_use]
    pub(crate) fn layout(&self, edition: EditionId, page: usize) -> Option<Arc<Layout>> {
        self.note(Fact::Layout(self.answers.site.edition(edition).key.clone(), page));
        (self.answers.made_up)(edition, page)
    }

    /// An edition's style sheet, whose name each of its pages shows: made once, by a reader of its own whose facts then count for
    /// each page.
    ///
    /// # Errors
    /// With the finding that prevents it.
    pub(crate) fn sheet(
        &self,
        edition: EditionId,
        make: impl FnOnce(&Self) -> Result<Vec<u8>, Box<Finding>>,
    ) -> Result<Bytes, Box<Finding>> {
        let (sheet, facts) = self.answers.sheets[edition.0].get_or_init(|| {
            let reader = Self::new(self.answers);
            let sheet = make(&reader).map(Bytes::from);
            (sheet, reader.into_recorded().into_iter().collect())
        });
        self.recorded.borrow_mut().extend(facts.iter().cloned());
        sheet.clone()
    }

    /// The terms that an edition explains.
    #[must_use]
    pub(crate) fn explained(&self, edition: EditionId) -> Vec<&'s ExplainedTerm> {
        let site = self.answers.site;
        self.note(Fact::Terms(site.edition(edition).key.clone()));
        site.terms.iter().filter(|term| term.edition == edition).collect()
    }

    /// The terms that a story's edition explains, each with a link to it from a document whose path to the root is `to_root`.
    #[must_use]
    pub(crate) fn terms(&self, story: &Story, to_root: &str) -> Vec<(String, String)> {
        let of_edition = story.placed.map(|placed| self.explained(placed.edition)).unwrap_or_default();
        let way = |term: &&ExplainedTerm| {
            let path = self.path(&Subject::Story(term.story))?;
            Some((term.term.clone(), format!("{to_root}{path}#{}", term.id)))
        };
        of_edition.iter().filter_map(way).collect()
    }

    /// Every column that has stories, and its name, in running order.
    #[must_use]
    pub(crate) fn columns(&self) -> Vec<(ColumnId, &'s str)> {
        self.note(Fact::Columns);
        let columns = self.answers.site.columns.iter().enumerate();
        let filled = columns.filter(|(_, column)| !column.stories.is_empty());
        filled.map(|(index, column)| (ColumnId(index), column.name.as_str())).collect()
    }

    /// A column and its stories.
    #[must_use]
    pub(crate) fn column(&self, id: ColumnId) -> &'s Column {
        let column = &self.answers.site.columns[id.0];
        self.note(Fact::Column(column.slug.clone()));
        column
    }

    /// The newest stories of a column.
    #[must_use]
    pub(crate) fn newest_of(&self, id: ColumnId) -> &'s [StoryId] {
        let column = &self.answers.site.columns[id.0];
        self.note(Fact::Newest(column.slug.clone()));
        &column.stories[..column.stories.len().min(NEWEST)]
    }

    /// Every topic and its name, the largest first.
    #[must_use]
    pub(crate) fn topics(&self) -> Vec<(TopicId, &'s str)> {
        self.note(Fact::Topics);
        let topics = self.answers.site.topics.iter().enumerate();
        topics.map(|(index, topic)| (TopicId(index), topic.name.as_str())).collect()
    }

    /// Every topic, its name and the number of its stories, the largest first.
    #[must_use]
    pub(crate) fn topic_counts(&self) -> Vec<(TopicId, &'s str, usize)> {
        self.note(Fact::TopicCounts);
        let topics = self.answers.site.topics.iter().enumerate();
        topics.map(|(index, topic)| (TopicId(index), topic.name.as_str(), topic.stories.len())).collect()
    }

    /// A topic and its stories.
    #[must_use]
    pub(crate) fn topic(&self, id: TopicId) -> &'s Topic {
        let topic = &self.answers.site.topics[id.0];
        self.note(Fact::Topic(topic.slug.clone()));
        topic
    }

    /// Every ledger.
    #[must_use]
    pub(crate) fn ledgers(&self) -> &'s [LedgerRecord] {
        self.note(Fact::Ledgers);
        &self.answers.site.ledgers
    }

    /// A ledger, its proofs, and the stories that print its figures.
    #[must_use]
    pub(crate) fn ledger(&self, id: LedgerId) -> &'s LedgerRecord {
        let record = &self.answers.site.ledgers[id.0];
        self.note(Fact::Ledger(record.ledger.id.clone()));
        record
    }

    /// One figure of the ledger with this id; also the ledger, its title and its source.
    #[must_use]
    pub(crate) fn figure(
        &self,
        id: &str,
        key: &str,
    ) -> Option<(LedgerId, &'s Figure, &'s str, Option<&'s str>)> {
        self.note(Fact::Figure(id.to_owned(), key.to_owned()));
        let place = *self.answers.site.ledger_ids.get(id)?;
        let ledger: &Ledger = &self.answers.site.ledgers[place.0].ledger;
        let source = ledger.source.as_ref().map(|source| source.name.as_str());
        Some((place, ledger.figures.get(key)?, ledger.title.as_str(), source))
    }

    /// The path of the document of the ledger with this id.
    pub(crate) fn ledger_path(&self, id: &str) -> Option<&'s str> {
        self.path(&Subject::Ledger(*self.answers.site.ledger_ids.get(id)?))
    }

    /// The path of one of the tables of figures (from 0) of a story or a standing document.
    pub(crate) fn table_path(&self, story: &Story, number: usize) -> Option<&'s str> {
        self.path(&self.answers.table(story, number)?)
    }

    /// The path of the paper's sign: a carried file, or the drawn one.
    #[must_use]
    pub(crate) fn icon(&self) -> Option<&'s str> {
        let Some(icon) = &self.paper().icon else { return self.path(&Subject::Icon) };
        self.path(&Subject::Carried(self.carried_at(icon)?))
    }

    /// A carried file.
    #[must_use]
    pub(crate) fn carried(&self, id: CarriedId) -> &'s PublishedFile {
        let file = &self.answers.site.carried[id.0];
        self.note(Fact::Carried(file.path.clone()));
        file
    }

    /// The file that is carried from a path, in whichever composition its name is stored.
    #[must_use]
    pub(crate) fn carried_at(&self, path: &SourcePath) -> Option<CarriedId> {
        self.note(Fact::Carried(path.clone()));
        let is_at = |file: &PublishedFile| file.path.as_str().nfc().eq(path.as_str().chars());
        self.answers.site.carried.iter().position(is_at).map(CarriedId)
    }

    /// The digest of all facts recorded so far.
    #[must_use]
    pub(crate) fn digest(&self) -> Digest {
        let recorded = self.recorded.borrow();
        Digest::of_value(&recorded.iter().map(|fact| (fact, self.answers.digest(fact))).collect::<Vec<_>>())
    }
}
