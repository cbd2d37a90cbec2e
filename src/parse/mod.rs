//! Parse: what was read → drafts. One file at a time, in parallel; names stay unresolved. Cannot fail, only find.

mod byline;
mod destination;
mod edition;
pub mod emphasis;
mod figure;
mod headline;
mod ledger;
mod markdown;
mod names;
mod reference;
mod relation;
mod shape;
mod site;
mod story;
pub mod text;
mod theme;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::finding::{Finding, Noted, Notes, Severity};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::edition::{EditionDraft, EditionKey};
use crate::model::inventory::{Inventory, LeftOut, TEXT_LIMIT};
use crate::model::ledger::Ledger;
use crate::source::{Place, SourcePath, Span};
use crate::words::reading;

/// Reads every file of the paper.
#[must_use]
pub fn parse(inventory: &Inventory) -> Noted<Drafts> {
    let mut findings: Vec<Finding> =
        inventory.left_out.iter().map(|(path, why)| left_out(path, *why)).collect();
    let files: Vec<_> =
        inventory.texts.iter().filter_map(|(path, bytes)| Some((path, kind(path)?, bytes))).collect();
    let read: Vec<_> =
        files.into_par_iter().map(|(path, kind, bytes)| (path, sheet(path, kind, bytes))).collect();
    let mut paper = site::unsaid();
    let (mut editions, mut stories, mut standing, mut ledgers) =
        (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
    let mut unread = BTreeSet::new();
    for (path, noted) in read {
        match noted.note_into(&mut findings) {
            Some(Sheet::Site(read)) => paper = *read,
            Some(Sheet::Edition(key, edition)) => drop(editions.insert(key, *edition)),
            Some(Sheet::Story(story)) => stories.push(story),
            Some(Sheet::Standing(story)) => standing.push(story),
            Some(Sheet::Ledger(ledger)) => ledgers.push(ledger),
            None => drop(unread.insert(path.clone())),
        }
    }
    let theme = Arc::new(theme::parse(inventory, &paper).note_into(&mut findings));
    let paper = Arc::new(paper);
    let carried = inventory.carried.clone();
    Noted::new(Drafts { paper, theme, editions, stories, standing, ledgers, carried, unread }, findings)
}

/// What one file turned out to be.
enum Sheet {
    Site(Box<crate::model::paper::Paper>),
    Edition(EditionKey, Box<EditionDraft>),
    Story(Arc<StoryDraft>),
    Standing(Arc<StoryDraft>),
    Ledger(Arc<Ledger>),
}

/// Reads one file as what its place in the folder makes it.
fn sheet(path: &SourcePath, kind: Kind, bytes: &[u8]) -> Noted<Option<Sheet>> {
    let mut notes = Notes::on(path);
    let Some(text) = text::read(bytes, &mut notes) else { return Noted::new(None, notes.findings) };
    let mut findings = notes.findings;
    let sheet = match kind {
        Kind::Site => Some(Sheet::Site(Box::new(site::parse(path, &text).note_into(&mut findings)))),
        Kind::Edition(key) => {
            Some(Sheet::Edition(key, Box::new(edition::parse(path, &text).note_into(&mut findings))))
        }
        Kind::Story => story::parse(path, &text).note_into(&mut findings).map(Sheet::Story),
        Kind::Standing => story::parse(path, &text).note_into(&mut findings).map(Sheet::Standing),
        Kind::Ledger => {
            ledger::parse(path, &text).note_into(&mut findings).map(|ledger| Sheet::Ledger(Arc::new(ledger)))
        }
    };
    Noted::new(sheet, findings)
}

enum Kind {
    Site,
    Edition(EditionKey),
    Story,
    Standing,
    Ledger,
}

fn kind(path: &SourcePath) -> Option<Kind> {
    let inside = path.as_str().strip_prefix("content/")?;
    if inside.starts_with("theme/") || inside.starts_with("style/") {
        return None;
    }
    if path.has_ending(&["md"]) {
        return Some(if inside.starts_with("pages/") { Kind::Standing } else { Kind::Story });
    }
    match (inside, inside.strip_prefix("editions/").and_then(|rest| rest.split_once('/'))) {
        ("site.yaml" | "site.yml", _) => Some(Kind::Site),
        (_, Some((folder, "edition.yaml" | "edition.yml"))) => EditionKey::parse(folder).map(Kind::Edition),
        _ => inside.starts_with("ledgers/").then_some(Kind::Ledger),
    }
}

fn left_out(path: &SourcePath, why: LeftOut) -> Finding {
    let (severity, wording) = match why {
        LeftOut::Link => (Severity::Warning, reading::left_out("是符号链接", "it is a symbolic link")),
        LeftOut::Special => (Severity::Warning, reading::left_out("不是普通文件", "it is not a plain file")),
        LeftOut::Name => (Severity::Warning, reading::left_out("文件名不是文字", "its name is not text")),
        LeftOut::TooLarge => (Severity::Error, reading::too_large(TEXT_LIMIT >> 20)),
    };
    Finding { severity, place: Some(Place::new(path, Span::default())), wording }
}
