//! The seeds of the fuzzer, one after another: none crashes the program, and none takes long.

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{files_in, repository};

#[path = "fuzz/shared.rs"]
mod shared;

/// The longest time for a seed, without optimisation and on a busy machine. The slowest needs a tenth of it.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn no_seed_brings_the_program_down_or_takes_long() {
    let seeds = repository().join("tests/fuzz/seeds");
    for (name, run) in shared::TARGETS {
        let files = files_in(&seeds.join(name));
        assert!(files.len() >= 5, "{name} has {} seeds", files.len());
        for (file, bytes) in files {
            let (start, told) = (Instant::now(), format!("{name}/{file}"));
            std::panic::catch_unwind(|| run(&bytes)).unwrap_or_else(|_| panic!("{told} brings it down"));
            assert!(start.elapsed() < PATIENCE, "{told} took {:?}", start.elapsed());
        }
    }
}

#[test]
fn every_folder_of_seeds_is_replayed_and_has_its_target() {
    let listed = |folder: &str| {
        let entries = fs::read_dir(repository().join("tests/fuzz").join(folder)).unwrap();
        let names =
            entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    let known = shared::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed("seeds"), known);
    assert_eq!(listed("targets"), known);
}
