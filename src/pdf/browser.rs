//! The browser that prints: where it is installed, and how it is told to print a document.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use url::Url;

use super::printed::is_whole;
use crate::fault::{Action, Fault, ProgramFailed};
use crate::files::OpenFolder;

/// The environment variable that names the program.
const VARIABLE: &str = "LANMU_BROWSER";
/// The browsers that print pages as Chromium does, by the names of their programs.
const PROGRAMS: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chrome.exe",
    "microsoft-edge",
    "msedge",
    "msedge.exe",
];
/// Where they are installed outside the search path.
const PLACES: [&str; 8] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
    "/opt/google/chrome/chrome",
];
/// How long a document may take.
const LIMIT: Duration = Duration::from_mins(3);
/// How often it is asked whether it is done.
const BREATH: Duration = Duration::from_millis(25);
/// The largest PDF and the longest complaint that are read, in bytes.
const LARGEST: [u64; 2] = [1 << 30, 1 << 20];
/// How many lines of a complaint are quoted.
const QUOTED: usize = 3;

/// What stands in the folder of a job.
const DOCUMENT: &str = "edition.html";
const PDF: &str = "edition.pdf";
const SAID: &str = "said.txt";

/// A program of the search path.
#[must_use]
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let found = |name: &str| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    names.iter().find_map(|name| found(name).or_else(|| found(&format!("{name}.exe"))))
}

/// The browser that is installed.
#[must_use]
pub(crate) fn installed() -> Option<PathBuf> {
    on_path(&PROGRAMS).or_else(|| PLACES.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// The browser for the paper at `root`: the one that is named, or the one that is installed.
///
/// # Errors
/// If there is none.
pub(super) fn find(named: Option<&Path>, root: &Path) -> Result<PathBuf, Fault> {
    let by_variable = || std::env::var_os(VARIABLE).filter(|name| !name.is_empty()).map(PathBuf::from);
    match named.map(Path::to_path_buf).or_else(by_variable) {
        None => installed().ok_or_else(|| Fault::refused(Action::FindBrowser, root)),
        Some(path) if path.is_file() => Ok(path),
        Some(name) => {
            let on_path = name.to_str().and_then(|name| on_path(&[name]));
            on_path.ok_or_else(|| Fault::new(Action::RunBrowser, name, io::ErrorKind::NotFound.into()))
        }
    }
}

/// A browser.
pub(super) struct Browser {
    pub program: PathBuf,
    /// Whether it may run without its sandbox.
    pub without_sandbox: bool,
}

/// A document that is to be printed, in a folder of its own, which is removed afterwards. It lies in the paper's folder: some
/// browsers may not look into that of temporary files.
pub(super) struct PrintJob {
    place: TempDir,
    folder: OpenFolder,
}

impl PrintJob {
    /// Prepares a document.
    pub(super) fn begin(root: &OpenFolder, html: &[u8]) -> io::Result<Self> {
        let cache = std::path::absolute(root.folder_or_new(".cache")?.path())?;
        let place = tempfile::Builder::new().prefix("printing-").tempdir_in(cache)?;
        let folder = OpenFolder::open(place.path())?;
        folder.create_file(DOCUMENT)?.write_all(html)?;
        Ok(Self { place, folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }
}

impl Browser {
    /// The PDF of a document.
    ///
    /// # Errors
    /// If the browser cannot be run, takes too long, or makes no PDF, whatever it reports.
    pub(super) fn print(&self, job: &PrintJob) -> io::Result<Vec<u8>> {
        let document = Url::from_file_path(job.path(DOCUMENT)).map_err(|()| io::ErrorKind::InvalidInput)?;
        let mut command = Command::new(&self.program);
        command.args([
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            "--allow-file-access-from-files",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
        ]);
        command.args(self.without_sandbox.then_some("--no-sandbox"));
        command.arg(option("--user-data-dir=", &job.path("profile")));
        command.arg(option("--print-to-pdf=", &job.path(PDF)));
        command.arg(document.as_str());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(job.folder.create_file(SAID)?);
        let ended = wait(&mut command.spawn()?)?;
        let program = self.program.display().to_string();
        let Some(ended) = ended else {
            return Err(io::Error::other(ProgramFailed::TooSlow { program, seconds: LIMIT.as_secs() }));
        };
        let pdf = job.folder.read(PDF, LARGEST[0]).unwrap_or_default();
        if is_whole(&pdf) {
            return Ok(pdf);
        }
        let said = complaint(&job.folder.read(SAID, LARGEST[1]).unwrap_or_default());
        Err(io::Error::other(match ended.code() {
            Some(0) => ProgramFailed::MadeNothing { program, said },
            code => ProgramFailed::Ended { program, code, said },
        }))
    }
}

/// Waits for a program; `None` if it took too long and was ended.
fn wait(program: &mut Child) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    while start.elapsed() < LIMIT {
        if let Some(ended) = program.try_wait()? {
            return Ok(Some(ended));
        }
        std::thread::sleep(BREATH);
    }
    program.kill()?;
    program.wait()?;
    Ok(None)
}

/// An option whose value is a path.
fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

/// The last lines of what a browser said. That it finds no desktop is no complaint.
fn complaint(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let lines: Vec<&str> =
        said.lines().map(str::trim).filter(|line| !line.is_empty() && !line.contains("dbus")).collect();
    lines[lines.len().saturating_sub(QUOTED)..].join(" ")
}
