//! Feeds, linked data and sitemaps are what their standards ask for, over the sample paper and one whose titles have odd characters.

mod checker;

use checker::{atom, json_feed, linked_data, sitemap};

use crate::support::{Paper, repository};

/// Everything that is wrong with what machines read of a paper.
fn problems(paper: &Paper, base: &str) -> Vec<String> {
    let public = paper.built();
    let (mut feeds, mut problems) = (0, Vec::new());
    for path in public.keys() {
        let found = match path.as_str() {
            path if path.ends_with("feed.xml") => atom(&paper.page(path), base),
            "feed.json" => json_feed(&paper.page(path), base),
            path if path.starts_with("sitemap") => sitemap(&paper.page(path), base, &public),
            path if path.ends_with(".html") => linked_data(&paper.page(path), base),
            _ => continue,
        };
        feeds += usize::from(path.ends_with("feed.xml") || path == "feed.json" || path == "sitemap.xml");
        problems.extend(found.into_iter().map(|problem| format!("{path}: {problem}")));
    }
    assert!(feeds > 2, "two feeds and a sitemap at least");
    problems
}

#[test]
fn what_machines_read_of_the_sample_paper_is_what_the_standards_ask_for() {
    assert_eq!(problems(&Paper::copy_of(&repository()), "https://example.org/paper/"), Vec::<String>::new());
}

#[test]
fn odd_characters_in_titles_break_nothing_that_machines_read() {
    let titles = [
        r#"“引号”与"quotes" & <b>tags</b> ]]>"#,
        "表情👩‍🌾和生僻字𠮷、组合é",
        "-- 100% 'one' \\u0041 </script><!--",
        "عنوان\u{2028}分行",
        "{% raw %} {{x}} 花括号",
    ];
    for feed in ["summary", "full"] {
        let site = format!(
            "name: '报&<晨光>'\nurl: https://a.b/p/\nmasthead: {{slogan: '<真> & “实”'}}\nfeed: {feed}\n"
        );
        let paper = Paper::of(&[("content/site.yaml", &site)]);
        for (at, title) in titles.iter().enumerate() {
            let title = serde_json::to_string(&title.replace("{{x}}", "x")).unwrap();
            let text = format!(
                "---\nheadline: {title}\ncolumn: 甲&乙\nbyline: 本报记者 O’Brien&Co 通讯员 某<县>委\ntopics: ['<专>&题']\n---\n正文 `a < b && c`，第{at}篇。\n"
            );
            paper.put(&format!("content/editions/2025-11-{:02}/s.md", 10 + at), text);
        }
        let corrected =
            "---\nheadline: 更正过的\ncorrected: {date: 2025-11-29, note: '有误 <&>'}\n---\n正文。\n";
        paper.put("content/editions/2025-11-10/t.md", corrected);
        paper.put("content/old.md", "---\nheadline: 没有日期\n---\n正文。\n");
        paper.put(
            "content/ledgers/l.yaml",
            "title: '账<&>'\nfigures: {a: {label: '甲\"乙', value: 1, unit: 名}}\n",
        );
        assert_eq!(problems(&paper, "https://a.b/p/"), Vec::<String>::new(), "{feed}");
    }
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let feed = |entry: &str| {
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>https://a.b/</id><updated>2025-11-20T00:00:00+08:00</updated>\
             <link rel='self' href='https://a.b/feed.xml'/><author><name>n</name></author>{entry}</feed>"
        )
    };
    let entry = |id: &str, published: &str, updated: &str| {
        format!(
            "<entry><title>t</title><id>{id}</id><link href='{id}'/><published>{published}</published><updated>{updated}</updated><summary>s</summary></entry>"
        )
    };
    let (day, later) = ("2025-11-20T00:00:00+08:00", "2025-11-21T00:00:00+08:00");
    let found = |entries: &str| atom(&feed(entries), "https://a.b/");
    assert_eq!(found(&entry("https://a.b/1", day, day)), Vec::<String>::new());
    for wrong in [
        entry("a/1", day, day),
        entry("https://a.b/1", "2025-11-20", day),
        entry("https://a.b/1", later, day),
        entry("https://a.b/1", day, day).repeat(2),
        entry("https://a.b/1", day, later),
        entry("https://a.b/1", day, day).replace("<title>t</title>", ""),
        "<entry/>".to_owned(),
        "<entry>".to_owned(),
    ] {
        assert_ne!(found(&wrong), Vec::<String>::new(), "{wrong}");
    }
    let json = |item: &str| {
        json_feed(
            &format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"t\", \"home_page_url\": \"https://a.b/\", \"feed_url\": \"https://a.b/feed.json\", \"items\": [{item}]}}"
            ),
            "https://a.b/",
        )
    };
    assert_eq!(
        json("{\"id\": \"1\", \"url\": \"https://a.b/1\", \"content_text\": \"x\"}"),
        Vec::<String>::new()
    );
    for wrong in [
        "{\"id\": \"1\"}",
        "{\"id\": 1, \"url\": \"https://a.b/1\", \"content_text\": \"x\"}",
        "{\"id\": \"1\", \"url\": \"b\", \"content_html\": \"x\"}",
    ] {
        assert_ne!(json(wrong), Vec::<String>::new(), "{wrong}");
    }
    let linked = |thing: &str| {
        linked_data(
            &format!(
                "<script type=\"application/ld+json\">{{\"@context\": \"https://schema.org\", \"@graph\": [{thing}]}}</script>"
            ),
            "https://a.b/",
        )
    };
    for wrong in [
        "{\"@type\": \"NewsArticle\"}",
        "{\"@type\": \"BreadcrumbList\", \"itemListElement\": [{\"@type\": \"ListItem\", \"position\": 2, \"name\": \"x\"}]}",
        "{\"@type\": \"Dataset\", \"name\": \"x\", \"description\": \"short\"}",
        "{\"@type\": \"PublicationIssue\", \"issueNumber\": \"1\"}",
        "{\"@type\": \"Novel\"}",
    ] {
        assert_ne!(linked(wrong), Vec::<String>::new(), "{wrong}");
    }
}
