//! Characters in the codes of other characters, as they come from a PDF: ⼯ looks like 工, but no search finds it.

use crate::finding::{Finding, Notes};
use crate::language::TextLanguage;
use crate::language::lookalikes::{is_in_another_code, meant_in};
use crate::model::body::{BlockKind, Body, Inline, visit_leaves};
use crate::source::Span;
use crate::words::reading::{self, LOOKALIKE};

/// Reports such characters in a file.
pub(crate) fn warn(text: &str, notes: &mut Notes) {
    for (at, character) in text.char_indices().filter(|(_, character)| is_in_another_code(*character)) {
        let span = Span::new(at, at + character.len_utf8());
        // The language of the story is not known yet; that of nearly all papers is the default.
        let meant = meant_in(character, TextLanguage::default());
        notes.warning(span, reading::lookalike(character, meant.as_deref()));
    }
}

/// Removes the findings on such characters in the code of a story: code is not read.
pub(crate) fn leave_code(body: &Body, notes: &mut Notes) {
    if !notes.findings.iter().any(|finding| finding.wording.code == LOOKALIKE) {
        return;
    }
    let mut code: Vec<Span> = Vec::new();
    body.visit(&mut |block, _| {
        if matches!(block.kind, BlockKind::Code { .. }) {
            code.push(block.span);
        }
        for content in block.texts() {
            visit_leaves(content, &mut |leaf| {
                if let Inline::Code(words) = leaf {
                    code.push(words.span());
                }
            });
        }
    });
    let is_in_code = |finding: &Finding| {
        let place = finding.place.as_ref().map(|place| place.span);
        place.is_some_and(|span| code.iter().any(|code| code.start <= span.start && span.end <= code.end))
    };
    notes.findings.retain(|finding| finding.wording.code != LOOKALIKE || !is_in_code(finding));
}
