//! The site: everything the paper says, every name resolved. What `link` makes and the later stages read.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::draft::{Carried, StoryDraft};
use super::edition::Edition;
use super::exhibit::Exhibit;
use super::figured::{Figured, PrintedFigure};
use super::ids::{CarriedId, ColumnId, EditionId, LedgerId, StandingId, StoryId, TopicId};
use super::ledger::{Ledger, Proof};
use super::paper::Paper;
use super::phrase::{Phrase, Piece};
use super::story::{Form, FrontMatter};
use super::theme::Theme;
use crate::digest::Digest;

/// The whole paper.
#[derive(Debug)]
pub struct Site {
    /// The day on which it is set, in its time zone.
    pub day: NaiveDate,
    /// What the site says of itself.
    pub paper: Arc<Paper>,
    /// The theme it is set in.
    pub theme: Arc<Theme>,
    /// Every edition, oldest first.
    pub editions: Vec<Edition>,
    /// Every story that is printed: those that belong to no edition, the last first; then by edition, page and rank.
    pub stories: Vec<Story>,
    /// Standing documents: 关于, 版权.
    pub standing: Vec<Story>,
    /// Columns in running order.
    pub columns: Vec<Column>,
    /// Topics, by how many stories they have.
    pub topics: Vec<Topic>,
    /// Ledgers by id.
    pub ledgers: Vec<LedgerRecord>,
    /// The index of each ledger.
    pub ledger_ids: FxHashMap<Arc<str>, LedgerId>,
    /// The terms that are explained, by edition.
    pub terms: Vec<ExplainedTerm>,
    /// Files that are carried over, and where to.
    pub carried: Vec<Carried>,
}

impl Site {
    /// The story of an id.
    #[must_use]
    pub fn story(&self, id: StoryId) -> &Story {
        &self.stories[id.0]
    }

    /// The stories that belong to no edition, in their order.
    pub fn undated(&self) -> impl Iterator<Item = StoryId> {
        let number = self.stories.iter().take_while(|story| story.placed.is_none()).count();
        (0..number).rev().map(StoryId)
    }

    /// The ledger of an id, as editors write it.
    #[must_use]
    pub fn ledger(&self, id: &str) -> Option<&LedgerRecord> {
        self.ledger_ids.get(id).map(|ledger| &self.ledgers[ledger.0])
    }

    /// The edition of an id.
    #[must_use]
    pub fn edition(&self, id: EditionId) -> &Edition {
        &self.editions[id.0]
    }
}

/// A story or standing document with its names resolved.
#[derive(Debug)]
pub struct Story {
    /// What the editor wrote.
    pub draft: Arc<StoryDraft>,
    /// What it says with its figures.
    pub said: Arc<Said>,
    /// What stands in the places of its figures and exhibits.
    pub figured: Figured,
    /// The edition and the page (from 0) it stands on; standing documents and undated stories have none.
    pub placed: Option<Placed>,
    /// Why readers do not see it yet; nothing, when they do.
    pub waiting: Option<Waiting>,
    /// 体裁
    pub form: Form,
    /// 栏目
    pub column: Option<ColumnId>,
    /// 专题
    pub topics: Vec<TopicId>,
    /// Where each of the draft's links leads.
    pub targets: Vec<Target>,
}

/// A draft with its figures and exhibits: a matter of the draft and the ledgers alone, wherever the story stands and its links lead.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Said {
    /// Its address: the file name of its document without ending.
    pub slug: Box<str>,
    /// Old addresses that lead to it.
    pub aliases: Box<[String]>,
    /// The rows of ledgers that it prints, each once: the ledger's id and the figure's key.
    pub rows: Box<[(Arc<str>, String)]>,
    /// The places of the pictures above its text among the draft's links.
    pub pictures: Box<[usize]>,
    /// Whether it explains terms.
    pub explains: bool,
    /// The digest of all that it says.
    pub digest: Digest,
    /// The digest of what stands above its text, and of its summary.
    pub card: Digest,
    /// The digest of its headline.
    pub headline: Digest,
}

/// Why a story that is shown at the editors' desk is not yet printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Waiting {
    /// It, or its edition, is a draft.
    Draft,
    /// It, or its edition, is of a day to come.
    Until(NaiveDate),
}

/// Where a story stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The edition.
    pub edition: EditionId,
    /// The page, from 0.
    pub page: usize,
    /// Its importance on the page: 1 is the lead.
    pub rank: u32,
}

impl Story {
    /// `phrase` as plain text.
    #[must_use]
    pub fn plain(&self, phrase: &Phrase) -> String {
        plain(phrase, self.printed())
    }

    /// What each of the draft's references prints.
    #[must_use]
    pub fn printed(&self) -> &[PrintedFigure] {
        self.figured.printed(&self.draft)
    }

    /// What one of them prints.
    #[must_use]
    pub fn figure(&self, reference: usize) -> &PrintedFigure {
        &self.printed()[reference]
    }

    /// The draft's exhibits, with their figures.
    #[must_use]
    pub fn exhibits(&self) -> &[Exhibit] {
        self.figured.exhibits(&self.draft)
    }

    /// 摘要
    #[must_use]
    pub fn summary(&self) -> &str {
        self.figured.summary(&self.draft)
    }

    /// The headline in one line, its lines joined by `joint`.
    #[must_use]
    pub fn headline(&self, joint: &str) -> String {
        headline(self.draft.front(), self.printed(), joint)
    }
}

/// A headline in one line, its lines joined by `joint`, its figures as they are printed.
#[must_use]
pub(crate) fn headline(front: &FrontMatter, printed: &[PrintedFigure], joint: &str) -> String {
    let lines = front.headline_group.headline.iter().map(|line| plain(line, printed));
    lines.collect::<Vec<_>>().join(joint)
}

/// `phrase` as plain text, its figures as they are printed.
#[must_use]
pub(crate) fn plain(phrase: &Phrase, printed: &[PrintedFigure]) -> String {
    let pieces = phrase.0.iter().map(|piece| match piece {
        Piece::Text(words) => &**words,
        Piece::Figure(reference, _) => printed[*reference].text.as_str(),
    });
    pieces.collect()
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Out of the paper.
    Outside(String),
    /// To a story, perhaps to a heading of it.
    Story(StoryId, Option<String>),
    /// To a standing document, perhaps to a heading of it.
    Standing(StandingId, Option<String>),
    /// To a heading of the same document.
    Here(String),
    /// To an edition's first page.
    Edition(EditionId),
    /// To a ledger.
    Ledger(LedgerId),
    /// To a file that is carried over.
    File(CarriedId),
    /// Nowhere: the link did not resolve, and a finding says so.
    Unresolved,
}

/// A term that a glossary of an edition explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedTerm {
    /// The edition in which it leads to its explanation.
    pub edition: EditionId,
    /// The term.
    pub term: String,
    /// The story that holds the glossary.
    pub story: StoryId,
    /// The id of its explanation there.
    pub id: String,
}

/// A column and its stories.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: String,
    /// What it is for.
    pub about: Option<String>,
    /// Its stories, newest first.
    pub stories: Vec<StoryId>,
}

/// A topic and its stories.
#[derive(Debug)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: String,
    /// Its stories, newest first.
    pub stories: Vec<StoryId>,
}

/// A ledger, what was proved of it, and who prints it.
#[derive(Debug)]
pub struct LedgerRecord {
    /// The ledger.
    pub ledger: Arc<Ledger>,
    /// What each figure prints, in the ledger's order.
    pub texts: Vec<String>,
    /// Each relation that holds, with its numbers: `58 == 58`.
    pub proofs: Vec<Proof>,
    /// For each figure, the stories that print it, newest first.
    pub printed_in: Vec<Vec<StoryId>>,
}
