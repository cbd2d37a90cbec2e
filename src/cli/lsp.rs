//! `lanmu lsp`

use std::io::BufReader;
use std::path::PathBuf;

use super::printer::protocol_output;
use super::terminal::Terminal;
use super::{FINDINGS, GOOD, now};
use crate::language::TextLanguage;
use crate::lsp::{self, EditorSettings};
use crate::project::{Project, Today};
use crate::words::Language;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu lsp                      编辑器这样启动它，见使用说明“在编辑器里写” · how an editor's program starts it
  lanmu lsp --root ~/paper       只管这一份报的文件夹 · with the folder of the paper
  lanmu lsp --lang en            差错用英文说 · findings in English";

/// Serves an editor's program over stdin and stdout until it leaves. An end without its leave is a fault, as the protocol says.
pub(crate) fn run(project: &Project, terminal: &Terminal) -> u8 {
    let settings = CommandSettings { project, terminal };
    let input = BufReader::new(std::io::stdin());
    if lsp::serve(&settings, input, Box::new(protocol_output())) { GOOD } else { FINDINGS }
}

struct CommandSettings<'t> {
    project: &'t Project,
    terminal: &'t Terminal,
}

impl EditorSettings for CommandSettings<'_> {
    fn today(&self) -> Today {
        match self.project.today {
            given @ (Today::Given(_) | Today::At(_) | Today::Instant(_)) => given,
            Today::Clock(_) => now(),
        }
    }

    fn language(&self, paper: TextLanguage) -> Language {
        self.terminal.language_for(paper)
    }

    fn root(&self) -> Option<PathBuf> {
        let is_default = self.project.root.as_os_str() == ".";
        (!is_default)
            .then(|| std::path::absolute(&self.project.root).unwrap_or_else(|_| self.project.root.clone()))
    }
}
