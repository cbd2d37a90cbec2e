//! N08: a total that differs from the number of items times the number for each.
//!
//! 12个村每村选派2名 is 24名. If the total differs, one of the three numbers is from another day, or from a draft.
//!
//! Wrong: 12个村每村选派2名，共选派26名; 每亩补贴300元，200亩合计补贴5万元; 每月补贴200元，全年共2600元. Right: 共选派24名; 21个村每村不少于2名，共45名.
//!
//! Guard: the sentence must count what is after 每 (or, with 单价 and 各, something just before), and have one total in the unit of
//! the number for each, after 共 or a word like it. Means are left to N19, approximate numbers alone, and so are totals that include
//! something else (另, 加上) or are not yet complete (已, 首批).

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::allotment::{self, Allotment};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals;
use crate::galley::units;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("per-item-product", "N08", Severity::Error, WHOLE, look);

/// What the total may be, compared with the product.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Least,
    Just,
    Most,
}

/// Words with which the total is not a product.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("平均|原则上|另|加上|连同|原有|此前|已|首批|分批|其中|不等|或").expect("a constant")
});
const LEAST: [&str; 5] = ["至少", "最少", "不少于", "不低于", "以上"];
const MOST: [&str; 6] = ["至多", "最多", "不超过", "不多于", "以下", "以内"];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.numerals.len() > 1) {
        for sentence in line.sentences() {
            let allotments = allotment::find(line, &sentence).into_iter();
            for allotment in allotments.filter(|allotment| allotment.is_said && !allotment.is_mean) {
                if !OTHERWISE.is_match(&line.text[sentence.clone()]) {
                    check(line, &allotment, marks);
                }
            }
        }
    }
}

fn check(line: &Line, allotment: &Allotment, marks: &mut Marks) {
    let Some((product, leeway)) = product(line, allotment) else { return };
    let Some(stated) = allotment::in_base(&line.text, allotment.total) else { return };
    let bound = bound(allotment.words);
    let is_wrong = match bound {
        Bound::Least => stated + leeway < product,
        Bound::Just => (stated - product).abs() > leeway,
        Bound::Most => stated > product + leeway,
    };
    if !is_wrong || bound == Bound::Just && allotment.each.is_rough(&line.text) {
        return;
    }
    let unit = allotment.total.unit(&line.text);
    let right = format!("{}{unit}", numerals::written(product / units::base(unit).0));
    let (each, total) = (allotment.each.with_unit(), allotment.total.with_unit());
    let wording =
        numbers::per_item_product(allotment.items, &line.text[each], &line.text[total.clone()], &right);
    marks.mark(line, total, wording);
}

/// The product, and by how much the total may differ from it because the numbers were rounded.
fn product(line: &Line, allotment: &Allotment) -> Option<(Decimal, Decimal)> {
    let Allotment { many, each, total, .. } = allotment;
    let scale = |unit: &str| units::base(unit).0;
    let product = many.checked_mul(allotment::in_base(&line.text, each)?)?;
    let blur = each.slack(&line.text).checked_mul(scale(each.unit(&line.text)))?.checked_mul(*many)?;
    Some((product, blur + total.slack(&line.text) * scale(total.unit(&line.text))))
}

fn bound(words: &str) -> Bound {
    let has = |known: &[&str]| known.iter().any(|word| words.contains(word));
    match (has(&LEAST), has(&MOST)) {
        (true, _) => Bound::Least,
        (_, true) => Bound::Most,
        _ => Bound::Just,
    }
}
