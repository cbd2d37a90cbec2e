//! The terms that an edition explains, found in its words: all of them in one pass.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// Terms, and where each is explained.
#[derive(Debug, Default)]
pub struct Terms {
    /// `None` if there are none.
    searcher: Option<AhoCorasick>,
    addresses: Vec<String>,
}

impl Terms {
    /// Terms, each with the address of its explanation.
    #[must_use]
    pub fn of(terms: Vec<(String, String)>) -> Self {
        let (words, addresses): (Vec<String>, Vec<String>) =
            terms.into_iter().filter(|(word, _)| !word.is_empty()).unzip();
        let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words);
        Self { searcher: searcher.ok().filter(|_| !words.is_empty()), addresses }
    }

    /// Where terms stand in `text`, and the address of each; of those that begin together the longest.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'t str)> {
        let found = self.searcher.iter().flat_map(move |searcher| searcher.find_iter(text));
        found.map(|found| (found.range(), self.addresses[found.pattern()].as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_terms_that_begin_together_the_longest_is_found_and_no_empty_one() {
        let terms = ["选调", "选调生", "", "调生"].map(|term| (term.to_owned(), format!("#{term}")));
        let terms = Terms::of(terms.to_vec());
        let found: Vec<_> = terms.find("新选调生和选调").map(|(_, href)| href).collect();
        assert_eq!(found, ["#选调生", "#选调"]);
        assert_eq!(Terms::default().find("选调").count(), 0);
    }
}
