//! The names that a paper has: what its files may refer to.

use std::collections::BTreeSet;

use crate::fields::NameKind;
use crate::model::draft::Drafts;

/// The names of a paper, sorted by what they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PaperNames {
    columns: Vec<String>,
    topics: Vec<String>,
    ledgers: Vec<String>,
    figures: Vec<String>,
    stories: Vec<String>,
    exhibits: Vec<String>,
    /// The kinds of exhibit that the theme adds.
    pub added: Vec<String>,
}

impl PaperNames {
    /// The names of a paper that was read.
    #[must_use]
    pub(crate) fn of_paper(drafts: &Drafts) -> Self {
        let ledgers = &drafts.ledgers;
        let topics = drafts.stories.iter().flat_map(|story| &story.slip.topics);
        let kept = ledgers
            .iter()
            .flat_map(|ledger| ledger.exhibits.keys().map(|name| format!("{}:{name}", ledger.id)));
        Self {
            columns: drafts.paper.columns.iter().map(|column| column.name.clone()).collect(),
            topics: sorted(topics.map(|(topic, _)| topic.clone())),
            ledgers: sorted(ledgers.iter().map(|ledger| ledger.id.clone())),
            figures: sorted(ledgers.iter().flat_map(|ledger| ledger.figures.keys().cloned())),
            stories: sorted(drafts.stories.iter().map(|story| story.path.stem().to_owned())),
            exhibits: sorted(kept),
            added: drafts.theme.exhibits.clone(),
        }
    }

    /// The names of a kind.
    #[must_use]
    pub(crate) fn of(&self, kind: NameKind) -> &[String] {
        match kind {
            NameKind::Column => &self.columns,
            NameKind::Topic => &self.topics,
            NameKind::Ledger => &self.ledgers,
            NameKind::Figure => &self.figures,
            NameKind::Story => &self.stories,
            NameKind::Exhibit => &self.exhibits,
        }
    }
}

/// Names in order, each once.
fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
}
