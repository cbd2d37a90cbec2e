//! A reading: a story as rules see it, with the facts of the house.

use rustc_hash::{FxHashMap, FxHashSet};

use super::across::Across;
use super::fixed::FixedWordings;
use super::people::People;
use super::tables::Tables;
use crate::galley::{Galley, Line};
use crate::language::TextLanguage;
use crate::model::edition::EditionKey;
use crate::model::ledger::Ledger;
use crate::model::site::{Site, Story};
use crate::model::style::Style;

/// A story, its galley, and the house.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'p> {
    /// The story.
    pub story: &'p Story,
    /// Its words.
    pub galley: &'p Galley,
    /// The parts of it that are compared with other stories.
    pub across: &'p Across,
    /// The facts of the house.
    pub house: &'p House<'p>,
}

/// What every rule may look up.
#[derive(Debug)]
pub struct House<'p> {
    /// The paper.
    pub site: &'p Site,
    /// Its style.
    pub style: &'p Style,
    /// The tables of its style, ready to be searched for.
    pub tables: Tables<'p>,
    /// Its fixed wordings, ready to be compared with.
    pub fixed: FixedWordings<'p>,
    /// The people of its style, by name.
    pub people: People<'p>,
    /// The words in Latin letters that it uses, in any case.
    pub letters: FxHashSet<String>,
    /// The public telephone numbers.
    pub hotlines: FxHashSet<&'p str>,
    /// Its ledgers, by id.
    pub ledgers: FxHashMap<&'p str, &'p Ledger>,
}

impl<'p> House<'p> {
    /// The house of a paper and its style.
    #[must_use]
    pub fn of(site: &'p Site, style: &'p Style) -> Self {
        let ledgers = site.ledgers.iter().map(|record| (record.ledger.id.as_str(), &*record.ledger));
        Self {
            site,
            style,
            tables: Tables::of(style),
            fixed: FixedWordings::of(&style.terms),
            people: People::of(&style.people),
            letters: style.letters.iter().map(|word| word.to_ascii_lowercase()).collect(),
            hotlines: style.hotlines.iter().map(String::as_str).collect(),
            ledgers: ledgers.collect(),
        }
    }

    /// The ledger that a story names.
    #[must_use]
    pub fn ledger_of(&self, story: &Story) -> Option<&'p Ledger> {
        let (id, _) = story.draft.slip.ledger.as_ref()?;
        self.ledgers.get(id.as_str()).copied()
    }
}

impl<'p> Reading<'p> {
    /// The lines of the story.
    pub fn lines(&self) -> std::slice::Iter<'p, Line> {
        self.galley.lines.iter()
    }

    /// The language of the story.
    #[must_use]
    pub fn language(&self) -> TextLanguage {
        self.story.language
    }

    /// The edition that the story belongs to.
    #[must_use]
    pub fn edition(&self) -> Option<&'p EditionKey> {
        self.story.placed.map(|placed| &self.house.site.edition(placed.edition).key)
    }
}
