//! A branch of a git repository, such as `gh-pages`: one commit a run, by calling git, and never a forced push.

use std::cell::OnceCell;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::listing::files_in;
use super::program::output_of;
use crate::fault::{Action, Fault, ProgramFailed};
use crate::files::{OpenFolder, is_absent};
use crate::model::target::PublishTarget;
use crate::project::Project;
use crate::publish::carrier::{Carrier, Delivery, Earlier, Fetched, Live, NoRollback, Shipment};
use crate::publish::claim::Claim;
use crate::publish::log;
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::{LiveCopy, TargetFiles};
use crate::words::{Language, publishing};

/// The file that keeps GitHub from leaving out what begins with `_`.
const NO_JEKYLL: &str = ".nojekyll";
/// The branch of the clone on which the first commit is made.
const FIRST: &str = "refs/heads/first";

/// What git says if a commit does not follow the newest one of the branch, because another was pushed before it.
const NOT_NEWEST: [&str; 3] = ["[rejected]", "cannot lock ref", "failed to update ref"];

/// A branch.
pub(super) struct GitTarget {
    root: PathBuf,
    /// The clone that commits are made in.
    clone: PathBuf,
    remote: String,
    branch: String,
    /// The language of the messages of commits.
    language: Language,
    /// Keeps other runs from the clone.
    claim: OnceCell<Claim>,
}

impl GitTarget {
    pub(super) fn new(
        project: &Project,
        target: &PublishTarget,
        (remote, branch): (&str, &str),
        language: Language,
    ) -> Self {
        let clone = project.root.join(log::FOLDER).join("git").join(&target.name);
        let (remote, branch) = (remote.to_owned(), branch.to_owned());
        Self { root: project.root.clone(), clone, remote, branch, language, claim: OnceCell::new() }
    }

    fn failed(&self, action: Action) -> impl Fn(io::Error) -> Fault {
        let place = self.place();
        move |error| Fault::new(action, &place, error)
    }

    /// As [`failed`](Self::failed); but the repository takes no commit that does not follow its newest one.
    fn failed_to_push(&self, action: Action) -> impl Fn(io::Error) -> Fault {
        let place = self.place();
        move |error| match error.get_ref().and_then(|cause| cause.downcast_ref()) {
            Some(ProgramFailed::Ended { said, .. })
                if NOT_NEWEST.iter().any(|words| said.contains(words)) =>
            {
                Fault::refused(Action::ReplaceWhatWasLive, &place)
            }
            _ => Fault::new(action, &place, error),
        }
    }

    /// Claims the clone, until the end of the run.
    fn claim(&self) -> Result<(), Fault> {
        if self.claim.get().is_none() {
            let _ = self.claim.set(Claim::take(&self.root, &self.place())?);
        }
        Ok(())
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
            // The first commit has no parent, though the clone may know of commits that were on the branch before.
            git(&self.clone, &["symbolic-ref", "HEAD", FIRST])?;
            git(&self.clone, &["update-ref", "-d", FIRST])?;
            git(&self.clone, &["read-tree", "--empty"])?;
            git(&self.clone, &["clean", "-q", "-f", "-d", "-x"])?;
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

    /// The release in the commit before the last one.
    fn find_earlier(&self) -> io::Result<Earlier> {
        let before = |what: &str| git(&self.clone, &["show", &format!("HEAD~1:{what}")]);
        if !self.fetch_branch()? {
            return Ok(Err(NoRollback::NotKept));
        }
        let earlier = before(MANIFEST).ok().and_then(|text| LiveManifest::read(text.as_bytes()));
        let (Some(earlier), Some(now)) = (earlier, self.manifest()?) else {
            return Ok(Err(NoRollback::NotKept));
        };
        Ok(match earlier {
            _ if earlier == now => Err(NoRollback::ForeignFiles), // The last commit is somebody else's.
            _ if earlier.shows_withdrawn(&now) => Err(NoRollback::ShowsWithdrawn),
            _ if earlier.generation < now.generation => Ok(earlier),
            _ => Err(NoRollback::NotKept),
        })
    }
}

impl Carrier for GitTarget {
    fn place(&self) -> String {
        format!("{} {}", self.remote, self.branch)
    }

    fn live(&self) -> Result<Live, Fault> {
        self.claim()?;
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
        live().map_err(self.failed(Action::AskTarget))
    }

    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let Shipment { release, live, plan, .. } = shipment;
        let edition = release.edition.as_deref().unwrap_or_default();
        let message = format!("{} {edition}", release.paper);
        let filled = self.fill(shipment);
        let done = filled.and_then(|()| self.commit_and_push(message.trim()));
        done.map_err(self.failed_to_push(Action::Publish))?;
        Ok(Delivery {
            place: self.place(),
            file_by_file: false,
            keeps_releases: live.generation > 0 && !plan.removes_stories(),
            ..Delivery::default()
        })
    }

    fn earlier(&self) -> Result<Earlier, Fault> {
        self.claim()?;
        self.find_earlier().map_err(self.failed(Action::AskTarget))
    }

    fn fetch_earlier(&self, _: &LiveManifest, paths: &[&String], each: &mut Fetched) -> Result<(), Fault> {
        let failed = self.failed(Action::AskTarget);
        let check_out = |commit: &str| git(&self.clone, &["read-tree", "-u", "--reset", commit]).map(drop);
        check_out("HEAD~1").map_err(&failed)?;
        let fetched = paths.iter().try_for_each(|path| {
            each(path, self.fetch(path)?);
            Ok(())
        });
        check_out("HEAD").map_err(&failed)?;
        fetched
    }

    fn roll_back(&self, to: &LiveManifest) -> Result<(), Fault> {
        match self.earlier()? {
            Ok(earlier) if earlier == *to => {}
            _ => return Err(Fault::refused(Action::ReplaceWhatWasLive, self.place())),
        }
        let message = publishing::rolled_back(to.generation, self.language);
        let restored = git(&self.clone, &["read-tree", "-u", "--reset", "HEAD~1"]);
        let done = restored.and_then(|_| self.commit_and_push(&message));
        done.map_err(self.failed_to_push(Action::RollBack))
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        let read = || OpenFolder::open(&self.clone)?.read(path, FILE_LIMIT);
        match read() {
            Err(error) if is_absent(&error) => Ok(None),
            read => read.map(|contents| Some(contents.into())).map_err(self.failed(Action::AskTarget)),
        }
    }

    fn list(&self) -> Result<Option<TargetFiles>, Fault> {
        let clone = OpenFolder::open(&self.clone).map_err(self.failed(Action::AskTarget))?;
        let mut files = files_in(&clone)?;
        files.retain(|path, _| !path.starts_with(".git/") && path != NO_JEKYLL);
        Ok(Some(files))
    }
}

/// Runs git in a folder; it must not ask anything, nor change the contents of files. Its output without the last line break.
fn git(folder: &Path, arguments: &[&str]) -> io::Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "core.autocrlf=false"]).args(arguments);
    command
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE");
    let program = ["git", arguments.first().copied().unwrap_or_default()].join(" ");
    let output = output_of(&mut command, program.trim_end())?;
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

#[allow(clippy::disallowed_methods, reason = "git needs the whole path of a repository")]
fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}
