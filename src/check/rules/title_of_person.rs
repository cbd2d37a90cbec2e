//! H01: somebody with a title that is not theirs.
//!
//! The house keeps people and their titles in `content/style/people.yaml`. A person who is printed with another title, or in
//! one story now as 书记 and now as 副书记, is a mistake that readers of a bulletin notice first. A short form of a title is
//! the title: 局长 for 县教育局局长; but 局长 for a 副局长 is a promotion.
//!
//! Wrong: 区长王建国, of whom only 区委书记 is known. Right: 书记王建国, 时任区长王建国.
//!
//! Guard: the title must touch the name; what was or shall be (时任, 原, 当选) is not what is; 王建 is not found in 王建国.

use std::ops::Range;

use crate::check::reading::Reading;
use crate::check::rule::{Look, Marks, Rule, WHOLE};
use crate::check::segment;
use crate::check::titles::{self, TITLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::model::style::Person;
use crate::words::rules::names;

/// The rule.
pub static RULE: Rule = Rule {
    code: "title-of-person",
    letters: "H01",
    severity: Severity::Warning,
    weight: WHOLE,
    look: Look::Story(look),
};

/// Words that say that somebody was, or shall be, what the title says.
const ANOTHER_TIME: [&str; 14] = [
    "时任", "原", "曾任", "前任", "历任", "卸任", "不再", "任命", "当选", "拟任", "提名", "转任", "当时",
    "后任",
];
/// Where what was said before a title no longer concerns it.
const MARKS: [char; 10] = ['，', '。', '、', '；', '：', '！', '？', '“', '”', '\n'];

/// Somebody with a title, as it is printed.
struct Titled<'p> {
    person: &'p Person,
    title: Range<usize>,
    /// Where name and title begin.
    start: usize,
}

fn look(reading: &Reading, marks: &mut Marks) {
    let people = &reading.house.style.people;
    if people.is_empty() {
        return;
    }
    let mut known: Vec<(&str, &str)> = Vec::new();
    for line in reading.lines() {
        for Titled { person, title, .. } in titled(line, people) {
            let (name, printed) = (person.name.as_str(), &line.text[title.clone()]);
            let wording = match titles::meant(&person.titles, printed) {
                None => names::title_of_person(name, printed, &person.titles),
                Some(meant) => {
                    let odd = known.iter().find(|other| is_at_odds(**other, (name, meant)));
                    let Some((_, other)) = odd else {
                        known.push((name, meant));
                        continue;
                    };
                    names::titles_of_person(name, printed, other)
                }
            };
            marks.mark(line, title, wording);
        }
    }
}

/// The people of a line who now have a title directly before or behind their names.
fn titled<'p>(line: &'p Line, people: &'p [Person]) -> impl Iterator<Item = Titled<'p>> {
    let titled = TITLE.find_iter(&line.text).filter_map(|title| {
        let title = title.range();
        behind(&line.text, &title, people).or_else(|| before(&line.text, &title, people))
    });
    titled.filter(|titled| !is_of_another_time(&line.text[..titled.start]))
}

/// 区长王建国
fn behind<'p>(text: &str, title: &Range<usize>, people: &'p [Person]) -> Option<Titled<'p>> {
    let rest = &text[title.end..];
    let person = longest(people, |name| rest.starts_with(name))?;
    let is_short = person.name.chars().count() < 3;
    let is_whole = !is_short || segment::is_whole(rest, &(0..person.name.len()));
    is_whole.then(|| Titled { person, title: title.clone(), start: title.start })
}

/// 王建国区长, but not 王建国所长期联系.
fn before<'p>(text: &str, title: &Range<usize>, people: &'p [Person]) -> Option<Titled<'p>> {
    let person = longest(people, |name| text[..title.start].ends_with(name))?;
    let start = title.start - person.name.len();
    let is_whole = segment::is_whole(&text[start..], &(person.name.len()..title.end - start));
    is_whole.then(|| Titled { person, title: title.clone(), start })
}

/// The person of the longest fitting name: 王建国 rather than 王建.
fn longest(people: &[Person], fits: impl Fn(&str) -> bool) -> Option<&Person> {
    people.iter().filter(|person| fits(&person.name)).max_by_key(|person| person.name.len())
}

fn is_of_another_time(before: &str) -> bool {
    let said = before.rsplit(MARKS).next().unwrap_or_default();
    ANOTHER_TIME.iter().any(|word| said.contains(word))
}

/// Whether a name stands with two titles that are one but for their rank: 县委书记 and 县委副书记.
fn is_at_odds((name, title): (&str, &str), (other_name, other): (&str, &str)) -> bool {
    name == other_name && title != other && title.replace('副', "") == other.replace('副', "")
}
