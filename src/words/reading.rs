//! What can be wrong with a file itself: its encoding, its YAML, its keys and values.

use super::{Wording, listed, nearest, wording};

/// The file is in another encoding than UTF-8.
#[must_use]
pub(crate) fn not_utf8(encoding: &str, first_line: &str) -> Wording {
    wording(
        "not-utf8",
        format!("文件不是 UTF-8，看起来是 {encoding}：“{first_line}”"),
        format!("the file is not UTF-8; it seems to be {encoding}: “{first_line}”"),
    )
    .help("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor")
}

/// The file is not UTF-8, and its encoding cannot be recognised.
#[must_use]
pub(crate) fn not_text() -> Wording {
    wording(
        "not-utf8",
        "文件不是 UTF-8，认不出是什么编码",
        "the file is not UTF-8, and its encoding cannot be recognised",
    )
    .help(
        "在编辑器里另存为 UTF-8；可能只是一两个字坏了",
        "save it as UTF-8 in your editor; some characters may be damaged",
    )
}

#[must_use]
pub(crate) fn control_character(code: u32) -> Wording {
    wording(
        "control-character",
        format!("有控制字符 U+{code:04X}"),
        format!("control character U+{code:04X}"),
    )
    .help("删掉它", "remove it")
}

/// A character of the private use area, which the program uses internally.
#[must_use]
pub(crate) fn private_character(code: u32) -> Wording {
    wording(
        "private-character",
        format!("有私用区字符 U+{code:04X}"),
        format!("private use character U+{code:04X}"),
    )
    .help(
        "这个字符别处显示不出来，换成正式的字",
        "other machines cannot display it; use the actual character",
    )
}

/// The code of findings on invisible characters.
pub(crate) const INVISIBLE: &str = "invisible-character";

/// The code of findings on lookalike characters.
pub(crate) const LOOKALIKE: &str = "lookalike-character";

/// A character in the code of another, and the one that was meant, if it is known.
#[must_use]
pub(crate) fn lookalike(written: char, meant: Option<&str>) -> Wording {
    let code = u32::from(written);
    let finding = wording(
        LOOKALIKE,
        format!("`{written}` 不是平常的字，只是长得像（U+{code:04X}），检索不到"),
        format!("`{written}` is U+{code:04X}, which only looks like the usual character; no search finds it"),
    );
    match meant {
        Some(meant) => finding.help(
            format!("改成“{meant}”；多半是从 PDF 粘贴带进来的"),
            format!("write {meant}; it was probably pasted from a PDF"),
        ),
        None => finding.help("重新输入这个字", "type the character again"),
    }
}

/// An invisible character, which may reorder the text around it.
#[must_use]
pub(crate) fn invisible_character(code: u32, reorders: bool) -> Wording {
    let (zh, en) = if reorders {
        ("会颠倒文字次序的字符", "a character that reorders the text around it")
    } else {
        ("看不见的字符", "an invisible character")
    };
    wording(INVISIBLE, format!("有{zh} U+{code:04X}"), format!("{en}, U+{code:04X}"))
        .help("多半是粘贴带进来的，删掉它", "it was probably pasted in by accident; remove it")
}

/// An invisible character before a fence, which it keeps from being read as one.
#[must_use]
pub(crate) fn hidden_fence(code: u32) -> Wording {
    wording(
        INVISIBLE,
        format!("三个反引号前有看不见的字符 U+{code:04X}"),
        format!("an invisible character, U+{code:04X}, before a fence"),
    )
    .help(
        "多半是防它当作围栏：外面的围栏改用四个反引号，再删掉它",
        "it probably keeps the fence from being read: fence the outer block with four backticks, then remove it",
    )
}

/// A Unicode noncharacter.
#[must_use]
pub(crate) fn no_character(code: u32) -> Wording {
    wording("no-character", format!("U+{code:04X} 不是字符"), format!("U+{code:04X} is not a character"))
        .help("删掉它", "remove it")
}

/// A file too large to be text.
#[must_use]
pub(crate) fn too_large(limit_mb: u64) -> Wording {
    wording("too-large", format!("文件超过 {limit_mb} MB"), format!("the file is larger than {limit_mb} MB"))
        .help("拆成几个文件", "split it into several files")
}

/// YAML aliases that expand to too much text.
#[must_use]
pub(crate) fn aliases_too_large(limit_mb: usize) -> Wording {
    wording(
        "too-large",
        format!("用 `*` 重复的内容加起来超过 {limit_mb} MB"),
        format!("the text repeated by `*` exceeds {limit_mb} MB"),
    )
    .help("不用 `&` 和 `*`，把要写的直接写出来", "write it out without `&` and `*`")
}

/// More values than a file may have.
#[must_use]
pub(crate) fn too_many_values(limit: usize) -> Wording {
    wording(
        "too-large",
        format!("一个文件里超过 {limit} 个值"),
        format!("the file has more than {limit} values"),
    )
    .help("拆成几个文件", "split it into several files")
}

/// An empty value where a text is needed.
#[must_use]
pub(crate) fn empty_text() -> Wording {
    wording("empty-text", "这里是空的，什么也没写", "the text is empty")
        .help("写上文字，或者把它删掉", "write the text, or remove it")
}

/// A file that changed between being listed and being read.
#[must_use]
pub(crate) fn changed_meanwhile() -> Wording {
    wording("changed-meanwhile", "文件正在改动，没有读成", "the file changed while it was being read")
        .help("等改完再出一次", "build again once it no longer changes")
}

/// A link, a device, a name that is not text.
#[must_use]
pub(crate) fn left_out(why_zh: &str, why_en: &str) -> Wording {
    wording("left-out", format!("没有收入：{why_zh}"), format!("left out: {why_en}"))
}

/// A folder with the name of a file.
#[must_use]
pub(crate) fn folder_for_file() -> Wording {
    wording("folder-for-file", "这里应当是文件，却是一个文件夹", "there is a folder where a file belongs")
        .help(
            "里面有要用的文件就移出来，再删掉这个文件夹，或给它改名",
            "move out what you need, then remove or rename the folder",
        )
}

/// A YAML file where none is read.
#[must_use]
pub(crate) fn stray_yaml() -> Wording {
    wording("stray-yaml", "这个 YAML 文件没有人读", "this YAML file is not used").help(
        "只读 content/site.yaml、content/ledgers/ 里的台账、content/editions/日期/edition.yaml；核对文件名和位置",
        "only content/site.yaml, ledgers in content/ledgers/ and content/editions/DATE/edition.yaml are read; check its name and folder",
    )
}

/// Full-width punctuation where YAML wants the half-width one.
#[must_use]
pub(crate) fn full_width(found: char, wanted: &str) -> Wording {
    let (zh, en) = match found {
        '：' => ("全角冒号", "full-width colon"),
        '，' => ("全角逗号", "full-width comma"),
        '“' | '”' | '‘' | '’' => ("全角引号", "full-width quotation mark"),
        '｛' => ("全角花括号", "full-width brace"),
        '［' => ("全角方括号", "full-width bracket"),
        _ => ("全角符号", "full-width character"),
    };
    wording("full-width-punctuation", format!("YAML 里用了{zh} `{found}`"), format!("{en} `{found}` in YAML"))
        .help(
            format!("改成半角 `{wanted}`{}", if found == '：' { "，后面空一格" } else { "" }),
            format!("write `{wanted}`{}", if found == '：' { " and a space" } else { "" }),
        )
}

/// A name in quotation marks of print.
#[must_use]
pub(crate) fn quoted_name(written: &str, name: &str) -> Wording {
    wording(
        "quoted-name",
        format!("引号成了名字的一部分：`{written}`"),
        format!("the quotation marks are a part of the name: `{written}`"),
    )
    .help(
        format!("去掉引号，写成 {name}；名字真有引号，外面再加半角的 '…'"),
        format!("write {name} without them; if the name has them, put it in '…'"),
    )
}

/// Several names that YAML reads as one.
#[must_use]
pub(crate) fn joined_names(name: &str) -> Wording {
    let separators = [',', '，', '、', ';', '；'];
    let marks = ['“', '”', '‘', '’'];
    let names =
        name.split(separators).map(|name| name.trim().trim_matches(marks)).filter(|name| !name.is_empty());
    let list = names.collect::<Vec<_>>().join(", ");
    let is_certain = name.contains([',', '，']);
    let (zh, en) = if is_certain {
        ("", "")
    } else {
        ("；真是一项，就加引号", "; if it is one item, put it in quotes")
    };
    wording("joined-names", format!("`{name}` 成了一项"), format!("`{name}` is read as one item")).help(
        format!("写成 [{list}]，逗号用半角，后面空一格{zh}"),
        format!("write [{list}], with a comma and a space between names{en}"),
    )
}

/// A colon without a space after it.
#[must_use]
pub(crate) fn colon_without_space() -> Wording {
    wording("colon-without-space", "冒号后面没有空格", "there is no space after the colon")
        .help("写成 `键: 值`", "write `key: value`")
}

/// The value of a front matter line begins with `{{`.
#[must_use]
pub(crate) fn unquoted_reference() -> Wording {
    wording(
        "unquoted-reference",
        "以 `{{` 开头的值要加引号，否则 YAML 当它是映射",
        "a value that begins with `{{` needs quotes; otherwise YAML reads it as a mapping",
    )
    .help("写成 \"{{…}}…\"", "write \"{{…}}…\"")
}

#[must_use]
pub(crate) fn unknown_key<'k>(key: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Wording {
    let near = nearest(key, known.clone());
    let all = listed(known, " ");
    wording("unknown-key", format!("不认识的键 `{key}`"), format!("unknown key `{key}`")).nearest(
        key,
        near,
        format!("可用的键：{all}"),
        format!("known keys: {all}"),
    )
}

#[must_use]
pub(crate) fn duplicate_key(key: &str, first_line: usize) -> Wording {
    wording("duplicate-key", format!("键 `{key}` 写了两次"), format!("the key `{key}` is duplicated")).help(
        format!("第 {first_line} 行已经有了，留一个"),
        format!("it is already on line {first_line}; remove one of them"),
    )
}

#[must_use]
pub(crate) fn missing_key(key: &str) -> Wording {
    wording("missing-key", format!("缺少 `{key}`"), format!("`{key}` is missing"))
        .help(format!("补上 `{key}: …`"), format!("add `{key}: …`"))
}

/// A value of the wrong type.
#[must_use]
pub(crate) fn wrong_type(wanted: ValueShape, found: &str) -> Wording {
    let (zh, en, example) = match wanted {
        ValueShape::Text => ("文字", "text", None),
        ValueShape::WholeNumber => ("整数", "a whole number", Some("3")),
        ValueShape::Number => ("数", "a number", Some("5.3")),
        ValueShape::Boolean => ("true 或 false", "true or false", Some("true")),
        ValueShape::Date => ("日期", "a date", Some("2025-11-20")),
    };
    let code = if wanted == ValueShape::Date { "bad-date" } else { "wrong-type" };
    let finding =
        wording(code, format!("这里要{zh}，写的是 {found}"), format!("expected {en}, found {found}"));
    match example {
        Some(example) => finding.help(format!("例如 `{example}`"), format!("for example `{example}`")),
        None => finding.help(
            "直接写字；字里有括号的，整个加半角引号",
            "write the text itself; if it contains brackets, put all of it in quotes",
        ),
    }
}

/// A value that is no mapping, and one that fits in its place.
#[must_use]
pub(crate) fn no_mapping(found: &str, sample: &str) -> Wording {
    wording(
        "wrong-type",
        format!("这里要键值对，写的是 {found}"),
        format!("expected a mapping, found {found}"),
    )
    .help(format!("例如 `{sample}`"), format!("for example `{sample}`"))
}

/// The types of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueShape {
    /// Any scalar.
    Text,
    /// 3
    WholeNumber,
    /// 5.3
    Number,
    /// true
    Boolean,
    /// 2025-11-20
    Date,
}

/// A value that is not one of the known words.
#[must_use]
pub(crate) fn unknown_word<'k>(word: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Wording {
    let near = nearest(word, known.clone());
    let all = listed(known, " ");
    wording("unknown-word", format!("不认识 `{word}`"), format!("unknown value `{word}`")).nearest(
        word,
        near,
        format!("可用：{all}"),
        format!("use one of: {all}"),
    )
}

/// An invalid URL.
#[must_use]
pub(crate) fn bad_url(zh: &str, en: &str) -> Wording {
    wording("bad-url", format!("网址不对：{zh}"), format!("not an address: {en}"))
        .help("写完整的 https://… 地址", "write a full https://… address")
}

/// A URL of a scheme that is not that of a site.
#[must_use]
pub(crate) fn unserved_scheme(scheme: &str) -> Wording {
    bad_url(&format!("不能用 `{scheme}`"), &format!("`{scheme}` is not the scheme of a site"))
}

/// A setting of the theme that is out of range; `wish` says what it may be, in symbols.
#[must_use]
pub(crate) fn theme_value(wish: &str) -> Wording {
    wording("bad-theme", "主题的设置不合规则", "a setting of the theme is out of range")
        .help(format!("写成 {wish}"), format!("use {wish}"))
}

/// A theme that does not exist.
#[must_use]
pub(crate) fn unknown_theme<'k>(name: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Wording {
    let near = nearest(name, known.clone());
    let all = listed(known, " ");
    wording("unknown-theme", format!("没有主题 `{name}`"), format!("there is no theme `{name}`")).nearest(
        name,
        near,
        format!("现有：{all}"),
        format!("available themes: {all}"),
    )
}
