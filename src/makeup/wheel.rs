//! Wheel (风车): five blocks around a middle one, so that no straight gutter divides the page (断版).
//!
//! ```text
//!   first to the right          first to the foot
//!  ┌────────┬──────┐           ┌─────┬─────────┐
//!  │ short  │ tall │           │ tall│  short  │
//!  ├───┬────┤      │           │     ├────┬────┤
//!  │   │ mid│      │           │     │mid │    │
//!  │tall├───┴──────┤           ├─────┴────┤tall│
//!  │   │  short    │           │  short   │    │
//!  └───┴───────────┘           └──────────┴────┘
//! ```
//!
//! A tall block is as high as the short one beside it and the middle together. So the three sums that must be equal
//! reduce to two, and each is solved separately for the height of the middle.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::blocks::{Blocks, Height, LayoutBlock};

/// Which way the wheel turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// The first block is the short one, at the top.
    Right,
    /// The first block is the tall one, at the left.
    Foot,
}

/// How many stories fewer than a fifth of all a block may have.
const UNLIKE: usize = 2;
/// How many of the cheapest wheels of a page are kept.
const KEPT: usize = 48;

/// A page as a wheel: its blocks and their positions.
#[derive(Clone, Debug)]
pub(crate) struct Wheel {
    /// The cost of its blocks, and of the headlines that meet between them.
    pub cost: u32,
    /// The blocks, their heights and their top left corners.
    pub blocks: [(LayoutBlock, u16, (usize, usize)); 5],
}

/// Two blocks, indexed by how much higher the tall one is than the short one: the cheapest such pair.
///
/// The cost and the height of the short block are packed into one number, so that the least of many is found without
/// a branch. Of two with the same cost, the lower is less.
type Pairs = [u64];

/// No pair.
const NONE: u64 = u64::MAX;

/// The cost of a pair.
fn cost_of(pair: u64) -> u32 {
    u32::try_from(pair >> u16::BITS).unwrap_or(u32::MAX)
}

/// The height of the short block of a pair.
fn low_of(pair: u64) -> u16 {
    u16::try_from(pair & u64::from(u16::MAX)).unwrap_or(u16::MAX)
}

/// The cheapest wheels of `stories` stories with at most `longest` in a block, cheapest first.
#[must_use]
pub(crate) fn wheels(
    blocks: &Blocks,
    stories: usize,
    columns: usize,
    lines: usize,
    longest: usize,
) -> Vec<Wheel> {
    let mut search = Search { blocks, columns, lines, found: Vec::new(), pairs: FxHashMap::default() };
    // If there are many stories, only divisions into blocks of similar numbers are tried.
    let least = (stories / 5).saturating_sub(UNLIKE).max(1);
    let up_to = |left: usize| least..=longest.min(left);
    for first in up_to(stories) {
        for second in up_to(stories - first) {
            for third in up_to(stories - first - second) {
                for fourth in up_to(stories - first - second - third) {
                    let fifth = stories - first - second - third - fourth;
                    if (least..=longest).contains(&fifth) {
                        search.divided([first, second, third, fourth, fifth]);
                    }
                }
            }
        }
    }
    search.found.sort_by_key(|wheel| wheel.cost);
    search.found.truncate(KEPT);
    search.found
}

struct Search<'s, 'c> {
    blocks: &'s Blocks<'c>,
    columns: usize,
    lines: usize,
    found: Vec<Wheel>,
    pairs: FxHashMap<u64, Rc<Pairs>>,
}

/// The orders in which the last three blocks take their stories: the middle, the one at the left foot, the one at the right foot.
const ORDERS: [[usize; 3]; 3] = [[0, 1, 2], [1, 0, 2], [0, 2, 1]];

impl Search<'_, '_> {
    /// The wheels with this division of the stories.
    fn divided(&mut self, numbers: [usize; 5]) {
        let first_of = |block: usize| numbers[..block].iter().sum::<usize>();
        let run = |block: usize| (first_of(block), numbers[block]);
        for order in ORDERS {
            let (middle, left, right) = (run(2 + order[0]), run(2 + order[1]), run(2 + order[2]));
            for near in 1..self.columns - 1 {
                for far in near + 1..self.columns {
                    for turn in [Turn::Right, Turn::Foot] {
                        self.turned(turn, [run(0), run(1), middle, left, right], near, far);
                    }
                }
            }
        }
    }

    /// The wheels that turn this way, with the middle between the columns `near` and `far`.
    fn turned(&mut self, turn: Turn, runs: [(usize, usize); 5], near: usize, far: usize) {
        let block = |(first, number): (usize, usize), width: usize| LayoutBlock { first, number, width };
        let [one, two, middle, left, right] = runs;
        let middle = block(middle, far - near);
        if self.heights(middle).is_empty() {
            return;
        }
        let columns = self.columns;
        let (top, foot) = match turn {
            Turn::Right => (
                (block(one, far), block(two, columns - far)),
                (block(right, columns - near), block(left, near)),
            ),
            Turn::Foot => (
                (block(two, columns - near), block(one, near)),
                (block(left, far), block(right, columns - far)),
            ),
        };
        let upper = self.pairs(top.0, top.1, self.upper_meeting(turn, top.0, top.1));
        let lower = self.pairs(foot.0, foot.1, 0);
        // The middle's headline meets that of the tall block next to it.
        let beside = match turn {
            Turn::Right => self.right_top(foot.1),
            Turn::Foot => None,
        };
        let mut best: Option<(u32, u16, u16, u16)> = None;
        for height in self.blocks.heights(middle.first, middle.number, middle.width) {
            let between = usize::from(height.lines);
            let (over, under) = (upper[between], lower[between]);
            if over == NONE || under == NONE {
                continue;
            }
            let meeting = match turn {
                Turn::Right => beside.map_or(0, |left| self.blocks.meeting(left, middle.first)),
                Turn::Foot => self.blocks.meeting(usize::from(height.right), foot.1.first),
            };
            let cost = cost_of(over) + cost_of(under) + height.cost + meeting;
            let (over, under) = (low_of(over), low_of(under));
            let whole = usize::from(over + height.lines + under);
            if whole <= self.lines && best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, over, height.lines, under));
            }
        }
        if let Some((cost, over, between, under)) = best {
            self.keep(turn, cost, top, middle, foot, [over, between, under], (near, far));
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one wheel")]
    fn keep(
        &mut self,
        turn: Turn,
        cost: u32,
        top: (LayoutBlock, LayoutBlock),
        middle: LayoutBlock,
        foot: (LayoutBlock, LayoutBlock),
        [over, between, under]: [u16; 3],
        (near, far): (usize, usize),
    ) {
        if self.found.len() >= KEPT * 8 {
            self.found.sort_by_key(|wheel| wheel.cost);
            self.found.truncate(KEPT);
        }
        let (first, second) = (usize::from(over), usize::from(over + between));
        let blocks = match turn {
            Turn::Right => [
                (top.0, over, (0, 0)),
                (top.1, over + between, (far, 0)),
                (middle, between, (near, first)),
                (foot.1, between + under, (0, first)),
                (foot.0, under, (near, second)),
            ],
            Turn::Foot => [
                (top.1, over + between, (0, 0)),
                (top.0, over, (near, 0)),
                (middle, between, (near, first)),
                (foot.0, under, (0, second)),
                (foot.1, between + under, (far, first)),
            ],
        };
        self.found.push(Wheel { cost, blocks });
    }

    fn heights(&self, block: LayoutBlock) -> &[Height] {
        self.blocks.heights(block.first, block.number, block.width)
    }

    /// The headline at the top right of a block, if it is the same for all its heights.
    fn right_top(&self, block: LayoutBlock) -> Option<usize> {
        let mut heights = self.heights(block).iter().map(|height| height.right);
        let right = heights.next()?;
        heights.all(|other| other == right).then_some(usize::from(right))
    }

    /// The cost of the two blocks at the top of the page being side by side.
    fn upper_meeting(&self, turn: Turn, short: LayoutBlock, tall: LayoutBlock) -> u32 {
        let (left, right) = match turn {
            Turn::Right => (short, tall),
            Turn::Foot => (tall, short),
        };
        self.right_top(left).map_or(0, |left| self.blocks.meeting(left, right.first))
    }

    /// The pairs of a short and a tall block.
    fn pairs(&mut self, short: LayoutBlock, tall: LayoutBlock, meeting: u32) -> Rc<Pairs> {
        let key = packed(short) << u32::BITS | packed(tall);
        if let Some(known) = self.pairs.get(&key) {
            return Rc::clone(known);
        }
        let mut best = vec![NONE; self.lines + 1];
        for low in self.heights(short) {
            let higher = self.heights(tall).iter().skip_while(|high| high.lines <= low.lines);
            for high in higher {
                let place = &mut best[usize::from(high.lines - low.lines)];
                let cost = u64::from(low.cost + high.cost + meeting);
                *place = (*place).min(cost << u16::BITS | u64::from(low.lines));
            }
        }
        let pairs: Rc<Pairs> = best.into();
        self.pairs.insert(key, Rc::clone(&pairs));
        pairs
    }
}

/// A block as one number: a page has at most a few dozen stories and columns.
fn packed(block: LayoutBlock) -> u64 {
    (block.first << 20 | block.number << 8 | block.width) as u64
}
