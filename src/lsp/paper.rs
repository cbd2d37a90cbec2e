//! A paper that is open in an editor: its folder, and in front of its files the texts that are not saved yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::EditorSettings;
use super::addresses::{address_of, path_below};
use super::lexicon::Lexicon;
use super::near::NearFindings;
use super::positions::IndexedText;
use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::Noted;
use crate::isolate::{attempt, attempt_called};
use crate::model::draft::StoryDraft;
use crate::model::edition::EditionDraft;
use crate::model::inventory::{FileRole, Inventory, Text};
use crate::model::site::{Site, Story};
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
    /// Open documents whose text has changed since they were read.
    changed: BTreeSet<SourcePath>,
    /// The texts of the open documents when the whole paper was last proofread.
    read: BTreeMap<SourcePath, Arc<IndexedText>>,
    /// The stories that were read by themselves since then.
    near: BTreeMap<SourcePath, NearFindings>,
    /// Whether the folder was listed.
    is_scanned: bool,
}

/// What an update has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Updated {
    /// Nothing was left to do.
    Nothing,
    /// Names are resolved; the stories are not proofread yet.
    Names,
    /// The stories in which somebody types were read by themselves.
    Near,
    /// Nothing: the whole paper waits for a pause.
    Later,
    /// Everything was proofread.
    Findings,
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
            changed: BTreeSet::new(),
            read: BTreeMap::new(),
            near: BTreeMap::new(),
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
        let is_near = |draft: &&Arc<StoryDraft>| self.near.contains_key(&draft.path);
        let near =
            self.site.iter().flat_map(Site::stories_and_standing).map(|story| &story.draft).filter(is_near);
        self.cache.files.stories().filter(move |draft| !is_near(draft)).chain(near)
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
        self.changed.insert(path.clone());
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
        self.begin_update(settings)?;
        self.read_near()?;
        if self.known < Known::Names { self.run(Known::Names) } else { Ok(()) }
    }

    /// Reads what has changed and proofreads it, the most urgent first: names in a paper that was just opened, then the stories in which
    /// somebody types. After these the whole paper is read in a pause.
    ///
    /// # Errors
    /// As [`Self::update_names`].
    pub(super) fn update_next(
        &mut self,
        settings: &dyn EditorSettings,
        is_pause: bool,
    ) -> Result<Updated, Fault> {
        self.begin_update(settings)?;
        if self.site.is_none() {
            return self.run(Known::Names).map(|()| Updated::Names);
        }
        if self.read_near()? {
            return Ok(Updated::Near);
        }
        match self.known {
            Known::Findings => return Ok(Updated::Nothing),
            Known::Names if !self.near.is_empty() && !is_pause => return Ok(Updated::Later),
            Known::Nothing | Known::Names => {}
        }
        self.run(Known::Findings).map(|()| Updated::Findings)
    }

    /// Notices a new day, and lists the folder unless nothing has changed there.
    fn begin_update(&mut self, settings: &dyn EditorSettings) -> Result<(), Fault> {
        let day =
            |paper: &Self| paper.site.as_ref().map(|site| paper.project.today.in_zone(site.paper.timezone));
        let before = day(self);
        self.project.today = settings.today();
        if before != day(self) {
            self.known = Known::Nothing;
        }
        if self.is_scanned { Ok(()) } else { self.scan() }
    }

    /// Takes the paper to a goal.
    fn run(&mut self, wanted: Known) -> Result<(), Fault> {
        let goal = if wanted == Known::Findings { Goal::Read } else { Goal::Linked };
        let run = attempt_called("update", || pipeline::run(&self.project, &mut self.cache, &goal, &mut ()));
        let outcome = run.map_err(|panicked| self.reset(Fault::of_program(&self.project.root, &panicked)))?;
        self.learn(outcome, wanted);
        Ok(())
    }

    /// Reads the changed stories by themselves; returns whether nothing else has changed and there are any. Otherwise the whole paper
    /// has to be read.
    fn read_near(&mut self) -> Result<bool, Fault> {
        let changed = std::mem::take(&mut self.changed);
        if changed.is_empty() {
            return Ok(false);
        }
        for path in changed {
            let is_read = self.known > Known::Nothing && self.read_one_near(&path)?;
            if !is_read {
                self.known = Known::Nothing;
                return Ok(false);
            }
        }
        self.known = Known::Names;
        Ok(true)
    }

    /// Reads one story by itself; returns whether its words are all that has changed since the whole paper was proofread.
    fn read_one_near(&mut self, path: &SourcePath) -> Result<bool, Fault> {
        let Some(Noted { value: story, findings }) = self.read_by_itself(path)? else { return Ok(false) };
        let mut texts =
            self.site.iter_mut().flat_map(|site| site.stories.iter_mut().chain(&mut site.standing));
        let Some(before) = texts.find(|before| before.draft.path == *path) else { return Ok(false) };
        *before = story;
        let text = &self.documents[path].text.text;
        self.report.replace(path, self.near[path].now(text, findings), text);
        Ok(true)
    }

    /// A changed story by itself. Before the first change its findings are compared with those of the whole paper.
    fn read_by_itself(&mut self, path: &SourcePath) -> Result<Option<Noted<Story>>, Fault> {
        let (Some(site), Some(before)) = (&self.site, self.read.get(path)) else { return Ok(None) };
        let Some(open) = self.documents.get(path) else { return Ok(None) };
        let Some(known) = site.stories_and_standing().find(|story| story.draft.path == *path) else {
            return Ok(None);
        };
        let read = |text: &str| {
            let text = Text::of(text.as_bytes());
            pipeline::read_alone((&self.project, &self.cache), site, known, &text)
        };
        let is_compared = self.near.contains_key(path);
        let read = attempt_called("update", || {
            let compared = if is_compared { None } else { Some(read(&before.text)?) };
            Some((compared, read(&open.text.text)?))
        });
        let read = read.map_err(|panicked| Fault::of_program(&self.project.root, &panicked));
        let Some((compared, now)) = read.map_err(|fault| self.reset(fault))? else { return Ok(None) };
        if let Some(compared) = compared {
            let whole = self.report.of(path).cloned().collect();
            let findings = NearFindings::of(self.read[path].text.clone(), whole, &compared.findings);
            self.near.insert(path.clone(), findings);
        }
        Ok(Some(now))
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
        self.changed.clear();
        self.near.clear();
        self.lexicon.learn(&site, &self.cache.inventory);
        self.read.clear();
        if known == Known::Findings {
            self.report = report;
            let texts = self.documents.iter().map(|(path, open)| (path.clone(), Arc::clone(&open.text)));
            self.read = texts.collect();
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
