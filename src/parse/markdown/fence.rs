//! Blocks with a grammar of their own: fences that may be exhibits, and tables.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Alignment as ColumnAlignment;

use super::BodyBuilder;
use crate::model::body::{BlockKind, Inline};
use crate::model::markup::Alignment;
use crate::parse::{exhibit, yaml};
use crate::source::Span;
use crate::words::{exhibits, leftover, narrative};

/// How many cells a table may have.
pub(super) const CELL_LIMIT: usize = 20_000;

impl BodyBuilder<'_, '_, '_, '_> {
    /// A fenced block: an exhibit, if its first word is a kind, otherwise code.
    pub(super) fn fence(&mut self, language: String, text: String, range: &Range<usize>) {
        let span = self.span(range);
        let first_line =
            Span::new(span.start, span.start + self.source[range.clone()].find('\n').unwrap_or(range.len()));
        let is_closed = is_closed(&self.source[range.clone()]);
        if !is_closed {
            self.notes.error(first_line, leftover::unclosed_fence());
        }
        let Some(kind) = exhibit::kind_of_fence(&language, self.added).filter(|_| is_closed) else {
            if let Some(kind) = exhibit::kind_by_keys(&language, &text, self.added, self.notes.path()) {
                self.notes.error(first_line, leftover::unread_exhibit(&language, kind));
            }
            self.block(BlockKind::Code { language, text }, range);
            return;
        };
        if text.trim().is_empty() {
            self.notes.error(first_line, exhibits::empty());
            return;
        }
        let is_at_margin =
            self.source[..range.start].is_empty() || self.source[..range.start].ends_with('\n');
        let Some(start) = self.source[range.clone()].find(text.as_str()).filter(|_| is_at_margin) else {
            self.notes.error(first_line, exhibits::not_at_the_margin());
            return;
        };
        let within = Span::new(span.start + start, span.start + start + text.len());
        let exhibit = yaml::parse(self.text, within, self.notes)
            .and_then(|root| exhibit::parse(kind, &root, first_line, self.added, self.notes));
        if let Some(exhibit) = exhibit {
            self.names.exhibits.push(Arc::new(exhibit));
            self.block(BlockKind::Exhibit(self.names.exhibits.len() - 1), range);
        }
    }

    pub(super) fn table(
        &mut self,
        alignments: &[ColumnAlignment],
        mut rows: Vec<Vec<Vec<Inline>>>,
        range: &Range<usize>,
    ) {
        if rows.iter().map(Vec::len).sum::<usize>() > CELL_LIMIT {
            let span = self.span(range);
            self.notes.error(span, narrative::table_too_large(CELL_LIMIT));
            return;
        }
        let alignments = alignments.iter().map(|alignment| match alignment {
            ColumnAlignment::None => Alignment::Unset,
            ColumnAlignment::Left => Alignment::Left,
            ColumnAlignment::Center => Alignment::Centre,
            ColumnAlignment::Right => Alignment::Right,
        });
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let (alignments, caption, shapes) = (alignments.collect(), Vec::new(), Vec::new());
        self.block(BlockKind::Table { caption, alignments, head, rows, shapes }, range);
    }
}

/// Whether a fenced block has a closing fence: the last line repeats the marks of the first.
fn is_closed(block: &str) -> bool {
    let block = block.trim_start();
    let mark = if block.starts_with('~') { '~' } else { '`' };
    let opening = block.len() - block.trim_start_matches(mark).len();
    let last = block.trim_end().rsplit_once('\n').map_or("", |(_, last)| last);
    let closing = last.trim_start_matches([' ', '\t', '>']);
    closing.len() >= opening && closing.chars().all(|character| character == mark)
}
