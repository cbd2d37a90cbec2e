//! Linked data: what a document is, in the words of schema.org, as search engines read it.

use serde_json::{Value, json};

use super::card::midnight;
use crate::model::document::{Route, Subject};
use crate::model::edition::Edition;
use crate::model::ids::{EditionId, LedgerId};
use crate::model::site::Story;
use crate::trace::Reader;

/// Things as the contents of a `<script>` of data.
pub(super) fn script(things: &[Option<Value>]) -> String {
    let things: Vec<&Value> = things.iter().flatten().collect();
    let value = json!({"@context": "https://schema.org", "@graph": things});
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The way to a document: the front, what lies between, and the document itself by its title. The steps have addresses, so a paper
/// without one has no way.
pub(super) fn trail(reader: &Reader, between: &[(String, Subject)], title: &str) -> Option<Value> {
    reader.paper().url.as_ref()?;
    let front = (reader.paper().name.clone(), Subject::Front);
    let steps: Vec<Value> = std::iter::once(&front)
        .chain(between)
        .filter_map(|(name, subject)| {
            Some(json!({"name": name, "item": reader.canonical(reader.route(subject)?)?}))
        })
        .chain([json!({"name": title})])
        .enumerate()
        .map(|(place, mut step)| {
            step["@type"] = "ListItem".into();
            step["position"] = (place + 1).into();
            step
        })
        .collect();
    Some(json!({"@type": "BreadcrumbList", "itemListElement": steps}))
}

/// The paper of which others are parts.
fn periodical(reader: &Reader) -> Value {
    let paper = reader.paper();
    let mut value = json!({"@type": "Periodical", "name": paper.name});
    add(&mut value, "url", paper.url.as_ref().map(|url| url.to_string().into()));
    value
}

fn publisher(reader: &Reader) -> Value {
    let paper = reader.paper();
    json!({"@type": "Organization", "name": paper.publisher.get("name").unwrap_or(&paper.name)})
}

fn add(value: &mut Value, key: &str, part: Option<Value>) {
    if let Some(part) = part {
        value[key] = part;
    }
}

/// What a story's document says besides what is in the story.
pub(super) struct ArticleFacts<'v> {
    pub headline: &'v str,
    pub column: Option<&'v str>,
    pub address: Option<&'v str>,
    pub picture: Option<&'v str>,
}

/// A story as `NewsArticle`, with each author apart.
pub(super) fn article(
    reader: &Reader,
    story: &Story,
    edition: Option<&Edition>,
    facts: &ArticleFacts,
) -> Value {
    let byline = story.draft.front().byline.as_ref();
    let authors: Vec<Value> =
        byline.map(|byline| byline.authors()).unwrap_or_default().into_iter().map(author).collect();
    let schedule = &story.draft.slip.schedule;
    let published = edition.map(|edition| schedule.published_on(edition.key.date));
    let changed = story.changed_on().max(published);
    let moment = |day| midnight(reader.paper(), day).into();
    let mut value = json!({
        "@type": "NewsArticle",
        "headline": facts.headline,
        "description": story.summary(),
        "inLanguage": story.language.tag(),
        "isPartOf": periodical(reader),
        "publisher": publisher(reader),
    });
    add(&mut value, "datePublished", published.map(moment));
    add(&mut value, "dateModified", changed.map(moment));
    add(&mut value, "author", (!authors.is_empty()).then(|| authors.into()));
    add(&mut value, "articleSection", facts.column.map(Value::from));
    add(&mut value, "url", facts.address.map(Value::from));
    add(&mut value, "mainEntityOfPage", facts.address.map(Value::from));
    add(&mut value, "image", facts.picture.map(|picture| json!([picture])));
    value
}

/// The longest name of a person, in Chinese characters.
const LONGEST_NAME: usize = 4;

/// A person; an office, if the name is too long for a person's.
fn author(name: &str) -> Value {
    let is_person =
        name.is_ascii() || name.chars().filter(|c| *c != '·').count() <= LONGEST_NAME || name.contains('·');
    json!({"@type": if is_person { "Person" } else { "Organization" }, "name": name})
}

/// An edition as `PublicationIssue`, with its stories.
pub(super) fn issue(reader: &Reader, id: EditionId) -> Value {
    let edition = reader.edition(id);
    let stories = edition.pages.iter().flat_map(|page| &page.stories).map(|story| {
        let mut part = json!({"@type": "NewsArticle", "headline": reader.title(*story)});
        let address = reader.route(&Subject::Story(*story)).and_then(|route| reader.canonical(route));
        add(&mut part, "url", address.map(Value::from));
        part
    });
    let mut value = json!({
        "@type": "PublicationIssue",
        "issueNumber": edition.number.to_string(),
        "datePublished": midnight(reader.paper(), edition.key.date),
        "isPartOf": periodical(reader),
        "publisher": publisher(reader),
        "hasPart": stories.collect::<Vec<_>>(),
    });
    let address = reader.route(&Subject::Page(id, 0)).and_then(|route| reader.canonical(route));
    add(&mut value, "url", address.map(Value::from));
    add(&mut value, "name", edition.name.as_deref().map(Value::from));
    value
}

/// A ledger as `Dataset`.
pub(super) fn dataset(reader: &Reader, route: &Route, id: LedgerId, description: Option<&str>) -> Value {
    let ledger = &reader.ledger(id).ledger;
    let measured = ledger.figures.values().filter_map(|figure| figure.label.as_deref());
    let file = |subject: Subject, kind: &str| {
        let address = reader.canonical(reader.route(&subject)?)?;
        Some(json!({"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address}))
    };
    let files: Vec<Value> =
        [(Subject::LedgerCsv(id), "text/csv"), (Subject::LedgerJson(id), "application/json")]
            .into_iter()
            .filter_map(|(subject, kind)| file(subject, kind))
            .collect();
    let mut value = json!({
        "@type": "Dataset",
        "name": ledger.title,
        "description": description.unwrap_or(&ledger.title),
        "inLanguage": reader.paper().language.tag(),
        "isAccessibleForFree": true,
        "publisher": publisher(reader),
        "variableMeasured": measured.take(MEASURED).collect::<Vec<_>>(),
    });
    add(
        &mut value,
        "creator",
        ledger.owner.as_ref().map(|owner| json!({"@type": "Organization", "name": owner})),
    );
    add(&mut value, "dateModified", ledger.as_of.map(|date| date.iso().into()));
    add(&mut value, "distribution", (!files.is_empty()).then(|| files.into()));
    add(&mut value, "url", reader.canonical(route).map(Value::from));
    value
}

/// How many figures of a ledger are named.
const MEASURED: usize = 50;
