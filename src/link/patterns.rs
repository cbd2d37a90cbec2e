//! `files:` of `site.yaml`: the names, folders and patterns of files that go out though no story names them.

use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::finding::Finding;
use crate::model::paper::FilesSetting;
use crate::source::{Place, SourcePath};
use crate::words::files as words;

/// How closely `site.yaml` names a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// By the folder it lies in, or a pattern that leaves its ending open: `downloads/`, `downloads/*`.
    Folder,
    /// By a pattern that says its ending: `downloads/*.html`.
    Ending,
    /// By its name: `downloads/form.html`.
    Name,
}

/// How many settings that name no file get a suggestion: each is compared with the names of all files.
const SUGGESTED: usize = 20;
/// How many settings may have a `*`: each is compared with every file.
const MOST_STARRED: usize = 100;

/// The settings, by what they name.
#[derive(Debug)]
pub(crate) struct Patterns<'s> {
    settings: &'s [FilesSetting],
    /// The settings that name a file or a folder; the name of a folder ends with `/`.
    exact: FxHashMap<String, Vec<usize>>,
    /// The settings with a `*`.
    starred: Vec<Starred>,
}

/// A setting that may name several files.
#[derive(Debug)]
struct Starred {
    setting: usize,
    pattern: String,
    reach: Reach,
}

/// The settings that name a file, and how closely each does.
pub(crate) type Reached = Vec<(usize, Reach)>;

impl<'s> Patterns<'s> {
    /// The patterns of some settings.
    pub(crate) fn of(settings: &'s [FilesSetting]) -> Self {
        let mut exact: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut starred = Vec::new();
        for (setting, written) in settings.iter().enumerate() {
            let mut pattern = spelled(written);
            if !pattern.contains('*') {
                exact.entry(pattern).or_default().push(setting);
                continue;
            }
            if pattern.ends_with('/') {
                pattern.push_str("**");
            }
            starred.push(Starred { setting, reach: reach_of(&pattern), pattern });
        }
        starred.truncate(MOST_STARRED);
        Self { settings, exact, starred }
    }

    /// The settings that name a file.
    pub(crate) fn reach(&self, path: &SourcePath) -> Reached {
        let path: String = inside(path.as_str()).nfc().collect();
        let folders = path.match_indices('/').map(|(at, _)| (&path[..=at], Reach::Folder));
        let exact = folders.chain([(path.as_str(), Reach::Name)]).flat_map(|(name, reach)| {
            let settings = self.exact.get(name).into_iter().flatten();
            settings.map(move |setting| (*setting, reach))
        });
        let starred = self.starred.iter().filter(|starred| fits(&starred.pattern, &path));
        exact.chain(starred.map(|starred| (starred.setting, starred.reach))).collect()
    }

    /// The place of a setting in `site.yaml`.
    pub(crate) fn place(&self, setting: usize) -> &Place {
        &self.settings[setting].at
    }

    /// Reports the settings that name no file: a missing file is an error, a pattern or folder may have files later. `named` are the
    /// settings that name some, and `private` those that would name only the editors' own files.
    pub(crate) fn check(
        &self,
        named: &FxHashSet<usize>,
        private: &FxHashSet<usize>,
        files: &[&SourcePath],
    ) -> Vec<Finding> {
        let paths: LazyCell<Vec<String>, _> =
            LazyCell::new(|| files.iter().map(|path| inside(path.as_str()).nfc().collect()).collect());
        let (mut starred, mut suggested) = (0, 0);
        let mut findings = Vec::new();
        for (index, setting) in self.settings.iter().enumerate() {
            let pattern = spelled(setting);
            starred += usize::from(pattern.contains('*'));
            if pattern.contains('*') && starred > MOST_STARRED {
                findings.push(Finding::error(setting.at.clone(), words::too_many_patterns(MOST_STARRED)));
            } else if private.contains(&index) && !named.contains(&index) {
                findings.push(Finding::warning(setting.at.clone(), words::names_private(&setting.pattern)));
            } else if !named.contains(&index) {
                let near = if suggested < SUGGESTED { &**paths } else { &[] };
                suggested += 1;
                let wording = words::names_no_file(&setting.pattern, near.iter().map(String::as_str));
                let is_open = pattern.contains('*') || pattern.ends_with('/');
                let report = if is_open { Finding::warning } else { Finding::error };
                findings.push(report(setting.at.clone(), wording));
            }
        }
        findings
    }
}

/// The setting, spelled as a path below `content/`.
fn spelled(setting: &FilesSetting) -> String {
    let written = setting.pattern.trim().replace('\\', "/");
    inside(written.trim_start_matches("./")).nfc().collect()
}

fn inside(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

fn reach_of(pattern: &str) -> Reach {
    let last = pattern.rsplit('/').next().unwrap_or_default();
    let says_ending = last.rsplit_once('.').is_some_and(|(_, ending)| !ending.contains('*'));
    if says_ending { Reach::Ending } else { Reach::Folder }
}

/// Whether a path matches a pattern, in which `**` matches any number of folders.
fn fits(pattern: &str, path: &str) -> bool {
    let names: Vec<&str> = path.split('/').collect();
    // For each number of names, whether the part of the pattern so far can match that many.
    let mut reached: Vec<bool> = (0..=names.len()).map(|read| read == 0).collect();
    for piece in pattern.split('/') {
        let mut next = vec![false; names.len() + 1];
        for read in 0..=names.len() {
            next[read] = match piece {
                "**" => reached[read] || read > 0 && next[read - 1],
                _ => read > 0 && reached[read - 1] && fits_name(piece, names[read - 1]),
            };
        }
        reached = next;
    }
    reached[names.len()]
}

/// Whether a name matches a piece of a pattern, in which `*` matches any characters.
fn fits_name(piece: &str, name: &str) -> bool {
    let mut parts = piece.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn setting(pattern: &str) -> FilesSetting {
        let at = Place::new(&SourcePath::new("content/site.yaml"), Span::default());
        FilesSetting { pattern: pattern.to_owned(), at }
    }

    #[test]
    fn a_pattern_names_files_as_closely_as_it_is_written() {
        for (pattern, path, reach) in [
            ("a/b.html", "a/b.html", Some(Reach::Name)),
            ("content/a/b.html", "a/b.html", Some(Reach::Name)),
            ("a/b.html", "a/b.htm", None),
            ("a/", "a/b/c.pdf", Some(Reach::Folder)),
            ("a/", "ab/c.pdf", None),
            ("a/*", "a/b.pdf", Some(Reach::Folder)),
            ("a/*", "a/b/c.pdf", None),
            ("a/*.html", "a/b.html", Some(Reach::Ending)),
            ("a/*.*", "a/b.html", Some(Reach::Folder)),
            ("**/*.pdf", "b.pdf", Some(Reach::Ending)),
            ("**/b.pdf", "b.pdf", Some(Reach::Ending)),
            ("a/**/b.pdf", "a/b.pdf", Some(Reach::Ending)),
            ("a/**/*.pdf", "a/b/c/d.pdf", Some(Reach::Ending)),
            ("a/**/*.pdf", "b/c/d.pdf", None),
            ("表*册.xlsx", "表格手册.xlsx", Some(Reach::Ending)),
            ("a*a.pdf", "a.pdf", None),
            ("**/a*.pdf", "c/ab.pdf", Some(Reach::Ending)),
            ("**/a*.pdf", "a/b.pdf", None),
            ("a/**", "a/b/c.pdf", Some(Reach::Folder)),
            ("**/a*/b.pdf", "c/ad/b.pdf", Some(Reach::Ending)),
        ] {
            let settings = [setting(pattern)];
            let reached = Patterns::of(&settings).reach(&SourcePath::new(&format!("content/{path}")));
            assert_eq!(reached.first().map(|(_, reach)| *reach), reach, "{pattern} {path}");
        }
    }
}
