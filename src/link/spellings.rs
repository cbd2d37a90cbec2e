//! Spellings of one name: `AI`, `ai` and `ＡＩ` are one topic.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::finding::Finding;
use crate::model::draft::StoryDraft;
use crate::model::site::Placed;
use crate::source::{Place, SourcePath, Span};
use crate::words::values;

/// Names as stories spell them, with where they do.
type SpelledNames = [(String, Span)];

/// The usual spelling of each name that stories write.
pub(super) struct Spellings<'d> {
    /// By folded name: the spelling, and a file that has it.
    usual: FxHashMap<String, (&'d str, &'d SourcePath)>,
}

impl<'d> Spellings<'d> {
    /// The spelling that most stories have, of those of each name that `written` finds in a story.
    pub(super) fn of(
        stories: &'d [(Arc<StoryDraft>, Option<Placed>)],
        written: fn(&StoryDraft) -> &SpelledNames,
    ) -> Self {
        let mut counted: BTreeMap<&str, (usize, &SourcePath)> = BTreeMap::new();
        for (draft, _) in stories {
            for (name, _) in written(draft) {
                counted.entry(name).or_insert((0, &draft.path)).0 += 1;
            }
        }
        let mut spelled: Vec<_> = counted.into_iter().collect();
        spelled.sort_by_key(|(name, (count, _))| (Reverse(*count), *name));
        let mut usual = FxHashMap::default();
        for (name, (_, path)) in spelled {
            usual.entry(folded(name)).or_insert((name, path));
        }
        Self { usual }
    }

    /// Lets the spelling in `site.yaml` be the usual one.
    pub(super) fn declare(&mut self, name: &'d str, site: &'d SourcePath) {
        self.usual.insert(folded(name), (name, site));
    }

    /// The usual spelling of a name.
    pub(super) fn usual<'n>(&self, name: &'n str) -> &'n str
    where
        'd: 'n,
    {
        self.usual.get(&folded(name)).map_or(name, |(usual, _)| usual)
    }

    /// Reports every other spelling, in the value of `key`.
    pub(super) fn report(
        &self,
        key: &str,
        stories: &[(Arc<StoryDraft>, Option<Placed>)],
        written: fn(&StoryDraft) -> &SpelledNames,
        findings: &mut Vec<Finding>,
    ) {
        for (draft, _) in stories {
            for (name, span) in written(draft) {
                let Some((usual, path)) = self.usual.get(&folded(name)) else { continue };
                if usual != name && !draft.is_withdrawn() {
                    let wording = values::other_spelling(key, name, usual, path.as_str());
                    findings.push(Finding::warning(Place::new(&draft.path, *span), wording));
                }
            }
        }
    }
}

/// A name in the form in which its spellings are equal: in half width and lower case, with single spaces.
pub(super) fn folded(name: &str) -> String {
    let name: String = name.nfkc().flat_map(char::to_lowercase).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
