//! The lower bound for any site generator: reads every source, writes every document, does nothing in between.
//!
//! `cargo bench --bench floor -- SOURCES BUILT COPY` prints the time it took, as JSON. The documents of the folder `BUILT` are
//! loaded into memory first, and written to the folder `COPY`, which is emptied first.

#![allow(unreachable_pub, reason = "nothing of a test is public")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "benchmarks may fail, and make their own files"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use walkdir::WalkDir;

fn main() {
    let said: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [sources, built, copy] = said.as_slice() else {
        println!("usage: cargo bench --bench floor -- SOURCES BUILT COPY");
        return;
    };
    let documents = documents(Path::new(built), Path::new(copy));
    if Path::new(copy).exists() {
        fs::remove_dir_all(copy).unwrap();
    }
    let begun = Instant::now();
    let read = read(Path::new(sources));
    write(&documents);
    let seconds = begun.elapsed().as_secs_f64();
    let written: usize = documents.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{}", serde_json::json!({"seconds": seconds, "bytes_read": read, "bytes_written": written}));
}

/// Every document of a built site, and the path of its copy.
fn documents(built: &Path, copy: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let place = |file: &PathBuf| copy.join(file.strip_prefix(built).unwrap());
    files(built).into_iter().map(|file| (place(&file), fs::read(&file).unwrap())).collect()
}

/// Reads every file of a folder; returns the number of bytes.
fn read(sources: &Path) -> usize {
    files(sources).into_par_iter().map(|file| fs::read(file).unwrap().len()).sum()
}

fn write(documents: &[(PathBuf, Vec<u8>)]) {
    let folders: BTreeSet<&Path> = documents.iter().filter_map(|(file, _)| file.parent()).collect();
    for folder in folders {
        fs::create_dir_all(folder).unwrap();
    }
    documents.par_iter().for_each(|(file, bytes)| fs::write(file, bytes).unwrap());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
