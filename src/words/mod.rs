//! The messages of the program, in 简体中文 and English side by side, one function for each message.
//!
//! A problem's code, message and help are written in one place, so that a translator sees both languages at once
//! and a stage only names the problem and hands over what it is about.

pub(crate) mod approvals;
pub(crate) mod bundles;
pub(crate) mod content;
pub(crate) mod desk;
pub(crate) mod doctor;
pub(crate) mod editor;
pub(crate) mod exhibits;
pub(crate) mod export;
pub(crate) mod extensions;
mod faults;
pub(crate) mod figures;
pub(crate) mod files;
pub(crate) mod fonts;
pub(crate) mod heads;
pub(crate) mod html;
pub(crate) mod idle;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod leftover;
pub(crate) mod libraries;
pub(crate) mod links;
pub(crate) mod makeup;
pub(crate) mod narrative;
pub(crate) mod pdf;
pub(crate) mod program;
mod programs;
pub(crate) mod proof;
pub(crate) mod publishing;
pub(crate) mod reading;
pub(crate) mod rules;
pub(crate) mod series;
pub(crate) mod severity;
pub(crate) mod tables;
pub(crate) mod themes;
pub(crate) mod typed;
pub(crate) mod values;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::fields::half_width;
use crate::language::TextLanguage;
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

/// The program speaks simplified Chinese in a traditional paper too.
impl From<TextLanguage> for Language {
    fn from(language: TextLanguage) -> Self {
        if language.is_chinese() { Self::Chinese } else { Self::English }
    }
}

/// A message, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What is wrong; it quotes the cause in backticks.
    pub message: String,
    /// What to do, as an instruction.
    pub help: Option<String>,
}

/// A finding's code, and its message in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Kebab-case; stable, so that it can be searched for.
    pub code: Cow<'static, str>,
    remark: Box<Remark>,
    /// The name that was probably meant, if the problem is a name that is not known.
    pub meant: Option<Box<Meant>>,
}

/// A name that was written, and the one that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meant {
    /// As it is written.
    pub wrong: String,
    /// As it is known.
    pub right: String,
}

/// What is said in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remark {
    zh: Message,
    en: Message,
}

impl Remark {
    /// The message in `language`.
    #[must_use]
    pub(crate) fn said(&self, language: Language) -> &Message {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// It under a code: a rule's.
    #[must_use]
    pub(crate) fn under(self, code: &'static str) -> Wording {
        Wording { code: code.into(), remark: Box::new(self), meant: None }
    }

    /// Adds the help.
    #[must_use]
    fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.zh.help = Some(shown(zh));
        self.en.help = Some(shown(en));
        self
    }
}

impl Wording {
    /// The message in `language`.
    #[must_use]
    pub fn said(&self, language: Language) -> &Message {
        self.remark.said(language)
    }

    /// Adds what to do.
    #[must_use]
    fn help(self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { remark: Box::new(self.remark.help(zh, en)), ..self }
    }

    /// Adds the known name that is nearest to a wrong one as the help; if there is none, this help.
    #[must_use]
    fn nearest(self, wrong: &str, near: Option<&str>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        match near {
            Some(near) => {
                let help = self.help(format!("是不是想写 `{near}`？"), format!("did you mean `{near}`?"));
                help.meaning(wrong, near)
            }
            None => self.help(zh, en),
        }
    }

    /// Adds the name that was probably meant.
    #[must_use]
    fn meaning(self, wrong: &str, right: &str) -> Self {
        let meant = Meant { wrong: wrong.to_owned(), right: right.to_owned() };
        Self { meant: Some(Box::new(meant)), ..self }
    }
}

fn wording(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Wording {
    remark(zh, en).under(code)
}

fn remark(zh: impl Into<String>, en: impl Into<String>) -> Remark {
    let said = |message| Message { message, help: None };
    Remark { zh: said(shown(zh)), en: said(shown(en)) }
}

/// A line for people. It may quote names and values of the paper, whatever characters they contain.
fn shown(line: impl Into<String>) -> String {
    let line = line.into();
    match spelled(&line) {
        Cow::Owned(spelled) => spelled,
        Cow::Borrowed(_) => line,
    }
}

/// How many known names are compared with a wrong one. A suggestion from a longer list would be a mere guess.
pub(crate) const COMPARED: usize = 1000;
/// How many known names are listed at most.
const LISTED: usize = 60;

/// Known names, joined; if there are too many, the first ones.
fn listed<'k>(known: impl IntoIterator<Item = &'k str>, between: &str) -> String {
    let mut known = known.into_iter();
    let mut all = known.by_ref().take(LISTED).collect::<Vec<_>>();
    all.extend(known.next().map(|_| "…"));
    all.join(between)
}

/// The name in `known` that is most similar to `wrong`, if any is similar enough to be what was meant. A name in other case or
/// width is.
#[must_use]
pub(crate) fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let known: Vec<&str> = known.into_iter().take(COMPARED).collect();
    let plain = |name: &str| half_width(name).to_lowercase();
    let meant = plain(wrong);
    if let Some(same) = known.iter().find(|name| **name != wrong && plain(name) == meant) {
        return Some(same);
    }
    let length = wrong.chars().count();
    let room = (length / 3).max(1);
    known
        .into_iter()
        // Computing the distance takes quadratic time; it is at least the difference in length.
        .filter(|name| length.abs_diff(name.chars().count()) <= room)
        .map(|name| (strsim::osa_distance(wrong, name), name))
        .filter(|(distance, name)| *distance <= room && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name)
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
        assert_eq!(nearest("A", ["b", "a"]), Some("a"));
        assert_eq!(nearest("ａ", ["b", "a"]), Some("a"));
    }
}
