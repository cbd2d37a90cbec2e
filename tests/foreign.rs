//! Only our own files are touched: which folders count as output, links and pipes of others, and foreign files in the output.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{GIF, Paper, Run, files_in, run_in};

fn small() -> Paper {
    Paper::of(&[
        ("content/editions/2025-11-20/a.md", "# 甲\n\n文。\n"),
        ("content/editions/2025-11-20/b.md", "# 乙\n\n![图](p.png)\n"),
        ("content/editions/2025-11-20/p.png", GIF),
    ])
}

fn edited(paper: &Paper, text: &str) {
    paper.put("content/editions/2025-11-20/a.md", format!("# 甲\n\n{text}\n"));
}

fn built_to(paper: &Paper, out: &Path, home: &Path) -> Run {
    run_in(paper.root(), &["--out", out.to_str().unwrap()], &[("HOME", home.to_str().unwrap())])
}

#[test]
fn a_home_is_never_taken_nor_a_folder_that_holds_hidden_files() {
    let (paper, homes) = (small(), tempfile::tempdir().unwrap());
    let home = homes.path().join("homes/editor");
    fs::create_dir_all(home.join("empty")).unwrap();
    for out in [home.clone(), homes.path().join("homes")] {
        let run = built_to(&paper, &out, &home);
        assert_eq!(run.code, 2, "{}: {}", out.display(), run.said);
    }
    assert!(home.join("empty").is_dir(), "empty folders stay");
    for (hidden, is_folder) in [(".ssh", true), (".bashrc", false), (".config", true), ("empty", true)] {
        let folder = homes.path().join("srv").join(hidden.trim_start_matches('.'));
        fs::create_dir_all(&folder).unwrap();
        if is_folder {
            fs::create_dir(folder.join(hidden)).unwrap();
        } else {
            fs::write(folder.join(hidden), "mine").unwrap();
        }
        let run = built_to(&paper, &folder, &home);
        assert_eq!(run.code, 2, "{hidden}: {}", run.said);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "{hidden}");
    }
}

#[test]
fn a_folder_of_hosting_files_is_taken_and_they_stay() {
    let (paper, out) = (small(), tempfile::tempdir().unwrap());
    let site = out.path().join("site");
    for (path, text) in [
        ("CNAME", "example.org"),
        (".nojekyll", ""),
        (".htaccess", "x"),
        (".gitignore", "*"),
        (".well-known/security.txt", "x"),
        (".git", "gitdir: elsewhere"),
    ] {
        fs::create_dir_all(site.join(path).parent().unwrap()).unwrap();
        fs::write(site.join(path), text).unwrap();
    }
    let before = files_in(&site);
    let run = built_to(&paper, &site, out.path().join("home").as_path());
    assert_eq!(run.code, 0, "{}", run.said);
    edited(&paper, "改。");
    assert_eq!(built_to(&paper, &site, out.path().join("home").as_path()).code, 0);
    let after = files_in(&site);
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
    assert!(after.contains_key("index.html"));
}

#[test]
fn what_others_keep_in_one_output_does_not_come_to_another() {
    let paper = small();
    let other = paper.root().join("other");
    let outputs = ["public", "other"].map(|name| paper.root().join(name));
    for turn in 0..4 {
        for out in &outputs {
            edited(&paper, &format!("第{turn}次。"));
            assert_eq!(paper.run(&["--out", out.to_str().unwrap()]).code, 0);
        }
        paper.put("public/CNAME", "example.org");
        paper.put("other/thesis.docx", "mine");
    }
    assert!(paper.public().contains_key("CNAME") && !paper.public().contains_key("thesis.docx"));
    let other = files_in(&other);
    assert!(other.contains_key("thesis.docx") && !other.contains_key("CNAME"));
}

#[cfg(unix)]
mod links_and_pipes {
    use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};

    use super::*;

    /// Runs the command, and asserts that it ends soon: a command that waits for a pipe waits forever.
    fn ends_soon(paper: &Paper, arguments: &[&str]) -> i32 {
        code_soon(paper, arguments).expect("it hangs")
    }

    /// The exit code of the command, if it ends soon.
    fn code_soon(paper: &Paper, arguments: &[&str]) -> Option<i32> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lanmu"))
            .args(arguments)
            .arg("--root")
            .arg(paper.root())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() && start.elapsed() < Duration::from_mins(1) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = child.kill(); // It has ended, unless it hangs.
        child.wait().unwrap().code()
    }

    fn pipe(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(path);
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn a_link_beside_the_output_leads_to_nobodys_site() {
        let (paper, victim) = (small(), small());
        let public = victim.built();
        for name in [".public.lanmu-zz", ".public.lanmu-next", &paper.kept("next")] {
            fs::create_dir_all(paper.root().join(".cache")).unwrap();
            let _ = fs::remove_dir_all(paper.root().join(name));
            symlink(victim.root().join("public"), paper.root().join(name)).unwrap();
            edited(&paper, name);
            paper.built();
            assert_eq!(victim.public(), public, "{name}");
        }
    }

    #[test]
    fn nothing_is_written_through_a_link_in_the_cache() {
        for name in [
            "pack-a",
            "pack-b",
            "lock",
            "looks",
            "memory",
            "journal",
            "next",
            "put-aside",
            ".memory.lanmu-new",
        ] {
            let (paper, home) = (small(), tempfile::tempdir().unwrap());
            fs::create_dir(paper.root().join(".cache")).unwrap();
            fs::write(home.path().join("thesis"), "mine").unwrap();
            let is_of_output = matches!(name, "journal" | "next");
            let link = if is_of_output { paper.kept(name) } else { format!(".cache/{name}") };
            symlink(home.path().join("thesis"), paper.root().join(link)).unwrap();
            for text in ["一。", "二。", "三。"] {
                edited(&paper, text);
                let code = ends_soon(&paper, &[]);
                assert!(code == 0 || code == 2, "{name}: {code}");
                assert_eq!(fs::read_to_string(home.path().join("thesis")).unwrap(), "mine", "{name}");
            }
        }
    }

    #[test]
    fn a_link_in_the_place_of_the_cache_is_refused() {
        let (paper, home) = (small(), tempfile::tempdir().unwrap());
        symlink(home.path(), paper.root().join(".cache")).unwrap();
        let run = paper.build();
        assert_eq!(run.code, 2, "{}", run.said);
        assert!(run.said.contains(".cache") && run.said.contains("链接"), "{}", run.said);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_lock_is_never_truncated() {
        let paper = small();
        paper.put(".cache/lock", "kept");
        paper.built();
        assert_eq!(fs::read_to_string(paper.root().join(".cache/lock")).unwrap(), "kept");
    }

    #[test]
    fn content_and_themes_may_not_be_links_though_the_root_may_be_reached_through_one() {
        for top in ["content", "themes"] {
            let (paper, home) = (small(), tempfile::tempdir().unwrap());
            fs::create_dir_all(home.path().join("docs/templates")).unwrap();
            fs::write(home.path().join("docs/a.md"), "# 私\n\n密。\n").unwrap();
            if top == "content" {
                fs::rename(paper.root().join("content"), paper.root().join("sources")).unwrap();
            }
            symlink(home.path(), paper.root().join(top)).unwrap();
            for arguments in [&["build"][..], &["check"], &["makeup"]] {
                let run = paper.run(arguments);
                assert_eq!(run.code, 2, "{top}: {}", run.said);
                assert!(run.said.contains("链接"), "{top}: {}", run.said);
            }
            assert!(!paper.public().values().any(|bytes| String::from_utf8_lossy(bytes).contains('密')));
        }
        let (paper, home) = (small(), tempfile::tempdir().unwrap());
        let root = home.path().join("paper");
        symlink(paper.root(), &root).unwrap();
        assert_eq!(run_in(&root, &[], &[]).code, 0);
    }

    #[test]
    fn a_pipe_where_a_file_is_expected_is_not_waited_for() {
        for path in [
            ".cache/lock",
            ".cache/looks",
            ".cache/memory",
            ".cache/pack-a",
            "journal",
            "next/index.html",
            "public/.lanmu.json",
            "content/editions/2025-11-20/q.md",
            "content/site.yaml",
        ] {
            let paper = small();
            paper.built();
            edited(&paper, "改。");
            let (what, rest) = path.split_once('/').unwrap_or((path, ""));
            let is_of_output = matches!(what, "journal" | "next");
            let place = if is_of_output { format!("{}/{rest}", paper.kept(what)) } else { path.to_owned() };
            pipe(&paper.root().join(place.trim_end_matches('/')));
            for arguments in [&["build"][..], &["check"]] {
                let code = ends_soon(&paper, arguments);
                assert!((0..=2).contains(&code), "{path}: {code}");
            }
        }
    }

    #[test]
    fn a_picture_that_a_link_or_a_pipe_takes_the_place_of_is_not_read() {
        let paper = small();
        let picture = paper.root().join("content/editions/2025-11-20/p.png");
        let [file, link, fifo, secret] =
            ["file", "link", "fifo", "secret"].map(|name| paper.root().join(name));
        fs::write(&file, "png").unwrap();
        fs::write(&secret, "SECRET").unwrap();
        symlink(&secret, &link).unwrap();
        pipe(&fifo);
        // A thread changes the target of the name as fast as it can, while the paper is built repeatedly.
        let (stop, name) = (std::sync::atomic::AtomicBool::new(false), paper.root().join("new"));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    for kind in [&file, &link, &file, &fifo] {
                        fs::hard_link(kind, &name).unwrap();
                        fs::rename(&name, &picture).unwrap();
                        let _ = fs::remove_file(&name); // If both names were one file, the renaming did nothing.
                    }
                }
            });
            let leaks =
                || paper.public().values().any(|bytes| bytes.windows(6).any(|piece| piece == b"SECRET"));
            let is_bad = (0..40).any(|_| code_soon(&paper, &[]).is_none_or(|code| code > 2) || leaks());
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            assert!(!is_bad, "it hung, died or printed what a link led to");
        });
    }

    #[test]
    fn modes_and_empty_folders_of_the_output_survive_small_and_large_builds() {
        let paper = small();
        paper.built();
        let public = paper.root().join("public");
        let mode = |path: &Path| fs::symlink_metadata(path).unwrap().mode() & 0o7777;
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        fs::create_dir(public.join("uploads")).unwrap();
        fs::create_dir(public.join("private")).unwrap();
        fs::write(public.join("private/list.txt"), "mine").unwrap();
        let _ = std::os::unix::fs::chown(&public, Some(65534), Some(33)); // Only root can.
        let owner =
            |path: &Path| fs::metadata(path).map(|metadata| (metadata.uid(), metadata.gid())).unwrap();
        let belonged = owner(&public);
        set(&public, 0o2775);
        set(&public.join("private"), 0o700);
        set(&public.join("2025-11-20/b.html"), 0o640);
        pipe(&public.join("pipe"));
        let inode = fs::metadata(public.join("private/list.txt")).unwrap().ino();
        paper.put("content/editions/2025-11-27/new.md", "# 新\n\n文。\n");
        for (text, is_large) in [("小改。", false), ("大改。", true), ("再改。", false)] {
            edited(&paper, text);
            if is_large {
                paper.put("content/site.yaml", "name: 另一个名字\n");
            }
            assert_eq!(ends_soon(&paper, &[]), 0);
            assert_eq!((mode(&public), owner(&public)), (0o2775, belonged), "{text}");
            assert_eq!(mode(&public.join("private")), 0o700, "{text}");
            assert_eq!(mode(&public.join("2025-11-20/b.html")), 0o640, "{text}");
            assert!(public.join("uploads").is_dir() && public.join("private/list.txt").is_file(), "{text}");
            assert_eq!(fs::metadata(public.join("private/list.txt")).unwrap().ino(), inode, "the same file");
            assert!(fs::symlink_metadata(public.join("pipe")).unwrap().file_type().is_fifo(), "{text}");
            assert!(fs::read_to_string(public.join("2025-11-20/a.html")).unwrap().contains(text));
            assert_eq!(
                owner(&public.join("2025-11-27/new.html")),
                belonged,
                "{text}: what is new is as its folder"
            );
        }
    }

    #[test]
    fn what_is_new_is_readable_whatever_the_umask() {
        let paper = small();
        let run = Command::new("sh")
            .args(["-c", "umask 077; exec \"$0\" --root \"$1\"", env!("CARGO_BIN_EXE_lanmu")])
            .arg(paper.root())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let mode = |path: &str| fs::metadata(paper.root().join(path)).unwrap().mode() & 0o777;
        assert_eq!([mode("public"), mode("public/2025-11-20")], [0o755, 0o755]);
        assert_eq!(mode("public/2025-11-20/a.html"), 0o644);
    }

    #[test]
    fn an_output_folder_that_is_read_only_is_left_as_it_is() {
        let paper = small();
        let before = paper.built();
        let public = paper.root().join("public");
        fs::set_permissions(&public, fs::Permissions::from_mode(0o555)).unwrap();
        edited(&paper, "改。");
        let run = paper.build();
        assert_eq!(run.code, 2, "{}", run.said);
        assert!(run.said.contains("public"), "{}", run.said);
        assert_eq!(paper.public(), before);
        fs::set_permissions(&public, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(paper.build().code, 0);
        assert_eq!(fs::read_dir(paper.root()).unwrap().count(), 3, "content, public and .cache");
    }

    #[test]
    fn the_output_may_be_reached_through_a_link() {
        let (paper, elsewhere) = (small(), tempfile::tempdir().unwrap());
        symlink(elsewhere.path(), paper.root().join("public")).unwrap();
        paper.built();
        edited(&paper, "改。");
        paper.built();
        assert!(fs::symlink_metadata(paper.root().join("public")).unwrap().is_symlink());
        assert!(elsewhere.path().join("index.html").is_file());
    }

    #[test]
    fn no_file_is_written_through_its_second_name() {
        let (paper, elsewhere) = (small(), tempfile::tempdir().unwrap());
        paper.built();
        let kept = elsewhere.path().join("a.html");
        fs::hard_link(paper.root().join("public/2025-11-20/a.html"), &kept).unwrap();
        let before = fs::read(&kept).unwrap();
        for text in ["一。", "二。"] {
            edited(&paper, text);
            paper.built();
            assert_eq!(fs::read(&kept).unwrap(), before);
        }
    }

    #[test]
    fn a_large_picture_is_not_read_into_memory() {
        let paper = small();
        let picture = fs::File::options()
            .write(true)
            .open(paper.root().join("content/editions/2025-11-20/p.png"))
            .unwrap();
        picture.set_len(400 << 20).unwrap();
        let run = Command::new("sh")
            .args(["-c", "ulimit -v 450000; exec \"$0\" --root \"$1\"", env!("CARGO_BIN_EXE_lanmu")])
            .arg(paper.root())
            .env("RAYON_NUM_THREADS", "2")
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(fs::metadata(paper.root().join("public/2025-11-20/p.png")).unwrap().len(), 400 << 20);
    }
}

/// After two seconds the timestamp of a folder is trusted, so that the build after the next does not list it.
#[test]
fn folders_that_are_known_by_their_stamps_keep_what_others_put_there() {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/a.md", "# 甲\n\n文。\n"),
        ("content/editions/2025-11-21/b.md", "# 乙\n\n文。\n"),
    ]);
    paper.built();
    for round in 0..3 {
        std::thread::sleep(Duration::from_millis(2100));
        edited(&paper, &format!("改{round}。"));
        paper.built();
    }
    std::thread::sleep(Duration::from_millis(2100));
    let next = paper.kept("next");
    paper.put("public/2025-11-21/mine.txt", "mine");
    paper.put(&format!("{next}/2025-11-21/stray.txt"), "stray");
    fs::remove_file(paper.root().join(&next).join("2025-11-21/b.html")).unwrap();
    edited(&paper, "又改。");
    paper.built();
    edited(&paper, "再改。");
    paper.built();
    let public = paper.public();
    assert_eq!(public.get("2025-11-21/mine.txt").map(Vec::as_slice), Some(&b"mine"[..]));
    assert!(!public.contains_key("2025-11-21/stray.txt"));
    assert!(public.contains_key("2025-11-21/b.html"));
}

/// The state after a run was killed during the exchange: the note says which folder was to become the site.
#[cfg(unix)]
fn killed_at_the_exchange(paper: &Paper, has_happened: bool) {
    use std::os::unix::fs::MetadataExt;

    let tree = if has_happened { "public".to_owned() } else { paper.kept("next") };
    let number = fs::metadata(paper.root().join(tree)).unwrap().ino();
    paper.put(&paper.kept("exchange"), number.to_string());
    let mark = "{\"files\": {\"old.html\": \"00000000000000000000000000000000\"}}";
    paper.save(&format!("{}/.lanmu.json", paper.kept("next")), mark);
    paper.put(&format!("{}/old.html", paper.kept("next")), "ours");
}

#[cfg(unix)]
#[test]
fn after_a_kill_before_the_exchange_what_others_removed_or_replaced_stays_so() {
    let paper = small();
    paper.built();
    for name in ["gone.txt", "mine.txt"] {
        paper.put(&format!("public/{name}"), "old");
    }
    edited(&paper, "改。");
    paper.built();
    killed_at_the_exchange(&paper, false);
    paper.remove("public/gone.txt");
    paper.remove("public/mine.txt");
    paper.put("public/mine.txt", "new");
    edited(&paper, "又改。");
    let public = paper.built();
    assert!(!public.contains_key("gone.txt"));
    assert_eq!(public["mine.txt"], b"new");
}

#[cfg(unix)]
#[test]
fn after_a_kill_at_the_exchange_the_later_file_of_others_stays_and_the_other_is_kept() {
    let paper = small();
    paper.built();
    let next = paper.kept("next");
    paper.put("public/site.txt", "earlier");
    paper.put(&format!("{next}/new.txt"), "new");
    paper.put(&format!("{next}/site.txt"), "later");
    paper.put(&format!("{next}/tree.txt"), "earlier");
    paper.put("public/tree.txt", "later");
    killed_at_the_exchange(&paper, true);
    edited(&paper, "改。");
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(run.said.contains("put-aside"), "{}", run.said);
    let public = paper.public();
    for (name, text) in [("new.txt", "new"), ("site.txt", "later"), ("tree.txt", "later")] {
        assert_eq!(public[name], text.as_bytes(), "{name}");
    }
    assert!(!public.contains_key("old.html"));
    let aside = files_in(&paper.root().join(".cache/put-aside"));
    assert_eq!(aside.len(), 2, "{aside:?}");
    assert!(aside.values().all(|text| text == b"earlier"));
}

#[test]
fn the_folders_of_another_paper_are_not_taken() {
    let (paper, other) = (small(), small());
    other.put("content/site.yaml", "name: 报\n");
    for folder in ["content/sub", "themes", "public", "public/sub"] {
        let out = other.root().join(folder);
        assert_eq!(built_to(&paper, &out, Path::new("/nonexistent")).code, 2, "{folder}");
    }
    assert_eq!(built_to(&paper, &other.root().join("elsewhere"), Path::new("/nonexistent")).code, 0);
}

#[test]
fn a_damaged_mark_is_said_with_what_to_do() {
    let paper = small();
    paper.built();
    edited(&paper, "改。");
    for damage in ["", "{\"files\": {\"a", "[]"] {
        paper.put("public/.lanmu.json", damage);
        let run = paper.build();
        assert_eq!(run.code, 2, "{}", run.said);
        assert!(run.said.contains(".lanmu.json") && run.said.contains("再排一次"), "{}", run.said);
    }
}
