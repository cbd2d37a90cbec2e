//! The folders of editions: each is named by a day.

use std::collections::BTreeMap;

use crate::fields::{Moment, NoDay};
use crate::finding::Finding;
use crate::model::draft::Drafts;
use crate::model::edition::EditionKey;
use crate::source::{Place, SourcePath, Span};
use crate::words::values;

/// What names a second edition of a day.
const EXTRA: [&str; 4] = ["增刊", "号外", "特刊", "extra"];

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
    let finding = |(folder, path): (&str, &SourcePath)| {
        Finding::error(Place::new(path, Span::default()), wording(folder, drafts))
    };
    first.into_iter().map(finding).collect::<Vec<_>>().into_iter().chain(misplaced(drafts))
}

/// One finding for each folder that is named like an edition's but stands elsewhere.
fn misplaced(drafts: &Drafts) -> Vec<Finding> {
    let mut first: BTreeMap<&str, &SourcePath> = BTreeMap::new();
    for path in drafts.stories.iter().map(|story| &story.path).filter(|path| !has_edition(path)) {
        let folder = path.folder();
        if folder.rsplit('/').next().is_some_and(|name| EditionKey::parse(name).is_some()) {
            let known = first.entry(folder).or_insert(path);
            *known = path.min(*known);
        }
    }
    let finding = |(folder, path): (&str, &SourcePath)| {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        Finding::warning(Place::new(path, Span::default()), values::misplaced_edition(folder, name))
    };
    first.into_iter().map(finding).collect()
}

fn has_edition(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/editions/")
}

fn wording(folder: &str, drafts: &Drafts) -> values::Wording {
    match Moment::parse(folder) {
        Ok(moment) => values::bad_edition_folder(folder, None, Some(&moment.day().to_string())),
        Err(NoDay::TooLate(year, month, days)) => {
            values::bad_edition_folder(folder, Some((year, month, days)), None)
        }
        Err(NoDay::Unread) => {
            let day = folder.get(.."2025-11-20".len()).and_then(EditionKey::parse);
            let is_taken = |key: &EditionKey| {
                let prefix = format!("content/editions/{key}/");
                drafts.stories.iter().any(|story| story.path.as_str().starts_with(&prefix))
            };
            let is_extra = |key: &EditionKey| is_taken(key) || EXTRA.iter().any(|word| folder.contains(word));
            let right = day.map(|key| if is_extra(&key) { format!("{key}-extra") } else { key.to_string() });
            values::bad_edition_folder(folder, None, right.as_deref())
        }
    }
}
