//! The parts of the sitemap: none in a paper whose addresses one document may list.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::model::document::Subject;
use crate::model::site::Site;

/// The parts in which these documents are listed, at most `most` in each: those of the editions of each year, and those that belong
/// to no edition.
pub(super) fn parts(subjects: &[Subject], site: &Site, most: usize) -> Vec<Subject> {
    let year = |subject: &Subject| {
        let edition = match subject {
            Subject::Page(edition, _) => Some(*edition),
            Subject::Story(story) => site.story(*story).placed.map(|placed| placed.edition),
            _ => None,
        };
        edition.map(|edition| site.edition(edition).key.date.year())
    };
    let for_readers = subjects.iter().filter(|subject| subject.is_for_readers());
    let is_long = site.editions.len() > site.theme.editions_per_archive;
    numbered(for_readers.map(year), is_long, most)
}

/// The parts, by the years of the documents.
fn numbered(years: impl Iterator<Item = Option<i32>>, is_long: bool, most: usize) -> Vec<Subject> {
    let mut counts: BTreeMap<Option<i32>, usize> = BTreeMap::new();
    years.for_each(|year| *counts.entry(year).or_default() += 1);
    if !is_long && counts.values().sum::<usize>() <= most {
        return Vec::new();
    }
    let of_year = |(year, count): (Option<i32>, usize)| {
        (0..count.div_ceil(most)).map(move |number| Subject::SitemapPart(year, number))
    };
    counts.into_iter().flat_map(of_year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::ADDRESSES_OF_SITEMAP;

    #[test]
    fn no_part_of_the_sitemap_lists_more_than_it_may() {
        let years = || [None, Some(2024), Some(2025), Some(2025), Some(2025)].into_iter();
        let part = Subject::SitemapPart;
        assert_eq!(numbered(years(), false, 5), []);
        assert_eq!(numbered(years(), true, 5), [part(None, 0), part(Some(2024), 0), part(Some(2025), 0)]);
        let of_two = [part(None, 0), part(Some(2024), 0), part(Some(2025), 0), part(Some(2025), 1)];
        assert_eq!(numbered(years(), false, 2), of_two);
    }

    #[test]
    fn a_sitemap_of_more_than_fifty_thousand_addresses_is_divided() {
        let of_a_year =
            |count: usize| numbered(std::iter::repeat_n(Some(2025), count), false, ADDRESSES_OF_SITEMAP);
        assert_eq!(of_a_year(50_000), []);
        assert_eq!(of_a_year(50_001), [0, 1].map(|number| Subject::SitemapPart(Some(2025), number)));
    }
}
