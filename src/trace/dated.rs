//! Dated documents: those that readers visit, with the day on which each last changed.

use chrono::{Datelike, NaiveDate};

use super::answers::Answers;
use crate::digest::Digest;
use crate::model::document::{Document, Subject};
use crate::model::ids::EditionId;

impl<'s> Answers<'s> {
    /// The documents that readers visit.
    pub(super) fn documents_for_readers(&self) -> impl Iterator<Item = DatedDocument<'s>> {
        self.documents.iter().filter_map(|document| {
            let (edition, changed) = match &document.subject {
                Subject::Story(story) => {
                    let story = self.site.story(*story);
                    let edition = story.placed.map(|placed| placed.edition);
                    let day = edition.map(|edition| self.site.edition(edition).key.date);
                    let published = day.map(|day| story.draft.slip.schedule.published_on(day));
                    (edition, story.changed_on().max(published))
                }
                Subject::Page(edition, page) => (Some(*edition), self.page_changed_on(*edition, *page)),
                Subject::Front => {
                    let newest = self.site.editions.len().checked_sub(1).map(EditionId);
                    (newest, newest.and_then(|edition| self.page_changed_on(edition, 0)))
                }
                subject if subject.is_for_readers() => (None, None),
                _ => return None,
            };
            let day = edition.map(|edition| self.site.edition(edition).key.date);
            Some(DatedDocument { document, day, modified: changed.max(day) })
        })
    }

    /// The digest of the documents that readers visit.
    pub(super) fn listed_documents(&self) -> Digest {
        listed(self.documents_for_readers())
    }

    /// The digest of those in the editions of a year, or of those in no edition.
    pub(super) fn listed_of_year(&self, year: Option<i32>) -> Digest {
        listed(self.of_year(year))
    }

    /// The last day on which a story of a page was corrected or withdrawn.
    fn page_changed_on(&self, edition: EditionId, page: usize) -> Option<NaiveDate> {
        let stories = self.site.edition(edition).pages.get(page).into_iter().flat_map(|page| &page.stories);
        stories.filter_map(|story| self.site.story(*story).changed_on()).max()
    }

    /// Those in the editions of a year, or those in no edition.
    pub(super) fn of_year(&self, year: Option<i32>) -> impl Iterator<Item = DatedDocument<'s>> {
        self.documents_for_readers().filter(move |DatedDocument { document, day, .. }| {
            let is_of_edition = matches!(document.subject, Subject::Story(_) | Subject::Page(..));
            day.filter(|_| is_of_edition).map(|day| day.year()) == year
        })
    }
}

/// A document that readers visit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatedDocument<'s> {
    pub document: &'s Document,
    /// The day of the edition that it belongs to.
    pub day: Option<NaiveDate>,
    /// The day on which it last changed: the day of its edition, or the later one of its publication, a correction or a withdrawal.
    pub modified: Option<NaiveDate>,
}

/// The digest of a list of documents.
fn listed<'s>(documents: impl Iterator<Item = DatedDocument<'s>>) -> Digest {
    let listed = documents.map(|DatedDocument { document, day, modified }| (&document.route, day, modified));
    Digest::of_value(&listed.collect::<Vec<_>>())
}
