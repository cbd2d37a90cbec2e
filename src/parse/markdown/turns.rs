//! The ends of lines inside a paragraph: each is a space, or nothing between Chinese characters.

use crate::model::body::Inline;
use crate::parse::joins::{Edge, are_joined};

/// Removes the ends of lines that are no space.
pub(super) fn join(inlines: &mut Vec<Inline>) {
    let mut line = PrintedLine::default();
    line.read(inlines);
    if line.joined.contains(&true) {
        remove(inlines, &mut line.joined.into_iter());
    }
}

/// A paragraph as it is printed, as far as it is read.
#[derive(Default)]
struct PrintedLine {
    last: Option<Edge>,
    /// Whether each end of a line joins what is on both sides.
    joined: Vec<bool>,
    /// What is printed before an end of a line after which nothing has been read.
    waiting: Option<Edge>,
}

impl PrintedLine {
    fn read(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(words) | Inline::Code(words) | Inline::Markup(words) => {
                    if let Some((first, last)) = words.chars().next().zip(words.chars().next_back()) {
                        self.print(Edge::Character(first), Edge::Character(last));
                    }
                }
                Inline::Figure(..) => self.print(Edge::Figure, Edge::Figure),
                Inline::Turn(_) => {
                    self.joined.push(false);
                    self.waiting = self.last;
                }
                Inline::Marked(_, inside)
                | Inline::Script(_, inside, _)
                | Inline::Link { content: inside, .. } => {
                    self.read(inside);
                }
                Inline::Picture(_) | Inline::Break(_) | Inline::Task(_) => {
                    (self.last, self.waiting) = (None, None)
                }
                Inline::Footnote { .. } | Inline::Anchor(_) => {}
            }
        }
    }

    fn print(&mut self, first: Edge, last: Edge) {
        if let (Some(before), Some(joined)) = (self.waiting.take(), self.joined.last_mut()) {
            *joined = are_joined(before, first);
        }
        self.last = Some(last);
    }
}

/// Removes the ends of lines that join what is on both sides.
fn remove(inlines: &mut Vec<Inline>, joined: &mut impl Iterator<Item = bool>) {
    let mut kept: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut is_joined = false;
    for mut inline in inlines.drain(..) {
        match &mut inline {
            Inline::Turn(_) if joined.next() == Some(true) => {
                is_joined = true;
                continue;
            }
            Inline::Marked(_, inside)
            | Inline::Script(_, inside, _)
            | Inline::Link { content: inside, .. } => {
                remove(inside, joined);
            }
            _ => {}
        }
        match (kept.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(words)) if is_joined => before.append(&words),
            (_, inline) => kept.push(inline),
        }
        is_joined = false;
    }
    *inlines = kept;
}
