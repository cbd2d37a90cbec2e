//! P04: 、 and ， mixed in one flat list, and 、 where no list is.
//!
//! 、 separates items of one level and nothing else: it neither precedes the verb of the items nor alternates with ，.
//!
//! Wrong: 坚持多渠道、全过程、培育乡村干部; 青山镇、白水镇，临江镇、双桥镇四个乡镇. Right: 坚持多渠道、全过程培育乡村干部.
//!
//! Guard: the verb is a known one, has an object and comes after two attributes of kinds that always modify verbs (多…, 全…, 分…,
//! …化, …式). The list with ， has at least two items on each side, all formed alike, and ends in 等, 的 or its number (四个); a clause
//! that continues with 也 is a separate one. A clause that is nothing but nouns with 、 continues the list before its ，.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::is_mark;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::language::segment::{self, Word};
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("mixed-list-marks", "P04", Severity::Warning, TENTH, look);

/// Two attributes of a verb, and the 、 after them.
static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
    let attribute = r"(?:[多全分]\p{Han}{2}|\p{Han}{2}[化式]|不定期|不间断|不打招呼|不留死角)";
    Regex::new(&format!("{attribute}、{attribute}(、)")).expect("a constant")
});
/// Words formed like these attributes that nevertheless name an action.
const GOAL: &str = "全覆盖";
/// Verbs with an object; a table, because the dictionary tags half of these as nouns.
const VERBS: [&str; 60] = [
    "培养", "培育", "培训", "选拔", "选派", "储备", "锻炼", "考察", "使用", "管理", "监督", "宣传", "宣讲",
    "解读", "报道", "展示", "传播", "普及", "推广", "推介", "开展", "推进", "推动", "实施", "落实", "组织",
    "举办", "部署", "统筹", "整合", "调度", "调配", "检查", "排查", "巡查", "督导", "督查", "指导", "引导",
    "动员", "调研", "走访", "联系", "服务", "帮扶", "救助", "关爱", "保障", "建设", "打造", "整治", "治理",
    "保护", "监测", "收集", "征集", "采集", "招引", "培植", "提升",
];
/// How a list ends.
static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:等|的|都|均|皆|全部|一应俱全|样样|应有尽有|[二两三四五六七八九十几多\d]+[个家名位所种项大类])",
    )
    .expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains('、')) {
        for (mark, verb) in marks_before_verbs(&line.text) {
            marks.mark(line, mark, punctuation::separator_before_verb(verb));
        }
        if let Some(rest) = line.text.strip_prefix('、').filter(|_| line.role.is_running()) {
            let word = segment::first(rest).map_or("", |word| &rest[word.range]);
            marks.mark(line, 0..'、'.len_utf8(), punctuation::separator_before_verb(word));
        }
        for (mark, word) in marks_before_particles(&line.text) {
            marks.mark(line, mark, punctuation::separator_before_verb(word));
        }
        let commas = line.text.match_indices(['，', '；']).map(|(at, comma)| at..at + comma.len());
        for comma in
            commas.filter(|comma| is_within_list(&line.text, comma) || divides_nouns(&line.text, comma))
        {
            marks.mark(line, comma, punctuation::comma_within_list());
        }
    }
}

/// Each 、 before a word that joins or closes a list, with the word: 卫生院、和幼儿园, 桃、等十几种.
fn marks_before_particles(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    const PARTICLES: [&str; 10] = ["和", "以及", "及", "与", "等", "也", "已经", "都", "均", "却"];
    text.match_indices('、').filter_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let is_possible = PARTICLES.iter().any(|word| rest.starts_with(word));
        let word = segment::first(rest).filter(|_| is_possible)?;
        let (word, after) = rest.split_at(word.range.len());
        let is_particle = match word {
            "以及" => true,
            "与" => joins_a_noun(after),
            "和" | "及" => joins_a_noun(after) || is_thing_before(text, at) && begins_with_a_thing(after),
            "也" | "已经" | "都" | "均" | "却" => {
                // 要看一眼的、已经做了的: an attribute is an item.
                let is_attribute = segment::head(after).contains('的');
                !is_attribute && segment::first(after).is_some_and(|next| next.tag.starts_with('v'))
            }
            "等" | "等等" => {
                after.is_empty()
                    || after.starts_with(|next: char| {
                        is_mark(next) || next.is_ascii_digit() || "一二三四五六七八九十几多".contains(next)
                    })
            }
            _ => false,
        };
        is_particle.then_some((at..at + mark.len(), word))
    })
}

/// Whether the last item before a mark is a noun of two characters or more.
fn is_thing_before(text: &str, at: usize) -> bool {
    segment::last(&text[..at]).is_some_and(|word| is_thing(&word))
}

/// Whether a text begins with such a noun, which nothing modifies.
fn begins_with_a_thing(text: &str) -> bool {
    segment::first(text)
        .is_some_and(|word| is_thing(&word) && !text[word.range.end..].starts_with(['的', '之']))
}

fn is_thing(word: &Word) -> bool {
    word.range.len() > '和'.len_utf8() && matches!(word.tag.as_str(), "n" | "nr" | "ns" | "nt" | "nz")
}

/// Whether nothing but a noun comes before the next mark: 和幼儿园, but not 和往年一样不一样.
fn joins_a_noun(after: &str) -> bool {
    let words = segment::words(segment::head(after));
    !words.is_empty() && words.iter().all(|word| word.tag.starts_with(['n', 'b', 'j']))
}

/// Each 、 between attributes and their verb, with the verb.
fn marks_before_verbs(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let attributes = ATTRIBUTES.captures_iter(text).filter(|found| !found[0].contains(GOAL));
    attributes.filter_map(|found| {
        let mark = found.get(1)?.range();
        let verb = verb_with_object(clause(&text[mark.end..])?)?;
        Some((mark, verb))
    })
}

/// The text before the next mark, unless that is 、.
fn clause(text: &str) -> Option<&str> {
    let end = text.find(is_mark).unwrap_or(text.len());
    (!text[end..].starts_with('、')).then_some(&text[..end])
}

/// The verb that a clause begins with, if it has an object.
fn verb_with_object(clause: &str) -> Option<&'static str> {
    // An item formed like the attributes is one of them: 服务社会化.
    if clause.ends_with(['化', '式']) {
        return None;
    }
    let verb = VERBS.iter().find(|verb| clause.starts_with(**verb))?;
    let object = &clause[verb.len()..];
    (object.chars().count() > 1 && !object.starts_with(['的', '地'])).then_some(verb)
}

/// Whether a ， separates items that 、 separates elsewhere.
fn is_within_list(text: &str, comma: &Range<usize>) -> bool {
    let sides = item_before(&text[..comma.start]).zip(item_after(&text[comma.end..]));
    let Some((item, (next, rest))) = sides else { return false };
    let Some(build) = MarkBuild::of(item, next) else { return false };
    if text[comma.clone()].starts_with('；') && build.is_vague() {
        return false;
    }
    let clause = rest.split(|mark| is_mark(mark) && mark != '、').next().unwrap_or(rest);
    let tail = clause.rsplit('、').next().and_then(|item| build.tail(item));
    // 花椒、柿子等也…: a clause of its own.
    let is_apart = clause.contains(['也', '亦', '还']);
    !is_apart && tail.is_some_and(|tail| END.is_match(tail) && !(build.is_vague() && tail.starts_with('的')))
}

/// Whether a ， divides one list of nouns: the clause after it has nothing else than further ones (有桃、李，杏、梨。), and so has no
/// verb, or the one before it has not (桃、李，杏、梨都熟了。).
fn divides_nouns(text: &str, comma: &Range<usize>) -> bool {
    if !text[comma.clone()].starts_with('，') {
        return false;
    }
    let ends = ['。', '！', '？', '；', '，', '：'];
    let start = text[..comma.start].rfind(ends).map_or(0, |at| at + '。'.len_utf8());
    let end = text[comma.end..].find(ends).map_or(text.len(), |end| comma.end + end);
    let (before, after) = (&text[start..comma.start], &text[comma.end..end]);
    let is_closed = text[end..].starts_with(['。', '；']) || end == text.len();
    let items = |clause: &str| -> Vec<String> { clause.split('、').map(ToOwned::to_owned).collect() };
    let (first, second) = (items(before), items(after));
    if first.len() < 2 || second.len() < 2 {
        return false;
    }
    let length = |item: &str| item.chars().count();
    let is_item = |item: &str| (2..=5).contains(&length(item)) && is_of_nouns(item);
    let last = second.last().map_or("", String::as_str);
    let last_is_item = is_item(last.trim_end_matches('等')) || is_item(last);
    let ends_alike = first.iter().skip(1).all(|item| is_item(item));
    is_closed && ends_alike && last_is_item && second[..second.len() - 1].iter().all(|item| is_item(item))
}

/// Whether a text has nothing but nouns.
fn is_of_nouns(text: &str) -> bool {
    let words = segment::words(text);
    !words.is_empty() && words.iter().all(|word| word.tag.starts_with(['n', 'b', 'j']))
}

/// The item between the last 、 and the end.
fn item_before(text: &str) -> Option<&str> {
    text[text.rfind(is_mark)?..].strip_prefix('、').filter(|item| !item.is_empty())
}

/// The item before the first 、, and the text after it.
fn item_after(text: &str) -> Option<(&str, &str)> {
    let (item, rest) = text.split_at(text.find(is_mark)?);
    Some((item, rest.strip_prefix('、')?)).filter(|(item, _)| !item.is_empty())
}

/// What makes two items alike.
#[derive(Clone, Copy)]
enum MarkBuild {
    /// Their last character: 青山镇, 白水镇.
    Last(char),
    /// Their first character and length: 竹席, 竹椅.
    First(usize),
    /// They are nouns: 茄子, 辣椒, 西红柿.
    Nouns,
}

impl MarkBuild {
    fn of(item: &str, next: &str) -> Option<Self> {
        let length = item.chars().count();
        let is_noun = |item: &str| {
            (2..=6).contains(&item.chars().count())
                && segment::words(item).iter().all(|word| word.tag.starts_with(['n', 'b', 'j']))
        };
        match item.chars().next_back() {
            Some(last) if length == next.chars().count() && next.ends_with(last) => Some(Self::Last(last)),
            _ if length == next.chars().count() && item.chars().next() == next.chars().next() => {
                Some(Self::First(length))
            }
            _ => (length.abs_diff(next.chars().count()) < 2 && is_noun(item) && is_noun(next))
                .then_some(Self::Nouns),
        }
    }

    /// Whether items of two different lists could be alike in this way.
    fn is_vague(self) -> bool {
        matches!(self, Self::Nouns)
    }

    /// The text after an item of this form at the beginning of `text`.
    fn tail(self, text: &str) -> Option<&str> {
        match self {
            Self::Last(last) => text.split_once(last).map(|(_, tail)| tail),
            Self::First(length) => text.char_indices().nth(length).map(|(at, _)| &text[at..]),
            Self::Nouns => {
                let end = text.find(['等', '都', '均', '皆', '全', '样', '应'])?;
                (2..=6).contains(&text[..end].chars().count()).then_some(&text[end..])
            }
        }
    }
}
