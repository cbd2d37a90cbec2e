//! The people of the house style, found by their names in a text without trying all of them.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::model::style::Person;

/// People by name.
#[derive(Debug)]
pub struct People<'s> {
    by_name: FxHashMap<&'s str, &'s Person>,
    /// The lengths of their names, in bytes.
    lengths: BTreeSet<usize>,
}

impl<'s> People<'s> {
    /// These people; if two have the same name, the later one counts.
    #[must_use]
    pub fn of(people: &'s [Person]) -> Self {
        let by_name: FxHashMap<_, _> = people.iter().map(|person| (person.name.as_str(), person)).collect();
        let lengths = by_name.keys().map(|name| name.len()).collect();
        Self { by_name, lengths }
    }

    /// Whether nobody is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The person of the longest name that a text begins with: 王建国 rather than 王建.
    #[must_use]
    pub fn at_start(&self, text: &str) -> Option<&'s Person> {
        self.longest(|length| text.get(..length))
    }

    /// The person of the longest name that a text ends with.
    #[must_use]
    pub fn at_end(&self, text: &str) -> Option<&'s Person> {
        self.longest(|length| text.get(text.len().checked_sub(length)?..))
    }

    fn longest<'t>(&self, name: impl Fn(usize) -> Option<&'t str>) -> Option<&'s Person> {
        self.lengths.iter().rev().find_map(|length| self.by_name.get(name(*length)?).copied())
    }
}
