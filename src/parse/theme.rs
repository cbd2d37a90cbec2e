//! A theme's files: `theme.yaml`, templates, assets; and the paper's own files in `content/theme/`, which replace them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use serde::Deserialize;

use super::grid::PageFile;
use super::{text, yaml};
use crate::digest::Digest;
use crate::finding::{Finding, Noted, Notes, Severity};
use crate::isolate::{Task, alone};
use crate::model::inventory::Inventory;
use crate::model::paper::Paper;
use crate::model::theme::{Sheet, Template, Theme};
use crate::source::{SourcePath, Span};
use crate::words::{libraries, reading};

/// The format of `theme.yaml`. The theme's author writes it, so its values have no positions and errors are not
/// forgiven.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    /// Settings and their defaults.
    #[serde(default)]
    options: BTreeMap<String, String>,
    /// Words of the interface: by language, by key.
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, String>>,
    /// The kinds of exhibit it adds: each needs a template `exhibits/KIND.html`.
    #[serde(default)]
    exhibits: Vec<String>,
    /// How many stories a document of a paged list has.
    #[serde(default = "twenty")]
    stories_per_list: usize,
    /// How many editions an archive shows before it is divided by year.
    #[serde(default = "sixty")]
    editions_per_archive: usize,
    /// The grid of an edition's page, if pages are made up.
    page: Option<PageFile>,
}

fn twenty() -> usize {
    20
}

fn sixty() -> usize {
    60
}

/// The digest of the files of the theme that the paper names, and of the paper's settings for it.
#[must_use]
pub(crate) fn digest(inventory: &Inventory, paper: &Paper) -> Digest {
    let own = format!("themes/{}/", paper.theme);
    let of = |folder: &str| -> Vec<(SourcePath, Digest)> {
        let from = inventory.texts.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        let inside = from.take_while(|(path, _)| path.as_str().starts_with(folder));
        inside.map(|(path, text)| (path.clone(), text.digest)).collect()
    };
    let files = Some(of(&own)).filter(|files| !files.is_empty()).unwrap_or_else(|| of("themes/"));
    Digest::of_value(&(&paper.theme, files, of("content/theme/"), &paper.theme_options))
}

/// Reads the theme that the paper names; `digest` is its digest.
#[must_use]
pub(crate) fn parse(inventory: &Inventory, paper: &Paper, digest: Digest) -> Noted<Arc<Theme>> {
    let prefix = format!("themes/{}/", paper.theme);
    let site_path = SourcePath::new("content/site.yaml");
    let mut findings = Vec::new();
    let mut theme = Theme {
        name: paper.theme.clone(),
        stories_per_list: twenty(),
        editions_per_archive: sixty(),
        digest: Some(digest),
        ..Theme::default()
    };
    let own = inventory.texts.iter().filter_map(|(path, text)| {
        Some((path, path.as_str().strip_prefix(&prefix)?, text.bytes.as_deref()?))
    });
    let overrides = inventory.texts.iter().filter_map(|(path, text)| {
        Some((path, path.as_str().strip_prefix("content/theme/")?, text.bytes.as_deref()?))
    });
    let mut found = false;
    for (path, name, bytes) in own.inspect(|_| found = true).chain(overrides) {
        let taken = alone(Task::Read, path.as_str(), Some(path), || take(&mut theme, path, name, bytes));
        taken.unwrap_or_else(|failed| Noted::new((), vec![*failed])).note_into(&mut findings);
    }
    if !found {
        let mut notes = Notes::on(&site_path);
        let known: BTreeSet<&str> = inventory
            .texts
            .keys()
            .filter_map(|path| path.as_str().strip_prefix("themes/")?.split('/').next())
            .collect();
        notes.error(Span::default(), reading::unknown_theme(&paper.theme, known.iter().copied()));
        findings.extend(notes.findings);
    }
    choose_options(&mut theme, paper).note_into(&mut findings);
    choose_sheet(&mut theme, paper).note_into(&mut findings);
    Noted::new(Arc::new(theme), findings)
}

/// Adds one file to the theme; one of the paper's files replaces the theme's own.
fn take(theme: &mut Theme, path: &SourcePath, name: &str, bytes: &[u8]) -> Noted<()> {
    let mut notes = Notes::on(path);
    if let Some(template) = name.strip_prefix("templates/") {
        if let Some(text) = text::read(bytes, &mut notes) {
            theme.templates.insert(template.to_owned(), Template { path: path.clone(), text: text.into() });
        }
    } else if name == "theme.yaml" {
        if let Some(text) = text::read(bytes, &mut notes) {
            settings(theme, &text, &mut notes);
        }
    } else {
        let asset = name.strip_prefix("assets/").unwrap_or(name);
        theme.assets.insert(asset.to_owned(), Arc::from(bytes));
    }
    Noted::new((), notes.findings)
}

/// Reads `theme.yaml`. The crate that deserialises it takes quadratic time for nested input and knows no positions. So
/// it gets only what the paper's own YAML reader accepts, within the limits for all YAML.
fn settings(theme: &mut Theme, text: &str, notes: &mut Notes) {
    let before = notes.findings.len();
    let _ = yaml::parse(text, Span::new(0, text.len()), notes);
    if notes.findings.len() > before {
        return;
    }
    match serde_yaml::from_str::<ThemeFile>(text) {
        Ok(file) => {
            theme.options.extend(file.options);
            for (language, words) in file.words {
                theme.words.entry(language).or_default().extend(words);
            }
            theme.exhibits.extend(file.exhibits);
            theme.stories_per_list = file.stories_per_list.max(1);
            theme.editions_per_archive = file.editions_per_archive.max(1);
            let usual = theme.grid.clone().unwrap_or_default();
            match file.page.map(|page| page.grid(&usual)) {
                Some(Ok(grid)) => theme.grid = Some(grid),
                Some(Err(wish)) => {
                    let at = text.find("\npage:").map_or(0, |at| at + 1);
                    notes.error(Span::new(at, at), reading::theme_value(wish));
                }
                None => {}
            }
        }
        Err(error) => {
            let at = text.floor_char_boundary(error.location().map_or(0, |location| location.index()));
            notes.error(Span::new(at, at), libraries::bad_theme(&error.to_string()));
        }
    }
}

/// The paper's own settings; each must be one that the theme has.
fn choose_options(theme: &mut Theme, paper: &Paper) -> Noted<()> {
    let mut findings = Vec::new();
    for (name, (value, place)) in &paper.theme_options {
        if let Some(option) = theme.options.get_mut(name) {
            option.clone_from(value);
        } else {
            let mut notes = Notes::on(&place.path);
            notes.error(place.span, reading::unknown_key(name, theme.options.keys().map(String::as_str)));
            findings.extend(notes.findings);
        }
    }
    Noted::new((), findings)
}

/// The paper size that pages are printed on, if the theme leaves the choice: its option `sheet`.
fn choose_sheet(theme: &mut Theme, paper: &Paper) -> Noted<()> {
    let Some(word) = theme.options.get("sheet") else { return Noted::default() };
    if let Some((_, sheet)) = Sheet::ALL.iter().find(|(name, _)| name == word) {
        theme.grid.iter_mut().for_each(|grid| grid.sheet = *sheet);
        return Noted::default();
    }
    let known = Sheet::ALL.iter().map(|(name, _)| *name);
    let place = paper.theme_options.get("sheet").map(|(_, place)| place.clone());
    let wording = reading::unknown_word(word, known);
    Noted::new((), vec![Finding::new(Severity::Error, place, wording)])
}
