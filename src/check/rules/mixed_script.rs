//! W10: characters of the other script: traditional ones in a simplified text, or the other way round.
//!
//! They come in with what is pasted, and from input methods that were switched by mistake.
//!
//! Wrong: 这里是國家公园. Right: “國泰民安”的匾额, 《資治通鑑》.
//!
//! Guard: only characters that the other script never uses; quotations and titles keep theirs.

use crate::check::characters::{Enclosure, QUOTATION, TITLE};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::words::rules::letters;

pub(crate) static RULE: Rule = Rule::of_story("mixed-script", "W10", Severity::Warning, WHOLE, look);

/// Marks within which a text keeps its script.
const ENCLOSING: [[char; 2]; 6] = [QUOTATION, TITLE, ['‘', '’'], ['〈', '〉'], ['「', '」'], ['『', '』']];

fn look(reading: &Reading, marks: &mut Marks) {
    let Some(script) = reading.language().foreign_script() else { return };
    for line in reading.lines().filter(|line| line.text.contains(|character| script.has(character))) {
        let enclosures = ENCLOSING.map(|pair| Enclosure::of(&line.text, pair));
        let is_free = |at: usize| !enclosures.iter().any(|pair| pair.holds(at));
        let found: Vec<(usize, char)> = line
            .text
            .char_indices()
            .filter(|&(at, character)| script.has(character) && is_free(at))
            .collect();
        let Some(&(start, _)) = found.first() else { continue };
        let end = found
            .iter()
            .take_while(|(at, _)| !line.text[start..*at].contains(|character| !script.has(character)))
            .last()
            .map_or(start, |(at, last)| at + last.len_utf8());
        marks.mark(line, start..end, letters::mixed_script(script, found.iter().map(|(_, found)| *found)));
    }
}
