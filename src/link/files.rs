//! Files that go out as they are: those that a story, a page or `site.yaml` names, and the few that hosts look for. Nothing is
//! published because it happens to lie there.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use super::patterns::{Patterns, Reach, Reached};
use super::schedule::Due;
use crate::finding::{Finding, Noted};
use crate::model::draft::{Carried, Drafts};
use crate::source::{Place, SourcePath, Span};
use crate::words::files::{self as words, Active};

/// The files of the paper, parted.
pub(crate) struct Parted {
    /// Those that go out, in the order of their paths.
    pub carried: Vec<Carried>,
    /// Those that a story names, but that go out only if `site.yaml` says so.
    pub refused: Vec<(SourcePath, Active)>,
}

/// What hosts look for at the top of a site. (`.well-known/` is the other.)
const OF_SITE: [&str; 6] = ["favicon.ico", "CNAME", ".nojekyll", "robots.txt", "_headers", "_redirects"];

/// What becomes of a file.
enum Fate {
    /// It goes out.
    Out,
    /// It goes out only if `site.yaml` says so, and a story names it.
    Refused(Active),
    /// It waits with the stories that name it, or is the editors' own.
    Kept,
    /// Nobody named it.
    Unasked,
}

/// Parts the files that go out from those that stay, and says of which nobody said anything.
pub(crate) fn part(drafts: &Drafts, due: &Due) -> Noted<Parted> {
    let (named, settings) = (NamedFiles::of(drafts, due), Patterns::of(&drafts.paper.files));
    let mut parted = Parted { carried: Vec::new(), refused: Vec::new() };
    let (mut unasked, mut findings) = (Vec::new(), Vec::new());
    let mut said = SaidBySettings::default();
    for file in &drafts.carried {
        let reach = said.of(&file.path, settings.reach(&file.path));
        match named.fate(file, reach.map(|(_, reach)| reach), due) {
            Fate::Out => {
                let left_online = reach.filter(|_| named.is_withdrawn(&file.path));
                findings.extend(left_online.map(|(setting, _)| {
                    let wording = words::withdrawn_file(inside(&file.path));
                    Finding::warning(settings.place(setting).clone(), wording)
                }));
                parted.carried.push(file.clone());
            }
            Fate::Refused(active) => parted.refused.push((file.path.clone(), active)),
            Fate::Kept => {}
            Fate::Unasked => unasked.push(file),
        }
    }
    let paths: Vec<&SourcePath> = drafts.carried.iter().map(|file| &file.path).collect();
    findings.extend(settings.check(&said.named, &said.private, &paths));
    let (misnamed, unasked): (Vec<&Carried>, Vec<&Carried>) =
        unasked.into_iter().partition(|file| right_name(&file.path).is_some());
    findings.extend(misnamed.iter().filter_map(|file| {
        let wording = words::misnamed(&file.path, &right_name(&file.path)?);
        Some(Finding::warning(top_of(file), wording))
    }));
    // A story that cannot be read may name them.
    if drafts.unread.is_empty() {
        findings.extend(folded(&unasked));
    }
    Noted::new(parted, findings)
}

/// The settings of `site.yaml` that name files, by number.
#[derive(Default)]
struct SaidBySettings {
    named: FxHashSet<usize>,
    /// Those that match the editors' own files, which must be named one by one.
    private: FxHashSet<usize>,
}

impl SaidBySettings {
    /// The setting that names a file most closely, and how closely.
    fn of(&mut self, path: &SourcePath, reached: Reached) -> Option<(usize, Reach)> {
        let is_private = is_private(path);
        let (named, passed_over): (Reached, Reached) =
            reached.into_iter().partition(|(_, reach)| !is_private || *reach == Reach::Name);
        self.named.extend(named.iter().map(|(setting, _)| *setting));
        self.private.extend(passed_over.iter().map(|(setting, _)| *setting));
        named.into_iter().max_by_key(|(_, reach)| *reach)
    }
}

/// The files that stories name: those that are printed, and those that are not, or only their headline is.
struct NamedFiles {
    shown: FxHashSet<SourcePath>,
    withheld: FxHashSet<SourcePath>,
    /// The withheld files that belong to withdrawn stories.
    withdrawn: FxHashSet<SourcePath>,
}

impl NamedFiles {
    fn of(drafts: &Drafts, due: &Due) -> Self {
        let mut named = Self {
            shown: FxHashSet::default(),
            withheld: FxHashSet::default(),
            withdrawn: FxHashSet::default(),
        };
        let all = drafts.stories.iter().chain(&drafts.standing);
        for (story, is_due) in all.zip(due.stories.iter().chain(&due.standing)) {
            let paths =
                story.links.iter().filter_map(|link| story.path.follow(link.destination.as_deref()?).0);
            if *is_due && !story.is_withdrawn() {
                named.shown.extend(paths);
                continue;
            }
            let paths: Vec<SourcePath> = paths.collect();
            named.withdrawn.extend(paths.iter().filter(|_| story.is_withdrawn()).cloned());
            named.withheld.extend(paths);
        }
        named
    }

    /// Whether a file is used by a withdrawn story and by no printed one.
    fn is_withdrawn(&self, path: &SourcePath) -> bool {
        self.withdrawn.contains(path) && !self.shown.contains(path)
    }

    fn fate(&self, file: &Carried, reach: Option<Reach>, due: &Due) -> Fate {
        let path = &file.path;
        let is_shown = self.shown.contains(path);
        let is_named = is_shown || reach.is_some() || is_of_site(path);
        if due.hidden.contains(path) {
            let is_silent = is_named || self.withheld.contains(path) || is_private(path);
            return if is_silent { Fate::Kept } else { Fate::Unasked };
        }
        // Whoever names it by its name, or by its ending, knows what it is; whoever names its folder may not.
        let is_meant = matches!(reach, Some(Reach::Name | Reach::Ending));
        match file.active().filter(|_| !is_meant) {
            Some(active) if is_shown => return Fate::Refused(active),
            Some(_) if !self.withheld.contains(path) && !is_private(path) => return Fate::Unasked,
            Some(_) => return Fate::Kept,
            None => {}
        }
        let is_held_back = self.withheld.contains(path) && !is_shown && reach != Some(Reach::Name);
        if is_named && !is_held_back {
            Fate::Out
        } else if is_held_back || is_private(path) {
            Fate::Kept
        } else {
            Fate::Unasked
        }
    }
}

/// Whether a file is one that hosts look for.
fn is_of_site(path: &SourcePath) -> bool {
    let inside = inside(path);
    OF_SITE.contains(&inside) || inside.starts_with(".well-known/")
}

/// Whether a file is the editors' own: its name, or that of a folder it lies in, begins with `_`.
fn is_private(path: &SourcePath) -> bool {
    inside(path).split('/').any(|piece| piece.starts_with('_'))
}

fn inside(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("content/").unwrap_or(path.as_str())
}

fn top_of(file: &Carried) -> Place {
    Place::new(&file.path, Span::default())
}

/// The name that a story or a YAML file must have to be read, if this seems to be one: `a.markdown`, `a.md.txt`, `a．md`.
fn right_name(path: &SourcePath) -> Option<String> {
    let name: String = path.file_name().nfkc().map(|mark| if mark == '。' { '.' } else { mark }).collect();
    let name = name.trim().trim_end_matches('.');
    let lower = name.to_lowercase();
    let text = lower.strip_suffix(".txt").unwrap_or(&lower);
    let (stem, ending) = text.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let right = match ending {
        "markdown" | "mdown" | "mkdn" | "mkd" | "mdwn" | "mdtext" | "md" => "md",
        "yaml" | "yml" => ending,
        _ => return None,
    };
    Some(format!("{}.{right}", &name[..stem.len()]))
}

/// The most warnings about files that nobody named.
const MOST: usize = 8;

/// One warning for the files of a folder; where there are too many such folders, for those of the folders above them.
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
        Finding::warning(top_of(files[0]), words::unasked(&paths, is_active))
    };
    folders.into_iter().map(finding).collect()
}

/// How many folders deep a folder lies; `content` lies one deep.
fn depth(folder: &str) -> usize {
    folder.matches('/').count() + 1
}

/// The folder of some depth in which a folder lies.
fn above(folder: &str, depth: usize) -> &str {
    folder.match_indices('/').nth(depth - 1).map_or(folder, |(at, _)| &folder[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_by_another_name_is_told_its_own() {
        let right = |name: &str| right_name(&SourcePath::new(&format!("content/{name}")));
        for (name, is) in [
            ("d.markdown", "d.md"),
            ("b.md.txt", "b.md"),
            ("稿．md", "稿.md"),
            ("稿。ＭＤ", "稿.md"),
            ("a.MarkDown", "a.md"),
            ("a.md ", "a.md"),
            ("site.yaml.txt", "site.yaml"),
            ("edition.yml.txt", "edition.yml"),
        ] {
            assert_eq!(right(name).as_deref(), Some(is), "{name}");
        }
        for name in ["a.txt", "a.docx", "markdown", ".md", "a.pdf"] {
            assert_eq!(right(name), None, "{name}");
        }
    }
}
