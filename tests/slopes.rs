//! What files cost: four times as much of anything takes hardly more than four times as long, never sixteen times.
//!
//! Counted is the time that the processor worked for the command, not the time that passed, so that a busy machine disturbs
//! little; and of several runs the fastest. The sizes are those of a large file, in KB: `LANMU_SLOPE_KB=1024` asks for more.

mod patterns;

use std::io::Read;
use std::process::{Command, Stdio};

use patterns::{CONTENT, FINDINGS, LISTS, NARRATIVE, PROOF, Pattern, VALUES};

use crate::support::Paper;

/// How large the file is of which a quarter is read as well.
const KILOBYTES: usize = 256;
/// By how much four times as much may cost more. A square costs sixteen times as much.
const STEEPEST: f64 = 8.0;
/// What is too little to be compared, in seconds.
const NOISE: f64 = 0.3;
/// How often a pattern is tried that seems too steep.
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

/// How long the processor works on a paper of these files, in seconds.
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
    // Whoever has closed what it says has done its work; until somebody waits for it, the system tells how long it worked.
    let mut said = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut said).unwrap();
    let worked = worked(child.id());
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{command} ended with {code:?}");
    worked
}

/// How long the processor has worked for a process, in seconds, as Linux counts it: in hundredths.
fn worked(process: u32) -> f64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = told.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
    ticks / 100.0
}
