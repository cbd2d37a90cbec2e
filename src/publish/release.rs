//! A release: the files that are to be live, read from the output folder of a build.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::gate;
use super::headers;
use super::manifest::{LiveFile, LiveStory};
use crate::cache::Cache;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, Stamp};
use crate::model::document::{Route, Subject};
use crate::model::ids::EditionId;
use crate::model::site::{Site, Story};
use crate::plan;
use crate::project::Project;

/// The largest file that is published, in bytes.
pub(crate) const FILE_LIMIT: u64 = 5 << 30;

/// The files that are to be live.
#[derive(Debug)]
pub(crate) struct Release {
    /// The name of the paper.
    pub paper: String,
    /// The name of its newest edition.
    pub edition: Option<String>,
    /// The first page of that edition.
    pub first_page: Option<Route>,
    /// Whether it is a proof for approval.
    pub is_proof: bool,
    /// Its files, by path.
    pub files: BTreeMap<String, LiveFile>,
    /// The contents of files that no build makes: settings of hosts.
    extras: BTreeMap<String, Vec<u8>>,
    out: OpenFolder,
}

impl Release {
    /// The release that the last build has printed. Files in the output folder that are not ours are left out.
    ///
    /// # Errors
    /// If the output folder cannot be opened.
    pub(crate) fn of(project: &Project, cache: &Cache, site: &Site) -> Result<Self, Fault> {
        let out = OpenFolder::open(&project.out).map_err(Fault::on(Action::List, &project.out))?;
        let stories: FxHashMap<Route, &Story> =
            site.stories.iter().map(|story| (gate::route_of(site, story), story)).collect();
        let file = |(route, digest, stamp): &(Route, Digest, Stamp)| {
            let story = stories.get(route).map(|story| live_story(story));
            (route.as_str().to_owned(), LiveFile { digest: *digest, size: stamp.size, story })
        };
        Ok(Self {
            paper: site.paper.name.clone(),
            is_proof: site.paper.is_proof,
            edition: site.editions.last().map(|edition| edition.key.to_string()),
            first_page: site
                .editions
                .len()
                .checked_sub(1)
                .map(|newest| plan::routes::route(&Subject::Page(EditionId(newest), 0), site)),
            files: cache.printed.files.iter().map(file).collect(),
            extras: BTreeMap::new(),
            out,
        })
    }

    /// Adds the settings that hosts read from files: headers, redirects.
    pub(crate) fn add_host_settings(&mut self) {
        for (path, contents) in headers::files() {
            self.add(path, contents.into_bytes());
        }
    }

    /// Adds a file that no build makes, unless the paper has one of its own.
    pub(crate) fn add(&mut self, path: &str, contents: Vec<u8>) {
        if self.files.contains_key(path) {
            return;
        }
        let (digest, size) = (Digest::of(&contents), contents.len() as u64);
        self.files.insert(path.to_owned(), LiveFile { digest, size, story: None });
        self.extras.insert(path.to_owned(), contents);
    }

    /// The folder that holds its files, except those that no build makes.
    pub(crate) fn folder(&self) -> &Path {
        self.out.path()
    }

    /// The contents of a file that no build makes; `None` for the others.
    pub(crate) fn extra(&self, path: &str) -> Option<&[u8]> {
        self.extras.get(path).map(Vec::as_slice)
    }

    /// The contents of one of its files.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.extras.get(path) {
            Some(contents) => Ok(contents.clone()),
            None => self.out.read(path, FILE_LIMIT),
        }
    }
}

/// The entry of a story in the manifest. The digest of its text covers its file and the figures in it.
fn live_story(story: &Story) -> LiveStory {
    let file = story.draft.digest.to_string();
    let figures = story.printed().iter().map(|figure| figure.text.as_bytes());
    LiveStory {
        headline: story.headline("　"),
        text: Digest::of_pieces(std::iter::once(file.as_bytes()).chain(figures)),
        withdrawn: story.draft.is_withdrawn(),
    }
}
