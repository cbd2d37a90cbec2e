//! Writes one generated newspaper for Lanmu and for Hugo: `cargo bench --bench corpus -- STORIES FOLDER`; with photographs of a width
//! for Lanmu: `… STORIES FOLDER PHOTOGRAPHS WIDTH`.

#![allow(unreachable_pub, reason = "nothing of a test is public")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "benchmarks may fail, and make their own files"
)]

mod newspaper;

use std::path::Path;

use newspaper::{hugo, lanmu, photographs};

fn main() {
    let said: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let (stories, folder, added) = match said.as_slice() {
        [stories, folder] => (stories, folder, None),
        [stories, folder, photographs, width] => (stories, folder, Some((photographs, width))),
        _ => {
            println!("usage: cargo bench --bench corpus -- STORIES FOLDER [PHOTOGRAPHS WIDTH]");
            return;
        }
    };
    let (stories, folder) = (stories.parse().unwrap(), Path::new(folder));
    lanmu::write(stories, "bare", &folder.join("lanmu")).unwrap();
    hugo::write(stories, &folder.join("hugo")).unwrap();
    if let Some((count, width)) = added {
        photographs::add(count.parse().unwrap(), width.parse().unwrap(), &folder.join("lanmu")).unwrap();
    }
    println!("{stories} stories in {}", folder.display());
}
