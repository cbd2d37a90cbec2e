//! `content/site.yaml`: the paper as a whole. Every key has a sensible default.

use std::collections::BTreeMap;

use chrono_tz::{Asia::Shanghai, Tz};

use super::distribution::{classification, distribution};
use super::waivers::waivers;
use super::{destination, target, yaml};
use crate::digest::Digest;
use crate::fields::{self, Fields, KeyShape, KnownWord, NodeKind};
use crate::finding::{Noted, Notes};
use crate::language::TextLanguage;
use crate::model::edition::Distribution;
use crate::model::face::{FontRole, FontSetting};
use crate::model::paper::{
    ColumnSetting, FilesSetting, Masthead, Paper, PaperKind, SharedStories, ThemeSetting, below_content,
};
use crate::model::story::Form;
use crate::source::{Place, SourcePath, Span};
use crate::words::reading;

/// The keys of the publisher, in the order in which they are read.
const PUBLISHER: [&str; 12] = [
    "name",
    "sponsor",
    "organiser",
    "icp",
    "police",
    "permit",
    "code",
    "hotline",
    "address",
    "printer",
    "mail_code",
    "price",
];
/// The kinds of paper.
pub(crate) const PAPER_KINDS: [KnownWord<'static, PaperKind>; 4] = [
    KnownWord::new("newspaper", "报纸", PaperKind::Newspaper),
    KnownWord::new("internal", "内刊", PaperKind::Internal),
    KnownWord::new("circular", "简报", PaperKind::Circular),
    KnownWord::new("web", "网站", PaperKind::Web),
];
/// The languages, for front matter too.
pub(super) const LANGUAGES: [KnownWord<TextLanguage>; 3] = [
    KnownWord::new("zh-Hans", "中文、简体、简体中文、汉语", TextLanguage::SimplifiedChinese),
    KnownWord::new("zh-Hant", "繁体、繁体中文、繁體、繁體中文", TextLanguage::TraditionalChinese),
    KnownWord::new("en", "英文、英语", TextLanguage::English),
];
const FEEDS: [KnownWord<bool>; 2] =
    [KnownWord::new("summary", "摘要、提要", false), KnownWord::new("full", "全文", true)];
const SHARED: [KnownWord<SharedStories>; 3] = [
    KnownWord::new("leading", "头条", SharedStories::Leading),
    KnownWord::new("all", "全部", SharedStories::All),
    KnownWord::new("none", "不要", SharedStories::None),
];
const TAGS: [KnownWord<bool>; 1] = [KnownWord::new("gov", "政府", true)];

/// A paper without any settings.
#[must_use]
pub(crate) fn defaults() -> Paper {
    Paper {
        digest: Digest::of(b""),
        name: "栏目".to_owned(),
        kind: PaperKind::default(),
        url: None,
        language: TextLanguage::default(),
        timezone: Shanghai,
        theme: PaperKind::default().theme().to_owned(),
        theme_options: BTreeMap::new(),
        publisher: BTreeMap::new(),
        masthead: Masthead::default(),
        columns: Vec::new(),
        government_tags: false,
        search: None,
        full_feed: false,
        icon: None,
        fonts: Vec::new(),
        shared: None,
        for_themes: Vec::new(),
        copyright: None,
        files: Vec::new(),
        targets: Vec::new(),
        distribution: Distribution::default(),
        classification: None,
        approvals: Vec::new(),
        is_proof: false,
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

pub(super) fn paper(fields: &Fields, notes: &mut Notes) -> Paper {
    let defaults = defaults();
    let kind = fields.word("kind", &PAPER_KINDS, notes).unwrap_or_default();
    let (mut files, mut for_themes) = (files(fields, notes), Vec::new());
    let search = fields.boolean("search", notes);
    if search == Some(true) {
        for_themes.extend(for_theme("search", "paths.search", fields, notes));
    }
    Paper {
        digest: defaults.digest,
        name: fields.text("name", notes).unwrap_or(defaults.name),
        kind,
        url: destination::folder_address("url", fields, notes),
        language: fields.word("language", &LANGUAGES, notes).unwrap_or_default(),
        timezone: timezone(fields, notes).unwrap_or(defaults.timezone),
        theme: fields.text("theme", notes).unwrap_or_else(|| kind.theme().to_owned()),
        theme_options: theme_options(fields, notes),
        publisher: publisher(fields, notes),
        masthead: fields
            .fields("masthead", notes, |fields, notes| {
                let masthead = masthead(fields, &mut files, notes);
                for (key, variable) in
                    [("image", "paper.image"), ("pinyin", "paper.pinyin"), ("ear", "paper.ear")]
                {
                    for_themes.extend(for_theme(key, variable, fields, notes));
                }
                masthead
            })
            .unwrap_or_default(),
        columns: fields.items("columns", notes, column),
        government_tags: fields.word("tags", &TAGS, notes).unwrap_or(false),
        search,
        full_feed: fields.word("feed", &FEEDS, notes).unwrap_or(false),
        icon: named_file("icon", fields, &mut files, notes),
        fonts: fonts(fields, notes),
        shared: shared(fields, notes),
        copyright: fields.text("copyright", notes),
        for_themes,
        files,
        targets: target::targets(fields, notes),
        distribution: distribution(fields, notes),
        classification: classification(fields, notes),
        approvals: fields.names("approvals", notes),
        is_proof: false,
        waivers: waivers(fields, notes),
    }
}

/// A setting that not every theme prints, if it is there.
fn for_theme(key: &'static str, variable: &str, fields: &Fields, notes: &Notes) -> Option<ThemeSetting> {
    let at = Place::new(notes.path(), fields.key_span(key)?);
    Some(ThemeSetting { key: key.to_owned(), variable: variable.to_owned(), at })
}

/// The file that a key names. It is one of the files to publish.
fn named_file(
    key: &'static str,
    fields: &Fields,
    files: &mut Vec<FilesSetting>,
    notes: &mut Notes,
) -> Option<SourcePath> {
    let (pattern, span) = fields.text_at(key, notes)?;
    let setting = FilesSetting { key: key.to_owned(), pattern, at: Place::new(notes.path(), span) };
    let path = setting.path();
    files.push(setting);
    Some(path)
}

/// Of which stories share pictures are drawn, and the place of the key.
fn shared(fields: &Fields, notes: &mut Notes) -> Option<(SharedStories, Place)> {
    let shared = fields.word("share", &SHARED, notes)?;
    Some((shared, Place::new(notes.path(), fields.key_span("share")?)))
}

/// The fonts of the paper, by what they are for.
fn fonts(fields: &Fields, notes: &mut Notes) -> Vec<FontSetting> {
    let fonts = fields.fields("fonts", notes, |fields, notes| {
        FontRole::ALL.into_iter().filter_map(|role| font(role, fields, notes)).collect()
    });
    fonts.unwrap_or_default()
}

/// A font: its file, or `{file, face}`.
fn font(role: FontRole, fields: &Fields, notes: &mut Notes) -> Option<FontSetting> {
    let key = role.key();
    fields.declare(key, || KeyShape::AnyOf(vec![KeyShape::Text, KeyShape::mapping("font", file_and_face)]));
    let (node, key_span) = (fields.get(key)?, fields.key_span(key)?);
    let (file, face) = match &node.kind {
        NodeKind::Scalar { .. } => (Some((fields::text(node, notes)?, node.span)), None),
        NodeKind::Mapping(_) | NodeKind::List(_) => Fields::of(node, notes, file_and_face)?,
    };
    let place = |span| Place::new(notes.path(), span);
    let (written, span) = file?;
    let file = below_content(&written);
    let face = face.map(|(name, span)| (name, place(span)));
    Some(FontSetting { role, written, file, at: place(span), face, key_at: place(key_span) })
}

type WrittenText = (String, Span);

fn file_and_face(fields: &Fields, notes: &mut Notes) -> (Option<WrittenText>, Option<WrittenText>) {
    fields.wanted_text("file", notes);
    (fields.text_at("file", notes), fields.text_at("face", notes))
}

/// The masthead.
fn masthead(fields: &Fields, files: &mut Vec<FilesSetting>, notes: &mut Notes) -> Masthead {
    Masthead {
        number_from: fields.whole_number("number_from", notes).unwrap_or(1),
        slogan: fields.text("slogan", notes),
        image: named_file("image", fields, files, notes),
        pinyin: fields.text("pinyin", notes),
        ear: fields.text("ear", notes),
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

/// Files published in addition to those that stories name.
fn files(fields: &Fields, notes: &mut Notes) -> Vec<FilesSetting> {
    let path = notes.path();
    let written = fields.texts_at("files", notes).into_iter();
    written
        .map(|(pattern, span)| FilesSetting { key: "files".to_owned(), pattern, at: Place::new(path, span) })
        .collect()
}

fn column(fields: &Fields, notes: &mut Notes) -> ColumnSetting {
    ColumnSetting {
        name: fields.needed_text("name", notes),
        slug: fields.text("slug", notes),
        about: fields.text("about", notes),
        form: fields.word("form", &Form::ALL, notes),
        at: Place::new(notes.path(), fields.span),
    }
}
