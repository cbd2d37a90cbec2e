//! H01: somebody with a wrong title.
//!
//! The house keeps people and their titles in `content/style/people.yaml`. A person printed with another title, or in one story
//! both as 书记 and as 副书记, is the mistake that readers of a bulletin notice first. A short form of a title is the same title: 局长
//! for 县教育局局长; but 局长 for a 副局长 is a promotion.
//!
//! Wrong: 区长王建国, who is listed only as 区委书记. Right: 书记王建国, 时任区长王建国.
//!
//! Guard: the title must touch the name; a former or future title (时任, 原, 当选) is not the present one; 王建 is not found in 王建国.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::check::characters::up_to;
use crate::check::people::People;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::check::titles::{self, TITLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::language::{may_be_name, segment};
use crate::model::style::Person;
use crate::words::rules::names;

pub(crate) static RULE: Rule = Rule::of_story("title-of-person", "H01", Severity::Error, WHOLE, look);

/// Words that mark a title as former or future.
const ANOTHER_TIME: [&str; 14] = [
    "时任", "原", "曾任", "前任", "历任", "卸任", "不再", "任命", "当选", "拟任", "提名", "转任", "当时",
    "后任",
];
/// Marks after which words before a title no longer apply to it.
const MARKS: [char; 10] = ['，', '。', '、', '；', '：', '！', '？', '“', '”', '\n'];

/// Somebody with a title, as printed.
struct Titled<'p> {
    person: &'p Person,
    title: Range<usize>,
    /// The start of name and title.
    start: usize,
}

fn look(reading: &Reading, marks: &mut Marks) {
    let people = &reading.house.people;
    within_story(reading, marks);
    if people.is_empty() {
        return;
    }
    let mut known: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in reading.lines() {
        for Titled { person, title, .. } in titled(line, people) {
            let (name, printed) = (person.name.as_str(), &line.text[title.clone()]);
            let wording = match titles::meant(&person.titles, printed) {
                None => names::title_of_person(name, printed, &person.titles),
                Some(meant) if is_of_another_body(&line.text[..title.start], meant, printed) => {
                    names::title_of_person(name, printed, &person.titles)
                }
                Some(meant) => {
                    let titles = known.entry(name).or_default();
                    let Some(other) = titles.iter().find(|other| is_at_odds(other, meant)) else {
                        if !titles.contains(&meant) {
                            titles.push(meant);
                        }
                        continue;
                    };
                    names::titles_of_person(name, printed, other)
                }
            };
            marks.mark(line, title, wording);
        }
    }
}

/// Whether a title is written with the same body of another level: 市教育局 for 县教育局.
fn is_of_another_body(before: &str, meant: &str, printed: &str) -> bool {
    const LEVELS: &str = "省市县区旗镇乡";
    let Some(body) = meant.strip_suffix(printed) else { return false };
    let Some((at, own)) = body.char_indices().rfind(|(_, one)| LEVELS.contains(*one)) else { return false };
    let rest = &body[at + own.len_utf8()..];
    let level = before.strip_suffix(rest).and_then(|before| before.chars().next_back());
    !rest.is_empty() && level.is_some_and(|level| LEVELS.contains(level) && level != own)
}

/// Marks the title of somebody who has another of the same kind earlier in the story, listed or not.
fn within_story(reading: &Reading, marks: &mut Marks) {
    let mut known: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in reading.lines().filter(|line| line.role.is_running()) {
        for title in TITLE.find_iter(&line.text) {
            let Some(name) = name_after(&line.text, title.end()) else { continue };
            if reading.house.people.at_start(name).is_some()
                || is_of_another_time(up_to(&line.text, title.start()))
            {
                continue;
            }
            let titles = known.entry(name).or_default();
            if let Some(other) = titles.iter().find(|other| is_at_odds(other, title.as_str())) {
                let wording = names::titles_of_person(name, title.as_str(), other);
                marks.mark(line, title.range(), wording).severity = Severity::Warning;
            } else if !titles.contains(&title.as_str()) {
                titles.push(title.as_str());
            }
        }
    }
}

/// The name of two or three characters at a byte of a text.
fn name_after(text: &str, at: usize) -> Option<&str> {
    let rest = &text[at..];
    let of = |many: usize| {
        let end = rest.char_indices().nth(many).map_or(rest.len(), |(end, _)| end);
        Some(&rest[..end]).filter(|name| name.chars().count() == many && may_be_name(name))
    };
    of(3).or_else(|| of(2))
}

/// The people of a line who have a present title directly before or after their names.
fn titled<'p>(line: &'p Line, people: &'p People<'p>) -> impl Iterator<Item = Titled<'p>> {
    let titled = TITLE.find_iter(&line.text).filter_map(|title| {
        let title = title.range();
        named_after(&line.text, &title, people).or_else(|| named_before(&line.text, &title, people))
    });
    titled.filter(|titled| !is_of_another_time(up_to(&line.text, titled.start)))
}

/// 区长王建国
fn named_after<'p>(text: &str, title: &Range<usize>, people: &People<'p>) -> Option<Titled<'p>> {
    let rest = &text[title.end..];
    let person = people.at_start(rest)?;
    let is_short = person.name.chars().count() < 3;
    let is_whole = !is_short || segment::is_whole(rest, &(0..person.name.len()));
    is_whole.then(|| Titled { person, title: title.clone(), start: title.start })
}

/// 王建国区长, but not 王建国所长期联系.
fn named_before<'p>(text: &str, title: &Range<usize>, people: &People<'p>) -> Option<Titled<'p>> {
    let person = people.at_end(&text[..title.start])?;
    let start = title.start - person.name.len();
    let is_whole = segment::is_whole(&text[start..], &(person.name.len()..title.end - start));
    is_whole.then(|| Titled { person, title: title.clone(), start })
}

fn is_of_another_time(before: &str) -> bool {
    let said = before.rsplit(MARKS).next().unwrap_or_default();
    ANOTHER_TIME.iter().any(|word| said.contains(word))
}

/// Whether two titles differ only in rank: 县委书记 and 县委副书记.
fn is_at_odds(title: &str, other: &str) -> bool {
    title != other && title.replace('副', "") == other.replace('副', "")
}
