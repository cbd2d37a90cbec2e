//! Signers: what documents see of those who signed stories.

use super::answers::Answers;
use super::fact::Fact;
use super::reader::Reader;
use crate::digest::Digest;
use crate::model::ids::SignerId;
use crate::model::signer::Signer;
use crate::model::site::Story;

impl<'s> Reader<'s> {
    /// Who signed stories, in the order of an index.
    #[must_use]
    pub(crate) fn signers(&self) -> &'s [Signer] {
        self.note(Fact::Signers);
        &self.answers.site.signers
    }

    /// Somebody's stories.
    #[must_use]
    pub(crate) fn signer(&self, id: SignerId) -> &'s Signer {
        let signer = &self.answers.site.signers[id.0];
        self.note(Fact::Signer(signer.slug.clone()));
        signer
    }

    /// Who signed a story or took its pictures, and their names.
    #[must_use]
    pub(crate) fn signers_of(&self, story: &Story) -> Vec<(SignerId, &'s str)> {
        self.note(Fact::Story(story.draft.path.clone()));
        story.signers.iter().map(|id| (*id, self.answers.site.signers[id.0].name.as_str())).collect()
    }
}

impl Answers<'_> {
    pub(super) fn signers(&self) -> Digest {
        let signed = self.site.signers.iter();
        let counted =
            signed.map(|Signer { name, reading, slug, stories }| (name, reading, slug, stories.len()));
        Digest::of_value(&counted.collect::<Vec<_>>())
    }

    pub(super) fn signer(&self, index: usize) -> Digest {
        let Signer { name, reading: _, slug, stories } = &self.site.signers[index];
        Digest::of_value(&(name, slug, self.paths(stories)))
    }
}
