//! `files:` of `site.yaml`: the names, folders and patterns of files that go out though no story names them.

use unicode_normalization::UnicodeNormalization;

use crate::finding::Finding;
use crate::model::draft::Drafts;
use crate::model::paper::FilesSetting;
use crate::source::SourcePath;
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

/// How closely any of the settings names a file, if one does.
pub(crate) fn reach(settings: &[FilesSetting], path: &SourcePath) -> Option<Reach> {
    let path = inside(path.as_str());
    let path: String = path.nfc().collect();
    settings.iter().filter_map(|setting| reaches(&pattern(setting), &path)).max()
}

/// A setting that names no file: one that is not there is an error, a pattern that fits none may yet.
pub(crate) fn check(drafts: &Drafts) -> Vec<Finding> {
    let paths: Vec<String> =
        drafts.carried.iter().map(|file| inside(file.path.as_str()).nfc().collect()).collect();
    let mut findings = Vec::new();
    for setting in &drafts.paper.files {
        let pattern = pattern(setting);
        if paths.iter().any(|path| reaches(&pattern, path).is_some()) {
            continue;
        }
        let wording = words::names_no_file(&setting.pattern, paths.iter().map(String::as_str));
        let say = if is_open(&pattern) { Finding::warning } else { Finding::error };
        findings.push(say(setting.at.clone(), wording));
    }
    findings
}

/// A setting as paths below `content/` are spelled.
fn pattern(setting: &FilesSetting) -> String {
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

fn reaches(pattern: &str, path: &str) -> Option<Reach> {
    if !is_open(pattern) {
        return (pattern == path).then_some(Reach::Name);
    }
    let folder = pattern.ends_with('/').then(|| format!("{pattern}**"));
    let pieces: Vec<&str> = folder.as_deref().unwrap_or(pattern).split('/').collect();
    let names: Vec<&str> = path.split('/').collect();
    let says_ending = |piece: &&str| piece.rsplit_once('.').is_some_and(|(_, ending)| !ending.contains('*'));
    let reach = if pieces.last().is_some_and(says_ending) { Reach::Ending } else { Reach::Folder };
    fits(&pieces, &names).then_some(reach)
}

/// Whether the pieces of a path are as those of a pattern have it, of which `**` stands for any number.
fn fits(pieces: &[&str], names: &[&str]) -> bool {
    // How far the path may have been read, piece by piece of the pattern.
    let mut reached: Vec<bool> = (0..=names.len()).map(|read| read == 0).collect();
    for piece in pieces {
        let mut next = vec![false; names.len() + 1];
        for read in 0..=names.len() {
            next[read] = match *piece {
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

    #[test]
    fn a_pattern_names_files_as_closely_as_it_is_written() {
        for (pattern, path, reach) in [
            ("a/b.html", "a/b.html", Some(Reach::Name)),
            ("a/b.html", "a/b.htm", None),
            ("a/", "a/b/c.pdf", Some(Reach::Folder)),
            ("a/", "ab/c.pdf", None),
            ("a/*", "a/b.pdf", Some(Reach::Folder)),
            ("a/*", "a/b/c.pdf", None),
            ("a/*.html", "a/b.html", Some(Reach::Ending)),
            ("a/*.*", "a/b.html", Some(Reach::Folder)),
            ("**/*.pdf", "b.pdf", Some(Reach::Ending)),
            ("a/**/*.pdf", "a/b/c/d.pdf", Some(Reach::Ending)),
            ("a/**/*.pdf", "b/c/d.pdf", None),
            ("表*册.xlsx", "表格手册.xlsx", Some(Reach::Ending)),
            ("a*a.pdf", "a.pdf", None),
        ] {
            assert_eq!(reaches(pattern, path), reach, "{pattern} {path}");
        }
    }
}
