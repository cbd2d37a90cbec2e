//! The keys that a mapping may have, as the reader of the file asks for them, with what each is for.

use super::{Item, ItemKind};
use crate::fields::{AskedKey, KeyShape, MappingKeys};
use crate::lsp::asked::Asked;
use crate::lsp::spot::YamlDocument;
use crate::lsp::things::keys_above;
use crate::lsp::yaml_word::YamlWord;
use crate::parse::keys;
use crate::words::keys::purpose;

/// The keys that may be written, but for those that are there.
pub(super) fn of(asked: &Asked, document: &YamlDocument, word: &YamlWord) -> Vec<Item> {
    let path = keys_above(&word.path);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let Some(known) = document.keyed().map(|file| keys(file, &[])) else { return Vec::new() };
    let has_colon = asked.text.text[word.span.end..].trim_start_matches(['"', '\'']).starts_with(':');
    let mut items: Vec<Item> = Vec::new();
    for mapping in known.at(&path) {
        for key in &mapping.keys {
            let text = if has_colon { key.key.to_owned() } else { text(key.key, &key.shape) };
            let is_there = word.keys.iter().any(|written| written == key.key);
            if !is_there && !items.iter().any(|item| item.text == text) {
                items.push(item(asked, mapping, key, text));
            }
        }
    }
    items
}

/// A key with its colon; what follows is below it if it is a mapping.
fn text(key: &str, shape: &KeyShape) -> String {
    match shape {
        KeyShape::Mapping(_) | KeyShape::FreeMapping(_) => format!("{key}:"),
        _ => format!("{key}: "),
    }
}

fn item(asked: &Asked, mapping: &MappingKeys, key: &AskedKey, text: String) -> Item {
    let purpose = purpose(mapping.name, key.key).map(|purpose| purpose.said(asked.language));
    Item {
        text,
        detail: purpose.unwrap_or_default().to_owned(),
        distance: usize::from(!key.is_needed),
        kind: ItemKind::Key,
        ..Item::default()
    }
}
