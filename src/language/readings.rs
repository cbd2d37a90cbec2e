//! Readings: how a Chinese name is read in Latin letters, by which an index is sorted.

use pinyin::ToPinyin;

use super::may_be_name;
use super::offices::ends_as_office;

/// Surnames that are read otherwise than the character usually is.
const SURNAMES: [(&str, &str); 20] = [
    ("尉迟", "yu chi "),
    ("万俟", "mo qi "),
    ("长孙", "zhang sun "),
    ("单", "shan "),
    ("曾", "zeng "),
    ("解", "xie "),
    ("仇", "qiu "),
    ("区", "ou "),
    ("查", "zha "),
    ("翟", "zhai "),
    ("盖", "ge "),
    ("朴", "piao "),
    ("任", "ren "),
    ("乐", "yue "),
    ("缪", "miao "),
    ("覃", "qin "),
    ("冼", "xian "),
    ("华", "hua "),
    ("员", "yun "),
    ("召", "shao "),
];
/// Words at the beginning of a place's name of which the same is true.
const PLACES: [(&str, &str); 3] = [("重庆", "chong qing "), ("长", "chang "), ("厦门", "xia men ")];

/// A name in the letters by which it is sorted: each Chinese character as it is read, with a space after it, so that 李安 stands
/// before 连城; everything else in lower case.
#[must_use]
pub(crate) fn reading(name: &str) -> String {
    let surnames = if is_of_person(name) { &SURNAMES[..] } else { &[] };
    let found =
        surnames.iter().chain(&PLACES).find_map(|(word, read)| Some((name.strip_prefix(word)?, *read)));
    let (rest, first) = found.unwrap_or((name, ""));
    let mut reading = first.to_owned();
    for character in rest.chars() {
        match character.to_pinyin() {
            Some(pinyin) => {
                reading.push_str(pinyin.plain());
                reading.push(' ');
            }
            None => reading.extend(character.to_lowercase()),
        }
    }
    reading
}

/// Whether a name is short enough for a person's, so that it begins with a surname: 区委办 does not.
fn is_of_person(name: &str) -> bool {
    let is_short = || (2..=3).contains(&name.chars().count());
    !ends_as_office(name) && (may_be_name(name) || is_short())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_character_of_an_office_is_no_surname() {
        assert!(reading("区委办").starts_with("qu ") && reading("区小明").starts_with("ou "));
    }

    #[test]
    fn names_are_sorted_by_how_they_are_read() {
        let mut names =
            ["连城县委", "李安", "曾小明", "安图县", "By Tom", "重庆市委组织部", "单小明", "长春市"];
        names.sort_by_key(|name| reading(name));
        assert_eq!(
            names,
            ["安图县", "By Tom", "长春市", "重庆市委组织部", "李安", "连城县委", "单小明", "曾小明"]
        );
    }
}
