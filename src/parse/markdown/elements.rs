//! Elements of HTML that are open: what they become, and the tables among them.

use crate::model::body::Inline;
use crate::model::markup::{Alignment, CellShape, Mark, Script};

/// An element that has begun and not ended.
#[derive(Debug)]
pub(super) struct OpenElement {
    /// Its name in HTML; `^[` for a note.
    pub(super) name: String,
    pub(super) element: Element,
}

/// What an element becomes.
#[derive(Debug)]
pub(super) enum Element {
    Marked(Mark),
    Script(Script),
    Link {
        link: usize,
        title: Option<Box<str>>,
    },
    /// Words without a mark.
    Span,
    /// A note in the line, and how many brackets are open in it.
    Note {
        brackets: usize,
    },
    Paragraph(Alignment),
    Division(Alignment),
    Details {
        open: bool,
    },
    Summary,
    Caption,
    Table {
        rows: Vec<HtmlRow>,
        in_head: bool,
    },
    Row(HtmlRow),
    Cell(HtmlCell),
}

impl Element {
    /// Whether it is a part of a line, so that no block can stand in it.
    pub(super) fn is_in_line(&self) -> bool {
        matches!(self, Self::Marked(_) | Self::Script(_) | Self::Link { .. } | Self::Span | Self::Note { .. })
    }

    /// Whether its end tag may be left out.
    pub(super) fn ends_by_itself(&self) -> bool {
        matches!(self, Self::Paragraph(_) | Self::Caption | Self::Row(_) | Self::Cell(_))
    }

    /// Whether its text is one paragraph, whatever it begins with.
    pub(super) fn is_paragraph(&self) -> bool {
        matches!(self, Self::Summary | Self::Caption | Self::Cell(_) | Self::Paragraph(_)) // `1.` in a cell is no list.
    }

    /// Whether text may not stand in it directly.
    pub(super) fn is_grid(&self) -> bool {
        matches!(self, Self::Table { .. } | Self::Row(_))
    }
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct HtmlRow {
    pub(super) cells: Vec<HtmlCell>,
    /// Whether it is in the head of the table.
    pub(super) is_head: bool,
    /// The alignment of its cells.
    pub(super) alignment: Alignment,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct HtmlCell {
    pub(super) content: Vec<Inline>,
    pub(super) heading: bool,
    /// How many rows and columns it covers.
    pub(super) covers: (usize, usize),
    pub(super) alignment: Alignment,
}

/// A table whose rows all have the same number of cells.
#[derive(Debug, Default)]
pub(super) struct LaidOut {
    pub(super) head: Vec<Vec<Inline>>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
    pub(super) shapes: Vec<CellShape>,
    /// How many columns it has.
    pub(super) columns: usize,
}

impl LaidOut {
    /// A table of `rows`; `None` if it has more than `limit` cells. Its first row is the head if it is the only one in the
    /// head, or if all of its cells are headings.
    pub(super) fn new(mut rows: Vec<HtmlRow>, limit: usize) -> Option<Self> {
        rows.retain(|row| !row.cells.is_empty());
        let in_head = rows.iter().filter(|row| row.is_head).count();
        let is_headed =
            rows.len() > 1 && (in_head == 1 && rows[0].is_head || in_head == 0 && is_heading(&rows[0]));
        let mut laid_out = Self::default();
        let (mut taken, mut many): (Vec<usize>, usize) = (Vec::new(), 0);
        let count = rows.len();
        for (number, row) in rows.into_iter().enumerate() {
            let place = if is_headed { number.checked_sub(1) } else { Some(number) };
            let left = if place.is_some() { count - number } else { 1 };
            let cells = laid_out.row(row, place, left, &mut taken);
            many += cells.len();
            laid_out.columns = laid_out.columns.max(cells.len());
            if many.max(count * laid_out.columns) > limit {
                return None;
            }
            if place.is_none() { laid_out.head = cells } else { laid_out.rows.push(cells) }
        }
        let columns = laid_out.columns;
        laid_out.head.resize(if is_headed { columns } else { 0 }, Vec::new());
        laid_out.rows.iter_mut().for_each(|row| row.resize(columns, Vec::new()));
        Some(laid_out)
    }

    /// The cells of a row, with an empty one in each column that another covers. `taken` has the rows for which each
    /// column is still covered, `left` is how many rows there are from this one on.
    fn row(
        &mut self,
        row: HtmlRow,
        place: Option<usize>,
        left: usize,
        taken: &mut Vec<usize>,
    ) -> Vec<Vec<Inline>> {
        let mut cells: Vec<Vec<Inline>> = Vec::new();
        for cell in row.cells {
            while taken.get(cells.len()).is_some_and(|rows| *rows > 0) {
                taken[cells.len()] -= 1;
                cells.push(Vec::new());
            }
            let (column, (rows, columns)) = (cells.len(), cell.covers);
            let rows = if rows == 0 { left } else { rows.min(left) };
            let alignment = if cell.alignment == Alignment::Unset { row.alignment } else { cell.alignment };
            let heads_row = cell.heading && place.is_some();
            if (rows, columns) != (1, 1) || heads_row || alignment != Alignment::Unset {
                self.shapes.push(CellShape {
                    row: place,
                    column,
                    covers: (rows, columns),
                    heads_row,
                    alignment,
                });
            }
            cells.push(cell.content);
            cells.resize(column + columns, Vec::new());
            taken.resize(taken.len().max(cells.len()), 0);
            taken[column..column + columns].fill(rows - 1);
        }
        for rows in taken.iter_mut().skip(cells.len()) {
            if *rows > 0 {
                *rows -= 1;
            }
        }
        cells
    }
}

fn is_heading(row: &HtmlRow) -> bool {
    row.cells.iter().all(|cell| cell.heading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::written::Words;

    fn cell(text: &str, rows: usize, columns: usize) -> HtmlCell {
        let content = vec![Inline::Text(Words::of(text))];
        HtmlCell { content, heading: false, covers: (rows, columns), alignment: Alignment::Unset }
    }

    #[test]
    fn a_cell_over_several_rows_and_columns_leaves_the_others_in_their_columns() {
        let rows = [
            vec![cell("甲", 2, 1), cell("乙", 1, 2)],
            vec![cell("丙", 1, 1), cell("丁", 1, 1)],
            vec![cell("戊", 9, 1)],
        ];
        let rows = rows.map(|cells| HtmlRow { cells, ..HtmlRow::default() }).into();
        let laid_out = LaidOut::new(rows, 100).unwrap();
        let text = |cell: &Vec<Inline>| match cell.as_slice() {
            [Inline::Text(words)] => words.to_string(),
            _ => String::new(),
        };
        let rows: Vec<Vec<String>> = laid_out.rows.iter().map(|row| row.iter().map(text).collect()).collect();
        assert_eq!(rows, [["甲", "乙", ""], ["", "丙", "丁"], ["戊", "", ""]]);
        let covers: Vec<_> = laid_out.shapes.iter().map(|shape| shape.covers).collect();
        assert_eq!(covers, [(2, 1), (1, 2)]);
    }
}
