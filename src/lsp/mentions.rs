//! Mentions: every place that names a figure, in ledgers, stories and exhibits, each with the place of the key alone.

use std::collections::BTreeSet;

use serde_json::Value;

use super::asked::Asked;
use super::client::Unanswered;
use super::paper::OpenPaper;
use super::positions::IndexedText;
use super::references::{WrittenReference, name_parts};
use super::things::{FigureName, NamedThing, Namer};
use crate::model::draft::StoryDraft;
use crate::model::exhibit::ExhibitDraft;
use crate::model::figure::Figure;
use crate::model::ledger::{Expression, Ledger};
use crate::model::phrase::{Filter, Reference};
use crate::parse::is_key;
use crate::source::{Place, Span};

/// A place that names a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    /// The key as written there. Of a part, where it is defined, only its own piece of the key.
    pub place: Place,
    pub figure: FigureName,
    pub role: MentionRole,
    /// Whether the key is written there as it is, so that it can be replaced.
    pub is_plain: bool,
}

/// What a mention is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MentionRole {
    Definition,
    /// The definition of a part, below the figure with this key.
    PartDefinition(String),
    Reference,
}

/// Answers where the name at the cursor is used.
pub(super) fn refer(asked: &mut Asked, params: &Value) -> Result<Value, Unanswered> {
    let at = asked.offset(params)?;
    let with_definition = params["context"]["includeDeclaration"].as_bool().unwrap_or(true);
    let Some((thing, _)) = asked.thing(at) else { return Ok(Value::Null) };
    let places: Vec<Place> = match &thing {
        NamedThing::Figure(name) => {
            let mentions = all(asked.paper, &BTreeSet::from([name.clone()])).into_iter();
            let wanted = mentions.filter(|mention| with_definition || mention.role == MentionRole::Reference);
            wanted.map(|mention| mention.place).collect()
        }
        thing => slips(asked, thing),
    };
    let locations: Vec<Value> = places.iter().filter_map(|place| asked.location(place)).collect();
    Ok(locations.into())
}

/// Where front matter names a column, a topic or a ledger.
fn slips(asked: &Asked, thing: &NamedThing) -> Vec<Place> {
    let in_slip = |draft: &StoryDraft| {
        let slip = &draft.slip;
        let names: Vec<&(String, Span)> = match thing {
            NamedThing::Column(_) => slip.column.iter().collect(),
            NamedThing::Topic(_) => slip.topics.iter().collect(),
            NamedThing::Ledger(_) => slip.ledger.iter().collect(),
            _ => Vec::new(),
        };
        let (NamedThing::Column(wanted) | NamedThing::Topic(wanted) | NamedThing::Ledger(wanted)) = thing
        else {
            return Vec::new();
        };
        let found = names.into_iter().filter(|(name, _)| name == wanted);
        found.map(|(_, span)| Place::new(&draft.path, *span)).collect::<Vec<_>>()
    };
    let mut places: Vec<Place> = asked.paper.stories().flat_map(|draft| in_slip(draft)).collect();
    places.sort();
    places
}

/// Every place that names one of some figures, file by file.
pub(super) fn all(paper: &OpenPaper, wanted: &BTreeSet<FigureName>) -> Vec<Mention> {
    let keys: BTreeSet<&str> = wanted.iter().map(FigureName::key).collect();
    let mut found: BTreeSet<Mention> = BTreeSet::new();
    for ledger in paper.lexicon.ledgers().filter(|ledger| ledger_names(ledger, &keys)) {
        if let Some(text) = paper.text(&ledger.at.path) {
            let namer =
                Namer { lexicon: &paper.lexicon, path: &ledger.at.path, draft: None, home: Some(&ledger.id) };
            in_ledger(ledger, &MentionReader { text: &text, namer }, &mut found);
        }
    }
    for draft in paper.stories().filter(|draft| story_names(draft, &keys)) {
        if let Some(text) = paper.text(&draft.path) {
            let home = draft.slip.ledger.as_ref().map(|(id, _)| id.as_str());
            let namer = Namer { lexicon: &paper.lexicon, path: &draft.path, draft: Some(draft), home };
            in_story(draft, &MentionReader { text: &text, namer }, &mut found);
        }
    }
    found.retain(|mention| wanted.contains(&mention.figure));
    found.into_iter().collect()
}

fn names(reference: &Reference, keys: &BTreeSet<&str>) -> bool {
    let in_filter = |filter: &Filter| matches!(filter, Filter::ShareOf(key) if keys.contains(key.as_str()));
    keys.contains(reference.key.as_str()) || reference.filters.iter().any(in_filter)
}

fn story_names(draft: &StoryDraft, keys: &BTreeSet<&str>) -> bool {
    let in_exhibits = draft.exhibits().iter().flat_map(|exhibit| &exhibit.references);
    draft.references().iter().chain(in_exhibits).any(|reference| names(reference, keys))
        || draft.figures().keys().any(|key| keys.contains(key.as_str()))
}

fn ledger_names(ledger: &Ledger, keys: &BTreeSet<&str>) -> bool {
    let in_exhibits = ledger.exhibits.values().flat_map(|exhibit| &exhibit.references);
    let in_programmes = ledger.programmes.iter().flat_map(|programme| &programme.figures);
    ledger.figures.keys().any(|key| keys.contains(key.as_str()))
        || in_exhibits.into_iter().any(|reference| names(reference, keys))
        || in_programmes.into_iter().any(|(key, _)| keys.contains(key.as_str()))
        || ledger.relations.iter().any(|relation| {
            [&relation.left, &relation.right].into_iter().any(|side| expression_names(side, keys))
        })
}

fn expression_names(expression: &Expression, keys: &BTreeSet<&str>) -> bool {
    match expression {
        Expression::Number(_) => false,
        Expression::Key(key) => keys.contains(key.as_str()),
        Expression::Joined(left, _, right) => expression_names(left, keys) || expression_names(right, keys),
    }
}

/// Reads the mentions of one file.
struct MentionReader<'m> {
    text: &'m IndexedText,
    namer: Namer<'m>,
}

impl MentionReader<'_> {
    fn mention(&self, span: Span, figure: FigureName, written: &str, role: MentionRole) -> Mention {
        let is_plain = self.text.slice(span) == written;
        Mention { place: Place::new(self.namer.path, span), figure, role, is_plain }
    }

    /// A word without the quotes around it.
    fn bare(&self, span: Span) -> Span {
        let words = self.text.slice(span);
        let is_quoted = words.len() > 1 && words.starts_with(['"', '\'']);
        if is_quoted { Span::new(span.start + 1, span.end - 1) } else { span.trimmed(&self.text.text) }
    }

    /// The definitions of some figures.
    fn definitions<'f>(
        &self,
        figures: &(impl Iterator<Item = &'f Figure> + Clone),
        name: impl Fn(&str) -> FigureName,
        found: &mut BTreeSet<Mention>,
    ) {
        for figure in figures.clone() {
            let whole = figures.clone().find(|whole| whole.parts.contains(&figure.key));
            let (written, role) = match whole {
                Some(whole) => {
                    (&figure.key[whole.key.len() + 1..], MentionRole::PartDefinition(whole.key.clone()))
                }
                None => (figure.key.as_str(), MentionRole::Definition),
            };
            found.insert(self.mention(self.bare(figure.at.span), name(&figure.key), written, role));
        }
    }

    /// A name alone, as exhibits and programmes have it.
    fn name_alone(
        &self,
        (ledger, key, span): (Option<&str>, &str, Span),
        home: Option<&str>,
        found: &mut BTreeSet<Mention>,
    ) {
        let figure = Namer { home, ..self.namer }.figure(ledger, key);
        let (_, written) = name_parts(&self.text.text, self.bare(span));
        found.insert(self.mention(written, figure, key, MentionRole::Reference));
    }

    fn exhibit(&self, exhibit: &ExhibitDraft, found: &mut BTreeSet<Mention>) {
        let home = exhibit.ledger.as_ref().map(|(id, _)| id.as_str()).or(self.namer.home);
        for reference in &exhibit.references {
            self.name_alone((reference.ledger.as_deref(), &reference.key, reference.span), home, found);
        }
    }
}

fn in_ledger(ledger: &Ledger, reader: &MentionReader, found: &mut BTreeSet<Mention>) {
    let row = |key: &str| FigureName::Row { ledger: ledger.id.clone(), key: key.to_owned() };
    reader.definitions(&ledger.figures.values(), row, found);
    for (key, place) in ledger.programmes.iter().flat_map(|programme| &programme.figures) {
        reader.name_alone((None, key, place.span), Some(&ledger.id), found);
    }
    for relation in &ledger.relations {
        for span in keys_in(reader.text, relation.at.span) {
            let key = reader.text.slice(span);
            found.insert(reader.mention(span, row(key), key, MentionRole::Reference));
        }
    }
    ledger.exhibits.values().for_each(|exhibit| reader.exhibit(exhibit, found));
}

fn in_story(draft: &StoryDraft, reader: &MentionReader, found: &mut BTreeSet<Mention>) {
    let own = |key: &str| FigureName::Own { story: draft.path.clone(), key: key.to_owned() };
    reader.definitions(&draft.figures().values(), own, found);
    // In front matter a reference has the span of its whole value, which may hold several.
    let spans: BTreeSet<Span> = draft.references().iter().map(|reference| reference.span).collect();
    let text = &reader.text.text;
    for written in spans.into_iter().flat_map(|span| WrittenReference::all(text, span)) {
        let (ledger, key) =
            (written.ledger.map(|ledger| reader.text.slice(ledger)), reader.text.slice(written.key));
        let figure = reader.namer.figure(ledger, key);
        for whole in written.wholes {
            let key = reader.text.slice(whole);
            let beside = reader.namer.beside(&figure, key);
            found.insert(reader.mention(whole, beside, key, MentionRole::Reference));
        }
        found.insert(reader.mention(written.key, figure, key, MentionRole::Reference));
    }
    draft.exhibits().iter().for_each(|exhibit| reader.exhibit(exhibit, found));
}

/// The keys of a relation.
pub(super) fn keys_in(text: &IndexedText, within: Span) -> Vec<Span> {
    let words = text.slice(within);
    let mut start = within.start;
    let pieces = words.split(|character: char| !is_key(character.encode_utf8(&mut [0; 4])));
    let mut spans = Vec::new();
    for piece in pieces {
        if !piece.is_empty() && !piece.starts_with(|first: char| first.is_ascii_digit()) {
            spans.push(Span::new(start, start + piece.len()));
        }
        start += piece.len();
        start += text.text[start..].chars().next().map_or(0, char::len_utf8);
    }
    spans
}
