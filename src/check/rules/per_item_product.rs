//! N08: a total that differs from the number of items times the number for each.
//!
//! 12个村每村选派2名 is 24名. If the total differs, one of the three numbers is from another day, or from a draft.
//!
//! Wrong: 12个村每村选派2名，共选派26名; 21个村每村不少于2名，共38名. Right: 共选派24名; 21个村每村不少于2名，共45名.
//!
//! Guard: only a sentence with one 每 and exactly three counts is checked: the items, the number for each, and the total, which
//! has 共 before it and the unit of the second. Averages and approximate numbers are left alone, and so are totals that include
//! something else (另, 加上) or are not yet complete (已, 首批).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::measures;
use crate::galley::numerals::{self, Numeral, NumeralKind};
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("per-item-product", "N08", Severity::Error, WHOLE, look);

/// A number of items, a number for each of them, and the total.
struct Allotment<'l> {
    items: &'l Numeral,
    each: &'l Numeral,
    total: &'l Numeral,
    bound: Bound,
}

/// What the total may be, compared with the product.
#[derive(Clone, Copy)]
enum Bound {
    Least,
    Just,
    Most,
}

static TOTAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|[^公中])共(?:[^同]|$)|合计|总计|累计").expect("a constant"));
/// Words with which the total is not a product.
static OTHERWISE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("平均|原则上|另|加上|连同|原有|此前|已|首批|分批").expect("a constant"));
const LEAST: [&str; 5] = ["至少", "最少", "不少于", "不低于", "以上"];
const MOST: [&str; 6] = ["至多", "最多", "不超过", "不多于", "以下", "以内"];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains('每')) {
        for sentence in line.sentences() {
            if let Some(allotment) = allotment(line, &sentence) {
                check(line, &allotment, marks);
            }
        }
    }
}

fn check(line: &Line, allotment: &Allotment, marks: &mut Marks) {
    let Allotment { items, each, total, bound } = *allotment;
    let (Some(many), Some(amount), Some(stated)) = (items.amount, each.amount, total.amount) else { return };
    let (Some(product), Some(blur)) = (many.checked_mul(amount), many.checked_mul(each.slack(&line.text)))
    else {
        return;
    };
    let leeway = total.slack(&line.text) + blur;
    let is_wrong = match bound {
        Bound::Least => stated + leeway < product,
        Bound::Just => (stated - product).abs() > leeway,
        Bound::Most => stated > product + leeway,
    };
    if is_wrong {
        let words = |numeral: &Numeral| &line.text[numeral.with_unit()];
        let right = format!("{}{}", numerals::written(product), each.unit(&line.text));
        let wording = numbers::per_item_product(words(items), words(each), words(total), &right);
        marks.mark(line, total.with_unit(), wording);
    }
}

/// The allotment in a sentence, if it has these three numbers and no other.
fn allotment<'l>(line: &'l Line, sentence: &Range<usize>) -> Option<Allotment<'l>> {
    let text = &line.text;
    let (before, after) = text[sentence.clone()].split_once('每')?;
    if after.contains('每') || OTHERWISE.is_match(&text[sentence.clone()]) {
        return None;
    }
    let start = sentence.start + before.len();
    let here = line.numerals_in(sentence.clone());
    let counts: Vec<&Numeral> = here.filter(|numeral| numeral.kind == NumeralKind::Count).collect();
    let each = *counts.iter().find(|count| count.range.start > start)?;
    let others: Vec<&Numeral> = counts.into_iter().filter(|count| *count != each).collect();
    let [one, other] = others[..] else { return None };
    let is_total = |count: &Numeral| is_total(line, sentence, count, each);
    let (items, total) = if is_total(one) { (other, one) } else { (one, other) };
    let bound = bound(&text[start..each.end()]);
    let is_exact = !items.is_rough(text) && (!each.is_rough(text) || !matches!(bound, Bound::Just));
    (is_exact && is_total(total) && counts_items(text, items, after)).then_some(Allotment {
        items,
        each,
        total,
        bound,
    })
}

fn bound(words: &str) -> Bound {
    let has = |known: &[&str]| known.iter().any(|word| words.contains(word));
    match (has(&LEAST), has(&MOST)) {
        (true, _) => Bound::Least,
        (_, true) => Bound::Most,
        _ => Bound::Just,
    }
}

/// Whether a count is the exact total of what each item gets.
fn is_total(line: &Line, sentence: &Range<usize>, count: &Numeral, each: &Numeral) -> bool {
    let text = &line.text;
    let before = &text[sentence.start..count.range.start];
    let clause = before.rsplit('，').next().unwrap_or(before);
    measures::are_alike(count.unit(text), each.unit(text)) && !count.is_rough(text) && TOTAL.is_match(clause)
}

/// Whether a number counts what comes after 每.
fn counts_items(text: &str, items: &Numeral, after: &str) -> bool {
    let Some(measure) = measures::at_start(after) else { return false };
    let (unit, thing) = (items.unit(text), &text[items.end()..]);
    let first_two = |words: &str| words.chars().take(2).collect::<String>();
    if measure == "个" {
        // 每个乡镇 of 14个乡镇
        unit == measure && first_two(thing) == first_two(&after[measure.len()..])
    } else {
        // 每户 of 80户, 每村 of 16个软弱涣散村
        let is_name = |character: &char| character.is_alphanumeric() && *character != '每';
        measures::are_alike(unit, measure)
            || thing.chars().take_while(is_name).take(6).collect::<String>().contains(measure)
    }
}
