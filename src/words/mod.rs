//! What the program says, in 简体中文 and English side by side, one function for each thing it can say.
//!
//! A problem's code, message and help are written in one place, so that a translator sees both languages at once
//! and a stage only names the problem and hands over what it is about.

pub(crate) mod content;
pub(crate) mod desk;
pub(crate) mod exhibits;
pub(crate) mod figures;
pub(crate) mod files;
pub(crate) mod makeup;
pub(crate) mod narrative;
pub(crate) mod program;
pub(crate) mod proof;
pub(crate) mod reading;
pub(crate) mod rules;

use std::borrow::Cow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fault::Action;
use crate::files::NotOpened;
use crate::finding::Severity;
use crate::visible::spelled;

/// The languages the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 简体中文
    #[default]
    Chinese,
    /// English
    English,
}

/// A message, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What is the matter; names the thing in backticks.
    pub message: String,
    /// What to do, as an instruction.
    pub help: Option<String>,
}

/// A finding's code and what it says in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Kebab-case; stable, so that it can be searched for.
    pub code: Cow<'static, str>,
    zh: Message,
    en: Message,
}

impl Wording {
    /// The message in `language`.
    #[must_use]
    pub fn said(&self, language: Language) -> &Message {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// Adds what to do.
    #[must_use]
    fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.zh.help = Some(shown(zh));
        self.en.help = Some(shown(en));
        self
    }

    /// Adds the nearest known name, where there is one, or else what to do without it.
    #[must_use]
    fn nearest(self, near: Option<&str>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        match near {
            Some(near) => self.help(format!("是不是想写 `{near}`？"), format!("did you mean `{near}`?")),
            None => self.help(zh, en),
        }
    }
}

fn wording(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Wording {
    let said = |message| Message { message, help: None };
    Wording { code: code.into(), zh: said(shown(zh)), en: said(shown(en)) }
}

/// One line for people. Names and values of the paper stand in it, whatever these hold.
fn shown(line: impl Into<String>) -> String {
    let line = line.into();
    match spelled(&line) {
        Cow::Owned(spelled) => spelled,
        Cow::Borrowed(_) => line,
    }
}

/// So many known names are looked through for the nearest: each wrong one is compared with all of them, and of more than these
/// nobody would find their way by a guess.
pub(crate) const COMPARED: usize = 1000;
/// So many known names are told at most.
const LISTED: usize = 60;

/// Known names, one behind another; of very many, the first.
fn listed<'k>(known: impl IntoIterator<Item = &'k str>, between: &str) -> String {
    let mut known = known.into_iter();
    let mut all = known.by_ref().take(LISTED).collect::<Vec<_>>();
    all.extend(known.next().map(|_| "…"));
    all.join(between)
}

/// The name in `known` that is nearest to `wrong`, if any is near enough to be what was meant.
#[must_use]
pub(crate) fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = wrong.chars().count();
    let room = (length / 3).max(1);
    known
        .into_iter()
        .take(COMPARED)
        // The distance takes the square of the lengths, and is no less than their difference.
        .filter(|name| length.abs_diff(name.chars().count()) <= room)
        .map(|name| (strsim::osa_distance(wrong, name), name))
        .filter(|(distance, name)| *distance <= room && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

/// The name of a severity.
#[must_use]
pub(crate) fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::Chinese, Severity::Error) => "错误",
        (Language::Chinese, Severity::Warning) => "警告",
        (Language::Chinese, Severity::Info) => "提示",
        (Language::English, Severity::Error) => "error",
        (Language::English, Severity::Warning) => "warning",
        (Language::English, Severity::Info) => "hint",
    }
}

/// Why a file was not opened although the system would open it.
#[must_use]
pub(crate) fn not_opened(why: NotOpened, language: Language) -> &'static str {
    match (language, why) {
        (Language::Chinese, NotOpened::Link) => "它是链接，或在链接指向的文件夹里；链接一律不跟随",
        (Language::Chinese, NotOpened::NotAFile) => "它不是普通文件",
        (Language::Chinese, NotOpened::TooLarge) => "它太大了",
        (Language::English, NotOpened::Link) => {
            "it is a link or reached through one, and links are not followed"
        }
        (Language::English, NotOpened::NotAFile) => "it is not a plain file",
        (Language::English, NotOpened::TooLarge) => "it is too large",
    }
}

/// What a fault says.
#[must_use]
pub(crate) fn fault(action: Action, path: &Path, language: Language) -> Message {
    let path = path.display().to_string();
    let path = spelled(&path);
    let (zh, en, help) = match action {
        Action::List => (format!("列不出文件夹 `{path}`"), format!("cannot list the folder `{path}`"), None),
        Action::Read => (format!("读不了 `{path}`"), format!("cannot read `{path}`"), None),
        Action::CreateFolder => {
            (format!("建不了文件夹 `{path}`"), format!("cannot create the folder `{path}`"), None)
        }
        Action::Write => (format!("写不了 `{path}`"), format!("cannot write `{path}`"), None),
        Action::Exchange => (format!("换不上 `{path}`"), format!("cannot put `{path}` in its place"), None),
        Action::Remove => (format!("删不掉 `{path}`"), format!("cannot remove `{path}`"), None),
        Action::Lock => (
            format!("另一个 lanmu 正在排这份报：`{path}`"),
            format!("another lanmu is building this paper: `{path}`"),
            Some(("等它做完再试", "wait for it to finish, then try again")),
        ),
        Action::TakeOver => (
            format!("`{path}` 不是 lanmu 排出来的，不能覆盖"),
            format!("`{path}` was not made by lanmu and will not be overwritten"),
            Some(("换一个 --out，或把它移走", "choose another --out, or move it away")),
        ),
        Action::ReadMarker => (
            format!("`{path}` 坏了，认不出这个文件夹里哪些网页是 lanmu 排的"),
            format!("`{path}` is damaged, so that nobody can tell which files of this folder lanmu made"),
            Some((
                "把这个文件夹清空或移走，再排一次；其中别人放的文件先另存",
                "empty the folder or move it away, and build again; first save what others have put there",
            )),
        ),
        Action::PrintAtHome => (
            format!("`{path}` 是个人主文件夹或系统的根，不能在这里出报"),
            format!("`{path}` is a home folder or the root of the system, and the paper cannot be put there"),
            Some(("换一个 --out，例如 public", "choose another --out, such as public")),
        ),
        Action::WriteReadOnly => (
            format!("`{path}` 设成了只读，没有改动"),
            format!("`{path}` is read-only and was not changed"),
            Some(("让它可写，或换一个 --out", "make it writable, or choose another --out")),
        ),
        Action::ProofOverPaper => (
            format!("`{path}` 里是排好的报纸，校样不能放在这里"),
            format!("`{path}` holds the printed paper, and its proofs cannot be put there"),
            Some(("换一个 --out，例如 proofs", "choose another --out, such as proofs")),
        ),
        Action::PrintAmongSources => (
            format!("`{path}` 是放来稿的地方，不能在这里出报"),
            format!("`{path}` is where the sources are, and the paper cannot be put there"),
            Some(("换一个 --out，例如 public", "choose another --out, such as public")),
        ),
        Action::Finish => return program::unfinished(&path, language),
        Action::Listen => (
            format!("开不了预览：`{path}`"),
            format!("cannot serve the preview: `{path}`"),
            Some(("换一个 --port", "choose another --port")),
        ),
        Action::AskRevision => (
            format!("git 给不出版本 `{path}` 的台账"),
            format!("git cannot give the ledgers of the revision `{path}`"),
            Some((
                "报纸的文件夹要在 git 里；写一个有的版本，例如 HEAD~1",
                "the paper must lie in git; name a revision that there is, such as HEAD~1",
            )),
        ),
        Action::FindContent => (
            format!("`{path}` 里没有稿件"),
            format!("there is no story in `{path}`"),
            Some((
                "在 content/ 里放一篇 .md，或用 --root 指出报纸的文件夹",
                "put one .md file into content/, or name the paper's folder with --root",
            )),
        ),
    };
    match language {
        Language::Chinese => Message { message: zh, help: help.map(|(zh, _)| zh.to_owned()) },
        Language::English => Message { message: en, help: help.map(|(_, en)| en.to_owned()) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let known = ["headline", "kicker", "要闻"];
        assert_eq!(nearest("headlin", known), Some("headline"));
        assert_eq!(nearest("要问", known), Some("要闻"));
        assert_eq!(nearest("publisher", known), None);
        assert_eq!(nearest("论", known), None);
    }
}
