//! Completion: what may be written at the cursor. It is answered from the text as it is and from the names that were last read, so
//! it never waits for the paper.

mod figures;
mod keys;
mod values;

use serde_json::{Value, json};

use super::asked::Asked;
use super::client::Unanswered;
use super::references::ReferencePart;
use super::spot::Spot;
use super::yaml_word::YamlSide;
use crate::exhibits::{CHINESE_NAMES, KINDS};
use crate::source::Span;

/// How many items are sent at most.
const MOST: usize = 300;

/// Something that may be written.
#[derive(Clone, Debug, Default)]
struct Item {
    /// What is written.
    text: String,
    /// What is shown beside it: the label, the value.
    detail: String,
    /// Other words by which it is found.
    also: String,
    /// How near it is: the ledger of the story comes before the others.
    distance: usize,
    kind: ItemKind,
}

/// What an item is, as the protocol numbers it.
#[derive(Clone, Copy, Debug, Default)]
enum ItemKind {
    Figure = 12,
    #[default]
    Word = 20,
    Key = 10,
    Name = 18,
    File = 17,
    Filter = 3,
}

/// Answers what may be written at the cursor.
pub(super) fn complete(asked: &mut Asked, params: &Value) -> Result<Value, Unanswered> {
    let at = asked.offset(params)?;
    let Some(spot) = asked.spot(at) else { return Ok(Value::Null) };
    let (items, span) = match &spot {
        Spot::Reference(reference) => {
            let part = reference.part_at(&asked.text.text, at);
            let items = match part {
                ReferencePart::Name(_) => figures::in_reference(asked, reference),
                ReferencePart::Whole(_) => figures::beside(asked, reference),
                ReferencePart::Period(_) => figures::compared_periods(asked, reference),
                ReferencePart::OwnPeriod(_) => figures::periods(asked, reference),
                ReferencePart::Filter(_) => figures::filters(asked),
            };
            (items, part.span())
        }
        Spot::FenceWord(word) => (exhibit_kinds(asked), *word),
        Spot::Link(address) => (values::files(asked), *address),
        Spot::Yaml(document, word) => {
            let mut items = values::of(asked, document, word);
            if word.side != YamlSide::Value {
                items.extend(keys::of(asked, document, word));
            }
            (items, word.span)
        }
    };
    Ok(list(asked, items, Span::new(span.start.min(at), span.end.max(at)), at))
}

/// The kinds of exhibit, and those that the theme adds.
fn exhibit_kinds(asked: &Asked) -> Vec<Item> {
    let names = |word: &str| {
        let names = CHINESE_NAMES.iter().find(|(_, kind)| *kind == word).map(|(names, _)| names.join("、"));
        names.unwrap_or_default()
    };
    let added =
        asked.paper.site().into_iter().flat_map(|site| site.theme.exhibits.iter().map(String::as_str));
    let kinds = KINDS.iter().copied().chain(added).map(|word| Item {
        text: word.to_owned(),
        detail: names(word),
        ..Item::default()
    });
    kinds.collect()
}

/// The items that fit what is typed before the cursor. A client compares too, but not with labels in another script.
fn list(asked: &Asked, items: Vec<Item>, span: Span, at: usize) -> Value {
    let typed = asked.words(Span::new(span.start, at)).to_lowercase();
    let fits = |item: &Item| {
        let is_in = |words: &str| words.to_lowercase().contains(&typed);
        is_in(&item.text) || is_in(&item.detail) || is_in(&item.also)
    };
    let mut fitting: Vec<Item> = items.into_iter().filter(fits).collect();
    let is_cut = fitting.len() > MOST;
    fitting.sort_by_key(|item| (item.distance, !item.text.to_lowercase().starts_with(&typed)));
    fitting.truncate(MOST);
    let range = asked.range(span);
    let items = fitting.iter().enumerate().map(|(place, item)| {
        json!({
            "label": item.text,
            "detail": item.detail,
            "kind": item.kind as i32,
            "filterText": format!("{} {} {}", item.text, item.detail, item.also).trim(),
            "sortText": format!("{place:04}"),
            "textEdit": {"range": range, "newText": item.text},
        })
    });
    // What does not fit now may fit when something is deleted.
    json!({"isIncomplete": is_cut || !typed.is_empty(), "items": items.collect::<Vec<_>>()})
}
