//! A story that was corrected or withdrawn after it was printed says so, to readers and to machines.

use crate::support::Paper;

const SITE: (&str, &str) = ("content/site.yaml", "name: 报\nurl: https://a.b/\n");
const STORY: &str = "content/editions/2025-11-20/a.md";

fn paper(front: &str) -> Paper {
    Paper::of(&[
        SITE,
        (STORY, &format!("---\nheadline: 甲题\n{front}---\n文。\n")),
        ("content/editions/2025-11-20/b.md", "# 乙题\n\n文。\n"),
    ])
}

#[test]
fn a_correction_is_printed_and_dates_the_feed_the_sitemap_and_the_page() {
    let paper = paper("corrected: {date: 2025-11-25, note: “5名”应为“6名”}\n");
    paper.built();
    let story = paper.page("2025-11-20/a.html");
    assert!(story.contains("“5名”应为“6名”") && story.contains("2025年11月25日"), "{story}");
    assert!(story.contains(r#""dateModified":"2025-11-25T00:00:00+08:00""#), "{story}");
    let feed = paper.page("feed.xml");
    assert!(feed.contains("<updated>2025-11-25T00:00:00+08:00</updated>\n<author>"), "{feed}");
    let sitemap = paper.page("sitemap.xml");
    assert!(sitemap.contains("2025-11-20/a.html</loc><lastmod>2025-11-25</lastmod>"), "{sitemap}");
    assert!(sitemap.contains("2025-11-20.html</loc><lastmod>2025-11-25</lastmod>"), "{sitemap}");
    assert!(sitemap.contains("2025-11-20/b.html</loc><lastmod>2025-11-20</lastmod>"), "{sitemap}");
}

#[test]
fn a_withdrawal_with_its_day_is_a_change_of_that_day() {
    let paper = paper("withdrawn: {date: 2025-11-26, reason: 数字有误}\n");
    paper.built();
    assert!(paper.page("feed.xml").contains("2025-11-26T00:00:00"));
    assert!(paper.page("sitemap.xml").contains("2025-11-20/a.html</loc><lastmod>2025-11-26</lastmod>"));
    assert!(paper.page("2025-11-20/a.html").contains(r#""dateModified":"2025-11-26T00:00:00+08:00""#));
}

#[test]
fn a_story_that_waited_for_its_moment_is_dated_by_it() {
    let paper = paper("publish_at: 2025-11-22T09:30\n");
    paper.built();
    let story = paper.page("2025-11-20/a.html");
    assert!(story.contains(r#""datePublished":"2025-11-22T00:00:00+08:00""#), "{story}");
    let feed = paper.page("feed.xml");
    assert!(feed.contains("<published>2025-11-22T00:00:00+08:00</published>"), "{feed}");
    let sitemap = paper.page("sitemap.xml");
    assert!(sitemap.contains("2025-11-20/a.html</loc><lastmod>2025-11-22</lastmod>"), "{sitemap}");
    assert!(sitemap.contains("2025-11-20/b.html</loc><lastmod>2025-11-20</lastmod>"), "{sitemap}");
}

#[test]
fn a_correction_without_its_day_or_its_words_is_an_error() {
    for (correction, missing) in [("{date: 2025-11-25}", "note"), ("{note: 改正}", "date")] {
        let run = paper(&format!("corrected: {correction}\n")).build();
        assert_eq!(run.code, 1, "{}", run.said);
        assert!(run.said.contains(&format!("缺少 `{missing}`")), "{}", run.said);
    }
}

#[test]
fn internal_material_asks_search_engines_to_stay_away() {
    let paper = paper("");
    paper.put("content/site.yaml", "name: 报\nkind: internal\nurl: https://a.b/\n");
    let public = paper.built();
    assert!(!public.contains_key("sitemap.xml"));
    assert_eq!(paper.page("robots.txt").trim_end(), "User-agent: *\nDisallow: /");
    let pages = public.keys().filter(|path| path.ends_with(".html"));
    for path in pages {
        assert!(paper.page(path).contains(r#"<meta name="robots" content="noindex"#), "{path}");
    }
}
