//! Writes one generated newspaper for Lanmu and for Hugo: `cargo bench --bench corpus -- STORIES FOLDER`.

#![allow(unreachable_pub, reason = "nothing of a test is public")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "benchmarks may fail, and make their own files"
)]

mod newspaper;

use std::path::Path;

use newspaper::{hugo, lanmu};

fn main() {
    let said: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [stories, folder] = said.as_slice() else {
        println!("usage: cargo bench --bench corpus -- STORIES FOLDER");
        return;
    };
    let (stories, folder) = (stories.parse().unwrap(), Path::new(folder));
    lanmu::write(stories, "bare", &folder.join("lanmu")).unwrap();
    hugo::write(stories, &folder.join("hugo")).unwrap();
    println!("{stories} stories in {}", folder.display());
}
