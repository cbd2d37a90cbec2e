//! Make-up: two thousand pages of every kind, each of which must be laid out correctly.

use std::sync::LazyLock;

use lanmu::internals::makeup::{
    CopyExhibit, CopyHead, CopyPicture, CopyPiece, CopyText, Paragraph, PicturePlacement, StoryCopy, held,
    make_up,
};
use lanmu::internals::model::layout::{ExhibitPlacement, Layout, RuleLine, Shown};
use lanmu::internals::model::theme::{Advances, Grid};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rayon::prelude::*;

/// A quarter of them without optimisation; the statistics demanded of them hold for few pages as well as for many.
const PAGES: usize = if cfg!(debug_assertions) { 500 } else { 2000 };

fn words(characters: usize) -> Paragraph {
    let text: String = "坚持源头储备构筑有序流动的蓄水池，全区共掌握优秀年轻干部588名。"
        .chars()
        .cycle()
        .take(characters)
        .collect();
    Paragraph::plain(&text, &Advances::default())
}

/// A narrative of about this many characters: paragraphs of 60 to 180, with an occasional sub-head.
fn narrative(characters: usize, paragraph: usize, heads: bool) -> Vec<CopyText> {
    let (mut left, mut text) = (characters, Vec::new());
    while left > 0 {
        if heads && text.len() % 4 == 2 {
            text.push(vec![CopyPiece::Heading(vec![words(7), words(7)])]);
        }
        let length = left.min(paragraph);
        text.push(vec![CopyPiece::Paragraph { text: words(length), indent: 2000, inset: 0 }]);
        left -= length;
    }
    text.into_iter()
        .enumerate()
        .map(|(block, pieces)| CopyText { block, is_paragraph: true, pieces })
        .collect()
}

/// An exhibit of these lines in one base column, two …, wherever it stands.
fn exhibit_of(lines: Vec<usize>) -> CopyExhibit {
    CopyExhibit { below: lines.clone(), in_column: lines }
}

prop_compose! {
    fn head()(lines in prop::collection::vec(6_usize..14, 1..=2), kicker in any::<bool>(), deck in any::<bool>(), label in any::<bool>(), byline in any::<bool>()) -> CopyHead {
        CopyHead {
            label,
            kicker: kicker.then(|| words(16)),
            headline: lines.into_iter().map(words).collect(),
            deck: deck.then(|| words(14)),
            byline: byline.then(|| words(9)),
        }
    }
}

prop_compose! {
    fn story()(
        head in head(),
        characters in 60_usize..=3000,
        paragraph in 60_usize..180,
        heads in any::<bool>(),
        pictures in prop_oneof![6 => Just(0_usize), 2 => Just(1), 1 => 2_usize..=4],
        aspect in 60_u32..140,
        exhibits in prop_oneof![6 => Just(0_usize), 1 => 1_usize..=2],
        exhibit in 40_usize..160,
        boxed in prop::bool::weighted(0.1),
    ) -> StoryCopy {
        let picture = CopyPicture { size: (900, 9 * aspect), caption: Some(words(20)) };
        StoryCopy {
            rank: 0,
            is_brief: false,
            boxed,
            span: None,
            stand: PicturePlacement::Free,
            head,
            text: narrative(characters, paragraph, heads && characters > 500),
            pictures: vec![picture; pictures],
            exhibits: vec![exhibit_of((1..=6).map(|width| exhibit.div_ceil(width * 3) + 5).collect()); exhibits],
        }
    }
}

fn pages() -> Vec<Vec<StoryCopy>> {
    let mut runner = TestRunner::deterministic();
    let strategy = prop::collection::vec(story(), 2..=14);
    let page = |_| {
        let mut page = strategy.new_tree(&mut runner).unwrap().current();
        page.sort_by_key(|copy| std::cmp::Reverse(copy.text.len()));
        for (rank, copy) in (1..).zip(&mut page) {
            copy.rank = rank;
        }
        page
    };
    (0..PAGES).map(page).collect()
}

/// Every cell of the page is covered by exactly one area.
fn is_tiled(layout: &Layout) -> bool {
    let mut cells = vec![0_u8; layout.columns * layout.lines];
    for area in &layout.areas {
        for y in area.y..area.foot() {
            for x in area.x..area.right() {
                cells[y * layout.columns + x] += 1;
            }
        }
    }
    cells.iter().all(|cell| *cell == 1)
}

/// A page and its layout.
type Made = (Vec<StoryCopy>, Layout);

/// Pages cut to the stories that fit on the sheet; the rest of an overfull page would go to the next one.
static MADE: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let grid = Grid::default();
    let held = |mut page: Vec<StoryCopy>| {
        page.truncate(held(&page, &grid));
        page
    };
    let pages = pages().into_par_iter().map(held);
    pages.map(|page| (make_up(&page, &grid), page)).map(|(layout, page)| (page, layout)).collect()
});

fn share_of(pages: impl Iterator<Item = &'static Made>, is_so: impl Fn(&Layout) -> bool) -> f64 {
    let pages: Vec<&Made> = pages.collect();
    assert!(pages.len() > PAGES / 2);
    pages.iter().filter(|(_, layout)| is_so(layout)).count() as f64 / pages.len() as f64
}

fn has(layout: &Layout, rule: RuleLine) -> bool {
    layout.costs.iter().any(|breach| breach.rule == rule)
}

#[test]
fn the_stories_of_every_page_tile_it_and_stay_on_the_sheet() {
    assert_eq!(MADE.len(), PAGES);
    for (page, layout) in MADE.iter() {
        assert_eq!(layout.areas.len(), page.len());
        assert!(is_tiled(layout), "{layout:?}");
        assert!(!layout.overfull && layout.lines <= Grid::default().lines, "{} lines", layout.lines);
        assert!(layout.broken.is_empty());
    }
}

/// A story that has the page for itself, with one exhibit of these lines in one base column, two …
fn alone_with(exhibit: [usize; 6], boxed: bool) -> Layout {
    let head = CopyHead { headline: vec![words(12)], ..CopyHead::default() };
    let story = StoryCopy {
        rank: 1,
        is_brief: false,
        boxed,
        span: None,
        stand: PicturePlacement::Free,
        head,
        text: narrative(1500, 90, true),
        pictures: Vec::new(),
        // A line more where it stands in a column.
        exhibits: vec![CopyExhibit {
            in_column: exhibit.iter().map(|lines| lines + 1).collect(),
            below: exhibit.to_vec(),
        }],
    };
    make_up(&[story], &Grid::default())
}

#[test]
fn an_exhibit_stands_in_a_column_if_it_needs_no_more_and_below_the_text_otherwise() {
    let small = alone_with([9, 8, 8, 8, 8, 8], false);
    let area = &small.areas[0];
    assert_eq!((area.exhibit_placement, area.exhibits.len()), (ExhibitPlacement::InColumns, 1), "{small:?}");
    let one = area.width / area.inner.columns;
    assert_eq!(area.exhibits[0], [9, 8, 8, 8, 8, 8][one - 1] + 1);

    let wide = alone_with([1000, 1000, 1000, 30, 14, 10], false);
    assert_eq!(wide.areas[0].exhibit_placement, ExhibitPlacement::Below { across: 1 }, "{wide:?}");
    let in_a_box = alone_with([9, 8, 8, 8, 8, 8], true);
    assert_eq!(in_a_box.areas[0].exhibit_placement, ExhibitPlacement::Below { across: 1 }, "{in_a_box:?}");
}

#[test]
fn little_of_a_page_stays_blank() {
    let mut blank: Vec<f64> = MADE.iter().map(|(_, layout)| layout.blank).collect();
    blank.sort_by(f64::total_cmp);
    let (median, high) = (blank[PAGES / 2], blank[PAGES * 95 / 100]);
    assert!(median <= 0.02 && high <= 0.05, "median {median}, 95th percentile {high}");
}

#[test]
fn headlines_seldom_collide_and_gutters_seldom_divide_a_page() {
    let collide = share_of(MADE.iter(), |layout| has(layout, RuleLine::HeadlinesCollide));
    assert!(collide <= 0.02, "碰题 on {collide}");
    let large = MADE.iter().filter(|(page, _)| page.len() >= 6);
    let divided = share_of(large, |layout| has(layout, RuleLine::PageDivided));
    assert!(divided <= 0.05, "断版 on {divided}");
}

#[test]
fn what_is_reported_of_a_page_is_so() {
    for (_, layout) in MADE.iter() {
        let divided = (1..layout.columns)
            .any(|x| layout.areas.iter().all(|area| area.right() <= x || area.x >= x))
            || (1..layout.lines).any(|y| layout.areas.iter().all(|area| area.foot() <= y || area.y >= y));
        assert_eq!(divided && layout.areas.len() > 1, has(layout, RuleLine::PageDivided));
        let collide = layout.areas.iter().any(|left| {
            layout.areas.iter().any(|right| {
                let meets = left.right() == right.x && left.y == right.y && !left.boxed && !right.boxed;
                meets && left.headline.max(right.headline) * 100 < left.headline.min(right.headline) * 115
            })
        });
        assert_eq!(collide, has(layout, RuleLine::HeadlinesCollide));
    }
}

#[test]
fn the_lead_stands_at_the_top_left_and_headlines_fall_with_rank() {
    for (_, layout) in MADE.iter() {
        assert_eq!((layout.areas[0].x, layout.areas[0].y), (0, 0));
        assert!(layout.areas.is_sorted_by(|higher, lower| higher.headline >= lower.headline));
    }
}

#[test]
fn inner_columns_are_of_one_width_and_fill_their_area() {
    let grid = Grid::default();
    for (page, layout) in MADE.iter() {
        for (copy, area) in page.iter().zip(&layout.areas) {
            let room = grid.width(area.width) - if area.boxed { 2000 } else { 0 };
            let columns = u32::try_from(area.inner.columns).unwrap();
            let text = columns * (area.inner.measure * 1000 + grid.slack) + (columns - 1) * area.inner.gutter;
            assert!(text <= room && (columns == 1 || room - text < columns), "{area:?}");
            assert!(columns == 1 || area.inner.gutter >= grid.gutter);
            assert_eq!(area.boxed, copy.boxed);
        }
    }
}

#[test]
fn a_page_is_made_up_alike_every_time() {
    let grid = Grid::default();
    for (page, layout) in MADE.iter().step_by(10) {
        assert_eq!(make_up(page, &grid), *layout);
    }
}

#[test]
fn briefs_stand_one_above_the_other_in_a_column() {
    let grid = Grid::default();
    let (mut pages, mut gathered) = (0, 0);
    for (page, _) in MADE.iter().filter(|(page, _)| page.len() > 5).take(60) {
        let mut page = page.clone();
        let first = page.len() - 4;
        for copy in &mut page[first..] {
            copy.text = narrative(120, 60, false);
            (copy.is_brief, copy.boxed) = (true, false);
            (copy.pictures, copy.exhibits) = (Vec::new(), Vec::new());
            (copy.head.deck, copy.head.byline, copy.head.kicker) = (None, None, None);
        }
        let layout = make_up(&page, &grid);
        assert!(is_tiled(&layout), "{layout:?}");
        assert_eq!(layout.areas.len(), page.len());
        let briefs = &layout.areas[first..];
        pages += 1;
        if briefs.iter().any(|area| area.gathered.is_some()) {
            gathered += 1;
            assert!(briefs.iter().zip(1..).all(|(area, place)| area.gathered == Some(place)), "{briefs:?}");
            assert!(briefs.iter().all(|area| area.width == 1 && area.shown == Shown::All), "{briefs:?}");
            let mut pairs = briefs.iter().zip(&briefs[1..]);
            assert!(pairs.all(|(one, next)| one.x == next.x && one.foot() == next.y), "{briefs:?}");
        }
    }
    assert!(gathered * 10 >= pages * 9, "{gathered} of {pages}");
}

#[test]
fn a_story_is_cut_only_where_much_of_it_is_left() {
    let mut cuts = 0;
    for (page, layout) in MADE.iter() {
        for (copy, area) in page.iter().zip(&layout.areas) {
            let Shown::To { blocks, characters } = area.shown else { continue };
            let length = |text: &CopyText| text.pieces.iter().map(CopyPiece::characters).sum::<usize>();
            let all: usize = copy.text.iter().map(length).sum();
            let whole = copy.text.iter().take(blocks);
            let shown: usize = whole.map(length).sum::<usize>() + characters;
            if shown == all {
                continue; // All of the text, but none of the exhibits.
            }
            cuts += 1;
            assert!(shown * 10 < all * 9, "{shown} of {all} characters");
        }
    }
    assert!(cuts > PAGES, "{cuts} stories were cut");
}

prop_compose! {
    /// A story that no editor would write.
    fn wild_story()(
        lines in prop::collection::vec(1_usize..60, 1..=6),
        characters in 0_usize..6000,
        paragraph in 1_usize..2000,
        span in prop::option::of(1_usize..=6),
        stand in prop_oneof![Just(PicturePlacement::Free), Just(PicturePlacement::Across), Just(PicturePlacement::InColumn), Just(PicturePlacement::OverHeadline)],
        pictures in prop::collection::vec((1_u32..4000, 1_u32..4000), 0..3),
        exhibits in prop::collection::vec(1_usize..120, 0..3),
        boxed in any::<bool>(),
    ) -> StoryCopy {
        let picture = |size| CopyPicture { size, caption: Some(words(30)) };
        StoryCopy {
            rank: 0,
            is_brief: false,
            boxed,
            span,
            stand,
            head: CopyHead { headline: lines.into_iter().map(words).collect(), ..CopyHead::default() },
            text: narrative(characters, paragraph, true),
            pictures: pictures.into_iter().map(picture).collect(),
            exhibits: exhibits.into_iter().map(|lines| exhibit_of(vec![lines; 16])).collect(),
        }
    }
}

prop_compose! {
    /// A grid that a theme may state.
    fn wild_grid()(columns in 1_usize..=12, measure in 6_u32..=40, lines in 20_usize..200, line in 1100_u32..3000, gutter in 100_u32..5000) -> Grid {
        Grid { columns, measure, lines, line, gutter, ..Grid::default() }
    }
}

#[test]
fn any_page_on_any_grid_is_tiled() {
    let mut runner = TestRunner::deterministic();
    let strategy = (prop::collection::vec(wild_story(), 1..9), wild_grid());
    for _ in 0..120 {
        let (mut page, grid) = strategy.new_tree(&mut runner).unwrap().current();
        for (rank, copy) in (1..).zip(&mut page) {
            copy.rank = rank;
            copy.span = copy.span.filter(|span| *span <= grid.columns);
        }
        let layout = make_up(&page, &grid);
        assert!(is_tiled(&layout) && layout.areas.len() == page.len(), "{grid:?}");
        assert_eq!(layout.overfull, layout.lines > grid.lines);
    }
}
