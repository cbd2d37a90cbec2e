//! Builds that are killed: a reader gets the old site or the new one, and the next build prints the new one.
//!
//! `tests/crash/kills.py` kills at every system call, and `tests/crash/power.py` cuts the power; here the moment is random.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::Paper;

fn paper() -> Paper {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\nurl: https://example.org/\n")]);
    for number in 0..40 {
        let day = 1 + number % 20;
        paper.put(
            &format!("content/editions/2025-10-{day:02}/s{number}.md"),
            format!("# 第{number}篇\n\n正文{number}。\n"),
        );
    }
    paper
}

/// Starts a build and kills it after a while; returns whether it had ended before.
fn killed_after(paper: &Paper, while_: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lanmu"))
        .args(["--as-of", "2025-12-01", "--root"])
        .arg(paper.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(while_);
    let has_ended = child.try_wait().unwrap().is_some();
    let _ = child.kill();
    child.wait().unwrap();
    has_ended
}

fn assert_whole_when_killed(change: impl Fn(&Paper, u32)) {
    const KILLS: u32 = 12;
    let paper = paper();
    let mut old: BTreeMap<String, Vec<u8>> = paper.built();
    let start = Instant::now();
    change(&paper, 0);
    old.clone_from(&paper.built());
    let took = start.elapsed();
    for kill in 1..=KILLS {
        change(&paper, kill);
        killed_after(&paper, took * kill / KILLS);
        let found = paper.public();
        let new = paper.built();
        assert!(
            found == old || found == new,
            "killed after {:?} of {took:?}: neither old nor new",
            took * kill / KILLS
        );
        old = new;
    }
}

#[test]
fn a_small_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    assert_whole_when_killed(|paper, kill| {
        paper.put("content/editions/2025-10-07/s6.md", format!("# 第6篇\n\n改了{kill}次。\n"));
        paper.put(&format!("content/editions/2025-10-07/n{kill}.md"), "# 新\n\n文。\n");
    });
}

#[test]
fn a_large_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    assert_whole_when_killed(|paper, kill| {
        paper.put("content/site.yaml", format!("name: 报{kill}\nurl: https://example.org/\n"));
    });
}
