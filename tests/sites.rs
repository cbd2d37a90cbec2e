//! Each folder of `tests/sites/` is a small paper with the expected messages and output.
//!
//! `in/` is the paper; `console.zh.txt` and `console.en.txt` are the messages, with the exit code; `out/` is part of the output.
//! To update both: `LANMU_BLESS=1 cargo test sites`, and read the difference.

use std::fs;
use std::path::Path;

use crate::support::{Paper, files_in, repository};

#[test]
fn every_small_paper_says_and_prints_what_is_written_down() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(repository().join("tests/sites")).unwrap() {
        let case = entry.unwrap().path();
        check(&case, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn check(case: &Path, wrong: &mut Vec<String>) {
    let paper = Paper::of(&[("public/.lanmu.json", "{\"files\": {}}")]);
    for (path, bytes) in files_in(&case.join("in")) {
        paper.put(&path, bytes);
    }
    for (lang, file) in [("zh-Hans", "console.zh.txt"), ("en", "console.en.txt")] {
        let run = paper.run(&["--all", "--as-of", "2025-12-01", "--lang", lang]);
        if run.code != 0 {
            assert_eq!(paper.public().len(), 1, "{}: the output was touched", case.display());
        }
        let said = format!("{}exit {}\n", without_times(&run.said, paper.root()), run.code);
        compare(&case.join(file), said.as_bytes(), wrong);
    }
    for path in files_in(&case.join("out")).into_keys() {
        let printed = fs::read(paper.root().join("public").join(&path)).unwrap_or_default();
        compare(&case.join("out").join(path), without_digests(&printed).as_bytes(), wrong);
    }
}

fn compare(written: &Path, found: &[u8], wrong: &mut Vec<String>) {
    if std::env::var_os("LANMU_BLESS").is_some() {
        fs::write(written, found).unwrap();
    }
    let expected = fs::read(written).unwrap_or_default();
    if expected != found {
        wrong.push(format!(
            "{}\n--- written down\n{}\n--- found\n{}",
            written.display(),
            String::from_utf8_lossy(&expected),
            String::from_utf8_lossy(found)
        ));
    }
}

/// A document without the digests in the names of the theme's style sheets, which change with them.
fn without_digests(printed: &[u8]) -> String {
    let name = regex::Regex::new(r"(assets/[a-z]+)\.[0-9a-f]{10}\.").unwrap();
    name.replace_all(&String::from_utf8_lossy(printed), "$1.").into_owned()
}

fn without_times(said: &str, root: &Path) -> String {
    let seconds = regex::Regex::new(r"\d+\.\d\d (秒|s\b)").unwrap();
    seconds.replace_all(said, "N $1").replace(&root.display().to_string(), "ROOT")
}
