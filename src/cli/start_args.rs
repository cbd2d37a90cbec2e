//! The arguments of `lanmu new` and `lanmu schema`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use crate::fields::Moment;
use crate::parse::PAPER_KINDS;
use crate::schema::NAMES;
use crate::start::SCHEMAS;

/// What `new` starts.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum New {
    /// 一份报：能马上出报的小样，有示例稿和示例台账 · a paper that builds at once, with example stories and an example ledger
    Paper(NewPaperArguments),
    /// 一期：接下一个期号 · an edition, with the next number
    Edition {
        /// 哪天的，例如 2025-11-20；默认照往期的间隔 · its date, such as 2025-11-20 (default: in the rhythm of the editions before)
        #[arg(value_name = "DATE", value_parser = day)]
        date: Option<NaiveDate>,
    },
    /// 一篇稿，在最新的一期里 · a story, in the newest edition
    Story(NewStoryArguments),
    /// 一本台账 · a ledger
    Ledger {
        /// 名字，可以带文件夹：2025/春耕 · its name, perhaps with folders: 2025/trees
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// 一套自己的版式：把自带的整套抄出来改，或接着自带的、只写不同的 · a theme of the paper's own: the built-in one, to be changed, or one that extends it
    Theme {
        /// 名字；不写就叫 broadsheet，顶替自带的；有 --extends 就叫 own · its name (default: broadsheet, in place of the built-in one; own with --extends)
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// 接着自带的，只放不同的东西 · extend the built-in theme, and hold only what differs
        #[arg(long)]
        extends: bool,
    },
}

/// The options of `new paper`.
#[derive(Clone, Debug, Args)]
pub(crate) struct NewPaperArguments {
    /// 报名，也是文件夹名；不写就建在当前的空文件夹里 · its name and that of its folder (default: the current folder, if it is empty)
    #[arg(value_name = "NAME")]
    pub name: Option<PathBuf>,
    /// 哪一种：newspaper 报纸、internal 内刊、circular 简报、web 网站 · its kind: newspaper, internal, circular or web
    #[arg(long, value_name = "KIND", default_value = "newspaper", value_parser = paper_kind)]
    pub kind: &'static str,
}

/// The options of `new story`.
#[derive(Clone, Debug, Args)]
pub(crate) struct NewStoryArguments {
    /// 题目，也是文件名 · its headline, from which its file is named
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// 哪一期，默认最新的 · the edition (default: the newest)
    #[arg(long, value_name = "DATE")]
    pub edition: Option<String>,
    /// 哪个栏目，默认这一期还没有稿的第一个 · the column (default: the first without a story in the edition)
    #[arg(long, value_name = "COLUMN")]
    pub column: Option<String>,
    /// 体裁，例如 brief、消息 · the form, such as brief or feature
    #[arg(long, value_name = "FORM")]
    pub form: Option<String>,
}

/// The options of `schema`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Schema {
    /// 哪一种文件：site、edition、story、ledger、style、exhibit；默认全部 · the file: site, edition, story, ledger, style or exhibit (default: all)
    #[arg(value_name = "FILE", value_parser = PossibleValuesParser::new(NAMES))]
    pub name: Option<String>,
    /// 写进文件夹，默认 ROOT/.lanmu/schema；不写这一项就印出来 · write them into a folder (default: ROOT/.lanmu/schema) instead of printing them
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = SCHEMAS)]
    pub write: Option<PathBuf>,
}

/// A day, in any of the forms that are read.
fn day(said: &str) -> Result<NaiveDate, String> {
    Moment::parse(said).map(Moment::day).map_err(|_| "2025-11-20".to_owned())
}

/// A kind of paper, by its word or its name.
fn paper_kind(said: &str) -> Result<&'static str, String> {
    let found = PAPER_KINDS.iter().find(|known| known.is(said)).map(|known| known.word);
    found.ok_or_else(|| PAPER_KINDS.map(|known| known.word).join(" "))
}
