//! A bundle for a USB stick or a content management system: one zip file that opens by double click.
//!
//! The same release gives the same bytes. Names inside are ASCII, because old programs read others wrongly; the two names for
//! people are the exception. Each bundle has a manifest, so that the next one is planned against it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Write};
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};
use zip::{ZipArchive, ZipWriter};

use crate::archive;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::paper::Paper;
use crate::project::Project;
use crate::publish::bundle::SUMS;
use crate::publish::carrier::{BundleFile, Carrier, Delivery, Fetched, InItsPlace, Live, Shipment};
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::release::Release;
use crate::publish::remote::{LiveCopy, TargetFiles};
use crate::words::bundles::proof;
use crate::write;

/// How the folder in a proof ends.
const PROOF: &str = "-proof";

/// A folder of bundles.
pub(super) struct ZipTarget {
    folder: PathBuf,
    /// The name of the paper.
    paper: String,
    /// What the name of a proof for approval ends in; `None` if these are no proofs.
    proof: Option<&'static str>,
    /// The name of the bundle that this run has written.
    written: OnceCell<String>,
}

/// A bundle of this paper.
struct Bundle {
    name: String,
    archive: ZipArchive<BufReader<File>>,
    /// The folder in it that has everything.
    top: String,
    manifest: LiveManifest,
}

impl ZipTarget {
    /// Bundles in the folder at `path`, which is relative to the paper's root.
    ///
    /// # Errors
    /// If the folder is one of the paper's own, for its sources or its pages.
    pub(super) fn new(project: &Project, paper: &Paper, path: &str, is_proof: bool) -> Result<Self, Fault> {
        let folder = project.root.join(path);
        if write::is_inside_paper(&folder, &project.root)? || folder.starts_with(&project.out) {
            return Err(Fault::refused(Action::PublishInPaper, folder));
        }
        let proof = is_proof.then(|| proof(paper.language));
        Ok(Self { folder, paper: paper.name.clone(), proof, written: OnceCell::new() })
    }

    fn failed(&self, action: Action) -> impl Fn(io::Error) -> Fault {
        move |error| Fault::new(action, &self.folder, error)
    }

    /// How the name of each bundle begins and ends.
    fn ends(&self) -> (String, String) {
        (
            file_name(&self.paper),
            format!("{}.zip", self.proof.map(|proof| format!("-{proof}")).unwrap_or_default()),
        )
    }

    /// The name of the bundle with this edition.
    fn name(&self, edition: Option<&str>) -> String {
        let (start, end) = self.ends();
        format!("{start}{}{end}", edition.map(|edition| format!("-{edition}")).unwrap_or_default())
    }

    /// The folder in the bundle with this edition. A proof does not unpack over the paper.
    fn top(&self, edition: Option<&str>) -> String {
        let edition = edition.map(|edition| format!("-{edition}")).unwrap_or_default();
        ["paper", &edition, if self.proof.is_some() { PROOF } else { "" }].concat()
    }

    fn open_folder(&self) -> io::Result<Option<OpenFolder>> {
        match OpenFolder::open(&self.folder) {
            Err(error) if is_absent(&error) => Ok(None),
            open => open.map(Some),
        }
    }

    /// The bundle of this name; `None` if there is none, or it is not whole and ours.
    fn open(&self, name: &str) -> io::Result<Option<Bundle>> {
        let Some(folder) = self.open_folder()? else { return Ok(None) };
        let file = match folder.open_file(name) {
            Err(error) if is_absent(&error) => return Ok(None),
            file => file?,
        };
        let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else { return Ok(None) };
        let mut names = archive.file_names().filter_map(Result::ok);
        let top = names.find_map(|name| Some(name.strip_suffix(MANIFEST)?.strip_suffix('/')?.to_owned()));
        drop(names);
        let manifest =
            top.as_ref().and_then(|top| LiveManifest::read(&contents(&mut archive, top, MANIFEST)?));
        let manifest = manifest.filter(|manifest| manifest.paper == self.paper);
        let found = top.filter(|top| top.ends_with(PROOF) == self.proof.is_some()).zip(manifest);
        Ok(found.map(|(top, manifest)| Bundle { name: name.to_owned(), archive, top, manifest }))
    }

    /// The bundle that this run has written, else that of the newest edition.
    fn newest(&self) -> io::Result<Option<Bundle>> {
        if let Some(written) = self.written.get() {
            return self.open(written);
        }
        for name in self.names()? {
            if let Some(bundle) = self.open(&name)? {
                return Ok(Some(bundle));
            }
        }
        Ok(None)
    }

    /// The names of files that are called as bundles of this paper are, newest first.
    fn names(&self) -> io::Result<Vec<String>> {
        let Some(folder) = self.open_folder()? else { return Ok(Vec::new()) };
        let (start, end) = self.ends();
        let is_bundle = |name: &String| {
            name.strip_prefix(&start)
                .and_then(|rest| rest.strip_suffix(&end))
                .is_some_and(|edition| edition.is_empty() || edition.starts_with('-'))
        };
        let names = folder.entries()?.into_iter().filter_map(|entry| entry.name.into_string().ok());
        let mut names: Vec<String> = names.filter(is_bundle).collect();
        names.sort_by(|a, b| b.trim_end_matches(&end).cmp(a.trim_end_matches(&end)));
        Ok(names)
    }

    /// The newest bundle, for a question about what is in it.
    fn ask(&self) -> Result<Option<Bundle>, Fault> {
        self.newest().map_err(self.failed(Action::AskTarget))
    }
}

/// The contents of a file in a bundle; `None` if there is none. Of a damaged one it is what can still be read, which is not
/// what its digest says.
fn contents(archive: &mut ZipArchive<BufReader<File>>, top: &str, path: &str) -> Option<Vec<u8>> {
    let mut file = archive.by_name(&format!("{top}/{path}")).ok()?;
    let mut contents = Vec::new();
    let _ = file.read_to_end(&mut contents);
    Some(contents)
}

/// Writes a bundle: one folder with the release, its manifest and checksums.
fn written(Shipment { release, plan, progress, .. }: &Shipment, top: &str) -> io::Result<Vec<u8>> {
    let options = archive::file_options();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut sums = String::new();
    let mut add = |path: &str, contents: &[u8]| -> io::Result<()> {
        zip.start_file(format!("{top}/{path}"), options)?;
        zip.write_all(contents)?;
        let sum =
            Sha256::digest(contents).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        let _ = writeln!(sums, "{sum}  {path}");
        Ok(())
    };
    for (sent, path) in release.files.keys().enumerate() {
        add(path, &release.read(path)?)?;
        progress(sent + 1, release.files.len());
    }
    // A bundle has no past, or the same release would not always give the same bytes.
    let manifest = LiveManifest { generation: 1, old: BTreeMap::new(), ..plan.next.clone() };
    add(MANIFEST, &manifest.written())?;
    zip.start_file(format!("{top}/{SUMS}"), options)?;
    zip.write_all(sums.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

impl Carrier for ZipTarget {
    fn place(&self) -> String {
        self.folder.display().to_string()
    }

    fn live_place(&self) -> String {
        let newest = self.newest().ok().flatten();
        newest.map_or_else(|| self.place(), |bundle| self.folder.join(bundle.name).display().to_string())
    }

    fn live(&self) -> Result<Live, Fault> {
        Ok(self.ask()?.map_or(Live::Empty, |bundle| Live::Ours(bundle.manifest)))
    }

    fn bundle(&self, release: &Release) -> Result<Option<BundleFile>, Fault> {
        let name = self.name(release.edition.as_deref());
        let find = || {
            let Some(folder) = self.open_folder()? else { return Ok(InItsPlace::Nothing) };
            Ok(match folder.kind_of(&name)? {
                None => InItsPlace::Nothing,
                Some(_) if self.open(&name)?.is_some() => InItsPlace::Ours,
                Some(_) => InItsPlace::Other,
            })
        };
        let now = find().map_err(self.failed(Action::AskTarget))?;
        let mut others = self.names().map_err(self.failed(Action::AskTarget))?;
        others.retain(|other| *other != name);
        Ok(Some(BundleFile { name, now, others }))
    }

    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let edition = shipment.release.edition.as_deref();
        let (name, top) = (self.name(edition), self.top(edition));
        let path = self.folder.join(&name);
        let write = || {
            let bytes = written(shipment, &top)?;
            OpenFolder::open_or_create(&self.folder)?.replace_with(&name, &bytes)
        };
        write().map_err(Fault::on(Action::Publish, &path))?;
        self.written.get_or_init(|| name.clone());
        Ok(Delivery { place: path.display().to_string(), ..Delivery::default() })
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        let bundle = self.ask()?;
        Ok(bundle.and_then(|mut bundle| contents(&mut bundle.archive, &bundle.top, path)).map(LiveCopy::from))
    }

    fn list(&self) -> Result<Option<TargetFiles>, Fault> {
        let Some(mut bundle) = self.ask()? else { return Ok(None) };
        let mut files = TargetFiles::new();
        for index in 0..bundle.archive.len() {
            let Ok(file) = bundle.archive.by_index_raw(index) else { continue };
            let Ok(name) = file.name() else { continue };
            let path =
                name.strip_prefix(&bundle.top).and_then(|path| path.strip_prefix('/')).unwrap_or(&name);
            files.insert(path.to_owned(), Some(file.size()));
        }
        files.remove(SUMS);
        Ok(Some(files))
    }

    fn fetch_all(&self, paths: &[&String], each: &mut Fetched) -> Result<(), Fault> {
        let mut bundle = self.ask()?;
        for path in paths {
            let found = bundle.as_mut().and_then(|bundle| contents(&mut bundle.archive, &bundle.top, path));
            each(path, found.map(LiveCopy::from));
        }
        Ok(())
    }
}

/// A name without the characters that a file system refuses.
fn file_name(name: &str) -> String {
    name.chars().map(|character| if r#"/\:*?"<>|"#.contains(character) { '_' } else { character }).collect()
}
