//! Stories: what is said of them, by names that outlive a build.

use super::answers::Answers;
use crate::digest::Digest;
use crate::model::phrase::{Phrase, Piece};
use crate::model::site::{ColumnId, FigureOrigin, Printed, Story, Target, TopicId};

impl Answers<'_> {
    pub(super) fn story(&self, story: &Story) -> Digest {
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

    pub(super) fn card(&self, story: &Story) -> Digest {
        let site = self.site;
        let front = &story.draft.front;
        let placed = story.placed.map(|placed| (&site.edition(placed.edition).key, placed.rank));
        let column = story.column.map(|column| (&site.columns[column.0].name, &site.columns[column.0].slug));
        let pictures = front.pictures.iter();
        let sources: Vec<_> = pictures
            .map(|picture| story.targets.get(picture.link).map(|target| self.target(target)))
            .collect();
        let figures: Vec<_> = front.phrases().flat_map(|phrase| self.printed_in(phrase, story)).collect();
        let stands = (placed, column, story.form, story.waiting);
        Digest::of_value(&(front, &story.summary, figures, sources, stands))
    }

    /// The figures that stand in a phrase of a story, by names.
    fn printed_in<'f>(
        &'f self,
        phrase: &'f Phrase,
        story: &'f Story,
    ) -> impl Iterator<Item = (&'f str, &'f str, Option<&'f str>, Option<&'f str>)> {
        let figure = |piece: &Piece| match piece {
            Piece::Text(_) => None,
            Piece::Figure(reference) => Some(*reference),
        };
        phrase.0.iter().filter_map(figure).map(|reference| {
            let Printed { text, value, origin } = &story.printed[reference];
            let (ledger, key) = match origin {
                FigureOrigin::Ledger(id, key) => {
                    (Some(self.site.ledgers[id.0].ledger.id.as_str()), Some(key))
                }
                FigureOrigin::Own(key) => (None, Some(key)),
                FigureOrigin::Unresolved => (None, None),
            };
            (text.as_str(), value.as_str(), ledger, key.map(String::as_str))
        })
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
}
