//! The sheet that a page is printed on: its size, and the type that stands on it.

use crate::em::Em;
use crate::fields::KnownWord;

/// The height above and below the stories: masthead or folio line, editors and imprint, on the first page and on the others, in
/// units of the sheet.
const FURNITURE: [u32; 2] = [60, 34];

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

    /// The length of a millimetre of A3 on this paper, in micrometres: what stands above and below the stories is measured in it.
    #[must_use]
    pub(crate) fn unit(self) -> u32 {
        self.millimetres().0 * 1000 / Self::A3.millimetres().0
    }

    /// The size of type in which a page of this width has all the room there is, in micrometres.
    #[must_use]
    pub(crate) fn widest_type(self, page: Em) -> u32 {
        let (width, _, margin) = self.millimetres();
        fitting(width - 2 * margin, page)
    }

    /// The size of type in which stories of this height stand on a page (from 0), in micrometres.
    #[must_use]
    pub(crate) fn highest_type(self, page: usize, stories: Em) -> u32 {
        fitting(self.room(page), stories)
    }

    /// The height of the stories of a page (from 0), in millimetres.
    #[must_use]
    pub(crate) fn room(self, page: usize) -> u32 {
        let (_, height, margin) = self.millimetres();
        height.saturating_sub(2 * margin + (FURNITURE[page.min(1)] * self.unit()).div_ceil(1000))
    }
}

/// The size of type in which `ems` are as long as some millimetres, in micrometres.
fn fitting(room: u32, ems: Em) -> u32 {
    u32::try_from(u64::from(room) * 1_000_000 / u64::from(ems.max(1))).unwrap_or(u32::MAX)
}
