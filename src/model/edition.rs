//! An edition (期): one dated issue, its number, its pages (版).

use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::approval::Approval;
use super::ids::StoryId;
use crate::digest::Digest;
use crate::source::{Place, SourcePath, is_address};

/// The most pages an edition may have.
pub(crate) const PAGE_LIMIT: u32 = 96;

/// The day of an edition, and what distinguishes a second edition of that day: `2025-11-20`, `2025-11-20-extra`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EditionKey {
    /// The day.
    pub date: NaiveDate,
    /// `extra`, for a second edition of the day; empty for the first.
    pub suffix: String,
}

/// A month in which editions appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    /// 2025
    pub year: i32,
    /// From 1.
    pub month: u32,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month() }
    }
}

/// `2025-11`
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

/// The PDF of an edition, which shows its pages as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionPdf {
    /// The file, below the root of the paper.
    pub path: SourcePath,
    /// The digest of its contents.
    pub version: Digest,
}

impl EditionKey {
    /// The key in a folder's name, if it begins with a date.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let digits = |range: std::ops::Range<usize>| -> Option<u32> {
            let digits = name.get(range)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let is_dashed = name.get(4..5) == Some("-") && name.get(7..8) == Some("-");
        let year = digits(0..4).filter(|_| is_dashed)?.try_into().ok()?;
        let date = NaiveDate::from_ymd_opt(year, digits(5..7)?, digits(8..10)?)?;
        let suffix = match &name[10..] {
            "" => String::new(),
            rest => rest.strip_prefix('-').filter(|rest| is_address(rest))?.to_owned(),
        };
        Some(Self { date, suffix })
    }
}

impl fmt::Display for EditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.date.year(), self.date.month(), self.date.day())?;
        if self.suffix.is_empty() { Ok(()) } else { write!(f, "-{}", self.suffix) }
    }
}

/// The contents of `edition.yaml`; empty if there is none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EditionDraft {
    /// 第…期
    pub number: Option<(u32, Place)>,
    /// 总第…期
    pub total: Option<u32>,
    /// A name of its own: 国庆专刊.
    pub name: Option<String>,
    /// The day written in the file; it must be the day of the folder.
    pub date: Option<(NaiveDate, Place)>,
    /// Its pages as declared.
    pub pages: Vec<PageDraft>,
    /// 值班 and others: the task and the person.
    pub editors: Vec<(String, String)>,
    /// The story that leads.
    pub lead: Option<(String, Place)>,
    /// Whether it is not to be printed yet.
    pub draft: bool,
    /// A line for its first page.
    pub notice: Option<String>,
    /// Who gets it; what is missing is as the paper says.
    pub distribution: Distribution,
    /// Who may read it, if the paper does not say so: 内部资料, 秘密★1年.
    pub classification: Option<(String, Place)>,
}

/// Who gets an edition, as a circular prints it at its foot (版记).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Distribution {
    /// 报: those above the publisher.
    pub report: Vec<String>,
    /// 送: those beside it.
    pub send: Vec<String>,
    /// 发: those below it.
    pub issue: Vec<String>,
    /// 共印…份
    pub copies: Option<u32>,
}

impl Distribution {
    /// This one, and where it says nothing, `other`.
    #[must_use]
    pub(crate) fn or(&self, other: &Self) -> Self {
        let or = |own: &Vec<String>, other: &Vec<String>| if own.is_empty() { other } else { own }.clone();
        Self {
            report: or(&self.report, &other.report),
            send: or(&self.send, &other.send),
            issue: or(&self.issue, &other.issue),
            copies: self.copies.or(other.copies),
        }
    }
}

/// A page as the edition declares it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PageDraft {
    /// Where the edition declares it.
    pub place: Place,
    /// 要闻版
    pub name: Option<String>,
    /// Its running order, by file name without extension.
    pub stories: Vec<(String, Place)>,
    /// The editor's wishes for its make-up.
    pub makeup: MakeupDraft,
}

/// The editor's wishes for a page's make-up, with stories unresolved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum MakeupDraft {
    /// Wishes for single stories, by file name without extension; most pages have none.
    Wishes(Vec<(String, Place, Wish)>),
    /// The whole page by hand: a grid of names, one line of text for each row of cells.
    ByHand(Vec<Vec<String>>, Place),
}

/// How the editor wants a story to be placed on its page; make-up decides the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wish {
    /// Its importance.
    pub rank: Option<u32>,
    /// Whether it is in a box.
    pub boxed: Option<bool>,
    /// The number of base columns that it spans.
    pub span: Option<u32>,
    /// Whether the running order names it.
    pub listed: bool,
    /// Whether its pictures span the whole width of its area rather than its first column.
    pub large_pictures: Option<bool>,
}

/// The editor's wish for a story, and where the edition says it, if it does.
#[derive(Clone, Debug, Default)]
pub struct PlacedWish {
    /// What is wished.
    pub wish: Wish,
    /// Where.
    pub place: Option<Place>,
}

/// One dated issue with its pages filled.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its day.
    pub key: EditionKey,
    /// 第…期
    pub number: u32,
    /// 总第…期
    pub total: Option<u32>,
    /// A name of its own.
    pub name: Option<String>,
    /// Its pages; the first is page 1.
    pub pages: Vec<Page>,
    /// 值班 and others: the task and the person.
    pub editors: Vec<(String, String)>,
    /// A line for its first page.
    pub notice: Option<String>,
    /// Who gets it.
    pub distribution: Distribution,
    /// Who may read it, and where that is written: 内部资料, 秘密★1年.
    pub classification: Option<(String, Place)>,
    /// Who has approved it.
    pub approvals: Arc<Vec<Approval>>,
}

impl Edition {
    /// The first story of its first page.
    #[must_use]
    pub(crate) fn leading_story(&self) -> Option<StoryId> {
        self.pages.first()?.stories.first().copied()
    }

    /// What documents show of it, besides its pages.
    pub(crate) fn shown(&self) -> impl Hash {
        let Self {
            key,
            number,
            total,
            name,
            pages: _,
            editors,
            notice,
            distribution,
            classification,
            approvals: _,
        } = self;
        let classification = classification.as_ref().map(|(text, _)| text);
        (key, number, total, name, editors, notice, distribution, classification)
    }
}

/// One page (版).
#[derive(Clone, Debug)]
pub struct Page {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its stories, the lead first.
    pub stories: Vec<StoryId>,
    /// The editor's wishes for each of them.
    pub wishes: Vec<PlacedWish>,
    /// The make-up of the page by hand, if the editor drew one.
    pub by_hand: Option<HandMade>,
}

/// A page made up by hand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HandMade {
    /// The page's story in each cell, row by row.
    pub rows: Vec<Vec<usize>>,
    /// Where the editor drew it.
    pub place: Place,
}
