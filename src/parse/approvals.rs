//! `approvals.yaml` beside an edition: who has approved which of its contents. `lanmu approve` writes it.

use serde::Serialize;

use super::yaml;
use crate::digest::Digest;
use crate::fields::{self, Fields, Node};
use crate::finding::{Noted, Notes};
use crate::model::approval::{Approval, Contents};
use crate::source::{Place, SourcePath, Span};
use crate::words::approvals as words;

/// The comment at the top of the file, for people who open it.
const HEAD: &str = "# lanmu approve 写的审签记录，不要手改 · written by lanmu approve\n";

/// Reads one `approvals.yaml`. An approval that was changed by hand is left out.
#[must_use]
pub(crate) fn parse(path: &SourcePath, text: &str) -> Noted<Vec<Approval>> {
    let mut notes = Notes::on(path);
    let root = yaml::parse(text, Span::new(0, text.len()), &mut notes);
    let approvals = root.and_then(|root| {
        Fields::of(&root, &mut notes, |fields, notes| {
            fields.list("approvals").iter().filter_map(|node| approval(node, notes)).collect()
        })
    });
    Noted::new(approvals.unwrap_or_default(), notes.findings)
}

fn approval(node: &Node, notes: &mut Notes) -> Option<Approval> {
    let place = Place::new(notes.path(), node.span);
    let approval = Fields::of(node, notes, |fields, notes| Approval {
        role: fields.needed_text("role", notes),
        by: fields.needed_text("by", notes),
        at: fields.needed_text("at", notes),
        checksum: fields.needed_text("checksum", notes),
        contents: contents(fields, notes),
        place,
    })?;
    let is_as_written = approval.computed_checksum() == approval.checksum;
    if !is_as_written {
        notes.warning(node.span, words::changed_by_hand(&approval.role));
    }
    is_as_written.then_some(approval)
}

fn contents(fields: &Fields, notes: &mut Notes) -> Contents {
    let entries = fields.mapping("contents", notes).iter();
    let digests = entries.filter_map(|entry| {
        let digest = Digest::parse(&fields::text(&entry.value, notes)?)?;
        Some((entry.key.clone(), digest))
    });
    digests.collect()
}

/// The file that lists these approvals.
#[must_use]
pub(crate) fn written(approvals: &[Approval]) -> String {
    let written = WrittenApprovals { approvals: approvals.iter().map(WrittenApproval::of).collect() };
    let yaml = serde_yaml::to_string(&written).expect("names and digests can be written as YAML");
    format!("{HEAD}{yaml}")
}

#[derive(Serialize)]
struct WrittenApprovals<'a> {
    approvals: Vec<WrittenApproval<'a>>,
}

#[derive(Serialize)]
struct WrittenApproval<'a> {
    role: &'a str,
    by: &'a str,
    at: &'a str,
    checksum: &'a str,
    contents: &'a Contents,
}

impl<'a> WrittenApproval<'a> {
    fn of(approval: &'a Approval) -> Self {
        let Approval { role, by, at, checksum, contents, place: _ } = approval;
        Self { role, by, at, checksum, contents }
    }
}
