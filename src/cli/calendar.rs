//! `lanmu calendar`

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::fault::Fault;
use crate::finding::Finding;
use crate::pipeline::{self, Agenda, Event, EventKind};
use crate::project::Project;
use crate::source::SourcePath;
use crate::words::Language;
use crate::words::rules::dates::weekday;

/// Lists what goes live, is released or expires, by day.
pub(crate) fn run(project: &Project, terminal: &mut Terminal) -> Result<u8, Fault> {
    let mut calendar = pipeline::calendar(project)?;
    terminal.speak(calendar.report.language);
    // Some dates cannot be read then.
    calendar.report.findings.retain(Finding::blocks_printing);
    terminal.findings(&calendar.report);
    terminal.say(&calendar);
    Ok(if calendar.report.findings.is_empty() { GOOD } else { FINDINGS })
}

impl CommandOutput for Agenda {
    fn lines(&self, language: Language) -> Vec<String> {
        if self.days.is_empty() {
            return vec![nothing(language).to_owned()];
        }
        let day = |(day, events): (&NaiveDate, &Vec<Event>)| {
            let events = events.iter().map(|event| line(event, language));
            std::iter::once(heading(*day, language)).chain(events).collect::<Vec<_>>()
        };
        self.days.iter().flat_map(day).collect()
    }

    fn json(&self, _: Language) -> Value {
        let event = |day: NaiveDate, event: &Event| {
            let (kind, stories) = match event.kind {
                EventKind::Edition(stories) => ("edition", Some(stories)),
                EventKind::Live => ("live", None),
                EventKind::Released => ("embargo-ends", None),
                EventKind::Expires => ("expires", None),
            };
            json!({
                "day": day.to_string(),
                "hour": event.hour.map(|hour| hour.format("%H:%M").to_string()),
                "event": kind,
                "name": event.name,
                "stories": stories,
                "file": event.file.as_ref().map(SourcePath::as_str),
                "draft": event.is_draft,
            })
        };
        let events = self.days.iter().flat_map(|(day, events)| events.iter().map(|one| event(*day, one)));
        json!({"calendar": events.collect::<Vec<_>>()})
    }
}

fn nothing(language: Language) -> &'static str {
    match language {
        Language::Chinese => "往后没有定好日子的期和稿",
        Language::English => "nothing is scheduled",
    }
}

fn heading(day: NaiveDate, language: Language) -> String {
    let (zh, en) = weekday(day.weekday());
    match language {
        Language::Chinese => format!("{day} {zh}"),
        Language::English => format!("{day} {en}"),
    }
}

fn line(event: &Event, language: Language) -> String {
    let file = event.file.as_ref().map(|file| format!("  {file}")).unwrap_or_default();
    let name = &event.name;
    let what = match (language, event.kind) {
        (Language::Chinese, EventKind::Edition(stories)) => format!("出版  {name} 这一期，{stories} 篇"),
        (Language::Chinese, EventKind::Live) => format!("见报  {name}{file}"),
        (Language::Chinese, EventKind::Released) => format!("解禁  {name}{file}"),
        (Language::Chinese, EventKind::Expires) => format!("到期  {name}{file}  过后撤下"),
        (Language::English, EventKind::Edition(stories)) => {
            format!("edition       {name}, stories: {stories}")
        }
        (Language::English, EventKind::Live) => format!("goes live     {name}{file}"),
        (Language::English, EventKind::Released) => format!("embargo ends  {name}{file}"),
        (Language::English, EventKind::Expires) => format!("expires       {name}{file}"),
    };
    let draft = match (event.is_draft, event.kind, language) {
        (false, ..) => "",
        (true, EventKind::Edition(_), Language::Chinese) => "  没有定稿的稿，到时不出",
        (true, EventKind::Edition(_), Language::English) => "  no story is final, so it will not",
        (true, _, Language::Chinese) => "  还是草稿，到时不见报",
        (true, _, Language::English) => "  still a draft, so it will not",
    };
    let hour = event.hour.map(|hour| hour.format("%H:%M ").to_string()).unwrap_or_default();
    format!("  {hour}{what}{draft}")
}
