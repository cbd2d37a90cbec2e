//! Fixed wordings by distance: forms that are one character away from the right one, and lists in another order.
//!
//! The right form alone is enough to find these; nobody needs to think of the wrong ones beforehand.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::model::style::HouseTerm;

/// The fewest characters of a wording that is compared by distance; a shorter one is near too many words.
const SHORTEST: usize = 6;
/// The characters of a part by which a wording is found.
const PART: usize = 3;
/// The fewest items of a list.
const ITEMS: usize = 4;
/// Characters that make another wording, rather than a slip: of another congress or session.
const NUMERALS: &str = "零一二三四五六七八九十百0123456789";
/// The numbers of lists.
const NUMBERS: [&str; 9] = ["两", "三", "四", "五", "六", "七", "八", "九", "十"];

/// The fixed wordings of a house, ready to be compared with a text.
#[derive(Debug)]
pub struct FixedWordings<'s> {
    searcher: AhoCorasick,
    /// For each part: its wording, and how many characters before it the wording begins.
    parts: Vec<(&'s str, usize)>,
    rights: Vec<&'s str>,
    lists: Vec<(&'s str, Vec<&'s str>)>,
}

impl<'s> FixedWordings<'s> {
    /// The wordings of some terms.
    #[must_use]
    pub fn of(terms: &'s [HouseTerm]) -> Self {
        let rights: Vec<&str> = terms.iter().map(|term| term.right.as_str()).collect();
        let (mut parts, mut texts) = (Vec::new(), Vec::new());
        for right in rights.iter().filter(|right| is_long(right)) {
            let characters: Vec<char> = right.chars().collect();
            for (place, part) in characters.chunks_exact(PART).enumerate() {
                parts.push((*right, place * PART));
                texts.push(part.iter().collect::<String>());
            }
        }
        let lists = rights.iter().map(|right| (*right, right.split('、').collect::<Vec<_>>()));
        let lists = lists.filter(|(_, items)| items.len() >= ITEMS).collect();
        Self { searcher: AhoCorasick::new(texts).expect("a table of words is small"), parts, rights, lists }
    }

    /// The forms in a text that differ from a fixed wording in one character, with the right one.
    #[must_use]
    pub fn near(&self, text: &str) -> Vec<(Range<usize>, &'s str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        let mut end = 0;
        for hit in self.searcher.find_overlapping_iter(text) {
            let (right, offset) = self.parts[hit.pattern()];
            let Some(range) = slip(text, hit.start(), right, offset) else { continue };
            if range.start >= end && !self.is_right(text, &range) {
                end = range.end;
                found.push((range, right));
            }
        }
        found
    }

    /// Whether some bytes belong to a fixed wording that is right.
    fn is_right(&self, text: &str, range: &Range<usize>) -> bool {
        let written = &text[range.clone()];
        self.rights.iter().any(|right| {
            let is_whole = |at: usize| at <= range.start && range.end <= at + right.len();
            *right == written
                || written.contains(right)
                || text.match_indices(right).any(|(at, _)| is_whole(at))
        })
    }

    /// The lists in a text that have the items of a fixed one in another order, or all but one although their number is beside
    /// them.
    #[must_use]
    pub fn out_of_order(&self, text: &str) -> Vec<(Range<usize>, &'s str)> {
        let lists = self.lists.iter().filter(|_| text.contains('、'));
        lists.filter_map(|(right, items)| Some((out_of_order(text, items)?, *right))).collect()
    }
}

/// Whether a wording is long enough to be compared; its own quotation marks count: “四个意识”.
fn is_long(right: &str) -> bool {
    right.chars().count() >= SHORTEST
}

/// The bytes around a part at `at` that are `right` with one character wrong, left out or put in; `offset` is the place of the
/// part in it, in characters.
fn slip(text: &str, at: usize, right: &str, offset: usize) -> Option<Range<usize>> {
    let right_ones: Vec<char> = right.chars().collect();
    let first = *right_ones.first()?;
    for shift in [0, 1, -1_isize] {
        let Some(back) = offset.checked_add_signed(shift) else { continue };
        let start = if back == 0 {
            Some(at)
        } else {
            text[..at].char_indices().rev().nth(back - 1).map(|(start, _)| start)
        };
        let Some(start) = start.filter(|start| text[*start..].starts_with(first)) else { continue };
        for length in [right_ones.len(), right_ones.len() - 1, right_ones.len() + 1] {
            let end = text[start..].char_indices().nth(length).map_or(text.len(), |(end, _)| start + end);
            let written: Vec<char> = text[start..end].chars().collect();
            let is_cut = written.len() != length || written.last() != right_ones.last();
            if !is_cut && differs_in_one(&written, &right_ones) {
                return Some(start..end);
            }
        }
    }
    None
}

/// Whether two texts differ in one character that is no numeral.
fn differs_in_one(written: &[char], right: &[char]) -> bool {
    let head = written.iter().zip(right).take_while(|(one, other)| one == other).count();
    let tail = written[head..]
        .iter()
        .rev()
        .zip(right[head..].iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    let (odd, own) = (&written[head..written.len() - tail], &right[head..right.len() - tail]);
    let is_slip = |characters: &[char]| characters.iter().all(|one| !NUMERALS.contains(*one) && *one != '、');
    // 中国共产党第二十次全国代表大会 leaves 的 out, 确立了 adds 了.
    let is_joined = odd.is_empty() && own == ['的'] || odd == ['了'] && own.is_empty();
    !is_joined
        && odd.len() <= 1
        && own.len() <= 1
        && odd.len() + own.len() > 0
        && is_slip(odd)
        && is_slip(own)
}

fn out_of_order(text: &str, items: &[&str]) -> Option<Range<usize>> {
    let marks = ['”', '“', '、', '‘', '’'];
    let opens = |item: &str| {
        let mut places = text.match_indices(item).map(|(at, item)| (at, at + item.len()));
        places.find(|(_, end)| text[*end..].trim_start_matches('”').starts_with('、')).map(|(at, _)| at)
    };
    let (at, first) = items.iter().filter_map(|item| Some((opens(item)?, *item))).min()?;
    let (mut found, mut end) = (vec![first], at + first.len());
    loop {
        let rest = text[end..].trim_start_matches(marks);
        let is_joined = rest.len() < text.len() - end;
        let Some(next) = items.iter().find(|item| is_joined && rest.starts_with(**item)) else { break };
        end = text.len() - rest.len() + next.len();
        found.push(next);
    }
    let goes_on = text[end..].trim_start_matches('”').starts_with('、')
        || text[..at].trim_end_matches('“').ends_with('、');
    let has_all = found.len() == items.len() && items.iter().all(|item| found.contains(item));
    let number = NUMBERS.get(items.len().checked_sub(2)?)?;
    let near = text[end..].chars().take(6).collect::<String>();
    let is_named = ["个", "项", "大"].iter().any(|measure| near.contains(&format!("{number}{measure}")));
    let is_wrong = has_all && found != items || found.len() + 1 == items.len() && is_named;
    (is_wrong && !goes_on).then_some(at..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(right: &str) -> HouseTerm {
        HouseTerm { right: right.to_owned(), wrong: Vec::new(), unless: Vec::new() }
    }

    #[test]
    fn a_wording_is_known_with_one_character_wrong_missing_or_added() {
        let terms = [term("铸牢中华民族共同体意识"), term("党的二十届四中全会")];
        let fixed = FixedWordings::of(&terms);
        for (text, wrong) in [
            ("要铸牢中华民族共同意识。", Some("铸牢中华民族共同意识")),
            ("要铸劳中华民族共同体意识。", Some("铸劳中华民族共同体意识")),
            ("要铸牢中华民族的共同体意识。", Some("铸牢中华民族的共同体意识")),
            ("要铸牢中华民族共同体意识。", None),
            ("党的二十届三中全会", None),
        ] {
            let found = fixed.near(text);
            assert_eq!(found.first().map(|(range, _)| &text[range.clone()]), wrong, "{text}");
        }
    }

    #[test]
    fn a_list_has_its_order() {
        let terms = [term("创新、协调、绿色、开放、共享")];
        let fixed = FixedWordings::of(&terms);
        assert_eq!(fixed.out_of_order("创新、绿色、协调、开放、共享的理念").len(), 1);
        assert!(fixed.out_of_order("创新、协调、绿色、开放、共享的理念").is_empty());
        assert!(fixed.out_of_order("绿色、共享出行").is_empty());
    }
}
