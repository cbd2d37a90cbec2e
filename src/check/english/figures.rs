//! Typed numbers in English that belong to a figure of the story's ledger: by its unit, and by all words of its label.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amounts::{self, EnglishAmount};
use super::words;
use crate::check::ledger_match;
use crate::check::reading::Reading;
use crate::galley::Line;
use crate::language::TextLanguage;
use crate::model::figure::Figure;

/// Words shorter than this say nothing about what is counted.
const SHORTEST: usize = 4;

/// The typed numbers of a line that differ from the figure to which they belong.
#[must_use]
pub(crate) fn contradicted<'p>(reading: &Reading<'p>, line: &Line) -> Vec<(Range<usize>, &'p Figure)> {
    let typed = amounts::find(&line.text).filter(|typed| !line.is_printed(&typed.range));
    let found = typed.filter_map(|typed| {
        let sentence = line.text[line.sentence_at(typed.range.start)].to_lowercase();
        let figure = ledger_match::figures(reading)
            .find(|figure| has_unit(&line.text, &typed, figure) && names(&sentence, figure))?;
        let known = figure.shown()?.amount()?;
        let is_like = typed.amount >= known / Decimal::TWO && typed.amount <= known * Decimal::TWO;
        let is_rounded = (typed.amount - known).abs() < typed.step && typed.step > Decimal::ONE;
        (typed.amount != known && is_like && !is_rounded).then_some((typed.range, figure))
    });
    found.collect()
}

/// Whether the unit of a figure is beside a number.
fn has_unit(text: &str, typed: &EnglishAmount, figure: &Figure) -> bool {
    let Some(unit) = &figure.unit else { return false };
    if unit.is_per_cent() {
        return typed.is_percentage;
    }
    let sign = unit.name(TextLanguage::English);
    let after = text[typed.range.end..].trim_start();
    let is_word = |word: &str| {
        let rest = after.strip_prefix(word);
        !word.is_empty() && rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
    };
    text[typed.range.clone()].starts_with(sign)
        || [Some(Decimal::ONE), None].into_iter().any(|of| is_word(unit.after(of, TextLanguage::English)))
}

/// Whether a sentence has all words of a figure's label.
fn names(sentence: &str, figure: &Figure) -> bool {
    let Some(label) = figure.label.as_deref().map(str::to_lowercase) else { return false };
    let mut telling =
        words::words(&label).map(|word| &label[word]).filter(|word| word.len() >= SHORTEST).peekable();
    telling.peek().is_some() && telling.all(|word| sentence.contains(word.trim_end_matches('s')))
}
