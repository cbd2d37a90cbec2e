//! The terms that an edition explains, found in its words in one pass.

use std::ops::Range;

/// Terms, and the address of the explanation of each.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    /// The terms in order, each with the address of its explanation.
    terms: Vec<(String, String)>,
    /// For each term, the index of the longest other one that it begins with.
    shorter: Vec<Option<usize>>,
}

impl Terms {
    /// Terms, each with the address of its explanation. If some are equal, the first counts.
    #[must_use]
    pub(crate) fn of(mut terms: Vec<(String, String)>) -> Self {
        terms.retain(|(term, _)| !term.is_empty());
        terms.sort_by(|(left, _), (right, _)| left.cmp(right));
        terms.dedup_by(|(later, _), (first, _)| later == first);
        let mut shorter: Vec<Option<usize>> = Vec::with_capacity(terms.len());
        for (place, (term, _)) in terms.iter().enumerate() {
            let mut before = place.checked_sub(1);
            while let Some(other) = before.filter(|other| !term.starts_with(&terms[*other].0)) {
                before = shorter[other];
            }
            shorter.push(before);
        }
        Self { terms, shorter }
    }

    /// The terms in `text`, each with its position and address; of those that begin at one position, the longest.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'t str)> {
        let mut free = 0;
        text.char_indices().filter_map(move |(at, _)| {
            let (term, address) = if at < free { None } else { self.begins(&text[at..]) }?;
            free = at + term.len();
            Some((at..free, address.as_str()))
        })
    }

    /// The longest term that a text begins with.
    fn begins(&self, text: &str) -> Option<&(String, String)> {
        let mut place = self.terms.partition_point(|(term, _)| term.as_str() <= text).checked_sub(1)?;
        while !text.starts_with(&self.terms[place].0) {
            place = self.shorter[place]?;
        }
        Some(&self.terms[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_terms_that_begin_together_the_longest_is_found_and_no_empty_one() {
        let terms = ["选调", "选调生", "", "调生", "选", "选调生办法", "选调生代表"]
            .map(|term| (term.to_owned(), format!("#{term}")));
        let terms = Terms::of(terms.to_vec());
        let found: Vec<_> = terms.find("新选调生和选调，选调生制度，选择").map(|(_, href)| href).collect();
        assert_eq!(found, ["#选调生", "#选调", "#选调生", "#选"]);
        assert_eq!(Terms::default().find("选调").count(), 0);
    }
}
