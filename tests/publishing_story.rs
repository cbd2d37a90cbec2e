//! The life of a paper on each kind of target: published, changed, withdrawn from, renamed in, rolled back, damaged, mended.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::publishing::git;
use crate::publishing_bundles::{repacked, unpacked};
use crate::publishing_online::{ACCOUNTS, Press};
use crate::stores::{Bucket, Folder, Store};
use crate::support::{Run, files_in};

type Files = BTreeMap<String, Vec<u8>>;

/// A target, seen from the other side.
struct Host {
    /// How `site.yaml` declares it.
    declared: String,
    /// What is there, by path.
    live: Box<dyn Fn() -> Files>,
    /// Replaces a file there.
    damage: Box<dyn Fn(&str)>,
    /// Whether it keeps earlier releases.
    goes_back: bool,
}

fn folder(press: &Press) -> Host {
    let site = press.paper.root().join("site");
    let damaged = site.clone();
    Host {
        declared: "kind: folder, path: site".to_owned(),
        live: Box::new(move || files_in(&site)),
        damage: Box::new(move |path| fs::write(damaged.join(path), "damaged").unwrap()),
        goes_back: true,
    }
}

fn bundle(press: &Press) -> Host {
    const TOP: &str = "paper-2025-11-20/";
    let path: PathBuf = press.paper.root().join("bundles/晨报-2025-11-20.zip");
    let damaged = path.clone();
    Host {
        declared: "kind: zip".to_owned(),
        live: Box::new(move || {
            let files = unpacked(&path).into_iter();
            files.map(|(name, contents)| (name.strip_prefix(TOP).unwrap().to_owned(), contents)).collect()
        }),
        damage: Box::new(move |path| repacked(&damaged, &format!("{TOP}{path}"), b"damaged")),
        goes_back: false,
    }
}

fn branch(press: &Press) -> Host {
    let (repository, clone) = (press.paper.root().join("repo.git"), press.paper.root().join("clone"));
    fs::create_dir_all(&repository).unwrap();
    git(&repository, &["init", "--quiet", "--bare"]);
    let pulled = move || {
        let _ = fs::remove_dir_all(&clone);
        let (from, to) = (repository.display().to_string(), clone.display().to_string());
        git(&repository, &["clone", "--quiet", "-b", "gh-pages", &from, &to]);
        clone.clone()
    };
    let damaged = pulled.clone();
    Host {
        declared: "kind: git, remote: repo.git".to_owned(),
        live: Box::new(move || files_in(&pulled())),
        damage: Box::new(move |path| {
            let clone = damaged();
            fs::write(clone.join(path), "damaged").unwrap();
            let identity = ["-c", "user.name=a", "-c", "user.email=a@b"];
            git(&clone, &[&identity[..], &["commit", "--quiet", "-a", "-m", "x"]].concat());
            git(&clone, &["push", "--quiet"]);
        }),
        goes_back: true,
    }
}

fn store(declared: String, store: &Store) -> Host {
    let (seen, damaged) = (store.clone(), store.clone());
    Host {
        declared,
        live: Box::new(move || seen.all().into_iter().map(|(path, file)| (path, file.contents)).collect()),
        damage: Box::new(move |path| {
            let headers = damaged.get(path).unwrap().headers;
            damaged.put(path, b"damaged", headers);
        }),
        goes_back: false,
    }
}

/// What was printed is live, and `gone` is nowhere.
fn assert_live(press: &Press, host: &Host, gone: &[&str]) {
    let live = (host.live)();
    for (path, contents) in press.printed() {
        assert!(live.get(&path) == Some(&contents), "{}: {path}", host.declared);
    }
    for (path, contents) in live.iter().filter(|(path, _)| !path.starts_with(".git/")) {
        let text = String::from_utf8_lossy(contents);
        assert!(!gone.iter().any(|gone| text.contains(gone)), "{}: {path}", host.declared);
    }
}

fn good(run: &Run) {
    assert_eq!(run.code, 0, "{}", run.said);
}

fn lives(press: &Press, host: &Host) {
    press.to(&host.declared);
    let run = |arguments: &[&str]| press.with(&ACCOUNTS, arguments);
    good(&press.publish());
    assert_live(press, host, &[]);
    good(&run(&["verify"]));
    press.story("b", "", "第二稿。");
    good(&press.publish());
    assert_live(press, host, &[]);
    let back = run(&["publish", "--rollback"]);
    if host.goes_back {
        good(&back);
        let page = (host.live)()["2025-11-20/b.html"].clone();
        assert!(!String::from_utf8(page).unwrap().contains("第二稿"), "{}", host.declared);
        good(&run(&["verify"]));
        good(&press.publish());
    } else {
        assert!(back.code == 1 && back.said.contains("没有留着"), "{}", back.said);
    }
    press.story("b", "withdrawn: 有误\n", "第二稿。");
    good(&press.publish());
    assert_live(press, host, &["第二稿"]);
    assert_eq!(run(&["publish", "--rollback"]).code, 1, "{}", host.declared);
    press.paper.remove("content/editions/2025-11-20/a.md");
    press.story("new", "aliases: [2025-11-20/a.html]\n", "正文。![图](lamp%20灯.png)");
    good(&press.publish());
    assert_live(press, host, &["第二稿"]);
    (host.damage)("2025-11-20/new.html");
    assert_eq!(run(&["verify"]).code, 1, "{}", host.declared);
    let mended = press.publish();
    assert!(mended.code == 0 && mended.said.contains("要重送的 1：2025-11-20/new.html"), "{}", mended.said);
    assert_live(press, host, &["第二稿", "damaged"]);
    good(&run(&["verify"]));
    let again = press.publish();
    assert!(again.said.contains("和这里一样"), "{}", again.said);
}

#[test]
fn a_paper_lives_in_a_folder_in_a_bundle_and_on_a_branch() {
    for host in [folder, bundle, branch] {
        let press = Press::new();
        lives(&press, &host(&press));
    }
}

#[test]
fn a_paper_lives_in_a_bucket_and_on_webdav() {
    let (bucket, dav) = (Bucket::new(), Folder::new());
    let (storage, share) = (bucket.serve(), dav.serve());
    let s3 = format!(
        "kind: s3, endpoint: 'http://{}', region: cn-north-9, bucket: paper, style: path",
        storage.address
    );
    lives(&Press::new(), &store(s3, &bucket.store));
    let webdav = format!("kind: webdav, url: 'http://{}/dav/'", share.address);
    lives(&Press::new(), &store(webdav, &dav.store));
}
