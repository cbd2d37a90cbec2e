//! W01: a word that is typed twice.
//!
//! Typing resumes where it stopped, and a word is set twice. Chinese also doubles words on purpose; these are left alone.
//!
//! In English, the same word twice is a slip, but for a few: that that, had had.
//!
//! Wrong: the the ferry; 强烈的的停车难; 高兴兴地上学; 进行进行检查; 乡村振兴乡村振兴人才. Right: 天天, 研究研究, 干干净净, 发展发展再发展.
//!
//! Guard: of single characters only particles are marked, of two-character words only those that are never doubled. The doubling
//! begins and ends at word boundaries, so that adjacent words are left alone (目的的服务, 为了了解, 人民民主).

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::characters::is_han;
use crate::check::english;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::segment::{self, Word};
use crate::words::rules::letters;

pub(crate) static RULE: Rule =
    Rule::of_story("doubled-word", "W01", Severity::Warning, WHOLE, look).reading(RuleTexts::All);

/// The longest doubling that is searched for, in characters per half.
const LONGEST: usize = 8;
/// Characters that are words of their own and are never doubled.
const PARTICLES: &str =
    "的了在和与将及或被把向从于以并由该就也都而且其是为他她它我你们这那有又还却已没曾使因所之";
/// Words that are never doubled for emphasis: 研究研究 is said, 进行进行 is not. A table, because the dictionary tags some verbs that are
/// doubled (商量, 指导, 交流) as nouns.
const FIRM: [&str; 56] = [
    "进行", "开展", "实施", "工作", "加强", "推进", "推动", "提高", "提升", "实现", "完成", "举办", "召开",
    "组织", "坚持", "属于", "成为", "具有", "作为", "通过", "根据", "按照", "围绕", "位于", "问题", "群众",
    "干部", "党员", "人员", "人民", "农民", "农村", "农业", "乡村", "社区", "社会", "经济", "文化", "企业",
    "项目", "产业", "市场", "政策", "制度", "机制", "措施", "方案", "任务", "会议", "精神", "记者", "全县",
    "全市", "全区", "全省", "全国",
];
/// Characters with which nouns end that are never doubled: 医院医院.
const NOUN_ENDS: &str = "人员民部会室院校村县镇市区省国家业品力性度率量额器机车路桥房厂站局委组队团社馆店田地水粮菜果树林草山河湖海江";
/// Verbs that end like such nouns and are doubled: 商量商量.
const WEIGHED: [&str; 11] =
    ["商量", "掂量", "打量", "思量", "考量", "测量", "衡量", "估量", "酌量", "丈量", "较量"];
/// Numerals, which repeat freely: 一遍一遍, 二〇二〇.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两几半";

fn look(reading: &Reading, marks: &mut Marks) {
    if !reading.language().is_chinese() {
        return look_in_english(reading, marks);
    }
    for line in reading.lines() {
        for clause in line.clauses() {
            for found in doublings(&line.text[clause.clone()]) {
                let (start, end) = (clause.start + found.start, clause.start + found.end);
                let once = &line.text[start..start + found.len() / 2];
                marks.mark(line, start..end, letters::doubled_word(&line.text[start..end], once));
            }
            for (found, whole) in half_doubled(&line.text[clause.clone()]) {
                let found = clause.start + found.start..clause.start + found.end;
                marks.mark(line, found.clone(), letters::half_doubled(&line.text[found], &whole));
            }
        }
    }
}

fn look_in_english(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for range in english::words::doubled(&line.text) {
            let written = &line.text[range.clone()];
            let once = written.split_whitespace().next().unwrap_or_default();
            marks.mark(line, range.clone(), letters::doubled_word(written, once));
        }
    }
}

/// Whether a character recurs within the length of the longest doubling; most clauses have none.
fn has_near_repeat(clause: &str) -> bool {
    let mut last = ['\0'; LONGEST];
    clause.chars().zip((0..LONGEST).cycle()).any(|(character, place)| {
        let is_near = last.contains(&character);
        last[place] = character;
        is_near
    })
}

/// The words that are doubled in a clause by mistake.
fn doublings(clause: &str) -> Vec<Range<usize>> {
    if !has_near_repeat(clause) {
        return Vec::new();
    }
    let characters: Vec<(usize, char)> = clause.char_indices().collect();
    let words = LazyCell::new(|| segment::words(clause));
    let (mut found, mut at) = (Vec::new(), 0);
    while at < characters.len() {
        let doubled = (1..=LONGEST).filter_map(|length| doubled(clause, &characters[at..], length));
        let slip = doubled.into_iter().find(|range| is_slip(clause, range, &words));
        at += slip.as_ref().map_or(1, |range| clause[range.clone()].chars().count());
        found.extend(slip);
    }
    found
}

/// The words of which only one character was doubled, and the whole forms: 高兴兴地 for 高高兴兴地. What follows otherwise may begin with
/// the second of the two: 食品安全全链条.
fn half_doubled(clause: &str) -> Vec<(Range<usize>, String)> {
    let characters: Vec<(usize, char)> = clause.char_indices().collect();
    let threes = characters.windows(3).enumerate().filter(|(_, three)| {
        three[1].1 == three[2].1 && three[0].1 != three[1].1 && three.iter().all(|(_, one)| is_han(*one))
    });
    let broken = threes.filter_map(|(place, three)| {
        let whole: String = [three[0].1, three[0].1, three[1].1, three[1].1].iter().collect();
        let range = three[0].0..three[2].0 + three[2].1.len_utf8();
        let before = place.checked_sub(1).map(|before| characters[before].1);
        let is_broken = before != Some(three[0].1)
            && !NUMERALS.contains(three[1].1)
            && (place == 0 || segment::ends_a_word(clause, range.start))
            && !begins_a_word(&clause[three[2].0..])
            && characters.get(place + 3).is_none_or(|(_, next)| !is_han(*next) || "的地得了".contains(*next))
            && segment::is_known(&whole)
            && !segment::is_known(&clause[range.clone()]);
        is_broken.then_some((range, whole))
    });
    broken.collect()
}

/// Whether the first two characters of a text are a word: 方面|面临.
fn begins_a_word(text: &str) -> bool {
    let end = text.char_indices().nth(2).map_or(text.len(), |(end, _)| end);
    text.chars().nth(1).is_some() && segment::is_known(&text[..end])
}

/// The first `length` characters, if the same ones follow: 汉字, not all equal (哈哈哈哈).
fn doubled(clause: &str, characters: &[(usize, char)], length: usize) -> Option<Range<usize>> {
    let (first, second) = (characters.get(..length)?, characters.get(length..2 * length)?);
    let is_same = first.iter().zip(second).all(|((_, one), (_, other))| one == other);
    let is_laughter = length > 1 && first.iter().all(|(_, character)| *character == first[0].1);
    let is_word = first.iter().all(|(_, character)| is_han(*character)) && !NUMERALS.contains(first[0].1);
    let end = characters.get(2 * length).map_or(clause.len(), |(end, _)| *end);
    (is_same && is_word && !is_laughter).then(|| first[0].0..end)
}

fn is_slip<F: FnOnce() -> Vec<Word>>(
    clause: &str,
    doubling: &Range<usize>,
    words: &LazyCell<Vec<Word>, F>,
) -> bool {
    let once = &clause[doubling.start..doubling.start + doubling.len() / 2];
    let rest = &clause[doubling.end..];
    let is_never_doubled = || match once.chars().count() {
        1 => PARTICLES.contains(once) && !is_reduplication(clause, doubling),
        2 => is_firm(clause, doubling, words),
        _ => true,
    };
    let is_left = || rest.starts_with('再') || is_quoted(clause, doubling);
    is_hasty_start(clause, doubling)
        || !is_left() && is_never_doubled() && segment::are_whole(words, doubling)
}

/// 当当前, in which 当 is doubled by mistake, unless the clause states a time: 当当前任务完成时.
fn is_hasty_start(clause: &str, doubling: &Range<usize>) -> bool {
    let before = clause[..doubling.start].trim_start_matches(['“', '‘', '：']);
    before.is_empty()
        && &clause[doubling.clone()] == "当当"
        && clause[doubling.end..].starts_with('前')
        && !clause.contains(['时', '际', '后'])
}

/// 和和美美, 妥妥当当, 一把把, 是是是
fn is_reduplication(clause: &str, doubling: &Range<usize>) -> bool {
    let (before, after) = (&clause[..doubling.start], &clause[doubling.end..]);
    let (mut behind, mut ahead) = (before.chars().rev(), after.chars());
    let last = behind.next();
    let next = ahead.next();
    let once = clause[doubling.clone()].chars().next();
    let is_pair = |one: Option<char>, other: Option<char>| one.is_some_and(is_han) && one == other;
    is_pair(last, behind.next())
        || is_pair(next, ahead.next())
        || last == Some('一')
        || last == once
        || next == once
}

/// Whether the doubled word of two characters is never doubled: by the table, as a pronoun or conjunction, or before 了.
fn is_firm<F: FnOnce() -> Vec<Word>>(
    clause: &str,
    doubling: &Range<usize>,
    words: &LazyCell<Vec<Word>, F>,
) -> bool {
    let once = &clause[doubling.start..doubling.start + doubling.len() / 2];
    if FIRM.contains(&once) {
        return true;
    }
    let is_past = clause[doubling.end..].starts_with(['了', '着', '过']);
    let word = words.iter().find(|word| word.range.start == doubling.start && word.range.len() == once.len());
    let is_of = |tags: &[&str]| word.is_some_and(|word| tags.contains(&word.tag.as_str()));
    let is_noun = is_of(&["n", "nt", "nz", "ns"]) && !WEIGHED.contains(&once);
    if is_noun && once.ends_with(|last| NOUN_ENDS.contains(last)) {
        return true;
    }
    // The dictionary tags words like 送上 as words of place.
    let is_asked = ["怎", "什", "如何", "谁", "哪", "多"].iter().any(|word| once.starts_with(word));
    is_of(&["r", "c"]) && !is_asked || is_past && is_of(&["v", "vn", "f"])
}

/// Whether quotes enclose exactly the doubling: “加油加油”.
fn is_quoted(clause: &str, doubling: &Range<usize>) -> bool {
    let (before, after) = (&clause[..doubling.start], &clause[doubling.end..]);
    before.ends_with(['“', '‘', '《']) && (after.is_empty() || after.starts_with(['”', '’', '》']))
}
