//! Check: the site → what a proofreader would mark. One documented rule per file under `rules/`.
//!
//! What a rule finds in one story depends on that story, its figures and the house alone, and is remembered; what it finds across
//! stories is looked for anew each time.

mod attributes;
mod certainty;
pub(crate) mod characters;
pub(crate) mod dates;
mod gate;
mod growth;
mod invisible;
pub(crate) mod ledger_match;
mod lists;
mod names;
pub(crate) mod numbers;
mod ordinals;
mod parts;
mod people;
pub(crate) mod reading;
pub(crate) mod rule;
mod rules;
pub(crate) mod segment;
mod tables;
pub(crate) mod tally;
mod titles;
mod waivers;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::digest::Digest;
use crate::finding::{Finding, in_reading_order};
use crate::galley::Galley;
use crate::isolate::{Task, alone};
use crate::model::site::{Site, Story};
use crate::model::style::Style;
use crate::source::SourcePath;
pub(crate) use gate::gate;
use reading::{House, Reading};
use rule::{Look, Marks};
pub use rules::RULES;
use tally::Tally;

/// The stories that were read, and what was found in each.
#[derive(Debug, Default)]
pub struct ProofCache {
    known: FxHashMap<SourcePath, KnownProof>,
}

/// A story that was read.
#[derive(Clone, Debug)]
struct KnownProof {
    /// Of everything that its findings depend on.
    digest: Digest,
    galley: Arc<Galley>,
    findings: Arc<[Finding]>,
}

/// What the proofreader made of the paper.
#[derive(Debug)]
pub(crate) struct Checked {
    /// What was found, by the rules or before, and not waived; in reading order.
    pub findings: Vec<Finding>,
    /// What was read of each story, and how much of it is wrong.
    pub tallies: Vec<Tally>,
    /// The words of each.
    pub galleys: Vec<Arc<Galley>>,
}

/// Proofreads the paper, in which something was `found` already, in its pages too; stories that `before` remembers as they are now are not read
/// again.
#[must_use]
pub(crate) fn check(
    site: &Site,
    style: &Style,
    found: Vec<Finding>,
    before: &ProofCache,
) -> (Checked, ProofCache) {
    let house = House::of(site, style);
    let stories: Vec<&Story> = site.stories.iter().chain(&site.standing).collect();
    let mut findings = found;
    let read_alone = |story: &&Story| {
        let path = &story.draft.path;
        alone(Task::Proofread, path.as_str(), Some(path), || read(story, &house, before))
    };
    let read: Vec<_> = stories.par_iter().map(read_alone).collect();
    let mut known: Vec<(&Story, KnownProof)> = Vec::with_capacity(read.len());
    for (story, read) in stories.iter().zip(read) {
        match read {
            Ok(read) => known.push((*story, read)),
            Err(failed) => findings.push(*failed),
        }
    }
    let readings: Vec<Reading> =
        known.iter().map(|(story, known)| Reading { story, galley: &known.galley, house: &house }).collect();
    findings.extend(known.iter().flat_map(|(_, known)| known.findings.iter().cloned()));
    let across: Vec<Vec<Finding>> = RULES
        .par_iter()
        .filter_map(|rule| match rule.look {
            Look::Paper(look) => {
                let look = || {
                    let mut marks = Marks::of(rule);
                    look(&readings, &mut marks);
                    marks.findings
                };
                Some(alone(Task::Proofread, rule.code, None, look).unwrap_or_else(|failed| vec![*failed]))
            }
            Look::Story(_) => None,
        })
        .collect();
    findings.extend(across.into_iter().flatten());
    invisible::offer_fixes(&mut findings, &readings);
    let mut findings = waivers::apply(findings, &readings, &site.paper);
    in_reading_order(&mut findings);
    let tallies = tally::tally(&readings, &findings);
    let galleys = known.iter().map(|(_, known)| Arc::clone(&known.galley)).collect();
    let remembered = known.iter().map(|(_, known)| (known.galley.path.clone(), known.clone())).collect();
    (Checked { findings, tallies, galleys }, ProofCache { known: remembered })
}

/// Reads a story, unless `before` has it as it is now.
fn read(story: &Story, house: &House, before: &ProofCache) -> KnownProof {
    let path = &story.draft.path;
    let ledger = house.ledger_of(story).map(|ledger| ledger.digest);
    let edition = story.placed.map(|placed| house.site.edition(placed.edition).key.to_string());
    let paper = house.site.paper.digest;
    let digest = Digest::of_value(&(
        story.draft.digest,
        story.said.digest,
        ledger,
        edition,
        paper,
        house.style.digest,
    ));
    if let Some(known) = before.known.get(path).filter(|known| known.digest == digest) {
        return known.clone();
    }
    let galley = Arc::new(Galley::of(story));
    let reading = Reading { story, galley: &galley, house };
    let mut findings = Vec::new();
    for rule in RULES {
        if let Look::Story(look) = rule.look {
            let mut marks = Marks::of(rule);
            look(&reading, &mut marks);
            findings.append(&mut marks.findings);
        }
    }
    KnownProof { digest, galley, findings: findings.into() }
}
