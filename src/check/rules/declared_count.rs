//! N09: a declared number of things that differs from the number listed directly after it.
//!
//! An item was deleted or inserted, and the number before the list was forgotten.
//!
//! Wrong: 四项制度：甲、乙、丙. Right: 三项制度：甲、乙、丙; 八项举措：甲、乙等.
//!
//! Numbered points (三个方面：一是…二是…) are counted to the end of their paragraph, if nothing after them may be a further point and none
//! is subdivided.
//!
//! A number in 汉字 right after its list is counted too: 水稻、玉米、大豆两大作物.
//!
//! Guard: the list must follow its noun, without a verb between. Brackets may contain attributes (库容800吨、占地6亩) or other kinds
//! (街道、园区). Lists of actions that continue after a comma, and lists with ；, may have items beyond the first 、. 和 may separate the
//! last two items or be part of one.

use std::cell::{LazyCell, RefCell};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

use crate::check::characters::{from, is_han};
use crate::check::lists;
use crate::check::ordinals::{self, Ordinal};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralForm, NumeralKind};
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("declared-count", "N09", Severity::Warning, WHOLE, look);

/// The measure words of things that are listed.
const LISTED: &[&str] = &[
    "个", "项", "条", "支", "大", "份", "类", "种", "名", "位", "座", "家", "所", "处", "件", "本", "组",
    "款", "型", "篇", "级", "道", "块", "张", "间", "套", "台",
];

/// The measure word of things that are only ever numbered: 三点要求：一是….
const POINT: &str = "点";

/// The text between a number and its points: 个方面：; or, for things that are named only to be listed, 点要求。
static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    let han = r"[\p{Han}&&[^一二两三四五六七八九十]]";
    let named = format!("{han}{{0,4}}(?:方面|要求|意见|建议|原因|特点)(?:的{han}{{0,4}})?[，。]");
    let pattern = format!("^(?:方面{han}{{0,6}}：|(?<things>{han}{{0,6}})：|{named})");
    Regex::new(&pattern).expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    let points = Points { reading, last: RefCell::default() };
    for line in reading.lines().filter(|line| line.text.contains(['：', '（', '即', '别', '一', '首', '、']))
    {
        let ordinals = LazyCell::new(|| ordinals::find(&line.text));
        for numeral in &line.numerals {
            if let Some((range, listed)) = listed_before(numeral, line) {
                marks.mark(line, range.clone(), counts::counted_before(&line.text[range], listed));
            }
            let Some(declared) = declared(numeral, line) else { continue };
            let range = numeral.with_unit();
            let named =
                lists::listed(from(&line.text, range.end)).filter(|_| numeral.unit(&line.text) != POINT);
            let named = named.filter(|named| is_another_number(named, declared)).map(|named| named.len());
            let numbered = || numbered(&points, line, &ordinals, range.end, declared);
            let is_named = named.is_some();
            if let Some(listed) = named.or_else(numbered) {
                let wording = counts::declared_count(&line.text[range.clone()], listed);
                let finding = marks.mark(line, range, wording);
                if !is_named {
                    finding.severity = Severity::Error; // Numbered points are counted, not guessed.
                }
            }
        }
    }
}

/// A number in 汉字 that closes the list before it, and the number of things in that list, if they differ: 水稻、玉米两大作物.
fn listed_before(numeral: &Numeral, line: &Line) -> Option<(Range<usize>, usize)> {
    const KINDS: [&str; 14] =
        ["大", "个", "种", "类", "项", "镇", "乡", "村", "县", "市", "部门", "馆", "家", "省"];
    let text = &line.text;
    let amount =
        numeral.amount.filter(|_| numeral.form == NumeralForm::Chinese && !numeral.is_rough(text))?;
    let declared = amount.to_usize().filter(|amount| (2..=10).contains(amount))?;
    let rest = &text[numeral.range.end..];
    let before = &text[line.clause_of(numeral).start..numeral.range.start];
    let items: Vec<&str> = before.split('、').collect();
    let is_item = |item: &str| (2..=8).contains(&item.chars().count()) && item.chars().all(is_han);
    let (last, inner) = items.split_last()?;
    let most = items.len() + last.matches(['和', '及', '与']).count();
    let is_list = items.len() > 2
        && inner.iter().skip(1).all(|item| is_item(item))
        && is_item(last)
        && !last.contains(['等', '的', '第', '每']);
    let is_alike = inner.iter().skip(1).all(|item| item.chars().count() == last.chars().count());
    let is_counted = KINDS.iter().any(|kind| rest.starts_with(kind));
    let is_wrong = is_list
        && is_alike
        && is_counted
        && !(items.len()..=most).contains(&declared)
        && declared * 2 > items.len();
    is_wrong.then(|| (numeral.with_unit(), items.len()))
}

/// How many points are numbered after their number, which ends at byte `end` of its line, if this differs from the declared
/// number. `ordinals` are those of the line.
fn numbered(
    points: &Points,
    line: &Line,
    ordinals: &[Ordinal],
    end: usize,
    declared: usize,
) -> Option<usize> {
    let opening = POINTS.captures(&line.text[end..])?;
    let is_clause = opening.name("things").is_some_and(|things| lists::is_clause(things.as_str()));
    let opening = opening.get(0).filter(|_| !is_clause)?;
    let (listed, last) = ordinals::row(ordinals, end + opening.end())?;
    let goes_on = || {
        ordinals::may_name(&line.text[last.end..], listed + 1) || points.are_named_behind(line, listed + 1)
    };
    let is_fewer = listed > 1 && listed < declared && !goes_on();
    (is_fewer || listed > declared).then_some(listed)
}

/// Where a story names points.
struct Points<'p> {
    reading: &'p Reading<'p>,
    /// By ordinal number: the start of the last line that may name a point with it, if any.
    last: RefCell<FxHashMap<usize, Option<usize>>>,
}

impl Points<'_> {
    /// Whether a later line may name a point with this number.
    fn are_named_behind(&self, line: &Line, place: usize) -> bool {
        let last = *self.last.borrow_mut().entry(place).or_insert_with(|| {
            let naming = self.reading.lines().filter(|line| ordinals::may_name(&line.text, place));
            naming.map(|line| line.span.start).max()
        });
        last.is_some_and(|last| last > line.span.start)
    }
}

/// How many things a number declares.
fn declared(numeral: &Numeral, line: &Line) -> Option<usize> {
    let before = &line.text[..numeral.range.start];
    let is_whole = !before
        .ends_with(['至', '到', '—', '-', '～', '之', '第', '每', '这', '那', '前', '后', '述', '上', '其']);
    let is_listed = LISTED.contains(&numeral.unit(&line.text)) || numeral.unit(&line.text) == POINT;
    let is_exact = numeral.kind == NumeralKind::Count && !numeral.is_rough(&line.text);
    let amount = numeral.amount.filter(|_| is_exact && is_whole && is_listed)?;
    amount.to_usize().filter(|amount| *amount > 1)
}

/// The number of things in a list, if it differs from the declared number.
fn is_another_number(items: &[&str], declared: usize) -> bool {
    let end = items.last().copied().unwrap_or_default();
    let least = items.len();
    let most = least + end.matches(['和', '及', '与']).count();
    if end.contains('等') {
        return least > declared;
    }
    // A list of a few among many is not a list of the whole.
    !(least..=most).contains(&declared) && least * 2 >= declared
}
