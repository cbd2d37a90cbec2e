//! Addresses do not change: a story belongs to the edition of its folder or its date, or to none.

use crate::support::Paper;

fn documents(paper: &Paper, day: &str) -> Vec<String> {
    let run = paper.run(&["build", "--as-of", day]);
    assert_eq!(run.code, 0, "{}", run.said);
    paper.public().into_keys().filter(|path| path.ends_with(".html")).collect()
}

#[test]
fn an_undated_story_has_one_address_for_ever() {
    let paper = Paper::of(&[("content/any.md", "# 只有一篇\n\n一段话。\n")]);
    let first = documents(&paper, "2025-12-01");
    assert!(first.contains(&"stories/any.html".to_owned()), "{first:?}");
    assert_eq!(first, documents(&paper, "2031-05-06"));
    assert!(paper.page("index.html").contains("一段话。"));
    assert!(!paper.run(&["build"]).said.contains("undated-story"));
}

#[test]
fn a_dated_story_makes_its_edition_and_joins_that_of_the_folder() {
    let dated = "---\nheadline: 甲\ndate: 2025-11-20\n---\n文。\n";
    let paper = Paper::of(&[("content/notes/a.md", dated)]);
    assert!(documents(&paper, "2025-12-01").contains(&"2025-11-20/a.html".to_owned()));
    assert!(paper.public().contains_key("2025-11-20.html"));
    paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n文。\n");
    paper.put(
        "content/editions/2025-11-20/edition.yaml",
        "number: 7\npages: [{stories: [b]}, {stories: [a]}]\n",
    );
    let both = documents(&paper, "2025-12-01");
    assert!(both.contains(&"2025-11-20/a.html".to_owned()) && both.contains(&"2025-11-20/b.html".to_owned()));
    assert!(paper.page("2025-11-20-p2.html").contains("甲"), "the running order names it");
    assert_eq!(paper.run(&["build", "--as-of", "2025-11-19"]).code, 1, "the day is to come");
}

#[test]
fn beside_editions_an_undated_story_is_asked_for_its_date() {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\nurl: https://a.b/\ncolumns: [{name: 要闻, slug: yaowen}]\n"),
        (
            "content/editions/2025-11-20/b.md",
            "---\nheadline: 乙\ncolumn: 要闻\n---\n见[甲](../../a.md#小标题)。\n",
        ),
        (
            "content/a.md",
            "---\nheadline: 甲题\ncolumn: 要闻\ntopics: [题目]\naliases: [old/a.html]\n---\n文。\n\n## 小标题\n",
        ),
    ]);
    let run = paper.build();
    assert!(run.code == 0 && run.said.contains("undated-story"), "{}", run.said);
    assert!(run.said.contains("content/a.md"), "{}", run.said);
    let column = paper.page("columns/yaowen.html");
    assert!(column.find("乙") < column.find("甲题"), "what has no date comes last");
    assert!(!paper.page("feed.xml").contains("甲题") && !paper.page("index.html").contains("文。"));
    assert!(paper.page("sitemap.xml").contains("stories/a.html"));
    assert!(paper.page("2025-11-20/b.html").contains("../stories/a.html#"));
    assert!(paper.page("old/a.html").contains("url=../stories/a.html"));
    assert_eq!(paper.run(&["check", "--edition", "2025-11-20"]).said.matches("undated").count(), 0);
    for arguments in [&["makeup"][..], &["figures", "--since", "HEAD"][..1]] {
        assert_ne!(paper.run(arguments).code, 101, "{arguments:?}");
    }
}

#[test]
fn a_paper_of_undated_stories_has_a_front_that_lists_them() {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 县情\nurl: https://a.b/\n"),
        ("content/b.md", "---\nheadline: 乙题\nrank: 1\n---\n乙文。\n"),
        ("content/a.md", "# 甲题\n\n甲文。\n"),
        ("content/c.md", "# 丙题\n\n丙文。\n"),
    ]);
    let run = paper.build();
    assert!(run.code == 0 && !run.said.contains("undated-story"), "{}", run.said);
    let front = paper.page("index.html");
    let place = |word: &str| front.find(word).unwrap_or_else(|| panic!("{word}"));
    assert!(place("乙题") < place("甲题") && place("甲题") < place("丙题") && front.contains("丙文。"));
    assert!(!paper.public().contains_key("feed.xml"), "a feed has days");
    assert!(front.contains("href=\"stories/a.html\""));
    let check = paper.run(&["check", "--as-of", "2025-12-01"]);
    assert!(!check.said.contains("dead-link"), "{}", check.said);
}

#[test]
fn two_undated_stories_of_one_name_are_named_both() {
    let paper = Paper::of(&[("content/甲/x.md", "# 甲\n\n文。\n"), ("content/乙/x.md", "# 乙\n\n文。\n")]);
    let run = paper.build();
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(run.said.contains("content/甲/x.md") && run.said.contains("content/乙/x.md"), "{}", run.said);
    paper.put("content/乙/x.md", "---\nheadline: 乙\nslug: y\n---\n文。\n");
    assert!(documents(&paper, "2025-12-01").contains(&"stories/y.html".to_owned()));
}

#[test]
fn a_date_that_is_not_the_folders_is_told_of() {
    let story = |date: &str| format!("---\nheadline: 题\ndate: {date}\n---\n文。\n");
    let paper = Paper::of(&[("content/editions/2025-11-20/a.md", &story("2025-11-13"))]);
    let run = paper.build();
    assert!(
        run.code == 0 && run.said.contains("date-not-heard") && run.said.contains("a.md:3:7"),
        "{}",
        run.said
    );
    paper.put("content/editions/2025-11-20/a.md", story("2025-11-20"));
    assert!(!paper.build().said.contains("date-not-heard"));
}

#[test]
fn an_address_that_is_gone_though_its_story_is_not_is_told_of_once() {
    let dated = |more: &str| format!("---\nheadline: 甲\ndate: 2025-11-20\n{more}---\n文。\n");
    for cache in [true, false] {
        let paper = Paper::of(&[("content/any.md", "# 甲\n\n文。\n"), ("content/b.md", "# 乙\n\n文。\n")]);
        documents(&paper, "2025-12-01");
        if !cache {
            std::fs::remove_dir_all(paper.root().join(".cache")).unwrap();
        }
        paper.put("content/any.md", dated(""));
        let run = paper.build();
        assert!(run.code == 0 && run.said.contains("警告[moved-address]"), "{}", run.said);
        assert!(
            run.said.contains("any.md:3:7") && run.said.contains("aliases: [stories/any.html]"),
            "{}",
            run.said
        );
        assert_eq!(run.said.matches("moved-address").count(), 1, "{}", run.said);
        assert!(!paper.build().said.contains("moved-address"));
        paper.put("content/any.md", dated("aliases: [stories/any.html]\n"));
        assert!(documents(&paper, "2025-12-01").contains(&"stories/any.html".to_owned()));
    }
}

#[test]
fn another_slug_leaves_an_address_that_is_told_of() {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/a.md", "# 甲\n\n文。\n"),
        ("content/pages/about.md", "# 关于\n\n文。\n"),
    ]);
    documents(&paper, "2025-12-01");
    paper.put("content/editions/2025-11-20/a.md", "---\nheadline: 甲\nslug: b\n---\n文。\n");
    paper.put("content/pages/about.md", "---\nheadline: 关于\nslug: us\n---\n文。\n");
    let run = paper.build();
    assert!(run.said.contains("aliases: [2025-11-20/a.html]"), "{}", run.said);
    assert!(run.said.contains("aliases: [about.html]"), "{}", run.said);
}

#[test]
fn a_story_that_is_no_longer_printed_is_named_in_the_summary() {
    for key in ["draft: true", "expire_at: 2025-11-25", "publish_at: 2026-01-01"] {
        let paper = Paper::of(&[
            ("content/editions/2025-11-20/a.md", "# 甲\n\n文。\n"),
            ("content/editions/2025-11-20/b.md", "# 乙\n\n文。\n"),
        ]);
        documents(&paper, "2025-12-01");
        paper.put("content/editions/2025-11-20/a.md", format!("---\nheadline: 甲\n{key}\n---\n文。\n"));
        let run = paper.build();
        assert!(
            run.said.contains("不再刊出") && run.said.contains("2025-11-20/a.html"),
            "{key}: {}",
            run.said
        );
        assert!(!run.said.contains("moved-address"), "{key}: {}", run.said);
        assert!(!paper.build().said.contains("不再刊出"), "{key}");
        paper.remove("content/editions/2025-11-20/a.md");
        assert!(!paper.build().said.contains("不再刊出"), "{key}");
    }
}
