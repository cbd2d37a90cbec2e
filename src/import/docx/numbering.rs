//! The numbers that Word itself sets before paragraphs: 一、 and （一） are in no text of the file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::import::manuscript::ItemMark;
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
    /// It is an item of a list of this level.
    Item(u8, ItemMark),
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

    /// What is set before the next paragraph of a numbering. Bullets and numbers that a list prints the same make an item; others
    /// are words, and so are those of headings.
    pub(super) fn next(&mut self, id: &str, level: usize, is_heading: bool) -> Option<ParagraphNumber> {
        let level = level.min(LEVELS - 1);
        let levels = self.levels.get(self.by_id.get(id)?)?;
        let own = levels.get(level)?.clone();
        let counted = self.counted.entry(id.to_owned()).or_default();
        counted.resize(counted.len().max(level + 1), 0);
        counted.truncate(level + 1);
        counted[level] = if counted[level] == 0 { own.start.max(1) } else { counted[level] + 1 };
        let depth = u8::try_from(level).unwrap_or_default();
        let is_list = levels.iter().take(level + 1).enumerate().all(|(index, level)| level.is_of_list(index));
        match own.format.as_str() {
            "none" => None,
            "bullet" => (!is_heading).then_some(ParagraphNumber::Item(depth, ItemMark::Bullet)),
            _ if is_list && !is_heading => {
                Some(ParagraphNumber::Item(depth, ItemMark::Number(counted[level])))
            }
            _ => {
                let number = |index: usize, level: &NumberingLevel| {
                    let counted = counted.get(index).copied().filter(|counted| *counted > 0);
                    written(counted.unwrap_or(level.start.max(1)), &level.format)
                };
                let words = levels.iter().enumerate().fold(own.pattern.clone(), |words, (index, level)| {
                    words.replace(&format!("%{}", index + 1), &number(index, level))
                });
                Some(ParagraphNumber::Words(words))
            }
        }
    }
}

impl NumberingLevel {
    /// Whether a list prints the same at this level, of which the first is 0: a bullet, or `1.`
    fn is_of_list(&self, level: usize) -> bool {
        let is_plain = self.pattern.is_empty() || self.pattern.trim() == format!("%{}.", level + 1);
        self.format == "bullet" || self.format == "decimal" && is_plain
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
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "decimalFullWidth" | "decimalFullWidth2" => decimal().chars().map(wide).collect(),
        _ if format.starts_with("decimalEnclosedCircle") => circled(number).unwrap_or_else(decimal),
        _ if format.starts_with("chinese")
            || format.starts_with("japanese")
            || format.starts_with("ideograph") =>
        {
            numerals::words(Decimal::from(number))
        }
        _ => decimal(),
    }
}

/// A digit as wide as a 汉字.
fn wide(digit: char) -> char {
    digit.to_digit(10).and_then(|digit| char::from_u32(u32::from('０') + digit)).unwrap_or(digit)
}

/// ① to ⑳.
fn circled(number: usize) -> Option<String> {
    let place = u32::try_from(number.checked_sub(1)?).ok().filter(|place| *place < 20)?;
    char::from_u32(u32::from('①') + place).map(String::from)
}

fn roman(mut number: usize) -> String {
    let mut written = String::new();
    for (value, letters) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        written.push_str(&letters.repeat(number / value));
        number %= value;
    }
    written
}
