//! W07: a wrong form of the name of an organisation.
//!
//! The house lists its organisations with the short names that are also correct (`content/style/organisations.yaml`). A name with
//! one wrong character, or with another abbreviation, is a slip. So is a name that occurs once in the paper and is one character
//! away from another that occurs in the same story and at least two more places.
//!
//! Wrong: 伊通满族自冶县, 伊通满族县. Right: 伊通满族自治县, and 伊通县 if it is listed.
//!
//! In a story, a name that occurs once is compared with the names before it, and an authority with all listed ones of its place
//! (松岭县发展与改革局, 松岭县市场监督局).
//!
//! Guard: names that differ in meaning are two organisations: by a number or direction (第一中学, 第二中学), or by a word of their own
//! (财政局, 民政局), unless its character sounds or looks like the other (红星剧团, 红心剧团). So are two names in one sentence, and a name that occurs often.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::check::across::NamedAt;
use crate::check::characters::is_han;
use crate::check::english;
use crate::check::names::{Listed, odd_character};
use crate::check::reading::{House, Reading};
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::language::dictionary::are_easily_confused;
use crate::language::segment;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_paper("name-variant", "W07", Severity::Info, WHOLE, look).reading(RuleTexts::All);

/// A name that occurs as often as this is not a slip.
const OFTEN: usize = 3;
/// The fewest characters of a name that is compared with those of the paper, and of one that is compared within its story.
const LONG: usize = 6;
const SHORT: usize = 4;
/// Characters that distinguish organisations of one kind.
const TELLING: &str =
    "一二三四五六七八九十百东西南北中上下前后左右内外大小新老旧甲乙丙丁省市县区旗镇乡村全各每本该我";

/// Characters that follow a name rather than belong to it.
const PARTICLES: &str = "的了和与及在是";

fn look(house: &House, readings: &[Reading], marks: &mut Marks) {
    let (chinese, english): (Vec<Reading>, Vec<Reading>) =
        readings.iter().partition(|reading| reading.language().is_chinese());
    look_in_english(house, &english, marks);
    let readings = &chinese;
    let listed = Listed::of(&house.style.organisations);
    let mut odd = not_as_listed(readings, &listed);
    let nearly = nearly_listed(readings, &listed, &odd);
    odd.extend(nearly);
    odd.extend(almost_another(readings, &listed));
    let within = within_stories(readings, &listed, &odd);
    odd.extend(within);
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for odd in &odd {
        *times.entry(odd.name()).or_default() += 1;
    }
    for odd in odd.iter().filter(|odd| times[odd.name()] < OFTEN) {
        let finding = marks.mark(odd.line, odd.range.clone(), wordings::name_variant(odd.name(), odd.right));
        finding.severity = odd.severity;
    }
}

/// The people and organisations of the house, in English stories.
fn look_in_english(house: &House, readings: &[Reading], marks: &mut Marks) {
    let people = house.style.people.iter().map(|person| person.name.as_str());
    let organisations = house.style.organisations.iter().map(|organisation| organisation.name.as_str());
    let listed: Vec<&str> = people.chain(organisations).collect();
    for line in readings.iter().flat_map(Reading::lines) {
        for odd in english::names::odd(&line.text, &listed) {
            let wording = wordings::name_variant(&line.text[odd.range.clone()], odd.right);
            marks.mark(line, odd.range, wording);
        }
    }
}

/// A wrong name.
struct Odd<'p> {
    line: &'p Line,
    range: Range<usize>,
    right: &'p str,
    severity: Severity,
}

impl<'p> Odd<'p> {
    /// Whether it overlaps another of the same line.
    fn touches(&self, other: &Self) -> bool {
        std::ptr::eq(self.line, other.line)
            && self.range.start < other.range.end
            && other.range.start < self.range.end
    }

    fn name(&self) -> &'p str {
        &self.line.text[self.range.clone()]
    }
}

/// Whether the differing character makes it the name of another organisation.
fn is_another(odd: &Odd) -> bool {
    let Some((place, character, right)) = odd_character(odd.name(), odd.right) else { return false };
    let is_told = TELLING.contains(character) && TELLING.contains(right);
    let ends_it = !is_han(character) || PARTICLES.contains(character);
    let is_slip = are_easily_confused(character, right);
    is_told || ends_it || !is_slip && segment::is_in_known_word(&odd.line.text, odd.range.start + place)
}

/// The wrong forms of listed names in the stories.
fn not_as_listed<'p>(readings: &[Reading<'p>], listed: &Listed<'p>) -> Vec<Odd<'p>> {
    if listed.is_empty() {
        return Vec::new();
    }
    let lines = readings.par_iter().flat_map_iter(|reading| reading.lines());
    let odd = lines.flat_map_iter(|line| {
        listed.odd(&line.text).into_iter().map(move |(range, right)| Odd {
            line,
            range,
            right,
            severity: Severity::Error,
        })
    });
    odd.filter(|odd| !is_another(odd)).collect()
}

/// The authorities in the stories whose names are nearly listed, and not among those `found` already.
fn nearly_listed<'p>(readings: &[Reading<'p>], listed: &Listed<'p>, found: &[Odd<'p>]) -> Vec<Odd<'p>> {
    let lines = readings.par_iter().flat_map_iter(|reading| reading.lines());
    let near = lines.flat_map_iter(|line| {
        let near = listed.nearly(&line.text).into_iter();
        near.map(move |(range, right)| Odd { line, range, right, severity: Severity::Error })
    });
    near.filter(|odd| !found.iter().any(|other| odd.touches(other))).collect()
}

/// Names that occur once in the paper, and differ in one character from the name that their story has before.
fn within_stories<'p>(readings: &[Reading<'p>], listed: &Listed, found: &[Odd<'p>]) -> Vec<Odd<'p>> {
    let stories: Vec<Vec<Name>> = readings.par_iter().map(|reading| names_of(reading, SHORT)).collect();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for name in stories.iter().flatten() {
        *times.entry(name.text).or_default() += 1;
    }
    let mut odd = Vec::new();
    for story in &stories {
        let mut before: FxHashMap<(&str, &str), &'p str> = FxHashMap::default();
        for name in story {
            let near = rests(name.text).filter_map(|rest| before.get(&rest).copied());
            let near = near.filter(|near| odd_character(name.text, near).is_some()).min();
            if let Some(right) = near.filter(|_| times[name.text] == 1 && !listed.has(name.text)) {
                let Name { line, range, .. } = name;
                odd.push(Odd { line, range: range.clone(), right, severity: Severity::Info });
            }
            before.extend(rests(name.text).map(|rest| (rest, name.text)));
        }
    }
    odd.retain(|odd| {
        !is_another(odd)
            && !in_one_sentence(odd.line, &odd.range, odd.right)
            && !found.iter().any(|other| odd.touches(other))
    });
    odd
}

/// Names that occur once, in stories that have almost the same one.
fn almost_another<'p>(readings: &[Reading<'p>], listed: &Listed) -> Vec<Odd<'p>> {
    let stories: Vec<Vec<Name>> = readings.par_iter().map(|reading| names_of(reading, LONG)).collect();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for name in stories.iter().flatten() {
        *times.entry(name.text).or_default() += 1;
    }
    let mut found = Vec::new();
    for story in &stories {
        let once = story.iter().filter(|name| times[name.text] == 1 && !listed.has(name.text));
        let often = Often::of(story.iter().map(|name| name.text).filter(|name| times[name] >= OFTEN));
        found.extend(once.filter_map(|name| name.slip_of(&often)));
    }
    found.retain(|odd| !is_another(odd));
    found
}

/// Names that occur often, found by all of their characters but one.
struct Often<'p> {
    /// By the text before the character that is left out and the text after it: the first of the names.
    by_rest: FxHashMap<(&'p str, &'p str), (usize, &'p str)>,
}

impl<'p> Often<'p> {
    fn of(names: impl Iterator<Item = &'p str>) -> Self {
        let mut by_rest = FxHashMap::default();
        for (place, name) in names.enumerate() {
            for rest in rests(name) {
                by_rest.entry(rest).or_insert((place, name));
            }
        }
        Self { by_rest }
    }

    /// The first of them that differs from a name in one character.
    fn near(&self, name: &str) -> Option<&'p str> {
        let near = rests(name).filter_map(|rest| self.by_rest.get(&rest).copied());
        near.filter(|(_, near)| odd_character(name, near).is_some()).min().map(|(_, near)| near)
    }
}

/// The rest of a name, with each of its characters left out in turn.
fn rests(name: &str) -> impl Iterator<Item = (&str, &str)> {
    name.char_indices().map(|(at, character)| (&name[..at], &name[at + character.len_utf8()..]))
}

/// An occurrence of a name.
struct Name<'p> {
    line: &'p Line,
    range: Range<usize>,
    text: &'p str,
}

impl<'p> Name<'p> {
    /// The slip that it is, if it is one character away from one of `often` that is not in its sentence.
    fn slip_of(&self, often: &Often<'p>) -> Option<Odd<'p>> {
        let near = often.near(self.text)?;
        let (line, range) = (self.line, self.range.clone());
        (!in_one_sentence(line, &range, near)).then_some(Odd {
            line,
            range,
            right: near,
            severity: Severity::Info,
        })
    }
}

/// The names of a story that have at least so many characters.
fn names_of<'p>(reading: &Reading<'p>, least: usize) -> Vec<Name<'p>> {
    let lines = &reading.galley.lines;
    let named = reading.across.organisations(reading.galley).iter();
    let name = |at: &NamedAt| {
        let (line, range) = (&lines[at.line], at.range.clone());
        Name { line, text: &line.text[range.clone()], range }
    };
    named.map(name).filter(|name| name.text.chars().count() >= least).collect()
}

fn in_one_sentence(line: &Line, range: &Range<usize>, other: &str) -> bool {
    line.text[line.sentence_at(range.start)].contains(other)
}
