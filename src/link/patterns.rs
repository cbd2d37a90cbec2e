//! `files:` of `site.yaml`: the names, folders and patterns of files that go out though no story names them.

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

/// So many settings that name no file are told what name they may have meant.
const GUESSED: usize = 20;

/// The settings, so kept that a file is compared with those alone that may name it: there may be thousands of both.
#[derive(Debug)]
pub(crate) struct Patterns<'s> {
    settings: &'s [FilesSetting],
    /// The settings that name one file, by its name.
    names: FxHashMap<String, Vec<usize>>,
    /// The patterns, by what every path begins and ends with that fits them, and by what its file's name begins with.
    open: FxHashMap<[String; 3], Vec<Pattern>>,
    /// How long these are.
    lengths: FxHashSet<[usize; 3]>,
}

/// A pattern that may name several files.
#[derive(Debug)]
struct Pattern {
    /// With `/` before it, and `**` behind a folder.
    written: String,
    /// The settings that say so.
    settings: Vec<usize>,
    reach: Reach,
}

/// What the settings say of a file: each setting that names it, and how closely.
pub(crate) type Reached = Vec<(usize, Reach)>;

impl<'s> Patterns<'s> {
    /// The patterns of some settings.
    pub(crate) fn of(settings: &'s [FilesSetting]) -> Self {
        let (mut names, mut open) = (FxHashMap::default(), FxHashMap::default());
        let mut lengths = FxHashSet::default();
        for (index, setting) in settings.iter().enumerate() {
            let spelled = spelled(setting);
            if !is_open(&spelled) {
                names.entry(spelled).or_insert_with(Vec::new).push(index);
                continue;
            }
            let written = format!("/{spelled}{}", if spelled.ends_with('/') { "**" } else { "" });
            let fixed = fixed(&written);
            lengths.insert(fixed.map(str::len));
            let alike: &mut Vec<Pattern> = open.entry(fixed.map(str::to_owned)).or_insert_with(Vec::new);
            match alike.iter_mut().find(|pattern| pattern.written == written) {
                Some(pattern) => pattern.settings.push(index),
                None => alike.push(Pattern { reach: reach_of(&written), written, settings: vec![index] }),
            }
        }
        Self { settings, names, open, lengths }
    }

    /// What the settings say of a file.
    pub(crate) fn reach(&self, path: &SourcePath) -> Reached {
        let path: String = std::iter::once('/').chain(inside(path.as_str()).nfc()).collect();
        let named = self.names.get(&path[1..]).into_iter().flatten().map(|index| (*index, Reach::Name));
        let mut reached: Reached = named.collect();
        let name = path.rfind('/').map_or(0, |at| at + 1);
        for [head, tail, begins] in &self.lengths {
            let pieces = (|| {
                let tail = path.get(path.len().checked_sub(*tail)?..)?;
                Some([path.get(..*head)?, tail, path.get(name..name + begins)?].map(str::to_owned))
            })();
            let alike = pieces.and_then(|pieces| self.open.get(&pieces)).into_iter().flatten();
            for pattern in alike.filter(|pattern| fits(&pattern.written, &path)) {
                reached.extend(pattern.settings.iter().map(|index| (*index, pattern.reach)));
            }
        }
        reached
    }

    /// Where a setting is written.
    pub(crate) fn place(&self, setting: usize) -> &Place {
        &self.settings[setting].at
    }

    /// The settings that name no file: one that is not there is an error, a pattern that fits none may yet. `named` are the settings
    /// that do, by number, and `private` those that name the editors' own files and no others.
    pub(crate) fn check(
        &self,
        named: &FxHashSet<usize>,
        private: &FxHashSet<usize>,
        files: &[&SourcePath],
    ) -> Vec<Finding> {
        let mut paths: Option<Vec<String>> = None;
        let mut guessed = 0;
        let mut findings = Vec::new();
        for (index, setting) in self.settings.iter().enumerate().filter(|(index, _)| !named.contains(index)) {
            if private.contains(&index) {
                findings.push(Finding::warning(setting.at.clone(), words::names_private(&setting.pattern)));
                continue;
            }
            let all = || files.iter().map(|path| inside(path.as_str()).nfc().collect()).collect();
            let near = if guessed < GUESSED { &**paths.get_or_insert_with(all) } else { &[] };
            guessed += 1;
            let wording = words::names_no_file(&setting.pattern, near.iter().map(String::as_str));
            let say = if is_open(&spelled(setting)) { Finding::warning } else { Finding::error };
            findings.push(say(setting.at.clone(), wording));
        }
        findings
    }
}

/// A setting as paths below `content/` are spelled.
fn spelled(setting: &FilesSetting) -> String {
    let written = setting.pattern.trim().replace('\\', "/");
    inside(written.trim_start_matches("./")).nfc().collect()
}

fn inside(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// Whether a pattern may name several files.
fn is_open(pattern: &str) -> bool {
    pattern.contains('*') || pattern.ends_with('/')
}

/// What stands before the first `*` of a pattern and behind the last; and before the first of its last piece, if there is one.
fn fixed(pattern: &str) -> [&str; 3] {
    let head = pattern.split('*').next().unwrap_or_default();
    let tail = pattern.rsplit('*').next().unwrap_or_default();
    let last = pattern.rsplit('/').next().unwrap_or_default();
    [head, tail, last.split_once('*').map_or("", |(begins, _)| begins)]
}

fn reach_of(pattern: &str) -> Reach {
    let last = pattern.rsplit('/').next().unwrap_or_default();
    let says_ending = last.rsplit_once('.').is_some_and(|(_, ending)| !ending.contains('*'));
    if says_ending { Reach::Ending } else { Reach::Folder }
}

/// Whether the pieces of a path are as those of a pattern have it, of which `**` stands for any number.
fn fits(pattern: &str, path: &str) -> bool {
    let names: Vec<&str> = path.split('/').collect();
    // How far the path may have been read, piece by piece of the pattern.
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

/// Whether a name is as a piece of a pattern has it, in which `*` stands for any characters.
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
