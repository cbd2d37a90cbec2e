//! Small papers in folders of their own, built by the real command.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use lanmu::internals::finding::Noted;
use lanmu::internals::model::draft::Drafts;
use lanmu::internals::model::inventory::{Inventory, Text};
use lanmu::internals::parse;
use lanmu::internals::project::{Audience, Project, Strictness, Today};
use lanmu::internals::source::SourcePath;
use regex::Regex;
use tempfile::TempDir;

/// A picture of one grey pixel.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";

/// A picture of one pixel, as text.
pub const GIF: &str = "GIF89a\x01\0\x01\0\0\0\0;";

/// The texts of a paper that is in no folder.
pub fn inventory(files: &[(impl AsRef<str>, impl AsRef<str>)]) -> Inventory {
    let mut inventory = Inventory::default();
    inventory.texts.insert(SourcePath::new("themes/broadsheet/theme.yaml"), Text::of(b"{}"));
    for (path, text) in files {
        inventory.texts.insert(SourcePath::new(path.as_ref()), Text::of(text.as_ref().as_bytes()));
    }
    inventory
}

/// A paper of one file, as the program reads it: nothing is linked or printed.
pub fn read(path: &str, text: &str) -> Noted<Drafts> {
    let inventory = inventory(&[(path, text)]);
    parse::parsed(&inventory)
}

/// The paper in this folder, as `Paper::build` builds it: for readers, on a fixed day.
pub fn project(root: &Path) -> Project {
    Project {
        root: root.to_owned(),
        out: root.join("public"),
        today: Today::Given("2025-12-01".parse().unwrap()),
        audience: Audience::Readers,
        strictness: Strictness::Integrity,
    }
}

/// The same as seen by its editors, on the day of its edition.
pub fn at_the_desk(root: &Path) -> Project {
    let today = Today::Given("2025-11-20".parse().unwrap());
    Project { today, audience: Audience::Desk, ..project(root) }
}

/// A paper in a temporary folder, which is deleted with it.
pub struct Paper {
    folder: TempDir,
}

/// The result of a run of the command.
pub struct Run {
    pub code: i32,
    pub said: String,
}

impl Paper {
    /// A paper of these files, each given by path and text.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let paper = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            paper.put(path, text);
        }
        paper
    }

    /// A copy of a folder that contains `content/` and perhaps `themes/`.
    pub fn copy_of(folder: &Path) -> Self {
        let paper = Self { folder: tempfile::tempdir().unwrap() };
        for top in ["content", "themes"] {
            for (path, bytes) in files_in(&folder.join(top)) {
                paper.put(&format!("{top}/{path}"), bytes);
            }
        }
        paper
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Saves a file by renaming, as many editors do: nobody ever reads half of it.
    #[allow(dead_code, reason = "only some tests edit while somebody looks")]
    pub fn save(&self, path: &str, text: impl AsRef<[u8]>) {
        let (path, beside) = (self.root().join(path), self.root().join("being-saved"));
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap();
    }

    /// Builds on a fixed day, whatever the current day is, and lists every finding.
    pub fn build(&self) -> Run {
        self.run(&["build", "--all", "--as-of", "2025-12-01"])
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.root(), arguments, &[])
    }

    /// Builds, and asserts that the build succeeds.
    pub fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let run = self.build();
        assert_eq!(run.code, 0, "{}", run.said);
        self.public()
    }

    /// What `.cache` contains for the output: `next`, the tree beside it, or `journal`.
    #[allow(dead_code, reason = "only some tests look into the cache")]
    pub fn kept(&self, what: &str) -> String {
        let out = fs::canonicalize(self.root()).unwrap().join("public");
        let sign = lanmu::internals::digest::Digest::of(out.as_os_str().as_encoded_bytes()).short();
        format!(".cache/{what}-{sign}")
    }

    /// Every file of the output.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files_in(&self.root().join("public"))
    }

    /// One document of the output as text, without what ties the last letter of each paragraph and narrows its marks.
    pub fn page(&self, path: &str) -> String {
        let text = fs::read_to_string(self.root().join("public").join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let text = ENDING.replace_all(&text, "$1"); // One may stand in the other.
        ENDING.replace_all(&text, "$1").into_owned()
    }
}

static ENDING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("<span class=\"(?:ending(?: tied)?|paired)\">([^<]*)</span>").unwrap());

/// Runs the command on the paper at `root`.
pub fn run_in(root: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_lanmu"))
        .args(arguments)
        .arg("--root")
        .arg(root)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    Run { code: output.status.code().unwrap_or(-1), said }
}

/// Every file below a folder, by path with `/`.
pub fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let relative = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(relative, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The repository itself, which contains the sample paper.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
