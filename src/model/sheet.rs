//! The sheet that a page is printed on: its size, and how many lines of which type stand on it.

use super::theme::{Em, Grid};
use crate::fields::KnownWord;

/// The height above and below the stories: masthead or folio line, editors and imprint, on the first page and on the others, in
/// units of the sheet.
const FURNITURE: [u32; 2] = [60, 34];
/// By how many lines a page may grow if a typeface is wider than the theme states.
const SPARE: u32 = 1;

/// The paper sizes that a page may be printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// 对开
    Broadsheet,
    /// 四开
    Tabloid,
    /// A3
    A3,
    /// A4
    A4,
}

impl Sheet {
    /// Every size and its word in `theme.yaml`.
    pub const ALL: [KnownWord<'static, Self>; 4] = [
        KnownWord::new("broadsheet", "对开", Self::Broadsheet),
        KnownWord::new("tabloid", "四开", Self::Tabloid),
        KnownWord::new("a3", "A3", Self::A3),
        KnownWord::new("a4", "A4", Self::A4),
    ];

    /// Its width, its height and the margin on all sides, in millimetres.
    #[must_use]
    pub fn millimetres(self) -> (u32, u32, u32) {
        match self {
            Self::Broadsheet => (390, 550, 20),
            Self::Tabloid => (275, 390, 12),
            Self::A3 => (297, 420, 12),
            Self::A4 => (210, 297, 10),
        }
    }
}

impl Grid {
    /// The grid of a page (from 0) of an edition: as many lines as stand on its sheet below the masthead or the folio line.
    #[must_use]
    pub fn of_page(&self, page: usize) -> Self {
        let on_sheet = || {
            let line = u64::from(self.line) * u64::from(self.widest_type());
            let lines = u64::from(self.height(page)) * 1_000_000 / line.max(1);
            usize::try_from(lines).unwrap_or(0).saturating_sub(SPARE as usize).max(LEAST_LINES)
        };
        Self { lines: self.fixed_lines.unwrap_or_else(on_sheet), ..self.clone() }
    }

    /// The length of a millimetre of A3 on the theme's sheet, in micrometres: what stands above and below the stories is measured in it.
    #[must_use]
    pub(crate) fn unit(&self) -> u32 {
        self.sheet.millimetres().0 * 1000 / Sheet::A3.millimetres().0
    }

    /// The size of type in which a page (from 0) of `lines` lines fits on one sheet, in micrometres.
    #[must_use]
    pub(crate) fn print_size(&self, lines: usize, page: usize) -> u32 {
        let down = u32::try_from(lines).unwrap_or(u32::MAX / self.line - SPARE) + SPARE;
        self.widest_type().min(fitting(self.height(page), down * self.line))
    }

    /// The size of type in which a page is as wide as the sheet has room, in micrometres.
    fn widest_type(&self) -> u32 {
        let (width, _, margin) = self.sheet.millimetres();
        fitting(width - 2 * margin, self.width(self.columns))
    }

    /// The height of the stories of a page (from 0), in millimetres.
    fn height(&self, page: usize) -> u32 {
        let (_, height, margin) = self.sheet.millimetres();
        height.saturating_sub(2 * margin + (FURNITURE[page.min(1)] * self.unit()).div_ceil(1000))
    }
}

/// The fewest lines of a page.
const LEAST_LINES: usize = 20;

/// The size of type in which `ems` are as long as some millimetres, in micrometres.
fn fitting(room: u32, ems: Em) -> u32 {
    u32::try_from(u64::from(room) * 1_000_000 / u64::from(ems.max(1))).unwrap_or(u32::MAX)
}
