//! A paper that is open in an editor: its folder, and in front of its files the texts that are not saved yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::EditorSettings;
use super::addresses::{address_of, path_below};
use super::lexicon::Lexicon;
use super::positions::IndexedText;
use crate::cache::Cache;
use crate::fault::Fault;
use crate::isolate::{attempt, attempt_called};
use crate::model::draft::StoryDraft;
use crate::model::edition::EditionDraft;
use crate::model::inventory::{FileRole, Inventory, Text};
use crate::model::site::Site;
use crate::pipeline::{self, Goal, Outcome, Report};
use crate::project::{Audience, Project, Strictness};
use crate::source::SourcePath;
use crate::words::Language;

/// A document that the editor has open.
#[derive(Debug)]
pub(super) struct OpenDocument {
    /// Its address, as the client spells it.
    pub uri: String,
    pub version: Option<i64>,
    pub text: Arc<IndexedText>,
}

/// How much of the current texts is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Nothing,
    /// Names are resolved.
    Names,
    /// Stories are proofread.
    Findings,
}

/// A paper and its open documents.
pub(super) struct OpenPaper {
    project: Project,
    cache: Cache,
    pub documents: BTreeMap<SourcePath, OpenDocument>,
    site: Option<Site>,
    /// The findings that were last reported, and the texts that they are about.
    pub report: Report,
    /// The names that can be completed, of the last texts in which they could be read.
    pub lexicon: Lexicon,
    known: Known,
    /// Whether the folder was listed.
    is_scanned: bool,
}

impl OpenPaper {
    /// The paper at `root`, not read yet.
    pub(super) fn at(root: &Path, settings: &dyn EditorSettings) -> Self {
        let project = Project {
            root: root.to_owned(),
            out: root.join("public"),
            today: settings.today(),
            audience: Audience::Desk,
            strictness: Strictness::Integrity,
        };
        Self {
            cache: Cache::to_read(root),
            project,
            documents: BTreeMap::new(),
            site: None,
            report: Report::default(),
            lexicon: Lexicon::default(),
            known: Known::Nothing,
            is_scanned: false,
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.project.root
    }

    /// The language of messages about it.
    pub(super) fn language(&self, settings: &dyn EditorSettings) -> Language {
        settings.language(self.report.language)
    }

    /// The address of a file: of an open one, as the client spells it.
    pub(super) fn address(&self, path: &SourcePath) -> String {
        self.documents.get(path).map_or_else(|| address_of(self.root(), path), |open| open.uri.clone())
    }

    /// The current text of a file.
    pub(super) fn text(&self, path: &SourcePath) -> Option<Arc<IndexedText>> {
        let of_disk = || pipeline::source_text(path, &self.cache.inventory, &self.project);
        let open = self.documents.get(path).map(|open| Arc::clone(&open.text));
        open.or_else(|| Some(Arc::new(IndexedText::of(of_disk()?))))
    }

    /// The paper with its names resolved, as they were last read.
    pub(super) fn site(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    /// Every story that could be read, whether it is due or not.
    pub(super) fn stories(&self) -> impl Iterator<Item = &Arc<StoryDraft>> {
        self.cache.files.stories()
    }

    /// What an `edition.yaml` says.
    pub(super) fn edition_at(&self, path: &SourcePath) -> Option<Arc<EditionDraft>> {
        let FileRole::Edition(folder) = FileRole::of(path) else { return None };
        let mut editions = self.cache.files.editions();
        editions.find(|(key, _)| key.to_string() == folder).map(|(_, edition)| Arc::clone(edition))
    }

    /// The texts of the paper.
    pub(super) fn inventory(&self) -> &Inventory {
        &self.cache.inventory
    }

    /// Puts a text in front of a file.
    pub(super) fn put(&mut self, path: &SourcePath, document: OpenDocument) {
        self.documents.insert(path.clone(), document);
        self.lay_over(path);
        self.known = Known::Nothing;
    }

    /// Takes the text in front of a file away.
    pub(super) fn close(&mut self, path: &SourcePath) {
        if self.documents.remove(path).is_some() {
            self.cache.inventory.texts.remove(path);
            self.known = Known::Nothing;
            self.forget_scan();
        }
    }

    /// Makes the next update list the folder.
    pub(super) fn forget_scan(&mut self) {
        self.is_scanned = false;
    }

    /// Makes the next update list every folder, whatever the stamps say.
    pub(super) fn forget_folders(&mut self) {
        self.cache.inventory.forget_folders();
        self.forget_scan();
    }

    /// Reads what has changed and resolves names.
    ///
    /// # Errors
    /// If the folder cannot be read, or the program fails.
    pub(super) fn update_names(&mut self, settings: &dyn EditorSettings) -> Result<(), Fault> {
        self.update(Known::Names, settings).map(|_| ())
    }

    /// Reads what has changed and proofreads it; returns whether the report may have changed.
    ///
    /// # Errors
    /// As [`Self::update_names`].
    pub(super) fn update_findings(&mut self, settings: &dyn EditorSettings) -> Result<bool, Fault> {
        self.update(Known::Findings, settings)
    }

    fn update(&mut self, wanted: Known, settings: &dyn EditorSettings) -> Result<bool, Fault> {
        let day =
            |paper: &Self| paper.site.as_ref().map(|site| paper.project.today.in_zone(site.paper.timezone));
        let before = day(self);
        self.project.today = settings.today();
        if before != day(self) {
            self.known = Known::Nothing;
        }
        if !self.is_scanned {
            self.scan()?;
        }
        if self.known >= wanted {
            return Ok(false);
        }
        let goal = if wanted == Known::Findings { Goal::Read } else { Goal::Linked };
        let run = attempt_called("update", || pipeline::run(&self.project, &mut self.cache, &goal, &mut ()));
        let outcome = run.map_err(|panicked| self.reset(Fault::of_program(&self.project.root, &panicked)))?;
        self.learn(outcome, wanted);
        Ok(wanted == Known::Findings)
    }

    /// Lists the folder, and puts the open texts in front of their files again.
    fn scan(&mut self) -> Result<(), Fault> {
        let mut inventory = pipeline::scan_folder(&self.project, &self.cache)?;
        std::mem::swap(&mut self.cache.inventory, &mut inventory);
        self.is_scanned = true;
        for path in self.documents.keys().cloned().collect::<Vec<_>>() {
            self.lay_over(&path);
        }
        if !self.cache.inventory.is_same(&inventory) {
            self.known = Known::Nothing;
        }
        Ok(())
    }

    fn lay_over(&mut self, path: &SourcePath) {
        if let Some(open) = self.documents.get(path).filter(|_| FileRole::of(path).is_read()) {
            self.cache.inventory.texts.insert(path.clone(), Text::of(open.text.text.as_bytes()));
        }
    }

    fn learn(&mut self, outcome: Outcome, known: Known) {
        let Outcome { report, site, .. } = outcome;
        self.lexicon.learn(&site, &self.cache.inventory);
        if known == Known::Findings {
            self.report = report;
        } else {
            self.report.language = report.language;
        }
        self.site = Some(site);
        self.known = known;
    }

    /// Continues after a panic. The cache may be incomplete, so everything is computed again.
    fn reset(&mut self, fault: Fault) -> Fault {
        let inventory = std::mem::take(&mut self.cache.inventory);
        self.cache = Cache::default();
        self.cache.inventory = inventory;
        self.known = Known::Nothing;
        fault
    }

    /// The paper as it would be with other texts in some files: the findings, and the site. Everything is as before afterwards.
    ///
    /// # Errors
    /// If the program fails.
    pub(super) fn tried(&mut self, texts: &BTreeMap<SourcePath, String>) -> Result<(Report, Site), Fault> {
        let before = self.cache.inventory.clone();
        let others = texts.iter().map(|(path, text)| (path.clone(), Text::of(text.as_bytes())));
        self.cache.inventory.texts.extend(others);
        let run = attempt(|| pipeline::run(&self.project, &mut self.cache, &Goal::Read, &mut ()));
        self.cache.inventory = before;
        let outcome = run.map_err(|panicked| self.reset(Fault::of_program(&self.project.root, &panicked)))?;
        self.known = Known::Nothing;
        Ok((outcome.report, outcome.site))
    }
}

/// The papers that are open.
#[derive(Default)]
pub(super) struct Papers {
    by_root: BTreeMap<PathBuf, OpenPaper>,
}

impl Papers {
    /// The paper at a root, if it is open.
    pub(super) fn at(&mut self, root: &Path) -> Option<&mut OpenPaper> {
        self.by_root.get_mut(root)
    }

    /// Opens the paper at a root; returns whether it was not open yet.
    pub(super) fn open(&mut self, root: &Path, settings: &dyn EditorSettings) -> bool {
        let is_new = !self.by_root.contains_key(root);
        if is_new {
            self.by_root.insert(root.to_owned(), OpenPaper::at(root, settings));
        }
        is_new
    }

    /// Closes the paper at a root; returns whether it was open.
    pub(super) fn close(&mut self, root: &Path) -> bool {
        self.by_root.remove(root).is_some()
    }

    /// The open papers.
    pub(super) fn all(&mut self) -> impl Iterator<Item = &mut OpenPaper> {
        self.by_root.values_mut()
    }

    /// The open paper that a file is in, and its path there.
    pub(super) fn holding(&mut self, file: &Path) -> Option<(&mut OpenPaper, SourcePath)> {
        let mut holding = self.by_root.iter_mut().rev();
        holding.find_map(|(root, paper)| Some((paper, path_below(root, file)?)))
    }
}
