//! A theme's files: `theme.yaml`, templates, assets; and the paper's own files in `content/theme/`, which replace them.

mod lineage;
mod named;

use std::collections::BTreeMap;
use std::num::NonZeroU16;
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
use crate::source::{Place, SourcePath, Span};
use crate::words::idle::{self, Idle};
use crate::words::{libraries, reading, values};

/// The files of the paper's own that replace those of the theme.
const OWN: &str = "content/theme/";

/// What a theme says to the people who change it; it is not published.
const README: &str = "README.md";

/// The format of `theme.yaml`. The theme's author writes it, so its values have no positions and errors are not
/// forgiven.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    /// The theme whose files and settings it has unless it has its own; see `lineage`.
    #[serde(rename = "extends")]
    _extends: Option<String>,
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
    stories_per_list: Option<usize>,
    /// How many editions an archive shows before it is divided by month.
    editions_per_archive: Option<usize>,
    /// The widths of the prints of photographs, in pixels.
    picture_widths: Option<Vec<NonZeroU16>>,
    /// How wide a picture is shown, as `sizes` in HTML says it.
    picture_sizes: Option<String>,
    /// The grid of an edition's page, if pages are made up.
    page: Option<PageFile>,
    /// `false`: pages are not made up, but print their stories whole, one after another.
    makeup: Option<bool>,
    /// `true`: on such a page, a chart that is the first exhibit of its story stands before the text.
    chart_first: Option<bool>,
}

/// How many stories a list has, unless the theme says otherwise.
const STORIES_PER_LIST: usize = 20;
/// How many editions an archive has, unless the theme says otherwise.
const EDITIONS_PER_ARCHIVE: usize = 60;

/// The widths of photographs, unless the theme says otherwise.
const PICTURE_WIDTHS: [u32; 3] = [480, 960, 1600];
/// How wide a picture is shown, unless the theme says otherwise.
const PICTURE_SIZES: &str = "100vw";

/// The digest of the files of the theme that the paper names and of those that it extends, and of the paper's settings for it.
#[must_use]
pub(crate) fn digest(inventory: &Inventory, paper: &Paper) -> Digest {
    let of = |folder: &str| -> Vec<(SourcePath, Digest)> {
        let from = inventory.texts.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        let inside = from.take_while(|(path, _)| path.as_str().starts_with(folder));
        inside.map(|(path, text)| (path.clone(), text.digest)).collect()
    };
    let names = lineage::of(inventory, &paper.theme).value;
    let own: Vec<_> = names.iter().flat_map(|name| of(&lineage::folder(name))).collect();
    // What is said of a theme that is not there names those that are.
    let files = Some(own).filter(|files| !files.is_empty()).unwrap_or_else(|| of("themes/"));
    Digest::of_value(&(&paper.theme, names, files, of(OWN), &paper.theme_options))
}

/// Reads the theme that the paper names; `digest` is its digest.
#[must_use]
pub(crate) fn parse(inventory: &Inventory, paper: &Paper, digest: Digest) -> Noted<Arc<Theme>> {
    let site_path = SourcePath::new("content/site.yaml");
    let mut findings = Vec::new();
    let mut theme = Theme {
        name: paper.theme.clone(),
        stories_per_list: STORIES_PER_LIST,
        editions_per_archive: EDITIONS_PER_ARCHIVE,
        picture_widths: PICTURE_WIDTHS.to_vec(),
        picture_sizes: PICTURE_SIZES.to_owned(),
        digest: Some(digest),
        ..Theme::default()
    };
    let names = lineage::of(inventory, &paper.theme).note_into(&mut findings);
    let mut parents = BTreeMap::new();
    for name in &names {
        take_all(&mut theme, inventory, &lineage::folder(name)).note_into(&mut findings);
        let named = theme
            .templates
            .iter()
            .filter(|(_, template)| template.path.as_str().starts_with(&lineage::folder(name)));
        parents.extend(named.map(|(file, template)| (format!("{name}/{file}"), template.clone())));
    }
    take_all(&mut theme, inventory, OWN).note_into(&mut findings);
    add_named_parents(&mut theme, &parents);
    findings.extend(idle_overrides(&theme, inventory, &names));
    if !lineage::has_files(inventory, &paper.theme) {
        let mut notes = Notes::on(&site_path);
        notes.error(
            Span::default(),
            reading::unknown_theme(&paper.theme, lineage::known(inventory).iter().copied()),
        );
        findings.extend(notes.findings);
    }
    findings.extend(unprinted(&theme, paper));
    choose_options(&mut theme, paper).note_into(&mut findings);
    choose_sheet(&mut theme, paper).note_into(&mut findings);
    if theme.prints_whole {
        theme.grid = None;
        let sheet = paper.theme_options.get("sheet");
        findings.extend(sheet.map(|(_, place)| {
            Finding::warning(place.clone(), idle::without_effect("sheet", &Idle::NotMadeUp))
        }));
    }
    Noted::new(Arc::new(theme), findings)
}

/// Adds the files of a folder to the theme.
fn take_all(theme: &mut Theme, inventory: &Inventory, folder: &str) -> Noted<()> {
    let mut findings = Vec::new();
    let from = inventory.texts.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
    let inside = from.map_while(|(path, text)| Some((path, path.as_str().strip_prefix(folder)?, text)));
    for (path, name, text) in inside {
        let Some(bytes) = text.bytes.as_deref() else { continue };
        let taken = alone(Task::Read, path.as_str(), Some(path), || take(theme, path, name, bytes));
        taken.unwrap_or_else(|failed| Noted::new((), vec![*failed])).note_into(&mut findings);
    }
    Noted::new((), findings)
}

/// Adds the templates of parents that others extend by their theme's name, although they have replaced them: `broadsheet/story.html`.
fn add_named_parents(theme: &mut Theme, parents: &BTreeMap<String, Template>) {
    loop {
        let texts: Vec<Arc<str>> =
            theme.templates.values().map(|template| Arc::clone(&template.text)).collect();
        let named = texts.iter().flat_map(|text| named::named_templates(text));
        let new: Vec<&str> = named
            .filter(|name| parents.contains_key(*name) && !theme.templates.contains_key(*name))
            .collect();
        if new.is_empty() {
            return;
        }
        for name in new {
            theme.templates.insert(name.to_owned(), parents[name].clone());
        }
    }
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
            if let Some((_, at)) =
                lineage::extended_in(&text, path).filter(|_| path.as_str().starts_with(OWN))
            {
                notes.warning(at.span, idle::without_effect("extends", &Idle::Beside("theme")));
            }
        }
    } else if name != README {
        let asset = name.strip_prefix("assets/").unwrap_or(name);
        theme.assets.insert(asset.to_owned(), Arc::from(bytes));
    }
    Noted::new((), notes.findings)
}

/// A warning for each file of the paper's own, or of a theme that extends another, that replaces nothing above it and that no
/// template or style sheet names.
fn idle_overrides(theme: &Theme, inventory: &Inventory, names: &[String]) -> Vec<Finding> {
    let folders: Vec<String> =
        names.iter().map(|name| lineage::folder(name)).chain([OWN.to_owned()]).collect();
    let sheets = theme.assets.values().filter_map(|bytes| std::str::from_utf8(bytes).ok());
    let texts: Vec<&str> = theme.templates.values().map(|template| &*template.text).chain(sheets).collect();
    let is_named = |name: &str| {
        let name = name.strip_prefix("templates/").or(name.strip_prefix("assets/")).unwrap_or(name);
        texts.iter().any(|text| text.contains(name))
    };
    let is_exhibit = |name: &str| {
        let kind = name.strip_prefix("templates/exhibits/").and_then(|name| name.strip_suffix(".html"));
        kind.is_some_and(|kind| theme.exhibits.iter().any(|known| known == kind))
    };
    let mut findings = Vec::new();
    for (number, folder) in folders.iter().enumerate().skip(1) {
        let above = &folders[..number];
        let is_replaced = |name: &str| {
            above.iter().any(|above| inventory.texts.contains_key(format!("{above}{name}").as_str()))
        };
        let known: Vec<&str> = above
            .iter()
            .flat_map(|above| files_in(inventory, above))
            .map(|(_, name)| name)
            .chain(["assets/paper.css"])
            .collect();
        for (path, name) in files_in(inventory, folder) {
            let is_usual = matches!(name, "theme.yaml" | "assets/paper.css" | "paper.css" | README);
            if !is_usual && !is_replaced(name) && !is_named(name) && !is_exhibit(name) {
                let wording = values::unused_override(name, known.iter().copied());
                findings.push(Finding::warning(Place::new(path, Span::default()), wording));
            }
        }
    }
    findings
}

/// The files of a folder, and their names in it.
fn files_in<'i>(
    inventory: &'i Inventory,
    folder: &'i str,
) -> impl Iterator<Item = (&'i SourcePath, &'i str)> {
    let paths = inventory.texts.keys();
    paths.filter_map(move |path| Some((path, path.as_str().strip_prefix(folder)?)))
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
            theme.stories_per_list = file.stories_per_list.unwrap_or(theme.stories_per_list).max(1);
            theme.editions_per_archive =
                file.editions_per_archive.unwrap_or(theme.editions_per_archive).max(1);
            if let Some(widths) = file.picture_widths {
                theme.picture_widths = widths.into_iter().map(|width| width.get().into()).collect();
            }
            theme.picture_sizes =
                file.picture_sizes.unwrap_or_else(|| std::mem::take(&mut theme.picture_sizes));
            theme.prints_whole = file.makeup.map_or(theme.prints_whole, |makeup| !makeup);
            theme.chart_first = file.chart_first.unwrap_or(theme.chart_first);
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

/// The settings of the paper that no template of the theme prints.
fn unprinted(theme: &Theme, paper: &Paper) -> impl Iterator<Item = Finding> {
    let is_printed =
        |variable: &str| theme.templates.values().any(|template| template.text.contains(variable));
    let unprinted = paper.for_themes.iter().filter(move |setting| !is_printed(&setting.variable));
    unprinted.map(|setting| {
        Finding::warning(setting.at.clone(), idle::without_effect(&setting.key, &Idle::NotPrinted))
    })
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
    let Some(word) = theme.options.get("sheet").cloned() else { return Noted::default() };
    if let Some(known) = Sheet::ALL.iter().find(|known| known.is(&word)) {
        theme.grid.iter_mut().for_each(|grid| {
            grid.sheet = known.value;
            grid.columns = grid.columns_on.get(&known.value).copied().unwrap_or(grid.columns);
            *grid = grid.of_page(0);
        });
        theme.options.insert("sheet".to_owned(), known.word.to_owned());
        return Noted::default();
    }
    let known = Sheet::ALL.iter().map(|known| (known.word, known.names));
    let place = paper.theme_options.get("sheet").map(|(_, place)| place.clone());
    let wording = values::unknown_word(&word, known);
    Noted::new((), vec![Finding::new(Severity::Error, place, wording)])
}
