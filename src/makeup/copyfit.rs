//! Copyfit: a story of the site → its copy, with all its text measured.

use super::copy::{CopyExhibit, CopyPicture, CopyPiece, CopyText, PicturePlacement, StoryCopy};
use super::exhibits;
use super::gather::is_brief;
use super::lines::Paragraph;
use super::runs::TextRun;
use crate::model::body::{Block, BlockKind, Inline, visit_leaves};
use crate::model::byline::Byline;
use crate::model::draft::Recording;
use crate::model::edition::Wish;
use crate::model::figured::PrintedFigure;
use crate::model::ids::StoryId;
use crate::model::markup::GroupKind;
use crate::model::phrase::{Phrase, Piece};
use crate::model::site::{Site, Story, Target};
use crate::model::story::Form;
use crate::model::theme::{Advances, EM, Em, Grid};

/// The width of 「答」 before the text of an explanation, with the space after it.
const ANSWER: Em = 1840;
/// First lines are indented by two Chinese characters.
const INDENT: Em = 2 * EM;
/// The lines that are reserved for an exhibit inside a list or a quotation.
const NESTED_EXHIBIT: usize = 12;
/// The inset of lists, quotations and boxes.
const INSET: Em = 2 * EM;
/// The size of characters above and below the line.
const SMALL: Em = 750;
/// The size of the notes at the foot of a story.
const NOTE: Em = 875;

/// The copy of a story, with the editor's settings for it, for a page on `grid`. Of its text, only blocks are
/// measured that begin within the first `limit` characters.
#[must_use]
pub(crate) fn copy(site: &Site, grid: &Grid, id: StoryId, wish: Wish, limit: usize) -> StoryCopy {
    let story = site.story(id);
    let setting = Copyfitter { site, story, grid };
    let front = story.draft.front();
    let columns = grid.columns;
    let rank = story.placed.map_or(1, |placed| placed.rank);
    let withdrawn = story.draft.slip.schedule.withdrawn.as_ref().map(|withdrawal| withdrawal.reason.as_str());
    let mut text = setting.narrative(withdrawn, limit);
    setting.signature(&mut text);
    if withdrawn.is_none() {
        setting.notes(&mut text);
    }
    let copy = StoryCopy {
        rank,
        is_brief: false,
        // Explanations and notices are boxed, unless they lead.
        boxed: wish
            .boxed
            .unwrap_or(front.boxed || rank > 1 && matches!(story.form, Form::Explainer | Form::Notice)),
        span: wish
            .span
            .or(story.draft.slip.span.map(|(span, _)| span))
            .map(|span| span as usize)
            .filter(|span| (1..=columns).contains(span)),
        stand: match wish.large_pictures {
            _ if story.form == Form::Photo => PicturePlacement::OverHeadline,
            Some(true) => PicturePlacement::Across,
            Some(false) => PicturePlacement::InColumn,
            None => PicturePlacement::Free,
        },
        head: setting.head(),
        text,
        pictures: if withdrawn.is_some() { Vec::new() } else { setting.pictures() },
        exhibits: if withdrawn.is_some() { Vec::new() } else { setting.exhibits() },
    };
    StoryCopy { is_brief: story.form == Form::Brief && withdrawn.is_none() && is_brief(&copy), ..copy }
}

/// A story, and what is needed to measure it.
pub(super) struct Copyfitter<'s> {
    site: &'s Site,
    pub(super) story: &'s Story,
    grid: &'s Grid,
}

impl Copyfitter<'_> {
    pub(super) fn advances(&self) -> &Advances {
        self.grid.advances_of(self.story.language)
    }

    /// Words of the narrative, which is set in narrow columns.
    fn narrow<'t>(&self, text: &'t str) -> TextRun<'t> {
        TextRun { divides: !self.story.language.is_chinese(), ..TextRun::words(text) }
    }

    /// The indent of a first line: two characters, in English the size of the type.
    fn indent(&self) -> Em {
        if self.story.language.is_chinese() { INDENT } else { self.grid.latin.size }
    }

    pub(super) fn plain(&self, text: &str) -> Paragraph {
        Paragraph::plain(text, self.advances())
    }

    /// What the page says before the reason of a withdrawal.
    fn withdrawn_word(&self) -> String {
        let words = self.site.theme.words.get(self.site.paper.language.tag());
        let word = |key: &str| words.and_then(|words| words.get(key)).map_or("", String::as_str);
        [word("withdrawn"), word("colon")].concat()
    }

    fn phrase(&self, phrase: &Phrase) -> Paragraph {
        Paragraph::new(self.runs(phrase), self.advances())
    }

    pub(super) fn runs<'p>(&'p self, phrase: &'p Phrase) -> impl Iterator<Item = TextRun<'p>> {
        phrase.0.iter().flat_map(|piece| match piece {
            Piece::Text(words) => [TextRun::words(words), TextRun::words("")],
            Piece::Figure(reference, _) => figure(self.story.figure(*reference)),
        })
    }

    fn narrative(&self, withdrawn: Option<&str>, limit: usize) -> Vec<CopyText> {
        if let Some(notice) = withdrawn {
            let text = self.plain(&format!("{}{notice}", self.withdrawn_word()));
            let pieces = vec![CopyPiece::Paragraph { text, indent: 0, inset: 0 }];
            return vec![CopyText { block: 0, is_paragraph: false, pieces }];
        }
        let mut run_in = match &self.story.draft.front().byline {
            Some(byline @ Byline::Dispatch { .. }) => Some(byline.printed()),
            _ => None,
        };
        let mut text: Vec<CopyText> = Vec::new();
        let mut measured = 0;
        for (block, content) in self.story.draft.body().blocks.iter().enumerate() {
            if measured > limit {
                break;
            }
            let mut pieces = Vec::new();
            self.block(content, 0, &mut run_in, &mut pieces);
            measured += pieces.iter().map(CopyPiece::characters).sum::<usize>();
            let is_paragraph = matches!(content.kind, BlockKind::Paragraph(_));
            text.push(CopyText { block, is_paragraph, pieces });
        }
        if let Some(head) = run_in {
            let text_of = CopyPiece::Paragraph { text: self.plain(&head), indent: self.indent(), inset: 0 };
            text.push(CopyText { block: text.len(), is_paragraph: false, pieces: vec![text_of] });
        }
        if let Some(CopyPiece::Paragraph { text, indent, .. }) =
            text.first_mut().and_then(|text| text.pieces.first_mut())
            && (matches!(self.story.form, Form::Speech | Form::Explainer) || self.has_salutation())
        {
            // A salutation and an answer have no indent; 「答」 takes about the width of one, and a mark after it is whole.
            let whole = if text.opens() { EM / 2 } else { 0 };
            *indent = if self.story.form == Form::Explainer { ANSWER + whole } else { 0 };
        }
        text
    }

    /// Whether the text begins with those whom it addresses.
    fn has_salutation(&self) -> bool {
        self.story.draft.body().blocks.first().is_some_and(|first| self.story.is_salutation(first))
    }

    /// A byline of the kind that follows the text.
    fn signature(&self, text: &mut Vec<CopyText>) {
        if let Some(byline) = self.story.draft.front().byline.as_ref().filter(|byline| byline.follows_text())
        {
            let piece = CopyPiece::Paragraph { text: self.plain(&byline.printed()), indent: 0, inset: 0 };
            text.push(CopyText { block: text.len(), is_paragraph: false, pieces: vec![piece] });
        }
    }

    /// The notes, which stand at the foot of a story that is shown whole.
    fn notes(&self, text: &mut Vec<CopyText>) {
        let mut pieces = Vec::new();
        for block in self.story.draft.body().footnotes.iter().flatten() {
            let BlockKind::Paragraph(content) = &block.kind else {
                self.block(block, 0, &mut None, &mut pieces);
                continue;
            };
            let mut runs = vec![TextRun { whole: true, ..TextRun::words("〔1〕") }];
            self.inlines(content, &mut runs, &mut |_| {});
            for run in &mut runs {
                run.size = run.size * NOTE / EM;
            }
            let text = Paragraph::new(runs, self.advances()).with_last_letter_tied();
            pieces.push(CopyPiece::Paragraph { text, indent: 0, inset: 0 });
        }
        let notes = CopyText { block: text.len(), is_paragraph: false, pieces };
        text.extend((!notes.pieces.is_empty()).then_some(notes));
    }

    fn block(&self, block: &Block, inset: Em, run_in: &mut Option<String>, pieces: &mut Vec<CopyPiece>) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let head = run_in.take();
                let mut runs: Vec<TextRun> = head.as_deref().map(TextRun::words).into_iter().collect();
                let mut indent = self.indent();
                self.inlines(content, &mut runs, &mut |line| {
                    let text = Paragraph::new(line.drain(..), self.advances());
                    pieces.push(CopyPiece::Paragraph { text, indent, inset });
                    indent = 0;
                });
                let text = Paragraph::new(runs, self.advances()).with_last_letter_tied();
                pieces.push(CopyPiece::Paragraph { text, indent, inset });
                // A picture in a line takes lines of its own, without its caption.
                visit_leaves(content, &mut |leaf| {
                    if let Inline::Picture(image) = leaf {
                        let picture = |size| CopyPiece::Picture(CopyPicture { size, caption: None });
                        pieces.extend(self.size(image.link).map(picture));
                    }
                });
            }
            BlockKind::Heading { id, content, .. } => {
                pieces.push(CopyPiece::Heading(self.sub_head(id, content)));
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    self.item(item, inset + INSET, pieces);
                }
            }
            BlockKind::Quote(blocks) => {
                for block in blocks {
                    self.block(block, inset + INSET, &mut None, pieces);
                }
            }
            BlockKind::Group { kind, title, blocks } => self.group(*kind, title, blocks, inset, pieces),
            BlockKind::Picture(image) => {
                let caption = image.caption.as_ref().map(|caption| self.phrase(caption));
                pieces.extend(
                    self.size(image.link).map(|size| CopyPiece::Picture(CopyPicture { size, caption })),
                );
            }
            BlockKind::Code { text, .. } => pieces.extend(text.lines().map(|line| CopyPiece::Paragraph {
                text: Paragraph::code(line),
                indent: 0,
                inset: inset + INSET,
            })),
            BlockKind::Divider => pieces.push(CopyPiece::Rule),
            // At the top level of the narrative, these are below the columns, across the whole area.
            BlockKind::Table { .. } | BlockKind::Exhibit(_) if inset == 0 => {}
            BlockKind::Table { caption, head, rows, .. } => {
                let caption = std::slice::from_ref(caption);
                for row in [caption, head].into_iter().chain(rows.iter().map(Vec::as_slice)) {
                    let cells = row.iter().flat_map(|cell| self.row_of(cell)).collect::<Vec<_>>();
                    let text = Paragraph::new(cells, self.advances());
                    pieces.push(CopyPiece::Paragraph { text, indent: 0, inset });
                }
            }
            BlockKind::Exhibit(_) => pieces.extend(std::iter::repeat_n(CopyPiece::Rule, NESTED_EXHIBIT)),
        }
    }

    /// Blocks that are set together: aligned ones as wide as the text, others in a box under a title.
    fn group(
        &self,
        kind: GroupKind,
        title: &[Inline],
        blocks: &[Block],
        inset: Em,
        pieces: &mut Vec<CopyPiece>,
    ) {
        let inner = match kind {
            GroupKind::Aligned(_) => inset,
            GroupKind::Alert(_) | GroupKind::Details { .. } => {
                let mut runs = Vec::new();
                self.inlines(title, &mut runs, &mut |_| {});
                // The theme writes the title of an alert.
                runs.extend(title.is_empty().then(|| TextRun::words("说明")));
                let text = Paragraph::new(runs, &self.grid.advances);
                pieces.push(CopyPiece::Paragraph { text, indent: 0, inset: inset + INSET });
                inset + INSET
            }
        };
        for block in blocks {
            self.block(block, inner, &mut None, pieces);
        }
        if matches!(kind, GroupKind::Alert(_)) {
            // What is above and below it and its words, together.
            pieces.push(CopyPiece::Rule);
        }
    }

    /// The text of a cell, with the space before the next one.
    fn row_of<'c>(&'c self, cell: &'c [Inline]) -> Vec<TextRun<'c>> {
        let mut runs = Vec::new();
        self.inlines(cell, &mut runs, &mut |_| {});
        runs.push(TextRun::words("　"));
        runs
    }

    /// An item of a list; its first paragraph is not indented.
    fn item(&self, item: &[Block], inset: Em, pieces: &mut Vec<CopyPiece>) {
        let first = pieces.len();
        for block in item {
            self.block(block, inset, &mut None, pieces);
        }
        if let Some(CopyPiece::Paragraph { indent, .. }) = pieces.get_mut(first) {
            *indent = 0;
        }
    }

    /// The text of `inlines`; `break_line` is called with what precedes each line break of the author.
    pub(super) fn inlines<'i>(
        &'i self,
        inlines: &'i [Inline],
        runs: &mut Vec<TextRun<'i>>,
        break_line: &mut dyn FnMut(&mut Vec<TextRun<'i>>),
    ) {
        for inline in inlines {
            match inline {
                Inline::Marked(_, content) | Inline::Link { content, .. } => {
                    let first = runs.len();
                    self.inlines(content, runs, break_line);
                    runs.iter_mut().skip(first).for_each(|run| run.passage = first + 1);
                }
                Inline::Text(words) | Inline::Markup(words) => runs.push(self.narrow(words)),
                Inline::Turn(_) => runs.push(TextRun::words(" ")),
                Inline::Figure(reference, _) => runs.extend(figure(self.story.figure(*reference))),
                Inline::Code(words) => runs.extend(TextRun::code(words)),
                Inline::Footnote { .. } => {
                    runs.push(TextRun { whole: true, tied: true, size: SMALL, ..TextRun::words("〔1〕") });
                }
                Inline::Break(_) => break_line(runs),
                Inline::Task(_) => runs.push(TextRun { whole: true, ..TextRun::words("□") }),
                Inline::Script(_, content, _) => {
                    let first = runs.len();
                    self.inlines(content, runs, &mut |_| {});
                    runs[first..].iter_mut().for_each(|run| run.size = run.size * SMALL / EM);
                }
                Inline::Picture(_) | Inline::Anchor(_) => {}
            }
        }
    }

    /// Whether a picture is above its headline, with the name of the column at the caption.
    pub(super) fn is_led_by_picture(&self) -> bool {
        let is_shown = self.story.draft.slip.schedule.withdrawn.is_none();
        self.story.form == Form::Photo && is_shown && !self.story.draft.front().pictures.is_empty()
    }

    fn pictures(&self) -> Vec<CopyPicture> {
        let pictures = self.story.draft.front().pictures.iter();
        let mut label = self
            .story
            .column
            .filter(|_| self.is_led_by_picture())
            .map(|column| self.site.columns[column.0].name.clone());
        pictures
            .filter_map(|picture| {
                let caption = picture.caption.as_ref().map(|caption| self.story.plain(caption));
                let words = [label.take(), caption].into_iter().flatten().collect::<Vec<_>>();
                let gap = self.story.language.gap();
                let (words, credit) = (words.join(gap), picture.credit.as_deref().unwrap_or_default());
                let gap = if words.is_empty() || credit.is_empty() { "" } else { gap };
                // Who took it is named at the end of a line, or in a line of its own.
                let credit = TextRun { whole: true, ..TextRun::words(credit) };
                let caption = [TextRun::words(&words), TextRun::words(gap), credit];
                let caption = Paragraph::new(caption, self.advances());
                Some(CopyPicture {
                    size: self.size(picture.link)?,
                    caption: (caption.characters() > 0).then_some(caption),
                })
            })
            .collect()
    }

    /// A picture's width and height, or usual ones if its file does not say.
    fn size(&self, link: usize) -> Option<(u32, u32)> {
        match &self.story.targets[link] {
            Target::File(file) => {
                let file = &self.site.carried[file.0];
                let usual = if file.recording() == Some(Recording::Sound) { (12, 1) } else { (3, 2) };
                Some(file.size.unwrap_or(usual))
            }
            _ => None,
        }
    }

    /// The exhibits and tables, in the order of the narrative.
    fn exhibits(&self) -> Vec<CopyExhibit> {
        let shown = self.story.draft.body().blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Exhibit(exhibit) => Some(exhibits::of_exhibit(self.story.exhibits().get(*exhibit)?)),
            BlockKind::Table { caption, head, rows, .. } => {
                Some(exhibits::of_table(self.story, caption, head, rows))
            }
            _ => None,
        });
        shown.map(|sketch| sketch.copy(self.grid)).collect()
    }
}

/// A figure in the text: a number stays on the same line as its measure word.
fn figure(printed: &PrintedFigure) -> [TextRun<'_>; 2] {
    let (bound, loose) = printed.bound();
    [TextRun { whole: true, ..TextRun::words(bound) }, TextRun::words(loose)]
}
