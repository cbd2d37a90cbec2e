//! The key `editors`: who was responsible for a page or a story.

use crate::fields::Fields;
use crate::finding::Notes;

const TASKS: [&str; 3] = ["duty", "page", "proof"];

/// Who was on duty, who made up the page, who read the proofs.
pub(crate) fn editors(fields: &Fields, notes: &mut Notes) -> Vec<(String, String)> {
    let names = fields.fields("editors", notes, |fields, notes| {
        TASKS.into_iter().filter_map(|task| Some((task.to_owned(), fields.text(task, notes)?))).collect()
    });
    names.unwrap_or_default()
}
