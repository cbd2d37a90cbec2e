//! Rules: what the trade forbids or avoids on a page, checked on the finished geometry (碰题, 断版, 通线, 孤行, 头重脚轻).

use super::blocks::Blocks;
use super::price;
use crate::model::layout::RuleLine;

/// From this number of stories on, a page can avoid a straight gutter across it and a weak foot.
pub(crate) const MANY: usize = 6;

/// A rectangle on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rect {
    /// The index of the story in it.
    pub story: usize,
    /// From the left, in base columns.
    pub x: usize,
    /// From the top, in base lines.
    pub y: usize,
    /// In base columns.
    pub width: usize,
    /// In base lines.
    pub height: usize,
}

impl Rect {
    fn right(&self) -> usize {
        self.x + self.width
    }

    fn foot(&self) -> usize {
        self.y + self.height
    }
}

/// The customs that a page breaks, and the stories concerned.
#[must_use]
pub(crate) fn customs(
    rects: &[Rect],
    columns: usize,
    lines: usize,
    collide: &dyn Fn(usize, usize) -> bool,
) -> Vec<(RuleLine, Vec<usize>)> {
    let mut broken = Vec::new();
    for left in rects {
        for right in rects.iter().filter(|right| left.right() == right.x && left.y == right.y) {
            if collide(left.story, right.story) {
                broken.push((RuleLine::HeadlinesCollide, vec![left.story, right.story]));
            }
        }
    }
    if rects.len() > 1 {
        let divided = (1..columns).any(|x| rects.iter().all(|rect| rect.right() <= x || rect.x >= x))
            || (1..lines).any(|y| rects.iter().all(|rect| rect.foot() <= y || rect.y >= y));
        if divided {
            broken.push((RuleLine::PageDivided, Vec::new()));
        }
    }
    broken.extend(through(rects));
    broken.extend(weak_foot(rects, lines));
    broken
}

/// 通线: a line along which three or more stories end on one side and begin on the other, without one that crosses it.
fn through(rects: &[Rect]) -> Vec<(RuleLine, Vec<usize>)> {
    let mut feet: Vec<usize> = rects.iter().map(Rect::foot).collect();
    feet.sort_unstable();
    feet.dedup();
    feet.into_iter()
        .filter_map(|y| {
            let mut above: Vec<&Rect> = rects.iter().filter(|rect| rect.foot() == y).collect();
            above.sort_by_key(|rect| rect.x);
            let along = above.chunk_by(|left, right| left.right() == right.x).max_by_key(|run| run.len())?;
            let is_foot = rects.iter().all(|rect| rect.foot() <= y);
            (along.len() >= 3 && !is_foot)
                .then(|| (RuleLine::LineThrough, along.iter().map(|rect| rect.story).collect()))
        })
        .collect()
}

/// A foot with only stories of the last third of the page.
fn weak_foot(rects: &[Rect], lines: usize) -> Option<(RuleLine, Vec<usize>)> {
    let at_foot: Vec<usize> =
        rects.iter().filter(|rect| rect.foot() == lines).map(|rect| rect.story).collect();
    let weak = rects.len() >= MANY && at_foot.iter().all(|story| *story * 3 >= rects.len() * 2);
    weak.then_some((RuleLine::WeakFoot, at_foot))
}

/// The cost of the customs that a page breaks.
#[must_use]
pub(crate) fn cost(rects: &[Rect], columns: usize, lines: usize, blocks: &Blocks) -> u32 {
    let collide = |left: usize, right: usize| blocks.collide(left, right);
    let price = |(rule, _): &(RuleLine, Vec<usize>)| match rule {
        RuleLine::HeadlinesCollide => price::COLLISION,
        RuleLine::PageDivided if rects.len() < MANY => price::DIVISION / 20,
        RuleLine::PageDivided => price::DIVISION,
        RuleLine::LineThrough => price::THROUGH,
        RuleLine::WeakFoot => price::WEAK_FOOT,
        RuleLine::OrphanLine | RuleLine::Overflow => 0,
    };
    customs(rects, columns, lines, &collide).iter().map(price).sum()
}
