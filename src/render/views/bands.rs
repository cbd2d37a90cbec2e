//! Bands: the stories of a page that go across the whole width of a tablet's screen. The others are in two columns.
//!
//! Each story stays in one piece: the rest of it at the head of the next column would have no headline. Between two bands are stories
//! that fill both columns to about the same depth.

/// The cost of a band, in lines of a base column: less blank space than this is better than a band.
const BAND: usize = 8;
/// The most stories between two bands.
const MOST: usize = 8;

/// For each story, whether it is a band, from their sizes in lines of a base column. The lead always is one.
#[must_use]
pub(super) fn bands(sizes: &[usize]) -> Vec<bool> {
    // The best way to set the stories from each one on: its cost, and how many of them are in columns before the next band.
    let mut best: Vec<(usize, usize)> = vec![(0, 0); sizes.len() + 1];
    for at in (1..sizes.len()).rev() {
        let in_columns = |number: &usize| {
            let end = at + number;
            // After the columns comes a band, or the end of the page.
            let rest = if end < sizes.len() { BAND + best[end + 1].0 } else { 0 };
            (blank(&sizes[at..end]) + rest, *number)
        };
        let most = MOST.min(sizes.len() - at);
        let columns = (2..=most).map(|number| in_columns(&number));
        best[at] = columns.fold((BAND + best[at + 1].0, 0), Ord::min);
    }
    let mut are_bands = vec![true; sizes.len()];
    let mut at = 1;
    while at < sizes.len() {
        let (_, number) = best[at];
        are_bands[at..at + number].fill(false);
        at += number + 1;
    }
    are_bands
}

/// The blank space below these stories in two columns, of which each takes some, in their order.
fn blank(sizes: &[usize]) -> usize {
    let whole: usize = sizes.iter().sum();
    let left = sizes.iter().scan(0, |left, size| {
        *left += size;
        Some(*left)
    });
    left.map(|left| (2 * left).abs_diff(whole)).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_of_about_the_same_size_stand_side_by_side() {
        assert_eq!(bands(&[300, 100, 100]), [true, false, false]);
        assert_eq!(bands(&[300, 100, 50, 55]), [true, false, false, false]);
    }

    #[test]
    fn a_story_without_a_neighbour_of_its_size_is_a_band() {
        assert_eq!(bands(&[300, 200, 60]), [true, true, true]);
        assert_eq!(bands(&[300, 200, 60, 62]), [true, true, false, false]);
    }

    #[test]
    fn stories_in_columns_end_at_a_band_or_at_the_foot() {
        assert_eq!(bands(&[300, 100, 102, 400, 60, 60]), [true, false, false, true, false, false]);
        assert_eq!(bands(&[]), [true; 0]);
        assert_eq!(bands(&[300]), [true]);
    }

    #[test]
    fn no_more_than_eight_stories_are_between_two_bands() {
        let are_bands = bands(&[50; 24]);
        assert!(are_bands.split(|is_band| *is_band).all(|between| between.len() <= MOST), "{are_bands:?}");
        assert!(are_bands.iter().filter(|is_band| **is_band).count() <= 4, "{are_bands:?}");
    }
}
