//! A page of another program → a story, and what of it has no place here.

use serde_yaml::Value;

use super::front::{self, OwnFront};
use super::links::{Links, Rewritten};
use super::shortcodes::neutralised;
use super::source::SourcePage;
use crate::import::new_story::{ImportNote, NoteKind};
use crate::parse;
use crate::source::SourcePath;
use crate::words::Remark;
use crate::words::import as words;

/// A story made of a page.
pub(super) struct MadePage {
    pub text: String,
    pub title: String,
    pub notes: Vec<ImportNote>,
}

/// Makes a story of a page.
pub(super) fn read(
    page: &SourcePage,
    target: &SourcePath,
    links: &mut Links,
    columns: &[String],
) -> MadePage {
    let mut notes = Vec::new();
    let mut note = |kind: NoteKind, remark: Remark, text: String| {
        notes.push(ImportNote { line: 0, kind, remark, text });
    };
    let (clean, strange): (String, String) =
        page.text.chars().partition(|character| parse::text::refusal(*character).is_none());
    if !strange.is_empty() {
        let codes = strange.chars().map(|character| format!("U+{:04X}", u32::from(character)));
        note(NoteKind::Aside, words::strange_characters(), codes.collect::<Vec<_>>().join(" "));
    }
    let (mapping, body) = front::split(&clean);
    if mapping.is_none() {
        note(NoteKind::Doubt, words::unread_front_matter(), String::new());
    }
    let OwnFront { mut keys, left } = front::read(&mapping.unwrap_or_default(), columns);
    if let (false, Some(date)) = (keys.contains_key("date"), &page.date) {
        keys.insert("date".to_owned(), Value::String(date.clone()));
    }
    if !left.is_empty() {
        note(NoteKind::Aside, words::keys_not_taken(), left.join("；"));
    }
    let (body, codes) = neutralised(body);
    if !codes.is_empty() {
        note(NoteKind::Doubt, words::shortcodes(), codes.join(" "));
    }
    let Rewritten { text: body, dead, shortened } = links.rewritten(&body, &page.path, target);
    if !dead.is_empty() {
        note(NoteKind::Doubt, words::dead_links(), dead.join(" "));
    }
    if !shortened.is_empty() {
        note(NoteKind::Doubt, words::without_anchors(), shortened.join(" "));
    }
    let title = keys.get("headline").and_then(Value::as_str).unwrap_or_default().to_owned();
    let front = serde_yaml::to_string(&keys).expect("texts can be written as YAML");
    let front = if keys.is_empty() { String::new() } else { format!("---\n{front}---\n\n") };
    MadePage { text: format!("{front}{}", body.trim_start_matches('\n')), title, notes }
}
