//! Flow: text in columns of equal width, from left to right.
//!
//! The rules are those of a browser: a sub-head keeps two lines after it (背题), a picture is not divided, no column begins with a
//! short last line (孤行), and the columns have the least height at which everything fits.

use super::copy::{CopyPicture, CopyPiece, CopyText, within};
use super::lines::Paragraph;
use crate::model::theme::{EM, Em, Grid};

/// The lines that a sub-head keeps after it in its column.
const KEPT: usize = 2;

/// What the columns contain, measured, from top to foot. The pictures are last: they stand at the foot of the last column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    runs: Vec<Run>,
    /// How many of the runs are such pictures.
    pictures: usize,
    /// The lines of code that only go on with the line before them.
    pub broken_code: usize,
}

/// Some lines of one kind.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// The block of the narrative it belongs to.
    block: usize,
    lines: usize,
    /// The empty lines above it, unless it is at the head of a column.
    above: usize,
    kind: RunKind,
    /// Whether it heads what follows: a sub-head, or a paragraph of strong words alone.
    is_head: bool,
    /// Whether it is the whole of its block.
    is_alone: bool,
    /// Whether its last line is too short to begin a column.
    ends_short: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunKind {
    /// Lines that may be divided anywhere.
    Text,
    /// A sub-head.
    Heading,
    /// What may not be divided.
    Whole,
}

/// The result of filling columns of a given height.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filled {
    /// How many lines are used.
    pub used: usize,
    /// Columns that begin with the last line of a paragraph, which is not short.
    pub orphans: usize,
    /// Where the columns were full, if not everything fitted: the run, and how many of its lines did.
    end: Option<(usize, usize)>,
}

/// Where a text is cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// The first block that is not shown completely.
    pub block: usize,
    /// The lines of it that are shown.
    pub lines: usize,
}

/// The lines of a sub-head: one, if all of it fits; otherwise each of the author's lines has its own.
fn set_in_lines(lines: &[Paragraph], width: Em) -> usize {
    let apart = EM * Em::try_from(lines.len().saturating_sub(1)).unwrap_or(0);
    if lines.iter().map(Paragraph::width).sum::<Em>() + apart <= width {
        return 1;
    }
    lines.iter().map(|line| line.lines(width, 0)).sum()
}

impl Run {
    fn new(block: usize, lines: usize, kind: RunKind) -> Self {
        Self {
            block,
            lines,
            above: 0,
            kind,
            is_head: kind == RunKind::Heading,
            is_alone: false,
            ends_short: false,
        }
    }

    /// How many of its lines a sub-head keeps after it.
    fn kept_together(&self) -> usize {
        if self.ends_short && self.lines == KEPT + 1 { self.lines } else { self.lines.min(KEPT) }
    }
}

impl Flow {
    /// `text` and then `pictures` in columns of `width`. Blocks that begin after `limit` lines are left out, and a
    /// block that goes on after them is measured for at most as many lines again.
    #[must_use]
    pub(crate) fn new(
        text: &[CopyText],
        pictures: &[CopyPicture],
        width: Em,
        limit: usize,
        grid: &Grid,
    ) -> Self {
        let whole = |picture: &CopyPicture| picture.lines(width, grid).total();
        let pictures: Vec<Run> =
            pictures.iter().map(|picture| Run::new(usize::MAX, whole(picture), RunKind::Whole)).collect();
        let mut runs: Vec<Run> = Vec::new();
        let most = limit.saturating_mul(2).saturating_add(1);
        let mut before: usize = pictures.iter().map(|run| run.lines).sum();
        let mut broken_code = 0;
        for text in text {
            if before > limit {
                break;
            }
            let first = runs.len();
            for piece in &text.pieces {
                if before > most {
                    break;
                }
                let is_strong = matches!(piece, CopyPiece::Paragraph { text, .. } if text.is_one_passage());
                let mut ends_short = false;
                let (lines, kind) = match piece {
                    CopyPiece::Paragraph { text: words, indent, inset } => {
                        let set = words.set(within(width, *inset), *indent, most);
                        ends_short = set.ends_short && text.is_one_paragraph();
                        broken_code += if words.is_code() { set.lines - 1 } else { 0 };
                        (set.lines, RunKind::Text)
                    }
                    // Half a line above it and half a line below.
                    CopyPiece::Heading(lines) => (set_in_lines(lines, width) + 1, RunKind::Heading),
                    CopyPiece::Picture(picture) => (picture.lines(width, grid).total(), RunKind::Whole),
                    CopyPiece::Rule => (1, RunKind::Text),
                };
                before += lines;
                let run = Run::new(text.block, lines, kind);
                runs.push(Run { is_head: run.is_head || is_strong, ends_short, ..run });
            }
            if let [only] = &mut runs[first..] {
                only.is_alone = true;
            }
        }
        let number = pictures.len();
        runs.extend(pictures);
        Self { runs, pictures: number, broken_code }
    }

    /// The same with exhibits after the text, each with an empty line above it.
    #[must_use]
    pub(crate) fn with_exhibits(&self, lines: &[usize]) -> Self {
        debug_assert_eq!(self.pictures, 0, "pictures are the last of the runs");
        let run = |lines: &usize| Run { above: 1, ..Run::new(usize::MAX, *lines, RunKind::Whole) };
        Self { runs: self.runs.iter().copied().chain(lines.iter().map(run)).collect(), ..*self }
    }

    /// The number of all lines.
    #[must_use]
    pub(crate) fn lines(&self) -> usize {
        self.runs.iter().map(|run| run.lines).sum()
    }

    /// The least height at which everything fits into `columns`.
    #[must_use]
    pub(crate) fn height(&self, columns: usize) -> (usize, Filled) {
        let mut height = self.lines().div_ceil(columns).max(1);
        loop {
            let filled = self.fill(columns, height);
            if filled.end.is_none() {
                return (height, filled);
            }
            height += 1;
        }
    }

    /// Fills `columns` of `height` lines.
    #[must_use]
    pub(crate) fn fill(&self, columns: usize, height: usize) -> Filled {
        Self::filled_with(&self.runs, columns, height, 0)
    }

    /// Fills `columns` of `height` lines with as much of the text as finds room above the pictures.
    #[must_use]
    pub(crate) fn fill_above_pictures(&self, columns: usize, height: usize) -> Filled {
        let (text, pictures) = self.runs.split_at(self.runs.len() - self.pictures);
        Self::filled_with(text, columns, height, pictures.iter().map(|run| run.lines).sum())
    }

    /// Fills columns with `runs`, if the last one keeps as many lines free.
    fn filled_with(runs: &[Run], columns: usize, height: usize, kept: usize) -> Filled {
        let room = |column: usize| height.saturating_sub(if column + 1 == columns { kept } else { 0 });
        let (mut column, mut row, mut used, mut orphans) = (0, 0, 0, 0);
        for (index, run) in runs.iter().enumerate() {
            let together = match run.kind {
                RunKind::Heading => run.lines + runs.get(index + 1).map_or(0, Run::kept_together),
                RunKind::Whole => run.lines,
                RunKind::Text => 1,
            };
            if row > 0 && row + run.above + together > room(column) {
                (column, row) = (column + 1, 0);
            }
            if row > 0 {
                (row, used) = (row + run.above, used + run.above);
            }
            let mut left = run.lines;
            while left > 0 {
                if row >= room(column) {
                    (column, row) = (column + 1, 0);
                    orphans += usize::from(left == 1 && left < run.lines && column < columns);
                }
                let free = if column < columns { room(column) } else { 0 } - row;
                if free == 0 || (run.kind != RunKind::Text && left > free) {
                    return Filled { used, orphans, end: Some((index, run.lines - left)) };
                }
                let fitting = left.min(free);
                // A short last line takes the one before it along to the next column.
                let takes_along =
                    run.ends_short && left - fitting == 1 && column + 1 < columns && row + fitting > 1;
                let placed = fitting - usize::from(takes_along);
                used += placed;
                row = if takes_along { room(column) } else { row + placed };
                left -= placed;
            }
        }
        Filled { used, orphans, end: None }
    }

    /// Where the text ends if only `filled` is shown; `None` if that is all of it, or no text at all. A sub-head
    /// without text after it is not shown.
    #[must_use]
    pub(crate) fn cut(&self, filled: &Filled) -> Option<Cut> {
        let (index, lines) = filled.end?;
        let run = self.runs[index];
        // Only a block that is a single paragraph is cut inside; of any other, nothing is shown.
        if lines > 0 && run.is_alone && run.kind == RunKind::Text {
            return Some(Cut { block: run.block, lines });
        }
        self.cut_before(if lines > 0 { run.block } else { self.before_heads(index).block })
    }

    /// The cut before a block, and before a sub-head above it; `None` if that leaves nothing.
    #[must_use]
    pub(crate) fn cut_before(&self, block: usize) -> Option<Cut> {
        let index = self.runs.iter().position(|run| run.block == block)?;
        let block = self.before_heads(index).block;
        (block > 0).then_some(Cut { block, lines: 0 })
    }

    /// The first run of the heads right above a run, or that run.
    fn before_heads(&self, index: usize) -> Run {
        let heads = self.runs[..index].iter().rev().take_while(|run| run.is_head);
        self.runs[index - heads.count()]
    }

    /// The lines used when the text is cut there and `columns` are filled again. 「全文」 has a line of its own after a
    /// block that is shown completely; `None` if there is no room for it.
    #[must_use]
    pub(crate) fn used(&self, cut: &Cut, columns: usize, height: usize) -> Option<usize> {
        let mut runs: Vec<Run> = self.runs.iter().copied().take_while(|run| run.block < cut.block).collect();
        runs.push(Run::new(cut.block, cut.lines.max(1), RunKind::Text));
        runs.extend(&self.runs[self.runs.len() - self.pictures..]);
        let filled = Self::filled_with(&runs, columns, height, 0);
        filled.end.is_none().then_some(filled.used)
    }
}
