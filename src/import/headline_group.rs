//! The lines above a text → its column, kicker, headline, deck and byline.

use super::furniture::KindedPart;
use super::line_kind::LineKind;
use super::lines::byline;
use super::manuscript::Manuscripted;
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind, ReceivingPaper};
use super::official::{is_bulletin, signer};
use super::titles::{self, TitleLine};
use crate::model::markup::Alignment;
use crate::words::import as words;
use crate::words::import::ImprintPart;

/// What the lines above a text are, in their order.
#[derive(Default)]
struct GroupLines<'g> {
    labels: Vec<(usize, String)>,
    titles: Vec<TitleLine>,
    decks: Vec<String>,
    imprints: Vec<&'g KindedPart>,
    /// The number of a document, a day: what prints between headline and text.
    particulars: Vec<&'g Manuscripted>,
}

/// Begins a story with the lines above its text.
pub(super) fn begin(
    story: &mut NewStory,
    group: &[KindedPart],
    has_body: bool,
    paper: &ReceivingPaper,
    notes: &mut Vec<ImportNote>,
) {
    let is_styled = group.iter().any(|part| matches!(part.kind, Some(LineKind::Heading(_))));
    let group = without_masthead(group, notes);
    story.line = group.iter().find_map(|part| Some(part.paragraph()?.line)).unwrap_or_default();
    let mut lines = GroupLines::default();
    for part in group {
        let Some(paragraph) = part.paragraph() else { continue };
        let text = squeezed(&paragraph.text());
        match &part.kind {
            Some(LineKind::Label(name)) => lines.labels.push((paragraph.line, name.clone())),
            Some(LineKind::Byline(byline)) => add_byline(story, byline, paragraph, notes),
            Some(LineKind::Imprint { .. }) => lines.imprints.push(part),
            Some(LineKind::Date | LineKind::OfficeDate | LineKind::Particular | LineKind::Issue) => {
                lines.particulars.push(paragraph);
            }
            Some(LineKind::Deck) if !lines.titles.is_empty() => lines.decks.push(text),
            Some(LineKind::Kicker) => story.kicker = Some(text),
            Some(LineKind::Lead) => story.lead = Some(text),
            Some(LineKind::Heading(level)) => {
                if lines.titles.is_empty() {
                    story.level = *level;
                }
                lines.titles.push(TitleLine::of(paragraph, text));
            }
            _ => lines.titles.push(TitleLine::of(paragraph, text)),
        }
    }
    for part in &lines.imprints {
        take_imprint(story, part, paper, notes); // A byline of its own comes before one in it.
    }
    let GroupLines { mut labels, mut titles, decks, particulars, .. } = lines;
    if story.byline.is_none() && titles.len() > 1 && has_body {
        story.byline =
            titles.pop_if(|title| signer(&title.text).is_some()).and_then(|title| signer(&title.text));
    }
    if !is_styled {
        let is_label =
            |pair: &&[TitleLine]| pair[0].may_be_label(&pair[1]) || paper.columns.contains(&pair[0].text);
        let bare = titles.windows(2).take_while(is_label).count();
        story.is_column_bare = bare > 0 && labels.is_empty();
        labels.extend(titles.drain(..bare).map(|title| (title.line, title.text)));
    }
    set_column(story, labels, notes);
    titles::set(story, titles, &decks, is_styled, notes);
    for paragraph in particulars {
        story.push(paragraph.line, NewBlock::Aligned(Alignment::Centre, paragraph.strands.clone()));
    }
}

/// The lines of a group below the masthead of a bulletin or of an office's papers, which is listed.
fn without_masthead<'g>(group: &'g [KindedPart], notes: &mut Vec<ImportNote>) -> Vec<&'g KindedPart> {
    let is_title = |part: &KindedPart| {
        let is_short = matches!(part.kind, Some(LineKind::Short | LineKind::Heading(_)));
        is_short && part.paragraph().is_some_and(|paragraph| signer(&paragraph.text()).is_none())
    };
    let names_bulletin = |part: &KindedPart| {
        part.kind == Some(LineKind::Issue)
            || is_title(part)
                && part.paragraph().is_some_and(|paragraph| is_bulletin(paragraph.text().trim()))
    };
    let ends = |part: &KindedPart| {
        matches!(
            part.kind,
            Some(LineKind::Issue | LineKind::OfficeDate | LineKind::Date | LineKind::Particular)
        )
    };
    let last = (0..group.len()).rev().find(|at| {
        ends(&group[*at]) && group[*at + 1..].iter().any(is_title) && group[..=*at].iter().any(names_bulletin)
    });
    let (masthead, rest) = group.split_at(last.map_or(0, |last| last + 1));
    let (numbers, names): (Vec<&KindedPart>, Vec<&KindedPart>) =
        masthead.iter().partition(|part| part.kind == Some(LineKind::Particular));
    for paragraph in names.iter().filter_map(|part| part.paragraph()) {
        notes.push(aside(paragraph.line, paragraph.text(), words::masthead()));
    }
    rest.iter().chain(numbers).collect()
}

/// A headline without the wide spaces that centre it: those between its characters divide its lines, as a line break does.
fn squeezed(text: &str) -> String {
    let text = text.trim().replace('\n', "\u{3000}");
    let words: Vec<&str> = text.split([' ', '\u{A0}', '\t']).filter(|word| !word.is_empty()).collect();
    words.join(" ").trim().to_owned()
}

fn add_byline(story: &mut NewStory, byline: &str, paragraph: &Manuscripted, notes: &mut Vec<ImportNote>) {
    match &mut story.byline {
        None => story.byline = Some(byline.to_owned()),
        Some(known) if known == byline => {
            notes.push(aside(paragraph.line, paragraph.text(), words::repeated_byline()));
        }
        Some(_) => story.push(paragraph.line, NewBlock::Paragraph(paragraph.strands.clone())),
    }
}

/// The date and the source of a web page. A story of an edition has the date of that.
pub(super) fn take_imprint(
    story: &mut NewStory,
    part: &KindedPart,
    paper: &ReceivingPaper,
    notes: &mut Vec<ImportNote>,
) {
    let (Some(LineKind::Imprint { date, source, rest }), Some(paragraph)) = (&part.kind, part.paragraph())
    else {
        return;
    };
    let mut taken = Vec::new();
    if story.date.is_none() && date.is_some() && paper.takes_dates {
        story.date = *date;
        taken.push(ImprintPart::Date);
    }
    if story.source.is_none() && source.is_some() {
        story.source.clone_from(source);
        taken.push(ImprintPart::Source);
    }
    if let (None, Some(LineKind::Byline(byline))) = (&story.byline, byline(rest)) {
        story.byline = Some(byline);
        taken.push(ImprintPart::Byline);
    }
    notes.push(aside(paragraph.line, squeezed(&paragraph.text()), words::imprint(&taken)));
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

fn aside(line: usize, text: String, remark: crate::words::Remark) -> ImportNote {
    ImportNote { line, kind: NoteKind::Aside, remark, text }
}
