//! Announcements: paragraphs that end with a colon, and what a page prints after them.

use regex::Regex;

use crate::support::Paper;

const CHART: &str =
    "```chart\nkind: bar\ntitle: 三年对比\nunit: 项\ndata: {走访: 120, 调研: 95, 培训: 64}\n```\n\n";
const CLOSING: &str = "各乡镇按这个办法接着干，年底再比一回，谁先谁后都有数。\n";

/// The page of an edition with this story, and the story's own document.
fn printed(site: &str, story: &str) -> (String, String) {
    let story = format!("---\nheadline: 三年数字看变化\n{story}");
    let paper = Paper::of(&[
        ("content/site.yaml", &format!("name: 晨报\n{site}")),
        ("content/editions/2025-11-20/a.md", &story),
    ]);
    paper.built();
    (paper.page("2025-11-20.html"), paper.page("2025-11-20/a.html"))
}

#[test]
fn a_colon_announces_no_exhibit_that_stands_elsewhere_on_the_page() {
    let twice = format!("{CHART}再看第二张：\n\n{CHART}");
    for (case, front, after, is_announced) in [
        ("it is right below the text", "", CHART, true),
        ("two are", "", &format!("{CHART}{CHART}"), true),
        ("the text goes on", "", &format!("{CHART}{CLOSING}"), false),
        ("another is announced", "", &twice, false),
        ("a byline is between them", "byline: （县委办 王建国）\n", CHART, false),
        ("a note is between them", "", &format!("{CHART}[^1]: 数字见年报。\n"), false),
    ] {
        let call = if after.contains("[^1]") { "[^1]" } else { "" };
        let story =
            format!("{front}---\n\n三年走下来，{CLOSING}\n变化有多大，打开一看便知：{call}\n\n{after}");
        let (page, document) = printed("", &story);
        assert!(page.contains("三年对比"), "the page shows the chart, {case}: {page}");
        assert_eq!(page.contains("一看便知："), is_announced, "{case}: {page}");
        assert_eq!(page.contains("一看便知。"), !is_announced, "{case}: {page}");
        assert!(!page.contains("再看第二张："), "{case}: {page}");
        assert!(
            document.contains("一看便知："),
            "it follows in the story's own document, {case}: {document}"
        );
    }
}

#[test]
fn a_bulletin_begins_a_story_with_a_chart_unless_words_lead_to_it() {
    let table = "分项如下：\n\n| 项 | 数 |\n|--|--|\n| 走访 | 120 |\n";
    for (before, site, is_first) in [
        ("变化有多大，打开一看便知：", "kind: web\n", false),
        ("变化有多大，打开一看便知。", "kind: web\n", true),
        ("## 变化有多大", "kind: web\n", false),
        ("变化有多大，打开一看便知。", "kind: circular\n", false),
    ] {
        let (page, _) = printed(site, &format!("---\n\n{before}\n\n{CHART}{table}"));
        let (words, chart) = (page.find("变化有多大").unwrap(), page.find("<figure").unwrap());
        assert_eq!(chart < words, is_first, "{site}{before}: {page}");
        assert!(page.contains("分项如下："), "a table follows, {site}: {page}");
    }
}

#[test]
fn no_page_cuts_a_story_after_an_announcement() {
    let words = "县里把年轻干部放到一线，摸清底数，一人一档，跟踪培养。";
    let announced = [
        "> 从连队到机关，办公时只用一盏灯，办完公，灯就吹熄。\n\n",
        "1. 摸清底数，一人一档。\n2. 跟踪培养，一季一评。\n3. 上门走访，一户不落。\n\n",
        "“办公只用一盏灯。”这是当年的规矩，一直守到今天。\n\n",
    ];
    let paper = Paper::of(&[("content/site.yaml", "name: 晨报\n")]);
    for day in 1..=24 {
        for name in 1..=5 {
            let paragraph = |number: usize| {
                let before = words.repeat((number * 7 + day * 3 + name) % 5);
                let break_or_not = if number.is_multiple_of(6) { "第一条  \n" } else { "" };
                format!("{before}{break_or_not}大家一起做的是：\n\n{}", announced[(number + day) % 3])
            };
            let text: String = (0..30).map(paragraph).collect();
            paper.put(
                &format!("content/editions/2025-10-{day:02}/s{name}.md"),
                format!("---\nheadline: 第{name}条消息\n---\n\n{text}"),
            );
        }
    }
    let public = paper.built();
    let tag = Regex::new("<[^>]*>").unwrap();
    let mut cuts = 0;
    for (path, bytes) in public.iter().filter(|(path, _)| path.starts_with("2025-10-") && !path.contains('/'))
    {
        let page = std::str::from_utf8(bytes).unwrap();
        for cut in page.rsplit("<a class=\"on\"").skip(1) {
            let text = tag.replace_all(cut, "");
            let text = text.trim_end().trim_end_matches('…').trim_end();
            assert!(!text.ends_with('：'), "{path}: {}", text.lines().last().unwrap_or_default());
            cuts += 1;
        }
    }
    assert!(cuts > 60, "{cuts} stories are cut");
}
