//! A command line that cannot be understood: what is wrong with it, and what was probably meant.
//!
//! The paper is not known yet, so the message is in both languages, unless `--lang` chooses one.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::words::Language;

/// Something wrong with the command line, in each language.
struct Bilingual {
    zh: String,
    en: String,
}

fn said(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual { zh: zh.into(), en: en.into() }
}

/// The lines about an error of the argument parser.
#[must_use]
pub(super) fn lines(error: &clap::Error, language: Option<Language>) -> Vec<String> {
    let in_language = |said: Bilingual| match language {
        Some(Language::Chinese) => said.zh,
        Some(Language::English) => said.en,
        None => format!("{} · {}", said.zh, said.en),
    };
    let title = in_language(said("命令写错了", "wrong command line"));
    let more = said("用法见 lanmu --help", "see lanmu --help");
    let told = [Some(problem(error)), suggestion(error), Some(more)].into_iter().flatten();
    std::iter::once(title).chain(told.map(|said| format!("  {}", in_language(said)))).collect()
}

/// Two arguments that cannot be used together, which the parser does not know.
#[must_use]
pub(super) fn conflict(argument: &str, other: &str) -> clap::Error {
    let mut error = clap::Error::new(ErrorKind::ArgumentConflict);
    error.insert(ContextKind::InvalidArg, ContextValue::String(argument.to_owned()));
    error.insert(ContextKind::PriorArg, ContextValue::String(other.to_owned()));
    error
}

/// What is wrong.
fn problem(error: &clap::Error) -> Bilingual {
    let argument = named(error, ContextKind::InvalidArg);
    let zh = in_chinese(&argument);
    let value = named(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = named(error, ContextKind::InvalidSubcommand);
            said(format!("没有命令 `{command}`"), format!("there is no command `{command}`"))
        }
        ErrorKind::MissingSubcommand => {
            let command = named(error, ContextKind::InvalidSubcommand);
            let command = command.rsplit(' ').next().unwrap_or_default();
            said(format!("`{command}` 后面要写是什么"), format!("`{command}` needs a word after it"))
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            said(format!("多了 `{zh}`"), format!("unexpected argument `{argument}`"))
        }
        ErrorKind::UnknownArgument => {
            said(format!("没有选项 `{argument}`"), format!("there is no option `{argument}`"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            said(format!("`{zh}` 后面缺一个值"), format!("`{argument}` needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            said(format!("`{zh}` 不能是 `{value}`"), format!("`{argument}` cannot be `{value}`"))
        }
        ErrorKind::ArgumentConflict => {
            let other = named(error, ContextKind::PriorArg);
            let other = if other.is_empty() { argument.clone() } else { other };
            said(
                format!("`{zh}` 和 `{}` 不能一起用", in_chinese(&other)),
                format!("`{argument}` and `{other}` cannot be used together"),
            )
        }
        ErrorKind::MissingRequiredArgument => {
            said(format!("还缺 `{zh}`"), format!("`{argument}` is missing"))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            said(format!("`{zh}` 的值个数不对"), format!("`{argument}` has the wrong number of values"))
        }
        ErrorKind::InvalidUtf8 => said("有不是 UTF-8 的字", "an argument is not UTF-8"),
        _ => said("这样写读不懂", "it cannot be understood"),
    }
}

/// The names of values, as the help has them, and what they are in Chinese.
const VALUES: [(&str, &str); 15] = [
    ("EDITION", "哪一期"),
    ("PROGRAM", "程序"),
    ("DATE", "日期"),
    ("NAME", "名字"),
    ("FILE", "文件"),
    ("STORY", "稿件"),
    ("TARGET", "目标"),
    ("REV", "版本"),
    ("FORM", "形式"),
    ("ROLE", "哪一审"),
    ("ADDRESS", "地址"),
    ("EDITOR", "编辑器"),
    ("DIR", "文件夹"),
    ("KIND", "种类"),
    ("COLUMN", "栏目"),
];

/// An argument with its value named in Chinese: `--as-of <日期>`, `[日期]`.
fn in_chinese(argument: &str) -> String {
    let brackets = |text: String, (name, zh): &(&str, &str)| {
        text.replace(&format!("<{name}>"), &format!("<{zh}>"))
            .replace(&format!("[{name}]"), &format!("[{zh}]"))
    };
    VALUES.iter().fold(argument.to_owned(), brackets)
}

/// What commands are called in other programs, and in Chinese.
const OTHER_NAMES: [(&[&str], &str); 17] = [
    (&["init", "create", "start", "scaffold", "新建", "建报"], "new paper"),
    (&["新一期", "开期"], "new edition"),
    (&["新稿", "写稿", "稿件"], "new story"),
    (&["台账"], "new ledger"),
    (&["版式", "模板"], "new theme"),
    (&["serve", "server", "preview", "dev", "live", "预览"], "watch"),
    (&["lint", "validate", "proof", "proofread", "校对", "检查"], "check"),
    (&["deploy", "upload", "push", "发布", "上传"], "publish"),
    (&["核对"], "verify"),
    (&["导入", "来稿", "收稿"], "import"),
    (&["数字"], "figures"),
    (&["体检", "诊断"], "doctor"),
    (&["帮助", "用法"], "help"),
    (&["generate", "make", "render", "compile", "出报", "排报"], "build"),
    (&["layout", "拼版"], "makeup"),
    (&["sign", "审签"], "approve"),
    (&["schedule", "日程"], "calendar"),
];

/// What is done without a command: its names, and how.
const NO_COMMANDS: [(&[&str], &str, &str); 2] = [
    (
        &["withdraw", "撤稿", "撤回", "撤下"],
        "撤稿不用命令：在稿头写 withdrawn: 原因，再发布",
        "no command is needed: write withdrawn: REASON in the story, and publish",
    ),
    (
        &["print", "pdf", "打印"],
        "打印不用命令：用浏览器打开 public/ 里的网页，按 Ctrl+P",
        "no command is needed: open a page of public/ in a browser, and press Ctrl+P",
    ),
];

/// What was probably meant, or what is possible.
fn suggestion(error: &clap::Error) -> Option<Bilingual> {
    let suggested =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = suggested.into_iter().find_map(|kind| nearest(error, kind));
    let command = named(error, ContextKind::InvalidSubcommand).to_lowercase();
    if let Some((_, zh, en)) = NO_COMMANDS.iter().find(|(names, ..)| names.contains(&command.as_str())) {
        return Some(said(*zh, *en));
    }
    let named_here = OTHER_NAMES.iter().find(|(names, _)| names.contains(&command.as_str()));
    if let Some((_, ours)) = named_here {
        return Some(said(format!("在这里叫 `lanmu {ours}`"), format!("it is called `lanmu {ours}` here")));
    }
    let is_word = !error_argument_is_option(error);
    if is_word && (error.kind() == ErrorKind::UnknownArgument || !command.is_ascii()) {
        return Some(said("名字里有空格的，用引号括起来", "put a name that has spaces in quotation marks"));
    }
    if let Some(near) = near {
        return Some(said(format!("是不是想写 `{near}`？"), format!("did you mean `{near}`?")));
    }
    let valid =
        [ContextKind::ValidValue, ContextKind::ValidSubcommand].map(|kind| named(error, kind)).concat();
    let expected =
        std::error::Error::source(error).map(|source| match source.downcast_ref::<chrono::ParseError>() {
            Some(_) => "2025-11-20".to_owned(),
            None => source.to_string(),
        });
    let valid = if valid.is_empty() {
        expected.filter(|_| error.kind() == ErrorKind::ValueValidation)?
    } else {
        valid
    };
    Some(said(format!("可以写：{valid}"), format!("possible: {valid}")))
}

/// Whether what is wrong was meant as an option.
fn error_argument_is_option(error: &clap::Error) -> bool {
    named(error, ContextKind::InvalidArg).starts_with('-')
}

/// The nearest suggestion of the parser, which is its last one.
fn nearest(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::Strings(names) => names.last().cloned(),
        _ => Some(named(error, kind)).filter(|near| !near.is_empty()),
    }
}

/// What the parser says an error is about; empty if it does not say.
fn named(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.join(" "),
        Some(ContextValue::StyledStr(name)) => name.to_string(),
        Some(ContextValue::StyledStrs(names)) => {
            names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::command::Arguments;
    use super::*;

    fn told(arguments: &[&str]) -> String {
        let error = Arguments::try_parse_from([&["lanmu"], arguments].concat()).expect_err("wrong");
        lines(&error, Some(Language::Chinese)).join("\n")
    }

    #[test]
    fn a_wrong_command_line_is_answered_with_what_was_meant() {
        assert!(told(&["biuld"]).contains("没有命令 `biuld`\n  是不是想写 `build`？"));
        assert!(told(&["init"]).contains("没有命令 `init`\n  在这里叫 `lanmu new paper`"));
        assert!(told(&["chek"]).contains("没有命令 `chek`\n  是不是想写 `check`？"));
        assert!(told(&["导入"]).contains("在这里叫 `lanmu import`"));
        assert!(told(&["撤稿"]).contains("withdrawn: 原因"));
        assert!(
            told(&["new", "story", "春耕", "备耕"]).contains("多了 `备耕`\n  名字里有空格的，用引号括起来")
        );
        assert!(
            told(&["--root", "县报", "周刊"]).contains("没有命令 `周刊`\n  名字里有空格的，用引号括起来")
        );
        assert!(told(&["new", "sotry"]).contains("没有命令 `sotry`\n  是不是想写 `story`？"));
        assert!(told(&["new"]).contains("`new` 后面要写是什么\n  可以写：paper edition story ledger theme"));
        assert!(told(&["new", "paper", "--kind", "magazine"]).contains("可以写：newspaper internal"));
        assert!(told(&["build", "--strick"]).contains("没有选项 `--strick`\n  是不是想写 `--strict`？"));
        assert!(
            told(&["--as-of", "yesterday"])
                .contains("`--as-of <日期>` 不能是 `yesterday`\n  可以写：2025-11-20")
        );
        assert!(told(&["new", "edition", "x"]).contains("`[日期]` 不能是 `x`"));
        assert!(told(&["--format", "7"]).contains("可以写：text json html"));
        assert!(told(&["check", "--dry-run"]).contains("还缺 `--fix`"));
        assert!(told(&["check", "a.md", "--edition", "2025-11-20"]).contains("不能一起用"));
    }
}
