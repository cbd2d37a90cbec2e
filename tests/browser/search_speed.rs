//! How soon a reader sees results, and what they cost: over a line of 1.6 megabits, with a processor four times slower, from a host
//! that compresses. `LANMU_SEARCH_STORIES=10000` measures what readers are promised; the usual small paper shows that it works.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::search::WRITTEN;
use super::tabs::{Browser, Tab};
use super::url;

/// The queries: from the most frequent words to a word that no story has, alone and combined.
const QUERIES: [&str; 20] = [
    "经济",
    "人民",
    "发展",
    "中国",
    "社会主义",
    "改革",
    "市场",
    "企业",
    "北京",
    "科学技术",
    "农民",
    "干部",
    "教育",
    "国际",
    "技术改造",
    "领导小组",
    "乡镇企业",
    "经济 改革",
    "张三",
    "龘龘",
];
/// What a query may cost: bytes, and seconds to the first titles and to all that is shown.
const MOST_BYTES: usize = 300_000;
const FIRST: f64 = 1.5;
const ALL: f64 = 3.0;

/// Records when the first title is shown, and when the search is complete.
const WATCH: &str = "new MutationObserver(() => {
    const status = document.querySelector('.search-status');
    if (!status || !status.textContent) return;
    const isBusy = status.textContent === status.parentElement.dataset.busy;
    if (!window.first && document.querySelector('.search-results li')) window.first = performance.now();
    if (!isBusy && !window.all) window.all = performance.now();
}).observe(document, {childList: true, subtree: true, characterData: true});";

/// A host: it sends the files of a folder compressed, and counts what it sends.
struct Host {
    address: String,
    sent: Arc<AtomicUsize>,
}

impl Host {
    fn of(folder: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let sent = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&sent);
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let (folder, counted) = (folder.clone(), Arc::clone(&counted));
                thread::spawn(move || while answered(&connection, &folder, &counted).is_some() {});
            }
        });
        Self { address, sent }
    }
}

/// Answers one request; `None` if there is no more.
fn answered(connection: &TcpStream, folder: &Path, sent: &AtomicUsize) -> Option<()> {
    let mut lines = BufReader::new(connection).lines().map_while(Result::ok);
    let asked = lines.next()?;
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = asked.split(' ').nth(1)?.split('?').next()?.trim_start_matches('/');
    let kind = match path.rsplit('.').next()? {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        _ => "image/svg+xml",
    };
    let (state, body) =
        fs::read(folder.join(path)).map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(&body).ok()?;
    let body = packer.finish().ok()?;
    let head = format!(
        "HTTP/1.1 {state}\r\ncontent-type: {kind}\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    sent.fetch_add(head.len() + body.len(), Ordering::Relaxed);
    let mut connection = connection;
    connection.write_all(head.as_bytes()).ok()?;
    connection.write_all(&body).ok()
}

/// A tab of a telephone on such a line.
fn slow(browser: &Browser) -> Tab<'_> {
    let tab = browser.opened("about:blank", 390, 844);
    let line =
        json!({"offline": false, "latency": 40, "downloadThroughput": 200_000, "uploadThroughput": 90_000});
    tab.tell("Network.enable", &json!({}));
    tab.tell("Network.setCacheDisabled", &json!({"cacheDisabled": true}));
    tab.tell("Network.emulateNetworkConditions", &line);
    tab.tell("Emulation.setCPUThrottlingRate", &json!({"rate": 4}));
    tab.tell("Page.enable", &json!({}));
    tab.tell("Page.addScriptToEvaluateOnNewDocument", &json!({"source": WATCH}));
    tab
}

#[test]
fn a_query_costs_little_and_is_answered_soon_on_a_slow_line() {
    let (paper, written) = &*WRITTEN;
    let host = Host::of(paper.root().join("public"));
    let browser = Browser::open();
    let tab = slow(&browser);
    let is_promised = written.len() >= 10_000;
    let mut late = Vec::new();
    println!("{} stories: kB, seconds to the first titles, to all; results shown", written.len());
    for query in QUERIES.into_iter().step_by(if is_promised { 1 } else { 5 }) {
        host.sent.store(0, Ordering::Relaxed);
        let address = format!(
            "http://{}/search.html?q={}",
            host.address,
            percent_encoding::utf8_percent_encode(query, percent_encoding::NON_ALPHANUMERIC)
        );
        tab.tell("Page.navigate", &json!({"url": address}));
        tab.until(&format!("location.href === {address:?} && window.all"));
        let seconds =
            |which: &str| tab.value(&format!("window.{which} || window.all")).as_f64().unwrap() / 1000.0;
        let (first, all, bytes) = (seconds("first"), seconds("all"), host.sent.load(Ordering::Relaxed));
        let shown = tab.value("document.querySelectorAll('.search-results li').length");
        println!("{query}\t{}\t{first:.2}\t{all:.2}\t{shown}", bytes / 1000);
        assert!(bytes <= MOST_BYTES, "{query} costs {bytes} bytes");
        if first > FIRST || all > ALL {
            late.push(query);
        }
    }
    assert!(!is_promised || late.is_empty(), "late: {late:?}");
}

#[test]
fn a_query_in_the_address_is_answered_from_the_disk_without_any_leave() {
    let (paper, written) = &*WRITTEN;
    let browser = Browser::open();
    let page = url(&paper.root().join("public/search.html"));
    let query: String = written[0].title.chars().take(4).collect();
    let tab = browser.opened(&format!("{page}?q={query}"), 1000, 800);
    tab.until("document.querySelector('.search-results .passage')");
    let first = tab.value("document.querySelector('.search-results a').href");
    assert!(first.as_str().unwrap().ends_with(&written[0].path), "{first}");
}
