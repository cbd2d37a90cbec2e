//! The error rate (差错率) as the trade computes it: weighted errors per ten thousand characters (《报纸编校差错率计算方法》, 2020).
//! Warnings and hints may be right, and are not counted.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use crate::finding::{Finding, Severity, Weight};
use crate::source::SourcePath;
use crate::words::Language;

/// How often the same error counts in one edition.
const SAME: usize = 3;

/// The length of a story, and its errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The file.
    pub path: SourcePath,
    /// Its edition: 2025-11-20; `None` for a standing document.
    pub edition: Option<String>,
    /// How many characters were read.
    pub characters: usize,
    /// Its errors: the message and the weight of each.
    pub errors: Vec<(String, Weight)>,
}

/// The sum of several stories, or of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Total {
    /// How many characters were read.
    pub characters: usize,
    /// The weights of the errors, in tenths.
    pub weight: Weight,
}

impl Total {
    /// The sum of some stories. The same error counts at most three times in an edition.
    #[must_use]
    pub(crate) fn of<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> Self {
        let mut total = Self::default();
        let mut seen: FxHashMap<(Option<&str>, &str), usize> = FxHashMap::default();
        for tally in tallies {
            total.characters += tally.characters;
            for (message, weight) in &tally.errors {
                let times = seen.entry((tally.edition.as_deref(), message)).or_default();
                *times += 1;
                total.weight.0 += if *times <= SAME { weight.0 } else { 0 };
            }
        }
        total
    }

    /// Errors per ten thousand characters.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "no paper has so many characters")]
    pub(crate) fn rate(self) -> f64 {
        f64::from(self.weight.0) * 1_000.0 / self.characters.max(1) as f64
    }

    /// Whether there are no errors. What is known to be wrong is corrected before printing, at any rate.
    #[must_use]
    pub(crate) fn passes(self) -> bool {
        self.weight == Weight::default()
    }
}

/// The length of each story, and its errors.
#[must_use]
pub(crate) fn tally(readings: &[Reading], findings: &[Finding]) -> Vec<Tally> {
    let mut by_file: FxHashMap<&SourcePath, Vec<(String, Weight)>> = FxHashMap::default();
    for finding in findings {
        if let Some(place) = finding.place.as_ref().filter(|_| finding.severity == Severity::Error) {
            let message = finding.wording.said(Language::Chinese).message.clone();
            by_file.entry(&place.path).or_default().push((message, finding.weight));
        }
    }
    let tally = |reading: &Reading| {
        let path = reading.galley.path.clone();
        Tally {
            edition: reading.edition().map(ToString::to_string),
            characters: reading.galley.characters,
            errors: by_file.remove(&path).unwrap_or_default(),
            path,
        }
    };
    readings.iter().map(tally).collect()
}
