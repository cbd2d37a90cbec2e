//! The form (体裁) of a story, where its headline, its first words and its foot leave no doubt.

use std::sync::LazyLock;

use regex::Regex;

use super::line_kind::pattern;
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind};
use crate::language::documents::names_a_notice;
use crate::model::markup::Alignment;
use crate::model::story::Form;
use crate::words::import as words;

/// The longest headline of a notice that says nothing of its subject, in characters: 停电公告.
const BARE: usize = 10;
/// The longest salutation.
const SALUTATION: usize = 40;

static SPEECH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:讲话|发言|致辞|致词|贺词|演讲|主持词)(?:稿|提纲|摘要|要点|节选)?(?:[（(][^（()）]{1,12}[)）])?$",
    )
});
/// Whom a speech is addressed to.
static ADDRESSED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"同志|各位|尊敬|领导|代表|委员|朋友|来宾|同学|老师|乡亲"));

/// Sets the form of a notice or a speech, and lists it.
pub(super) fn recognise(story: &mut NewStory, notes: &mut Vec<ImportNote>) {
    let Some(headline) = story.headline.clone() else { return };
    let blocks = || story.blocks.iter().map(|placed| &placed.block);
    let first = blocks().find_map(|block| match block {
        NewBlock::Paragraph(_) => Some(block.text()),
        _ => None,
    });
    let first = first
        .as_deref()
        .map(str::trim)
        .filter(|first| first.ends_with(['：', ':', '！', '!']) && first.chars().count() <= SALUTATION);
    let is_signed = blocks().any(|block| matches!(block, NewBlock::Aligned(Alignment::Right, _)));
    let is_about = headline.contains("关于") || headline.chars().count() <= BARE;
    let is_notice = names_a_notice(&headline)
        && story.byline.is_none()
        && (is_signed || is_about && (first.is_some() || headline.contains("关于")));
    let form = match () {
        () if is_notice => Form::Notice,
        () if is_speech(story) && first.is_some_and(|first| ADDRESSED.is_match(first)) => Form::Speech,
        () => return,
    };
    story.form = Some(form);
    let (line, kind, remark) = (story.line, NoteKind::Done, words::recognised_form(form.word()));
    notes.push(ImportNote { line, kind, remark, text: headline });
}

/// Whether the headline or the deck names a speech.
fn is_speech(story: &NewStory) -> bool {
    [&story.headline, &story.deck].into_iter().flatten().any(|text| SPEECH.is_match(text.trim()))
}
