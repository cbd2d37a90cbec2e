//! Bytes → text: strictly UTF-8, without byte order mark, with `\n` line ends.
//!
//! Anything else is named, never guessed: a draft in GB18030 decoded silently is a page of nonsense.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::invisible;
use crate::finding::Notes;
use crate::source::Span;
use crate::words::reading;

/// How many strange characters of a file are named: where there are more, the file is not text.
const MOST: usize = 20;

/// The text of `bytes`; `None`, with a finding, when it is not UTF-8.
#[must_use]
pub fn read(bytes: &[u8], notes: &mut Notes) -> Option<String> {
    let Some(text) = decode(bytes) else {
        let (encoding, first_line) = recognise(bytes);
        notes.error(Span::default(), reading::not_utf8(encoding, &first_line));
        return None;
    };
    let is_strange = |character: char| match character {
        ' '..='~' | '\n' | '\t' | '一'..='鿿' => false,
        _ => is_private(character) || character.is_control(),
    };
    for (at, character) in text.char_indices().filter(|(_, character)| is_strange(*character)).take(MOST) {
        let span = Span::new(at, at + character.len_utf8());
        let wording = if is_private(character) {
            reading::private_character(character.into())
        } else {
            reading::control_character(character.into())
        };
        notes.error(span, wording);
    }
    invisible::warn(&text, notes);
    Some(text)
}

/// Whether a character has no meaning but a private one; the program uses some as marks.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}')
}

/// The text of `bytes` as spans count it, if it is UTF-8.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Some(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() })
}

/// Which encoding the bytes seem to be in, and their first line as it would read.
fn recognise(bytes: &[u8]) -> (&'static str, String) {
    let nul_at = |parity| bytes.iter().skip(parity).step_by(2).take(64).filter(|byte| **byte == 0).count();
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .filter(|encoding| *encoding != UTF_8)
        .or_else(|| {
            if nul_at(1) > 2 {
                Some(UTF_16LE)
            } else if nul_at(0) > 2 {
                Some(UTF_16BE)
            } else {
                (!GB18030.decode(bytes).2).then_some(GB18030)
            }
        });
    match encoding {
        Some(encoding) => {
            let (text, ..) = encoding.decode(bytes);
            let line = text.lines().find(|line| !matches!(line.trim(), "" | "---")).unwrap_or("");
            let name = if encoding == GB18030 { "GB18030 (GBK)" } else { encoding.name() };
            (name, line.chars().take(24).collect())
        }
        None => ("unknown / 未知", String::new()),
    }
}
