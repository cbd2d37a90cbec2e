//! N18: a number in a form that is not one number.
//!
//! A number is written in digits or in 汉字, grouped by threes or not at all, with one point and one large unit (GB/T 15835). Any
//! other form was typed by mistake, and readers may take it for another number.
//!
//! Wrong: 1十5天, 二十6.5万吨, 1,2345台, 4。5%, 12万万吨, 三、四间, 3—8%. Right: 15天, 3亿5000万元, 1,234台, 5万亿元, 三四间, 3%—8%.
//!
//! So are 二0二五年, 百分之15, 3点5%, 1万2千元.
//!
//! Guard: a measure word must follow, so that lists (3,4班), dates (5·12), versions (1.2.3) and names (星期二8时, 老三5岁) are left
//! alone; 、 between two digits is approximate only before the measure words of small amounts, and not in a longer list.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::check::characters::{from, up_to};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::language::measures;
use crate::words::rules::numbers::{self, NumberForm};

pub(crate) static RULE: Rule = Rule::of_story("malformed-number", "N18", Severity::Error, WHOLE, look);

/// A pattern, what it shows, and whether the text around a match confirms it.
type NumberShape = (Regex, NumberForm, Confirmation);
/// What a match is and the texts before and after it.
type Confirmation = fn(&Captures, &str, &str) -> bool;

static SHAPES: LazyLock<[NumberShape; 15]> = LazyLock::new(|| {
    let shape =
        |pattern: &str, form, is_so: Confirmation| (Regex::new(pattern).expect("a constant"), form, is_so);
    let (han, zero) = ("一二两三四五六七八九", "〇零");
    let joint = "[至到—～~–-]";
    [
        shape(
            &format!("[0-9]{{1,2}}[十百](?:[0-9{han}零]+十?[0-9{han}]?|几)?[多余]?"),
            NumberForm::Mixed,
            is_measured,
        ),
        shape(&format!("[{han}十百千]*[{han}十百千]亿?[0-9]+(?:\\.[0-9]+)?"), NumberForm::Mixed, is_no_name),
        shape(
            &format!("[0-9]+(?:万[0-9{han}]+千|千[0-9{han}]+百?|万[{han}]+百?)[0-9{han}十百]*"),
            NumberForm::Mixed,
            is_measured,
        ),
        shape(&format!("[0-9]+[二三四五六七八九][{han}{zero}]*"), NumberForm::Mixed, is_tail),
        shape(&format!("[0-9]+点[{han}{zero}]+|[{han}十]+点[0-9]+"), NumberForm::Mixed, is_quantity),
        shape(&format!("百分之[{han}十]*[0-9]+[十{han}]*|[{han}十]+分之[0-9]+"), NumberForm::Mixed, is_any),
        shape(&format!("[0-9{han}{zero}]{{4}}年"), NumberForm::Mixed, is_mixed_year),
        shape("[0-9]+(?:,[0-9]+)+", NumberForm::Grouped, is_misgrouped),
        shape("[0-9]{1,3}(?:(?:、|, | ,|’|')[0-9]{3})+", NumberForm::Grouped, is_parted),
        shape(
            r"[0-9]{1,4}(?:。|·|・|\.\.|。\.|\.。|\. | \.|:|：|点|,\.|\.,)[0-9]+|[0-9]+\.[0-9]+\.[0-9]+",
            NumberForm::Point,
            is_pointed,
        ),
        shape(r"[0-9]+(?:\.[0-9]+)?[万亿][多余]?[万亿]+", NumberForm::Large, is_doubled),
        shape(
            "[一二两三四五六七八九]、[二三四五六七八九](?P<place>[十百千万])?",
            NumberForm::Approximate,
            is_rough,
        ),
        shape("[一二三四五六七八]十?[、][二三四五六七八九]十", NumberForm::Approximate, is_rough),
        shape(
            &format!(r"[0-9]+(?:\.[0-9]+)?{joint}[0-9]+(?:\.[0-9]+)?[%％]"),
            NumberForm::Range,
            is_bare_range,
        ),
        shape(
            &format!(r"[0-9]+(?:\.[0-9]+)?{joint}[0-9]+(?:\.[0-9]+)?[万亿]"),
            NumberForm::LargeRange,
            is_bare_large_range,
        ),
    ]
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let mut end = 0;
        for (range, form) in malformed(&line.text) {
            if range.start >= end && !line.is_printed(&range) {
                end = range.end;
                let finding =
                    marks.mark(line, range.clone(), numbers::malformed_number(&line.text[range], form));
                match form {
                    NumberForm::Range => finding.severity = Severity::Warning,
                    NumberForm::LargeRange => finding.severity = Severity::Info,
                    _ => {}
                }
            }
        }
    }
}

/// The malformed numbers of a text in order; a longer one comes before those within it.
fn malformed(text: &str) -> Vec<(Range<usize>, NumberForm)> {
    let mut found: Vec<(Range<usize>, NumberForm)> = Vec::new();
    for (pattern, form, is_so) in &*SHAPES {
        for shape in pattern.captures_iter(text) {
            let range = shape.get_match().range();
            let (before, after) = (up_to(text, range.start), from(text, range.end));
            let is_whole =
                !before.ends_with(|last: char| last.is_ascii_alphanumeric() || ".,×".contains(last));
            if is_whole && is_so(&shape, before, after) {
                found.push((range, *form));
            }
        }
    }
    found.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    found
}

fn is_measured(_: &Captures, _: &str, after: &str) -> bool {
    after.starts_with(['万', '亿']) || measures::at_start(after).is_some()
}

fn is_any(_: &Captures, _: &str, _: &str) -> bool {
    true
}

/// Whether 汉字 at the end of a number belong to it: 18五名, but not 12三级甲等医院.
fn is_tail(shape: &Captures, before: &str, after: &str) -> bool {
    let is_counted = measures::at_start(after).is_some_and(|unit| {
        !matches!(
            unit,
            "级" | "期"
                | "类"
                | "大"
                | "层"
                | "版"
                | "方"
                | "维"
                | "面"
                | "点"
                | "代"
                | "连"
                | "国"
                | "省"
                | "县"
                | "市"
                | "镇"
                | "乡"
                | "村"
        )
    });
    is_counted && is_measured(shape, before, after)
}

/// Whether a year has digits of both kinds.
fn is_mixed_year(shape: &Captures, before: &str, after: &str) -> bool {
    let year = shape[0].trim_end_matches('年');
    let is_digit = |one: char| one.is_ascii_digit();
    let is_cut = before.ends_with(|last: char| "〇零一二三四五六七八九十百千".contains(last));
    let is_mixed = year.contains(is_digit) && !year.chars().all(is_digit);
    is_mixed && year.starts_with(['1', '2', '一', '二']) && !is_cut && !after.starts_with('级')
}

/// Whether a wrong mark stands for a decimal point. Colons and spaces also stand between hours, ratios and sentences.
fn is_pointed(shape: &Captures, before: &str, after: &str) -> bool {
    let written = &shape[0];
    let is_rate = after.starts_with(['%', '％', '万', '亿']) || after.starts_with("个百分点");
    let is_free = !before.is_empty() && !before.ends_with(|last: char| "，。；：、\n（ ".contains(last));
    if written.contains([':', '：', '点']) {
        let decimals = written.rsplit([':', '：', '点']).next().unwrap_or_default();
        is_rate && is_free && decimals.len() <= 2 && !before.ends_with(['比', '为', '时', '午'])
    } else if written.contains(' ') {
        is_free && is_quantity(shape, before, after)
    } else {
        is_quantity(shape, before, after) || is_rate
    }
}

/// Whether the first of two amounts lacks the 万 or 亿 of the second: 3～5万元 may be from three 元 on.
fn is_bare_large_range(shape: &Captures, before: &str, after: &str) -> bool {
    is_bare_range(shape, before, after)
        && measures::at_start(after.trim_start_matches(['万', '亿'])).is_some()
}

/// Whether digits after 汉字 are no number of their own: 星期二8人, 高一12个班, 老三5岁.
fn is_no_name(shape: &Captures, before: &str, after: &str) -> bool {
    const NAMES: [char; 19] = [
        '周', '期', '拜', '高', '初', '第', '大', '老', '小', '节', '号', '班', '组', '届', '卷', '编', '章',
        '条', '日',
    ];
    const DAYS: [&str; 6] = ["五一", "十一", "七一", "八一", "六一", "三八"];
    let written = &shape[0];
    let is_day = DAYS.iter().any(|day| written.starts_with(day));
    let is_word = is_day || written.starts_with('一') && !written.contains('亿');
    !is_word && !before.ends_with(NAMES) && is_measured(shape, before, after)
}

/// Whether the groups of digits between commas are not of three, and no list.
fn is_misgrouped(shape: &Captures, before: &str, after: &str) -> bool {
    let groups: Vec<usize> = shape[0].split(',').map(str::len).collect();
    let (first, rest) = (groups[0], &groups[1..]);
    let is_right = (1..=3).contains(&first) && rest.iter().all(|group| *group == 3);
    let is_list = match groups.as_slice() {
        [_, 1] => !is_quantity(shape, before, after),
        [_, 2 | 4] => !is_measured(shape, before, after),
        _ => rest.iter().any(|group| *group < 3) || !is_measured(shape, before, after),
    };
    !is_right && !is_list
}

/// Whether digits with another mark between groups of three are one number: 12、345人, but not a list of numbers.
fn is_parted(shape: &Captures, before: &str, after: &str) -> bool {
    let is_free = !before.is_empty() && !before.ends_with(|last: char| "，。；：、\n（ 第-".contains(last));
    let is_listed = shape[0].contains('、') && after.starts_with(['路', '号', '次', '班', '线']);
    is_free && !is_listed && is_measured(shape, before, after)
}

/// Whether an amount follows that can have a point: 4.5万, 12.5公里, 3.2%.
fn is_quantity(shape: &Captures, before: &str, after: &str) -> bool {
    // 3.7.9亿人次 at the beginning of a line is the third point.
    let is_listed = before.is_empty() && shape[0].matches('.').nth(1).is_some();
    !is_listed
        && (after.starts_with(['万', '亿', '%', '％'])
            || measures::at_start(after).is_some_and(measures::is_continuous))
}

/// Whether two large units do not belong together: 万亿 and 万多亿 do.
fn is_doubled(shape: &Captures, _: &str, _: &str) -> bool {
    let units: String = shape[0].chars().filter(|unit| matches!(unit, '万' | '亿')).collect();
    units != "万亿"
}

/// Whether two neighbouring digits with 、 between them are an approximate number.
fn is_rough(shape: &Captures, before: &str, after: &str) -> bool {
    const MEASURES: &str = "间 百 千 万 十 年 周 成 里";
    /// Measure words of what is numbered rather than counted: 三、四期, 一、二级.
    const NUMBERED: &str = "级 期 类 号 班 组 楼 层 章 节 条 款 项 等 区 线 版 届 队 团 师 营 连 部 卷 册 幕 编 点 路 街 院 审 大 产 季 步 代";
    /// What a list of ordinals has after its measure word: 三、四年级, 一、二个季度, and two decades: 六、七十年代.
    const ORDINAL: [&str; 9] = ["年级", "年生", "年代", "个季度", "次会", "条款", "年段", "次全", "名获"];
    let digit = |text: &str, last: bool| {
        let mut digits = text.chars().filter(|one| "一二三四五六七八九".contains(*one) || *one == '两');
        let one = if last { digits.next_back() } else { digits.next() };
        one.and_then(|one| "一二三四五六七八九".find(if one == '两' { '二' } else { one }))
    };
    let (low, high) = shape[0].split_once('、').unwrap_or_default();
    let are_next =
        digit(low, true).zip(digit(high, false)).is_some_and(|(low, high)| low + '一'.len_utf8() == high);
    let is_counted = MEASURES.split(' ').any(|measure| after.starts_with(measure))
        || measures::at_start(after)
            .is_some_and(|unit| !NUMBERED.split(' ').any(|numbered| numbered == unit));
    are_next
        && is_counted
        && !before.ends_with(['第', '、', '（', '初', '高', '大'])
        && !ORDINAL.iter().any(|word| after.starts_with(word))
}

/// Whether the first of two percentages lacks its sign.
fn is_bare_range(shape: &Captures, before: &str, _: &str) -> bool {
    let is_year =
        shape[0].split(['至', '到', '—', '～', '~', '-']).next().is_some_and(|first| first.len() == 4);
    !is_year && !before.ends_with(['-', '－', '年', '月'])
}
