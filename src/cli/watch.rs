//! `lanmu watch`

use std::sync::Arc;

use super::FAULT;
use super::args::Watch;
use super::terminal::Terminal;
use crate::fault::{Action, Fault};
use crate::model::paper::PaperLanguage;
use crate::project::{Audience, Project, Today};
use crate::serve::{self, Settings, Shelf};
use crate::watch::{self, Editor, Mode, WatchEvent};
use crate::words::Language;

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
        terminal.port_taken(said.port, serving.port);
    }
    terminal.serving(&serving.url, serving.visitors);
    if !terminal.all_was_written() {
        return Ok(FAULT); // Without the address, nobody could open the paper.
    }
    if said.open {
        let _ = open::that_detached(&serving.url); // A missing browser is no reason not to serve.
    }
    let mode = if said.poll { Mode::Poll } else { Mode::Events };
    let mut seat = TerminalEditor { terminal, today: project.today, explain: said.explain };
    watch::watch(project, &shelf, mode, &mut seat)
}

struct TerminalEditor<'t> {
    terminal: &'t mut Terminal,
    today: Today,
    explain: bool,
}

impl Editor for TerminalEditor<'_> {
    fn tell(&mut self, news: WatchEvent) {
        match news {
            WatchEvent::Built { report, made, took } => {
                self.terminal.speak(report.language);
                self.terminal.new_findings(report);
                self.terminal.rebuilt(report, made, took);
                if self.explain {
                    made.into_iter()
                        .flatten()
                        .for_each(|(route, reason)| self.terminal.reason(route, reason));
                }
            }
            WatchEvent::Fault(fault) => self.terminal.fault(fault),
            WatchEvent::Polling(reason) => self.terminal.polling(reason),
        }
    }

    fn today(&self) -> Today {
        match self.today {
            Today::Given(day) => Today::Given(day),
            Today::Clock(_) => super::now(),
        }
    }

    fn language(&self, paper: PaperLanguage) -> Language {
        self.terminal.language_for(paper)
    }
}
