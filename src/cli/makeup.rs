//! `lanmu makeup`

use serde_json::{Value, json};

use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::fault::Fault;
use crate::finding::Finding;
use crate::model::layout::{Area, Breach};
use crate::model::theme::EM;
use crate::pipeline::{self, PageMadeUp};
use crate::project::Project;
use crate::words::Language;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu makeup 2025-11-20                  这一期的版面 · the pages of an edition
  lanmu makeup 2025-11-20 --format json    给程序看 · for programs";

/// Lays out the pages of an edition, or of all, and describes them.
pub(crate) fn run(project: &Project, edition: Option<&str>, terminal: &mut Terminal) -> Result<u8, Fault> {
    let made_up = pipeline::make_up(project, edition)?;
    terminal.speak(made_up.report.language);
    terminal.findings(&made_up.report);
    if made_up.report.findings.iter().any(Finding::blocks_printing) {
        return Ok(FINDINGS);
    }
    terminal.say(&MadeUpPages(&made_up.pages));
    Ok(GOOD)
}

/// The layouts of some pages.
struct MadeUpPages<'p>(&'p [PageMadeUp]);

impl CommandOutput for MadeUpPages<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        if self.0.is_empty() {
            return vec![no_pages(language).to_owned()];
        }
        self.0.iter().flat_map(|page| in_lines(page, language)).collect()
    }

    fn json(&self, _: Language) -> Value {
        json!({"pages": self.0.iter().map(as_json).collect::<Vec<_>>()})
    }
}

/// The layout of a page: a line for the page, and one for each story.
fn in_lines(page: &PageMadeUp, language: Language) -> Vec<String> {
    let layout = &page.layout;
    let (edition, number, columns, lines) = (&page.edition, page.number, layout.columns, layout.lines);
    let blank = layout.blank * 100.0;
    let mut said = vec![match language {
        Language::Chinese => format!("{edition} 第{number}版　{columns}栏×{lines}行　空白{blank:.1}%"),
        Language::English => {
            format!("{edition} page {number}: {columns} columns × {lines} lines, {blank:.1}% blank")
        }
    }];
    for (rank, (story, area)) in (1..).zip(page.stories.iter().zip(&layout.areas)) {
        let (x, y, width, height) = (area.x, area.y, area.width, area.height);
        said.push(format!("{rank:>4}  {x},{y:<4} {width}×{height:<4} {story}"));
    }
    for breach in layout.broken.iter().chain(&layout.costs) {
        let stories: Vec<&str> = breach.stories.iter().map(|story| page.stories[*story].as_str()).collect();
        let rule = match language {
            Language::Chinese => breach.rule.trade_word(),
            Language::English => breach.rule.word(),
        };
        said.push(format!("      {rule} {}", stories.join(" ")));
    }
    said
}

/// There is no page to lay out.
fn no_pages(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有要拼的版：还没有一期，或者主题不拼版",
        Language::English => "no pages to lay out: there is no edition, or the theme has no grid",
    }
}

/// The geometry of a page, in base columns and lines.
fn as_json(page: &PageMadeUp) -> Value {
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
