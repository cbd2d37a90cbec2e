//! The parts that a story's file is read into, and where its front matter may refer to figures.

use super::braces::KeyPath;
use super::names::Names;
use crate::model::body::Body;
use crate::model::story::{FrontMatter, Slip};
use crate::model::suspect::Suspect;

/// Where front matter may refer to figures.
pub(crate) const PHRASES: &[KeyPath] =
    &[&["headline"], &["kicker"], &["deck"], &["lead"], &["summary"], &["images", "caption"]];

/// What was read from a story's file.
pub(crate) struct StoryParts {
    pub slip: Slip,
    pub front: FrontMatter,
    pub body: Body,
    pub names: Names,
    pub suspects: Vec<Suspect>,
}
