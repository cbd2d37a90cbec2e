//! The kinds of line that a manuscript may have.

use chrono::NaiveDate;
use regex::Regex;

/// What a paragraph may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// No word at all: what a page leaves when it is copied.
    Residue,
    /// 您当前的位置：…
    Breadcrumb,
    /// 分享　字号　打印
    PageTools,
    /// The date and the source above a web page's text.
    Imprint {
        date: Option<NaiveDate>,
        source: Option<String>,
        rest: String,
    },
    /// 【…】: the column.
    Label(String),
    /// A deck: by its style, or by its dash.
    Deck,
    /// A kicker, by its style.
    Kicker,
    /// The paragraph between byline and text, by its style.
    Lead,
    /// A byline on a line of its own, as it prints.
    Byline(String),
    /// （单位 姓名）
    Tail(String),
    /// A paragraph that begins with 本报讯（…）: the byline as it prints, and the bytes of it.
    RunIn(String, usize),
    /// A heading by its style: the level.
    Heading(u8),
    /// 一、… or （一）… as a sub-head: its level in Markdown.
    Numbered(u8),
    /// A short line that may be in a headline group, or a sub-head.
    Short,
    /// A day alone on its line, in words as documents have it.
    Date,
    /// An office and a day on one line.
    OfficeDate,
    /// Below the headline of a document: its number, a day in brackets, （试行）.
    Particular,
    /// 第12期（总第45期）: which one of a series of bulletins it is.
    Issue,
    /// A line of the signature at the foot of a document.
    Foot,
    /// The statement of who owns the text.
    Rights,
    Body,
}

/// A pattern by which a line is known.
pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}
