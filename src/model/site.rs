//! The site: the whole paper with every name resolved. `link` makes it and the later stages read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::body::{Block, BlockKind, plain_text};
use super::counts::Held;
use super::document::Subject;
use super::draft::StoryDraft;
use super::edition::{Edition, EditionKey, EditionPdf};
use super::exhibit::Exhibit;
use super::face::Faces;
use super::figured::{Figured, PrintedFigure};
use super::heads::HeadBreaks;
use super::ids::{CarriedId, ColumnId, EditionId, LedgerId, SignerId, StandingId, StoryId, TopicId};
use super::ledger::{Ledger, Proof};
use super::markup::GroupKind;
use super::paper::Paper;
use super::phrase::{Phrase, Piece};
use super::published::PublishedFile;
use super::search::SearchIndex;
use super::signer::Signer;
use super::story::{Form, FrontMatter};
use super::theme::Theme;
use crate::digest::Digest;
use crate::language::TextLanguage;
use crate::share_picture::SharePicture;
use crate::source::SourcePath;

/// The whole paper.
#[derive(Debug)]
pub struct Site {
    /// The day of the build, in the paper's time zone.
    pub day: NaiveDate,
    /// The next moment at which stories come or go, on the clocks of the paper.
    pub next_change: Option<NaiveDateTime>,
    /// What is not printed.
    pub held: Held,
    /// The editions that have an `edition.yaml` and no story yet.
    pub empty_editions: Vec<EditionKey>,
    /// The stories that have expired: their editions, and their slugs.
    pub expired: Vec<(Option<EditionKey>, String)>,
    /// The settings of the site.
    pub paper: Arc<Paper>,
    /// The theme it is set in.
    pub theme: Arc<Theme>,
    /// Every edition, oldest first.
    pub editions: Vec<Edition>,
    /// Every story that is printed: first those that belong to no edition, newest first; then the others by edition,
    /// page and rank.
    pub stories: Vec<Story>,
    /// Standing documents: 关于, 版权.
    pub standing: Vec<Story>,
    /// Columns in running order.
    pub columns: Vec<Column>,
    /// Topics, ordered by the number of their stories.
    pub topics: Vec<Topic>,
    /// Who signed stories, in the order of an index.
    pub signers: Vec<Signer>,
    /// Ledgers by id.
    pub ledgers: Vec<LedgerRecord>,
    /// The index of each ledger.
    pub ledger_ids: FxHashMap<Arc<str>, LedgerId>,
    /// The terms that glossaries explain, by edition.
    pub terms: Vec<ExplainedTerm>,
    /// Files that are copied, and their destinations.
    pub carried: Vec<PublishedFile>,
    /// The letters of the paper's fonts.
    pub faces: Faces,
    /// The share pictures, by their stories.
    pub share_pictures: BTreeMap<StoryId, SharePicture>,
    /// The search index, once it is made.
    pub search: SearchIndex,
    /// The PDFs that show their editions as these are, once that is known.
    pub pdfs: BTreeMap<EditionId, EditionPdf>,
}

impl Site {
    /// The story with this id.
    #[must_use]
    pub fn story(&self, id: StoryId) -> &Story {
        &self.stories[id.0]
    }

    /// The stories and the standing documents.
    pub fn stories_and_standing(&self) -> impl Iterator<Item = &Story> {
        self.stories.iter().chain(&self.standing)
    }

    /// The file of a subject, if it is made from a single one.
    #[must_use]
    pub fn source_of(&self, subject: &Subject) -> Option<&SourcePath> {
        match subject {
            Subject::Story(id)
            | Subject::Moved(id, _)
            | Subject::Table(id, _)
            | Subject::SharePicture(id) => Some(&self.story(*id).draft.path),
            Subject::Standing(id) | Subject::StandingTable(id, _) => Some(&self.standing[id.0].draft.path),
            Subject::Ledger(id) | Subject::LedgerCsv(id) | Subject::LedgerJson(id) => {
                Some(&self.ledgers[id.0].ledger.at.path)
            }
            Subject::Carried(id) | Subject::Print(id, _) => Some(&self.carried[id.0].path),
            Subject::Front
            | Subject::Column(..)
            | Subject::Page(..)
            | Subject::Sheet(_)
            | Subject::Pdf(_)
            | Subject::Topic(..)
            | Subject::Comparison(_)
            | Subject::Programmes(_)
            | Subject::Archive
            | Subject::ArchiveMonth(_)
            | Subject::Topics(_)
            | Subject::Signer(..)
            | Subject::Bylines(_)
            | Subject::Undated(_)
            | Subject::Search
            | Subject::SearchFile(_)
            | Subject::NotFound
            | Subject::Feed
            | Subject::ColumnFeed(_)
            | Subject::JsonFeed
            | Subject::DataPackage
            | Subject::Icon
            | Subject::Sitemap
            | Subject::SitemapPart(..)
            | Subject::Robots
            | Subject::Redirects
            | Subject::FiguresIndex
            | Subject::Font(_)
            | Subject::FontSheet(_)
            | Subject::Asset(_) => None,
        }
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

    /// The edition with this id.
    #[must_use]
    pub fn edition(&self, id: EditionId) -> &Edition {
        &self.editions[id.0]
    }
}

/// A story or standing document with its names resolved.
#[derive(Debug)]
pub struct Story {
    /// The story as written.
    pub draft: Arc<StoryDraft>,
    /// The draft with its figures.
    pub said: Arc<Said>,
    /// Its resolved figures and exhibits.
    pub figured: Figured,
    /// Where the lines of its heads may end.
    pub breaks: Arc<HeadBreaks>,
    /// The edition and the page (from 0) that it is on; `None` for standing documents and undated stories.
    pub placed: Option<Placed>,
    /// Why readers cannot see it yet; `None` if they can.
    pub waiting: Option<Waiting>,
    /// The language that it is written in.
    pub language: TextLanguage,
    /// Its versions in other languages.
    pub versions: Vec<StoryVersion>,
    /// 体裁
    pub form: Form,
    /// 栏目
    pub column: Option<ColumnId>,
    /// 专题
    pub topics: Vec<TopicId>,
    /// 署名: who signed it or took its pictures.
    pub signers: Vec<SignerId>,
    /// Where each of the draft's links leads.
    pub targets: Vec<Target>,
}

/// A draft with its figures and exhibits. It depends only on the draft and the ledgers, not on the story's position or
/// on where its links lead.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Said {
    /// Its address: the file name of its document without extension.
    pub slug: Box<str>,
    /// Old addresses that redirect to it.
    pub aliases: Box<[String]>,
    /// The rows of ledgers that it prints, without duplicates: the ledger's id and the figure's key.
    pub rows: Box<[(Arc<str>, String)]>,
    /// The indexes of the pictures above its text among the draft's links.
    pub pictures: Box<[usize]>,
    /// Whether it explains terms.
    pub explains: bool,
    /// How many tables of figures it has.
    pub tables: usize,
    /// The digest of its whole content.
    pub digest: Digest,
    /// The digest of what is above its text, and of its summary.
    pub card: Digest,
    /// The digest of its headline.
    pub headline: Digest,
    /// The digest of the lines of its heads.
    pub heads: Digest,
}

/// Why a story that editors can see is not printed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Waiting {
    /// It or its edition is a draft.
    Draft,
    /// It or its edition has a later date.
    Until(NaiveDate),
}

/// A version of a story in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoryVersion {
    /// Its language.
    pub language: TextLanguage,
    /// The story.
    pub story: StoryId,
}

/// The position of a story.
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
        plain(phrase, &|reference| &self.figure(reference).text)
    }

    /// Whether `block` is the line that a notice or a speech addresses, which has no indent: 「各乡镇：」 Above it there may be a line
    /// that is set to the middle or the right, such as the number of a document.
    #[must_use]
    pub(crate) fn is_salutation(&self, block: &Block) -> bool {
        let is_text =
            |block: &&Block| !matches!(&block.kind, BlockKind::Group { kind: GroupKind::Aligned(_), .. });
        let first = self.draft.body().blocks.iter().find(is_text);
        let is_first = first.is_some_and(|first| std::ptr::eq(first, block));
        let BlockKind::Paragraph(content) = &block.kind else { return false };
        if !is_first || !matches!(self.form, Form::Notice | Form::Speech) {
            return false;
        }
        let mut text = String::new();
        plain_text(content, &mut |reference, into| into.push_str(&self.figure(reference).text), &mut text);
        text.trim_end().ends_with(['：', ':']) && !text.contains('。')
    }

    /// The printed form of each of the draft's references.
    #[must_use]
    pub fn printed(&self) -> &[PrintedFigure] {
        self.figured.printed(&self.draft)
    }

    /// The printed form of one of them.
    #[must_use]
    pub fn figure(&self, reference: usize) -> &PrintedFigure {
        &self.printed()[reference]
    }

    /// The draft's exhibits, with their figures.
    #[must_use]
    pub fn exhibits(&self) -> &[Exhibit] {
        self.figured.exhibits(&self.draft)
    }

    /// The day on which it was corrected or withdrawn after it was printed, if it was.
    #[must_use]
    pub fn changed_on(&self) -> Option<NaiveDate> {
        let corrected = self.draft.front().correction.as_ref().map(|correction| correction.date);
        let withdrawal = self.draft.slip.schedule.withdrawn.as_ref();
        corrected.max(withdrawal.and_then(|withdrawal| withdrawal.date))
    }

    /// 摘要
    #[must_use]
    pub fn summary(&self) -> &str {
        self.figured.summary(&self.draft)
    }

    /// The headline in one line, as its language joins lines.
    #[must_use]
    pub fn title(&self) -> String {
        self.headline(self.language.gap())
    }

    /// The headline in one line, its lines joined by `joint`.
    #[must_use]
    pub fn headline(&self, joint: &str) -> String {
        headline(self.draft.front(), &|reference| &self.figure(reference).text, joint)
    }
}

/// A headline in one line, its lines joined by `joint`. `figure` is the text of a reference; it is asked only where one occurs.
#[must_use]
pub(crate) fn headline<'p>(front: &'p FrontMatter, figure: &dyn Fn(usize) -> &'p str, joint: &str) -> String {
    let lines = front.headline_group.headline.iter().map(|line| plain(line, figure));
    lines.collect::<Vec<_>>().join(joint)
}

/// `phrase` as plain text. `figure` is the text of a reference; it is asked only where one occurs.
#[must_use]
pub(crate) fn plain<'p>(phrase: &'p Phrase, figure: &dyn Fn(usize) -> &'p str) -> String {
    let pieces = phrase.0.iter().map(|piece| match piece {
        Piece::Text(words) => &**words,
        Piece::Figure(reference, _) => figure(*reference),
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
    /// To a file that is copied.
    File(CarriedId),
    /// The link could not be resolved; a finding reports it.
    Unresolved,
}

/// A term that a glossary of an edition explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedTerm {
    /// The edition in which the term links to its explanation.
    pub edition: EditionId,
    /// The term.
    pub term: String,
    /// The story with the glossary.
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
    /// Its description.
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

/// A ledger, its relations that were proved, and the stories that print it.
#[derive(Debug)]
pub struct LedgerRecord {
    /// The ledger.
    pub ledger: Arc<Ledger>,
    /// The printed form of each figure, in the ledger's order.
    pub texts: Vec<String>,
    /// Each relation that holds, with its numbers: `58 == 58`.
    pub proofs: Vec<Proof>,
    /// For each figure, the stories that print it, newest first.
    pub printed_in: Vec<Vec<StoryId>>,
}
