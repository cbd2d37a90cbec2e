//! A document (网页): one output file, what it shows, and its address.

use std::borrow::Borrow;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::ids::{CarriedId, ColumnId, EditionId, LedgerId, StandingId, StoryId, TopicId};
use crate::digest::Digest;
use crate::source::SourcePath;

/// One output file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its address.
    pub route: Route,
    /// What it shows.
    pub subject: Subject,
}

/// What a document shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// The newest edition's first page, and the way to everything else; where there is no edition, the stories.
    Front,
    /// A page (from 0) of an edition.
    Page(EditionId, usize),
    /// The style sheet of an edition, with the areas of its pages.
    Sheet(EditionId),
    /// A story.
    Story(StoryId),
    /// A sheet (from 0) of a column's stories.
    Column(ColumnId, usize),
    /// A sheet (from 0) of a topic's stories.
    Topic(TopicId, usize),
    /// A ledger.
    Ledger(LedgerId),
    /// A ledger as CSV.
    LedgerCsv(LedgerId),
    /// A ledger as JSON.
    LedgerJson(LedgerId),
    /// The same indicator across ledgers.
    Comparison,
    /// Every programme.
    Programmes,
    /// A standing document.
    Standing(StandingId),
    /// The newest editions.
    Archive,
    /// The editions of one year.
    ArchiveYear(i32),
    /// 404
    NotFound,
    /// The Atom feed.
    Feed,
    /// The sitemap: of a long paper, the list of its parts.
    Sitemap,
    /// A part of the sitemap: the editions of a year, or all that belongs to none.
    SitemapPart(Option<i32>),
    /// `robots.txt`
    Robots,
    /// An index of the ledgers for machines.
    FiguresIndex,
    /// An old address (a whole path) that leads to a story.
    Moved(StoryId, String),
    /// An asset of the theme, by name.
    Asset(String),
    /// A file that is carried over as it is.
    Carried(CarriedId),
}

/// The address of a document below the paper's root: `2025-11-20/four-dimensions.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Route(Arc<str>);

/// The anchor of a figure, in its ledger's document or, for a story's own figure, in the story's.
pub(crate) fn figure_anchor(key: &str) -> String {
    format!("f-{key}")
}

/// The address of a figure's row in the document at `path`; an empty path is the same document.
pub(crate) fn figure_address(path: &str, key: &str) -> String {
    format!("{path}#{}", figure_anchor(key))
}

impl Route {
    /// A route of whole path pieces, joined by `/`.
    #[must_use]
    pub fn new(path: String) -> Self {
        debug_assert!(
            !path.starts_with('/') && !path.split('/').any(|piece| matches!(piece, "" | "." | ".."))
        );
        Self(path.into())
    }

    /// The path, without a leading `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a page that a browser shows, as the plan spells those.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
    }

    /// What leads from this document to the paper's root: `""`, `"../"`, `"../../"`.
    #[must_use]
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl Borrow<str> for Route {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A document, finished.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Its address.
    pub route: Route,
    /// What is written there.
    pub content: Content,
}

/// What is written at an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A source, as it is, and its version.
    Copy(SourcePath, Digest),
    /// What stands in the output folder already, by its digest.
    Printed(Digest),
    /// These bytes, which are not remembered. (Variants are written down by their places: what is skipped stands last.)
    #[serde(skip)]
    Bytes(Bytes),
}
