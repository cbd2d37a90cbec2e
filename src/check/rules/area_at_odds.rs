//! H05: a city with a province that it does not belong to, or an autonomous region called a province.
//!
//! Wrong: 吉林省沈阳市, 新疆省. Right: 辽宁省沈阳市, 新疆维吾尔自治区, 吉林省、沈阳市.
//!
//! Guard: only a city right after the province, as in an address; the table has the prefectures and cities of the mainland's
//! provinces and autonomous regions, as of November 2025. Quotations from before 1965 may name 新疆省.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::areas;
use crate::words::Remark;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("area-at-odds", "H05", Severity::Error, WHOLE, look).reading(RuleTexts::Simplified);

static PROVINCES: LazyLock<(AhoCorasick, Vec<&'static str>)> = LazyLock::new(|| {
    let names: Vec<&str> = areas::provinces().collect();
    (AhoCorasick::new(&names).expect("a constant"), names)
});

/// Words by which a sentence is about a time before the regions were founded.
const PAST: [&str; 6] = ["19", "民国", "当时", "旧", "清", "原"];

fn look(reading: &Reading, marks: &mut Marks) {
    let (searcher, names) = &*PROVINCES;
    for line in reading.lines().filter(|line| line.text.contains(['省', '区'])) {
        for found in searcher.find_iter(&line.text) {
            let name = names[found.pattern()];
            if let Some((range, remark)) = odd(&line.text, name, found.range()) {
                marks.mark(line, range, remark);
            }
        }
    }
}

/// What is wrong with the area whose name stands at `at`.
fn odd(text: &str, name: &str, at: Range<usize>) -> Option<(Range<usize>, Remark)> {
    let rest = &text[at.end..];
    let kind = ["省", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区"]
        .into_iter()
        .find(|kind| rest.starts_with(kind))?;
    let end = at.end + kind.len();
    if let Some((province, city)) = areas::elsewhere(name, &text[end..]) {
        return Some((
            at.start..end + city.len() + '市'.len_utf8(),
            wordings::area_at_odds(&format!("{city}市"), province),
        ));
    }
    let right = areas::region(name).filter(|_| kind == "省")?;
    let is_past = PAST.iter().any(|word| text.contains(word));
    (!is_past).then(|| (at.start..end, wordings::no_province(&text[at.start..end], right)))
}
