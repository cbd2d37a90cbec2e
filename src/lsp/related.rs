//! Related places: where the figures stand that a finding is about.

use super::mentions::keys_in;
use super::paper::OpenPaper;
use super::positions::IndexedText;
use super::references::WrittenReference;
use super::things::{FigureName, Namer};
use crate::finding::Finding;
use crate::model::draft::StoryDraft;
use crate::model::figure::Figure;
use crate::model::ledger::Ledger;
use crate::source::{Place, Span};

/// How many places are given for one finding.
const MOST: usize = 20;

/// The rows of the figures that a finding is about, each with what it says: those of a relation, of a sum, of a reference.
pub(super) fn rows(paper: &OpenPaper, finding: &Finding, text: &IndexedText) -> Vec<(Place, String)> {
    let Some(place) = &finding.place else { return Vec::new() };
    let ledger = paper.lexicon.ledgers().find(|ledger| ledger.at.path == place.path);
    let names = match ledger {
        Some(ledger) => in_ledger(ledger, place.span, text),
        None => match paper.stories().find(|draft| draft.path == place.path) {
            Some(draft) => in_story(paper, draft, place.span, text),
            None => Vec::new(),
        },
    };
    names.iter().filter_map(|name| row(paper, name)).take(MOST).collect()
}

/// The figures of a relation, or the parts of a sum.
fn in_ledger(ledger: &Ledger, span: Span, text: &IndexedText) -> Vec<FigureName> {
    let name = |key: &str| FigureName::Row { ledger: ledger.id.clone(), key: key.to_owned() };
    if ledger.relations.iter().any(|relation| relation.at.span == span) {
        return keys_in(text, span).into_iter().map(|key| name(text.slice(key))).collect();
    }
    let whole = ledger.figures.values().find(|figure| figure.at.span == span);
    whole.into_iter().flat_map(|whole| &whole.parts).map(|part| name(part)).collect()
}

/// The figures of the references in a span.
fn in_story(paper: &OpenPaper, draft: &StoryDraft, span: Span, text: &IndexedText) -> Vec<FigureName> {
    if text.slice(span).is_empty() {
        return Vec::new();
    }
    let home = draft.slip.ledger.as_ref().map(|(id, _)| id.as_str());
    let namer = Namer { lexicon: &paper.lexicon, path: &draft.path, draft: Some(draft), home };
    let mut names = Vec::new();
    for written in WrittenReference::all(&text.text, span) {
        let figure = namer.figure(written.ledger.map(|ledger| text.slice(ledger)), text.slice(written.key));
        names.extend(written.wholes.iter().map(|whole| namer.beside(&figure, text.slice(*whole))));
        names.insert(0, figure);
    }
    names
}

fn row(paper: &OpenPaper, name: &FigureName) -> Option<(Place, String)> {
    let said = |figure: &Figure, printed: &str| (figure.at.clone(), format!("{} {printed}", figure.name()));
    match name {
        FigureName::Row { ledger, key } => {
            let figure = paper.lexicon.ledger(ledger)?.figures.get(key)?;
            Some(said(figure, paper.lexicon.printed(ledger, key).unwrap_or_default()))
        }
        FigureName::Own { story, key } => {
            let draft = paper.stories().find(|draft| draft.path == *story)?;
            let figure = draft.figures().get(key)?;
            Some(said(figure, &figure.shown().map(|value| value.plain()).unwrap_or_default()))
        }
    }
}
