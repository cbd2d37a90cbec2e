//! Ordinals in running text (序次语): 一是, 二要, 第三，, （四）, 5., ⑥, and other signs that something is the second.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::numerals;

/// The numbers as written, from the first.
const NUMBERS: &str = "一二三四五六七八九";
/// A number below a hundred.
const NUMBER: &str = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])";

/// Ordinals by their marks: （一）, 1., ①, （1）, 1）, 1、 and 一、. They do not follow 第 or a digit.
static MARKED: LazyLock<Regex> = LazyLock::new(|| {
    let digit = "[1-9]";
    let pattern = format!(
        "(?m)(?:^|[，。；：！？])(?:(?<han>[（(]{NUMBER}[）)])|(?<point>{digit}[.．])(?:[^0-9]|$)|(?<circle>[①②③④⑤⑥⑦⑧⑨⑩])\
         |(?<bracket>[（(]{digit}[）)])|(?<half>{digit}[）)])|(?<pause>{digit}、)[^0-9]|(?<comma>{NUMBER}、)[^一二三四五六七八九十])"
    );
    Regex::new(&pattern).expect("a constant")
});
/// The groups of the pattern, and the style of each.
const MARKED_STYLES: [(&str, char); 7] = [
    ("han", '（'),
    ("point", '.'),
    ("circle", '①'),
    ("bracket", '('),
    ("half", ')'),
    ("pause", '1'),
    ("comma", '、'),
];
const CIRCLES: &str = "①②③④⑤⑥⑦⑧⑨⑩";

/// What opens a clause, and what may be an ordinal after it.
static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    let number = format!("(?<prefix>[第其])?(?<number>{NUMBER})(?<verb>[是要])?");
    let pattern = format!("(?m)(?:^|[，。；：！？“”‘’（）》…—　])(?<whole>{number}|首先|其次)");
    Regex::new(&pattern).expect("a constant")
});
/// Words that begin like an ordinal: 三要素, 一是一.
static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:.要[素点务义件害领塞道]|一是一|二是二)").expect("a constant"));
/// Words that stand for an ordinal and have no number.
const ANOTHER: [&str; 9] = ["其次", "再次", "再者", "此外", "另外", "还有", "最后", "再就是", "再一个"];

/// Words that stand for the first ordinal.
const FIRST: [&str; 3] = ["首先", "一方面", "一个"];

/// An ordinal at the beginning of a clause.
#[derive(Clone, Debug)]
pub(crate) struct Ordinal {
    /// 一是, without the text after it.
    pub range: Range<usize>,
    /// Its number, from 1.
    pub place: usize,
    /// Its style: 是, 要, 第, 其, 层 for 第一层; （ for （一）, ( for （1）, ) for 1）, . for 1., 1 for 1、, 、 for 一、, and ①.
    pub style: char,
}

/// The ordinals of a text in order.
#[must_use]
pub(crate) fn find(text: &str) -> Vec<Ordinal> {
    let mut found = marked(text);
    found.extend(worded(text));
    found.sort_by_key(|ordinal| ordinal.range.start);
    found
}

fn marked(text: &str) -> Vec<Ordinal> {
    let place = |written: &str| {
        let written = written.trim_start_matches(['（', '(']);
        let character = written.chars().next()?;
        value(written)
            .or_else(|| CIRCLES.chars().position(|known| known == character).map(|place| place + 1))
            .or_else(|| character.to_digit(10).map(|digit| digit as usize))
    };
    let found = MARKED.captures_iter(text).filter_map(|captures| {
        let (style, found) =
            MARKED_STYLES.iter().find_map(|(name, style)| Some((*style, captures.name(name)?)))?;
        Some(Ordinal { range: found.range(), place: place(found.as_str())?, style })
    });
    found.collect()
}

fn worded(text: &str) -> Vec<Ordinal> {
    ORDINAL
        .captures_iter(text)
        .filter_map(|captures| {
            let range = captures.name("whole")?.range();
            let place = place(captures.name("number").map_or(&captures["whole"], |number| number.as_str()));
            let style = style(&captures, &text[range.end..])?;
            (!WORD.is_match(&text[range.start..])).then_some(Ordinal { range, place, style })
        })
        .collect()
}

/// The style of a possible ordinal, if the text after it confirms that it is one: 一是 alone suffices, 第一 needs a ，.
fn style(captures: &Captures, after: &str) -> Option<char> {
    let character = |name| captures.name(name).and_then(|group| group.as_str().chars().next());
    match (character("prefix"), character("number"), character("verb")) {
        (None, Some(_), verb) => verb,
        (prefix, Some(_), None) if after.starts_with(['，', '：']) => prefix,
        (Some('第'), Some(_), None)
            if [
                "层是", "层，", "句是", "步是", "步，", "层：", "条是", "点是", "点，", "件是", "件，",
                "项是", "个是",
            ]
            .iter()
            .any(|word| after.starts_with(word)) =>
        {
            after.chars().next()
        }
        (None, None, None) if after.starts_with('，') => Some('第'),
        _ => None,
    }
}

fn place(written: &str) -> usize {
    value(written).unwrap_or(1 + usize::from(written == "其次"))
}

/// The number with which a text begins, below a hundred: 三, 十, 十二, 二十.
fn value(written: &str) -> Option<usize> {
    let below_ten =
        |text: &str| NUMBERS.chars().position(|number| text.starts_with(number)).map(|place| place + 1);
    let tens = below_ten(written);
    let rest = tens.map_or(written, |_| written.trim_start_matches(|first| NUMBERS.contains(first)));
    match rest.strip_prefix('十') {
        Some(ones) => Some(10 * tens.unwrap_or(1) + below_ten(ones).unwrap_or_default()),
        None => tens,
    }
}

/// The ordinal of a number, in a style.
#[must_use]
pub(crate) fn written(place: usize, style: char) -> String {
    let number = number(place);
    match style {
        '第' | '其' => format!("{style}{number}"),
        '（' => format!("（{number}）"),
        '.' => format!("{place}."),
        '(' => format!("（{place}）"),
        ')' => format!("{place}）"),
        '1' => format!("{place}、"),
        '、' => format!("{number}、"),
        '①' => CIRCLES.chars().nth(place.saturating_sub(1)).unwrap_or_default().to_string(),
        '层' | '句' | '步' | '条' | '点' | '件' | '项' | '个' => format!("第{number}{style}"),
        _ => format!("{number}{style}"),
    }
}

fn number(place: usize) -> String {
    numerals::words(place.into())
}

/// Whether a text contains, in any style, something that may be the ordinal of a number.
#[must_use]
pub(crate) fn may_name(text: &str, place: usize) -> bool {
    let number = number(place);
    let is_number = |(at, _): (usize, &str)| {
        let (before, after) = (&text[..at], &text[at + number.len()..]);
        before.ends_with(['第', '其', '之', '（'])
            || after.starts_with(['是', '要', '则', '来', '为', '就', '、', '，'])
    };
    let is_digit = |(at, digit): (usize, &str)| {
        text[at + digit.len()..].starts_with(['.', '．', '、', '）', ')', '是', '要'])
    };
    let circled = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];
    text.match_indices(number.as_str()).any(is_number)
        || text.match_indices(&place.to_string()).any(is_digit)
        || circled.get(place.saturating_sub(1)).is_some_and(|circled| text.contains(*circled))
        || place == 1 && FIRST.iter().any(|word| text.contains(word))
        || ANOTHER.iter().any(|word| text.contains(word))
}

/// How many things are numbered in sequence from byte `at` of a text to its end, if none is subdivided, and where the last
/// begins; `all` are the ordinals of the text.
#[must_use]
pub(crate) fn row(all: &[Ordinal], at: usize) -> Option<(usize, Range<usize>)> {
    let row = &all[all.partition_point(|ordinal| ordinal.range.start < at)..];
    let (first, last) = row.first().zip(row.last()).filter(|(first, _)| first.range.start == at)?;
    let is_plain =
        row.iter().zip(1..).all(|(ordinal, place)| ordinal.style == first.style && ordinal.place == place);
    is_plain.then(|| (row.len(), last.range.clone()))
}
