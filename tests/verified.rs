//! `lanmu verify`: what is missing, changed, foreign, of a wrong type or with a wrong header, on the target and as a reader gets it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::publishing_online::{ACCOUNTS, Press};
use crate::stores::{Bucket, Folder, Reply, Server};
use crate::support::{Run, files_in};

fn verify(press: &Press) -> Run {
    press.with(&ACCOUNTS, &["verify"])
}

#[test]
fn a_bucket_is_compared_with_its_types_and_headers() {
    let (press, bucket) = (Press::new(), Bucket::new());
    let server = bucket.serve();
    press.to_bucket(&server);
    assert_eq!(press.publish().code, 0);
    let run = verify(&press);
    assert!(run.code == 0 && run.said.contains("个文件都对"), "{}", run.said);
    let page = bucket.store.get("2025-11-20/a.html").unwrap();
    bucket.store.put("2025-11-20/a.html", &page.contents, BTreeMap::new());
    bucket.store.put("2025-11-20/b.html", b"changed", page.headers);
    bucket.store.delete("robots.txt");
    bucket.store.put("theirs/a&b.txt", b"theirs", BTreeMap::new());
    let run = verify(&press);
    assert_eq!(run.code, 1, "{}", run.said);
    for said in [
        "Content-Type 是“没有”，该是“text/html; charset=utf-8”：2025-11-20/a.html",
        "Cache-Control 是“没有”，该是“no-cache”：2025-11-20/a.html",
        "不一样：2025-11-20/b.html",
        "缺：robots.txt",
        "别人的文件，没有动：theirs/a&b.txt",
    ] {
        assert!(run.said.contains(said), "{said}: {}", run.said);
    }
    let run = press.with(&ACCOUNTS, &["verify", "--lang", "en", "--format", "json"]);
    assert!(run.said.contains(r#"{"foreign":"theirs/a&b.txt"}"#), "{}", run.said);
}

#[test]
fn a_webdav_folder_is_listed_to_its_depths() {
    let (press, folder) = (Press::new(), Folder::new());
    let server = folder.serve();
    press.to_folder(&server);
    assert_eq!(press.publish().code, 0);
    folder.folders.lock().unwrap().extend(["theirs".to_owned(), "theirs/更深".to_owned()]);
    folder.store.put("theirs/更深/a b.txt", b"theirs", BTreeMap::new());
    let run = verify(&press);
    assert!(run.code == 0 && run.said.contains("别人的文件，没有动：theirs/更深/a b.txt"), "{}", run.said);
    assert!(!run.said.contains("lanmu-parts"), "{}", run.said);
}

/// A host of pages: what its command has copied, and what it answers for some paths instead.
#[derive(Clone, Default)]
struct Host {
    answers: Arc<Mutex<BTreeMap<String, Reply>>>,
}

/// A file as a host serves it that does nothing wrong.
fn served(path: &str, contents: Vec<u8>) -> Reply {
    let kind = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("xml") => "text/xml",
        _ => "application/octet-stream",
    };
    Reply::new(200, contents)
        .with("content-type", kind)
        .with("cache-control", "public, max-age=0, must-revalidate")
}

impl Host {
    /// Serves the copy that the command of the paper was given.
    fn serve(&self, press: &Press) -> Server {
        let (host, copy) = (self.clone(), press.paper.root().join(".lanmu/pages/pages"));
        Server::answering(move |request| {
            let path = request.path();
            if let Some(reply) = host.answers.lock().unwrap().get(&path) {
                return reply.clone();
            }
            files_in(&copy)
                .remove(&path)
                .map_or_else(|| Reply::new(404, "nothing"), |contents| served(&path, contents))
        })
    }

    fn answers(&self, path: &str, reply: Reply) {
        self.answers.lock().unwrap().insert(path.to_owned(), reply);
    }
}

/// A paper that was published to a host by its command, and the host.
fn published(more: &str) -> (Press, Host) {
    let (press, host) = (Press::new(), Host::default());
    let address = host.serve(&press).address;
    press.to(&format!("kind: pages, command: 'true', url: 'http://{address}/'{more}"));
    let confirmed = r#"{"DIGEST": {"command": "true", "at": "2025-11-20T08:00:00Z"}}"#;
    let digest = lanmu::internals::digest::Digest::of(b"true").to_string();
    press.paper.put(".lanmu/commands.json", confirmed.replace("DIGEST", &digest));
    let run = press.publish();
    assert_eq!(run.code, 0, "{}", run.said);
    (press, host)
}

#[test]
fn a_host_of_pages_is_compared_as_a_reader_gets_it() {
    let (press, host) = published("");
    let run = verify(&press);
    assert!(run.code == 0 && run.said.contains("读者看到的都对"), "{}", run.said);
    let page = press.printed()["index.html"].clone();
    host.answers("index.html", Reply::new(200, page.clone()).with("content-type", "text/plain"));
    host.answers("archive.html", served("a.html", b"old".to_vec()));
    host.answers("2025-11-20/a.html", Reply::new(403, ""));
    host.answers("2025-11-20/b.html", Reply::new(404, ""));
    host.answers("lanmu-nothing-here.html", served("a.html", page));
    let run = verify(&press);
    assert_eq!(run.code, 1, "{}", run.said);
    for said in [
        "个文件都对", // The copy that was handed over is whole.
        "Content-Type 是“text/plain”，该是“text/html; charset=utf-8”：index.html",
        "不一样：archive.html",
        "该答 200，答了 403：2025-11-20/a.html",
        "缺：2025-11-20/b.html",
        "该答 404，答了 200：lanmu-nothing-here.html",
        "5 处不对",
    ] {
        assert!(run.said.contains(said), "{said}: {}", run.said);
    }
}

#[test]
fn redirections_are_followed_and_pages_that_are_kept_too_long_are_told() {
    let (press, host) = published("");
    let to = |path: &str| Reply::new(308, "").with("location", path);
    host.answers("2025-11-20/a.html", to("/2025-11-20/a"));
    let story = press.printed()["2025-11-20/a.html"].clone();
    host.answers("2025-11-20/a", served("a.html", story.clone()));
    assert_eq!(verify(&press).code, 0);
    let long =
        Reply::new(200, story).with("content-type", "text/html").with("cache-control", "max-age=86400");
    host.answers("2025-11-20/a", long);
    let run = verify(&press);
    assert!(run.code == 1 && run.said.contains("Cache-Control 是“max-age=86400”"), "{}", run.said);
}

#[test]
fn headers_that_were_asked_for_and_are_not_sent_are_told_and_compressed_forms_too() {
    let (press, _host) = published(", headers: true, precompress: true");
    let run = verify(&press);
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(run.said.contains("Content-Security-Policy 是“没有”"), "{}", run.said);
    assert!(run.said.contains(" 等 "), "many files with the same difference are one line: {}", run.said);
    assert!(run.said.contains("压缩好的没有用上"), "{}", run.said);
    assert!(!run.said.contains("_headers"), "hosts do not serve their settings: {}", run.said);
}

#[test]
fn a_host_that_cannot_be_reached_is_a_fault_and_without_an_address_only_the_copy_is_compared() {
    let (press, _host) = published("");
    press.to("kind: pages, command: 'true', url: 'http://127.0.0.1:9/'");
    let run = verify(&press);
    assert!(run.code == 2 && run.said.contains("核对不了 `http://127.0.0.1:9/"), "{}", run.said);
    press.to("kind: pages, command: 'true'");
    let run = verify(&press);
    assert!(run.code == 0 && run.said.contains("写明 url"), "{}", run.said);
}
