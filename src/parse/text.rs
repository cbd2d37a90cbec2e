//! Bytes → text: strictly UTF-8, without byte order mark, with `\n` line ends.
//!
//! Any other encoding is named, never guessed: a draft in GB18030 decoded silently is a page of nonsense.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{invisible, lookalikes};
use crate::finding::Notes;
use crate::source::Span;
use crate::words::{Wording, narrative, reading};

/// How many strange characters are reported for one file: a file with more is not text.
const MOST: usize = 20;

/// The text of `bytes`; `None`, with a finding, if it is not UTF-8.
#[must_use]
pub fn read(bytes: &[u8], notes: &mut Notes) -> Option<String> {
    let Some(text) = decode(bytes) else {
        let wording = match recognise(bytes) {
            Some((encoding, first_line)) => reading::not_utf8(encoding, &first_line),
            None => reading::not_text(),
        };
        notes.error(Span::default(), wording);
        return None;
    };
    let strange =
        text.char_indices().filter_map(|(at, character)| Some((at, character, refusal(character)?)));
    for (at, character, refusal) in strange.take(MOST) {
        notes.error(Span::new(at, at + character.len_utf8()), refusal);
    }
    invisible::warn(&text, notes);
    lookalikes::warn(&text, notes);
    Some(text)
}

/// Why a character is not allowed in text, if it is not: it is a control character other than tab and line feed, it is
/// for private use (the program uses some as marks), or Unicode says that it is no character. XML allows few of them,
/// and a terminal obeys some.
#[must_use]
pub fn refusal(character: char) -> Option<Wording> {
    let code = u32::from(character);
    match character {
        ' '..='~' | '\n' | '\t' | '一'..='鿿' => None,
        _ if character.is_control() => Some(reading::control_character(code)),
        '\u{E000}'..='\u{F8FF}' => Some(reading::private_character(code)),
        '\u{FDD0}'..='\u{FDEF}' => Some(reading::no_character(code)),
        _ if code & 0xFFFE == 0xFFFE => Some(reading::no_character(code)),
        '\u{F0000}'.. => Some(reading::private_character(code)),
        _ => None,
    }
}

/// `text` with U+FFFD for every character that is not allowed. Each such character is reported once; those in `written`
/// were reported when the file was read.
pub fn without_strange(text: &str, written: &str, at: Span, notes: &mut Notes) -> String {
    let mut reported = Vec::new();
    let kept = text.chars().map(|character| {
        let Some(refusal) = refusal(character) else { return character };
        if !reported.contains(&character) && !written.contains(character) {
            reported.push(character);
            notes.error(at, refusal);
        }
        char::REPLACEMENT_CHARACTER
    });
    kept.collect()
}

/// A file's name as words for readers, where the editor gives none; characters that are not allowed in words are
/// reported.
pub fn name_as_words(name: &str, notes: &mut Notes) -> String {
    if name.contains("{{") {
        notes.error(Span::default(), narrative::no_reference_here(name));
    }
    without_strange(name, "", Span::default(), notes).replace(['\n', '\t'], " ")
}

/// The text of `bytes` as spans count it; `None` if it is not UTF-8.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Some(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() })
}

/// Decodes bytes that are not all UTF-8, with U+FFFD for invalid ones.
#[must_use]
pub fn decode_in_part(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n")
}

/// The probable encoding of the bytes, and their first line decoded with it; `None` if no encoding fits.
fn recognise(bytes: &[u8]) -> Option<(&'static str, String)> {
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
    let encoding = encoding?;
    let (text, ..) = encoding.decode(bytes);
    let line = text.lines().find(|line| !matches!(line.trim(), "" | "---")).unwrap_or("");
    let name = if encoding == GB18030 { "GB18030 (GBK)" } else { encoding.name() };
    Some((name, line.chars().take(24).collect()))
}
