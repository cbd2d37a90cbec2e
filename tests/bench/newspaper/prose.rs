//! Chinese prose without meaning, in clauses, sentences and paragraphs of the usual lengths: words are as frequent as they are in the
//! language, and follow one another as they do there. Random words would measure nothing: they make two hundredths of the pairs of
//! characters that a paper has, and each of them far too often.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use flate2::read::GzDecoder;

use super::random::Random;

/// What stands in the table of pairs for the beginning of a sentence.
const BEGINNING: &str = "^";
/// How many of a hundred words are taken from those that are known to follow the one before. The table leaves out pairs that were
/// counted once, which are about half of all.
const KNOWN_TO_FOLLOW: usize = 55;
/// The range, as powers of two, of the number of frequent words from which a following word is drawn.
const AMONG: (usize, usize) = (4, 16);

static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::read);

/// The words of the language.
struct Language {
    /// The most frequent first.
    words: Vec<String>,
    /// The words that follow one, each with how often it and those before it do.
    followers: HashMap<String, Vec<(usize, String)>>,
}

/// This many words.
pub fn clause(words: usize, random: &mut Random) -> String {
    let (mut clause, mut last) = (String::new(), BEGINNING);
    for _ in 0..words {
        last = LANGUAGE.next(last, random);
        clause.push_str(last);
    }
    clause
}

/// A few clauses and a full stop.
pub fn sentence(random: &mut Random) -> String {
    let clauses: Vec<String> = (0..random.between(2, 4))
        .map(|_| {
            let words = random.between(3, 7);
            clause(words, random)
        })
        .collect();
    clauses.join("，") + "。"
}

/// This many sentences.
pub fn sentences(number: usize, random: &mut Random) -> String {
    (0..number).map(|_| sentence(random)).collect()
}

impl Language {
    fn read() -> Self {
        let table = table("words.txt.gz");
        let mut words: Vec<(usize, &str)> = table.lines().filter_map(counted).collect();
        words.sort_by_key(|(count, word)| (std::cmp::Reverse(*count), *word));
        let words = words.into_iter().map(|(_, word)| word.to_owned()).take(1 << AMONG.1).collect();
        let followers = table_of_pairs(&self::table("pairs.txt.gz"));
        Self { words, followers }
    }

    /// A word that follows another.
    fn next(&self, word: &str, random: &mut Random) -> &str {
        let known = self.followers.get(word).filter(|_| random.between(1, 100) <= KNOWN_TO_FOLLOW);
        if let Some(known) = known {
            let (all, _) = known.last().unwrap();
            let drawn = random.between(1, *all);
            return &known[known.partition_point(|(count, _)| *count < drawn)].1;
        }
        let among = self.words.len().min(1 << random.between(AMONG.0, AMONG.1));
        random.one_of::<String>(&self.words[..among])
    }
}

/// A word and its count.
fn counted(line: &str) -> Option<(usize, &str)> {
    let mut fields = line.split(' ');
    let (word, count) = (fields.next()?, fields.next()?.parse().ok()?);
    is_chinese(word).then_some((count, word))
}

fn table_of_pairs(table: &str) -> HashMap<String, Vec<(usize, String)>> {
    let line = |line: &str| {
        let mut fields = line.split(' ');
        let (word, mut all) = (fields.next()?, 0);
        let followers: Vec<(usize, String)> = fields
            .filter_map(|field| field.split_once(':'))
            .filter(|(follower, _)| is_chinese(follower))
            .map(|(follower, count)| {
                all += count.parse::<usize>().unwrap();
                (all, follower.to_owned())
            })
            .collect();
        (!followers.is_empty()).then(|| (word.to_owned(), followers))
    };
    table.lines().filter_map(line).collect()
}

fn is_chinese(word: &str) -> bool {
    word.chars().all(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter))
}

/// A table of the proofreader's.
fn table(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language/word_list").join(name);
    let (packed, mut text) = (std::fs::read(file).unwrap(), String::new());
    GzDecoder::new(&*packed).read_to_string(&mut text).unwrap();
    text
}
