//! Parse: what was read → drafts. One file at a time, in parallel; names stay unresolved. Cannot fail, only find.

mod byline;
mod destination;
mod edition;
pub mod emphasis;
mod exhibit;
mod figure;
mod grid;
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
use crate::model::inventory::{Inventory, LeftOut, Role, TEXT_LIMIT};
use crate::model::ledger::Ledger;
use crate::model::paper::Paper;
use crate::source::{Place, SourcePath, Span};
use crate::words::reading;

/// Reads every file of the paper.
#[must_use]
pub fn parse(inventory: &Inventory) -> Noted<Drafts> {
    let mut findings: Vec<Finding> =
        inventory.left_out.iter().map(|(path, why)| left_out(path, *why)).collect();
    let paper = paper(inventory).note_into(&mut findings);
    let theme = theme::parse(inventory, &paper).note_into(&mut findings);
    let files: Vec<_> = inventory.texts.iter().map(|(path, bytes)| (path, Role::of(path), bytes)).collect();
    let read: Vec<_> = files
        .into_par_iter()
        .map(|(path, role, bytes)| (path, sheet(path, &role, bytes, &theme.exhibits)))
        .collect();
    let (mut editions, mut stories, mut standing, mut ledgers) =
        (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
    let mut unread = BTreeSet::new();
    for (path, noted) in read {
        match noted.note_into(&mut findings) {
            Sheet::Edition(key, edition) => drop(editions.insert(key, *edition)),
            Sheet::Story(story) => stories.push(story),
            Sheet::Standing(story) => standing.push(story),
            Sheet::Ledger(ledger) => ledgers.push(ledger),
            Sheet::Unread => drop(unread.insert(path.clone())),
            Sheet::ReadElsewhere => {}
        }
    }
    let (paper, theme) = (Arc::new(paper), Arc::new(theme));
    let carried = inventory.carried.clone();
    Noted::new(Drafts { paper, theme, editions, stories, standing, ledgers, carried, unread }, findings)
}

/// The paper as a whole, which says how the rest is read.
fn paper(inventory: &Inventory) -> Noted<Paper> {
    let site = ["content/site.yaml", "content/site.yml"].map(SourcePath::new);
    let Some((path, bytes)) = site.iter().find_map(|path| inventory.texts.get_key_value(path)) else {
        return Noted::new(site::unsaid(), Vec::new());
    };
    let mut notes = Notes::on(path);
    match text::read(bytes, &mut notes) {
        Some(text) => {
            let mut findings = notes.findings;
            let paper = site::parse(path, &text).note_into(&mut findings);
            Noted::new(paper, findings)
        }
        None => Noted::new(site::unsaid(), notes.findings),
    }
}

/// What one file turned out to be.
enum Sheet {
    Edition(EditionKey, Box<EditionDraft>),
    Story(Arc<StoryDraft>),
    Standing(Arc<StoryDraft>),
    Ledger(Arc<Ledger>),
    /// It could not be read, and findings say why.
    Unread,
    /// The paper's settings, a theme's file: not read one by one.
    ReadElsewhere,
}

/// Reads one file as what its place in the folder makes it.
fn sheet(path: &SourcePath, role: &Role, bytes: &[u8], added: &[String]) -> Noted<Sheet> {
    let mut notes = Notes::on(path);
    if *role == Role::Stray {
        notes.warning(Span::default(), reading::stray_yaml());
    }
    if matches!(role, Role::Site | Role::Theme | Role::Style | Role::Stray | Role::Carried) {
        return Noted::new(Sheet::ReadElsewhere, notes.findings);
    }
    let Some(text) = text::read(bytes, &mut notes) else { return Noted::new(Sheet::Unread, notes.findings) };
    let mut findings = notes.findings;
    let sheet = match role {
        Role::Edition(folder) => EditionKey::parse(folder)
            .map(|key| Sheet::Edition(key, Box::new(edition::parse(path, &text).note_into(&mut findings)))),
        Role::Story => story::parse(path, &text, added).note_into(&mut findings).map(Sheet::Story),
        Role::Standing => story::parse(path, &text, added).note_into(&mut findings).map(Sheet::Standing),
        Role::Ledger => ledger::parse(path, &text, added)
            .note_into(&mut findings)
            .map(|ledger| Sheet::Ledger(Arc::new(ledger))),
        Role::Site | Role::Theme | Role::Style | Role::Stray | Role::Carried => Some(Sheet::ReadElsewhere),
    };
    Noted::new(sheet.unwrap_or(Sheet::Unread), findings)
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
