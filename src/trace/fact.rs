//! Fact: a question that a document may ask of the site, by names that are stable between builds.

use serde::{Deserialize, Serialize};

use crate::model::document::Route;
use crate::model::edition::{EditionKey, Month};
use crate::source::SourcePath;

/// What a document has used of the site. The granularity is chosen here: a list of headlines asks for headlines, not
/// for stories, so that it is not rendered again when only a text changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// The paper's own data: `site.yaml`.
    Paper,
    /// What of the paper's own data is printed on paper.
    Imprint,
    /// The theme's templates, options, words and grid.
    Theme,
    /// What every document shows: the navigation.
    Chrome,
    /// The whole content of a story or standing document, and where it is placed.
    Story(SourcePath),
    /// What a story's card shows: everything above its text, its summary, its date and its column.
    Card(SourcePath),
    /// A story's headline.
    Headline(SourcePath),
    /// The stories before and after a story.
    Neighbours(SourcePath),
    /// An edition: its number, names, pages and the order of their stories.
    Edition(EditionKey),
    /// The editions before and after an edition.
    Beside(EditionKey),
    /// Which editions there are.
    Editions,
    /// The editions of a month, and the months before and after it.
    Month(Month),
    /// Which stories belong to no edition.
    Undated,
    /// The layout of a page (from 0) of an edition.
    Layout(EditionKey, usize),
    /// The terms that an edition explains.
    Terms(EditionKey),
    /// The PDF of an edition, if there is one of its pages as they are.
    Pdf(EditionKey),
    /// Which columns there are.
    Columns,
    /// A column's stories, by its slug.
    Column(String),
    /// The newest stories of a column.
    Newest(String),
    /// Which topics there are.
    Topics,
    /// Which topics there are, with the number of their stories.
    TopicCounts,
    /// A topic's stories, by its slug.
    Topic(String),
    /// Who signed stories, with the number of their stories.
    Signers,
    /// Somebody's stories, by the slug of the name.
    Signer(String),
    /// Which ledgers there are, with their contents.
    Ledgers,
    /// A ledger, its proofs, and the stories that print its figures; by its id.
    Ledger(String),
    /// One figure of a ledger: the ledger's id, the figure's key.
    Figure(String, String),
    /// Which standing documents there are.
    Standing,
    /// A carried file.
    Carried(SourcePath),
    /// A file of the theme.
    Asset(String),
    /// The letters of a face of the paper's fonts, by its name.
    Face(String),
    /// The document at an address.
    At(Route),
    /// That no document shows a subject, by the digest of the subject's name.
    Nowhere(crate::digest::Digest),
    /// The periods of the search index, and the files that list their files.
    SearchIndex,
    /// The old addresses of stories.
    OldAddresses,
    /// Every document that readers visit.
    Documents,
    /// Those in the editions of a year, or those in no edition.
    DocumentsOf(Option<i32>),
}
