//! The JSON output of the commands.

use serde_json::json;

use crate::check::numbers::{CountedNumber, NumberSource};
use crate::check::tally::Total;
use crate::desk::{Correction, Kept};
use crate::finding::Severity;
use crate::model::document::Route;
use crate::model::layout::{Area, Breach};
use crate::model::theme::EM;
use crate::pipeline::{Altered, PageMadeUp, Printed, Proofread, Revised};

/// The figures that have changed, and where they are printed.
pub(crate) fn revised(revised: &Revised) -> serde_json::Value {
    let figure = |figure: &Altered| {
        let printed = figure.stories.iter().flat_map(|story| {
            let texts = story.texts.iter();
            texts
                .map(|(before, after)| json!({"file": story.path.as_str(), "before": before, "after": after}))
        });
        json!({
            "ledger": figure.ledger,
            "key": figure.key,
            "name": figure.name,
            "before": figure.before,
            "after": figure.after,
            "stories": figure.stories.iter().map(|story| story.path.as_str()).collect::<Vec<_>>(),
            "printed": printed.collect::<Vec<_>>(),
        })
    };
    let documents = revised.documents.as_ref();
    json!({
        "altered": revised.altered.iter().map(figure).collect::<Vec<_>>(),
        "documents": documents.map(|routes| routes.iter().map(Route::as_str).collect::<Vec<_>>()),
    })
}

/// Where a correction is, and whether it was just written.
pub(crate) fn erratum(correction: Option<&Correction>) -> serde_json::Value {
    let is_written = matches!(correction, Some(Correction::Written(_)));
    let path = correction.map(|correction| match correction {
        Correction::Written(path) | Correction::Existing(path) => path.as_str(),
    });
    json!({"erratum": path, "written": is_written})
}

/// Why a file was not mended.
pub(crate) fn kept(why: Kept) -> &'static str {
    match why {
        Kept::ReadOnly => "read-only",
        Kept::OtherNames => "other-names",
        Kept::Owner => "owner",
        Kept::Changed => "changed",
    }
}

/// The result of proofreading.
pub(crate) fn tallies(read: &Proofread, ready: Option<bool>) -> serde_json::Value {
    let findings = &read.report.findings;
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity).count();
    let shown = |total: Total| {
        let rate = (total.rate() * 100.0).round() / 100.0;
        json!({
            "characters": total.characters,
            "errors": f64::from(total.weight.0) / 10.0,
            "per_ten_thousand": rate,
            "passes": total.passes(),
        })
    };
    let tallies = read.stories.iter().map(|story| &story.tally);
    let stories = tallies.clone().map(|tally| {
        let mut value = shown(Total::of([tally]));
        value["file"] = tally.path.as_str().into();
        value["edition"] = tally.edition.clone().into();
        value
    });
    let mut value = json!({
        "stories": stories.collect::<Vec<_>>(),
        "total": shown(Total::of(tallies)),
        "errors": of(Severity::Error),
        "warnings": of(Severity::Warning),
        "hints": of(Severity::Info),
    });
    if let Some(is_ready) = ready {
        value["ready"] = is_ready.into();
    }
    value
}

/// The geometry of a page, in base columns and lines.
pub(crate) fn page(page: &PageMadeUp) -> serde_json::Value {
    let layout = &page.layout;
    let breach = |breach: &Breach| {
        let stories: Vec<&str> = breach.stories.iter().map(|story| page.stories[*story].as_str()).collect();
        json!({"rule": breach.rule.word(), "stories": stories})
    };
    let story = |(place, area): (usize, &Area)| {
        json!({
            "story": page.stories[place],
            "rank": place + 1,
            "headline_size": f64::from(area.headline) / f64::from(EM),
            "x": area.x,
            "y": area.y,
            "width": area.width,
            "height": area.height,
        })
    };
    json!({
        "edition": page.edition,
        "page": page.number,
        "columns": layout.columns,
        "lines": layout.lines,
        "overfull": layout.overfull,
        "blank": (layout.blank * 10_000.0).round() / 10_000.0,
        "broken": layout.broken.iter().map(breach).collect::<Vec<_>>(),
        "costs": layout.costs.iter().map(breach).collect::<Vec<_>>(),
        "stories": layout.areas.iter().enumerate().map(story).collect::<Vec<_>>(),
    })
}

pub(crate) fn printed(printed: &Printed) -> serde_json::Value {
    let (counts, changes) = (&printed.counts, &printed.changes);
    json!({
        "editions": counts.editions,
        "pages": counts.pages,
        "stories": counts.stories,
        "figures": counts.figures,
        "documents": counts.documents,
        "written": changes.written,
        "unchanged": changes.unchanged,
        "withdrawn": changes.withdrawn.len(),
        "no_longer_carried": printed.dropped,
        "no_longer_printed": printed.unprinted,
        "put_aside": changes.put_aside.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "file_by_file": changes.file_by_file,
    })
}

/// A number in a story, and where it comes from.
pub(crate) fn number(counted: &CountedNumber, line: usize, column: usize) -> serde_json::Value {
    let (class, figure) = match &counted.source {
        NumberSource::Reference => ("reference", None),
        NumberSource::Matched(figure) => ("matched", Some(figure)),
        NumberSource::Unsourced => ("unsourced", None),
        NumberSource::Contradicted(figure) => ("contradicted", Some(figure)),
    };
    json!({
        "number": counted.words,
        "class": class,
        "figure": figure,
        "file": counted.place.path.as_str(),
        "line": line,
        "column": column,
    })
}
