//! Hover: what the name at the cursor stands for.

use serde_json::{Value, json};

use super::asked::Asked;
use super::client::Unanswered;
use super::spot::YamlDocument;
use super::things::{FigureName, NamedThing, keys_above};
use crate::model::figure::Figure;
use crate::model::ids::StoryId;
use crate::model::site::{LedgerRecord, Site, Story};
use crate::parse::describe;
use crate::source::SourcePath;
use crate::words::editor::{self, Label};

/// How many stories are listed.
const MOST: usize = 8;

/// Answers what the name at the cursor stands for.
pub(super) fn hover(asked: &mut Asked, params: &Value) -> Result<Value, Unanswered> {
    let at = asked.offset(params)?;
    let Some((thing, span)) = asked.thing(at) else { return Ok(Value::Null) };
    let lines = match &thing {
        NamedThing::Figure(name) => figure(asked, name),
        NamedThing::Column(name) => column(asked, name),
        NamedThing::Topic(name) => topic(asked, name),
        NamedThing::Ledger(id) => ledger(asked, id),
        NamedThing::File(path, _) => story(asked, path),
        NamedThing::Kept(ledger, name) => kept(asked, ledger, name),
        NamedThing::ExhibitKind(word) => key(asked, None, word),
        NamedThing::Key(document, path, word) => {
            let path: Vec<String> = keys_above(path).into_iter().chain([word.clone()]).collect();
            key(asked, Some((document, path)), word)
        }
    };
    let Some(lines) = lines else { return Ok(Value::Null) };
    let said = json!({"kind": "markdown", "value": lines.join("\n\n")});
    Ok(json!({"contents": said, "range": asked.range(span)}))
}

fn figure(asked: &Asked, name: &FigureName) -> Option<Vec<String>> {
    let figure = asked.figure_of(name)?;
    let (printed, record) = match name {
        FigureName::Row { ledger, key } => {
            let record = asked.paper.site().and_then(|site| site.ledger(ledger));
            (asked.lexicon().printed(ledger, key).unwrap_or_default().to_owned(), record)
        }
        FigureName::Own { .. } => (figure.shown().map(|value| value.plain()).unwrap_or_default(), None),
    };
    let mut lines = vec![format!("**{}** {printed}", plain(figure.name())), format!("`{}`", written(name))];
    lines.extend(details(asked, figure, record));
    if let Some(site) = asked.paper.site() {
        lines.extend(printed_in(asked, site, record, figure));
    }
    Some(lines)
}

/// A name as other files write it.
fn written(name: &FigureName) -> String {
    match name {
        FigureName::Row { ledger, key } => format!("{ledger}:{key}"),
        FigureName::Own { key, .. } => key.clone(),
    }
}

fn details(asked: &Asked, figure: &Figure, record: Option<&LedgerRecord>) -> Vec<String> {
    let ledger = record.map(|record| &record.ledger);
    let source = ledger.and_then(|ledger| ledger.source.as_ref()).map(|source| source.name.as_str());
    let as_of = figure.as_of.or_else(|| ledger?.as_of).map(|date| date.iso());
    let series = figure.series.iter().map(|(period, number)| format!("{period}: {}", number.written));
    let series = series.collect::<Vec<_>>().join("，");
    let said = [
        (Label::Window, figure.window.clone()),
        (Label::Series, (!series.is_empty()).then_some(series)),
        (Label::Parts, (!figure.parts.is_empty()).then(|| figure.parts.join("，"))),
        (Label::Source, figure.source.as_deref().or(source).map(str::to_owned)),
        (Label::Ledger, ledger.map(|ledger| ledger.title.clone())),
        (Label::AsOf, as_of),
        (Label::Note, figure.note.clone()),
    ];
    let line = |(label, value): (Label, Option<String>)| {
        Some(format!("{}{}", editor::label(label, asked.language), plain(&value?)))
    };
    said.into_iter().filter_map(line).collect()
}

/// The stories that print a figure.
fn printed_in(asked: &Asked, site: &Site, record: Option<&LedgerRecord>, figure: &Figure) -> Option<String> {
    let record = record?;
    let stories = record.printed_in.get(record.ledger.figures.get_index_of(&figure.key)?)?;
    if stories.is_empty() {
        return None;
    }
    let listed = stories.iter().take(MOST).map(|story| format!("- {}", linked(asked, site.story(*story))));
    let left = stories.len().saturating_sub(MOST);
    let more = (left > 0).then(|| format!("- {}", editor::and_more(left, asked.language)));
    let lines: Vec<String> = listed.chain(more).collect();
    Some(format!("{}\n{}", editor::label(Label::PrintedIn, asked.language), lines.join("\n")))
}

/// A story's headline, which leads to it.
fn linked(asked: &Asked, story: &Story) -> String {
    format!("[{}]({})", plain(&story.title()), asked.paper.address(&story.draft.path))
}

fn column(asked: &Asked, name: &str) -> Option<Vec<String>> {
    let column = asked.lexicon().columns.iter().find(|column| column.name == name)?;
    let mut lines = vec![format!("**{}**", plain(name))];
    lines.extend(column.about.as_deref().map(plain));
    let stories = asked.paper.site().and_then(|site| site.columns.iter().find(|column| column.name == name));
    lines.extend(stories.and_then(|column| newest(asked, &column.stories)));
    Some(lines)
}

fn topic(asked: &Asked, name: &str) -> Option<Vec<String>> {
    let topic = asked.paper.site()?.topics.iter().find(|topic| topic.name == name)?;
    let lines = [Some(format!("**{}**", plain(name))), newest(asked, &topic.stories)];
    Some(lines.into_iter().flatten().collect())
}

/// How many stories there are, and the newest of them.
fn newest(asked: &Asked, stories: &[StoryId]) -> Option<String> {
    let site = asked.paper.site()?;
    let listed = stories.iter().take(MOST).map(|story| format!("- {}", linked(asked, site.story(*story))));
    Some(format!(
        "{}\n{}",
        editor::stories(stories.len(), asked.language),
        listed.collect::<Vec<_>>().join("\n")
    ))
}

fn ledger(asked: &Asked, id: &str) -> Option<Vec<String>> {
    let ledger = asked.lexicon().ledger(id)?;
    let said = [
        (Label::Owner, ledger.owner.clone()),
        (Label::AsOf, ledger.as_of.map(|date| date.iso())),
        (Label::Source, ledger.source.as_ref().map(|source| source.name.clone())),
        (Label::Figures, Some(ledger.figures.len().to_string())),
    ];
    let line = |(label, value): (Label, Option<String>)| {
        Some(format!("{}{}", editor::label(label, asked.language), plain(&value?)))
    };
    Some(
        [format!("**{}**", plain(&ledger.title))]
            .into_iter()
            .chain(said.into_iter().filter_map(line))
            .collect(),
    )
}

fn story(asked: &Asked, path: &SourcePath) -> Option<Vec<String>> {
    let site = asked.paper.site()?;
    let story = site.stories_and_standing().find(|story| story.draft.path == *path)?;
    Some(vec![format!("**{}**", plain(&story.title())), plain(story.summary())])
}

fn kept(asked: &Asked, ledger: &str, name: &str) -> Option<Vec<String>> {
    let exhibit = asked.lexicon().ledger(ledger)?.exhibits.get(name)?;
    Some(vec![format!("**{}**", plain(exhibit.title.as_deref().unwrap_or(name)))])
}

/// What a key is for, or a kind of exhibit.
fn key(asked: &Asked, place: Option<(&YamlDocument, Vec<String>)>, word: &str) -> Option<Vec<String>> {
    let purpose = match place {
        Some((document, path)) => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            describe(document.keyed()?, &path)?.said(asked.language)
        }
        None => editor::kind(word, asked.language)?,
    };
    Some(vec![format!("`{word}`"), purpose.to_owned()])
}

/// Words of the paper, in which Markdown's marks are only characters.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for character in words.chars() {
        if character.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::KINDS;
    use crate::words::Language;

    #[test]
    fn every_kind_of_exhibit_is_explained() {
        let is_silent = |kind: &&&str| editor::kind(kind, Language::English).is_none();
        assert_eq!(KINDS.iter().find(is_silent), None);
    }
}
