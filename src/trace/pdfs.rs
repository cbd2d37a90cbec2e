//! PDFs of editions: which facts stand on paper, and what documents see of the PDFs.

use std::collections::BTreeSet;

use super::answers::{Answers, absent};
use super::fact::Fact;
use super::reader::Reader;
use super::{Facts, Trace};
use crate::digest::Digest;
use crate::model::edition::{EditionKey, EditionPdf};
use crate::model::ids::EditionId;
use crate::model::paper::{Masthead, Paper};

impl Fact {
    /// Whether the printed pages of an edition depend on it, if their documents do. The rest leads to other documents, which is
    /// not printed.
    pub(super) fn stands_on_paper(&self, edition: &EditionKey) -> bool {
        match self {
            Self::Imprint
            | Self::Theme
            | Self::Story(_)
            | Self::Card(_)
            | Self::Ledgers
            | Self::Ledger(_)
            | Self::Figure(..)
            | Self::Carried(_)
            | Self::Asset(_)
            | Self::Face(_) => true,
            Self::Edition(key) | Self::Layout(key, _) | Self::Terms(key) => key == edition,
            // `Story` and `Card` include the headlines of the edition's own stories.
            Self::Headline(_)
            // Most of it is not printed; the imprint is.
            | Self::Paper
            | Self::Chrome
            | Self::Neighbours(_)
            | Self::Beside(_)
            | Self::Editions
            | Self::Month(_)
            | Self::Undated
            | Self::Pdf(_)
            | Self::Columns
            | Self::Column(_)
            | Self::Newest(_)
            | Self::Topics
            | Self::TopicCounts
            | Self::Topic(_)
            | Self::Signers
            | Self::Signer(_)
            | Self::Standing
            | Self::At(_)
            | Self::Nowhere(_)
            | Self::SearchIndex
            | Self::OldAddresses
            | Self::Documents
            | Self::DocumentsOf(_) => false,
        }
    }
}

impl Facts {
    /// Those of an edition's pages, by their traces, that stand on paper.
    pub(crate) fn on_paper<'t>(
        &self,
        traces: impl Iterator<Item = &'t Trace>,
        edition: &EditionKey,
    ) -> BTreeSet<Fact> {
        let places = traces.flat_map(|trace| trace.facts.iter());
        let facts = places.filter_map(|place| Some(&self.0.get(*place as usize)?.0));
        facts.filter(|fact| fact.stands_on_paper(edition)).cloned().collect()
    }
}

impl<'s> Reader<'s> {
    /// The PDF of an edition, if there is one of its pages as they are.
    #[must_use]
    pub(crate) fn pdf(&self, edition: EditionId) -> Option<&'s EditionPdf> {
        let site = self.answers.site;
        self.note(Fact::Pdf(site.edition(edition).key.clone()));
        site.pdfs.get(&edition)
    }
}

impl Answers<'_> {
    /// What of the paper's own data is printed on paper.
    pub(super) fn imprint(&self) -> Digest {
        let Paper {
            name,
            kind,
            url,
            language,
            timezone,
            theme,
            theme_options,
            publisher,
            masthead: Masthead { number_from: _, slogan, image, pinyin, ear },
            columns,
            copyright,
            distribution,
            classification,
            is_proof,
            // Each page asks for its faces.
            fonts: _,
            shared: _,
            // For screens and machines, or how the paper is made.
            government_tags: _,
            search: _,
            full_feed: _,
            icon: _,
            for_themes: _,
            files: _,
            targets: _,
            approvals: _,
            waivers: _,
            digest: _,
        } = &*self.site.paper;
        let options: Vec<(&String, &String)> =
            theme_options.iter().map(|(key, (value, _))| (key, value)).collect();
        let columns: Vec<&String> = columns.iter().map(|column| &column.name).collect();
        Digest::of_value(&(
            (name, kind, url, language, timezone, theme, options, publisher),
            (slogan, image, pinyin, ear, columns, copyright),
            (distribution, classification.as_ref().map(|(text, _)| text), is_proof),
        ))
    }

    /// The PDF of an edition.
    pub(super) fn pdf(&self, edition: EditionId) -> Digest {
        self.site
            .pdfs
            .get(&edition)
            .map_or_else(absent, |EditionPdf { path, version }| Digest::of_value(&(path, version)))
    }
}
