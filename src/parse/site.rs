//! `content/site.yaml`: the paper as a whole. Every key has a sensible default.

use std::collections::BTreeMap;

use chrono_tz::{Asia::Shanghai, Tz};
use url::Url;

use super::waivers::waivers;
use super::yaml;
use crate::digest::Digest;
use crate::fields::{self, Fields, Node};
use crate::finding::{Noted, Notes};
use crate::model::paper::{ColumnSetting, FilesSetting, Masthead, Paper, PaperKind, PaperLanguage};
use crate::model::story::Form;
use crate::source::{Place, SourcePath, Span};
use crate::words::{libraries, reading};

/// The keys of the publisher, in the order in which they are read.
const PUBLISHER: [&str; 8] = ["name", "sponsor", "organiser", "icp", "police", "permit", "code", "hotline"];
const KINDS: [(&str, PaperKind); 4] = [
    ("newspaper", PaperKind::Newspaper),
    ("internal", PaperKind::Internal),
    ("circular", PaperKind::Circular),
    ("web", PaperKind::Web),
];
const LANGUAGES: [(&str, PaperLanguage); 2] =
    [("zh-Hans", PaperLanguage::Chinese), ("en", PaperLanguage::English)];

/// A paper without any settings.
#[must_use]
pub(crate) fn defaults() -> Paper {
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
        masthead: Masthead::default(),
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
    let paper = root.and_then(|root| Fields::of(&root, &mut notes, paper)).unwrap_or_else(defaults);
    Noted::new(paper, notes.findings)
}

fn paper(fields: &Fields, notes: &mut Notes) -> Paper {
    let defaults = defaults();
    Paper {
        digest: defaults.digest,
        name: fields.text("name", notes).unwrap_or(defaults.name),
        kind: fields.word("kind", &KINDS, notes).unwrap_or_default(),
        url: url(fields, notes),
        language: fields.word("language", &LANGUAGES, notes).unwrap_or_default(),
        timezone: timezone(fields, notes).unwrap_or(defaults.timezone),
        theme: fields.text("theme", notes).unwrap_or(defaults.theme),
        theme_options: theme_options(fields, notes),
        publisher: publisher(fields, notes),
        masthead: fields.fields("masthead", notes, masthead).unwrap_or_default(),
        columns: fields.list("columns").iter().filter_map(|node| column(node, notes)).collect(),
        government_tags: fields.word("tags", &[("gov", true)], notes).unwrap_or(false),
        copyright: fields.text("copyright", notes),
        files: files(fields, notes),
        waivers: waivers(fields, notes),
    }
}

fn masthead(fields: &Fields, notes: &mut Notes) -> Masthead {
    Masthead {
        number_from: fields.whole_number("number_from", notes).unwrap_or(1),
        slogan: fields.text("slogan", notes),
    }
}

/// Where the paper is published, always ending in `/` so that documents can be named below it.
fn url(fields: &Fields, notes: &mut Notes) -> Option<Url> {
    let (text, span) = fields.text_at("url", notes)?;
    let slash = if text.ends_with('/') { "" } else { "/" };
    match Url::parse(&format!("{text}{slash}")) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Some(url),
        Ok(url) => {
            notes.error(
                span,
                reading::bad_url(
                    &format!("不能用 `{}`", url.scheme()),
                    &format!("`{}` is not served", url.scheme()),
                ),
            );
            None
        }
        Err(error) => {
            notes.error(span, libraries::unreadable_url(error));
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
            let text = fields::text(&entry.value, notes)?;
            Some((entry.key.clone(), (text, Place::new(path, entry.key_span))))
        })
        .collect()
}

fn publisher(fields: &Fields, notes: &mut Notes) -> BTreeMap<String, String> {
    let publisher = fields.fields("publisher", notes, |fields, notes| {
        PUBLISHER.into_iter().filter_map(|key| Some((key.to_owned(), fields.text(key, notes)?))).collect()
    });
    publisher.unwrap_or_default()
}

/// Files published in addition to those that stories name. Their destination is not read yet.
fn files(fields: &Fields, notes: &mut Notes) -> Vec<FilesSetting> {
    fields.accept("publish");
    let path = notes.path();
    let written = fields.texts_at("files", notes).into_iter();
    written.map(|(pattern, span)| FilesSetting { pattern, at: Place::new(path, span) }).collect()
}

fn column(node: &Node, notes: &mut Notes) -> Option<ColumnSetting> {
    let at = Place::new(notes.path(), node.span);
    Fields::of(node, notes, |fields, notes| ColumnSetting {
        name: fields.needed_text("name", notes),
        slug: fields.text("slug", notes),
        about: fields.text("about", notes),
        form: fields.word("form", &Form::ALL, notes),
        at,
    })
}
