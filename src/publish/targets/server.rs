//! A server that is reached through ssh: each release has a folder of its own, and a symbolic link leads to the one that is live.
//!
//! Below the target's path are `releases/NUMBER`, and `current`, the root of the web server. A new release is filled beside the
//! others, and `current` is replaced in one step. If the server cannot do that, the files in `current` are replaced one by one.

use std::collections::BTreeMap;
use std::io;

use chrono::{DateTime, Utc};

use super::server_files::ServerFiles;
use super::ssh::{Sftp, quoted};
use super::ssh_server::{Filler, SshTarget};
use crate::fault::{Action, Fault};
use crate::model::target::Server;
use crate::project::Project;
use crate::publish::carrier::{Carrier, Delivery, Earlier, Fetched, Live, NoRollback, Shipment};
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::remote::{LiveCopy, TargetFiles};
use crate::publish::upload::Upload;
use crate::publish::verify;
use crate::words::publishing;

/// How many files are fetched by one connection.
const FETCHED: usize = 200;

/// A server, and how releases get there.
pub(super) struct ServerTarget {
    ssh: SshTarget,
    filler: Box<dyn Filler>,
}

impl ServerTarget {
    pub(super) fn new(
        project: &Project,
        server: &Server,
        filler: Box<dyn Filler>,
        now: DateTime<Utc>,
    ) -> Self {
        let (root, sftp) = (project.root.clone(), Sftp::of(&server.host));
        let ssh = SshTarget { root, server: server.clone(), sftp, now };
        Self { ssh, filler }
    }
}

impl ServerTarget {
    /// Hands files in a folder of the target to `each`.
    fn fetch_from(&self, folder: &str, paths: &[&String], each: &mut Fetched) -> Result<(), Fault> {
        for some in paths.chunks(FETCHED) {
            let live: BTreeMap<String, &String> =
                some.iter().map(|path| (format!("{folder}/{path}"), *path)).collect();
            let names = live.keys().map(String::as_str);
            let fetched = self.ssh.get_all(names, &mut |name, contents| {
                each(live[name], contents.map(LiveCopy::from));
                Ok(())
            });
            fetched.map_err(self.ssh.failed(Action::AskTarget))?;
        }
        Ok(())
    }

    fn carry_out_locked(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let Shipment { live, plan, .. } = shipment;
        let (ssh, id) = (&self.ssh, plan.next.generation);
        let failed = ssh.failed(Action::Publish);
        if !ssh.can_swap(id).map_err(&failed)? {
            let files = ServerFiles { ssh };
            let carried = Upload::to(files, ssh.at("current"), ssh.now).carry_out(shipment)?;
            self.prune(id, 0).map_err(&failed)?;
            return Ok(carried);
        }
        let fill = || -> io::Result<bool> {
            let there = ssh.releases()?;
            if there.contains(&id) {
                self.remove(id)?; // Of a run that did not finish, or one that was rolled back.
            }
            ssh.create(id, plan)?;
            let before = Some(live.generation).filter(|before| *before != id && there.contains(before));
            let is_linked = self.filler.fill(ssh, shipment, before)?;
            shipment.release.verify_printed(plan.next.files.keys())?;
            ssh.swap(id)?;
            self.prune(id, if plan.removes_stories() { 0 } else { self.ssh.server.keep as usize })?;
            Ok(is_linked || before.is_none())
        };
        let is_linked = fill().map_err(failed)?;
        Ok(Delivery {
            place: ssh.place(),
            keeps_releases: ssh.server.keep > 0 && live.generation > 0 && !plan.removes_stories(),
            remarks: if is_linked { Vec::new() } else { vec![publishing::sent_again()] },
            ..Delivery::default()
        })
    }

    /// Removes the oldest releases, so that besides the live one only `keep` are left.
    fn prune(&self, live: u64, keep: usize) -> io::Result<()> {
        let others = self.ssh.releases()?.into_iter().rev().filter(|id| *id != live);
        others.skip(keep).try_for_each(|id| self.remove(id))
    }

    /// Removes a release. What has no manifest of ours is left alone.
    fn remove(&self, id: u64) -> io::Result<()> {
        match self.ssh.manifest_at(&format!("releases/{id}"))? {
            Some(manifest) => self.filler.remove(&self.ssh, id, &manifest),
            None => Ok(()),
        }
    }

    /// The newest release that is earlier than the live one, and whether it may be live again.
    fn find_earlier(&self) -> io::Result<Earlier> {
        let Some(now) = self.ssh.manifest_at("current")? else { return Ok(Err(NoRollback::NotKept)) };
        if !verify::foreign(&self.ssh.files_in("current")?, &now).is_empty() {
            return Ok(Err(NoRollback::ForeignFiles));
        }
        let mut found = Err(NoRollback::NotKept);
        for id in self.ssh.releases()?.range(..now.generation).rev() {
            match self.ssh.manifest_at(&format!("releases/{id}"))? {
                Some(earlier) if earlier.shows_withdrawn(&now) => found = Err(NoRollback::ShowsWithdrawn),
                Some(earlier) => return Ok(Ok(earlier)),
                None => {}
            }
        }
        Ok(found)
    }
}

impl Carrier for ServerTarget {
    fn place(&self) -> String {
        self.ssh.place()
    }

    fn live(&self) -> Result<Live, Fault> {
        let ssh = &self.ssh;
        let live = || {
            if let Some(bytes) = ssh.get(&format!("current/{MANIFEST}"))? {
                return Ok(Live::of_manifest(&bytes));
            }
            let found = ssh.command(&[format!("-ls -1 {}", quoted(&ssh.at("current"))?)])?;
            Ok(if found.is_empty() { Live::Empty } else { Live::Foreign })
        };
        live().map_err(ssh.failed(Action::AskTarget))
    }

    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let claim = self.ssh.lock()?;
        let carried = self.still(shipment.live).and_then(|()| self.carry_out_locked(shipment));
        let unlocked = self.ssh.unlock(claim);
        carried.and_then(|carried| unlocked.map(|()| carried))
    }

    fn earlier(&self) -> Result<Earlier, Fault> {
        self.find_earlier().map_err(self.ssh.failed(Action::AskTarget))
    }

    fn fetch_earlier(&self, to: &LiveManifest, paths: &[&String], each: &mut Fetched) -> Result<(), Fault> {
        self.fetch_from(&format!("releases/{}", to.generation), paths, each)
    }

    fn roll_back(&self, to: &LiveManifest) -> Result<(), Fault> {
        let ssh = &self.ssh;
        let claim = ssh.lock()?;
        let rolled = self.earlier().and_then(|earlier| match earlier {
            Ok(earlier) if earlier == *to => ssh.swap(to.generation).map_err(ssh.failed(Action::RollBack)),
            _ => Err(Fault::refused(Action::ReplaceWhatWasLive, ssh.place())),
        });
        let unlocked = ssh.unlock(claim);
        rolled.and(unlocked)
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        let contents = self.ssh.get(&format!("current/{path}"));
        Ok(contents.map_err(self.ssh.failed(Action::AskTarget))?.map(LiveCopy::from))
    }

    fn list(&self) -> Result<Option<TargetFiles>, Fault> {
        self.ssh.files_in("current").map(Some).map_err(self.ssh.failed(Action::AskTarget))
    }

    fn fetch_all(&self, paths: &[&String], each: &mut Fetched) -> Result<(), Fault> {
        self.fetch_from("current", paths, each)
    }
}
