//! The README is true: its examples build, and it lists exactly the existing commands.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use lanmu::internals::check::RULES;

use crate::support::{Paper, repository};

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).unwrap()
}

/// The fenced blocks that are files: their first line is a comment with a path.
fn files() -> Vec<(String, String)> {
    let text = readme();
    let fence = regex::Regex::new(r"(?ms)^(`{3,4})\w+\n(.*?)^(`{3,4})$").unwrap();
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(found) = fence.captures_at(&text, at) {
        // A fence ends at one of its own length: there may be shorter fences before that one.
        let open = &found[1];
        let start = found.get(2).unwrap().start();
        let end = start + text[start..].find(&format!("\n{open}\n")).unwrap() + 1;
        blocks.push(&text[start..end]);
        at = end + open.len();
    }
    blocks
        .into_iter()
        .filter_map(|content| {
            let (first, rest) = content.split_once('\n')?;
            let path =
                first.strip_prefix("# ").or_else(|| first.strip_prefix("<!-- ")?.strip_suffix(" -->"))?;
            path.starts_with("content/").then(|| (path.to_owned(), rest.to_owned()))
        })
        .collect()
}

#[test]
fn the_examples_together_are_a_paper_that_builds() {
    let files = files();
    for name in ["tiedong.yaml", "four-dimensions.md", "board.md", "edition.yaml", "site.yaml"] {
        assert!(files.iter().any(|(path, _)| path.ends_with(name)), "{name} is not among the examples");
    }
    let paper =
        Paper::of(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>());
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn the_commands_are_the_ones_that_ci_runs() {
    let ci = fs::read_to_string(repository().join(".ci/run")).unwrap();
    for command in ["cargo run", "cargo test"] {
        assert!(readme().contains(command), "the README does not say `{command}`");
        assert!(ci.contains(command), "`.ci/run` does not run `{command}`");
    }
}

#[test]
fn the_first_commands_start_a_paper_and_build_it() {
    let folder = Paper::of(&[]);
    let text = readme();
    let block = text.split("```sh\n").find(|block| block.starts_with("lanmu new paper")).unwrap();
    for line in block.split("```").next().unwrap().lines() {
        let command = line
            .split(" #")
            .next()
            .unwrap()
            .trim_start_matches("lanmu ")
            .replace("\"Rain at last\"", "Rain-at-last");
        let run = Command::new(env!("CARGO_BIN_EXE_lanmu"))
            .args(command.split_whitespace())
            .current_dir(folder.root())
            .output();
        assert!(run.unwrap().status.success(), "{line}");
    }
    assert!(folder.root().join("valley/public/index.html").is_file());
}

#[test]
fn it_counts_the_rules_and_names_the_commands() {
    assert!(readme().contains(&format!(" {} rules ", RULES.len())), "there are {} rules", RULES.len());
    let guide = fs::read_to_string(repository().join("content/pages/guide.md")).unwrap();
    let help = Paper::of(&[]).run(&["--help"]).said;
    let commands = help.split("Commands:\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty());
    let named = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for command in named.filter(|name| !matches!(*name, "" | "help")) {
        for (text, name) in [(readme(), "README.md"), (guide.clone(), "the guide")] {
            assert!(text.contains(&format!("lanmu {command}")), "{name} does not name `lanmu {command}`");
        }
    }
}

#[test]
fn the_map_shows_every_module_and_no_other() {
    let text = readme();
    let map = text.split("```text\nsrc\n").nth(1).unwrap().split("```").next().unwrap();
    let shown: BTreeSet<&str> = map
        .lines()
        .map(|line| {
            line.split("── ").nth(1).unwrap().split_whitespace().next().unwrap().trim_end_matches(".rs")
        })
        .collect();
    let modules = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let module = |line: &str| {
        line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
    };
    let modules: BTreeSet<String> = modules.lines().filter_map(module).collect();
    assert_eq!(shown, modules.iter().map(String::as_str).collect());
}

/// The targets that the guide shows how to write.
fn targets_of_the_guide() -> Vec<String> {
    let guide = fs::read_to_string(repository().join("content/pages/guide.md")).unwrap();
    let fence = regex::Regex::new(r"(?ms)^```yaml\n(publish:.*?)^```$").unwrap();
    fence.captures_iter(&guide).map(|found| found[1].to_owned()).collect()
}

#[test]
fn the_targets_in_the_guide_can_be_written_so() {
    let targets = targets_of_the_guide();
    assert!(targets.len() >= 12, "only {} were found", targets.len());
    for kind in ["folder", "zip", "git", "s3", "webdav", "rsync", "pages"] {
        assert!(targets.iter().any(|target| target.contains(&format!("kind: {kind}"))), "{kind}");
    }
    for target in targets {
        let site = format!("name: 晨报\nurl: https://example.org/\n{target}");
        let story = "---\nbyline: 本报讯\ndate: 2025-11-20\n---\n# 甲\n\n正文。\n";
        let paper = Paper::of(&[("content/site.yaml", &site), ("content/a.md", story)]);
        let run = paper.run(&["check", "--as-of", "2025-12-01"]);
        assert!(run.code == 0 && !run.said.contains("site.yaml:"), "{target}: {}", run.said);
    }
}
