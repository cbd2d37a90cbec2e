//! L04: internal material that calls itself a newspaper.
//!
//! 内部资料性出版物 may not look like a newspaper or a periodical: no 本报讯, no 记者, no 刊号 (《内部资料性出版物管理办法》).
//! Applies only to a paper of `kind: internal`.
//!
//! Wrong: 本报讯（通讯员 青河区委组织部）, 记者在现场看到. Right: 记者会, 新闻记者, 通讯员 云台街道党工委.
//!
//! Guard: 本报告, 成本报备, 登记者, 书记者, 创刊号 merely contain the characters; 讯 is marked only at the beginning of a dispatch.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::model::paper::PaperKind;
use crate::model::passage::Role;
use crate::words::rules::house;

pub(crate) static RULE: Rule =
    Rule::of_story("internal-wording", "L04", Severity::Error, WHOLE, look).reading(RuleTexts::Simplified);

/// A word by which a publication names itself, and the text before or after the same characters in other words.
struct OwnName {
    word: &'static str,
    before: &'static [&'static str],
    after: &'static [&'static str],
}

/// The characters before 本 in words other than 本报: 样本, 成本, 一本.
const OTHERS_BEN: &[&str] = &[
    "成", "样", "文", "副", "读", "课", "基", "根", "资", "剧", "版", "原", "标", "日", "一", "两", "几",
    "每",
];

const OWN_NAMES: [OwnName; 4] = [
    OwnName { word: "本报", before: OTHERS_BEN, after: &["告", "表", "价", "名", "送", "备", "批"] },
    OwnName { word: "本刊", before: OTHERS_BEN, after: &[] },
    OwnName {
        word: "记者",
        before: &["登", "书", "笔", "标", "小", "新闻", "媒体", "答"],
        after: &["会", "节", "站", "证", "团", "协会", "招待会", "们"],
    },
    OwnName { word: "刊号", before: &["创"], after: &[] },
];

/// 本报讯, or the end of a dispatch's head: 青河讯（通讯员 …）.
static DISPATCH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("本[报刊](讯)|(讯)(?:[（(]|$)").expect("a constant"));

fn look(reading: &Reading, marks: &mut Marks) {
    if reading.house.site.paper.kind != PaperKind::Internal {
        return;
    }
    for line in reading.lines().filter(|line| !matches!(line.role, Role::Alt | Role::Source)) {
        for range in joined(own_names(&line.text).chain(dispatches(line)).collect()) {
            let wording = house::internal_wording(&line.text[range.clone()]);
            marks.mark(line, range, wording);
        }
    }
}

fn own_names(text: &str) -> impl Iterator<Item = Range<usize>> {
    OWN_NAMES.iter().flat_map(move |name| {
        let places = text.match_indices(name.word).map(|(at, word)| at..at + word.len());
        places.filter(move |place| {
            let (before, after) = (&text[..place.start], &text[place.end..]);
            !name.before.iter().any(|other| before.ends_with(other))
                && !name.after.iter().any(|other| after.starts_with(other))
        })
    })
}

/// Each 讯 that begins a dispatch; without 本报 before it only in a byline, where it can mean nothing else.
fn dispatches(line: &Line) -> impl Iterator<Item = Range<usize>> {
    let is_byline = matches!(line.role, Role::Byline | Role::Dateline);
    DISPATCH.captures_iter(&line.text).filter_map(move |found| {
        let alone = found.get(2).filter(|_| is_byline);
        found.get(1).or(alone).map(|word| word.range())
    })
}

/// Words that touch, merged.
fn joined(mut words: Vec<Range<usize>>) -> Vec<Range<usize>> {
    words.sort_by_key(|word| word.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if last.end == word.start => last.end = word.end,
            _ => joined.push(word),
        }
    }
    joined
}
