//! The table of numbers (数字核对): every number of a story that counts or measures something, and where it comes from.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::across::Across;
use super::ledger_match::{Class, class_of};
use super::reading::{House, Reading};
use super::rules::unsourced_figure::is_figure;
use crate::galley::Galley;
use crate::model::figure::Figure;
use crate::model::site::Site;
use crate::model::style::Style;
use crate::source::Place;

/// A number of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CountedNumber {
    /// Where it is written.
    pub place: Place,
    /// The number with its unit, as it is printed.
    pub words: String,
    /// Where it comes from.
    pub source: NumberSource,
}

/// Where a number comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NumberSource {
    /// A reference prints it.
    Reference,
    /// It was typed, and equals this figure.
    Matched(String),
    /// It was typed, and belongs to no figure.
    Unsourced,
    /// It was typed, and differs from this figure, to which it belongs.
    Contradicted(String),
}

/// The numbers of some stories.
#[must_use]
pub(crate) fn numbers(site: &Site, style: &Style, galleys: &[Arc<Galley>]) -> Vec<CountedNumber> {
    let house = House::of(site, style);
    let stories = site.stories_and_standing();
    let by_path: FxHashMap<_, _> = galleys.iter().map(|galley| (&galley.path, galley)).collect();
    let across = Across::default(); // Nothing is compared here.
    let read = stories.filter_map(|story| {
        let galley = by_path.get(&story.draft.path)?;
        Some(Reading { story, galley, across: &across, house: &house })
    });
    read.flat_map(|reading| of_story(&reading)).collect()
}

fn of_story(reading: &Reading) -> Vec<CountedNumber> {
    let lines = reading.lines().flat_map(|line| line.numerals.iter().map(move |numeral| (line, numeral)));
    lines
        .filter(|(_, numeral)| numeral.is_printed || is_figure(numeral))
        .map(|(line, numeral)| {
            let range = numeral.with_unit();
            let words = line.text[range.clone()].to_owned();
            let name = |figure: &Figure| {
                let value = figure.shown().map_or_else(String::new, |value| value.plain());
                let unit = figure.unit_name(reading.language());
                format!("{} {} {value}{unit}", figure.key, figure.name())
            };
            let source = match class_of(reading, line, numeral) {
                Class::Reference => NumberSource::Reference,
                Class::Matched(figure) => NumberSource::Matched(name(figure)),
                Class::Unsourced => NumberSource::Unsourced,
                Class::Contradicted(figure) => NumberSource::Contradicted(name(figure)),
            };
            CountedNumber { place: Place::new(&line.path, line.place(range)), words, source }
        })
        .collect()
}
