//! Lists: digests of which things the site has, and of single figures and files.

use std::ops::Range;

use super::answers::absent;
use super::{Answers, Fact};
use crate::digest::Digest;
use crate::model::draft::Carried;
use crate::model::edition::{Edition, Month};
use crate::model::published::PublishedFile;
use crate::model::site::Topic;
use crate::source::SourcePath;

impl Answers<'_> {
    pub(super) fn editions(&self) -> Digest {
        Digest::of_value(&self.site.editions.iter().map(|edition| &edition.key).collect::<Vec<_>>())
    }

    /// The editions of a month, by their indexes, and the months before and after it.
    pub(super) fn of_month(&self, month: Month) -> (Range<usize>, Option<Month>, Option<Month>) {
        let editions = &self.site.editions;
        let month_of = |edition: &Edition| Month::of(edition.key.date);
        let first = editions.partition_point(|edition| month_of(edition) < month);
        let end = editions.partition_point(|edition| month_of(edition) <= month);
        let before = first.checked_sub(1).map(|before| month_of(&editions[before]));
        (first..end, before, editions.get(end).map(month_of))
    }

    pub(super) fn month(&self, month: Month) -> Digest {
        let (editions, before, after) = self.of_month(month);
        let keys: Vec<_> = self.site.editions[editions].iter().map(|edition| &edition.key).collect();
        Digest::of_value(&(keys, before, after))
    }

    pub(super) fn columns(&self) -> Digest {
        let columns = self.site.columns.iter();
        let named = columns.map(|column| (&column.name, &column.slug, column.stories.is_empty()));
        Digest::of_value(&named.collect::<Vec<_>>())
    }

    pub(super) fn topics(&self) -> Digest {
        let named = self.site.topics.iter().map(|topic| (&topic.name, &topic.slug));
        Digest::of_value(&named.collect::<Vec<_>>())
    }

    pub(super) fn topic_counts(&self) -> Digest {
        let counted = self.site.topics.iter().map(|topic| (&topic.name, &topic.slug, topic.stories.len()));
        Digest::of_value(&counted.collect::<Vec<_>>())
    }

    pub(super) fn topic(&self, index: usize) -> Digest {
        let Topic { name, slug, stories } = &self.site.topics[index];
        Digest::of_value(&(name, slug, self.paths(stories)))
    }

    pub(super) fn ledgers(&self) -> Digest {
        let ids = self.site.ledgers.iter().map(|record| record.ledger.id.clone());
        Digest::of_value(&ids.map(|id| self.digest(&Fact::Ledger(id))).collect::<Vec<_>>())
    }

    pub(super) fn figure(&self, id: &str, key: &str) -> Digest {
        self.site.ledger(id).map_or_else(absent, |record| {
            let ledger = &record.ledger;
            Digest::of_value(&(ledger.figures.get(key), &ledger.title, &ledger.source))
        })
    }

    pub(super) fn standing(&self) -> Digest {
        let pages = self.site.standing.iter().map(|page| (&page.draft.path, page.headline("\n")));
        Digest::of_value(&pages.collect::<Vec<_>>())
    }

    pub(super) fn carried(&self, path: &SourcePath) -> Digest {
        let carried = &self.site.carried;
        let file = carried.binary_search_by(|file| file.path.cmp(path)).ok();
        let shown = file.map(|file| {
            // Whether a drawing runs script is a finding; the version is another after every change of the content.
            let PublishedFile { file, prints, is_attached } = &carried[file];
            let Carried { path, size, photograph, font: _, length: _, unfit: _, runs: _, version } = file;
            (path, size, photograph, version, prints, is_attached)
        });
        Digest::of_value(&shown)
    }

    /// Whether a document shows the subject whose name has this digest.
    pub(super) fn nowhere(&self, name: Digest) -> Digest {
        let names = || (0..self.documents.len()).map(|index| self.name_of(index)).collect();
        Digest::of_value(&self.printed.get_or_init(names).contains(&name))
    }
}
