//! Lists (列举): the things that a text names one by one after their number: 三项制度：甲、乙、丙.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use crate::language::segment;

/// Words for kinds rather than for things: 12个乡镇（街道、园区）.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^(?:[镇乡场区县市旗村]|街道|社区|园区|开发区|农场|林场|单位|部门)$";
    Regex::new(pattern).expect("a constant")
});

/// The things after the number, what opens their list, and the list.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"^(?<things>[\p{Han}“”]{0,14}?)(?<opening>：|（|，即：?|，?分别(?:是|为)：?)(?<list>[^\n]*)";
    Regex::new(pattern).expect("a constant")
});
/// Beginnings of brackets or lists that do not name the things one by one.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^(?:一是|一要|第一|首先|其中|含|不含|包括|不包括|如|见|均|原|以下|下同|[0-9（①])";
    Regex::new(pattern).expect("a constant")
});

/// The things listed one by one after a number and its measure word, if any are.
#[must_use]
pub(crate) fn listed(after: &str) -> Option<Vec<&str>> {
    let found = OPENING.captures(after)?;
    let (things, whole) = (found.name("things")?.as_str(), found.name("list")?.as_str());
    if OTHERWISE.is_match(whole) || is_clause(things) {
        return None;
    }
    let items = if &found["opening"] == "（" { bracketed(whole) } else { running(whole) };
    items.filter(|items| items.len() > 1)
}

/// Words that join the last two things of a list, and may be part of a name: 颐和园.
const JOINTS: [char; 3] = ['和', '及', '与'];

/// The things of a list without marks in them: 、 separates them, and so does 和 if a thing stands on both sides.
#[must_use]
pub(crate) fn things(list: &str, is_thing: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut things = Vec::new();
    for piece in list.split('、') {
        let mut rest = piece;
        for (at, joint) in piece.match_indices(JOINTS) {
            let start = piece.len() - rest.len();
            let (before, after) = (piece.get(start..at).unwrap_or_default(), &piece[at + joint.len()..]);
            let before = before.trim_end_matches('以');
            if is_thing(before) && is_thing(after) {
                things.push(before);
                rest = after;
            }
        }
        things.push(rest);
    }
    things
}

/// How many things the items of a list are: 和 in an item may be part of a name or join two things.
#[must_use]
pub(crate) fn numbers(items: &[&str]) -> RangeInclusive<usize> {
    let joints: usize = items.iter().map(|item| item.matches(JOINTS).count()).sum();
    items.len()..=items.len() + joints
}

/// Whether a verb follows the noun, so that the list names something other than what was counted: 三所学校联合办起托管班.
#[must_use]
pub(crate) fn is_clause(things: &str) -> bool {
    if things.chars().count() <= 4 || things.contains('”') {
        return false;
    }
    let words = segment::words(things);
    let verb = words.iter().rposition(|word| word.tag == "v");
    verb.is_some_and(|verb| words[..verb].iter().any(|word| word.tag.starts_with('n')))
}

/// The things in brackets.
fn bracketed(whole: &str) -> Option<Vec<&str>> {
    let (inside, _) = whole.split_once('）')?;
    let items = items(inside);
    let has_digits = items.iter().any(|item| item.contains(|character: char| character.is_ascii_digit()));
    let is_of_kinds = items.iter().any(|item| KIND.is_match(item));
    (!has_digits && !is_of_kinds && !inside.contains(['，', '；', '：'])).then_some(items)
}

/// The things in the sentence, up to its first comma.
fn running(whole: &str) -> Option<Vec<&str>> {
    let end = whole.find(['。', '！', '？', '；']).unwrap_or(whole.len());
    let (sentence, mark) = whole.split_at(end);
    let (list, rest) = split_at_comma(sentence);
    let items = items(list);
    let goes_on = !rest.is_empty() && goes_on(&items, rest);
    (!mark.starts_with('；') && !goes_on).then_some(items)
}

/// Whether the list continues after its first comma, in another way or with actions.
fn goes_on(items: &[&str], rest: &str) -> bool {
    let begins_with_a_verb = || segment::first(rest).is_some_and(|word| word.tag.starts_with('v'));
    let length = |words: &str| words.chars().count();
    let is_alike = |item: &&str| length(item) == length(rest.split('，').next().unwrap_or(rest));
    rest.contains('、')
        || items.last().is_some_and(is_alike)
        || items.first().is_some_and(|item| is_deed(item))
        || items.iter().any(|item| is_deed(item)) && begins_with_a_verb()
}

/// Whether an item says what is done to something: 压实责任, but not 首问负责制.
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

/// The items of a list, separated by 、 or by quotation marks or titles that touch.
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

/// By how much a mark changes the nesting.
fn step(character: char) -> i32 {
    match character {
        '“' | '《' | '（' => 1,
        '”' | '》' | '）' => -1,
        _ => 0,
    }
}
