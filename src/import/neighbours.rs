//! Short lines, judged by the lines around them: a title, a kicker, or running text.

use super::columns::is_broken;
use super::furniture::KindedPart;
use super::line_kind::LineKind;
use super::lines::may_be_subhead;
use super::manuscript::{Manuscripted, Placing};
use super::official::signer;

/// The longest kicker that ends in a colon, in characters.
const LONGEST_KICKER: usize = 16;

/// The number of blank lines that most paragraphs have before them.
#[must_use]
pub(super) fn usual_gap(parts: &[KindedPart]) -> usize {
    let mut gaps: Vec<usize> = parts.iter().skip(1).filter_map(|part| Some(part.paragraph()?.gap)).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or_default()
}

/// Settles what short lines are by their neighbours.
pub(super) fn settle(parts: &mut [KindedPart], usual: usize) {
    promote(parts, usual);
    demote(parts, usual);
}

/// Turns short lines into running text if they have commas and are not in the place of a headline.
fn demote(parts: &mut [KindedPart], usual: usize) {
    for index in 0..parts.len() {
        let Some(paragraph) = parts[index].paragraph().filter(|_| parts[index].kind == Some(LineKind::Short))
        else {
            continue;
        };
        let text = paragraph.text();
        let is_weak =
            (!may_be_subhead(&text) || is_running(parts, index, paragraph)) && signer(&text).is_none();
        let next = parts.get(index + 1).and_then(|next| next.kind.as_ref());
        let is_signed = next.is_some_and(|next| {
            use LineKind::{Byline, Deck, Imprint, RunIn};
            matches!(next, Byline(_) | Deck | Imprint { .. } | RunIn(..))
        });
        let before = index.checked_sub(1).and_then(|before| parts[before].kind.as_ref());
        let is_apart = paragraph.gap >= usual + 2 && before != Some(&LineKind::Short);
        let begins = is_apart || matches!(before, Some(LineKind::Tail(_) | LineKind::Label(_))) || index == 0;
        let is_weak = is_weak || is_unstyled(parts, index, paragraph);
        if is_weak && !is_signed && !begins || is_rest(parts, index, paragraph) {
            parts[index].kind = Some(LineKind::Body);
        }
    }
}

/// Turns a short line that ends in a colon into a kicker, if a title with a byline or a deck follows it.
fn promote(parts: &mut [KindedPart], usual: usize) {
    use LineKind::{Body, Byline, Deck, RunIn, Tail};
    for index in 0..parts.len() {
        let kind = |at: usize| parts.get(at).and_then(|part| part.kind.as_ref());
        let gap = |at: usize| parts.get(at).and_then(KindedPart::paragraph).map(|paragraph| paragraph.gap);
        let text = parts[index].paragraph().map(Manuscripted::text).unwrap_or_default();
        let is_kicker = text.trim_end().ends_with(['：', ':'])
            && text.chars().count() <= LONGEST_KICKER
            && !text.contains(['。', '；', '，']);
        let begins = index == 0
            || matches!(kind(index - 1), Some(Tail(_) | Byline(_)))
            || gap(index).is_some_and(|gap| gap > usual);
        let is_above_title = parts.get(index + 1).is_some_and(is_title)
            && gap(index + 1) == Some(0)
            && matches!(kind(index + 2), Some(Deck | Byline(_) | RunIn(..)));
        if kind(index) == Some(&Body) && is_kicker && begins && is_above_title {
            parts[index].kind = Some(LineKind::Short);
        }
    }
}

/// Whether a short line in the text of a file with styled headings has no style and is not set off: it is hardly a sub-head.
fn is_unstyled(parts: &[KindedPart], index: usize, paragraph: &Manuscripted) -> bool {
    let is_heading = |part: &KindedPart| matches!(part.kind, Some(LineKind::Heading(_)));
    let is_below = index > 0 && parts[index - 1].kind == Some(LineKind::Body);
    let is_set_off = paragraph.is_bold() || paragraph.look.placing == Placing::Centred;
    let is_signature = signer(&paragraph.text()).is_some();
    is_below && !is_set_off && !is_signature && parts[..index].iter().any(is_heading)
}

/// Whether a short line is the rest of a sentence that was cut in the line above.
fn is_rest(parts: &[KindedPart], index: usize, paragraph: &Manuscripted) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| &parts[before]) else { return false };
    let is_set_off = paragraph.is_bold() || paragraph.look.placing == Placing::Centred;
    let is_cut = before.paragraph().is_some_and(|before| is_broken(&before.text(), &paragraph.text()));
    before.kind == Some(LineKind::Body) && paragraph.gap == 0 && !is_set_off && is_cut
}

/// Whether a short line is moved in as running text is, below a title that is not, and is not bold.
fn is_running(parts: &[KindedPart], index: usize, paragraph: &Manuscripted) -> bool {
    let is_indented = |paragraph: &Manuscripted| paragraph.look.placing == Placing::Indented;
    let before = index.checked_sub(1).map(|before| &parts[before]).filter(|before| is_title(before));
    let is_below = before.and_then(KindedPart::paragraph).is_some_and(|before| !is_indented(before));
    is_below && is_indented(paragraph) && !paragraph.is_bold()
}

/// Whether a line can be read as a headline.
#[must_use]
pub(super) fn is_title(part: &KindedPart) -> bool {
    matches!(part.kind, Some(LineKind::Short | LineKind::Heading(_)))
}
