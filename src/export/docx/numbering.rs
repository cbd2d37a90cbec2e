//! The lists of an exported Word file: dots, and numbers that begin anew in each list.

use super::xml::WordPart;

/// The lists of a file, as they are found.
#[derive(Debug, Default)]
pub(super) struct WordLists {
    /// The first number of each numbered list.
    starts: Vec<u64>,
}

/// The number of the list of dots; numbered lists follow it.
const DOTS: usize = 1;
/// The levels that a list has.
const LEVELS: u8 = 9;
/// How far a level is indented, in twentieths of a point.
const STEP: u32 = 420;
const MARKS: [&str; 3] = ["●", "○", "■"];

impl WordLists {
    /// Adds a list, and returns its number.
    pub(super) fn add(&mut self, start: Option<u64>) -> usize {
        match start {
            None => DOTS,
            Some(start) => {
                self.starts.push(start);
                DOTS + self.starts.len()
            }
        }
    }

    /// The part with the lists.
    pub(super) fn part(&self) -> WordPart {
        WordPart::of("w:numbering", |part| {
            for id in ["0", "1"] {
                part.element("w:abstractNum", &[("w:abstractNumId", id)], |part| {
                    part.value("w:multiLevelType", "hybridMultilevel");
                    (0..LEVELS).for_each(|level| level_of(part, level, id == "1"));
                });
            }
            part.element("w:num", &[("w:numId", "1")], |part| part.value("w:abstractNumId", "0"));
            for (start, number) in self.starts.iter().zip(DOTS + 1..) {
                part.element("w:num", &[("w:numId", &number.to_string())], |part| {
                    part.value("w:abstractNumId", "1");
                    for level in 0..LEVELS {
                        let start = if level == 0 { *start } else { 1 };
                        part.element("w:lvlOverride", &[("w:ilvl", &level.to_string())], |part| {
                            part.value("w:startOverride", &start.to_string());
                        });
                    }
                });
            }
        })
    }
}

/// The indent of a level, in twentieths of a point.
pub(super) fn indent(level: u8) -> u32 {
    STEP * (u32::from(level.min(LEVELS - 1)) + 1)
}

fn level_of(part: &mut WordPart, level: u8, is_numbered: bool) {
    let (format, mark) = if is_numbered {
        ("decimal", format!("%{}.", level + 1))
    } else {
        ("bullet", MARKS[usize::from(level) % MARKS.len()].to_owned())
    };
    part.element("w:lvl", &[("w:ilvl", &level.to_string())], |part| {
        part.value("w:start", "1");
        part.value("w:numFmt", format);
        part.value("w:lvlText", &mark);
        part.value("w:lvlJc", "left");
        part.element("w:pPr", &[], |part| {
            let (left, hanging) = (indent(level).to_string(), STEP.to_string());
            part.mark("w:ind", &[("w:left", left.as_str()), ("w:hanging", &hanging)]);
        });
    });
}
