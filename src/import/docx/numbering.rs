//! The numbers that Word itself sets before paragraphs: 一、 and （一） are in no text of the file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::import::xml::XmlElement;
use crate::numerals;

/// The numberings of a file, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    /// The abstract numbering of each.
    by_id: BTreeMap<String, String>,
    levels: BTreeMap<String, Vec<NumberingLevel>>,
    counted: BTreeMap<String, Vec<usize>>,
}

/// A level of a numbering.
#[derive(Clone, Debug, Default)]
struct NumberingLevel {
    format: String,
    /// `%1、`
    pattern: String,
    start: usize,
}

/// What is set before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ParagraphNumber {
    /// It is an item of a list of this level, numbered or not.
    Item(u8, bool),
    /// These words.
    Words(String),
}

/// The most levels that a numbering has.
const LEVELS: usize = 9;

impl Numberings {
    pub(super) fn of(part: Option<&XmlElement>) -> Self {
        let mut numberings = Self::default();
        for element in part.into_iter().flat_map(XmlElement::elements) {
            match element.name.as_str() {
                "w:abstractNum" => {
                    let id = element.attribute("w:abstractNumId").unwrap_or_default().to_owned();
                    let levels =
                        element.elements().filter(|level| level.name == "w:lvl").map(level_of).collect();
                    numberings.levels.insert(id, levels);
                }
                "w:num" => {
                    let of = element.element("w:abstractNumId").and_then(|of| of.attribute("w:val"));
                    if let (Some(id), Some(of)) = (element.attribute("w:numId"), of) {
                        numberings.by_id.insert(id.to_owned(), of.to_owned());
                    }
                }
                _ => {}
            }
        }
        numberings
    }

    /// What is set before the next paragraph of a numbering. Headings and Chinese numbers have words; bullets and plain numbers make
    /// an item.
    pub(super) fn next(&mut self, id: &str, level: usize, is_heading: bool) -> Option<ParagraphNumber> {
        let level = level.min(LEVELS - 1);
        let levels = self.levels.get(self.by_id.get(id)?)?;
        let own = levels.get(level)?.clone();
        let counted = self.counted.entry(id.to_owned()).or_default();
        counted.resize(counted.len().max(level + 1), 0);
        counted.truncate(level + 1);
        counted[level] = if counted[level] == 0 { own.start.max(1) } else { counted[level] + 1 };
        let depth = u8::try_from(level).unwrap_or_default();
        match own.format.as_str() {
            "none" => None,
            "bullet" => (!is_heading).then_some(ParagraphNumber::Item(depth, false)),
            "decimal" if !is_heading => Some(ParagraphNumber::Item(depth, true)),
            _ => {
                let number = |(index, format): (usize, &str)| {
                    written(counted.get(index).copied().unwrap_or(1), format)
                };
                let formats = levels.iter().map(|level| level.format.as_str()).enumerate();
                let words = formats.fold(own.pattern.clone(), |words, (index, format)| {
                    words.replace(&format!("%{}", index + 1), &number((index, format)))
                });
                Some(ParagraphNumber::Words(words))
            }
        }
    }
}

fn level_of(level: &XmlElement) -> NumberingLevel {
    let value = |name| level.element(name).and_then(|element| element.attribute("w:val")).unwrap_or_default();
    NumberingLevel {
        format: value("w:numFmt").to_owned(),
        pattern: value("w:lvlText").to_owned(),
        start: value("w:start").parse().unwrap_or(1),
    }
}

/// A number in a format.
fn written(number: usize, format: &str) -> String {
    let letter = |first: char| {
        let place = u32::try_from((number - 1) % 26).unwrap_or_default();
        char::from_u32(u32::from(first) + place).map(String::from)
    };
    let decimal = || number.to_string();
    match format {
        "upperLetter" => letter('A').unwrap_or_else(decimal),
        "lowerLetter" => letter('a').unwrap_or_else(decimal),
        _ if format.starts_with("chinese")
            || format.starts_with("japanese")
            || format.starts_with("ideograph") =>
        {
            numerals::words(Decimal::from(number))
        }
        _ => decimal(),
    }
}
