//! Writes the parts of a Word file: paragraphs, and runs of words with one look.

use super::numbering::WordLists;
use super::styles::{COMMENT_MARK, LINK};
use super::xml::WordPart;
use crate::export::exporting::Exporting;
use crate::export::pictures::ShownPicture;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::model::markup::{Alignment, Mark, Script};

/// What is known while the text of a story is written.
pub(super) struct WordWriter<'s> {
    pub exporting: &'s Exporting<'s>,
    pub lists: WordLists,
    /// The comments so far: the lines of each.
    pub comments: Vec<Vec<String>>,
    /// The pictures so far.
    pub pictures: Vec<ShownPicture>,
    /// The byline that begins the first paragraph, until it is written.
    pub run_in: Option<String>,
    /// Whether a footnote is written: no comment may stand in one.
    pub is_in_note: bool,
    pub findings: Vec<Finding>,
    /// What the disk did not give.
    pub fault: Option<Fault>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct ParagraphSetting<'s> {
    /// Its style, by id.
    pub style: &'s str,
    /// The number of its list and its level there, if it is an item.
    pub item: Option<(usize, u8)>,
    /// How far it is indented, in twentieths of a point.
    pub indent: u32,
    /// Whether its first line has no indent, whatever its style says.
    pub is_flush: bool,
    pub alignment: Alignment,
}

/// The look of some words.
#[allow(clippy::struct_excessive_bools, reason = "each is a property of its own")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RunLook {
    pub is_strong: bool,
    pub is_emphasis: bool,
    pub is_struck: bool,
    pub is_underlined: bool,
    pub is_highlighted: bool,
    pub is_small: bool,
    pub is_code: bool,
    pub is_link: bool,
    pub script: Option<Script>,
}

impl<'s> ParagraphSetting<'s> {
    /// A paragraph of a style.
    pub(super) fn of(style: &'s str) -> Self {
        Self { style, item: None, indent: 0, is_flush: false, alignment: Alignment::Unset }
    }
}

impl RunLook {
    /// The same look with another mark.
    pub(super) fn marked(mut self, mark: Mark) -> Self {
        match mark {
            Mark::Strong => self.is_strong = true,
            Mark::Emphasis => self.is_emphasis = true,
            Mark::Struck => self.is_struck = true,
            Mark::Inserted | Mark::Underlined => self.is_underlined = true,
            Mark::Highlighted => self.is_highlighted = true,
            Mark::Key => self.is_code = true,
            Mark::Small => self.is_small = true,
        }
        self
    }
}

impl<'s> WordWriter<'s> {
    pub(super) fn new(exporting: &'s Exporting<'s>, run_in: Option<String>) -> Self {
        Self {
            exporting,
            lists: WordLists::default(),
            comments: Vec::new(),
            pictures: Vec::new(),
            run_in,
            is_in_note: false,
            findings: Vec::new(),
            fault: None,
        }
    }

    /// Writes a paragraph.
    pub(super) fn paragraph(
        &mut self,
        part: &mut WordPart,
        setting: ParagraphSetting,
        fill: impl FnOnce(&mut Self, &mut WordPart),
    ) {
        part.element("w:p", &[], |part| {
            part.element("w:pPr", &[], |part| properties(part, setting));
            fill(self, part);
        });
    }

    /// Writes words.
    pub(super) fn run(&self, part: &mut WordPart, words: &str, look: RunLook) {
        if !words.is_empty() {
            self.look(part, look, |part| part.words("w:t", words));
        }
    }

    /// Writes a run with this look.
    pub(super) fn look(&self, part: &mut WordPart, look: RunLook, fill: impl FnOnce(&mut WordPart)) {
        let is_chinese = self.exporting.story.language.is_chinese();
        part.element("w:r", &[], |part| {
            part.element("w:rPr", &[], |part| run_properties(part, look, is_chinese));
            fill(part);
        });
    }

    /// Writes what `fill` writes, with a comment on it; without one if it would have no line.
    pub(super) fn commented(
        &mut self,
        part: &mut WordPart,
        lines: Vec<String>,
        fill: impl FnOnce(&mut Self, &mut WordPart),
    ) {
        if lines.is_empty() || self.is_in_note {
            return fill(self, part);
        }
        let id = self.comments.len().to_string();
        self.comments.push(lines);
        part.mark("w:commentRangeStart", &[("w:id", &id)]);
        fill(self, part);
        part.mark("w:commentRangeEnd", &[("w:id", &id)]);
        part.element("w:r", &[], |part| {
            part.element("w:rPr", &[], |part| part.value("w:rStyle", COMMENT_MARK));
            part.mark("w:commentReference", &[("w:id", &id)]);
        });
    }
}

/// The properties of a paragraph, in the order in which Word wants them.
fn properties(part: &mut WordPart, setting: ParagraphSetting) {
    part.value("w:pStyle", setting.style);
    if let Some((list, level)) = setting.item {
        part.element("w:numPr", &[], |part| {
            part.value("w:ilvl", &level.to_string());
            part.value("w:numId", &list.to_string());
        });
    }
    if setting.indent > 0 || setting.is_flush {
        let left = setting.indent.to_string();
        part.mark("w:ind", &[("w:left", left.as_str()), ("w:firstLineChars", "0"), ("w:firstLine", "0")]);
    }
    let alignment = match setting.alignment {
        Alignment::Unset => return,
        Alignment::Left => "left",
        Alignment::Centre => "center",
        Alignment::Right => "right",
    };
    part.value("w:jc", alignment);
}

/// The properties of a run, in the order in which Word wants them. Emphasis in Chinese is dots under the characters.
fn run_properties(part: &mut WordPart, look: RunLook, is_chinese: bool) {
    if look.is_link {
        part.value("w:rStyle", LINK);
    }
    if look.is_code {
        let faces = [("w:ascii", "Courier New"), ("w:hAnsi", "Courier New"), ("w:eastAsia", "仿宋")];
        part.mark("w:rFonts", &faces);
    }
    let italic = look.is_emphasis && !is_chinese;
    for (is_on, name) in [(look.is_strong, "w:b"), (italic, "w:i"), (look.is_struck, "w:strike")] {
        if is_on {
            part.mark(name, &[]);
        }
    }
    if look.is_small {
        part.value("w:sz", "18");
    }
    if look.is_highlighted {
        part.value("w:highlight", "yellow");
    }
    if look.is_underlined {
        part.value("w:u", "single");
    }
    match look.script {
        Some(Script::Raised) => part.value("w:vertAlign", "superscript"),
        Some(Script::Lowered) => part.value("w:vertAlign", "subscript"),
        None => {}
    }
    if look.is_emphasis && is_chinese {
        part.value("w:em", "dot");
    }
}
