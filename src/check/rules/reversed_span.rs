//! D05: a span whose end comes before its beginning.
//!
//! The two dates were exchanged, or one was updated and the other was not.
//!
//! Wrong: 11月25日至11月8日, 2020年至2016年, 下午4时至2时, 45岁到18岁. Right: 11月8日至25日, 2016年至2020年, 22时至次日6时, 11月至次年2月.
//!
//! Guard: only days of one month, months and years with their numbers, and hours of one day; a night goes on after midnight. Years
//! before Christ count down.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::check::characters::up_to;
use crate::check::dates;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule = Rule::of_story("reversed-span", "D05", Severity::Error, WHOLE, look);

const JOINT: &str = "(?:至|到|—{1,2}|－|-|～|~|–)";
/// Spans of years, of months of one year, of hours, and of ages.
static SPANS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        format!("(?P<from>[12][0-9]{{3}})年?{JOINT}(?P<to>[12][0-9]{{3}})[年）]"),
        format!("(?P<year>[12][0-9]{{3}})年(?P<from>[0-9]{{1,2}})月{JOINT}(?P<same>[12][0-9]{{3}})年(?P<to>[0-9]{{1,2}})月"),
        format!(
            "(?P<half>上午|下午)?(?P<from>[0-9]{{1,2}})(?:时|点|[:：][0-9]{{2}}){JOINT}(?P<to>[0-9]{{1,2}})(?:时|点|[:：][0-9]{{2}})"
        ),
        format!("(?P<from>[0-9]+)(?:天|元|万元|人|米|公里|个月|年){JOINT}(?P<to>[0-9]+)(?:天|元|万元|人|米|公里|个月|年)(?:不等|之间)"),
        format!("(?P<from>[0-9]{{1,3}})(?:周?岁){JOINT}(?P<to>[0-9]{{1,3}})周?岁"),
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
        for range in numbers.chain(days).collect::<Vec<_>>() {
            marks.mark(line, range.clone(), words::reversed_span(&line.text[range]));
        }
    }
}

fn is_reversed(span: &Captures, text: &str) -> bool {
    let number = |name: &str| span.name(name)?.as_str().parse::<u32>().ok();
    let (Some(from), Some(to)) = (number("from"), number("to")) else { return false };
    let before = up_to(text, span.get_match().start());
    let is_cut = before.ends_with(|last: char| last.is_ascii_digit() || matches!(last, '.' | '-' | '前'));
    let is_of_one_year = number("year") == number("same");
    // 22时至6时 goes on after midnight, 17时至9时 may.
    let is_clock = span.get_match().as_str().contains(['时', '点', ':', '：']);
    let is_of_one_day = !is_clock
        || span.name("half").is_some() && from <= 12
        || from <= 16 && to >= 6
        || from >= 13 && to >= 13;
    from > to && !is_cut && is_of_one_year && is_of_one_day
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
