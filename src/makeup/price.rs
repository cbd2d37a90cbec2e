//! Prices: what things on a page cost. A line of a base column that stays empty is the measure of them all.

/// A line of a base column that stays empty.
pub const BLANK: u32 = 100;
/// A line of air in a headline group, for each base column.
pub const AIR: u32 = 14;
/// A character shown more or fewer than a cut story should show, in hundredths.
pub const CHARACTER: u32 = 40;
/// Cutting a story on a page that has room for it.
pub const NEEDLESS_CUT: u32 = 2000;
/// A headline that needs one line more than the author gave it.
pub const BROKEN_HEADLINE: u32 = 160;
/// A headline that is all but too long for its area.
pub const CRAMPED_HEADLINE: u32 = 1500;
/// An area much higher or much flatter than pleases the eye.
pub const RATIO: u32 = 120;
/// A column that begins with the last line of a paragraph.
pub const ORPHAN: u32 = 40;
/// A text that is a mere strip under its headline.
pub const STRIP: u32 = 120;
/// A lead that has less than half of the page's width.
pub const NARROW_LEAD: u32 = 900;
/// A picture smaller or larger than it deserves.
pub const PICTURE: u32 = 120;
/// Two headlines of a size side by side.
pub const COLLISION: u32 = 4000;
/// A straight gutter through the whole page.
pub const DIVISION: u32 = 2500;
/// A straight gutter along three stories.
pub const THROUGH: u32 = 60;
/// Nothing but the least stories at the foot of the page.
pub const WEAK_FOOT: u32 = 80;
