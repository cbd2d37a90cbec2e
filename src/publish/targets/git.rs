//! A branch of a git repository, such as `gh-pages`: one commit a run, by calling git, and never a forced push.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::listing::files_in;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::target::PublishTarget;
use crate::project::Project;
use crate::publish::carrier::{Carrier, Delivery, Live, Shipment};
use crate::publish::log;
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::LiveCopy;

/// The file that keeps GitHub from leaving out what begins with `_`.
const NO_JEKYLL: &str = ".nojekyll";

/// A branch.
pub(super) struct GitTarget {
    root: PathBuf,
    /// The clone that commits are made in.
    clone: PathBuf,
    remote: String,
    branch: String,
}

impl GitTarget {
    pub(super) fn new(project: &Project, target: &PublishTarget, remote: &str, branch: &str) -> Self {
        let clone = project.root.join(log::FOLDER).join("git").join(&target.name);
        Self { root: project.root.clone(), clone, remote: remote.to_owned(), branch: branch.to_owned() }
    }

    fn failed(&self) -> impl Fn(io::Error) -> Fault {
        let place = PathBuf::from(format!("{} {}", self.remote, self.branch));
        move |error| Fault::new(Action::Publish, place.clone(), error)
    }

    /// The address of the repository: a remote of the paper's own repository, a path relative to the paper, or as written.
    fn address(&self) -> String {
        let named = git(&self.root, &["remote", "get-url", &self.remote]);
        if let Ok(url) = named {
            return url;
        }
        let path = self.root.join(&self.remote);
        if !self.remote.contains(':') && path.is_dir() { absolute(&path) } else { self.remote.clone() }
    }

    /// Brings the clone to the state of the branch; false if there is no such branch yet.
    fn fetch_branch(&self) -> io::Result<bool> {
        OpenFolder::open_or_create(&self.clone)?;
        git(&self.clone, &["init", "--quiet"])?;
        let address = self.address();
        if git(&self.clone, &["remote", "set-url", "origin", &address]).is_err() {
            git(&self.clone, &["remote", "add", "origin", &address])?;
        }
        let found = git(&self.clone, &["ls-remote", "--heads", "origin", &self.branch])?;
        if found.is_empty() {
            git(&self.clone, &["checkout", "--quiet", "--orphan", &format!("new-{}", self.branch)]).ok();
            git(&self.clone, &["rm", "-r", "-f", "-q", "--ignore-unmatch", "."])?;
            return Ok(false);
        }
        git(&self.clone, &["fetch", "--quiet", "--depth", "2", "origin", &self.branch])?;
        git(&self.clone, &["checkout", "--quiet", "-f", "--detach", "FETCH_HEAD"])?;
        git(&self.clone, &["clean", "-q", "-f", "-d", "-x"])?;
        Ok(true)
    }

    /// Brings the files of the clone into the state of the release.
    fn fill(&self, Shipment { release, live, plan, progress }: &Shipment) -> io::Result<()> {
        let folder = OpenFolder::open(&self.clone)?;
        for path in &plan.deletions {
            match folder.remove_file(path) {
                Err(error) if !is_absent(&error) => return Err(error),
                _ => {}
            }
        }
        let changed = plan.waves.iter().flat_map(|(_, paths)| paths);
        for (sent, path) in changed.enumerate() {
            folder.put(path, &release.read(path)?)?;
            progress(sent + 1, plan.uploads());
        }
        debug_assert!(live.generation < plan.next.generation);
        folder.create_with(NO_JEKYLL, |_| Ok(()))?;
        folder.replace_with(MANIFEST, &plan.next.written())
    }

    fn commit_and_push(&self, message: &str) -> io::Result<()> {
        git(&self.clone, &["add", "--all", "--force", "."])?;
        let identity: &[&str] = if git(&self.clone, &["config", "user.email"]).is_ok() {
            &[]
        } else {
            &["-c", "user.name=lanmu", "-c", "user.email=lanmu@localhost"]
        };
        git(&self.clone, &[identity, &["commit", "--quiet", "--allow-empty", "-m", message]].concat())?;
        let branch = format!("HEAD:refs/heads/{}", self.branch);
        git(&self.clone, &["push", "--quiet", "origin", &branch]).map(drop)
    }

    fn manifest(&self) -> io::Result<Option<LiveManifest>> {
        match OpenFolder::open(&self.clone)?.read(MANIFEST, FILE_LIMIT) {
            Err(error) if is_absent(&error) => Ok(None),
            bytes => Ok(LiveManifest::read(&bytes?)),
        }
    }
}

impl Carrier for GitTarget {
    fn live(&self) -> Result<Live, Fault> {
        let live = || {
            if !self.fetch_branch()? {
                return Ok(Live::Empty);
            }
            let has_front = OpenFolder::open(&self.clone)?.kind_of("index.html")?.is_some();
            Ok(match self.manifest()? {
                Some(manifest) => Live::Ours(manifest),
                None if has_front => Live::Foreign,
                None => Live::Empty,
            })
        };
        live().map_err(self.failed())
    }

    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let Shipment { release, live, plan, .. } = shipment;
        let edition = release.edition.as_deref().unwrap_or_default();
        let message = format!("{} {edition}", release.paper);
        let filled = self.fill(shipment);
        filled.and_then(|()| self.commit_and_push(message.trim())).map_err(self.failed())?;
        let place = format!("{} {}", self.remote, self.branch);
        Ok(Delivery {
            place,
            file_by_file: false,
            keeps_releases: live.generation > 0 && !plan.removes_stories(),
            ..Delivery::default()
        })
    }

    fn roll_back(&self) -> Result<Option<LiveManifest>, Fault> {
        let roll_back = || {
            if !self.fetch_branch()?
                || git(&self.clone, &["rev-parse", "--verify", "--quiet", "HEAD~1"]).is_err()
            {
                return Ok(None);
            }
            let now = self.manifest()?.unwrap_or_default();
            git(&self.clone, &["read-tree", "-u", "--reset", "HEAD~1"])?;
            let Some(earlier) = self.manifest()? else { return Ok(None) };
            if earlier.shows_withdrawn(&now) {
                return Err(io::Error::from(io::ErrorKind::PermissionDenied));
            }
            self.commit_and_push(&format!("roll back to {}", earlier.generation))?;
            Ok(Some(earlier))
        };
        roll_back().map_err(self.failed())
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        let read = || OpenFolder::open(&self.clone)?.read(path, FILE_LIMIT);
        match read() {
            Err(error) if is_absent(&error) => Ok(None),
            read => read.map(|contents| Some(contents.into())).map_err(self.failed()),
        }
    }

    fn list(&self) -> Result<Option<BTreeSet<String>>, Fault> {
        let mut files = files_in(&OpenFolder::open(&self.clone).map_err(self.failed())?)?;
        files.retain(|path| !path.starts_with(".git/") && path != NO_JEKYLL);
        Ok(Some(files))
    }
}

/// Runs git in a folder; it must not ask anything. Its output without the last line break.
fn git(folder: &Path, arguments: &[&str]) -> io::Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments);
    command.env("GIT_TERMINAL_PROMPT", "0").env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    let Output { status, stdout, stderr } = command.output()?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).trim_end().to_owned());
    }
    let said = String::from_utf8_lossy(&stderr).trim().replace('\n', " ");
    Err(io::Error::other(format!("git {}: {said}", arguments.first().unwrap_or(&""))))
}

#[allow(clippy::disallowed_methods, reason = "git needs the whole path of a repository")]
fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}
