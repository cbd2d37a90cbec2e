//! What may be the value of a key: names of the paper, and the words that the key knows.

use std::collections::BTreeSet;

use super::{Item, ItemKind, figures};
use crate::fields::{KeyShape, NameKind};
use crate::language::{About, TextLanguage};
use crate::lsp::asked::Asked;
use crate::lsp::references::name_parts;
use crate::lsp::spot::YamlDocument;
use crate::lsp::things::{WordRole, keys_above, role_of};
use crate::lsp::yaml_word::{YamlSide, YamlWord};
use crate::parse::keys;
use crate::source::SourcePath;
use crate::words::editor;

/// What may be written as a value.
pub(super) fn of(asked: &Asked, document: &YamlDocument, word: &YamlWord) -> Vec<Item> {
    match role_of(document, word) {
        Some(WordRole::Name(kind)) => names(asked, kind, (document, word)),
        Some(WordRole::File) => files(asked),
        Some(WordRole::Person) => people(asked),
        Some(WordRole::Indicator) => indicators(asked),
        Some(WordRole::About) => abouts(),
        Some(WordRole::Relation) => {
            asked.defined_here().map(|id| figures::of_ledger(asked, id)).unwrap_or_default()
        }
        Some(WordRole::FigureKey | WordRole::PartKey) => Vec::new(),
        None => words(document, word),
    }
}

/// The names of one kind.
fn names(asked: &Asked, kind: NameKind, (document, word): (&YamlDocument, &YamlWord)) -> Vec<Item> {
    match kind {
        NameKind::Figure => {
            let (ledger, _) = name_parts(&asked.text.text, word.span);
            let home = asked.home_in(document, &word.path);
            figures::of_ledgers(asked, ledger.map(|ledger| asked.words(ledger)), home.as_deref())
        }
        NameKind::Column => columns(asked),
        NameKind::Topic => topics(asked),
        NameKind::Ledger => {
            named(asked.lexicon().ledgers().map(|ledger| (ledger.id.clone(), ledger.title.clone())))
        }
        NameKind::Story => stories(asked),
        NameKind::Exhibit => kept(asked),
    }
}

/// The words that a key knows, with their names in Chinese.
fn words(document: &YamlDocument, word: &YamlWord) -> Vec<Item> {
    if word.side == YamlSide::Key {
        return Vec::new();
    }
    let path = keys_above(&word.path);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let Some(known) = document.keyed().map(|file| keys(file, &[])) else { return Vec::new() };
    let words = known.values_at(&path).into_iter().flat_map(|shape| match shape {
        KeyShape::Words(words) => {
            words.iter().map(|(word, names)| (word.clone(), names.join("、"))).collect()
        }
        KeyShape::Boolean => {
            vec![("true".to_owned(), "是".to_owned()), ("false".to_owned(), "否".to_owned())]
        }
        _ => Vec::new(),
    });
    let mut items: Vec<Item> = Vec::new();
    for (text, detail) in words {
        if !items.iter().any(|item| item.text == text) {
            items.push(Item { text, detail, ..Item::default() });
        }
    }
    items
}

fn named(names: impl Iterator<Item = (String, String)>) -> Vec<Item> {
    let item = |(text, detail)| Item { text, detail, kind: ItemKind::Name, ..Item::default() };
    names.map(item).collect()
}

fn columns(asked: &Asked) -> Vec<Item> {
    let columns = asked.lexicon().columns.iter();
    named(columns.map(|column| (column.name.clone(), column.about.clone().unwrap_or_default())))
}

fn topics(asked: &Asked) -> Vec<Item> {
    let topics = asked.lexicon().topics.iter();
    named(topics.map(|(name, stories)| (name.clone(), editor::number_of_stories(*stories, asked.language))))
}

/// The stories of the same folder.
fn stories(asked: &Asked) -> Vec<Item> {
    let folder = asked.path.folder();
    let beside = asked.paper.stories().filter(|draft| draft.path.folder() == folder);
    let headline = |path: &SourcePath| {
        let stories = asked.paper.site().into_iter().flat_map(|site| &site.stories);
        stories.into_iter().find(|story| story.draft.path == *path).map(|story| story.title())
    };
    let mut names: Vec<(String, String)> = beside
        .map(|draft| (draft.path.stem().to_owned(), headline(&draft.path).unwrap_or_default()))
        .collect();
    names.sort();
    named(names.into_iter())
}

/// The files of the same folder, and the stories of the paper.
pub(super) fn files(asked: &Asked) -> Vec<Item> {
    let item = |(path, distance): (&SourcePath, usize)| Item {
        text: asked.path.path_to(path.as_str()),
        kind: ItemKind::File,
        distance,
        ..Item::default()
    };
    let carried = asked.paper.inventory().carried.keys();
    let beside = carried.filter(|path| path.folder() == asked.path.folder()).map(|path| (path, 0));
    let stories = asked.paper.stories().map(|draft| &draft.path).filter(|path| **path != asked.path);
    let stories = stories.map(|path| (path, usize::from(path.folder() != asked.path.folder())));
    let mut items: Vec<Item> = beside.chain(stories).map(item).collect();
    items.sort_by(|a, b| a.text.cmp(&b.text));
    items
}

fn people(asked: &Asked) -> Vec<Item> {
    let Some(style) = asked.lexicon().style() else { return Vec::new() };
    let people = style.people.iter().map(|person| (person.name.clone(), person.titles.join("、")));
    let short = style.organisations.iter().flat_map(|organisation| {
        let names = organisation.short.iter().chain([&organisation.name]);
        names.map(|name| (name.clone(), organisation.name.clone()))
    });
    named(people.chain(short))
}

/// The exhibits that ledgers keep.
fn kept(asked: &Asked) -> Vec<Item> {
    let exhibits = asked.lexicon().ledgers().flat_map(|ledger| {
        let exhibits = ledger.exhibits.iter();
        exhibits.map(|(name, exhibit)| {
            (format!("{}:{name}", ledger.id), exhibit.title.clone().unwrap_or_default())
        })
    });
    named(exhibits)
}

fn indicators(asked: &Asked) -> Vec<Item> {
    let figures = asked.lexicon().ledgers().flat_map(|ledger| ledger.figures.values());
    let names: BTreeSet<&String> = figures.filter_map(|figure| figure.indicator.as_ref()).collect();
    named(names.into_iter().map(|name| (name.clone(), String::new())))
}

fn abouts() -> Vec<Item> {
    let words = About::words(TextLanguage::SimplifiedChinese);
    named(words.into_iter().map(|word| (word.to_owned(), String::new())))
}
