//! What can be said on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::words::Language;

/// A newspaper from YAML ledgers and Markdown stories.
#[derive(Debug, Parser)]
#[command(
    name = "lanmu",
    version,
    about = "栏目：由台账和稿件排出一份报纸 · a newspaper from ledgers and stories"
)]
pub struct Arguments {
    /// What to do; without it, build.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// 排出报纸（默认） · build the paper (the default)
    Build,
    /// 拼好的版面：每篇稿的位置和大小 · the pages as they are made up: where each story stands, and how large
    Makeup {
        /// 哪一期，例如 2025-11-20；默认全部 · which edition; all unless told
        edition: Option<String>,
    },
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// 报纸的文件夹，内有 content/ · the paper's folder, which holds content/
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub root: PathBuf,
    /// 写到哪里，默认 ROOT/public · where to write, ROOT/public unless told
    #[arg(long, value_name = "DIR", global = true)]
    pub out: Option<PathBuf>,
    /// 当作哪一天，默认今天 · which day it is, today unless told
    #[arg(long, value_name = "DATE", global = true)]
    pub as_of: Option<NaiveDate>,
    /// 给人看还是给程序看 · for people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    pub format: Format,
    /// 用哪种语言说话，默认随报纸 · the language of messages, the paper's unless told
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Lang>,
}

/// Who reads what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// People.
    Text,
    /// Programs: a line of JSON for each finding, and one for the result.
    Json,
}

/// The languages of messages, as the command line spells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 简体中文
    #[value(name = "zh-Hans")]
    ZhHans,
    /// English
    #[value(name = "en")]
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::ZhHans => Self::Chinese,
            Lang::En => Self::English,
        }
    }
}
