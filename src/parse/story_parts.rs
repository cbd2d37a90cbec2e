//! What a story's file has: the keys of its front matter, and the parts that it is read into.

use super::braces::KeyPath;
use super::names::Names;
use crate::model::body::Body;
use crate::model::story::{FrontMatter, Slip};

/// The keys of front matter.
pub(super) const KEYS: [&str; 32] = [
    "headline",
    "kicker",
    "deck",
    "lead",
    "column",
    "topics",
    "form",
    "byline",
    "dateline",
    "source",
    "source_url",
    "copyright",
    "date",
    "page",
    "rank",
    "box",
    "span",
    "images",
    "ledger",
    "figures",
    "draft",
    "publish_at",
    "expire_at",
    "embargo",
    "withdrawn",
    "aliases",
    "slug",
    "summary",
    "keywords",
    "editors",
    "proof",
    "files",
];

/// Where front matter may refer to figures.
pub(crate) const PHRASES: &[KeyPath] =
    &[&["headline"], &["kicker"], &["deck"], &["lead"], &["summary"], &["images", "caption"]];

/// What was read from a story's file.
pub(crate) struct StoryParts {
    pub slip: Slip,
    pub front: FrontMatter,
    pub body: Body,
    pub names: Names,
}
