//! Terminal: prints findings with carets, the summary and progress; or all of it as lines of JSON.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Origin, Renderer};
use serde_json::json;

use super::args::{Format, Lang};
use super::caret::marked;
use super::printer::{Printer, StreamError};
use super::{explain, json as spelled, mending, report, summary};
use crate::desk::{Correction, Mended, Mendings};
use crate::fault::Fault;
use crate::finding::{Finding, Severity};
use crate::model::document::Route;
use crate::model::paper::PaperLanguage;
use crate::pipeline::{Built, Numbers, PageMadeUp, Proofread, Report, Revised, Stage};
use crate::serve::Visitors;
use crate::source::{Place, Source};
use crate::trace::Reason;
use crate::visible::spelled;
use crate::watch::PollReason;
use crate::words::{self, Language, Message};

/// How long a stage may take before it is shown as progress.
const PROGRESS_DELAY: Duration = Duration::from_millis(700);

/// Prints everything, in one format and language.
pub(crate) struct Terminal {
    printer: Printer,
    format: Format,
    chosen: Option<Language>,
    language: Language,
    shows_progress: bool,
    progress_shown: bool,
    known: BTreeSet<(Option<Place>, Cow<'static, str>)>,
    has_errors: bool,
}

impl Terminal {
    /// A terminal for a format. It uses `lang` or, later, the paper's language.
    pub(crate) fn new(format: Format, lang: Option<Lang>) -> Self {
        let chosen = lang.map(Language::from);
        let printer = Printer::new();
        let shows_progress = format == Format::Text && printer.is_terminal();
        Self {
            printer,
            format,
            chosen,
            language: chosen.unwrap_or_default(),
            shows_progress,
            progress_shown: false,
            known: BTreeSet::new(),
            has_errors: false,
        }
    }

    /// Uses the paper's language, unless another was chosen.
    pub(crate) fn speak(&mut self, paper: PaperLanguage) {
        self.language = self.language_for(paper);
    }

    /// Shows the current stage, if it has taken long.
    pub(crate) fn progress(&mut self, stage: Stage, elapsed: Duration) {
        if self.shows_progress && elapsed >= PROGRESS_DELAY {
            self.printer.show(&format_args!("\r\x1b[K{}", report::stage(stage, self.language)));
            self.progress_shown = true;
        }
    }

    /// Clears the line of progress.
    pub(crate) fn end_progress(&mut self) {
        if std::mem::take(&mut self.progress_shown) {
            self.printer.show(&"\r\x1b[K");
        }
    }

    /// Prints a fault.
    pub(crate) fn fault(&self, fault: &Fault) {
        let lines = fault.localized(self.language);
        match self.format {
            Format::Text | Format::Html => {
                let mut lines = lines.into_iter();
                let first = lines.next().unwrap_or_default();
                self.printer.remark(&format!("{}: {first}", report::fault(self.language)));
                lines.for_each(|line| self.printer.remark(&line));
            }
            Format::Json => self
                .printer
                .json(&json!({"fault": lines.join("\n"), "path": fault.path.display().to_string()})),
        }
    }

    /// Prints the answer of the argument parser: help, version, or an error.
    pub(crate) fn answer(&self, answer: &clap::Error) {
        let said = answer.render();
        if answer.use_stderr() {
            self.printer.show(&said.ansi());
        } else {
            self.printer.answer(&said.ansi());
        }
    }

    /// Whether all output was written. If not, the error is printed to stderr, which may still work; unless the
    /// reader has closed the stream, which is normal in a pipe.
    pub(crate) fn all_was_written(&mut self) -> bool {
        let Some(StreamError { fault, is_gone }) = self.printer.take_error() else { return true };
        if !is_gone {
            self.format = Format::Text;
            self.fault(&fault);
        }
        false
    }

    /// Prints every finding.
    pub(crate) fn findings(&self, found: &Report) {
        found.findings.iter().for_each(|finding| self.finding(finding, found));
    }

    fn finding(&self, finding: &Finding, found: &Report) {
        let source = found.source_of(finding);
        match self.format {
            Format::Text | Format::Html => {
                self.printer.show(&format_args!("{}\n\n", self.with_caret(finding, source)));
            }
            Format::Json => self.printer.json(&self.as_json(finding, source)),
        }
    }

    /// The language for a paper: the paper's, unless another was chosen.
    pub(crate) fn language_for(&self, paper: PaperLanguage) -> Language {
        self.chosen.unwrap_or(match paper {
            PaperLanguage::Chinese => Language::Chinese,
            PaperLanguage::English => Language::English,
        })
    }

    /// Prints the findings that are new since findings were last printed.
    pub(crate) fn new_findings(&mut self, found: &Report) {
        let name = |finding: &Finding| (finding.place.clone(), finding.wording.code.clone());
        let known = std::mem::replace(&mut self.known, found.findings.iter().map(name).collect());
        let new = found.findings.iter().filter(|finding| !known.contains(&name(finding)));
        new.for_each(|finding| self.finding(finding, found));
    }

    /// Prints the address of the paper.
    pub(crate) fn serving(&self, url: &str, visitors: Visitors) {
        match self.format {
            Format::Text | Format::Html => self.say_all(&report::serving(url, visitors, self.language)),
            Format::Json => self.printer.json(&json!({"serving": url})),
        }
    }

    /// Prints that the requested port was in use.
    pub(crate) fn port_taken(&self, wanted: u16, port: u16) {
        match self.format {
            Format::Text | Format::Html => self.printer.say(&report::port_taken(wanted, port, self.language)),
            Format::Json => {} // The address shows it.
        }
    }

    /// Prints the result of a rebuild.
    pub(crate) fn rebuilt(&mut self, found: &Report, made: Option<&[(Route, Reason)]>, took: Duration) {
        let errors = found.findings.iter().filter(|finding| finding.blocks_printing()).count();
        let warnings = found.findings.len() - errors;
        let had_errors = std::mem::replace(&mut self.has_errors, errors > 0);
        match self.format {
            Format::Text | Format::Html => {
                if had_errors && errors == 0 {
                    self.printer.say(report::mended(self.language));
                }
                self.printer.say(&report::rebuilt(
                    made.map(<[_]>::len),
                    errors,
                    warnings,
                    took,
                    self.language,
                ));
            }
            Format::Json => self.printer.json(&json!({
                "made": made.map(<[_]>::len),
                "errors": errors,
                "warnings": warnings,
                "seconds": took.as_secs_f64(),
            })),
        }
    }

    /// Prints why a document was rendered again.
    pub(crate) fn reason(&self, route: &Route, reason: &Reason) {
        let why = explain::reason(reason, self.language);
        match self.format {
            Format::Text | Format::Html => self.printer.say(&format!("  {} ← {why}", route.as_str())),
            Format::Json => self.printer.json(&json!({"document": route.as_str(), "reason": why})),
        }
    }

    /// Prints why changes are found by polling.
    pub(crate) fn polling(&self, reason: &PollReason) {
        match self.format {
            Format::Text | Format::Html => self.printer.remark(&report::polling(reason, self.language)),
            Format::Json => self.printer.json(&json!({"polling": report::polling(reason, self.language)})),
        }
    }

    /// Prints which files were fixed, and which were left unchanged.
    pub(crate) fn mended(&self, mendings: &Mendings, mended: &Mended) {
        for (path, fixes) in mended.files.iter().filter_map(|path| Some((path, mendings.get(path)?.fixes))) {
            match self.format {
                Format::Text | Format::Html => {
                    self.printer.say(&mending::mended_file(path, fixes, self.language));
                }
                Format::Json => self.printer.json(&json!({"mended": path.as_str(), "fixes": fixes})),
            }
        }
        self.kept(mended);
    }

    /// Prints what would be changed in which files, and which would be left unchanged.
    pub(crate) fn would_mend(&self, mendings: &Mendings, mended: &Mended) {
        for (path, text) in mended.files.iter().filter_map(|path| mendings.get_key_value(path)) {
            let diff = mending::diff(path, text);
            match self.format {
                Format::Text | Format::Html => diff.lines().for_each(|line| self.printer.say(line)),
                Format::Json => {
                    let fixes = text.fixes;
                    self.printer.json(&json!({"would_mend": path.as_str(), "fixes": fixes, "diff": diff}));
                }
            }
        }
        self.kept(mended);
    }

    fn kept(&self, mended: &Mended) {
        for (path, why) in &mended.kept {
            match self.format {
                Format::Text | Format::Html => {
                    self.printer.remark(&mending::kept_file(path, *why, self.language));
                }
                Format::Json => {
                    self.printer.json(&json!({"kept": path.as_str(), "why": spelled::kept(*why)}));
                }
            }
        }
    }

    /// Prints where the proofs are.
    pub(crate) fn proofs(&self, folder: &Path) {
        match self.format {
            Format::Text | Format::Html => self.printer.say(&report::proofs(folder, self.language)),
            Format::Json => self.printer.json(&json!({"proofs": folder.display().to_string()})),
        }
    }

    /// Prints the numbers of the stories, and where each comes from.
    pub(crate) fn numbers(&self, numbers: &Numbers) {
        for counted in &numbers.counted {
            let source = numbers.sources.get(&counted.place.path);
            let (line, column) =
                source.map_or((1, 1), |source| source.line_and_column(counted.place.span.start));
            match self.format {
                Format::Text | Format::Html => {
                    self.printer.say(&report::number(counted, line, column, self.language))
                }
                Format::Json => self.printer.json(&spelled::number(counted, line, column)),
            }
        }
    }

    /// Prints the result of proofreading: by edition and in total; for an edition that is to go to press, whether it is `ready`.
    pub(crate) fn tallies(&self, read: &Proofread, ready: Option<bool>) {
        match self.format {
            Format::Text | Format::Html => {
                self.say_all(&report::tallies(read, self.language));
                if let Some(is_ready) = ready {
                    self.printer.say(report::gate(is_ready, self.language));
                }
            }
            Format::Json => self.printer.json(&spelled::tallies(read, ready)),
        }
    }

    /// Prints which figures have changed, and where they are printed.
    pub(crate) fn revised(&self, revised: &Revised) {
        match self.format {
            Format::Text | Format::Html => self.say_all(&report::revised(revised, self.language)),
            Format::Json => self.printer.json(&spelled::revised(revised)),
        }
    }

    /// Prints where a correction is.
    pub(crate) fn erratum(&self, correction: Option<&Correction>) {
        match self.format {
            Format::Text | Format::Html => self.printer.say(&report::erratum(correction, self.language)),
            Format::Json => self.printer.json(&spelled::erratum(correction)),
        }
    }

    /// Prints the layouts of pages.
    pub(crate) fn pages(&self, pages: &[PageMadeUp]) {
        match self.format {
            Format::Text | Format::Html if pages.is_empty() => {
                self.printer.say(report::no_pages(self.language));
            }
            Format::Text | Format::Html => {
                for page in pages {
                    self.say_all(&report::page(page, self.language));
                }
            }
            Format::Json => {
                self.printer.json(&json!({"pages": pages.iter().map(spelled::page).collect::<Vec<_>>()}))
            }
        }
    }

    /// Prints the result of a build.
    pub(crate) fn summary(&self, built: &Built, out: &Path, elapsed: Duration) {
        let of = |severity| {
            built.report.findings.iter().filter(move |finding| finding.severity == severity).count()
        };
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        match (self.format, &built.printed) {
            (Format::Text | Format::Html, Some(printed)) => {
                self.say_all(&summary::printed(printed, out, warnings, elapsed, self.language));
            }
            (Format::Text | Format::Html, None) => {
                self.printer.remark(&summary::not_printed(errors, warnings, self.language));
            }
            (Format::Json, printed) => self.printer.json(&json!({
                "printed": printed.as_ref().map(spelled::printed),
                "errors": errors,
                "warnings": warnings,
                "seconds": elapsed.as_secs_f64(),
            })),
        }
    }

    fn say_all(&self, lines: &[String]) {
        for line in lines {
            self.printer.say(line);
        }
    }

    fn with_caret(&self, finding: &Finding, source: Option<&Source>) -> String {
        let Message { message, help } = finding.wording.said(self.language);
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let level = level.with_name(words::severity(finding.severity, self.language));
        let title = level.primary_title(message.as_str()).id(&*finding.wording.code);
        let mut group = Group::with_title(title);
        if let Some(place) = &finding.place {
            group = match source.filter(|source| !source.text().is_empty()) {
                Some(source) => group.elements(marked(place, source)),
                None => group.element(Origin::path(spelled(place.path.as_str()))),
            };
        }
        if let Some(help) = help {
            group = group.element(Level::HELP.with_name(report::help(self.language)).message(help.as_str()));
        }
        Renderer::styled().decor_style(DecorStyle::Unicode).render(&[group])
    }

    fn as_json(&self, finding: &Finding, source: Option<&Source>) -> serde_json::Value {
        let localized = finding.localized(source, self.language);
        let (weight, fix) = (f64::from(finding.weight.0) / 10.0, finding.fix.as_ref().map(|fix| &fix.text));
        let mut value = json!({
            "code": localized.code,
            "severity": localized.severity.word(),
            "message": localized.message,
            "help": localized.help,
            "weight": weight,
            "fix": fix,
        });
        if let Some(place) = localized.place {
            value["text"] = source.and_then(|source| source.text().get(place.span.range())).into();
            value["file"] = place.file.as_str().into();
            value["line"] = place.start.0.into();
            value["column"] = place.start.1.into();
            value["end"] = json!({"line": place.end.0, "column": place.end.1});
        }
        value
    }
}
