//! A small checker of what machines read: it knows what the standards require, and what search engines do.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use roxmltree::{Document, Node};
use serde_json::Value;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// What is wrong, as it is found.
#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn expect(&mut self, is_right: bool, problem: impl Into<String>) {
        if !is_right {
            self.0.push(problem.into());
        }
    }

    fn moment(&mut self, text: &str, of: &str) -> Option<DateTime<FixedOffset>> {
        let moment = DateTime::parse_from_rfc3339(text).ok();
        self.expect(moment.is_some(), format!("{of} is no date of RFC 3339: {text:?}"));
        moment
    }

    fn address(&mut self, address: &str, base: &str, of: &str) {
        let is_right =
            url::Url::parse(address).is_ok_and(|url| url.as_str() == address) && address.starts_with(base);
        self.expect(is_right, format!("{of} is no whole address of the paper: {address:?}"));
    }
}

/// The text of the only child of this name.
fn only<'a>(node: Node<'a, '_>, name: &str, problems: &mut Problems) -> &'a str {
    let mut children = node.children().filter(|child| child.has_tag_name((ATOM, name)));
    let text = children.next().map(|child| child.text().unwrap_or_default());
    problems.expect(text.is_some_and(|text| !text.trim().is_empty()), format!("no {name}"));
    problems.expect(children.next().is_none(), format!("several {name}"));
    text.unwrap_or_default()
}

/// RFC 4287.
pub(super) fn atom(xml: &str, base: &str) -> Vec<String> {
    let mut problems = Problems::default();
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let feed = document.root_element();
    problems.expect(feed.has_tag_name((ATOM, "feed")), "no feed");
    only(feed, "title", &mut problems);
    let id = only(feed, "id", &mut problems);
    problems.address(id, base, "the id");
    let updated = only(feed, "updated", &mut problems);
    let updated = problems.moment(updated, "updated");
    let links = |node: Node, rel: &str| -> Vec<String> {
        let links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
        let links = links.filter(|link| link.attribute("rel").unwrap_or("alternate") == rel);
        links.map(|link| link.attribute("href").unwrap_or_default().to_owned()).collect()
    };
    problems.expect(links(feed, "self").len() == 1, "no link to itself");
    let feed_has_author = feed.children().any(|child| child.has_tag_name((ATOM, "author")));
    let (mut ids, mut last, mut newest) = (BTreeSet::new(), None, None);
    for entry in feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))) {
        only(entry, "title", &mut problems);
        let id = only(entry, "id", &mut problems);
        problems.address(id, base, "the id of an entry");
        problems.expect(ids.insert(id), format!("two entries with the id {id}"));
        let changed = only(entry, "updated", &mut problems);
        let changed = problems.moment(changed, "updated");
        let published = only(entry, "published", &mut problems);
        let published = problems.moment(published, "published");
        problems.expect(published <= changed, format!("{id} was changed before it was published"));
        problems
            .expect(last.is_none() || published <= last, format!("{id} is newer than the entry before it"));
        (last, newest) = (published, newest.max(changed));
        let alternates = links(entry, "alternate");
        problems.expect(alternates.len() == 1, format!("{id} has no link"));
        for link in &alternates {
            problems.address(link, base, "the link of an entry");
        }
        let mut authors = entry.children().filter(|child| child.has_tag_name((ATOM, "author"))).peekable();
        problems.expect(feed_has_author || authors.peek().is_some(), format!("{id} has no author"));
        for author in authors {
            only(author, "name", &mut problems);
        }
        let has = |name: &str| entry.children().any(|child| child.has_tag_name((ATOM, name)));
        problems.expect(has("summary") || has("content"), format!("{id} has neither summary nor content"));
    }
    problems.expect(newest.is_none() || newest <= updated, "an entry is newer than the feed");
    problems.0
}

/// JSON Feed 1.1.
pub(super) fn json_feed(text: &str, base: &str) -> Vec<String> {
    let mut problems = Problems::default();
    let feed: Value = match serde_json::from_str(text) {
        Ok(feed) => feed,
        Err(error) => return vec![error.to_string()],
    };
    problems.expect(feed["version"] == "https://jsonfeed.org/version/1.1", "not of version 1.1");
    problems.expect(feed["title"].is_string(), "no title");
    for key in ["home_page_url", "feed_url"] {
        problems.address(feed[key].as_str().unwrap_or_default(), base, key);
    }
    let mut ids = BTreeSet::new();
    for item in feed["items"].as_array().into_iter().flatten() {
        let id = item["id"].as_str().unwrap_or_default();
        problems.expect(
            !id.is_empty() && ids.insert(id),
            format!("an id that is none, or not the first: {:?}", item["id"]),
        );
        problems.address(item["url"].as_str().unwrap_or_default(), base, "url");
        problems.expect(
            item["content_html"].is_string() || item["content_text"].is_string(),
            format!("{id} has no content"),
        );
        for key in ["date_published", "date_modified"] {
            item[key].as_str().map(|moment| problems.moment(moment, key));
        }
        for author in item["authors"].as_array().into_iter().flatten() {
            problems.expect(author["name"].is_string(), format!("{id} has an author without a name"));
        }
    }
    problems.expect(feed["items"].is_array(), "no items");
    problems.0
}

/// What search engines require of the things that a document says it is.
pub(super) fn linked_data(html: &str, base: &str) -> Vec<String> {
    let mut problems = Problems::default();
    for script in html.split("<script type=\"application/ld+json\">").skip(1) {
        let script = script.split("</script>").next().unwrap_or_default();
        match serde_json::from_str::<Value>(script) {
            Ok(said) => {
                problems.expect(said["@context"] == "https://schema.org", "not in the words of schema.org");
                said["@graph"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .for_each(|thing| self::thing(thing, base, &mut problems));
            }
            Err(error) => problems.0.push(error.to_string()),
        }
    }
    problems.0
}

fn thing(thing: &Value, base: &str, problems: &mut Problems) {
    let text = |key: &str| thing[key].as_str().unwrap_or_default();
    let mut need = |key: &str| {
        let is_there = !thing[key].is_null() && thing[key] != "";
        problems.expect(is_there, format!("{} without {key}", text("@type")));
    };
    match text("@type") {
        "NewsArticle" => {
            ["headline", "description", "inLanguage", "publisher", "isPartOf", "url"]
                .into_iter()
                .for_each(&mut need);
            problems.address(text("url"), base, "the address of an article");
            if !thing["datePublished"].is_null() {
                let published = problems.moment(text("datePublished"), "datePublished");
                let changed = problems.moment(text("dateModified"), "dateModified");
                problems.expect(published <= changed, "changed before it was published");
            }
            for author in thing["author"].as_array().into_iter().flatten() {
                let is_whole = ["Person", "Organization"].map(Value::from).contains(&author["@type"])
                    && author["name"].is_string();
                problems
                    .expect(is_whole, format!("an author that is neither a person nor an office: {author}"));
            }
        }
        "BreadcrumbList" => {
            let steps = thing["itemListElement"].as_array().map(Vec::as_slice).unwrap_or_default();
            problems.expect(steps.len() > 1, "a way of one step");
            for (at, step) in steps.iter().enumerate() {
                problems.expect(
                    step["position"] == at + 1,
                    format!("step {} of a way is not numbered so", at + 1),
                );
                problems.expect(
                    step["name"].as_str().is_some_and(|name| !name.is_empty()),
                    "a step without a name",
                );
                if at + 1 < steps.len() {
                    problems.address(step["item"].as_str().unwrap_or_default(), base, "a step of a way");
                }
            }
        }
        "Dataset" => {
            need("name");
            let length = text("description").chars().count();
            problems.expect((50..=5000).contains(&length), format!("a description of {length} characters"));
            for file in thing["distribution"].as_array().into_iter().flatten() {
                problems.address(
                    file["contentUrl"].as_str().unwrap_or_default(),
                    base,
                    "a file of a dataset",
                );
                problems.expect(file["encodingFormat"].is_string(), "a file of no format");
            }
        }
        "PublicationIssue" => {
            ["issueNumber", "isPartOf", "hasPart", "url"].into_iter().for_each(&mut need);
            problems.moment(text("datePublished"), "datePublished");
        }
        other => problems.0.push(format!("a thing of no known type: {other:?}")),
    }
}

/// The protocol of sitemaps; each document that is listed is published.
pub(super) fn sitemap(xml: &str, base: &str, public: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut problems = Problems::default();
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let root = document.root_element();
    let is_index = root.has_tag_name((SITEMAP, "sitemapindex"));
    problems.expect(is_index || root.has_tag_name((SITEMAP, "urlset")), "neither a list nor an index");
    let mut listed = BTreeSet::new();
    for entry in root.children().filter(Node::is_element) {
        let text = |name: &str| {
            entry.children().find(|child| child.has_tag_name((SITEMAP, name))).and_then(|child| child.text())
        };
        let address = text("loc").unwrap_or_default();
        problems.address(address, base, "loc");
        problems.expect(listed.insert(address), format!("{address} twice"));
        let path = address.strip_prefix(base).unwrap_or(address);
        let path = if path.is_empty() { "index.html" } else { path };
        problems.expect(public.contains_key(path), format!("{path} is not published"));
        let is_day = text("lastmod").is_none_or(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok());
        problems.expect(is_day, format!("{path} changed on no day"));
    }
    problems.expect((1..=50_000).contains(&listed.len()), format!("{} addresses", listed.len()));
    problems.0
}
