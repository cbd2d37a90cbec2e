//! The words of a line of a head, each with what it means for the ends of lines.

use std::ops::Range;

use super::super::segment;

/// The longest quotation that stays on one line, in characters between its marks.
const QUOTATION: usize = 4;
/// The longest name that stays on one line, in characters.
const NAME: usize = 8;
/// The shortest name that decides where words begin and end: one of two characters may be a part of another word.
const SURE_NAME: usize = 3;

/// A line of a head, and the bytes of it that are figures and listed names, in order and apart from one another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadText<'t> {
    pub text: &'t str,
    pub figures: &'t [Range<usize>],
    pub names: &'t [Range<usize>],
}

/// A word or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeadWord {
    /// Its bytes.
    pub range: Range<usize>,
    pub kind: HeadWordKind,
    /// Whether it is a single character.
    pub single: bool,
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadWordKind {
    Space,
    /// ，：；。！？
    Stop,
    /// 、
    Comma,
    /// ——
    Dash,
    /// “《（
    Opening,
    /// ”》）
    Closing,
    /// 】, which ends a label
    LabelEnd,
    /// Any other mark.
    Mark,
    /// 的
    Of,
    /// 了 吗 们, and 委 of 区委: never begins a line.
    Particle,
    /// 等: neither begins nor ends one if that can be helped.
    AndOthers,
    /// 之: stands between two words that belong together.
    Within,
    /// 与 在 把: never ends a line.
    Linking,
    /// 到 于: after a verb, belongs to it; otherwise as the others.
    LinkingOrComplement,
    /// 上来 起来: after a verb, belongs to it.
    Complement,
    Adverb,
    Numeral,
    /// 一群: a numeral with its measure word.
    Counted,
    Measure,
    /// 里 上: belongs to the word before it.
    Position,
    Time,
    Pronoun,
    Adjective,
    Verb,
    /// 建设 培训: a verb or a noun.
    VerbalNoun,
    Noun,
    /// The name of a person, a place or an organisation.
    Name,
    /// Within a long name: the part of it that begins here.
    PartOfName,
    Idiom,
}

impl HeadWordKind {
    /// The kind of a mark.
    fn of_mark(mark: char) -> Self {
        match mark {
            '，' | '：' | '；' | '。' | '！' | '？' | '…' => Self::Stop,
            '、' => Self::Comma,
            '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '「' | '『' => Self::Opening,
            '】' => Self::LabelEnd,
            '”' | '’' | '）' | '》' | '〉' | '〕' | '」' | '』' => Self::Closing,
            _ if mark.is_whitespace() => Self::Space,
            _ => Self::Mark,
        }
    }

    /// The kind of a word with a part of speech as the dictionary has it.
    fn of_word(word: &str, tag: &str) -> Self {
        match word {
            "的" => return Self::Of,
            "等" => return Self::AndOthers,
            "之" => return Self::Within,
            "了" | "们" | "吗" | "呢" | "吧" | "者" | "委" => return Self::Particle,
            "到" | "于" | "在" | "给" | "向" | "往" | "为" | "自" | "成" => {
                return Self::LinkingOrComplement;
            }
            "与" | "和" | "及" | "或" | "并" | "而" | "但" | "把" | "将" | "被" | "让" | "对" | "以"
            | "从" | "由" | "跟" | "随" | "使" | "令" | "第" | "暨" => return Self::Linking,
            "怎样" | "怎么" | "如何" | "为何" | "为什么" => return Self::Adverb,
            "上来" | "下来" | "起来" | "出来" | "进来" | "回来" | "过来" | "上去" | "下去" | "出去"
            | "进去" | "回去" | "起" | "完" | "住" | "掉" => return Self::Complement,
            _ => {}
        }
        let mut letters = tag.chars();
        match (letters.next().unwrap_or('n'), letters.next()) {
            ('u' | 'y' | 'k', _) => Self::Particle,
            ('p' | 'c' | 'h', _) => Self::Linking,
            ('d', _) => Self::Adverb,
            ('m', _) if word.chars().all(is_numeral) => Self::Numeral,
            ('m', _) => Self::Counted,
            ('q', _) => Self::Measure,
            ('f', _) => Self::Position,
            ('t', _) => Self::Time,
            ('r', _) => Self::Pronoun,
            ('a' | 'b' | 'z', _) => Self::Adjective,
            ('i' | 'l', _) => Self::Idiom,
            ('v', Some('n')) => Self::VerbalNoun,
            ('v', _) => Self::Verb,
            ('n', Some('r' | 's' | 't' | 'z')) => Self::Name,
            _ => Self::Noun,
        }
    }
}

fn is_numeral(character: char) -> bool {
    character.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两几数半多余".contains(character)
}

/// What a piece of a line is before the dictionary is asked.
enum Atom {
    /// Words of any number.
    Words,
    /// One word or mark.
    One(HeadWordKind),
}

/// The words and marks of a line. Those of a part between two marks are found only if the part `is_long`; otherwise it is one word.
pub(super) fn words(line: HeadText, is_long: impl Fn(&str) -> bool) -> Vec<HeadWord> {
    let mut found = Vec::new();
    let mut part: Vec<(Range<usize>, Atom)> = Vec::new();
    let flush = |part: &mut Vec<(Range<usize>, Atom)>, found: &mut Vec<HeadWord>| {
        let (Some((first, _)), Some((last, _))) = (part.first(), part.last()) else { return };
        let all = first.start..last.end;
        if is_long(&line.text[all.clone()]) {
            let mut words = of_part(line, &all, part);
            retag(&mut words);
            found.extend(quoted(line.text, words));
        } else {
            found.push(word(line.text, all, HeadWordKind::Noun));
        }
        part.clear();
    };
    for (range, atom) in atoms(line) {
        match atom {
            Atom::One(
                kind @ (HeadWordKind::Space
                | HeadWordKind::Stop
                | HeadWordKind::Comma
                | HeadWordKind::Dash
                | HeadWordKind::LabelEnd),
            ) => {
                flush(&mut part, &mut found);
                found.push(word(line.text, range, kind));
            }
            other => part.push((range, other)),
        }
    }
    flush(&mut part, &mut found);
    found
}

fn word(text: &str, range: Range<usize>, kind: HeadWordKind) -> HeadWord {
    let single = text[range.clone()].chars().nth(1).is_none();
    HeadWord { range, kind, single }
}

/// The figures, names, runs of ASCII and marks of a line, and the words between them.
fn atoms(line: HeadText) -> Vec<(Range<usize>, Atom)> {
    let mut atoms: Vec<(Range<usize>, Atom)> = Vec::new();
    let sure = |name: &&Range<usize>| {
        let length = line.text[(*name).clone()].chars().count();
        (SURE_NAME..=NAME).contains(&length)
    };
    let names = line.names.iter().filter(sure).map(|range| (range, HeadWordKind::Name));
    let figures = line.figures.iter().map(|range| (range, HeadWordKind::Numeral));
    let mut fixed: Vec<(&Range<usize>, HeadWordKind)> = names.chain(figures).collect();
    fixed.sort_by_key(|(range, _)| range.start);
    let mut at = 0;
    for (range, kind) in fixed {
        if range.start >= at && range.end > range.start {
            between(line.text, at..range.start, &mut atoms);
            atoms.push((range.clone(), Atom::One(kind)));
            at = range.end;
        }
    }
    between(line.text, at..line.text.len(), &mut atoms);
    atoms
}

/// The marks, runs of ASCII and words in a part of a line.
fn between(text: &str, part: Range<usize>, atoms: &mut Vec<(Range<usize>, Atom)>) {
    let mut rest = text[part.clone()].char_indices().map(|(at, letter)| (part.start + at, letter)).peekable();
    while let Some((start, first)) = rest.next() {
        let mut end = start + first.len_utf8();
        let mut extend = |goes_on: &dyn Fn(char) -> bool| {
            while let Some((at, letter)) = rest.next_if(|(_, letter)| goes_on(*letter)) {
                end = at + letter.len_utf8();
            }
        };
        let atom = if first.is_ascii_graphic() {
            extend(&|letter| letter.is_ascii_graphic());
            let is_number = first.is_ascii_digit();
            Atom::One(if is_number { HeadWordKind::Numeral } else { HeadWordKind::Noun })
        } else if first.is_alphanumeric() {
            extend(&|letter| letter.is_alphanumeric() && !letter.is_ascii());
            Atom::Words
        } else {
            // Two dashes, or six dots, are one mark.
            extend(&|letter| letter == first && matches!(letter, '—' | '…'));
            // One dash joins the ends of a range.
            let is_dash = matches!(&text[start..end], "——" | "⸺");
            Atom::One(if is_dash { HeadWordKind::Dash } else { HeadWordKind::of_mark(first) })
        };
        atoms.push((start..end, atom));
    }
}

/// The words of a part between marks: those of the dictionary, but figures, names and runs of ASCII are left whole.
fn of_part(line: HeadText, all: &Range<usize>, atoms: &[(Range<usize>, Atom)]) -> Vec<HeadWord> {
    let text = line.text;
    let known = segment::words(&text[all.clone()]).into_iter();
    let known: Vec<(Range<usize>, String)> =
        known.map(|word| (all.start + word.range.start..all.start + word.range.end, word.tag)).collect();
    let mut found: Vec<HeadWord> = Vec::new();
    for (range, atom) in atoms {
        match atom {
            Atom::One(kind) => found.push(word(text, range.clone(), *kind)),
            Atom::Words => {
                for (known, tag) in &known {
                    let part = known.start.max(range.start)..known.end.min(range.end);
                    if part.start >= part.end {
                        continue;
                    }
                    // What an atom has cut off a word is another word.
                    if part == *known {
                        found.push(word(text, part.clone(), HeadWordKind::of_word(&text[part], tag)));
                    } else {
                        let cut = segment::words(&text[part.clone()]).into_iter().map(|cut| {
                            let range = part.start + cut.range.start..part.start + cut.range.end;
                            let kind = HeadWordKind::of_word(&text[range.clone()], &cut.tag);
                            word(text, range, kind)
                        });
                        found.extend(cut);
                    }
                }
            }
        }
    }
    for name in line.names {
        for word in &mut found {
            if name.start < word.range.start && word.range.start < name.end {
                word.kind = HeadWordKind::PartOfName;
            }
        }
    }
    found
}

/// Corrects what the dictionary cannot know: before a position, a word of one character is a thing (树下).
fn retag(words: &mut [HeadWord]) {
    for at in 1..words.len() {
        let is_thing = words[at].kind == HeadWordKind::Position && words[at - 1].single;
        if is_thing && words[at - 1].kind == HeadWordKind::Verb {
            words[at - 1].kind = HeadWordKind::Noun;
        }
    }
}

/// The same words, with each short quotation as one.
fn quoted(text: &str, words: Vec<HeadWord>) -> Vec<HeadWord> {
    let mut found: Vec<HeadWord> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for next in words {
        let closes = matches!(next.kind, HeadWordKind::Closing | HeadWordKind::LabelEnd);
        if next.kind == HeadWordKind::Opening {
            open.push(found.len());
        }
        found.push(next);
        if closes && let Some(first) = open.pop() {
            let range = found[first].range.start..found[found.len() - 1].range.end;
            let inside = text[range.clone()].chars().count().saturating_sub(2);
            if inside <= QUOTATION {
                found.truncate(first);
                found.push(word(text, range, HeadWordKind::Noun));
            }
        }
    }
    found
}
