//! L06: a table of house style that nobody has checked for years.
//!
//! Wordings are fixed anew at every congress and people change their titles: a table that was right once makes the rules that
//! read it insist on what is wrong now.
//!
//! Wrong: `checked: 2022-10-31` in a paper of November 2025; no `checked`. Right: `checked: 2025-11-01`.
//!
//! Guard: of a table that the program carries the editor hears only when a congress has surely passed since, for all he can do is to
//! take a newer program or write a table of his own.

use chrono::Months;

use crate::check::reading::Reading;
use crate::check::rule::{Look, Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::words::rules::house;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    code: "unchecked-table",
    letters: "L06",
    severity: Severity::Info,
    weight: TENTH,
    look: Look::Paper(look),
};

/// For how long a table of the paper's own holds.
const OWN: Months = Months::new(2 * 12);
/// For how long one that the program carries holds: from one congress to the next.
const CARRIED: Months = Months::new(5 * 12);

fn look(readings: &[Reading], marks: &mut Marks) {
    let Some(house) = readings.first().map(|reading| reading.house) else { return };
    for table in &house.style.tables {
        let holds = if table.is_own { OWN } else { CARRIED };
        let is_old =
            |day: chrono::NaiveDate| day.checked_add_months(holds).is_some_and(|end| end < house.site.day);
        let wording = match table.checked {
            None => house::table_without_a_day(house.site.day),
            Some(day) if !is_old(day) => continue,
            Some(day) if table.is_own => house::table_checked_long_ago(day),
            Some(day) => house::carried_table_checked_long_ago(day),
        };
        marks.mark_at(table.place.clone(), wording);
    }
}
