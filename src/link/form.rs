//! The form (体裁) of a story.

use super::spellings::folded;
use crate::model::draft::StoryDraft;
use crate::model::paper::Paper;
use crate::model::story::Form;

/// The form of a story: its own, that of its column, or the one that its content suggests.
pub(crate) fn form_of(draft: &StoryDraft, paper: &Paper) -> Form {
    let slip = &draft.slip;
    let of_column = || {
        let (name, _) = slip.column.as_ref()?;
        let exact = paper.columns.iter().find(|column| column.name == *name);
        let similar = || paper.columns.iter().find(|column| folded(&column.name) == folded(name));
        exact.or_else(similar)?.form
    };
    slip.form.map(|(form, _)| form).or_else(of_column).unwrap_or(slip.shown_form)
}
