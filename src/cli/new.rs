//! `lanmu new`

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Asia::Shanghai;
use serde_json::{Value, json};

use super::start_args::{New, NewPaperArguments, NewStoryArguments};
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder};
use crate::model::draft::Drafts;
use crate::pipeline::{self, Report};
use crate::project::{Project, nothing_to_print};
use crate::start::{self, NewEdition, NewPaper, NewYear, StartedStory, StoryWish};
use crate::words::Language;
use crate::words::rules::dates::weekday;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu new paper 我的报         一份报 · a paper
  lanmu new edition              下一期 · the next edition
  lanmu new story 春耕备耕忙     一篇稿 · a story
  lanmu new ledger 春耕          一本台账 · a ledger
  lanmu new theme                自带的版式抄一份来改 · the built-in theme, to be changed
  lanmu new theme --extends 版式   接着自带的，只写不同的 · a theme that extends the built-in one";

/// Starts a paper, or something in one.
pub(crate) fn run(project: &Project, said: &New, terminal: &mut Terminal) -> Result<u8, Fault> {
    match said {
        New::Paper(said) => paper(project, said, terminal),
        New::Edition { date } => edition(project, *date, terminal),
        New::Story(said) => story(project, said, terminal),
        New::Ledger { name } => ledger(project, name, terminal),
        New::Theme { name, extends } => theme(project, name.as_deref(), *extends, terminal),
    }
}

fn paper(project: &Project, said: &NewPaperArguments, terminal: &mut Terminal) -> Result<u8, Fault> {
    let folder = said.name.as_ref().map_or_else(|| project.root.clone(), |name| project.root.join(name));
    let day = project.today.in_zone(Shanghai);
    let new = NewPaper { folder, kind: said.kind, language: terminal.language(), day };
    let name = start::paper(project, &new)?;
    terminal.say(&Started::Paper(&new, name));
    Ok(GOOD)
}

fn edition(project: &Project, date: Option<NaiveDate>, terminal: &mut Terminal) -> Result<u8, Fault> {
    let (root, drafts) = opened(project, terminal)?;
    let today = project.today.in_zone(drafts.paper.timezone);
    let new = start::edition(&root, &drafts, (date, today), terminal.language())?;
    terminal.say(&Started::Edition(new, option_of(&project.root)));
    Ok(GOOD)
}

fn story(project: &Project, said: &NewStoryArguments, terminal: &mut Terminal) -> Result<u8, Fault> {
    let (root, drafts) = opened(project, terminal)?;
    let wish = StoryWish {
        name: said.name.as_deref(),
        edition: said.edition.as_deref(),
        column: said.column.as_deref(),
        form: said.form.as_deref(),
    };
    match start::story(&drafts, wish, terminal.language()) {
        Ok(new) => {
            new.write(&root)?;
            terminal.say(&Started::Story(new));
            Ok(GOOD)
        }
        Err(findings) => {
            let language = drafts.paper.language;
            terminal.findings(&Report { findings, language, ..Report::default() });
            Ok(FINDINGS)
        }
    }
}

fn ledger(project: &Project, name: &str, terminal: &mut Terminal) -> Result<u8, Fault> {
    let (root, drafts) = opened(project, terminal)?;
    let today = project.today.in_zone(drafts.paper.timezone);
    let path = start::ledger(&root, name, today, terminal.language())?;
    terminal.say(&Started::Ledger(path));
    Ok(GOOD)
}

fn theme(project: &Project, name: Option<&str>, extends: bool, terminal: &mut Terminal) -> Result<u8, Fault> {
    let (root, _) = opened(project, terminal)?;
    let name = if extends {
        start::extending_theme(&root, name, terminal.language())?
    } else {
        start::theme(&root, name)?
    };
    terminal.say(&Started::Theme(name, extends));
    Ok(GOOD)
}

/// How a command names a paper in this folder; in the current one it need not.
fn option_of(folder: &Path) -> String {
    let folder = folder.strip_prefix(".").unwrap_or(folder).display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./\\:".contains(letter);
    match folder.as_str() {
        "" => String::new(),
        plain if plain.chars().all(is_plain) => format!(" --root {plain}"),
        other => format!(" --root \"{other}\""),
    }
}

/// The folder of a paper, and its files, as far as they can be read.
fn opened(project: &Project, terminal: &mut Terminal) -> Result<(OpenFolder, Drafts), Fault> {
    terminal.speak(pipeline::settings(project).value.language);
    let root = OpenFolder::open(&project.root).map_err(Fault::on(Action::List, &project.root))?;
    let content = root.kind_of("content").map_err(Fault::on(Action::List, &root.path_of("content")))?;
    if content != Some(EntryKind::Folder) {
        return Err(nothing_to_print(&root));
    }
    let drafts = pipeline::drafts(project, &mut Cache::to_read(&project.root))?;
    Ok((root, drafts))
}

/// What was started.
enum Started<'s> {
    Paper(&'s NewPaper, String),
    /// And how a command names the paper.
    Edition(NewEdition, String),
    Story(StartedStory),
    Ledger(String),
    /// And whether it extends the built-in one.
    Theme(String, bool),
}

impl CommandOutput for Started<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        match self {
            Self::Paper(new, name) => paper_lines(new, name, language),
            Self::Edition(new, option) => edition_lines(new, option, language),
            Self::Story(new) => story_lines(new, language),
            Self::Ledger(path) => ledger_lines(path, language),
            Self::Theme(name, extends) => theme_lines(name, *extends, language),
        }
    }

    fn json(&self, _: Language) -> Value {
        match self {
            Self::Paper(new, name) => {
                json!({"paper": name, "folder": new.folder.display().to_string(), "edition": new.day.to_string()})
            }
            Self::Edition(new, _) => json!({
                "edition": new.day.to_string(),
                "number": new.number,
                "file": new.path,
                "weekday": weekday(new.day.weekday()).1,
                "usual_weekday": new.usual.map(|usual| weekday(usual).1),
                "columns": new.columns,
                "new_year": new.new_year.is_some(),
            }),
            Self::Story(new) => {
                let edition = new.edition.as_ref().map(ToString::to_string);
                json!({"story": new.path, "edition": edition, "column": new.column})
            }
            Self::Ledger(path) => json!({"ledger": path}),
            Self::Theme(name, extends) => {
                json!({"theme": name, "folder": format!("themes/{name}"), "extends": extends.then_some(start::BUILT_IN)})
            }
        }
    }
}

fn paper_lines(new: &NewPaper, name: &str, language: Language) -> Vec<String> {
    let (zh, en) = weekday(new.day.weekday());
    let (option, day) = (option_of(&new.folder), new.day);
    let folder = new.folder.strip_prefix(".").unwrap_or(&new.folder);
    let stories = folder.join(format!("content/editions/{day}"));
    let stories = stories.display();
    match language {
        Language::Chinese => vec![
            format!("建好了《{name}》，第 1 期 {day} {zh}，有三篇示例稿、一本示例台账"),
            format!("  一边写一边看: lanmu watch{option} --open"),
            format!("  写稿: 在 {stories} 里改，或运行 lanmu new story{option} 题目"),
        ],
        Language::English => vec![
            format!(
                "started “{name}”: edition 1 of {en}, {day}, with three example stories and an example ledger"
            ),
            format!("  preview while you write: lanmu watch{option} --open"),
            format!("  write: edit the stories in {stories}, or run lanmu new story{option} HEADLINE"),
        ],
    }
}

fn edition_lines(new: &NewEdition, option: &str, language: Language) -> Vec<String> {
    let NewEdition { day, number, path, usual, columns, new_year } = new;
    let (zh, en) = weekday(day.weekday());
    let mut lines = vec![match language {
        Language::Chinese => format!("开了第 {number} 期 {day} {zh}: {path}"),
        Language::English => format!("started edition {number} of {en}, {day}: {path}"),
    }];
    lines.extend(new_year.map(|new_year| new_year_line(new_year, language)));
    if let Some(usual) = usual {
        let (usual_zh, usual_en) = weekday(*usual);
        lines.push(match language {
            Language::Chinese => format!("  往期都在{usual_zh}，这一期是{zh}"),
            Language::English => format!("  all editions so far were of a {usual_en}, this one is of a {en}"),
        });
    }
    if !columns.is_empty() {
        lines.push(match language {
            Language::Chinese => format!("  最近几期都有的栏目: {}", columns.join("、")),
            Language::English => format!("  columns of all the last editions: {}", columns.join(", ")),
        });
    }
    lines.push(match language {
        Language::Chinese => format!("  写稿: lanmu new story{option} 题目"),
        Language::English => format!("  write: lanmu new story{option} HEADLINE"),
    });
    lines
}

fn new_year_line(new_year: NewYear, language: Language) -> String {
    let (zh, en) = match new_year {
        NewYear::Restarts => (
            "  新的一年，和往年一样，期号又从 1 起",
            "  a new year: as in earlier years, its first number is 1",
        ),
        NewYear::GoesOn => (
            "  新的一年，期号接着上一年的；要从 1 起，就把 edition.yaml 里的 number 改成 1",
            "  a new year: the number goes on; write number: 1 in edition.yaml if it begins again",
        ),
    };
    match language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    }
}

fn story_lines(new: &StartedStory, language: Language) -> Vec<String> {
    let path = &new.path;
    vec![match language {
        Language::Chinese => format!("开了一篇稿: {path}，是草稿，写好了删去 draft 那一行"),
        Language::English => {
            format!("started a story: {path}; it is a draft until its draft line is removed")
        }
    }]
}

fn ledger_lines(path: &str, language: Language) -> Vec<String> {
    let id =
        path.strip_prefix("content/ledgers/").and_then(|path| path.strip_suffix(".yaml")).unwrap_or(path);
    vec![match language {
        Language::Chinese => format!("建了一本台账: {path}；稿件里用它，写 ledger: {id}"),
        Language::English => format!("started a ledger: {path}; a story uses it with ledger: {id}"),
    }]
}

fn theme_lines(name: &str, extends: bool, language: Language) -> Vec<String> {
    let folder = format!("themes/{name}");
    let made = match (language, extends) {
        (Language::Chinese, false) => format!("抄出了自带的版式: {folder}"),
        (Language::Chinese, true) => format!("建了一套接着自带版式的版式: {folder}"),
        (Language::English, false) => format!("copied the built-in theme: {folder}"),
        (Language::English, true) => format!("started a theme that extends the built-in one: {folder}"),
    };
    vec![match (language, name == start::BUILT_IN) {
        (Language::Chinese, true) => format!("{made}，从现在起用它"),
        (Language::Chinese, false) => format!("{made}；在 site.yaml 里写 theme: {name} 就用它"),
        (Language::English, true) => format!("{made}, which is used from now on"),
        (Language::English, false) => format!("{made}; to use it, write theme: {name} in site.yaml"),
    }]
}
