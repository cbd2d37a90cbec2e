//! Certainty: which marks and spaces of a line may be corrected without asking.
//!
//! A fix is applied unseen, so it must not change what the text says. Words and the spaces between them are never changed. A
//! mark, or a space beside one, is corrected only in plain Chinese prose and only if nothing else can be meant. In any doubt, the
//! finding has no fix.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::characters::{after, before, is_han, is_mark};
use crate::galley::{CODE, Line, runs};
use crate::model::passage::Role;

/// Marks that end a clause. No space belongs before or after one.
const PAUSES: [char; 7] = ['，', '。', '、', '；', '：', '？', '！'];
/// The pairs within which a space may divide a name: “水清岸绿 人和业兴”, 《城市绿地标准 种植设计》.
const PAIRS: [(char, char); 10] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('〔', '〕'),
];
/// Characters of code, formulas and addresses, and the placeholder for code.
const FOREIGN: &str = "/\\=_@#<>{}[]|&$^*+~`\u{FFFC}";
/// Numbers in 汉字: 三:二 is a ratio, 三,五千 an amount.
const NUMBERS: &str = "〇零一二三四五六七八九十百千万亿两半几";
/// The longest clause of a poem, in characters.
const VERSE: usize = 7;
/// The longest name of a speaker, or label of a line, in characters.
const SPEAKER: usize = 6;
/// The longest clause that is examined, in bytes. Anything longer is not treated as a clause.
const CLAUSE: usize = 150;

/// The extension of a file: 方案(修订).docx.
static ENDING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\.[A-Za-z][A-Za-z0-9]{1,4}(?:[^A-Za-z0-9./]|$)").expect("a constant"));
/// An entry of a bibliography, which has marks of its own: [1] 张三,李四.新闻史[M].北京:人民出版社.
static CITATION: LazyLock<Regex> = LazyLock::new(|| {
    let kind = r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]";
    let number = r"^\s*[\[［〔]\d+[\]］〕]";
    let issue = r"\d\s*[(（]\d+(?:[-—–]\d+)?[)）]|[(（](?:19|20)\d\d[a-z]?[)）]\s*[.．,，:：]";
    Regex::new(&format!("{kind}|{number}|{issue}|出版社")).expect("a constant")
});
/// The beginning of an article or an item, which a space may separate from the one before.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"[〇零一二三四五六七八九十百千万两\d０-９]+";
    Regex::new(&format!("^(?:第{number}|[（(]{number}[）)]|{number}、)")).expect("a constant")
});
/// Words that need another word after them: a space there may be all that is left of that word. 本文载于 。
static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
    let word = "[于在为是叫到向从对把被由和与及或见用给比第]";
    Regex::new(&format!("(?:{word}|访问|参考|查看|例如|链接|网址|地址|电话|邮箱|姓名|名称)$"))
        .expect("a constant")
});
/// Signs of a question.
static QUESTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[吗呢么吧谁啥哪咋几何]|怎|是否|多少|是不是|能不能|会不会|有没有").expect("a constant")
});

/// What may be corrected in a line.
#[derive(Debug)]
pub(crate) struct Certainty<'l> {
    line: &'l Line,
    /// Whether it is Chinese prose at all.
    is_prose: bool,
    /// Whether it has complete sentences of running text: no verse, and no text that regularly has a space after a mark.
    runs_on: bool,
    /// The pieces that look like code, formulas, addresses and file names.
    foreign: Vec<Range<usize>>,
    /// The ranges between the two marks of a pair.
    enclosed: Vec<Range<usize>>,
    /// The half-width brackets that certainly stand for full-width ones, in order.
    brackets: Vec<usize>,
    /// The ranges between half-width brackets that do not.
    bracketed: Vec<Range<usize>>,
}

impl<'l> Certainty<'l> {
    /// What may be corrected in a line.
    #[must_use]
    pub(crate) fn of(line: &'l Line) -> Self {
        let text = &line.text;
        let foreign = foreign(text);
        let is_chinese = is_chinese(text, &foreign);
        let (brackets, bracketed) = brackets(line, &foreign);
        Self {
            line,
            is_prose: may_be_mended(line.role) && is_chinese && !CITATION.is_match(text),
            runs_on: line.role.is_running() && text.contains(['。', '！', '？']) && !is_set_apart(text),
            foreign,
            enclosed: enclosed(text),
            brackets,
            bracketed,
        }
    }

    /// Whether the half-width mark at a byte, which is among 汉字, certainly stands for the full-width one.
    #[must_use]
    pub(crate) fn is_mark(&self, at: usize) -> bool {
        let text = &self.line.text;
        let mark = text.as_bytes()[at];
        if !self.is_prose || is_within(&self.foreign, at) {
            return false;
        }
        if matches!(mark, b'(' | b')') {
            return self.brackets.binary_search(&at).is_ok();
        }
        if is_within(&self.bracketed, at) {
            return false;
        }
        let (left, after) = (before(text, at), &text[at + 1..]);
        let right = after.chars().next();
        // In a headline, a space after a full-width mark breaks the line.
        let is_loose = right.is_none_or(char::is_whitespace) && !self.line.role.is_running();
        let is_closed = left.is_some_and(|left| is_han(left) || is_closing(left));
        is_closed
            && !is_loose
            && match mark {
                b',' | b';' => !are_numbers(left, right),
                b':' => self.is_colon(at),
                b'?' => QUESTION.is_match(clause_before(text, at)),
                b'!' => right.is_none_or(|right| is_han(right) || is_closing(right)),
                _ => false,
            }
    }

    /// A colon before a quotation, or the only one of its clause, with words on both sides: 要求:各单位…, but not 水:灰.
    fn is_colon(&self, at: usize) -> bool {
        let text = &self.line.text;
        let (head, tail) = (clause_before(text, at), clause_after(text, at + 1));
        let are_words = |text: &str| text.chars().take_while(|character| is_han(*character)).count() > 1;
        let reversed: String = head.chars().rev().collect();
        let (left, right) = (before(text, at), after(text, at + 1));
        right.is_some_and(|right| matches!(right, '“' | '‘' | '《' | '「' | '『'))
            || are_words(&reversed)
                && are_words(tail)
                && !are_numbers(left, right)
                && ![head, tail].iter().any(|text| text.contains([':', '比']))
    }

    /// Whether the space of the line is certainly a slip: a single space of plain prose, directly beside a mark that ends a
    /// clause.
    #[must_use]
    pub(crate) fn is_space(&self, space: &Range<usize>) -> bool {
        let text = &self.line.text;
        let (Some(left), Some(right)) = (before(text, space.start), after(text, space.end)) else {
            return false;
        };
        let is_one = text[space.clone()].chars().count() == 1;
        let word_before = |at: usize| before(text, at).is_some_and(|last| is_han(last) || is_closing(last));
        let is_after_pause = PAUSES.contains(&left)
            && word_before(space.start - left.len_utf8())
            && (is_han(right) || is_opening(right))
            && !is_number_of_item(&text[..space.start])
            && !ITEM.is_match(&text[space.end..]);
        let is_before_pause = PAUSES.contains(&right)
            && right != '：'
            && word_before(space.start)
            && !OPEN_END.is_match(clause_before(text, space.start));
        self.is_prose
            && self.runs_on
            && is_one
            && is_after_pause != is_before_pause
            && !is_label(text, space, left)
            && !is_within(&self.enclosed, space.start)
            && !is_within(&self.foreign, space.start)
    }

    /// Whether a byte is in plain Chinese prose rather than in code or an address; and, unless it may be, in no pair of marks, within
    /// which it may belong to a name.
    #[must_use]
    pub(crate) fn is_in_prose(&self, at: usize, may_be_in_pair: bool) -> bool {
        self.is_prose && !is_within(&self.foreign, at) && (may_be_in_pair || !is_within(&self.enclosed, at))
    }

    /// Whether pairs of straight quotes, all that the line has, certainly pair in this way. Straight quotes do not show whether
    /// they open or close. It is certain if one of them encloses speech, or if each encloses a word and the text between two of
    /// them is not itself a quoted word.
    #[must_use]
    pub(crate) fn are_quotes(&self, pairs: &[Range<usize>]) -> bool {
        let text = &self.line.text;
        let is_speech =
            |pair: &Range<usize>| before(text, pair.start).is_some_and(|left| matches!(left, '：' | ':'));
        let is_word = |pair: &Range<usize>| !text[pair.clone()].contains(PAUSES);
        let are_apart = |pairs: &[Range<usize>]| joins(&text[pairs[0].end..pairs[1].start]);
        // If one pair has markup inside, none is changed: it is then unclear how they pair.
        let is_free =
            |pair: &Range<usize>| !touches(&self.foreign, pair) && self.line.is_replaceable(pair.clone());
        let pair_so = match pairs {
            [one] => is_speech(one) || is_word(one),
            many => {
                many.iter().all(|pair| is_word(pair) && !is_speech(pair)) && many.windows(2).all(are_apart)
            }
        };
        self.is_prose && !text.contains('\'') && pairs.iter().all(is_free) && pair_so
    }
}

/// Whether words of a role may be corrected. Tables are excluded, and so is everything that identifies anchors, names and
/// credits.
fn may_be_mended(role: Role) -> bool {
    role.is_running()
        || matches!(
            role,
            Role::Kicker | Role::Headline | Role::Deck | Role::Summary | Role::Item | Role::Caption
        )
}

/// Whether a text has more 汉字 than letters, not counting addresses and code: an English sentence may quote some.
fn is_chinese(text: &str, foreign: &[Range<usize>]) -> bool {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    let foreign: usize = foreign.iter().map(|piece| letters(&text[piece.clone()])).sum();
    text.chars().filter(|character| is_han(*character)).count() > letters(text) - foreign
}

/// Whether a text consists of short clauses, which may be verse, or is set in lines, or has a space between most of its clauses.
fn is_set_apart(text: &str) -> bool {
    let inner = || text.split(PAUSES).skip(1).filter(|clause| !clause.is_empty());
    let spaced = inner().filter(|clause| clause.starts_with([' ', '\u{A0}'])).count();
    let mut clauses = text.split(PAUSES).map(str::trim).filter(|clause| !clause.is_empty());
    text.contains('\n')
        || spaced > 1 && spaced * 2 > inner().count()
        || clauses.all(|clause| clause.chars().count() <= VERSE)
}

/// The half-width brackets that certainly stand for full-width ones, in order, and the ranges between those that do not. A pair
/// is fixed as a whole or not at all: if one of the two is beside markup, neither counts.
fn brackets(line: &Line, foreign: &[Range<usize>]) -> (Vec<usize>, Vec<Range<usize>>) {
    let text = &line.text;
    let may_stand_so = |from: usize, to: usize| {
        are_brackets(text, from, to)
            && !touches(foreign, &(from..to + 1))
            && [from, to].iter().all(|at| line.is_replaceable(*at..at + 1))
    };
    let (mut open, mut sure, mut unsure) = (Vec::new(), Vec::new(), Vec::new());
    for (at, bracket) in text.match_indices(['(', ')']) {
        match (bracket, open.pop()) {
            ("(", outer) => open.extend(outer.into_iter().chain([at])),
            (_, Some(from)) if may_stand_so(from, at) => sure.extend([from, at]),
            (_, Some(from)) => unsure.push(from..at),
            _ => {}
        }
    }
    unsure.extend(open.first().map(|first| *first..text.len()));
    sure.sort_unstable();
    unsure.sort_unstable_by_key(|range| range.start);
    (sure, merged(unsure))
}

/// Whether half-width brackets come after a word and enclose words without a gap, not a year, a formula or a smiley.
fn are_brackets(text: &str, from: usize, to: usize) -> bool {
    let inside = &text[from + 1..to];
    let begins = |character: char| is_han(character) || is_opening(character);
    let ends = |character: char| is_han(character) || is_closing(character);
    before(text, from).is_some_and(|left| is_han(left) || matches!(left, '》' | '”' | '’'))
        && after(text, to + 1).is_some_and(|right| is_han(right) || is_mark(right))
        && inside.starts_with(begins)
        && inside.ends_with(ends)
        && !inside.contains(['(', ')', '（', '）', '\n'])
}

/// The pieces of a text, between spaces and full-width marks, that look like code, formulas or addresses; and the clauses that
/// name a file.
fn foreign(text: &str) -> Vec<Range<usize>> {
    let is_word = |character: char| !character.is_whitespace() && !is_wide(character);
    let pieces = runs(text, is_word).filter(|piece| text[piece.clone()].contains(is_foreign));
    let is_clause = |character: char| !PAUSES.contains(&character) && character != '\n';
    let clauses = runs(text, is_clause).filter(|clause| ENDING.is_match(&text[clause.clone()]));
    let mut foreign: Vec<Range<usize>> = pieces.chain(clauses).collect();
    foreign.sort_unstable_by_key(|piece| piece.start);
    merged(foreign)
}

fn is_foreign(character: char) -> bool {
    character == CODE || FOREIGN.contains(character)
}

/// The ranges between two marks of a pair. If only one mark of a pair exists, every range that may be meant.
fn enclosed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (opening, closing) in PAIRS {
        let mut open = Vec::new();
        for (at, mark) in text.match_indices([opening, closing]) {
            if mark.starts_with(opening) {
                open.push(at);
            } else {
                found.push(open.pop().unwrap_or(0)..at);
            }
        }
        found.extend(open.first().map(|first| *first..text.len()));
    }
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    found.extend(quotes.chunks(2).map(|pair| pair[0]..pair.get(1).copied().unwrap_or(text.len())));
    found.sort_unstable_by_key(|range| range.start);
    merged(found)
}

/// Ranges sorted by their starts; those that touch are merged.
fn merged(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= at);
    next.checked_sub(1).is_some_and(|place| at < ranges[place].end)
}

fn touches(ranges: &[Range<usize>], part: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.end <= part.start);
    ranges.get(next).is_some_and(|range| range.start < part.end)
}

fn is_wide(character: char) -> bool {
    PAUSES.contains(&character) || is_opening(character) || is_closing(character)
}

/// Whether a character opens a pair of marks.
pub(crate) fn is_opening(character: char) -> bool {
    PAIRS.iter().any(|(opening, _)| *opening == character && character != '(')
}

/// Whether a character closes a pair of marks.
pub(crate) fn is_closing(character: char) -> bool {
    PAIRS.iter().any(|(_, closing)| *closing == character && character != ')')
}

fn are_numbers(left: Option<char>, right: Option<char>) -> bool {
    let is_number = |character: Option<char>| character.is_some_and(|character| NUMBERS.contains(character));
    is_number(left) && is_number(right)
}

/// The text before a byte, back to the last full-width mark or space, but no longer than a clause.
fn clause_before(text: &str, at: usize) -> &str {
    let head = &text[text.floor_char_boundary(at.saturating_sub(CLAUSE))..at];
    head.rsplit(parts_clauses).next().unwrap_or(head)
}

/// The text from a byte on, up to the next full-width mark or space, but no longer than a clause.
fn clause_after(text: &str, at: usize) -> &str {
    let tail = &text[at..text.floor_char_boundary((at + CLAUSE).min(text.len()))];
    tail.split(parts_clauses).next().unwrap_or(tail)
}

fn parts_clauses(character: char) -> bool {
    is_wide(character) || character.is_whitespace()
}

/// Whether a text ends with the number of an item, which a space may follow: 一、.
fn is_number_of_item(text: &str) -> bool {
    let head = text.trim_end_matches(PAUSES);
    let number = clause_before(head, head.len());
    !number.is_empty() && number.chars().all(|character| NUMBERS.contains(character))
}

/// Whether a space follows the label of a form, which fills a column (电 话： 县委), or a speaker's name (问： 您好).
fn is_label(text: &str, space: &Range<usize>, left: char) -> bool {
    let head = text[..space.start].trim_end_matches('：');
    let label = head.rsplit(PAUSES).next().unwrap_or_default();
    let is_speaker = label.len() == head.len() && label.chars().count() <= SPEAKER;
    left == '：' && (is_speaker || label.contains(char::is_whitespace))
}

/// Whether the text between two quoted words joins or separates them, rather than being a quoted word itself.
fn joins(between: &str) -> bool {
    between.contains(PAUSES)
        || between.chars().count() < 3
        || between.ends_with([
            '和', '与', '及', '或', '到', '变', '为', '成', '是', '对', '在', '把', '将', '从', '向',
        ])
}
