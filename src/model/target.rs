//! A target: a place where the paper is published.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::source::Place;

/// What stands for the folder in the command of a host.
pub(crate) const PLACEHOLDER: &str = "{folder}";

/// A place where the paper is published, as `site.yaml` declares it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub struct PublishTarget {
    /// Its name; the word of its kind, if the paper gives it none.
    pub name: String,
    /// Whether the paper gives it a name. A single target needs none; it is called by its kind.
    pub is_named: bool,
    /// What it is, and where.
    pub kind: TargetKind,
    /// The address at which readers find it, to verify what is live.
    pub url: Option<Url>,
    /// Whether anyone can read it. Material with a secrecy mark goes only to targets that are not public.
    pub is_public: bool,
    /// Whether files with settings for the usual hosts go out too: headers, types.
    pub has_headers: bool,
    /// Whether compressed forms of files go out too, for servers that hand them out.
    pub is_precompressed: bool,
    /// Where it is written.
    pub at: Place,
}

/// What a target is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TargetKind {
    /// A folder, or a share of the intranet.
    Folder {
        /// Its path, relative to the paper's folder.
        path: String,
        /// How many earlier releases are kept.
        keep: u32,
    },
    /// A bundle for a USB stick or a content management system.
    Zip {
        /// The folder that it is written to, relative to the paper's folder.
        path: String,
        /// Whether it is a package for approval, with drafts and days to come.
        is_proof: bool,
    },
    /// A branch of a git repository.
    Git {
        /// The repository: a URL, a path, or the name of a remote of the paper's own repository.
        remote: String,
        /// The branch, such as `gh-pages`.
        branch: String,
    },
    /// A bucket of an object storage that speaks S3.
    S3(Bucket),
    /// A server, through rsync.
    Rsync(Server),
    /// A server, through sftp.
    Sftp(Server),
    /// A folder of a WebDAV server.
    WebDav {
        /// Its address.
        url: Url,
    },
    /// A host with a command of its own, which is run on the finished folder.
    Pages {
        /// The command; `{folder}` in it is replaced by the folder.
        command: String,
    },
}

/// A bucket of an object storage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// The address of the service.
    pub endpoint: Url,
    /// The region that requests are signed for.
    pub region: String,
    /// Whether the bucket's name is in the path, not in the host name.
    pub is_path_style: bool,
    /// The folder in the bucket: empty, or ending in `/`.
    pub prefix: String,
    /// The profile with its keys, in the file that the tools of AWS share; else the keys of the environment are used.
    pub profile: Option<String>,
}

/// A server that is reached through ssh.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Server {
    /// `user@host`, or a name of the ssh configuration.
    pub host: String,
    /// The folder on it that holds the releases.
    pub path: String,
    /// How many earlier releases are kept.
    pub keep: u32,
}

impl TargetKind {
    /// The word for it in `site.yaml`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "folder",
            Self::Zip { .. } => "zip",
            Self::Git { .. } => "git",
            Self::S3(_) => "s3",
            Self::Rsync(_) => "rsync",
            Self::Sftp(_) => "sftp",
            Self::WebDav { .. } => "webdav",
            Self::Pages { .. } => "pages",
        }
    }
}
