//! D04: years, ages and anniversaries that contradict one another.
//!
//! A story that was written last year, or copied from one, keeps its 今年（2024年）, its ages and its anniversaries. The calendar
//! shows that they are wrong.
//!
//! Wrong, in 2025: 今年（2024年）, 1985年出生的他今年35岁, 学校创办于1965年，今年迎来50周年校庆. Right: 今年（2025年）, 今年40岁, 60周年校庆.
//!
//! Guard: an age may be a year off on either side (虚岁, a birthday to come), and so may 至今已有40年; an anniversary must be this
//! year's, and its sentence may name one founding only.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::Datelike;
use regex::{Captures, Regex};

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule = Rule::of_story("years-at-odds", "D04", Severity::Error, WHOLE, look);

/// A year by its name, with its number: 今年（2024年）, 2024年（去年）.
static GLOSS: LazyLock<Regex> = LazyLock::new(|| {
    let named = "今年|去年|前年|明年|后年|上年";
    let pattern = format!(
        "(?P<name>{named})(?:[（(]|，?(?:即|也就是))(?P<year>[12][0-9]{{3}})年?|(?P<year2>[12][0-9]{{3}})年?[（(](?P<name2>{named})[）)]\
         |(?P<month>本月|上月|上个月|下月)[（(](?P<number>[0-9]{{1,2}})月[）)]"
    );
    Regex::new(&pattern).expect("a constant")
});
/// A year of birth, and an age of now.
static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
    let year = "[12][0-9]{3}";
    Regex::new(&format!(
        "(?:生于(?P<a>{year})年|(?P<b>{year})年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?:出生|生[，、的人）]))"
    ))
    .expect("a constant")
});
static AGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:今年已?经?|现年|年仅|如今)(?P<age>[0-9]{1,3})岁").expect("a constant"));
/// A year in which something was founded.
static FOUNDED: LazyLock<Regex> = LazyLock::new(|| {
    let deeds = "始建|建校|建厂|建院|建县|建成|建馆|成立|创办|创立|创刊|创建|设立|组建|通车|投产|开馆|开业|开办|撤乡建县";
    let pattern = format!(
        "(?:(?:{deeds})于(?P<a>[12][0-9]{{3}})年|(?P<b>[12][0-9]{{3}})年[^，。；0-9]{{0,6}}?(?:{deeds}))"
    );
    Regex::new(&pattern).expect("a constant")
});
/// How long ago that is: exactly this year (周年), or nearly (至今已有40年).
static ANNIVERSARY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?P<k>[0-9]{1,3})周年|(?:至今|迄今)(?:已有?|有)?(?P<since>[0-9]{1,3})年|，(?P<ever>[0-9]{1,3})年来",
    )
    .expect("a constant")
});
/// Events that everybody knows, and their years.
const KNOWN: [(&str, i32); 8] = [
    ("新中国成立", 1949),
    ("中华人民共和国成立", 1949),
    ("中国共产党成立", 1921),
    ("抗日战争胜利", 1945),
    ("抗战胜利", 1945),
    ("红军长征胜利", 1936),
    ("香港回归", 1997),
    ("澳门回归", 1999),
];

fn look(reading: &Reading, marks: &mut Marks) {
    let Some(now) = reading.edition().map(|key| key.date) else { return };
    for line in reading.lines().filter(|line| line.text.contains(['年', '月'])) {
        for found in GLOSS.captures_iter(&line.text) {
            if let Some(right) = right_gloss(&found, now.year(), now.month()) {
                marks.mark(line, found.get_match().range(), words::glossed(&found[0], &right));
            }
        }
        for sentence in line.sentences() {
            ages(line, &sentence, now.year(), marks);
            anniversaries(line, &sentence, now.year(), marks);
        }
    }
}

/// The right number of a year or month by its name, if the written one is wrong.
fn right_gloss(found: &Captures, year: i32, month: u32) -> Option<String> {
    if let Some(name) = found.name("month") {
        let right = match name.as_str() {
            "本月" => month,
            "下月" => month % 12 + 1,
            _ => (month + 10) % 12 + 1,
        };
        let written: u32 = found["number"].parse().ok()?;
        return (written != right).then(|| format!("{right}月"));
    }
    let name = found.name("name").or_else(|| found.name("name2"))?.as_str();
    let written: i32 = found.name("year").or_else(|| found.name("year2"))?.as_str().parse().ok()?;
    let right = match name {
        "今年" => year,
        "去年" | "上年" => year - 1,
        "前年" => year - 2,
        "明年" => year + 1,
        _ => year + 2,
    };
    (written != right).then(|| format!("{right}年"))
}

fn ages(line: &Line, sentence: &Range<usize>, now: i32, marks: &mut Marks) {
    let text = &line.text[sentence.clone()];
    let mut births = BIRTH.captures_iter(text);
    let (Some(birth), None) = (births.next(), births.next()) else { return };
    let is_of_kin = ["儿", "女", "孙", "妻", "父", "母", "弟", "妹", "哥", "姐", "伴"]
        .iter()
        .any(|word| text.contains(word));
    let Some(born) = year(&birth).filter(|_| !is_of_kin) else { return };
    for age in AGE.captures_iter(text) {
        let written: i32 = age["age"].parse().unwrap_or_default();
        if (now - born - written).abs() > 1 {
            let range = age.get_match().range();
            let range = sentence.start + range.start..sentence.start + range.end;
            marks.mark(line, range.clone(), words::age(born, &line.text[range], now - born));
        }
    }
}

fn anniversaries(line: &Line, sentence: &Range<usize>, now: i32, marks: &mut Marks) {
    let text = &line.text[sentence.clone()];
    let Some(found) = ANNIVERSARY.captures(text) else { return };
    let is_now = ["今年", "今，", "迎来", "今天", "至今"].iter().any(|word| text.contains(word));
    let known = KNOWN.iter().find(|(event, _)| text.contains(&format!("{event}{}", &found[0])));
    let mut founded = FOUNDED.captures_iter(text);
    let founding = founded.next().filter(|_| founded.next().is_none()).and_then(|found| year(&found));
    let Some(from) = known.map(|(_, year)| *year).or(founding) else { return };
    let Some(written) = found.iter().skip(1).flatten().next() else { return };
    let (right, stated) = (now - from, written.as_str().parse::<i32>().unwrap_or_default());
    let is_wrong =
        if found.name("k").is_some() { is_now && stated != right } else { (stated - right).abs() > 1 };
    if is_wrong && right > 0 {
        let range = found.get_match().range();
        let range = sentence.start + range.start..sentence.start + range.end;
        marks.mark(line, range.clone(), words::anniversary(from, &line.text[range], right));
    }
}

fn year(found: &Captures) -> Option<i32> {
    found.name("a").or_else(|| found.name("b"))?.as_str().parse().ok()
}
