//! Hosts with a command of their own: it is run on a finished copy, and only after somebody has seen it.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use lanmu::internals::digest::Digest;

use crate::support::{Paper, Run, files_in};

const COMMAND: &str = "sh deploy.sh '{folder}' \"a b\"";

/// A paper whose host copies the folder that it is given.
struct Office(Paper);

impl Office {
    fn new() -> Self {
        let site = format!(
            "name: 晨报\npublish:\n  host:\n    kind: pages\n    command: {}\n",
            serde_json::json!(COMMAND)
        );
        let office = Self(Paper::of(&[("content/site.yaml", &site)]));
        office.0.put("deploy.sh", "test \"$2\" = 'a b' || exit 3\nrm -rf live && cp -r \"$1\" live\necho ran >> runs\necho 'Live at https://paper.example.dev'\n");
        office.story("a", "正文。");
        office.story("b", "正文。");
        office
    }

    fn story(&self, name: &str, text: &str) {
        self.0.put(
            &format!("content/editions/2025-11-20/{name}.md"),
            format!("---\nbyline: 本报讯\n---\n# 题{name}\n\n{text}\n"),
        );
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.0.run(&[arguments, &["--as-of", "2025-12-01"]].concat())
    }

    fn publish(&self) -> Run {
        self.run(&["publish", "--allow-unready", "--yes"])
    }

    /// Remembers that the command was confirmed.
    fn confirm(&self, command: &str) {
        let known = serde_json::json!({Digest::of(command.as_bytes()).to_string(): {"command": command, "at": "2025-11-20T08:00:00Z"}});
        self.0.put(".lanmu/commands.json", known.to_string());
    }

    fn live(&self) -> BTreeMap<String, Vec<u8>> {
        files_in(&self.0.root().join("live"))
    }

    fn runs(&self) -> usize {
        fs::read_to_string(self.0.root().join("runs")).unwrap_or_default().lines().count()
    }
}

#[test]
fn a_new_command_is_not_run_before_somebody_has_seen_it() {
    let office = Office::new();
    let run = office.publish();
    assert!(run.code == 1 && run.said.contains(COMMAND) && run.said.contains("没有运行"), "{}", run.said);
    assert_eq!(office.runs(), 0);
    office.confirm("sh deploy.sh other");
    assert_eq!(office.publish().code, 1);
    assert_eq!(office.runs(), 0);
    office.confirm(COMMAND);
    let run = office.publish();
    assert!(run.code == 0 && run.said.contains("https://paper.example.dev"), "{}", run.said);
    assert_eq!(office.runs(), 1);
}

#[test]
fn in_a_terminal_the_command_is_shown_and_asked_for_once() {
    let has_script = Command::new("script").arg("--version").output().is_ok_and(|said| said.status.success());
    if !has_script {
        eprintln!("skipped: script(1) is not installed");
        return;
    }
    let office = Office::new();
    let answered = |answer: &str| {
        let lanmu = env!("CARGO_BIN_EXE_lanmu");
        let command = format!(
            "printf '{answer}\\n' | script -qec \"{lanmu} publish --allow-unready --yes --as-of 2025-12-01 --root {}\" /dev/null",
            office.0.root().display()
        );
        let output = Command::new("sh").arg("-c").arg(command).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let said = answered("no");
    assert!(said.contains("deploy.sh") && office.runs() == 0, "{said}");
    let said = answered("y");
    assert!(office.runs() == 1 && said.contains("https://paper.example.dev"), "{said}");
    office.story("b", "改过。");
    let run = office.publish();
    assert!(run.code == 0 && !run.said.contains("确认过"), "{}", run.said);
    assert_eq!(office.runs(), 2);
}

#[test]
fn the_command_gets_what_is_to_be_live_and_nothing_else() {
    let office = Office::new();
    office.confirm(COMMAND);
    office.run(&["build"]);
    office.0.put("public/mine.txt", "somebody's");
    office.publish();
    let mut printed = office.0.public();
    printed.retain(|path, _| path != "mine.txt" && path != ".lanmu.json");
    let mut live = office.live();
    assert!(live.remove("lanmu-manifest.json").is_some());
    assert_eq!(live.keys().collect::<Vec<_>>(), printed.keys().collect::<Vec<_>>());
    assert!(live == printed);
    let run = office.publish();
    assert!(run.said.contains("在线的和这里一样"), "{}", run.said);
    office.story("b", "改过。");
    let run = office.publish();
    assert!(run.said.contains("改过的稿 1"), "{}", run.said);
    assert_eq!(office.live()["2025-11-20/b.html"], office.0.public()["2025-11-20/b.html"]);
    let log = fs::read_to_string(office.0.root().join(".lanmu/publish.log")).unwrap();
    assert_eq!(log.lines().count(), 2, "{log}");
}

#[test]
fn a_command_that_fails_is_a_fault_and_the_next_run_converges() {
    let office = Office::new();
    office.confirm(COMMAND);
    let good = fs::read_to_string(office.0.root().join("deploy.sh")).unwrap();
    office.0.put("deploy.sh", "echo 'no such project' >&2\nexit 7\n");
    let run = office.publish();
    assert!(run.code == 2 && run.said.contains("no such project"), "{}", run.said);
    assert!(!office.0.root().join(".lanmu/host.json").exists());
    office.0.put("deploy.sh", good);
    assert_eq!(office.publish().code, 0);
    assert!(office.live().contains_key("index.html"));
}
