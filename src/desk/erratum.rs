//! A correction (更正): the draft of a story that says which printed figures were wrong.

use std::collections::BTreeSet;
use std::io::Write;

use chrono::NaiveDate;

use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::language::{Misprint, TextLanguage};
use crate::model::inventory::TEXT_LIMIT;
use crate::pipeline::{Altered, PrintedIn};
use crate::source::SourcePath;

/// The most corrections of one day.
const MOST: usize = 99;

/// Where a correction is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Erratum {
    /// Its draft was written.
    Written(SourcePath),
    /// A draft with the same text already exists.
    Existing(SourcePath),
}

/// Writes the draft of a correction into the edition of `day` under a free name, unless the edition has one with the
/// same text. `None` if no printed story prints an altered figure.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn erratum(
    root: &OpenFolder,
    day: NaiveDate,
    altered: &[Altered],
    language: TextLanguage,
) -> Result<Option<Erratum>, Fault> {
    let Some(words) = words(day, altered, language) else { return Ok(None) };
    let headline = language.correction_headline();
    let head = format!("---\nheadline: {headline}\nform: notice\ndraft: true\n---\n\n");
    let paths: Vec<SourcePath> = (1..=MOST).map(|number| path(day, number)).collect();
    if let Some(path) = paths.iter().find(|path| has_text(root, path, &words)) {
        return Ok(Some(Erratum::Existing(path.clone())));
    }
    let folder = format!("content/editions/{day}");
    root.folder_or_new(&folder).map_err(Fault::on(Action::CreateFolder, &root.path_of(&folder)))?;
    for path in paths {
        let placed = root.create_with(path.as_str(), |file| {
            file.write_all(format!("{head}{words}\n").as_bytes())?;
            file.sync_all()
        });
        if placed.map_err(Fault::on(Action::Write, &root.path_of(path.as_str())))? {
            return Ok(Some(Erratum::Written(path)));
        }
    }
    Err(Fault::refused(Action::Write, root.path_of(folder)))
}

/// The first is `correction.md`, the second `correction-2.md`.
fn path(day: NaiveDate, number: usize) -> SourcePath {
    let number = if number == 1 { String::new() } else { format!("-{number}") };
    SourcePath::new(&format!("content/editions/{day}/correction{number}.md"))
}

/// Whether the text of a story is exactly this, whatever its front matter.
fn has_text(root: &OpenFolder, path: &SourcePath, words: &str) -> bool {
    let text = root.read(path.as_str(), TEXT_LIMIT).unwrap_or_default();
    let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
    text.split_once("\n---\n").is_some_and(|(_, body)| body.trim() == words)
}

/// A sentence for each altered figure in each story printed before `day`. Both values are written as literals: a
/// correction must not change when the ledger changes again.
fn words(day: NaiveDate, altered: &[Altered], language: TextLanguage) -> Option<String> {
    let mut sentences = Vec::new();
    for figure in altered {
        for story in &figure.stories {
            let Some((day, page)) = printed_before(story, day) else { continue };
            for (before, after) in corrected(figure, story) {
                let name = is_itself(figure, after).then_some(figure.name.as_str());
                let misprint = Misprint { day, page, headline: &story.headline, name, before, after };
                sentences.push((&story.placed, &story.path, language.correction(misprint)));
            }
        }
    }
    sentences.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let paragraphs: Vec<String> = sentences.into_iter().map(|(_, _, sentence)| sentence).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// What a story printed of a figure, and the right value: as in its text, or as in the ledger if only an exhibit shows it.
fn corrected<'a>(figure: &'a Altered, story: &'a PrintedIn) -> Vec<(&'a str, &'a str)> {
    let in_text: Vec<(&str, &str)> =
        story.texts.iter().map(|(before, after)| (before.as_str(), after.as_str())).collect();
    // The correction of 58项 covers that of 58.
    let is_part = |(before, after): &(&str, &str)| {
        let longer = in_text.iter().filter(|(whole, _)| whole.len() > before.len());
        longer.into_iter().any(|(was, is)| was.starts_with(before) && is.starts_with(after))
    };
    let in_text: Vec<(&str, &str)> = in_text.iter().filter(|pair| !is_part(pair)).copied().collect();
    let in_ledger = figure.before.as_deref().zip(figure.after.as_deref()).filter(|_| in_text.is_empty());
    in_text.into_iter().chain(in_ledger).collect()
}

/// Whether a right value is that of the figure itself, so that it is called by its name: a share or a change computed from it may
/// be wrong although the figure is not.
fn is_itself(figure: &Altered, after: &str) -> bool {
    let is_share = |text: &str| text.ends_with('%');
    let itself = figure.after.as_deref().filter(|now| figure.before.as_deref() != Some(*now));
    itself.is_some_and(|now| is_share(now) == is_share(after))
}

/// How many stories of editions from `day` on print an altered figure.
#[must_use]
pub(crate) fn coming(day: NaiveDate, altered: &[Altered]) -> usize {
    let stories = altered.iter().flat_map(|figure| &figure.stories);
    let is_coming = |story: &&PrintedIn| story.placed.is_some() && printed_before(story, day).is_none();
    stories.filter(is_coming).map(|story| &story.path).collect::<BTreeSet<_>>().len()
}

/// The day and the page of a story in an edition before `day`.
fn printed_before(story: &PrintedIn, day: NaiveDate) -> Option<(NaiveDate, usize)> {
    let (edition, page) = story.placed.as_ref()?;
    let date: NaiveDate = edition.get(..10)?.parse().ok().filter(|date| *date < day)?;
    Some((date, *page))
}
