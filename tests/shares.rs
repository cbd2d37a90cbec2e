//! Folders and shares that are not as usual: nothing can be made beside them, or a run was killed while it replaced their files.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{Paper, files_in};

const STORY: &str = "---\nbyline: 本报讯\n---\n# 甲\n\n正文。\n";
/// An account without any rights of its own.
const NOBODY: u32 = 65534;

fn give(path: &Path, owner: u32) {
    chown(path, Some(owner), Some(owner)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give(&entry.unwrap().path(), owner);
        }
    }
}

/// The files below a folder, without the manifest, are those that were printed.
fn assert_live(site: &Path, paper: &Paper) {
    let (mut live, mut printed) = (files_in(site), paper.public());
    let manifest = live.remove("lanmu-manifest.json").expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    live.retain(|path, _| manifest["old"].get(path).is_none());
    printed.remove(".lanmu.json");
    assert_eq!(live.keys().collect::<Vec<_>>(), printed.keys().collect::<Vec<_>>());
    assert!(live == printed, "the contents differ");
}

#[test]
fn where_nothing_can_be_made_beside_the_folder_its_files_are_replaced_one_by_one() {
    let share = tempfile::tempdir().unwrap();
    let site = share.path().join("www");
    fs::create_dir(&site).unwrap();
    let settings = format!("name: 晨报\npublish: {{kind: folder, path: '{}'}}\n", site.display());
    let paper = Paper::of(&[("content/site.yaml", &settings), ("content/editions/2025-11-20/a.md", STORY)]);
    // root may do everything, so the program runs as somebody who may not.
    let is_root = fs::metadata(&site).unwrap().uid() == 0;
    let program = share.path().join("lanmu");
    fs::copy(env!("CARGO_BIN_EXE_lanmu"), &program).unwrap();
    if is_root {
        give(&site, NOBODY);
        give(paper.root(), NOBODY);
    }
    fs::set_permissions(share.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let publish = || {
        let mut command = Command::new(&program);
        command.args(["publish", "--allow-unready", "--as-of", "2025-12-01", "--root"]).arg(paper.root());
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.stdin(Stdio::null()).output().unwrap();
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        said
    };
    assert!(publish().contains("一个个换上"));
    assert_live(&site, &paper);
    paper.put("content/editions/2025-11-20/a.md", STORY.replace("正文", "改过的正文"));
    assert!(publish().contains("改过的稿 1"));
    assert_live(&site, &paper);
    let mut beside: Vec<_> =
        fs::read_dir(share.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    beside.sort();
    assert_eq!(beside, ["lanmu", "www"]);
    fs::set_permissions(share.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_run_that_was_killed_does_not_keep_the_next_one_out_of_a_folder() {
    let settings = "name: 晨报\nfiles: [downloads/]\npublish: {kind: folder, path: target/site}\n";
    let paper = Paper::of(&[("content/site.yaml", settings), ("content/editions/2025-11-20/a.md", STORY)]);
    paper.put("target/site/theirs.txt", "theirs");
    let site = paper.root().join("target/site");
    let arguments = ["publish", "--allow-unready", "--allow-other", "--as-of", "2025-12-01"];
    let lock = site.join("lanmu-lock.txt");
    // A large file takes a while, in which the lock is there.
    for size in 1_u8..10 {
        paper.put("content/downloads/large.bin", vec![size; usize::from(size) << 24]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanmu"));
        command.args(arguments).arg("--root").arg(paper.root());
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() && !lock.exists() {
            thread::sleep(Duration::from_micros(200));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if lock.exists() {
            break;
        }
    }
    assert!(lock.exists(), "a run was killed while it had the lock");
    let run = paper.run(&arguments);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(!lock.exists());
    fs::remove_file(site.join("theirs.txt")).unwrap();
    assert_live(&site, &paper);
    // The lock of somebody else is one.
    fs::write(&lock, "2999-01-01T00:00:00+00:00\n").unwrap();
    fs::write(site.join("theirs.txt"), "theirs").unwrap();
    paper.put("content/editions/2025-11-20/a.md", STORY.replace("正文", "改过的正文"));
    let run = paper.run(&arguments);
    assert!(run.code == 2 && run.said.contains("lanmu-lock.txt"), "{}", run.said);
}
