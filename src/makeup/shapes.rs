//! Shapes: every way in which a story can fill an area of a given width, and what each way costs.

use super::copy::{Copy, Head, Picture, Stand};
use super::flow::Flow;
use crate::model::layout::{Inner, Plate, Shown};
use crate::model::theme::{EM, Em, Grid};

/// What things cost. A line of a base column left blank is the measure of them all.
pub mod price {
    /// A line of a base column that stays empty.
    pub const BLANK: u32 = 100;
    /// A line of air in a headline group, for each base column.
    pub const AIR: u32 = 14;
    /// A character shown more or fewer than a cut story should show, in hundredths.
    pub const CHARACTER: u32 = 40;
    /// Cutting a story on a page that has room for it.
    pub const NEEDLESS_CUT: u32 = 2000;
    /// A headline that needs one line more than the author gave it.
    pub const BROKEN_HEADLINE: u32 = 160;
    /// A headline that is all but too long for its area.
    pub const CRAMPED_HEADLINE: u32 = 1500;
    /// An area much higher or much flatter than pleases the eye.
    pub const RATIO: u32 = 120;
    /// A column that begins with the last line of a paragraph.
    pub const ORPHAN: u32 = 40;
    /// A text that is a mere strip under its headline.
    pub const STRIP: u32 = 120;
    /// A picture smaller or larger than it deserves.
    pub const PICTURE: u32 = 120;
    /// Two headlines of a size side by side.
    pub const COLLISION: u32 = 4000;
    /// A straight gutter through the whole page.
    pub const DIVISION: u32 = 2500;
    /// A straight gutter along three stories.
    pub const THROUGH: u32 = 60;
    /// Nothing but briefs at the foot of the page.
    pub const WEAK_FOOT: u32 = 80;
}

/// The line that stands free below a story.
pub const GAP: usize = 1;
/// What a box takes from the width of its text.
pub const BOX_SIDES: Em = 2 * EM;
/// The lines that a box needs above and below.
const BOX_LINES: usize = 1;
/// What 「……全文」 takes of the last line of a cut story.
const MORE: Em = 5 * EM;
/// A cut story shows at most so many hundredths of its text.
const WORTH_A_CUT: usize = 85;
/// The shortest and longest lines that are easily read, in characters.
const MEASURES: std::ops::RangeInclusive<u32> = 11..=28;
/// The size of the type's lines of kicker and deck, in thousandths of their own.
const MINOR_LINE: u32 = 1400;
/// What kicker and deck are at least and at most.
const MINOR: (Em, Em) = (1100, 1500);

/// How much of a story's text its page may show, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// At least so much, of what is cut.
    pub least: u32,
    /// What it ought to show.
    pub wanted: u32,
    /// At most so much, of what is cut.
    pub most: u32,
    /// Whether all of it may be shown.
    pub whole: bool,
    /// Whether the page would have room for all of it.
    pub needless: bool,
}

/// A way to fill an area.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The columns inside.
    pub inner: Inner,
    /// The lines of the headline group, without air.
    pub head: usize,
    /// Whether the headline's lines stand each for itself.
    pub stacked: bool,
    /// How many of its pictures are shown.
    pub pictures: usize,
    /// Whether they stand across the whole area.
    pub large: bool,
    /// How many of its exhibits are shown.
    pub exhibits: usize,
    /// How much of the text is shown.
    pub shown: Shown,
    /// All lines, the gap below included.
    pub height: usize,
    /// Lines of air that the headline group can take in besides.
    pub air: usize,
    /// What stays empty, in thousandths of a line of a base column.
    pub blank: u32,
    /// Columns that begin with the last line of a paragraph.
    pub orphans: usize,
    /// What it costs.
    pub cost: u32,
}

/// Every way to set `copy` in an area `width` base columns wide, the cheapest of each height.
#[must_use]
pub fn shapes(copy: &Copy, width: usize, share: Share, grid: &Grid) -> Vec<Shape> {
    if copy.span.is_some_and(|span| span != width) {
        return Vec::new();
    }
    let room = room(copy, width, grid);
    let Some(head) = set_head(&copy.head, copy.rank, room, grid) else { return Vec::new() };
    let mut all = Vec::new();
    for inner in inner_columns(room, width, grid) {
        for large in [true, false] {
            if may_stand(copy, large) {
                Way { copy, width, room, head, inner, large, grid }.at_every_height(share, &mut all);
            }
        }
    }
    all.sort_by_key(|shape| (shape.height, shape.cost));
    all.dedup_by_key(|shape| shape.height);
    all
}

/// Whether a story's pictures may stand across its whole area (`large`) or in its first column.
fn may_stand(copy: &Copy, large: bool) -> bool {
    match copy.stand {
        _ if copy.pictures.is_empty() => !large,
        Stand::Free => true,
        Stand::Across | Stand::OverHeadline => large,
        Stand::InColumn => !large,
    }
}

/// How wide the text of an area is.
#[must_use]
pub fn room(copy: &Copy, width: usize, grid: &Grid) -> Em {
    grid.width(width) - if copy.boxed { BOX_SIDES } else { 0 }
}

/// The ways to divide `room` into columns of equal width, each a whole number of characters.
fn inner_columns(room: Em, width: usize, grid: &Grid) -> impl Iterator<Item = Inner> {
    (1..=width).filter_map(move |columns| {
        let gutters = u32::try_from(columns).unwrap_or(1) - 1;
        let one = room.checked_sub(gutters * grid.gutter)? / (gutters + 1);
        let measure = one.checked_sub(grid.slack)? / EM;
        let text = (gutters + 1) * (measure * EM + grid.slack);
        let gutter = (room - text).checked_div(gutters).unwrap_or(0);
        MEASURES.contains(&measure).then_some(Inner { columns, measure, gutter })
    })
}

/// A headline group as it stands in an area.
#[derive(Clone, Copy, Debug)]
struct HeadLines {
    lines: usize,
    stacked: bool,
    cost: u32,
}

/// Sets a headline group in `room`; nothing, if a word of it is wider than that or it needs more lines than a headline may.
fn set_head(head: &Head, rank: u32, room: Em, grid: &Grid) -> Option<HeadLines> {
    let size = grid.headline(rank);
    let minor = minor(size, grid);
    // Headlines are bold: their digits are a little wider than those of the body.
    let place = room * 98 / 100 * EM / size;
    let widths: Vec<Em> = head.headline.iter().map(super::lines::Paragraph::width).collect();
    let in_one = widths.iter().sum::<Em>() + EM * 6 / 10 * (lines_of(widths.len()).max(1) - 1);
    let stacked = in_one > place;
    let lines = if stacked { head.headline.iter().map(|line| line.lines(place, 0)).sum() } else { 1 };
    let given = if stacked { head.headline.len().max(1) } else { 1 };
    if lines > given + 2 || lines > 4 {
        return None;
    }
    let minor_lines = [&head.kicker, &head.deck]
        .into_iter()
        .flatten()
        .map(|line| line.lines(room * EM / minor, 0))
        .sum::<usize>();
    let height = grid.line * u32::from(head.label)
        + lines_of(lines) * (size * grid.headline_line / EM)
        + lines_of(minor_lines) * (minor * MINOR_LINE / EM)
        + head.byline.as_ref().map_or(0, |byline| grid.line * lines_of(byline.lines(room, 0)))
        + grid.line / 2;
    let mut cost = lines_of(lines - given) * price::BROKEN_HEADLINE;
    if lines > given + 1 || minor_lines > 3 {
        cost += price::CRAMPED_HEADLINE;
    }
    Some(HeadLines { lines: height.div_ceil(grid.line) as usize, stacked, cost })
}

/// The size of the kicker and the deck of a headline.
#[must_use]
pub fn minor(headline: Em, grid: &Grid) -> Em {
    (headline * grid.minor / EM).clamp(MINOR.0, MINOR.1)
}

fn lines_of(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// One way to set a story, before it is known how much of its text is shown.
struct Way<'c> {
    copy: &'c Copy,
    width: usize,
    room: Em,
    head: HeadLines,
    inner: Inner,
    large: bool,
    grid: &'c Grid,
}

impl Way<'_> {
    /// The whole story where it may be shown whole, and cut at every height that its share allows.
    fn at_every_height(&self, share: Share, all: &mut Vec<Shape>) {
        let limit = if share.whole { usize::MAX } else { (share.most / self.inner.measure) as usize + 1 };
        let flow = self.flow(self.copy.pictures.len(), limit);
        if share.whole {
            self.whole(&flow, all);
        }
        if share.least <= share.most {
            let pictures = self.copy.pictures.len().min(1);
            let flow = if pictures == self.copy.pictures.len() { flow } else { self.flow(pictures, limit) };
            self.cut(&flow, pictures, share, all);
        }
    }

    fn whole(&self, flow: &Flow, all: &mut Vec<Shape>) {
        let (rows, filled) = flow.height(self.inner.columns);
        let empty = self.empty(rows, filled.used);
        all.extend(self.shape(
            rows,
            empty,
            filled.orphans,
            Shown::All,
            self.copy.pictures.len(),
            self.copy.exhibits.len(),
        ));
    }

    /// The story cut at every height that its share allows: its first picture, and no exhibit.
    fn cut(&self, flow: &Flow, pictures: usize, share: Share, all: &mut Vec<Shape>) {
        let row = self.inner.measure * lines_of(self.inner.columns);
        let all_lines = flow.lines();
        for rows in share.least.div_ceil(row).max(2)..=(share.most / row) {
            // What is left must be worth the reader's way.
            if rows as usize * self.inner.columns * 100 > all_lines * WORTH_A_CUT {
                break;
            }
            let filled = flow.fill(self.inner.columns, rows as usize);
            let Some(cut) = flow.cut(&filled) else { continue };
            let Some(used) = flow.used(&cut, self.inner.columns, rows as usize) else { continue };
            let empty = self.empty(rows as usize, used);
            let shown = Shown::To { blocks: cut.block, characters: self.characters(cut.block, cut.lines) };
            let Some(mut cut_here) = self.shape(rows as usize, empty, 0, shown, pictures, 0) else {
                continue;
            };
            cut_here.cost += share.wanted.abs_diff(rows * row) * price::CHARACTER / 100;
            cut_here.cost += if share.needless { price::NEEDLESS_CUT } else { 0 };
            all.push(cut_here);
        }
    }

    /// How many characters of a paragraph fill so many lines, 「全文」 behind them.
    fn characters(&self, block: usize, lines: usize) -> usize {
        use super::copy::Piece;
        let pieces =
            self.copy.text.iter().find(|text| text.block == block).map(|text| text.pieces.as_slice());
        match pieces {
            Some([Piece::Paragraph { text, indent, inset }]) if lines > 0 => {
                text.cut(self.column().saturating_sub(*inset), *indent, lines, MORE)
            }
            _ => 0,
        }
    }

    fn flow(&self, pictures: usize, limit: usize) -> Flow {
        let in_column = if self.large { &[][..] } else { &self.copy.pictures[..pictures] };
        Flow::new(&self.copy.text, in_column, self.column(), limit, self.grid)
    }

    fn column(&self) -> Em {
        self.inner.measure * EM + self.grid.slack
    }

    /// What of `rows` lines of every inner column is not used, in thousandths of a line of a base column.
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
        exhibits: usize,
    ) -> Option<Shape> {
        let above: usize = if self.large {
            let shown = self.copy.pictures[..pictures].iter();
            shown.map(|picture| picture.lines(self.room, self.grid).total()).sum()
        } else {
            0
        };
        let boxed = if self.copy.boxed { BOX_LINES } else { 0 };
        // Each exhibit stands a line below what precedes it.
        let below = below(self.copy, self.width, exhibits);
        let blank = blank + beside_one_another(self.copy, self.width, exhibits);
        let height = self.head.lines + above + rows + below + GAP + boxed;
        if height > self.grid.lines {
            return None;
        }
        let cost = self.head.cost
            + blank * price::BLANK / 1000
            + lines_of(orphans) * price::ORPHAN
            + self.of_measure(rows)
            + self.of_ratio(height)
            + self.of_pictures(pictures);
        Some(Shape {
            inner: self.inner,
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

    /// Long lines and mere strips of text are hard on the eye.
    fn of_measure(&self, rows: usize) -> u32 {
        let long = self.inner.measure.saturating_sub(20) * lines_of(rows) / 4;
        let strip = if rows < 3 && self.inner.columns > 1 { price::STRIP } else { 0 };
        long + strip
    }

    /// Areas between twice as wide and twice as high as they are the other way please.
    fn of_ratio(&self, height: usize) -> u32 {
        let (width, height) = (self.room.max(1), lines_of(height) * self.grid.line);
        let (long, short) = (width.max(height), width.min(height).max(1));
        (long * 10 / short).saturating_sub(if width > height { 26 } else { 22 }) * price::RATIO / 10
    }

    /// A picture between a twelfth and a third of the sheet's height is seen and does not rule.
    fn of_pictures(&self, pictures: usize) -> u32 {
        let wanted = self.grid.lines / 12..=self.grid.lines / 3;
        let width = if self.large { self.room } else { self.column() };
        let lines =
            self.copy.pictures[..pictures].iter().map(|picture| picture.lines(width, self.grid).picture);
        lines_of(lines.filter(|lines| !wanted.contains(lines)).count()) * price::PICTURE
    }
}

/// How the pictures of a shape stand in an area of `width` base columns.
#[must_use]
pub fn plates(copy: &Copy, width: usize, shape: &Shape, grid: &Grid) -> Vec<Plate> {
    let across = if shape.large { room(copy, width, grid) } else { shape.inner.measure * EM + grid.slack };
    let plate = |picture: &Picture| Plate { large: shape.large, lines: picture.lines(across, grid).picture };
    copy.pictures[..shape.pictures].iter().map(plate).collect()
}

/// How many exhibits stand side by side in an area: two, where each has two base columns or more.
#[must_use]
pub fn exhibits_across(width: usize, exhibits: usize) -> usize {
    if exhibits < 2 || width < 4 || !width.is_multiple_of(2) { 1 } else { 2 }
}

/// The lines of the first exhibits of a story in an area of `width` base columns; those side by side have the same.
#[must_use]
pub fn exhibit_lines(copy: &Copy, width: usize, exhibits: usize) -> Vec<usize> {
    rows(copy, width, exhibits).flat_map(|(number, lines)| std::iter::repeat_n(lines, number)).collect()
}

/// The lines that exhibits take below the text, each row a line below what precedes it.
fn below(copy: &Copy, width: usize, exhibits: usize) -> usize {
    rows(copy, width, exhibits).map(|(_, lines)| lines + 1).sum()
}

/// What exhibits leave empty that are lower than those beside them, in thousandths of a line of a base column.
fn beside_one_another(copy: &Copy, width: usize, exhibits: usize) -> u32 {
    let across = exhibits_across(width, exhibits);
    let empty = copy.exhibits[..exhibits].chunks(across).filter(|row| row.len() > 1).flat_map(|row| {
        let most = row.iter().map(|lines| lines[width / row.len() - 1]).max().unwrap_or(0);
        row.iter().map(move |lines| (most - lines[width / row.len() - 1]) * width / row.len())
    });
    lines_of(empty.sum()) * 1000
}

/// The rows of exhibits: how many stand in each, and its lines.
fn rows(copy: &Copy, width: usize, exhibits: usize) -> impl Iterator<Item = (usize, usize)> {
    let across = exhibits_across(width, exhibits);
    copy.exhibits[..exhibits].chunks(across).map(move |row| {
        let lines = row.iter().map(|lines| lines[width / row.len() - 1]).max();
        (row.len(), lines.unwrap_or(0))
    })
}
