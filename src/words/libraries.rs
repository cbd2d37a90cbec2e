//! The errors of libraries and of the system, in the language of the paper. English keeps the library's own words, which
//! are the more exact; Chinese says the cause, and both say what to do.

use std::io::{self, ErrorKind};

use url::ParseError;

use super::{Wording, nearest, wording};

/// A cause that a library names in one of several ways: the words to look for, the cause, and what to do.
struct Cause {
    words: &'static [&'static str],
    zh: &'static str,
    help: Option<(&'static str, &'static str)>,
}

const fn cause(words: &'static [&'static str], zh: &'static str) -> Cause {
    Cause { words, zh, help: None }
}

const fn helped(
    words: &'static [&'static str],
    zh: &'static str,
    help_zh: &'static str,
    help_en: &'static str,
) -> Cause {
    Cause { words, zh, help: Some((help_zh, help_en)) }
}

fn cause_of<'c>(reason: &str, causes: &'c [Cause]) -> Option<&'c Cause> {
    causes.iter().find(|cause| cause.words.iter().any(|words| reason.contains(words)))
}

/// What the YAML parser refuses. The first that fits counts.
const YAML: &[Cause] = &[
    helped(
        &["mapping values are not allowed"],
        "一行里有两个“: ”，分不清哪个是键",
        "值里有冒号加空格时，整个值用引号括起来：键: \"甲: 乙\"",
        "put a value that contains `: ` in quotes, as in key: \"a: b\"",
    ),
    helped(
        &["found a tab", "start with a tab", "tabs"],
        "缩进里有制表符",
        "缩进只用空格",
        "indent with spaces only",
    ),
    helped(
        &["found unexpected end of stream", "document indicator", "unclosed quote"],
        "引号没有关上",
        "补上右边的引号；值里本来就有引号时，外面换另一种引号",
        "add the closing quotation mark; a value that contains one goes inside the other kind of quotes",
    ),
    helped(
        &["escape", "surrogate", "hexadecimal"],
        "双引号里的 `\\` 后面不是认识的字符",
        "改用单引号，或写成 `\\\\`",
        "use single quotes, or write `\\\\`",
    ),
    helped(
        &["flow sequence", "unclosed bracket '['", "expected ',' or ']'"],
        "方括号里的列表没有写完",
        "各项之间用逗号，末尾补上 `]`",
        "separate the items by commas and add the closing `]`",
    ),
    helped(
        &["flow mapping", "unclosed bracket '{'", "unclosed bracket"],
        "括号没有配对",
        "各项之间用逗号，末尾补上右括号",
        "separate the items by commas and add the closing bracket",
    ),
    helped(
        &["block sequence entries", "expected '-' indicator", "block sequence"],
        "列表的这一项放得不对",
        "列表另起一行，各项以 `- ` 开头，缩进一样",
        "begin the list on its own line; each item begins with `- `, all with the same indentation",
    ),
    helped(
        &["block scalar"],
        "`|` 或 `>` 后面的写法不对",
        "`|` 或 `>` 之后换行，文字缩进两格",
        "end the line after `|` or `>` and indent the text by two spaces",
    ),
    helped(
        &[
            "block mapping",
            "mapping keys are not allowed",
            "implicit key",
            "simple key",
            "could not find expected",
        ],
        "这一行和上面的键对不齐",
        "同一层的键缩进要一样；冒号后面要有空格",
        "give keys of one level the same indentation, and put a space after each colon",
    ),
    helped(
        &["anchor", "alias"],
        "以 `&` 或 `*` 开头的值 YAML 另有用处",
        "整个值用引号括起来",
        "put the whole value in quotes",
    ),
    helped(
        &["tag", "TAG"],
        "以 `!` 开头的值 YAML 另有用处",
        "整个值用引号括起来",
        "put the whole value in quotes",
    ),
    helped(
        &["cannot start any token", "unexpected character", "directive", "BOM"],
        "值不能以这个字符开头",
        "整个值用引号括起来",
        "put the whole value in quotes",
    ),
    helped(
        &["comments must be separated"],
        "`#` 前面没有空格",
        "`#` 是值的一部分就给值加引号，是注释就在前面空一格",
        "quote the value if `#` belongs to it; put a space before it if it begins a comment",
    ),
    helped(
        &["second document"],
        "`---` 出现了两次",
        "一个文件只写一份；要印出横线就给它加引号",
        "write one document a file; quote dashes that are text",
    ),
    helped(
        &["a key must be one word"],
        "键不能是列表或一组键值",
        "键写成一个词；值以 { 或 [ 开头时用引号括起来",
        "write the key as one word; quote a value that begins with { or [",
    ),
    cause(&["recursion limit", "nesting", "exceed"], "层次太多"),
];

/// YAML that cannot be read, for a reason the parser gives.
#[must_use]
pub(crate) fn bad_yaml(reason: &str) -> Wording {
    let cause = cause_of(reason, YAML);
    let zh = cause.map_or("这里的写法不合规则", |cause| cause.zh);
    let (help_zh, help_en) = cause.and_then(|cause| cause.help).unwrap_or((
        "检查缩进、冒号后的空格和引号；值里有“: ”或“#”时用引号括起来",
        "check the indentation, the space after a colon, and quotes; put a value that contains `: ` or ` #` in quotes",
    ));
    wording("bad-yaml", format!("YAML 读不通：{zh}"), format!("the YAML cannot be read: {reason}"))
        .help(help_zh, help_en)
}

/// What the crate that reads `theme.yaml` refuses.
const THEME: &[Cause] = &[
    cause(&["unknown field"], "有不认识的键"),
    cause(&["missing field"], "少了必需的键"),
    cause(&["invalid type", "invalid value", "invalid length"], "值的类型不对"),
    cause(&["duplicate"], "键写了两次"),
];

/// The theme's own file cannot be read.
#[must_use]
pub(crate) fn bad_theme(reason: &str) -> Wording {
    let zh = cause_of(reason, THEME).map_or("这里的写法不合规则", |cause| cause.zh);
    let named = quoted(reason).map_or_else(String::new, |name| format!(" `{name}`"));
    wording(
        "bad-theme",
        format!("主题的设置读不通：{zh}{named}"),
        format!("the theme's settings cannot be read: {reason}"),
    )
    .help("对照 themes/broadsheet/theme.yaml", "compare it with themes/broadsheet/theme.yaml")
}

/// What a template refuses. The name that it is about stands in backticks.
const TEMPLATE: &[Cause] = &[
    cause(&["Unknown filter"], "没有这个过滤器"),
    cause(&["Unknown test"], "没有这个判断"),
    cause(&["Unknown function"], "没有这个函数"),
    cause(&["Unknown component"], "没有这个组件"),
    cause(&["Unknown template", "not found"], "没有这个模板"),
    cause(&["Unknown parent template"], "没有这个上级模板"),
    cause(&["in any parent template"], "上级模板里没有这个块"),
    cause(&["Circular"], "模板互相引用，没有尽头"),
    cause(&["defined in both"], "组件定义了两次"),
    cause(&["is not defined"], "没有这个值"),
    cause(&["Unexpected end of input"], "没有写完，有标签或块没关上"),
    cause(&["divide by 0"], "除数是零"),
    cause(&["Unable to perform"], "这两个值不能这样运算"),
    cause(&["Missing keyword argument", "missing argument"], "少了参数"),
    cause(&["nvalid type", "expected `"], "值的类型不对"),
    cause(&["Found", "Unknown tag", "expecting"], "这里的写法不合规则"),
];

/// A template that cannot be read or filled in. `known` are the names of templates, or of the blocks that it may fill in.
#[must_use]
pub(crate) fn bad_template<'k>(reason: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    let zh = cause_of(reason, TEMPLATE).map_or("填不出来", |cause| cause.zh);
    let name = quoted(reason);
    let named = name.map_or_else(String::new, |name| format!(" `{name}`"));
    // Of other names than those of templates and blocks, none are known here.
    let is_known = |name: &&str| name.contains('.') || reason.starts_with("Block `");
    let near = name.filter(is_known).and_then(|name| nearest(name, known));
    wording("bad-template", format!("模板有错：{zh}{named}"), format!("error in the template: {reason}"))
        .nearest(
            name.unwrap_or_default(),
            near,
            "对照 themes/broadsheet 里的同名模板",
            "compare it with the template of that name in themes/broadsheet",
        )
}

/// The first text in backticks.
fn quoted(reason: &str) -> Option<&str> {
    reason.split('`').nth(1).filter(|name| !name.is_empty())
}

/// An address that is not one.
#[must_use]
pub(crate) fn unreadable_url(error: ParseError) -> Wording {
    let zh = match error {
        ParseError::RelativeUrlWithoutBase => "缺 https://",
        ParseError::EmptyHost => "没有域名",
        ParseError::InvalidPort => "端口不对",
        ParseError::InvalidIpv4Address | ParseError::InvalidIpv6Address => "IP 地址不对",
        _ => "域名写得不对",
    };
    super::reading::bad_url(zh, &error.to_string())
}

/// An error of the system. An error that a library made up has only English words, which Chinese leaves out.
#[must_use]
pub(crate) fn system_in_chinese(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经有了",
        ErrorKind::NotADirectory => "路径中间有一个不是文件夹",
        ErrorKind::IsADirectory => "它是文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ReadOnlyFilesystem => "这块盘是只读的",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::QuotaExceeded => "用完了磁盘配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用",
        ErrorKind::AddrInUse => "端口被占用",
        ErrorKind::AddrNotAvailable => "这台机器没有这个地址",
        ErrorKind::BrokenPipe => "读的一方已经关了",
        ErrorKind::TimedOut => "等得太久",
        ErrorKind::Interrupted => "被打断了",
        ErrorKind::OutOfMemory => "内存不够",
        ErrorKind::Unsupported => "系统不支持",
        ErrorKind::InvalidInput | ErrorKind::InvalidFilename => "路径不合规则",
        ErrorKind::CrossesDevices => "跨了磁盘",
        ErrorKind::TooManyLinks => "链接太多",
        ErrorKind::StaleNetworkFileHandle => "网络盘断了",
        ErrorKind::NetworkDown | ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => "网络不通",
        ErrorKind::ConnectionRefused => "那里没有开着的服务",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => "连接被断开了",
        _ => match error.raw_os_error()? {
            5 => "读写盘出错",
            24 => "打开的文件太多",
            40 => "链接绕成了圈",
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn what_a_library_says_is_said_in_chinese_without_its_english() {
        let wordings = [
            bad_yaml("mapping values are not allowed in this context"),
            bad_yaml("some words that nobody translated"),
            bad_template("Unknown filter `nosuch`", []),
            bad_theme("page: unknown field `colums`, expected one of `columns`"),
            unreadable_url(ParseError::RelativeUrlWithoutBase),
        ];
        for wording in wordings {
            let said = &wording.said(Language::Chinese).message;
            let words =
                said.split(|character: char| !character.is_ascii_alphabetic()).filter(|word| word.len() > 4);
            let quoted = said.split('`').nth(1).unwrap_or_default();
            assert!(words.clone().all(|word| quoted.contains(word) || word == "https"), "{said}");
        }
    }

    #[test]
    fn the_name_that_an_error_is_about_is_kept() {
        assert_eq!(quoted("Unknown filter `nosuch`"), Some("nosuch"));
        assert_eq!(quoted("no name"), None);
    }
}
