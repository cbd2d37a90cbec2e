//! Papers whose pages have no layout: a theme without a grid, a theme with errors, none at all. Every command prints what it
//! should.

use std::process::Command;

use crate::support::{Paper, repository};

const SITE: &str = "content/site.yaml";

/// Puts the paper into git, which `figures` reads.
fn committed(paper: &Paper) {
    for arguments in [["init", "-q"].as_slice(), &["add", "."], &["commit", "-q", "-m", "一"]] {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(arguments);
        assert!(git.current_dir(paper.root()).status().unwrap().success());
    }
}

fn papers() -> Vec<(&'static str, Paper, bool)> {
    let paper = |site: &str| {
        Paper::of(&[
            (SITE, site),
            (
                "content/editions/2025-11-20/a.md",
                "---\nheadline: 题\nbyline: 本报记者 王建国\n---\n\n正文。\n",
            ),
            (
                "content/editions/2025-11-27/b.md",
                "---\nheadline: 又一题\nbyline: 本报记者 王建国\n---\n\n正文。\n",
            ),
        ])
    };
    let bare = paper("name: 报\ntheme: bare\n");
    let theme = repository().join("tests/bench/themes/bare");
    for (path, bytes) in crate::support::files_in(&theme) {
        bare.put(&format!("themes/bare/{path}"), bytes);
    }
    let wrong = paper("name: 报\n");
    wrong.put("themes/broadsheet/theme.yaml", "x: 1\n");
    vec![
        ("a theme without a grid", bare, true),
        ("a theme with an error", wrong, false),
        ("an unknown theme", paper("name: 报\ntheme: nosuch\n"), false),
    ]
}

#[test]
fn every_command_ends_well_on_a_paper_whose_pages_are_not_made_up() {
    let commands: [&[&str]; 13] = [
        &["build"],
        &["build", "--strict"],
        &["check"],
        &["check", "--numbers"],
        &["check", "a"],
        &["check", "a", "--numbers"],
        &["check", "--edition", "2025-11-20"],
        &["check", "--edition", "2025-11-27", "--numbers"],
        &["check", "--edition", "2025-11-20", "--fix"],
        &["check", "--edition", "2030-01-01"],
        &["makeup"],
        &["makeup", "2025-11-20"],
        &["figures", "--since", "HEAD"],
    ];
    for (name, paper, is_good) in papers() {
        committed(&paper);
        for command in commands {
            let formats: &[&str] =
                if command[0] == "check" { &["text", "json", "html"] } else { &["text", "json"] };
            for format in formats {
                let run = paper.run(&[command, &["--format", format, "--as-of", "2025-12-01"]].concat());
                let wanted = match command {
                    [.., "2030-01-01"] => 1,
                    ["check", "a", ..] => 0, // The story itself has no errors.
                    _ if is_good => 0,
                    _ => 1,
                };
                assert_eq!(run.code, wanted, "{name}, {command:?}, {format}: {}", run.said);
            }
        }
    }
}
