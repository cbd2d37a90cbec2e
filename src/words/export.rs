//! What is said of exported stories: in the files, about what they cannot hold, and what was written.

use super::{Language, Wording, wording};

/// Several stories have the name that was given.
#[must_use]
pub(crate) fn several_stories(name: &str, paths: &[&str]) -> Wording {
    let count = paths.len();
    wording(
        "several-stories",
        format!("叫 `{name}` 的稿件有 {count} 篇：{}", paths.join("、")),
        format!("{count} stories are called `{name}`: {}", paths.join(", ")),
    )
    .help("写路径", "give the path of one of them")
}

/// A secrecy mark on what would go to an account that everybody reads.
#[must_use]
pub(crate) fn secret(mark: &str) -> Wording {
    wording(
        "export-secret",
        format!("有密级标志 `{mark}`，不能给公众号"),
        format!("there is a secrecy mark `{mark}`; everybody could read it there"),
    )
    .help("确实解密了的，先改掉标志", "remove the mark first if the story has been declassified")
}

/// A classification that is no secrecy mark.
#[must_use]
pub(crate) fn not_for_everybody(classification: &str) -> Wording {
    wording(
        "export-internal",
        format!("标着 `{classification}`，公众号谁都看得到"),
        format!("this is marked `{classification}`, and everybody could read it there"),
    )
    .help("先问清楚能不能对外发", "ask first whether it may be shown to everybody")
}

/// A picture whose format the other program does not know.
#[must_use]
pub(crate) fn picture_left_out(file: &str, program: &str) -> Wording {
    wording(
        "export-picture",
        format!("{program} 放不了图 `{file}`，原处写了图说"),
        format!("`{file}` is in a format that {program} does not show; its description stands in its place"),
    )
    .help("另存成 PNG 或 JPEG 再导出", "save it as PNG or JPEG, then export again")
}

/// A chart, which is exported as its table.
#[must_use]
pub(crate) fn drawing_left_out() -> Wording {
    wording(
        "export-drawing",
        "图不导出，换成了数据表",
        "the drawing is not exported; the table of its data stands in its place",
    )
    .help("要图，就从网页上截一张", "take a picture of it from the page if you need the drawing")
}

/// A link to another document of the paper.
#[must_use]
pub(crate) fn link_within() -> Wording {
    wording(
        "export-link",
        "链接通到报纸里面，导出以后只剩文字",
        "the link leads into the paper; only its words are exported",
    )
    .help("要让读者点得开，就写全网址", "write the whole address if readers are to follow it")
}

/// What stands in the place of a picture that cannot be shown.
#[must_use]
pub(crate) fn picture_here(alt: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("［图：{alt}］"),
        Language::English => format!("[Picture: {alt}]"),
    }
}

/// The name of an alert, by its class.
#[must_use]
pub(crate) fn alert(class: &str, language: Language) -> &'static str {
    let (zh, en) = match class {
        "tip" => ("提示", "Tip"),
        "important" => ("重要", "Important"),
        "warning" => ("注意", "Warning"),
        "caution" => ("警告", "Caution"),
        _ => ("说明", "Note"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// The line above the addresses of links.
#[must_use]
pub(crate) fn addresses(language: Language) -> &'static str {
    match language {
        Language::Chinese => "文中网址：",
        Language::English => "Addresses:",
    }
}

/// A place in a file.
#[must_use]
pub(crate) fn place(file: &str, line: Option<usize>, language: Language) -> String {
    match (line, language) {
        (None, _) => file.to_owned(),
        (Some(line), Language::Chinese) => format!("{file} 第 {line} 行"),
        (Some(line), Language::English) => format!("{file}, line {line}"),
    }
}

/// 第12期（总第88期）
#[must_use]
pub(crate) fn edition(number: u32, total: Option<u32>, language: Language) -> String {
    match (total, language) {
        (None, Language::Chinese) => format!("第{number}期"),
        (Some(total), Language::Chinese) => format!("第{number}期（总第{total}期）"),
        (None, Language::English) => format!("No. {number}"),
        (Some(total), Language::English) => format!("No. {number} ({total} in all)"),
    }
}

/// 第2版 要闻版
#[must_use]
pub(crate) fn page(number: usize, name: Option<&str>, language: Language) -> String {
    let page = match language {
        Language::Chinese => format!("第{number}版"),
        Language::English => format!("Page {number}"),
    };
    [Some(page.as_str()), name].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[must_use]
pub(crate) fn column(name: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("栏目：{name}"),
        Language::English => format!("Column: {name}"),
    }
}

#[must_use]
pub(crate) fn file(path: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("稿件：{path}"),
        Language::English => format!("File: {path}"),
    }
}

/// The state of a story that is a draft.
#[must_use]
pub(crate) fn draft(language: Language) -> &'static str {
    match language {
        Language::Chinese => "草稿，未见报",
        Language::English => "Draft, not printed",
    }
}

/// The state of a story that is printed later.
#[must_use]
pub(crate) fn until(day: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("定于{day}见报"),
        Language::English => format!("To be printed on {day}"),
    }
}

/// An approval that was given, perhaps to other contents.
#[must_use]
pub(crate) fn approved(role: &str, by: &str, at: &str, is_current: bool, language: Language) -> String {
    match (language, is_current) {
        (Language::Chinese, true) => format!("{role}：{by} {at}"),
        (Language::Chinese, false) => format!("{role}：{by} {at}（此后改过）"),
        (Language::English, true) => format!("{role}: {by} {at}"),
        (Language::English, false) => format!("{role}: {by} {at} (changed since)"),
    }
}

/// An approval that was not given yet.
#[must_use]
pub(crate) fn not_approved(role: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("{role}：未审"),
        Language::English => format!("{role}: not yet"),
    }
}

/// The files that were written.
#[must_use]
pub(crate) fn written(headline: &str, path: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("导出了《{headline}》: {path}"),
        Language::English => format!("exported “{headline}”: {path}"),
    }
}

/// The pictures beside it.
#[must_use]
pub(crate) fn pictures(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("  图 {count} 张在旁边；粘贴以后，在编辑器里逐张上传"),
        Language::English => {
            format!("  pictures beside it: {count}; upload each in the editor after pasting")
        }
    }
}

/// A story that readers cannot see yet.
#[must_use]
pub(crate) fn is_draft(language: Language) -> &'static str {
    match language {
        Language::Chinese => "  这篇还是草稿，没有见报",
        Language::English => "  this story is a draft: it is not printed yet",
    }
}

/// A story that is printed later.
#[must_use]
pub(crate) fn is_later(language: Language) -> &'static str {
    match language {
        Language::Chinese => "  这篇还没有到见报的日子",
        Language::English => "  the day of this story has not come yet",
    }
}

/// A file that was left as it is.
#[must_use]
pub(crate) fn kept(path: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("  {path} 不是导出的，或导出以后改过，没有动它"),
        Language::English => {
            format!("  {path} was left as it is: it was not exported, or has been changed since")
        }
    }
}
