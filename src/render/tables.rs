//! Tables and groups of a narrative → HTML.

use std::fmt::Write;

use super::html::{BodyRenderer, FigureLinks};
use crate::model::body::{Block, Inline};
use crate::model::markup::{Alignment, CellShape, GroupKind, TableShapes};

impl BodyRenderer<'_> {
    /// Blocks that are set together. On a page of an edition, nothing is folded away.
    pub(super) fn group(&self, kind: GroupKind, title: &[Inline], blocks: &[Block], html: &mut String) {
        let inside = self.blocks(blocks, None);
        match kind {
            GroupKind::Aligned(alignment) => {
                let _ = writeln!(html, "<div{}>{inside}</div>", class(alignment));
            }
            GroupKind::Alert(alert) => {
                let _ = writeln!(html, "<aside class=\"alert alert-{}\">{inside}</aside>", alert.class());
            }
            GroupKind::Details { open } => {
                let (element, name) = if self.home.is_none() { ("details", "summary") } else { ("div", "p") };
                let open = if open && self.home.is_none() { " open" } else { "" };
                let _ = write!(html, "<{element} class=\"folded\"{open}><{name} class=\"title\">");
                self.inlines(title, FigureLinks::Plain, html);
                let _ = writeln!(html, "</{name}>{inside}</{element}>");
            }
        }
    }

    /// A table, with the alignment of its columns and the cells that are not like the others.
    pub(super) fn table(
        &self,
        caption: &[Inline],
        (alignments, shapes): (&[Alignment], &[CellShape]),
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        html: &mut String,
    ) {
        let shapes = TableShapes::new(alignments, shapes);
        html.push_str("<div class=\"table\" tabindex=\"0\"><table>\n");
        if !caption.is_empty() {
            html.push_str("<caption>");
            self.inlines(caption, FigureLinks::Linked, html);
            html.push_str("</caption>\n");
        }
        if !head.is_empty() {
            html.push_str("<thead>");
            self.table_row(&shapes, None, head, html);
            html.push_str("</thead>\n");
        }
        html.push_str("<tbody>\n");
        for (number, row) in rows.iter().enumerate() {
            self.table_row(&shapes, Some(number), row, html);
            html.push('\n');
        }
        html.push_str("</tbody></table></div>\n");
    }

    /// A row; `None` is the head.
    fn table_row(&self, shapes: &TableShapes, row: Option<usize>, cells: &[Vec<Inline>], html: &mut String) {
        html.push_str("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            let place = (row, column);
            if shapes.owner(place).is_some() {
                continue;
            }
            let shape = shapes.at(place);
            let (name, scope) = match (row, shape) {
                (None, _) => ("th", " scope=\"col\""),
                (_, Some(shape)) if shape.heads_row => ("th", " scope=\"row\""),
                _ => ("td", ""),
            };
            let _ = write!(html, "<{name}{scope}{}", class(shapes.alignment(place)));
            let (rows, columns) = shape.map_or((1, 1), |shape| shape.covers);
            for (attribute, covers) in [("rowspan", rows), ("colspan", columns)] {
                if covers > 1 {
                    let _ = write!(html, " {attribute}=\"{covers}\"");
                }
            }
            html.push('>');
            self.inlines(cell, FigureLinks::Linked, html);
            let _ = write!(html, "</{name}>");
        }
        html.push_str("</tr>");
    }
}

fn class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Unset => "",
        Alignment::Left => " class=\"left\"",
        Alignment::Centre => " class=\"centre\"",
        Alignment::Right => " class=\"right\"",
    }
}
