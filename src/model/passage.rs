//! Passages: the units that a proofreader reads, such as a headline, a paragraph, a cell.

use serde::{Deserialize, Serialize};

use super::body::Inline;
use crate::source::Span;

/// Words as they are written. In front matter the printed words may be only a part of them: a headline without the
/// spaces that divide its lines, a deck without its dash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its role.
    pub role: Role,
    /// Its words and figures.
    pub content: Vec<Inline>,
    /// The whole of it, including quotes.
    pub span: Span,
}

/// The role of a passage.
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
    /// 更正
    Correction,
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
            Self::Correction => "correction",
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

    /// Whether it is in the headline group or is a sub-head: words without a full stop.
    #[must_use]
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Kicker | Self::Headline | Self::Deck | Self::Subhead)
    }

    /// Whether it is running text, made of whole sentences.
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::Quoted | Self::Lead)
    }
}
