//! The shapes of the twelve kinds, one function each.

use super::{ExhibitReading, chart};
use crate::fields::{self, Fields, Node, NodeKind};
use crate::model::exhibit::{Course, MethodPart, Pillar, ProgrammeCard, Register, Shape, Step, Term};
use crate::words::exhibits;

/// Reads what an exhibit of `kind` shows.
pub(crate) fn shape(kind: &str, fields: &Fields, reading: &mut ExhibitReading) -> Option<Shape> {
    Some(match kind {
        "board" => board(fields, reading),
        "registry" => Shape::Registry {
            whole: reading.one_entry(fields, "whole"),
            entries: registers(fields, "entries", reading),
        },
        "method" => method(fields, reading),
        "loop" => Shape::Loop(steps(fields, "steps", reading)),
        "programme" => Shape::Programme(card(fields, reading)),
        "training" => training(fields, reading),
        "placement" => Shape::Placement {
            rows: reading.needed_entries(fields, "rows"),
            total: reading.one_entry(fields, "total"),
        },
        "pairs" => pairs(fields, reading),
        "funnel" => Shape::Funnel(reading.needed_entries(fields, "stages")),
        "glossary" => glossary(fields, reading),
        "documents" => Shape::Documents(registers(fields, "documents", reading)),
        "contest" => Shape::Contest {
            rounds: steps(fields, "rounds", reading),
            results: reading.entries(fields, "results"),
        },
        "chart" => chart::shape(fields, reading)?,
        _ => shown(fields, reading)?,
    })
}

fn declared(fields: &Fields, reading: &mut ExhibitReading) -> Option<usize> {
    fields.whole_number("declared", reading.notes).map(|count| count as usize)
}

fn board(fields: &Fields, reading: &mut ExhibitReading) -> Shape {
    let declared = declared(fields, reading);
    let pillars = reading.needed_list(fields, "pillars");
    Shape::Board { declared, pillars: pillars.iter().filter_map(|node| pillar(node, reading)).collect() }
}

fn pillar(node: &Node, reading: &mut ExhibitReading) -> Option<Pillar> {
    reading.mapping(node, |fields, reading| Pillar {
        name: fields.needed_text("name", reading.notes),
        about: fields.text("about", reading.notes),
        figures: reading.entries(fields, "figures"),
        items: fields.texts("items", reading.notes),
    })
}

fn registers(fields: &Fields, key: &'static str, reading: &mut ExhibitReading) -> Vec<Register> {
    reading.needed_list(fields, key).iter().filter_map(|node| register(node, reading)).collect()
}

fn register(node: &Node, reading: &mut ExhibitReading) -> Option<Register> {
    reading.mapping(node, |fields, reading| Register {
        name: fields.needed_text("name", reading.notes),
        owner: fields.text("owner", reading.notes),
        count: reading.one_quantity(fields, "count"),
        status: fields.text("status", reading.notes),
        date: fields.partial_date("date", reading.notes),
        about: fields.text("about", reading.notes),
        at: reading.place(node),
    })
}

fn method(fields: &Fields, reading: &mut ExhibitReading) -> Shape {
    let code = fields.needed_text("code", reading.notes);
    let part = |node: &Node| {
        let at = reading.place(node);
        if let NodeKind::Scalar { .. } = node.kind {
            let name = fields::said_text(node, reading.notes)?;
            return Some(MethodPart { name, items: Vec::new(), at });
        }
        reading.mapping(node, |fields, reading| MethodPart {
            name: fields.needed_text("name", reading.notes),
            items: fields.texts("items", reading.notes),
            at,
        })
    };
    Shape::Method { code, parts: fields.list("parts").iter().filter_map(part).collect() }
}

fn steps(fields: &Fields, key: &'static str, reading: &mut ExhibitReading) -> Vec<Step> {
    reading.needed_list(fields, key).iter().filter_map(|node| step(node, reading)).collect()
}

fn step(node: &Node, reading: &mut ExhibitReading) -> Option<Step> {
    let at = reading.place(node);
    if let NodeKind::Scalar { .. } = node.kind {
        let name = fields::said_text(node, reading.notes)?;
        return Some(Step { name, about: None, next: None, count: None, at });
    }
    reading.mapping(node, |fields, reading| Step {
        name: fields.needed_text("name", reading.notes),
        about: fields.text("about", reading.notes),
        next: fields.text("next", reading.notes),
        count: reading.one_quantity(fields, "count"),
        at,
    })
}

fn card(fields: &Fields, reading: &mut ExhibitReading) -> ProgrammeCard {
    ProgrammeCard {
        name: fields.needed_text("name", reading.notes),
        kind: fields.text("type", reading.notes),
        owner: fields.text("owner", reading.notes),
        since: fields.text("since", reading.notes),
        declared: declared(fields, reading),
        parts: fields.texts("parts", reading.notes),
        figures: reading.entries(fields, "figures"),
    }
}

/// What a course counts, in the order of `Course::counts`.
pub(crate) const COUNTS: [&str; 5] = ["sessions", "attendances", "topics", "bases", "routes"];

fn training(fields: &Fields, reading: &mut ExhibitReading) -> Shape {
    let courses = reading.needed_list(fields, "courses");
    let course = |node: &Node| {
        reading.mapping(node, |fields, reading| Course {
            name: fields.needed_text("name", reading.notes),
            counts: COUNTS.map(|key| reading.one_quantity(fields, key)),
            at: reading.place(node),
        })
    };
    Shape::Training {
        courses: courses.iter().filter_map(course).collect(),
        shares: reading.entries(fields, "shares"),
    }
}

fn pairs(fields: &Fields, reading: &mut ExhibitReading) -> Shape {
    let sides = ["left", "right"].map(|key| reading.one_entry(fields, key));
    let pair = |node: &Node| {
        reading.mapping(node, |fields, reading| {
            (fields.needed_text("left", reading.notes), fields.needed_text("right", reading.notes))
        })
    };
    Shape::Pairs { sides, pairs: fields.list("pairs").iter().filter_map(pair).collect() }
}

fn glossary(fields: &Fields, reading: &mut ExhibitReading) -> Shape {
    let terms = reading.needed_list(fields, "terms");
    let term = |node: &Node| {
        reading.mapping(node, |fields, reading| Term {
            term: fields.needed_text("term", reading.notes),
            question: fields.text("question", reading.notes),
            meaning: fields.needed_text("meaning", reading.notes),
            at: reading.place(node),
        })
    };
    Shape::Glossary(terms.iter().filter_map(term).collect())
}

/// `show: ledger:NAME`
fn shown(fields: &Fields, reading: &mut ExhibitReading) -> Option<Shape> {
    let node = reading.needed(fields, "show")?;
    let text = fields.text("show", reading.notes)?;
    let shown = text
        .split_once(':')
        .map(|(ledger, name)| Shape::Shown(ledger.trim().to_owned(), name.trim().to_owned()));
    if shown.is_none() {
        reading.notes.error(node.span, exhibits::bad_show());
    }
    shown
}
