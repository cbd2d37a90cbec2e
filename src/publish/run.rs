//! A run of publishing: build, read, plan; and, once somebody has agreed, carry out, verify and write the log.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use url::Url;

use super::approvals;
use super::carrier::{BundleFile, Carrier, Delivery, InItsPlace, Live, Shipment};
use super::gate::{self, ReleaseGate};
use super::log::{LogEntry, PUBLISHED, runs_before, write_log};
use super::manifest::LiveManifest;
use super::plan::{Plan, plan as publish_plan};
use super::release::Release;
use super::stories::Refusal;
use super::targets;
use super::verify::{self, Difference};
use crate::cache::Cache;
use crate::fault::{Action, Fault};
use crate::model::paper::Paper;
use crate::model::site::Site;
use crate::model::target::{PublishTarget, TargetKind};
use crate::plan;
use crate::project::{Project, Today};

/// What may be done that is refused otherwise.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct Allowed {
    /// Stories may disappear without a notice.
    pub withdraw: bool,
    /// Many stories may disappear at once.
    pub many: bool,
    /// Another paper, or files that are not ours, may be replaced.
    pub other: bool,
    /// Stories that are not due yet may go out.
    pub early: bool,
    /// A target from which everything is gone may be filled again.
    pub empty: bool,
}

impl Allowed {
    fn permits(self, refusal: &Refusal) -> bool {
        match refusal {
            Refusal::Vanished(_) => self.withdraw,
            Refusal::Many(..) => self.many,
            Refusal::Early(_) => self.early,
            Refusal::Emptied(_) => self.empty,
            Refusal::OtherPaper(_)
            | Refusal::ForeignFiles(_)
            | Refusal::LeftBehind(_)
            | Refusal::OtherFile(_) => self.other,
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
    /// The file that the release becomes, if it becomes one.
    pub bundle: Option<BundleFile>,
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

/// What is live on a target.
struct TargetState {
    manifest: LiveManifest,
    /// The files of others.
    foreign: Vec<String>,
    /// Whether nothing there is ours.
    is_foreign: bool,
    /// Our files that are not there as they were published.
    damaged: BTreeSet<String>,
}

impl TargetState {
    /// Looks at a target. What its list of files shows is noticed always; whether the contents are damaged only if it `repairs`,
    /// because all of them are fetched.
    fn of(carrier: &dyn Carrier, repairs: bool) -> Result<Self, Fault> {
        let nothing = |is_foreign, foreign| Self {
            manifest: LiveManifest::default(),
            foreign,
            is_foreign,
            damaged: BTreeSet::new(),
        };
        let manifest = match carrier.live()? {
            Live::Empty => return Ok(nothing(false, Vec::new())),
            Live::Foreign => {
                let there = carrier.list()?.unwrap_or_default();
                return Ok(nothing(true, there.into_keys().collect()));
            }
            Live::Ours(manifest) => manifest,
        };
        let there = carrier.list()?;
        let damaged = match &there {
            Some(there) if repairs => {
                let differences = verify::verify(carrier, &manifest, manifest.files.keys())?;
                let wrong = differences.iter().filter(|difference| difference.is_wrong());
                let wrong = wrong.map(|difference| difference.path().to_owned());
                wrong.chain(verify::damaged(there, &manifest)).collect()
            }
            Some(there) => verify::damaged(there, &manifest),
            // It cannot be looked at, so it gets everything again.
            None if repairs => manifest.files.keys().cloned().collect(),
            None => BTreeSet::new(),
        };
        let foreign = there.map(|there| verify::foreign(&there, &manifest)).unwrap_or_default();
        let foreign = foreign.into_iter().map(|difference| difference.path().to_owned()).collect();
        Ok(Self { manifest, foreign, is_foreign: false, damaged })
    }
}

/// Plans what publishing the paper that was built would do.
///
/// # Errors
/// If the target cannot be asked.
pub(crate) fn prepare<'p>(
    project: &'p Project,
    cache: &Cache,
    site: &Site,
    target: &'p PublishTarget,
    (now, today): (DateTime<Utc>, NaiveDate),
    repairs: bool,
) -> Result<Prepared<'p>, Fault> {
    let mut release = Release::of(project, cache, site)?;
    let carrier = targets::carrier(project, (&site.paper, target), now)?;
    let TargetState { manifest: live, foreign, is_foreign, damaged } = TargetState::of(&*carrier, repairs)?;
    if target.is_precompressed {
        release.add_compressed(&live)?;
    }
    if target.has_headers {
        release.add_host_settings();
    }
    let is_bundle = matches!(target.kind, TargetKind::Zip { .. });
    if is_bundle {
        release.add_ways_in();
    }
    let expired = site.expired.iter();
    let expired = expired.map(|(edition, slug)| plan::routes::story(edition.as_ref(), slug)).collect();
    let plan = publish_plan(&live, &release.paper, &release.files, today);
    let mut plan = plan.expiring(&expired, &live).mending(&damaged);
    plan.next.internal = !target.is_public;
    // A bundle may have been carried away, and a new one has everything.
    if live.generation == 0 && !is_foreign && !is_bundle {
        let before = runs_before(&project.root, &target.name)?;
        plan.refusals.extend((before > 0).then_some(Refusal::Emptied(before)));
    }
    plan.refusals.extend(is_early(project.today, now, site.paper.timezone).then_some(Refusal::Early(today)));
    if release.is_proof {
        plan.refusals.clear(); // Nothing is live there that could disappear.
    }
    // A server exchanges whole releases: the files of others would stay behind in the old one.
    let exchanges_all = matches!(target.kind, TargetKind::Rsync(_) | TargetKind::Sftp(_));
    if exchanges_all && !is_foreign && !foreign.is_empty() {
        plan.refusals.push(Refusal::LeftBehind(foreign));
    } else {
        let replaced: Vec<String> =
            foreign.into_iter().filter(|path| release.files.contains_key(path)).collect();
        let is_refused = is_foreign || !replaced.is_empty();
        plan.refusals.extend(is_refused.then_some(Refusal::ForeignFiles(replaced)));
    }
    let bundle = carrier.bundle(&release)?;
    let other = bundle.iter().filter(|file| file.now == InItsPlace::Other);
    plan.refusals.extend(other.map(|file| Refusal::OtherFile(file.name.clone())));
    let mut gate = gate::of(site, (&release, &live, target), cache);
    if !release.is_proof && !plan.only_mends() {
        gate.approvals = approvals::lacking(project, site, &cache.inventory)?;
    }
    Ok(Prepared { project, target, carrier, release, live, now, plan, gate, bundle })
}

/// Whether a paper that is built for `today` may have stories that are not due at `now`: hours count if an hour is given.
fn is_early(today: Today, now: DateTime<Utc>, zone: Tz) -> bool {
    let clock = Today::Clock(now);
    match today {
        Today::Given(date) => date > clock.in_zone(zone),
        _ => today.moment_in(zone) > clock.moment_in(zone),
    }
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

    /// Where the target is.
    pub(crate) fn place(&self) -> String {
        self.carrier.place()
    }

    /// The name in the content of a file that goes out, if it had to get another one.
    pub(crate) fn name_in_content(&self, path: &str) -> Option<&str> {
        self.release.names.get(path).map(String::as_str)
    }

    /// How many files are handed over, and how many bytes: a bundle has all of them.
    pub(crate) fn outgoing(&self) -> (usize, u64) {
        let files = &self.release.files;
        match self.bundle {
            Some(_) => (files.len(), files.values().map(|file| file.size).sum()),
            None => (self.plan.uploads(), self.plan.bytes),
        }
    }

    /// Whether nothing is to be done.
    pub(crate) fn is_done(&self) -> bool {
        self.plan.is_empty() && self.bundle.as_ref().is_none_or(|bundle| bundle.now == InItsPlace::Ours)
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
            Ok(_) => PUBLISHED.to_owned(),
            Err(fault) => fault.to_string(),
        };
        self.log(&place, outcome)?;
        let carried = carried?;
        let (carrier, next) = (&*self.carrier, &self.plan.next);
        let differences = match self.bundle {
            Some(_) => verify::verify(carrier, next, next.files.keys()),
            None => verify::verify(carrier, next, self.plan.sent()),
        };
        let differences = differences.map_err(|fault| fault.while_doing(Action::Verify))?;
        Ok(Published { carried, differences })
    }

    fn log(&self, place: &str, outcome: String) -> Result<(), Fault> {
        let paths = |stories: &[(String, String)]| -> Vec<String> {
            stories.iter().map(|(path, _)| path.clone()).collect()
        };
        let (stories, (sent, bytes)) = (&self.plan.stories, self.outgoing());
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
                sent,
                deleted: self.plan.deletions.len(),
                bytes,
                new: paths(&stories.new),
                moved: paths(&stories.moved),
                corrected: paths(&stories.corrected),
                withdrawn: paths(&stories.withdrawn).into_iter().chain(vanished).collect(),
                unapproved: self.gate.unapproved_files(),
            },
        )
    }
}

/// A comparison of what is live with its manifest.
#[derive(Debug)]
pub(crate) struct Verified {
    pub manifest: LiveManifest,
    pub differences: Vec<Difference>,
    /// Where it is.
    pub place: String,
}

/// Compares everything that is live with its manifest. `None` if nothing of ours is live.
///
/// # Errors
/// If the target cannot be asked.
pub(crate) fn verify_live(
    project: &Project,
    (paper, target): (&Paper, &PublishTarget),
    now: DateTime<Utc>,
) -> Result<Option<Verified>, Fault> {
    let carrier = targets::carrier(project, (paper, target), now)?;
    let verify = || {
        let Live::Ours(manifest) = carrier.live()? else { return Ok(None) };
        let mut differences = verify::verify(&*carrier, &manifest, manifest.files.keys())?;
        let there = carrier.list()?.unwrap_or_default();
        differences.extend(verify::foreign(&there, &manifest));
        Ok(Some(Verified { manifest, differences, place: carrier.live_place() }))
    };
    verify().map_err(|fault: Fault| match fault.action {
        Action::AskTarget => fault.while_doing(Action::Verify),
        _ => fault,
    })
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
