//! P11: title marks that are made of other signs.
//!
//! The marks of a title are 《》, and 〈〉 within them. Signs of comparison and the quotation marks of other languages look like them.
//!
//! Wrong: <<通知>>, «通知», 〈〈通知〉〉, ＜通知＞. Right: 《通知》, 《〈通知〉解读》, 3<5.
//!
//! Guard: 汉字 must stand between the signs, and no sign of a formula. A single pair may also be a blank to fill in, so that only what
//! is doubled is fixed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::is_han;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("title-signs", "P11", Severity::Warning, TENTH, look);

/// Signs around a title; those that open and close are of one kind.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    let (open, close) = ("<＜﹤‹〈«≪⟪", ">＞﹥›〉»≫⟫");
    Regex::new(&format!("(?<open>[{open}]+)(?<title>[^{open}{close}《》\n]{{2,60}})(?<close>[{close}]+)"))
        .expect("a constant")
});
/// Signs that count as two.
const DOUBLE: [char; 6] = ['«', '≪', '⟪', '»', '≫', '⟫'];
/// Characters of formulas and code.
const FORMULA: &str = "=+*/&|{}[];$_";

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for found in SIGNS.captures_iter(&line.text) {
            let (whole, title) = (found.get_match().range(), &found["title"]);
            let strength = strength(&found["open"]).min(strength(&found["close"]));
            let is_compared = strength == 1 && line.text[..whole.start].ends_with(is_compared);
            if strength > 0 && !is_compared && is_title(title, strength) && is_free(&line.text, &whole) {
                let right = format!("《{title}》");
                // An escaped sign is meant as it is.
                let is_meant = line.is_verbatim(&whole) || strength > 1;
                if is_meant {
                    let remark = punctuation::title_signs(&line.text[whole.clone()], &right);
                    marks.mend(line, whole, (strength > 1).then_some(&right), remark);
                }
            }
        }
    }
}

/// As how many single signs a run counts; 〈 alone is a mark of its own.
fn strength(signs: &str) -> usize {
    let count: usize = signs.chars().map(|sign| 1 + usize::from(DOUBLE.contains(&sign))).sum();
    if matches!(signs, "〈" | "〉") { 0 } else { count }
}

/// Whether the text between the signs can be a title: between single ones, 汉字 and marks only.
fn is_title(title: &str, strength: usize) -> bool {
    let is_of_title = |character: char| is_han(character) || "（）“”·、—".contains(character);
    title.contains(is_han)
        && title.trim() == title
        && !title.contains(|character| FORMULA.contains(character))
        && (strength > 1 || title.chars().all(is_of_title))
}

/// Whether a character before a sign may be compared with what follows: 甲<乙.
fn is_compared(before: char) -> bool {
    is_han(before) && !"和与及按据对的".contains(before)
}

/// Whether no title mark stands directly outside.
fn is_free(text: &str, whole: &Range<usize>) -> bool {
    !text[..whole.start].ends_with(['《', '-', '=']) && !text[whole.end..].starts_with('》')
}
