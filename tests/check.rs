//! Each file of `tests/check/` contains passages for one rule: in the wrong ones the rule marks exactly the text between ⟦ and ⟧,
//! in the right ones nothing.

use std::collections::BTreeSet;
use std::fs;

use lanmu::internals::check::{RULES, found};
use lanmu::internals::finding::Severity;
use lanmu::internals::project::{Audience, Today};

use rayon::prelude::*;

use crate::support::{inventory, repository};

/// A passage as written, and whether the rule must mark something in it.
struct Case {
    text: String,
    fence: String,
    is_wrong: bool,
}

/// The path of the story with the passage.
const STORY: &str = "content/editions/2025-11-20/story.md";

#[test]
fn every_rule_marks_what_is_wrong_in_its_passages_and_nothing_that_is_right() {
    let only = std::env::var("LANMU_RULE").unwrap_or_default();
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.code.contains(&only)) {
        let cases = cases(rule.code);
        let many = cases.iter().filter(|case| case.is_wrong).count();
        if many < 8 || cases.len() - many < 12 {
            wrong.push(format!("{}: {many} wrong passages, {} right", rule.code, cases.len() - many));
        }
        let found: Vec<_> = cases
            .par_iter()
            .map(files)
            .map(|(files, expected)| (marks(&files, rule.code), expected))
            .collect();
        for (case, (found, expected)) in cases.iter().zip(found) {
            if case.is_wrong == expected.is_empty() {
                wrong.push(format!("{}: marked in the wrong half: {}", rule.code, case.text));
            }
            if found != expected {
                let said = |marks: &BTreeSet<Mark>| {
                    marks.iter().map(|mark| mark.words.clone()).collect::<Vec<_>>().join(" | ")
                };
                wrong.push(format!(
                    "{}: {}\n    wanted {}, found {}",
                    rule.code,
                    case.text.trim(),
                    said(&expected),
                    said(&found)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_passages_and_every_file_of_passages_its_rule() {
    let codes: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    let files = fs::read_dir(repository().join("tests/check")).unwrap();
    let named = files.map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
    assert_eq!(named.collect::<BTreeSet<_>>(), codes);
}

/// The marked texts and their places.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Mark {
    path: String,
    start: usize,
    words: String,
}

fn cases(code: &str) -> Vec<Case> {
    let text = fs::read_to_string(repository().join(format!("tests/check/{code}.md"))).unwrap_or_default();
    let (mut cases, mut is_wrong) = (Vec::new(), None);
    let mut fence: Option<Case> = None;
    for line in text.lines() {
        if let Some(open) = &mut fence {
            if line == "```" {
                cases.extend(fence.take());
            } else {
                open.text.push_str(line);
                open.text.push('\n');
            }
            continue;
        }
        match line {
            "## Wrong" => is_wrong = Some(true),
            "## Right" => is_wrong = Some(false),
            _ => {}
        }
        let Some(is_wrong) = is_wrong else { continue };
        if let Some(kind) = line.strip_prefix("```") {
            fence = Some(Case { text: String::new(), fence: kind.to_owned(), is_wrong });
        } else if let Some(text) = line.strip_prefix("- ") {
            cases.push(Case { text: text.to_owned(), fence: String::new(), is_wrong });
        }
    }
    cases
}

/// The files of a passage without their marks, and the marks.
fn files(case: &Case) -> (Vec<(String, String)>, BTreeSet<Mark>) {
    let written: Vec<(String, String)> = match case.fence.as_str() {
        "paper" => {
            let parts = case.text.split("=== ").skip(1).map(|part| part.split_once('\n').unwrap());
            parts.map(|(path, text)| (path.trim().to_owned(), text.to_owned())).collect()
        }
        "story" => vec![(STORY.to_owned(), case.text.clone())],
        _ => vec![(STORY.to_owned(), format!("---\nheadline: 试稿\n---\n\n{}\n", case.text))],
    };
    let mut expected = BTreeSet::new();
    let mut files = Vec::new();
    for (path, text) in written {
        let (mut plain, mut start) = (String::new(), 0);
        for character in text.chars() {
            match character {
                '⟦' => start = plain.len(),
                '⟧' => drop(expected.insert(Mark {
                    path: path.clone(),
                    start,
                    words: plain[start..].to_owned(),
                })),
                other => plain.push(other),
            }
        }
        files.push((path, plain));
    }
    (files, expected)
}

/// The marks of a rule in a paper, which is read but neither laid out nor printed.
fn marks(files: &[(String, String)], code: &str) -> BTreeSet<Mark> {
    let today = Today::Given("2025-11-20".parse().unwrap());
    let found = found(&inventory(files), today, Audience::Desk).into_iter();
    found
        .filter(|finding| finding.wording.code == code)
        .filter_map(|finding| {
            let place = finding.place?;
            let text = &files.iter().find(|(path, _)| *path == place.path.as_str())?.1;
            let words = text[place.span.range()].to_owned();
            Some(Mark { path: place.path.as_str().to_owned(), start: place.span.start, words })
        })
        .collect()
}

#[test]
fn the_guide_lists_every_rule_with_its_letters_and_its_severity() {
    let guide = fs::read_to_string(repository().join("content/pages/guide.md")).unwrap();
    for rule in RULES {
        let severity = match rule.severity {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Info => "提示",
        };
        let row = format!("| `{}` | {} | {severity} |", rule.code, rule.letters);
        assert!(guide.contains(&row), "{row}");
    }
}

#[test]
fn a_table_of_house_style_is_looked_at_in_a_paper_without_stories() {
    let paper = inventory(&[("content/style/terms.yaml", "checked: 2019-01-01\nterms: []\n")]);
    let found = found(&paper, Today::Given("2025-12-01".parse().unwrap()), Audience::Readers);
    assert!(found.iter().any(|finding| finding.wording.code == "unchecked-table"), "{found:?}");
}
