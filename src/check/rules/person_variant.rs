//! H04: a name that occurs once in a story and differs in one character from the name of its hero.
//!
//! A name is typed many times, and once it goes wrong: 张国栋, 张国梁, 张国栋.
//!
//! Wrong: 种粮大户张国栋…张国梁正在给收割机加油…张国栋说…张国栋还租下了邻村的地. Right: 弟弟张国梁; 王秀英 and 王秀兰 in one sentence.
//!
//! Guard: the right name must occur twice or more, the other once, at the beginning of its clause or after a title; the
//! differing character must not be one that follows names; brothers and sisters have similar names.

use rustc_hash::FxHashMap;

use crate::check::characters::is_han;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::language::segment::Word;
use crate::language::{CharacterSet, may_be_name, segment};
use crate::words::rules::wordings;

pub(crate) static RULE: Rule = Rule::of_story("person-variant", "H04", Severity::Warning, WHOLE, look);

/// How often a story must name somebody.
const OFTEN: usize = 2;
/// Characters that follow a name of two characters, but may also be the second of three: 陈有福.
const INNER: &str = "有家先至才";
/// Words that begin with one of these, so that a surname before it is not the beginning of a name: 王家庄, 李先生, 各方有关人员.
const INNER_WORDS: [(char, &str); 3] = [
    ('家', "庄村沟湾坡坪屯寨河岭桥店坝洼塘坳山冲圩堡窑集岗墩营口园里人属"),
    ('先', "生后行期"),
    ('有', "关限效力利望"),
];
/// Characters that follow a name rather than belong to it.
static FOLLOWING: CharacterSet = CharacterSet::of(
    "的了和与及在是说也就都又还将把被从对向为到去来有这那个们家一不等很最已曾则却并便才先至",
);
/// Characters with which words end that begin like names: 安全感, 龙舟队, 许可证.
const ENDINGS: [char; 8] = ['感', '观', '队', '赛', '型', '率', '人', '证'];
/// What 余 follows in a number.
const NUMERALS: &str = "十百千万亿";
/// Words for those who have similar names.
const KIN: [&str; 14] =
    ["弟", "哥", "兄", "姐", "妹", "儿子", "女儿", "父", "母", "叔", "伯", "侄", "孪生", "双胞胎"];

/// A place of a story where a name may begin.
struct NamePlace<'l> {
    line: &'l Line,
    at: usize,
}

impl NamePlace<'_> {
    /// Whether a name here begins and ends with words: 文化体|育 does not.
    fn is_whole(&self, name: &str) -> bool {
        segment::is_whole(&self.line.text, &(self.at..self.at + name.len()))
    }
}

/// Whether a word may be a name, and has no other word in it: 程序|做, 安全|观, 向|同级.
fn may_only_be_a_name(name: &str) -> bool {
    let is_name = |word: &Word| word.tag.starts_with("nr") || word.tag == "x";
    let (first, second) = ('程'.len_utf8(), 2 * '程'.len_utf8());
    let begins_with_a_word = segment::is_inside_known_word(name, first)
        && !segment::is_inside_known_word(name, second)
        && !segment::words(&name[..second]).iter().any(is_name);
    let is_phrase =
        segment::words(name).first().is_some_and(|word| word.range.len() >= second && !is_name(word));
    let is_preposition = name.starts_with(['向', '于']) && segment::is_inside_known_word(name, second);
    !begins_with_a_word && !is_phrase && !is_preposition && !name.ends_with(ENDINGS)
}

fn look(reading: &Reading, marks: &mut Marks) {
    let mut names: FxHashMap<&str, Vec<NamePlace>> = FxHashMap::default();
    for line in reading.lines().filter(|line| line.role.is_running()) {
        for (at, name) in possible_names(&line.text) {
            names.entry(name).or_default().push(NamePlace { line, at });
        }
    }
    let once = names.iter().filter(|(_, places)| places.len() == 1);
    let mut by_rest: FxHashMap<(usize, String), Vec<&str>> = FxHashMap::default();
    for (name, rest) in once.flat_map(|(name, _)| rests(name).map(move |rest| (*name, rest))) {
        by_rest.entry(rest).or_default().push(name);
    }
    let mut known: Vec<&str> =
        names.iter().filter(|(_, places)| places.len() >= OFTEN).map(|(name, _)| *name).collect();
    known.sort_unstable();
    for name in known {
        let mut near: Vec<&str> =
            rests(name).filter_map(|rest| by_rest.get(&rest)).flatten().copied().collect();
        near.sort_unstable();
        let places = &names[name];
        if near.is_empty() || !is_known(name, places) {
            continue;
        }
        for other in near.into_iter().filter(|other| may_only_be_a_name(other)) {
            let place = &names[other][0];
            if (place.is_whole(other) || stands_as_name(place)) && !is_of_kin(place, places) {
                let wording = wordings::person_variant(other, name, places.len());
                marks.mark(place.line, place.at..place.at + other.len(), wording);
            }
        }
    }
}

/// Whether a name is that of somebody whom a story names often.
fn is_known(name: &str, places: &[NamePlace]) -> bool {
    // 王明|没, 于|帝国
    let has_word = [0..2 * '程'.len_utf8(), '程'.len_utf8()..name.len()]
        .into_iter()
        .any(|pair| name.get(pair).is_some_and(segment::is_known));
    let ends = |place: &NamePlace| {
        let after = place.line.text[place.at + name.len()..].chars().next();
        after.is_none_or(|after| !is_han(after) || FOLLOWING.has(after))
    };
    let stands =
        |place: &&NamePlace| place.is_whole(name) || !has_word && stands_as_name(place) && ends(place);
    may_only_be_a_name(name) && places.iter().filter(stands).nth(OFTEN - 1).is_some()
}

/// A name without its second and without its third character, each with the place of that.
fn rests(name: &str) -> impl Iterator<Item = (usize, String)> {
    (1..3).map(|left_out| {
        let rest = name.chars().enumerate().filter(move |(place, _)| *place != left_out);
        (left_out, rest.map(|(_, character)| character).collect())
    })
}

/// The names of three characters that a text may have, with their places.
fn possible_names(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.char_indices().filter_map(|(at, first)| {
        let end = text[at..].char_indices().nth(3).map_or(text.len(), |(end, _)| at + end);
        let name = &text[at..end];
        // 300余人次, 1509万农民
        let is_counted = || {
            matches!(first, '余' | '万')
                && text[..at].ends_with(|last: char| last.is_ascii_digit() || NUMERALS.contains(last))
        };
        let follows = |(place, character): (usize, char)| {
            FOLLOWING.has(character) && !(place == 1 && INNER.contains(character))
        };
        let begins_a_word = |(inner, next): (char, &str)| {
            name[first.len_utf8()..].starts_with(inner) && name.ends_with(|last| next.contains(last))
        };
        let is_name = name.chars().count() == 3
            && may_be_name(name)
            && !is_counted()
            && !name.chars().enumerate().skip(1).any(follows)
            && !INNER_WORDS.into_iter().any(begins_a_word);
        is_name.then_some((at, name))
    })
}

/// Whether a name begins its clause, or comes after a title or a preposition.
fn stands_as_name(place: &NamePlace) -> bool {
    const BEFORE: [&str; 18] = [
        "着", "给", "对", "向", "被", "叫", "书记", "主任", "老师", "医生", "村民", "记者", "校长", "局长",
        "长", "员", "大户", "了",
    ];
    let before = &place.line.text[..place.at];
    before.is_empty()
        || before.ends_with(|last: char| !is_han(last) && !last.is_alphanumeric())
        || BEFORE.iter().any(|word| before.ends_with(word))
}

/// Whether the two may be of one family, or are named together.
fn is_of_kin(place: &NamePlace, known: &[NamePlace]) -> bool {
    let sentence = place.line.sentence_at(place.at);
    let is_together =
        known.iter().any(|other| std::ptr::eq(other.line, place.line) && is_joined(place, other));
    is_together || KIN.iter().any(|word| place.line.text[sentence.clone()].contains(word))
}

/// 张国栋、张国梁: two who are named side by side.
fn is_joined(one: &NamePlace, other: &NamePlace) -> bool {
    let (start, end) = (one.at.min(other.at), one.at.max(other.at));
    let between = one.line.text.get(start + 9..end).unwrap_or_default();
    matches!(between, "、" | "和" | "与" | "及" | "，")
}
