//! Verification of the arithmetic in ledgers: parts add up, relations hold, programmes list as many parts as their names announce.

use indexmap::IndexMap;

use super::arithmetic::{self, Extent, Miscalculation};
use crate::finding::{Finding, Noted, Notes};
use crate::model::draft::StoryDraft;
use crate::model::figure::{Figure, Value};
use crate::model::ledger::{Comparison, Ledger, Programme, Proof, Relation};
use crate::numerals;
use crate::words::figures;

/// Checks a ledger; the value is the relations that hold, with their numbers.
pub(crate) fn verify(ledger: &Ledger) -> Noted<Vec<Proof>> {
    let mut notes = Notes::on(&ledger.at.path);
    verify_parts(&ledger.figures, &mut notes);
    let proofs = ledger
        .relations
        .iter()
        .filter_map(|relation| verify_relation(ledger, relation, &mut notes))
        .collect();
    for programme in &ledger.programmes {
        verify_programme(ledger, programme, &mut notes);
    }
    Noted::new(proofs, notes.findings)
}

/// Checks the parts of a story's own figures.
pub(crate) fn verify_own(draft: &StoryDraft, findings: &mut Vec<Finding>) {
    let mut notes = Notes::on(&draft.path);
    verify_parts(draft.figures(), &mut notes);
    findings.extend(notes.findings);
}

fn verify_parts(figures: &IndexMap<String, Figure>, notes: &mut Notes) {
    for figure in figures.values().filter(|figure| !figure.parts.is_empty()) {
        let parts: Vec<&Figure> = figure.parts.iter().map(|key| &figures[key]).collect();
        if std::iter::once(figure).chain(parts.iter().copied()).all(is_series) {
            for (period, number) in &figure.series {
                let known: Vec<Extent> = parts
                    .iter()
                    .filter_map(|part| Extent::of(&Value::Number(part.at(period)?.clone())))
                    .collect();
                let whole = Extent::of(&Value::Number(number.clone()));
                if let Some(whole) = whole.filter(|_| !known.is_empty()) {
                    let is_complete = figure.exhaustive && known.len() == parts.len();
                    verify_sum(figure, &known, whole, (Some(period.as_str()), is_complete), notes);
                }
            }
        } else if let Some(whole) = extent(figure, notes) {
            let known: Vec<Extent> = parts.iter().filter_map(|part| extent(part, notes)).collect();
            if known.len() == parts.len() {
                verify_sum(figure, &known, whole, (None, figure.exhaustive), notes);
            }
        }
        for part in parts.iter().filter(|part| part.unit != figure.unit) {
            notes.error(part.at.span, figures::other_unit(&part.key, &figure.key));
        }
    }
}

/// Whether a figure has a number for each of its periods, and no other.
fn is_series(figure: &Figure) -> bool {
    figure.value.is_none() && !figure.series.is_empty()
}

/// Checks the sum of some parts, in a period if the whole has several; of all parts, it must be the whole.
fn verify_sum(
    figure: &Figure,
    parts: &[Extent],
    whole: Extent,
    (period, is_complete): (Option<&str>, bool),
    notes: &mut Notes,
) {
    let Some(sum) = arithmetic::sum(parts) else {
        notes.error(figure.at.span, figures::impossible(&figure.key));
        return;
    };
    let terms: Vec<String> = parts.iter().map(ToString::to_string).collect();
    let calculation = of_period(period, &format!("{} = {sum}", terms.join(" + ")));
    if is_complete && sum != whole {
        notes.error(figure.at.span, figures::broken_sum(&figure.key, &calculation, &whole.to_string()));
    } else if !arithmetic::holds(sum, Comparison::AtMost, whole) && sum != whole {
        notes.error(figure.at.span, figures::parts_exceed(&figure.key, &calculation, &whole.to_string()));
    }
}

/// A calculation with the period that it is about.
fn of_period(period: Option<&str>, calculation: &str) -> String {
    period.map_or_else(|| calculation.to_owned(), |period| format!("[{period}] {calculation}"))
}

fn extent(figure: &Figure, notes: &mut Notes) -> Option<Extent> {
    let value = figure.shown()?;
    let extent = Extent::of(&value);
    if extent.is_none() {
        notes.error(figure.at.span, figures::not_a_number(&figure.key));
    }
    extent
}

/// Checks a relation: between series, in every period that all of them have.
fn verify_relation(ledger: &Ledger, relation: &Relation, notes: &mut Notes) -> Option<Proof> {
    let periods = common_periods(ledger, relation);
    if periods.is_empty() {
        return verify_relation_at(ledger, relation, None, notes);
    }
    let proofs: Vec<Option<Proof>> =
        periods.into_iter().map(|period| verify_relation_at(ledger, relation, Some(period), notes)).collect();
    proofs.into_iter().collect::<Option<Vec<Proof>>>()?.pop()
}

/// The periods of a relation between figures that are all series.
fn common_periods<'l>(ledger: &'l Ledger, relation: &Relation) -> Vec<&'l str> {
    let mut keys = relation.left.keys();
    keys.extend(relation.right.keys());
    let figures: Option<Vec<&Figure>> = keys.into_iter().map(|key| ledger.figures.get(key)).collect();
    let Some(figures) = figures.filter(|figures| figures.iter().all(|figure| is_series(figure))) else {
        return Vec::new();
    };
    let periods = figures.first().into_iter().flat_map(|first| &first.series);
    let is_common = |period: &&str| figures.iter().all(|figure| figure.at(period).is_some());
    periods.map(|(period, _)| period.as_str()).filter(is_common).collect()
}

fn verify_relation_at(
    ledger: &Ledger,
    relation: &Relation,
    period: Option<&str>,
    notes: &mut Notes,
) -> Option<Proof> {
    let look_up = |key: &str| {
        let figure = ledger.figures.get(key).ok_or_else(|| Miscalculation::Unknown(key.to_owned()))?;
        let value = match period {
            Some(period) => figure.at(period).cloned().map(Value::Number),
            None => figure.shown(),
        };
        let value = value.ok_or(Miscalculation::Missing)?;
        Extent::of(&value).ok_or_else(|| Miscalculation::NotANumber(key.to_owned()))
    };
    let sides = arithmetic::evaluate(&relation.left, &look_up)
        .and_then(|left| Ok((left, arithmetic::evaluate(&relation.right, &look_up)?)));
    let span = relation.at.span;
    match sides {
        Ok((left, right)) => {
            let shown = of_period(period, &statement(&left, relation, &right));
            if arithmetic::holds(left.extent, relation.comparison, right.extent) {
                return Some(Proof { written: relation.written.clone(), shown });
            }
            notes.error(span, figures::broken_relation(&relation.written, &shown));
        }
        Err(Miscalculation::Unknown(key)) => {
            let known = ledger.figures.keys().map(String::as_str);
            notes.error(span, figures::unknown_figure(&key, &ledger.id, known));
        }
        Err(Miscalculation::Missing) => {}
        Err(Miscalculation::NotANumber(key)) => notes.error(span, figures::not_a_number(&key)),
        Err(Miscalculation::Impossible) => notes.error(span, figures::impossible(&relation.written)),
    }
    None
}

/// `25 + 3 + 408 = 436, not 437`: the calculation of each side, if it has one, and their comparison.
fn statement(left: &arithmetic::Calculation, relation: &Relation, right: &arithmetic::Calculation) -> String {
    let side = |calculation: &arithmetic::Calculation| {
        if calculation.compound {
            format!("{} = {}", calculation.shown, calculation.extent)
        } else {
            calculation.shown.clone()
        }
    };
    if !left.compound && !right.compound {
        return format!("{} {} {}", left.shown, relation.comparison.symbol(), right.shown);
    }
    let calculations: Vec<String> =
        [left, right].into_iter().filter(|calculation| calculation.compound).map(side).collect();
    let compared = format!("{} {} {}", left.extent, relation.comparison.symbol(), right.extent);
    format!("{}; {compared}", calculations.join("; "))
}

fn verify_programme(ledger: &Ledger, programme: &Programme, notes: &mut Notes) {
    if let Some(declared) = numerals::declared(&programme.name)
        && !programme.parts.is_empty()
        && declared != programme.parts.len()
    {
        let listed = programme.parts.len();
        notes.error(programme.at.span, figures::declared_count(&programme.name, declared, listed));
    }
    for (key, place) in &programme.figures {
        if !ledger.figures.contains_key(key) {
            let known = ledger.figures.keys().map(String::as_str);
            notes.error(place.span, figures::unknown_figure(key, &ledger.id, known));
        }
    }
}
