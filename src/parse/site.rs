//! `content/site.yaml`: the paper as a whole. Every key has a sensible value when it is not written.

use std::collections::BTreeMap;

use chrono_tz::{Asia::Shanghai, Tz};
use url::Url;

use super::node::Node;
use super::shape::{self, Fields, word};
use super::waivers::waivers;
use super::yaml;
use crate::digest::Digest;
use crate::finding::{Noted, Notes};
use crate::model::paper::{ColumnSetting, FilesSetting, Paper, PaperKind, PaperLanguage};
use crate::model::story::Form;
use crate::source::{Place, SourcePath, Span};
use crate::words::reading;

const KEYS: [&str; 15] = [
    "name",
    "kind",
    "url",
    "language",
    "timezone",
    "theme",
    "theme_options",
    "publisher",
    "masthead",
    "columns",
    "tags",
    "copyright",
    "publish",
    "files",
    "proof",
];
const PUBLISHER_KEYS: [&str; 8] =
    ["name", "sponsor", "organiser", "icp", "police", "permit", "code", "hotline"];
const KINDS: [(&str, PaperKind); 4] = [
    ("newspaper", PaperKind::Newspaper),
    ("internal", PaperKind::Internal),
    ("circular", PaperKind::Circular),
    ("web", PaperKind::Web),
];
const LANGUAGES: [(&str, PaperLanguage); 2] =
    [("zh-Hans", PaperLanguage::Chinese), ("en", PaperLanguage::English)];

/// A paper of which nothing has been said.
#[must_use]
pub(crate) fn unsaid() -> Paper {
    Paper {
        digest: Digest::of(b""),
        name: "栏目".to_owned(),
        kind: PaperKind::default(),
        url: None,
        language: PaperLanguage::default(),
        timezone: Shanghai,
        theme: "broadsheet".to_owned(),
        theme_options: BTreeMap::new(),
        publisher: BTreeMap::new(),
        number_from: 1,
        slogan: None,
        columns: Vec::new(),
        government_tags: false,
        copyright: None,
        files: Vec::new(),
        waivers: Vec::new(),
    }
}

/// Reads `content/site.yaml`.
#[must_use]
pub(crate) fn parse(path: &SourcePath, text: &str) -> Noted<Paper> {
    let mut notes = Notes::on(path);
    let root = yaml::parse(text, Span::new(0, text.len()), &mut notes);
    let paper = root.and_then(|root| paper(&root, &mut notes)).unwrap_or_else(unsaid);
    Noted::new(paper, notes.findings)
}

fn paper(root: &Node, notes: &mut Notes) -> Option<Paper> {
    let fields = Fields::of(root, &KEYS, notes)?;
    let unsaid = unsaid();
    let masthead = fields.fields("masthead", &["number_from", "slogan"], notes);
    let columns = fields.list("columns").iter().filter_map(|node| column(node, notes)).collect();
    Some(Paper {
        digest: unsaid.digest,
        name: fields.text("name", notes).unwrap_or(unsaid.name),
        kind: word(&fields, "kind", &KINDS, notes).unwrap_or_default(),
        url: url(&fields, notes),
        language: word(&fields, "language", &LANGUAGES, notes).unwrap_or_default(),
        timezone: timezone(&fields, notes).unwrap_or(unsaid.timezone),
        theme: fields.text("theme", notes).unwrap_or(unsaid.theme),
        theme_options: theme_options(&fields, notes),
        publisher: publisher(&fields, notes),
        number_from: masthead.and_then(|masthead| masthead.whole_number("number_from", notes)).unwrap_or(1),
        slogan: masthead.and_then(|masthead| masthead.text("slogan", notes)),
        columns,
        government_tags: word(&fields, "tags", &[("gov", true)], notes).unwrap_or(false),
        copyright: fields.text("copyright", notes),
        files: files(&fields, notes),
        waivers: waivers(&fields, notes),
    })
}

/// Where the paper is published, always ending in `/` so that documents can be named below it.
fn url(fields: &Fields, notes: &mut Notes) -> Option<Url> {
    let (text, span) = fields.text_at("url", notes)?;
    let slash = if text.ends_with('/') { "" } else { "/" };
    match Url::parse(&format!("{text}{slash}")) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Some(url),
        Ok(url) => {
            notes.error(span, reading::bad_url(url.scheme()));
            None
        }
        Err(error) => {
            notes.error(span, reading::bad_url(&error.to_string()));
            None
        }
    }
}

fn timezone(fields: &Fields, notes: &mut Notes) -> Option<Tz> {
    let (name, span) = fields.text_at("timezone", notes)?;
    let zone = name.parse().ok();
    if zone.is_none() {
        notes.error(
            span,
            reading::unknown_word(
                &name,
                chrono_tz::TZ_VARIANTS
                    .iter()
                    .map(|zone| zone.name())
                    .filter(|zone| zone.starts_with("Asia/S")),
            ),
        );
    }
    zone
}

fn theme_options(fields: &Fields, notes: &mut Notes) -> BTreeMap<String, (String, Place)> {
    let path = notes.path();
    let entries = fields.mapping("theme_options", notes);
    entries
        .iter()
        .filter_map(|entry| {
            let text = shape::text(&entry.value, notes)?;
            Some((entry.key.clone(), (text, Place::new(path, entry.key_span))))
        })
        .collect()
}

fn publisher(fields: &Fields, notes: &mut Notes) -> BTreeMap<String, String> {
    let Some(fields) = fields.fields("publisher", &PUBLISHER_KEYS, notes) else { return BTreeMap::new() };
    PUBLISHER_KEYS.into_iter().filter_map(|key| Some((key.to_owned(), fields.text(key, notes)?))).collect()
}

fn files(fields: &Fields, notes: &mut Notes) -> Vec<FilesSetting> {
    let path = notes.path();
    let written = fields.texts_at("files", notes).into_iter();
    written.map(|(pattern, span)| FilesSetting { pattern, at: Place::new(path, span) }).collect()
}

fn column(node: &Node, notes: &mut Notes) -> Option<ColumnSetting> {
    let path = notes.path();
    let fields = Fields::of(node, &["name", "slug", "about", "form"], notes)?;
    Some(ColumnSetting {
        name: fields.needed_text("name", notes)?,
        slug: fields.text("slug", notes),
        about: fields.text("about", notes),
        form: word(&fields, "form", &Form::ALL, notes),
        at: Place::new(path, node.span),
    })
}
