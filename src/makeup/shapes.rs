//! Shapes: every way in which a story can fill an area of a given width, with its cost.

use super::copy::{CopyPicture, PicturePlacement, StoryCopy};
use super::cuts::{Cutter, ShownCut};
use super::flow::{Cut, Flow};
use super::headline::{self, HeadLines};
use super::lines::lines_of;
use super::placement::{ShownExhibits, in_columns};
use super::price;
use crate::model::layout::{Inner, Shown};
use crate::model::theme::{EM, Em, Grid};

/// The empty line below a story.
pub(crate) const GAP: usize = 1;
/// The width that a box takes from its text.
pub(crate) const BOX_SIDES: Em = 2 * EM;
/// The lines that a box needs above and below.
const BOX_LINES: usize = 1;
/// A cut story shows at most this percentage of its text.
const WORTH_A_CUT: usize = 85;
/// The shortest and longest lines that are easy to read, in characters.
const MEASURES: std::ops::RangeInclusive<u32> = 11..=28;

/// How much of a story's text a page may show, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// The least, if it is cut.
    pub least: u32,
    /// How much it should show.
    pub wanted: u32,
    /// The most, if it is cut.
    pub most: u32,
    /// Whether all of it may be shown.
    pub whole: bool,
    /// Whether the page would have room for all of it.
    pub needless: bool,
}

impl Share {
    /// All of the text.
    pub(crate) const WHOLE: Self =
        Self { least: u32::MAX, wanted: u32::MAX, most: 0, whole: true, needless: true };
}

/// A way to fill an area.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoryShape {
    /// The columns inside.
    pub inner: Inner,
    /// The size of the headline.
    pub headline: Em,
    /// The lines of the headline group, without air.
    pub head: usize,
    /// Whether each line of the headline is on a line of its own.
    pub stacked: bool,
    /// How many of its pictures are shown.
    pub pictures: usize,
    /// Whether they are across the whole area.
    pub large: bool,
    /// Its exhibits that are shown.
    pub exhibits: ShownExhibits,
    /// How much of the text is shown.
    pub shown: Shown,
    /// All lines, including the gap below.
    pub height: usize,
    /// Lines of air that the headline group can take in addition.
    pub air: usize,
    /// The empty space, in thousandths of a line of a base column.
    pub blank: u32,
    /// Columns that begin with the last line of a paragraph.
    pub orphans: usize,
    /// What it costs.
    pub cost: u32,
}

/// Every way to set `copy` in an area of `width` base columns, the cheapest of each height.
#[must_use]
pub(crate) fn shapes(copy: &StoryCopy, width: usize, share: Share, grid: &Grid) -> Vec<StoryShape> {
    if copy.span.is_some_and(|span| span != width) {
        return Vec::new();
    }
    let room = room(copy, width, grid);
    let Some(head) = headline::set(&copy.head, copy.rank, room, width >= grid.columns, grid) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for inner in inner_columns(room, width, grid) {
        for large in [true, false] {
            if may_stand(copy, large, inner.columns) {
                Candidate { copy, width, room, head, inner, large, grid }.at_every_height(share, &mut all);
            }
        }
    }
    all.sort_by_key(|shape| (shape.height, shape.cost));
    all.dedup_by_key(|shape| shape.height);
    all
}

/// The ways to show only a story's headline with a link to its text: the last resort for a story whose first block
/// fits on no page and cannot be cut.
#[must_use]
pub(crate) fn heads_alone(copy: &StoryCopy, width: usize, grid: &Grid) -> Vec<StoryShape> {
    let room = room(copy, width, grid);
    let Some(head) = headline::set(&copy.head, copy.rank, room, width >= grid.columns, grid) else {
        return Vec::new();
    };
    let shown = Shown::To { blocks: 0, characters: 0 };
    let shape = |inner: Inner| {
        let candidate = Candidate { copy, width, room, head, inner, large: copy.pictures.is_empty(), grid };
        candidate.shape(1, candidate.empty(1, 1), 0, shown, 0, ShownExhibits::NONE)
    };
    inner_columns(room, width, grid)
        .into_iter()
        .filter_map(shape)
        .min_by_key(|shape| shape.cost)
        .into_iter()
        .collect()
}

/// Whether a story's pictures may be placed across its whole area (`large`), above the text, or at the foot of the last of its columns.
/// A single column is as wide as the area.
fn may_stand(copy: &StoryCopy, large: bool, columns: usize) -> bool {
    match copy.stand {
        _ if copy.pictures.is_empty() => !large,
        PicturePlacement::Free => large || columns > 1,
        PicturePlacement::Across | PicturePlacement::OverHeadline => large,
        PicturePlacement::InColumn => large == (columns == 1),
    }
}

/// The width of the text in an area.
#[must_use]
pub(crate) fn room(copy: &StoryCopy, width: usize, grid: &Grid) -> Em {
    grid.width(width) - if copy.boxed { BOX_SIDES } else { 0 }
}

/// The ways to divide `room` into columns of equal width, each a whole number of characters. If none has lines that
/// are easy to read, the closest one.
fn inner_columns(room: Em, width: usize, grid: &Grid) -> Vec<Inner> {
    let ways: Vec<Inner> = (1..=width).filter_map(|columns| inner(room, columns, grid)).collect();
    let easy: Vec<Inner> = ways.iter().copied().filter(|inner| MEASURES.contains(&inner.measure)).collect();
    let off =
        |inner: &&Inner| inner.measure.abs_diff(inner.measure.clamp(*MEASURES.start(), *MEASURES.end()));
    if easy.is_empty() { ways.iter().min_by_key(off).copied().into_iter().collect() } else { easy }
}

/// `room` divided into `columns`; `None` if they are narrower than a character.
fn inner(room: Em, columns: usize, grid: &Grid) -> Option<Inner> {
    let gutters = lines_of(columns) - 1;
    let one = room.checked_sub(gutters * grid.gutter)? / (gutters + 1);
    let measure = one.checked_sub(grid.slack)? / EM;
    let text = (gutters + 1) * (measure * EM + grid.slack);
    let gutter = (room - text).checked_div(gutters).unwrap_or(0);
    (measure > 0).then_some(Inner { columns, measure, gutter })
}

/// One way to set a story, before it is known how much of its text is shown.
struct Candidate<'c> {
    copy: &'c StoryCopy,
    width: usize,
    room: Em,
    head: HeadLines,
    inner: Inner,
    large: bool,
    grid: &'c Grid,
}

impl Candidate<'_> {
    /// The complete story, if that is allowed, and the story cut at every height that its share allows.
    fn at_every_height(&self, share: Share, all: &mut Vec<StoryShape>) {
        let limit = if share.whole { usize::MAX } else { (share.most / self.inner.measure) as usize + 1 };
        let pictures = self.copy.pictures.len();
        let flow = self.flow(pictures, limit);
        let with_one = (pictures > 1).then(|| self.flow(1, limit));
        let before = all.len();
        if share.whole {
            self.whole(&flow, ShownExhibits::below(self.copy.exhibits.len()), all);
            self.with_exhibits_in_columns(&flow, all);
            if !self.copy.exhibits.is_empty() {
                self.all_text(&flow, pictures, share, all);
            }
            if let Some(flow) = &with_one {
                self.all_text(flow, 1, share, all);
            }
        }
        if share.least <= share.most {
            self.cut(with_one.as_ref().unwrap_or(&flow), pictures.min(1), share, all);
        }
        let broken = lines_of(flow.broken_code) * price::BROKEN_CODE;
        all[before..].iter_mut().for_each(|shape| shape.cost += broken);
    }

    /// The complete story, its exhibits below the text or, in `flow`, after it.
    fn whole(&self, flow: &Flow, exhibits: ShownExhibits, all: &mut Vec<StoryShape>) {
        let (rows, filled) = flow.height(self.inner.columns);
        let empty = self.empty(rows, filled.used);
        all.extend(self.shape(rows, empty, filled.orphans, Shown::All, self.copy.pictures.len(), exhibits));
    }

    /// The complete story with small exhibits in its columns, where no picture is.
    fn with_exhibits_in_columns(&self, flow: &Flow, all: &mut Vec<StoryShape>) {
        let columns = self.inner.columns;
        let is_free = self.large || self.copy.pictures.is_empty();
        let lines = is_free.then(|| in_columns(self.copy, self.width, columns, self.grid.lines)).flatten();
        if let Some(lines) = lines {
            let exhibits = ShownExhibits { number: lines.len(), columns: Some(columns) };
            self.whole(&flow.with_exhibits(&lines), exhibits, all);
        }
    }

    /// All of the text with so many pictures, and no exhibit; 「全文」 links to the others.
    fn all_text(&self, flow: &Flow, pictures: usize, share: Share, all: &mut Vec<StoryShape>) {
        let blocks = self.copy.text.iter().map(|text| text.block + 1).max().unwrap_or(0);
        let ShownCut { cut, characters, .. } =
            self.cutter().in_last_paragraph(Cut { block: blocks, lines: 0 });
        let fewest = flow.lines().div_ceil(self.inner.columns);
        let filled = |rows: usize| Some((rows, flow.used(&cut, self.inner.columns, rows)?));
        let Some((rows, used)) = (fewest..=self.grid.lines).find_map(filled) else { return };
        let empty = self.empty(rows, used);
        let is_all = cut.lines == 0;
        let shown = Shown::To { blocks: if is_all { usize::MAX } else { cut.block }, characters };
        if let Some(mut bare) = self.shape(rows, empty, 0, shown, pictures, ShownExhibits::NONE) {
            bare.cost += price::NEEDLESS_CUT + self.of_missing_exhibits(share);
            all.push(bare);
        }
    }

    /// The story cut at every height that its share allows, with its first picture and no exhibit.
    fn cut(&self, flow: &Flow, pictures: usize, share: Share, all: &mut Vec<StoryShape>) {
        let row = self.inner.measure * lines_of(self.inner.columns);
        let all_lines = flow.lines();
        for rows in share.least.div_ceil(row).max(2)..=(share.most / row) {
            // What is cut must be worth a click.
            if rows as usize * self.inner.columns * 100 > all_lines * WORTH_A_CUT {
                break;
            }
            let filled = flow.fill_above_pictures(self.inner.columns, rows as usize);
            let Some(ShownCut { cut, characters, cost }) =
                flow.cut(&filled).and_then(|cut| self.cutter().at_a_mark(cut, flow))
            else {
                continue;
            };
            let Some(used) = flow.used(&cut, self.inner.columns, rows as usize) else { continue };
            let empty = self.empty(rows as usize, used);
            let shown = Shown::To { blocks: cut.block, characters };
            let Some(mut cut_here) =
                self.shape(rows as usize, empty, 0, shown, pictures, ShownExhibits::NONE)
            else {
                continue;
            };
            cut_here.cost += share.wanted.abs_diff(rows * row) * price::CHARACTER / 100;
            cut_here.cost += cost;
            cut_here.cost += if share.needless { price::NEEDLESS_CUT } else { 0 };
            cut_here.cost += self.of_missing_exhibits(share);
            all.push(cut_here);
        }
    }

    fn cutter(&self) -> Cutter<'_> {
        let empty_line = price::BLANK * self.column() / self.grid.width(1);
        Cutter { text: &self.copy.text, column: self.column(), empty_line }
    }

    fn flow(&self, pictures: usize, limit: usize) -> Flow {
        let in_column = if self.large { &[][..] } else { &self.copy.pictures[..pictures] };
        Flow::new(&self.copy.text, in_column, self.column(), limit, self.grid)
    }

    fn column(&self) -> Em {
        self.inner.measure * EM + self.grid.slack
    }

    /// The empty space in `rows` lines of every inner column, in thousandths of a line of a base column.
    fn empty(&self, rows: usize, used: usize) -> u32 {
        let free = (rows * self.inner.columns).saturating_sub(used);
        lines_of(free * self.width) * 1000 / lines_of(self.inner.columns)
    }

    fn shape(
        &self,
        rows: usize,
        blank: u32,
        orphans: usize,
        shown: Shown,
        pictures: usize,
        exhibits: ShownExhibits,
    ) -> Option<StoryShape> {
        let above: usize = if self.large {
            let shown = self.copy.pictures[..pictures].iter();
            shown.map(|picture| picture.lines(self.room, self.grid).total()).sum()
        } else {
            0
        };
        let boxed = if self.copy.boxed { BOX_LINES } else { 0 };
        let below = exhibits.lines_below(self.copy, self.width);
        let blank = blank + exhibits.beside_one_another(self.copy, self.width) * 1000;
        let height = self.head.lines + above + rows + below + GAP + boxed;
        if height > self.grid.lines {
            return None;
        }
        let cost = self.head.cost
            + blank * price::BLANK / 1000
            + lines_of(orphans) * price::ORPHAN
            + exhibits.stretched(self.copy, self.width) * price::STRETCHED_EXHIBIT
            + self.of_measure(rows)
            + self.of_ratio(height)
            + self.of_rank()
            + self.of_pictures(pictures)
            + self.of_picture_story(pictures);
        Some(StoryShape {
            inner: self.inner,
            headline: self.head.size,
            head: self.head.lines,
            stacked: self.head.stacked,
            pictures,
            large: self.large,
            exhibits,
            shown,
            height,
            air: (self.head.lines / 3).clamp(1, 3),
            blank,
            orphans,
            cost,
        })
    }

    /// The cost of leaving out exhibits although the page has room.
    fn of_missing_exhibits(&self, share: Share) -> u32 {
        if share.needless { lines_of(self.copy.exhibits.len()) * price::MISSING_EXHIBIT } else { 0 }
    }

    /// The cost of long lines and of narrow strips of text.
    fn of_measure(&self, rows: usize) -> u32 {
        let long = self.inner.measure.saturating_sub(20) * lines_of(rows) / 4;
        let is_strip = rows < 3 && self.inner.columns > 1;
        long + if is_strip { price::STRIP * lines_of(self.inner.columns - 1) } else { 0 }
    }

    /// The cost of a lead that has less than two thirds of the page's width.
    fn of_rank(&self) -> u32 {
        match self.grid.columns {
            columns if self.copy.rank > 1 || self.width * 3 >= columns * 2 => 0,
            columns if self.width * 2 >= columns => price::NARROW_LEAD / 3,
            _ => price::NARROW_LEAD,
        }
    }

    /// The cost of an area that is more than about twice as wide as high, or twice as high as wide.
    fn of_ratio(&self, height: usize) -> u32 {
        let (width, height) = (self.room.max(1), lines_of(height) * self.grid.line);
        let (long, short) = (width.max(height), width.min(height).max(1));
        (long * 10 / short).saturating_sub(if width > height { 26 } else { 22 }) * price::RATIO / 10
    }

    /// The cost of a picture story across more than half of the page that does not lead.
    fn of_picture_story(&self, pictures: usize) -> u32 {
        let beyond = (self.width * 2).saturating_sub(self.grid.columns);
        let is_wide = self.copy.rank > 1 && self.copy.stand == PicturePlacement::OverHeadline && pictures > 0;
        if is_wide { lines_of(beyond) * price::WIDE_PICTURE_STORY } else { 0 }
    }

    /// The cost of a picture below a twelfth or above a third of the sheet's height.
    fn of_pictures(&self, pictures: usize) -> u32 {
        let (least, most) = (self.grid.lines / 12, self.grid.lines / 3);
        let width = if self.large { self.room } else { self.column() };
        let columns = if self.large { self.width } else { self.width.div_ceil(self.inner.columns) };
        let of_picture = |picture: &CopyPicture| {
            let lines = picture.lines(width, self.grid).picture;
            let beyond = lines_of(lines.saturating_sub(most) * columns) * price::LARGE_PICTURE;
            beyond + if (least..=most).contains(&lines) { 0 } else { price::PICTURE }
        };
        self.copy.pictures[..pictures].iter().map(of_picture).sum()
    }
}
