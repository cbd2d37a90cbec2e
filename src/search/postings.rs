//! Postings: in which stories of a period each pair occurs. They are divided by a hash of the pair, so that their files are about
//! equally long.

use bytes::Bytes;

use super::pairs::Bigram;
use super::script;

/// About how many postings a file has. At least half as many, and with their keys 5 to 15 kB.
const OF_FILE: usize = 2500;
/// The most files of a period; a power of two.
const MOST_FILES: usize = 512;

/// A pair and the number of a story in which it occurs, in one number that sorts by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Posting(u64);

/// How many bits the number of a story takes. A period has fewer stories.
const STORY_BITS: u32 = 16;

impl Posting {
    fn new(pair: Bigram, story: usize) -> Self {
        debug_assert!(story < super::periods::MOST);
        Self((pair.0 << STORY_BITS) | story as u64)
    }

    fn pair(self) -> Bigram {
        Bigram(self.0 >> STORY_BITS)
    }

    fn story(self) -> usize {
        (self.0 & ((1 << STORY_BITS) - 1)) as usize
    }
}

/// How many files the postings of these stories take.
pub(super) fn files<'p>(stories: impl Iterator<Item = &'p [Bigram]>) -> usize {
    let total: usize = stories.map(<[Bigram]>::len).sum();
    (total / OF_FILE).next_power_of_two().min(MOST_FILES)
}

/// The file that a pair is in.
fn file_of(pair: Bigram, files: usize) -> usize {
    pair.hash() as usize & (files - 1)
}

/// Marks the files of the pairs that a story has only before or only after a change. Its pairs are in order.
pub(super) fn mark_changed(before: &[Bigram], after: &[Bigram], is_changed: &mut [bool]) {
    for (these, others) in [(before, after), (after, before)] {
        for pair in these.iter().filter(|pair| others.binary_search(pair).is_err()) {
            is_changed[file_of(*pair, is_changed.len())] = true;
        }
    }
}

/// The postings of a period by file: for each wanted file those of all stories, in the order of the stories; for the others none.
pub(super) fn divided<'p>(
    stories: impl Iterator<Item = &'p [Bigram]>,
    is_wanted: &[bool],
) -> Vec<Vec<Posting>> {
    let mut divided = vec![Vec::new(); is_wanted.len()];
    if !is_wanted.contains(&true) {
        return divided;
    }
    for (story, pairs) in stories.enumerate() {
        for pair in pairs {
            let file = file_of(*pair, is_wanted.len());
            if is_wanted[file] {
                divided[file].push(Posting::new(*pair, story));
            }
        }
    }
    divided
}

/// A file: a line for each pair, with the gaps between the numbers of its stories, each gap as a character.
pub(super) fn file(mut postings: Vec<Posting>, period: &str, number: usize) -> Bytes {
    postings.sort_unstable();
    let mut lines = String::with_capacity(postings.len() * 5);
    for of_pair in postings.chunk_by(|a, b| a.pair() == b.pair()) {
        lines.push('\n');
        lines.extend(of_pair[0].pair().key());
        lines.push('\t');
        let mut next = 0;
        for posting in of_pair {
            lines.push(script::number(posting.story() - next));
            next = posting.story() + 1;
        }
    }
    script::call('p', period, number, &[&lines])
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    use super::super::pairs::{Field, add};
    use super::*;

    /// Stories by their texts, of few letters so that they share pairs.
    fn stories() -> impl Strategy<Value = Vec<Vec<Bigram>>> {
        let pairs = btree_set("[一-十][a-d]", 0..20).prop_map(|words| {
            let mut pairs = Vec::new();
            for word in &words {
                add(Field::Any, word, &mut pairs);
            }
            pairs.sort_unstable();
            pairs
        });
        vec(pairs, 0..8)
    }

    fn made(stories: &[Vec<Bigram>], is_wanted: &[bool]) -> Vec<Bytes> {
        let divided = divided(stories.iter().map(Vec::as_slice), is_wanted).into_iter().enumerate();
        divided.map(|(number, postings)| file(postings, "2025", number)).collect()
    }

    proptest! {
        #[test]
        fn files_that_are_not_marked_are_those_from_nothing(before in stories(), after in stories()) {
            let mut is_changed = [false; 8];
            for place in 0..before.len().max(after.len()) {
                let pairs = |stories: &[Vec<Bigram>]| stories.get(place).cloned().unwrap_or_default();
                mark_changed(&pairs(&before), &pairs(&after), &mut is_changed);
            }
            let [old, new] = [&before, &after].map(|stories| made(stories, &[true; 8]));
            for (file, marked) in made(&after, &is_changed).iter().enumerate() {
                let kept = if is_changed[file] { marked } else { &old[file] };
                prop_assert_eq!(kept, &new[file]);
                prop_assert_eq!(is_changed[file], old[file] != new[file]);
            }
        }
    }
}
