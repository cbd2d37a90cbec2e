//! PDFs of editions: what their pages show, and whether a PDF that was kept still shows it.

use std::collections::BTreeMap;

use crate::cache::{Cache, KeptPdf};
use crate::digest::Digest;
use crate::finding::{Finding, Severity};
use crate::makeup::Layouts;
use crate::model::document::Subject;
use crate::model::edition::{Edition, EditionPdf};
use crate::model::ids::EditionId;
use crate::model::site::Site;
use crate::plan;
use crate::project::{Audience, Project};
use crate::trace::{Answers, Fact};
use crate::words::content;

/// The PDFs that show their editions as these are.
#[must_use]
pub(crate) fn current_pdfs(site: &Site, cache: &Cache) -> BTreeMap<EditionId, EditionPdf> {
    if cache.pdfs.is_empty() {
        return BTreeMap::new();
    }
    with_answers(site, cache, |answers| {
        let current = kept(site, cache).filter(|(_, _, kept)| kept.shows(|fact| answers.digest(fact)));
        current.map(|(id, edition, kept)| (id, kept.file(&edition.key))).collect()
    })
}

/// The findings about PDFs that do not show their editions any more, and so are not printed. Only readers get PDFs.
pub(super) fn outdated(project: &Project, site: &Site, cache: &Cache) -> Vec<Finding> {
    if project.audience != Audience::Readers {
        return Vec::new();
    }
    let old = kept(site, cache).filter(|(id, ..)| !site.pdfs.contains_key(id));
    let finding = |(_, edition, _): (EditionId, &Edition, &KeptPdf)| {
        Finding::new(Severity::Info, None, content::outdated_pdf(&edition.key.to_string()))
    };
    old.map(finding).collect()
}

/// What the pages of an edition show on paper. The cache has their documents.
#[must_use]
pub(crate) fn shown_on_paper(site: &Site, cache: &Cache, edition: EditionId) -> Vec<(Fact, Digest)> {
    let of = site.edition(edition);
    let route = |page| plan::routes::route(&Subject::Page(edition, page), site);
    let mut facts = cache.documents.on_paper(&(0..of.pages.len()).map(route).collect(), &of.key);
    facts.insert(Fact::Imprint);
    facts.extend(site.paper.masthead.image.clone().map(Fact::Carried));
    with_answers(site, cache, |answers| {
        facts
            .into_iter()
            .map(|fact| (answers.digest(&fact), fact))
            .map(|(digest, fact)| (fact, digest))
            .collect()
    })
}

/// The PDFs that were kept, of editions that there are.
fn kept<'s>(site: &'s Site, cache: &'s Cache) -> impl Iterator<Item = (EditionId, &'s Edition, &'s KeptPdf)> {
    let editions = site.editions.iter().enumerate();
    editions.filter_map(|(index, edition)| Some((EditionId(index), edition, cache.pdfs.get(&edition.key)?)))
}

/// Answers about a site of which no document is planned yet.
fn with_answers<T>(site: &Site, cache: &Cache, ask: impl FnOnce(&Answers) -> T) -> T {
    let layouts = Layouts::new(site, &cache.layouts);
    let made_up = |edition, page| layouts.try_page(edition, page);
    ask(&Answers::new(site, &[], &made_up, &|_| bytes::Bytes::new()))
}
