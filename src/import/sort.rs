//! The parts of a manuscript → stories: which lines are a headline group, which a sub-head, and where a story ends.

use super::foot;
use super::furniture::{KindedPart, cleared};
use super::headline_group::{begin, take_imprint};
use super::line_kind::LineKind;
use super::lines::{is_caption, may_be_label, may_be_subhead};
use super::manuscript::{Manuscript, ManuscriptPart, Manuscripted, Placing, Strand, TEXT_SIZE, without_head};
use super::neighbours::{self, is_title};
use super::new_story::{ImportNote, LinedBlock, NewBlock, NewStory, NoteKind, ReceivingPaper};
use crate::model::markup::Alignment;
use crate::words::import as words;

/// More short lines than this in a row are a list of names or a poem, not a headline group.
const MOST_HEADS: usize = 4;

/// The longest line that stays on the right, in characters: a longer one is running text.
const LONGEST_RIGHT: usize = 40;

/// The stories of a manuscript.
#[derive(Debug)]
pub(super) struct Sorted<'p> {
    pub stories: Vec<NewStory>,
    pub notes: Vec<ImportNote>,
    paper: &'p ReceivingPaper<'p>,
    /// Whether the last story has its byline at its foot, so that it ends there.
    is_closed: bool,
    /// Whether what follows says whose the text is.
    is_rights: bool,
}

/// Divides a manuscript into stories for a paper.
#[must_use]
pub(super) fn sort<'p>(manuscript: &Manuscript, paper: &'p ReceivingPaper) -> Sorted<'p> {
    let (stories, mut notes) = (Vec::new(), Vec::new());
    let mut parts = cleared(manuscript, &mut notes);
    let mut sorted = Sorted { stories, notes, paper, is_closed: false, is_rights: false };
    let usual = neighbours::usual_gap(&parts);
    foot::mark(&mut parts, usual);
    neighbours::settle(&mut parts, usual);
    let mut index = 0;
    while index < parts.len() {
        let run = parts[index..].iter().take_while(|part| is_headish(part)).count();
        if run == 0 {
            sorted.body(&parts[index]);
            index += 1;
        } else {
            sorted.heads(&parts[index..index + run], parts.get(index + run), usual);
            index += run;
        }
    }
    sorted
}

fn is_headish(part: &KindedPart) -> bool {
    use LineKind::{Byline, Deck, Heading, Imprint, Issue, Kicker, Label, Lead, Short};
    let is_head = matches!(
        part.kind,
        Some(Short | Label(_) | Kicker | Deck | Byline(_) | Lead | Imprint { .. } | Heading(_) | Issue)
    );
    is_head || is_particular(part)
}

fn is_byline(part: &KindedPart) -> bool {
    matches!(part.kind, Some(LineKind::Byline(_)))
}

/// Whether a line says something of a document: its day, its number.
fn is_particular(part: &KindedPart) -> bool {
    matches!(part.kind, Some(LineKind::Date | LineKind::OfficeDate | LineKind::Particular))
}

impl Sorted<'_> {
    /// The story that is open; one without a headline if none is.
    fn open(&mut self, line: usize) -> &mut NewStory {
        if self.stories.is_empty() {
            self.stories.push(NewStory { line, ..NewStory::default() });
        }
        let last = self.stories.len() - 1;
        &mut self.stories[last]
    }

    /// Adds a part of the text.
    fn body(&mut self, part: &KindedPart) {
        let Some(paragraph) = part.paragraph() else {
            let block = match &part.part {
                ManuscriptPart::Table { rows, is_divided } => {
                    if *is_divided {
                        self.open(0).push(0, NewBlock::Doubt(words::merged_cells(), String::new()));
                    }
                    NewBlock::Table(rows.clone())
                }
                ManuscriptPart::Picture(index) => NewBlock::Picture(*index, None),
                ManuscriptPart::Paragraph(_) => return,
            };
            self.open(0).push(0, block);
            return;
        };
        if self.is_rights {
            let text = paragraph.text();
            let rights = self.open(paragraph.line).copyright.get_or_insert_default();
            rights.push_str(text.trim());
            return;
        }
        match &part.kind {
            Some(LineKind::Rights) => {
                self.is_rights = true;
                let rights = self.open(paragraph.line).copyright.get_or_insert_default();
                rights.push_str(&(paragraph.text().trim().to_owned() + "："));
            }
            Some(LineKind::Tail(byline)) => self.tail(paragraph, byline),
            Some(LineKind::RunIn(byline, bytes)) => {
                let story = self.open(paragraph.line);
                let is_first = story.byline.is_none() && !story.has_body();
                let strands = paragraph.strands.clone();
                let words = if is_first { without_head(&strands, *bytes) } else { strands };
                if is_first {
                    story.byline = Some(byline.clone());
                }
                story.push(paragraph.line, NewBlock::Paragraph(words));
            }
            Some(LineKind::Numbered(level)) => {
                let block = NewBlock::Subhead(*level, paragraph.strands.clone());
                self.open(paragraph.line).push(paragraph.line, block);
                self.is_closed = false; // An annex below the signature belongs to the document.
            }
            Some(LineKind::Foot) => {
                let block = NewBlock::Aligned(Alignment::Right, paragraph.strands.clone());
                self.open(paragraph.line).push(paragraph.line, block);
                self.is_closed = true;
            }
            _ => {
                let is_late = paragraph.gap > 2;
                let story = self.open(paragraph.line);
                if (paragraph.look.is_caption || is_caption(paragraph.text().trim()))
                    && let Some(NewBlock::Picture(_, caption @ None)) =
                        story.blocks.last_mut().map(|placed| &mut placed.block)
                {
                    *caption = Some(paragraph.text().trim().to_owned());
                    return;
                }
                if is_late
                    && story.headline.is_some()
                    && story.byline.is_none()
                    && !story.has_body()
                    && is_fragment(paragraph)
                {
                    let doubt = NewBlock::Doubt(words::lost_beginning(), paragraph.text());
                    story.push(paragraph.line, doubt);
                }
                story.push(paragraph.line, block(paragraph));
            }
        }
    }

    /// A byline in brackets: at the foot of the story that is open, or a paragraph of it.
    fn tail(&mut self, paragraph: &Manuscripted, byline: &str) {
        let story = self.open(paragraph.line);
        if story.byline.is_none() && story.headline.is_some() {
            story.byline = Some(byline.to_owned());
            let is_text =
                |placed: &LinedBlock| matches!(placed.block, NewBlock::Paragraph(_) | NewBlock::Item(..));
            self.is_closed = story.blocks.iter().any(is_text); // Above the text it ends nothing.
        } else {
            story.push(paragraph.line, block(paragraph));
        }
    }

    /// Reads consecutive lines of which each may be of a headline group.
    fn heads(&mut self, run: &[KindedPart], next: Option<&KindedPart>, usual: usize) {
        let has_body = self.stories.last().is_some_and(NewStory::has_body);
        let belongs = |part: &&KindedPart| is_byline(part) || is_particular(part);
        let foot = if has_body { run.iter().take_while(belongs).count() } else { 0 };
        let (foot, run) = run.split_at(foot);
        for part in foot {
            self.below(part);
        }
        if run.is_empty() {
            return;
        }
        if self.is_rights && !run.iter().any(is_byline) {
            for part in run {
                self.body(part);
            }
            return;
        }
        if !has_body || self.begins_story(run, next, usual) {
            self.is_rights = false;
            self.begin_each(run, next);
        } else {
            for part in run {
                self.within(part, next.is_none());
            }
        }
        self.is_closed = false;
    }

    /// A byline or a remark below the text.
    fn below(&mut self, part: &KindedPart) {
        let Some(paragraph) = part.paragraph() else { return };
        let story = self.open(paragraph.line);
        match &part.kind {
            Some(LineKind::Byline(byline)) if story.byline.is_none() => {
                story.byline = Some(byline.clone());
                self.is_closed = true;
            }
            _ => story.push(paragraph.line, block(paragraph)),
        }
    }

    /// Whether lines after the text of a story are the headline group of another one.
    fn begins_story(&self, run: &[KindedPart], next: Option<&KindedPart>, usual: usize) -> bool {
        let shorts = run.iter().filter(|part| part.kind == Some(LineKind::Short)).count();
        let first = run.iter().position(is_title);
        let is_signed = first.is_some_and(|first| run[first..].iter().any(is_byline));
        let is_dispatch = next.is_some_and(|next| matches!(next.kind, Some(LineKind::RunIn(..))));
        let has =
            |wanted: fn(&LineKind) -> bool| run.iter().any(|part| part.kind.as_ref().is_some_and(wanted));
        let is_apart = run[0].paragraph().is_some_and(|paragraph| paragraph.gap >= usual + 2);
        let is_titled = first.is_some()
            && (self.is_closed
                || is_dispatch
                || is_apart
                || first
                    .zip(next)
                    .is_some_and(|(first, next)| self.is_as_large_as_headline(&run[first], next))
                || has(|kind| matches!(kind, LineKind::Label(_) | LineKind::Deck | LineKind::Heading(0)))
                || (2..=MOST_HEADS).contains(&shorts) && !has(|kind| matches!(kind, LineKind::Heading(_))));
        is_signed || is_titled && next.is_some()
    }

    /// Whether a title has letters as large as the headline of the story that is open, and larger ones than the text below it.
    fn is_as_large_as_headline(&self, title: &KindedPart, text: &KindedPart) -> bool {
        let size = |part: &KindedPart| part.paragraph().and_then(|paragraph| paragraph.look.size);
        let headline = self.stories.last().and_then(|story| story.headline_size);
        let is_large = |(size_of_title, headline)| {
            size_of_title >= headline && size_of_title > size(text).unwrap_or(TEXT_SIZE)
        };
        size(title).zip(headline).is_some_and(is_large)
    }

    /// Begins a story for each headline group of a run: one ends at its byline.
    fn begin_each(&mut self, run: &[KindedPart], next: Option<&KindedPart>) {
        let mut rest = run;
        while !rest.is_empty() {
            let mut seen = (false, false);
            let end = rest.iter().position(|part| {
                let ends = seen == (true, true)
                    && !is_byline(part)
                    && !is_particular(part)
                    && !matches!(part.kind, Some(LineKind::Imprint { .. } | LineKind::Lead));
                seen = (seen.0 || is_title(part), seen.1 || is_byline(part) && seen.0);
                ends
            });
            let (group, others) = rest.split_at(end.unwrap_or(rest.len()));
            if self.stories.last().is_some_and(|story| story.has_body() || story.headline.is_some())
                || self.stories.is_empty()
            {
                self.stories.push(NewStory::default());
            }
            let has_body = others.is_empty() && next.is_some();
            let last = self.stories.len() - 1;
            begin(&mut self.stories[last], group, has_body, self.paper, &mut self.notes);
            if !has_body {
                self.give_body_before();
            }
            rest = others;
        }
    }

    /// Gives a story without a text what stands before its headline under the name of a column: a page is sometimes extracted in
    /// the wrong order.
    fn give_body_before(&mut self) {
        let [.., before, story] = &mut self.stories[..] else { return };
        let is_label = |placed: &LinedBlock| {
            matches!(placed.block, NewBlock::Subhead(..)) && may_be_label(&placed.block.text())
        };
        let Some(at) = before.blocks.iter().rposition(is_label) else { return };
        if story.has_body() || story.column.is_some() {
            return;
        }
        let mut moved = before.blocks.split_off(at);
        before.blocks.pop_if(|placed| matches!(placed.block, NewBlock::Doubt(..)));
        story.column = Some(moved.remove(0).block.text());
        let headline = story.headline.clone().unwrap_or_default();
        story.push(story.line, NewBlock::Doubt(words::body_before_headline(), headline));
        story.blocks.append(&mut moved);
    }

    /// A line within a story.
    fn within(&mut self, part: &KindedPart, is_last: bool) {
        let Some(paragraph) = part.paragraph() else { return };
        let (line, text, strands) = (paragraph.line, paragraph.text(), paragraph.strands.clone());
        let level = self.open(line).level;
        match &part.kind {
            Some(LineKind::Heading(own)) => {
                let level = (own.saturating_sub(level) + 1).clamp(2, 5);
                self.open(line).push(line, NewBlock::Subhead(level, strands));
            }
            Some(LineKind::Imprint { source, rest, .. }) if source.is_some() || !rest.is_empty() => {
                let (paper, mut notes) = (self.paper, Vec::new());
                take_imprint(self.open(line), part, paper, &mut notes);
                self.notes.append(&mut notes);
            }
            Some(LineKind::Short | LineKind::Label(_)) if may_be_subhead(&text) && !is_last => {
                let is_set_off = paragraph.look.placing == Placing::Centred || paragraph.is_bold();
                if is_set_off {
                    self.open(line).push(line, NewBlock::Doubt(words::guessed_subhead(), text));
                } else {
                    let (kind, remark) = (NoteKind::Doubt, words::guessed_subhead());
                    self.notes.push(ImportNote { line, kind, remark, text });
                }
                self.open(line).push(line, NewBlock::Subhead(2, strands));
            }
            _ => self.open(line).push(line, block(paragraph)),
        }
    }
}

/// A paragraph as a block.
fn block(paragraph: &Manuscripted) -> NewBlock {
    let strands: Vec<Strand> = paragraph.strands.clone();
    match (&paragraph.look.item, paragraph.look.is_quotation) {
        (Some((level, mark)), _) => NewBlock::Item(*level, *mark, strands),
        (None, true) => NewBlock::Quotation(strands),
        (None, false) if is_short_and_right(paragraph) => NewBlock::Aligned(Alignment::Right, strands),
        (None, false) => NewBlock::Paragraph(strands),
    }
}

/// Whether a paragraph is a line on the right.
fn is_short_and_right(paragraph: &Manuscripted) -> bool {
    paragraph.look.placing == Placing::Right && paragraph.text().chars().count() <= LONGEST_RIGHT
}

/// Whether a paragraph is too short to be the beginning of a text.
fn is_fragment(paragraph: &Manuscripted) -> bool {
    paragraph.text().trim().chars().count() < 16
}
