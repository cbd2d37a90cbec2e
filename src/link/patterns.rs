//! Patterns: `files:` of `site.yaml`, the names, folders and patterns of files that are published even if no story names them.

use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::finding::Finding;
use crate::model::paper::FilesSetting;
use crate::source::{Place, SourcePath};
use crate::words::files as words;

/// How specifically a setting matches a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Specificity {
    /// By a folder above it, or a pattern that leaves its ending open: `downloads/`, `downloads/*`.
    Folder,
    /// By a pattern that contains its ending: `downloads/*.html`.
    Ending,
    /// By its name: `downloads/form.html`.
    Name,
}

/// How many settings without a match get a suggestion: each is compared with the names of all files.
const SUGGESTED: usize = 20;
/// How many settings may have a `*`: each is compared with every file.
const MOST_STARRED: usize = 100;

/// The settings, indexed.
#[derive(Debug)]
pub(crate) struct Patterns<'s> {
    settings: &'s [FilesSetting],
    /// The settings without a `*`, by the file or folder that they name; the name of a folder ends with `/`.
    exact: FxHashMap<String, Vec<usize>>,
    /// The settings with a `*`.
    starred: Vec<Starred>,
}

/// A setting with a `*`.
#[derive(Debug)]
struct Starred {
    setting: usize,
    pattern: String,
    specificity: Specificity,
}

/// The settings that match a file, and how specifically.
pub(crate) type MatchedSettings = Vec<(usize, Specificity)>;

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
            starred.push(Starred { setting, specificity: specificity_of(&pattern), pattern });
        }
        starred.truncate(MOST_STARRED);
        Self { settings, exact, starred }
    }

    /// The settings that match a file.
    pub(crate) fn matching(&self, path: &SourcePath) -> MatchedSettings {
        let path: String = inside(path.as_str()).nfc().collect();
        let folders = path.match_indices('/').map(|(at, _)| (&path[..=at], Specificity::Folder));
        let exact = folders.chain([(path.as_str(), Specificity::Name)]).flat_map(|(name, specificity)| {
            let settings = self.exact.get(name).into_iter().flatten();
            settings.map(move |setting| (*setting, specificity))
        });
        let starred = self.starred.iter().filter(|starred| fits(&starred.pattern, &path));
        exact.chain(starred.map(|starred| (starred.setting, starred.specificity))).collect()
    }

    /// The place of a setting in `site.yaml`.
    pub(crate) fn place(&self, setting: usize) -> &Place {
        &self.settings[setting].at
    }

    /// Reports the settings without a match: a missing file is an error, but a pattern or folder may match files
    /// later. `named` are the settings with a match, and `private` those that match only private files.
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
                findings.push(Finding::warning(
                    setting.at.clone(),
                    words::names_private(&setting.key, &setting.pattern),
                ));
            } else if !named.contains(&index) {
                let near = if suggested < SUGGESTED { &**paths } else { &[] };
                suggested += 1;
                let wording =
                    words::names_no_file(&setting.key, &setting.pattern, near.iter().map(String::as_str));
                let is_open = pattern.contains('*') || pattern.ends_with('/');
                let report = if is_open { Finding::warning } else { Finding::error };
                findings.push(report(setting.at.clone(), wording));
            }
        }
        findings
    }
}

/// The setting as a path below `content/`.
fn spelled(setting: &FilesSetting) -> String {
    inside(setting.path().as_str()).to_owned()
}

fn inside(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

fn specificity_of(pattern: &str) -> Specificity {
    let last = pattern.rsplit('/').next().unwrap_or_default();
    let says_ending = last.rsplit_once('.').is_some_and(|(_, ending)| !ending.contains('*'));
    if says_ending { Specificity::Ending } else { Specificity::Folder }
}

/// Whether a path matches a pattern, in which `**` matches any number of folders.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let names: Vec<&str> = path.split('/').collect();
    // For each number of names, whether the pattern so far can match that many.
    let mut matched: Vec<bool> = (0..=names.len()).map(|read| read == 0).collect();
    for piece in pattern.split('/') {
        let mut next = vec![false; names.len() + 1];
        for read in 0..=names.len() {
            next[read] = match piece {
                "**" => matched[read] || read > 0 && next[read - 1],
                _ => read > 0 && matched[read - 1] && fits_name(piece, names[read - 1]),
            };
        }
        matched = next;
    }
    matched[names.len()]
}

/// Whether a name matches a component of a pattern, in which `*` matches any characters.
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
        FilesSetting { key: "files".to_owned(), pattern: pattern.to_owned(), at }
    }

    #[test]
    fn a_pattern_names_files_as_closely_as_it_is_written() {
        for (pattern, path, specificity) in [
            ("a/b.html", "a/b.html", Some(Specificity::Name)),
            ("content/a/b.html", "a/b.html", Some(Specificity::Name)),
            ("a/b.html", "a/b.htm", None),
            ("a/", "a/b/c.pdf", Some(Specificity::Folder)),
            ("a/", "ab/c.pdf", None),
            ("a/*", "a/b.pdf", Some(Specificity::Folder)),
            ("a/*", "a/b/c.pdf", None),
            ("a/*.html", "a/b.html", Some(Specificity::Ending)),
            ("a/*.*", "a/b.html", Some(Specificity::Folder)),
            ("**/*.pdf", "b.pdf", Some(Specificity::Ending)),
            ("**/b.pdf", "b.pdf", Some(Specificity::Ending)),
            ("a/**/b.pdf", "a/b.pdf", Some(Specificity::Ending)),
            ("a/**/*.pdf", "a/b/c/d.pdf", Some(Specificity::Ending)),
            ("a/**/*.pdf", "b/c/d.pdf", None),
            ("表*册.xlsx", "表格手册.xlsx", Some(Specificity::Ending)),
            ("a*a.pdf", "a.pdf", None),
            ("**/a*.pdf", "c/ab.pdf", Some(Specificity::Ending)),
            ("**/a*.pdf", "a/b.pdf", None),
            ("a/**", "a/b/c.pdf", Some(Specificity::Folder)),
            ("**/a*/b.pdf", "c/ad/b.pdf", Some(Specificity::Ending)),
        ] {
            let settings = [setting(pattern)];
            let matched = Patterns::of(&settings).matching(&SourcePath::new(&format!("content/{path}")));
            assert_eq!(matched.first().map(|(_, specificity)| *specificity), specificity, "{pattern} {path}");
        }
    }
}
