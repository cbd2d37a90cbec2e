//! N09: a declared number of things, and another number of them listed right behind.
//!
//! An item is struck out or put in, and the number before the list is forgotten.
//!
//! Wrong: 四项制度：甲、乙、丙. Right: 三项制度：甲、乙、丙; 八项举措：甲、乙等.
//!
//! Guard: the list must follow its noun, without a verb between; brackets may hold attributes (库容800吨、占地6亩) or other
//! kinds (街道、园区); deeds that a comma continues, and lists with ；, may go on beyond the first 、; 和 may part the last two
//! items or stand in one.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::prelude::ToPrimitive;

use crate::check::reading::Reading;
use crate::check::rule::{Look, Marks, Rule, WHOLE};
use crate::check::segment;
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Kind, Numeral};
use crate::words::rules::counts;

/// The rule.
pub static RULE: Rule = Rule {
    code: "declared-count",
    letters: "N09",
    severity: Severity::Warning,
    weight: WHOLE,
    look: Look::Story(look),
};

/// The measure words of things that are listed.
const LISTED: &[&str] = &[
    "个", "项", "条", "支", "大", "份", "类", "种", "名", "位", "座", "家", "所", "处", "件", "本", "组",
    "款", "型", "篇", "部", "级", "道", "块", "张", "间", "套", "台",
];
/// Words that are no things but kinds: 12个乡镇（街道、园区）.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^(?:[镇乡场区县市旗村]|街道|社区|园区|开发区|农场|林场|单位|部门)$";
    Regex::new(pattern).expect("a constant")
});

/// The things behind the number, what opens their list, and the list.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"^(?<things>[\p{Han}“”]{0,14}?)(?<opening>：|（|，即：?|，?分别(?:是|为)：?)(?<list>[^\n]*)";
    Regex::new(pattern).expect("a constant")
});
/// What begins brackets or lists that do not name the things one by one.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^(?:一是|一要|第一|首先|其中|含|不含|包括|不包括|如|见|均|原|以下|下同|[0-9（①])";
    Regex::new(pattern).expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains(['：', '（', '即', '别'])) {
        for numeral in &line.numerals {
            let Some(declared) = declared(numeral, line) else { continue };
            let Some(list) = list(&line.text[numeral.with_unit().end..]) else { continue };
            if list.is_another_number_than(declared) {
                let range = numeral.with_unit();
                let wording = counts::declared_count(&line.text[range.clone()], list.items.len());
                marks.mark(line, range, wording);
            }
        }
    }
}

/// How many things a number declares.
fn declared(numeral: &Numeral, line: &Line) -> Option<usize> {
    let before = &line.text[..numeral.range.start];
    let is_exact = numeral.more.is_none()
        && numeral.after.is_none()
        && numeral.before.as_ref().is_none_or(|before| &line.text[before.clone()] == "共");
    let is_whole = !before.ends_with(['至', '到', '—', '-', '～', '之', '第', '每', '这', '那']);
    let is_listed = LISTED.contains(&numeral.unit(&line.text));
    let amount =
        numeral.amount.filter(|_| numeral.kind == Kind::Count && is_exact && is_whole && is_listed)?;
    amount.to_usize().filter(|amount| *amount > 1)
}

/// The things that are listed.
struct List<'t> {
    items: Vec<&'t str>,
}

impl List<'_> {
    fn is_another_number_than(&self, declared: usize) -> bool {
        let end = self.items.last().copied().unwrap_or_default();
        let least = self.items.len();
        let most = least + end.matches(['和', '及', '与']).count();
        if end.contains('等') {
            return least > declared;
        }
        // A list of a few among many is none of the whole.
        !(least..=most).contains(&declared) && least * 2 >= declared
    }
}

/// The list that follows a number and its measure word, if one does.
fn list(after: &str) -> Option<List<'_>> {
    let found = OPENING.captures(after)?;
    let (things, whole) = (found.name("things")?.as_str(), found.name("list")?.as_str());
    if OTHERWISE.is_match(whole) || is_clause(things) {
        return None;
    }
    let list = if &found["opening"] == "（" { bracketed(whole) } else { running(whole) }?;
    (list.items.len() > 1).then_some(list)
}

/// Whether a verb follows the noun, so that the list is not of what was counted: 三所学校联合办起托管班.
fn is_clause(things: &str) -> bool {
    if things.chars().count() <= 4 || things.contains('”') {
        return false;
    }
    let words = segment::words(things);
    let verb = words.iter().rposition(|word| word.tag == "v");
    verb.is_some_and(|verb| words[..verb].iter().any(|word| word.tag.starts_with('n')))
}

/// The things in brackets.
fn bracketed(whole: &str) -> Option<List<'_>> {
    let (inside, _) = whole.split_once('）')?;
    let items = items(inside);
    let has_digits = items.iter().any(|item| item.contains(|character: char| character.is_ascii_digit()));
    let is_of_kinds = items.iter().any(|item| KIND.is_match(item));
    (!has_digits && !is_of_kinds && !inside.contains(['，', '；', '：'])).then_some(List { items })
}

/// The things in the sentence, up to its first comma.
fn running(whole: &str) -> Option<List<'_>> {
    let end = whole.find(['。', '！', '？', '；']).unwrap_or(whole.len());
    let (sentence, mark) = whole.split_at(end);
    let (list, rest) = split_at_comma(sentence);
    let items = items(list);
    let goes_on = !rest.is_empty() && goes_on(&items, rest);
    (!mark.starts_with('；') && !goes_on).then_some(List { items })
}

/// Whether the list goes on behind its first comma, in another way or with deeds.
fn goes_on(items: &[&str], rest: &str) -> bool {
    let begins_with_a_verb = || segment::words(rest).first().is_some_and(|word| word.tag.starts_with('v'));
    let length = |words: &str| words.chars().count();
    let is_alike = |item: &&str| length(item) == length(rest.split('，').next().unwrap_or(rest));
    rest.contains('、')
        || items.last().is_some_and(is_alike)
        || items.first().is_some_and(|item| is_deed(item))
        || items.iter().any(|item| is_deed(item)) && begins_with_a_verb()
}

/// Whether an item says what is done to something: 压实责任, but 首问负责制.
fn is_deed(item: &str) -> bool {
    let words = segment::words(item);
    words.len() > 1
        && words[0].tag.starts_with('v')
        && !item.ends_with(['制', '法', '队', '会', '区', '室', '点'])
}

fn split_at_comma(sentence: &str) -> (&str, &str) {
    let mut depth = 0;
    let comma = sentence.char_indices().find(|(_, character)| {
        depth += step(*character);
        *character == '，' && depth == 0
    });
    comma.map_or((sentence, ""), |(at, mark)| (&sentence[..at], &sentence[at + mark.len_utf8()..]))
}

/// The items of a list, parted by 、 or by quotation marks or titles that touch.
fn items(list: &str) -> Vec<&str> {
    let (mut items, mut start, mut depth, mut before) = (Vec::new(), 0, 0, ' ');
    for (at, character) in list.char_indices() {
        if depth == 0 && character == '、' {
            items.push(&list[start..at]);
            start = at + character.len_utf8();
        } else if depth == 0 && matches!((before, character), ('”', '“') | ('》', '《')) {
            items.push(&list[start..at]);
            start = at;
        }
        depth += step(character);
        before = character;
    }
    items.push(&list[start..]);
    items
}

/// How much deeper a mark leads.
fn step(character: char) -> i32 {
    match character {
        '“' | '《' | '（' => 1,
        '”' | '》' | '）' => -1,
        _ => 0,
    }
}
