//! N09: a declared number of things, and another number of them listed right behind.
//!
//! An item is struck out or put in, and the number before the list is forgotten.
//!
//! Wrong: 四项制度：甲、乙、丙. Right: 三项制度：甲、乙、丙; 八项举措：甲、乙等.
//!
//! Guard: the list must follow its noun, without a verb between; brackets may hold attributes (库容800吨、占地6亩) or other
//! kinds (街道、园区); deeds that a comma continues, and lists with ；, may go on beyond the first 、; 和 may part the last two
//! items or stand in one.

use rust_decimal::prelude::ToPrimitive;

use crate::check::lists;
use crate::check::reading::Reading;
use crate::check::rule::{Look, Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Kind, Numeral};
use crate::words::rules::counts;

/// The rule.
pub static RULE: Rule = Rule {
    code: "declared-count",
    letters: "N09",
    severity: Severity::Warning,
    weight: WHOLE,
    look: Look::Story(look),
};

/// The measure words of things that are listed.
const LISTED: &[&str] = &[
    "个", "项", "条", "支", "大", "份", "类", "种", "名", "位", "座", "家", "所", "处", "件", "本", "组",
    "款", "型", "篇", "级", "道", "块", "张", "间", "套", "台",
];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains(['：', '（', '即', '别'])) {
        for numeral in &line.numerals {
            let Some(declared) = declared(numeral, line) else { continue };
            let range = numeral.with_unit();
            let Some(listed) = lists::behind(&line.text[range.end..]) else { continue };
            if is_another_number(&listed, declared) {
                let wording = counts::declared_count(&line.text[range.clone()], listed.len());
                marks.mark(line, range, wording);
            }
        }
    }
}

/// How many things a number declares.
fn declared(numeral: &Numeral, line: &Line) -> Option<usize> {
    let before = &line.text[..numeral.range.start];
    let is_whole = !before.ends_with(['至', '到', '—', '-', '～', '之', '第', '每', '这', '那']);
    let is_listed = LISTED.contains(&numeral.unit(&line.text));
    let is_exact = numeral.kind == Kind::Count && !numeral.is_rough(&line.text);
    let amount = numeral.amount.filter(|_| is_exact && is_whole && is_listed)?;
    amount.to_usize().filter(|amount| *amount > 1)
}

/// Whether a list has another number of things than is declared.
fn is_another_number(items: &[&str], declared: usize) -> bool {
    let end = items.last().copied().unwrap_or_default();
    let least = items.len();
    let most = least + end.matches(['和', '及', '与']).count();
    if end.contains('等') {
        return least > declared;
    }
    // A list of a few among many is none of the whole.
    !(least..=most).contains(&declared) && least * 2 >= declared
}
