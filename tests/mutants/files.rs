//! Random changes to the files of a paper: their names, their places, and things in them that are not files.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::random::Random;
use super::text::relative;

/// Names that cause trouble.
const NAMES: &[&str] = &[
    "a b.md",
    "a\nerror[x]: 假.md",
    "a\u{1b}[31m.md",
    "a\u{9b}31m.md",
    "a\u{202e}dm.md",
    "a#b.md",
    "a?b.md",
    "%41.md",
    "con.md",
    "A.MD",
    "é.md",
    "e\u{301}.md",
    ".md",
    "-x.md",
    "a.md.orig",
    "~$a.md",
    "a.yaml",
    "edition.yaml",
    "site.yaml",
    "index.md",
    "feed.xml",
    "robots.txt",
    "a'\"`.md",
    "甲乙丙丁.md",
    "x.html",
    "a.md~",
];
/// Folders with a meaning, and folders that only look like them.
const FOLDERS: &[&str] = &[
    "content",
    "content/editions",
    "content/editions/2025-11-20",
    "content/editions/2025-11-31",
    "content/editions/2099-01-01",
    "content/editions/x",
    "content/ledgers",
    "content/pages",
    "content/style",
    "content/theme",
    "content/theme/templates",
    "themes/broadsheet",
];

/// A way to damage a file of the paper at a root.
type Way = fn(&Path, &Path, &mut Random);

/// Damages the existing files, and says how.
pub fn spoil(root: &Path, random: &mut Random) -> String {
    let ways: [(&str, Way); 9] = [
        ("renamed", rename),
        ("moved", move_away),
        ("copied", copy),
        ("removed", remove),
        ("emptied", empty),
        ("a folder in its place", folder),
        ("something special in its place", special),
        ("a name that is no text", odd_name),
        ("much", much),
    ];
    let Some(path) = any_file(root, random) else { return "nothing left".to_owned() };
    let (name, way) = random.one_of(&ways);
    way(root, &path, random);
    format!("{name}: {}", relative(root, &path))
}

/// Any plain file of the paper; content more often than theme.
pub fn any_file(root: &Path, random: &mut Random) -> Option<PathBuf> {
    let (mut content, mut theme) = (Vec::new(), Vec::new());
    gather(&root.join("content"), &mut content);
    gather(&root.join("themes"), &mut theme);
    let from_theme = !theme.is_empty() && (content.is_empty() || random.between(0, 1) == 0);
    let files = if from_theme { theme } else { content };
    (!files.is_empty()).then(|| random.one_of(&files).clone())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let looks = fs::symlink_metadata(&path).unwrap();
        if looks.is_dir() {
            gather(&path, files);
        } else if looks.is_file() {
            files.push(path);
        }
    }
}

fn put_at(root: &Path, path: &Path, random: &mut Random) -> PathBuf {
    let folder = root.join(random.one_of(FOLDERS));
    // If a file has the name of the folder, nothing is created.
    let _ = fs::create_dir_all(&folder);
    folder.join(path.file_name().unwrap())
}

fn rename(_: &Path, path: &Path, random: &mut Random) {
    let long = format!("{}.md", "长".repeat(80));
    let name = if random.between(0, 12) == 0 { &long } else { *random.one_of(NAMES) };
    let _ = fs::rename(path, path.with_file_name(name)); // A folder may have that name by now.
}

fn move_away(root: &Path, path: &Path, random: &mut Random) {
    let to = put_at(root, path, random);
    let _ = fs::rename(path, to);
}

fn copy(root: &Path, path: &Path, random: &mut Random) {
    let to = put_at(root, path, random);
    if fs::symlink_metadata(&to).is_err() {
        let _ = fs::copy(path, to);
    }
}

fn remove(_: &Path, path: &Path, _: &mut Random) {
    fs::remove_file(path).unwrap();
}

fn empty(_: &Path, path: &Path, _: &mut Random) {
    fs::write(path, "").unwrap();
}

fn folder(_: &Path, path: &Path, random: &mut Random) {
    fs::remove_file(path).unwrap();
    fs::create_dir(path).unwrap();
    if random.between(0, 1) == 0 {
        fs::write(path.join("inside.md"), "# 里面\n\n正文。\n").unwrap();
    }
}

fn special(root: &Path, path: &Path, random: &mut Random) {
    fs::remove_file(path).unwrap();
    let link = |to: &Path| {
        #[cfg(unix)]
        std::os::unix::fs::symlink(to, path).unwrap();
    };
    match random.between(0, 5) {
        0 => link(Path::new("/dev/zero")),
        1 => link(&root.join("content")),
        2 => link(path),
        3 => link(Path::new("/etc/passwd")),
        4 => link(Path::new("nowhere")),
        _ => drop(Command::new("mkfifo").arg(path).status().unwrap()),
    }
}

/// Gives a file or its folder a name that is not valid text.
fn odd_name(root: &Path, path: &Path, random: &mut Random) {
    #[cfg(unix)]
    let name = <OsString as std::os::unix::ffi::OsStringExt>::from_vec(b"a\xFF\xFE.md".to_vec());
    #[cfg(not(unix))]
    let name = OsString::from("a.md");
    let folder = path.parent().unwrap();
    let is_top = folder.parent().is_none_or(|parent| parent == root);
    let whom = if random.between(0, 1) == 0 || is_top { path } else { folder };
    let _ = fs::rename(whom, whom.with_file_name(name));
}

/// Many small files, or a large one.
fn much(_: &Path, path: &Path, random: &mut Random) {
    match random.between(0, 2) {
        0 => (0..60).for_each(|number| {
            fs::write(
                path.with_file_name(format!("much-{number}.md")),
                format!("# 第{number}条\n\n正文。\n"),
            )
            .unwrap();
        }),
        1 => fs::write(path.with_file_name("large.md"), "很长的一段，说了许多话。\n\n".repeat(4000)).unwrap(),
        _ => {
            let file = fs::File::create(path.with_file_name("sparse.md")).unwrap();
            file.set_len(9 << 20).unwrap();
        }
    }
}
