//! The styles of an exported Word file: A4, the faces that every Word has, and lines wide enough to correct between.

use super::xml::WordPart;

/// A face: for Latin letters, and for Chinese ones.
#[derive(Clone, Copy)]
enum Face {
    Song,
    Hei,
    Fang,
    Mono,
}

impl Face {
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Song => ["Times New Roman", "宋体"],
            Self::Hei => ["Arial", "黑体"],
            Self::Fang => ["Times New Roman", "仿宋"],
            Self::Mono => ["Courier New", "仿宋"],
        }
    }
}

/// A style of paragraphs.
#[derive(Clone, Copy)]
struct WordStyle {
    id: &'static str,
    /// Word knows its own styles by these names, in every language; so does `lanmu import`.
    name: &'static str,
    /// Its face, if it is not that of running text.
    face: Option<Face>,
    /// In half-points.
    size: u32,
    /// Whether it stays with the paragraph below it.
    is_kept: bool,
    /// `both`, `center`, `right`.
    alignment: &'static str,
    /// The space above and below, in twentieths of a point.
    space: (u32, u32),
    /// The line, in 240ths of one of its own height.
    line: u32,
    /// Whether its first line is indented by two characters, in Chinese.
    is_indented: bool,
    /// How far its left side is indented, in hundredths of a character.
    left: u32,
    is_ruled: bool,
    /// The level of a heading, from 0.
    outline: Option<u8>,
}

/// What every style is, unless it says otherwise.
const PLAIN: WordStyle = WordStyle {
    id: "",
    name: "",
    face: None,
    size: 24,
    is_kept: false,
    alignment: "both",
    space: (0, 0),
    line: WIDE,
    is_indented: false,
    left: 0,
    is_ruled: false,
    outline: None,
};

/// Lines to correct between, and those of small print.
const WIDE: u32 = 480;
const CLOSE: u32 = 300;

pub(super) const BODY: &str = "BodyText";
pub(super) const KICKER: &str = "Kicker";
pub(super) const TITLE: &str = "Title";
pub(super) const DECK: &str = "Subtitle";
pub(super) const BYLINE: &str = "Byline";
pub(super) const LEAD: &str = "Lead";
pub(super) const QUOTE: &str = "Quote";
pub(super) const ALERT: &str = "Alert";
pub(super) const ITEM: &str = "ListParagraph";
pub(super) const CAPTION: &str = "Caption";
pub(super) const SHEET_TITLE: &str = "TableTitle";
pub(super) const CELL: &str = "TableText";
pub(super) const CELL_HEAD: &str = "TableHead";
pub(super) const REMARK: &str = "Remark";
pub(super) const CODE: &str = "HTMLPreformatted";
pub(super) const FOOT: &str = "FootByline";
pub(super) const RULE: &str = "Divider";
pub(super) const HEADER: &str = "Header";
pub(super) const FOOTER: &str = "Footer";
pub(super) const NOTE: &str = "FootnoteText";
pub(super) const COMMENT: &str = "CommentText";
pub(super) const NOTE_MARK: &str = "FootnoteReference";
pub(super) const COMMENT_MARK: &str = "CommentReference";
pub(super) const LINK: &str = "Hyperlink";
pub(super) const GRID: &str = "TableGrid";

/// The styles of paragraphs, without headings.
const STYLES: [WordStyle; 22] = [
    WordStyle { id: BODY, name: "Body Text", is_indented: true, ..PLAIN },
    WordStyle {
        id: KICKER,
        name: "引题",
        face: Some(Face::Fang),
        size: 30,
        alignment: "center",
        line: 360,
        ..PLAIN
    },
    WordStyle {
        id: TITLE,
        name: "Title",
        face: Some(Face::Hei),
        size: 44,
        alignment: "center",
        space: (120, 120),
        line: 360,
        ..PLAIN
    },
    WordStyle {
        id: DECK,
        name: "Subtitle",
        face: Some(Face::Fang),
        size: 30,
        alignment: "center",
        space: (0, 120),
        line: 360,
        ..PLAIN
    },
    WordStyle {
        id: BYLINE,
        name: "署名",
        face: Some(Face::Fang),
        alignment: "center",
        space: (0, 120),
        ..PLAIN
    },
    WordStyle {
        id: LEAD,
        name: "提要",
        face: Some(Face::Fang),
        is_indented: true,
        left: 200,
        space: (0, 120),
        ..PLAIN
    },
    WordStyle { id: QUOTE, name: "Quote", face: Some(Face::Fang), is_indented: true, left: 200, ..PLAIN },
    WordStyle {
        id: ALERT,
        name: "提示框",
        face: Some(Face::Fang),
        is_indented: true,
        is_ruled: true,
        ..PLAIN
    },
    WordStyle { id: ITEM, name: "List Paragraph", ..PLAIN },
    WordStyle {
        id: CAPTION,
        name: "caption",
        face: Some(Face::Hei),
        size: 21,
        alignment: "center",
        space: (120, 60),
        line: CLOSE,
        ..PLAIN
    },
    WordStyle {
        id: SHEET_TITLE,
        name: "表题",
        face: Some(Face::Hei),
        size: 21,
        alignment: "center",
        space: (120, 60),
        line: CLOSE,
        is_kept: true,
        ..PLAIN
    },
    WordStyle {
        id: CELL_HEAD,
        name: "表头",
        face: Some(Face::Hei),
        size: 21,
        alignment: "left",
        line: 360,
        ..PLAIN
    },
    WordStyle { id: CELL, name: "表格文字", size: 21, alignment: "left", line: 360, ..PLAIN },
    WordStyle { id: REMARK, name: "编后", face: Some(Face::Fang), size: 21, line: 360, ..PLAIN },
    WordStyle {
        id: CODE,
        name: "HTML Preformatted",
        face: Some(Face::Mono),
        size: 21,
        alignment: "left",
        line: CLOSE,
        ..PLAIN
    },
    WordStyle { id: FOOT, name: "文末署名", face: Some(Face::Fang), alignment: "right", ..PLAIN },
    WordStyle { id: RULE, name: "分隔线", line: CLOSE, is_ruled: true, ..PLAIN },
    WordStyle {
        id: HEADER,
        name: "header",
        face: Some(Face::Fang),
        size: 18,
        alignment: "left",
        line: CLOSE,
        ..PLAIN
    },
    WordStyle { id: FOOTER, name: "footer", size: 18, alignment: "center", line: CLOSE, ..PLAIN },
    WordStyle { id: NOTE, name: "footnote text", size: 18, alignment: "left", line: CLOSE, ..PLAIN },
    WordStyle { id: COMMENT, name: "annotation text", size: 21, alignment: "left", line: 240, ..PLAIN },
    WordStyle { id: "Normal", name: "Normal", ..PLAIN },
];

/// The sizes of headings by level, in half-points.
const HEADINGS: [u32; 9] = [32, 28, 26, 24, 24, 24, 24, 24, 24];

/// The id of a heading's style, by its level from 0.
pub(super) fn heading(level: u8) -> String {
    format!("Heading{}", usize::from(level).min(HEADINGS.len() - 1) + 1)
}

/// The part with the styles, for a text that is Chinese or not.
pub(super) fn part(is_chinese: bool) -> WordPart {
    WordPart::of("w:styles", |part| {
        defaults(part, is_chinese);
        for style in STYLES.iter().rev() {
            paragraph_style(part, style, style.id, style.name, is_chinese);
        }
        for ((size, level), number) in HEADINGS.into_iter().zip(0..).zip(1..) {
            let space = (if level == 0 { 240 } else { 120 }, 120);
            let (face, alignment, outline) = (Some(Face::Hei), "left", Some(level));
            let style = WordStyle { face, size, alignment, space, line: 360, outline, ..PLAIN };
            paragraph_style(part, &style, &heading(level), &format!("heading {number}"), is_chinese);
        }
        for (id, name) in
            [(NOTE_MARK, "footnote reference"), (COMMENT_MARK, "annotation reference"), (LINK, "Hyperlink")]
        {
            let attributes = [("w:type", "character"), ("w:styleId", id)];
            part.element("w:style", &attributes, |part| {
                part.value("w:name", name);
                part.element("w:rPr", &[], |part| character_style(part, id));
            });
        }
        grid(part);
    })
}

fn defaults(part: &mut WordPart, is_chinese: bool) {
    part.element("w:docDefaults", &[], |part| {
        part.element("w:rPrDefault", &[], |part| {
            part.element("w:rPr", &[], |part| {
                face(part, Face::Song);
                part.value("w:sz", "24");
                part.value("w:szCs", "24");
                let language = if is_chinese { "zh-CN" } else { "en-GB" };
                part.mark("w:lang", &[("w:val", language), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
            });
        });
        part.mark("w:pPrDefault", &[]);
    });
}

fn face(part: &mut WordPart, face: Face) {
    let [latin, chinese] = face.names();
    let faces = [("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", chinese), ("w:cs", latin)];
    part.mark("w:rFonts", &faces);
}

fn paragraph_style(part: &mut WordPart, style: &WordStyle, id: &str, name: &str, is_chinese: bool) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", id)];
    let is_normal = id == "Normal";
    if is_normal {
        attributes.insert(1, ("w:default", "1"));
    }
    part.element("w:style", &attributes, |part| {
        part.value("w:name", name);
        if !is_normal {
            part.value("w:basedOn", "Normal");
            let next = if style.outline.is_some() || id == TITLE { BODY } else { id };
            part.value("w:next", next);
        }
        part.mark("w:qFormat", &[]);
        part.element("w:pPr", &[], |part| paragraph_properties(part, style, is_chinese));
        part.element("w:rPr", &[], |part| {
            if let Some(of) = style.face {
                face(part, of);
            }
            part.value("w:sz", &style.size.to_string());
            part.value("w:szCs", &style.size.to_string());
        });
    });
}

/// The properties of a style's paragraphs, in the order in which Word wants them.
fn paragraph_properties(part: &mut WordPart, style: &WordStyle, is_chinese: bool) {
    if style.outline.is_some() || style.is_kept {
        part.mark("w:keepNext", &[]);
    }
    if style.is_ruled {
        part.element("w:pBdr", &[], |part| {
            part.mark(
                "w:bottom",
                &[("w:val", "single"), ("w:sz", "4"), ("w:space", "1"), ("w:color", "808080")],
            );
        });
    }
    let [before, after, line] = [style.space.0, style.space.1, style.line].map(|length| length.to_string());
    let spacing = [("w:before", &*before), ("w:after", &after), ("w:line", &line), ("w:lineRule", "auto")];
    part.mark("w:spacing", &spacing);
    let first = if style.is_indented && is_chinese { "200" } else { "0" };
    let left = style.left.to_string();
    part.mark(
        "w:ind",
        &[("w:leftChars", left.as_str()), ("w:rightChars", &left), ("w:firstLineChars", first)],
    );
    part.value("w:jc", style.alignment);
    if let Some(level) = style.outline {
        part.value("w:outlineLvl", &level.to_string());
    }
}

fn character_style(part: &mut WordPart, id: &str) {
    match id {
        LINK => {
            part.value("w:color", "0563C1");
            part.value("w:u", "single");
        }
        COMMENT_MARK => {
            part.value("w:sz", "16");
            part.value("w:szCs", "16");
        }
        _ => part.value("w:vertAlign", "superscript"),
    }
}

/// The style of tables: thin lines around every cell.
fn grid(part: &mut WordPart) {
    let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
    part.element("w:style", &[("w:type", "table"), ("w:styleId", GRID)], |part| {
        part.value("w:name", "Table Grid");
        part.element("w:tblPr", &[], |part| {
            part.element("w:tblBorders", &[], |part| {
                for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    part.mark(side, &line);
                }
            });
            part.element("w:tblCellMar", &[], |part| {
                for side in ["w:left", "w:right"] {
                    part.mark(side, &[("w:w", "100"), ("w:type", "dxa")]);
                }
            });
        });
    });
}
