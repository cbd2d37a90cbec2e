//! Parse: turns the files of the inventory into drafts. Each file is read by itself, in parallel; names are not
//! resolved yet. Parsing never fails: it only adds findings.

mod approvals;
mod braces;
mod byline;
mod destination;
mod distribution;
mod divide;
mod doubts;
mod eaten;
mod edition;
mod editors;
pub mod emphasis;
mod exhibit;
mod figure;
mod front;
mod grid;
mod headline;
mod idle;
mod indent;
mod invisible;
mod joins;
mod keys;
mod ledger;
mod leftover;
mod lookalikes;
mod markdown;
mod names;
mod note_heads;
mod opening;
mod outline;
mod phrased;
mod reference;
mod relation;
mod rows;
mod secrets;
mod site;
mod spaced;
mod story;
mod story_parts;
mod style;
mod target;
pub mod text;
mod theme;
mod waivers;
mod wide_marks;
mod withdrawn;
pub mod yaml;

pub(crate) use approvals::{parse as approvals, written as written_approvals};
pub(crate) use byline::parse as byline;
pub(crate) use doubts::MARKS as DOUBT_MARKS;
pub(crate) use keys::{KeyedFile, describe, keys};
pub(crate) use reference::is_key;
pub(crate) use site::PAPER_KINDS;
pub use style::style;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use chrono_tz::Asia::Shanghai;
use chrono_tz::Tz;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::finding::{Finding, Noted, Notes, Severity};
use crate::isolate::{Task, alone, give_up};
use crate::memo::Memo;
use crate::model::approval::Approval;
use crate::model::draft::{Drafts, Reread, StoryDraft};
use crate::model::edition::{EditionDraft, EditionKey};
use crate::model::inventory::{FileRole, Inventory, LeftOut, TEXT_LIMIT, Text};
use crate::model::ledger::Ledger;
use crate::model::paper::Paper;
use crate::model::theme::Theme;
use crate::source::{Place, SourcePath, Span};
use crate::words::reading;

/// The keys of front matter.
#[must_use]
pub(crate) fn front_keys() -> &'static [&'static str] {
    &front::KEYS
}

/// The results of reading the paper's files.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct ParseMemos {
    /// By path and content.
    files: Memo<Arc<Noted<ReadFile>>>,
    /// The listed names, by the files of the house style.
    house_names: Memo<Arc<Vec<String>>>,
    #[serde(skip)]
    theme: Memo<Noted<Arc<Theme>>>,
}

impl ParseMemos {
    /// The stories and standing documents.
    pub(crate) fn stories(&self) -> impl Iterator<Item = &Arc<StoryDraft>> {
        self.files.values().filter_map(|file| file.value.story())
    }

    /// What each `edition.yaml` says.
    pub(crate) fn editions(&self) -> impl Iterator<Item = (&EditionKey, &Arc<EditionDraft>)> {
        self.files.values().filter_map(|file| match &file.value {
            ReadFile::Edition(key, edition) => Some((key, edition)),
            _ => None,
        })
    }

    /// How many files this run has read.
    pub(crate) fn computed(&self) -> usize {
        self.files.computed()
    }

    /// Ends a run. Returns the stories and standing documents that were not read in it.
    pub(crate) fn sweep(&mut self) -> Vec<Arc<StoryDraft>> {
        self.theme.sweep();
        self.house_names.sweep();
        let dropped = self.files.sweep();
        dropped.iter().filter_map(|file| file.value.story().cloned()).collect()
    }
}

/// Reads a text of the paper from the disk; `None` if it cannot be read.
pub(crate) type Fetch = dyn Fn(&SourcePath) -> Option<Text> + Send + Sync;

/// Reads every file of the paper.
#[must_use]
pub(crate) fn parse(inventory: &Inventory, memos: &ParseMemos, fetch: &Arc<Fetch>) -> Noted<Drafts> {
    let mut findings: Vec<Finding> =
        inventory.left_out.iter().map(|(path, why)| left_out(path, *why)).collect();
    let paper = paper(inventory).note_into(&mut findings);
    let digest = theme::digest(inventory, &paper);
    let theme = memos.theme.get_or(digest, || theme::parse(inventory, &paper, digest));
    let theme = theme.note_into(&mut findings);
    let rules = ReadingRules { added: theme.exhibits.clone(), zone: paper.timezone };
    let reader = Arc::new(FileReader { rules, fetch: Arc::clone(fetch) });
    let texts: Vec<(&SourcePath, &Text)> = inventory.texts.iter().collect();
    let read = |(path, text)| (path, reader.file(path, text, memos));
    let files: Vec<(&SourcePath, Arc<Noted<ReadFile>>)> = texts.into_par_iter().map(read).collect();
    let mut drafts = Drafts {
        paper: Arc::new(paper),
        theme,
        editions: BTreeMap::new(),
        approvals: BTreeMap::new(),
        stories: Vec::new(),
        standing: Vec::new(),
        ledgers: Vec::new(),
        house_names: style::names(inventory, &memos.house_names),
        carried: inventory.carried.values().map(|(file, _)| file.clone()).collect(),
        unread: BTreeSet::new(),
    };
    for (path, noted) in files {
        findings.extend(noted.findings.iter().cloned());
        match &noted.value {
            ReadFile::Edition(key, edition) => drop(drafts.editions.insert(key.clone(), Arc::clone(edition))),
            ReadFile::Approvals(key, approvals) => {
                drafts.approvals.insert(key.clone(), Arc::clone(approvals));
            }
            ReadFile::Story(story) => drafts.stories.push(Arc::clone(story)),
            ReadFile::Standing(story) => drafts.standing.push(Arc::clone(story)),
            ReadFile::Ledger(ledger) => drafts.ledgers.push(Arc::clone(ledger)),
            ReadFile::Unread => drop(drafts.unread.insert(path.clone())),
            ReadFile::ReadElsewhere => {}
        }
    }
    Noted::new(drafts, findings)
}

/// Reads the text of one story again; `None` if it cannot be read.
pub(crate) fn story(
    path: &SourcePath,
    text: &Text,
    (theme, paper): (&Theme, &Paper),
    fetch: &Arc<Fetch>,
) -> Option<Noted<Arc<StoryDraft>>> {
    let rules = ReadingRules { added: theme.exhibits.clone(), zone: paper.timezone };
    let reader = Arc::new(FileReader { rules, fetch: Arc::clone(fetch) });
    let Noted { value, findings } =
        reader.read(path, text.is_cut, reader.digest(text), text.bytes.as_deref());
    let draft = Arc::clone(value.story()?);
    draft.reread.get_or_init(|| reader);
    Some(Noted::new(draft, findings))
}

/// What the paper as a whole determines about how each of its files is read.
#[derive(Debug)]
pub(crate) struct ReadingRules {
    /// The kinds of exhibit that the theme adds.
    pub added: Vec<String>,
    /// The time zone, in which days are counted.
    pub zone: Tz,
}

/// Reads files, each by itself.
struct FileReader {
    rules: ReadingRules,
    fetch: Arc<Fetch>,
}

impl FileReader {
    /// Reads a file, unless it was read before.
    fn file(self: &Arc<Self>, path: &SourcePath, text: &Text, memos: &ParseMemos) -> Arc<Noted<ReadFile>> {
        let digest = self.digest(text);
        let read = memos.files.try_get_or(Digest::of_value(&(path, digest)), || {
            let fetched = || (self.fetch)(path).filter(|now| self.digest(now) == digest);
            let bytes = text.bytes.clone().or_else(|| fetched()?.bytes);
            let read = Arc::new(self.read(path, text.is_cut, digest, bytes.as_deref()));
            // What could not be read is tried again in the next run.
            if matches!(read.value, ReadFile::Unread) { Err(read) } else { Ok(read) }
        });
        let (Ok(read) | Err(read)) = read;
        if let Some(story) = read.value.story() {
            story.reread.get_or_init(|| Arc::<Self>::clone(self));
        }
        read
    }

    fn read(&self, path: &SourcePath, is_cut: bool, digest: Digest, bytes: Option<&[u8]>) -> Noted<ReadFile> {
        let file = SourceFile { path, role: FileRole::of(path), is_cut, digest, rules: &self.rules };
        let read = alone(Task::Read, path.as_str(), Some(path), || file.sheet(bytes));
        read.unwrap_or_else(|failed| Noted::new(ReadFile::Unread, vec![*failed]))
    }

    /// The digest of everything a draft depends on: the file's content, and the rules of reading.
    fn digest(&self, text: &Text) -> Digest {
        let (Text { digest, is_cut, .. }, ReadingRules { added, zone }) = (text, &self.rules);
        if added.is_empty() && *zone == Shanghai && !is_cut {
            *digest
        } else {
            Digest::of_value(&(digest, added, zone.name(), is_cut))
        }
    }
}

impl fmt::Debug for FileReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileReader").field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl Reread for FileReader {
    fn reread(&self, draft: &StoryDraft) -> StoryDraft {
        let path = &draft.path;
        let text = (self.fetch)(path).filter(|text| self.digest(text) == draft.digest);
        let bytes = text.as_ref().and_then(|text| text.bytes.as_deref());
        let is_cut = text.as_ref().is_some_and(|text| text.is_cut);
        let read = self.read(path, is_cut, draft.digest, bytes);
        match read.value {
            ReadFile::Story(story) | ReadFile::Standing(story) => Arc::unwrap_or_clone(story),
            _ => give_up(read.findings.first().expect("what cannot be read has a finding")),
        }
    }
}

/// Where the settings of the paper are, one or the other.
pub(crate) const SITE: [&str; 2] = ["content/site.yaml", "content/site.yml"];

/// The paper as a whole, which determines how the rest is read.
pub(crate) fn paper(inventory: &Inventory) -> Noted<Paper> {
    let site = SITE.map(SourcePath::new);
    let Some((path, file)) = site.iter().find_map(|path| inventory.texts.get_key_value(path)) else {
        return Noted::new(site::defaults(), Vec::new());
    };
    let read = || {
        let mut notes = Notes::on(path);
        let Some(text) = text::read(file.bytes.as_deref().unwrap_or_default(), &mut notes) else {
            return Noted::new(site::defaults(), notes.findings);
        };
        let mut findings = notes.findings;
        let paper = site::parse(path, &text).note_into(&mut findings);
        Noted::new(Paper { digest: file.digest, ..paper }, findings)
    };
    let read = alone(Task::Read, path.as_str(), Some(path), read);
    read.unwrap_or_else(|failed| Noted::new(site::defaults(), vec![*failed]))
}

/// What one file was read as.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum ReadFile {
    Edition(EditionKey, Arc<EditionDraft>),
    Approvals(EditionKey, Arc<Vec<Approval>>),
    Story(Arc<StoryDraft>),
    Standing(Arc<StoryDraft>),
    Ledger(Arc<Ledger>),
    /// It could not be read; findings report why.
    Unread,
    /// The paper's settings or a theme's file, which are not read one by one.
    ReadElsewhere,
}

impl ReadFile {
    /// The story or standing document, if it is one.
    fn story(&self) -> Option<&Arc<StoryDraft>> {
        match self {
            Self::Story(draft) | Self::Standing(draft) => Some(draft),
            Self::Edition(..)
            | Self::Approvals(..)
            | Self::Ledger(_)
            | Self::Unread
            | Self::ReadElsewhere => None,
        }
    }
}

/// One file, and how it is read.
struct SourceFile<'f> {
    path: &'f SourcePath,
    role: FileRole,
    /// Whether only its beginning was read.
    is_cut: bool,
    digest: Digest,
    rules: &'f ReadingRules,
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
        let (Self { path, digest, rules, .. }, mut findings) = (self, Vec::new());
        let sheet = match &self.role {
            FileRole::Story => {
                story::parse(text, *digest, rules, notes).note_into(&mut findings).map(ReadFile::Story)
            }
            FileRole::Standing => {
                story::parse(text, *digest, rules, notes).note_into(&mut findings).map(ReadFile::Standing)
            }
            FileRole::Edition(folder) => {
                findings.extend(notes.findings);
                let edition = edition::parse(path, text).note_into(&mut findings);
                EditionKey::parse(folder).map(|key| ReadFile::Edition(key, Arc::new(edition)))
            }
            FileRole::Approvals(folder) => {
                findings.extend(notes.findings);
                let approvals = approvals::parse(path, text).note_into(&mut findings);
                EditionKey::parse(folder).map(|key| ReadFile::Approvals(key, Arc::new(approvals)))
            }
            FileRole::Ledger => {
                findings.extend(notes.findings);
                let ledger = ledger::parse(path, text, *digest, &rules.added).note_into(&mut findings);
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
        let noted = story::parse_withdrawn(&text, self.digest, self.rules, notes)?;
        Some(Noted::new(as_sheet(noted.value?), noted.findings))
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
