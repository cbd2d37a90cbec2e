//! The options of each command, and those of all of them.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::export::ExportForm;
use crate::fields::Moment;
use crate::model::edition::EditionKey;
use crate::project::Today;
use crate::words::Language;

/// The options of `build`.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Build {
    /// 校对有错误也不排 · do not print if proofreading finds errors
    #[arg(long)]
    pub strict: bool,
}

/// The options of `check`.
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
#[derive(Clone, Debug, Args)]
pub(crate) struct Check {
    /// 改好稳妥的（半角标点、标点旁的空格）再报其余 · apply the safe fixes (half-width punctuation, spaces next to it), then report the rest
    #[arg(long)]
    pub fix: bool,
    /// 和 --fix 一起用：只列出会改哪里，什么也不写 · with --fix: show the changes without writing them
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// 先把别的网站上的图取到稿旁，改好地址 · first bring pictures of other sites beside their stories, and rewrite their addresses
    #[arg(long, conflicts_with = "dry_run")]
    pub fetch: bool,
    /// 付印前检查：这一期齐不齐，例如 2025-11-20 · check whether this edition is ready for press, such as 2025-11-20
    #[arg(long, value_name = "DATE", conflicts_with = "story")]
    pub edition: Option<String>,
    /// 列出每个手写的数从哪里来 · list every number and where it comes from
    #[arg(long)]
    pub numbers: bool,
    /// 只看这一篇 · check only this story
    #[arg(value_name = "STORY")]
    pub story: Option<String>,
}

/// The options of `publish`.
#[derive(Clone, Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Publish {
    /// 发布到哪里：site.yaml 里 publish 下的名字；只有一处不用写 · the target, by its name in site.yaml (optional if there is only one)
    #[arg(value_name = "TARGET")]
    pub target: Option<String>,
    /// 只看要变什么，什么也不送 · show what would change without sending anything
    #[arg(long)]
    pub dry_run: bool,
    /// 送审稿：打一个压缩包，草稿和以后的稿也在里面，每一页标“送审稿” · make a proof for approval: a bundle with drafts and stories to come, marked on every page
    #[arg(long, conflicts_with = "rollback")]
    pub proof: bool,
    /// 不问，直接发 · do not ask for confirmation
    #[arg(long)]
    pub yes: bool,
    /// 退回上一次发布的，不看现在的稿件 · go back to the previous release, whatever the content is now
    #[arg(long)]
    pub rollback: bool,
    /// 和那里的逐个比内容，缺的、变了的重送 · compare the contents there, and send again what is missing or changed
    #[arg(long, conflicts_with = "rollback")]
    pub repair: bool,
    /// 允许见过报的稿不见 · allow live stories to disappear
    #[arg(long)]
    pub allow_withdraw: bool,
    /// 允许一下子少许多稿 · allow many live stories to disappear at once
    #[arg(long)]
    pub allow_many: bool,
    /// 允许换掉别的报，或和别的文件放在一起 · allow another paper to be replaced, or other files to be there
    #[arg(long)]
    pub allow_other: bool,
    /// 允许没到时候的稿先发（--as-of 以后的日子） · allow stories that are not due yet to go out (--as-of a later day)
    #[arg(long)]
    pub allow_early: bool,
    /// 以前发布过、现在空了的地方，从头发 · publish all of it anew where nothing is left of earlier runs
    #[arg(long)]
    pub allow_empty: bool,
    /// 撤稿等不及审签：签字以后的改动一起发出去，记进日志 · with a withdrawal that cannot wait: publish what was changed since its approval, and log it
    #[arg(long)]
    pub allow_unapproved: bool,
    /// 新的一期付印前检查没过也发 · publish although the new edition is not ready for press
    #[arg(long)]
    pub allow_unready: bool,
}

/// The options of `verify`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Verify {
    /// 哪一处：site.yaml 里 publish 下的名字；只有一处不用写 · the target, by its name in site.yaml (optional if there is only one)
    #[arg(value_name = "TARGET")]
    pub target: Option<String>,
}

/// The options of `figures`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Figures {
    /// 和 git 的哪个版本比，例如 HEAD~1；不写就列出全部数字 · the git revision to compare with, such as HEAD~1 (default: list every figure)
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// 写一篇更正的草稿 · write the draft of a correction
    #[arg(long, requires = "since")]
    pub erratum: bool,
    /// 全部数字另存成一张表（CSV），用表格软件打开 · also save all figures as a sheet (CSV)
    #[arg(long, value_name = "FILE", conflicts_with = "since")]
    pub report: Option<PathBuf>,
}

/// The options of `import`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Import {
    /// 来稿 · the files
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// 放进哪一期，例如 2025-11-20；默认放在 content 下 · the edition that stories go into, such as 2025-11-20 (default: none)
    #[arg(long, value_name = "DATE", value_parser = edition)]
    pub edition: Option<String>,
    /// 只列出会写什么，什么也不写 · show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// 表格里哪一列是什么，写在一个 YAML 文件里，例如 label: 工作内容 · a YAML file that says which column of a sheet is what, such as label: 工作内容
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// 和台账相同的数换成引用 · turn numbers that a ledger has into references
    #[arg(long)]
    pub figures: bool,
    /// 清单另存一份 · also write the list into this file
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// The options of `export`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Export {
    /// 哪一篇：路径、文件名、地址或题目 · the story: its path, file name, address or headline
    #[arg(value_name = "STORY")]
    pub story: String,
    /// 给谁用：word 打印出来改，wechat 粘贴到公众号；写到 --out，默认 ROOT/export · what for: word, to correct on paper, or wechat (公众号), to paste; into --out (default: ROOT/export)
    #[arg(long = "for", value_name = "FORM", value_enum, default_value_t = ExportedFor::Word)]
    pub form: ExportedFor,
}

/// What a story is exported for, as spelled on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportedFor {
    /// Word
    #[value(alias = "docx")]
    Word,
    /// 公众号
    #[value(alias = "公众号")]
    Wechat,
}

impl From<ExportedFor> for ExportForm {
    fn from(form: ExportedFor) -> Self {
        match form {
            ExportedFor::Word => Self::Word,
            ExportedFor::Wechat => Self::WeChat,
        }
    }
}

/// The options of `pdf`.
#[derive(Clone, Debug, Args)]
pub(crate) struct PdfOptions {
    /// 哪一期，例如 2025-11-20；默认还没有 PDF、或改过的各期 · the edition, such as 2025-11-20 (default: those without a PDF, or changed since)
    #[arg(value_name = "EDITION", value_parser = edition)]
    pub edition: Option<String>,
    /// 浏览器的程序，默认自己找 · the program of the browser (default: one that is installed)
    #[arg(long, value_name = "PROGRAM")]
    pub browser: Option<PathBuf>,
    /// 浏览器不用沙箱：用 root 账号时它要这个；只在稿件都信得过时用 · run the browser without its sandbox, which it demands as root; only if you trust every story
    #[arg(long)]
    pub no_sandbox: bool,
}

/// The name of an edition.
fn edition(said: &str) -> Result<String, String> {
    EditionKey::parse(said).map(|key| key.to_string()).ok_or_else(|| "2025-11-20".to_owned())
}

/// The options of `approve`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Approve {
    /// 哪一期，例如 2025-11-20 · the edition, such as 2025-11-20
    pub edition: String,
    /// 哪一道，site.yaml 的 approvals 里的，例如 初审 · as what: one of the approvals in site.yaml
    #[arg(long = "as", value_name = "ROLE")]
    pub role: String,
    /// 谁审的，默认 git 里或系统里的名字 · by whom (default: the name that git or the system knows)
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// The options of `watch`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Watch {
    /// 端口；被占用就用下一个 · the port; if it is in use, the next free one
    #[arg(long, default_value_t = 4321)]
    pub port: u16,
    /// 让别的机器也能看：监听的地址，网址里带口令 · the address to listen on, to let other machines connect; the URL then includes a token
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<IpAddr>,
    /// 打开浏览器 · open the browser
    #[arg(long)]
    pub open: bool,
    /// 定时查看文件夹，用于不报告改动的网盘 · poll the folder: for network drives that do not report changes
    #[arg(long)]
    pub poll: bool,
    /// 说明每个网页为什么重排 · say why each document was rendered again
    #[arg(long)]
    pub explain: bool,
    /// 差错旁边给出打开编辑器的链接：vscode，或含 {file} {line} {column} 的网址 · link each error to an editor: vscode, or a URL with {file}, {line} and {column}
    #[arg(long, value_name = "EDITOR", value_parser = editor)]
    pub editor: Option<String>,
}

/// The address that opens a place in an editor. An address that a browser would execute is refused.
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

/// The options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// 报纸的文件夹，内有 content/ · the paper's folder, which contains content/
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub root: PathBuf,
    /// 写到哪里，默认 ROOT/public · the output folder (default: ROOT/public)
    #[arg(long, value_name = "DIR", global = true)]
    pub out: Option<PathBuf>,
    /// 当作哪一天，或哪一刻（2025-11-20T08:00），默认今天 · build as of this date or moment (default: today)
    #[arg(long, value_name = "DATE", global = true, value_parser = as_of)]
    pub as_of: Option<Today>,
    /// 给人看还是给程序看 · the output format: for people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    pub format: Format,
    /// 全部列出来，不折叠、不省略 · list everything, even many of one kind
    #[arg(long, global = true)]
    pub all: bool,
    /// 用哪种语言说话，默认随报纸 · the language of messages (default: the paper's)
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Lang>,
}

/// The day or the moment that `--as-of` gives.
fn as_of(text: &str) -> Result<Today, String> {
    match Moment::parse(text) {
        Ok(Moment::Day(day)) => Ok(Today::Given(day)),
        Ok(Moment::Local(moment)) => Ok(Today::At(moment)),
        Ok(Moment::Fixed(moment)) => Ok(Today::Instant(moment.to_utc())),
        Err(_) => Err("2025-11-20, 2025-11-20T08:00".to_owned()),
    }
}

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// 给人看的文字 · text for people
    Text,
    /// 每条差错一行 JSON，末行是结果 · a line of JSON for each finding, and one for the result
    Json,
    /// 能打印的校样，只用于 check · a printable proof of each story (`check` only)
    Html,
    /// 表格软件用的表，只用于 figures · a table for spreadsheets (`figures` without `--since` only)
    Csv,
}

/// The languages of messages, as spelled on the command line.
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
