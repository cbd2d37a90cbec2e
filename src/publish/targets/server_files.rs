//! The files of a server that has no symbolic links: they are replaced one by one.

use std::path::Path;

use super::ssh::{make_folders, quoted};
use super::ssh_server::SshTarget;
use crate::files::OpenFolder;
use crate::publish::remote::{Failure, LiveCopy, Remote, TargetFiles};

/// The folder `current` of a server as a remote. The server is locked.
pub(super) struct ServerFiles<'s> {
    pub ssh: &'s SshTarget,
}

impl ServerFiles<'_> {
    fn at(&self, path: &str) -> String {
        self.ssh.at(&format!("current/{path}"))
    }
}

impl Remote for ServerFiles<'_> {
    fn get(&self, path: &str) -> Result<Option<LiveCopy>, Failure> {
        Ok(self.ssh.get(&format!("current/{path}"))?.map(LiveCopy::from))
    }

    fn list(&self) -> Result<TargetFiles, Failure> {
        Ok(self.ssh.files_in("current")?)
    }

    fn put(&self, path: &str, contents: &[u8], _: &[(&'static str, String)]) -> Result<(), Failure> {
        let home = tempfile::tempdir()?;
        OpenFolder::open(home.path())?.replace_with("file", contents)?;
        let whole = self.at(path);
        let (folder, name) = whole.rsplit_once('/').unwrap_or(("", &whole));
        let new = quoted(&format!("{folder}/.{name}.lanmu-new"))?;
        let mut lines = make_folders(folder)?;
        lines.push(format!("put file {new}"));
        lines.push(format!("rename {new} {}", quoted(&whole)?));
        self.ssh.sftp.run_once(home.path(), &lines).map(drop)
    }

    fn put_if_absent(&self, path: &str, contents: &[u8]) -> Result<bool, Failure> {
        self.put(path, contents, &[]).map(|()| true)
    }

    fn delete(&self, path: &str) -> Result<(), Failure> {
        // Folders that became empty go too; others are not removed.
        let folders = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        let mut lines = vec![format!("-rm {}", quoted(&self.at(path))?)];
        for folder in folders {
            lines.push(format!("-rmdir {}", quoted(&self.at(&folder.to_string_lossy()))?));
        }
        self.ssh.sftp.run_once(Path::new("."), &lines).map(drop)
    }

    fn can_lock(&self) -> bool {
        false
    }

    fn parallel(&self) -> usize {
        4
    }
}
