//! Prices: the costs of defects on a page. The unit is an empty line of a base column.

/// An empty line of a base column.
pub(crate) const BLANK: u32 = 100;
/// A line of air in a headline group, for each base column.
pub(crate) const AIR: u32 = 14;
/// A character more or less than a cut story should show, in hundredths.
pub(crate) const CHARACTER: u32 = 40;
/// Cutting a story although the page has room for it.
pub(crate) const NEEDLESS_CUT: u32 = 2000;
/// Leaving out an exhibit although the page has room for it.
pub(crate) const MISSING_EXHIBIT: u32 = 8000;
/// A line of a base column that an exhibit takes because it is wider than it needs.
pub(crate) const STRETCHED_EXHIBIT: u32 = 40;
/// A text that continues elsewhere in the middle of a sentence.
pub(crate) const CUT_SENTENCE: u32 = 150;
/// A headline that needs a line more than the author gave it.
pub(crate) const BROKEN_HEADLINE: u32 = 160;
/// A headline that is almost too long for its area.
pub(crate) const CRAMPED_HEADLINE: u32 = 1500;
/// An area that is much too high or too flat.
pub(crate) const RATIO: u32 = 120;
/// A column that begins with the last line of a paragraph.
pub(crate) const ORPHAN: u32 = 40;
/// A text that is a narrow strip under its headline, for each gutter in it.
pub(crate) const STRIP: u32 = 120;
/// A lead that has less than half of the page's width; a third of this, if it has less than two thirds.
pub(crate) const NARROW_LEAD: u32 = 2400;
/// A picture that is too small or too large.
pub(crate) const PICTURE: u32 = 120;
/// Half a base column that a picture story is wider than half of the page, unless it leads.
pub(crate) const WIDE_PICTURE_STORY: u32 = 1500;
/// A line of a picture beyond a third of the sheet, for each base column that it is wide.
pub(crate) const LARGE_PICTURE: u32 = 50;
/// A line of code that goes on with the line before it.
pub(crate) const BROKEN_CODE: u32 = 60;
/// Two headlines of similar size side by side.
pub(crate) const COLLISION: u32 = 4000;
/// A straight gutter through the whole page.
pub(crate) const DIVISION: u32 = 2500;
/// A straight gutter along three stories.
pub(crate) const THROUGH: u32 = 60;
/// Only the least important stories at the foot of the page.
pub(crate) const WEAK_FOOT: u32 = 80;
