//! L05: a reprint that does not name its source.
//!
//! A reprint names its outlet, and on the web links to it: readers can then see the original, and its owner can see that it is
//! credited.
//!
//! Wrong: `form: reprint` without `source`; `source: 晨光日报` without `source_url`. Right: both, or a story of the house's own.
//!
//! Guard: the source of a figure (`figures: {…: {source: …}}`) is not the source of the story.

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, TENTH};
use crate::finding::Severity;
use crate::model::passage::Role;
use crate::model::story::{Form, Origin};
use crate::source::Place;
use crate::words::rules::house;

pub(crate) static RULE: Rule =
    Rule::of_story("reprint-source", "L05", Severity::Warning, TENTH, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    let draft = &reading.story.draft;
    match &draft.front().origin {
        Origin { source: None, .. } => {
            if let Some((Form::Reprint, form)) = draft.slip.form {
                marks.mark_at(Place::new(&reading.galley.path, form), house::reprint_without_source());
            }
        }
        Origin { source: Some(source), source_url: None, .. } => {
            for line in reading.lines().filter(|line| line.role == Role::Source) {
                marks.mark(line, 0..line.text.len(), house::source_without_address(source));
            }
        }
        _ => {}
    }
}
