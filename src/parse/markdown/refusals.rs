//! HTML that is not read: one finding for each kind, at its first place.

use std::collections::HashMap;
use std::ops::Range;

use indexmap::IndexMap;

use super::BodyBuilder;
use crate::words::html as words;

/// A kind of HTML that is not read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum HtmlRefusal {
    /// A tag that does nothing here; its text is printed.
    Idle(String),
    /// A tag whose content cannot be printed.
    Unprintable(String),
    /// A name that no tag has; it is printed as written.
    Unknown(String),
    /// An attribute that does nothing here.
    Attribute(String),
    /// An element that does not end before the block around it does.
    Unclosed(String),
    /// The end of an element that did not begin.
    Unopened(String),
    /// A block within a line.
    InLine(String),
    /// A part of a table or of details without these.
    Misplaced(String),
    /// Text between the cells of a table.
    BetweenCells,
    /// Details without a title.
    Untitled,
    /// A list, table or exhibit in a cell.
    BlockInCell,
    /// `^[` without `]`.
    UnclosedNote,
    /// `<!DOCTYPE …>` and the like.
    Declaration,
}

/// What is known about the HTML of a narrative.
#[derive(Default)]
pub(super) struct HtmlState {
    /// What was refused: where first, and how often.
    refused: IndexMap<HtmlRefusal, (Range<usize>, usize)>,
    /// How many elements of each name have ended early, or were passed over: their end tags are not reported again.
    passed: HashMap<String, usize>,
    /// The elements that end after the current block.
    pub(super) ending: Vec<String>,
    /// How many excerpts are being read within one another.
    pub(super) excerpts: usize,
}

impl HtmlState {
    /// Remembers that the end tag of an element, if there is one, is of no interest.
    pub(super) fn pass(&mut self, name: &str) {
        *self.passed.entry(name.to_owned()).or_default() += 1;
    }

    /// Whether a tag of this name was refused.
    pub(super) fn has_refused(&self, name: &str) -> bool {
        let name = name.to_owned();
        self.refused.contains_key(&HtmlRefusal::Idle(name.clone()))
            || self.refused.contains_key(&HtmlRefusal::Unprintable(name))
    }

    /// Whether the end tag of an element is of no interest.
    pub(super) fn has_passed(&mut self, name: &str) -> bool {
        self.passed.get_mut(name).filter(|left| **left > 0).map(|left| *left -= 1).is_some()
    }
}

impl BodyBuilder<'_, '_, '_, '_> {
    /// Records something that is not read.
    pub(super) fn refuse(&mut self, refusal: HtmlRefusal, range: &Range<usize>) {
        self.html.refused.entry(refusal).or_insert_with(|| (range.clone(), 0)).1 += 1;
    }

    /// Reports what was refused.
    pub(super) fn report_refusals(&mut self) {
        for (refusal, (range, times)) in std::mem::take(&mut self.html.refused) {
            let span = self.span(&range);
            match refusal {
                HtmlRefusal::Idle(name) => self.notes.warning(span, words::idle(&name, times)),
                HtmlRefusal::Unknown(name) => self.notes.warning(span, words::unknown(&name, times)),
                HtmlRefusal::Attribute(name) => self.notes.warning(span, words::attribute(&name, times)),
                HtmlRefusal::InLine(name) => self.notes.warning(span, words::in_line(&name, times)),
                HtmlRefusal::Unprintable(name) => self.notes.error(span, words::unprintable(&name, times)),
                HtmlRefusal::Unclosed(name) => self.notes.error(span, words::unclosed(&name, times)),
                HtmlRefusal::Unopened(name) => self.notes.warning(span, words::unopened(&name, times)),
                HtmlRefusal::Misplaced(name) => self.notes.error(span, words::misplaced(&name, times)),
                HtmlRefusal::BetweenCells => self.notes.error(span, words::between_cells(times)),
                HtmlRefusal::Untitled => self.notes.warning(span, words::untitled(times)),
                HtmlRefusal::BlockInCell => self.notes.error(span, words::block_in_cell(times)),
                HtmlRefusal::UnclosedNote => self.notes.error(span, words::unclosed_note(times)),
                HtmlRefusal::Declaration => self.notes.warning(span, words::declaration(times)),
            }
        }
    }
}
