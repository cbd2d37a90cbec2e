//! `lanmu watch`

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::FAULT;
use super::args::Watch;
use super::explain::RenderedAgain;
use super::terminal::Terminal;
use super::watched::{PortTaken, RebuiltPaper, ServedAt};
use crate::fault::{Action, Fault};
use crate::finding::Finding;
use crate::language::TextLanguage;
use crate::model::document::Route;
use crate::pipeline::Report;
use crate::project::{Audience, Project, Today};
use crate::serve::{self, Settings, Shelf};
use crate::source::Place;
use crate::trace::Reason;
use crate::watch::{self, Editor, Mode, WatchEvent};
use crate::words::Language;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu watch --open             打开浏览器 · open the browser
  lanmu watch --editor vscode    差错链接到编辑器 · link errors to the editor
  lanmu watch --host 0.0.0.0     同一个网里的人也能看 · others in the network can see it too
  lanmu watch --poll             网盘上用 · for network drives";

/// Serves the paper and keeps it up to date with its folder, until the process is stopped.
pub(crate) fn run(project: Project, said: &Watch, terminal: &mut Terminal) -> Result<u8, Fault> {
    let project = Project { audience: Audience::Desk, ..project };
    if !project.root.is_dir() {
        return Err(Fault::refused(Action::List, &project.root));
    }
    let shelf = Arc::new(Shelf::new().map_err(Fault::on(Action::Listen, &project.root))?);
    let settings = Settings { host: said.host, port: said.port, editor: said.editor.clone() };
    let serving = serve::serve(Arc::clone(&shelf), &project, settings)?;
    if said.port != 0 && serving.port != said.port {
        terminal.say(&PortTaken { wanted: said.port, port: serving.port });
    }
    terminal.say(&ServedAt { url: &serving.url, visitors: serving.visitors });
    if !terminal.all_was_written() {
        return Ok(FAULT); // Without the address, nobody could open the paper.
    }
    if said.open {
        let _ = open::that_detached(&serving.url); // A missing browser is no reason not to serve.
    }
    let mode = if said.poll { Mode::Poll } else { Mode::Events };
    let mut editor = TerminalEditor {
        terminal,
        today: project.today,
        explain: said.explain,
        known: BTreeSet::new(),
        has_errors: false,
        url: &serving.url,
    };
    watch::watch(project, &shelf, mode, &mut editor)
}

struct TerminalEditor<'t> {
    terminal: &'t mut Terminal,
    today: Today,
    explain: bool,
    /// The findings that were last printed.
    known: BTreeSet<(Option<Place>, Cow<'static, str>)>,
    has_errors: bool,
    /// The address of the paper.
    url: &'t str,
}

impl TerminalEditor<'_> {
    /// Prints the findings that are new, and returns whether there are any.
    fn report_findings(&mut self, found: &Report) -> bool {
        let name = |finding: &Finding| (finding.place.clone(), finding.wording.code.clone());
        let known = std::mem::replace(&mut self.known, found.findings.iter().map(name).collect());
        let new = || found.findings.iter().filter(|finding| !known.contains(&name(finding)));
        self.terminal.some_findings(new(), found);
        new().next().is_some()
    }

    fn report_built(&mut self, report: &Report, made: Option<&[(Route, Reason)]>, took: Duration) {
        self.terminal.speak(report.language);
        let is_long = self.report_findings(report);
        let errors = report.findings.iter().filter(|finding| finding.blocks_printing()).count();
        let is_fixed = std::mem::replace(&mut self.has_errors, errors > 0) && errors == 0;
        let documents = made.map(<[_]>::len);
        // What was said before has pushed the address off the screen.
        let url = is_long.then_some(self.url);
        self.terminal.say(&RebuiltPaper { made: documents, findings: &report.findings, is_fixed, took, url });
        if self.explain {
            let made = made.into_iter().flatten();
            made.for_each(|(route, reason)| self.terminal.say(&RenderedAgain(route, reason)));
        }
    }
}

impl Editor for TerminalEditor<'_> {
    fn tell(&mut self, news: WatchEvent) {
        match news {
            WatchEvent::Built { report, made, took } => self.report_built(report, made, took),
            WatchEvent::Fault(fault) => self.terminal.fault(fault),
            WatchEvent::Polling(reason) => self.terminal.remark(reason),
        }
    }

    fn today(&self) -> Today {
        match self.today {
            given @ (Today::Given(_) | Today::At(_) | Today::Instant(_)) => given,
            Today::Clock(_) => super::now(),
        }
    }

    fn language(&self, paper: TextLanguage) -> Language {
        self.terminal.language_for(paper)
    }
}
