//! A generated newspaper: the same stories, for any number of them, in the format of each program.

pub mod hugo;
pub mod lanmu;
pub mod photographs;
pub mod prose;
pub mod random;
mod story;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use story::Story;
use walkdir::WalkDir;

/// The name of the paper.
pub const NAME: &str = "河湾日报";
/// Its place of publication.
pub const ADDRESS: &str = "https://example.org/";
/// Its columns, each with its spelling in addresses.
pub const COLUMNS: [(&str, &str); 8] = [
    ("头条", "toutiao"),
    ("街巷", "jiexiang"),
    ("田野", "tianye"),
    ("学堂", "xuetang"),
    ("工坊", "gongfang"),
    ("医院", "yiyuan"),
    ("水利", "shuili"),
    ("旧闻", "jiuwen"),
];

/// Writes a text for each story below a folder, at the path that `place` gives.
fn write_stories(
    stories: usize,
    folder: &Path,
    place: impl Fn(&Story) -> String + Sync,
    text: impl Fn(&Story) -> String + Sync,
) -> io::Result<()> {
    (0..stories).into_par_iter().map(Story::new).try_for_each(|story| {
        let file = folder.join(place(&story));
        put(&file, &text(&story))
    })
}

/// Writes a file, and creates its folders.
fn put(file: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(file.parent().unwrap())?;
    fs::write(file, text)
}

/// Copies a folder that is beside these benchmarks.
fn copy(name: &str, to: &Path) -> io::Result<()> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench").join(name);
    let files =
        WalkDir::new(&from).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    for file in files {
        let copied: PathBuf = to.join(file.path().strip_prefix(&from).unwrap());
        fs::create_dir_all(copied.parent().unwrap())?;
        fs::copy(file.path(), copied)?;
    }
    Ok(())
}
