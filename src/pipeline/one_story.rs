//! One story, read again while the rest of the paper is as it was last read: what an editor's program needs after each keystroke.

use super::run::fetch;
use crate::cache::Cache;
use crate::finding::{Finding, Noted};
use crate::model::inventory::Text;
use crate::model::site::{Site, Story};
use crate::project::Project;
use crate::{check, link, parse};

/// A story whose text has changed: read, its figures resolved, and proofread by the rules that read one story at a time. The findings
/// are in no order, and none is waived. `None` if more than its words has changed, so that the whole paper must be read.
pub(crate) fn read_alone(
    (project, cache): (&Project, &Cache),
    site: &Site,
    known: &Story,
    text: &Text,
) -> Option<Noted<Story>> {
    let mut findings: Vec<Finding> = Vec::new();
    let (path, rules) = (&known.draft.path, (&*site.theme, &*site.paper));
    let draft = parse::story(path, text, rules, &fetch(project))?.note_into(&mut findings);
    let story = link::relink(draft, known, site)?.note_into(&mut findings);
    let style = parse::style(&cache.inventory).value;
    let findings = check::read_alone(site, &style, &story, findings);
    Some(Noted::new(story, findings))
}
