//! The tutorials are true: from an empty folder, each of their commands does what stands below it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use regex::Regex;

use crate::support::{Paper, repository};

/// The day on which the tutorials take place.
const DAY: [&str; 2] = ["--as-of", "2026-03-12"];

/// The fenced blocks of a text, each with the language that it names.
fn blocks(text: &str) -> Vec<(String, String)> {
    let (mut blocks, mut open) = (Vec::new(), None::<(String, String, String)>);
    for line in text.lines() {
        match &mut open {
            Some((fence, ..)) if line == fence => {
                let (_, language, content) = open.take().unwrap();
                blocks.push((language, content));
            }
            Some((.., content)) => content.extend([line, "\n"]),
            None if line.starts_with("```") => {
                let language = line.trim_start_matches('`');
                let fence = line[..line.len() - language.len()].to_owned();
                open = Some((fence, language.to_owned(), String::new()));
            }
            None => {}
        }
    }
    blocks
}

/// Somebody who does what the tutorial says.
struct Pupil {
    folder: PathBuf,
    /// What the last block of commands said.
    said: String,
}

impl Pupil {
    fn run(&mut self, commands: &str) {
        self.said.clear();
        for line in commands.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["cd", folder] => self.folder.push(folder),
                ["lanmu", "watch"] => self.watch(),
                ["lanmu", "publish"] => self.lanmu(&["publish", "--yes"]),
                ["lanmu", arguments @ ..] => self.lanmu(arguments),
                _ => panic!("what is `{line}`?"),
            }
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanmu"));
        command.args(arguments).args(DAY).current_dir(&self.folder);
        command
    }

    fn lanmu(&mut self, arguments: &[&str]) {
        let output = self.command(arguments).output().unwrap();
        self.said += &String::from_utf8_lossy(&output.stderr);
        self.said += &String::from_utf8_lossy(&output.stdout);
    }

    /// Looks whether the preview gives an address, and stops it.
    fn watch(&mut self) {
        let mut watch =
            self.command(&["watch"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(watch.stdout.take().unwrap()).lines();
        let address = lines.map_while(Result::ok).find(|line| line.contains("http://"));
        watch.kill().unwrap();
        watch.wait().unwrap();
        assert!(address.is_some());
    }

    /// Reads what is shown below commands: each line was said, in this order.
    fn compare(&self, shown: &str) {
        let seconds = Regex::new(r"\d+\.\d\d (秒|s)").unwrap();
        let said = seconds.replace_all(&self.said, "$1");
        let shown = seconds.replace_all(shown, "$1");
        let mut lines = said.lines();
        for line in shown.lines() {
            assert!(lines.any(|said| said == line), "`{line}` is not said, or not there:\n{}", self.said);
        }
    }

    /// Writes a file, whose path stands in the first line.
    fn write(&self, block: &str) {
        let (first, text) = block.split_once('\n').unwrap();
        fs::write(self.folder.join(path_in(first)), text).unwrap();
    }

    /// Changes lines of a file: `-` takes one away, `+` puts one in its place, or at the end.
    fn edit(&self, block: &str) {
        let (first, changes) = block.split_once('\n').unwrap();
        let path = self.folder.join(path_in(first));
        let mut text = fs::read_to_string(&path).unwrap();
        let line = |mark: char| changes.lines().find_map(|line| line.strip_prefix(mark));
        match (line('-'), line('+')) {
            (Some(old), Some(new)) => {
                assert!(text.contains(&format!("{old}\n")), "{old}");
                text = text.replace(old, new);
            }
            (None, Some(new)) => text.extend([new, "\n"]),
            _ => panic!("{block}"),
        }
        fs::write(path, text).unwrap();
    }
}

fn path_in(comment: &str) -> &str {
    comment.trim_start_matches(['#', '<', '!', '-', ' ']).trim_end_matches(" -->")
}

fn follow(page: &Path, folder: &Path) -> usize {
    let text = fs::read_to_string(page).unwrap();
    let mut pupil = Pupil { folder: folder.to_owned(), said: String::new() };
    let blocks = blocks(&text);
    for (language, content) in &blocks {
        match language.as_str() {
            "sh" => pupil.run(content),
            "text" => pupil.compare(content),
            "diff" => pupil.edit(content),
            "yaml" | "markdown" => pupil.write(content),
            other => panic!("a block of {other}"),
        }
    }
    blocks.len()
}

#[test]
fn whoever_follows_the_tutorial_sees_what_it_says() {
    let empty = Paper::of(&[]);
    assert!(follow(&repository().join("content/pages/tutorial.md"), empty.root()) > 20);
    let made = empty.root().join("我的周报");
    for path in
        ["public/index.html", "bundles/我的周报-2026-03-12.zip", "content/editions/2026-03-19/edition.yaml"]
    {
        assert!(made.join(path).is_file(), "{path}");
    }
    let page = fs::read_to_string(made.join("public/2026-03-12/s-fbafe90719.html")).unwrap();
    assert!(page.contains("4200余台</data></a>，做到机等田"), "the mark was put right");
}

#[test]
fn whoever_follows_the_english_guide_sees_what_it_says() {
    let empty = Paper::of(&[]);
    assert!(follow(&repository().join("content/pages/english.md"), empty.root()) > 12);
    let made = empty.root().join("valley");
    for path in
        ["public/index.html", "bundles/valley-2026-03-12.zip", "content/editions/2026-03-19/edition.yaml"]
    {
        assert!(made.join(path).is_file(), "{path}");
    }
    let page = fs::read_to_string(made.join("public/2026-03-12/library.html")).unwrap();
    assert!(page.contains("1,840 visits") && page.contains("rose by"), "{page}");
}

#[test]
fn the_page_of_changes_begins_with_this_version() {
    let page = fs::read_to_string(repository().join("content/pages/changes.md")).unwrap();
    let newest = page.lines().find_map(|line| line.strip_prefix("## "));
    assert_eq!(newest, Some(env!("CARGO_PKG_VERSION")));
}
