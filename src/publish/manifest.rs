//! The manifest: the file on a target that lists what we have published there. It contains nothing that the pages do not show.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// Its name on the target.
pub(crate) const MANIFEST: &str = "lanmu-manifest.json";

/// What is live on a target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LiveManifest {
    /// The name of the paper, so that another paper is not overwritten.
    pub paper: String,
    /// How often this target has been published to.
    pub generation: u64,
    /// Our files, by path.
    pub files: BTreeMap<String, LiveFile>,
    /// Files that no page links to any more, and since when. They stay for readers with an older page.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub old: BTreeMap<String, NaiveDate>,
    /// Files that an unfinished run may have sent. The next run sends them or deletes them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub pending: BTreeSet<String>,
}

/// A live file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LiveFile {
    /// The digest of its contents.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// The story that it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<LiveStory>,
}

/// A live story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LiveStory {
    /// Its headline in one line.
    pub headline: String,
    /// The digest of what it says, without the links around it.
    pub text: Digest,
    /// Whether it is a notice of withdrawal.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

impl LiveManifest {
    /// Whether it has the text of a story that was withdrawn since, according to `later`.
    #[must_use]
    pub(crate) fn shows_withdrawn(&self, later: &Self) -> bool {
        self.files.iter().any(|(path, file)| {
            let Some(story) = &file.story else { return false };
            let now = later.files.get(path).and_then(|file| file.story.as_ref());
            !story.withdrawn && now.is_none_or(|now| now.withdrawn)
        })
    }

    /// Reads a manifest. `None` if these bytes are none.
    #[must_use]
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The manifest as bytes.
    #[must_use]
    pub(crate) fn written(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a map of paths can be written as JSON");
        bytes.push(b'\n');
        bytes
    }
}
