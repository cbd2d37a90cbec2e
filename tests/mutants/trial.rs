//! A trial: every command on one damaged paper, and what must hold.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::bases::Base;
use super::random::Random;

/// The processor time allowed for a command without optimisation, in seconds: a file of nine megabytes that is compared with its
/// revision takes twenty.
const WORK: usize = 40;
/// How long it may take on a busy machine, working or waiting.
const PATIENCE: Duration = Duration::from_mins(3);
/// The memory that it may reserve, in kilobytes.
const MEMORY: usize = 8 << 20;
/// Errors that belong to no file: they are about the paper as a whole, a missing template, or an argument.
const OF_NO_FILE: &[&str] = &[
    "dead-link",
    "unknown-edition",
    "no-such-story",
    "missing-template",
    "nothing-printed",
    "unknown-word",
    "number-gap",
    "same-address",
    "same-slug",
    "unknown-theme",
];

/// A damaged paper in a folder of its own.
pub struct Trial {
    folder: TempDir,
}

/// The result of a command.
struct Outcome {
    what: String,
    code: i32,
    said: String,
    lines: Vec<Value>,
}

impl Trial {
    /// A copy of a base, to be damaged.
    pub fn of(base: &Base) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in &base.files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self { folder }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Keeps the paper for later examination.
    pub fn keep(&self, seed: usize) {
        if let Some(keep) = std::env::var_os("LANMU_MUTANTS_KEEP") {
            let to = Path::new(&keep).join(seed.to_string());
            fs::create_dir_all(&to).unwrap();
            let _ = Command::new("cp").arg("-a").arg(self.root().join(".")).arg(to).status();
        }
    }

    /// Tries every command.
    pub fn run(&self, random: &mut Random) -> Result<(), String> {
        let content = self.snapshot("content");
        let before = self.snapshot("public");
        let warm = self.lanmu(&["build"])?;
        let printed = self.snapshot("public");
        if warm.code != 0 && printed != before {
            return Err(format!("{} changed public/ at exit {}", warm.what, warm.code));
        }
        self.cold(&warm, &printed)?;
        self.lanmu(&["check"])?;
        self.lanmu(&["makeup"])?;
        let mixed: [&[&str]; 3] =
            [&["figures", "--since", "HEAD"], &["check", "--numbers"], &["check", "--edition", "2025-11-20"]];
        self.lanmu(mixed[random.between(0, 2)])?;
        if self.snapshot("public") != printed {
            return Err("public/ was changed by a command that only reads".to_owned());
        }
        let strict = self.lanmu(&["build", "--strict", "--format", "text"])?;
        if strict.code != 0 && self.snapshot("public") != printed {
            return Err(format!("{} changed public/ at exit {}", strict.what, strict.code));
        }
        if self.snapshot("content") != content {
            return Err("content/ was changed by a command that only reads".to_owned());
        }
        self.mended(&warm)
    }

    /// A build without a cache, into an empty folder, has the same output.
    fn cold(&self, warm: &Outcome, printed: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
        let (cache, aside) = (self.root().join(".cache"), self.root().join("put-aside"));
        let had_memory = fs::rename(&cache, &aside).is_ok();
        let cold = self.lanmu(&["build", "--out", "cold"])?;
        let anew = self.snapshot("cold");
        let _ = fs::remove_dir_all(&cache);
        if had_memory {
            fs::rename(&aside, &cache).unwrap();
        }
        let is_ours = |(path, _): &(&String, &Vec<u8>)| !path.starts_with(".lanmu");
        if cold.code != warm.code {
            return Err(format!("warm ends with {}, cold with {}", warm.code, cold.code));
        }
        if cold.code == 0 && !anew.iter().filter(is_ours).eq(printed.iter().filter(is_ours)) {
            let differ = printed.iter().find(|(path, bytes)| anew.get(*path) != Some(bytes));
            return Err(format!("warm and cold differ, as in {:?}", differ.map(|(path, _)| path)));
        }
        Ok(())
    }

    /// A fixed paper still builds if it did before, and one run fixes everything.
    fn mended(&self, warm: &Outcome) -> Result<(), String> {
        self.lanmu(&["check", "--fix"])?;
        let once = self.snapshot("content");
        let again = self.lanmu(&["build"])?;
        if warm.code == 0 && again.code != 0 {
            return Err("a paper that was built is not after `check --fix`".to_owned());
        }
        self.lanmu(&["check", "--fix"])?;
        if self.snapshot("content") != once {
            return Err("`check --fix` mends what it has mended".to_owned());
        }
        Ok(())
    }

    /// Runs a command, and checks how it ended and what it printed.
    fn lanmu(&self, arguments: &[&str]) -> Result<Outcome, String> {
        let what = arguments.join(" ");
        let limited = format!("ulimit -v {MEMORY}; ulimit -t {WORK}; exec \"$@\"");
        let mut child = Command::new("sh")
            .args(["-c", &limited, "sh", env!("CARGO_BIN_EXE_lanmu")])
            .args(arguments)
            .args(["--as-of", "2025-12-01"])
            .args(if arguments.contains(&"--format") { &[][..] } else { &["--format", "json"] })
            .current_dir(self.root())
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let streams = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let readers =
            (std::thread::spawn(move || all_of(streams.0)), std::thread::spawn(move || all_of(streams.1)));
        let start = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status,
                None if start.elapsed() > PATIENCE => {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    return Err(format!("{what} hangs"));
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let said = [readers.0.join().unwrap(), readers.1.join().unwrap()].concat();
        let lines = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let Some(code) = status.code() else {
            return Err(format!("{what} is ended, {status}: too much work, too much memory, or worse"));
        };
        let outcome = Outcome { what, code, said, lines };
        outcome.examine()?;
        Ok(outcome)
    }

    /// Every file below a folder with its contents; anything else only by its existence.
    fn snapshot(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root().join(folder)];
        while let Some(next) = folders.pop() {
            let Ok(entries) = fs::read_dir(&next) else { continue };
            for path in entries.map(|entry| entry.unwrap().path()) {
                let looks = fs::symlink_metadata(&path).unwrap();
                let name =
                    path.strip_prefix(self.root().join(folder)).unwrap().to_string_lossy().into_owned();
                if looks.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(name, if looks.is_file() { fs::read(&path).unwrap() } else { Vec::new() });
                }
            }
        }
        files
    }
}

fn all_of(mut stream: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Outcome {
    fn examine(&self) -> Result<(), String> {
        let Self { what, code, said, lines } = self;
        if !matches!(code, 0..=2) {
            return Err(format!("{what} ends with {code}: {}", shortened(said)));
        }
        if said.contains("panicked at") || said.contains("program-fault") || said.contains("程序自己") {
            return Err(format!("{what}: the program fails: {}", shortened(said)));
        }
        if what.contains("--format") {
            return if said.is_empty() { Err(format!("{what} says nothing")) } else { Ok(()) };
        }
        if *code == 2 && !lines.iter().any(|line| line.get("fault").is_some()) {
            return Err(format!("{what} ends with 2 and tells no fault: {}", shortened(said)));
        }
        let is_error = |line: &&Value| line["severity"] == "error";
        if *code == 1 && !lines.iter().any(|line| is_error(&line) || line["severity"] == "warning") {
            return Err(format!("{what} ends with 1 and tells nothing wrong: {}", shortened(said)));
        }
        let lost = lines
            .iter()
            .filter(is_error)
            .find(|line| line["file"].is_null() && !OF_NO_FILE.iter().any(|code| line["code"] == *code));
        match lost {
            Some(line) => Err(format!("{what}: an error without a file: {}", shortened(&line.to_string()))),
            None => Ok(()),
        }
    }
}

fn shortened(said: &str) -> String {
    let at = said.find("panicked").or_else(|| said.find("program-fault")).unwrap_or(0);
    said[said.floor_char_boundary(at)..].chars().take(300).collect()
}
