//! The gate before printing (付印前检查): what an edition must have besides being free of errors.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Datelike;

use crate::finding::{Finding, Severity};
use crate::model::edition::Edition;
use crate::model::ids::EditionId;
use crate::model::layout::Layout;
use crate::model::site::{LedgerRecord, Site, Story, Waiting};
use crate::model::story::Form;
use crate::source::{Place, SourcePath, Span};
use crate::words::rules::gate as words;
use crate::words::{Wording, heads};

/// How much of a page may be blank.
const BLANK: f64 = 0.15;
/// The percentage of a sheet's lines that a page should fill.
const FILLED: usize = 80;

/// What an edition lacks; `layouts` are the layouts of its pages.
#[must_use]
pub(crate) fn gate(site: &Site, id: EditionId, layouts: &[Option<Arc<Layout>>]) -> Vec<Finding> {
    let edition = site.edition(id);
    let mut lacks = Lacks { edition, findings: Vec::new() };
    lacks.number(site, id);
    lacks.pages(site, layouts);
    lacks.running_order(site);
    let stories = || edition.pages.iter().flat_map(|page| &page.stories).map(|id| site.story(*id));
    stories().for_each(|story| lacks.story(story));
    lacks.ledgers(site, stories());
    lacks.findings
}

struct Lacks<'s> {
    edition: &'s Edition,
    findings: Vec<Finding>,
}

impl Lacks<'_> {
    /// Something that the edition itself lacks.
    fn edition(&mut self, wording: Wording) {
        self.of_edition(Severity::Error, wording);
    }

    /// Something of the edition that may be meant so.
    fn hint(&mut self, wording: Wording) {
        self.of_edition(Severity::Info, wording);
    }

    fn of_edition(&mut self, severity: Severity, wording: Wording) {
        let path = SourcePath::new(&format!("content/editions/{}/edition.yaml", self.edition.key));
        let place = Place::new(&path, Span::default());
        self.findings.push(Finding::new(severity, Some(place), wording));
    }

    /// Its number is one more than that of the edition before, or 1 in a new year.
    fn number(&mut self, site: &Site, id: EditionId) {
        let (edition, number) = (self.edition, self.edition.number);
        let before = id.0.checked_sub(1).map(|before| &site.editions[before]);
        if let Some(before) = before.filter(|before| !is_next_number(before, edition)) {
            self.edition(words::number_gap(number, &before.key.to_string(), before.number));
        }
        if let Some(next) = site.editions.get(id.0 + 1).filter(|next| !is_next_number(edition, next)) {
            self.edition(words::number_gap(number, &next.key.to_string(), next.number));
        }
    }

    /// Every page has stories, and they fill it.
    fn pages(&mut self, site: &Site, layouts: &[Option<Arc<Layout>>]) {
        for (number, page) in (1..).zip(&self.edition.pages) {
            let layout = layouts.get(number - 1).and_then(Option::as_ref);
            if page.stories.is_empty() {
                self.edition(words::empty_page(number));
            } else if let Some(layout) = layout.filter(|layout| layout.blank > BLANK) {
                self.edition(words::blank_page(number, layout.blank * 100.0));
            } else if layout.is_some_and(|layout| layout.overfull) {
                self.edition(words::overfull_page(number));
            } else if let (Some(layout), Some(grid)) = (layout, &site.theme.grid) {
                let sheet = grid.of_page(number - 1).lines;
                if layout.lines * 100 < sheet * FILLED {
                    self.hint(words::short_page(number, layout.lines, sheet));
                }
            }
        }
    }

    /// If there is a running order, it names every story. Others follow those that it names.
    fn running_order(&mut self, site: &Site) {
        let pages = &self.edition.pages;
        let stories = pages.iter().flat_map(|page| page.stories.iter().zip(&page.wishes));
        if !stories.clone().any(|(_, placed)| placed.wish.listed) {
            return;
        }
        for (story, _) in stories.filter(|(_, placed)| !placed.wish.listed) {
            let path = &site.story(*story).draft.path;
            let place = Place::new(path, Span::default());
            self.findings.push(Finding::warning(place, words::unlisted_story(path.stem())));
        }
    }

    /// A story is due, has a source or a byline, and leaves nothing to be looked at.
    fn story(&mut self, story: &Story) {
        let (path, front) = (&story.draft.path, story.draft.front());
        match story.waiting {
            Some(Waiting::Draft) => self.findings.push(at_top(path, words::still_draft())),
            // Tested before the day: what is due with its edition is due.
            Some(Waiting::Until(day)) if day > self.edition.key.date => {
                self.findings.push(at_top(path, words::not_due(day)));
            }
            Some(Waiting::Until(_)) | None => {}
        }
        // A notice is by the paper itself.
        let is_credited =
            || story.form == Form::Photo && front.pictures.iter().any(|picture| picture.credit.is_some());
        let has_name = front.byline.is_some() || front.origin.source.is_some();
        let is_signed = has_name || story.form == Form::Notice || is_credited();
        if !is_signed && !story.draft.is_withdrawn() {
            self.findings.push(at_top(path, words::nobodys_story()));
        }
        if story.draft.is_headline_only() {
            self.findings.push(at_top(path, heads::headline_only()));
        }
        story.draft.doubts().iter().for_each(|doubt| self.doubt(path, *doubt));
    }

    /// The figures that stories print leave nothing to be looked at in their ledgers.
    fn ledgers<'s>(&mut self, site: &Site, stories: impl Iterator<Item = &'s Story>) {
        let printed: BTreeSet<&(Arc<str>, String)> = stories.flat_map(|story| &story.said.rows).collect();
        for (id, key) in printed {
            let Some(LedgerRecord { ledger, .. }) = site.ledger(id) else { continue };
            for (_, at) in ledger.doubts.iter().filter(|(doubted, _)| doubted == key) {
                self.doubt(&ledger.at.path, *at);
            }
        }
    }

    /// A comment says that something is to be looked at.
    fn doubt(&mut self, path: &SourcePath, at: Span) {
        let place = Place::new(path, at);
        self.findings.push(Finding::new(Severity::Error, Some(place), words::open_doubt()));
    }
}

/// Whether the number of an edition follows from that of the one before it.
fn is_next_number(before: &Edition, edition: &Edition) -> bool {
    let begins_again = edition.number == 1 && before.key.date.year() != edition.key.date.year();
    begins_again || before.number.checked_add(1) == Some(edition.number)
}

fn at_top(path: &SourcePath, wording: Wording) -> Finding {
    Finding::new(Severity::Error, Some(Place::new(path, Span::default())), wording)
}
