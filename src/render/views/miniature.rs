//! 版面图: a thumbnail of a page, in which each story's rectangle links to the story.

use serde::Serialize;

use crate::model::document::Subject;
use crate::model::ids::{EditionId, StoryId};
use crate::model::layout::{Area, Layout};
use crate::model::site::Placed;
use crate::model::theme::{EM, Em, Grid};
use crate::trace::Reader;

/// A thumbnail of a page. Lengths are in ems of the page's body type.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Miniature<'s> {
    width: f64,
    height: f64,
    areas: Vec<MiniatureArea<'s>>,
}

/// A story's rectangle.
#[derive(Clone, Debug, Serialize)]
struct MiniatureArea<'s> {
    path: &'s str,
    title: String,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// The height of its headline.
    head: f64,
}

impl<'s> Miniature<'s> {
    /// A thumbnail of a page (from 0) of an edition, if the page has a layout.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, edition: EditionId, page: usize) -> Option<Self> {
        let grid = reader.theme().grid.as_ref()?;
        let layout = reader.layout(edition, page)?;
        let stories = &reader.edition(edition).pages[page].stories;
        Some(Self {
            width: ems(grid.width(layout.columns)),
            height: ems(lines(layout.lines, grid)),
            areas: stories
                .iter()
                .zip(&layout.areas)
                .map(|(story, area)| rectangle(reader, *story, area, grid))
                .collect(),
        })
    }
}

fn rectangle<'s>(reader: &Reader<'s>, story: StoryId, area: &Area, grid: &Grid) -> MiniatureArea<'s> {
    let before = if area.x == 0 { 0 } else { grid.width(area.x) + grid.gutter };
    MiniatureArea {
        path: reader.path(&Subject::Story(story)).unwrap_or_default(),
        title: reader.title(story),
        x: ems(before),
        y: ems(lines(area.y, grid)),
        width: ems(grid.width(area.width)),
        height: ems(lines(area.height, grid)),
        head: ems(lines(area.head, grid)),
    }
}

/// About how many lines a base column is wide.
const COLUMN: usize = 8;

/// The outline of a page, in base lines: too small to aim at, so that nothing in it is a link.
#[derive(Debug, Serialize)]
pub(crate) struct Outline {
    width: usize,
    height: usize,
    /// The rectangles of its stories, and those of their headlines, as paths of SVG.
    areas: String,
    titles: String,
    /// The rectangle of the story that the outline is to show.
    here: Option<String>,
}

impl Outline {
    /// The outline of a page (from 0) of an edition, if the page has a layout.
    #[must_use]
    pub(crate) fn new(reader: &Reader, edition: EditionId, page: usize) -> Option<Self> {
        reader.layout(edition, page).map(|layout| Self::of(&layout, None))
    }

    /// The outline of a story's page, with the story marked.
    #[must_use]
    pub(crate) fn of_story(reader: &Reader, placed: Placed) -> Option<Self> {
        let layout = reader.layout(placed.edition, placed.page)?;
        let place = (placed.rank as usize).checked_sub(1)?;
        Some(Self::of(&layout, layout.areas.get(place)))
    }

    fn of(layout: &Layout, here: Option<&Area>) -> Self {
        let whole = |area: &Area| outlined(area, area.height);
        Self {
            width: layout.columns * COLUMN,
            height: layout.lines,
            areas: layout.areas.iter().map(whole).collect(),
            titles: layout.areas.iter().map(|area| outlined(area, area.head)).collect(),
            here: here.map(whole),
        }
    }
}

/// The upper part of an area, as a path of SVG.
fn outlined(area: &Area, height: usize) -> String {
    let (x, width) = (area.x * COLUMN, area.width * COLUMN);
    format!("M{x} {}h{width}v{height}h-{width}z", area.y)
}

fn lines(lines: usize, grid: &Grid) -> Em {
    u32::try_from(lines).unwrap_or(u32::MAX / grid.line.max(1)) * grid.line
}

fn ems(length: Em) -> f64 {
    f64::from(length) / f64::from(EM)
}
