//! Search (检索): an index of the paper that a browser can search without a server.
//!
//! Any two or more characters are found. The index says for each pair of neighbouring characters in which stories it occurs; the
//! texts then tell whether the pairs stand together. It is divided by period, so that a story changes only the files of its own
//! month or year, and each period into many small scripts, of which a query needs few. A page that was opened by a double click may
//! load scripts and nothing else. Files are named by their contents: what has not changed is never sent again.

mod entry;
mod pairs;
mod period;
mod periods;
mod postings;
mod script;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::finding::{Finding, Severity};
use crate::model::ids::StoryId;
use crate::model::search::{SearchFileId, SearchFiles, SearchIndex, SearchPeriod};
use crate::model::site::Site;
use crate::words::files;
use entry::StoryKey;
use period::MadePeriod;

/// A paper with more stories than this has no search unless it asks for it: the index doubles its size.
const SMALL: usize = 2000;

/// The address of a story below the paper's root.
pub(crate) type AddressOf<'a> = dyn Fn(&Site, StoryId) -> String + Sync + 'a;

/// The periods of the last index.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct SearchMemos {
    periods: Mutex<FxHashMap<String, KnownPeriod>>,
}

/// A period of an index.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct KnownPeriod {
    /// The digest of its stories.
    stories: Digest,
    files: Arc<SearchFiles>,
    /// The contents of its files; absent after it was read from the disk, until somebody asks for them.
    #[serde(skip)]
    made: Arc<OnceLock<Arc<MadePeriod>>>,
}

impl SearchMemos {
    fn get(&self, name: &str) -> Option<KnownPeriod> {
        self.periods.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Keeps the periods of this index, and no others.
    fn keep(&self, periods: FxHashMap<String, KnownPeriod>) {
        *self.periods.lock().unwrap_or_else(PoisonError::into_inner) = periods;
    }
}

/// Whether the paper has a search: it says so, or it is small and says nothing.
fn is_wanted(site: &Site) -> bool {
    site.theme.templates.contains_key("search.html")
        && !site.stories.is_empty()
        && site.paper.search.unwrap_or(site.stories.len() <= SMALL)
}

/// The finding on a paper that has no search only because it is large.
pub(crate) fn left_out(site: &Site) -> Option<Finding> {
    let is_undecided = site.paper.search.is_none() && site.theme.templates.contains_key("search.html");
    (is_undecided && site.stories.len() > SMALL)
        .then(|| Finding::new(Severity::Warning, None, files::no_search(site.stories.len(), SMALL)))
}

/// The index of the paper. Periods whose stories have not changed since the last one are taken from there.
#[must_use]
pub(crate) fn index(site: &Site, address: &AddressOf, memos: &SearchMemos) -> SearchIndex {
    if !is_wanted(site) {
        memos.keep(FxHashMap::default());
        return SearchIndex::default();
    }
    let divided = periods::divide(site);
    let of_period = |period: &periods::Period| {
        let keys: Vec<StoryKey> =
            period.stories.iter().map(|story| StoryKey::of(site, *story, address)).collect();
        let stories = Digest::of_value(&keys);
        let before = memos.get(&period.name);
        match before {
            Some(known) if known.stories == stories => known,
            before => {
                let before = before.as_ref().and_then(|known| known.made.get());
                let made = MadePeriod::new((site, &period.name), &keys, before.map(|made| &**made), 1);
                let files = Arc::new(made.files());
                KnownPeriod { stories, files, made: Arc::new(OnceLock::from(Arc::new(made))) }
            }
        }
    };
    let known: Vec<KnownPeriod> = divided.par_iter().map(of_period).collect();
    let named = divided.iter().map(|period| period.name.clone()).zip(known.iter().cloned()).collect();
    memos.keep(named);
    let periods = divided.into_iter().zip(known).map(|(period, known)| SearchPeriod {
        name: period.name,
        stories: period.stories,
        days: period.days,
        files: known.files,
    });
    SearchIndex { periods: periods.collect() }
}

/// The contents of a file of the site's index.
#[must_use]
pub(crate) fn contents(site: &Site, file: SearchFileId, address: &AddressOf, memos: &SearchMemos) -> Bytes {
    let period = &site.search.periods[file.period];
    let known = memos.get(&period.name);
    // Many documents wait for the same period, so it is made without help: a helper might be one of those that wait.
    let make = || {
        let keys: Vec<StoryKey> =
            period.stories.iter().map(|story| StoryKey::of(site, *story, address)).collect();
        Arc::new(MadePeriod::new((site, &period.name), &keys, None, usize::MAX))
    };
    let made = known.map_or_else(make, |known| Arc::clone(known.made.get_or_init(make)));
    made.contents(file.part, file.number)
}
