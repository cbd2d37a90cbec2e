//! Approvals (三审三校): what a release lacks of those that the paper asks for, and what was changed since.

use std::collections::BTreeMap;

use crate::desk::ContentsOf;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::finding::Finding;
use crate::model::approval::{Approval, Contents, figure_in};
use crate::model::edition::Edition;
use crate::model::ids::EditionId;
use crate::model::inventory::Inventory;
use crate::model::site::Site;
use crate::project::Project;
use crate::source::{Place, SourcePath, Span};
use crate::words::approvals::{self as words, ApprovalChange};

/// The findings about editions without an approval, or with other contents than those approved.
///
/// Editions before the first one that has an approval are from the time before the paper asked for them. If none has, only the
/// newest is asked for.
///
/// # Errors
/// If a file of an edition cannot be read.
pub(super) fn lacking(project: &Project, site: &Site, inventory: &Inventory) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    if site.paper.approvals.is_empty() {
        return Ok(findings);
    }
    let root = OpenFolder::open(&project.root).map_err(Fault::on(Action::List, &project.root))?;
    let contents_of = ContentsOf { site, inventory, root: &root };
    let first = site.editions.iter().position(|edition| !edition.approvals.is_empty());
    let first = first.unwrap_or_else(|| site.editions.len().saturating_sub(1));
    for (index, edition) in site.editions.iter().enumerate().skip(first) {
        let approval = |role: &String| edition.approvals.iter().find(|approval| approval.role == *role);
        let lacks = site.paper.approvals.iter().filter(|role| approval(role).is_none());
        let place = at_edition(edition);
        findings.extend(
            lacks.map(|role| Finding::error(place.clone(), words::missing(&edition.key.to_string(), role))),
        );
        let given: Vec<&Approval> = site.paper.approvals.iter().filter_map(approval).collect();
        findings.extend(changes(edition, &given, &contents_of, EditionId(index))?);
    }
    Ok(findings)
}

/// What differs from the contents that were approved, each with the approvals that it makes void.
fn changes(
    edition: &Edition,
    given: &[&Approval],
    contents_of: &ContentsOf,
    id: EditionId,
) -> Result<Vec<Finding>, Fault> {
    let now = contents_of.edition(id)?;
    let mut changes: BTreeMap<(String, ApprovalChange), Vec<&str>> = BTreeMap::new();
    for approval in given {
        for (name, change) in differences(&approval.contents, &now, contents_of)? {
            changes.entry((name, change)).or_default().push(&approval.role);
        }
    }
    let key = edition.key.to_string();
    let finding = |((name, change), roles): ((String, ApprovalChange), Vec<&str>)| {
        let place = match change {
            ApprovalChange::Removed => at_edition(edition),
            ApprovalChange::Added | ApprovalChange::Changed => {
                let path = figure_in(&name).map_or(name.as_str(), |(ledger, _)| ledger);
                Place::new(&SourcePath::new(path), Span::default())
            }
        };
        Finding::error(place, words::changed(&key, &name, change, &roles))
    };
    Ok(changes.into_iter().map(finding).collect())
}

/// How the contents of an edition differ from those approved. A story that was withdrawn since needs no approval.
fn differences(
    approved: &Contents,
    now: &Contents,
    contents_of: &ContentsOf,
) -> Result<Vec<(String, ApprovalChange)>, Fault> {
    let added = now.keys().filter(|name| !approved.contains_key(*name));
    let mut differences: Vec<(String, ApprovalChange)> = added
        .filter(|name| !contents_of.is_withdrawn(name))
        .map(|name| (name.clone(), ApprovalChange::Added))
        .collect();
    for (name, digest) in approved {
        // What is not due any more is still in the folder.
        let digest_now = match now.get(name) {
            Some(digest) => Some(*digest),
            None => contents_of.digest(name)?,
        };
        let change = match digest_now {
            None => ApprovalChange::Removed,
            Some(now) if now != *digest => ApprovalChange::Changed,
            Some(_) => continue,
        };
        if !contents_of.is_withdrawn(name) {
            differences.push((name.clone(), change));
        }
    }
    Ok(differences)
}

fn at_edition(edition: &Edition) -> Place {
    let path = SourcePath::new(&format!("content/editions/{}/edition.yaml", edition.key));
    Place::new(&path, Span::default())
}
