//! Shelf: every document as it was last rendered, and the current problems of the paper.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use tokio::sync::watch;

use super::listener::Listener;
use super::open_pages::OpenPages;
use super::problems::Problems;
use super::{proof, random};
use crate::finding::LocalizedFinding;
use crate::model::document::{Content, Route};
use crate::pipeline::Outcome;
use crate::render::Made;
use crate::words::Language;

/// What builds hand over to browsers.
#[derive(Debug)]
pub(crate) struct Shelf {
    inner: RwLock<ShelfState>,
    revisions: watch::Sender<u64>,
    /// The page requested last, and those that are open.
    open_pages: Mutex<OpenPages>,
    /// Distinguishes this run of the program from earlier ones.
    run: String,
}

#[derive(Debug, Default)]
struct ShelfState {
    documents: FxHashMap<Route, ServedCopy>,
    /// The files that are not pages, by the revision in which they changed.
    files: BTreeSet<(u64, Route)>,
    /// Counts the changes.
    revision: u64,
    /// The path of the paper's root: `/`, `/paper/`.
    base: Option<String>,
    /// The language of the desk.
    language: Language,
    problems: Arc<Problems>,
    /// The last state of the paper that could be printed.
    paper: Option<Arc<Outcome>>,
}

/// A document, and the revision in which it last changed.
#[derive(Clone, Debug)]
pub(crate) struct ServedCopy {
    pub content: Content,
    /// The revision in which it changed.
    pub revision: u64,
}

/// What has changed for a page.
pub(super) struct PageNews {
    /// The current revision.
    pub revision: u64,
    /// The state of the page.
    pub page: PageState,
    /// The other files that have changed: pictures, style sheets.
    pub files: Vec<Route>,
    /// The current problems.
    pub problems: Arc<Problems>,
}

/// How a page has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageState {
    /// It has not.
    Same,
    /// Its contents are different.
    Changed,
    /// It no longer exists.
    Gone,
}

impl Shelf {
    /// An empty shelf.
    ///
    /// # Errors
    /// If the system provides no random numbers.
    pub(crate) fn new() -> io::Result<Self> {
        let (inner, open_pages) = (RwLock::default(), Mutex::default());
        Ok(Self { inner, revisions: watch::Sender::new(0), open_pages, run: random()? })
    }

    /// Adds or replaces documents that were just rendered.
    pub(crate) fn put(&self, made: &[Made]) {
        let mut inner = self.write();
        let next = inner.revision + 1;
        let mut has_changed = false;
        for document in made {
            let route = &document.rendered.route;
            let content = &document.rendered.content;
            if inner.documents.get(route).is_some_and(|copy| is_same(&copy.content, content)) {
                continue;
            }
            let copy = ServedCopy { content: content.clone(), revision: next };
            let before = inner.documents.insert(route.clone(), copy);
            if !route.is_page() {
                before.map(|before| inner.files.remove(&(before.revision, route.clone())));
                inner.files.insert((next, route.clone()));
            }
            has_changed = true;
        }
        if has_changed {
            inner.revision = next;
            drop(inner);
            self.revisions.send_replace(next);
        }
    }

    /// Ends a run. A paper that can be printed replaces the previous one, and documents that it does not have are dropped.
    pub(crate) fn finish(&self, outcome: Outcome, problems: Problems, language: Language) {
        let mut inner = self.write();
        inner.language = language;
        if let Some(documents) = &outcome.documents {
            let planned: FxHashSet<&Route> = documents.iter().map(|made| &made.rendered.route).collect();
            inner.documents.retain(|route, _| planned.contains(route));
            inner.files.retain(|(_, route)| planned.contains(route));
            inner.base = Some(outcome.site.paper.url.as_ref().map_or("/", |url| url.path()).to_owned());
            inner.paper = Some(Arc::new(outcome));
        }
        self.announce(inner, problems);
    }

    /// Announces a fault; the paper is unchanged.
    pub(crate) fn announce_fault(&self, fault: String) {
        let inner = self.write();
        let problems = Problems { fault: Some(fault), ..Problems::clone(&inner.problems) };
        self.announce(inner, problems);
    }

    fn announce(&self, mut inner: RwLockWriteGuard<ShelfState>, problems: Problems) {
        inner.problems = Arc::new(problems);
        inner.revision += 1;
        let revision = inner.revision;
        drop(inner);
        self.revisions.send_replace(revision);
    }

    /// Whether a browser shows a document, or requested it last.
    #[must_use]
    pub(crate) fn is_shown(&self, route: &Route) -> bool {
        self.open_pages().has(route)
    }

    /// A document, for a browser that will show it.
    pub(super) fn get(&self, path: &str) -> Option<ServedCopy> {
        self.open_pages().asked(path); // Even if it is not rendered yet: then it comes next.
        self.read().documents.get(path).cloned()
    }

    /// The path of the paper's root.
    pub(super) fn base(&self) -> String {
        self.read().base.clone().unwrap_or_else(|| "/".to_owned())
    }

    /// The language of the desk.
    pub(super) fn language(&self) -> Language {
        self.read().language
    }

    /// Whether there is no document yet.
    pub(super) fn is_empty(&self) -> bool {
        self.read().documents.is_empty()
    }

    /// The current revision.
    pub(super) fn revision(&self) -> u64 {
        self.read().revision
    }

    /// The id of this run.
    pub(super) fn run(&self) -> &str {
        &self.run
    }

    /// Addresses similar to `path`, the most similar first: the same name elsewhere, then others in the same folder.
    pub(super) fn similar(&self, path: &str) -> Vec<String> {
        let inner = self.read();
        let name = path.rsplit('/').next().unwrap_or(path);
        let (folder, stem) = (&path[..path.len() - name.len()], name.split('.').next().unwrap_or(name));
        let pages = inner.documents.keys().filter(|route| route.is_page()).map(Route::as_str);
        let found: BTreeSet<(u8, &str)> = pages
            .filter_map(|route| {
                let (its_folder, its_name) = route.rsplit_once('/').unwrap_or(("", route));
                let its_stem = its_name.split('.').next().unwrap_or(its_name);
                let is_beside = its_folder == folder.trim_end_matches('/');
                match () {
                    () if its_stem.eq_ignore_ascii_case(stem) => Some((0, route)),
                    () if is_beside && strsim::osa_distance(its_stem, stem) <= 2 => Some((1, route)),
                    () if stem.len() > 2 && its_stem.starts_with(stem) => Some((2, route)),
                    () if is_beside && !folder.is_empty() => Some((3, route)),
                    () => None,
                }
            })
            .collect();
        found.into_iter().take(8).map(|(_, route)| route.to_owned()).collect()
    }

    /// The notes for the margin of the story or page at `path`.
    pub(super) fn proof(&self, path: &str) -> Value {
        let inner = self.read();
        let (paper, problems) = (inner.paper.clone(), Arc::clone(&inner.problems));
        drop(inner);
        paper.map_or(Value::Null, |paper| proof::of(&paper, path, &problems))
    }

    /// Every finding with the address of the document that shows it, if one does.
    pub(super) fn listed<T>(&self, list: impl Fn(&LocalizedFinding, Option<&str>) -> T) -> Vec<T> {
        let inner = self.read();
        let (paper, problems) = (inner.paper.clone(), Arc::clone(&inner.problems));
        drop(inner);
        let shown = paper.as_deref().map(proof::documents_of_files).unwrap_or_default();
        let page = |finding: &LocalizedFinding| shown.get(&finding.place.as_ref()?.file).copied();
        problems.findings.iter().map(|finding| list(finding, page(finding))).collect()
    }

    /// Notifies of every new revision.
    pub(super) fn revisions(&self) -> watch::Receiver<u64> {
        self.revisions.subscribe()
    }

    /// Records that a page is open, until the result is dropped.
    pub(super) fn opened(self: &Arc<Self>, page: &str) -> OpenPage {
        self.open_pages().opened(page);
        OpenPage { shelf: Arc::clone(self), page: page.to_owned() }
    }

    /// What has changed for a page since its revision.
    pub(super) fn news(&self, listener: &Listener) -> PageNews {
        let inner = self.read();
        let is_stranger = listener.run != self.run;
        let page = match inner.documents.get(listener.page.as_str()) {
            Some(copy) if copy.revision > listener.revision || is_stranger => PageState::Changed,
            Some(_) => PageState::Same,
            None => PageState::Gone,
        };
        let newest_first = inner.files.iter().rev();
        let files =
            newest_first.take_while(|(revision, _)| *revision > listener.revision && listener.revision > 0);
        let files = files.map(|(_, route)| route.clone()).collect();
        PageNews { revision: inner.revision, page, files, problems: Arc::clone(&inner.problems) }
    }

    fn read(&self) -> RwLockReadGuard<'_, ShelfState> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, ShelfState> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn open_pages(&self) -> MutexGuard<'_, OpenPages> {
        self.open_pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether two contents are the same; most are the same bytes in memory and need not be compared.
fn is_same(known: &Content, content: &Content) -> bool {
    match (known, content) {
        (Content::Bytes(known), Content::Bytes(bytes)) => {
            known.as_ptr() == bytes.as_ptr() && known.len() == bytes.len() || known == bytes
        }
        _ => known == content,
    }
}

/// A page that is open in a browser.
pub(crate) struct OpenPage {
    shelf: Arc<Shelf>,
    page: String,
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        self.shelf.open_pages().closed(&self.page);
    }
}
