//! Numbers of imported stories that a ledger has: offered as references, or written as such when asked.

use super::{ImportNote, ImportPlan, NewContents, NoteKind};
use crate::check::ledger_match::{Likeness, likeness};
use crate::galley::numerals::Numeral;
use crate::galley::{Galley, Line};
use crate::model::figure::Figure;
use crate::model::site::{LedgerRecord, Site};
use crate::pipeline::Proofread;
use crate::source::Span;
use crate::words::import as words;

/// A number that is a figure.
struct Offer {
    /// The number with its unit, in the file.
    span: Span,
    /// The same as it is printed.
    text: String,
    reference: String,
    /// Whether the reference prints exactly the same, and no other figure may be meant.
    is_certain: bool,
}

/// Lists the numbers that equal a figure; if `uses_figures`, writes references for those that are certain.
pub(super) fn offer(import: &mut ImportPlan, read: &Proofread, uses_figures: bool) {
    for file in &mut import.files {
        for made in file.made.iter_mut().filter(|made| !made.is_foreign) {
            let Some(story) = read.stories.iter().find(|story| story.galley.path == made.path) else {
                continue;
            };
            let offers = offers(&read.site, &story.galley);
            let Some(mut text) = made.text().map(str::to_owned) else { continue };
            for offer in offers.iter().rev() {
                let is_put =
                    uses_figures && offer.is_certain && text.get(offer.span.range()) == Some(&*offer.text);
                if is_put {
                    text.replace_range(offer.span.range(), &offer.reference);
                }
                let (kind, remark) = if is_put {
                    (NoteKind::Done, words::put_figure(&offer.reference))
                } else {
                    (NoteKind::Doubt, words::offered_figure(&offer.reference))
                };
                file.notes.push(ImportNote { line: made.line, kind, remark, text: offer.text.clone() });
            }
            made.contents = NewContents::Bytes(text.into_bytes());
        }
    }
}

fn offers(site: &Site, galley: &Galley) -> Vec<Offer> {
    let mut offers = Vec::new();
    for line in &galley.lines {
        for numeral in line.numerals.iter().filter(|numeral| !numeral.is_printed && is_number(line, numeral))
        {
            let Some((record, figure, is_named)) = best(site, line, numeral) else { continue };
            let range = numeral.with_unit();
            let text = line.text[range.clone()].to_owned();
            let printed =
                record.ledger.figures.get_index_of(&figure.key).map(|place| record.texts[place].as_str());
            let reference = format!("{{{{{}:{}}}}}", record.ledger.id, figure.key);
            let is_certain = is_named && printed == Some(&text);
            offers.push(Offer { span: line.place(range), is_certain, text, reference });
        }
    }
    offers.sort_by_key(|offer| offer.span);
    offers
}

/// Whether a numeral is a number by itself, and not only the beginning of a unit: 面积（万亩）.
fn is_number(line: &Line, numeral: &Numeral) -> bool {
    let is_large = |letter: char| matches!(letter, '十' | '百' | '千' | '万' | '亿' | '萬' | '億');
    !line.text[numeral.range.clone()].chars().all(is_large)
}

/// The figure that a number is: the only one that its sentence names, or the only one that fits; and whether its sentence names it.
fn best<'s>(site: &'s Site, line: &Line, numeral: &Numeral) -> Option<(&'s LedgerRecord, &'s Figure, bool)> {
    let figures = site
        .ledgers
        .iter()
        .flat_map(|record| record.ledger.figures.values().map(move |figure| (record, figure)));
    let like = figures.filter_map(|(record, figure)| {
        Some((record, figure, likeness(line, numeral, figure, &record.ledger)?))
    });
    let like: Vec<_> = like.collect();
    let named: Vec<_> = like.iter().filter(|(.., likeness)| *likeness == Likeness::Named).collect();
    match (&named[..], &like[..]) {
        ([(record, figure, _)], _) => Some((record, figure, true)),
        ([], [(record, figure, _)]) => Some((record, figure, false)),
        _ => None,
    }
}
