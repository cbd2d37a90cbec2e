//! A withdrawn story: all that is still printed of its file is its headline, and the notice in place of the text.
//!
//! Errors in the rest may be the reason for the withdrawal, and must not prevent it from being printed.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::story_parts::{PHRASES, StoryParts};
use super::text;
use super::yaml;
use crate::fields::{Fields, KeyShape, KeyValue, Node, NodeKind, is_meaningless};
use crate::finding::{Finding, Notes, Severity};
use crate::model::body::{Body, Inline, phrase_of};
use crate::model::passage::{Passage, Role};
use crate::model::phrase::{Phrase, Piece, Reference};
use crate::model::story::{FrontMatter, HeadlineGroup, Withdrawal};
use crate::source::{SourcePath, Span};
use crate::words::heads;

/// Answers such as yes and no: they are no reason for a withdrawal.
const ANSWERS: [&str; 20] = [
    "y",
    "n",
    "t",
    "f",
    "1",
    "0",
    "是",
    "是的",
    "否",
    "不",
    "不是",
    "对",
    "真",
    "假",
    "已撤",
    "已撤回",
    "撤回",
    "未撤",
    "未撤回",
    "没撤",
];

/// The value of `withdrawn`: a reason, or `{date, reason}`. `None` if the key is missing or its value is `false`: the
/// story is not withdrawn. Any other value without a reason is an error, because the editor's intention is not clear.
pub(crate) fn withdrawal(fields: &Fields, notes: &mut Notes) -> Option<Withdrawal> {
    fields.declare("withdrawn", || {
        KeyShape::AnyOf(vec![KeyShape::Text, KeyShape::mapping("withdrawn", date_and_reason)])
    });
    let node = fields.node("withdrawn")?;
    let (reason, date) = match &node.kind {
        NodeKind::Scalar { text, plain: true } if text == "false" => return None,
        NodeKind::Scalar { text, .. } => (text.clone(), None),
        NodeKind::Mapping(_) | NodeKind::List(_) => Fields::of(node, notes, date_and_reason)?,
    };
    let word = reason.trim().to_lowercase();
    if is_meaningless(&reason) || ANSWERS.contains(&&*word) {
        let span = fields.key_span("withdrawn").filter(|_| node.is_null()).unwrap_or(node.span);
        notes.error(span, heads::withdrawn_without_words());
    }
    Some(Withdrawal { reason, date })
}

fn date_and_reason(fields: &Fields, notes: &mut Notes) -> (String, Option<NaiveDate>) {
    let date = fields.date("date", notes);
    (fields.text("reason", notes).unwrap_or_default(), date)
}

/// Removes everything that is no longer printed, and the findings in it; findings in one of the `printed` spans stay.
/// The links stay too: they tell which files belong to the story. References in the headline (in the `heading` spans)
/// that cannot be printed are removed; an unreadable headline is replaced by the file's name.
pub(crate) fn strip(
    parts: &mut StoryParts,
    path: &SourcePath,
    (printed, heading): (&[Span], &[Span]),
    findings: &mut Vec<Finding>,
) {
    let is_unchanged_in = |finding: &Finding, spans: &[Span]| {
        finding.place.as_ref().is_some_and(|place| spans.iter().any(|span| span.covers(place.span)))
    };
    let is_wrong = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error && is_unchanged_in(finding, heading));
    let mut headline = std::mem::take(&mut parts.front.headline_group.headline);
    if is_wrong {
        headline.iter_mut().for_each(remove_unparsed_references);
    }
    headline.retain(|line| !line.is_empty());
    let mut passages = std::mem::take(&mut parts.names.passages);
    passages.retain(|passage| matches!(passage.role, Role::Headline | Role::Subhead));
    let mut read: Vec<Phrase> = passages.iter().map(|passage| phrase_of(&passage.content)).collect();
    if headline.is_empty() || headline.iter().any(is_unreadable) {
        let name = text::name_as_words(path.stem(), &mut Notes::on(path));
        headline = vec![Phrase::of(&name)];
        read.clear();
    } else if is_wrong {
        read.iter_mut().for_each(remove_unparsed_references);
    }
    parts.names.references = renumbered(headline.iter_mut().chain(&mut read), &parts.names.references);
    let passage =
        |(passage, phrase): (Passage, Phrase)| Passage { content: Inline::of_phrase(&phrase), ..passage };
    parts.names.passages = passages.into_iter().zip(read).map(passage).collect();
    parts.names.waivers.clear();
    parts.names.doubts.clear();
    parts.names.exhibits.clear();
    parts.suspects.clear();
    parts.front = FrontMatter {
        headline_group: HeadlineGroup { headline, ..HeadlineGroup::default() },
        ..FrontMatter::default()
    };
    parts.body = Body::default();
    parts.slip.ledger.take_if(|_| parts.names.references.is_empty());
    findings.retain(|finding| is_unchanged_in(finding, printed));
}

/// Removes references that could not be parsed.
fn remove_unparsed_references(line: &mut Phrase) {
    for piece in &mut line.0 {
        let Piece::Text(words) = piece else { continue };
        while let Some(open) = words.find("{{") {
            let close = words[open..].find("}}").map_or(words.len(), |at| open + at + 2);
            let mut kept = words.part(0..open);
            kept.append(&words.part(close..words.len()));
            *words = kept;
        }
    }
}

/// Whether a line has characters that are refused everywhere, or U+FFFD for bytes that could not be decoded.
fn is_unreadable(line: &Phrase) -> bool {
    let is_strange = |mark: char| mark == char::REPLACEMENT_CHARACTER || text::refusal(mark).is_some();
    line.0.iter().any(|piece| matches!(piece, Piece::Text(words) if words.contains(is_strange)))
}

/// The references in some lines, renumbered from 0.
fn renumbered<'p>(lines: impl Iterator<Item = &'p mut Phrase>, all: &[Reference]) -> Vec<Reference> {
    let mut kept: IndexMap<usize, Reference> = IndexMap::new();
    let mut keep = |piece: &mut Piece| {
        let Piece::Figure(reference, _) = piece else { return true };
        let Some(known) = all.get(*reference) else { return false };
        let entry = kept.entry(*reference);
        *reference = entry.index();
        entry.or_insert_with(|| known.clone());
        true
    };
    for line in lines {
        line.0.retain_mut(&mut keep);
    }
    kept.into_values().collect()
}

/// Reads front matter key by key, if it cannot be read as a whole. `None` unless the key `withdrawn` could be read.
pub(crate) fn read_by_keys(text: &str, front: Span, notes: &mut Notes) -> Option<Node> {
    let mut found: Vec<KeyValue> = Vec::new();
    for span in keys(text, front) {
        let mut own = Notes::on(notes.path());
        let Some(Node { kind: NodeKind::Mapping(read), .. }) =
            yaml::parse_with_figures(text, span, PHRASES, &mut own)
        else {
            continue;
        };
        notes.findings.extend(own.findings);
        for entry in read {
            if !found.iter().any(|known| known.key == entry.key) {
                found.push(entry);
            }
        }
    }
    let is_withdrawn = found.iter().any(|entry| entry.key == "withdrawn");
    is_withdrawn.then_some(Node { kind: NodeKind::Mapping(found), span: front })
}

/// The span of each key of front matter with its value: from one line that begins with a letter to the next.
fn keys(text: &str, front: Span) -> Vec<Span> {
    let mut keys: Vec<Span> = Vec::new();
    let mut at = front.start;
    for line in text[front.range()].split_inclusive('\n') {
        let end = at + line.len();
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            keys.push(Span::new(at, end));
        } else if let Some(last) = keys.last_mut() {
            last.end = end;
        }
        at = end;
    }
    keys
}
