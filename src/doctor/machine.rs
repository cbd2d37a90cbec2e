//! The machine: the programs that a paper may need, how many folders can be watched, and whether Chinese can be shown.

use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use super::{Health, Observation, needed};
use crate::files::OpenFolder;
use crate::model::target::{PublishTarget, TargetKind};
use crate::pdf::browser::{self, on_path};
use crate::project::{FOLDERS, Project};
use crate::words::doctor;

/// How many folders a Linux system allows a user to watch.
const WATCHES: [&str; 2] = ["/proc/sys/fs/inotify", "max_user_watches"];

/// Looks at the machine, for a paper with these targets.
pub(super) fn observe(project: &Project, targets: &[PublishTarget]) -> Vec<Observation> {
    let mut observations = vec![browser(), git(&project.root, targets)];
    observations.extend(fonts());
    observations.extend(watching(&project.root));
    observations.extend(senders(targets));
    observations
}

fn browser() -> Observation {
    let (state, remark) = match browser::installed() {
        Some(path) => (Health::Good, doctor::browser(&path)),
        None => (Health::Unneeded, doctor::no_browser()),
    };
    Observation { subject: "browser", state, remark }
}

fn git(root: &Path, targets: &[PublishTarget]) -> Observation {
    let is_needed = targets.iter().any(|target| matches!(target.kind, TargetKind::Git { .. }));
    let (state, remark) = match on_path(&["git"]) {
        Some(path) if root.join(".git").exists() => (Health::Good, doctor::git_in_use(&path)),
        Some(path) => (Health::Good, doctor::git(&path)),
        None if is_needed => (Health::Lacking, doctor::no_git()),
        None => (Health::Unneeded, doctor::no_git()),
    };
    Observation { subject: "git", state, remark }
}

/// Fonts for Chinese, where the system can list them. Only this machine's own previews depend on them: readers have theirs.
fn fonts() -> Option<Observation> {
    let list = on_path(&["fc-list"])?;
    let output = Command::new(list).args([":lang=zh", "family"]).output().ok()?;
    let many = String::from_utf8_lossy(&output.stdout).lines().filter(|line| !line.trim().is_empty()).count();
    let (state, remark) = match many {
        0 => (Health::Unneeded, doctor::no_fonts()),
        _ => (Health::Good, doctor::fonts(many)),
    };
    Some(Observation { subject: "fonts", state, remark })
}

/// Whether every folder of the paper can be watched; `None` on systems without such a limit.
fn watching(root: &Path) -> Option<Observation> {
    let [folder, name] = WATCHES;
    let limit = OpenFolder::open(Path::new(folder)).ok()?.read(name, 64).ok()?;
    let limit: usize = String::from_utf8(limit).ok()?.trim().parse().ok()?;
    let folders = FOLDERS
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_dir())
        .count();
    let found = if folders < limit {
        Ok(doctor::watching(folders, limit))
    } else {
        Err(doctor::too_many_folders(folders, limit))
    };
    Some(needed("watching", found))
}

/// The programs that send the paper to its targets.
fn senders(targets: &[PublishTarget]) -> Vec<Observation> {
    let needs = |kind: fn(&TargetKind) -> bool| targets.iter().any(|target| kind(&target.kind));
    let senders = [
        ("rsync", needs(|kind| matches!(kind, TargetKind::Rsync(_)))),
        ("sftp", needs(|kind| matches!(kind, TargetKind::Sftp(_)))),
        ("ssh", needs(|kind| matches!(kind, TargetKind::Rsync(_) | TargetKind::Sftp(_)))),
    ];
    let sender = |(name, _): (&'static str, bool)| match on_path(&[name]) {
        Some(path) => needed(name, Ok(doctor::sender(name, &path))),
        None => needed(name, Err(doctor::no_sender(name))),
    };
    senders.into_iter().filter(|(_, is_needed)| *is_needed).map(sender).collect()
}
