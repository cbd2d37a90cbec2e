//! Tables and exhibits → tables of Word, with heads that repeat on every page.

use super::styles::{CELL, CELL_HEAD, GRID, REMARK, SHEET_TITLE};
use super::writer::{ParagraphSetting, RunLook, WordWriter};
use super::xml::WordPart;
use crate::export::exhibit_sheet::ExhibitSheet;
use crate::finding::{Finding, Severity};
use crate::model::body::Inline;
use crate::model::markup::{Alignment, CellPlace, CellShape, TableShapes};
use crate::source::Place;
use crate::words::export as words;

/// The width of the text, in twentieths of a point.
const WIDTH: usize = 8504;

/// A table of the text.
#[derive(Clone, Copy)]
pub(super) struct TextGrid<'b> {
    pub caption: &'b [Inline],
    pub alignments: &'b [Alignment],
    pub shapes: &'b [CellShape],
    pub head: &'b [Vec<Inline>],
    pub rows: &'b [Vec<Vec<Inline>>],
}

/// What is special about a cell.
#[derive(Clone, Copy, Default)]
struct CellSetting {
    /// How many columns it covers.
    columns: usize,
    /// Whether it covers cells below it (`restart`), or is one of those (`continue`).
    merge: Option<&'static str>,
    alignment: Alignment,
    is_head: bool,
}

impl WordWriter<'_> {
    /// Writes a table of the text.
    pub(super) fn table(&mut self, part: &mut WordPart, grid: TextGrid) {
        if !grid.caption.is_empty() {
            self.paragraph(part, ParagraphSetting::of(SHEET_TITLE), |writer, part| {
                writer.inlines(part, grid.caption, RunLook::default());
            });
        }
        let shapes = TableShapes::new(grid.alignments, grid.shapes);
        let head = (!grid.head.is_empty()).then_some((None, grid.head));
        let rows = grid.rows.iter().enumerate().map(|(row, cells)| (Some(row), cells.as_slice()));
        let width = grid.rows.iter().map(Vec::len).chain([grid.head.len()]).max().unwrap_or_default();
        frame(part, width, |part| {
            for (row, cells) in head.into_iter().chain(rows) {
                row_of(part, row.is_none(), |part| {
                    for (column, content) in cells.iter().enumerate() {
                        let Some(setting) = setting(&shapes, (row, column)) else { continue };
                        cell(part, setting, |part| self.inlines(part, content, RunLook::default()));
                    }
                });
            }
        });
    }

    /// Writes an exhibit: its title, its numbers as a table, and what stands below them.
    pub(super) fn exhibit(&mut self, part: &mut WordPart, exhibit: usize) {
        let story = self.exporting.story;
        let Some(exhibit) = story.exhibits().get(exhibit) else { return };
        let ExhibitSheet { title, name, table, remarks, figures, is_drawn } = self.exporting.sheet(exhibit);
        if is_drawn {
            let place = Place::new(&story.draft.path, exhibit.draft.at.span);
            let place = if exhibit.draft.at.path == story.draft.path { Some(place) } else { None };
            self.findings.push(Finding::new(Severity::Info, place, words::drawing_left_out()));
        }
        let title = title.unwrap_or(name); // Something must stand where the comment is.
        self.paragraph(part, ParagraphSetting::of(SHEET_TITLE), |writer, part| {
            writer.commented(part, figures.concat(), |writer, part| {
                writer.run(part, &title, RunLook::default());
            });
        });
        let width = table.rows.first().map_or(table.head.len(), Vec::len);
        if width > 0 {
            let head = (!table.head.is_empty()).then_some((true, &table.head));
            frame(part, width, |part| {
                for (is_head, row) in head.into_iter().chain(table.rows.iter().map(|row| (false, row))) {
                    row_of(part, is_head, |part| {
                        for text in row {
                            let setting = CellSetting { columns: 1, is_head, ..CellSetting::default() };
                            cell(part, setting, |part| self.run(part, text, RunLook::default()));
                        }
                    });
                }
            });
        }
        for remark in remarks {
            self.paragraph(part, ParagraphSetting::of(REMARK), |writer, part| {
                writer.run(part, &remark, RunLook::default());
            });
        }
    }
}

/// How a cell is set; `None` if a cell beside it covers it.
fn setting(shapes: &TableShapes, place: CellPlace) -> Option<CellSetting> {
    let alignment = shapes.alignment(place);
    if let Some(owner) = shapes.owner(place) {
        let is_below = owner.column == place.1 && owner.row != place.0;
        let merge = Some("continue");
        return is_below.then_some(CellSetting { columns: owner.covers.1, merge, alignment, is_head: false });
    }
    let shape = shapes.at(place);
    let (rows, columns) = shape.map_or((1, 1), |shape| shape.covers);
    Some(CellSetting {
        columns,
        merge: (rows > 1).then_some("restart"),
        alignment,
        is_head: place.0.is_none() || shape.is_some_and(|shape| shape.heads_row),
    })
}

/// Writes a table of some columns around what `fill` writes.
fn frame(part: &mut WordPart, columns: usize, fill: impl FnOnce(&mut WordPart)) {
    part.element("w:tbl", &[], |part| {
        part.element("w:tblPr", &[], |part| {
            part.value("w:tblStyle", GRID);
            part.mark("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
            part.value("w:jc", "center");
        });
        part.element("w:tblGrid", &[], |part| {
            let width = (WIDTH / columns.max(1)).to_string();
            (0..columns).for_each(|_| part.mark("w:gridCol", &[("w:w", &width)]));
        });
        fill(part);
    });
    // Without a paragraph between them, Word makes one table of two.
    part.element("w:p", &[], |part| part.element("w:pPr", &[], |part| part.value("w:pStyle", CELL)));
}

fn row_of(part: &mut WordPart, is_head: bool, fill: impl FnOnce(&mut WordPart)) {
    part.element("w:tr", &[], |part| {
        part.element("w:trPr", &[], |part| {
            part.mark("w:cantSplit", &[]);
            if is_head {
                part.mark("w:tblHeader", &[]);
            }
        });
        fill(part);
    });
}

fn cell(part: &mut WordPart, setting: CellSetting, fill: impl FnOnce(&mut WordPart)) {
    part.element("w:tc", &[], |part| {
        part.element("w:tcPr", &[], |part| {
            if setting.columns > 1 {
                part.value("w:gridSpan", &setting.columns.to_string());
            }
            if let Some(merge) = setting.merge {
                part.value("w:vMerge", merge);
            }
        });
        part.element("w:p", &[], |part| {
            part.element("w:pPr", &[], |part| {
                part.value("w:pStyle", if setting.is_head { CELL_HEAD } else { CELL });
                match setting.alignment {
                    Alignment::Centre => part.value("w:jc", "center"),
                    Alignment::Right => part.value("w:jc", "right"),
                    Alignment::Unset | Alignment::Left => {}
                }
            });
            fill(part);
        });
    });
}
