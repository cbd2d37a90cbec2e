//! Fetch: brings the pictures of other sites beside the stories that show them, and rewrites their addresses, when the editor asks
//! for it. Besides publishing, nothing else in the program uses the network.
//!
//! A picture is written as a whole or not at all, under a name made from its address: what an earlier run has brought is not
//! brought again.

mod network;
mod pictures;
mod public;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::cache::Cache;
use crate::desk::{self, AppliedFix, Mended, Mending, Mendings};
use crate::fault::Fault;
use crate::files::OpenFolder;
use crate::link::remote;
use crate::model::draft::Drafts;
use crate::parse::text;
use crate::pipeline;
use crate::project::Project;
use crate::scan;
use crate::source::{Place, SourcePath, Span};
use crate::words::links::NotFetched;
pub use network::{Hosts, Network, NetworkLimits};
use pictures::Brought;

/// How many pictures are fetched at a time.
const AT_ONCE: usize = 8;

/// The result of fetching.
#[derive(Debug, Default)]
pub struct FetchOutcome {
    /// How many pictures were brought.
    pub brought: usize,
    /// How many an earlier run had brought.
    pub known: usize,
    /// The stories that were rewritten.
    pub rewritten: Vec<SourcePath>,
    /// The stories that were left unchanged, and why.
    pub(crate) kept: Mended,
    /// What could not be brought: by reason, how many, and the first with its address.
    pub failed: BTreeMap<NotFetched, (usize, Place, String)>,
}

/// A picture of another site, wanted in a folder: its address there, and where stories name it and how.
struct WantedPicture {
    folder: String,
    address: String,
    places: Vec<(Place, String)>,
}

/// Brings every picture that a story of the paper shows from another site; `progress` is told how many of how many are done.
///
/// # Errors
/// If a folder or a file cannot be read or written.
pub fn fetch(
    project: &Project,
    cache: &mut Cache,
    network: &Network,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<FetchOutcome, Fault> {
    let drafts = pipeline::drafts(project, cache)?;
    let wanted = wanted(&drafts);
    if wanted.is_empty() {
        return Ok(FetchOutcome::default());
    }
    let held = crate::write::lock_paper(&project.root)?;
    desk::clear_leftovers(&held.root, cache.inventory.folders.keys().map(String::as_str))?;
    let brought = bring(&held.root, network, &wanted, progress)?;
    let mut outcome = FetchOutcome::default();
    let mut names: BTreeMap<SourcePath, Vec<(Span, &str, String)>> = BTreeMap::new();
    for (picture, brought) in wanted.iter().zip(brought) {
        let name = match brought {
            Ok(Brought::Now(name)) => (outcome.brought += 1, name).1,
            Ok(Brought::Before(name)) => (outcome.known += 1, name).1,
            Err(why) => {
                fail(&mut outcome, why, &picture.places[0].0, &picture.address);
                continue;
            }
        };
        for (place, address) in &picture.places {
            names.entry(place.path.clone()).or_default().push((place.span, address, name.clone()));
        }
    }
    let mut mendings = Mendings::new();
    for (path, names) in names {
        let bytes = scan::text(project, &path).and_then(|text| text.bytes);
        let Some(before) = bytes.as_deref().and_then(text::decode) else { continue };
        let (after, fixes) = rewritten(&before, &path, names, &mut outcome);
        if !fixes.is_empty() {
            mendings.insert(path, Mending { before, after, fixes });
        }
    }
    let result = desk::put(&held.root, &mendings, &mut outcome.kept);
    outcome.rewritten = outcome.kept.files.clone();
    result.map(|()| outcome)
}

fn fail(outcome: &mut FetchOutcome, why: NotFetched, place: &Place, address: &str) {
    let entry = outcome.failed.entry(why).or_insert_with(|| (0, place.clone(), address.to_owned()));
    entry.0 += 1;
}

/// The pictures of other sites, each once for a folder, in whatever ways its address is written.
fn wanted(drafts: &Drafts) -> Vec<WantedPicture> {
    let mut wanted: BTreeMap<(&str, String), Vec<(Place, String)>> = BTreeMap::new();
    for story in drafts.stories.iter().chain(&drafts.standing).filter(|story| !story.is_withdrawn()) {
        for link in &story.links {
            if let Some(address) = remote::address(link) {
                let name = pictures::name_of(address).unwrap_or_else(|| address.to_owned());
                let places = wanted.entry((story.path.folder(), name)).or_default();
                places.push((Place::new(&story.path, link.span), address.to_owned()));
            }
        }
    }
    let picture = |((folder, _), places): ((&str, _), Vec<(Place, String)>)| WantedPicture {
        folder: folder.to_owned(),
        address: places[0].1.clone(),
        places,
    };
    wanted.into_iter().map(picture).collect()
}

/// Brings pictures, several at a time. The first fault ends it.
fn bring(
    root: &OpenFolder,
    network: &Network,
    wanted: &[WantedPicture],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Vec<Result<Brought, NotFetched>>, Fault> {
    let (next, (sender, receiver)) = (AtomicUsize::new(0), mpsc::channel());
    let mut brought: Vec<Result<Brought, NotFetched>> = vec![Err(NotFetched::Refused); wanted.len()];
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(wanted.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(picture) = wanted.get(index) else { break };
                    let one = pictures::bring(root, network, &picture.folder, &picture.address);
                    if sender.send((index, one)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (done, (index, one)) in receiver.iter().enumerate() {
            match one {
                Ok(one) => brought[index] = one,
                Err(fault) => {
                    next.store(wanted.len(), Ordering::Relaxed);
                    return Err(fault);
                }
            }
            progress(done + 1, wanted.len());
        }
        Ok(())
    })?;
    Ok(brought)
}

/// A text with the names of files in place of addresses, and how many were replaced.
fn rewritten(
    text: &str,
    path: &SourcePath,
    names: Vec<(Span, &str, String)>,
    outcome: &mut FetchOutcome,
) -> (String, Vec<AppliedFix>) {
    let mut replaced: BTreeMap<Span, String> = BTreeMap::new();
    for (span, address, name) in names {
        match place_of(text, span, address) {
            Some(at) => drop(replaced.insert(at, name)),
            None => fail(outcome, NotFetched::NotFound, &Place::new(path, span), address),
        }
    }
    let (mut after, mut end) = (String::with_capacity(text.len()), 0);
    for (at, name) in &replaced {
        after.push_str(&text[end..at.start]);
        after.push_str(name);
        end = at.end;
    }
    after.push_str(&text[end..]);
    let fixes = replaced.into_iter().map(|(at, to)| AppliedFix { from: text[at.range()].to_owned(), to });
    (after, fixes.collect())
}

/// Where the address of a picture at `span` is written: in it, or in a definition of the text.
fn place_of(text: &str, span: Span, address: &str) -> Option<Span> {
    let escaped = address.replace('&', "&amp;");
    let whole = Span::new(0, text.len());
    let is_named = |before: char| matches!(before, '(' | '<' | '"' | '\'' | '=' | ' ' | ':' | '\n');
    let is_defined = |before: &str| before.trim_end_matches(['<', ' ', '\t']).ends_with("]:");
    let find = |within: Span, written: &str, fits: &dyn Fn(&str) -> bool| {
        let mut places = text.get(within.range())?.match_indices(written).map(|(at, _)| within.start + at);
        let start = places.find(|at| fits(&text[..*at]))?;
        Some(Span::new(start, start + written.len()))
    };
    let in_picture = |before: &str| before.len() == span.start || before.ends_with(is_named);
    [address, &escaped]
        .into_iter()
        .find_map(|written| find(span, written, &in_picture).or_else(|| find(whole, written, &is_defined)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_where_it_is_written() {
        let place = |text: &str, picture: &str| {
            let start = text.find(picture).unwrap();
            let found = place_of(text, Span::new(start, start + picture.len()), "https://a.b/c.png?x=1&y=2");
            found.map(|span| (span.start, text[span.range()].to_owned()))
        };
        let plain = "![https://a.b/c.png?x=1&y=2](https://a.b/c.png?x=1&y=2)";
        assert_eq!(place(plain, plain).unwrap().0, plain.find('(').unwrap() + 1);
        let escaped = "文 ![图](https://a.b/c.png?x=1&amp;y=2) 文";
        assert_eq!(
            place(escaped, "![图](https://a.b/c.png?x=1&amp;y=2)").unwrap().1,
            "https://a.b/c.png?x=1&amp;y=2"
        );
        let defined = "![图][r]\n\n[r]: https://a.b/c.png?x=1&y=2\n";
        assert_eq!(place(defined, "![图][r]").unwrap().0, defined.find("https").unwrap());
    }
}
