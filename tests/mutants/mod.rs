//! Papers with random damage: whatever is in the folder, every command ends in time, says where the problem is, and leaves the
//! output alone unless it prints again.
//!
//! The same seed does the same damage on every machine. `LANMU_MUTANTS=3000` tries 3000 papers, `LANMU_MUTANTS_FROM=117` begins
//! at a seed, and `LANMU_MUTANTS_KEEP=DIR` keeps the papers that fail:
//!
//! ```sh
//! LANMU_MUTANTS=3000 cargo test --test paper mutants -- --nocapture
//! ```

mod bases;
mod files;
#[path = "../bench/newspaper/random.rs"]
mod random;
mod text;
mod trial;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bases::Base;
use random::Random;
use trial::Trial;

/// The number of papers if the environment sets none.
const USUAL: usize = 20;
/// The most ways in which a paper is damaged.
const MOST: usize = 4;

fn told(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_spoilt_paper_ends_a_command_or_what_was_printed() {
    let bases = bases::bases();
    let (first, many) = (told("LANMU_MUTANTS_FROM").unwrap_or(0), told("LANMU_MUTANTS").unwrap_or(USUAL));
    let (next, failures) = (AtomicUsize::new(first), Mutex::new(Vec::new()));
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + many {
                        return;
                    }
                    if let Some(failure) = spoil_and_try(seed, &bases) {
                        eprintln!("{failure}");
                        failures.lock().unwrap().push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} of {many} papers fail:\n{}", failures.len(), failures.join("\n"));
}

/// Damages a paper and tries every command on it; returns what went wrong, if anything did.
fn spoil_and_try(seed: usize, bases: &[Base]) -> Option<String> {
    let mut random = Random::new(seed);
    let base = random.one_of(bases);
    let trial = Trial::of(base);
    let spoilt: Vec<String> =
        (0..random.between(1, MOST)).map(|_| spoil(trial.root(), &mut random)).collect();
    let failure = trial.run(&mut random).err()?;
    trial.keep(seed);
    Some(format!("seed {seed}, {}, {}: {failure}", base.name, spoilt.join("; ")))
}

/// Damages a paper in one way, and says how.
fn spoil(root: &std::path::Path, random: &mut Random) -> String {
    if random.between(0, 9) < 7 { text::spoil(root, random) } else { files::spoil(root, random) }
}
