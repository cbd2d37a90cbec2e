//! What documents see of the paper's fonts, and of the pictures that are drawn in them.

use super::answers::{Answers, absent};
use super::fact::Fact;
use super::reader::Reader;
use crate::digest::Digest;
use crate::model::document::Subject;
use crate::model::face::{Faces, PaperFace};
use crate::model::ids::{EditionId, StoryId};
use crate::model::site::Story;
use crate::share_picture::SharePicture;

impl<'s> Reader<'s> {
    /// A face, by its name.
    #[must_use]
    pub(crate) fn face(&self, name: &str) -> Option<&'s PaperFace> {
        self.note(Fact::Face(name.to_owned()));
        self.answers.site.faces.by_name.get(name)
    }

    /// The path of the style sheet of the letters of the paper's name.
    #[must_use]
    pub(crate) fn nameplate_sheet(&self) -> Option<&'s str> {
        self.face_sheet(Faces::NAMEPLATE)
    }

    /// That of the letters of an edition's headlines.
    #[must_use]
    pub(crate) fn headlines_sheet(&self, edition: EditionId) -> Option<&'s str> {
        self.face_sheet(&self.answers.site.edition(edition).key.to_string())
    }

    /// That of the letters with which a story's headline comes.
    #[must_use]
    pub(crate) fn headline_sheet(&self, story: &Story) -> Option<&'s str> {
        let site = self.answers.site;
        let edition = story.placed.map(|placed| &site.edition(placed.edition).key);
        self.face_sheet(&site.faces.of_headline(edition, &story.draft.path))
    }

    /// The full URL of a story's share picture, if it has one.
    #[must_use]
    pub(crate) fn share_picture(&self, story: StoryId) -> Option<String> {
        self.canonical(self.route(&Subject::SharePicture(story))?)
    }

    /// What the share picture of a story shows. Its address, by which its document is known, changes with that alone.
    #[must_use]
    pub(crate) fn drawn_picture(&self, story: StoryId) -> Option<&'s SharePicture> {
        self.answers.site.share_pictures.get(&story)
    }

    fn face_sheet(&self, name: &str) -> Option<&'s str> {
        self.face(name)?;
        // Its address changes with the face alone.
        let sheet = self.answers.document(&Subject::FontSheet(name.to_owned()));
        sheet.map(|document| document.route.as_str())
    }
}

impl Answers<'_> {
    /// A face, and how many there are for the headlines outside editions: that decides which of them a story has.
    pub(super) fn face(&self, name: &str) -> Digest {
        let faces = &self.site.faces;
        let of_face =
            |PaperFace { role, subset }: &PaperFace| Digest::of_value(&(role, subset, faces.buckets));
        faces.by_name.get(name).map_or_else(absent, of_face)
    }
}
