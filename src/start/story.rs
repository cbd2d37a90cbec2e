//! A new story: a draft in an edition, with the keys of front matter that it is likely to need.

use std::collections::BTreeSet;

use super::fill::{filled, in_yaml};
use super::name::{file_name, printable};
use super::place::{StarterFile, make};
use crate::fault::Fault;
use crate::fields::KnownWord;
use crate::files::OpenFolder;
use crate::finding::{Finding, Severity};
use crate::language::documents::names_a_notice;
use crate::model::draft::Drafts;
use crate::model::edition::EditionKey;
use crate::model::paper::PaperKind;
use crate::model::story::Form;
use crate::words::{Language, Wording, content, values};

const CHINESE: &str = include_str!("texts/story.zh.md");
const ENGLISH: &str = include_str!("texts/story.en.md");

/// What the names of columns of notices contain.
const NOTICES: [&str; 6] = ["公告", "公示", "启事", "通知", "通告", "Notice"];

/// What an editor says of a story to be started.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoryWish<'w> {
    /// Its headline, or the name of its file.
    pub name: Option<&'w str>,
    pub edition: Option<&'w str>,
    pub column: Option<&'w str>,
    pub form: Option<&'w str>,
}

/// A story that can be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StartedStory {
    /// Its file.
    pub path: String,
    /// Its edition; `None` if the paper has none.
    pub edition: Option<EditionKey>,
    pub column: Option<String>,
    text: String,
}

/// The story that is wished for, or what cannot be as it is wished.
///
/// # Errors
/// A finding for each word that the paper does not know.
pub(crate) fn story(
    drafts: &Drafts,
    wish: StoryWish,
    language: Language,
) -> Result<StartedStory, Vec<Finding>> {
    let mut wrong = Vec::new();
    let edition = edition(drafts, wish.edition).unwrap_or_else(|wording| {
        wrong.push(wording);
        None
    });
    let form = wish.form.map(form).transpose().unwrap_or_else(|wording| {
        wrong.push(wording);
        None
    });
    let form = form.or_else(|| names_a_notice(wish.name?).then_some(Form::Notice));
    let column = column(drafts, (wish.column, form), edition.as_ref()).unwrap_or_else(|wording| {
        wrong.push(wording);
        None
    });
    if !wrong.is_empty() {
        let finding = |wording| Finding::new(Severity::Error, None, wording);
        return Err(wrong.into_iter().map(finding).collect());
    }
    let folder = edition.as_ref().map_or("content".to_owned(), |key| format!("content/editions/{key}"));
    let name = wish.name.and_then(file_name).unwrap_or_else(|| free_name(drafts, &folder));
    let text = text(drafts, wish.name, (column.as_deref(), form.map(|form| form.word())), language);
    Ok(StartedStory { path: format!("{folder}/{name}.md"), edition, column, text })
}

impl StartedStory {
    /// Writes it.
    ///
    /// # Errors
    /// If it is there, or cannot be written.
    pub(crate) fn write(&self, root: &OpenFolder) -> Result<(), Fault> {
        make(root, &StarterFile { path: self.path.clone(), text: self.text.clone() })
    }
}

/// The edition of this name, or the newest.
fn edition(drafts: &Drafts, wanted: Option<&str>) -> Result<Option<EditionKey>, Wording> {
    let of_stories = drafts.stories.iter().filter_map(|story| story.edition.as_ref());
    let known: BTreeSet<&EditionKey> = drafts.editions.keys().chain(of_stories).collect();
    let Some(wanted) = wanted else { return Ok(known.last().map(|key| (*key).clone())) };
    let names: Vec<String> = known.iter().map(|key| key.to_string()).collect();
    match known.iter().find(|key| key.to_string() == wanted) {
        Some(key) => Ok(Some((*key).clone())),
        None => Err(content::unknown_edition(wanted, names.iter().map(String::as_str))),
    }
}

/// The column of this name, or one whose stories have this form, or the first that has no story in the edition yet. A notice stands
/// in no column but one of notices.
fn column(
    drafts: &Drafts,
    (wanted, form): (Option<&str>, Option<Form>),
    edition: Option<&EditionKey>,
) -> Result<Option<String>, Wording> {
    let known: Vec<&str> = drafts.paper.columns.iter().map(|column| column.name.as_str()).collect();
    if let Some(wanted) = wanted {
        let is_known = known.is_empty() || known.contains(&wanted);
        let unknown = || content::unknown_column(wanted, known.iter().copied());
        return if is_known { Ok(Some(wanted.to_owned())) } else { Err(unknown()) };
    }
    let of_form = drafts.paper.columns.iter().find(|column| {
        let is_named =
            form == Some(Form::Notice) && NOTICES.iter().any(|notice| column.name.contains(notice));
        is_named || column.form.is_some() && column.form == form
    });
    if of_form.is_some() || form == Some(Form::Notice) {
        return Ok(of_form.map(|column| column.name.clone()));
    }
    let beside = drafts.stories.iter().filter(|story| story.edition.as_ref() == edition);
    let taken: BTreeSet<&str> =
        beside.filter_map(|story| story.slip.column.as_ref()).map(|(column, _)| column.as_str()).collect();
    let free = known.iter().find(|name| !taken.contains(*name)).or(known.first());
    Ok(free.map(|name| (*name).to_owned()))
}

/// The form of this word or name.
fn form(wanted: &str) -> Result<Form, Wording> {
    let known = Form::ALL.iter().map(|known: &KnownWord<Form>| (known.word, known.names));
    let found = Form::ALL.iter().find(|known| known.is(wanted)).map(|known| known.value);
    found.ok_or_else(|| values::unknown_word(wanted, known))
}

/// A name for a story without one: `story`, `story-2` …
fn free_name(drafts: &Drafts, folder: &str) -> String {
    let taken: BTreeSet<&str> = drafts.stories.iter().map(|story| story.path.as_str()).collect();
    let mut names = std::iter::once("story".to_owned()).chain((2..).map(|number| format!("story-{number}")));
    names.find(|name| !taken.contains(format!("{folder}/{name}.md").as_str())).unwrap_or_default()
}

fn text(
    drafts: &Drafts,
    name: Option<&str>,
    (column, form): (Option<&str>, Option<&str>),
    language: Language,
) -> String {
    let (template, usual, ledger) = match language {
        Language::Chinese => (CHINESE, "题目", "台账"),
        Language::English => (ENGLISH, "Headline", "LEDGER"),
    };
    let headline = name.map(printable).filter(|name| !name.is_empty()).unwrap_or_else(|| usual.to_owned());
    let line = |key: &str, value: Option<&str>| {
        value.map(|value| format!("{key}: {}\n", in_yaml(value))).unwrap_or_default()
    };
    let ledger = drafts.ledgers.first().map_or(ledger, |first| &first.id);
    let filling = [
        ("HEADLINE", in_yaml(&headline)),
        ("COLUMN", line("column", column)),
        ("FORM", line("form", form)),
        ("LEDGER", in_yaml(ledger)),
        ("BYLINE", byline(drafts.paper.kind, language).to_owned()),
    ];
    filled(template, &filling)
}

/// An example of a byline. Only a newspaper calls itself one.
fn byline(kind: PaperKind, language: Language) -> &'static str {
    match (language, kind) {
        (Language::English, _) => "By somebody",
        (Language::Chinese, PaperKind::Newspaper) => "本报通讯员 单位",
        (Language::Chinese, _) => "通讯员 单位",
    }
}
