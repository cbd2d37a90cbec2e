//! Prose: a file's words as a proofreader reads them, each stretch with the place where it is written.

use serde::{Deserialize, Serialize};

use super::waiver::Waiver;
use crate::source::Span;

/// The words of a story or standing document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// Its passages: those of the front matter, then those of the narrative, as they are written.
    pub passages: Vec<Passage>,
    /// Its pictures, as they are written.
    pub pictures: Vec<Pictured>,
    /// Where front matter names the form (体裁).
    pub form: Option<Span>,
    /// What the editor lets stand in a block of the narrative.
    pub waivers: Vec<Waiver>,
    /// Whether every number must come from a ledger (`figures: strict`).
    pub strict: bool,
}

impl Prose {
    /// What is still printed of a withdrawn story: its headline, as front matter or the first heading has it.
    #[must_use]
    pub fn headline_alone(&self) -> Self {
        let in_front = self.passages.iter().find(|passage| passage.role == Role::Headline);
        let first = self.passages.iter().find(|passage| passage.role > Role::Alt);
        let headline = in_front.or(first.filter(|first| first.role == Role::Subhead));
        Self { passages: headline.into_iter().cloned().collect(), ..Self::default() }
    }
}

/// Words that are read in one go: a headline, a paragraph, a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// What it is.
    pub role: Role,
    /// Its words in order.
    pub stretches: Vec<ProseStretch>,
    /// Everything of it, marks included.
    pub span: Span,
}

/// A picture as it is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictured {
    /// Where its address stands.
    pub address: Span,
    /// 图说; empty, where there is none.
    pub caption: String,
    /// Whose picture it is; empty, where that is not said.
    pub credit: String,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// 引题
    Kicker,
    /// 主题
    Headline,
    /// 副题
    Deck,
    /// 提要
    Lead,
    /// 摘要
    Summary,
    /// 署名
    Byline,
    /// 电头
    Dateline,
    /// 来源
    Source,
    /// 图说
    Caption,
    /// Whose picture it is.
    Credit,
    /// For readers who cannot see a picture.
    Alt,
    /// 小标题
    Subhead,
    /// 自然段
    Paragraph,
    /// A paragraph of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A paragraph of a quotation.
    Quoted,
    /// A paragraph of a footnote.
    Footnote,
}

impl Role {
    /// The word for it: `paragraph`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::Deck => "deck",
            Self::Lead => "lead",
            Self::Summary => "summary",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Source => "source",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Alt => "alt",
            Self::Subhead => "subhead",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Cell => "cell",
            Self::Quoted => "quoted",
            Self::Footnote => "footnote",
        }
    }

    /// Whether it belongs to the headline group or is a sub-head: words without a full stop.
    #[must_use]
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Kicker | Self::Headline | Self::Deck | Self::Subhead)
    }

    /// Whether it is running text, of whole sentences.
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::Quoted | Self::Lead)
    }
}

/// A stretch of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProseStretch {
    /// Words, and where they are written: byte for byte, if the span is as long as they are.
    Words(String, Span),
    /// Words that something else goes by, such as the label of a link: they read like others, but stay as they are written.
    Label(String, Span),
    /// The end of a line in the file, which reads as a space.
    Turn(Span),
    /// A reference to a figure.
    Figure(Span),
    /// Code, which nobody proofreads.
    Code(Span),
    /// A picture among words.
    Picture(Span),
    /// A line break that the editor asked for.
    Break(Span),
}
