//! A document (网页): one output file, what it shows, and its address.

use std::borrow::Borrow;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::edition::Month;
use super::ids::{CarriedId, ColumnId, EditionId, LedgerId, SignerId, StandingId, StoryId, TopicId};
use super::search::SearchFileId;
use crate::derived::DerivedFile;
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
    /// The newest edition's first page, with links to everything else; or the list of stories, if there are no editions.
    Front,
    /// A page (from 0) of an edition.
    Page(EditionId, usize),
    /// The style sheet of an edition, with the areas of its pages.
    Sheet(EditionId),
    /// The PDF of an edition, while it shows what the pages show.
    Pdf(EditionId),
    /// A story.
    Story(StoryId),
    /// One document (from 0) of the list of a column's stories.
    Column(ColumnId, usize),
    /// One document (from 0) of the list of a topic's stories.
    Topic(TopicId, usize),
    /// One document (from 0) of the list of topics.
    Topics(usize),
    /// One document (from 0) of the list of the stories that somebody signed.
    Signer(SignerId, usize),
    /// One document (from 0) of the list of those who signed stories.
    Bylines(usize),
    /// One document (from 1) of the list of stories that belong to no edition; the front is the document 0.
    Undated(usize),
    /// A ledger.
    Ledger(LedgerId),
    /// A ledger as CSV.
    LedgerCsv(LedgerId),
    /// A ledger as JSON.
    LedgerJson(LedgerId),
    /// One of the tables of figures (from 0) of a story, as CSV.
    Table(StoryId, usize),
    /// One of those of a standing document.
    StandingTable(StandingId, usize),
    /// One document (from 0) of the comparison of the same indicators across ledgers.
    Comparison(usize),
    /// One document (from 0) of the register of programmes.
    Programmes(usize),
    /// A standing document.
    Standing(StandingId),
    /// The editions; of a paper with many, the months in which they appeared.
    Archive,
    /// The editions of one month.
    ArchiveMonth(Month),
    /// The search page.
    Search,
    /// A file of the search index.
    SearchFile(SearchFileId),
    /// 404
    NotFound,
    /// The Atom feed.
    Feed,
    /// The Atom feed of a column.
    ColumnFeed(ColumnId),
    /// The same stories as in the Atom feed as JSON Feed.
    JsonFeed,
    /// What the ledgers as CSV contain, for programs.
    DataPackage,
    /// The sign of the paper, drawn from its name.
    Icon,
    /// The sitemap; for a long paper, the list of its parts.
    Sitemap,
    /// A part (from 0) of the sitemap of the editions of a year, or of everything that belongs to no edition.
    SitemapPart(Option<i32>, usize),
    /// `robots.txt`
    Robots,
    /// `_redirects`: the old addresses, for hosts that redirect by themselves.
    Redirects,
    /// An index of the ledgers for machines.
    FiguresIndex,
    /// An old address (a whole path) that redirects to a story.
    Moved(StoryId, String),
    /// An asset of the theme, by name.
    Asset(String),
    /// A file that is copied unchanged.
    Carried(CarriedId),
    /// A print of a photograph, of this width in pixels.
    Print(CarriedId, u32),
    /// The share picture of a story.
    SharePicture(StoryId),
    /// The letters of a face that readers get, by its name.
    Font(String),
    /// The style sheet that gives the letters to a browser.
    FontSheet(String),
}

/// The address of a document below the paper's root: `2025-11-20/four-dimensions.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Route(Arc<str>);

/// The most addresses that a document of the sitemap may have, as its readers agreed.
pub(crate) const ADDRESSES_OF_SITEMAP: usize = 50_000;

impl Subject {
    /// Whether readers visit its document, so that the sitemap lists it.
    #[must_use]
    pub(crate) fn is_for_readers(&self) -> bool {
        match self {
            Self::Front
            | Self::Page(..)
            | Self::Story(_)
            | Self::Column(..)
            | Self::Topic(..)
            | Self::Topics(_)
            | Self::Signer(..)
            | Self::Bylines(_)
            | Self::Undated(_)
            | Self::Ledger(_)
            | Self::Comparison(_)
            | Self::Programmes(_)
            | Self::Standing(_)
            | Self::Archive
            | Self::ArchiveMonth(_)
            | Self::Search => true,
            Self::LedgerCsv(_)
            | Self::LedgerJson(_)
            | Self::Table(..)
            | Self::StandingTable(..)
            | Self::Sheet(_)
            | Self::Pdf(_)
            | Self::Print(..)
            | Self::SharePicture(_)
            | Self::Font(_)
            | Self::FontSheet(_)
            | Self::NotFound
            | Self::Feed
            | Self::ColumnFeed(_)
            | Self::JsonFeed
            | Self::DataPackage
            | Self::Icon
            | Self::Sitemap
            | Self::SitemapPart(..)
            | Self::Robots
            | Self::Redirects
            | Self::FiguresIndex
            | Self::SearchFile(_)
            | Self::Moved(..)
            | Self::Asset(_)
            | Self::Carried(_) => false,
        }
    }
}

/// The anchor of a figure, in its ledger's document or, for a story's own figure, in the story's.
pub(crate) fn figure_anchor(key: &str) -> String {
    format!("f-{key}")
}

/// The address of a figure's row in the document at `path`; an empty path means the same document.
pub(crate) fn figure_address(path: &str, key: &str) -> String {
    format!("{path}#{}", figure_anchor(key))
}

impl Route {
    /// A route of whole path segments, joined by `/`.
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

    /// The same address with a digest of the contents in the name: `assets/print.css` → `assets/print.5d58fc977e.css`.
    #[must_use]
    pub(crate) fn fingerprinted(&self, contents: Digest) -> Self {
        let (stem, ending) = self.0.rsplit_once('.').unwrap_or((&self.0, ""));
        Self::new(format!("{stem}.{}.{ending}", contents.short()))
    }

    /// Whether it is a page that a browser shows: its path ends in `.html`.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
    }

    /// The relative path from this document to the paper's root: `""`, `"../"`, `"../../"`.
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

/// A document, rendered.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Its address.
    pub route: Route,
    /// Its contents.
    pub content: Content,
}

/// The contents of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A copy of a source file, and its version.
    Copy(SourcePath, Digest),
    /// What the output folder already contains, by its digest.
    Printed(Digest),
    /// A file that is made from another one when it is needed.
    Derived(DerivedFile),
    /// These bytes, which are not cached. (Variants are encoded by index, so the one that is skipped must be last.)
    #[serde(skip)]
    Bytes(Bytes),
}
