//! What must be true of each kind of exhibit.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::super::numerals;
use crate::finding::Notes;
use crate::model::exhibit::{ChartKind, Course, Entry, MethodPart, Quantity, Register, Shape, Step, Term};
use crate::model::site::Exhibit;
use crate::source::Span;
use crate::words::exhibits::not_so;
use crate::words::figures;

/// Proves an exhibit: what is not so is a finding at the entry that shows it.
pub(crate) fn prove(exhibit: &Exhibit, notes: &mut Notes) {
    let at = exhibit.draft.at.span;
    match &exhibit.draft.shape {
        Shape::Board { declared, pillars } => {
            let declared = declared.or_else(|| numerals::declared(exhibit.draft.title.as_deref()?));
            count("board-count", declared, pillars.len(), at, notes);
        }
        Shape::Registry { whole, entries } => registry(exhibit, whole.as_ref(), entries, notes),
        Shape::Method { code, parts } => method(code, parts, at, notes),
        Shape::Loop(steps) => closed(steps, at, notes),
        Shape::Programme(card) => {
            let declared =
                card.declared.or_else(|| numerals::declared(&card.name)).filter(|_| !card.parts.is_empty());
            count("programme-count", declared, card.parts.len(), at, notes);
        }
        Shape::Training { courses, shares } => {
            for course in courses {
                attendances(exhibit, course, notes);
            }
            hundred(exhibit, shares, notes);
        }
        Shape::Placement { rows, total } => placement(exhibit, rows, total.as_ref(), notes),
        Shape::Pairs { sides, .. } => pairs(exhibit, sides, notes),
        Shape::Funnel(stages) => {
            let counts = stages.iter().map(|stage| (Some(&stage.quantity), stage.at.span));
            falling("funnel-rises", exhibit, counts, notes);
        }
        Shape::Documents(documents) => {
            for document in documents {
                titled(document, notes);
            }
        }
        Shape::Contest { rounds, .. } => {
            let counts = rounds.iter().map(|round| (round.count.as_ref(), round.at.span));
            falling("contest-rises", exhibit, counts, notes);
        }
        Shape::Chart(kind, _) => {
            one_scale(exhibit, *kind, notes);
            if *kind == ChartKind::Share {
                share(exhibit, notes);
            }
        }
        Shape::Glossary(_) | Shape::Added(..) | Shape::Shown(..) => {}
    }
}

fn count(code: &'static str, declared: Option<usize>, listed: usize, at: Span, notes: &mut Notes) {
    if let Some(declared) = declared.filter(|declared| *declared != listed) {
        let zh = format!("说是 {declared} 项，列了 {listed} 项");
        notes.error(at, not_so(code, zh, format!("{declared} are declared, {listed} are listed")));
    }
}

fn registry(exhibit: &Exhibit, whole: Option<&Entry>, entries: &[Register], notes: &mut Notes) {
    let Some(whole) = whole.and_then(|whole| exhibit.amount(&whole.quantity)) else { return };
    for entry in entries {
        if let Some(part) =
            entry.count.as_ref().and_then(|count| exhibit.amount(count)).filter(|part| *part > whole)
        {
            let zh = format!("{}有 {part}，超过总数 {whole}", entry.name);
            let en = format!("{} holds {part}, more than the whole {whole}", entry.name);
            notes.error(entry.at.span, not_so("registry-exceeds", zh, en));
        }
    }
}

/// The digits of a code, in order; what is not a digit may stand for any number.
fn digits(code: &str) -> Vec<Option<usize>> {
    let pieces: Vec<String> = if code.contains('+') {
        code.split('+').map(|piece| piece.trim().to_owned()).collect()
    } else {
        code.chars().filter(char::is_ascii_alphanumeric).map(String::from).collect()
    };
    pieces.iter().map(|piece| piece.parse().ok()).collect()
}

fn method(code: &str, parts: &[MethodPart], at: Span, notes: &mut Notes) {
    if parts.is_empty() {
        return; // A missing expansion is said in print, not invented.
    }
    let digits = digits(code);
    if digits.is_empty() {
        count("method-count", numerals::declared(code), parts.len(), at, notes);
        return;
    }
    count("method-count", Some(digits.len()), parts.len(), at, notes);
    for (digit, part) in digits.into_iter().zip(parts).filter(|(_, part)| !part.items.is_empty()) {
        count("method-count", digit, part.items.len(), part.at.span, notes);
    }
}

/// From the first step the way must lead through all and back to the first.
fn closed(steps: &[Step], at: Span, notes: &mut Notes) {
    if steps.len() < 3 {
        let zh = format!("闭环至少 3 步，只有 {} 步", steps.len());
        notes
            .error(at, not_so("loop-short", zh, format!("a loop has 3 steps at least, not {}", steps.len())));
        return;
    }
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    for (place, step) in steps.iter().enumerate() {
        by_name.entry(&step.name).or_insert(place);
    }
    let mut seen = BTreeSet::new();
    let mut here = 0;
    while seen.insert(here) {
        let step = &steps[here];
        let after = match &step.next {
            None => Some((here + 1) % steps.len()),
            Some(next) => by_name.get(next.as_str()).copied(),
        };
        let Some(after) = after else {
            let next = step.next.as_deref().unwrap_or_default();
            let zh = format!("没有 `{next}` 这一步");
            notes.error(step.at.span, not_so("loop-open", zh, format!("there is no step `{next}`")));
            return;
        };
        here = after;
    }
    if here != 0 || seen.len() < steps.len() {
        let zh = "转一圈没有回到第一步，或漏了步骤".to_owned();
        notes.error(at, not_so("loop-open", zh, "the way round misses a step or the first one".to_owned()));
    }
}

fn attendances(exhibit: &Exhibit, course: &Course, notes: &mut Notes) {
    let [sessions, attendances, ..] = &course.counts;
    let amount =
        |quantity: &Option<Quantity>| quantity.as_ref().and_then(|quantity| exhibit.amount(quantity));
    if let (Some(sessions), Some(attendances)) = (amount(sessions), amount(attendances))
        && attendances < sessions
    {
        let zh = format!("{}：{attendances} 人次少于 {sessions} 期", course.name);
        let en = format!("{}: {attendances} attendances in {sessions} sessions", course.name);
        notes.error(course.at.span, not_so("attendances-below-sessions", zh, en));
    }
}

fn hundred(exhibit: &Exhibit, shares: &[Entry], notes: &mut Notes) {
    let (Some(first), Some(sum)) = (shares.first(), sum(exhibit, shares, notes)) else { return };
    if sum != Decimal::ONE_HUNDRED {
        let zh = format!("比例合计 {sum}%，不是 100%");
        notes.error(
            first.at.span,
            not_so("shares-not-100", zh, format!("the shares come to {sum} %, not 100 %")),
        );
    }
}

/// The sum of what entries amount to; one that is no number is a finding.
fn sum(exhibit: &Exhibit, entries: &[Entry], notes: &mut Notes) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for entry in entries {
        let amount = exhibit.amount(&entry.quantity);
        if amount.is_none() {
            notes.error(entry.at.span, figures::not_a_number(&exhibit.name(entry)));
        }
        sum = sum.checked_add(amount?)?;
    }
    Some(sum)
}

fn placement(exhibit: &Exhibit, rows: &[Entry], total: Option<&Entry>, notes: &mut Notes) {
    let Some((total, sum)) = total.and_then(|total| Some((total, sum(exhibit, rows, notes)?))) else {
        return;
    };
    if let Some(whole) = exhibit.amount(&total.quantity).filter(|whole| *whole != sum) {
        let zh = format!("各行合计 {sum}，不是 {whole}");
        notes.error(
            total.at.span,
            not_so("placement-total", zh, format!("the rows come to {sum}, not {whole}")),
        );
    }
}

fn pairs(exhibit: &Exhibit, sides: &[Option<Entry>; 2], notes: &mut Notes) {
    let [Some(left), Some(right)] = sides else { return };
    if let (Some(one), Some(other)) = (exhibit.amount(&left.quantity), exhibit.amount(&right.quantity))
        && one != other
    {
        let zh = format!("{} {one}，{} {other}，没有一一对应", exhibit.name(left), exhibit.name(right));
        let en =
            format!("{} {one} and {} {other} are not one to one", exhibit.name(left), exhibit.name(right));
        notes.error(right.at.span, not_so("pairs-unequal", zh, en));
    }
}

/// Each count at most the one before.
fn falling<'q>(
    code: &'static str,
    exhibit: &Exhibit,
    counts: impl Iterator<Item = (Option<&'q Quantity>, Span)>,
    notes: &mut Notes,
) {
    let mut before: Option<Decimal> = None;
    for (quantity, at) in counts {
        let Some(amount) = quantity.and_then(|quantity| exhibit.amount(quantity)) else { continue };
        if let Some(before) = before.filter(|before| amount > *before) {
            let zh = format!("{amount} 比前一级的 {before} 还多");
            notes.error(at, not_so(code, zh, format!("{amount} is more than the {before} before it")));
        }
        before = Some(amount);
    }
}

/// A term that an edition explains a second time.
pub(crate) fn twice(term: &Term, notes: &mut Notes) {
    let zh = format!("`{}`这一期解释了两次", term.term);
    let en = format!("`{}` is explained twice in this edition", term.term);
    notes.error(term.at.span, not_so("term-twice", zh, en));
}

/// A document's name stands in 书名号 that pair, and its status is given.
fn titled(document: &Register, notes: &mut Notes) {
    let opened = document.name.matches('《').count();
    if opened == 0 || opened != document.name.matches('》').count() {
        let zh = format!("`{}`的书名号没有成对", document.name);
        notes.error(
            document.at.span,
            not_so("title-marks", zh, format!("the 《》 of `{}` do not pair", document.name)),
        );
    }
    if document.status.is_none() {
        let zh = format!("{}没有写 status", document.name);
        notes.error(
            document.at.span,
            not_so("status-missing", zh, format!("{} has no status", document.name)),
        );
    }
}

/// Rows in different units have no scale in common; small multiples have each their own.
fn one_scale(exhibit: &Exhibit, kind: ChartKind, notes: &mut Notes) {
    if kind != ChartKind::SmallMultiples && !exhibit.table.has_one_unit() {
        let units = exhibit.table.units.join("、");
        let zh = format!("单位不一（{units}），不能画在同一把尺上");
        notes.error(
            exhibit.draft.at.span,
            not_so("chart-units", zh, format!("different units ({units}) on one scale")),
        );
    }
}

/// Shares in per cent come to a hundred; a share cannot be negative.
fn share(exhibit: &Exhibit, notes: &mut Notes) {
    let at = exhibit.draft.at.span;
    let amounts: Vec<Decimal> =
        exhibit.table.cells.iter().flatten().flatten().map(|number| number.amount).collect();
    if amounts.iter().any(|amount| amount.is_sign_negative() && !amount.is_zero()) {
        let zh = "占比图里有负数".to_owned();
        notes.error(at, not_so("share-negative", zh, "a share cannot be negative".to_owned()));
    }
    let sum: Option<Decimal> = amounts.iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(*amount));
    if let Some(sum) = sum.filter(|sum| {
        exhibit.table.units.first().is_some_and(|unit| unit == "%") && *sum != Decimal::ONE_HUNDRED
    }) {
        let zh = format!("比例合计 {sum}%，不是 100%");
        notes.error(at, not_so("shares-not-100", zh, format!("the shares come to {sum} %, not 100 %")));
    }
}
