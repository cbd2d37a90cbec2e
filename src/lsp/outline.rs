//! Outline: what a file holds, for its outline; and the figures, stories and columns of a paper, for a search by name.

use serde_json::{Value, json};

use super::asked::Asked;
use super::client::Unanswered;
use super::paper::OpenPaper;
use super::positions::{ColumnUnit, IndexedText};
use crate::model::body::{BlockKind, plain_text};
use crate::model::draft::StoryDraft;
use crate::model::edition::EditionDraft;
use crate::model::ledger::Ledger;
use crate::model::site::Story;
use crate::source::{Place, Span};

/// How many symbols of a paper are sent at most.
const MOST: usize = 500;

/// What a symbol is, as the protocol numbers it.
#[derive(Clone, Copy, Debug)]
enum SymbolKind {
    File = 1,
    Namespace = 3,
    Class = 5,
    Constant = 14,
    String = 15,
    Object = 19,
}

/// Something in an outline.
struct Outlined {
    name: String,
    detail: String,
    kind: SymbolKind,
    span: Span,
    children: Vec<Outlined>,
}

/// Answers the outline of a document.
#[allow(clippy::unnecessary_wraps, reason = "every answer may be refused")]
pub(super) fn outline(asked: &mut Asked, _: &Value) -> Result<Value, Unanswered> {
    let ledger = asked.lexicon().ledgers().find(|ledger| ledger.at.path == asked.path);
    let outlined = if let Some(draft) = asked.draft() {
        let story = asked
            .paper
            .site()
            .and_then(|site| site.stories_and_standing().find(|story| story.draft.path == asked.path));
        of_story(draft, story)
    } else if let Some(ledger) = ledger {
        of_ledger(asked, ledger)
    } else {
        of_edition(asked).unwrap_or_else(|| of_site(asked))
    };
    Ok(outlined.iter().map(|symbol| shown(asked, symbol)).collect::<Vec<_>>().into())
}

fn shown(asked: &Asked, symbol: &Outlined) -> Value {
    let Outlined { name, detail, kind, span, children } = symbol;
    let whole = children.iter().fold(*span, |whole, child| {
        Span::new(whole.start.min(child.span.start), whole.end.max(child.span.end))
    });
    let children: Vec<Value> = children.iter().map(|child| shown(asked, child)).collect();
    json!({
        "name": if name.is_empty() { "—" } else { name },
        "detail": detail,
        "kind": *kind as i32,
        "range": asked.range(whole),
        "selectionRange": asked.range(*span),
        "children": children,
    })
}

/// The headline of a story, and in it its headings and exhibits.
fn of_story(draft: &StoryDraft, story: Option<&Story>) -> Vec<Outlined> {
    let printed = |reference: usize| {
        story
            .and_then(|story| story.printed().get(reference))
            .map(|figure| figure.text.as_str())
            .unwrap_or_default()
    };
    let mut parts: Vec<(u8, Outlined)> = Vec::new();
    draft.body().visit_text(&mut |block, _| match &block.kind {
        BlockKind::Heading { level, content, .. } => {
            let mut name = String::new();
            plain_text(content, &mut |reference, into| into.push_str(printed(reference)), &mut name);
            parts.push((*level, leaf(name, String::new(), SymbolKind::String, block.span)));
        }
        BlockKind::Exhibit(exhibit) => {
            if let Some(exhibit) = draft.exhibits().get(*exhibit) {
                let kind = exhibit.shape.word().to_owned();
                let name = exhibit.title.clone().unwrap_or_else(|| kind.clone());
                parts.push((u8::MAX, leaf(name, kind, SymbolKind::Object, block.span)));
            }
        }
        _ => {}
    });
    let headline = story.map_or_else(|| draft.path.stem().to_owned(), |story| story.title());
    let children = nested(&mut parts.into_iter().peekable(), 0);
    vec![Outlined { children, ..leaf(headline, String::new(), SymbolKind::File, Span::default()) }]
}

/// Headings in those above them.
fn nested(parts: &mut std::iter::Peekable<std::vec::IntoIter<(u8, Outlined)>>, above: u8) -> Vec<Outlined> {
    let mut found = Vec::new();
    while let Some((level, mut part)) = parts.next_if(|(level, _)| *level > above) {
        part.children = nested(parts, level);
        found.push(part);
    }
    found
}

/// The figures of a ledger by group, and its exhibits.
fn of_ledger(asked: &Asked, ledger: &Ledger) -> Vec<Outlined> {
    let printed = |key: &str| asked.lexicon().printed(&ledger.id, key).unwrap_or_default();
    let mut groups: Vec<Outlined> = Vec::new();
    let is_part = |key: &String| ledger.figures.values().any(|whole| whole.parts.contains(key));
    for figure in ledger.figures.values().filter(|figure| !is_part(&figure.key)) {
        let parts = figure.parts.iter().filter_map(|key| ledger.figures.get(key)).map(|part| {
            leaf(part.name().to_owned(), printed(&part.key).to_owned(), SymbolKind::Constant, part.at.span)
        });
        let detail = format!("{} · {}", printed(&figure.key), figure.key);
        let mut symbol = leaf(figure.name().to_owned(), detail, SymbolKind::Constant, figure.at.span);
        symbol.children = parts.collect();
        match ledger.group_of(&figure.key) {
            Some(group) => match groups.iter_mut().find(|known| known.name == group) {
                Some(known) => known.children.push(symbol),
                None => groups.push(Outlined {
                    children: vec![symbol],
                    ..leaf(group.to_owned(), String::new(), SymbolKind::Namespace, figure.at.span)
                }),
            },
            None => groups.push(symbol),
        }
    }
    let exhibits = ledger.exhibits.iter().map(|(name, exhibit)| {
        leaf(name.clone(), exhibit.shape.word().to_owned(), SymbolKind::Object, exhibit.at.span)
    });
    groups.extend(exhibits);
    groups
}

/// The pages of an edition, and the stories on each.
fn of_edition(asked: &Asked) -> Option<Vec<Outlined>> {
    let edition = asked.paper.edition_at(&asked.path)?;
    let EditionDraft { pages, .. } = &*edition;
    let pages = pages.iter().map(|page| {
        let stories = page.stories.iter();
        let stories =
            stories.map(|(name, place)| leaf(name.clone(), String::new(), SymbolKind::File, place.span));
        let name = page.name.clone().unwrap_or_default();
        Outlined {
            children: stories.collect(),
            ..leaf(name, String::new(), SymbolKind::Namespace, page.place.span)
        }
    });
    Some(pages.collect())
}

/// The columns of the paper.
fn of_site(asked: &Asked) -> Vec<Outlined> {
    let declared = asked.lexicon().columns.iter().filter_map(|column| Some((column, column.at.as_ref()?)));
    let here = declared.filter(|(_, at)| at.path == asked.path);
    here.map(|(column, at)| {
        leaf(column.name.clone(), column.about.clone().unwrap_or_default(), SymbolKind::Class, at.span)
    })
    .collect()
}

fn leaf(name: String, detail: String, kind: SymbolKind, span: Span) -> Outlined {
    Outlined { name, detail, kind, span, children: Vec::new() }
}

/// The figures, columns and stories of a paper whose names contain a query in lower case.
pub(super) fn symbols(paper: &OpenPaper, query: &str, unit: ColumnUnit) -> Vec<Value> {
    let fits = |name: &str| name.to_lowercase().contains(query);
    let mut found: Vec<(String, SymbolKind, String, Place)> = Vec::new();
    for ledger in paper.lexicon.ledgers() {
        let fitting = ledger.figures.values().filter(|figure| fits(&figure.key) || fits(figure.name()));
        found.extend(fitting.map(|figure| {
            let name = format!("{} {}", figure.name(), figure.key);
            (name, SymbolKind::Constant, ledger.title.clone(), figure.at.clone())
        }));
    }
    let columns = paper.lexicon.columns.iter().filter(|column| fits(&column.name));
    found.extend(columns.filter_map(|column| {
        Some((column.name.clone(), SymbolKind::Class, String::new(), column.at.clone()?))
    }));
    let stories = paper.site().into_iter().flat_map(|site| site.stories_and_standing());
    found.extend(
        stories.map(|story| (story.title(), story)).filter(|(title, _)| fits(title)).take(MOST).map(
            |(title, story)| {
                let place = Place::new(&story.draft.path, Span::default());
                (title, SymbolKind::File, story.draft.path.folder().to_owned(), place)
            },
        ),
    );
    let symbol = |(name, kind, container, place): (String, SymbolKind, String, Place)| {
        let range = if place.span == Span::default() {
            IndexedText::default().range(place.span, unit)
        } else {
            paper.text(&place.path)?.range(place.span, unit)
        };
        Some(json!({
            "name": name,
            "kind": kind as i32,
            "containerName": container,
            "location": {"uri": paper.address(&place.path), "range": range},
        }))
    };
    found.into_iter().take(MOST).filter_map(symbol).collect()
}
