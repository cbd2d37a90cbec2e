//! Addresses that are gone although their stories still exist: readers may have saved them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::report::Report;
use super::sources::sources_of;
use crate::cache::Cache;
use crate::finding::{Finding, in_reading_order};
use crate::model::document::Subject;
use crate::model::draft::StoryDraft;
use crate::model::inventory::FileRole;
use crate::model::site::Site;
use crate::project::Project;
use crate::render::Made;
use crate::source::{Place, Span};
use crate::words::content;
use crate::{link, plan};

/// Checks the addresses that are `gone`. If a story has moved to another address, a warning is added to the report.
/// Returns the addresses of stories that are still in the folder but no longer printed. `replaced` are stories of an
/// earlier build that have changed since.
pub(super) fn report_moved(
    gone: &[String],
    replaced: &[Arc<StoryDraft>],
    (documents, site): (&[Made], &Site),
    (project, cache): (&Project, &Cache),
    report: &mut Report,
) -> Vec<String> {
    if gone.is_empty() {
        return Vec::new();
    }
    let gone: FxHashSet<&str> = gone.iter().map(String::as_str).collect();
    let printed = printed(documents, site);
    let now: BTreeMap<&str, &StoryDraft> =
        cache.files.stories().map(|draft| (draft.path.as_str(), &**draft)).collect();
    let mut stories: BTreeMap<String, &StoryDraft> = BTreeMap::new();
    // The story may have had no date before; no cache is needed to know that address.
    let by_now = now.values().flat_map(|draft| [(undated(draft), *draft), (address(draft), *draft)]);
    let by_then = replaced.iter().filter_map(|draft| Some((address(draft), *now.get(draft.path.as_str())?)));
    stories.extend(by_now.chain(by_then).filter(|(address, _)| gone.contains(address.as_str())));
    let (mut moved, mut unprinted) = (Vec::new(), Vec::new());
    for (address, draft) in stories {
        match printed.get(draft.path.as_str()) {
            Some(other) => {
                let span = draft.slip.date.map_or_else(Span::default, |(_, span)| span);
                let place = Place::new(&draft.path, span);
                moved.push(Finding::warning(place, content::moved(&address, other)));
            }
            None => unprinted.push(address),
        }
    }
    report.sources.extend(sources_of(&moved, &cache.inventory, project));
    report.findings.extend(moved);
    in_reading_order(&mut report.findings);
    unprinted
}

/// The address of each printed story, by its file.
fn printed<'d>(documents: &'d [Made], site: &'d Site) -> FxHashMap<&'d str, &'d str> {
    let address = |made: &'d Made| {
        let story = match made.subject {
            Subject::Story(story) => site.story(story),
            Subject::Standing(page) => &site.standing[page.0],
            _ => return None,
        };
        Some((story.draft.path.as_str(), made.rendered.route.as_str()))
    };
    documents.iter().filter_map(address).collect()
}

/// The address of a story when it is printed.
fn address(draft: &StoryDraft) -> String {
    let (edition, slug) = link::addressed(draft);
    if FileRole::of(&draft.path) == FileRole::Standing {
        return plan::standing(&slug);
    }
    plan::story(edition.as_ref(), &slug)
}

/// The address of a story that belongs to no edition.
fn undated(draft: &StoryDraft) -> String {
    plan::story(None, &link::addressed(draft).1)
}
