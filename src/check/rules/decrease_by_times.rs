//! N03: a decrease in 倍.
//!
//! Whatever decreases by one 倍 is gone, and nothing can decrease by more. The writer means a fraction of the original amount, and
//! the reader cannot tell which: "by two 倍" may mean to a half or to a third.
//!
//! Wrong: 用水量减少了2倍. Right: 用水量减少一半, 用水量下降到原来的三分之一, 产量增长2倍.
//!
//! Guard: the verb and its number are in one clause, with at most an object between them (降低能耗2倍) that contains no verb of
//! growth. 缩小到2.4倍 states the result, not the difference; 少了一台40倍显微镜 and 3倍罚款 use 倍 as part of a name.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("decrease-by-times", "N03", Severity::Error, WHOLE, look);

/// A verb of decrease, with at most an object, directly before a number.
static DECREASE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:减少|下降|降低|缩小|缩短|缩减|减小|锐减|压缩|压减|下跌|下滑|萎缩|节约|节省|[少降减低轻短小窄薄矮]了)了?[\p{Han}&&[^到至为是的于前后让使令增升涨提高多加翻扩处罚相一二两三四五六七八九十]]{0,4}$",
    )
    .expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for numeral in &line.numerals {
            if let Some(range) = decrease(numeral, &line.text) {
                let wording = numbers::decrease_by_times(&line.text[range.clone()]);
                marks.mark(line, range, wording);
            }
        }
    }
}

/// From the verb to 倍, if a number says by how many times something decreases.
fn decrease(numeral: &Numeral, text: &str) -> Option<Range<usize>> {
    let unit =
        numeral.unit.as_ref().filter(|_| numeral.kind == NumeralKind::Count && numeral.unit(text) == "倍")?;
    let is_last = text[numeral.end()..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    let verb = DECREASE.find(&text[..numeral.whole().start]).filter(|_| is_last)?;
    Some(verb.start()..unit.end)
}
