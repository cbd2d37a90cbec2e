//! The foot of a document or a letter: who signs it and the day, which print on the right.

use super::furniture::KindedPart;
use super::line_kind::LineKind;
use super::manuscript::{Manuscripted, Placing};
use super::official::{is_office, signer};

/// The most lines that sign before the day.
const MOST_SIGNERS: usize = 6;

/// Marks the lines of every signature below a text; `usual` is the number of blank lines before most paragraphs.
pub(super) fn mark(parts: &mut [KindedPart], usual: usize) {
    let mut has_text = false;
    for index in 0..parts.len() {
        if has_text && let Some(first) = signature_to(parts, index, usual) {
            for part in &mut parts[first..=index] {
                part.kind = Some(LineKind::Foot);
            }
        }
        has_text |= is_text(&parts[index]);
    }
}

fn is_text(part: &KindedPart) -> bool {
    matches!(part.kind, None | Some(LineKind::Body | LineKind::RunIn(..) | LineKind::Numbered(_)))
}

/// The first line of the signature that ends at a line, if one does.
fn signature_to(parts: &[KindedPart], index: usize, usual: usize) -> Option<usize> {
    let paragraph = parts[index].paragraph()?;
    let is_last = ends(parts, index, usual);
    match &parts[index].kind {
        Some(LineKind::Date | LineKind::Imprint { .. }) if is_day(&parts[index]) => {
            let signers =
                parts[..index].iter().rev().take(MOST_SIGNERS).take_while(|part| signs(part)).count();
            (signers > 0 || is_last || is_placed(paragraph)).then_some(index - signers)
        }
        Some(LineKind::OfficeDate) => (is_last || is_placed(paragraph)).then_some(index),
        Some(LineKind::Short) => {
            let is_right = paragraph.look.placing == Placing::Right;
            let may_sign = is_placed(paragraph) || is_office(paragraph.text().trim());
            (is_right || is_last && may_sign).then_some(index)
        }
        _ => None,
    }
}

/// Whether a line is a day and nothing else.
fn is_day(part: &KindedPart) -> bool {
    match &part.kind {
        Some(LineKind::Imprint { date, source: None, rest }) => {
            let is_plain = |character: char| character.is_ascii_digit() || "-/.".contains(character);
            let text = part.paragraph().map(Manuscripted::text).unwrap_or_default();
            date.is_some() && rest.is_empty() && text.trim().chars().all(is_plain)
        }
        kind => *kind == Some(LineKind::Date),
    }
}

/// Whether a line above a day says who signs.
fn signs(part: &KindedPart) -> bool {
    let Some(paragraph) = part.paragraph() else { return false };
    let text = paragraph.text();
    let is_signer = || is_office(text.trim()) || signer(&text).is_some() || is_placed(paragraph);
    part.kind == Some(LineKind::Foot) || part.kind == Some(LineKind::Short) && is_signer()
}

/// Whether a line is moved to the right.
fn is_placed(paragraph: &Manuscripted) -> bool {
    matches!(paragraph.look.placing, Placing::Right | Placing::FarIn)
}

/// Whether what follows a line is not the text that it belongs to: nothing, a remark, or another story.
fn ends(parts: &[KindedPart], index: usize, usual: usize) -> bool {
    let Some(next) = parts.get(index + 1) else { return true };
    let is_apart = next.paragraph().is_some_and(|next| next.gap >= usual + 2);
    is_apart || matches!(next.kind, Some(LineKind::Particular | LineKind::Foot | LineKind::Rights))
}
