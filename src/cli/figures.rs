//! `lanmu figures`

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::Figures;
use super::figure_list;
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::desk::{self, Erratum};
use crate::fault::Fault;
use crate::finding::Finding;
use crate::model::document::Route;
use crate::pipeline::{self, Altered, Revised};
use crate::project::Project;
use crate::words::Language;
use crate::write;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu figures --since HEAD~1             上次提交以来改了哪些数字 · what the last commit altered
  lanmu figures --since v5 --erratum       写更正的草稿 · write the draft of a correction";

/// Lists the figures; or those that have changed since a revision, and where they are printed.
pub(crate) fn run(project: &Project, said: &Figures, terminal: &mut Terminal) -> Result<u8, Fault> {
    let Some(since) = &said.since else {
        return figure_list::run(project, said.report.as_deref(), terminal);
    };
    let revised = pipeline::revised(project, since)?;
    terminal.speak(revised.report.language);
    let stopping = revised.report.findings.iter().any(Finding::blocks_printing);
    if stopping {
        terminal.findings(&revised.report);
    }
    terminal.say(&revised);
    if said.erratum && !stopping {
        let held = write::lock_paper(&project.root)?;
        let correction = desk::erratum(&held.root, revised.day, &revised.altered, revised.report.language)?;
        let coming = desk::coming(revised.day, &revised.altered);
        terminal.say(&ErratumDraft { correction, coming, day: revised.day });
    }
    Ok(if stopping { FINDINGS } else { GOOD })
}

/// The figures that have changed, and where they are printed.
impl CommandOutput for Revised {
    fn lines(&self, language: Language) -> Vec<String> {
        let none = match language {
            Language::Chinese => "无",
            Language::English => "none",
        };
        let mut lines = Vec::new();
        for figure in &self.altered {
            let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| none.to_owned());
            let (before, after) = (shown(&figure.before), shown(&figure.after));
            lines.push(format!("{}:{} {}　{before} → {after}", figure.ledger, figure.key, figure.name));
            for story in &figure.stories {
                let texts = story.texts.iter().map(|(before, after)| format!("{before} → {after}"));
                let texts = texts.collect::<Vec<_>>().join("，");
                lines.push(format!("    {}　{}　{texts}", story.path, story.headline).trim_end().to_owned());
            }
        }
        let figures = self.altered.len();
        let pages = self.documents.as_ref().map(|documents| {
            documents.iter().filter(|route| route.is_page()).map(Route::as_str).collect::<Vec<_>>()
        });
        lines.push(match (language, &pages) {
            (Language::Chinese, Some(pages)) => {
                format!("{figures} 个数字变了，{} 个网页随之改变", pages.len())
            }
            (Language::Chinese, None) => {
                format!("{figures} 个数字变了；报纸排不出来，不知道哪些网页随之改变")
            }
            (Language::English, Some(pages)) => {
                format!("figures changed: {figures}; pages changed: {}", pages.len())
            }
            (Language::English, None) => {
                format!("figures changed: {figures}; the paper cannot be printed, so the changed pages are unknown")
            }
        });
        lines.extend(pages.into_iter().flatten().map(|page| format!("    {page}")));
        lines
    }

    fn json(&self, _: Language) -> Value {
        let figure = |figure: &Altered| {
            let printed = figure.stories.iter().flat_map(|story| {
                let texts = story.texts.iter();
                texts.map(
                    |(before, after)| json!({"file": story.path.as_str(), "before": before, "after": after}),
                )
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
        let documents = self.documents.as_ref();
        json!({
            "altered": self.altered.iter().map(figure).collect::<Vec<_>>(),
            "documents": documents.map(|routes| routes.iter().map(Route::as_str).collect::<Vec<_>>()),
        })
    }
}

/// Where a correction is, if there is one, and how many stories of today's edition and later ones print a changed figure.
struct ErratumDraft {
    correction: Option<Erratum>,
    coming: usize,
    day: NaiveDate,
}

impl CommandOutput for ErratumDraft {
    fn lines(&self, language: Language) -> Vec<String> {
        let said = match (language, &self.correction) {
            (Language::Chinese, Some(Erratum::Written(path))) => {
                format!("更正的草稿写在 {path}；核对以后去掉 draft")
            }
            (Language::Chinese, Some(Erratum::Existing(path))) => {
                format!("同样的更正已经在 {path}，没有另写")
            }
            (Language::Chinese, None) => format!("{} 以前印的稿里没有变动的数字，不用更正", self.day),
            (Language::English, Some(Erratum::Written(path))) => {
                format!("a draft of a correction was written to {path}; check it, then remove `draft`")
            }
            (Language::English, Some(Erratum::Existing(path))) => {
                format!("{path} already has the same correction; nothing was written")
            }
            (Language::English, None) => {
                format!(
                    "no story printed before {} shows a changed figure; there is nothing to correct",
                    self.day
                )
            }
        };
        let tomorrow = self.day.succ_opt().unwrap_or(self.day);
        let coming = (self.coming > 0).then(|| match language {
            Language::Chinese => format!(
                "  {} 和以后的期里有 {} 篇印着变动的数字，当作还没有发出去，没有写进更正；今天的已经发出去了，就加 --as-of {tomorrow} 再来一次",
                self.day, self.coming
            ),
            Language::English => format!(
                "  {} stories of {} and later show a changed figure; they count as not published yet: if today's are, repeat this with --as-of {tomorrow}",
                self.coming, self.day
            ),
        });
        std::iter::once(said).chain(coming).collect()
    }

    fn json(&self, _: Language) -> Value {
        let is_written = matches!(self.correction, Some(Erratum::Written(_)));
        let path = self.correction.as_ref().map(|correction| match correction {
            Erratum::Written(path) | Erratum::Existing(path) => path.as_str(),
        });
        json!({"erratum": path, "written": is_written, "coming": self.coming})
    }
}
