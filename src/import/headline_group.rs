//! The lines above a text → its column, kicker, headline, deck and byline.

use super::furniture::KindedPart;
use super::lines::{LineKind, byline, may_be_label};
use super::manuscript::Manuscripted;
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind};
use crate::language::may_be_name;
use crate::words::import as words;

/// Begins a story with the lines above its text.
pub(super) fn begin(story: &mut NewStory, group: &[KindedPart], has_body: bool, notes: &mut Vec<ImportNote>) {
    story.line = group.iter().find_map(|part| Some(part.paragraph()?.line)).unwrap_or_default();
    let (mut labels, mut titles, mut decks, mut imprints) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let is_styled = group.iter().any(|part| matches!(part.kind, Some(LineKind::Heading(_))));
    for part in group {
        let Some(paragraph) = part.paragraph() else { continue };
        let text = squeezed(&paragraph.text());
        match &part.kind {
            Some(LineKind::Label(name)) => labels.push((paragraph.line, name.clone())),
            Some(LineKind::Byline(byline)) => add_byline(story, byline, paragraph, notes),
            Some(LineKind::Imprint { .. }) => {
                imprints.push(part);
                notes.push(aside(paragraph.line, text, words::imprint()));
            }
            Some(LineKind::Deck) if !titles.is_empty() => decks.push(text),
            Some(LineKind::Kicker) => story.kicker = Some(text),
            Some(LineKind::Lead) => story.lead = Some(text),
            Some(LineKind::Heading(level)) => {
                if titles.is_empty() {
                    story.level = *level;
                }
                titles.push((paragraph.line, text));
            }
            _ => titles.push((paragraph.line, text)),
        }
    }
    for part in imprints {
        take_imprint(story, part); // A byline of its own comes before one in it.
    }
    if story.byline.is_none()
        && titles.len() > 1
        && has_body
        && let Some(signature) = titles.last().and_then(|(_, text)| signature(text))
    {
        titles.pop();
        story.byline = Some(signature);
    }
    if !is_styled {
        let bare = titles.iter().take_while(|(_, text)| may_be_label(text)).count();
        labels.extend(titles.drain(..bare.min(titles.len().saturating_sub(1))));
    }
    set_column(story, labels, notes);
    set_titles(story, titles, &decks, is_styled);
}

/// A headline without the wide spaces that centre it: those between its characters divide its lines, as a line break does.
fn squeezed(text: &str) -> String {
    let text = text.trim().replace('\n', "\u{3000}");
    let words: Vec<&str> = text.split([' ', '\u{A0}', '\t']).filter(|word| !word.is_empty()).collect();
    words.join(" ").trim().to_owned()
}

/// What the names of offices end in.
const OFFICES: [&str; 24] = [
    "党委",
    "支部",
    "政府",
    "委员会",
    "办公室",
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "纪委",
    "委",
    "局",
    "办",
    "中心",
    "学院",
    "大学",
    "学校",
    "中学",
    "小学",
    "医院",
    "公司",
    "集团",
    "联合会",
    "街道",
];

/// A bare byline: a person's name, perhaps with a space in it, and perhaps after that of an office.
fn signature(text: &str) -> Option<String> {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let (office, names) = match pieces.split_first() {
        Some((first, rest)) if OFFICES.iter().any(|ending| first.ends_with(ending)) => (Some(*first), rest),
        _ => (None, &pieces[..]),
    };
    let is_single = |piece: &&str| piece.chars().count() == 1;
    let name = match names {
        [name] => (*name).to_owned(),
        [one, other] if is_single(one) && is_single(other) => format!("{one}{other}"),
        _ => return None,
    };
    may_be_name(&name).then(|| office.map_or(name.clone(), |office| format!("{office} {name}")))
}

fn add_byline(story: &mut NewStory, byline: &str, paragraph: &Manuscripted, notes: &mut Vec<ImportNote>) {
    match &mut story.byline {
        None => story.byline = Some(byline.to_owned()),
        Some(known) if known == byline => {
            notes.push(aside(paragraph.line, paragraph.text(), words::repeated_byline()));
        }
        Some(_) => story.blocks.push(NewBlock::Paragraph(paragraph.strands.clone())),
    }
}

/// The date and the source of a web page.
pub(super) fn take_imprint(story: &mut NewStory, part: &KindedPart) {
    let Some(LineKind::Imprint { date, source, rest }) = &part.kind else { return };
    story.date = story.date.or(*date);
    if story.source.is_none() {
        story.source.clone_from(source);
    }
    if let (None, Some(LineKind::Byline(byline))) = (&story.byline, byline(rest)) {
        story.byline = Some(byline);
    }
}

/// The first name is that of the column; a further one belongs to an unknown story.
fn set_column(story: &mut NewStory, labels: Vec<(usize, String)>, notes: &mut Vec<ImportNote>) {
    for (line, name) in labels {
        match &story.column {
            None => story.column = Some(name),
            Some(known) if *known == name => notes.push(aside(line, name, words::repeated_title())),
            Some(_) => notes.push(aside(line, name, words::floating_label())),
        }
    }
}

/// The kicker is above the headline, the deck below it. Words alone do not show which of two lines is the headline.
fn set_titles(story: &mut NewStory, titles: Vec<(usize, String)>, decks: &[String], is_styled: bool) {
    let has_deck = !decks.is_empty();
    let mut titles: Vec<String> = titles.into_iter().map(|(_, text)| text).collect();
    let (kicker, headline, deck) = match titles.len() {
        0 => (None, None, None),
        1 => (None, titles.pop(), None),
        _ if is_styled => (None, Some(titles.remove(0)), None),
        2 => (Some(titles.remove(0)), titles.pop(), None),
        _ if has_deck => (Some(titles.remove(0)), Some(titles.remove(0)), None),
        _ => (Some(titles.remove(0)), Some(titles.remove(0)), Some(titles.remove(0))),
    };
    let rest = if headline.is_some() { titles } else { Vec::new() };
    if kicker.is_some() && !has_deck {
        story.blocks.insert(0, NewBlock::Doubt(words::guessed_headlines()));
    }
    story.kicker = kicker.or(story.kicker.take());
    story.headline = headline;
    story.deck = deck.or_else(|| has_deck.then(|| decks.concat()));
    story
        .blocks
        .extend(rest.iter().map(|text| NewBlock::Paragraph(vec![super::manuscript::Strand::plain(text)])));
}

fn aside(line: usize, text: String, remark: crate::words::Remark) -> ImportNote {
    ImportNote { line, kind: NoteKind::Aside, remark, text }
}
