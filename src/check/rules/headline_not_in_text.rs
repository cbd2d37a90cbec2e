//! S01: a number, a day or an hour in the headline that is not in the story.
//!
//! Headlines are written last and in haste, and a number in them that the text contradicts is an error that everybody sees. A
//! number is in the text if the text has the same amount in any form (12000亩, 1.2万亩), or if the headline rounds it honestly
//! (近600名 for 588, 超5000 for 5120, 1.2万 for 12130).
//!
//! Wrong: 查出隐患85条, where the text has 58条. Right: 年轻干部谈心谈话14次, where a figure prints 14次.
//!
//! Guard: numbers without a measure word (112管理法), short numbers in 汉字 (四维, 千家万户), the edition's year, and numbers up to ten that
//! count parts of the story (3个故事), unless the text counts the same and has another number.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::Datelike;
use regex::Regex;
use rust_decimal::Decimal;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{self, Numeral, NumeralForm, NumeralKind};
use crate::model::exhibit::Exhibit;
use crate::model::passage::Role;
use crate::words::rules::names;

pub(crate) static RULE: Rule = Rule::of_story("headline-not-in-text", "S01", Severity::Warning, WHOLE, look);

/// A day, with its month or without; a month alone, a weekday, an hour.
static NAMED_TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})日|(?P<alone>[0-9]{1,2})月(?:[^0-9]|$)\
         |(?:周|星期)(?P<weekday>[一二三四五六日天])|(?P<hour>[0-9]{1,2})时(?:[^间代尚]|$)",
    )
    .expect("a constant")
});
/// Words by which the text names another year, and its distance from the edition's year.
const OTHER_YEARS: [(&str, i32); 4] = [("前年", -2), ("去年", -1), ("上年", -1), ("明年", 1)];
/// The most numbers that are checked: no headline group has as many.
const MOST: usize = 50;
/// Set phrases for "always" and "all".
const SET: [&str; 3] = ["24小时", "365天", "100%"];

fn look(reading: &Reading, marks: &mut Marks) {
    let claims: Vec<(&Line, &Numeral)> = claims(reading).take(MOST).collect();
    if !reading.lines().any(|line| line.role == Role::Paragraph) {
        return;
    }
    let amounts = amounts(reading);
    mark_dates(reading, marks);
    for (line, numeral) in claims {
        let is_in_text = match numeral.kind {
            NumeralKind::Date => is_year_in_text(numeral, &amounts, reading),
            _ => {
                amounts.iter().any(|known| numeral.stands_for(&line.text, known.amount))
                    || !is_counted(numeral, &line.text, &amounts)
            }
        };
        if !is_in_text {
            let range = with_percent(numeral, &line.text);
            let is_sure = match numeral.kind {
                NumeralKind::Date => has_one_year(reading),
                _ => is_other_amount(numeral, &line.text, &amounts),
            };
            let finding = marks.mark(line, range.clone(), names::headline_not_in_text(&line.text[range]));
            if is_sure {
                finding.severity = Severity::Error;
            }
        }
    }
}

/// Whether the text has one exact number of this unit, which is another but like it: half to twice as much, or a nought off.
fn is_other_amount(numeral: &Numeral, text: &str, amounts: &[StoryAmount]) -> bool {
    let mut alike = amounts.iter().filter(|known| known.unit == numeral.unit(text));
    let (Some(known), None) = (alike.next(), alike.next()) else { return false };
    let share = numeral.amount.and_then(|amount| amount.checked_div(known.amount));
    let is_like = |share: Decimal| {
        share >= Decimal::new(5, 1) && share <= Decimal::TWO
            || [Decimal::TEN, Decimal::new(1, 1)].contains(&share)
    };
    !numeral.is_rough(text) && share.is_some_and(is_like)
}

/// Marks the days, weekdays, months and hours of the headline of which the text names another, and not the same.
fn mark_dates(reading: &Reading, marks: &mut Marks) {
    let text: Vec<NamedTime> =
        reading.lines().filter(|line| is_text(line.role)).flat_map(|line| named_times(&line.text)).collect();
    for line in reading.lines().filter(|line| matches!(line.role, Role::Kicker | Role::Headline | Role::Deck))
    {
        for time in named_times(&line.text) {
            let alike: Vec<&NamedTime> = text.iter().filter(|other| other.is_comparable(&time)).collect();
            if !alike.is_empty() && !alike.iter().any(|other| other.place == time.place) {
                let range = time.range.clone();
                let finding = marks.mark(line, range.clone(), names::headline_not_in_text(&line.text[range]));
                finding.severity = if alike.len() == 1 { Severity::Error } else { Severity::Warning };
            }
        }
    }
}

/// A day, a weekday, a month or an hour that a text names.
struct NamedTime {
    range: Range<usize>,
    /// The name of the pattern's group.
    kind: &'static str,
    /// Which one it is.
    place: String,
    /// The month of a day.
    month: Option<String>,
}

impl NamedTime {
    /// Whether both are of one kind and, if days, not of different months.
    fn is_comparable(&self, other: &Self) -> bool {
        let are_apart = self.month.is_some() && other.month.is_some() && self.month != other.month;
        self.kind == other.kind && !are_apart
    }
}

fn named_times(text: &str) -> impl Iterator<Item = NamedTime> {
    NAMED_TIME.captures_iter(text).filter_map(|found| {
        let named = |name: &str| found.name(name).map(|found| found.as_str().to_owned());
        let (kind, place) =
            ["day", "alone", "weekday", "hour"].into_iter().find_map(|kind| Some((kind, named(kind)?)))?;
        let last = found.name(kind)?.end();
        let unit =
            text[last..].chars().next().filter(|unit| "日月时".contains(*unit)).map_or(0, char::len_utf8);
        let range = found.get_match().start()..last + unit;
        let kind = if kind == "alone" { "month" } else { kind };
        // 周日 and 星期天 are one day.
        let place = place.replace('天', "日");
        Some(NamedTime { range, kind, place, month: named("month") })
    })
}

/// The numbers in the headline group that an editor typed: counts and years.
fn claims<'p>(reading: &Reading<'p>) -> impl Iterator<Item = (&'p Line, &'p Numeral)> {
    let lines =
        reading.lines().filter(|line| matches!(line.role, Role::Kicker | Role::Headline | Role::Deck));
    let numerals = lines.flat_map(|line| line.numerals.iter().map(move |numeral| (line, numeral)));
    numerals.filter(|(line, numeral)| {
        numeral.is_literal_count() && numeral.unit.is_some()
            || !numeral.is_printed && is_year(numeral, &line.text)
    })
}

/// A number in the story.
struct StoryAmount<'t> {
    amount: Decimal,
    unit: &'t str,
}

/// The numbers of text, captions and exhibits.
fn amounts<'p>(reading: &Reading<'p>) -> Vec<StoryAmount<'p>> {
    let lines = reading.lines().filter(|line| is_text(line.role));
    let numerals = lines.flat_map(|line| line.numerals.iter().map(move |numeral| (line, numeral)));
    let written = numerals.filter_map(|(line, numeral)| {
        Some(StoryAmount { amount: numeral.amount?, unit: numeral.unit(&line.text) })
    });
    written.chain(reading.story.exhibits().iter().flat_map(shown)).collect()
}

fn is_text(role: Role) -> bool {
    role.is_running()
        || matches!(role, Role::Item | Role::Cell | Role::Caption | Role::Subhead | Role::Footnote)
}

/// The numbers that an exhibit shows.
fn shown(exhibit: &Exhibit) -> impl Iterator<Item = StoryAmount<'_>> {
    let figures = exhibit
        .figures
        .iter()
        .map(move |figure| (figure.number.as_ref(), figure.unit.name(exhibit.language)));
    let rows = exhibit.table.cells.iter().zip(&exhibit.table.units);
    let cells = rows.flat_map(move |(row, unit)| {
        row.iter().map(move |number| (number.as_deref(), unit.name(exhibit.language)))
    });
    figures.chain(cells).filter_map(|(number, unit)| {
        Some(StoryAmount { amount: number?.amount.checked_mul(numerals::leading(unit).0)?, unit })
    })
}

/// Whether a number in the headline counts something that the text must contain.
fn is_counted(numeral: &Numeral, text: &str, amounts: &[StoryAmount]) -> bool {
    let Some(amount) = numeral.amount else { return false };
    let is_contradicted = || amounts.iter().any(|known| known.unit == numeral.unit(text));
    match numeral.form {
        NumeralForm::Arabic if SET.contains(&&text[numeral.with_unit()]) => false,
        NumeralForm::Arabic => amount > Decimal::TEN || is_contradicted(),
        NumeralForm::Chinese => amount > Decimal::TEN && is_composed(&text[numeral.range.clone()]),
    }
}

/// 三十二, but not 三十 or 千.
fn is_composed(written: &str) -> bool {
    written.contains(['十', '百', '千']) && !written.ends_with(['十', '百', '千', '万', '亿'])
}

fn is_year(numeral: &Numeral, text: &str) -> bool {
    numeral.kind == NumeralKind::Date
        && numeral.range.len() == 4
        && text[numeral.range.end..].starts_with('年')
}

/// Whether a year is the edition's own, or the text names it.
fn is_year_in_text(numeral: &Numeral, amounts: &[StoryAmount], reading: &Reading) -> bool {
    let own = reading.edition().map(|edition| edition.date.year());
    let is_own = |years: i32| own.is_some_and(|own| numeral.amount == Some(Decimal::from(own + years)));
    let is_named = |word: &str| reading.lines().any(|line| line.text.contains(word));
    is_own(0)
        || amounts.iter().any(|known| Some(known.amount) == numeral.amount)
        || OTHER_YEARS.iter().any(|(word, years)| is_own(*years) && is_named(word))
}

/// Whether the text names one year only.
fn has_one_year(reading: &Reading) -> bool {
    let lines = reading.lines().filter(|line| is_text(line.role));
    let years = lines.flat_map(|line| line.numerals.iter().filter(|numeral| is_year(numeral, &line.text)));
    let years: BTreeSet<Option<Decimal>> = years.map(|year| year.amount).collect();
    years.len() == 1
}

/// A number with its per cent sign.
fn with_percent(numeral: &Numeral, text: &str) -> Range<usize> {
    let is_percent = matches!(numeral.unit(text), "%" | "％" | "‰");
    if is_percent { numeral.with_unit() } else { numeral.range.clone() }
}
