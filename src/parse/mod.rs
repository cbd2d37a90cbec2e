//! Parse: what was read → drafts. One file at a time, in parallel; names stay unresolved. Cannot fail, only find.

mod braces;
mod byline;
mod destination;
mod divide;
mod edition;
mod editors;
pub mod emphasis;
mod exhibit;
mod figure;
mod front;
mod grid;
mod headline;
mod invisible;
mod ledger;
mod markdown;
mod missing;
mod names;
pub mod node;
mod reference;
mod relation;
mod shape;
mod site;
mod story;
mod story_parts;
mod style;
pub mod text;
mod theme;
mod thousands;
mod waivers;
mod withdrawn;
pub mod yaml;

pub use style::style;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::finding::{Finding, Noted, Notes, Severity};
use crate::isolate::{Task, alone};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::edition::{EditionDraft, EditionKey};
use crate::model::inventory::{FileRole, Inventory, LeftOut, TEXT_LIMIT, Text};
use crate::model::ledger::Ledger;
use crate::model::paper::Paper;
use crate::model::theme::Theme;
use crate::source::{Place, SourcePath, Span};
use crate::words::reading;

/// What each file was read as, and of what content: another build reads only what is not so any more.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DraftCache {
    /// By path.
    files: Vec<(SourcePath, Digest, Arc<Noted<ReadFile>>)>,
    #[serde(skip)]
    theme: Option<(Digest, Noted<Arc<Theme>>)>,
}

impl DraftCache {
    /// The stories and standing documents, in the order of their files.
    pub fn stories(&self) -> impl Iterator<Item = &StoryDraft> {
        self.files.iter().filter_map(|(_, _, noted)| match &noted.value {
            ReadFile::Story(draft) | ReadFile::Standing(draft) => Some(&**draft),
            ReadFile::Edition(..) | ReadFile::Ledger(_) | ReadFile::Unread | ReadFile::ReadElsewhere => None,
        })
    }
}

/// Whoever fetches what stands in a text that is not at hand; nothing, where it stands there no more.
pub(crate) type Fetch<'f> = dyn Fn(&SourcePath, &Text) -> Option<Arc<[u8]>> + Sync + 'f;

/// Reads every file of the paper, but those that `before` remembers; and what is to be remembered.
#[must_use]
pub fn parse(inventory: &Inventory, before: &DraftCache, fetch: &Fetch) -> (Noted<Drafts>, DraftCache) {
    let mut findings: Vec<Finding> =
        inventory.left_out.iter().map(|(path, why)| left_out(path, *why)).collect();
    let paper = paper(inventory).note_into(&mut findings);
    let looks = theme::digest(inventory, &paper);
    let known = before.theme.clone().filter(|(known, _)| *known == looks).map(|(_, theme)| theme);
    let read_theme = known.unwrap_or_else(|| theme::parse(inventory, &paper, looks));
    let theme = read_theme.clone().note_into(&mut findings);
    let mut known = before.files.iter().peekable();
    let files: Vec<_> = inventory
        .texts
        .iter()
        .map(|(path, text)| {
            while known.next_if(|(known, ..)| known < path).is_some() {}
            (path, text, known.next_if(|(known, ..)| known == path))
        })
        .collect();
    let read: Vec<(SourcePath, Digest, Arc<Noted<ReadFile>>)> = files
        .into_par_iter()
        .map(|(path, text, known)| {
            let digest = digest(text, &theme.exhibits);
            let known = known.filter(|(_, known, _)| *known == digest).map(|(_, _, sheet)| Arc::clone(sheet));
            if let Some(known) = known {
                return (path.clone(), digest, known);
            }
            let bytes = text.bytes.clone().or_else(|| fetch(path, text));
            let file = SourceFile {
                path,
                role: FileRole::of(path),
                is_cut: text.is_cut,
                digest,
                added: &theme.exhibits,
            };
            let read = || file.sheet(bytes.as_deref());
            let read = alone(Task::Read, path.as_str(), Some(path), read);
            let read = read.unwrap_or_else(|failed| Noted::new(ReadFile::Unread, vec![*failed]));
            (path.clone(), digest, Arc::new(read))
        })
        .collect();
    let mut drafts = Drafts {
        paper: Arc::new(paper),
        theme,
        editions: BTreeMap::new(),
        stories: Vec::new(),
        standing: Vec::new(),
        ledgers: Vec::new(),
        carried: inventory.carried.values().map(|(file, _)| file.clone()).collect(),
        unread: BTreeSet::new(),
    };
    for (path, _, noted) in &read {
        findings.extend(noted.findings.iter().cloned());
        match &noted.value {
            ReadFile::Edition(key, edition) => drop(drafts.editions.insert(key.clone(), Arc::clone(edition))),
            ReadFile::Story(story) => drafts.stories.push(Arc::clone(story)),
            ReadFile::Standing(story) => drafts.standing.push(Arc::clone(story)),
            ReadFile::Ledger(ledger) => drafts.ledgers.push(Arc::clone(ledger)),
            ReadFile::Unread => drop(drafts.unread.insert(path.clone())),
            ReadFile::ReadElsewhere => {}
        }
    }
    // What could not be fetched is not remembered, so that it is tried again.
    let is_read = |noted: &Noted<ReadFile>| !matches!(noted.value, ReadFile::Unread);
    let files = read.into_iter().filter(|(_, _, noted)| is_read(noted)).collect();
    let remembered = DraftCache { files, theme: Some((looks, read_theme)) };
    (Noted::new(drafts, findings), remembered)
}

/// What a draft is made of: the file's content, and the kinds of exhibit that the theme adds to ours.
fn digest(text: &Text, added: &[String]) -> Digest {
    let Text { digest, is_cut, .. } = text;
    if added.is_empty() && !is_cut { *digest } else { Digest::of_value(&(digest, added, is_cut)) }
}

/// The paper as a whole, which says how the rest is read.
fn paper(inventory: &Inventory) -> Noted<Paper> {
    let site = ["content/site.yaml", "content/site.yml"].map(SourcePath::new);
    let Some((path, file)) = site.iter().find_map(|path| inventory.texts.get_key_value(path)) else {
        return Noted::new(site::unsaid(), Vec::new());
    };
    let read = || {
        let mut notes = Notes::on(path);
        let Some(text) = text::read(file.bytes.as_deref().unwrap_or_default(), &mut notes) else {
            return Noted::new(site::unsaid(), notes.findings);
        };
        let mut findings = notes.findings;
        let paper = site::parse(path, &text).note_into(&mut findings);
        Noted::new(Paper { digest: file.digest, ..paper }, findings)
    };
    let read = alone(Task::Read, path.as_str(), Some(path), read);
    read.unwrap_or_else(|failed| Noted::new(site::unsaid(), vec![*failed]))
}

/// What one file turned out to be.
#[derive(Debug, Serialize, Deserialize)]
enum ReadFile {
    Edition(EditionKey, Arc<EditionDraft>),
    Story(Arc<StoryDraft>),
    Standing(Arc<StoryDraft>),
    Ledger(Arc<Ledger>),
    /// It could not be read, and findings say why.
    Unread,
    /// The paper's settings, a theme's file: not read one by one.
    ReadElsewhere,
}

/// One file, and how it is read.
struct SourceFile<'f> {
    path: &'f SourcePath,
    role: FileRole,
    /// Whether only its beginning was read.
    is_cut: bool,
    digest: Digest,
    /// The kinds of exhibit that the theme adds.
    added: &'f [String],
}

impl SourceFile<'_> {
    /// Reads the file according to its role.
    fn sheet(&self, bytes: Option<&[u8]>) -> Noted<ReadFile> {
        let mut notes = Notes::on(self.path);
        if self.role == FileRole::Stray {
            notes.warning(Span::default(), reading::stray_yaml());
        }
        if matches!(
            self.role,
            FileRole::Site | FileRole::Theme | FileRole::Style | FileRole::Stray | FileRole::Carried
        ) {
            return Noted::new(ReadFile::ReadElsewhere, notes.findings);
        }
        let Some(bytes) = bytes else {
            notes.error(Span::default(), reading::changed_meanwhile());
            return Noted::new(ReadFile::Unread, notes.findings);
        };
        if self.is_cut {
            notes.error(Span::default(), reading::too_large(TEXT_LIMIT >> 20));
            return self.withdrawn(bytes).unwrap_or_else(|| Noted::new(ReadFile::Unread, notes.findings));
        }
        match text::read(bytes, &mut notes) {
            Some(text) => self.read(&text, notes),
            None => self.withdrawn(bytes).unwrap_or_else(|| Noted::new(ReadFile::Unread, notes.findings)),
        }
    }

    fn read(&self, text: &str, notes: Notes) -> Noted<ReadFile> {
        let (Self { path, digest, added, .. }, mut findings) = (self, Vec::new());
        let sheet = match &self.role {
            FileRole::Story => {
                story::parse(text, *digest, added, notes).note_into(&mut findings).map(ReadFile::Story)
            }
            FileRole::Standing => {
                story::parse(text, *digest, added, notes).note_into(&mut findings).map(ReadFile::Standing)
            }
            FileRole::Edition(folder) => {
                findings.extend(notes.findings);
                let edition = edition::parse(path, text).note_into(&mut findings);
                EditionKey::parse(folder).map(|key| ReadFile::Edition(key, Arc::new(edition)))
            }
            FileRole::Ledger => {
                findings.extend(notes.findings);
                let ledger = ledger::parse(path, text, *digest, added).note_into(&mut findings);
                ledger.map(|ledger| ReadFile::Ledger(Arc::new(ledger)))
            }
            FileRole::Site | FileRole::Theme | FileRole::Style | FileRole::Stray | FileRole::Carried => {
                Some(ReadFile::ReadElsewhere)
            }
        };
        Noted::new(sheet.unwrap_or(ReadFile::Unread), findings)
    }

    /// A withdrawn story whose file is not UTF-8 or too large; `None` if the readable part does not withdraw it.
    fn withdrawn(&self, bytes: &[u8]) -> Option<Noted<ReadFile>> {
        let as_sheet = match self.role {
            FileRole::Story => ReadFile::Story,
            FileRole::Standing => ReadFile::Standing,
            _ => return None,
        };
        let (text, notes) = (text::decode_in_part(bytes), Notes::on(self.path));
        let told = story::parse_withdrawn(&text, self.digest, self.added, notes)?;
        Some(Noted::new(as_sheet(told.value?), told.findings))
    }
}

fn left_out(path: &SourcePath, why: LeftOut) -> Finding {
    let (severity, wording) = match why {
        LeftOut::Link => (Severity::Warning, reading::left_out("是符号链接", "it is a symbolic link")),
        LeftOut::Special => (Severity::Warning, reading::left_out("不是普通文件", "it is not a plain file")),
        LeftOut::Name => (Severity::Warning, reading::left_out("名字不是文字", "its name is not text")),
        LeftOut::Folder => (Severity::Warning, reading::folder_for_file()),
        LeftOut::TooLarge => (Severity::Error, reading::too_large(TEXT_LIMIT >> 20)),
    };
    Finding::new(severity, Some(Place::new(path, Span::default())), wording)
}
