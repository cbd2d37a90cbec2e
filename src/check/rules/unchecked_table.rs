//! L06: a table of house style that nobody has checked for years.
//!
//! Every congress changes fixed wordings, and people change their titles: with a table that was once right, rules insist on what
//! is wrong now.
//!
//! Wrong: `checked: 2022-10-31` in a paper of November 2025; no `checked`. Right: `checked: 2025-11-01`.
//!
//! Guard: a table built into the program is reported only if a congress has certainly met since, because the editor can only
//! update the program or write a table.

use chrono::Months;

use crate::check::reading::{House, Reading};
use crate::check::rule::{Marks, Rule, RuleTexts, TENTH};
use crate::finding::Severity;
use crate::words::rules::house as words;

pub(crate) static RULE: Rule =
    Rule::of_paper("unchecked-table", "L06", Severity::Info, TENTH, look).reading(RuleTexts::All);

/// How long a table of the paper stays valid.
const OWN: Months = Months::new(2 * 12);
/// How long a built-in table stays valid: from one congress to the next.
const CARRIED: Months = Months::new(5 * 12);

fn look(house: &House, _: &[Reading], marks: &mut Marks) {
    for table in &house.style.tables {
        let holds = if table.is_own { OWN } else { CARRIED };
        let is_old =
            |day: chrono::NaiveDate| day.checked_add_months(holds).is_some_and(|end| end < house.site.day);
        let remark = match table.checked {
            None => words::table_without_a_day(house.site.day),
            Some(day) if !is_old(day) => continue,
            Some(day) if table.is_own => words::table_checked_long_ago(day),
            Some(day) => words::carried_table_checked_long_ago(day),
        };
        marks.mark_at(table.place.clone(), remark);
    }
}
