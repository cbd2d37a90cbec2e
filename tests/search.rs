//! The search index: what is in it, which files a change rewrites, and what a reader finds on the page.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::Paper;

const SITE: &str = "name: 报\nurl: https://a.b/\ncolumns: [{name: 要闻, slug: yaowen}]\n";

/// A story of an edition.
fn put(paper: &Paper, edition: &str, name: &str, head: &str, text: &str) {
    let story = format!("---\nheadline: 题{name}\n{head}---\n{text}\n");
    paper.put(&format!("content/editions/{edition}/{name}.md"), story);
}

/// The files of the index, by path, as text.
fn index(public: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let files = public.iter().filter(|(path, _)| path.starts_with("assets/search/"));
    files.map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

/// The texts of all stories in the index.
fn texts(public: &BTreeMap<String, Vec<u8>>) -> String {
    let files = index(public).into_iter().filter(|(path, _)| path.contains("-x") || path.contains("-t"));
    files.map(|(_, text)| text).collect()
}

/// The periods that have files.
fn periods(paths: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    let period = |path: String| {
        let name = path.strip_prefix("assets/search/").unwrap().split('.').next().unwrap().to_owned();
        name.rsplit_once('-').unwrap().0.to_owned()
    };
    paths.into_iter().map(period).collect()
}

/// A paper over three years.
fn long_paper() -> Paper {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    for edition in ["2023-05-01", "2024-03-01", "2024-09-01", "2025-02-01", "2025-11-20"] {
        put(&paper, edition, "a", "column: 要闻\nbyline: 本报记者 张三\n", &format!("{edition}的河堤修缮。"));
        put(&paper, edition, "b", "", "老街开市。");
    }
    paper
}

#[test]
fn the_index_has_the_stories_that_readers_see_and_no_other() {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    put(
        &paper,
        "2025-11-20",
        "seen",
        "byline: 本报记者 张三\n",
        "河堤修缮。\n\n> 引语\n\n脚注[^1]\n\n[^1]: 注文",
    );
    put(&paper, "2025-11-20", "draft", "draft: true\n", "起草中的话。");
    put(&paper, "2025-11-20", "embargoed", "embargo: 2026-01-01\n", "未到时的话。");
    put(&paper, "2025-11-20", "withdrawn", "withdrawn: 有误\n", "撤下的话。");
    put(&paper, "2025-11-20", "expired", "expire_at: 2025-11-25\n", "过期的话。");
    let texts = texts(&paper.built());
    for said in ["题seen", "张三", "河堤修缮。", "引语", "注文", "2025-11-20/seen.html"] {
        assert!(texts.contains(said), "{said}: {texts}");
    }
    for said in ["起草中", "未到时", "撤下的话", "过期的话"] {
        assert!(!texts.contains(said), "{said}: {texts}");
    }
}

#[test]
fn a_number_is_in_the_index_as_it_is_printed_and_once() {
    let paper = Paper::of(&[
        ("content/site.yaml", SITE),
        (
            "content/ledgers/l.yaml",
            "title: 台账\nfigures:\n  a: {label: 渡口, value: 588, unit: 处}\n  b: {label: 码头, value: 12, unit: 处}\n",
        ),
    ]);
    let text = "修好{{a}}。\n\n```chart\nkind: bar\ntitle: 渡口与码头\nfigures: [a, b]\n```\n";
    put(&paper, "2025-11-20", "a", "ledger: l\n", text);
    let texts = texts(&paper.built());
    assert!(texts.contains("修好588处。") && texts.contains("渡口与码头"), "{texts}");
    assert_eq!(texts.matches("588").count(), 2, "in the sentence, and in the chart: {texts}");
}

#[test]
fn a_changed_story_rewrites_files_of_its_own_period_alone() {
    let paper = long_paper();
    let before = index(&paper.built());
    assert_eq!(
        periods(before.keys().cloned()),
        ["2023", "2024", "2025", "2025-11"].map(str::to_owned).into()
    );
    let changed = |before: &BTreeMap<String, String>, now: &BTreeMap<String, String>| {
        let of = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| -> Vec<String> {
            one.keys().filter(|path| !other.contains_key(*path)).cloned().collect()
        };
        periods(of(before, now).into_iter().chain(of(now, before)))
    };
    put(&paper, "2024-03-01", "b", "", "老街开市，渡口通航。");
    let now = index(&paper.built());
    assert_eq!(changed(&before, &now), ["2024".to_owned()].into());
    put(&paper, "2025-11-21", "c", "", "灯会。");
    let next = index(&paper.built());
    assert_eq!(changed(&now, &next), ["2025-11".to_owned()].into());
    put(&paper, "2025-12-01", "d", "", "庙会。");
    assert_eq!(
        changed(&next, &index(&paper.built())),
        ["2025", "2025-11", "2025-12"].map(str::to_owned).into(),
        "a new month: the one before is now part of its year"
    );
}

#[test]
fn an_index_after_any_edits_is_that_of_a_build_from_nothing() {
    let paper = long_paper();
    paper.built();
    let edits: [&dyn Fn(); 5] = [
        &|| put(&paper, "2023-05-01", "b", "", "改过。"),
        &|| put(&paper, "2024-09-01", "z", "column: 要闻\n", "新添。"),
        &|| paper.remove("content/editions/2024-03-01/a.md"),
        &|| paper.put("content/site.yaml", SITE.replace("要闻, slug", "头条, slug").replace("报", "刊")),
        &|| paper.put("content/site.yaml", SITE),
    ];
    for edit in edits {
        edit();
        let run = paper.build();
        if run.code == 0 {
            let now = paper.public();
            std::fs::remove_dir_all(paper.root().join(".cache")).unwrap();
            assert_eq!(now, paper.built());
        }
    }
    assert_eq!(paper.build().code, 0);
    // An index whose file is gone from the output is made again, though its stories have not changed.
    let whole = paper.public();
    let gone = whole.keys().find(|path| path.starts_with("assets/search/2023-x")).unwrap();
    paper.remove(&format!("public/{gone}"));
    assert_eq!(whole, paper.built());
}

#[test]
fn a_paper_without_search_has_nothing_of_it() {
    let paper = long_paper();
    let with = paper.built();
    assert!(with.contains_key("search.html") && !index(&with).is_empty());
    assert!(
        paper
            .page("2024-03-01/a.html")
            .contains("<form class=\"search-box\" role=\"search\" action=\"../search.html\">")
    );
    assert!(paper.page("sitemap.xml").contains("<loc>https://a.b/search.html</loc>"));
    paper.put("content/site.yaml", format!("{SITE}search: false\n"));
    let without = paper.built();
    assert!(!without.contains_key("search.html") && index(&without).is_empty());
    assert!(!without.iter().any(|(path, bytes)| {
        path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("search.html")
    }));
}

#[test]
fn without_scripts_the_search_page_leads_to_the_archive_and_the_columns() {
    let paper = long_paper();
    paper.built();
    let page = paper.page("search.html");
    assert!(page.contains("<noscript>") && page.contains("<div class=\"search-live\">"), "{page}");
    let other = page.split("class=\"search-other\"").nth(1).unwrap();
    assert!(
        other.contains("href=\"archive.html\"") && other.contains("href=\"columns/yaowen.html\""),
        "{page}"
    );
}

#[test]
fn a_paper_that_has_no_search_only_because_it_grew_says_so() {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    for story in 0..2000 {
        paper.put(&format!("content/stories/s{story}.md"), format!("# 第{story}篇\n\n文。\n"));
    }
    let before = paper.build();
    assert!(before.code == 0 && !before.said.contains("no-search"), "{}", before.said);
    paper.put("content/stories/one-more.md", "# 又一篇\n\n文。\n");
    let after = paper.build();
    assert!(after.code == 0 && after.said.contains("no-search"), "{}", after.said);
    paper.put("content/site.yaml", format!("{SITE}search: false\n"));
    assert!(!paper.build().said.contains("no-search"));
}
