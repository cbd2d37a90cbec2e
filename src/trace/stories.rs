//! Stories: digests of their content that are stable between builds.

use super::answers::Answers;
use crate::digest::Digest;
use crate::model::heads::HeadBreaks;
use crate::model::ids::{ColumnId, SignerId, TopicId};
use crate::model::site::{Placed, Said, Story, StoryVersion, Target};

impl Answers<'_> {
    pub(super) fn story(&self, story: &Story) -> Digest {
        let site = self.site;
        let Story {
            draft,
            said,
            figured: _,
            breaks,
            placed,
            waiting,
            form,
            column,
            topics,
            signers,
            targets,
            language,
            versions,
        } = story;
        let targets: Vec<_> = targets.iter().map(|target| self.target(target)).collect();
        let placed = placed.map(|Placed { edition, page, rank }| (&site.edition(edition).key, page, rank));
        let column = column.map(|ColumnId(index)| (&site.columns[index].name, &site.columns[index].slug));
        let topic = |TopicId(index): &TopicId| (&site.topics[*index].name, &site.topics[*index].slug);
        let topics: Vec<_> = topics.iter().map(topic).collect();
        let signer = |SignerId(index): &SignerId| (&site.signers[*index].name, &site.signers[*index].slug);
        let signers: Vec<_> = signers.iter().map(signer).collect();
        let version = |version: &StoryVersion| {
            let StoryVersion { language, story } = version;
            (*language, &site.story(*story).draft.path)
        };
        let versions: (_, Vec<_>) = (language, versions.iter().map(version).collect());
        // The digest of what is said covers the draft, and the figures and exhibits that stand in it.
        let Said {
            slug,
            aliases,
            digest,
            rows: _,
            pictures: _,
            explains: _,
            tables: _,
            card: _,
            headline: _,
            heads: _,
        } = &**said;
        let said = (&draft.path, digest, slug, aliases);
        Digest::of_value(&(said, breaks, form, waiting, targets, placed, column, (topics, signers), versions))
    }

    pub(super) fn card(&self, story: &Story) -> Digest {
        let (site, said) = (self.site, &story.said);
        let placed = story.placed.map(|placed| (&site.edition(placed.edition).key, placed.rank));
        let column = story.column.map(|column| (&site.columns[column.0].name, &site.columns[column.0].slug));
        let source = |picture: &usize| story.targets.get(*picture).map(|target| self.target(target));
        let sources: Vec<_> = said.pictures.iter().map(source).collect();
        let HeadBreaks { kicker, headline, deck, sub_heads: _ } = &*story.breaks;
        let breaks = (kicker, headline, deck);
        Digest::of_value(&(said.card, breaks, sources, placed, column, story.form, story.waiting))
    }

    /// A target by stable names.
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
