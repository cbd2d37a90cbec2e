//! What programs read: feeds, the data package, linked data, descriptions and the icon.

use serde_json::Value;

use crate::support::Paper;

const SITE: &str = "name: 晨光周报\nurl: https://a.b/\nmasthead: {slogan: 数字有据}\ncolumns: [{name: 要闻, slug: yaowen}, {name: 乡村, slug: xiangcun}]\n";

fn paper(more: &str) -> Paper {
    Paper::of(&[
        ("content/site.yaml", &format!("{SITE}{more}")),
        (
            "content/ledgers/l.yaml",
            "title: 台账\nowner: 某县办公室\nas_of: 2025-11-01\nsource: {name: 某县统计局, url: 'https://c.d/'}\nfigures:\n  a: {label: 渡口, value: 588, unit: 处}\n",
        ),
        (
            "content/editions/2025-11-20/a.md",
            "---\nheadline: 甲\ncolumn: 要闻\nledger: l\nbyline: 本报记者 张三 李四 通讯员 某县委组织部\ncorrected: {date: 2025-11-22, note: 数字有误}\n---\n修好{{a}}，见[乙](b.md)。\n",
        ),
        ("content/editions/2025-11-20/b.md", "---\nheadline: 乙\ncolumn: 乡村\n---\n文。\n"),
        ("content/about.md", "---\nheadline: 无日期\ncolumn: 乡村\n---\n文。\n"),
        ("content/pages/copyright.md", "# 版权\n\n文。\n"),
    ])
}

/// The things that a document says it is, by their types.
fn linked(html: &str) -> Vec<Value> {
    let script = html.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let value: Value = serde_json::from_str(script.split("</script>").next().unwrap()).unwrap();
    assert_eq!(value["@context"], "https://schema.org");
    value["@graph"].as_array().unwrap().clone()
}

#[test]
fn a_column_has_a_feed_of_its_stories_beside_that_of_the_paper() {
    let paper = paper("");
    paper.built();
    let (all, column) = (paper.page("feed.xml"), paper.page("columns/yaowen/feed.xml"));
    assert_eq!((all.matches("<entry>").count(), column.matches("<entry>").count()), (2, 1));
    for said in [
        "<title>晨光周报 · 要闻</title>",
        "<id>https://a.b/columns/yaowen.html</id>",
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://a.b/columns/yaowen/feed.xml\"/>",
        "<published>2025-11-20T00:00:00+08:00</published>\n<updated>2025-11-22T00:00:00+08:00</updated>",
        "<author><name>张三</name></author>\n<author><name>李四</name></author>",
        "<category term=\"要闻\"/>",
    ] {
        assert!(column.contains(said), "{said}: {column}");
    }
    assert!(!column.contains("<content"), "the summary is enough: {column}");
    let list = paper.page("columns/yaowen.html");
    assert!(list.contains("href=\"../columns/yaowen/feed.xml\""), "{list}");
}

#[test]
fn feeds_have_whole_texts_with_whole_addresses_if_the_paper_says_so() {
    let paper = paper("feed: full\n");
    paper.built();
    let feed = paper.page("feed.xml");
    assert!(feed.contains("<content type=\"html\">&lt;p&gt;修好"), "{feed}");
    assert!(
        feed.contains("href=&quot;https:&#x2F;&#x2F;a.b&#x2F;2025-11-20&#x2F;b.html&quot;")
            || feed.contains("href=&quot;https://a.b/2025-11-20/b.html&quot;"),
        "{feed}"
    );
    let json: Value = serde_json::from_str(&paper.page("feed.json")).unwrap();
    assert!(
        json["items"][0]["content_html"].as_str().unwrap().contains("href=\"https://a.b/2025-11-20/b.html\""),
        "{json}"
    );
}

#[test]
fn the_json_feed_says_the_same_as_the_atom_feed() {
    let paper = paper("");
    paper.built();
    let json: Value = serde_json::from_str(&paper.page("feed.json")).unwrap();
    let item = &json["items"][0];
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(
        (&json["home_page_url"], &json["feed_url"]),
        (&"https://a.b/".into(), &"https://a.b/feed.json".into())
    );
    assert_eq!(
        (&item["date_published"], &item["tags"][0]),
        (&"2025-11-20T00:00:00+08:00".into(), &"要闻".into())
    );
    let atom = paper.page("feed.xml");
    for item in json["items"].as_array().unwrap() {
        assert!(atom.contains(&format!("<id>{}</id>", item["url"].as_str().unwrap())), "{atom}");
    }
}

#[test]
fn the_data_package_names_the_columns_of_every_ledger() {
    let paper = paper("");
    let public = paper.built();
    let package: Value = serde_json::from_str(&paper.page("ledgers/datapackage.json")).unwrap();
    let resource = &package["resources"][0];
    let csv = &public[&format!("ledgers/{}", resource["path"].as_str().unwrap())];
    let head = String::from_utf8(csv.clone())
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .trim_start_matches('\u{FEFF}')
        .to_owned();
    let fields = resource["schema"]["fields"].as_array().unwrap().iter();
    assert_eq!(fields.map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>().join(","), head);
    assert_eq!((&resource["name"], &resource["sources"][0]["title"]), (&"l".into(), &"某县统计局".into()));
}

#[test]
fn a_story_an_edition_and_a_ledger_say_what_they_are() {
    let paper = paper("");
    paper.built();
    let story = linked(&paper.page("2025-11-20/a.html"));
    assert_eq!(story[0]["@type"], "NewsArticle");
    let authors = story[0]["author"].as_array().unwrap().iter();
    let authors: Vec<_> =
        authors.map(|one| (one["@type"].as_str().unwrap(), one["name"].as_str().unwrap())).collect();
    assert_eq!(authors, [("Person", "张三"), ("Person", "李四"), ("Organization", "某县委组织部")]);
    assert_eq!(story[0]["datePublished"], "2025-11-20T00:00:00+08:00");
    assert_eq!(story[0]["dateModified"], "2025-11-22T00:00:00+08:00");
    assert_eq!(story[1]["@type"], "BreadcrumbList");
    let steps = story[1]["itemListElement"].as_array().unwrap();
    assert_eq!(steps[1]["item"], "https://a.b/2025-11-20.html");
    assert_eq!((&steps[2]["position"], &steps[2]["name"]), (&3.into(), &"甲".into()));
    for page in ["index.html", "2025-11-20.html"] {
        let issue = &linked(&paper.page(page))[0];
        assert_eq!((&issue["@type"], &issue["issueNumber"]), (&"PublicationIssue".into(), &"1".into()));
        assert_eq!(issue["hasPart"].as_array().unwrap().len(), 2, "{issue}");
    }
    let ledger = &linked(&paper.page("ledgers/l.html"))[0];
    assert_eq!((&ledger["@type"], &ledger["creator"]["name"]), (&"Dataset".into(), &"某县办公室".into()));
    assert_eq!(ledger["distribution"][0]["contentUrl"], "https://a.b/ledgers/l.csv");
}

#[test]
fn every_document_for_readers_has_a_description_and_an_icon() {
    let paper = paper("");
    let public = paper.built();
    assert!(paper.page("icon.svg").contains(">晨</text>"));
    for (path, bytes) in public.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for tag in [
            "<meta name=\"description\" content=\"",
            "<meta property=\"og:description\" content=\"",
            "<link rel=\"icon\" href=\"",
        ] {
            let said = html.split(tag).nth(1).and_then(|rest| rest.split('"').next());
            assert!(said.is_some_and(|said| !said.trim().is_empty()), "{path} has no {tag}");
        }
    }
    let page = paper.page("2025-11-20.html");
    assert!(page.contains("<meta name=\"description\" content=\"甲；乙\">"), "{page}");
}

#[test]
fn a_paper_may_have_an_icon_of_its_own() {
    let paper = paper("icon: logo.png\n");
    paper.put("content/logo.png", crate::support::PNG);
    let public = paper.built();
    assert!(public.contains_key("logo.png") && !public.contains_key("icon.svg"));
    assert!(paper.page("2025-11-20/a.html").contains(
        "<link rel=\"icon\" href=\"../logo.png\">\n<link rel=\"apple-touch-icon\" href=\"../logo.png\">"
    ));
    paper.remove("content/logo.png");
    assert_ne!(paper.build().code, 0, "{}", paper.build().said);
}

#[test]
fn no_document_of_an_internal_paper_is_for_search_engines() {
    let paper = paper("kind: internal\n");
    paper.put("content/editions/2025-11-20/c.md", "---\nheadline: 丙\naliases: [old.html]\n---\n文。\n");
    for (path, bytes) in paper.built().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(html.contains("<meta name=\"robots\" content=\"noindex"), "{path}");
    }
}

#[test]
fn old_addresses_redirect_by_pages_and_by_the_list_that_hosts_read() {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\nurl: https://a.b/paper/\n"),
        ("content/editions/2025-11-20/a.md", "---\nheadline: 题\naliases: [old/a.html, a.html]\n---\n文。\n"),
        ("content/editions/2025-11-20/b.md", "# 又一题\n\n文。\n"),
    ]);
    let public = paper.built();
    assert!(public.contains_key("old/a.html") && public.contains_key("a.html"));
    assert_eq!(
        paper.page("_redirects"),
        "/paper/old/a.html /paper/2025-11-20/a.html 301\n/paper/a.html /paper/2025-11-20/a.html 301\n"
    );
    paper.put("content/site.yaml", "name: 报\nfiles: [_redirects]\n");
    paper.put("content/_redirects", "/x /y 302\n");
    paper.built();
    assert_eq!(paper.page("_redirects"), "/x /y 302\n");
    paper.remove("content/_redirects");
    paper.put("content/site.yaml", "name: 报\n");
    paper.put("content/editions/2025-11-20/a.md", "# 题\n\n文。\n");
    assert!(!paper.built().contains_key("_redirects"));
}

#[test]
fn documents_without_a_picture_show_the_sign_of_the_paper() {
    let lamp = include_bytes!("../content/editions/2025-11-13/lamp.png");
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\nurl: https://a.b/\nicon: sign.png\n"),
        ("content/editions/2025-11-20/a.md", "# 题\n\n文。\n"),
        ("content/editions/2025-11-20/b.md", "# 又一题\n\n![灯](lamp.png)\n"),
    ]);
    paper.put("content/sign.png", lamp);
    paper.put("content/editions/2025-11-20/lamp.png", lamp);
    let public = paper.built();
    for path in public.keys().filter(|path| path.ends_with(".html") && *path != "404.html") {
        let page = paper.page(path);
        let picture = page.split(r#"<meta property="og:image" content=""#).nth(1).unwrap_or_default();
        let own = path == "2025-11-20/b.html";
        let shown = picture.split('"').next().unwrap_or_default();
        assert!(shown.starts_with("https://a.b/") && (own || shown.ends_with("sign.png")), "{path}: {shown}");
    }
}
