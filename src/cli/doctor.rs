//! `lanmu doctor`

use serde_json::{Value, json};

use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::doctor::{self, Examination, Health, Observation};
use crate::project::Project;
use crate::words::Language;

/// Says what the machine and the paper's folder have and lack.
pub(crate) fn run(project: &Project, terminal: &mut Terminal) -> u8 {
    let examination = doctor::examine(project);
    terminal.speak(examination.language);
    terminal.say(&examination);
    if examination.is_healthy() { GOOD } else { FINDINGS }
}

impl CommandOutput for Examination {
    fn lines(&self, language: Language) -> Vec<String> {
        self.observations.iter().flat_map(|observation| lines(observation, language)).collect()
    }

    fn json(&self, language: Language) -> Value {
        let observation = |observation: &Observation| {
            let said = observation.remark.said(language);
            json!({
                "subject": observation.subject,
                "state": observation.state.word(),
                "message": said.message,
                "help": said.help,
            })
        };
        json!({
            "healthy": self.is_healthy(),
            "observations": self.observations.iter().map(observation).collect::<Vec<_>>(),
        })
    }
}

fn lines(observation: &Observation, language: Language) -> Vec<String> {
    let said = observation.remark.said(language);
    let mark = match observation.state {
        Health::Good => "✓",
        Health::Unneeded => "·",
        Health::Lacking => "✗",
    };
    let help = said.help.as_ref().map(|help| format!("    {help}"));
    std::iter::once(format!("{mark} {}", said.message)).chain(help).collect()
}
