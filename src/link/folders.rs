//! The folders of editions: each is named by a day.

use std::collections::BTreeMap;

use crate::fields::{Moment, NoDay};
use crate::finding::Finding;
use crate::model::draft::Drafts;
use crate::model::edition::EditionKey;
use crate::source::{Place, SourcePath, Span};
use crate::words::values;

/// The folder under `editions/` that contains a file, if its name is not a date.
pub(super) fn dateless(path: &SourcePath) -> Option<&str> {
    let (folder, _) = path.as_str().strip_prefix("content/editions/")?.split_once('/')?;
    EditionKey::parse(folder).is_none().then_some(folder)
}

/// One finding for each folder whose name is no date, at its first file.
pub(super) fn check(drafts: &Drafts) -> impl Iterator<Item = Finding> {
    let stories = drafts.stories.iter().map(|story| &story.path);
    let mut first: BTreeMap<&str, &SourcePath> = BTreeMap::new();
    for path in stories.chain(&drafts.unread) {
        if let Some(folder) = dateless(path) {
            let known = first.entry(folder).or_insert(path);
            *known = path.min(*known);
        }
    }
    first.into_iter().map(|(folder, path)| Finding::error(Place::new(path, Span::default()), wording(folder)))
}

fn wording(folder: &str) -> values::Wording {
    match Moment::parse(folder) {
        Ok(moment) => values::bad_edition_folder(folder, None, Some(&moment.day().to_string())),
        Err(NoDay::TooLate(year, month, days)) => {
            values::bad_edition_folder(folder, Some((year, month, days)), None)
        }
        Err(NoDay::Unread) => {
            let day = folder.get(.."2025-11-20".len()).and_then(EditionKey::parse);
            let right = day.map(|key| format!("{key}-extra"));
            values::bad_edition_folder(folder, None, right.as_deref())
        }
    }
}
