//! A rollback: what the release before the live one would change, and making it live again. Today's content plays no part.

use chrono::{DateTime, NaiveDate, Utc};

use super::carrier::{Carrier, Live, NoRollback};
use super::log::{LogEntry, write_log};
use super::manifest::LiveManifest;
use super::plan::{Plan, plan};
use super::targets;
use crate::digest::Digest;
use crate::fault::Fault;
use crate::model::paper::Paper;
use crate::model::target::PublishTarget;
use crate::project::Project;

/// A rollback that is ready to be carried out.
pub(crate) struct PreparedRollback<'p> {
    project: &'p Project,
    target: &'p PublishTarget,
    carrier: Box<dyn Carrier>,
    now: DateTime<Utc>,
    /// What is to be live again.
    pub to: LiveManifest,
    /// What that changes.
    pub plan: Plan,
}

/// Finds the release before the live one.
///
/// # Errors
/// If the target cannot be asked.
pub(crate) fn prepare_rollback<'p>(
    project: &'p Project,
    (paper, target): (&Paper, &'p PublishTarget),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<Result<PreparedRollback<'p>, NoRollback>, Fault> {
    let carrier = targets::carrier(project, (paper, target), now)?;
    let to = match carrier.earlier()? {
        Ok(to) => to,
        Err(why) => return Ok(Err(why)),
    };
    let damaged = damaged(&*carrier, &to)?;
    if !damaged.is_empty() {
        return Ok(Err(NoRollback::Damaged(damaged)));
    }
    let Live::Ours(live) = carrier.live()? else { return Ok(Err(NoRollback::NotKept)) };
    let plan = plan(&live, &to.paper, &to.files, today);
    Ok(Ok(PreparedRollback { project, target, carrier, now, to, plan }))
}

/// The files of the earlier release that are not as they were published: somebody has changed them while they were live, or since.
fn damaged(carrier: &dyn Carrier, to: &LiveManifest) -> Result<Vec<String>, Fault> {
    let (paths, mut damaged): (Vec<&String>, _) = (to.files.keys().collect(), Vec::new());
    carrier.fetch_earlier(to, &paths, &mut |path, copy| {
        if copy.is_none_or(|copy| Digest::of(&copy.contents) != to.files[path].digest) {
            damaged.push(path.clone());
        }
    })?;
    Ok(damaged)
}

impl PreparedRollback<'_> {
    /// Where the target is.
    pub(crate) fn place(&self) -> String {
        self.carrier.place()
    }

    /// Makes the earlier release live again. The run is logged, whether it succeeds or not.
    ///
    /// # Errors
    /// If it cannot, or the log cannot be written.
    pub(crate) fn carry_out(&self) -> Result<(), Fault> {
        let rolled = self.carrier.roll_back(&self.to);
        let outcome = match &rolled {
            Ok(()) => "rolled back".to_owned(),
            Err(fault) => fault.to_string(),
        };
        let (stories, place) = (&self.plan.stories, self.place());
        let paths = |stories: &[(String, String)]| stories.iter().map(|(path, _)| path.clone()).collect();
        let entry = LogEntry {
            at: self.now,
            target: &self.target.name,
            kind: self.target.kind.word(),
            place: &place,
            generation: self.to.generation,
            outcome,
            sent: 0,
            deleted: 0,
            bytes: 0,
            new: paths(&stories.new),
            moved: paths(&stories.moved),
            corrected: paths(&stories.corrected),
            withdrawn: stories.vanished.iter().map(|vanished| vanished.path.clone()).collect(),
            unapproved: Vec::new(),
        };
        write_log(&self.project.root, &entry)?;
        rolled
    }
}
