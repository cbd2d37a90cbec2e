//! The output folder: complete or unchanged, and nothing of anyone else is touched.

use std::fs;

use crate::support::{Paper, files_in};

fn small() -> Paper {
    Paper::of(&[
        ("content/editions/2025-11-20/a.md", "# 甲\n\n文。\n"),
        ("content/editions/2025-11-20/b.md", "# 乙\n\n文。\n"),
    ])
}

#[test]
fn what_is_no_longer_planned_is_withdrawn() {
    let paper = small();
    assert!(paper.built().contains_key("2025-11-20/b.html"));
    paper.remove("content/editions/2025-11-20/b.md");
    assert!(!paper.built().contains_key("2025-11-20/b.html"));
}

#[test]
fn files_of_others_are_kept() {
    let paper = small();
    paper.put("public/.gitignore", "*\n");
    paper.built();
    paper.put("public/other/thesis.docx", "mine");
    paper.put("public/CNAME", "example.org");
    let public = paper.built();
    paper.put("content/editions/2025-11-20/a.md", "# 甲\n\n改。\n");
    let after = paper.built();
    for path in [".gitignore", "other/thesis.docx", "CNAME"] {
        assert!(public.contains_key(path) && after.contains_key(path), "{path}");
    }
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let paper = small();
    paper.put("mine/thesis.docx", "mine");
    let out = paper.root().join("mine");
    let run = paper.run(&["--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 2, "{}", run.said);
    assert_eq!(fs::read_dir(out).unwrap().count(), 1);
    for out in [
        paper.root().to_path_buf(),
        paper.root().join("content"),
        paper.root().join("content/out"),
        "/".into(),
    ] {
        let run = paper.run(&["--out", out.to_str().unwrap()]);
        assert_eq!(run.code, 2, "{}", out.display());
        assert!(run.said.contains("放来稿的地方"), "{}", run.said);
    }
}

#[test]
fn a_file_of_others_is_not_overwritten() {
    let paper = small();
    paper.built();
    paper.put("public/about.html", "mine");
    paper.put("content/pages/about.md", "# 关于\n\n文。\n");
    let run = paper.build();
    assert_eq!(run.code, 2);
    assert!(run.said.contains("about.html"), "{}", run.said);
    assert_eq!(paper.page("about.html"), "mine");
}

#[test]
fn a_document_that_was_edited_by_hand_is_put_aside() {
    let paper = small();
    paper.built();
    paper.put("public/2025-11-20/a.html", "edited by hand");
    let run = paper.build();
    assert!(run.said.contains("手改过"), "{}", run.said);
    paper.put("public/2025-11-20/a.html", "edited again");
    paper.build();
    let aside: Vec<String> = files_in(&paper.root().join(".cache/put-aside"))
        .into_values()
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .collect();
    assert!(
        aside.contains(&"edited by hand".to_owned()) && aside.contains(&"edited again".to_owned()),
        "{aside:?}"
    );
    assert!(paper.page("2025-11-20/a.html").contains("甲"));
}

/// A paper so large that a single document is a small part of it: the document is renamed into place by itself.
fn large() -> Paper {
    let paper = small();
    for number in 0..40 {
        let path = format!("content/editions/2025-11-13/s{number}.md");
        paper.put(&path, format!("---\nheadline: 第{number}篇\nform: brief\n---\n文。\n"));
    }
    paper
}

#[test]
fn what_is_withdrawn_goes_though_someone_edited_it_and_its_folder_with_it() {
    let paper = large();
    paper.put("content/editions/2025-11-20/files/a.csv", "1");
    paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n见[表](files/a.csv)。\n");
    assert!(paper.built().contains_key("2025-11-20/files/a.csv"));
    paper.put("public/2025-11-20/files/a.csv", "edited by hand");
    paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n文。\n");
    paper.remove("content/editions/2025-11-20/files/a.csv");
    let run = paper.build();
    assert!(run.said.contains("手改过"), "{}", run.said);
    assert!(!paper.root().join("public/2025-11-20/files").exists());
    let aside = files_in(&paper.root().join(".cache/put-aside"));
    assert!(aside.values().any(|bytes| bytes == b"edited by hand"));
}

#[test]
fn a_file_takes_the_place_of_a_folder_and_the_other_way_round() {
    let paper = large();
    let of_file = |path: &str| format!("# 乙\n\n见[表]({path})。\n");
    paper.put("content/editions/2025-11-20/data", "1");
    paper.put("content/editions/2025-11-20/b.md", of_file("data"));
    assert!(paper.built().contains_key("2025-11-20/data"));
    paper.remove("content/editions/2025-11-20/data");
    paper.put("content/editions/2025-11-20/data/a.csv", "2");
    paper.put("content/editions/2025-11-20/b.md", of_file("data/a.csv"));
    assert!(paper.built().contains_key("2025-11-20/data/a.csv"));
    fs::remove_dir_all(paper.root().join("content/editions/2025-11-20/data")).unwrap();
    paper.put("content/editions/2025-11-20/data", "1");
    paper.put("content/editions/2025-11-20/b.md", of_file("data"));
    assert!(paper.built().contains_key("2025-11-20/data"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_behind_a_link_that_stands_where_a_folder_is_needed() {
    let paper = large();
    paper.built();
    paper.put("elsewhere/s1.html", "mine");
    std::os::unix::fs::symlink(paper.root().join("elsewhere"), paper.root().join("public/2025-11-27"))
        .unwrap();
    paper.put("content/editions/2025-11-27/s1.md", "# 新\n\n文。\n");
    let run = paper.build();
    assert_eq!(run.code, 2, "{}", run.said);
    assert_eq!(fs::read_to_string(paper.root().join("elsewhere/s1.html")).unwrap(), "mine");
}

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let paper = small();
    paper.built();
    let next = paper.kept("next");
    paper.put(&format!("{next}/half.html"), "half");
    paper.put(&format!("{next}/2025-11-20/half/half.html"), "half");
    paper.put(".cache/.values.lanmu-new", "half of the values");
    paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n又一段。\n");
    assert!(!paper.built().keys().any(|path| path.contains("half")));
    let left = files_in(&paper.root().join(".cache"));
    assert!(
        !left.keys().any(|path| path.contains("half") || path.contains("lanmu-new")),
        "{:?}",
        left.keys()
    );
    let beside: Vec<_> =
        fs::read_dir(paper.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 3, "content, public and .cache: {beside:?}");
}

#[test]
fn an_empty_folder_in_the_place_of_a_document_gives_way() {
    let paper = small();
    let before = paper.built();
    let page = paper.root().join("public/2025-11-20/b.html");
    fs::remove_file(&page).unwrap();
    fs::create_dir(&page).unwrap();
    assert_eq!(paper.built(), before);
}

#[test]
fn nothing_is_published_but_what_is_due() {
    let paper = small();
    paper.put(
        "content/editions/2025-11-20/draft.md",
        "---\nheadline: 草稿\ndraft: true\nimages: [{src: d.png, alt: 图}]\n---\n文。\n",
    );
    paper.put("content/editions/2025-11-20/d.png", "png");
    paper.put(
        "content/editions/2025-11-20/later.md",
        "---\nheadline: 后发\npublish_at: 2025-12-24\n---\n文。\n",
    );
    paper.put(
        "content/editions/2025-11-20/over.md",
        "---\nheadline: 过期\nexpire_at: 2025-11-30\n---\n文。\n",
    );
    paper.put("content/editions/2030-01-01/future.md", "# 明天\n\n文。\n");
    paper.put("content/editions/2030-01-01/future.png", "png");
    let public = paper.built();
    for path in [
        "2025-11-20/draft.html",
        "2025-11-20/d.png",
        "2025-11-20/later.html",
        "2025-11-20/over.html",
        "2030-01-01/future.png",
    ] {
        assert!(!public.contains_key(path), "{path}");
    }
    let all: String = public.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    for word in ["草稿", "后发", "过期", "明天"] {
        assert!(!all.contains(word), "{word}");
    }
    assert_eq!(paper.run(&["--as-of", "2030-01-01"]).code, 0);
    assert!(paper.public().contains_key("2030-01-01/future.html"));
}

#[test]
fn two_builds_at_once_both_end_well() {
    let paper = small();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| paper.build().code)).collect();
        assert!(runs.into_iter().all(|run| run.join().unwrap() == 0));
    });
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_paper_is_not_followed() {
    let paper = small();
    std::os::unix::fs::symlink("/etc/hostname", paper.root().join("content/editions/2025-11-20/leak.txt"))
        .unwrap();
    let run = paper.build();
    assert_eq!(run.code, 0);
    assert!(run.said.contains("leak.txt"), "{}", run.said);
    assert!(!paper.public().contains_key("2025-11-20/leak.txt"));
}
