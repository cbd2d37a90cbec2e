//! What may stand between the braces of a reference: figures, by key or by label, and filters.

use super::{Item, ItemKind};
use crate::lsp::asked::Asked;
use crate::lsp::references::WrittenReference;
use crate::model::figure::Figure;
use crate::words::editor;

/// The figures that a reference may name: those of the story, of its ledger, and of the others with their ledger's name.
pub(super) fn in_reference(asked: &Asked, reference: &WrittenReference) -> Vec<Item> {
    let ledger = reference.ledger.map(|ledger| asked.words(ledger));
    of_ledgers(asked, ledger, asked.home())
}

/// Figures by the name that they have where `home` is the ledger that needs no name. If a ledger is named, only its own.
pub(super) fn of_ledgers(asked: &Asked, named: Option<&str>, home: Option<&str>) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(draft) = asked.draft().filter(|_| named.is_none()) {
        items.extend(draft.figures().values().map(|figure| item(figure, None, "", 0)));
    }
    for id in asked.lexicon().ids().filter(|id| named.is_none_or(|named| named == *id)) {
        let is_home = named.is_none() && home == Some(id);
        let (prefix, distance) = if is_home { (None, 1) } else { (Some(id), 2) };
        let figures = asked.lexicon().figures(id);
        items.extend(figures.map(|(figure, text)| item(figure, prefix, text, distance)));
    }
    items
}

/// The figures of one ledger, without its name.
pub(super) fn of_ledger(asked: &Asked, id: &str) -> Vec<Item> {
    asked.lexicon().figures(id).map(|(figure, text)| item(figure, None, text, 0)).collect()
}

/// The figures that a filter may compare with: those from the same place.
pub(super) fn beside(asked: &Asked, reference: &WrittenReference) -> Vec<Item> {
    let ledger = reference.ledger.map(|ledger| asked.words(ledger)).or_else(|| asked.home());
    let own = asked.draft().into_iter().flat_map(|draft| draft.figures().values());
    let mut items: Vec<Item> = own.map(|figure| item(figure, None, "", 1)).collect();
    let figures = ledger.into_iter().flat_map(|id| asked.lexicon().figures(id));
    items.extend(figures.map(|(figure, text)| item(figure, None, text, 0)));
    items
}

/// The periods of the figure that a reference names.
pub(super) fn periods(asked: &Asked, reference: &WrittenReference) -> Vec<Item> {
    let ledger = reference.ledger.map(|ledger| asked.words(ledger)).or_else(|| asked.home());
    let key = asked.words(reference.key);
    let own = || asked.draft().and_then(|draft| draft.figures().get(key));
    let figure = ledger.and_then(|id| asked.lexicon().ledger(id)?.figures.get(key)).or_else(own);
    let series = figure.into_iter().flat_map(|figure| &figure.series);
    series.map(|(period, number)| period_item(period, &number.written)).collect()
}

/// The periods that a change may be counted from.
pub(super) fn compared_periods(asked: &Asked, reference: &WrittenReference) -> Vec<Item> {
    let named = editor::periods(asked.language).map(|(period, detail)| period_item(period, detail));
    periods(asked, reference).into_iter().chain(named).collect()
}

fn period_item(period: &str, detail: &str) -> Item {
    Item { text: period.to_owned(), detail: detail.to_owned(), ..Item::default() }
}

/// The filters.
pub(super) fn filters(asked: &Asked) -> Vec<Item> {
    let items = editor::filters(asked.language).into_iter().map(|(filter, shown)| Item {
        text: filter.to_owned(),
        detail: shown.to_owned(),
        kind: ItemKind::Filter,
        ..Item::default()
    });
    items.collect()
}

fn item(figure: &Figure, ledger: Option<&str>, printed: &str, distance: usize) -> Item {
    let text = ledger.map_or_else(|| figure.key.clone(), |ledger| format!("{ledger}:{}", figure.key));
    let value = || figure.shown().map(|value| value.plain()).unwrap_or_default();
    let printed = if printed.is_empty() { value() } else { printed.to_owned() };
    let window = figure.window.as_ref().map(|window| format!(" · {window}"));
    let label = figure.label.as_deref().unwrap_or_default();
    Item {
        text,
        detail: format!("{label} {printed}{}", window.unwrap_or_default()).trim().to_owned(),
        also: String::new(),
        distance,
        kind: ItemKind::Figure,
    }
}
