//! A page (版) of an edition, and the front, which shows the first page of the newest edition.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::area::{AreaView, Standing};
use super::bands::bands;
use super::card::{Card, DateView};
use super::chrome::{HeadView, LinkView, classification_text};
use super::linked_data;
use super::miniature::Miniature;
use super::sheet::SheetLink;
use crate::finding::Finding;
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject};
use crate::model::edition::Distribution;
use crate::model::ids::{EditionId, StoryId, TopicId};
use crate::render::templates::Templates;
use crate::trace::Reader;

/// A page of an edition.
#[derive(Debug, Serialize)]
pub(crate) struct PageView<'s> {
    head: HeadView,
    edition: EditionView<'s>,
    page: PageLink<'s>,
    stories: Vec<AreaView<'s>>,
    /// The style sheet of the edition, and the media to which it applies.
    sheet: Option<SheetLink>,
    /// The path of the edition's PDF, if there is one of its pages as they are.
    pdf: Option<&'s str>,
    previous_page: Option<PageLink<'s>>,
    next_page: Option<PageLink<'s>>,
    previous_edition: Option<EditionLink<'s>>,
    next_edition: Option<EditionLink<'s>>,
    /// Set for the front only.
    front: Option<FrontView<'s>>,
}

/// What the front shows in addition to the page.
#[derive(Debug, Serialize)]
struct FrontView<'s> {
    columns: Vec<ColumnView<'s>>,
    topics: Vec<LinkView<'s>>,
    past: Vec<EditionLink<'s>>,
}

/// A column with its newest stories.
#[derive(Debug, Serialize)]
struct ColumnView<'s> {
    name: &'s str,
    path: &'s str,
    stories: Vec<Card<'s>>,
}

/// An edition as its pages show it.
#[derive(Debug, Serialize)]
pub(crate) struct EditionView<'s> {
    path: &'s str,
    date: DateView,
    date_block: DateBlock,
    number: u32,
    total: Option<u32>,
    name: Option<&'s str>,
    notice: Option<&'s str>,
    distribution: DistributionView<'s>,
    classification: Option<&'s str>,
    editors: Vec<(&'s str, &'s str)>,
    pages: Vec<PageLink<'s>>,
}

/// A day as the masthead prints it, in parts.
#[derive(Debug, Serialize)]
struct DateBlock {
    /// 2025年11月
    month: String,
    day: u32,
    /// 乙巳年十月初一; none in a paper that is not Chinese.
    lunar: Option<String>,
}

impl DateBlock {
    fn new(language: TextLanguage, date: NaiveDate) -> Self {
        Self { month: language.month(date), day: date.day(), lunar: language.lunar_day(date) }
    }
}

/// Who gets an edition.
#[derive(Debug, Serialize)]
struct DistributionView<'s> {
    report: &'s [String],
    send: &'s [String],
    issue: &'s [String],
    copies: Option<u32>,
}

impl<'s> DistributionView<'s> {
    fn new(Distribution { report, send, issue, copies }: &'s Distribution) -> Self {
        Self { report, send, issue, copies: *copies }
    }
}

/// A page's number, name and headlines.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PageLink<'s> {
    /// From 1.
    pub number: usize,
    /// 要闻版
    pub name: Option<&'s str>,
    /// Its path relative to the root.
    pub path: &'s str,
    /// Its headlines and their links.
    pub headlines: Vec<LinkView<'s>>,
    /// 版面图
    pub miniature: Option<Miniature<'s>>,
}

/// An edition's number, day and path.
#[derive(Debug, Serialize)]
pub(crate) struct EditionLink<'s> {
    /// Its path relative to the root.
    pub path: &'s str,
    /// Its day.
    pub date: DateView,
    /// 第…期
    pub number: u32,
    /// Its own name.
    pub name: Option<&'s str>,
    /// The headline of its lead story.
    pub lead: Option<String>,
}

impl<'s> PageView<'s> {
    /// A page of an edition.
    ///
    /// # Errors
    /// With a finding when an exhibit's template cannot be filled in.
    pub(crate) fn new(
        templates: &Templates,
        reader: &'s Reader<'s>,
        route: &Route,
        edition: EditionId,
        page: usize,
    ) -> Result<Self, Box<Finding>> {
        let to_root = route.to_root();
        let of_page = &reader.edition(edition).pages[page];
        let view = edition_view(reader, edition);
        let title = format!("{} {}", view.date.printed, of_page.name.as_deref().unwrap_or_default());
        let (before, after) = reader.beside(edition);
        let neighbour = |page: usize| view.pages.get(page).cloned();
        let layout = reader.layout(edition, page);
        let areas = layout.as_ref().map_or(&[][..], |layout| &layout.areas);
        let bands = bands(&areas.iter().map(|area| area.width * area.height).collect::<Vec<_>>());
        let stories = of_page.stories.iter().enumerate();
        let stories = stories.map(|(index, id)| {
            let across = bands.get(index).is_some_and(|is_band| *is_band);
            let standing = Standing { index, area: areas.get(index), across };
            AreaView::new(templates, reader, *id, standing, &to_root)
        });
        let stories = stories.collect::<Result<Vec<_>, _>>()?;
        let mut head = HeadView::new(reader, route, "edition", title.trim_end());
        head.classification = classification_text(reader.edition(edition).classification.as_ref());
        head.description = Some(headlines(reader, &of_page.stories));
        let leading = reader.edition(edition).leading_story();
        head.picture = leading.and_then(|story| reader.share_picture(story)).or(head.picture);
        head.fonts.extend(reader.headlines_sheet(edition).map(str::to_owned));
        let trail = linked_data::trail(reader, &[], &head.title);
        head.json_ld = Some(linked_data::script(&[Some(linked_data::issue(reader, edition)), trail]));
        Ok(Self {
            head,
            stories,
            sheet: SheetLink::new(templates, reader, edition)?,
            pdf: reader.path(&Subject::Pdf(edition)),
            page: view.pages[page].clone(),
            previous_page: page.checked_sub(1).and_then(neighbour),
            next_page: neighbour(page + 1),
            previous_edition: before.and_then(|edition| edition_link(reader, edition)),
            next_edition: after.and_then(|edition| edition_link(reader, edition)),
            edition: view,
            front: None,
        })
    }

    /// The front: `newest`, the first page of the newest edition, and links to everything else.
    ///
    /// # Errors
    /// With a finding when an exhibit's template cannot be filled in.
    pub(crate) fn front(
        templates: &Templates,
        reader: &'s Reader<'s>,
        route: &Route,
        newest: EditionId,
    ) -> Result<Self, Box<Finding>> {
        let mut view = Self::new(templates, reader, route, newest, 0)?;
        view.head = HeadView {
            json_ld: Some(linked_data::script(&[Some(linked_data::issue(reader, newest))])),
            classification: view.head.classification.take(),
            fonts: std::mem::take(&mut view.head.fonts),
            picture: view.head.picture.take(),
            ..HeadView::new(reader, route, "front", "")
        };
        let past = std::iter::successors(reader.beside(newest).0, |edition| reader.beside(*edition).0);
        let past = past.take(8).filter_map(|edition| edition_link(reader, edition));
        let topic = |(id, name): (TopicId, &str)| {
            Some(LinkView { name: name.to_owned(), path: reader.path(&Subject::Topic(id, 0))? })
        };
        view.front = Some(FrontView {
            columns: columns(reader),
            topics: reader.topics().into_iter().take(24).filter_map(topic).collect(),
            past: past.collect(),
        });
        Ok(view)
    }
}

fn columns<'s>(reader: &'s Reader<'s>) -> Vec<ColumnView<'s>> {
    let columns = reader.columns().into_iter();
    columns
        .filter_map(|(id, name)| {
            Some(ColumnView {
                name,
                path: reader.path(&Subject::Column(id, 0))?,
                stories: reader.newest_of(id).iter().take(3).map(|id| Card::new(reader, *id, "")).collect(),
            })
        })
        .collect()
}

/// How many headlines a description has.
const DESCRIBED: usize = 6;

/// The first of these headlines, as the description of the document that shows them.
#[must_use]
pub(crate) fn headlines(reader: &Reader, stories: &[StoryId]) -> String {
    let joint = if reader.paper().language.is_chinese() { "；" } else { "; " };
    let titles: Vec<String> = stories.iter().take(DESCRIBED).map(|story| reader.title(*story)).collect();
    titles.join(joint)
}

/// An edition with its pages.
#[must_use]
pub(crate) fn edition_view<'s>(reader: &Reader<'s>, id: EditionId) -> EditionView<'s> {
    let edition = reader.edition(id);
    let pages = edition.pages.iter().enumerate().map(|(index, page)| PageLink {
        number: index + 1,
        name: page.name.as_deref(),
        path: reader.path(&Subject::Page(id, index)).unwrap_or_default(),
        headlines: page.stories.iter().map(|story| headline_link(reader, *story)).collect(),
        miniature: Miniature::new(reader, id, index),
    });
    EditionView {
        path: reader.path(&Subject::Page(id, 0)).unwrap_or_default(),
        date: DateView::new(reader, edition.key.date),
        date_block: DateBlock::new(reader.paper().language, edition.key.date),
        number: edition.number,
        total: edition.total,
        name: edition.name.as_deref(),
        notice: edition.notice.as_deref(),
        distribution: DistributionView::new(&edition.distribution),
        classification: edition.classification.as_ref().map(|(text, _)| text.as_str()),
        editors: edition.editors.iter().map(|(task, who)| (task.as_str(), who.as_str())).collect(),
        pages: pages.collect(),
    }
}

/// The headline of a story and its link.
#[must_use]
pub(crate) fn headline_link<'s>(reader: &Reader<'s>, id: StoryId) -> LinkView<'s> {
    LinkView { name: reader.title(id), path: reader.path(&Subject::Story(id)).unwrap_or_default() }
}

/// The link to an edition.
#[must_use]
pub(crate) fn edition_link<'s>(reader: &Reader<'s>, id: EditionId) -> Option<EditionLink<'s>> {
    let edition = reader.edition(id);
    let lead = edition.pages.iter().flat_map(|page| &page.stories).next();
    Some(EditionLink {
        path: reader.path(&Subject::Page(id, 0))?,
        date: DateView::new(reader, edition.key.date),
        number: edition.number,
        name: edition.name.as_deref(),
        lead: lead.map(|lead| reader.title(*lead)),
    })
}
