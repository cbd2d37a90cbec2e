//! An approval (审签): who has approved which contents of an edition, one for each of the paper's 三审三校.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::source::Place;

/// What the pages of an edition show: the files they are made of, and the figures they print, by name.
///
/// A file is named by its path, a figure by the path of its ledger and its key: `content/ledgers/a.yaml#staff`.
pub(crate) type Contents = BTreeMap<String, Digest>;

/// The name of a figure among the contents of an edition.
#[must_use]
pub(crate) fn figure_name(ledger: &str, key: &str) -> String {
    format!("{ledger}#{key}")
}

/// The ledger and the key in the name of a figure; `None` for the name of a file.
#[must_use]
pub(crate) fn figure_in(name: &str) -> Option<(&str, &str)> {
    name.split_once('#').filter(|(ledger, _)| ledger.starts_with("content/ledgers/"))
}

/// An approval of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// As what: 初审.
    pub role: String,
    /// By whom.
    pub by: String,
    /// When, as written.
    pub at: String,
    /// The checksum of all of this, as written.
    pub checksum: String,
    /// What the pages showed.
    pub contents: Contents,
    /// Where it is written.
    pub place: Place,
}

impl Approval {
    /// What its checksum must be: it covers who approved, as what, when, and which contents.
    #[must_use]
    pub(crate) fn computed_checksum(&self) -> String {
        let Self { role, by, at, contents, checksum: _, place: _ } = self;
        let contents = contents.iter().map(|(name, digest)| format!("{digest} {name}"));
        let signed = [role, by, at].into_iter().cloned().chain(contents);
        // The length of each tells where it ends.
        let signed: Vec<String> = signed.map(|piece| format!("{} {piece}\n", piece.len())).collect();
        Digest::of_pieces(signed.iter().map(String::as_bytes)).to_string()
    }
}
