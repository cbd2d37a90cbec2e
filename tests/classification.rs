//! Who may read a paper: the mark stands on everything that can be printed or handed round, and nothing secret is exported for everybody.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::support::Paper;

const NOTICE: &str = "---\nheadline: 关于秋冬种的通知\nform: notice\n---\n各乡镇：\n\n请抓好秋冬种。\n";

fn paper(kind: &str, classification: &str) -> Paper {
    Paper::of(&[
        ("content/site.yaml", &format!("name: 青禾简报\nkind: {kind}\nclassification: {classification}\n")),
        ("content/pages/about.md", "---\nheadline: 关于\n---\n本刊由县委办编印。\n"),
        ("content/editions/2025-11-20/a.md", NOTICE),
    ])
}

#[test]
fn the_mark_stands_on_every_page_of_every_theme() {
    for kind in ["newspaper", "internal", "circular", "web"] {
        let paper = paper(kind, "内部资料");
        let built = paper.built();
        for path in ["index.html", "2025-11-20.html", "2025-11-20/a.html", "about.html", "archive.html"] {
            let page = String::from_utf8_lossy(&built[path]);
            assert_eq!(
                page.matches(" class=\"classification\">内部资料<").count(),
                1,
                "{kind} {path}: {page}"
            );
            assert!(
                page.find("class=\"classification\"") < page.find("<main"),
                "{kind} {path}: it stands at the head"
            );
        }
    }
}

#[test]
fn in_a_circular_the_mark_stands_above_the_red_head_not_in_it() {
    let paper = paper("circular", "秘密★1年");
    paper.built();
    let page = paper.page("2025-11-20.html");
    assert!(page.contains("<p class=\"classification\">秘密★1年</p>\n<header class=\"red-head\">"), "{page}");
    assert_eq!(page.matches("秘密★1年").count(), 1, "{page}");
}

#[test]
fn an_edition_that_is_classified_marks_its_pages_and_stories_alone() {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 青禾报\n"),
        ("content/editions/2025-11-13/b.md", "---\nheadline: 旧事\n---\n已经公开。\n"),
        ("content/editions/2025-11-20/edition.yaml", "classification: 内部资料\n"),
        ("content/editions/2025-11-20/a.md", NOTICE),
    ]);
    paper.built();
    for (path, is_marked) in [
        ("2025-11-20/a.html", true),
        ("index.html", true),
        ("2025-11-13/b.html", false),
        ("archive.html", false),
    ] {
        assert_eq!(paper.page(path).contains("内部资料"), is_marked, "{path}");
    }
}

#[test]
fn the_mark_comes_and_goes_with_the_setting() {
    let paper = paper("circular", "内部资料");
    paper.built();
    paper.put("content/site.yaml", "name: 青禾简报\nkind: circular\n");
    let again = paper.built();
    let fresh = Paper::copy_of(paper.root());
    assert!(again == fresh.built(), "a rebuild is a build from nothing");
    assert!(!paper.page("2025-11-20/a.html").contains("内部资料"));
}

fn word_part(paper: &Paper, name: &str) -> String {
    let bytes = std::fs::read(paper.root().join("export/2025-11-20-a.docx")).unwrap();
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn an_exported_word_file_has_the_mark_at_the_head_of_each_page() {
    let paper = paper("circular", "秘密★1年");
    let run = paper.run(&["export", "a", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 0, "{}", run.said);
    for header in ["word/header1.xml", "word/header2.xml"] {
        let text = word_part(&paper, header);
        let mark = text.find(">秘密★1年<").unwrap_or_else(|| panic!("{text}"));
        assert!(text[..mark].contains("黑体") && text[..mark].contains("w:sz w:val=\"32\""), "{text}");
    }
    // The line that is addressed begins at the margin.
    let text = word_part(&paper, "word/document.xml");
    let (before, _) = text.split_once("各乡镇：").unwrap();
    let paragraph = &before[before.rfind("<w:p>").unwrap()..];
    assert!(paragraph.contains("w:firstLineChars=\"0\""), "{paragraph}");
    assert_eq!(text.matches("w:firstLineChars=\"0\"").count(), 1, "{text}");
}

#[test]
fn a_secret_story_is_not_exported_for_everybody_and_an_internal_one_with_a_warning() {
    let secret = paper("circular", "秘密★1年");
    let run = secret.run(&["export", "a", "--for", "wechat", "--as-of", "2025-12-01"]);
    assert!(run.code == 1 && run.said.contains("[export-secret]"), "{}", run.said);
    assert!(run.said.contains("content/site.yaml:3"), "{}", run.said);
    assert!(!secret.root().join("export").exists(), "nothing is written");

    let bare = paper("circular", "机密");
    assert_eq!(bare.run(&["export", "a", "--for", "wechat"]).code, 1);

    let internal = paper("internal", "内部资料");
    let run = internal.run(&["export", "a", "--for", "wechat", "--as-of", "2025-12-01"]);
    assert!(run.code == 0 && run.said.contains("[export-internal]"), "{}", run.said);
    internal.put("content/editions/2025-11-20/a.md", format!("{NOTICE}\n本件秘密★2年。\n"));
    let run = internal.run(&["export", "a", "--for", "wechat", "--as-of", "2025-12-01"]);
    assert!(run.code == 1 && run.said.contains("秘密★") && run.said.contains("a.md:9"), "{}", run.said);
    assert_eq!(internal.run(&["export", "a", "--as-of", "2025-12-01"]).code, 0, "Word files stay inside");
}

#[test]
fn the_line_that_a_notice_addresses_has_no_indent_and_other_first_lines_have_one() {
    let paper = paper("internal", "内部资料");
    paper.put(
        "content/editions/2025-11-20/b.md",
        "---\nheadline: 停水启事\nform: notice\n---\n明天停水：请储水。\n",
    );
    paper.put("content/editions/2025-11-20/c.md", "---\nheadline: 一件事\n---\n各乡镇：\n\n已经办了。\n");
    paper.built();
    for path in ["2025-11-20.html", "2025-11-20/a.html"] {
        assert!(paper.page(path).contains("<p class=\"salutation\">各乡镇：</p>"), "{path}");
    }
    for path in ["2025-11-20/b.html", "2025-11-20/c.html"] {
        assert!(!paper.page(path).contains("salutation"), "{path}");
    }
}

#[test]
fn the_foot_of_a_circular_keeps_room_for_its_lines() {
    let site = "name: 青禾简报\nkind: circular\ndistribution: {report: [县委常委], send: [县直各部门], copies: 60}\n";
    let paper = Paper::of(&[("content/site.yaml", site), ("content/editions/2025-11-20/a.md", NOTICE)]);
    paper.built();
    let page = paper.page("2025-11-20.html");
    assert!(
        page.contains(
            "<div class=\"foot\" data-lines=\"报：县委常委\n送：县直各部门\n60\"><div class=\"distribution\">"
        ),
        "{page}"
    );
}
