//! Put: documents → the stage. Those that are derived from other files are made first.

use std::ops::Bound;
use std::sync::{Arc, PoisonError};

use rayon::prelude::*;

use super::output_files::has_digest;
use super::{Staged, StagedSite};
use crate::derived::{DerivedFile, Workshop};
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::model::document::{Content, Rendered};
use crate::photograph::{self, ForReaders};
use crate::source::SourcePath;

impl StagedSite {
    /// Makes those of these documents that are derived from other files, and reports how many photographs are developed.
    ///
    /// # Errors
    /// If a photograph or a font cannot be read.
    pub(crate) fn prepare(
        &self,
        documents: &[&Rendered],
        report: &mut dyn FnMut(usize),
    ) -> Result<(), Fault> {
        let derived = documents.iter().filter_map(|document| match &document.content {
            Content::Derived(derived) => Some(derived),
            _ => None,
        });
        let wanted: Vec<&DerivedFile> = derived.collect();
        let failed = |(source, error): (SourcePath, _)| {
            Fault::new(Action::Read, self.root.path_of(source.as_str()), error)
        };
        self.workshop.prepare(&wanted, report).map_err(failed)
    }

    /// Where files are derived from others.
    pub(crate) fn workshop(&self) -> Arc<Workshop> {
        Arc::clone(&self.workshop)
    }

    /// Writes documents into the stage, except those that the output folder already has, and returns their digests.
    ///
    /// # Errors
    /// If there is a foreign file at an address, or a system call fails.
    pub fn put(&self, documents: Vec<&Rendered>) -> Result<Vec<Digest>, Fault> {
        let staged: Vec<Staged> =
            documents.par_iter().map(|document| self.put_one(document)).collect::<Result<_, _>>()?;
        let digests = staged.iter().map(|staged| staged.digest).collect();
        let routes = documents.into_iter().map(|document| document.route.clone());
        self.put.lock().unwrap_or_else(PoisonError::into_inner).extend(routes.zip(staged));
        Ok(digests)
    }

    fn put_one(&self, document: &Rendered) -> Result<Staged, Fault> {
        let path = document.route.as_str();
        match &document.content {
            Content::Printed(digest) => Ok(Staged { digest: *digest, unchanged: true }),
            Content::Bytes(bytes) => self.put_bytes(path, bytes),
            Content::Derived(derived) => {
                let source = self.root.path_of(derived.source().0.as_str());
                let bytes = self.workshop.file(derived).map_err(Fault::on(Action::Read, &source))?;
                self.put_bytes(path, &bytes)
            }
            Content::Copy(source, _) => {
                let failed = |error| Fault::new(Action::Read, self.root.path_of(source.as_str()), error);
                let open =
                    || self.root.open_file(source.as_str()).and_then(photograph::for_readers).map_err(failed);
                let ForReaders { contents, length } = open()?;
                let digest = Digest::of_reader(contents).map_err(failed)?;
                if self.is_there(path, digest, length) {
                    return Ok(Staged { digest, unchanged: true });
                }
                self.check_foreign(path)?;
                // If the source has changed meanwhile, the digest of the copy counts.
                let digest = self.next.write(self.site.as_ref(), path, open()?.contents);
                self.staged(path, digest)
            }
        }
    }

    fn put_bytes(&self, path: &str, bytes: &[u8]) -> Result<Staged, Fault> {
        let digest = Digest::of(bytes);
        if self.is_there(path, digest, bytes.len() as u64) {
            return Ok(Staged { digest, unchanged: true });
        }
        self.check_foreign(path)?;
        let digest = self.next.write(self.site.as_ref(), path, bytes);
        self.staged(path, digest)
    }

    fn staged(&self, path: &str, written: std::io::Result<Digest>) -> Result<Staged, Fault> {
        let digest = written.map_err(Fault::on(Action::Write, &self.out.join(path)))?;
        Ok(Staged { digest, unchanged: false })
    }

    /// Fails if there is a foreign file or folder at an address, above it or below it.
    fn check_foreign(&self, path: &str) -> Result<(), Fault> {
        let ours = self.before()?;
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let inside = format!("{path}/");
        let from = self.existing.files.range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded));
        let below = from.map(|(path, _)| path.as_str()).take_while(|path| path.starts_with(&inside));
        let mut existing = above.chain([path]).filter(|path| self.existing.has(path)).chain(below);
        let stranger = existing.find(|path| !ours.has(path));
        stranger.map_or(Ok(()), |stranger| Err(Fault::refused(Action::TakeOver, self.out.join(stranger))))
    }

    /// Whether the file at an address has this digest.
    fn is_there(&self, path: &str, digest: Digest, length: u64) -> bool {
        if let Some(known) = self.known().get(path) {
            return *known == digest;
        }
        let has_length = self.existing.stamp(path).is_some_and(|stamp| stamp.size == length);
        has_length && self.site.as_ref().is_some_and(|site| has_digest(site, path, digest))
    }
}
