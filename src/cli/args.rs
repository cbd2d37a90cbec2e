//! What can be said on the command line.

use std::net::IpAddr;
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
pub(crate) struct Arguments {
    /// What to do; without it, build.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// 排出报纸（默认） · build the paper (the default)
    Build(Build),
    /// 一边写一边看：存盘就更新，差错写在页面上 · preview while writing: every save is seen, with what is wrong over the page
    Watch(Watch),
    /// 校对：数字、日期、标点、错字、署名，一处处指出来 · proofread: numbers, dates, marks, words, names
    Check(Check),
    /// 台账改动之后，哪些数字变了、印在哪里 · which figures a change of ledgers altered, and where they are printed
    Figures(Figures),
    /// 拼好的版面：每篇稿的位置和大小 · the pages as they are made up: where each story stands, and how large
    Makeup {
        /// 哪一期，例如 2025-11-20；默认全部 · which edition; all unless told
        edition: Option<String>,
    },
}

impl Default for Command {
    fn default() -> Self {
        Self::Build(Build::default())
    }
}

/// What `build` takes.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Build {
    /// 校对有错误也不排 · let the proofreader's errors stop it too
    #[arg(long)]
    pub strict: bool,
}

/// What `check` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Check {
    /// 改好稳妥的（半角标点、标点旁的空格）再报其余 · put in what is certain (half-width marks, spaces beside marks), then tell of the rest
    #[arg(long)]
    pub fix: bool,
    /// 和 --fix 一起用：只列出会改哪里，什么也不写 · with --fix: show what would be changed, and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// 付印前检查：这一期齐不齐，例如 2025-11-20 · before the press: is this edition complete?
    #[arg(long, value_name = "DATE", conflicts_with = "story")]
    pub edition: Option<String>,
    /// 列出每个手写的数从哪里来 · list every number, and where it comes from
    #[arg(long)]
    pub numbers: bool,
    /// 只看这一篇 · this story alone
    #[arg(value_name = "STORY")]
    pub story: Option<String>,
}

/// What `figures` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Figures {
    /// 和 git 的哪个版本比，例如 HEAD~1 · the revision of git to compare with
    #[arg(long, value_name = "REV")]
    pub since: String,
    /// 写一篇更正的草稿 · write the draft of a correction
    #[arg(long)]
    pub erratum: bool,
}

/// What `watch` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Watch {
    /// 端口；被占用就用下一个 · the port; the next one where it is taken
    #[arg(long, default_value_t = 4321)]
    pub port: u16,
    /// 让别的机器也能看：监听的地址，网址里带口令 · let other machines look: the address to listen on; the URL then bears a token
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<IpAddr>,
    /// 打开浏览器 · open the browser
    #[arg(long)]
    pub open: bool,
    /// 定时查看文件夹，用于不报告改动的网盘 · look at the folder again and again: for drives that do not tell of changes
    #[arg(long)]
    pub poll: bool,
    /// 说明每个网页为什么重排 · say why each document is made again
    #[arg(long)]
    pub explain: bool,
    /// 差错旁边给出打开编辑器的链接：vscode，或含 {file} {line} {column} 的网址 · link from what is wrong to an editor: vscode, or an address with {file}, {line}, {column}
    #[arg(long, value_name = "EDITOR", value_parser = editor)]
    pub editor: Option<String>,
}

/// The address that opens a place in an editor. One that a browser would run is none.
fn editor(said: &str) -> Result<String, String> {
    if said == "vscode" {
        return Ok("vscode://file{file}:{line}:{column}".to_owned());
    }
    let scheme = said.split_once("://").map(|(scheme, _)| scheme);
    let is_plain = scheme.is_some_and(|scheme| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    });
    if is_plain && said.contains("{file}") {
        Ok(said.to_owned())
    } else {
        Err("vscode, or SCHEME://…{file}…{line}…{column}".to_owned())
    }
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
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
pub(crate) enum Format {
    /// People.
    Text,
    /// Programs: a line of JSON for each finding, and one for the result.
    Json,
    /// Paper: `check` prints a proof of each story, for people with pens.
    Html,
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
