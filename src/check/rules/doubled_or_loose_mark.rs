//! P05: repeated marks, half a dash, and spaces that Chinese text does not have.
//!
//! All of them are slips of the keyboard: a mark typed over another, a —— of which half is lost, a space left over from a headline.
//! Three stops in a row are an ellipsis, which is another rule's.
//!
//! Wrong: 绿装。。 一个念头—让娃娃们; “一村一品” 错位发展. Right: ——, ？！, 京—沪, 5G 专网, 王　芳.
//!
//! Guard: a single — joins numbers, letters, words of equal length and nouns. Spaces are checked in paragraphs only, and not in
//! bylines, datelines, lists of names or after the number of an article (第十二条 各单位). A space between characters is never removed,
//! one beside a mark only if it is certainly wrong.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::certainty::Certainty;
use crate::check::characters::{Enclosure, after, before, from, is_han, is_mark, up_to};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::galley::{Line, runs};
use crate::language::segment;
use crate::model::paper::PaperKind;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("doubled-or-loose-mark", "P05", Severity::Warning, TENTH, look);

static SPACES: LazyLock<Regex> = LazyLock::new(|| Regex::new("[ \u{A0}]+").expect("a constant"));
/// The text before a space that belongs to a byline or dateline.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    let byline = r"(?:记者|通讯员|作者|编辑|摄影)[^，。；：）]*$";
    let dateline = r"^\s*[\p{Han}\d]{2,20}[讯电]$";
    Regex::new(&format!("{byline}|{dateline}")).expect("a constant")
});
/// The end of a byline at the end of a paragraph: （县委组织部 王建国）.
static BYLINE_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\p{Han} ]{2,9}）\s*$").expect("a constant"));
/// A widely set name, after or before a mark: 王 芳.
static WIDE_NAME: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [r"(?:^|[\p{P}\s])\p{Han}$", r"^\p{Han}(?:\p{P}|$)"].map(|half| Regex::new(half).expect("a constant"))
});

/// The number of an article or chapter, after which a space is customary: 第十二条, 第3款, 第二十条之一.
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"[〇零一二三四五六七八九十百千万两\d０-９]";
    Regex::new(&format!("第{number}+[编章节条款项目](?:之{number}+)?$")).expect("a constant")
});

/// The date with which an entry of a chronicle begins: 2001年9月23日 《条例》第一次修订.
static CHRONICLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^（?\d{4}年\d{1,2}月\d{1,2}日$").expect("a constant"));

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let text = &line.text;
        for range in stacked(text).filter(|run| !line.is_parted(run)) {
            marks.mark(line, range.clone(), punctuation::stacked_marks(&text[range]));
        }
        for range in halves(text) {
            marks.mark(line, range.clone(), punctuation::half_a_mark(&text[range]));
        }
        if line.role.is_running() && text.contains([' ', '\u{A0}']) {
            spaces(line, reading.house.site.paper.kind == PaperKind::Web, marks);
        }
    }
}

/// Marks the spaces of a paragraph. A paragraph without a full stop may be a headline of two lines, in which spaces between
/// characters are left alone. On the web, spaces beside markup and signatures are customary. In the motto of a column they separate its halves: 【新时代 新征程】.
fn spaces(line: &Line, is_web: bool, marks: &mut Marks) {
    let text = &line.text;
    let is_of_sentences = text.contains(['。', '！', '？']);
    let mottos = Enclosure::of(text, ['【', '】']);
    let certainty = LazyCell::new(|| Certainty::of(line));
    let is_beside_picture =
        |space: &Range<usize>| line.is_parted(&(space.start.saturating_sub(1)..space.end + 1));
    let is_customary =
        |space: &Range<usize>| is_web && (text.starts_with('-') || !line.is_replaceable(space.clone()));
    let is_space = |space: &Range<usize>| {
        !mottos.holds(space.start)
            && !is_in_motto(text, space)
            && !is_beside_picture(space)
            && !is_customary(space)
    };
    for range in loose_spaces(text).filter(is_space) {
        let is_beside_mark =
            before(text, range.start).is_some_and(is_mark) || after(text, range.end).is_some_and(is_mark);
        if is_of_sentences || is_beside_mark {
            let better = certainty.is_space(&range).then_some("");
            marks.mend(line, range, better, punctuation::loose_space());
        }
    }
}

/// Whether a space divides what is in quotes or a title into two halves of four characters or more, or of three each, and nothing else
/// does: “水清岸绿 人和业兴”, “进窗口 走流程”.
fn is_in_motto(text: &str, space: &Range<usize>) -> bool {
    let halves = (up_to(text, space.start), from(text, space.end));
    let length = |half: &str| half.chars().count();
    let left = halves.0.rsplit(['“', '《', '‘', '〈']).next().unwrap_or_default();
    let right = halves.1.split(['”', '》', '’', '〉', '—']).next().unwrap_or_default();
    let is_enclosed = left.len() < halves.0.len() && right.len() < halves.1.len();
    let are_halves =
        length(left) >= 4 && length(right) >= 4 || length(left) == length(right) && length(left) >= 3;
    is_enclosed && are_halves && left.chars().chain(right.chars()).all(is_han)
}

/// Marks repeated marks; ？！ and ！！！ are emphasis.
fn stacked(text: &str) -> impl Iterator<Item = Range<usize>> {
    let runs = runs(text, |mark| matches!(mark, '，' | '。' | '、' | '；' | '：' | '？' | '！'));
    let several = runs.filter(|run| run.len() > '，'.len_utf8());
    let is_ellipsis = |run: &str| {
        run.chars().count() > 2 && ["。", "、"].iter().any(|mark| run.replace(mark, "").is_empty())
    };
    several.filter(move |run| {
        let run = &text[run.clone()];
        run.contains(['，', '。', '、', '；', '：']) && !is_ellipsis(run)
    })
}

/// Halves of ——
fn halves(text: &str) -> impl Iterator<Item = Range<usize>> {
    let runs = runs(text, |mark| mark == '—');
    runs.filter(|run| run.len() == '—'.len_utf8()).filter(|mark| !joins(text, mark))
}

/// Whether a — joins the text beside it: 京—沪, 生产—加工—销售, 1日—7日.
fn joins(text: &str, dash: &Range<usize>) -> bool {
    let parts = |mark: char| is_mark(mark) && mark != '—';
    let left = up_to(text, dash.start).rsplit(parts).next().unwrap_or_default();
    let right = from(text, dash.end).split(parts).next().unwrap_or_default();
    let is_chain = left.contains('—') || right.contains('—');
    is_chain || is_beside_latin(text, dash) || are_alike(left, right)
}

/// Whether letters or digits are beside a mark; the digits before it may have a unit.
fn is_beside_latin(text: &str, mark: &Range<usize>) -> bool {
    let is_latin = |character: char| character.is_ascii_alphanumeric();
    text[..mark.start].chars().rev().take(2).any(is_latin) || after(text, mark.end).is_some_and(is_latin)
}

/// Whether the words on both sides of a — have one length, or are nouns; or there are none.
fn are_alike(left: &str, right: &str) -> bool {
    match (segment::last(left), segment::first(right)) {
        (Some(left), Some(right)) => {
            left.range.len() == right.range.len() || left.tag.starts_with('n') && right.tag.starts_with('n')
        }
        (left, right) => left.is_none() && right.is_none(),
    }
}

fn loose_spaces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let spaces = SPACES.find_iter(text).map(|space| space.range());
    spaces.filter(|space| {
        let sides = before(text, space.start).zip(after(text, space.end));
        sides.is_some_and(|(left, right)| is_loose(left, right)) && !is_of_names(text, space)
    })
}

/// Whether no space belongs between two characters: quotes may enclose English.
fn is_loose(left: char, right: char) -> bool {
    let is_wide = |mark: char| is_mark(mark) && !matches!(mark, '—' | '…' | '·');
    let is_quote = |mark: char| matches!(mark, '“' | '”' | '‘' | '’');
    let beside =
        |mark: char, other: char| is_wide(mark) && (!is_quote(mark) || is_han(other) || is_wide(other));
    is_han(left) && is_han(right) || beside(left, right) || beside(right, left)
}

/// Whether a space separates names, or a number from its article.
fn is_of_names(text: &str, space: &Range<usize>) -> bool {
    let (left, right) = (up_to(text, space.start), from(text, space.end));
    let [surname, given] = &*WIDE_NAME;
    ARTICLE.is_match(left)
        || CHRONICLE.is_match(left)
        || BYLINE.is_match(left)
        || BYLINE_END.is_match(right)
        || surname.is_match(left)
        || given.is_match(right)
        || is_of_list(left, right)
}

/// Whether several spaces divide a clause into pieces as short as names; the first and the last may contain other words.
fn is_of_list(left: &str, right: &str) -> bool {
    let left = left.rsplit(is_mark).next().unwrap_or(left);
    let right = right.split(is_mark).next().unwrap_or(right);
    let pieces: Vec<&str> = left.split(' ').chain(right.split(' ')).collect();
    let inner = pieces.get(1..pieces.len() - 1).unwrap_or_default();
    !inner.is_empty() && inner.iter().all(|piece| (1..=4).contains(&piece.chars().count()))
}
