//! The cost of files: four times as much of anything takes hardly more than four times as long, never sixteen times.
//!
//! Measured is the processor time of the command, not the elapsed time, so that a busy machine has little influence; and the
//! fastest of several runs counts. The sizes are those of a large file, in KB: `LANMU_SLOPE_KB=1024` sets a larger one.

mod patterns;

use std::io::Read;
use std::process::{Command, Stdio};

use patterns::{CONTENT, FINDINGS, LISTS, NARRATIVE, PROOF, Pattern, VALUES};

use crate::support::Paper;

/// The size of the large file; a file of a quarter of it is read as well.
const KILOBYTES: usize = 256;
/// The allowed factor for four times as much. Quadratic cost would be sixteen times.
const STEEPEST: f64 = 8.0;
/// Times below this are too short to be compared, in seconds.
const NOISE: f64 = 0.3;
/// How often a pattern that seems too steep is tried.
const TRIES: usize = 3;

#[test]
#[ignore = "takes minutes: cargo test slopes -- --ignored"]
fn words_and_marks_of_a_narrative_cost_no_more_than_their_length() {
    every_slope_is_even(NARRATIVE);
}

#[test]
#[ignore = "takes minutes: cargo test slopes -- --ignored"]
fn figures_and_other_content_of_a_story_cost_no_more_than_their_number() {
    every_slope_is_even(CONTENT);
}

#[test]
#[ignore = "takes minutes: cargo test slopes -- --ignored"]
fn keys_and_values_cost_no_more_than_their_number() {
    every_slope_is_even(VALUES);
}

#[test]
#[ignore = "takes minutes: cargo test slopes -- --ignored"]
fn lists_of_editions_ledgers_and_style_cost_no_more_than_their_length() {
    every_slope_is_even(LISTS);
}

#[test]
#[ignore = "takes minutes: cargo test slopes -- --ignored"]
fn what_is_found_costs_no_more_than_its_number() {
    every_slope_is_even(FINDINGS);
}

#[test]
#[ignore = "takes minutes: cargo test slopes -- --ignored"]
fn one_endless_paragraph_is_proofread_in_no_more_than_its_length() {
    every_slope_is_even(PROOF);
}

fn every_slope_is_even(patterns: &[Pattern]) {
    let asked = std::env::var("LANMU_SLOPE_KB").ok().and_then(|asked| asked.parse().ok());
    let size = asked.unwrap_or(KILOBYTES) * 1024;
    let idle = ["build", "check"]
        .map(|command| (command, cost(command, &[("content/a.md", "# 题\n\n正文。\n".to_owned())])));
    let mut steep = Vec::new();
    for pattern in patterns {
        let (_, idle) = idle.iter().find(|(command, _)| *command == pattern.command).unwrap();
        let (mut small, mut large) = (f64::INFINITY, f64::INFINITY);
        let is_even = (0..TRIES).any(|_| {
            small = small.min(cost(pattern.command, &(pattern.files)(size / 4)));
            large = large.min(cost(pattern.command, &(pattern.files)(size)));
            large - idle <= STEEPEST * (small - idle).max(0.0) + NOISE
        });
        if !is_even {
            steep.push(format!("{} ({}): {small:.2} s, then {large:.2} s", pattern.name, pattern.command));
        }
    }
    assert!(steep.is_empty(), "{}", steep.join("\n"));
}

/// The processor time for a paper of these files, in seconds.
fn cost(command: &str, files: &[(&str, String)]) -> f64 {
    let paper = Paper::of(&[]);
    for (path, text) in files {
        paper.put(path, text);
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_lanmu"))
        .args([command, "--as-of", "2025-12-01", "--root"])
        .arg(paper.root())
        .env("RAYON_NUM_THREADS", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // A process that has closed its output has done its work; until its parent waits for it, the system still reports its time.
    let mut said = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut said).unwrap();
    let worked = worked(child.id());
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{command} ended with {code:?}");
    worked
}

/// The processor time of a process, in seconds; Linux counts it in hundredths.
fn worked(process: u32) -> f64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = told.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
    ticks / 100.0
}
