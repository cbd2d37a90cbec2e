//! D05: a span whose end comes before its beginning.
//!
//! The two dates were exchanged, or one was updated and the other was not.
//!
//! Wrong: 11月25日至11月8日, 2020年至2016年, 下午4时至2时, 45岁到18岁, 80元～50元. Right: 11月8日至25日, 2016年至2020年, 22时至次日6时, 11月至次年2月.
//!
//! The unit may be written once (140—70平方米), and the span between 以上 and 以下.
//!
//! Guard: only days of one month, months and years with their numbers, and hours of one day; a night goes on after midnight. Years
//! before Christ count down. Amounts with 至 or 到 may be a change (从60天到20天, 缩短), unless 不等 or 之间 follows.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::check::allotment;
use crate::check::characters::up_to;
use crate::check::dates;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::galley::units;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule = Rule::of_story("reversed-span", "D05", Severity::Error, WHOLE, look);

const JOINT: &str = "(?:至|到|—{1,2}|－|-|～|~|–)";
/// Spans of years, of months of one year, and of hours.
static SPANS: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        format!("(?P<from>[12][0-9]{{3}})年?{JOINT}(?P<to>[12][0-9]{{3}})[年）]"),
        format!("(?P<year>[12][0-9]{{3}})年(?P<from>[0-9]{{1,2}})月{JOINT}(?P<same>[12][0-9]{{3}})年(?P<to>[0-9]{{1,2}})月"),
        format!(
            "(?P<half>上午|下午)?(?P<from>[0-9]{{1,2}})(?:时|点|[:：][0-9]{{2}}){JOINT}(?P<to>[0-9]{{1,2}})(?:时|点|[:：][0-9]{{2}})"
        ),
    ]
    .map(|pattern| Regex::new(&pattern).expect("a constant"))
});

fn look(reading: &Reading, marks: &mut Marks) {
    let edition = reading.edition().map(|key| key.date);
    for line in
        reading.lines().filter(|line| line.text.contains(|character: char| character.is_ascii_digit()))
    {
        let spans = SPANS.iter().flat_map(|pattern| pattern.captures_iter(&line.text));
        let numbers = spans.filter(|span| is_reversed(span, &line.text)).map(|span| span.get_match().range());
        let found = dates::find(&line.text, edition);
        let days = found.windows(2).filter_map(|pair| reversed_days(&pair[0], &pair[1], line));
        let amounts = line.numerals.windows(2).filter_map(|pair| reversed_amounts(line, &pair[0], &pair[1]));
        for range in numbers.chain(days).chain(amounts).collect::<Vec<_>>() {
            marks.mark(line, range.clone(), words::reversed_span(&line.text[range]));
        }
    }
}

fn is_reversed(span: &Captures, text: &str) -> bool {
    let number = |name: &str| span.name(name)?.as_str().parse::<u32>().ok();
    let (Some(from), Some(to)) = (number("from"), number("to")) else { return false };
    let before = up_to(text, span.get_match().start());
    // GB 2760-2011 is the number of a standard.
    let is_cut = before.ends_with(|last: char| last.is_ascii_digit() || matches!(last, '.' | '-' | '前'))
        || before.trim_end().ends_with(|last: char| last.is_ascii_alphabetic());
    let is_of_one_year = number("year") == number("same");
    // 22时至6时 goes on after midnight, 17时至9时 may.
    let is_clock = span.get_match().as_str().contains(['时', '点', ':', '：']);
    let is_of_one_day = !is_clock
        || span.name("half").is_some() && from <= 12
        || from <= 16 && to >= 6
        || from >= 13 && to >= 13;
    from > to && !is_cut && is_of_one_year && is_of_one_day
}

/// Two amounts of one kind, joined, the greater first: 工期60天至20天. From 60 days to 20 is a change, unless a word says that there
/// are some of all.
fn reversed_amounts(line: &Line, from: &Numeral, to: &Numeral) -> Option<Range<usize>> {
    let text = &line.text;
    let joint = text.get(from.with_unit().end.max(from.range.end)..to.range.start)?;
    let is_dash = matches!(joint, "—" | "——" | "－" | "-" | "～" | "~" | "–");
    let is_limit = joint == "以上" && text[to.with_unit().end..].starts_with("以下");
    let is_word = matches!(joint, "至" | "到");
    let (unit, of_first) = (to.unit(text), from.unit(text));
    // 140—70平方米
    let is_bare = of_first.is_empty()
        && (is_dash || is_word)
        && !text[..from.range.start]
            .ends_with(|last: char| last.is_ascii_alphanumeric() || ".-—".contains(last));
    let of_first = if is_bare { unit } else { of_first };
    let is_single = |numeral: &Numeral| numeral.kind == NumeralKind::Count && numeral.more.is_none();
    let is_one_kind = !unit.is_empty() && allotment::are_of_a_kind(of_first, unit);
    if !(is_dash || is_word || is_limit)
        || !is_one_kind
        || !is_single(from)
        || !is_single(to)
        || is_of_time(unit)
    {
        return None;
    }
    let scale = |numeral: &Numeral| numeral.amount?.checked_mul(units::base(unit).0);
    let first = if is_bare { scale(from)? } else { allotment::in_base(text, from)? };
    let last = allotment::in_base(text, to)?;
    let before = &text[line.clause_of(from).start..from.range.start];
    let is_between = ["不等", "之间", "左右"]
        .iter()
        .any(|word| text[to.range.end..].starts_with(word) || text[to.end()..].starts_with(word));
    let is_range = is_between
        || is_limit
        || is_dash
        || !before.ends_with(['从', '由', '自'])
            && !before.contains(|change: char| "减降缩压少跌落低调改升涨回退从由".contains(change))
            && text[to.end()..].starts_with(['，', '。', '；', '、', '的', '（']);
    (is_range && first > last).then_some(from.range.start..to.with_unit().end)
}

/// Whether a unit is one of those that other spans check, or of the score of a match.
fn is_of_time(unit: &str) -> bool {
    matches!(
        unit,
        "年" | "月"
            | "日"
            | "时"
            | "点"
            | "分"
            | "号"
            | "届"
            | "期"
            | "版"
            | "层"
            | "页"
            | "章"
            | "条"
            | "级"
    )
}

/// Two days of one month, joined, the later first.
fn reversed_days(from: &dates::WrittenDate, to: &dates::WrittenDate, line: &Line) -> Option<Range<usize>> {
    let joint = line.text.get(from.range.end..to.range.start)?;
    let is_joined = matches!(joint, "至" | "到" | "—" | "——" | "－" | "-" | "～" | "~" | "–");
    let is_later = from.month == to.month && from.day? > to.day?;
    let is_next_year =
        matches!((from.year, to.year), (dates::Year::Said(from), dates::Year::Said(to)) if from < to);
    (is_joined && is_later && !is_next_year).then_some(from.range.start..to.range.end)
}
