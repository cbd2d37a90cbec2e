//! Audit: finished pages → findings that only these can show. Dead links and anchors, duplicate ids, pictures without
//! a description, and leftovers of templates.

mod page;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::digest::Digest;
use crate::finding::{Finding, Severity, WHOLE};
use crate::isolate::{Task, alone};
use crate::memo::Memo;
use crate::model::document::{Content, Rendered, Route};
use crate::words::Wording;
use crate::words::rules::pages;
pub(crate) use page::AuditedPage;
use page::Flaw;

/// The document that a browser gets for a folder.
const INDEX: &str = "index.html";

/// Audits printed pages, if they can be read.
pub(crate) fn audit_printed<'p>(
    memo: &Memo<Arc<AuditedPage>>,
    printed: impl Iterator<Item = (&'p Route, Digest)>,
    fetch: impl Fn(&Route, Digest) -> Option<Vec<u8>> + Sync,
) {
    let pages: Vec<_> = printed.filter(|(route, _)| route.is_page()).collect();
    pages.into_par_iter().for_each(|(route, digest)| {
        // A page whose audit panics is rendered again, and reported then.
        let page = || fetch(route, digest).and_then(|html| audited_page(route, &html).ok());
        let _ = memo.try_get_or(digest, || page().ok_or(()));
    });
}

/// The audited pages of a build.
#[derive(Debug)]
pub(crate) struct Audit<'m> {
    pages: Vec<(Route, Digest, Arc<AuditedPage>)>,
    routes: FxHashSet<Route>,
    /// The pages whose audit panicked.
    failed: Vec<Finding>,
    memo: &'m Memo<Arc<AuditedPage>>,
}

/// Audits a page.
fn audited_page(route: &Route, html: &[u8]) -> Result<Arc<AuditedPage>, Box<Finding>> {
    alone(Task::Audit, route.as_str(), None, || Arc::new(AuditedPage::of(html)))
}

impl<'m> Audit<'m> {
    /// An audit without pages.
    #[must_use]
    pub(crate) fn new(memo: &'m Memo<Arc<AuditedPage>>) -> Self {
        Self { pages: Vec::new(), routes: FxHashSet::default(), failed: Vec::new(), memo }
    }

    /// Audits some documents. Afterwards their contents may be dropped: the digest is enough.
    pub(crate) fn add(&mut self, documents: Vec<&mut Rendered>) {
        self.routes.extend(documents.iter().map(|document| document.route.clone()));
        let memo = self.memo;
        let seen = documents.into_par_iter().filter_map(|document| {
            let (digest, html) = match &document.content {
                Content::Bytes(bytes) => (Digest::of(bytes), Some(bytes.clone())),
                Content::Printed(digest) => (*digest, None),
                Content::Copy(..) | Content::Derived(_) => return None,
            };
            document.content = Content::Printed(digest);
            if !document.route.is_page() {
                return None;
            }
            let page = match html {
                Some(html) => memo.try_get_or(digest, || audited_page(&document.route, &html)),
                None => Ok(memo.get(digest)?),
            };
            Some(page.map(|page| (document.route.clone(), digest, page)))
        });
        for page in seen.collect::<Vec<_>>() {
            match page {
                Ok(page) => self.pages.push(page),
                Err(failed) => self.failed.push(*failed),
            }
        }
    }

    /// The findings on some of the pages, once all were audited. The same flaw on many pages is reported once. These
    /// findings belong to no story, and do not count in any error rate.
    #[must_use]
    pub(crate) fn findings(&self, is_wanted: &(dyn Fn(&Route) -> bool + Sync)) -> Vec<Finding> {
        let anchors: FxHashMap<&str, &FxHashSet<String>> =
            self.pages.iter().map(|(route, _, page)| (route.as_str(), &page.ids)).collect();
        let wrong: Vec<(&Route, Flaw)> = self
            .pages
            .par_iter()
            .filter(|(route, ..)| is_wanted(route))
            .flat_map_iter(|(route, _, page)| self.flaws_of(route, page, &anchors))
            .collect();
        let mut by_flaw: BTreeMap<Flaw, Vec<&Route>> = BTreeMap::new();
        for (route, flaw) in wrong {
            by_flaw.entry(flaw).or_default().push(route);
        }
        let finding = |(flaw, mut routes): (Flaw, Vec<&Route>)| {
            routes.sort();
            routes.dedup();
            let (severity, wording) = wording_of(&flaw, routes[0], routes.len());
            Finding { weight: WHOLE, ..Finding::new(severity, None, wording) }
        };
        by_flaw.into_iter().map(finding).chain(self.failed.iter().cloned()).collect()
    }

    fn flaws_of<'s>(
        &'s self,
        route: &'s Route,
        page: &AuditedPage,
        anchors: &FxHashMap<&str, &FxHashSet<String>>,
    ) -> Vec<(&'s Route, Flaw)> {
        let links = page.links.iter().filter_map(|link| {
            let (path, anchor) = resolve(route, link)?;
            let Some(ids) = anchors.get(path.as_str()) else {
                let is_there = self.routes.contains(path.as_str());
                return (!is_there).then(|| Flaw::DeadLink(link.clone()));
            };
            let is_here = path == route.as_str();
            let named =
                |anchor: String| if is_here { format!("#{anchor}") } else { format!("{path}#{anchor}") };
            anchor.filter(|anchor| !ids.contains(anchor)).map(|anchor| Flaw::DeadAnchor(named(anchor)))
        });
        links.chain(page.flaws.iter().cloned()).map(|flaw| (route, flaw)).collect()
    }
}

/// The document below the root that a link refers to, and the anchor; `None` for links to other sites.
fn resolve(route: &Route, link: &str) -> Option<(String, Option<String>)> {
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let path = path.split('?').next().unwrap_or_default();
    let is_outside = path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':'));
    if is_outside {
        return None;
    }
    let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(decoded);
    if path.is_empty() {
        return anchor.map(|anchor| (route.as_str().to_owned(), Some(anchor)));
    }
    let mut pieces: Vec<&str> = route.as_str().split('/').collect();
    pieces.pop();
    for piece in path.split('/') {
        match piece {
            ".." if pieces.pop().is_none() => return Some((link.to_owned(), None)), // Nothing above the root belongs to the site.
            "." | ".." | "" => {}
            name => pieces.push(name),
        }
    }
    let mut target = decoded(&pieces.join("/"));
    if path.ends_with('/') || target.is_empty() {
        let slash = if target.is_empty() { "" } else { "/" };
        target = [&target, slash, INDEX].concat();
    }
    Some((target, anchor))
}

/// The severity and wording of a flaw that `many` pages have, one of them `route`.
fn wording_of(flaw: &Flaw, route: &Route, many: usize) -> (Severity, Wording) {
    let page = route.as_str();
    match flaw {
        Flaw::DeadLink(link) => (Severity::Error, pages::dead_link(page, many, link)),
        Flaw::DeadAnchor(anchor) => (Severity::Warning, pages::dead_anchor(page, many, anchor)),
        Flaw::IdTwice(id) => (Severity::Warning, pages::duplicate_id(page, many, id)),
        Flaw::WithoutAlt(source) => (Severity::Warning, pages::empty_alt(page, many, source)),
        Flaw::NoValue(text) => (Severity::Warning, pages::empty_value(page, many, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_resolved_from_its_own_page() {
        let here = Route::new("2025-11-20/a.html".to_owned());
        let follow = |link| resolve(&here, link).map(|(path, anchor)| (path, anchor.unwrap_or_default()));
        assert_eq!(
            follow("../ledgers/town.html?v=1#f-a"),
            Some(("ledgers/town.html".to_owned(), "f-a".to_owned()))
        );
        assert_eq!(follow("../"), Some(("index.html".to_owned(), String::new())));
        assert_eq!(follow("#top"), Some(("2025-11-20/a.html".to_owned(), "top".to_owned())));
        for outside in ["https://example.org/", "mailto:a@example.org", "/elsewhere", "#"] {
            assert_eq!(follow(outside), None, "{outside}");
        }
    }
}
