//! The tags of HTML in a narrative, and what each of them means here.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::ops::Range;

use crate::model::markup::{Mark, Script};

/// A tag, and where it is in the text that was tokenized.
#[derive(Debug)]
pub(super) struct HtmlTag {
    /// Its name, in lower case.
    pub(super) name: String,
    pub(super) is_end: bool,
    /// Names in lower case, with their values decoded.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) range: Range<usize>,
}

/// A piece of HTML that is not text.
#[derive(Debug)]
pub(super) enum HtmlPiece {
    Tag(HtmlTag),
    /// `<!-- … -->`
    Comment(Range<usize>),
    /// `<!DOCTYPE …>`, `<?php … ?>`
    Declaration(Range<usize>),
}

impl HtmlPiece {
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Tag(tag) => tag.range.clone(),
            Self::Comment(range) | Self::Declaration(range) => range.clone(),
        }
    }
}

/// The pieces of `html` that are not text, in order.
pub(super) fn pieces(html: &str) -> Vec<HtmlPiece> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let name = |name: &[u8]| String::from_utf8_lossy(name).to_ascii_lowercase();
    let declared = |range: Range<usize>| {
        if html.get(range.clone()).is_some_and(|text| text.starts_with("<!--")) {
            HtmlPiece::Comment(range)
        } else {
            HtmlPiece::Declaration(range)
        }
    };
    let piece = |token: Token<usize>| match token {
        Token::StartTag(tag) => {
            let attributes = tag
                .attributes
                .iter()
                .map(|(key, value)| (name(key), String::from_utf8_lossy(&value.value).into_owned()));
            let (name, attributes) = (name(&tag.name), attributes.collect());
            Some(HtmlPiece::Tag(HtmlTag {
                name,
                is_end: false,
                attributes,
                range: tag.span.start..tag.span.end,
            }))
        }
        Token::EndTag(tag) => {
            let range = tag.span.start..tag.span.end;
            Some(HtmlPiece::Tag(HtmlTag {
                name: name(&tag.name),
                is_end: true,
                attributes: Vec::new(),
                range,
            }))
        }
        Token::Comment(comment) => Some(declared(comment.span.start..comment.span.end)),
        Token::Doctype(doctype) => Some(HtmlPiece::Declaration(doctype.span.start..doctype.span.end)),
        Token::String(_) | Token::Error(_) => None,
    };
    Tokenizer::new_with_emitter(html, emitter).flatten().filter_map(piece).collect()
}

/// What a tag means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A part of a line.
    Line(LineTag),
    /// A block, or a part of one.
    Block(BlockTag),
    /// A block of HTML that is written in Markdown here. Its text is printed.
    OtherBlock,
    /// HTML that is written in Markdown here, or does nothing. Its text is printed.
    OtherLine,
    /// HTML that shows or does something that a newspaper cannot. Nothing of it is printed.
    Refused,
    /// No tag of HTML.
    Unknown,
}

/// A tag within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineTag {
    Break,
    Picture,
    Link,
    Span,
    Marked(Mark),
    Script(Script),
}

/// A tag that stands on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockTag {
    Paragraph,
    Division,
    Centre,
    Details,
    Summary,
    Table,
    /// `thead`, or else `tbody` and `tfoot`.
    Section {
        head: bool,
    },
    Caption,
    Row,
    /// `th`, or else `td`.
    Cell {
        heading: bool,
    },
}

/// Blocks of HTML that are not read. All blocks of CommonMark that are not read are among them.
const OTHER_BLOCKS: [&str; 47] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "col",
    "colgroup",
    "dd",
    "dialog",
    "dir",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "param",
    "picture",
    "search",
    "section",
    "source",
    "title",
    "track",
    "ul",
];
/// Other tags that are not read.
const OTHER_LINES: [&str; 29] = [
    "abbr", "acronym", "bdi", "bdo", "big", "blink", "cite", "code", "data", "dfn", "font", "label",
    "marquee", "nobr", "q", "rb", "rp", "rt", "rtc", "ruby", "samp", "slot", "strike", "time", "tt", "var",
    "wbr", "output", "noscript",
];
/// What shows or does something that a newspaper cannot.
const REFUSED: [&str; 29] = [
    "applet",
    "area",
    "audio",
    "base",
    "basefont",
    "bgsound",
    "button",
    "canvas",
    "datalist",
    "embed",
    "form",
    "frame",
    "iframe",
    "input",
    "map",
    "math",
    "meter",
    "noembed",
    "noframes",
    "object",
    "plaintext",
    "pre",
    "progress",
    "script",
    "select",
    "style",
    "svg",
    "textarea",
    "video",
];

impl Meaning {
    /// The meaning of a name in lower case.
    pub(super) fn of(name: &str) -> Self {
        let marked = |mark| Self::Line(LineTag::Marked(mark));
        match name {
            "br" => Self::Line(LineTag::Break),
            "img" => Self::Line(LineTag::Picture),
            "a" => Self::Line(LineTag::Link),
            "span" => Self::Line(LineTag::Span),
            "b" | "strong" => marked(Mark::Strong),
            "i" | "em" => marked(Mark::Emphasis),
            "s" | "del" => marked(Mark::Struck),
            "ins" => marked(Mark::Inserted),
            "u" => marked(Mark::Underlined),
            "mark" => marked(Mark::Highlighted),
            "kbd" => marked(Mark::Key),
            "small" => marked(Mark::Small),
            "sup" => Self::Line(LineTag::Script(Script::Raised)),
            "sub" => Self::Line(LineTag::Script(Script::Lowered)),
            "p" => Self::Block(BlockTag::Paragraph),
            "div" => Self::Block(BlockTag::Division),
            "center" => Self::Block(BlockTag::Centre),
            "details" => Self::Block(BlockTag::Details),
            "summary" => Self::Block(BlockTag::Summary),
            "table" => Self::Block(BlockTag::Table),
            "thead" => Self::Block(BlockTag::Section { head: true }),
            "tbody" | "tfoot" => Self::Block(BlockTag::Section { head: false }),
            "caption" => Self::Block(BlockTag::Caption),
            "tr" => Self::Block(BlockTag::Row),
            "td" => Self::Block(BlockTag::Cell { heading: false }),
            "th" => Self::Block(BlockTag::Cell { heading: true }),
            name if OTHER_BLOCKS.contains(&name) => Self::OtherBlock,
            name if OTHER_LINES.contains(&name) => Self::OtherLine,
            name if REFUSED.contains(&name) => Self::Refused,
            _ => Self::Unknown,
        }
    }

    /// Whether the tag divides blocks wherever it stands.
    pub(super) fn divides(self) -> bool {
        matches!(self, Self::Block(_) | Self::OtherBlock | Self::Refused)
    }
}

/// The tags that another one belongs to: if they are refused, it is not worth a finding of its own.
pub(super) fn companions(name: &str) -> &'static [&'static str] {
    match name {
        "source" | "track" => &["video", "audio", "picture"],
        "param" => &["object"],
        "li" => &["ul", "ol", "menu", "dir"],
        "dt" | "dd" => &["dl"],
        "figcaption" => &["figure"],
        "legend" => &["fieldset"],
        "option" | "optgroup" => &["select"],
        "area" => &["map"],
        "rb" | "rp" | "rt" | "rtc" => &["ruby"],
        "body" | "head" | "title" | "meta" | "link" => &["html"],
        _ => &[],
    }
}

/// Whether an element has no content, and so no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Attributes that change nothing that a reader of a newspaper sees: for other programs, or about how a table is ruled.
pub(super) fn is_idle(attribute: &str) -> bool {
    ["data-", "aria-"].iter().any(|prefix| attribute.starts_with(prefix))
        || matches!(
            attribute,
            "border"
                | "cellpadding"
                | "cellspacing"
                | "class"
                | "crossorigin"
                | "decoding"
                | "fetchpriority"
                | "frame"
                | "loading"
                | "referrerpolicy"
                | "rel"
                | "role"
                | "rules"
                | "scope"
                | "tabindex"
                | "target"
        )
}

impl HtmlTag {
    /// The value of an attribute; empty if it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
