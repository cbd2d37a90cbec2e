//! The examination of the machine and the paper's folder, and what the command line says of itself.

use std::process::Command;

use serde_json::Value;

use crate::support::Paper;

fn examined(paper: &Paper) -> (i32, Value) {
    let run = paper.run(&["doctor", "--format", "json"]);
    (run.code, serde_json::from_str(run.said.lines().next().unwrap()).unwrap())
}

fn state<'v>(said: &'v Value, subject: &str) -> Option<&'v str> {
    let observations = said["observations"].as_array().unwrap();
    observations.iter().find(|one| one["subject"] == subject).map(|one| one["state"].as_str().unwrap())
}

#[test]
fn a_paper_that_can_be_built_lacks_nothing() {
    let paper = Paper::of(&[("content/a.md", "# 题\n\n文。\n")]);
    let (code, said) = examined(&paper);
    assert_eq!((code, &said["healthy"]), (0, &Value::Bool(true)), "{said}");
    for subject in ["content", "output", "cache", "git"] {
        assert_eq!(state(&said, subject), Some("good"), "{subject}: {said}");
    }
    assert!(
        !paper.root().join(".cache").exists() && !paper.root().join("public").exists(),
        "it changes nothing"
    );
}

#[test]
fn what_a_paper_lacks_is_named_with_what_to_do() {
    let empty = Paper::of(&[]);
    let (code, said) = examined(&empty);
    assert_eq!((code, state(&said, "content")), (1, Some("lacking")), "{said}");
    assert!(empty.run(&["doctor"]).said.contains("lanmu new paper"));

    let foreign = Paper::of(&[("content/a.md", "# 题\n\n文。\n"), ("public/own.txt", "x")]);
    assert_eq!(state(&examined(&foreign).1, "output"), Some("lacking"));
}

#[test]
fn a_paper_on_the_web_is_told_that_it_has_no_share_pictures_without_a_font() {
    let state_with = |site: &str| {
        let site = format!("name: 报\n{site}");
        let paper = Paper::of(&[("content/a.md", "# 题\n\n文。\n"), ("content/site.yaml", &site)]);
        state(&examined(&paper).1, "share-pictures").map(str::to_owned)
    };
    let url = "url: https://a.b/\n";
    assert_eq!(state_with(""), None);
    assert_eq!(state_with(url).as_deref(), Some("unneeded"));
    assert_eq!(state_with(&format!("{url}share: none\n")), None);
    assert_eq!(state_with(&format!("{url}fonts: {{headline: a.ttf}}\n")).as_deref(), Some("good"));
}

#[test]
fn a_program_is_lacking_only_if_a_target_needs_it() {
    let without = |site: &str| {
        let paper = Paper::of(&[("content/a.md", "# 题\n\n文。\n"), ("content/site.yaml", site)]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanmu"));
        let output =
            command.args(["doctor", "--format", "json", "--root"]).arg(paper.root()).env("PATH", "").output();
        let output = output.unwrap();
        (output.status.code().unwrap(), serde_json::from_slice::<Value>(&output.stdout).unwrap())
    };
    let (code, said) = without("name: 报\n");
    assert_eq!((code, state(&said, "git"), state(&said, "rsync")), (0, Some("unneeded"), None), "{said}");
    let (code, said) = without(
        "publish:\n  web: {kind: rsync, host: web, path: /srv/paper}\n  pages: {kind: git, remote: origin}\n",
    );
    assert_eq!(
        (code, state(&said, "git"), state(&said, "rsync")),
        (1, Some("lacking"), Some("lacking")),
        "{said}"
    );
}

#[test]
fn every_command_shows_examples_that_it_understands() {
    let paper = Paper::of(&[]);
    let help = paper.run(&["--help"]).said;
    let commands = help.split("Commands:\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty());
    let names: Vec<&str> = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    for name in names.into_iter().filter(|name| !matches!(*name, "" | "help" | "calendar" | "doctor")) {
        let said = paper.run(&[name, "--help"]).said;
        let examples: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("  lanmu")).collect();
        assert!(!examples.is_empty(), "`lanmu {name}` has no example: {said}");
        let (options, _) = said.split_once("例 · Examples").unwrap();
        let below = examples.iter().filter_map(|line| line.split_whitespace().nth(1));
        let below: String = below.map(|word| paper.run(&[name, word, "--help"]).said).collect();
        let options = if name == "new" { below.as_str() } else { options };
        for option in examples.iter().flat_map(|line| line.split(' ')).filter(|word| word.starts_with("--")) {
            assert!(options.contains(option), "`lanmu {name}` has no {option}");
        }
    }
}

#[test]
fn shells_and_manuals_are_told_every_command() {
    let paper = Paper::of(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = paper.run(&["completions", shell]);
        assert!(run.code == 0 && run.said.contains("watch") && run.said.contains("makeup"), "{shell}");
    }
    let manual = paper.run(&["man"]);
    assert!(manual.code == 0 && manual.said.contains(".TH lanmu") && manual.said.contains("publish"));
}
