//! House style: `content/style/*.yaml`, and the built-in tables for those that the paper does not have.

use std::sync::Arc;

use super::text;
use super::yaml;
use crate::digest::Digest;
use crate::fields::{Fields, KeyShape, KnownWord};
use crate::finding::{Noted, Notes};
use crate::isolate::{Task, alone};
use crate::memo::Memo;
use crate::model::inventory::{FileRole, Inventory, Text};
use crate::model::style::{Cautious, HouseTerm, Organisation, Person, Style, StyleTable, WrongWord};
use crate::source::{Place, SourcePath, Span};
use crate::words::values;

/// The built-in tables: each is used unless the paper has one of that name.
const CARRIED: [(&str, &str); 2] =
    [("words.yaml", include_str!("style/words.yaml")), ("terms.yaml", include_str!("style/terms.yaml"))];

/// Reads the house style of a paper.
#[must_use]
pub fn style(inventory: &Inventory) -> Noted<Style> {
    let own = own(inventory);
    let mut findings = Vec::new();
    let mut style = own_style(&own).note_into(&mut findings);
    for (name, text) in CARRIED {
        if !own.iter().any(|(path, _)| path.file_name() == name) {
            let path = SourcePath::new(&format!("content/style/{name}"));
            table(text, false, &mut style, &mut Notes::on(&path));
        }
    }
    Noted::new(style, findings)
}

/// The people, organisations and fixed wordings that a paper has listed. Whatever is wrong with its files is found when the whole
/// style is read.
#[must_use]
pub(super) fn names(inventory: &Inventory, memo: &Memo<Arc<Vec<String>>>) -> Arc<Vec<String>> {
    let own = own(inventory);
    memo.get_or(digest(&own), || {
        let Style { people, organisations, terms, .. } = own_style(&own).value;
        let organisations =
            organisations.into_iter().flat_map(|known| std::iter::once(known.name).chain(known.short));
        let people = people.into_iter().map(|person| person.name);
        let terms = terms.into_iter().map(|term| term.right);
        Arc::new(people.chain(organisations).chain(terms).collect())
    })
}

/// The paper's own tables.
fn own(inventory: &Inventory) -> Vec<(&SourcePath, &Text)> {
    let texts = inventory.texts.iter();
    texts
        .filter(|(path, _)| FileRole::of(path) == FileRole::Style && path.has_ending(&["yaml", "yml"]))
        .collect()
}

fn digest(own: &[(&SourcePath, &Text)]) -> Digest {
    Digest::of_value(&own.iter().map(|(path, file)| (path, file.digest)).collect::<Vec<_>>())
}

fn own_style(own: &[(&SourcePath, &Text)]) -> Noted<Style> {
    let mut style = empty();
    let mut findings = Vec::new();
    for (path, file) in own {
        let read = alone(Task::Read, path.as_str(), Some(path), || {
            let mut notes = Notes::on(path);
            if let Some(text) = text::read(file.bytes.as_deref().unwrap_or_default(), &mut notes) {
                table(&text, true, &mut style, &mut notes);
            }
            notes.findings
        });
        findings.extend(read.unwrap_or_else(|failed| vec![*failed]));
    }
    style.digest = digest(own);
    Noted::new(style, findings)
}

fn empty() -> Style {
    Style {
        tables: Vec::new(),
        wrong: Vec::new(),
        avoid: Vec::new(),
        terms: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        letters: Vec::new(),
        hotlines: Vec::new(),
        digest: Digest::of(b""),
    }
}

fn table(text: &str, is_own: bool, style: &mut Style, notes: &mut Notes) {
    let Some(root) = yaml::parse(text, Span::new(0, text.len()), notes) else { return };
    Fields::of(&root, notes, |fields, notes| entries(fields, is_own, style, notes));
}

fn entries(fields: &Fields, is_own: bool, style: &mut Style, notes: &mut Notes) {
    style.tables.extend(checked(fields, is_own, notes));
    style.wrong.extend(fields.items("wrong", notes, wrong));
    style.avoid.extend(fields.items("avoid", notes, cautious));
    style.terms.extend(fields.items("terms", notes, term));
    style.people.extend(fields.items("people", notes, person));
    style.organisations.extend(fields.items("organisations", notes, organisation));
    style.letters.extend(fields.texts("letters", notes));
    style.hotlines.extend(fields.texts("hotlines", notes));
}

/// The keys of a table.
pub(super) fn keys(fields: &Fields, notes: &mut Notes) {
    entries(fields, true, &mut empty(), notes);
}

/// When a table was checked; `None` if its value is no date, which is reported separately.
fn checked(fields: &Fields, is_own: bool, notes: &mut Notes) -> Option<StyleTable> {
    fields.declare("checked", || KeyShape::Moment);
    let (checked, span) = match fields.get("checked") {
        Some(node) => (Some(fields.date("checked", notes)?), node.span),
        None => (None, Span::default()),
    };
    Some(StyleTable { place: Place::new(notes.path(), span), checked, is_own })
}

fn wrong(fields: &Fields, notes: &mut Notes) -> WrongWord {
    let severities = [KnownWord::new("error", "错误", true), KnownWord::new("warning", "警告", false)];
    WrongWord {
        word: fields.needed_text("word", notes),
        right: fields.needed_text("right", notes),
        unless: fields.texts("unless", notes),
        sure: fields.word("severity", &severities, notes).unwrap_or(true),
    }
}

fn cautious(fields: &Fields, notes: &mut Notes) -> Cautious {
    Cautious {
        word: fields.needed_text("word", notes),
        better: fields.text("use", notes),
        why: fields.text("why", notes),
        unless: fields.texts("unless", notes),
    }
}

fn term(fields: &Fields, notes: &mut Notes) -> HouseTerm {
    let term = HouseTerm {
        right: fields.needed_text("right", notes),
        wrong: fields.texts("wrong", notes),
        unless: fields.texts("unless", notes),
    };
    if term.wrong.is_empty() {
        notes.warning(fields.span, values::does_nothing("right", "wrong"));
    }
    term
}

fn person(fields: &Fields, notes: &mut Notes) -> Person {
    Person { name: fields.needed_text("name", notes), titles: fields.texts("titles", notes) }
}

fn organisation(fields: &Fields, notes: &mut Notes) -> Organisation {
    Organisation { name: fields.needed_text("name", notes), short: fields.texts("short", notes) }
}
