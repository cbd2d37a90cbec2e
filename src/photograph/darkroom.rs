//! The darkroom: where photographs are developed, and the prints are kept until their photograph goes.
//!
//! Prints are kept in `.cache/prints/` by what they are made from, so whatever else is forgotten, no photograph is developed twice.
//! A damaged print is treated as absent.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::attached::bytes_for_readers;
use super::prints::{RECIPE, prints};
use super::{MOST_BYTES, Print};
use crate::digest::Digest;
use crate::files::OpenFolder;
use crate::source::SourcePath;

/// The folder of the cache, and that of the prints in it.
const CACHE: &str = ".cache";
const PRINTS: &str = "prints";
/// What the name of a print ends in that could not be made; it holds the photograph as it is, without what its camera wrote.
const UNDEVELOPED: &str = ".undeveloped";
/// How many photographs are developed between two reports. Each takes the memory of its pixels.
const AT_ONCE: usize = 8;

/// The darkroom of a paper.
#[derive(Debug)]
pub(crate) struct Darkroom {
    root: OpenFolder,
    /// How many photographs were developed.
    developed: AtomicUsize,
}

impl Darkroom {
    /// The darkroom of the paper at `root`.
    pub(crate) fn of(root: OpenFolder) -> Self {
        Self { root, developed: AtomicUsize::new(0) }
    }

    /// Develops the photographs of those prints that are not kept, all prints of one at once. `report` is told how many photographs
    /// are done.
    ///
    /// # Errors
    /// If a photograph cannot be read.
    pub(crate) fn develop(
        &self,
        wanted: &[Print],
        report: &mut dyn FnMut(usize),
    ) -> Result<(), (SourcePath, io::Error)> {
        let kept = self.kept();
        let mut by_source: FxHashMap<(&SourcePath, Digest), Vec<u32>> = FxHashMap::default();
        for print in wanted {
            let missing = by_source.entry((&print.source, print.contents)).or_default();
            let is_kept = kept.contains(&name(print.contents, print.width))
                || kept.contains(&undeveloped(print.contents, print.width));
            missing.extend((!is_kept).then_some(print.width));
        }
        let (mut missing, there): (Vec<_>, Vec<_>) =
            by_source.into_iter().partition(|(_, widths)| !widths.is_empty());
        report(there.len());
        missing.sort_unstable();
        for photographs in missing.chunks(AT_ONCE) {
            photographs.par_iter().try_for_each(|((source, contents), widths)| {
                let made =
                    self.made(source, *contents, widths).map_err(|error| ((*source).clone(), error))?;
                for (name, bytes) in made {
                    self.keep(&name, &bytes);
                }
                Ok(())
            })?;
            report(photographs.len());
        }
        Ok(())
    }

    /// A print: one that is kept, or made now.
    ///
    /// # Errors
    /// If the photograph cannot be read, or is no longer the one that was seen.
    pub(crate) fn print(&self, print: &Print) -> io::Result<Vec<u8>> {
        let names = [name(print.contents, print.width), undeveloped(print.contents, print.width)];
        if let Some(bytes) = names.iter().find_map(|name| self.find(name)) {
            return Ok(bytes);
        }
        let mut made = self.made(&print.source, print.contents, &[print.width])?;
        let (name, bytes) = made.pop().ok_or(io::ErrorKind::NotFound)?;
        self.keep(&name, &bytes);
        Ok(bytes)
    }

    /// Which of some photographs could not be developed.
    pub(crate) fn undeveloped(&self, prints: &[Print]) -> Vec<SourcePath> {
        let kept = self.kept();
        let mut paths: Vec<SourcePath> = prints
            .iter()
            .filter(|print| kept.contains(&undeveloped(print.contents, print.width)))
            .map(|print| print.source.clone())
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// Throws away the prints of photographs that are not among these. A failure only leaves them there.
    pub(crate) fn sweep(&self, photographs: &FxHashSet<Digest>) {
        let Ok(folder) = self.folder() else { return };
        let is_of_some = |name: &str| {
            let digest = name.split('-').next().and_then(Digest::parse);
            digest.is_some_and(|digest| photographs.contains(&digest))
        };
        for name in self.kept().iter().filter(|name| !is_of_some(name)) {
            let _ = folder.remove_file(name);
        }
    }

    /// How many photographs were developed.
    pub(crate) fn developed(&self) -> usize {
        self.developed.load(Ordering::Relaxed)
    }

    /// Makes prints, each with the name under which it is kept.
    fn made(
        &self,
        source: &SourcePath,
        contents: Digest,
        widths: &[u32],
    ) -> io::Result<Vec<(String, Vec<u8>)>> {
        let bytes = self.root.read(source.as_str(), MOST_BYTES)?;
        if Digest::of(&bytes) != contents {
            return Err(io::Error::other("the photograph has changed meanwhile"));
        }
        self.developed.fetch_add(1, Ordering::Relaxed);
        if let Ok(made) = prints(&bytes, widths) {
            return Ok(widths.iter().map(|width| name(contents, *width)).zip(made).collect());
        }
        // The file keeps its orientation tag, which browsers follow.
        let whole = bytes_for_readers(bytes)?;
        Ok(widths.iter().map(|width| (undeveloped(contents, *width), whole.clone())).collect())
    }

    fn folder(&self) -> io::Result<OpenFolder> {
        self.root.folder(CACHE)?.folder(PRINTS)
    }

    /// The names of the prints that are kept.
    fn kept(&self) -> FxHashSet<String> {
        let entries = self.folder().and_then(|folder| folder.entries()).unwrap_or_default();
        entries.into_iter().filter_map(|entry| entry.name.into_string().ok()).collect()
    }

    fn find(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = self.folder().ok()?.read(name, MOST_BYTES * 2).ok()?;
        let body = bytes.split_off(DIGITS.min(bytes.len()));
        (Digest::of(&body).to_string().as_bytes() == bytes).then_some(body)
    }

    /// Keeps a print, if the paper has a cache. A failure only makes the next run slower.
    fn keep(&self, name: &str, bytes: &[u8]) {
        let Ok(folder) = self.root.folder(CACHE).and_then(|cache| cache.folder_or_new(PRINTS)) else {
            return;
        };
        let _ = folder.replace(name, |file| {
            io::Write::write_all(file, Digest::of(bytes).to_string().as_bytes())?;
            io::Write::write_all(file, bytes)
        });
    }
}

/// How many digits of a digest a print begins with.
const DIGITS: usize = 32;

fn name(contents: Digest, width: u32) -> String {
    format!("{contents}-{width}-{RECIPE}")
}

fn undeveloped(contents: Digest, width: u32) -> String {
    name(contents, width) + UNDEVELOPED
}
