//! Surroundings: what the text around each printed figure says.

use crate::model::body::{Inline, visit_leaves};
use crate::model::draft::StoryDraft;
use crate::model::phrase::{Phrase, Piece};
use crate::model::written::{WordPiece, Words};

/// How many bytes after a figure are looked at: about thirty characters.
const REACH: usize = 90;

/// A printed figure and the text around it, up to the next figure on either side.
pub(crate) struct Surroundings {
    /// Its index among the draft's references.
    pub reference: usize,
    /// The text before it.
    pub before: String,
    /// The words after it, as far as anybody looks.
    pub after: Words,
}

/// Shows `visitor` every printed figure of a draft, in its headlines, captions and text.
pub(crate) fn visit(draft: &StoryDraft, visitor: &mut dyn FnMut(&Surroundings)) {
    if draft.references().is_empty() {
        return;
    }
    let mut walk = Walk { visitor, before: String::new(), figure: None };
    for phrase in draft.front().phrases() {
        walk.phrase(phrase);
    }
    draft.body().visit(&mut |block, _| block.texts().for_each(|text| walk.inlines(text)));
}

struct Walk<'v> {
    visitor: &'v mut dyn FnMut(&Surroundings),
    /// The text since the last figure.
    before: String,
    /// The last figure, with the text around it.
    figure: Option<Surroundings>,
}

impl Walk<'_> {
    fn phrase(&mut self, phrase: &Phrase) {
        for piece in &phrase.0 {
            match piece {
                Piece::Text(words) => self.words(words),
                Piece::Figure(reference, _) => self.figure(*reference),
            }
        }
        self.stop();
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        visit_leaves(inlines, &mut |leaf| match leaf {
            Inline::Text(words) | Inline::Markup(words) => self.words(words),
            Inline::Turn(at) => self.words(&Words::one(" ", WordPiece::decoded(1, at.span()))),
            Inline::Figure(reference, _) => self.figure(*reference),
            Inline::Anchor(_) => {}
            _ => self.stop(),
        });
        self.stop();
    }

    fn words(&mut self, words: &Words) {
        self.before.push_str(words);
        if let Some(figure) = self.figure.as_mut().filter(|figure| figure.after.len() < REACH) {
            figure.after.append(&words.part(0..words.floor_char_boundary(REACH)));
        }
    }

    /// A figure: it ends the text after the last one.
    fn figure(&mut self, reference: usize) {
        let before = std::mem::take(&mut self.before);
        self.stop();
        self.figure = Some(Surroundings { reference, before, after: Words::default() });
    }

    /// Ends the text: what follows has nothing to do with it.
    fn stop(&mut self) {
        self.before.clear();
        if let Some(figure) = self.figure.take() {
            (self.visitor)(&figure);
        }
    }
}
