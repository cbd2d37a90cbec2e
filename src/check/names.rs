//! Names of organisations in running text: those that look like one, and those that differ from a listed name.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::characters::is_han;
use crate::model::style::Organisation;

/// Endings of names of organisations.
const ENDINGS: [&str; 63] = [
    "委员会",
    "人民政府",
    "办事处",
    "管理局",
    "农村局",
    "保障局",
    "资源局",
    "卫生健康局",
    "教育局",
    "财政局",
    "服务中心",
    "文明实践中心",
    "合作社",
    "有限公司",
    "集团公司",
    "研究院",
    "研究所",
    "人民医院",
    "中医院",
    "卫生院",
    "中学",
    "小学",
    "大学",
    "学院",
    "幼儿园",
    "文化馆",
    "图书馆",
    "博物馆",
    "纪念馆",
    "联合会",
    "协会",
    "基金会",
    "居委会",
    "工作站",
    "水库",
    "水电站",
    "剧团",
    "艺术团",
    "林场",
    "农场",
    "养老院",
    "敬老院",
    "福利院",
    "影剧院",
    "体育馆",
    "少年宫",
    "产业园",
    "工业园",
    "农贸市场",
    "有限责任公司",
    "公共服务中心",
    "派出所",
    "公司",
    "学校",
    "医院",
    "银行",
    "法院",
    "检察院",
    "商会",
    "书店",
    "水泥厂",
    "机械厂",
    "食品厂",
];
/// The shortest name that is compared, in characters: shorter ones are often one character away from one another.
const SHORTEST: usize = 6;
/// Characters that end the words before a name.
const BEFORE: &str = "的了和与及由在从向对为是到被把将让请给于据经随往赴";
/// Endings of place names, with which names begin.
const PLACES: &str = "省市县区旗镇乡";
/// The fewest characters of a place name before its ending.
const PLACE: usize = 2;
/// The longest name, in characters.
const LONGEST: usize = 20;
/// The characters that names of authorities end with.
const HEADS: &str = "局委办厅部";
/// The fewest characters of an authority's name without its place, less one.
const SHORTEST_BODY: usize = 4;
/// How much two names must have in common to be nearly the same.
const ALIKE: Decimal = Decimal::from_parts(7, 0, 0, false, 1);

static SEARCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(ENDINGS);
    builder.expect("a constant")
});

/// The names in a text: from the place name that they begin with, or else from the mark or particle before them.
pub(crate) fn organisations(text: &str) -> impl Iterator<Item = Range<usize>> {
    SEARCHER.find_iter(text).filter_map(|ending| Some(beginning(&text[..ending.start()])?..ending.end()))
}

/// The start of a name that continues after `text`; `None` if no part of one is there.
fn beginning(text: &str) -> Option<usize> {
    let characters = text.char_indices().rev().take(LONGEST);
    let own: Vec<(usize, char)> =
        characters.take_while(|(_, character)| is_han(*character) && !BEFORE.contains(*character)).collect();
    let place = own.iter().rposition(|(_, character)| PLACES.contains(*character));
    let first = place.map_or(own.len(), |place| own.len().min(place + PLACE + 1));
    own[..first].last().map(|(start, _)| *start)
}

/// The character in which `odd` differs from `right`, with its position, if there is only one and both have the same length.
#[must_use]
pub(crate) fn odd_character(odd: &str, right: &str) -> Option<(usize, char, char)> {
    let mut different = odd.char_indices().zip(right.chars()).filter(|((_, odd), right)| odd != right);
    let ((place, odd_one), right_one) = different.next()?;
    let is_only = different.next().is_none() && odd.chars().count() == right.chars().count();
    is_only.then_some((place, odd_one, right_one))
}

/// Whether a name is so long that a name one character away is hardly a different organisation.
#[must_use]
pub(crate) fn is_long(name: &str) -> bool {
    name.chars().count() >= SHORTEST
}

/// The names that the house has listed.
#[derive(Debug)]
pub(crate) struct Listed<'s> {
    /// Full and short.
    names: FxHashSet<&'s str>,
    /// Finds the parts of full names.
    searcher: AhoCorasick,
    /// For each part: the name, and how many bytes before the part it begins.
    parts: Vec<(&'s str, usize)>,
    /// Finds the places that names of authorities begin with.
    places: AhoCorasick,
    /// For each place: the names that begin with it, without it.
    bodies: Vec<Vec<&'s str>>,
}

impl<'s> Listed<'s> {
    /// Those of the house's organisations.
    #[must_use]
    pub(crate) fn of(organisations: &'s [Organisation]) -> Self {
        let all = organisations.iter().flat_map(|known| std::iter::once(&known.name).chain(&known.short));
        let names: FxHashSet<&str> = all.map(String::as_str).collect();
        let full = organisations.iter().map(|known| known.name.as_str());
        let (parts, texts): (Vec<_>, Vec<_>) = full.flat_map(parts).unzip();
        let mut by_place: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (place, body) in names.iter().filter_map(|name| authority(name)) {
            by_place.entry(place).or_default().push(body);
        }
        for bodies in by_place.values_mut() {
            bodies.sort_unstable();
        }
        let (places, bodies): (Vec<&str>, Vec<Vec<&str>>) = by_place.into_iter().unzip();
        let searcher = |texts: Vec<&str>| AhoCorasick::new(texts).expect("a list of names is small");
        Self { names, searcher: searcher(texts), parts, places: searcher(places), bodies }
    }

    /// The names in a text of authorities of a place that are nearly those of a listed one, with the listed name without its place:
    /// 松岭县发展与改革局, 松岭县市场监督局.
    #[must_use]
    pub(crate) fn nearly(&self, text: &str) -> Vec<(Range<usize>, &'s str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for place in self.places.find_overlapping_iter(text) {
            let (start, end) = (place.start(), place.end());
            let is_free = found.last().is_none_or(|(last, _)| last.end <= start);
            if !is_free || !begins_a_name(text, start..end) {
                continue;
            }
            let Some((length, right)) = nearest(&text[end..], &self.bodies[place.pattern()]) else {
                continue;
            };
            // 松岭县市场监管局 is right if 县市场监管局 is listed.
            let short = end - '县'.len_utf8();
            if !self.has(&text[start..end + length]) && !self.has(&text[short..end + length]) {
                found.push((start..end + length, right));
            }
        }
        found
    }

    /// Whether no name can be found.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether a name is listed in this form.
    #[must_use]
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The wrong form of a listed name in a text, with that name.
    #[must_use]
    pub(crate) fn odd(&self, text: &str) -> Vec<(Range<usize>, &'s str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        let mut end = 0;
        for part in self.searcher.find_overlapping_iter(text) {
            let (right, before) = self.parts[part.pattern()];
            let Some(start) = part.start().checked_sub(before) else { continue };
            let Some(rest) = text.get(start..) else { continue };
            let Some(length) = misspelt(rest, right).or_else(|| shortened(rest, right)) else { continue };
            if end <= start && !self.has(&rest[..length]) {
                end = start + length;
                found.push((start..end, right));
            }
        }
        found
    }
}

/// The place and the rest of the name of an authority: 松岭县, 农业农村局. Short names are near too many others.
fn authority(name: &str) -> Option<(&str, &str)> {
    let mut places = name.char_indices().filter(|(_, character)| PLACES.contains(*character));
    let (at, place) = places.next()?;
    let (place, body) = name.split_at(at + place.len_utf8());
    let is_authority = body.ends_with('局') && body.chars().count() > SHORTEST_BODY;
    is_authority.then_some((place, body))
}

/// Whether a place is the first of a name: 县 alone must not be the end of another county's name.
fn begins_a_name(text: &str, place: Range<usize>) -> bool {
    let before = text[..place.start].chars().next_back();
    place.len() > '县'.len_utf8() || before.is_none_or(|before| !is_han(before) || BEFORE.contains(before))
}

/// The authority that a text begins with, up to its last ending, if it is nearly one of `bodies` and none of them.
fn nearest<'s>(text: &str, bodies: &[&'s str]) -> Option<(usize, &'s str)> {
    let name = text.char_indices().take_while(|(_, character)| is_han(*character)).take(LONGEST);
    let ends =
        name.filter(|(_, character)| HEADS.contains(*character)).map(|(at, head)| at + head.len_utf8());
    let ends: Vec<usize> = ends.collect();
    let is_within = |end: usize| bodies.iter().any(|body| body.len() > end && text.starts_with(body));
    let mut near: Option<(Decimal, usize, &str)> = None;
    for end in ends.into_iter().filter(|end| !is_within(*end)) {
        for body in bodies {
            let added = text[..end].strip_prefix(body).unwrap_or_default();
            // 自然资源局党委 is a part of it, and 自然资源局和林业局 are two.
            let is_part = !added.is_empty() && added.chars().next_back() != body.chars().next_back();
            let is_another = is_part
                || added.contains(|one: char| PLACES.contains(one) || BEFORE.contains(one))
                || *body == &text[..end];
            let alike = alikeness(&text[..end], body);
            if !is_another && alike >= ALIKE && near.is_none_or(|(most, ..)| alike >= most) {
                near = Some((alike, end, body));
            }
        }
    }
    let (_, end, right) = near?;
    Some((end, right)).filter(|_| !bodies.contains(&&text[..end]))
}

/// How much of two names is common to both, in order: 1 if they are the same.
fn alikeness(one: &str, other: &str) -> Decimal {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut row = vec![0_u32; other.len() + 1];
    for left in &one {
        let mut before = 0;
        for (place, right) in other.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = if left == right { before + 1 } else { above.max(row[place]) };
            before = above;
        }
    }
    let common = Decimal::from(row[other.len()] * 2);
    common / Decimal::from((one.len() + other.len()).max(1))
}

/// The parts by which a name is found, each with the name and the position of the part in it: a name with one wrong character
/// still has its first two characters, or the next two.
fn parts(name: &str) -> Vec<((&str, usize), &str)> {
    let starts: Vec<usize> = name.char_indices().map(|(start, _)| start).collect();
    match starts.as_slice() {
        [first, _, third, _, fifth, ..] => {
            vec![((name, *first), &name[*first..*third]), ((name, *third), &name[*third..*fifth])]
        }
        _ => Vec::new(),
    }
}

/// How many bytes at the beginning of `text` are `name` with one character replaced.
fn misspelt(text: &str, name: &str) -> Option<usize> {
    let (mut characters, mut length, mut different) = (text.chars(), 0, 0);
    for right in name.chars() {
        let character = characters.next()?;
        length += character.len_utf8();
        different += usize::from(character != right);
        if different > 1 {
            return None;
        }
    }
    (different == 1 && is_long(name)).then_some(length)
}

/// How many bytes at the beginning of `text` are `name` with characters left out: not its first two, nor its last.
fn shortened(text: &str, name: &str) -> Option<usize> {
    let head: usize = name.chars().take(2).map(char::len_utf8).sum();
    let last = name.chars().next_back()?;
    let (mut left, mut length, mut form) = (name[head..].chars(), head, None);
    for character in text.strip_prefix(&name[..head])?.chars() {
        if !left.any(|next| next == character) {
            break;
        }
        length += character.len_utf8();
        form = if character == last { Some(length) } else { form };
    }
    form.filter(|length| *length < name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_with_its_place_and_ends_with_what_it_is() {
        let text = "记者走进云岭县农业农村局，又到青禾镇中心小学和云岭县图书馆。";
        let found: Vec<&str> = organisations(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["云岭县农业农村局", "青禾镇中心小学", "云岭县图书馆"]);
    }

    #[test]
    fn a_listed_name_is_known_in_forms_that_are_not_listed() {
        let county =
            Organisation { name: "伊通满族自治县".to_owned(), short: vec!["伊通县".to_owned()] };
        let known = [county];
        let listed = Listed::of(&known);
        for (text, odd) in [
            ("到伊通满族自冶县去", Some("伊通满族自冶县")),
            ("到伊道满族自治县去", Some("伊道满族自治县")),
            ("到伊通满族县去", Some("伊通满族县")),
            ("到伊通满族自治县去", None),
            ("到伊通县去", None),
            ("到伊通河边去", None),
        ] {
            let found = listed.odd(text);
            assert_eq!(found.first().map(|(range, _)| &text[range.clone()]), odd, "{text}");
        }
    }

    #[test]
    fn an_authority_is_known_under_nearly_its_name() {
        let names = ["松岭县发展和改革局", "松岭县市场监督管理局", "松岭县自然资源局"];
        let known = names.map(|name| Organisation { name: name.to_owned(), short: Vec::new() });
        let listed = Listed::of(&known);
        for (text, odd) in [
            ("到松岭县发展与改革局去", Some("松岭县发展与改革局")),
            ("松岭县市场监督局抽检", Some("松岭县市场监督局")),
            ("松岭县自然资源局规划局派人", Some("松岭县自然资源局规划局")),
            ("松岭县自然资源局派人", None),
            ("松岭县自然资源局会同松岭县公安局", None),
            ("松岭县教育局", None),
        ] {
            let found = listed.nearly(text);
            assert_eq!(found.first().map(|(range, _)| &text[range.clone()]), odd, "{text}");
        }
    }

    #[test]
    fn names_differ_in_one_character_or_are_not_alike() {
        assert_eq!(odd_character("自冶县", "自治县"), Some((3, '冶', '治')));
        assert_eq!(odd_character("自治县", "自治县"), None);
        assert_eq!(odd_character("冶自县", "自治县"), None);
        assert_eq!(odd_character("自治", "自治县"), None);
    }
}
