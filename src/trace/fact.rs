//! Fact: a question that a document may ask of the site, by names that outlive a build.

use serde::{Deserialize, Serialize};

use crate::model::document::Route;
use crate::model::edition::EditionKey;
use crate::source::SourcePath;

/// What a document was told of. Granularity is chosen here: a list of headlines asks for headlines, not for stories, so that it
/// stays when only a body changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// What the paper says of itself: `site.yaml`.
    Paper,
    /// The theme's templates, options, words and grid.
    Theme,
    /// What every document shows: the way to the parts of the paper.
    Chrome,
    /// All that a story or standing document says, and where it stands.
    Story(SourcePath),
    /// What a story's card shows: all that stands above its text, its summary, its day and its column.
    Card(SourcePath),
    /// A story's headline.
    Headline(SourcePath),
    /// The stories before and behind a story.
    Neighbours(SourcePath),
    /// An edition: its number, names, pages and the order of their stories.
    Edition(EditionKey),
    /// The editions before and behind an edition.
    Beside(EditionKey),
    /// Which editions there are.
    Editions,
    /// Which stories belong to no edition.
    Undated,
    /// How a page (from 0) of an edition is made up.
    Layout(EditionKey, usize),
    /// The terms that an edition explains.
    Terms(EditionKey),
    /// Which columns there are.
    Columns,
    /// A column's stories, by its slug.
    Column(String),
    /// The newest few stories of a column.
    Newest(String),
    /// Which topics there are.
    Topics,
    /// A topic's stories, by its slug.
    Topic(String),
    /// Which ledgers there are, and what they say.
    Ledgers,
    /// A ledger, what was proved of it, and who prints its figures; by its id.
    Ledger(String),
    /// What a ledger says of one figure: the ledger's id, the figure's key.
    Figure(String, String),
    /// Which standing documents there are.
    Standing,
    /// A file that is carried over.
    Carried(SourcePath),
    /// A file of the theme.
    Asset(String),
    /// What stands at an address.
    At(Route),
    /// That something is printed nowhere, by the digest of its name.
    Nowhere(crate::digest::Digest),
    /// Every document that a reader may come to.
    Documents,
    /// Those of the editions of a year, or those that belong to none.
    DocumentsOf(Option<i32>),
}
