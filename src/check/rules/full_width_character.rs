//! P09: letters, digits and percent signs in full width.
//!
//! They come from an input method left at full width. They take the room of 汉字, and neither a search nor a reader's telephone finds
//! the number.
//!
//! Wrong: ３６个, ＡＩ, 占比１３．５％, 1，300亩. Right: 36个, AI, 13.5%, 1,300亩.
//!
//! Guard: code is not read. Full-width marks are those of Chinese, except within a number. What may be replaced is fixed; a comma
//! among the digits is not, for it may part two numbers. A number that was meant to begin an item of a list, and
//! a ０ among numerals in 汉字, are other findings.

use std::ops::Range;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, TENTH};
use crate::finding::{Fix, Severity};
use crate::galley::wide::widened;
use crate::language::lookalikes::{MistypedZero, mistyped_zeros};
use crate::words::rules::letters;

pub(crate) static RULE: Rule =
    Rule::of_story("full-width-character", "P09", Severity::Warning, TENTH, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let zeros: Vec<MistypedZero> = mistyped_zeros(&line.text).collect();
        let is_zero = |run: &Range<usize>| zeros.iter().any(|zero| zero.range.contains(&run.start));
        let runs = line.wide_runs().filter(|run| !is_mark_of_list(&line.text, run) && !is_zero(run));
        for run in runs {
            let (range, has_comma) = (whole(&line.text, &run), line.text[run.clone()].contains(','));
            let (before, after) = (&line.text[range.start..run.start], &line.text[run.end..range.end]);
            let (narrow, wide) = (&line.text[range.clone()], widened(&line.text[run]));
            let remark = letters::full_width(&format!("{before}{wide}{after}"), narrow);
            let finding = marks.mark(line, range.clone(), remark);
            let span = finding.place.as_ref().map(|place| place.span).filter(|_| !has_comma);
            finding.fix = span.map(|span| Fix { span, text: narrow.to_owned() });
        }
    }
}

/// Whether a run is the number of an item, which was meant as a list: that is another finding. Lines of 汉字 are joined without a
/// space, so that ２． may stand anywhere.
fn is_mark_of_list(text: &str, run: &Range<usize>) -> bool {
    let (before, after) = (&text[..run.start], &text[run.end..]);
    let is_first = before.is_empty() || before.ends_with([' ', '\n']);
    after.starts_with('．') || is_first && after.starts_with(['.', ')', '）'])
}

/// A run with the rest of its number, if it begins or ends with a comma.
fn whole(text: &str, run: &Range<usize>) -> Range<usize> {
    let is_digit = |character: char| character.is_ascii_digit();
    let before = if text[run.clone()].starts_with(',') {
        text[..run.start].trim_end_matches(is_digit)
    } else {
        &text[..run.start]
    };
    let rest = &text[run.end..];
    let after = if text[run.clone()].ends_with(',') { rest.trim_start_matches(is_digit) } else { rest };
    before.len()..text.len() - after.len()
}
