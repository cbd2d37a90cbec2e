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
    /// The version of the compressors that made the compressed forms among the files; 0 if there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub compressors: u32,
    /// Whether it is for insiders, so that nobody looked for secrecy marks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// Files that an unfinished run may have sent. The next run sends them or deletes them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub pending: BTreeSet<String>,
}

impl LiveManifest {
    /// Whether a file on the target is ours: live, old, or of an unfinished run; or the manifest itself.
    #[must_use]
    pub(crate) fn lists(&self, path: &str) -> bool {
        path == MANIFEST
            || self.files.contains_key(path)
            || self.old.contains_key(path)
            || self.pending.contains(path)
    }
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
    /// How it is compressed, if it is the compressed form of the file beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
}

/// How the compressed form of a file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Encoding {
    /// gzip
    Gzip,
    /// Brotli
    Brotli,
}

impl Encoding {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    /// Its name in HTTP.
    #[must_use]
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// The ending of its files, after that of the original.
    #[must_use]
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }

    /// The path of the file of which the file at `path` is the compressed form.
    #[must_use]
    pub(crate) fn original(self, path: &str) -> &str {
        path.strip_suffix(self.ending()).unwrap_or(path)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
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
    /// Whether it says that it was corrected.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrected: bool,
}

impl LiveManifest {
    /// Whether it has the text of a story that was withdrawn since, according to `later`. One that has moved leaves a way to its
    /// new address, and was not.
    #[must_use]
    pub(crate) fn shows_withdrawn(&self, later: &Self) -> bool {
        let is_withdrawn = |file: &LiveFile| file.story.as_ref().is_some_and(|story| story.withdrawn);
        self.files.iter().any(|(path, file)| {
            let shows = file.story.as_ref().is_some_and(|story| !story.withdrawn);
            shows && later.files.get(path).is_none_or(is_withdrawn)
        })
    }

    /// The file of which the file at `path` is the compressed form, if it is one; otherwise the path itself.
    #[must_use]
    pub(crate) fn original<'p>(&self, path: &'p str) -> &'p str {
        let is_known =
            |original: &&str| self.files.contains_key(*original) || self.old.contains_key(*original);
        let mut originals = Encoding::ALL.iter().filter_map(|encoding| path.strip_suffix(encoding.ending()));
        originals.find(is_known).unwrap_or(path)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_not_gone_back_to_if_it_shows_what_was_withdrawn() {
        let live = |story: Option<bool>| {
            let digest = Digest::of(b"");
            let story = story.map(|withdrawn| LiveStory {
                headline: "甲".to_owned(),
                text: digest,
                withdrawn,
                corrected: false,
            });
            let file = LiveFile { digest, size: 0, story, encoding: None };
            LiveManifest { files: BTreeMap::from([("a.html".to_owned(), file)]), ..LiveManifest::default() }
        };
        let (shown, withdrawn, moved) = (live(Some(false)), live(Some(true)), live(None));
        assert!(shown.shows_withdrawn(&withdrawn) && shown.shows_withdrawn(&LiveManifest::default()));
        assert!(!shown.shows_withdrawn(&shown) && !shown.shows_withdrawn(&moved));
        assert!(!withdrawn.shows_withdrawn(&withdrawn) && !withdrawn.shows_withdrawn(&shown));
    }
}
