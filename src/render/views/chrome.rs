//! What every document shows: the name of the paper, its navigation, the words of the interface.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::document::{Route, Subject};
use crate::model::ids::ColumnId;
use crate::model::paper::PaperKind;
use crate::model::theme::NAMES_PER_LIST;
use crate::source::{Place, SourcePath};
use crate::trace::Reader;

/// The content that is the same in every document, put into the context of the templates once. Paths are relative to the root.
#[derive(Debug, Serialize)]
pub(crate) struct Chrome<'s> {
    paper: PaperView<'s>,
    columns: Vec<LinkView<'s>>,
    standing: Vec<LinkView<'s>>,
    paths: Paths<'s>,
    assets: BTreeMap<&'s str, &'s str>,
    words: &'s BTreeMap<String, String>,
    options: &'s BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
struct PaperView<'s> {
    name: &'s str,
    /// Its length in Chinese characters.
    name_width: usize,
    kind: &'static str,
    language: &'static str,
    slogan: Option<&'s str>,
    image: Option<NameImage<'s>>,
    pinyin: Option<&'s str>,
    ear: Option<&'s str>,
    publisher: &'s BTreeMap<String, String>,
    copyright: Option<&'s str>,
    government_tags: bool,
    url: Option<&'s str>,
    domain: Option<&'s str>,
    is_proof: bool,
}

/// The picture that stands for the paper's name.
#[derive(Debug, Serialize)]
struct NameImage<'s> {
    path: &'s str,
    width: Option<u32>,
    height: Option<u32>,
}

/// A name and its link.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView<'s> {
    /// The name.
    pub name: String,
    /// The path relative to the root.
    pub path: &'s str,
}

#[derive(Debug, Serialize)]
struct Paths<'s> {
    front: Option<&'s str>,
    topics: Option<&'s str>,
    /// The index of those who signed stories.
    bylines: Option<&'s str>,
    archive: Option<&'s str>,
    comparison: Option<&'s str>,
    programmes: Option<&'s str>,
    search: Option<&'s str>,
    /// The paper's sign: a picture of its own, or the drawn one.
    icon: Option<&'s str>,
    /// The same, if it is a picture of its own: telephones show no drawn one.
    touch_icon: Option<&'s str>,
    feed: Option<&'s str>,
}

impl<'s> Chrome<'s> {
    /// The chrome of the reader's site.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, words: &'s BTreeMap<String, String>) -> Self {
        let column = |(id, name): (ColumnId, &str)| {
            Some(LinkView { name: name.to_owned(), path: reader.path(&Subject::Column(id, 0))? })
        };
        let theme = reader.theme();
        let asset = |name: &'s String| Some((name.as_str(), reader.path(&Subject::Asset(name.clone()))?));
        Self {
            paper: PaperView::new(reader),
            columns: reader.columns().into_iter().filter_map(column).collect(),
            standing: standing(reader),
            paths: Paths {
                front: reader.path(&Subject::Front),
                topics: reader.path(&Subject::Topics(0)),
                bylines: reader.path(&Subject::Bylines(0)),
                archive: reader.path(&Subject::Archive),
                comparison: reader.path(&Subject::Comparison(0)),
                programmes: reader.path(&Subject::Programmes(0)),
                search: reader.path(&Subject::Search),
                icon: reader.icon(),
                touch_icon: reader.icon().filter(|_| reader.paper().icon.is_some()),
                feed: reader.path(&Subject::Feed),
            },
            assets: theme.assets.keys().filter_map(asset).collect(),
            words,
            options: &theme.options,
        }
    }
}

fn standing<'s>(reader: &Reader<'s>) -> Vec<LinkView<'s>> {
    let pages = reader.standing_headlines().into_iter();
    pages
        .filter_map(|(id, name)| Some(LinkView { name, path: reader.path(&Subject::Standing(id))? }))
        .collect()
}

impl<'s> PaperView<'s> {
    fn new(reader: &Reader<'s>) -> Self {
        let paper = reader.paper();
        Self {
            name: &paper.name,
            name_width: paper.language.width(&paper.name),
            kind: match paper.kind {
                PaperKind::Newspaper => "newspaper",
                PaperKind::Internal => "internal",
                PaperKind::Circular => "circular",
                PaperKind::Web => "web",
            },
            language: paper.language.tag(),
            slogan: paper.masthead.slogan.as_deref(),
            image: paper.masthead.image.as_ref().and_then(|path| name_image(reader, path)),
            pinyin: paper.masthead.pinyin.as_deref(),
            ear: paper.masthead.ear.as_deref(),
            publisher: &paper.publisher,
            copyright: paper.copyright.as_deref(),
            government_tags: paper.government_tags,
            url: paper.url.as_ref().map(url::Url::as_str),
            is_proof: paper.is_proof,
            domain: paper.url.as_ref().and_then(url::Url::host_str),
        }
    }
}

fn name_image<'s>(reader: &Reader<'s>, path: &SourcePath) -> Option<NameImage<'s>> {
    let file = reader.carried_at(path)?;
    let path = reader.path(&Subject::Carried(file))?;
    let (width, height) = reader.carried(file).size.unzip();
    Some(NameImage { path, width, height })
}

/// Where a document stands among the sheets of a list.
#[derive(Debug, Serialize)]
pub(crate) struct SheetTurn<'s> {
    /// From 1.
    sheet: usize,
    sheets: usize,
    previous: Option<&'s str>,
    next: Option<&'s str>,
}

impl<'s> SheetTurn<'s> {
    /// The turn of a sheet (from 0), where `subject` is that of each.
    #[must_use]
    pub(crate) fn new(
        reader: &Reader<'s>,
        sheet: usize,
        sheets: usize,
        subject: impl Fn(usize) -> Subject,
    ) -> Self {
        Self {
            sheet: sheet + 1,
            sheets: sheets.max(1),
            previous: sheet.checked_sub(1).and_then(|sheet| reader.path(&subject(sheet))),
            next: reader.path(&subject(sheet + 1)),
        }
    }

    /// The same for a list of names.
    #[must_use]
    pub(crate) fn of_names(
        reader: &Reader<'s>,
        sheet: usize,
        names: usize,
        subject: impl Fn(usize) -> Subject,
    ) -> Self {
        Self::new(reader, sheet, names.div_ceil(NAMES_PER_LIST), subject)
    }
}

/// The names on a sheet (from 0) of all, each with its index.
pub(super) fn names_on_sheet<T>(all: &[T], sheet: usize) -> impl Iterator<Item = (usize, &T)> {
    all.iter().enumerate().skip(sheet * NAMES_PER_LIST).take(NAMES_PER_LIST)
}

/// What each document says about itself.
#[derive(Debug, Serialize)]
pub(crate) struct HeadView {
    /// The prefix that leads to the root, put before every path.
    pub to_root: String,
    /// The title in the browser's tab, without the name of the paper.
    pub title: String,
    /// The description that a search engine shows.
    pub description: Option<String>,
    /// The absolute address, if the paper has one.
    pub canonical: Option<String>,
    /// The part of the paper that it belongs to, which the navigation marks.
    pub section: &'static str,
    /// What it is in the words of schema.org, escaped for a `<script>` that contains data.
    pub json_ld: Option<String>,
    /// The feed of what it shows, if that is not the paper's.
    pub feed: Option<String>,
    /// Who may read it: 内部资料, 秘密★1年.
    pub classification: Option<String>,
    /// The absolute address of the picture that programs show with a link to it.
    pub picture: Option<String>,
    /// The style sheets of the letters that come with it, relative to the root: those of the paper's name and of its headlines.
    pub fonts: Vec<String>,
}

/// The absolute address of the paper's sign if it is a picture that programs show: they show no drawing.
fn icon_picture(reader: &Reader) -> Option<String> {
    let shown = [".png", ".jpg", ".jpeg", ".webp"];
    let icon =
        reader.icon().filter(|path| shown.iter().any(|ending| path.to_lowercase().ends_with(ending)))?;
    reader.paper().url.as_ref()?.join(icon).ok().map(String::from)
}

impl HeadView {
    /// The head of the document at `route`.
    #[must_use]
    pub(crate) fn new(
        reader: &Reader,
        route: &Route,
        section: &'static str,
        title: impl Into<String>,
    ) -> Self {
        let title = title.into();
        Self {
            to_root: route.to_root(),
            description: Some(description(reader, &title)),
            title,
            canonical: reader.canonical(route),
            section,
            json_ld: None,
            feed: None,
            classification: classification_text(reader.paper().classification.as_ref()),
            picture: icon_picture(reader),
            fonts: reader.nameplate_sheet().map(str::to_owned).into_iter().collect(),
        }
    }
}

/// The words of a classification.
#[must_use]
pub(super) fn classification_text(written: Option<&(String, Place)>) -> Option<String> {
    written.map(|(text, _)| text.clone())
}

/// The description of a document that has none of its own: its title, the paper and what stands on the masthead.
fn description(reader: &Reader, title: &str) -> String {
    let paper = reader.paper();
    let pieces = [Some(title), Some(paper.name.as_str()), paper.masthead.slogan.as_deref()];
    let pieces: Vec<&str> = pieces.into_iter().flatten().filter(|piece| !piece.is_empty()).collect();
    pieces.join(" · ")
}
