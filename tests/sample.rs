//! The sample paper: it is complete, and no link in it is dead.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::support::{Paper, repository};

static PUBLIC: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| Paper::copy_of(&repository()).built());

fn text(path: &str) -> String {
    String::from_utf8(PUBLIC[path].clone()).unwrap()
}

fn pages() -> impl Iterator<Item = (&'static String, String)> {
    PUBLIC
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).unwrap()))
}

fn stories() -> Vec<(&'static String, String)> {
    pages().filter(|(path, _)| path.starts_with("20") && path.contains('/')).collect()
}

#[test]
fn every_item_of_the_five_editions_is_a_story() {
    assert_eq!(stories().len(), 21);
}

#[test]
fn every_kind_of_document_is_there() {
    for path in [
        "index.html",
        "2025-11-20.html",
        "2025-11-06-p2.html",
        "2025-11-20/four-dimensions.html",
        "columns/xuanyu.html",
        "ledgers/tiedong.html",
        "ledgers/tiedong.csv",
        "ledgers/tiedong.json",
        "ledgers/index.html",
        "programmes.html",
        "bylines/index.html",
        "about.html",
        "guide.html",
        "archive.html",
        "404.html",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "figures.json",
    ] {
        assert!(PUBLIC.contains_key(path), "{path}");
    }
    assert!(PUBLIC.keys().any(|path| path.starts_with("topics/")));
    assert!(PUBLIC.keys().any(|path| path.starts_with("assets/broadsheet.")));
}

#[test]
fn the_stories_are_full_of_figures_and_each_leads_to_its_row() {
    let figure =
        Regex::new(r#"<a class="figure" href="([^"]+)"><data value="[^"]+">[^<]+</data></a>"#).unwrap();
    let count: usize = stories().iter().map(|(_, html)| figure.find_iter(html).count()).sum();
    assert!(count >= 100, "{count} figures");
}

/// The target of a relative reference in the document at `path`.
fn resolve(path: &str, reference: &str) -> String {
    let mut pieces: Vec<&str> = path.split('/').collect();
    pieces.pop();
    for piece in reference.split('/') {
        match piece {
            ".." => {
                pieces.pop().expect("a reference stays inside the folder");
            }
            "." | "" => {}
            name => pieces.push(name),
        }
    }
    pieces.join("/")
}

#[test]
fn every_reference_leads_to_a_document_and_every_anchor_to_an_element() {
    let reference = Regex::new(r#"(?:href|src)="([^"]*)""#).unwrap();
    let id = Regex::new(r#" id="([^"]*)""#).unwrap();
    let ids: BTreeMap<&String, BTreeSet<String>> = pages()
        .map(|(path, html)| (path, id.captures_iter(&html).map(|found| found[1].to_owned()).collect()))
        .collect();
    let mut wrong = Vec::new();
    for (path, html) in pages().filter(|(path, _)| *path != "404.html") {
        for found in reference.captures_iter(&html) {
            let reference = found[1].replace("&amp;", "&");
            if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| reference.starts_with(scheme)) {
                continue;
            }
            let (file, anchor) = reference
                .split_once('#')
                .map_or((reference.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            let file = file.split('?').next().unwrap();
            let target = if file.is_empty() { path.clone() } else { resolve(path, file) };
            if reference.starts_with('/') || !PUBLIC.contains_key(&target) {
                wrong.push(format!("{path}: {reference}"));
            }
            let anchor = anchor
                .map(|anchor| percent_encoding::percent_decode_str(anchor).decode_utf8_lossy().into_owned());
            if anchor.is_some_and(|anchor| !ids.get(&target).is_some_and(|ids| ids.contains(&anchor))) {
                wrong.push(format!("{path}: {reference}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_fetched_from_elsewhere_and_nothing_is_inline() {
    let fetched = Regex::new(r#"(?:src|<link rel="stylesheet" href|url\()="?(https?:)?//"#).unwrap();
    let script = Regex::new(r"<script(?: [^>]*)?>").unwrap();
    // None holds the page up but the one that must run before it is painted.
    let own = Regex::new(
        r#"^<script src="(\.\./|/)*(paper/)?assets/(colours\.[0-9a-f]{10}\.js" data-stays|[a-z]+\.[0-9a-f]{10}\.js"( data-stays)? defer)>$"#,
    )
    .unwrap();
    let handler = Regex::new(r"\son[a-z]+=").unwrap();
    for (path, html) in pages() {
        assert!(!fetched.is_match(&html), "{path} fetches from elsewhere");
        assert!(!html.contains(" style=") && !html.contains("<style"), "{path} has a style of its own");
        assert!(!handler.is_match(&html), "{path} has a handler");
        for tag in script.find_iter(&html) {
            let is_file = own.is_match(tag.as_str());
            assert!(is_file || tag.as_str() == "<script type=\"application/ld+json\">", "{path}");
        }
    }
    for (path, bytes) in PUBLIC.iter().filter(|(path, _)| path.ends_with(".css")) {
        assert!(!String::from_utf8_lossy(bytes).contains("//"), "{path}");
    }
}

#[test]
fn no_document_has_an_id_twice_or_shows_what_was_not_resolved() {
    let id = Regex::new(r#" id="([^"]*)""#).unwrap();
    let code = Regex::new(r"(?s)<(pre|code).*?</(pre|code)>").unwrap();
    for (path, html) in pages() {
        let mut seen = BTreeSet::new();
        for found in id.captures_iter(&html) {
            assert!(seen.insert(found[1].to_owned()), "{path}: id {}", &found[1]);
        }
        let prose = code.replace_all(&html, "");
        for leftover in ["{{", "}}", "**", "None", "NaN", "undefined", "\u{E000}", "\u{E001}", "alt=\"\""] {
            assert!(!prose.contains(leftover), "{path} shows {leftover}");
        }
    }
}

#[test]
fn every_story_says_what_machines_want_to_know() {
    let mut unsigned = Vec::new();
    for (path, html) in stories() {
        for tag in [
            "<link rel=\"canonical\"",
            "property=\"og:title\"",
            "property=\"og:description\"",
            "\"@type\":\"NewsArticle\"",
        ] {
            assert!(html.contains(tag), "{path} lacks {tag}");
        }
        let data = html
            .split("<script type=\"application/ld+json\">")
            .nth(1)
            .unwrap()
            .split("</script>")
            .next()
            .unwrap();
        let said: serde_json::Value = serde_json::from_str(data).unwrap();
        let article = &said["@graph"][0];
        // What search engines ask for.
        for key in ["headline", "description", "datePublished", "dateModified", "mainEntityOfPage"] {
            assert!(article[key].as_str().is_some_and(|text| !text.is_empty()), "{path}: {key} in {article}");
        }
        assert!(article["publisher"]["name"].is_string(), "{path}: {article}");
        unsigned.extend(article["author"].is_null().then_some(path.as_str()));
        let has_picture = html.contains("property=\"og:image\"");
        assert_eq!(article["image"].is_null(), !has_picture, "{path}: {article}");
    }
    assert_eq!(unsigned, ["2025-11-13/first-topic.html"], "an explanation, which nobody has signed");
}

#[test]
fn the_feed_and_the_sitemap_name_documents_that_are_there() {
    let url = Regex::new(r#"(?:<loc>|href=")https://example\.org/paper/([^<"]*)"#).unwrap();
    for path in ["feed.xml", "sitemap.xml"] {
        let xml = text(path);
        let mut count = 0;
        for found in url.captures_iter(&xml) {
            let target = if found[1].is_empty() { "index.html" } else { &found[1] };
            assert!(PUBLIC.contains_key(target), "{path}: {target}");
            count += 1;
        }
        assert!(count > 20, "{path} names {count}");
    }
}

#[test]
fn relations_are_proved_before_the_readers_eyes() {
    let ledger = text("ledgers/lanzhou.html");
    assert!(ledger.contains("25 + 3 + 409") || ledger.contains("其中"), "the parts of 437 are shown");
    let all: String =
        pages().filter(|(path, _)| path.starts_with("ledgers/")).map(|(_, html)| html).collect();
    assert!(all.contains("58 == 58"));
    assert!(all.contains("212 * 3 = 636"));
    assert!(all.contains("70 + 30 = 100"));
}

#[test]
fn every_programme_stands_in_the_register() {
    let register = text("programmes.html");
    assert!(register.matches("class=\"programme\" id=").count() > 110);
    assert!(register.contains("未见展开"), "what is not known is said, not invented");
}

#[test]
fn tables_for_spreadsheets_open_as_utf8() {
    let csv = &PUBLIC["ledgers/tiedong.csv"];
    assert!(csv.starts_with("\u{FEFF}key,label,value".as_bytes()));
    assert!(String::from_utf8_lossy(csv).contains("588"));
}

/// How many bytes of something are sent when they are compressed.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn a_story_with_its_style_sheets_weighs_at_most_thirty_kilobytes_compressed() {
    let sheet = Regex::new(r#"<link rel="stylesheet" href="\.\./([^"]+)""#).unwrap();
    for (path, html) in stories() {
        let sheets: Vec<usize> =
            sheet.captures_iter(&html).map(|found| compressed(&PUBLIC[&found[1]])).collect();
        assert!(sheets.len() > 2, "{path}");
        let weight = compressed(html.as_bytes()) + sheets.iter().sum::<usize>();
        assert!(weight <= 30_000, "{path} weighs {weight} bytes");
    }
}
