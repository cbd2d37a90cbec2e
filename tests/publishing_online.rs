//! Publishing to object storage and to WebDAV: what is sent is what the strictest services take, and secrets stay secret.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::stores::{self, Bucket, Fault, Folder, Proxy, Server, Stored};
use crate::support::{PNG, Paper, Run, files_in, run_in};

pub const ACCOUNTS: [(&str, &str); 4] = [
    ("AWS_ACCESS_KEY_ID", stores::KEY),
    ("AWS_SECRET_ACCESS_KEY", stores::SECRET),
    ("LANMU_WEBDAV_USER", stores::USER),
    ("LANMU_WEBDAV_PASSWORD", stores::PASSWORD),
];

/// A paper of two stories and a picture.
pub struct Press {
    pub paper: Paper,
}

impl Press {
    pub fn new() -> Self {
        let press = Self { paper: Paper::of(&[]) };
        press.story("a", "", "正文。![图](lamp%20灯.png)");
        press.story("b", "", "正文。");
        press.paper.put("content/editions/2025-11-20/lamp 灯.png", PNG);
        press
    }

    /// Publishes to a bucket of the server at this address.
    pub fn to_bucket(&self, server: &Server) {
        let endpoint = server.address;
        self.to(&format!(
            "kind: s3, endpoint: 'http://{endpoint}', region: cn-north-9, bucket: paper, style: path"
        ));
    }

    /// Publishes to a WebDAV folder of the server at this address.
    pub fn to_folder(&self, server: &Server) {
        self.to(&format!("kind: webdav, url: 'http://{}/dav/'", server.address));
    }

    pub fn to(&self, target: &str) {
        self.paper.put("content/site.yaml", format!("name: 晨报\npublish: {{{target}}}\n"));
    }

    pub fn story(&self, name: &str, front: &str, text: &str) {
        let text = format!("---\nheadline: 题{name}\nbyline: 本报讯\n{front}---\n{text}\n");
        self.paper.put(&format!("content/editions/2025-11-20/{name}.md"), text);
    }

    pub fn publish(&self) -> Run {
        self.with(&ACCOUNTS, &["publish", "--allow-unready"])
    }

    /// Publishes where nothing is left of what was published before.
    fn publish_anew(&self) -> Run {
        self.with(&ACCOUNTS, &["publish", "--allow-unready", "--allow-empty"])
    }

    /// A run with nothing in the environment but this, and little patience.
    pub fn with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Run {
        let home = self.paper.root().join("home");
        let none = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"].map(|name| (name, ""));
        let always = [("HOME", home.to_str().unwrap()), ("LANMU_PUBLISH_TIMEOUT", "0.4")];
        let environment = [&always, &none[..], environment].concat();
        run_in(self.paper.root(), &[arguments, &["--as-of", "2025-12-01"]].concat(), &environment)
    }

    /// What the build printed, without its mark.
    pub fn printed(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.paper.public();
        files.remove(".lanmu.json");
        files
    }
}

/// What is live, without the manifest.
pub fn live(all: BTreeMap<String, Stored>) -> BTreeMap<String, Vec<u8>> {
    let manifest = |path: &String| path == "lanmu-manifest.json";
    all.into_iter().filter(|(path, _)| !manifest(path)).map(|(path, file)| (path, file.contents)).collect()
}

/// No planted secret is in what was said, or in any file of the paper but its own settings.
pub fn assert_secret(press: &Press, run: &Run) {
    let files = files_in(press.paper.root());
    for secret in [stores::KEY, stores::SECRET, stores::PASSWORD, "ZWRpdG9y"] {
        assert!(!run.said.contains(secret), "{}", run.said);
        let found = files
            .iter()
            .find(|(_, bytes)| bytes.windows(secret.len()).any(|piece| piece == secret.as_bytes()));
        assert!(found.is_none(), "{secret} is in {}", found.unwrap().0);
    }
}

#[test]
fn a_bucket_gets_each_file_whole_with_its_type_and_its_time_to_keep() {
    let (press, bucket) = (Press::new(), Bucket::new());
    let server = bucket.serve();
    press.to_bucket(&server);
    let run = press.publish();
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(live(bucket.store.all()), press.printed());
    let header = |path: &str, name: &str| bucket.store.get(path).unwrap().headers[name].clone();
    assert_eq!(header("index.html", "content-type"), "text/html; charset=utf-8");
    assert_eq!(header("index.html", "cache-control"), "no-cache");
    let all = bucket.store.all();
    let sheet = all.keys().find(|path| path.starts_with("assets/") && path.ends_with(".css")).unwrap();
    assert_eq!(header(sheet, "content-type"), "text/css; charset=utf-8");
    assert!(header(sheet, "cache-control").contains("immutable"), "{sheet}");
    assert!(!run.said.contains("挡不住"), "{}", run.said);
    assert_secret(&press, &run);
    let run = press.with(&ACCOUNTS, &["verify"]);
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn a_bucket_keeps_the_type_of_the_original_with_a_compressed_form() {
    let (press, bucket) = (Press::new(), Bucket::new());
    let endpoint = bucket.serve().address;
    press.to(&format!(
        "kind: s3, endpoint: 'http://{endpoint}', region: cn-north-9, bucket: paper, style: path, precompress: true"
    ));
    let run = press.publish();
    assert_eq!(run.code, 0, "{}", run.said);
    let of = |path: &str, name: &str| bucket.store.get(path).unwrap().headers.get(name).cloned();
    for (ending, encoding) in [("gz", "gzip"), ("br", "br")] {
        let page = format!("index.html.{ending}");
        assert_eq!(of(&page, "content-encoding").as_deref(), Some(encoding));
        assert_eq!(of(&page, "content-type").as_deref(), Some("text/html; charset=utf-8"));
        assert_eq!(of(&page, "cache-control").as_deref(), Some("no-cache"));
    }
    assert_eq!(of("index.html", "content-encoding"), None);
}

#[test]
fn a_folder_of_webdav_gets_each_file_whole() {
    let (press, folder) = (Press::new(), Folder::new());
    let server = folder.serve();
    press.to_folder(&server);
    let run = press.publish();
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(live(folder.store.all()), press.printed());
    assert_secret(&press, &run);
    press.story("b", "withdrawn: 有误\n", "正文。");
    assert_eq!(press.publish().code, 0);
    assert_eq!(live(folder.store.all()), press.printed());
}

#[test]
fn the_folders_above_that_of_a_paper_on_webdav_are_made() {
    let (press, folder) = (Press::new(), Folder::new());
    let server = folder.serve();
    press.to(&format!("kind: webdav, url: 'http://{}/dav/a/b/', path: c", server.address));
    let run = press.publish();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(folder.store.all().contains_key("a/b/c/index.html"));
}

#[test]
fn the_bucket_is_named_in_the_host_unless_the_paper_says_otherwise() {
    let press = Press::new();
    let bucket = Bucket { is_virtual: true, ..Bucket::new() };
    let server = bucket.serve();
    // The server is the proxy as well, so that any host name leads to it.
    press.to(
        "kind: s3, endpoint: 'http://storage.test', region: cn-north-9, bucket: paper, prefix: /2025/报/",
    );
    let proxy = format!("http://{}", server.address);
    let run =
        press.with(&[&ACCOUNTS[..], &[("HTTP_PROXY", &proxy)]].concat(), &["publish", "--allow-unready"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(bucket.store.get("2025/报/index.html").is_some(), "{:?}", bucket.store.all().keys());
}

#[test]
fn hosts_that_make_browsers_save_pages_are_told_of() {
    let press = Press::new();
    for (endpoint, own, told) in [
        ("oss-cn-hangzhou.aliyuncs.com", "", true),
        ("cos.ap-guangzhou.myqcloud.com", "", true),
        ("oss-cn-hangzhou.aliyuncs.com", ", url: 'https://news.example.cn/'", false),
        ("storage.example.cn", "", false),
    ] {
        let bucket = Bucket { is_virtual: true, ..Bucket::new() };
        let proxy = format!("http://{}", bucket.serve().address);
        press.to(&format!("kind: s3, endpoint: 'http://{endpoint}', region: cn-north-9, bucket: paper{own}"));
        let environment = [&ACCOUNTS[..], &[("HTTP_PROXY", &proxy)]].concat();
        let run = press.with(&environment, &["publish", "--allow-unready", "--allow-empty"]);
        assert_eq!(run.code, 0, "{}", run.said);
        assert_eq!(run.said.contains("备案"), told, "{endpoint}: {}", run.said);
        let run = press.with(&environment, &["publish", "--lang", "en", "--allow-unready"]);
        assert!(run.code == 0 || run.code == 2, "{}", run.said);
    }
}

#[test]
fn two_runs_are_kept_apart_and_where_that_is_not_possible_it_is_said() {
    let press = Press::new();
    let bucket = Bucket { knows_conditions: false, ..Bucket::new() };
    let server = bucket.serve();
    press.to_bucket(&server);
    let run = press.publish();
    assert!(run.code == 0 && run.said.contains("挡不住"), "{}", run.said);
    let folder = Folder { knows_conditions: false, ..Folder::new() };
    let server = folder.serve();
    press.to_folder(&server);
    let run = press.publish();
    assert!(run.code == 0 && run.said.contains("挡不住"), "{}", run.said);
    let bucket = Bucket::new();
    let server = bucket.serve();
    press.to_bucket(&server);
    let lock = |time: &str| bucket.store.put("lanmu-lock.txt", time.as_bytes(), BTreeMap::new());
    lock("2999-01-01T00:00:00+00:00\n");
    let run = press.publish_anew();
    assert!(run.code == 2 && run.said.contains("lanmu-lock.txt"), "{}", run.said);
    assert_eq!(bucket.store.all().len(), 1, "nothing was sent");
    lock("2025-01-01T00:00:00+00:00\n");
    assert_eq!(press.publish_anew().code, 0, "it was abandoned");
    assert!(bucket.store.get("lanmu-lock.txt").is_none());
}

#[test]
fn missing_accounts_are_named_and_wrong_ones_are_not_quoted() {
    let (press, bucket, folder) = (Press::new(), Bucket::new(), Folder::new());
    let (storage, dav) = (bucket.serve(), folder.serve());
    press.to_bucket(&storage);
    let publish = ["publish", "--allow-unready"];
    let run = press.with(&[], &publish);
    assert!(run.code == 2 && run.said.contains("没有设环境变量 `AWS_ACCESS_KEY_ID`"), "{}", run.said);
    let run = press.with(&ACCOUNTS[..1], &publish);
    assert!(run.code == 2 && run.said.contains("`AWS_SECRET_ACCESS_KEY`"), "{}", run.said);
    for wrong in [
        [("AWS_ACCESS_KEY_ID", "AKWRONG77"), ACCOUNTS[1]],
        [ACCOUNTS[0], ("AWS_SECRET_ACCESS_KEY", "wrong88")],
    ] {
        let run = press.with(&wrong, &publish);
        assert!(run.code == 2 && run.said.contains("403"), "{}", run.said);
        assert!(!run.said.contains("AKWRONG77") && !run.said.contains("wrong88"), "{}", run.said);
        assert_secret(&press, &Run { code: 2, said: run.said.replace(stores::KEY, "") });
    }
    press.to_folder(&dav);
    let run = press.with(&[], &publish);
    assert!(
        run.code == 2 && run.said.contains("401") && run.said.contains("LANMU_WEBDAV_USER"),
        "{}",
        run.said
    );
    let run = press.with(&ACCOUNTS[2..3], &publish);
    assert!(run.code == 2 && run.said.contains("`LANMU_WEBDAV_PASSWORD`"), "{}", run.said);
}

#[test]
fn keys_may_come_from_a_profile_of_the_shared_file() {
    let (press, bucket) = (Press::new(), Bucket::new());
    let server = bucket.serve();
    let endpoint = server.address;
    let keys = |name: &str, id: &str| {
        format!("[{name}]\naws_access_key_id = {id}\naws_secret_access_key = {}\n", stores::SECRET)
    };
    press.paper.put("home/.aws/credentials", keys("default", "x") + &keys("paper", stores::KEY));
    let target =
        format!("kind: s3, endpoint: 'http://{endpoint}', region: cn-north-9, bucket: paper, style: path");
    press.to(&format!("{target}, profile: paper"));
    let publish = ["publish", "--allow-unready"];
    let run = press.with(&[("AWS_ACCESS_KEY_ID", "other"), ("AWS_SECRET_ACCESS_KEY", "other")], &publish);
    assert_eq!(run.code, 0, "{}", run.said);
    press.to(&format!("{target}, profile: nosuch"));
    let run = press.with(&ACCOUNTS, &publish);
    assert!(run.code == 2 && run.said.contains("`nosuch`"), "{}", run.said);
    press.to(&target);
    press.story("b", "", "改过的正文。");
    let run = press.with(&[("AWS_PROFILE", "paper")], &publish);
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn a_secret_in_the_settings_is_a_finding_that_does_not_show_it() {
    let press = Press::new();
    let s3 = "kind: s3, endpoint: 'https://s.cn', bucket: b";
    for (target, column) in [
        ("kind: git, remote: 'https://me:s3cr3t@h.cn/a.git'".to_owned(), 30),
        ("kind: git, remote: 'https://s3cr3t@h.cn/a.git'".to_owned(), 30),
        ("kind: git, remote: 'ssh://me:s3cr3t@h.cn/a.git'".to_owned(), 30),
        ("kind: webdav, url: 'https://me:s3cr3t@h.cn/'".to_owned(), 30),
        (format!("{s3}, secret_access_key: s3cr3t"), 50),
        (format!("{s3}, password: s3cr3t"), 50),
        (format!("{s3}, AccessKeyId: s3cr3t"), 50),
    ] {
        press.to(&target);
        for command in [&["check"][..], &["check", "--format", "json"], &["publish"]] {
            let run = press.with(&[], command);
            assert_eq!(run.code, 1, "{target}: {}", run.said);
            assert!(run.said.contains("secret-in-settings") && !run.said.contains("s3cr3t"), "{}", run.said);
        }
        assert!(column > 0);
    }
    press.to("kind: git, remote: 'ssh://git@h.cn/a.git'");
    assert_eq!(press.with(&[], &["check"]).code, 0);
}

#[test]
fn what_lasts_is_said_at_once_and_what_passes_is_tried_again() {
    let (press, bucket) = (Press::new(), Bucket::new());
    let proxy = Proxy::before(bucket.serve().address);
    press.to_bucket(&proxy.server);
    proxy.breaks(1, Fault::Refused(403));
    let run = press.publish();
    assert!(run.code == 2 && run.said.contains("Refused: broken on purpose"), "{}", run.said);
    assert_eq!(proxy.broken(), 1, "it was not tried again");
    proxy.breaks(3, Fault::Refused(503));
    let run = press.publish();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(proxy.broken() > 5, "{}", proxy.broken());
    assert_eq!(live(bucket.store.all()), press.printed());
}

#[test]
fn a_run_that_was_killed_does_not_keep_the_next_one_out() {
    let (press, bucket) = (Press::new(), Bucket::new());
    let proxy = Proxy::before(bucket.serve().address);
    press.to_bucket(&proxy.server);
    proxy.breaks(9, Fault::Stalled(60_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_lanmu"))
        .args(["publish", "--allow-unready", "--as-of", "2025-12-01", "--root"])
        .arg(press.paper.root())
        .envs(ACCOUNTS)
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while bucket.store.get("lanmu-lock.txt").is_none() || proxy.broken() == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it ended");
        thread::sleep(Duration::from_millis(20));
    }
    proxy.is_sound();
    let run = press.publish();
    assert!(run.code == 2 && run.said.contains("另一次发布正在进行"), "{}", run.said);
    child.kill().unwrap();
    child.wait().unwrap();
    let run = press.publish();
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(live(bucket.store.all()), press.printed());
}
