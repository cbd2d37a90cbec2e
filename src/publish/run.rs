//! A run of publishing: build, read, plan; and, once somebody has agreed, carry out, verify and write the log.

use chrono::{DateTime, NaiveDate, Utc};
use url::Url;

use super::approvals;
use super::carrier::{Carrier, Delivery, Live, Shipment};
use super::gate::ReleaseGate;
use super::log::{LogEntry, write_log};
use super::manifest::LiveManifest;
use super::plan::{Plan, Refusal, plan};
use super::release::Release;
use super::targets;
use super::verify::{self, Difference};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::model::paper::Paper;
use crate::model::target::{PublishTarget, TargetKind};
use crate::pipeline::Proofread;
use crate::project::Project;

/// What may be done that is refused otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Allowed {
    /// Stories may disappear without a notice.
    pub withdraw: bool,
    /// Many stories may disappear at once.
    pub many: bool,
    /// Another paper, or files that are not ours, may be replaced.
    pub other: bool,
}

impl Allowed {
    fn permits(self, refusal: &Refusal) -> bool {
        match refusal {
            Refusal::Vanished(_) => self.withdraw,
            Refusal::Many(..) => self.many,
            Refusal::OtherPaper(_) | Refusal::ForeignFiles => self.other,
        }
    }
}

/// A run that is ready to be carried out.
pub(crate) struct Prepared<'p> {
    project: &'p Project,
    target: &'p PublishTarget,
    carrier: Box<dyn Carrier>,
    release: Release,
    live: LiveManifest,
    now: DateTime<Utc>,
    /// What is to be done.
    pub plan: Plan,
    /// What holds it back.
    pub gate: ReleaseGate,
}

/// What a run has done.
#[derive(Debug)]
pub(crate) struct Published {
    pub carried: Delivery,
    /// Files that are not live as they should be.
    pub differences: Vec<Difference>,
}

/// The target of a name; the only one, if there is no name. `None` if there is none, or several.
#[must_use]
pub(crate) fn choose<'t>(targets: &'t [PublishTarget], name: Option<&str>) -> Option<&'t PublishTarget> {
    match (name, targets) {
        (Some(name), _) => targets.iter().find(|target| target.name == name),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}

/// Plans what publishing the paper that was built and read would do.
///
/// # Errors
/// If the target cannot be asked.
pub(crate) fn prepare<'p>(
    project: &'p Project,
    cache: &Cache,
    read: &Proofread,
    target: &'p PublishTarget,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<Prepared<'p>, Fault> {
    let mut release = Release::of(project, cache, &read.site)?;
    let carrier = targets::carrier(project, target, now)?;
    let (live, is_foreign) = match carrier.live()? {
        Live::Empty => (LiveManifest::default(), false),
        Live::Ours(manifest) => (manifest, false),
        Live::Foreign => (LiveManifest::default(), true),
    };
    // A server exchanges whole releases: the files of others would stay behind in the old one.
    let exchanges_all = matches!(target.kind, TargetKind::Rsync(_) | TargetKind::Sftp(_));
    let is_foreign =
        is_foreign || exchanges_all && live.generation > 0 && !verify::foreign(&*carrier, &live)?.is_empty();
    if target.is_precompressed {
        release.add_compressed(&live)?;
    }
    if target.has_headers {
        release.add_host_settings();
    }
    let mut plan = plan(&live, &release.paper, &release.files, today);
    plan.refusals.extend(is_foreign.then_some(Refusal::ForeignFiles));
    let mut gate = ReleaseGate::of(&read.site, &read.stories, &read.report.findings, &live, target);
    if !release.is_proof {
        gate.findings.extend(approvals::lacking(project, &read.site, &cache.inventory)?);
    }
    Ok(Prepared { project, target, carrier, release, live, now, plan, gate })
}

impl Prepared<'_> {
    /// What still has to be allowed.
    pub(crate) fn refused(&self, allowed: Allowed) -> Vec<&Refusal> {
        self.plan.refusals.iter().filter(|refusal| !allowed.permits(refusal)).collect()
    }

    /// The newest edition, if none of its pages is live yet. A proof need not be ready for the press.
    pub(crate) fn new_edition(&self) -> Option<&str> {
        let edition = self.release.edition.as_deref().filter(|_| !self.release.is_proof)?;
        let first_page = self.release.first_page.as_ref()?;
        (!self.live.files.contains_key(first_page.as_str())).then_some(edition)
    }

    /// Whether the result is a new file each time, so that there is no difference to plan.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.target.kind, TargetKind::Zip { .. })
    }

    /// Carries the plan out and verifies what was sent. The run is logged, whether it succeeds or not.
    ///
    /// # Errors
    /// If anything could not be sent, or the log not be written.
    pub(crate) fn carry_out(&self, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Published, Fault> {
        let shipment = Shipment { release: &self.release, live: &self.live, plan: &self.plan, progress };
        let carried = self.carrier.carry_out(&shipment);
        let place =
            carried.as_ref().map_or_else(|fault| fault.path.display().to_string(), |done| done.place.clone());
        let outcome = match &carried {
            Ok(_) => "published".to_owned(),
            Err(fault) => fault.to_string(),
        };
        self.log(&place, outcome)?;
        let carried = carried?;
        let sent = self.plan.waves.iter().flat_map(|(_, paths)| paths);
        let differences =
            if self.is_whole() { Vec::new() } else { verify::verify(&*self.carrier, &self.plan.next, sent)? };
        Ok(Published { carried, differences })
    }

    fn log(&self, place: &str, outcome: String) -> Result<(), Fault> {
        let paths = |stories: &[(String, String)]| -> Vec<String> {
            stories.iter().map(|(path, _)| path.clone()).collect()
        };
        let stories = &self.plan.stories;
        let vanished = stories.vanished.iter().map(|vanished| vanished.path.clone());
        write_log(
            &self.project.root,
            &LogEntry {
                at: self.now,
                target: &self.target.name,
                kind: self.target.kind.word(),
                place,
                generation: self.plan.next.generation,
                outcome,
                sent: self.plan.uploads(),
                deleted: self.plan.deletions.len(),
                bytes: self.plan.bytes,
                new: paths(&stories.new),
                corrected: paths(&stories.corrected),
                withdrawn: paths(&stories.withdrawn).into_iter().chain(vanished).collect(),
            },
        )
    }
}

/// Makes the release before the live one live again; its generation, or `None` if the target keeps none.
///
/// # Errors
/// If it cannot.
pub(crate) fn roll_back(
    project: &Project,
    target: &PublishTarget,
    now: DateTime<Utc>,
) -> Result<Option<u64>, Fault> {
    let carrier = targets::carrier(project, target, now)?;
    let Some(earlier) = carrier.roll_back()? else { return Ok(None) };
    write_log(
        &project.root,
        &LogEntry {
            at: now,
            target: &target.name,
            kind: target.kind.word(),
            place: &target.name,
            generation: earlier.generation,
            outcome: "rolled back".to_owned(),
            sent: 0,
            deleted: 0,
            bytes: 0,
            new: Vec::new(),
            corrected: Vec::new(),
            withdrawn: Vec::new(),
        },
    )?;
    Ok(Some(earlier.generation))
}

/// A comparison of what is live with its manifest.
#[derive(Debug)]
pub(crate) struct Verified {
    pub manifest: LiveManifest,
    pub differences: Vec<Difference>,
}

/// Compares everything that is live with its manifest. `None` if nothing of ours is live.
///
/// # Errors
/// If the target cannot be asked.
pub(crate) fn verify_live(
    project: &Project,
    target: &PublishTarget,
    now: DateTime<Utc>,
) -> Result<Option<Verified>, Fault> {
    let carrier = targets::carrier(project, target, now)?;
    let Live::Ours(manifest) = carrier.live()? else { return Ok(None) };
    let mut differences = verify::verify(&*carrier, &manifest, manifest.files.keys())?;
    differences.extend(verify::foreign(&*carrier, &manifest)?);
    Ok(Some(Verified { manifest, differences }))
}

/// The address at which readers find what is on a target. Hosts that serve pages themselves have that of the paper, if they have
/// no other.
#[must_use]
pub(crate) fn reader_address<'t>(target: &'t PublishTarget, paper: &'t Paper) -> Option<&'t Url> {
    match target.kind {
        TargetKind::WebDav { .. } | TargetKind::Zip { .. } => None,
        TargetKind::Git { .. } | TargetKind::Pages { .. } if target.is_public => {
            target.url.as_ref().or(paper.url.as_ref())
        }
        _ => target.url.as_ref(),
    }
}
