//! A correction (更正): the draft of a story that says which printed figures were wrong.

#![allow(clippy::disallowed_methods, reason = "the desk writes content")]

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use chrono::NaiveDate;

use crate::fault::{Action, Fault};
use crate::pipeline::{Altered, PrintedIn};
use crate::source::SourcePath;

/// How many corrections of one day there may be.
const MOST: usize = 99;

/// Writes the draft of a correction into the edition of `day`, under a name that is free; nothing, where no printed story prints an
/// altered figure.
///
/// # Errors
/// When it cannot be written.
pub fn erratum(root: &Path, day: NaiveDate, altered: &[Altered]) -> Result<Option<SourcePath>, Fault> {
    let Some(text) = text(day, altered) else { return Ok(None) };
    let folder = root.join(format!("content/editions/{day}"));
    std::fs::create_dir_all(&folder).map_err(Fault::on(Action::CreateFolder, &folder))?;
    for number in 1..=MOST {
        let name = if number == 1 { "correction.md".to_owned() } else { format!("correction-{number}.md") };
        let path = folder.join(&name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).map_err(Fault::on(Action::Write, &path))?;
                return Ok(Some(SourcePath::new(&format!("content/editions/{day}/{name}"))));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Fault::new(Action::Write, &path, error)),
        }
    }
    Err(Fault::refused(Action::Write, folder))
}

/// A sentence for each figure that is another now, story by story, of those that were printed before `day`. What was right then and
/// is right now stands as it is: a correction is not to change when the ledger does again.
fn text(day: NaiveDate, altered: &[Altered]) -> Option<String> {
    let mut sentences = Vec::new();
    for figure in altered {
        let (Some(before), Some(after)) = (&figure.before, &figure.after) else { continue };
        for story in &figure.stories {
            let Some(place) = printed_before(story, day) else { continue };
            let (headline, name) = (story.headline.trim_end_matches('。'), &figure.name);
            let sentence = format!("{place}《{headline}》中，“{name}”应为{after}，误为{before}。");
            sentences.push((&story.placed, &story.path, sentence));
        }
    }
    sentences.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let paragraphs: Vec<String> = sentences.into_iter().map(|(_, _, sentence)| sentence).collect();
    let head = "---\nheadline: 更正\nform: notice\ndraft: true\n---\n";
    (!paragraphs.is_empty()).then(|| format!("{head}\n{}\n", paragraphs.join("\n\n")))
}

/// `2025年11月13日第2版`, of a story in an edition before `day`.
fn printed_before(story: &PrintedIn, day: NaiveDate) -> Option<String> {
    let (edition, page) = story.placed.as_ref()?;
    let date: NaiveDate = edition.get(..10)?.parse().ok().filter(|date| *date < day)?;
    Some(format!("{}第{page}版", date.format("%Y年%-m月%-d日")))
}
