//! Synonyms side by side: 目前现在, 因为由于.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::language::segment;

/// Groups of synonyms, one on a line; after `-` the pairs that are said.
static GROUPS: &str = include_str!("synonyms.txt");

static PAIRS: LazyLock<SynonymPairs> = LazyLock::new(SynonymPairs::read);

/// Every two synonyms of a group, in either order.
struct SynonymPairs {
    searcher: AhoCorasick,
    /// The first word of each pair.
    firsts: Vec<&'static str>,
}

impl SynonymPairs {
    fn read() -> Self {
        let (mut pairs, mut firsts) = (Vec::new(), Vec::new());
        for line in GROUPS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (group, said) = line.split_once(" - ").unwrap_or((line, ""));
            let words: Vec<&str> = group.split(' ').collect();
            let both = words.iter().flat_map(|one| words.iter().map(move |other| (*one, *other)));
            for (one, other) in both.filter(|(one, other)| one != other) {
                let pair = format!("{one}{other}");
                if !said.split(' ').any(|said| said == pair) {
                    pairs.push(pair);
                    firsts.push(one);
                }
            }
        }
        let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(pairs);
        Self { searcher: builder.expect("a table of words is small"), firsts }
    }
}

/// The synonyms that stand side by side in a text, with the one that is enough.
pub(crate) fn side_by_side(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let found = PAIRS.searcher.find_iter(text).map(|hit| (hit.range(), PAIRS.firsts[hit.pattern()]));
    found.filter(|(range, first)| {
        let middle = range.start + first.len();
        segment::is_whole(text, range) && !segment::is_inside_known_word(text, middle)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_synonyms_are_one_too_many_unless_both_are_said() {
        for (text, pair) in [
            ("目前现在全镇正在秋收", "目前现在"),
            ("因为由于下雨", "因为由于"),
            ("随处可见各种各样的花灯", ""),
            ("马上赶快去", ""),
        ] {
            let found = side_by_side(text).next();
            assert_eq!(found.map_or("", |(range, _)| &text[range]), pair, "{text}");
        }
    }
}
