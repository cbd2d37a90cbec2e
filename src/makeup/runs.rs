//! Runs: the text of a paragraph in pieces that each have the same settings.

use unicode_width::UnicodeWidthChar;

use crate::model::theme::{Advances, EM, Em};

/// The width of a letter of code: six tenths of its size, which is 92 per cent of the body's. The style sheet has the same.
const CODE: Em = 554;
/// The width of a Chinese character of code.
const CODE_WIDE: Em = 920;
/// The letters that a tab of code is wide.
const TAB: Em = 4;

/// The face of a run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFace {
    /// That of the body.
    Body,
    /// That of code, whose letters have one width.
    Code,
}

/// A run of text with the same settings.
#[derive(Clone, Copy, Debug)]
pub struct TextRun<'t> {
    /// The text.
    pub text: &'t str,
    /// Whether it may not be broken, like a number and its unit.
    pub whole: bool,
    /// Whether no line begins with it, like the mark of a note.
    pub tied: bool,
    /// Its size, in thousandths of the body's.
    pub size: Em,
    /// Its face.
    pub face: TextFace,
    /// Whether its English words may be divided.
    pub divides: bool,
    /// The number of the passage it belongs to, like one of strong words, inside which a text is not cut; 0 if it is in none.
    pub passage: usize,
}

impl<'t> TextRun<'t> {
    /// Text in the size of the body.
    #[must_use]
    pub fn words(text: &'t str) -> Self {
        Self { text, whole: false, tied: false, size: EM, face: TextFace::Body, divides: false, passage: 0 }
    }

    /// Code in a line, with what is as wide as the padding on each side of it.
    pub(super) fn code(text: &'t str) -> [Self; 3] {
        let side = Self { size: 730, ..Self::words("|") };
        [side, Self { face: TextFace::Code, ..Self::words(text) }, side]
    }

    /// The width of one of its characters.
    pub(super) fn width(&self, character: char, advances: &Advances) -> Em {
        let width = match self.face {
            TextFace::Body => advances.of(character),
            TextFace::Code => code_width(character),
        };
        width * self.size / EM
    }
}

/// The width of a character of code.
pub(super) fn code_width(character: char) -> Em {
    match character.width() {
        _ if character == '\t' => TAB * CODE,
        Some(2) => CODE_WIDE,
        Some(1) => CODE,
        _ => 0,
    }
}
