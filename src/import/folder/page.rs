//! A page of another program → a story, and what of it has no place here.

use serde_yaml::{Mapping, Value};

use super::front::{self, FrontPicture, OwnFront};
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

/// What the paper decides of a page.
#[derive(Clone, Copy)]
pub(in crate::import) struct PageSetting<'p> {
    /// The names of its columns.
    pub columns: &'p [String],
    /// Whether the story goes into an edition, which has its day.
    pub is_dated: bool,
}

/// Makes a story of a page.
pub(super) fn read(
    page: &SourcePage,
    target: &SourcePath,
    links: &mut Links,
    setting: PageSetting,
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
    let OwnFront { mut keys, pictures, left } = front::read(&mapping.unwrap_or_default(), setting.columns);
    if setting.is_dated {
        keys.shift_remove("date");
    } else if let (false, Some(date)) = (keys.contains_key("date"), &page.date) {
        keys.insert("date".to_owned(), Value::String(date.clone()));
    }
    if !left.is_empty() {
        note(NoteKind::Aside, words::keys_not_taken(), left.join("；"));
    }
    let (body, codes) = neutralised(body);
    if !codes.is_empty() {
        note(NoteKind::Doubt, words::shortcodes(), codes.join(" "));
    }
    let Rewritten { text: body, mut dead, shortened } = links.rewritten(&body, &page.path, target);
    let title = keys.get("headline").and_then(Value::as_str).unwrap_or_default().to_owned();
    let own_name = page.place.rsplit('/').next().unwrap_or_default();
    let (images, mute) = shown(pictures, if title.is_empty() { own_name } else { &title }, &mut |address| {
        let found = links.picture(address, &page.path, target);
        dead.extend(found.is_none().then(|| address.to_owned()));
        found
    });
    if !mute.is_empty() {
        note(NoteKind::Doubt, words::no_front_alt(), mute.join(" "));
    }
    if !images.is_empty() {
        keys.insert("images".to_owned(), Value::Sequence(images));
    }
    if !dead.is_empty() {
        note(NoteKind::Doubt, words::dead_links(), dead.join(" "));
    }
    if !shortened.is_empty() {
        note(NoteKind::Doubt, words::without_anchors(), shortened.join(" "));
    }
    let front = serde_yaml::to_string(&keys).expect("texts can be written as YAML");
    let front = if keys.is_empty() { String::new() } else { format!("---\n{front}---\n\n") };
    MadePage { text: format!("{front}{}", body.trim_start_matches('\n')), title, notes }
}

/// The pictures of front matter that have an address of ours, and those of them that need a description.
fn shown(
    pictures: Vec<FrontPicture>,
    title: &str,
    address: &mut dyn FnMut(&str) -> Option<String>,
) -> (Vec<Value>, Vec<String>) {
    let (mut images, mut mute) = (Vec::new(), Vec::new());
    for picture in pictures {
        let Some(address) = address(&picture.address) else { continue };
        mute.extend(picture.alt.is_none().then(|| address.clone()));
        images.push(image(&picture, address, title));
    }
    (images, mute)
}

/// A picture of our front matter. A story needs a description of each picture: without one, the title stands in its place.
fn image(picture: &FrontPicture, address: String, title: &str) -> Value {
    let alt = picture.alt.clone().unwrap_or_else(|| title.to_owned());
    let said = [("src", Some(address)), ("alt", Some(alt)), ("caption", picture.caption.clone())];
    let entry = |(key, text): (&str, Option<String>)| Some((Value::from(key), Value::String(text?)));
    Value::Mapping(said.into_iter().filter_map(entry).collect::<Mapping>())
}
