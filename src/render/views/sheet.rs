//! The style sheet of an edition: the areas of its pages, in the numbers that make-up computed with.

use bytes::Bytes;
use serde::Serialize;

use crate::digest::Digest;
use crate::finding::Finding;
use crate::model::document::Subject;
use crate::model::ids::EditionId;
use crate::model::layout::{Area, ExhibitPlacement};
use crate::model::theme::{EM, Em, Grid};
use crate::render::templates::{EDITION_SHEET, Templates};
use crate::trace::Reader;

/// The width of a page outside the grid on a screen: the margins, in pixels.
const SIDES: u32 = 88;

/// The style sheet of an edition. Lengths are in ems of the body's type.
#[derive(Debug, Serialize)]
pub(crate) struct SheetView {
    /// The width of a page.
    page: f64,
    columns: usize,
    column: f64,
    gutter: f64,
    line: f64,
    headline_line: f64,
    /// The size of Latin type in proportion to Chinese.
    latin: f64,
    /// The sizes of type, smallest first, with the minimum width of window for each.
    sizes: Vec<SizeView>,
    sheet: SheetPaperView,
    pages: Vec<PageAreas>,
}

/// A size of type in pixels, and the minimum width of window for it.
#[derive(Debug, Serialize)]
struct SizeView {
    size: u32,
    from: u32,
}

/// The paper of a page in millimetres.
#[derive(Debug, Serialize)]
struct SheetPaperView {
    width: u32,
    height: u32,
    margin: u32,
    /// The length of a millimetre of A3 on this paper, in micrometres.
    unit: u32,
}

/// A page's areas.
#[derive(Debug, Serialize)]
struct PageAreas {
    /// From 1.
    number: usize,
    lines: usize,
    /// The size of its type on paper, in micrometres, with which the whole page fits on one sheet.
    print_size: u32,
    areas: Vec<AreaStyle>,
}

/// The position and the setting of a story.
#[derive(Debug, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "what the sheet asks of an area")]
struct AreaStyle {
    /// From 1.
    place: usize,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    head: usize,
    headline: f64,
    minor: f64,
    stacked: bool,
    columns: usize,
    column_gap: f64,
    text_width: f64,
    pictures: Vec<usize>,
    exhibits: Vec<usize>,
    exhibits_across: usize,
    /// The first exhibit of the last row, from 1.
    last_exhibits_from: usize,
    /// Whether the last exhibit stands alone below others that are side by side.
    last_exhibit_alone: bool,
    wide_drawings: bool,
    at_left: bool,
    at_foot: bool,
    /// Which children of its text are not justified, from 1.
    ragged: Vec<usize>,
    /// Which of them have a last line that does not begin a column.
    short_ends: Vec<usize>,
    /// Which of two lines stand in one column for that reason.
    undivided: Vec<usize>,
}

impl SheetView {
    /// The style sheet of an edition, in a theme that has a grid.
    #[must_use]
    pub(crate) fn new(reader: &Reader, edition: EditionId) -> Option<Self> {
        let grid = reader.theme().grid.as_ref()?;
        let (width, height, margin) = grid.sheet.millimetres();
        let pages = 0..reader.edition(edition).pages.len();
        Some(Self {
            page: ems(grid.width(grid.columns)),
            columns: grid.columns,
            column: ems(grid.width(1)),
            gutter: ems(grid.gutter),
            line: ems(grid.line),
            headline_line: ems(grid.headline_line),
            latin: ems(grid.latin.size),
            sizes: (grid.sizes.0..=grid.sizes.1)
                .map(|size| SizeView { size, from: needed(grid, size) })
                .collect(),
            sheet: SheetPaperView { width, height, margin, unit: grid.sheet.unit() },
            pages: pages.filter_map(|page| page_areas(reader, edition, page, grid)).collect(),
        })
    }
}

/// The width of window that a page needs in a size of type, in pixels.
fn needed(grid: &Grid, size: u32) -> u32 {
    (grid.width(grid.columns) * size).div_ceil(EM) + SIDES
}

fn page_areas(reader: &Reader, edition: EditionId, page: usize, grid: &Grid) -> Option<PageAreas> {
    let layout = reader.layout(edition, page)?;
    let areas = layout.areas.iter().enumerate();
    Some(PageAreas {
        number: page + 1,
        lines: layout.lines,
        print_size: grid.print_size(layout.lines, page),
        areas: areas
            .map(|(place, area)| AreaStyle {
                at_left: borders_on_none(&layout.areas, |other| {
                    other.right() == area.x && other.y < area.foot() && area.y < other.foot()
                }),
                at_foot: borders_on_none(&layout.areas, |other| {
                    other.y == area.foot() && other.x < area.right() && area.x < other.right()
                }),
                ..area_style(place + 1, area, grid)
            })
            .collect(),
    })
}

/// Whether the areas selected by `is_there` are all boxes, which have their own rules, or there are none.
fn borders_on_none(areas: &[Area], is_there: impl Fn(&Area) -> bool) -> bool {
    areas.iter().filter(|area| is_there(area)).all(|area| area.boxed)
}

fn area_style(place: usize, area: &Area, grid: &Grid) -> AreaStyle {
    let columns = u32::try_from(area.inner.columns).unwrap_or(1);
    let text = columns * (area.inner.measure * EM + grid.slack) + (columns - 1) * area.inner.gutter;
    let across = match area.exhibit_placement {
        ExhibitPlacement::Below { across } => across,
        ExhibitPlacement::InColumns => 1,
    };
    AreaStyle {
        place,
        x: area.x + 1,
        y: area.y + 1,
        width: area.width,
        height: area.height,
        head: area.head,
        headline: ems(area.headline),
        minor: ems(area.minor),
        stacked: area.stacked,
        columns: area.inner.columns,
        column_gap: ems(area.inner.gutter),
        text_width: ems(text),
        pictures: area.pictures.iter().map(|plate| plate.lines).collect(),
        exhibits: area.exhibits.clone(),
        exhibits_across: across,
        last_exhibits_from: area.exhibits.len() - area.exhibits.len().saturating_sub(1) % across,
        last_exhibit_alone: across > 1 && area.exhibits.len() % across == 1,
        wide_drawings: area.wide_drawings,
        at_left: false,
        at_foot: false,
        ragged: area.ragged.clone(),
        short_ends: area.short_ends.clone(),
        undivided: area.undivided.clone(),
    }
}

fn ems(length: Em) -> f64 {
    f64::from(length) / f64::from(EM)
}

/// The style sheet of an edition, in a theme that has a grid. It is filled in once.
///
/// # Errors
/// With a finding when the template cannot be filled in.
pub(crate) fn sheet(
    templates: &Templates,
    reader: &Reader,
    edition: EditionId,
) -> Result<Bytes, Box<Finding>> {
    reader.sheet(edition, |reader| {
        let view = SheetView::new(reader, edition).expect("sheets are planned where there is a grid");
        templates.print(EDITION_SHEET, &view)
    })
}

/// The way to an edition's style sheet.
#[derive(Debug, Serialize)]
pub(crate) struct SheetLink {
    /// Its path below the root, with a digest: a browser that kept the sheet of yesterday asks for that of today.
    path: String,
    /// The windows and papers for which pages are made up.
    media: String,
}

impl SheetLink {
    /// The way to the style sheet of an edition, in a theme that has a grid.
    ///
    /// # Errors
    /// With a finding when the style sheet cannot be filled in.
    pub(crate) fn new(
        templates: &Templates,
        reader: &Reader,
        edition: EditionId,
    ) -> Result<Option<Self>, Box<Finding>> {
        let grid = reader.theme().grid.as_ref();
        let Some((grid, route)) = grid.zip(reader.route(&Subject::Sheet(edition))) else { return Ok(None) };
        let contents = Digest::of(&sheet(templates, reader, edition)?);
        Ok(Some(Self {
            path: route.fingerprinted(contents).as_str().to_owned(),
            media: format!("print, (min-width: {}px)", needed(grid, grid.sizes.0)),
        }))
    }
}
