//! The parts of a story besides its text: form, headline group, pictures, dates.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::byline::Byline;
use super::phrase::Phrase;
use super::written::WrittenAt;
use crate::fields::KnownWord;
use crate::language::TextLanguage;
use crate::source::Span;

/// The form (体裁) of a story. The theme decides whether forms look different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// 消息
    #[default]
    Brief,
    /// 通讯、记事
    Feature,
    /// 工作经验
    Report,
    /// 评论
    Commentary,
    /// 图片新闻
    Photo,
    /// 问答
    Explainer,
    /// 文物、史话
    History,
    /// 讲话、交流发言
    Speech,
    /// 转载
    Reprint,
    /// 公告
    Notice,
}

impl Form {
    /// Every form and its word in front matter.
    pub const ALL: [KnownWord<'static, Self>; 10] = [
        KnownWord::new("brief", "消息、简讯", Self::Brief),
        KnownWord::new("feature", "通讯、记事", Self::Feature),
        KnownWord::new("report", "工作经验、经验", Self::Report),
        KnownWord::new("commentary", "评论", Self::Commentary),
        KnownWord::new("photo", "图片新闻、图片", Self::Photo),
        KnownWord::new("explainer", "问答", Self::Explainer),
        KnownWord::new("history", "文物史话、史话、文物", Self::History),
        KnownWord::new("speech", "讲话、发言", Self::Speech),
        KnownWord::new("reprint", "转载", Self::Reprint),
        KnownWord::new("notice", "公告、通知", Self::Notice),
    ];

    /// The word for the form: `brief`.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|known| known.value == self).map_or("", |known| known.word)
    }
}

/// The headline group (题).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HeadlineGroup {
    /// 引题
    pub kicker: Vec<Phrase>,
    /// 主题: its lines as the author broke them.
    pub headline: Vec<Phrase>,
    /// 副题
    pub deck: Option<Deck>,
    /// 提要
    pub lead: Option<Phrase>,
}

/// 副题, and whether it is printed after a ——.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deck {
    /// Its words without the dash.
    pub text: Phrase,
    /// Whether the author set a dash before it.
    pub dash: bool,
}

/// A picture of a story.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// The index in the draft's links.
    pub link: usize,
    /// For readers who cannot see it.
    pub alt: String,
    /// 图说
    pub caption: Option<Phrase>,
    /// Who took the picture.
    pub credit: Option<String>,
    /// Where its address is written.
    pub address: WrittenAt,
}

/// The origin of a reprint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The outlet it is taken from.
    pub source: Option<String>,
    /// Its address there.
    pub source_url: Option<String>,
    /// The copyright statement that goes with it.
    pub copyright: Option<String>,
}

/// When a story may be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Schedule {
    /// Still being written.
    pub draft: bool,
    /// Not before this moment (`publish_at`, `embargo`), on the clocks of the paper.
    pub from: Option<NaiveDateTime>,
    /// The moment at which its embargo ends.
    pub embargo: Option<NaiveDateTime>,
    /// Not from this moment on.
    pub until: Option<NaiveDateTime>,
    /// Withdrawn.
    pub withdrawn: Option<Withdrawal>,
}

impl Schedule {
    /// The day on which readers could first see the story: that of its edition, or a later one for which it waited.
    #[must_use]
    pub fn published_on(&self, edition: NaiveDate) -> NaiveDate {
        self.from.map_or(edition, |from| from.date().max(edition))
    }
}

/// The withdrawal of a story: its headline and its address stay.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The words that are printed instead.
    pub reason: String,
    /// The day on which it was withdrawn, if given.
    pub date: Option<NaiveDate>,
}

/// The correction of a printed story (更正).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Correction {
    /// The day on which it was corrected.
    pub date: NaiveDate,
    /// What was wrong, and what is right.
    pub note: String,
}

/// The slip (稿签) of a story: where and when it is to appear, with names unresolved. A build needs the slips of all
/// stories, but the words of only a few.
#[derive(Clone, Debug, Default, Hash, Serialize, Deserialize)]
pub struct Slip {
    /// 栏目, as named.
    pub column: Option<(String, Span)>,
    /// 专题, as named.
    pub topics: Vec<(String, Span)>,
    /// 体裁, and where it is named.
    pub form: Option<(Form, Span)>,
    /// The form according to its byline, origin, pictures and length, if neither the story nor its column names one.
    pub shown_form: Form,
    /// The day of the edition that a story outside the editions' folders belongs to, and where it is written.
    pub date: Option<(NaiveDate, Span)>,
    /// 版, from 1.
    pub page: Option<(u32, Span)>,
    /// 1 is the lead.
    pub rank: Option<(u32, Span)>,
    /// How many base columns it spans, if the editor decides.
    pub span: Option<(u32, Span)>,
    /// The ledger that keys without a ledger refer to.
    pub ledger: Option<(String, Span)>,
    /// The language that it is written in, if it is not the paper's.
    pub language: Option<TextLanguage>,
    /// The link to the story of which it is a translation: an index in the draft's links.
    pub translation_of: Option<usize>,
    /// When it may be seen.
    pub schedule: Schedule,
    /// Old addresses that redirect here.
    pub aliases: Vec<(String, Span)>,
    /// Its own address.
    pub slug: Option<(String, Span)>,
}

/// What is printed above a story's text, with names unresolved.
#[derive(Clone, Debug, Default, Hash, Serialize, Deserialize)]
pub struct FrontMatter {
    /// 题
    pub headline_group: HeadlineGroup,
    /// 署名
    pub byline: Option<Byline>,
    /// 电头
    pub dateline: Option<String>,
    /// Where it was taken from.
    pub origin: Origin,
    /// Whether it is set in a box.
    pub boxed: bool,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// 摘要
    pub summary: Option<Phrase>,
    /// 更正
    pub correction: Option<Correction>,
    /// Key words.
    pub keywords: Vec<String>,
    /// 责任编辑 and others: the task and the person.
    pub editors: Vec<(String, String)>,
}

impl FrontMatter {
    /// Its words with their figures.
    pub fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        let HeadlineGroup { kicker, headline, deck, lead } = &self.headline_group;
        let deck = deck.iter().map(|deck| &deck.text);
        let captions = self.pictures.iter().filter_map(|picture| picture.caption.as_ref());
        kicker.iter().chain(headline).chain(deck).chain(lead).chain(captions).chain(&self.summary)
    }
}
