//! The styles of a Word file, by their names: ids differ from language to language.

use std::collections::BTreeMap;

use crate::import::manuscript::{ItemMark, Placing, StoryPart, TEXT_SIZE};
use crate::import::xml::XmlElement;

/// The styles of a file, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, DocxStyle>,
}

/// What a style says of a paragraph or of some words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DocxStyle {
    /// In lower case.
    name: String,
    based_on: Option<String>,
    pub heading: Option<u8>,
    pub is_bold: Option<bool>,
    pub is_italic: Option<bool>,
    /// Centred, on the right, or neither.
    pub placing: Option<Placing>,
    /// The size of its letters, in half points.
    pub size: Option<u16>,
    /// The numbering and its level.
    pub numbering: Option<(String, usize)>,
}

/// How many styles may be based on one another.
const DEEPEST: usize = 16;
/// The units of indents in half a point.
const TWIPS: f32 = 10.0;

impl Styles {
    pub(super) fn of(part: Option<&XmlElement>) -> Self {
        let styles = part.into_iter().flat_map(XmlElement::elements).filter(|style| style.name == "w:style");
        let by_id =
            styles.filter_map(|style| Some((style.attribute("w:styleId")?.to_owned(), style_of(style))));
        Self { by_id: by_id.collect() }
    }

    /// The style of an id with what it inherits; an empty one if there is none.
    #[must_use]
    pub(super) fn resolved(&self, id: &str) -> DocxStyle {
        let Some(style) = self.by_id.get(id) else { return DocxStyle::default() };
        let mut resolved = style.clone();
        let mut next = style.based_on.as_deref();
        for _ in 0..DEEPEST {
            let Some(base) = next.and_then(|id| self.by_id.get(id)) else { break };
            resolved.heading = resolved.heading.or(base.heading);
            resolved.is_bold = resolved.is_bold.or(base.is_bold);
            resolved.is_italic = resolved.is_italic.or(base.is_italic);
            resolved.placing = resolved.placing.or(base.placing);
            resolved.size = resolved.size.or(base.size);
            resolved.numbering = resolved.numbering.take().or_else(|| base.numbering.clone());
            next = base.based_on.as_deref();
        }
        resolved
    }
}

impl DocxStyle {
    #[must_use]
    pub(super) fn is_caption(&self) -> bool {
        matches!(self.name.as_str(), "caption" | "题注")
    }

    #[must_use]
    pub(super) fn is_quotation(&self) -> bool {
        matches!(self.name.as_str(), "quote" | "intense quote" | "block text" | "引用" | "明显引用")
    }

    /// The part of a story that it is for: 引题, 副题 …
    #[must_use]
    pub(super) fn part(&self) -> Option<StoryPart> {
        Some(match self.name.as_str() {
            "引题" | "眉题" | "肩题" => StoryPart::Kicker,
            "subtitle" | "副标题" | "副题" => StoryPart::Deck,
            "署名" | "文末署名" => StoryPart::Byline,
            "提要" | "导语" => StoryPart::Lead,
            "body text" | "正文文本" | "表题" | "编后" => StoryPart::Body,
            _ => return None,
        })
    }

    /// The level of a list by its name, as `list bullet 2`, and what is before its items.
    #[must_use]
    pub(super) fn item(&self) -> Option<(u8, ItemMark)> {
        let (rest, mark) = match self.name.strip_prefix("list bullet") {
            Some(rest) => (rest, ItemMark::Bullet),
            None => (self.name.strip_prefix("list number")?, ItemMark::Number(1)),
        };
        Some((rest.trim().parse::<u8>().map_or(0, |level| level.saturating_sub(1)), mark))
    }
}

fn style_of(style: &XmlElement) -> DocxStyle {
    let value = |name| style.element(name).and_then(|element| element.attribute("w:val"));
    let name = value("w:name").unwrap_or_default().to_lowercase();
    let (paragraph, words) = (style.element("w:pPr"), style.element("w:rPr"));
    let outline = paragraph.and_then(outline_level);
    DocxStyle {
        heading: heading(&name).or(outline),
        based_on: value("w:basedOn").map(str::to_owned),
        is_bold: words.and_then(|words| toggle(words, "w:b")),
        is_italic: words.and_then(|words| toggle(words, "w:i")),
        placing: paragraph.and_then(placing),
        size: words.and_then(size),
        numbering: paragraph.and_then(numbering),
        name,
    }
}

/// The level of a heading by the name of its style: 0 is a title.
fn heading(name: &str) -> Option<u8> {
    let level = ["heading ", "标题 "].iter().find_map(|word| name.strip_prefix(word));
    match (name, level) {
        ("title" | "标题" | "文章标题" | "大标题", _) => Some(0),
        (_, Some(level)) => level.trim().parse().ok().filter(|level| (1..=9).contains(level)),
        _ => None,
    }
}

/// The outline level of a paragraph; the last of the ten is that of the text.
pub(super) fn outline_level(properties: &XmlElement) -> Option<u8> {
    let level: u8 = properties.element("w:outlineLvl")?.attribute("w:val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// Where a paragraph is set, if it says so.
pub(super) fn placing(properties: &XmlElement) -> Option<Placing> {
    match properties.element("w:jc")?.attribute("w:val")? {
        "center" => Some(Placing::Centred),
        "right" | "end" => Some(Placing::Right),
        _ => Some(Placing::AtMargin),
    }
}

/// The size of letters, in half points.
pub(super) fn size(properties: &XmlElement) -> Option<u16> {
    properties.element("w:sz")?.attribute("w:val")?.parse().ok()
}

/// By how many characters a first line is moved in; `size` is that of its letters.
pub(super) fn indent(properties: &XmlElement, size: Option<u16>) -> f32 {
    let Some(indent) = properties.element("w:ind") else { return 0.0 };
    let value = |names: [&str; 2]| names.iter().find_map(|name| indent.attribute(name)?.parse::<f32>().ok());
    let character = f32::from(size.unwrap_or(TEXT_SIZE)) * TWIPS;
    let of = |characters: [&str; 2], twips: [&str; 2]| {
        let characters = value(characters).filter(|characters| *characters > 0.0).map(|many| many / 100.0);
        characters.or_else(|| Some(value(twips)? / character)).unwrap_or_default()
    };
    of(["w:leftChars", "w:startChars"], ["w:left", "w:start"])
        + of(["w:firstLineChars"; 2], ["w:firstLine"; 2])
}

/// The numbering of a paragraph and its level; `0` takes that of the style away.
pub(super) fn numbering(properties: &XmlElement) -> Option<(String, usize)> {
    let numbering = properties.element("w:numPr")?;
    let value = |name| numbering.element(name).and_then(|element| element.attribute("w:val"));
    Some((
        value("w:numId")?.to_owned(),
        value("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or_default(),
    ))
}

/// A property that is on, or off: `<w:b/>`, `<w:b w:val="0"/>`.
pub(super) fn toggle(properties: &XmlElement, name: &str) -> Option<bool> {
    let element = properties.element(name)?;
    Some(!matches!(element.attribute("w:val"), Some("0" | "false" | "off" | "none")))
}
