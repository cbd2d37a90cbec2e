//! Approves an edition (审签): writes who approved which of its contents into `approvals.yaml` beside it.

use super::contents::ContentsOf;
use crate::cache::Cache;
use crate::fault::{Action, Fault};
use crate::files::is_absent;
use crate::finding::{Finding, Noted, Severity};
use crate::model::approval::Approval;
use crate::model::ids::EditionId;
use crate::model::inventory::{APPROVALS, TEXT_LIMIT};
use crate::model::site::Site;
use crate::parse;
use crate::pipeline::{self, Outcome};
use crate::project::Project;
use crate::source::{Place, SourcePath, Span};
use crate::words::approvals as words;
use crate::write;

/// Who approves what, as what, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approving<'a> {
    /// The name of the edition's folder.
    pub edition: &'a str,
    /// 初审
    pub role: &'a str,
    pub by: &'a str,
    pub at: &'a str,
}

/// Why an edition cannot be approved; nothing if it can.
#[must_use]
pub(crate) fn obstacles(site: &Site, approving: Approving) -> Vec<Finding> {
    let no_edition = !site.editions.iter().any(|edition| edition.key.to_string() == approving.edition);
    let no_role = !site.paper.approvals.iter().any(|role| role == approving.role);
    let unknown_role = || {
        let roles = site.paper.approvals.iter().map(String::as_str);
        Finding::new(Severity::Error, None, words::unknown_role(approving.role, roles))
    };
    let no_edition = no_edition.then(|| pipeline::unknown_edition(approving.edition, site));
    no_edition.into_iter().chain(no_role.then(unknown_role)).collect()
}

/// As what else the same person has approved the edition.
#[must_use]
pub(crate) fn also_signed(site: &Site, approving: Approving) -> Option<String> {
    let edition = site.editions.iter().find(|edition| edition.key.to_string() == approving.edition)?;
    let of_same = |approval: &&Approval| approval.by == approving.by && approval.role != approving.role;
    edition.approvals.iter().find(of_same).map(|approval| approval.role.clone())
}

/// Approves an edition of the paper that was read, which must have it. The earlier approval as the same is replaced.
///
/// # Errors
/// If a file of the edition cannot be read, or the approvals not be written.
pub(crate) fn approve(
    project: &Project,
    cache: &Cache,
    outcome: &Outcome,
    approving: Approving,
) -> Result<(SourcePath, Approval), Fault> {
    let site = &outcome.site;
    let held = write::lock_paper(&project.root)?;
    let place = site.editions.iter().position(|edition| edition.key.to_string() == approving.edition);
    let contents_of = ContentsOf { site, inventory: &cache.inventory, root: &held.root };
    let contents = contents_of.edition(EditionId(place.unwrap_or_default()))?;
    let folder = format!("content/editions/{}", approving.edition);
    let path = SourcePath::new(&format!("{folder}/{APPROVALS}"));
    let mut approvals: Vec<Approval> = match held.root.read(path.as_str(), TEXT_LIMIT) {
        Err(error) if is_absent(&error) => Vec::new(),
        bytes => {
            let bytes = bytes.map_err(Fault::on(Action::Read, &held.root.path_of(path.as_str())))?;
            let Noted { value, .. } = parse::approvals(&path, &String::from_utf8_lossy(&bytes));
            value
        }
    };
    let mut approval = Approval {
        role: approving.role.to_owned(),
        by: approving.by.to_owned(),
        at: approving.at.to_owned(),
        checksum: String::new(),
        contents,
        place: Place::new(&path, Span::default()),
    };
    approval.checksum = approval.computed_checksum();
    approvals.retain(|before| before.role != approval.role);
    approvals.push(approval.clone());
    let order = |approval: &Approval| site.paper.approvals.iter().position(|role| *role == approval.role);
    approvals.sort_by_key(order);
    held.root.folder_or_new(&folder).map_err(Fault::on(Action::CreateFolder, &held.root.path_of(&folder)))?;
    let text = parse::written_approvals(&approvals);
    let written = held.root.replace_with(path.as_str(), text.as_bytes());
    written.map_err(Fault::on(Action::Write, &held.root.path_of(path.as_str())))?;
    Ok((path, approval))
}
