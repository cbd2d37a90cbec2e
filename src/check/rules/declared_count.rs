//! N09: a declared number of things that differs from the number listed directly after it.
//!
//! An item was deleted or inserted, and the number before the list was forgotten.
//!
//! Wrong: 四项制度：甲、乙、丙. Right: 三项制度：甲、乙、丙; 八项举措：甲、乙等.
//!
//! Numbered points (三个方面：一是…二是…) are counted to the end of their paragraph, if nothing after them may be a further point and none
//! is subdivided.
//!
//! A number in 汉字 right after its list is counted too, if the items are formed alike or are nouns: 水稻、玉米、大豆两大作物; and numbers of several kinds together: “三馆一中心”.
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
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::language::{is_surname, may_be_name, segment};
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("declared-count", "N09", Severity::Warning, WHOLE, look);

/// The measure words of things that are listed.
const LISTED: &[&str] = &[
    "个", "项", "条", "支", "大", "份", "类", "种", "名", "位", "座", "家", "所", "处", "件", "本", "组",
    "款", "型", "篇", "级", "道", "块", "张", "间", "套", "台", "步", "句", "环", "笔", "层",
];

/// The measure word of things that are only ever numbered: 三点要求：一是….
const POINT: &str = "点";

/// The text between a number and its points: 个方面：; or, for things that are named only to be listed, 点要求。
static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    let han = r"[\p{Han}“”&&[^一二两三四五六七八九十]]";
    let told =
        "方面|要求|意见|建议|原因|特点|举措|措施|变化|经验|做法|好处|优势|亮点|难点|启示|体会|规矩|理由";
    let things = "任务|重点|问题|困难|目标|原则|条件|步骤|途径|办法\
                  |不足|关键|环节|要点|突破|看法|感受|矛盾|关系|阶段|承诺|行动|工作|事|话";
    let named = format!("{han}{{0,4}}(?:(?:{told})(?:的{han}{{0,4}})?[，。]|(?:{things})。)");
    let pattern = format!("^(?:方面{han}{{0,6}}：|(?<things>{han}{{0,8}})：|{named}|{han}{{0,6}}——|”：)");
    Regex::new(&pattern).expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    let points = Points { reading, last: RefCell::default() };
    for line in reading.lines().filter(|line| line.text.contains(['：', '（', '即', '别', '一', '首', '、']))
    {
        let ordinals = LazyCell::new(|| ordinals::find(&line.text));
        for (range, listed) in of_several_kinds(&line.text).into_iter().chain(of_one_kind(&line.text)) {
            let wording = counts::counted_before(&line.text[range.clone()], listed);
            marks.mark(line, range, wording);
        }
        for numeral in &line.numerals {
            if let Some((range, listed)) = listed_before(numeral, line) {
                let wording = counts::counted_before(&line.text[range.clone()], listed);
                marks.mark(line, range, wording).severity = Severity::Error;
            }
            let Some(declared) = declared(numeral, line) else { continue };
            let range = numeral.with_unit();
            let named =
                lists::listed(from(&line.text, range.end)).filter(|_| numeral.unit(&line.text) != POINT);
            let is_sure = named.as_deref().is_none_or(are_formed_alike);
            let named = named.filter(|named| is_another_number(named, declared)).map(|named| named.len());
            let numbered = || numbered(&points, line, &ordinals, range.end, declared);
            let repeated = || repeated(from(&line.text, range.end), declared);
            if let Some(listed) = named.or_else(numbered).or_else(repeated) {
                let wording = counts::declared_count(&line.text[range.clone()], listed);
                let finding = marks.mark(line, range, wording);
                if is_sure {
                    finding.severity = Severity::Error; // These are counted, not guessed.
                }
            }
        }
    }
}

/// A small number that closes the list before it, and the number of things in that list, if they differ: 水稻、玉米两大作物.
fn listed_before(numeral: &Numeral, line: &Line) -> Option<(Range<usize>, usize)> {
    const KINDS: [&str; 34] = [
        "大", "个", "种", "类", "项", "镇", "乡", "村", "县", "市", "部门", "单位", "馆", "家", "省", "地",
        "校", "区", "门", "支", "所", "国", "科", "级", "局", "州", "城", "港", "岛", "院", "厂", "方", "季",
        "线",
    ];
    let text = &line.text;
    let amount = numeral.amount.filter(|_| numeral.is_literal_count() && !numeral.is_rough(text))?;
    let declared = amount.to_usize().filter(|amount| (2..=10).contains(amount))?;
    let rest = &text[numeral.range.end..];
    let before = &text[line.clause_of(numeral).start..numeral.range.start];
    let items = lists::things(before, |_| false);
    let (last, inner) = items.split_last()?;
    // 省、市、县: each is one character.
    let least = if items.iter().skip(1).all(|item| item.chars().count() == 1) { 1 } else { 2 };
    let is_item = |item: &str| (least..=8).contains(&item.chars().count()) && item.chars().all(is_han);
    // 三省一市 counts two kinds, and 杭州以及宁波、温州 are three.
    let is_one_kind =
        !from(text, numeral.end()).starts_with(is_number) && !items[0].contains(['与', '和', '及']);
    let is_list = items.len() > 2
        && is_one_kind
        && inner.iter().skip(1).all(|item| is_item(item))
        && is_item(last)
        && !last.contains(['等', '的', '第', '每']);
    let is_alike = inner.iter().skip(1).all(|item| item.chars().count() == last.chars().count())
        || inner.iter().skip(1).all(|item| item.chars().next_back() == last.chars().next_back());
    // What is between 、 is nothing but nouns, and the number ends the list: 团县委、县妇联、县教育局四部门.
    let are_nouns = || inner.iter().skip(1).chain([last]).all(|item| is_noun(item));
    let are_people = || items.iter().skip(1).all(|item| may_be_name(item) || is_nickname(item));
    let is_counted = KINDS.iter().any(|kind| rest.starts_with(kind))
        || rest.starts_with(['人', '名', '位']) && are_people();
    let is_measure = ["个百分点", "个月", "个多"].iter().any(|measure| rest.starts_with(measure));
    let is_wrong = is_list
        && is_counted
        && !is_measure
        && !lists::numbers(&items).contains(&declared)
        && declared * 2 > items.len()
        && (is_alike || are_nouns());
    is_wrong.then(|| (numeral.with_unit(), items.len()))
}

/// Whether a text is one noun or several.
fn is_noun(text: &str) -> bool {
    segment::words(text).iter().all(|word| word.tag.starts_with(['n', 'j']))
}

/// Whether a text is how people call one another: 小张, 老李.
fn is_nickname(text: &str) -> bool {
    let mut characters = text.chars();
    matches!((characters.next(), characters.next(), characters.next()), (Some('小' | '老' | '大'), Some(name), None) if is_surname(name))
}

/// The value of a numeral of one character.
fn value(number: char) -> Option<usize> {
    let number = if number == '两' { '二' } else { number };
    "一二三四五六七八九".chars().position(|one| one == number).map(|place| place + 1)
}

/// The numbers of things of several kinds that differ from the list after them, with its length: “两园一中心”——甲园、乙园、丙园和丁中心.
/// Each thing is of one of the kinds, and each kind has a thing; “一村一品” counts nothing.
fn of_several_kinds(text: &str) -> Vec<(Range<usize>, usize)> {
    static KINDS: LazyLock<Regex> = LazyLock::new(|| {
        let kind = r"[一二两三四五六七八九][\p{Han}&&[^一二两三四五六七八九十、的个批项]]{1,2}";
        let pattern = format!(
            r"(?:“(?P<quoted>(?:{kind}){{2,3}})”(?:——|：|（)|(?P<plain>(?:{kind}){{2,3}})——)(?P<list>[\p{{Han}}、]+)"
        );
        Regex::new(&pattern).expect("a constant")
    });
    let found = KINDS.captures_iter(text).filter_map(|found| {
        let declared = found.name("quoted").or_else(|| found.name("plain"))?;
        let numbers: Vec<usize> = declared.as_str().chars().filter_map(value).collect();
        let kinds: Vec<&str> =
            declared.as_str().split(|one| value(one).is_some()).filter(|kind| !kind.is_empty()).collect();
        let is_thing = |thing: &str| kinds.iter().any(|kind| ends_as(thing, kind));
        let list = &found["list"];
        let end = kinds.iter().filter_map(|kind| Some(list.rfind(kind)? + kind.len())).max()?;
        let things = lists::things(&list[..end], is_thing);
        let is_list = things.len() > 1
            && things.iter().all(|thing| is_thing(thing))
            && kinds.iter().all(|kind| things.iter().any(|thing| ends_as(thing, kind)))
            && !list.contains(['等', '第'])
            && !text[..declared.start()].ends_with('第');
        let (many, is_many) = (numbers.iter().sum::<usize>(), numbers.iter().any(|number| *number > 1));
        let is_other = !lists::numbers(&things).contains(&many) && things.len().abs_diff(many) <= 2;
        (is_list && is_many && is_other).then(|| (declared.range(), things.len()))
    });
    found.collect()
}

/// The numbers that close a list without a measure word and differ from its length: 甲馆、乙馆、丙馆四馆.
fn of_one_kind(text: &str) -> Vec<(Range<usize>, usize)> {
    static SAME: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?:^|[，。；：由])(?P<list>(?:\p{Han}{2,8}、)+\p{Han}{2,12}?)(?P<whole>(?P<number>[三四五六七八九])(?P<kind>馆|园|院|校|厂|站|寺|桥|湖|山|江|河))(?:[\p{Han}&&[^一二三四五六七八九十]]|，|。)";
        Regex::new(pattern).expect("a constant")
    });
    let found = SAME.captures_iter(text).filter_map(|found| {
        let (whole, kind, list) = (found.name("whole")?, &found["kind"], found.name("list")?);
        let declared = found["number"].chars().next().and_then(value)?;
        let is_thing = |thing: &str| ends_as(thing, kind);
        let things = lists::things(list.as_str(), is_thing);
        let is_row = things.iter().all(|thing| is_thing(thing));
        (is_row && !lists::numbers(&things).contains(&declared)).then(|| (whole.range(), things.len()))
    });
    found.collect()
}

/// Whether something is a thing of a kind by its name, which is longer than the kind.
fn ends_as(thing: &str, kind: &str) -> bool {
    thing.len() > kind.len() && thing.ends_with(kind)
}

fn is_number(character: char) -> bool {
    "一二两三四五六七八九十".contains(character) || character.is_ascii_digit()
}

/// Whether the items of a list have the same ending or length, so that each is exactly one item: 首问负责制, 限时办结制.
fn are_formed_alike(items: &[&str]) -> bool {
    let last = |item: &&str| item.trim_end_matches(['”', '》']).chars().next_back();
    let length = |item: &&str| item.chars().count();
    let is_plain = items.len() > 2 && !items.iter().any(|item| item.contains('（'));
    let (Some(end), true) = (items.first().and_then(last), is_plain) else { return false };
    items.iter().all(|item| last(item) == Some(end))
        || items.windows(2).all(|pair| length(&pair[0]) == length(&pair[1]))
}

/// How many clauses after a number and a colon begin with the same word, if their number is another: 两大亮点：一个是…，一个是…，一个是….
fn repeated(after: &str, declared: usize) -> Option<usize> {
    static OPENING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<things>[\p{Han}“”]{0,10})：(?P<list>[^。！？\n]*)").expect("a constant")
    });
    let opening = OPENING.captures(after).filter(|opening| !lists::is_clause(&opening["things"]))?;
    let clauses: Vec<&str> = opening.name("list")?.as_str().split(['，', '；', '、']).collect();
    // “四不”：不等、不靠 repeats what is counted.
    let many = if opening["things"].trim_matches(['“', '”']).chars().count() == 1 { 1 } else { 2 };
    let head = |clause: &str| clause.trim_start_matches('“').chars().take(many).collect::<String>();
    let first = head(clauses.first()?);
    let listed = clauses.iter().filter(|clause| head(clause) == first).count();
    let is_row = listed == clauses.len()
        || matches!(first.as_str(), "一个" | "一种" | "一位" | "一名" | "一条" | "有的");
    (listed > 1 && is_row && listed != declared && first.chars().all(is_han)).then_some(listed)
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
    let goes_on =
        || ordinals::may_name(&line.text[last.end..], listed + 1) || points.are_named_after(line, listed + 1);
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
    fn are_named_after(&self, line: &Line, place: usize) -> bool {
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
    // What follows 6方面24条措施 may be the six.
    let is_beside = |other: &Numeral| {
        let between = line.text.get(other.range.end..numeral.whole().start).unwrap_or_default();
        ["方面", "类", "领域", "部分", "章"].contains(&between.trim_start_matches(['个', '大']))
    };
    let is_only = !line.numerals.iter().any(is_beside);
    let amount = numeral.amount.filter(|_| is_exact && is_whole && is_listed && is_only)?;
    amount.to_usize().filter(|amount| *amount > 1)
}

/// The number of things in a list, if it differs from the declared number.
fn is_another_number(items: &[&str], declared: usize) -> bool {
    let end = items.last().copied().unwrap_or_default();
    let least = items.len();
    if end.contains('等') {
        return least > declared;
    }
    // A list of a few among many is not a list of the whole.
    !lists::numbers(items).contains(&declared) && least * 2 >= declared
}
