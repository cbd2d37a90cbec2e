//! Ways through the paper: to the calendar from everywhere, and on to what stands before and after.

use std::collections::BTreeSet;

use crate::support::Paper;

/// Three editions, the middle one of two pages with two stories each.
fn paper(theme: &str) -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", &format!("name: 报\nurl: https://a.b/\ntheme: {theme}\n")),
        ("content/pages/about.md", "# 关于\n\n文。\n"),
        ("content/ledgers/l.yaml", "title: 账\nfigures: {a: {label: 甲, value: 1, unit: 名}}\n"),
    ]);
    for (edition, names) in
        [("2025-11-13", &["a"][..]), ("2025-11-20", &["b", "c", "d", "e"]), ("2025-11-27", &["f"])]
    {
        for (at, name) in names.iter().enumerate() {
            let text = format!(
                "---\nheadline: 题{name}\npage: {}\nrank: {}\ntopics: [甲]\ncolumn: 要闻\nbyline: 张三\n---\n文。\n",
                at / 2 + 1,
                at % 2 + 1
            );
            paper.put(&format!("content/editions/{edition}/{name}.md"), text);
        }
    }
    paper
}

/// The addresses to which the links of a part of a document lead.
fn ways(part: &str) -> BTreeSet<&str> {
    part.split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().trim_start_matches(['.', '/']))
        .collect()
}

#[test]
fn the_calendar_is_one_step_from_every_document_and_what_is_beside_stands_above_and_below() {
    for theme in ["broadsheet", "circular", "bulletin"] {
        let paper = paper(theme);
        let public = paper.built();
        for path in public.keys().filter(|path| path.ends_with(".html")) {
            let html = paper.page(path);
            let (head, foot) = html.split_once("<main").unwrap();
            assert!(ways(head).contains("archive.html"), "{theme}: {path} has the archive above");
            let foot = foot.split("class=\"foot-bar\"").nth(1).unwrap();
            assert!(ways(foot).contains("archive.html"), "{theme}: {path} has the archive below, on a phone");
        }
        let pages = [
            ("2025-11-13.html", &["2025-11-20.html"][..]),
            ("2025-11-20.html", &["2025-11-13.html", "2025-11-27.html", "2025-11-20-p2.html"]),
            ("2025-11-20-p2.html", &["2025-11-13.html", "2025-11-27.html", "2025-11-20.html"]),
            ("2025-11-27.html", &["2025-11-20.html"]),
        ];
        for (path, beside) in pages {
            let html = paper.page(path);
            let first = html.find("<article").unwrap();
            let above = &html[..first];
            let below = html.split("<nav class=\"turn\"").nth(1).unwrap();
            for other in beside {
                assert!(ways(above).contains(other), "{theme}: {path} has no way to {other} above");
                assert!(ways(below).contains(other), "{theme}: {path} has no way to {other} below");
            }
        }
        let stories = [
            ("2025-11-13/a", None, Some("2025-11-20/b")),
            ("2025-11-20/b", Some("2025-11-13/a"), Some("2025-11-20/c")),
            ("2025-11-20/c", Some("2025-11-20/b"), Some("2025-11-20/d")),
            ("2025-11-20/e", Some("2025-11-20/d"), Some("2025-11-27/f")),
            ("2025-11-27/f", Some("2025-11-20/e"), None),
        ];
        for (path, before, after) in stories {
            let html = paper.page(&format!("{path}.html"));
            for place in ["<nav class=\"neighbours above\"", "<nav class=\"neighbours below\""] {
                let nav = html.split(place).nth(1).and_then(|nav| nav.split("</nav>").next()).unwrap();
                for (rel, other) in [("prev", before), ("next", after)] {
                    let link = other.map(|other| format!("rel=\"{rel}\" href=\"../{other}.html\""));
                    match link {
                        Some(link) => assert!(nav.contains(&link), "{theme}: {path}: {link} in {nav}"),
                        None => assert!(!nav.contains(&format!("rel=\"{rel}\"")), "{theme}: {path}: {nav}"),
                    }
                }
            }
        }
    }
}
