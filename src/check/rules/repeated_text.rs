//! S02: a paragraph that occurs twice in the paper, or a sentence twice in a row.
//!
//! A paragraph is pasted twice, or two stories take the same one from the bulletin before. Exact repeats are found by a table.
//! For the others, each paragraph has a signature, the few smallest hashes of its shingles: nearly equal paragraphs share some of
//! them, different ones share none. Only paragraphs that share some are compared, so that the time grows about linearly with the
//! number of stories.
//!
//! Wrong: the later of two paragraphs that are at least nine tenths alike, not counting marks and spaces.
//! Right: short ones (下一步，医院还将延长…), a summary that repeats the opening.
//!
//! Guard: paragraphs that differ in a number are reports of different days; an editor's note opens every story of its series, and
//! what three stories have is a formula of the paper.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::across::{ParagraphSigns, is_long, letters_of};
use crate::check::reading::{House, Reading};
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::model::passage::Role;
use crate::source::SourcePath;
use crate::words::rules::house;

pub(crate) static RULE: Rule =
    Rule::of_story("repeated-text", "S02", Severity::Warning, WHOLE, repeated_sentences)
        .and_of_paper(look)
        .reading(RuleTexts::All);

/// The similarity from which two paragraphs count as one.
const ALIKE: f64 = 0.9;
/// How many characters of two paragraphs are compared: the cost is quadratic, and these are enough to decide.
const COMPARED: usize = 500;
/// How many hashes of their signatures two paragraphs must share to be compared.
const SHARED: usize = 2;
/// A hash that more paragraphs share is of a phrase that everybody uses.
const CROWD: usize = 16;
/// How many other stories must have a paragraph for it to be a standing one, such as an appeal for contributions.
const STANDING: usize = 2;

/// A paragraph that could repeat another.
struct SeenParagraph<'p> {
    line: &'p Line,
    known: &'p ParagraphSigns,
}

fn look(_: &House, readings: &[Reading], marks: &mut Marks) {
    let paragraphs = paragraphs(readings);
    let (distinct, mut repeats) = told_apart(&paragraphs);
    repeats.extend(near(&paragraphs, &distinct));
    let standing = standing(&paragraphs, &repeats);
    for (later, earlier) in repeats.into_iter().filter(|(_, earlier)| !standing.contains(earlier)) {
        let (later, earlier) = (paragraphs[later].line, paragraphs[earlier].line);
        let is_of_another = later.path != earlier.path;
        let wording =
            if is_of_another { house::repeated_text(&earlier.path) } else { house::repeated_in_story() };
        marks.mark(later, 0..later.text.len(), wording);
    }
}

/// The paragraphs that so many other stories repeat that they are formulas of the paper.
fn standing(paragraphs: &[SeenParagraph], repeats: &[Repeat]) -> FxHashSet<usize> {
    let mut stories: FxHashMap<usize, FxHashSet<&SourcePath>> = FxHashMap::default();
    for (later, earlier) in repeats {
        let (path, first) = (&paragraphs[*later].line.path, &paragraphs[*earlier].line.path);
        stories.entry(*earlier).or_default().extend([path].into_iter().filter(|path| *path != first));
    }
    stories.into_iter().filter(|(_, others)| others.len() >= STANDING).map(|(earlier, _)| earlier).collect()
}

/// The fewest characters of a sentence whose repetition is not chance.
const SENTENCE: usize = 10;

/// Marks the sentences that repeat another of their paragraph, and the first one that repeats the last of the paragraph before:
/// further apart, it may be a refrain.
fn repeated_sentences(reading: &Reading, marks: &mut Marks) {
    if is_statute(reading) {
        return;
    }
    let mut last: Option<Vec<char>> = None;
    for line in reading.lines().filter(|line| line.role == Role::Paragraph) {
        let mut before = last.take();
        let mut earlier: Vec<Vec<char>> = Vec::new();
        let mut repeats = Vec::new();
        for sentence in line.sentences() {
            let letters = letters_of(&line.text[sentence.clone()]);
            let is_closed = line.text[sentence.end..].starts_with(['。', '！', '？']);
            if letters.len() >= SENTENCE && is_closed {
                if earlier.iter().chain(&before).any(|earlier| are_same(earlier, &letters)) {
                    repeats.push(sentence);
                }
                earlier.push(letters);
                before = None;
            }
        }
        last = earlier.pop();
        // A paragraph that is only this sentence is compared as a paragraph.
        let is_paragraph =
            line.sentences().filter(|sentence| !sentence.is_empty()).count() == 1 && is_long(line);
        for sentence in repeats.into_iter().filter(|_| !is_paragraph) {
            marks.mark(line, sentence, house::repeated_sentence());
        }
    }
}

/// Whether two sentences have the same words but for a character.
fn are_same(one: &[char], other: &[char]) -> bool {
    let digits =
        |letters: &[char]| letters.iter().filter(|letter| letter.is_ascii_digit()).collect::<String>();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    one == other
        || one.len() >= SENTENCE * 3 / 2
            && one.len().abs_diff(other.len()) == 1
            && digits(one) == digits(other)
            && strsim::levenshtein(&text(one), &text(other)) == 1
}

/// Whether a story is divided into articles: the sentences of statutes are formulas.
fn is_statute(reading: &Reading) -> bool {
    reading.lines().any(|line| is_article(&line.text))
}

/// 第十二条
fn is_article(text: &str) -> bool {
    text.starts_with('第') && text.chars().take(12).any(|character| matches!(character, '条' | '章' | '款'))
}

/// The long paragraphs of the paper: by edition, path and place.
fn paragraphs<'p>(readings: &[Reading<'p>]) -> Vec<SeenParagraph<'p>> {
    let mut readings: Vec<&Reading<'p>> = readings.iter().filter(|reading| !is_statute(reading)).collect();
    readings.sort_by_key(|reading| (reading.edition(), &reading.galley.path));
    let seen = |reading: &&Reading<'p>| {
        let lines = &reading.galley.lines;
        let known = reading.across.paragraphs(reading.galley).iter();
        known.map(|known| SeenParagraph { line: &lines[known.line], known }).collect::<Vec<_>>()
    };
    readings.par_iter().flat_map_iter(seen).collect()
}

impl SeenParagraph<'_> {
    /// Its letters and digits, without marks and spaces.
    fn plain(&self) -> String {
        letters_of(&self.line.text).into_iter().collect()
    }

    fn is_like(&self, other: &Self) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let head = |text: &str| text.chars().take(COMPARED).collect::<String>();
        let (one, other) = (self.plain(), other.plain());
        let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
        shorter * 10 >= longer * 9
            && digits(&one) == digits(&other)
            && strsim::normalized_levenshtein(&head(&one), &head(&other)) >= ALIKE
    }
}

/// A later paragraph and the earlier one that it repeats.
type Repeat = (usize, usize);

/// The first of each paragraph, and those that repeat one exactly.
fn told_apart(paragraphs: &[SeenParagraph]) -> (Vec<usize>, Vec<Repeat>) {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    let (mut distinct, mut repeats) = (Vec::new(), Vec::new());
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let earlier = *first.entry(paragraph.known.whole).or_insert(place);
        if earlier != place && paragraphs[earlier].plain() == paragraph.plain() {
            repeats.push((place, earlier));
        } else {
            distinct.push(place);
        }
    }
    (distinct, repeats)
}

/// Those that nearly repeat an earlier one, each with the earliest.
fn near(paragraphs: &[SeenParagraph], distinct: &[usize]) -> Vec<Repeat> {
    let mut pairs = sharing_a_sign(paragraphs, distinct);
    pairs.par_sort_unstable();
    let pairs: Vec<Repeat> =
        pairs.chunk_by(|a, b| a == b).filter(|pair| pair.len() >= SHARED).map(|pair| pair[0]).collect();
    let is_repeat = |(later, earlier): &Repeat| paragraphs[*later].is_like(&paragraphs[*earlier]);
    let mut repeats: Vec<Repeat> = pairs.into_par_iter().filter(is_repeat).collect();
    repeats.dedup_by_key(|(later, _)| *later);
    repeats
}

/// Pairs of paragraphs, once for each hash that they share.
fn sharing_a_sign(paragraphs: &[SeenParagraph], distinct: &[usize]) -> Vec<Repeat> {
    let all = || {
        distinct.iter().flat_map(|place| paragraphs[*place].known.signs.iter().map(|sign| (*sign, *place)))
    };
    let mut occurring = Occurring::with_room_for(distinct.len());
    all().for_each(|(sign, _)| occurring.add(sign));
    let mut signs: Vec<(u64, usize)> = all().filter(|(sign, _)| occurring.may_repeat(*sign)).collect();
    signs.par_sort_unstable();
    let groups = signs.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() <= CROWD);
    groups
        .flat_map(|group| {
            let after = |index: usize| group[index + 1..].iter().map(move |later| (later.1, group[index].1));
            (0..group.len()).flat_map(after).collect::<Vec<_>>()
        })
        .collect()
}

/// An approximate count of hashes: most of those that occur once are known to, and need not be sorted.
struct Occurring {
    once: Vec<bool>,
    again: Vec<bool>,
}

impl Occurring {
    /// Sized for the signatures of this number of paragraphs.
    fn with_room_for(paragraphs: usize) -> Self {
        let places = (paragraphs * 64).next_power_of_two();
        Self { once: vec![false; places], again: vec![false; places] }
    }

    /// Where a hash is noted: its upper half is mixed best.
    fn place(&self, sign: u64) -> usize {
        usize::try_from(sign >> 32).unwrap_or_default() & (self.once.len() - 1)
    }

    fn add(&mut self, sign: u64) {
        let place = self.place(sign);
        self.again[place] |= self.once[place];
        self.once[place] = true;
    }

    fn may_repeat(&self, sign: u64) -> bool {
        self.again[self.place(sign)]
    }
}
