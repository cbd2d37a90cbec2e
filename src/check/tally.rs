//! The error rate (差错率) as the trade reckons it: weighted errors to ten thousand characters (《报纸编校差错率计算方法》, 2020).

use std::collections::BTreeMap;

use super::reading::Reading;
use crate::finding::{Finding, Weight};
use crate::source::SourcePath;

/// How many errors to ten thousand characters a newspaper may have.
pub const LIMIT: f64 = 3.0;
/// How often the same error counts in one edition.
const SAME: usize = 3;

/// What was read of a story, and how much of it is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The file.
    pub path: SourcePath,
    /// Its edition: 2025-11-20; nothing for a standing document.
    pub edition: Option<String>,
    /// How many characters were read.
    pub characters: usize,
    /// What the errors come to, in tenths.
    pub weight: Weight,
}

/// Several stories together, or one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many characters were read.
    pub characters: usize,
    /// What the errors come to, in tenths.
    pub weight: Weight,
}

impl Total {
    /// All of some stories.
    #[must_use]
    pub fn of<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> Self {
        tallies.into_iter().fold(Self::default(), |total, tally| Self {
            characters: total.characters + tally.characters,
            weight: Weight(total.weight.0 + tally.weight.0),
        })
    }

    /// Errors to ten thousand characters.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "no paper has so many characters")]
    pub fn rate(self) -> f64 {
        f64::from(self.weight.0) * 1_000.0 / self.characters.max(1) as f64
    }

    /// Whether a newspaper passes with it.
    #[must_use]
    pub fn passes(self) -> bool {
        self.rate() <= LIMIT
    }
}

/// Reckons what was found in each story. The same error counts three times in an edition at most.
#[must_use]
pub fn tally(readings: &[Reading], findings: &[Finding]) -> Vec<Tally> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(place) = finding.place.as_ref().filter(|_| finding.weight.0 > 0) {
            by_file.entry(&place.path).or_default().push(finding);
        }
    }
    let mut seen: BTreeMap<(Option<String>, &str), usize> = BTreeMap::new();
    let mut tallies = Vec::with_capacity(readings.len());
    for reading in readings {
        let edition = reading.edition().map(ToString::to_string);
        let mut weight = 0;
        for finding in by_file.get(&reading.galley.path).into_iter().flatten() {
            let message = finding.wording.said(crate::words::Language::Chinese).message.as_str();
            let times = seen.entry((edition.clone(), message)).or_default();
            *times += 1;
            weight += if *times <= SAME { finding.weight.0 } else { 0 };
        }
        let (path, characters) = (reading.galley.path.clone(), reading.galley.characters());
        tallies.push(Tally { path, edition, characters, weight: Weight(weight) });
    }
    tallies
}
