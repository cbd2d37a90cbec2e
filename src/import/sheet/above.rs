//! What stands above the head of a sheet: its title, its unit, whose it is and of which day.

use std::sync::LazyLock;

use regex::Regex;

use super::columns::SheetHead;
use super::ledger::NewLedger;
use crate::import::new_story::ImportNote;
use crate::words::import::{self as words, NoteKind};

static UNIT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:计量|数量|金额)?单位\s*[:：]\s*(\S{1,8})").expect("a constant"));
static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:填报|填表|制表|报送|编制)(?:单位|部门|人)\s*[:：]\s*(\S+)").expect("a constant")
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?").expect("a constant")
});

/// Reads the lines above the head into a ledger; returns the unit of every value, if they state one. Each line is listed with
/// what it became.
pub(super) fn read(
    head: &SheetHead,
    title: &str,
    ledger: &mut NewLedger,
    notes: &mut Vec<ImportNote>,
) -> Option<String> {
    let mut unit = None;
    for line in &head.above {
        let owner = OWNER.captures(line).map(|found| found[1].to_owned());
        let own_unit = UNIT.captures(&OWNER.replace_all(line, "")).map(|found| found[1].to_owned());
        let date = DATE.captures(line).and_then(|found| {
            let number = |index: usize| found[index].parse::<u32>().ok();
            Some(format!("{}-{:02}-{:02}", &found[1], number(2)?, number(3)?))
        });
        let is_title = owner.is_none() && own_unit.is_none() && ledger.title.is_empty();
        if is_title {
            ledger.title.clone_from(line);
        }
        unit = unit.or(own_unit);
        ledger.owner = ledger.owner.take().or(owner);
        ledger.as_of = ledger.as_of.take().or(date);
        if !is_title {
            let (kind, remark) = (NoteKind::Aside, words::above_the_head());
            notes.push(ImportNote { line: 0, kind, remark, text: line.clone() });
        }
    }
    if ledger.title.is_empty() {
        title.clone_into(&mut ledger.title);
    }
    unit
}
