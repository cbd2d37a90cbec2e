//! L03: a number that identifies a person, or by which they can be reached.
//!
//! Printing cannot be undone: identity numbers, mobile telephone numbers, bank cards, number plates and home addresses of private
//! people do not belong in a paper.
//!
//! Wrong: 身份证号…, 13800000000, 3号楼2单元501室. Right: 12345, 0931-8159799, 13800000000元, 2号楼301室.
//!
//! Guard: identity numbers must contain a date of birth and, unless they are called identity numbers, the right check digit (GB
//! 11643); card numbers must have the usual beginning and the right check digit (Luhn); the house's hotlines and the addresses of
//! offices are public.

use std::collections::BTreeSet;

use crate::check::private;
use crate::check::reading::{House, Reading};
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::model::figure::Figure;
use crate::model::site::LedgerRecord;
use crate::source::Place;
use crate::words::rules::privacy;

pub(crate) static RULE: Rule = Rule::of_story("private-data", "L03", Severity::Error, WHOLE, look)
    .and_of_paper(look_at_ledgers)
    .reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for (range, wording) in private::found(&line.text, &reading.house.hotlines) {
            marks.mark(line, range, wording);
        }
        for mailbox in private::mailboxes(&line.text) {
            marks.mark(line, mailbox, privacy::mailbox()).severity = Severity::Info;
        }
    }
}

/// Reads what the documents of ledgers print, and the figures of other ledgers that stories print.
fn look_at_ledgers(house: &House, readings: &[Reading], marks: &mut Marks) {
    let rows = readings.iter().flat_map(|reading| &reading.story.said.rows);
    let used: BTreeSet<(&str, &str)> = rows.map(|(ledger, key)| (&**ledger, key.as_str())).collect();
    for record in &house.site.ledgers {
        let ledger = &*record.ledger;
        for (place, figure) in ledger.figures.values().enumerate() {
            if ledger.public || used.contains(&(ledger.id.as_str(), figure.key.as_str())) {
                look_at(&figure_words(record, place, figure), &figure.at, house, marks);
            }
        }
        if ledger.public {
            let words = [Some(&ledger.title), ledger.owner.as_ref(), ledger.note.as_ref()];
            let words: Vec<String> =
                words.into_iter().flatten().chain(ledger.rows.values()).cloned().collect();
            look_at(&words, &ledger.at, house, marks);
        }
    }
}

/// What is printed of a figure: its label before its number, which that may explain.
fn figure_words(record: &LedgerRecord, place: usize, figure: &Figure) -> Vec<String> {
    let printed = record.texts.get(place).map_or("", String::as_str);
    let others = [&figure.measure, &figure.window, &figure.source, &figure.note];
    let others = others.into_iter().flatten().cloned();
    std::iter::once(format!("{}：{printed}", figure.name())).chain(others).collect()
}

fn look_at(words: &[String], place: &Place, house: &House, marks: &mut Marks) {
    let found = words.iter().flat_map(|text| private::found(text, &house.hotlines));
    for (_, wording) in found {
        marks.mark_at(place.clone(), wording);
    }
}
