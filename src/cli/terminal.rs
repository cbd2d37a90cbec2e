//! Terminal: prints findings with carets, progress and the output of commands; or all of it as lines of JSON.

use std::fmt::Display;
use std::time::Duration;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Origin, Renderer};
use serde_json::{Value, json};

use super::args::{Common, Format, Lang};
use super::caret::marked;
use super::folding::fold;
use super::printer::{Printer, StreamError};
use super::usage;
use crate::fault::Fault;
use crate::finding::{Finding, Severity};
use crate::language::TextLanguage;
use crate::pipeline::Report;
use crate::source::Source;
use crate::visible::{spelled, without_secrets};
use crate::words::{self, Language, Message};

/// The output of a command.
pub(crate) trait CommandOutput {
    /// Lines for people.
    fn lines(&self, language: Language) -> Vec<String>;

    /// JSON for programs; null if there is none.
    fn json(&self, language: Language) -> Value;
}

/// How many of the things of one kind are named, unless all are asked for.
const NAMED: usize = 10;

/// How long a stage may take before it is shown as progress.
const PROGRESS_DELAY: Duration = Duration::from_millis(700);

/// Prints everything, in one format and language.
pub(crate) struct Terminal {
    printer: Printer,
    format: Format,
    chosen: Option<Language>,
    /// Whether every finding is listed.
    lists_all: bool,
    language: Language,
    shows_progress: bool,
    progress_shown: bool,
}

impl Terminal {
    /// A terminal without options, before the arguments are known.
    pub(crate) fn plain() -> Self {
        Self::of(Format::Text, None, false)
    }

    /// A terminal for the options of a command. It uses `--lang` or, later, the paper's language.
    pub(crate) fn new(common: &Common) -> Self {
        Self::of(common.format, common.lang, common.all)
    }

    fn of(format: Format, lang: Option<Lang>, lists_all: bool) -> Self {
        let chosen = lang.map(Language::from);
        let printer = Printer::new();
        let shows_progress = format == Format::Text && printer.is_terminal();
        Self {
            printer,
            format,
            chosen,
            lists_all,
            language: chosen.unwrap_or_default(),
            shows_progress,
            progress_shown: false,
        }
    }

    /// How many of the things of one kind are named in a list.
    pub(crate) fn most_named(&self) -> usize {
        if self.lists_all { usize::MAX } else { NAMED }
    }

    /// Whether output is CSV.
    pub(crate) fn writes_csv(&self) -> bool {
        self.format == Format::Csv
    }

    /// Uses the paper's language, unless another was chosen.
    pub(crate) fn speak(&mut self, paper: TextLanguage) {
        self.language = self.language_for(paper);
    }

    /// Shows what is being done, if it has taken long.
    pub(crate) fn progress(&mut self, elapsed: Duration, doing: impl FnOnce(Language) -> String) {
        if self.shows_progress && elapsed >= PROGRESS_DELAY {
            self.printer.show(&format_args!("\r\x1b[K{}", doing(self.language)));
            self.progress_shown = true;
        }
    }

    /// Clears the line of progress.
    pub(crate) fn end_progress(&mut self) {
        if std::mem::take(&mut self.progress_shown) {
            self.printer.show(&"\r\x1b[K");
        }
    }

    /// Shows a count while it grows.
    pub(crate) fn count(&self, count: &dyn CommandOutput) {
        if self.shows_progress {
            let line = count.lines(self.language).concat();
            self.printer.show(&format_args!("\r\x1b[K{line}"));
        }
    }

    /// Clears the line of a count.
    pub(crate) fn end_count(&self) {
        if self.shows_progress {
            self.printer.show(&"\r\x1b[K");
        }
    }

    /// Asks a question that is answered with yes or no.
    pub(crate) fn ask(&self, question: impl FnOnce(Language) -> &'static str) -> bool {
        self.printer.show(&format_args!("{} ", question(self.language)));
        let mut answer = String::new();
        let _ = std::io::stdin().read_line(&mut answer);
        matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "ｙ" | "是" | "是的")
    }

    /// Prints a text that a program reads.
    pub(crate) fn print(&self, text: &str) {
        self.printer.answer(&text);
    }

    /// Prints a fault.
    pub(crate) fn fault(&self, fault: &Fault) {
        let lines = fault.localized(self.language);
        match self.format {
            Format::Text | Format::Html | Format::Csv => {
                let mut lines = lines.into_iter();
                let first = lines.next().unwrap_or_default();
                let name = match self.language {
                    Language::Chinese => "故障",
                    Language::English => "fault",
                };
                self.printer.remark(&format!("{name}: {first}"));
                lines.for_each(|line| self.printer.remark(&line));
            }
            Format::Json => self
                .printer
                .json(&json!({"fault": lines.join("\n"), "path": fault.path.display().to_string()})),
        }
    }

    /// Prints the answer of the argument parser: help, version, or an error.
    pub(crate) fn answer(&self, answer: &clap::Error, language: Option<Language>) {
        if answer.use_stderr() {
            for line in usage::lines(answer, language) {
                self.printer.remark(&line);
            }
        } else {
            self.printer.answer(&answer.render().ansi());
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

    /// Prints the findings of a report beside the result of a command.
    pub(crate) fn findings(&self, report: &Report) {
        self.some_findings(report.findings.iter(), report);
    }

    /// Prints some findings of a report. Programs get all in reading order; for people many of one kind are folded.
    pub(crate) fn some_findings<'f>(&self, findings: impl Iterator<Item = &'f Finding>, report: &Report) {
        self.fold(findings, report, |told| self.printer.show(told));
    }

    /// Prints the findings of a report as the result of a command.
    pub(crate) fn sheet(&self, report: &Report) {
        self.fold(report.findings.iter(), report, |told| self.printer.answer(told));
    }

    fn fold<'f>(
        &self,
        findings: impl Iterator<Item = &'f Finding>,
        report: &Report,
        put: impl Fn(&dyn Display),
    ) {
        match self.format {
            Format::Json => findings
                .for_each(|finding| self.printer.json(&self.as_json(finding, report.source_of(finding)))),
            Format::Text | Format::Html | Format::Csv => {
                for group in fold(findings, self.lists_all) {
                    for finding in &group.shown {
                        put(&format_args!("{}\n", self.told(finding, report.source_of(finding))));
                    }
                    if let Some(more) = group.more(self.language) {
                        put(&format_args!("{}\n\n", spelled(&more)));
                    }
                }
            }
        }
    }

    /// The language for a paper: the paper's, unless another was chosen.
    pub(crate) fn language_for(&self, paper: TextLanguage) -> Language {
        self.chosen.unwrap_or_else(|| paper.into())
    }

    /// The language that is spoken.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// Prints a result.
    pub(crate) fn say(&self, output: &dyn CommandOutput) {
        match self.format {
            Format::Text | Format::Html | Format::Csv => {
                output.lines(self.language).iter().for_each(|line| self.printer.say(line));
            }
            Format::Json => self.say_json(output),
        }
    }

    /// Prints a table for other programs, as it is.
    pub(crate) fn table(&self, table: &str) {
        self.printer.answer(&table);
    }

    /// Prints something about the progress of the work.
    pub(crate) fn remark(&self, output: &dyn CommandOutput) {
        match self.format {
            Format::Text | Format::Html | Format::Csv => {
                output.lines(self.language).iter().for_each(|line| self.printer.remark(line));
            }
            Format::Json => self.say_json(output),
        }
    }

    fn say_json(&self, output: &dyn CommandOutput) {
        let value = output.json(self.language);
        if !value.is_null() {
            self.printer.json(&value);
        }
    }

    /// A finding for people: an error or warning with its line of text, a hint in one line.
    fn told(&self, finding: &Finding, source: Option<&Source>) -> String {
        if finding.severity != Severity::Info {
            return format!("{}\n", self.with_caret(finding, source));
        }
        let name = words::severity::name(finding.severity, self.language);
        let message = &finding.wording.said(self.language).message;
        let place = finding.place.as_ref().map_or(String::new(), |place| {
            let (line, column) = source.map_or((1, 1), |source| source.line_and_column(place.span.start));
            format!("  {}:{line}:{column}", place.path)
        });
        spelled(&format!("{name}[{}]: {message}{place}", finding.wording.code)).into()
    }

    fn with_caret(&self, finding: &Finding, source: Option<&Source>) -> String {
        let Message { message, help } = finding.wording.said(self.language);
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let level = level.with_name(words::severity::name(finding.severity, self.language));
        let title = level.primary_title(message.as_str()).id(&*finding.wording.code);
        let mut group = Group::with_title(title);
        if let Some(place) = &finding.place {
            group = match source.filter(|source| !source.text().is_empty()) {
                Some(source) => group.elements(marked(place, source)),
                None => group.element(Origin::path(spelled(place.path.as_str()))),
            };
        }
        if let Some(help) = help {
            let name = match self.language {
                Language::Chinese => "改法",
                Language::English => "help",
            };
            group = group.element(Level::HELP.with_name(name).message(help.as_str()));
        }
        Renderer::styled().decor_style(DecorStyle::Unicode).render(&[group])
    }

    fn as_json(&self, finding: &Finding, source: Option<&Source>) -> Value {
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
            let text = source.and_then(|source| source.text().get(place.span.range()));
            value["text"] = text.map(without_secrets).into();
            value["file"] = place.file.as_str().into();
            value["line"] = place.start.0.into();
            value["column"] = place.start.1.into();
            value["end"] = json!({"line": place.end.0, "column": place.end.1});
        }
        value
    }
}
