//! The shelf: every document as it was last made well, and what is wrong with the paper as it is now.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use tokio::sync::watch;

use super::events::Listener;
use super::looked_at::LookedAt;
use super::{proof, random};
use crate::finding::Told;
use crate::model::document::{Content, Route};
use crate::pipeline::Outcome;
use crate::render::Made;
use crate::words::Language;

/// What stands between the builds and the browsers.
#[derive(Debug)]
pub(crate) struct Shelf {
    inner: RwLock<ShelfState>,
    issues: watch::Sender<u64>,
    /// The page asked for last, and those that are open.
    looked_at: Mutex<LookedAt>,
    /// Tells this run of the program from one before it.
    run: String,
}

#[derive(Debug, Default)]
struct ShelfState {
    documents: FxHashMap<Route, ServedCopy>,
    /// The files that are no pages, by the issue in which they changed.
    files: BTreeSet<(u64, Route)>,
    /// Counts the times that something changed.
    issue: u64,
    /// What leads to the paper's root: `/`, `/paper/`.
    base: Option<String>,
    /// What the desk speaks.
    language: Language,
    problems: Arc<Problems>,
    /// The paper as it was when it could be printed last.
    paper: Option<Arc<Outcome>>,
}

/// A document, and the issue in which it last changed.
#[derive(Clone, Debug)]
pub(crate) struct ServedCopy {
    /// What stands in it.
    pub content: Content,
    /// The issue in which it changed.
    pub issue: u64,
}

/// What is wrong with the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems {
    /// What the world refused.
    pub fault: Option<String>,
    /// What was found wrong with the content.
    pub findings: Vec<Told>,
}

/// What is new to a page.
pub(super) struct PageNews {
    /// The issue that it is of.
    pub issue: u64,
    /// What became of the page.
    pub page: Became,
    /// The other files that changed: pictures, style sheets.
    pub files: Vec<Route>,
    /// What is wrong.
    pub problems: Arc<Problems>,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// Nothing.
    Same,
    /// It is another.
    Changed,
    /// It is no more.
    Gone,
}

impl Shelf {
    /// A shelf with nothing on it yet.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(crate) fn new() -> io::Result<Self> {
        let (inner, looked_at) = (RwLock::default(), Mutex::default());
        Ok(Self { inner, issues: watch::Sender::new(0), looked_at, run: random()? })
    }

    /// Puts documents on the shelf that were just made; those already there and not among them stay.
    pub(crate) fn put(&self, made: &[Made]) {
        let mut inner = self.write();
        let next = inner.issue + 1;
        let mut has_changed = false;
        for document in made {
            let route = &document.rendered.route;
            let content = &document.rendered.content;
            if inner.documents.get(route).is_some_and(|copy| is_same(&copy.content, content)) {
                continue;
            }
            let copy = ServedCopy { content: content.clone(), issue: next };
            let before = inner.documents.insert(route.clone(), copy);
            if !route.is_page() {
                before.map(|before| inner.files.remove(&(before.issue, route.clone())));
                inner.files.insert((next, route.clone()));
            }
            has_changed = true;
        }
        if has_changed {
            inner.issue = next;
            drop(inner);
            self.issues.send_replace(next);
        }
    }

    /// Ends a run. A paper that can be printed replaces the one before, and the documents that it does not have are dropped.
    pub(crate) fn settle(&self, outcome: Outcome, problems: Problems, language: Language) {
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

    /// Announces a fault; the paper stays as it was.
    pub(crate) fn refuse(&self, fault: String) {
        let inner = self.write();
        let problems = Problems { fault: Some(fault), findings: inner.problems.findings.clone() };
        self.announce(inner, problems);
    }

    fn announce(&self, mut inner: RwLockWriteGuard<ShelfState>, problems: Problems) {
        inner.problems = Arc::new(problems);
        inner.issue += 1;
        let issue = inner.issue;
        drop(inner);
        self.issues.send_replace(issue);
    }

    /// Whether a browser shows a document, or asked for it last.
    #[must_use]
    pub(crate) fn is_looked_at(&self, route: &Route) -> bool {
        self.looked_at().has(route)
    }

    /// A document, for a browser that will show it.
    pub(super) fn get(&self, path: &str) -> Option<ServedCopy> {
        self.looked_at().asked(path); // Before it is made, too: then it is made next.
        self.read().documents.get(path).cloned()
    }

    /// What leads to the paper's root.
    pub(super) fn base(&self) -> String {
        self.read().base.clone().unwrap_or_else(|| "/".to_owned())
    }

    /// What the desk speaks.
    pub(super) fn language(&self) -> Language {
        self.read().language
    }

    /// Whether the paper was ever set.
    pub(super) fn is_empty(&self) -> bool {
        self.read().documents.is_empty()
    }

    /// The issue of now.
    pub(super) fn issue(&self) -> u64 {
        self.read().issue
    }

    /// What tells this run from others.
    pub(super) fn run(&self) -> &str {
        &self.run
    }

    /// Every address that is like `path`, the nearest first: the same name elsewhere, then what lies beside it.
    pub(super) fn like(&self, path: &str) -> Vec<String> {
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

    /// What is known of the story or page that stands at `path`, for its margin.
    pub(super) fn proof(&self, path: &str) -> Value {
        let inner = self.read();
        let (paper, problems) = (inner.paper.clone(), Arc::clone(&inner.problems));
        drop(inner);
        paper.map_or(Value::Null, |paper| proof::of(&paper, path, &problems.findings))
    }

    /// Told of every issue.
    pub(super) fn issues(&self) -> watch::Receiver<u64> {
        self.issues.subscribe()
    }

    /// Notes that a page is open, for as long as the answer is kept.
    pub(super) fn opened(self: &Arc<Self>, page: &str) -> OpenPage {
        self.looked_at().opened(page);
        OpenPage { shelf: Arc::clone(self), page: page.to_owned() }
    }

    /// What is new to a page since its issue.
    pub(super) fn news(&self, listener: &Listener) -> PageNews {
        let inner = self.read();
        let is_stranger = listener.run != self.run;
        let page = match inner.documents.get(listener.page.as_str()) {
            Some(copy) if copy.issue > listener.issue || is_stranger => Became::Changed,
            Some(_) => Became::Same,
            None => Became::Gone,
        };
        let newest_first = inner.files.iter().rev();
        let files = newest_first.take_while(|(issue, _)| *issue > listener.issue && listener.issue > 0);
        let files = files.map(|(_, route)| route.clone()).collect();
        PageNews { issue: inner.issue, page, files, problems: Arc::clone(&inner.problems) }
    }

    fn read(&self) -> RwLockReadGuard<'_, ShelfState> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, ShelfState> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn looked_at(&self) -> MutexGuard<'_, LookedAt> {
        self.looked_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether two contents are the same; most are the same bytes in memory, and need not be compared.
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
        self.shelf.looked_at().closed(&self.page);
    }
}
