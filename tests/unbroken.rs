//! Whatever breaks while the paper is published, a reader never meets a dead link, nothing is deleted that should stay, and the
//! next run finishes the work.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;
use regex::Regex;

use crate::publishing_online::{Press, assert_secret};
use crate::stores::{Bucket, Fault, Folder, Proxy, Store};

/// How old a page may be that a reader still has open.
const OPEN_FOR: Duration = Duration::from_mins(10);
/// How many runs in a row, each with another edit: every fault twice.
const RUNS: usize = 2 * Fault::ALL.len();
/// The environment variable that asks for more: so many runs on each kind of target, on a new paper after every `RUNS`.
pub const MORE: &str = "LANMU_FAULT_RUNS";

/// A reader who opens pages and follows what is on them, also on pages that were opened some time ago.
pub struct Reader {
    is_done: Arc<AtomicBool>,
    thread: thread::JoinHandle<Vec<String>>,
    pub followed: Arc<AtomicUsize>,
}

impl Reader {
    /// A reader who gets what is live at a path.
    pub fn of(get: impl Fn(&str) -> Option<Vec<u8>> + Send + 'static) -> Self {
        let (is_done, followed) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let (done, count) = (Arc::clone(&is_done), Arc::clone(&followed));
        let thread = thread::spawn(move || {
            let mut dead = BTreeSet::new();
            let mut open: VecDeque<(Instant, String, Vec<String>)> = VecDeque::new();
            let mut known: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
            let mut turn = 0;
            while !done.load(Ordering::Relaxed) {
                turn += 1;
                if let Some(path) = known.iter().nth(turn % known.len())
                    && let Some(page) = get(path)
                {
                    let links = links(path, &String::from_utf8_lossy(&page));
                    open.push_back((Instant::now(), path.clone(), links));
                }
                while open.front().is_some_and(|(since, ..)| since.elapsed() > OPEN_FOR) || open.len() > 400 {
                    open.pop_front();
                }
                let Some((_, page, links)) = open.get(turn * 7 % open.len().max(1)) else { continue };
                for link in links {
                    count.fetch_add(1, Ordering::Relaxed);
                    if get(link).is_none() {
                        dead.insert(format!("{page} leads to {link}"));
                    } else if link.ends_with(".html") {
                        known.insert(link.clone());
                    }
                }
                thread::sleep(Duration::from_millis(1));
            }
            dead.into_iter().collect()
        });
        Self { is_done, thread, followed }
    }

    /// What led nowhere.
    pub fn dead_links(self) -> Vec<String> {
        self.is_done.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

/// The addresses of the paper on a page: its links, and the files it needs.
fn links(page: &str, html: &str) -> Vec<String> {
    let pattern = Regex::new(r#"(?:href|src)="([^"]+)""#).unwrap();
    let base = url::Url::parse("http://paper.test/").unwrap().join(page).unwrap();
    let inside = pattern.captures_iter(html).filter_map(|found| {
        let url = base.join(&found[1].replace("&amp;", "&")).ok()?;
        let path = percent_decode_str(url.path().trim_start_matches('/')).decode_utf8().ok()?.into_owned();
        (url.host_str() == Some("paper.test") && !path.is_empty()).then_some(path)
    });
    inside.collect()
}

/// The edits of a newsroom, one after another.
fn edit(press: &Press, turn: usize) {
    let name = |turn: usize| format!("n{turn}");
    let text = format!("第{turn}稿正文。见[甲](a.md)。");
    match turn % 5 {
        0 => press.story("b", "", &text),
        1 => press.story(&name(turn), "", &text),
        2 if turn.is_multiple_of(2) => press.story(&name(turn - 1), "withdrawn: 有误\n", &text),
        2 => press.story(&name(turn - 1), "", &text),
        3 => {
            let old = name(turn - 2);
            press.paper.remove(&format!("content/editions/2025-11-20/{old}.md"));
            press.story(&format!("r{turn}"), &format!("aliases: [2025-11-20/{old}.html]\n"), &text);
        }
        _ => press.story("a", "", &text),
    }
}

/// What must be live after a run that succeeded: the paper, byte for byte, files that older pages need, and what others put there.
fn assert_whole(press: &Press, store: &Store) {
    let all = store.all();
    let manifest: serde_json::Value = serde_json::from_slice(&all["lanmu-manifest.json"].contents).unwrap();
    let is_old = |path: &str| manifest["old"].get(path).is_some();
    let live: BTreeMap<String, Vec<u8>> = all
        .into_iter()
        .filter(|(path, _)| path != "lanmu-manifest.json" && path != "others/file.txt" && !is_old(path))
        .map(|(path, file)| (path, file.contents))
        .collect();
    let printed = press.printed();
    let paths: Vec<&String> = live.keys().filter(|path| !printed.contains_key(*path)).collect();
    assert!(paths.is_empty(), "too many: {paths:?}");
    assert!(live == printed, "not as printed");
    assert!(store.get("others/file.txt").is_some(), "a file of others was deleted");
}

/// Publishes again and again while things break: the turns from `first`. How often a run failed.
fn storm(press: &Press, store: &Store, proxy: &Proxy, first: usize) -> usize {
    store.put("others/file.txt", b"theirs", BTreeMap::new());
    assert_eq!(press.publish().code, 0);
    let readers = store.clone();
    let reader = Reader::of(move |path| Some(readers.get(path)?.contents));
    let mut failed = 0;
    for turn in first..first + RUNS {
        edit(press, turn - first);
        let fault = Fault::ALL[turn % Fault::ALL.len()];
        proxy.breaks(3 + turn * 5 % 11, fault);
        let run = press.publish();
        assert_secret(press, &run);
        if run.code == 2 {
            failed += 1;
            proxy.is_sound();
            let run = press.publish();
            assert_eq!(run.code, 0, "after {fault:?}, the next run: {}", run.said);
        } else {
            assert_eq!(run.code, 0, "{fault:?}: {}", run.said);
        }
        assert_whole(press, store);
    }
    assert!(proxy.broken() > RUNS, "only {} requests were broken", proxy.broken());
    assert!(reader.followed.load(Ordering::Relaxed) > 100);
    let dead = reader.dead_links();
    assert!(dead.is_empty(), "{dead:#?}");
    failed
}

/// The first turn of each storm.
fn storms() -> impl Iterator<Item = usize> {
    let runs = std::env::var(MORE).ok().and_then(|runs| runs.parse().ok()).unwrap_or(RUNS);
    (0..runs).step_by(RUNS)
}

#[test]
fn a_bucket_stays_whole_whatever_breaks() {
    for first in storms() {
        let (press, bucket) = (Press::new(), Bucket::new());
        let proxy = Proxy::before(bucket.serve().address);
        press.to_bucket(&proxy.server);
        let failed = storm(&press, &bucket.store, &proxy, first);
        assert!(failed > 0, "a lasting refusal fails the run");
    }
}

#[test]
fn a_webdav_folder_stays_whole_whatever_breaks() {
    for first in storms() {
        let (press, folder) = (Press::new(), Folder::new());
        let proxy = Proxy::before(folder.serve().address);
        press.to_folder(&proxy.server);
        let failed = storm(&press, &folder.store, &proxy, first);
        assert!(failed > 0, "a lasting refusal fails the run");
    }
}
