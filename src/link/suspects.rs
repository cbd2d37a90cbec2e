//! Suspects: `{a}` is a finding if `a` is the key or the label of a figure.

use std::collections::HashMap;

use super::figures::Ledgers;
use crate::finding::{Finding, Fix};
use crate::model::draft::StoryDraft;
use crate::model::figure::Figure;
use crate::model::suspect::Suspect;
use crate::source::Place;
use crate::words::leftover;

/// Reports the suspects of a draft that were meant as references.
pub(crate) fn check(draft: &StoryDraft, ledgers: &Ledgers) -> Vec<Finding> {
    if draft.suspects().is_empty() {
        return Vec::new();
    }
    let home = draft.slip.ledger.as_ref().and_then(|(id, _)| ledgers.get(id));
    let home = home.into_iter().flat_map(|ledger| ledger.figures.values());
    let known = names(home.chain(draft.figures().values()));
    let found = draft.suspects().iter().filter_map(|suspect| {
        let right = format!("{{{{{}}}}}", meant(suspect, &known, ledgers)?);
        let place = Place::new(&draft.path, suspect.span);
        let wording = leftover::unread_reference(&format!("{{{}}}", suspect.name), &right);
        // A label in place of the key is no slip of the keyboard: only the editor can tell.
        let is_key = right.contains(suspect.name.split('|').next().unwrap_or_default().trim());
        let fix = is_key.then_some(Fix { span: suspect.span, text: right });
        Some(Finding { fix, ..Finding::error(place, wording) })
    });
    found.collect()
}

/// The keys of figures, by key and by label; `None` for a label that several figures have.
fn names<'f>(figures: impl Iterator<Item = &'f Figure>) -> HashMap<&'f str, Option<&'f str>> {
    let (mut keys, mut names) = (Vec::new(), HashMap::new());
    for figure in figures {
        keys.push(figure.key.as_str());
        let label = figure.label.as_deref().unwrap_or_default();
        names.entry(label).and_modify(|key| *key = None).or_insert(Some(figure.key.as_str()));
    }
    names.remove("");
    names.extend(keys.into_iter().map(|key| (key, Some(key))));
    names
}

/// What a suspect refers to, as it is written in a reference, with its filters.
fn meant(suspect: &Suspect, known: &HashMap<&str, Option<&str>>, ledgers: &Ledgers) -> Option<String> {
    let (name, filters) = suspect.name.split_at(suspect.name.find('|').unwrap_or(suspect.name.len()));
    let name = name.trim();
    if let Some((ledger, key)) = name.rsplit_once(':') {
        let (ledger, key) = (ledger.trim(), key.trim());
        let figure = ledgers.get(ledger)?.figures.get(key)?;
        return Some(format!("{ledger}:{}{filters}", figure.key));
    }
    Some(format!("{}{filters}", known.get(name).copied()??))
}
