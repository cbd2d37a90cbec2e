//! P04: 、 and ， mixed in one flat list.
//!
//! 、 stands between items of one level and nowhere else: not before the verb that the items belong to, and not by turns with ，.
//!
//! Wrong: 坚持多渠道、全过程、培育乡村干部; 青山镇、白水镇，临江镇、双桥镇四个乡镇. Right: 坚持多渠道、全过程培育乡村干部.
//!
//! Guard: the verb is a known one, has an object and stands behind two attributes of the kinds that only ever belong to verbs
//! (多…, 全…, 分…, …化, …式). The list with ， has at least two items on each side, of one build, and ends in 等, 的 or its
//! number (四个); where the clause goes on with 也, it is one of its own.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::is_mark;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::check::segment;
use crate::finding::Severity;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("mixed-list-marks", "P04", Severity::Warning, TENTH, look);

/// Two attributes of a verb, and the 、 behind them.
static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
    let attribute = r"(?:[多全分]\p{Han}{2}|\p{Han}{2}[化式]|不定期|不间断|不打招呼|不留死角)";
    Regex::new(&format!("{attribute}、{attribute}(、)")).expect("a constant")
});
/// Of the same build, and yet a thing to be done.
const GOAL: &str = "全覆盖";
/// What is done with something; a table, for the dictionary has half of these as nouns.
const VERBS: [&str; 60] = [
    "培养", "培育", "培训", "选拔", "选派", "储备", "锻炼", "考察", "使用", "管理", "监督", "宣传", "宣讲",
    "解读", "报道", "展示", "传播", "普及", "推广", "推介", "开展", "推进", "推动", "实施", "落实", "组织",
    "举办", "部署", "统筹", "整合", "调度", "调配", "检查", "排查", "巡查", "督导", "督查", "指导", "引导",
    "动员", "调研", "走访", "联系", "服务", "帮扶", "救助", "关爱", "保障", "建设", "打造", "整治", "治理",
    "保护", "监测", "收集", "征集", "采集", "招引", "培植", "提升",
];
/// How a list ends.
static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:等|的|[二两三四五六七八九十几\d]+[个家名位所种项])").expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains('、')) {
        for (mark, verb) in marks_before_verbs(&line.text) {
            marks.mark(line, mark, punctuation::separator_before_verb(verb));
        }
        let commas = line.text.match_indices('，').map(|(at, comma)| at..at + comma.len());
        for comma in commas.filter(|comma| is_within_list(&line.text, comma)) {
            marks.mark(line, comma, punctuation::comma_within_list());
        }
    }
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

/// What stands before the next mark, unless that is 、.
fn clause(text: &str) -> Option<&str> {
    let end = text.find(is_mark).unwrap_or(text.len());
    (!text[end..].starts_with('、')).then_some(&text[..end])
}

/// The verb that a clause begins with, if it has an object.
fn verb_with_object(clause: &str) -> Option<&'static str> {
    // An item that is built like the attributes is one of them: 服务社会化.
    if clause.ends_with(['化', '式']) {
        return None;
    }
    let verb = VERBS.iter().find(|verb| clause.starts_with(**verb))?;
    let object = &clause[verb.len()..];
    (object.chars().count() > 1 && !object.starts_with(['的', '地'])).then_some(verb)
}

/// Whether a ， parts items that 、 parts elsewhere.
fn is_within_list(text: &str, comma: &Range<usize>) -> bool {
    let sides = item_before(&text[..comma.start]).zip(item_after(&text[comma.end..]));
    let Some((item, (next, rest))) = sides else { return false };
    let Some(build) = MarkBuild::of(item, next) else { return false };
    let clause = rest.split(|mark| is_mark(mark) && mark != '、').next().unwrap_or(rest);
    let tail = clause.rsplit('、').next().and_then(|item| build.tail(item));
    // 花椒、柿子等也…: a clause of its own.
    let is_apart = clause.contains(['也', '亦', '还']);
    !is_apart
        && tail.is_some_and(|tail| if build.is_vague() { tail.starts_with('等') } else { END.is_match(tail) })
}

/// The item between the last 、 and the end.
fn item_before(text: &str) -> Option<&str> {
    text[text.rfind(is_mark)?..].strip_prefix('、').filter(|item| !item.is_empty())
}

/// The item before the first 、, and what stands behind that.
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
    /// That they are nouns of one length: 茄子, 辣椒.
    Nouns(usize),
}

impl MarkBuild {
    fn of(item: &str, next: &str) -> Option<Self> {
        let length = item.chars().count();
        let is_noun = |item| matches!(&segment::words(item)[..], [word] if word.tag.starts_with('n'));
        if length != next.chars().count() {
            return None;
        }
        match item.chars().next_back() {
            Some(last) if next.ends_with(last) => Some(Self::Last(last)),
            _ if item.chars().next() == next.chars().next() => Some(Self::First(length)),
            _ => (is_noun(item) && is_noun(next)).then_some(Self::Nouns(length)),
        }
    }

    /// Whether things of two lists could be alike so.
    fn is_vague(self) -> bool {
        matches!(self, Self::Nouns(_))
    }

    /// What follows an item of this build that the text begins with.
    fn tail(self, text: &str) -> Option<&str> {
        match self {
            Self::Last(last) => text.split_once(last).map(|(_, tail)| tail),
            Self::First(length) | Self::Nouns(length) => {
                text.char_indices().nth(length).map(|(at, _)| &text[at..])
            }
        }
    }
}
