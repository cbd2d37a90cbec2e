//! Old addresses: where documents that stood elsewhere are now.

use super::answers::Answers;
use super::fact::Fact;
use super::reader::Reader;
use crate::model::document::{Route, Subject};

impl<'s> Answers<'s> {
    /// Each old address, and the address of the story that it redirects to.
    pub(super) fn old_addresses(&self) -> Vec<(&'s Route, &'s Route)> {
        let pairs = self.documents.iter().filter_map(|document| {
            let Subject::Moved(story, _) = &document.subject else { return None };
            Some((&document.route, &self.document(&Subject::Story(*story))?.route))
        });
        pairs.collect()
    }
}

impl<'s> Reader<'s> {
    /// Each old address, and the address of the story that it redirects to.
    #[must_use]
    pub(crate) fn old_addresses(&self) -> Vec<(&'s Route, &'s Route)> {
        self.note(Fact::OldAddresses);
        self.answers.old_addresses()
    }
}
