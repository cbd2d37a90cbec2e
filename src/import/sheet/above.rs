//! What stands above the head of a sheet: its title, its unit, whose it is and of which day.

use std::sync::LazyLock;

use regex::Regex;

use super::columns::SheetHead;
use super::ledger::NewLedger;
use super::unit::{is_office, is_unit};
use crate::import::new_story::ImportNote;
use crate::words::import::{self as words, NoteKind};

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[（(]?\s*(?:计量|数量|金额)?单位\s*[:：]\s*([^\s）)，,；;。]{1,16})\s*[）)]?")
        .expect("a constant")
});
static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[（(]?(?:填报|填表|制表|报送|编制)(?:单位|部门|人)\s*[:：]\s*([^\s）)，,；;。]+)[）)]?")
        .expect("a constant")
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?").expect("a constant")
});
/// Words that are all of a line that only names its day.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:填报|制表|统计|截至|报送)?(?:日期|时间)?\s*[:：]?\s*$").expect("a constant")
});

/// What one line says.
#[derive(Default)]
struct LineAbove {
    title: Option<String>,
    unit: Option<String>,
    owner: Option<String>,
    date: Option<String>,
    /// A unit that cannot be the unit of every value.
    unclear: Option<String>,
}

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
        let said = LineAbove::of(line);
        let is_title = ledger.title.is_empty() && said.title.is_some();
        if let Some(title) = said.title.filter(|_| is_title) {
            ledger.title = title;
        }
        unit = unit.or(said.unit);
        ledger.owner = ledger.owner.take().or(said.owner);
        ledger.as_of = ledger.as_of.take().or(said.date);
        let mut note = |kind, remark, text: &str| {
            notes.push(ImportNote { line: 0, kind, remark, text: text.to_owned() });
        };
        let is_unclear = said.unclear.is_some();
        if let Some(unclear) = said.unclear {
            note(NoteKind::Doubt, words::unclear_unit(), &unclear);
        }
        if !is_title {
            note(NoteKind::Aside, words::above_the_head(is_unclear), line);
        }
    }
    if ledger.title.is_empty() {
        title.clone_into(&mut ledger.title);
    }
    unit
}

impl LineAbove {
    fn of(line: &str) -> Self {
        let owner = OWNER.captures(line).map(|found| found[1].to_owned());
        let rest = OWNER.replace_all(line, "");
        let stated = UNIT.captures(&rest).map(|found| found[1].to_owned());
        let rest = UNIT.replace_all(&rest, "").trim().to_owned();
        let date = DATE.captures(line).and_then(|found| {
            let number = |index: usize| found[index].parse::<u32>().ok();
            Some(format!("{}-{:02}-{:02}", &found[1], number(2)?, number(3)?))
        });
        let is_of_the_day = DAY.is_match(&DATE.replace_all(&rest, ""));
        let title = (owner.is_none() && !is_of_the_day).then_some(rest);
        let mut said = Self { title, owner, date, ..Self::default() };
        match stated {
            Some(unit) if is_unit(&unit) => said.unit = Some(unit),
            Some(name) if is_office(&name) => said.owner = said.owner.or(Some(name)),
            Some(text) if !text.starts_with(['见', '详', '如', '各']) => said.unclear = Some(text),
            _ => {}
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_its_words_and_gives_away_its_unit() {
        let said = LineAbove::of("青禾县培训统计表（单位：人次）");
        assert_eq!((said.title.as_deref(), said.unit.as_deref()), (Some("青禾县培训统计表"), Some("人次")));
        let said = LineAbove::of("填报单位：青禾县农业农村局　填报日期：2026年11月20日　单位：见表头");
        assert_eq!(said.owner.as_deref(), Some("青禾县农业农村局"));
        assert_eq!((said.date.as_deref(), said.unit, said.title), (Some("2026-11-20"), None, None));
        assert_eq!(LineAbove::of("单位：人、万元").unclear.as_deref(), Some("人、万元"));
        assert_eq!(LineAbove::of("单位：东河镇人民政府").owner.as_deref(), Some("东河镇人民政府"));
        assert_eq!(LineAbove::of("2025年11月20日 单位：户").title, None);
    }
}
