//! A release: the files that are to be live, read from the output folder of a build.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::bundle::{self, BundleFacts};
use super::compressed::{self, COMPRESSORS};
use super::host_settings;
use super::manifest::{Encoding, LiveFile, LiveManifest, LiveStory};
use crate::cache::Cache;
use crate::desk;
use crate::digest::Digest;
use crate::fault::{Action, ChangedMeanwhile, Fault};
use crate::files::{OpenFolder, Stamp};
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject};
use crate::model::ids::EditionId;
use crate::model::site::{Site, Story};
use crate::plan;
use crate::project::Project;
use crate::source::SourcePath;

/// The largest file that is published, in bytes.
pub(crate) const FILE_LIMIT: u64 = 5 << 30;

/// The files that are to be live.
#[derive(Debug)]
pub(crate) struct Release {
    /// The name of the paper.
    pub paper: String,
    /// Its language.
    pub language: TextLanguage,
    /// The name of its newest edition.
    pub edition: Option<String>,
    /// The first page of that edition.
    pub first_page: Option<Route>,
    /// Whether it is a proof for approval.
    pub is_proof: bool,
    /// Its files, by path.
    pub files: BTreeMap<String, LiveFile>,
    /// The names in the content of those that had to get another one.
    pub names: BTreeMap<String, String>,
    /// The files that no build makes.
    added: BTreeMap<String, AddedFile>,
    out: OpenFolder,
}

/// A file that no build makes.
#[derive(Debug)]
enum AddedFile {
    /// One with these contents: settings of a host, or a way into a bundle.
    Contents(Vec<u8>),
    /// The compressed form of the file beside it. It is made when it is needed, since most are on the target already.
    Compressed(Encoding),
}

impl Release {
    /// The release that the last build has printed. Files in the output folder that are not ours are left out.
    ///
    /// # Errors
    /// If the output folder cannot be opened.
    pub(crate) fn of(project: &Project, cache: &Cache, site: &Site) -> Result<Self, Fault> {
        let out = OpenFolder::open(&project.out).map_err(Fault::on(Action::List, &project.out))?;
        let stories: FxHashMap<Route, &Story> =
            site.stories.iter().map(|story| (route_of(site, story), story)).collect();
        let file = |(route, digest, stamp): &(Route, Digest, Stamp)| {
            let story = stories.get(route).map(|story| live_story(site, story));
            (route.as_str().to_owned(), LiveFile { digest: *digest, size: stamp.size, story, encoding: None })
        };
        Ok(Self {
            paper: site.paper.name.clone(),
            language: site.paper.language,
            is_proof: site.paper.is_proof,
            edition: site.editions.last().map(|edition| edition.key.to_string()),
            first_page: site
                .editions
                .len()
                .checked_sub(1)
                .map(|newest| plan::routes::route(&Subject::Page(EditionId(newest), 0), site)),
            files: cache.printed.files.par_iter().map(file).collect(),
            names: site.carried.iter().filter_map(|file| other_name(&file.path)).collect(),
            added: BTreeMap::new(),
            out,
        })
    }

    /// Adds the settings that hosts read from files: headers, types. They depend on what else there is, so they come last.
    pub(crate) fn add_host_settings(&mut self) {
        let settings = host_settings::settings(&self.files, self.language.into());
        for (path, contents) in settings {
            self.add_text(path, contents);
        }
    }

    /// Adds the files by which people find their way into a bundle.
    pub(crate) fn add_ways_in(&mut self) {
        let (paper, edition) = (&*self.paper, self.edition.as_deref());
        let facts = BundleFacts { paper, edition, language: self.language, is_proof: self.is_proof };
        for (path, contents) in bundle::ways_in(facts) {
            self.add_text(path, contents);
        }
    }

    fn add_text(&mut self, path: &str, contents: String) {
        let (digest, size) = (Digest::of(contents.as_bytes()), contents.len() as u64);
        let file = LiveFile { digest, size, story: None, encoding: None };
        self.add(path.to_owned(), file, AddedFile::Contents(contents.into_bytes()));
    }

    /// Adds the compressed forms of files. Those of files that are the same in `live` are known from there.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub(crate) fn add_compressed(&mut self, live: &LiveManifest) -> Result<(), Fault> {
        let is_worth_trying =
            |(path, file): &(&String, &LiveFile)| compressed::is_worth_trying(path, file.size);
        let originals: Vec<(&String, &LiveFile)> = self.files.iter().filter(is_worth_trying).collect();
        let forms = originals.into_par_iter().map(|(path, file)| {
            let known = known_forms(live, path, file);
            if known.is_empty() { self.new_forms(path) } else { Ok(known) }.map(|forms| (path.clone(), forms))
        });
        for (path, forms) in forms.collect::<Result<Vec<_>, Fault>>()? {
            for (encoding, file) in forms {
                self.add([&path, encoding.ending()].concat(), file, AddedFile::Compressed(encoding));
            }
        }
        Ok(())
    }

    /// The compressed forms of a file that save enough.
    fn new_forms(&self, path: &str) -> Result<Vec<(Encoding, LiveFile)>, Fault> {
        let contents = self.read(path).map_err(Fault::on(Action::Read, path.as_ref()))?;
        let mut forms = Vec::new();
        for encoding in Encoding::ALL {
            let bytes = compressed::compressed(path, &contents, encoding)
                .map_err(Fault::on(Action::Read, path.as_ref()))?;
            if compressed::is_worth(contents.len(), bytes.len()) {
                let (digest, size) = (Digest::of(&bytes), bytes.len() as u64);
                forms.push((encoding, LiveFile { digest, size, story: None, encoding: Some(encoding) }));
            }
        }
        Ok(forms)
    }

    /// Adds a file that no build makes, unless the paper has one of its own.
    fn add(&mut self, path: String, file: LiveFile, added: AddedFile) {
        if !self.files.contains_key(&path) {
            self.files.insert(path.clone(), file);
            self.added.insert(path, added);
        }
    }

    /// The folder that holds its files, except those that no build makes.
    pub(crate) fn folder(&self) -> &Path {
        self.out.path()
    }

    /// Whether a file is in that folder.
    pub(crate) fn is_printed(&self, path: &str) -> bool {
        !self.added.contains_key(path)
    }

    /// The contents of one of its files.
    ///
    /// # Errors
    /// If it cannot be read, or has changed since the release was planned: what nobody has seen in the plan does not go out.
    pub(crate) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let contents = match self.added.get(path) {
            Some(AddedFile::Contents(contents)) => contents.clone(),
            Some(AddedFile::Compressed(encoding)) => {
                let original = encoding.original(path);
                compressed::compressed(original, &self.out.read(original, FILE_LIMIT)?, *encoding)?
            }
            None => self.out.read(path, FILE_LIMIT)?,
        };
        let is_planned = self.files.get(path).is_none_or(|file| file.digest == Digest::of(&contents));
        if is_planned { Ok(contents) } else { Err(changed_meanwhile(path)) }
    }

    /// Compares the files that another program has sent from the output folder with the plan.
    ///
    /// # Errors
    /// If one of them cannot be read, or has changed since the release was planned.
    pub(crate) fn verify_printed<'p>(&self, paths: impl Iterator<Item = &'p String>) -> io::Result<()> {
        let printed: Vec<&String> = paths.filter(|path| self.is_printed(path)).collect();
        printed.into_par_iter().try_for_each(|path| {
            let found = Digest::of_reader(self.out.open_file(path)?)?;
            let is_planned = self.files.get(path).is_some_and(|file| file.digest == found);
            if is_planned { Ok(()) } else { Err(changed_meanwhile(path)) }
        })
    }
}

fn changed_meanwhile(path: &str) -> io::Error {
    io::Error::other(ChangedMeanwhile(path.to_owned()))
}

/// The address of a carried file and its name in the content, if its address has another one.
fn other_name(file: &SourcePath) -> Option<(String, String)> {
    let (route, name) = (plan::routes::carried(file), file.file_name());
    (!route.as_str().ends_with(name)).then(|| (route.as_str().to_owned(), name.to_owned()))
}

/// The address of a story's document.
pub(super) fn route_of(site: &Site, story: &Story) -> Route {
    let edition = story.placed.map(|placed| &site.edition(placed.edition).key);
    Route::new(plan::routes::story(edition, &story.said.slug))
}

/// The compressed forms of a file, if the same file is live with them.
fn known_forms(live: &LiveManifest, path: &str, file: &LiveFile) -> Vec<(Encoding, LiveFile)> {
    let is_same = live.compressors == COMPRESSORS
        && live.files.get(path).is_some_and(|before| before.digest == file.digest);
    let form = |encoding: Encoding| {
        let form = live.files.get(&[path, encoding.ending()].concat())?;
        (is_same && form.encoding == Some(encoding)).then(|| (encoding, form.clone()))
    };
    Encoding::ALL.into_iter().filter_map(form).collect()
}

/// The entry of a story in the manifest. The digest of its text covers its file and the figures in it, in its tables and charts too.
fn live_story(site: &Site, story: &Story) -> LiveStory {
    let figures = story.printed().iter().map(|figure| figure.text.clone());
    let rows = story
        .said
        .rows
        .iter()
        .filter_map(|(ledger, key)| Some(desk::figure_digest(site.ledger(ledger)?, key)?.to_string()));
    let text: Vec<String> =
        std::iter::once(story.draft.digest.to_string()).chain(figures).chain(rows).collect();
    LiveStory {
        headline: story.headline("　"),
        text: Digest::of_pieces(text.iter().map(String::as_bytes)),
        withdrawn: story.draft.is_withdrawn(),
        corrected: story.draft.front().correction.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_changed_since_the_plan_is_not_handed_out() {
        let folder = tempfile::tempdir().unwrap();
        let (out, printer) =
            (OpenFolder::open(folder.path()).unwrap(), OpenFolder::open(folder.path()).unwrap());
        printer.put("a.html", b"planned").unwrap();
        let file = LiveFile { digest: Digest::of(b"planned"), size: 7, story: None, encoding: None };
        let release = Release {
            paper: String::new(),
            language: TextLanguage::default(),
            edition: None,
            first_page: None,
            is_proof: false,
            files: BTreeMap::from([("a.html".to_owned(), file)]),
            names: BTreeMap::new(),
            added: BTreeMap::new(),
            out,
        };
        assert_eq!(release.read("a.html").unwrap(), b"planned");
        release.verify_printed(release.files.keys()).unwrap();

        printer.replace_with("a.html", b"changed").unwrap();
        for error in
            [release.read("a.html").unwrap_err(), release.verify_printed(release.files.keys()).unwrap_err()]
        {
            assert!(error.get_ref().is_some_and(|cause| cause.is::<ChangedMeanwhile>()), "{error}");
        }
    }
}
