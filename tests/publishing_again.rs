//! Publishing where something has happened meanwhile: files were lost or altered by others, a command failed, a lock is somebody's.

use std::collections::BTreeMap;
use std::fs;

use lanmu::internals::digest::Digest;

use crate::publishing::{Published, SITE, git, published};
use crate::publishing_online::{ACCOUNTS, Press, live};
use crate::stores::{Bucket, Folder};
use crate::support::{PNG, Run, files_in};

/// A repository for the target `pages`.
fn with_repository(paper: &Published) -> std::path::PathBuf {
    let repository = paper.target("repo.git");
    fs::create_dir_all(&repository).unwrap();
    git(&repository, &["init", "--quiet", "--bare"]);
    repository
}

fn said(run: &Run, words: &[&str]) {
    for word in words {
        assert!(run.said.contains(word), "{word}: {}", run.said);
    }
}

#[test]
fn what_was_lost_or_altered_in_a_folder_is_sent_again() {
    let paper = published();
    fs::remove_file(paper.target("site/2025-11-20/lamp.png")).unwrap();
    fs::write(paper.target("site/2025-11-20/b.html"), "altered").unwrap();
    let run = paper.run(&["verify", "site"]);
    assert_eq!(run.code, 1, "{}", run.said);
    said(&run, &["缺：2025-11-20/lamp.png", "不一样：2025-11-20/b.html", "lanmu publish site --repair"]);
    let run = paper.publish(&["site"]);
    said(&run, &["要重送的 2：2025-11-20/b.html、2025-11-20/lamp.png"]);
    assert!(!run.said.contains("改过的稿") && !run.said.contains("新带出的文件"), "{}", run.said);
    paper.assert_live();
    assert_eq!(paper.run(&["verify", "site"]).code, 0);
    // Of the same size: the list of files does not show it.
    let page = paper.target("site/2025-11-20/b.html");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("正文", "假话")).unwrap();
    said(&paper.publish(&["site"]), &["在线的和这里一样"]);
    said(&paper.publish(&["site", "--repair"]), &["要重送的 1：2025-11-20/b.html"]);
    paper.assert_live();
}

#[test]
fn what_was_altered_on_a_branch_is_sent_again() {
    let paper = Published::new();
    let repository = with_repository(&paper);
    paper.publish(&["pages", "--allow-unready"]);
    let clone = paper.target("clone");
    let (from, to) = (repository.display().to_string(), clone.display().to_string());
    git(paper.paper.root(), &["clone", "--quiet", "-b", "pages", &from, &to]);
    fs::write(clone.join("2025-11-20/b.html"), "altered").unwrap();
    git(&clone, &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-a", "-m", "x"]);
    git(&clone, &["push", "--quiet"]);
    said(&paper.publish(&["pages"]), &["要重送的 1：2025-11-20/b.html"]);
    let shown = git(&repository, &["show", "pages:2025-11-20/b.html"]);
    assert_eq!(shown.as_bytes(), paper.printed()["2025-11-20/b.html"]);
}

/// A run waits for nobody: it says that another one is there, or was there meanwhile.
#[test]
#[cfg(unix)]
fn of_two_runs_to_a_branch_the_later_says_so_and_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;

    let paper = Published::new();
    let repository = with_repository(&paper);
    paper.publish(&["pages", "--allow-unready"]);
    let clone = paper.target("clone");
    let (from, to) = (repository.display().to_string(), clone.display().to_string());
    git(paper.paper.root(), &["clone", "--quiet", "-b", "pages", &from, &to]);
    git(
        &clone,
        &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--allow-empty", "-m", "other"],
    );
    // Another machine pushes after this run has made its commit.
    let hook = paper.paper.root().join(".lanmu/git/pages/.git/hooks/post-commit");
    fs::write(&hook, format!("#!/bin/sh\nenv -u GIT_DIR -u GIT_INDEX_FILE git -C '{to}' push --quiet\n"))
        .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    paper.story("b", "乙", "改过的正文。");
    let run = paper.run(&["publish", "pages"]);
    assert_eq!(run.code, 2, "{}", run.said);
    said(&run, &["刚才又有一次发布到了那里", "再发布一次"]);
    assert!(git(&repository, &["log", "-1", "--format=%s", "pages"]).starts_with("other"));
    fs::remove_file(&hook).unwrap();
    paper.publish(&["pages"]);
    let shown = git(&repository, &["show", "pages:2025-11-20/b.html"]);
    assert_eq!(shown.as_bytes(), paper.printed()["2025-11-20/b.html"]);

    // Another run on this machine has the clone.
    let folder = fs::read_dir(paper.paper.root().join(".lanmu")).unwrap().map(|entry| entry.unwrap().path());
    let is_claim = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("publishing-"))
    };
    let claims: Vec<fs::File> = folder.filter(is_claim).map(|path| fs::File::open(path).unwrap()).collect();
    for claim in &claims {
        claim.lock().unwrap();
    }
    let run = paper.run(&["publish", "pages"]);
    assert_eq!((run.code, claims.len()), (2, 1), "{}", run.said);
    said(&run, &["另一次发布正在进行"]);
}

#[test]
fn what_was_lost_or_altered_in_a_bucket_or_on_webdav_is_sent_again() {
    let (press, bucket, folder) = (Press::new(), Bucket::new(), Folder::new());
    let (storage, dav) = (bucket.serve(), folder.serve());
    for store in [&bucket.store, &folder.store] {
        if std::ptr::eq(store, &raw const bucket.store) {
            press.to_bucket(&storage);
        } else {
            press.to_folder(&dav);
        }
        assert_eq!(press.publish().code, 0);
        store.delete("robots.txt");
        store.put("index.html", b"altered", BTreeMap::new());
        let run = press.publish();
        said(&run, &["要重送的 2：index.html、robots.txt"]);
        assert_eq!(live(store.all()), press.printed());
        let page = store.get("index.html").unwrap();
        let other = String::from_utf8(page.contents).unwrap().replace("晨报", "假报");
        store.put("index.html", other.as_bytes(), page.headers);
        said(&press.with(&ACCOUNTS, &["verify"]), &["不一样：index.html", "lanmu publish --repair"]);
        said(&press.with(&ACCOUNTS, &["publish", "--repair"]), &["要重送的 1：index.html"]);
        assert_eq!(press.with(&ACCOUNTS, &["verify"]).code, 0);
    }
    // The type of a file is a part of it.
    press.to_bucket(&storage);
    let page = bucket.store.get("index.html").unwrap();
    bucket.store.put("index.html", &page.contents, BTreeMap::new());
    assert_eq!(press.with(&ACCOUNTS, &["publish", "--repair"]).code, 0);
    assert_eq!(press.with(&ACCOUNTS, &["verify"]).code, 0);
}

#[test]
fn a_file_in_the_place_of_the_lock_is_somebody_elses_and_stays() {
    let (press, bucket) = (Press::new(), Bucket::new());
    let server = bucket.serve();
    press.to_bucket(&server);
    bucket.store.put("lanmu-lock.txt", b"my notes", BTreeMap::new());
    let run = press.publish();
    assert_eq!(run.code, 2, "{}", run.said);
    said(&run, &["lanmu-lock.txt` 不是发布时写的", "移走再发布"]);
    assert_eq!(bucket.store.all().len(), 1, "nothing was sent");
    assert_eq!(bucket.store.get("lanmu-lock.txt").unwrap().contents, b"my notes");
}

#[test]
fn a_withdrawal_tells_of_the_history_of_a_branch_and_a_new_branch_has_none() {
    let paper = Published::new();
    let repository = with_repository(&paper);
    let run = paper.publish(&["pages", "--allow-unready"]);
    assert!(!run.said.contains("历史里还有"), "{}", run.said);
    paper.front("a", "headline: 甲\nwithdrawn: 数字有误\n", "正文。![图](lamp.png)");
    said(&paper.publish(&["pages"]), &["`pages` 分支的历史里还有", "git push 仓库 --delete pages"]);
    let run = paper.run(&["publish", "pages", "--rollback"]);
    assert!(run.code == 1 && !run.said.contains("没有权限"), "{}", run.said);
    said(&run, &["上一次里有后来撤下的稿，不能退回去"]);
    // As advised.
    git(&repository, &["update-ref", "-d", "refs/heads/pages"]);
    for turn in 1..3 {
        paper.publish(&["pages", "--allow-unready", "--allow-empty"]);
        assert_eq!(git(&repository, &["log", "--oneline", "pages"]).lines().count(), 1, "{turn}");
        let paths = git(&repository, &["log", "--name-only", "--format=", "pages"]);
        assert!(!paths.contains("lamp.png") && paths.contains("2025-11-20/a.html"), "{paths}");
        git(&repository, &["update-ref", "-d", "refs/heads/pages"]);
    }
}

#[test]
fn marks_of_secrecy_are_looked_for_when_an_internal_target_becomes_public() {
    let paper = Published::new();
    paper.story("b", "乙", "正文。\n\n秘密★1年");
    paper.paper.put("content/site.yaml", SITE.replace("keep: 2", "keep: 2, public: false"));
    paper.publish(&["site", "--allow-unready"]);
    paper.paper.put("content/site.yaml", SITE);
    let run = paper.run(&["publish", "site"]);
    assert!(run.code == 1 && run.said.contains("[secrecy-mark]"), "{}", run.said);
}

#[test]
fn a_secret_in_the_command_of_a_host_is_a_finding_that_does_not_show_it() {
    let press = Press::new();
    for words in ["--token s3cr3t", "--auth=s3cr3t", "-t s3cr3t"] {
        press.to(&format!("kind: pages, command: 'npx host deploy {{folder}} {words}'"));
        for command in [&["check"][..], &["check", "--format", "json"], &["publish"], &["verify"]] {
            let run = press.with(&[], command);
            assert!(run.code != 0 && !run.said.contains("s3cr3t"), "{words}: {}", run.said);
        }
        said(&press.with(&[], &["publish"]), &["secret-in-settings", "CLOUDFLARE_API_TOKEN"]);
    }
}

#[test]
fn after_a_command_that_failed_everything_is_handed_over_again() {
    let press = Press::new();
    press.to("kind: pages, command: sh deploy.sh");
    let digest = Digest::of(b"sh deploy.sh").to_string();
    let confirmed = r#"{"DIGEST": {"command": "sh deploy.sh", "at": "2025-11-20T08:00:00Z"}}"#;
    press.paper.put(".lanmu/commands.json", confirmed.replace("DIGEST", &digest));
    press.paper.put("deploy.sh", "echo ran >> runs\n");
    assert_eq!(press.publish().code, 0);
    press.paper.put("deploy.sh", "echo 'quota exceeded' >&2; exit 7\n");
    press.story("b", "", "改过。");
    let run = press.publish();
    assert_eq!(run.code, 2, "{}", run.said);
    said(
        &run,
        &["发布的命令没有做成：`sh deploy.sh`", "`sh` 没有做成，退出码 7", "`quota exceeded`", "不知道"],
    );
    assert!(!run.said.contains("没有动") && !run.said.contains("exit status"), "{}", run.said);
    // The content is as it was before, but what is online may not be.
    press.story("b", "", "正文。");
    press.paper.put("deploy.sh", "echo ran >> runs\n");
    assert_eq!(press.publish().code, 0);
    said(&press.publish(), &["在线的和这里一样"]);
    assert_eq!(fs::read_to_string(press.paper.root().join("runs")).unwrap().lines().count(), 2);
}

#[test]
fn each_command_says_what_itself_failed_in_the_words_of_the_paper() {
    let press = Press::new();
    press.to("kind: webdav, url: 'http://127.0.0.1:9/dav/'");
    let publish = &["publish", "--allow-unready", "--dry-run"][..];
    for (command, words) in [(publish, "看不到现在在线的"), (&["verify"], "核对不了")] {
        let run = press.with(&ACCOUNTS, command);
        assert!(run.code == 2 && run.said.contains(words), "{}", run.said);
        assert!(!run.said.contains("没有发布成"), "{}", run.said);
    }
    press.to("kind: git, remote: nosuch.git");
    for (command, words) in [
        (publish, "看不到现在在线的"),
        (&["verify"], "核对不了"),
        (&["publish", "--rollback"], "看不到现在在线的"),
    ] {
        let run = press.with(&ACCOUNTS, command);
        assert!(run.code == 2 && run.said.contains(words), "{}", run.said);
        said(&run, &["没有这个仓库，或没有权限看；`git ls-remote` 说：`"]);
    }
}

#[test]
fn the_plan_names_where_it_goes_and_what_is_deleted() {
    let paper = published();
    paper.story("a", "甲", "没有图了。");
    paper.paper.put("content/editions/2025-11-20/b.pdf", "%PDF");
    paper.story("b", "乙", "[附件](b.pdf)");
    said(&paper.publish(&["site"]), &["发布到 site（文件夹 ", "新带出的文件 1：2025-11-20/b.pdf"]);
    paper.story("b", "乙", "没有附件了。");
    said(&paper.publish(&["site"]), &["要删的 1：2025-11-20/b.pdf"]);
    paper.paper.put("content/site.yaml", "name: 晨报\npublish: {kind: folder, path: target/site}\n");
    said(&paper.publish(&[]), &["发布到文件夹 ", "lanmu publish --rollback"]);
    said(&paper.run(&["verify"]), &["文件夹上 "]);
}

#[test]
fn a_file_of_others_where_a_story_is_to_be_is_not_replaced_without_being_asked() {
    let paper = published();
    let theirs = paper.target("site/2025-11-20/c.html");
    fs::write(&theirs, "theirs").unwrap();
    fs::write(paper.target("site/notice.txt"), "theirs too").unwrap();
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    assert!(paper.target("site/notice.txt").is_file(), "it is in nobody's way");
    paper.story("c", "丙", "正文。");
    let run = paper.run(&["publish", "site"]);
    assert_eq!(run.code, 1, "{}", run.said);
    said(&run, &["其中 1 个会被盖掉", "2025-11-20/c.html", "--allow-other"]);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
    paper.publish(&["site", "--allow-other"]);
    assert!(fs::read_to_string(&theirs).unwrap().contains("丙"));
}

#[test]
fn a_story_that_expires_goes_as_its_editor_has_said() {
    let paper = Published::new();
    paper.front("b", "headline: 乙\nexpire_at: 2025-12-05T08:00\n", "正文。");
    paper.publish(&["site", "--allow-unready"]);
    assert!(paper.target("site/2025-11-20/b.html").is_file());
    let run = paper.paper.run(&["publish", "site", "--as-of", "2025-12-06"]);
    assert_eq!(run.code, 0, "{}", run.said);
    said(&run, &["撤下的稿 1", "乙  2025-11-20/b.html"]);
    assert!(!paper.target("site/2025-11-20/b.html").exists());
    assert_eq!(paper.paper.run(&["publish", "site", "--rollback"]).code, 1, "nothing brings it back");
}

#[test]
fn an_address_is_said_once() {
    let (press, folder) = (Press::new(), Folder::new());
    press.to_folder(&folder.serve());
    let run = press.publish();
    let line = run.said.lines().find(|line| line.starts_with("发布好了")).unwrap();
    assert_eq!(line.matches("/dav/").count(), 1, "{line}");
}

#[test]
fn a_file_that_others_put_meanwhile_does_not_keep_a_withdrawn_story_in_a_kept_release() {
    let paper = published();
    paper.story("b", "乙", "说错的话。");
    paper.publish(&["site"]);
    paper.story("b", "乙", "改过的话。");
    paper.publish(&["site"]);
    fs::write(paper.target("site").join("theirs.png"), PNG).unwrap();
    paper.front("b", "headline: 乙\nwithdrawn: 有误\n", "改过的话。");
    paper.publish(&["site"]);
    fs::remove_file(paper.target("site").join("theirs.png")).unwrap();
    let kept = files_in(&paper.target("site.releases"));
    assert!(kept.is_empty(), "{:?}", kept.keys());
    assert_eq!(paper.run(&["publish", "site", "--rollback"]).code, 1);
}
