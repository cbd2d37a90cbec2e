//! The workshop: where photographs are developed, fonts are cut and share pictures drawn, and what was made is kept.
//!
//! It is kept in folders of `.cache/` by what it is made from, so whatever else is forgotten, no photograph is developed twice. A
//! damaged file is treated as absent.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::DerivedFile;
use crate::digest::Digest;
use crate::files::OpenFolder;
use crate::photograph::{self, Developed};
use crate::share_picture;
use crate::source::SourcePath;
use crate::typeface;

/// The folder of the cache, and those of derived files in it.
const CACHE: &str = ".cache";
const FOLDERS: [&str; 3] = ["prints", "fonts", "share"];
/// What the name of a file ends in that could not be made; it holds what is published in its place.
const FAILED: &str = ".failed";
/// The most bytes of a source, and of what is made from it.
const MOST_BYTES: u64 = photograph::MOST_BYTES;
/// How many sources are worked on between two reports. Each photograph takes the memory of its pixels.
const AT_ONCE: usize = 8;
/// The most files that are made of a source before they are kept.
const TOGETHER: usize = 64;
/// How many digits of a digest a kept file begins with.
const DIGITS: usize = 32;

/// The workshop of a paper.
#[derive(Debug)]
pub(crate) struct Workshop {
    root: OpenFolder,
    /// How many photographs were developed.
    developed: AtomicUsize,
}

/// A file of the paper, and the digest of its contents.
type MadeFrom<'d> = (&'d SourcePath, Digest);

/// What was made: the file, or what is published in its place.
struct Work {
    bytes: Vec<u8>,
    has_failed: bool,
}

impl Workshop {
    /// The workshop of the paper at `root`.
    pub(crate) fn of(root: OpenFolder) -> Self {
        Self { root, developed: AtomicUsize::new(0) }
    }

    /// Makes those files that are not kept, all files of a source at once. `report` is told how many photographs are done.
    ///
    /// # Errors
    /// If a source cannot be read.
    pub(crate) fn prepare(
        &self,
        wanted: &[&DerivedFile],
        report: &mut dyn FnMut(usize),
    ) -> Result<(), (SourcePath, io::Error)> {
        let kept = self.kept();
        let mut by_source: FxHashMap<MadeFrom, Vec<&DerivedFile>> = FxHashMap::default();
        for file in wanted {
            let missing = by_source.entry(file.source()).or_default();
            let is_kept =
                [file.name(), failed(file)].iter().any(|name| kept.contains(&(file.folder(), name.clone())));
            missing.extend((!is_kept).then_some(*file));
        }
        let photographs = photographs(wanted);
        let count = |sources: &mut dyn Iterator<Item = &MadeFrom>| {
            sources.filter(|source| photographs.contains(*source)).count()
        };
        report(count(&mut by_source.iter().filter(|(_, files)| files.is_empty()).map(|(source, _)| source)));
        let mut missing: Vec<(&MadeFrom, &[&DerivedFile])> = by_source
            .iter()
            .flat_map(|(source, files)| files.chunks(TOGETHER).map(move |some| (source, some)))
            .collect();
        missing.sort_unstable_by_key(|(source, _)| *source);
        for some in missing.chunks(AT_ONCE) {
            some.par_iter().try_for_each(|(source, files)| {
                let made = self.make(**source, files).map_err(|error| (source.0.clone(), error))?;
                files.iter().zip(made).for_each(|(file, work)| self.keep(file, &work));
                Ok(())
            })?;
            report(count(&mut some.iter().map(|(source, _)| *source)));
        }
        Ok(())
    }

    /// A file: one that is kept, or made now.
    ///
    /// # Errors
    /// If its source cannot be read, or is no longer the one that was seen.
    pub(crate) fn file(&self, wanted: &DerivedFile) -> io::Result<Vec<u8>> {
        let names = [wanted.name(), failed(wanted)];
        if let Some(bytes) = names.iter().find_map(|name| self.find(wanted.folder(), name)) {
            return Ok(bytes);
        }
        let mut made = self.make(wanted.source(), &[wanted])?;
        let work = made.pop().ok_or(io::ErrorKind::NotFound)?;
        self.keep(wanted, &work);
        Ok(work.bytes)
    }

    /// Which of some files could not be made.
    pub(crate) fn failed<'d>(&self, files: &'d [DerivedFile]) -> Vec<&'d DerivedFile> {
        let kept = self.kept();
        files.iter().filter(|file| kept.contains(&(file.folder(), failed(file)))).collect()
    }

    /// Throws away the files whose source is not among `sources`, and files made from fonts that are not `wanted`. A failure only leaves
    /// them there.
    pub(crate) fn sweep(&self, sources: &FxHashSet<Digest>, wanted: &[DerivedFile]) {
        let wanted: FxHashSet<String> = wanted.iter().flat_map(|file| [file.name(), failed(file)]).collect();
        let is_of_source = |name: &str| {
            let digest = name.split('-').next().and_then(Digest::parse);
            digest.is_some_and(|digest| sources.contains(&digest))
        };
        for (folder, name) in self.kept() {
            if !is_of_source(&name) && !wanted.contains(&name) {
                let _ = self.folder(folder).and_then(|folder| folder.remove_file(&name));
            }
        }
    }

    /// How many photographs were developed.
    pub(crate) fn developed(&self) -> usize {
        self.developed.load(Ordering::Relaxed)
    }

    /// Makes files of a source, in their order: prints of a photograph, or files that are made from a font.
    fn make(&self, (source, contents): MadeFrom, files: &[&DerivedFile]) -> io::Result<Vec<Work>> {
        let bytes = self.root.read(source.as_str(), MOST_BYTES)?;
        if Digest::of(&bytes) != contents {
            return Err(io::Error::other("the file has changed meanwhile"));
        }
        let widths: Vec<u32> = files.iter().filter_map(|file| width(file)).collect();
        if widths.is_empty() {
            return Ok(files.par_iter().map(|file| of_font(&bytes, file)).collect());
        }
        self.developed.fetch_add(1, Ordering::Relaxed);
        let Developed { prints, has_failed } = photograph::develop(bytes, &widths)?;
        Ok(prints.into_iter().map(|bytes| Work { bytes, has_failed }).collect())
    }

    fn folder(&self, name: &str) -> io::Result<OpenFolder> {
        self.root.folder(CACHE)?.folder(name)
    }

    /// The files that are kept: their folders and names.
    fn kept(&self) -> FxHashSet<(&'static str, String)> {
        let names = |folder: &'static str| {
            let entries = self.folder(folder).and_then(|folder| folder.entries()).unwrap_or_default();
            entries.into_iter().filter_map(move |entry| Some((folder, entry.name.into_string().ok()?)))
        };
        FOLDERS.into_iter().flat_map(names).collect()
    }

    fn find(&self, folder: &str, name: &str) -> Option<Vec<u8>> {
        let mut bytes = self.folder(folder).ok()?.read(name, MOST_BYTES * 2).ok()?;
        let body = bytes.split_off(DIGITS.min(bytes.len()));
        (Digest::of(&body).to_string().as_bytes() == bytes).then_some(body)
    }

    /// Keeps a file, if the paper has a cache. A failure only makes the next run slower.
    fn keep(&self, file: &DerivedFile, work: &Work) {
        let name = if work.has_failed { failed(file) } else { file.name() };
        let folder = self.root.folder(CACHE).and_then(|cache| cache.folder_or_new(file.folder()));
        let _ = folder.and_then(|folder| {
            folder.replace(&name, |into| {
                into.write_all(Digest::of(&work.bytes).to_string().as_bytes())?;
                into.write_all(&work.bytes)
            })
        });
    }
}

/// A file that is made from a font. In place of one that cannot be made stands an empty file, which browsers pass over.
fn of_font(font: &[u8], file: &DerivedFile) -> Work {
    let made = match file {
        DerivedFile::Subset(subset) => typeface::web_font(font, subset),
        DerivedFile::SharePicture(picture) => share_picture::picture(font, picture),
        DerivedFile::Print(_) => Err(io::ErrorKind::InvalidInput.into()),
    };
    Work { has_failed: made.is_err(), bytes: made.unwrap_or_default() }
}

/// The width of a print.
fn width(file: &DerivedFile) -> Option<u32> {
    if let DerivedFile::Print(print) = file { Some(print.width) } else { None }
}

/// The sources among those of some files that are photographs.
fn photographs<'d>(files: &[&'d DerivedFile]) -> FxHashSet<MadeFrom<'d>> {
    let prints = files.iter().filter(|file| matches!(file, DerivedFile::Print(_)));
    prints.map(|file| file.source()).collect()
}

fn failed(file: &DerivedFile) -> String {
    file.name() + FAILED
}
