//! Files that are copied: those that a story, a page or `site.yaml` names, and the few that web hosts look for.
//! Nothing is published just because it is in the folder.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::fonts::font_file;
use super::paths::FilePaths;
use super::patterns::{MatchedSettings, Patterns, Specificity};
use super::schedule::Due;
use crate::finding::{Finding, Noted};
use crate::misnamed::right_name;
use crate::model::draft::{Carried, Drafts};
use crate::model::published::PublishedFile;
use crate::model::theme::Theme;
use crate::photograph;
use crate::source::{Place, SourcePath, Span};
use crate::words::files::{self as words, Active};

/// The files of the paper, sorted out.
pub(crate) struct FileSelection {
    /// The files to publish, sorted by path.
    pub carried: Vec<PublishedFile>,
    /// The files that a story names, but that are published only if `site.yaml` says so.
    pub refused: Vec<(SourcePath, Active)>,
}

/// What web hosts look for at the top of a site, besides `.well-known/`.
const OF_SITE: [&str; 6] = ["favicon.ico", "CNAME", ".nojekyll", "robots.txt", "_headers", "_redirects"];

/// What is done with a file.
enum Decision {
    Published,
    /// A story names it, but it is published only if `site.yaml` says so.
    Refused(Active),
    /// It is not published now: the stories that name it are not, or it is the editors' own.
    Withheld,
    /// Nothing names it.
    Unused,
}

/// Selects the files to publish, and reports those that nothing names.
pub(crate) fn select(drafts: &Drafts, due: &Due, paths: &FilePaths) -> Noted<FileSelection> {
    let (named, settings) = (NamedFiles::of(drafts, due, paths), Patterns::of(&drafts.paper.files));
    let mut selection = FileSelection { carried: Vec::new(), refused: Vec::new() };
    let (mut unused, mut findings) = (Vec::new(), Vec::new());
    let mut said = SettingMatches::default();
    for file in &drafts.carried {
        let matched = said.of(&file.path, settings.matching(&file.path));
        match named.decide(file, matched.map(|(_, specificity)| specificity), due) {
            Decision::Published => {
                let left_online = matched.filter(|_| named.is_withdrawn(&file.path));
                findings.extend(left_online.map(|(setting, _)| {
                    let wording = words::withdrawn_file(inside(&file.path));
                    Finding::warning(settings.place(setting).clone(), wording)
                }));
                let is_named = matched.is_some() || is_of_site(&file.path);
                selection.carried.push(named.published(file, is_named, &drafts.theme));
            }
            Decision::Refused(active) => selection.refused.push((file.path.clone(), active)),
            Decision::Withheld => {}
            Decision::Unused => unused.push(file),
        }
    }
    let paths: Vec<&SourcePath> = drafts.carried.iter().map(|file| &file.path).collect();
    findings.extend(settings.check(&said.named, &said.private, &paths));
    let (misnamed, unused): (Vec<&Carried>, Vec<&Carried>) =
        unused.into_iter().partition(|file| right_name(file.path.file_name()).is_some());
    findings.extend(misnamed.iter().filter_map(|file| {
        let wording = words::misnamed(&file.path, &right_name(file.path.file_name())?);
        Some(Finding::warning(top_of(file), wording))
    }));
    // A story that could not be read may name them.
    if drafts.unread.is_empty() {
        findings.extend(folded(&unused));
    }
    Noted::new(selection, findings)
}

/// The settings in `site.yaml` that match files, by index.
#[derive(Default)]
struct SettingMatches {
    named: FxHashSet<usize>,
    /// Those that match private files, which must be named one by one.
    private: FxHashSet<usize>,
}

impl SettingMatches {
    /// The setting that matches a file most specifically, and how.
    fn of(&mut self, path: &SourcePath, matched: MatchedSettings) -> Option<(usize, Specificity)> {
        let is_private = is_private(path);
        let (named, passed_over): (MatchedSettings, MatchedSettings) = matched
            .into_iter()
            .partition(|(_, specificity)| !is_private || *specificity == Specificity::Name);
        self.named.extend(named.iter().map(|(setting, _)| *setting));
        self.private.extend(passed_over.iter().map(|(setting, _)| *setting));
        named.into_iter().max_by_key(|(_, specificity)| *specificity)
    }
}

/// The files that stories name: printed ones, and those of which nothing or only the headline is printed.
struct NamedFiles {
    shown: FxHashSet<SourcePath>,
    /// How the shown ones are named: as pictures, by links, or both.
    pictures: FxHashSet<SourcePath>,
    linked: FxHashSet<SourcePath>,
    /// Fonts are withheld, too.
    withheld: FxHashSet<SourcePath>,
    /// The withheld files that belong to withdrawn stories.
    withdrawn: FxHashSet<SourcePath>,
}

impl NamedFiles {
    fn of(drafts: &Drafts, due: &Due, paths: &FilePaths) -> Self {
        let mut named = Self {
            shown: FxHashSet::default(),
            pictures: FxHashSet::default(),
            linked: FxHashSet::default(),
            // A font is published as the letters of it that are used.
            withheld: drafts
                .paper
                .fonts
                .iter()
                .filter_map(|font| Some(font_file(font, drafts)?.path.clone()))
                .collect(),
            withdrawn: FxHashSet::default(),
        };
        let all = drafts.stories.iter().chain(&drafts.standing);
        for (story, is_due) in all.zip(due.stories.iter().chain(&due.standing)) {
            let follow = |destination: &str| paths.follow(&story.path, destination).0;
            let paths = story
                .links
                .iter()
                .filter_map(|link| Some((link.picture, follow(link.destination.as_deref()?)?)));
            if *is_due && !story.is_withdrawn() {
                for (is_picture, path) in paths {
                    named.shown.insert(path.clone());
                    if is_picture { &mut named.pictures } else { &mut named.linked }.insert(path);
                }
                continue;
            }
            let paths: Vec<SourcePath> = paths.map(|(_, path)| path).collect();
            named.withdrawn.extend(paths.iter().filter(|_| story.is_withdrawn()).cloned());
            named.withheld.extend(paths);
        }
        named
    }

    /// Whether a file is used by a withdrawn story and by no printed one.
    fn is_withdrawn(&self, path: &SourcePath) -> bool {
        self.withdrawn.contains(path) && !self.shown.contains(path)
    }

    /// How a file is published: a photograph that is only shown, as prints.
    fn published(&self, file: &Carried, is_named: bool, theme: &Theme) -> PublishedFile {
        let photograph = file.photograph.zip(file.size).filter(|_| self.pictures.contains(&file.path));
        let prints = photograph.map_or_else(Vec::new, |(photograph, (width, _))| {
            photograph::widths(photograph, width, &theme.picture_widths)
        });
        let is_attached = is_named || prints.is_empty() || self.linked.contains(&file.path);
        PublishedFile { file: file.clone(), prints, is_attached }
    }

    fn decide(&self, file: &Carried, specificity: Option<Specificity>, due: &Due) -> Decision {
        let path = &file.path;
        let is_shown = self.shown.contains(path);
        let is_named = is_shown || specificity.is_some() || is_of_site(path);
        if due.hidden.contains(path) {
            let is_silent = is_named || self.withheld.contains(path) || is_private(path);
            return if is_silent { Decision::Withheld } else { Decision::Unused };
        }
        // An editor who gives the name or the ending of a file knows what it is; one who gives its folder may not.
        let is_meant = matches!(specificity, Some(Specificity::Name | Specificity::Ending));
        match file.active().filter(|_| !is_meant) {
            Some(active) if is_shown => return Decision::Refused(active),
            Some(_) if !self.withheld.contains(path) && !is_private(path) => return Decision::Unused,
            Some(_) => return Decision::Withheld,
            None => {}
        }
        let is_held_back =
            self.withheld.contains(path) && !is_shown && specificity != Some(Specificity::Name);
        if is_named && !is_held_back {
            Decision::Published
        } else if is_held_back || is_private(path) {
            Decision::Withheld
        } else {
            Decision::Unused
        }
    }
}

/// Whether a file is one that web hosts look for.
fn is_of_site(path: &SourcePath) -> bool {
    let inside = inside(path);
    OF_SITE.contains(&inside) || inside.starts_with(".well-known/")
}

/// Whether a file is private: its name, or that of a folder above it, begins with `_`.
fn is_private(path: &SourcePath) -> bool {
    inside(path).split('/').any(|piece| piece.starts_with('_'))
}

fn inside(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("content/").unwrap_or(path.as_str())
}

fn top_of(file: &Carried) -> Place {
    Place::new(&file.path, Span::default())
}

/// The most warnings about files that nothing names.
const MOST: usize = 8;

/// One warning for each folder of files; if there are too many folders, for each of the folders above them.
fn folded(files: &[&Carried]) -> Vec<Finding> {
    let deepest = files.iter().map(|file| depth(file.path.folder())).max().unwrap_or_default();
    let fold = |depth: usize| -> Vec<Vec<&Carried>> {
        let key = |file: &&Carried| above(file.path.folder(), depth).to_owned();
        let mut folders: BTreeMap<String, Vec<&Carried>> = BTreeMap::new();
        for file in files {
            folders.entry(key(file)).or_default().push(file);
        }
        folders.into_values().collect()
    };
    let folders = (1..=deepest).rev().map(fold).find(|folders| folders.len() <= MOST);
    let folders = folders.unwrap_or_else(|| fold(1));
    let finding = |files: Vec<&Carried>| {
        let paths: Vec<&str> = files.iter().map(|file| inside(&file.path)).collect();
        let is_active = files[0].active().is_some();
        Finding::warning(top_of(files[0]), words::unused(&paths, is_active))
    };
    folders.into_iter().map(finding).collect()
}

/// The depth of a folder; that of `content` is 1.
fn depth(folder: &str) -> usize {
    folder.matches('/').count() + 1
}

/// The ancestor of a folder at some depth.
fn above(folder: &str, depth: usize) -> &str {
    folder.match_indices('/').nth(depth - 1).map_or(folder, |(at, _)| &folder[..at])
}
