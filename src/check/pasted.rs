//! Invisible and look-alike characters that came with a paste, and their safe fixes.

use rustc_hash::FxHashMap;

use super::characters::{after, before, is_han, is_mark};
use super::reading::Reading;
use crate::finding::{Finding, Fix};
use crate::galley::Line;
use crate::language::TextLanguage;
use crate::language::lookalikes::meant_in;
use crate::source::Place;
use crate::words::reading::{INVISIBLE, LOOKALIKE};

/// The zero-width space, the zero-width no-break space and the soft hyphen.
const BREAKS: [char; 3] = ['\u{200B}', '\u{FEFF}', '\u{AD}'];

/// Marks which of the characters found may be mended without a second look: those among words. An invisible one must have a 汉字, a
/// Chinese mark or nothing on either side.
pub(crate) fn offer_fixes(findings: &mut [Finding], readings: &[Reading]) {
    let is_of_paste = |finding: &Finding| [INVISIBLE, LOOKALIKE].contains(&&*finding.wording.code);
    if !findings.iter().any(is_of_paste) {
        return;
    }
    let lines = readings.iter().flat_map(|reading| reading.lines().map(|line| (line, reading.language())));
    let mut better: FxHashMap<Place, String> = FxHashMap::default();
    for (line, language) in lines.filter(|(line, _)| !line.text.is_ascii()) {
        for (at, found) in line.text.char_indices() {
            let range = at..at + found.len_utf8();
            let Some(right) = right(line, language, (at, found)) else { continue };
            if line.is_replaceable(range.clone()) {
                better.insert(Place::new(&line.path, line.place(range)), right);
            }
        }
    }
    for finding in findings.iter_mut().filter(|finding| is_of_paste(finding)) {
        let right = finding.place.as_ref().and_then(|place| Some((place.span, better.get(place)?)));
        finding.fix = right.map(|(span, text)| Fix { span, text: text.clone() });
    }
}

/// What a character of a line is replaced by, if that is certain.
fn right(line: &Line, language: TextLanguage, (at, found): (usize, char)) -> Option<String> {
    if !BREAKS.contains(&found) {
        return meant_in(found, language).map(Into::into);
    }
    let is_chinese = |beside: Option<char>| beside.is_none_or(|beside| is_han(beside) || is_mark(beside));
    let is_idle = is_chinese(before(&line.text, at)) && is_chinese(after(&line.text, at + found.len_utf8()));
    is_idle.then(String::new)
}
