//! Addresses that are gone though their stories are not: readers have them, and nobody meant to take them away.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::sources_of;
use crate::finding::{Finding, in_reading_order};
use crate::link;
use crate::memory::Memory;
use crate::model::document::Subject;
use crate::model::draft::StoryDraft;
use crate::model::inventory::FileRole;
use crate::model::site::Site;
use crate::parse;
use crate::pipeline::Report;
use crate::plan;
use crate::project::Project;
use crate::render::Made;
use crate::source::{Place, Span};
use crate::words::content;

/// Where stories stand now, by their files.
pub(super) type Standing<'s> = FxHashMap<&'s str, String>;

/// Where the stories of a paper stand that is set.
pub(super) fn standing<'s>(documents: &[Made], site: &'s Site) -> Standing<'s> {
    let place = |made: &Made| {
        let story = match made.subject {
            Subject::Story(story) => site.story(story),
            Subject::Standing(page) => &site.standing[page.0],
            _ => return None,
        };
        Some((story.draft.path.as_str(), made.rendered.route.as_str().to_owned()))
    };
    documents.iter().filter_map(place).collect()
}

/// Of the addresses that are gone, those of stories that still lie in the folder: one whose story stands elsewhere is a finding that
/// joins the report, the rest are given back. `before` are the stories as the last build read them.
pub(super) fn told(
    gone: &[String],
    before: &parse::DraftCache,
    standing: &Standing,
    (project, memory): (&Project, &Memory),
    report: &mut Report,
) -> Vec<String> {
    let gone: FxHashSet<&str> = gone.iter().map(String::as_str).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let now: FxHashMap<&str, &StoryDraft> =
        memory.drafts.stories().map(|draft| (draft.path.as_str(), draft)).collect();
    let mut stories: BTreeMap<String, &StoryDraft> = BTreeMap::new();
    // A story that has got a date stood among the undated ones, whatever the last build left.
    let by_now = now.values().flat_map(|draft| [(undated(draft), *draft), (address(draft), *draft)]);
    let by_then = before.stories().filter_map(|draft| Some((address(draft), *now.get(draft.path.as_str())?)));
    stories.extend(by_now.chain(by_then).filter(|(address, _)| gone.contains(address.as_str())));
    let (mut moved, mut unprinted) = (Vec::new(), Vec::new());
    for (address, draft) in stories {
        match standing.get(draft.path.as_str()) {
            Some(other) => {
                let span = draft.slip.date.map_or_else(Span::default, |(_, span)| span);
                let place = Place::new(&draft.path, span);
                moved.push(Finding::warning(place, content::moved(&address, other)));
            }
            None => unprinted.push(address),
        }
    }
    report.sources.extend(sources_of(&moved, &memory.inventory, project));
    report.findings.extend(moved);
    in_reading_order(&mut report.findings);
    unprinted
}

/// The address that a story has, if it is printed.
fn address(draft: &StoryDraft) -> String {
    let (edition, slug) = link::addressed(draft);
    if FileRole::of(&draft.path) == FileRole::Standing {
        return plan::standing(&slug);
    }
    plan::story(edition.as_ref(), &slug)
}

/// The address that a story would have that belongs to no edition.
fn undated(draft: &StoryDraft) -> String {
    plan::story(None, &link::addressed(draft).1)
}
