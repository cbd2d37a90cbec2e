//! What every finding promises, whichever it is: it has a place, its Chinese is Chinese, its suggestion is another word than what
//! was written, and it is gone after its advice was followed.
//!
//! `contract/cases.txt` has, for each code, a small paper with the problem, and the edit that the advice asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use lanmu::{Cache, Language, Scope};
use rayon::prelude::*;
use serde_json::Value;

use crate::support::{Paper, files_in, project, repository};

/// A paper with a problem, and what its finding advises.
struct Case {
    code: String,
    /// Options of `lanmu check`, or `build`.
    options: Vec<String>,
    /// Why the finding has no place, if it has none.
    without_place: Option<String>,
    files: Vec<(String, String)>,
    /// For each edit the file, the words to replace and their replacement; without words, the new text of the file.
    advice: Vec<(String, String, String)>,
    /// The files that the advice says to remove.
    removed: Vec<String>,
}

/// The codes that no small paper can show, and why.
const SHOWN_ELSEWHERE: [(&str, &str); 30] = [
    ("no-search", "more than 2000 stories: tests/search.rs"),
    ("outdated-pdf", "it needs a browser: tests/pdfs.rs, tests/browser/pdf.rs"),
    ("unknown-edition", "an edition that the command line names: tests/makeup.rs"),
    ("makeup-rule", "a layout drawn by hand: tests/overrides.rs"),
    ("unapproved-edition", "only `lanmu publish` says it: tests/approvals.rs"),
    ("changed-since-approval", "only `lanmu publish` says it: tests/approvals.rs"),
    ("empty-edition", "an edition that the command line names: tests/calendar.rs"),
    ("restricted-edition", "only `lanmu publish` says it: tests/publishing.rs"),
    ("secrecy-mark", "only `lanmu publish` says it: tests/publishing.rs"),
    ("own-file", "a remark that asks for nothing: tests/published.rs"),
    ("moved-address", "it needs an earlier build: tests/undated.rs"),
    ("no-grid", "only `lanmu makeup` says it: tests/makeup.rs"),
    ("table-too-large", "large files: tests/limits.rs"),
    ("too-many-references", "large files: tests/limits.rs"),
    ("too-many-patterns", "large files: tests/published.rs"),
    ("program-fault", "the program fails: tests/sturdy.rs"),
    ("changed-meanwhile", "a file changes while it is read: src/scan"),
    ("too-large", "large files: tests/limits.rs"),
    ("heavy-picture", "large files: tests/pictures.rs"),
    ("undeveloped-picture", "a photograph whose lines are damaged: tests/pictures.rs"),
    ("unknown-face", "a font: tests/fonts.rs"),
    ("font-licence", "a font: tests/fonts.rs"),
    ("missing-glyph", "a font: tests/fonts.rs"),
    ("left-out", "links and files of the system: tests/foreign.rs"),
    ("export-drawing", "only `lanmu export` says it: tests/exporting.rs"),
    ("export-link", "only `lanmu export` says it: tests/exporting.rs"),
    ("export-picture", "only `lanmu export` says it: tests/exporting.rs"),
    ("export-secret", "only `lanmu export` says it: tests/classification.rs"),
    ("export-internal", "only `lanmu export` says it: tests/classification.rs"),
    ("several-stories", "a story that the command line names: tests/exporting.rs"),
];

/// The marks at the beginning of a line: a case (code, options, and after ` | ` why it has no place), a file of the paper, an edit
/// (the old words up to a line with `=>`, then the new ones), and a file to remove.
const MARKS: [&str; 4] = ["== ", "-- ", ">> ", "xx "];

fn cases() -> Vec<Case> {
    let text = fs::read_to_string(repository().join("tests/contract/cases.txt")).unwrap();
    let mut cases = Vec::new();
    for (mark, head, body) in sections(&text) {
        if mark == "== " {
            cases.push(Case::new(head));
            continue;
        }
        let case: &mut Case = cases.last_mut().unwrap();
        match mark {
            "-- " => {
                case.files.push((head.to_owned(), unescaped(&format!("{}\n", body.trim_end_matches('\n')))))
            }
            "xx " => case.removed.push(head.to_owned()),
            _ => {
                let (old, new) = body.split_once("=>").unwrap();
                let old = old.strip_suffix('\n').unwrap_or(old);
                let new = new.strip_prefix(' ').unwrap_or(new).trim_end_matches('\n');
                case.advice.push((head.to_owned(), unescaped(old), unescaped(new)));
            }
        }
    }
    cases
}

/// The mark, the rest of its line, and the lines after it.
fn sections(text: &str) -> Vec<(&str, &str, String)> {
    let mut sections: Vec<(&str, &str, String)> = Vec::new();
    for line in text.lines() {
        if let Some(mark) = MARKS.into_iter().find(|mark| line.starts_with(mark)) {
            sections.push((mark, &line[mark.len()..], String::new()));
        } else if let Some((_, _, body)) = sections.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    sections
}

impl Case {
    fn new(head: &str) -> Self {
        let (head, why) = head.split_once(" | ").map_or((head, None), |(head, why)| (head, Some(why)));
        let mut words = head.split(' ').map(str::to_owned);
        Self {
            code: words.next().unwrap(),
            options: words.collect(),
            without_place: why.map(str::to_owned),
            files: Vec::new(),
            advice: Vec::new(),
            removed: Vec::new(),
        }
    }
}

/// Characters that an editor does not show are written as `\u{200B}`, and long texts as `\repeat{200}{text}`.
fn unescaped(text: &str) -> String {
    if let Some((before, after)) = text.split_once("\\repeat{") {
        let (times, after) = after.split_once("}{").unwrap();
        let (words, after) = after.split_once('}').unwrap();
        return format!("{before}{}{after}", words.repeat(times.parse().unwrap()));
    }
    let mut pieces = text.split("\\u{");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |read, piece| {
        let (code, rest) = piece.split_once('}').unwrap();
        let character = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        format!("{read}{character}{rest}")
    })
}

/// What a finding says.
#[derive(Debug)]
struct Said {
    message: String,
    help: String,
    has_place: bool,
}

/// The findings of one code.
fn found(paper: &Paper, case: &Case) -> Vec<Said> {
    if !case.options.is_empty() {
        return found_by_command(paper, case);
    }
    // In this process, so that the dictionary is read once and not for each case.
    let project = project(paper.root());
    let read = lanmu::proofread(&project, &mut Cache::of(&project.root), &Scope::Paper);
    let report = read.expect("a folder that can be read").report;
    let findings =
        report.findings.iter().map(|finding| finding.localized(report.source_of(finding), Language::Chinese));
    let of_code = findings.filter(|finding| finding.code == case.code);
    of_code
        .map(|finding| Said {
            message: finding.message,
            help: finding.help.unwrap_or_default(),
            has_place: finding.place.is_some(),
        })
        .collect()
}

/// The findings of one code, as the program prints them.
fn found_by_command(paper: &Paper, case: &Case) -> Vec<Said> {
    let mut arguments: Vec<&str> = case.options.iter().map(String::as_str).collect();
    if arguments.first() != Some(&"build") {
        arguments.insert(0, "check");
    }
    arguments.extend(["--format", "json", "--as-of", "2025-12-01"]);
    let run = paper.run(&arguments);
    let lines = run.said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_code = lines.filter(|line| line["code"] == case.code.as_str());
    of_code
        .map(|line| Said {
            message: text(&line["message"]),
            help: text(&line["help"]),
            has_place: !line["line"].is_null(),
        })
        .collect()
}

impl Case {
    /// What of the contract its finding breaks.
    fn broken(&self) -> Vec<String> {
        let paper = Paper::of(&[]);
        for (path, text) in &self.files {
            paper.put(path, text);
        }
        let findings = found(&paper, self);
        let Some(finding) = findings.first() else { return vec!["not found".to_owned()] };
        let mut broken = Vec::new();
        let Said { message, help, has_place } = finding;
        if !has_place && self.without_place.is_none() {
            broken.push("no place".to_owned());
        }
        if help.is_empty() {
            broken.push("no advice".to_owned());
        }
        let english = english(&format!("{message} {help}"));
        if !english.is_empty() {
            broken.push(format!("English in the Chinese: {english:?} in: {message} {help}"));
        }
        let suggested = help.strip_prefix("是不是想写 `").and_then(|rest| rest.split('`').next());
        if suggested.is_some_and(|suggested| message.contains(&format!("`{suggested}`"))) {
            broken.push(format!("suggests what was written: {message} {help}"));
        }
        broken.extend(self.follow(&paper));
        let left = found(&paper, self);
        if !left.is_empty() {
            broken.push(format!("still there after its advice was followed: {:?}", left[0]));
        }
        broken
    }

    /// Follows the advice.
    fn follow(&self, paper: &Paper) -> Vec<String> {
        let mut broken = Vec::new();
        for path in &self.removed {
            match path.strip_suffix('/') {
                Some(folder) => fs::remove_dir_all(paper.root().join(folder)).unwrap(),
                None => paper.remove(path),
            }
        }
        for (path, old, new) in &self.advice {
            if old.is_empty() {
                paper.put(path, new);
                continue;
            }
            let text = fs::read_to_string(paper.root().join(path)).unwrap();
            if !text.contains(old) {
                broken.push(format!("{path} has no {old:?}"));
            }
            paper.put(path, text.replacen(old, new, 1));
        }
        broken
    }
}

/// Names that are the same in every language.
const NAMES: [&str; 22] = [
    "YAML", "Markdown", "HTML", "MB", "UTF", "URL", "PDF", "PNG", "JPEG", "SVG", "USB", "TOML", "CSV", "id",
    "alt", "lanmu", "IP", "Hugo", "Hexo", "Jekyll", "GIF", "WebP",
];

/// English words in a Chinese message, apart from what is quoted, keys, options, paths and file names.
fn english(message: &str) -> Vec<String> {
    let quoted: Vec<&str> = message.split('`').step_by(2).collect();
    let text = quoted.join(" ");
    let is_code = |character: char| {
        character.is_ascii_alphanumeric() || "_./:*-{}[]\"=<>#%|+$!@&^\\,'~".contains(character)
    };
    let words = text.split(|character: char| !is_code(character));
    let is_english = |word: &&str| {
        word.len() > 1
            && word.chars().all(|character| character.is_ascii_alphabetic() || ",'.".contains(character))
            && !word.trim_end_matches(['.', ',']).contains('.')
            && !NAMES.contains(word)
    };
    words.filter(is_english).map(str::to_owned).collect()
}

#[test]
fn every_finding_keeps_its_contract() {
    let only = std::env::var("LANMU_CODE").unwrap_or_default();
    let cases: Vec<Case> = cases().into_iter().filter(|case| case.code.contains(&only)).collect();
    let wrong: Vec<String> = cases
        .par_iter()
        .flat_map_iter(|case| case.broken().into_iter().map(|broken| format!("{}: {broken}", case.code)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// The codes in the sources: the first argument of each `wording(…)`.
fn codes() -> BTreeSet<String> {
    let words = files_in(&repository().join("src/words"));
    let mut codes = BTreeSet::new();
    for bytes in words.values() {
        let text = String::from_utf8_lossy(bytes);
        for after in text.split("wording(").skip(1) {
            let code = after.trim_start().strip_prefix('"').and_then(|code| code.split('"').next());
            let is_code = |code: &&str| {
                code.len() > 2
                    && code.chars().all(|character| character.is_ascii_lowercase() || character == '-')
            };
            codes.extend(code.filter(is_code).map(str::to_owned));
        }
    }
    codes
}

#[test]
fn every_code_has_a_case_and_stands_in_the_guide() {
    let guide = fs::read_to_string(repository().join("content/pages/guide.md")).unwrap();
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        *shown.entry(case.code).or_default() += 1;
    }
    let is_shown =
        |code: &str| shown.contains_key(code) || SHOWN_ELSEWHERE.iter().any(|(known, _)| *known == code);
    let codes = codes();
    assert!(codes.len() > 100, "{codes:?}");
    let without_case: Vec<&String> = codes.iter().filter(|code| !is_shown(code)).collect();
    let not_in_guide: Vec<&String> =
        codes.iter().filter(|code| !guide.contains(&format!("`{code}`"))).collect();
    assert!(without_case.is_empty(), "without a case: {without_case:?}");
    assert!(not_in_guide.is_empty(), "not in the guide: {not_in_guide:?}");
}
