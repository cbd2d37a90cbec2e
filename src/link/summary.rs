//! Summaries (摘要): the editor's summary of a story, or the beginning of its text.

use crate::language::TextLanguage;
use crate::model::body::{BlockKind, plain_text};
use crate::model::draft::StoryDraft;
use crate::model::figured::PrintedFigure;
use crate::model::site::plain;

/// The greatest length of a summary, in Chinese characters.
const LENGTH: usize = 90;

/// The summary of a story with these printed references.
pub(crate) fn of(draft: &StoryDraft, language: TextLanguage, printed: &[PrintedFigure]) -> String {
    if let Some(withdrawn) = &draft.slip.schedule.withdrawn {
        return withdrawn.reason.clone();
    }
    if let Some(summary) = &draft.front().summary {
        return plain(summary, &|reference| &printed[reference].text);
    }
    let mut text = String::new();
    let blocks = draft.body().blocks.iter().take_while(|block| !block.names_annexes());
    let paragraphs = blocks.filter_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(content),
        _ => None,
    });
    for content in paragraphs {
        plain_text(content, &mut |reference, into| into.push_str(&printed[reference].text), &mut text);
        if text.chars().count() >= LENGTH * 3 {
            break;
        }
    }
    language.cut(&text, LENGTH)
}
