//! D04: years, days, ages and anniversaries that contradict one another.
//!
//! A story that was written last year, or copied from one, keeps its 今年（2024年）, its ages and its anniversaries. The calendar
//! shows that they are wrong.
//!
//! Wrong, in 2025: 今年（2024年）, 昨天（11月25日）, 1985年出生的他今年35岁, 1995年入党，党龄已有20年, 学校创办于1965年，今年迎来50周年校庆.
//! Right: 今年（2025年）, 今年40岁, 60周年校庆.
//!
//! Guard: an age may be a year off on either side (虚岁, a birthday to come), and so may 至今已有40年; an anniversary must be this
//! year's, or that of the year named beside it. A sentence may name one beginning only, and an age of another time (时年, 18岁参军) or
//! of kin is not checked. A day by its name may be that of the edition or of the day before it.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, Duration, NaiveDate};
use regex::{Captures, Regex};

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::language::jubilees;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule = Rule::of_story("years-at-odds", "D04", Severity::Error, WHOLE, look);

/// A year, a month or a day by its name, with its number: 今年（2024年）, 2024年（去年）, 昨天（11月25日）.
static GLOSS: LazyLock<Regex> = LazyLock::new(|| {
    let (years, year) = ("今年|去年|前年|明年|后年|上一?年", "[12][0-9]{3}");
    let (days, joint) = ("今天|今日|昨天|昨日|前天|明天|明日|后天", "[（(]|，?(?:即|也就是|就是)|，");
    let day = "(?:[0-9]{1,2})月(?:[0-9]{1,2})日";
    let (months, month) = ("本月|上月|上个月|下月|下个月", "[0-9]{1,2}");
    Regex::new(&format!(
        "(?P<name>{years})(?:[（(]即?|，?(?:即|也就是|就是)|是)(?P<year>{year})(?:年|[）)])|(?P<year2>{year})年?[（(](?P<name2>{years})[）)]\
         |(?P<month>{months})[（(，]即?(?P<number>{month})月[）)，]|(?P<number2>{month})月[（(](?P<month2>{months})[）)]\
         |(?P<day>{days})(?:{joint})(?P<date>{day})(?:[）)，（]|星期|周)|(?P<date2>{day})[（(](?P<day2>{days})[）)]"
    ))
    .expect("a constant")
});
/// The year in which somebody was born.
static BIRTH: LazyLock<Regex> = LazyLock::new(|| beginning("出生|降生", "[生诞]", "生[，、的人）。于]"));
/// The year in which something was founded, or somebody began.
static FOUNDED: LazyLock<Regex> = LazyLock::new(|| {
    let founded = "始建|建校|建厂|建院|建县|建市|建区|建镇|建村|建队|建团|建社|建台|建馆|建站|建成|成立|创办|创立|创刊|创建|创业|设立|组建|通车\
                   |投产|开馆|开业|开办|开园|开播|开通|撤乡建县|撤县设市|奠基|落成|办学|建所|立村|起步|结为|缔结|建交|结对|签订";
    beginning(
        &format!("{founded}|入党|入伍|参军|参加工作|从教|从医|任教|结婚|退休|入行|进厂|下乡|投身|扎根|返乡"),
        "建|始|创",
        "建[，、的）。]",
    )
});
/// An age of now: with a word for now before it, or with what follows only ages of now.
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    let now = "今年已?经?|现年|年仅|如今已?经?|现已|现在|已经?|刚满|年满";
    Regex::new(&format!(
        "(?P<now>(?:{now}))(?P<a>[0-9]{{1,3}})周?岁|(?:^|[，、：])(?P<b>[0-9]{{1,3}})周?岁(?:的|高龄|，|。|、|$)"
    ))
    .expect("a constant")
});
/// How long ago something began: exactly this year (周年), or nearly (至今已有40年, 党龄40年).
static SINCE: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[0-9]{1,3}";
    Regex::new(&format!(
        "(?P<k>{number})周年|(?:至今|迄今|如今|到今年|到现在)\\p{{Han}}{{0,6}}?(?P<since>{number})(?:个年头|年)\
         |(?:已有?|已经|走过|[党教工军婚司]龄(?:已?经?有?|长?达))(?P<has>{number})(?:个年头|年)(?:[的历。，；]|$)|(?P<of>{number})年(?:的?[党教工军婚]龄|历史|来)"
    ))
    .expect("a constant")
});
/// Words for others, whose age is not that of the person born.
const KIN: [&str; 18] = [
    "儿子", "女儿", "孙子", "孙女", "妻子", "丈夫", "父亲", "母亲", "弟弟", "妹妹", "哥哥", "姐姐", "老伴",
    "爷爷", "奶奶", "孩子", "子女", "爱人",
];

/// A pattern of a year and of a word for a beginning, in either order: `before` are the words that need 于 after them, `directly` those
/// that must come directly after the year.
fn beginning(words: &str, before: &str, directly: &str) -> Regex {
    let year = "[12][0-9]{3}";
    let date = "(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?";
    Regex::new(&format!(
        "(?:{words}|{before})于(?P<a>{year})年|(?P<b>{year})年{date}(?:{directly}|\\p{{Han}}{{0,6}}?(?:{words}))"
    ))
    .expect("a constant")
}

fn look(reading: &Reading, marks: &mut Marks) {
    let Some(now) = reading.edition().map(|key| key.date) else { return };
    for line in reading.lines().filter(|line| line.text.contains(['年', '月'])) {
        for found in GLOSS.captures_iter(&line.text) {
            if let Some(right) = right_gloss(&found, now) {
                let range = found.get_match().range();
                let written = line.text[range.clone()].trim_end_matches(['）', ')', '，', '（', '周']);
                let range = range.start..range.start + written.len();
                marks.mark(line, range, words::glossed(written, &right));
            }
        }
        if line.text.contains(|character: char| character.is_ascii_digit()) {
            for sentence in line.sentences() {
                ages(line, &sentence, now.year(), marks);
                anniversaries(line, &sentence, now.year(), marks);
            }
        }
    }
}

/// What the name of a year, month or day means, if its number is another.
fn right_gloss(found: &Captures, now: NaiveDate) -> Option<String> {
    let either =
        |one: &str, other: &str| found.name(one).or_else(|| found.name(other)).map(|found| found.as_str());
    if let Some((name, number)) = either("month", "month2").zip(either("number", "number2")) {
        let right = match name {
            "本月" => now.month(),
            "上月" | "上个月" => (now.month() + 10) % 12 + 1,
            _ => now.month() % 12 + 1,
        };
        return (number.parse() != Ok(right)).then(|| format!("{right}月"));
    }
    if let Some((name, date)) = either("day", "day2").zip(either("date", "date2")) {
        return right_day(name, date, now);
    }
    let (name, year) = either("name", "name2").zip(either("year", "year2"))?;
    let right = now.year()
        + match name {
            "今年" => 0,
            "去年" | "上年" | "上一年" => -1,
            "前年" => -2,
            "明年" => 1,
            _ => 2,
        };
    (year.parse() != Ok(right)).then(|| format!("{right}年"))
}

/// What the name of a day means, if a date beside it is neither that day nor the one before.
fn right_day(name: &str, date: &str, now: NaiveDate) -> Option<String> {
    let days = match name {
        "今天" | "今日" => 0,
        "昨天" | "昨日" => -1,
        "前天" => -2,
        "明天" | "明日" => 1,
        _ => 2,
    };
    let (month, day) = date.trim_end_matches('日').split_once('月')?;
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    let is_meant = |days: i64| {
        let other = now + Duration::days(days);
        (other.month(), other.day()) == (month, day)
    };
    let right = now + Duration::days(days);
    (!is_meant(days) && !is_meant(days - 1)).then(|| format!("{}月{}日", right.month(), right.day()))
}

/// The only year that a pattern finds in a text.
fn only_year(pattern: &Regex, text: &str) -> Option<i32> {
    let mut found = pattern.captures_iter(text);
    let only = found.next().filter(|_| found.next().is_none())?;
    only.name("a").or_else(|| only.name("b"))?.as_str().parse().ok()
}

fn ages(line: &Line, sentence: &Range<usize>, now: i32, marks: &mut Marks) {
    let text = &line.text[sentence.clone()];
    if !text.contains('岁') || KIN.iter().any(|word| text.contains(word)) {
        return;
    }
    let Some(born) = only_year(&BIRTH, text) else { return };
    let is_of_another_time = ["时年", "享年", "终年", "当年", "那年"].iter().any(|word| text.contains(word));
    for age in AGE.captures_iter(text).filter(|age| age.name("now").is_some() || !is_of_another_time) {
        let Some(number) = age.name("a").or_else(|| age.name("b")) else { continue };
        let written: i32 = number.as_str().parse().unwrap_or_default();
        if (now - born - written).abs() > 1 {
            let start = age.name("now").map_or(number.start(), |now| now.start());
            let end = number.end() + text[number.end()..].find('岁').map_or(0, |at| at + '岁'.len_utf8());
            let range = sentence.start + start..sentence.start + end;
            let finding = marks.mark(line, range.clone(), words::age(born, &line.text[range], now - born));
            if age.name("now").is_none() {
                finding.severity = Severity::Warning;
            }
        }
    }
}

fn anniversaries(line: &Line, sentence: &Range<usize>, now: i32, marks: &mut Marks) {
    let text = &line.text[sentence.clone()];
    let Some(found) = SINCE.captures(text) else { return };
    let Some(number) = found.iter().skip(1).flatten().next() else { return };
    let is_jubilee = found.name("k").is_some();
    let known =
        jubilees::year_of(text[..number.start()].trim_end_matches(['的', '第'])).filter(|_| is_jubilee);
    let Some(from) = known.or_else(|| only_year(&FOUNDED, text)) else { return };
    let Some(year) = year_of_jubilee(text, from, now, is_jubilee, known.is_some()) else { return };
    let (right, stated) = (year - from, number.as_str().parse::<i32>().unwrap_or_default());
    // The 200周年 of 建国 is that of another country.
    let is_other = known.is_some() && (stated - right).abs() > 30;
    let is_wrong = !is_other && if is_jubilee { stated != right } else { (stated - right).abs() > 1 };
    if is_wrong && right > 0 {
        let end = found.get_match().end();
        let end = number.end() + text[number.end()..end].find('年').map_or(0, |at| at + '年'.len_utf8());
        let start = if is_jubilee { number.start() } else { found.get_match().start() };
        let range = sentence.start + start..sentence.start + end;
        marks.mark(line, range.clone(), words::anniversary(from, &line.text[range], right));
    }
}

/// The year from which a sentence counts back to a beginning: one that it names, or else the current one.
fn year_of_jubilee(text: &str, from: i32, now: i32, is_jubilee: bool, is_known: bool) -> Option<i32> {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| Regex::new("([12][0-9]{3})年").expect("a constant"));
    let years = YEARS.captures_iter(text).filter_map(|year| year[1].parse::<i32>().ok());
    let others: Vec<i32> = years.filter(|year| *year != from).collect();
    let is_now = ["今年", "今，", "迎来", "今天", "至今", "如今", "正值", "恰逢", "之际"]
        .iter()
        .any(|word| text.contains(word));
    let is_past =
        ["去年", "前年", "上年", "当年", "曾", "明年", "那年"].iter().any(|word| text.contains(word));
    match others.as_slice() {
        [] if !is_jubilee || is_now || !is_known && !is_past => Some(now).filter(|_| !is_past),
        [year] if is_jubilee && *year > from => Some(*year),
        _ => None,
    }
}
