//! What documents see of the search index.

use bytes::Bytes;

use super::answers::Answers;
use super::fact::Fact;
use super::reader::Reader;
use crate::digest::Digest;
use crate::model::document::Subject;
use crate::model::search::{SearchFileId, SearchIndex, SearchPart, SearchPeriod};

impl<'s> Reader<'s> {
    /// The periods of the search index, each with its list.
    pub(crate) fn search_periods(&self) -> impl Iterator<Item = (&'s SearchPeriod, Option<&'s str>)> {
        self.note(Fact::SearchIndex);
        let periods = self.answers.site.search.periods.iter().enumerate();
        periods.map(|(period, of)| {
            let list = SearchFileId { period, part: SearchPart::List, number: 0 };
            (of, self.answers.document(&Subject::SearchFile(list)).map(|document| document.route.as_str()))
        })
    }

    /// The contents of a file of the search index, on which its address depends.
    #[must_use]
    pub(crate) fn search_file(&self, file: SearchFileId) -> Bytes {
        (self.answers.indexed)(file)
    }
}

impl Answers<'_> {
    /// The periods of the search index and their lists, which name all other files.
    pub(super) fn search_index(&self) -> Digest {
        let SearchIndex { periods } = &self.site.search;
        let period = |SearchPeriod { name, stories: _, days, files }: &'_ SearchPeriod| {
            (name.clone(), *days, files.parts[SearchPart::List as usize].clone())
        };
        Digest::of_value(&periods.iter().map(period).collect::<Vec<_>>())
    }
}
