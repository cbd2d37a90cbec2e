//! Tables: the words of the house style. Each table is searched for in one pass.
//!
//! A table holds hundreds of words and a paper millions of characters, so the searchers are built once for a whole run.

use std::fmt::Debug;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::style::{Cautious, HouseTerm, Style, WrongWord};

/// The tables that rules search.
#[derive(Debug)]
pub struct Tables<'s> {
    /// Misspelt words.
    pub wrong: SearchTable<'s, WrongWord>,
    /// Words to avoid.
    pub avoid: SearchTable<'s, Cautious>,
    /// Wrong forms of fixed wordings.
    pub terms: SearchTable<'s, HouseTerm>,
}

impl<'s> Tables<'s> {
    /// The tables of a style.
    #[must_use]
    pub fn of(style: &'s Style) -> Self {
        let wrong =
            style.wrong.iter().map(|row| TableEntry::new(row, &row.word, &row.unless).but(&row.right));
        let avoid = style.avoid.iter().map(|row| TableEntry::new(row, &row.word, &row.unless));
        let terms = style.terms.iter().flat_map(|row| row.wrong.iter().map(move |form| fixed(row, form)));
        Self { wrong: SearchTable::of(wrong), avoid: SearchTable::of(avoid), terms: SearchTable::of(terms) }
    }
}

/// A wrong form of a wording may be part of the right form, where it is correct.
fn fixed<'s>(term: &'s HouseTerm, form: &'s str) -> TableEntry<'s, HouseTerm> {
    TableEntry::new(term, form, &term.unless).but(&term.right)
}

/// A table, ready to be searched for.
#[derive(Debug)]
pub struct SearchTable<'s, T> {
    searcher: AhoCorasick,
    entries: Vec<TableEntry<'s, T>>,
}

/// A word of a table.
#[derive(Debug)]
struct TableEntry<'s, T> {
    row: &'s T,
    word: &'s str,
    /// Longer words in which it is correct.
    unless: Vec<&'s str>,
}

impl<'s, T> SearchTable<'s, T> {
    fn of(entries: impl Iterator<Item = TableEntry<'s, T>>) -> Self {
        let entries: Vec<TableEntry<T>> = entries.filter(|entry| !entry.word.is_empty()).collect();
        let searcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(entries.iter().map(|entry| entry.word))
            .expect("a table of words is small");
        Self { searcher, entries }
    }

    /// The words of the table in `text`, each with its position and its row; except those whose characters belong to a word of
    /// `unless`.
    pub fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'s T)> + 't {
        let found = self.searcher.find_iter(text).map(|hit| (hit.range(), &self.entries[hit.pattern()]));
        found
            .filter(|(range, entry)| !entry.is_right(text, range.start))
            .map(|(range, entry)| (range, entry.row))
    }
}

impl<'s, T> TableEntry<'s, T> {
    fn new(row: &'s T, word: &'s str, unless: &'s [String]) -> Self {
        Self { row, word, unless: unless.iter().map(String::as_str).collect() }
    }

    /// The same, except those that are part of the right word.
    fn but(mut self, right: &'s str) -> Self {
        self.unless.push(right);
        self
    }

    /// Whether the word at `start` of a text is part of a longer one in which it is correct.
    fn is_right(&self, text: &str, start: usize) -> bool {
        self.unless.iter().any(|longer| {
            let mut places =
                longer.match_indices(self.word).filter_map(|(place, _)| start.checked_sub(place));
            places.any(|from| text.get(from..).is_some_and(|rest| rest.starts_with(longer)))
        })
    }
}
