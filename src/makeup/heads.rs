//! Heads: the headline group and the sub-heads of a story, measured with the places where their lines may end.

use super::copy::CopyHead;
use super::copyfit::Copyfitter;
use super::lines::Paragraph;
use super::runs::TextRun;
use crate::model::body::{Inline, heading_lines};
use crate::model::byline::Byline;
use crate::model::heads::LineBreaks;
use crate::model::phrase::Phrase;
use crate::model::story::Form;
use crate::model::theme::Em;

/// The width of 「问」 before the headline of an explanation, with the space after it.
const MARK: Em = 1500;

impl Copyfitter<'_> {
    /// The headline group.
    pub(super) fn head(&self) -> CopyHead {
        let front = self.story.draft.front();
        let (group, breaks) = (&front.headline_group, &self.story.breaks);
        let byline = front
            .byline
            .as_ref()
            .filter(|byline| matches!(byline, Byline::Credits { photo: false, .. } | Byline::AsWritten(_)));
        // The lines of a kicker are side by side, one character apart.
        let apart = || std::iter::once(TextRun::words("　"));
        let kicker = self.in_one(&group.kicker, &breaks.kicker, &[], apart);
        let deck = group.deck.as_ref().map(|deck| {
            let dash = if deck.dash { self.story.language.dash() } else { "" };
            let (text, breaks) = (std::slice::from_ref(&deck.text), std::slice::from_ref(&breaks.deck));
            self.in_one(text, breaks, &[TextRun::words(dash)], std::iter::empty)
        });
        CopyHead {
            // The label of a picture story is at its caption.
            label: self.story.column.is_some() && !self.is_led_by_picture(),
            kicker: (!group.kicker.is_empty()).then_some(kicker),
            headline: self.headline(&group.headline, &breaks.headline),
            deck,
            byline: byline.map(|byline| self.plain(&byline.printed())),
        }
    }

    /// The headline: its lines as the author broke them. An explanation has its headline on one line, after a mark.
    fn headline(&self, lines: &[Phrase], breaks: &[LineBreaks]) -> Vec<Paragraph> {
        if self.story.form == Form::Explainer {
            let mark = TextRun { whole: true, size: MARK, ..TextRun::words("问") };
            return vec![self.in_one(lines, breaks, &[mark], std::iter::empty)];
        }
        let one = |(number, line)| {
            let breaks = breaks.get(number).map(std::slice::from_ref).unwrap_or_default();
            self.in_one(std::slice::from_ref(line), breaks, &[], std::iter::empty)
        };
        lines.iter().enumerate().map(one).collect()
    }

    /// Lines of a head that are set in one, after `first`, and with what is `apart` between them.
    fn in_one<'t, A: Iterator<Item = TextRun<'t>>>(
        &'t self,
        lines: &'t [Phrase],
        breaks: &[LineBreaks],
        first: &[TextRun<'t>],
        apart: impl Fn() -> A,
    ) -> Paragraph {
        let mut runs = first.to_vec();
        let mut parts = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                runs.extend(apart());
            }
            let before = characters(&runs);
            runs.extend(self.runs(line));
            parts.push((before, characters(&runs) - before));
        }
        let paragraph = Paragraph::new(runs, self.advances());
        keeping_words(paragraph, parts.into_iter().zip(breaks))
    }

    /// A sub-head: its lines as the author broke them.
    pub(super) fn sub_head(&self, id: &str, content: &[Inline]) -> Vec<Paragraph> {
        let breaks = self.story.breaks.sub_head(id);
        let line = |(number, line): (usize, Vec<Inline>)| {
            let mut runs = Vec::new();
            self.inlines(&line, &mut runs, &mut |_| {});
            let all = (0, characters(&runs));
            keeping_words(
                Paragraph::new(runs, self.advances()),
                breaks.get(number).map(|breaks| (all, breaks)),
            )
        };
        heading_lines(content).into_iter().enumerate().map(line).collect()
    }
}

fn characters(runs: &[TextRun]) -> usize {
    runs.iter().map(|run| run.text.chars().count()).sum()
}

/// A paragraph some parts of which, each with its first character and its length, end lines only where they may.
fn keeping_words<'b>(
    paragraph: Paragraph,
    parts: impl IntoIterator<Item = ((usize, usize), &'b LineBreaks)>,
) -> Paragraph {
    parts.into_iter().fold(paragraph, |paragraph, ((first, length), breaks)| match breaks {
        Some(breaks) => paragraph.keeping_words(first, length, breaks),
        None => paragraph,
    })
}
