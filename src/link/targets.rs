//! Targets: links and pictures → what they refer to. FilePaths are those of the source files.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::anchors;
use super::editions::PlacedStories;
use super::files::FileSelection;
use super::paths::FilePaths;
use super::printed::PrintedNames;
use super::{dead, remote};
use crate::finding::{Noted, Notes};
use crate::model::body::LinkDraft;
use crate::model::draft::{Carried, Drafts, StoryDraft};
use crate::model::ids::{CarriedId, EditionId, LedgerId, StandingId, StoryId};
use crate::model::site::Target;
use crate::photograph;
use crate::source::SourcePath;
use crate::words::files::{self, Active, Unfit};
use crate::words::{self, content, links};

/// Everything a link can refer to, by the path of its source.
pub(crate) struct Targets<'d> {
    paths: &'d FilePaths<'d>,
    by_path: FxHashMap<&'d str, TargetFile<'d>>,
    /// The paths in order, computed when a dead link needs suggestions.
    in_order: OnceLock<Vec<&'d str>>,
    /// Stories by the names in their addresses, computed when a link from the top of a server needs them.
    printed: OnceLock<PrintedNames<'d>>,
    edition_folders: FxHashMap<String, EditionId>,
}

/// The kind of a path.
#[derive(Clone, Copy)]
enum TargetFile<'d> {
    Story(StoryId, &'d StoryDraft),
    Standing(StandingId, &'d StoryDraft),
    /// A copied file.
    File(CarriedId, &'d Carried),
    Ledger(LedgerId),
    Refused(Active),
    NotPrinted,
    NotRead,
}

impl<'d> Targets<'d> {
    /// The stories, standing documents, editions and files of the paper.
    pub(crate) fn new(
        (drafts, paths): (&'d Drafts, &'d FilePaths<'d>),
        placed: &'d PlacedStories,
        pages: &[&'d Arc<StoryDraft>],
        files: &'d FileSelection,
    ) -> Self {
        let mut by_path: FxHashMap<&str, TargetFile> = FxHashMap::default();
        by_path.reserve(drafts.stories.len() + drafts.standing.len() + drafts.carried.len());
        if placed.stories.len() + pages.len() < drafts.stories.len() + drafts.standing.len() {
            let drafts = drafts.stories.iter().chain(&drafts.standing);
            by_path.extend(drafts.map(|story| (story.path.as_str(), TargetFile::NotPrinted)));
        }
        by_path.extend(drafts.carried.iter().map(|file| (file.path.as_str(), TargetFile::NotPrinted)));
        by_path.extend(drafts.unread.iter().map(|path| (path.as_str(), TargetFile::NotRead)));
        for (index, (story, _)) in placed.stories.iter().enumerate() {
            by_path.insert(story.path.as_str(), TargetFile::Story(StoryId(index), story));
        }
        for (index, page) in pages.iter().enumerate() {
            by_path.insert(page.path.as_str(), TargetFile::Standing(StandingId(index), page));
        }
        by_path
            .extend(files.refused.iter().map(|(path, active)| (path.as_str(), TargetFile::Refused(*active))));
        for (index, file) in files.carried.iter().enumerate() {
            by_path.insert(file.path.as_str(), TargetFile::File(CarriedId(index), &file.file));
        }
        for (index, ledger) in drafts.ledgers.iter().enumerate().filter(|(_, ledger)| ledger.public) {
            by_path.insert(ledger.at.path.as_str(), TargetFile::Ledger(LedgerId(index)));
        }
        let folder = |(index, edition): (usize, &crate::model::edition::Edition)| {
            (format!("content/editions/{}", edition.key), EditionId(index))
        };
        let in_order = OnceLock::new();
        Self {
            paths,
            by_path,
            in_order,
            printed: OnceLock::new(),
            edition_folders: placed.editions.iter().enumerate().map(folder).collect(),
        }
    }

    /// The target of each of the draft's links. A withdrawn story prints none.
    pub(crate) fn resolve<'s>(&'s self, draft: &'s Arc<StoryDraft>) -> Noted<Vec<Target>> {
        if draft.is_withdrawn() {
            return Noted::new(vec![Target::Unresolved; draft.links.len()], Vec::new());
        }
        let mut notes = Notes::on(&draft.path);
        let mut headings = Headings::default();
        let targets = draft.links.iter().enumerate();
        let targets = targets.map(|link| self.resolve_one(draft, link, &mut headings, &mut notes)).collect();
        Noted::new(targets, notes.findings)
    }

    fn resolve_one<'s>(
        &'s self,
        draft: &'s StoryDraft,
        (index, link): (usize, &LinkDraft),
        headings: &mut Headings<'s>,
        notes: &mut Notes,
    ) -> Target {
        let Some(destination) = link.destination.as_deref() else { return Target::Unresolved };
        if remote::address(link).is_some() {
            return Target::Unresolved; // It is reported for its host.
        }
        if is_outside(destination) {
            return Target::Outside(destination.to_owned());
        }
        if destination.starts_with('/') {
            let right = dead::meant_from_top(&draft.path, destination, self.paths, self.printed());
            notes.error(link.span, links::root_link(right.as_deref()));
            return Target::Unresolved;
        }
        let (path, anchor) = self.paths.follow(&draft.path, destination);
        let Some(path) = path else { return self.dead(&draft.path, destination, link, notes) };
        if path == draft.path && !link.picture {
            return headings
                .find(draft, anchor.as_deref(), link, notes)
                .map_or(Target::Unresolved, Target::Here);
        }
        if let Some(edition) = self.edition_folders.get(path.as_str()) {
            return Target::Edition(*edition);
        }
        // The headings of a withdrawn story are gone: a link to one leads to the withdrawal notice.
        let mut with_anchor = |draft: &'s StoryDraft, notes: &mut Notes| {
            let anchor = anchor.as_deref().filter(|_| !draft.is_withdrawn())?;
            headings.find(draft, Some(anchor), link, notes)
        };
        match self.by_path.get(path.as_str()) {
            Some(TargetFile::Story(story, draft)) if !link.picture => {
                Target::Story(*story, with_anchor(draft, notes))
            }
            Some(TargetFile::Standing(page, draft)) if !link.picture => {
                Target::Standing(*page, with_anchor(draft, notes))
            }
            Some(TargetFile::File(id, file)) => {
                if link.picture {
                    check_picture(file, link, is_of_head(draft, index), notes);
                }
                Target::File(*id)
            }
            Some(TargetFile::Ledger(ledger)) if !link.picture => Target::Ledger(*ledger),
            Some(TargetFile::Refused(active)) => {
                notes.error(link.span, files::refused(&path, *active));
                Target::Unresolved
            }
            Some(TargetFile::NotPrinted) => {
                notes.error(link.span, content::not_printed(destination));
                Target::Unresolved
            }
            Some(TargetFile::NotRead) => Target::Unresolved, // The parser has reported it.
            Some(TargetFile::Story(..) | TargetFile::Standing(..) | TargetFile::Ledger(_)) | None => {
                self.dead(&draft.path, destination, link, notes)
            }
        }
    }

    fn printed(&self) -> &PrintedNames<'d> {
        self.printed.get_or_init(|| {
            PrintedNames::of(self.by_path.values().filter_map(|target| match target {
                TargetFile::Story(_, draft) | TargetFile::Standing(_, draft) => Some(*draft),
                _ => None,
            }))
        })
    }

    fn dead(&self, from: &SourcePath, destination: &str, link: &LinkDraft, notes: &mut Notes) -> Target {
        let in_order = self.in_order.get_or_init(|| {
            let mut paths: Vec<&str> = self.by_path.keys().copied().collect();
            paths.sort_unstable();
            paths
        });
        let folder = format!("{}/", from.folder());
        let first = in_order.partition_point(|path| *path < folder.as_str());
        let beside = in_order[first..].iter().map_while(|path| path.strip_prefix(folder.as_str()));
        let beside = beside.filter(|path| *path != from.file_name()).map(dead::as_destination);
        let beside: Vec<Cow<str>> = beside.take(words::COMPARED).collect();
        let known = beside.iter().map(AsRef::as_ref);
        let meant = dead::meant(from, destination, self.paths);
        notes.error(link.span, links::dead(destination, link.picture, meant.as_ref(), known));
        Target::Unresolved
    }
}

/// Whether a link is one of the pictures that are named above the text.
fn is_of_head(draft: &StoryDraft, link: usize) -> bool {
    draft.front().pictures.iter().any(|picture| picture.link == link)
}

/// Reports what is wrong with a file that is shown as a picture. In a text, sound and film are shown by the same syntax.
fn check_picture(file: &Carried, link: &LinkDraft, is_of_head: bool, notes: &mut Notes) {
    let name = file.path.file_name();
    match file.unfit {
        Some(Unfit::Misnamed(kind)) => notes.warning(link.span, files::misnamed_picture(name, kind)),
        Some(_) if file.recording().is_some() && !is_of_head => {}
        Some(unfit) => notes.error(link.span, files::unfit_picture(name, unfit)),
        None if file.length > photograph::HEAVY => {
            notes.warning(link.span, files::heavy_picture(name, file.length, file.photograph.is_some()));
        }
        None => {}
    }
}

/// Whether a destination has a scheme; the parser has accepted only allowed ones.
fn is_outside(destination: &str) -> bool {
    ["http:", "https:", "mailto:", "tel:"]
        .iter()
        .any(|scheme| destination.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The headings of the stories that a story's links refer to.
#[derive(Default)]
struct Headings<'d> {
    /// By path: the ids of headings, by the names that a link may use.
    by_path: FxHashMap<&'d str, FxHashMap<String, &'d str>>,
}

impl<'d> Headings<'d> {
    /// The id of the heading that `anchor` names.
    fn find(
        &mut self,
        draft: &'d StoryDraft,
        anchor: Option<&str>,
        link: &LinkDraft,
        notes: &mut Notes,
    ) -> Option<String> {
        let anchor = anchor?;
        let headings =
            self.by_path.entry(draft.path.as_str()).or_insert_with(|| anchors::of_text(draft.body()));
        let found = anchors::find(headings, anchor).map(str::to_owned);
        if found.is_none() {
            notes.error(link.span, content::dead_anchor(anchor));
        }
        found
    }
}
