//! The contents of an edition: the files that its pages are made of, and the figures that they print. An approval covers these.

use std::io;

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::approval::{Contents, figure_in, figure_name};
use crate::model::figure::Figure;
use crate::model::ids::EditionId;
use crate::model::inventory::Inventory;
use crate::model::site::{LedgerRecord, Site, Story, Target, Waiting};
use crate::source::SourcePath;

/// A paper whose contents can be named.
pub(crate) struct ContentsOf<'p> {
    pub site: &'p Site,
    pub inventory: &'p Inventory,
    /// The folder of the paper.
    pub root: &'p OpenFolder,
}

impl ContentsOf<'_> {
    /// What the pages of an edition show. Drafts are left out: they are not printed.
    ///
    /// # Errors
    /// If a picture cannot be read.
    pub(crate) fn edition(&self, id: EditionId) -> Result<Contents, Fault> {
        let edition = self.site.edition(id);
        let mut names: Vec<String> = ["edition.yaml", "edition.yml"]
            .map(|name| format!("content/editions/{}/{name}", edition.key))
            .into_iter()
            .filter(|path| self.inventory.texts.contains_key(path.as_str()))
            .collect();
        let stories =
            edition.pages.iter().flat_map(|page| &page.stories).map(|story| self.site.story(*story));
        for story in stories.filter(|story| story.waiting != Some(Waiting::Draft)) {
            names.extend(self.names_of(story));
        }
        let named = names.into_iter().map(|name| {
            let digest = self.digest(&name)?;
            Ok(digest.map(|digest| (name, digest)))
        });
        named.filter_map(Result::transpose).collect()
    }

    /// The names of what a story shows: its file, its pictures, and its figures.
    #[must_use]
    pub(crate) fn names_of(&self, story: &Story) -> Vec<String> {
        let path = &story.draft.path;
        let files = story.targets.iter().filter_map(|target| match target {
            Target::File(file) => Some(&self.site.carried[file.0].path),
            _ => None,
        });
        // An exhibit that a ledger keeps is shown as the ledger has it.
        let kept = story.exhibits().iter().map(|exhibit| &exhibit.draft.at.path).filter(|kept| *kept != path);
        let files = std::iter::once(path).chain(files).chain(kept).map(|path| path.as_str().to_owned());
        let figures = story.said.rows.iter().filter_map(|(ledger, key)| {
            let record = self.site.ledger(ledger)?;
            Some(figure_name(record.ledger.at.path.as_str(), key))
        });
        files.chain(figures).collect()
    }

    /// The digest of what has this name now; `None` if there is nothing.
    ///
    /// # Errors
    /// If a picture cannot be read.
    pub(crate) fn digest(&self, name: &str) -> Result<Option<Digest>, Fault> {
        if let Some((ledger, key)) = figure_in(name) {
            let record = self.site.ledgers.iter().find(|record| record.ledger.at.path.as_str() == ledger);
            return Ok(record.and_then(|record| figure_digest(record, key)));
        }
        if let Some(text) = self.inventory.texts.get(name) {
            return Ok(Some(text.digest));
        }
        if !self.inventory.carried.contains_key(name) {
            return Ok(None);
        }
        match self.root.open_file(name).and_then(Digest::of_reader) {
            Err(error) if is_absent(&error) => Ok(None),
            digest => digest
                .map(Some)
                .map_err(|error: io::Error| Fault::new(Action::Read, self.root.path_of(name), error)),
        }
    }

    /// Whether a name is that of a story that is withdrawn now.
    #[must_use]
    pub(crate) fn is_withdrawn(&self, name: &str) -> bool {
        let stories = self.site.stories.iter();
        let draft = stories.map(|story| &story.draft).find(|draft| draft.path == SourcePath::new(name));
        draft.is_some_and(|draft| draft.is_withdrawn())
    }
}

/// The digest of a figure as readers see it. It is the same in every version of the program.
#[must_use]
pub(crate) fn figure_digest(record: &LedgerRecord, key: &str) -> Option<Digest> {
    let (row, _, figure) = record.ledger.figures.get_full(key)?;
    let Figure { label, measure, window, note, source, series, .. } = figure;
    // The printed form has the unit.
    let mut shown = vec![record.texts.get(row).map_or("", String::as_str)];
    shown.extend([label, measure, window, note, source].map(|text| text.as_deref().unwrap_or_default()));
    shown.extend(series.iter().flat_map(|(period, number)| [period.as_str(), &number.written]));
    Some(Digest::of(shown.join("\n").as_bytes()))
}
