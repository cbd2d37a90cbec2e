//! The folder that stories are exported into. Only a file that an export made, and nobody has changed since, is replaced.
//!
//! A list in the folder says which files these are: their digests, their names, and the stories that they show.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{ExportForm, PutExport, StoryExport};
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::source::SourcePath;

/// The name of the list.
const LIST: &str = ".exported";
/// The largest list that is read, in bytes.
const LIST_LIMIT: u64 = 16 << 20;

/// A folder of exports.
struct OutFolder {
    folder: OpenFolder,
    /// What the list says of each file: its digest and the path of its story.
    listed: BTreeMap<String, (String, String)>,
}

/// A free name for the files of a story in a folder, which need not exist: the one that is wanted, or it with a number.
///
/// # Errors
/// If the folder cannot be read.
pub(super) fn free_name(
    path: &Path,
    wanted: &str,
    form: ExportForm,
    story: &SourcePath,
) -> Result<String, Fault> {
    let failed = |error| Fault::new(Action::List, path, error);
    let out = match OpenFolder::open(path) {
        Err(error) if is_absent(&error) => return Ok(wanted.to_owned()),
        folder => OutFolder::of(folder.map_err(failed)?).map_err(failed)?,
    };
    let entries = out.folder.entries().map_err(failed)?.into_iter();
    let taken: Vec<String> = entries.filter_map(|entry| entry.name.into_string().ok()).collect();
    let mut number = 1;
    loop {
        let name = if number == 1 { wanted.to_owned() } else { format!("{wanted}-{number}") };
        let of_name = taken.iter().filter(|file| is_of(file, &name, form));
        let ours: Vec<bool> =
            of_name.map(|file| out.is_ours(file, story)).collect::<io::Result<_>>().map_err(failed)?;
        if ours.into_iter().all(|is_ours| is_ours) {
            return Ok(name);
        }
        number += 1;
    }
}

/// Whether a file may be one of those of an export.
fn is_of(file: &str, name: &str, form: ExportForm) -> bool {
    let Some(ending) = file.strip_prefix(name) else { return false };
    match form {
        ExportForm::Word => ending == ".docx",
        ExportForm::WeChat => {
            let number = ending.strip_prefix('-').and_then(|ending| Some(ending.split_once('.')?.0));
            ending == ".html"
                || number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
        }
    }
}

impl OutFolder {
    /// A folder with its list, which is empty if there is none.
    fn of(folder: OpenFolder) -> io::Result<Self> {
        let text = match folder.read(LIST, LIST_LIMIT) {
            Err(error) if is_absent(&error) => Vec::new(),
            read => read?,
        };
        let entry = |line: &str| {
            let mut pieces = line.splitn(3, '\t').map(str::to_owned);
            let (digest, name, story) = (pieces.next()?, pieces.next()?, pieces.next()?);
            Some((name, (digest, story)))
        };
        let listed = String::from_utf8_lossy(&text).lines().filter_map(entry).collect();
        Ok(Self { folder, listed })
    }

    /// Whether an export of a story made a file, and nobody has changed it since.
    fn is_ours(&self, file: &str, story: &SourcePath) -> io::Result<bool> {
        let Some((digest, source)) = self.listed.get(file) else { return Ok(false) };
        if source != story.as_str() {
            return Ok(false);
        }
        Ok(Digest::of_reader(self.folder.open_file(file)?)?.to_string() == *digest)
    }

    /// Writes a file that may be replaced; returns whether it was written.
    fn put(&mut self, name: &str, bytes: &[u8], story: &SourcePath) -> io::Result<bool> {
        if self.folder.kind_of(name)?.is_some() && self.is_ours(name, story)? {
            self.folder.replace_with(name, bytes)?;
        } else if !self.folder.create_with(name, |new| new.write_all(bytes))? {
            return Ok(false);
        }
        self.listed.insert(name.to_owned(), (Digest::of(bytes).to_string(), story.as_str().to_owned()));
        Ok(true)
    }

    /// Writes the list.
    fn note(&self) -> io::Result<()> {
        let line =
            |(name, (digest, story)): (&String, &(String, String))| format!("{digest}\t{name}\t{story}\n");
        let lines: String = self.listed.iter().map(line).collect();
        self.folder.replace_with(LIST, lines.as_bytes())
    }
}

/// Writes the files of an export into a folder, which is created if need be.
///
/// # Errors
/// If one cannot be written.
pub(crate) fn put(path: &Path, export: &StoryExport) -> Result<PutExport, Fault> {
    let folder = OpenFolder::open_or_create(path).map_err(Fault::on(Action::CreateFolder, path))?;
    let mut out = OutFolder::of(folder).map_err(Fault::on(Action::Read, &path.join(LIST)))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for file in &export.files {
        let name = format!("{}{}", export.name, file.ending);
        let at = path.join(&name);
        if !out.put(&name, &file.bytes, &export.path).map_err(Fault::on(Action::Write, &at))? {
            return Err(Fault::refused(Action::MakeAgain, at)); // Somebody has put it there meanwhile.
        }
        paths.push(at);
    }
    out.note().map_err(Fault::on(Action::Write, &path.join(LIST)))?;
    let first = export.files.first().filter(|_| export.name != export.wanted);
    let kept = first.map(|file| path.join(format!("{}{}", export.wanted, file.ending)));
    Ok(PutExport { paths, kept })
}
