//! `lanmu approve`

use std::process::Command;

use serde_json::{Value, json};

use super::args::Approve;
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::desk::{self, Approving};
use crate::fault::{Action, Fault};
use crate::finding::Finding;
use crate::model::approval::{Approval, figure_in};
use crate::pipeline::{self, Goal};
use crate::project::{Audience, Project, Today};
use crate::source::SourcePath;
use crate::words::Language;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu approve 2025-11-20 --as 初审
  lanmu approve 2025-11-20 --as 终审 --by 总编室";

/// How the names of stories end.
const STORY: &str = ".md";

/// Approves an edition, if it can be printed.
pub(crate) fn run(project: Project, said: &Approve, terminal: &mut Terminal) -> Result<u8, Fault> {
    let project = Project { audience: Audience::Desk, ..project };
    let mut cache = Cache::to_read(&project.root);
    cache.inventory = pipeline::scan_folder(&project, &cache)?;
    let mut outcome = pipeline::run(&project, &mut cache, &Goal::LaidOut(Some(&said.edition)), &mut ());
    terminal.speak(outcome.report.language);
    let at = moment(project.today, outcome.site.paper.timezone);
    let by = said.by.clone().or_else(|| somebody(&project));
    let by = by.ok_or_else(|| Fault::refused(Action::FindApprover, &said.edition))?;
    let approving = Approving { edition: &said.edition, role: &said.role, by: &by, at: &at };
    outcome.report.findings.retain(Finding::blocks_printing);
    outcome.report.findings.extend(desk::obstacles(&outcome.site, approving));
    if !outcome.report.findings.is_empty() {
        terminal.findings(&outcome.report);
        return Ok(FINDINGS);
    }
    let also = desk::also_signed(&outcome.site, approving);
    let (path, approval) = desk::approve(&project, &cache, &outcome, approving)?;
    terminal.say(&Approved { edition: &said.edition, path, approval, also });
    Ok(GOOD)
}

/// The time of an approval, in the paper's time zone.
fn moment(today: Today, zone: chrono_tz::Tz) -> String {
    match today {
        Today::Given(date) => date.to_string(),
        Today::At(moment) => moment.format("%Y-%m-%dT%H:%M:%S").to_string(),
        Today::Instant(moment) | Today::Clock(moment) => {
            moment.with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
        }
    }
}

/// The name of the current user, from git or from the system, if one of them knows it.
fn somebody(project: &Project) -> Option<String> {
    let asked = Command::new("git").arg("-C").arg(&project.root).args(["config", "user.name"]).output();
    let known = asked.ok().map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    let system = || ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    let is_name = |name: &String| !name.is_empty();
    known.filter(is_name).or_else(system).filter(is_name)
}

/// An approval that was written.
struct Approved<'a> {
    edition: &'a str,
    path: SourcePath,
    approval: Approval,
    /// As what else the same person has approved it.
    also: Option<String>,
}

impl CommandOutput for Approved<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self { edition, path, approval: Approval { role, by, contents, checksum, .. }, also } = self;
        let short = checksum.get(..10).unwrap_or(checksum);
        let figures = contents.keys().filter(|name| figure_in(name).is_some()).count();
        let stories = contents.keys().filter(|name| name.ends_with(STORY)).count();
        let files = contents.len() - figures - stories;
        let said = match language {
            Language::Chinese => {
                format!(
                    "{edition} 这一期，{by} 签了{role}：稿件 {stories} 篇、图和别的文件 {files} 个、台账数字 {figures} 个，校验码 {short}，记在 {path}"
                )
            }
            Language::English => {
                format!(
                    "{by} approved {edition} as {role}: stories {stories}, pictures and other files {files}, figures {figures}; checksum {short}, written to {path}"
                )
            }
        };
        let also = also.as_ref().map(|also| match language {
            Language::Chinese => format!("  {also}也是 {by} 签的：换一个人签其中一道"),
            Language::English => {
                format!("  {by} has approved it as {also} too: let another person give one of them")
            }
        });
        std::iter::once(said).chain(also).collect()
    }

    fn json(&self, _: Language) -> Value {
        let Approval { role, by, at, checksum, contents, .. } = &self.approval;
        json!({
            "edition": self.edition,
            "role": role,
            "by": by,
            "at": at,
            "checksum": checksum,
            "contents": contents.keys().collect::<Vec<_>>(),
            "file": self.path.as_str(),
        })
    }
}
