//! Links and pictures of other programs → ours: by the files that they mean, relative to the story.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Tag};

use super::source::SourceFolder;
use crate::parse::emphasis::events;
use crate::source::SourcePath;

/// Files that a story may show or offer.
const SHOWN: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "zip", "csv", "xlsx", "docx", "pptx", "mp3", "mp4"];

/// Where links lead.
pub(super) struct Links<'f> {
    folder: &'f SourceFolder,
    targets: &'f BTreeMap<String, SourcePath>,
    /// The page of each address: `post/name`.
    pages: BTreeMap<String, &'f str>,
    /// The files that stories show, and where they will be.
    wanted: BTreeMap<String, SourcePath>,
}

/// A rewritten text, the addresses that lead nowhere, and those that lost their anchor.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub text: String,
    pub dead: Vec<String>,
    pub shortened: Vec<String>,
}

impl<'f> Links<'f> {
    /// The links of a folder. Some of its files have a place already.
    pub(super) fn new(
        folder: &'f SourceFolder,
        targets: &'f BTreeMap<String, SourcePath>,
        placed: BTreeMap<String, SourcePath>,
    ) -> Self {
        let mut pages: BTreeMap<String, &str> = BTreeMap::new();
        for page in &folder.pages {
            let name = page.place.rsplit('/').next().unwrap_or_default();
            let bundle = page.place.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_bundle = bundle.rsplit('/').next() == Some(name);
            for address in [page.place.as_str(), name].into_iter().chain(is_bundle.then_some(bundle)) {
                pages.entry(address.to_lowercase()).or_insert(&page.path);
            }
        }
        Self { folder, targets, pages, wanted: placed }
    }

    /// The files that were found to be shown.
    pub(super) fn into_wanted(self) -> BTreeMap<String, SourcePath> {
        self.wanted
    }

    /// Rewrites the links of a text that stands at `path`, and whose story will be at `target`.
    pub(super) fn rewritten(&mut self, text: &str, path: &str, target: &SourcePath) -> Rewritten {
        let mut found: Vec<(std::ops::Range<usize>, bool, String)> = Vec::new();
        for (event, range) in events(text) {
            let (is_picture, address) = match event {
                Event::Start(Tag::Image { dest_url, .. }) => (true, dest_url.into_string()),
                Event::Start(Tag::Link { dest_url, .. }) => (false, dest_url.into_string()),
                _ => continue,
            };
            let is_inner = found.last().is_some_and(|(outer, ..)| range.start < outer.end);
            if !is_inner && is_local(&address) {
                found.push((range, is_picture, address));
            }
        }
        let mut rewritten = Rewritten::default();
        let mut done = 0;
        for (range, is_picture, address) in found {
            rewritten.text.push_str(&text[done..range.start]);
            done = range.end;
            let whole = &text[range];
            let Some((inner, _)) = whole.rsplit_once("](") else {
                rewritten.text.push_str(whole); // A link by reference: its address is elsewhere.
                continue;
            };
            let inner = inner.trim_start_matches('!').strip_prefix('[').unwrap_or(inner);
            let inner = if is_picture {
                Rewritten { text: inner.to_owned(), ..Rewritten::default() }
            } else {
                self.rewritten(inner, path, target)
            };
            rewritten.dead.extend(inner.dead);
            rewritten.shortened.extend(inner.shortened);
            if let Some(new) = self.address(&address, path, target) {
                let mark = if is_picture { "!" } else { "" };
                rewritten.text.extend([mark, "[", &inner.text, "](<", &new, ">)"]);
                rewritten.shortened.extend(address.contains('#').then_some(address));
            } else {
                rewritten.text.push_str(&inner.text);
                rewritten.dead.push(address);
            }
        }
        rewritten.text.push_str(&text[done..]);
        rewritten
    }

    /// Our address for that of a picture; one on the web keeps its own.
    pub(super) fn picture(&mut self, address: &str, path: &str, target: &SourcePath) -> Option<String> {
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        if is_web { Some(address.to_owned()) } else { self.address(address, path, target) }
    }

    /// Our address for one of theirs.
    fn address(&mut self, address: &str, path: &str, target: &SourcePath) -> Option<String> {
        let place = address.split('#').next().unwrap_or_default();
        if place.is_empty() {
            return None; // Anchors differ from program to program.
        }
        let place = percent_decode_str(place.split('?').next()?).decode_utf8().ok()?.into_owned();
        if let Some(page) = self.page(&place, path) {
            return Some(target.path_to(self.targets.get(&page)?.as_str()));
        }
        let file = self.file(&place, path)?;
        if !may_be_shown(&file) {
            return None;
        }
        let known = self
            .wanted
            .get(&file)
            .cloned()
            .unwrap_or_else(|| SourcePath::new(&format!("content/{}", fitted(&file))));
        let new = target.path_to(known.as_str());
        self.wanted.insert(file, known);
        Some(new)
    }

    fn page(&self, place: &str, path: &str) -> Option<String> {
        let near = joined(path, place);
        if let Some(near) = near.filter(|near| self.targets.contains_key(near)) {
            return Some(near);
        }
        let place = place
            .trim_matches('/')
            .trim_end_matches("index.html")
            .trim_end_matches(".html")
            .trim_end_matches(".md");
        let place = place.trim_end_matches('/').to_lowercase();
        let last = place.rsplit('/').next().unwrap_or_default().to_owned();
        self.pages.get(&place).or_else(|| self.pages.get(&last)).map(|page| (*page).to_owned())
    }

    fn file(&self, place: &str, path: &str) -> Option<String> {
        let near = joined(path, place).filter(|near| self.folder.files.contains(near));
        let inside = place.trim_start_matches('/').trim_start_matches("./");
        near.or_else(|| {
            let top =
                |top: &String| if top.is_empty() { inside.to_owned() } else { format!("{top}/{inside}") };
            self.folder.statics.iter().map(top).find(|file| self.folder.files.contains(file))
        })
    }
}

/// Whether a file is of a kind that a story may show or offer.
pub(super) fn may_be_shown(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    SHOWN.contains(&ending.as_str())
}

/// The files that a text at `path` may mean with its links and pictures, and with `others`: beside it, or from the top.
pub(super) fn meant_files(text: &str, path: &str, others: &[String]) -> Vec<String> {
    let of_event = |(event, _)| match event {
        Event::Start(Tag::Image { dest_url, .. } | Tag::Link { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    let addresses = events(text).into_iter().filter_map(of_event).chain(others.iter().cloned());
    let file = |address: String| {
        let place = address.split(['#', '?']).next().filter(|place| !place.is_empty())?;
        let place = percent_decode_str(place).decode_utf8().ok()?.into_owned();
        joined(path, place.trim_start_matches('/'))
    };
    addresses.filter(|address| is_local(address)).filter_map(file).filter(|file| may_be_shown(file)).collect()
}

fn is_local(address: &str) -> bool {
    !address.contains("://")
        && !address.starts_with("//")
        && !address.starts_with("mailto:")
        && !address.starts_with("tel:")
        && !address.starts_with("data:")
}

/// A path seen from a file: `../a.png` from `post/b.md`.
fn joined(path: &str, place: &str) -> Option<String> {
    if place.starts_with('/') {
        return None;
    }
    SourcePath::new(path).join(place).map(|joined| joined.as_str().to_owned())
}

/// The folders of a file that may be in our content: those of other programs are left out.
fn fitted(file: &str) -> String {
    let inside = ["content/", "static/", "source/", "assets/"]
        .iter()
        .find_map(|top| file.strip_prefix(top))
        .unwrap_or(file);
    let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut pieces: Vec<String> =
        folder.split('/').filter(|piece| !piece.is_empty()).map(crate::import::names::fit).collect();
    if pieces
        .first()
        .is_some_and(|first| ["editions", "ledgers", "style", "theme", "pages"].contains(&first.as_str()))
    {
        pieces[0].push_str("-1");
    }
    pieces.push(format!("{}.{}", crate::import::names::fit(stem), ending.to_lowercase()));
    pieces.join("/")
}
