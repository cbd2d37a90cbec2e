//! W02: stray Latin letters among 汉字.
//!
//! Leaving an input method too early, or pasting from a web page, leaves small letters behind: shi, gfd, nbsp.
//!
//! Wrong: 组织gfd农技人员. Right: AI技术, 30km, iPhone, “e企查”.
//!
//! Guard: only small letters with 汉字 directly on both sides, outside quotes and brackets, that are no known word (here or in the
//! house's `letters`) and are not mentioned as letters (拼音shi的声调).

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::{Enclosure, QUOTATION, TITLE, is_han};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::words::rules::letters;

pub(crate) static RULE: Rule =
    Rule::of_story("stray-letters", "W02", Severity::Warning, WHOLE, look).reading(RuleTexts::Simplified);

static SMALL: LazyLock<Regex> = LazyLock::new(|| Regex::new("[a-z]+").expect("a constant"));

/// Words in small letters that papers use among 汉字.
const KNOWN: [&str; 62] = [
    "app", "bug", "call", "city", "club", "cm", "cos", "cp", "diy", "doc", "e", "emo", "excel", "fans", "g",
    "get", "hi", "hold", "i", "ip", "k", "kg", "km", "kw", "live", "logo", "m", "mg", "min", "mini", "ml",
    "mm", "mp", "n", "no", "ok", "oppo", "out", "p", "pad", "pdf", "pk", "plog", "plus", "ppt", "pro",
    "show", "style", "t", "tips", "u", "up", "vivo", "vlog", "vs", "wifi", "word", "www", "x", "y", "z",
    "zip",
];
/// Words after which letters are mentioned as such.
const NAMING: [&str; 10] = ["拼音", "读作", "念作", "字母", "音节", "变量", "参数", "域名", "账号", "单词"];
/// Marks within which letters are a name.
const ENCLOSING: [[char; 2]; 6] = [QUOTATION, TITLE, ['‘', '’'], ['（', '）'], ['【', '】'], ['(', ')']];

fn look(reading: &Reading, marks: &mut Marks) {
    let house = &reading.house.letters;
    for line in reading.lines().filter(|line| line.text.bytes().any(|byte| byte.is_ascii_lowercase())) {
        let enclosures = LazyCell::new(|| ENCLOSING.map(|pair| Enclosure::of(&line.text, pair)));
        for found in SMALL.find_iter(&line.text).map(|found| found.range()) {
            let written = &line.text[found.clone()];
            let is_known = KNOWN.contains(&written) || house.contains(written);
            if !is_known
                && is_stray(&line.text, &found)
                && !enclosures.iter().any(|pair| pair.holds(found.start))
            {
                marks.mark(line, found.clone(), letters::stray_letters(written));
            }
        }
    }
}

fn is_stray(text: &str, letters: &Range<usize>) -> bool {
    // A pasted HTML entity keeps its & and ;: &nbsp;
    let (before, after) = (&text[..letters.start], &text[letters.end..]);
    let before = before.strip_suffix('&').unwrap_or(before);
    let after = after.strip_prefix(';').unwrap_or(after);
    before.ends_with(is_han) && after.starts_with(is_han) && !NAMING.iter().any(|word| before.ends_with(word))
}
