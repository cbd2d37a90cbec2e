//! What is not understood in the pages of other programs stays as it is written, letter by letter, and is listed: so the paper
//! prints.

use std::collections::BTreeMap;

use super::escape::inline;
use super::{ImportNote, ImportPlan, NewContents, NewFile, NoteKind};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::pipeline::{self, Goal, Proofread};
use crate::project::Project;
use crate::source::{Place, SourcePath, Span};
use crate::words::import as words;

/// How often the texts are read again.
const ROUNDS: usize = 12;
/// From these rounds on, more is set literally: as code, then whole paragraphs, then the whole text.
const AS_CODE: usize = 3;
const AS_BLOCK: usize = 5;
const AS_WHOLE: usize = 10;

/// Sets what prevents printing literally, until nothing does.
///
/// # Errors
/// If the paper cannot be read.
pub(super) fn settle(project: &Project, cache: &mut Cache, plan: &mut ImportPlan) -> Result<(), Fault> {
    if !plan.files.iter().flat_map(|file| &file.made).any(|made| made.is_foreign) {
        return Ok(());
    }
    for round in 0..ROUNDS {
        let read = pipeline::proofread_added(project, cache, &plan.added(), &Goal::Linked)?;
        let spans = spans(&read);
        if spans.is_empty() {
            break;
        }
        for file in &mut plan.files {
            for made in file.made.iter_mut().filter(|made| made.is_foreign) {
                let Some(spans) = spans.get(&made.path) else { continue };
                let kept = literal(made, spans, round);
                let path = &made.path;
                file.notes.extend(kept.into_iter().map(|text| {
                    let text = format!("{path}: {text}");
                    ImportNote { line: 0, kind: NoteKind::Doubt, remark: words::left_literally(), text }
                }));
            }
        }
    }
    Ok(())
}

/// Where something prevents printing, by file; pictures of other sites apart.
fn spans(read: &Proofread) -> BTreeMap<SourcePath, Vec<Span>> {
    let mut spans: BTreeMap<SourcePath, Vec<Span>> = BTreeMap::new();
    for finding in read.report.findings.iter().filter(|finding| finding.blocks_printing()) {
        let is_at_a_place = |place: &&Place| place.span != Span::default(); // Otherwise it is about the file, not its words.
        if let Some(place) = finding.place.as_ref().filter(is_at_a_place)
            && !words::is_remote_picture(&finding.wording)
        {
            spans.entry(place.path.clone()).or_default().push(place.span);
        }
    }
    spans
}

/// Sets some spans of a story literally; returns what they are.
fn literal(made: &mut NewFile, spans: &[Span], round: usize) -> Vec<String> {
    let Some(mut text) = made.text().map(str::to_owned) else { return Vec::new() };
    let body = body_start(&text);
    let mut spans: Vec<Span> = spans.iter().map(|span| widened(&text, *span, body, round)).collect();
    spans.sort_unstable();
    let mut kept = Vec::new();
    let mut end = usize::MAX;
    for span in spans.into_iter().rev() {
        if span.end > end || text.get(span.range()).is_none() {
            continue;
        }
        end = span.start;
        let words = text[span.range()].to_owned();
        let new = match round {
            _ if span.end <= body => String::new(),
            0..AS_CODE => inline(&words),
            AS_CODE..AS_BLOCK => format!("`` {} ``", words.replace('`', "'").replace('\n', " ")),
            _ => fenced(&words),
        };
        text.replace_range(span.range(), &new);
        kept.push(words.chars().take(120).collect());
    }
    made.contents = NewContents::Bytes(text.into_bytes());
    kept
}

/// Some lines as code, between fences that are longer than any in them.
fn fenced(words: &str) -> String {
    let longest = words.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}\n{}\n{fence}\n", words.trim_end())
}

/// The first byte below the front matter.
fn body_start(text: &str) -> usize {
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    end.map_or(0, |end| end + "---\n".len() + "\n---\n".len())
}

/// A span, or the whole key or lines that it is in.
fn widened(text: &str, span: Span, body: usize, round: usize) -> Span {
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    if span.start < body {
        let mut start = line_start(span.start.max(4));
        while start > 4 && text[start..].starts_with([' ', '-']) {
            start = line_start(start - 1);
        }
        let mut end = line_end(start);
        while end < body && text[end..].starts_with([' ', '-']) && !text[end..].starts_with("---") {
            end = line_end(end);
        }
        return Span::new(start, end);
    }
    let end = if span.end > span.start { span.end } else { line_end(span.start) };
    match round {
        ..AS_BLOCK => Span::new(span.start, end),
        AS_BLOCK..AS_WHOLE => {
            let start = text[body..span.start].rfind("\n\n").map_or(body, |gap| body + gap + 2);
            Span::new(start, text[end..].find("\n\n").map_or(text.len(), |gap| end + gap + 1))
        }
        _ => Span::new(body, text.len()),
    }
}
