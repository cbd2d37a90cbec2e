//! Check: the site → a proofreader's findings. One documented rule per file under `rules/`.
//!
//! What a rule finds in one story depends only on that story, its figures and the house, and is cached, as is what is compared with
//! other stories; the comparison is made each time.

mod across;
mod allotment;
mod attributes;
mod certainty;
pub(crate) mod characters;
pub(crate) mod dates;
mod echoes;
pub(crate) mod english;
mod fixed;
mod gate;
mod growth;

pub(crate) mod ledger_match;
mod lists;
mod names;
pub(crate) mod numbers;
mod ordinals;
mod parts;
mod pasted;
mod people;
mod phrased;
pub(crate) mod private;
pub(crate) mod reading;
pub(crate) mod rule;
mod rules;
mod standing;
mod tables;
pub(crate) mod tally;
mod tense;
mod titles;
mod waivers;

use std::sync::Arc;

use rayon::prelude::*;

use crate::digest::Digest;
use crate::finding::{Finding, in_reading_order};
use crate::galley::Galley;
use crate::isolate::{Task, alone};
use crate::memo::Memo;
use crate::model::site::{Site, Story};
use crate::model::style::Style;
use across::Across;
pub(crate) use gate::gate;
use reading::{House, Reading};
use rule::Marks;
use rules::MISSPELT;
pub use rules::RULES;
use tally::Tally;

/// A story that was proofread.
#[derive(Clone, Debug)]
pub(crate) struct ReadStory {
    galley: Arc<Galley>,
    findings: Arc<[Finding]>,
    across: Arc<Across>,
}

/// The result of proofreading the paper.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The findings of the rules and of earlier stages that are not waived, in reading order.
    pub findings: Vec<Finding>,
    /// The length of each story, and its errors.
    pub tallies: Vec<Tally>,
    /// The words of each.
    pub galleys: Vec<Arc<Galley>>,
}

/// Proofreads some stories of the paper, or all. The findings of earlier stages (`found`), those about its pages included, can be
/// waived like those of the rules.
#[must_use]
pub(crate) fn check(
    site: &Site,
    style: &Style,
    stories: &[&Story],
    found: Vec<Finding>,
    memo: &Memo<ReadStory>,
) -> Checked {
    let house = House::of(site, style);
    let mut findings = found;
    let read_alone = |story: &&Story| {
        let path = &story.draft.path;
        alone(Task::Proofread, path.as_str(), Some(path), || read(story, &house, memo))
    };
    let read: Vec<_> = stories.par_iter().map(read_alone).collect();
    let mut known: Vec<(&Story, ReadStory)> = Vec::with_capacity(read.len());
    for (story, read) in stories.iter().zip(read) {
        match read {
            Ok(read) => known.push((*story, read)),
            Err(failed) => findings.push(*failed),
        }
    }
    let readings: Vec<Reading> = known
        .iter()
        .map(|(story, known)| {
            let ReadStory { galley, across, .. } = known;
            Reading { story, galley, across, house: &house }
        })
        .collect();
    findings.extend(known.iter().flat_map(|(_, known)| known.findings.iter().cloned()));
    let across: Vec<Vec<Finding>> = RULES
        .par_iter()
        .filter_map(|rule| {
            let look = rule.look.of_paper()?;
            let look = || {
                let mut marks = Marks::of(rule);
                look(&house, &rule.readable(&readings), &mut marks);
                marks.findings
            };
            Some(alone(Task::Proofread, rule.code, None, look).unwrap_or_else(|failed| vec![*failed]))
        })
        .collect();
    findings.extend(across.into_iter().flatten());
    standing::learn(&mut findings);
    pasted::offer_fixes(&mut findings, &readings);
    let mut findings = waivers::apply(findings, &readings, &site.paper);
    in_reading_order(&mut findings);
    let tallies = tally::tally(&readings, &findings);
    let galleys = known.iter().map(|(_, known)| Arc::clone(&known.galley)).collect();
    Checked { findings, tallies, galleys }
}

/// Proofreads a story by the rules that read one story at a time, and adds what they find to the findings of earlier stages. Nothing
/// is waived.
#[must_use]
pub(crate) fn read_alone(site: &Site, style: &Style, story: &Story, found: Vec<Finding>) -> Vec<Finding> {
    let house = House::of(site, style);
    let ReadStory { galley, findings, across } = read_now(story, &house);
    let mut all = found;
    all.extend(findings.iter().cloned());
    pasted::offer_fixes(&mut all, &[Reading { story, galley: &galley, across: &across, house: &house }]);
    all
}

/// Reads a story.
fn read(story: &Story, house: &House, memo: &Memo<ReadStory>) -> ReadStory {
    let path = &story.draft.path;
    let ledger = house.ledger_of(story).map(|ledger| ledger.digest);
    let edition = story.placed.map(|placed| house.site.edition(placed.edition).key.to_string());
    let paper = house.site.paper.digest;
    let digest = Digest::of_value(&(
        path,
        story.draft.digest,
        story.said.digest,
        ledger,
        edition,
        paper,
        house.style.digest,
    ));
    memo.get_or(digest, || read_now(story, house))
}

fn read_now(story: &Story, house: &House) -> ReadStory {
    let galley = Arc::new(Galley::of(story));
    let across = Arc::<Across>::default();
    let reading = Reading { story, galley: &galley, across: &across, house };
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.reads(story.language)) {
        if let Some(look) = rule.look.of_story() {
            let mut marks = Marks::of(rule);
            look(&reading, &mut marks);
            findings.append(&mut marks.findings);
        }
    }
    ReadStory { findings: without_doubles(findings).into(), across, galley }
}

/// The findings without those misspelt words of which another rule marks a part or the whole: a table knows better than the dictionary.
fn without_doubles(findings: Vec<Finding>) -> Vec<Finding> {
    let span = |finding: &Finding| finding.place.as_ref().map(|place| place.span.range());
    let (misspelt, mut known): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| finding.wording.code == MISSPELT);
    let is_known = |misspelt: &Finding| {
        span(misspelt).is_some_and(|written| {
            let mut others = known.iter().filter_map(span);
            others.any(|other| written.start <= other.start && other.end <= written.end)
        })
    };
    let alone: Vec<Finding> = misspelt.into_iter().filter(|misspelt| !is_known(misspelt)).collect();
    known.extend(alone);
    known
}
