//! What can be wrong with keys and their values: keys of other programs, unknown words, values without effect.

pub(crate) use super::Wording;
use super::reading::{self, ValueShape};
use super::{listed, nearest, wording};

/// How a key of ours is written, where it takes more than a word.
const SHAPES: [(&str, &str, &str); 7] = [
    ("images", "[{src: ", ", alt: …}]"),
    ("topics", "[", "]"),
    ("aliases", "[", "]"),
    ("keywords", "[", "]"),
    ("files", "[", "]"),
    ("publisher", "{name: ", "}"),
    ("masthead", "{slogan: ", "}"),
];

/// Values as they stand for `key` in YAML.
fn entry(key: &str, given: &[&str]) -> String {
    let is_list = SHAPES.iter().any(|(ours, before, _)| *ours == key && before.starts_with('['));
    let given = if is_list { given } else { &given[..given.len().min(1)] };
    let values: Vec<String> = given.iter().filter_map(|value| in_yaml(key, value)).collect();
    let value = if values.is_empty() { "…".to_owned() } else { values.join(", ") };
    let (_, before, after) = SHAPES.into_iter().find(|(ours, ..)| *ours == key).unwrap_or((key, "", ""));
    format!("{key}: {before}{value}{after}")
}

/// One value of `key`, unless it is empty or too long to be repeated. Of an address, `slug` has the last part.
fn in_yaml(key: &str, value: &str) -> Option<String> {
    let value = value.trim();
    let last = || value.trim_matches('/').rsplit('/').next().map(|last| last.trim_end_matches(".html"));
    let value = if key == "slug" { last()? } else { value };
    let is_plain =
        !value.contains([',', '[', ']', '{', '}', '"', '\'', '#', '&', '*']) && !value.contains(": ");
    let fits = !value.is_empty() && value.chars().count() < 60 && !value.contains('\n');
    fits.then(|| if is_plain { value.to_owned() } else { quoted(value) })
}

/// A key of another program, or a Chinese one, that has another name here. `given` are its values.
#[must_use]
pub(crate) fn named_otherwise(key: &str, ours: &str, given: &[&str]) -> Wording {
    let written = entry(ours, given);
    let (zh, en) = match ours {
        "column" if given.len() > 1 => {
            ("（只写一个，其余写进 topics）", " (only one; the others are topics)")
        }
        "slug" => ("（旧网址写进 aliases）", " (the old address goes into aliases)"),
        "images" => ("（… 换成图里是什么）", " (in place of …, say what the picture shows)"),
        "byline" if given.len() > 1 => ("（几个人写在一行里）", " (all of them in one line)"),
        _ => ("", ""),
    };
    wording("unknown-key", format!("`{key}` 在这里叫 `{ours}`"), format!("`{key}` is called `{ours}` here"))
        .help(format!("写成 {written}{zh}"), format!("write {written}{en}"))
}

/// A key of another program, beside our own.
#[must_use]
pub(crate) fn written_twice(key: &str, ours: &str) -> Wording {
    wording(
        "unknown-key",
        format!("`{key}` 在这里叫 `{ours}`，已经写了"),
        format!("`{key}` is called `{ours}` here, which is already written"),
    )
    .help(format!("去掉 `{key}`"), format!("remove `{key}`"))
}

/// `published`, the opposite of `draft`.
#[must_use]
pub(crate) fn published_is_draft(key: &str) -> Wording {
    wording(
        "unknown-key",
        format!("这里没有 `{key}`，草稿写 `draft`"),
        format!("there is no `{key}` here; a draft is marked by `draft`"),
    )
    .help(
        "还不发布，写成 draft: true；要发布，去掉这一行",
        "write draft: true if it is not to be published; otherwise remove the line",
    )
}

/// A key of another program for something that is not set here.
#[must_use]
pub(crate) fn not_set_here(key: &str) -> Wording {
    wording(
        "unknown-key",
        format!("`{key}` 是别的程序的设置，这里没有"),
        format!("`{key}` is a setting of other programs; there is none here"),
    )
    .help("去掉它", "remove it")
}

/// A value that is not one of the known words, each given with its names in Chinese.
#[must_use]
pub(crate) fn unknown_word<'k>(
    word: &str,
    known: impl Iterator<Item = (&'k str, &'k str)> + Clone,
) -> Wording {
    let names = known.clone().flat_map(|(word, names)| std::iter::once(word).chain(names.split('、')));
    let near = nearest(word, names.filter(|name| !name.is_empty()));
    let named: Vec<String> = known
        .clone()
        .map(|(word, names)| if names.is_empty() { word.to_owned() } else { format!("{word}（{names}）") })
        .collect();
    let zh = listed(named.iter().map(String::as_str), " ");
    let en = listed(known.map(|(word, _)| word), " ");
    wording("unknown-word", format!("不认识 `{word}`"), format!("unknown value `{word}`")).nearest(
        word,
        near,
        format!("可用：{zh}"),
        format!("use one of: {en}"),
    )
}

/// A day after the last of its month: the year, the month, and how many days it has.
#[must_use]
pub(crate) fn no_such_day(text: &str, (year, month, days): (i32, u32, u32)) -> Wording {
    wording(
        "bad-date",
        format!("没有 `{text}` 这一天：{year} 年 {month} 月只有 {days} 天"),
        format!("there is no `{text}`: {year}-{month:02} has {days} days"),
    )
    .help("核对日期", "correct the date")
}

/// A value as it is written in quotes.
fn quoted(value: &str) -> String {
    let (open, close) = if value.contains('\'') { ('"', '"') } else { ('\'', '\'') };
    let shown: String = if value.chars().count() < 40 { value.to_owned() } else { "…".to_owned() };
    format!("{open}{shown}{close}")
}

/// Words after a value that YAML takes for a comment.
#[must_use]
pub(crate) fn cut_by_comment(comment: &str, whole: &str) -> Wording {
    wording(
        "needs-quotes",
        format!("`{comment}` 当成了注释，没有收进值里"),
        format!("`{comment}` is read as a comment, not as part of the value"),
    )
    .help(
        format!("是文字，整个值加引号：{}；是注释，# 前面空两格、后面空一格", quoted(whole)),
        format!("if it belongs to the value, put all of it in quotes: {}; if it is a comment, write two spaces before # and one after it", quoted(whole)),
    )
}

/// A word that YAML takes for an anchor.
#[must_use]
pub(crate) fn eaten_anchor(anchor: &str, whole: &str) -> Wording {
    wording(
        "needs-quotes",
        format!("`{anchor}` 当成了锚点，没有收进值里"),
        format!("`{anchor}` is read as an anchor, not as part of the value"),
    )
    .help(
        format!("是文字，整个值加引号：{}；不然去掉它", quoted(whole)),
        format!(
            "if it belongs to the value, put all of it in quotes: {}; otherwise remove it",
            quoted(whole)
        ),
    )
}

/// An anchor that is not used.
#[must_use]
pub(crate) fn unused_anchor(anchor: &str) -> Wording {
    wording("unused-value", format!("锚点 `{anchor}` 没有用到"), format!("the anchor `{anchor}` is not used"))
        .help(
            "去掉它；是文字，整个值加引号",
            "remove it; if it belongs to the value, put all of it in quotes",
        )
}

/// A comment inside a list or a mapping in brackets: its end is cut off.
#[must_use]
pub(crate) fn cut_brackets(comment: &str) -> Wording {
    wording(
        "needs-quotes",
        format!("`{comment}` 当成了注释，括号没有收尾"),
        format!("`{comment}` is read as a comment, so the brackets are not closed"),
    )
    .help("把带 # 的那一项加引号：'甲 #1'", "put the item that contains # in quotes: 'a #1'")
}

/// A value that YAML cannot read without quotes.
#[must_use]
pub(crate) fn needs_quotes(value: &str) -> Wording {
    let first: String = value.chars().take(1).collect();
    let is_reserved = first.contains(|mark| "*&!@%`|[{\"'".contains(mark));
    let (zh, en) = if is_reserved {
        (format!("开头的 `{first}`"), format!("`{first}` at its beginning has"))
    } else {
        ("里面的半角冒号加空格".to_owned(), "a colon and a space in it have".to_owned())
    };
    wording(
        "needs-quotes",
        format!("这个值要加引号：{zh}在 YAML 里有别的意思"),
        format!("this value needs quotes: {en} a meaning in YAML"),
    )
    .help(format!("写成 {}", quoted(value)), format!("write {}", quoted(value)))
}

/// A story that expires before it is out.
#[must_use]
pub(crate) fn never_shown() -> Wording {
    wording(
        "never-shown",
        "还没刊出就过期了，哪天也不会出",
        "the story expires before it is out, and is never shown",
    )
    .help("核对 `expire_at` 和刊出的日子", "correct `expire_at` or the day on which it comes out")
}

/// A figure of a story's own that it does not print.
#[must_use]
pub(crate) fn unused_figure(key: &str) -> Wording {
    wording("unused-value", format!("数字 `{key}` 没有用到"), format!("the figure `{key}` is not used")).help(
        format!("在正文里写 {{{{{key}}}}}，或删掉它"),
        format!("write {{{{{key}}}}} in the text, or remove it"),
    )
}

/// An entry that does nothing without one of some keys.
#[must_use]
pub(crate) fn does_nothing(key: &str, missing: &str) -> Wording {
    wording(
        "unused-value",
        format!("只写了 `{key}`，没有写 `{missing}`，查不出什么"),
        format!("with `{key}` but without `{missing}`, this finds nothing"),
    )
    .help(
        format!("补上 `{missing}: [错的写法]`，或去掉这一项"),
        format!("add `{missing}: [wrong wording]`, or remove the entry"),
    )
}

/// One topic or column in two spellings.
#[must_use]
pub(crate) fn other_spelling(key: &str, name: &str, usual: &str, other: &str) -> Wording {
    wording(
        "other-spelling",
        format!("`{name}` 和 `{usual}` 当作同一个：{other} 里写的是 `{usual}`"),
        format!("`{name}` and `{usual}` are taken for the same: {other} has `{usual}`"),
    )
    .help(format!("`{key}` 里写成 `{usual}`"), format!("write `{usual}` in `{key}`"))
}

/// The folder of an edition whose name is no date.
#[must_use]
pub(crate) fn bad_edition_folder(name: &str, late: Option<(i32, u32, u32)>, right: Option<&str>) -> Wording {
    let wording = match late {
        Some((year, month, days)) => wording(
            "bad-date",
            format!("期的文件夹 `{name}`：{year} 年 {month} 月只有 {days} 天"),
            format!("edition folder `{name}`: {year}-{month:02} has {days} days"),
        ),
        None => wording(
            "bad-date",
            format!("期的文件夹 `{name}` 不是日期"),
            format!("the name of the edition folder `{name}` is not a date"),
        ),
    };
    match right {
        Some(right) => wording.help(format!("改名为 `{right}`"), format!("rename it to `{right}`")),
        None => wording.help(
            "例如 2025-11-20，增刊 2025-11-20-extra",
            "use a name such as 2025-11-20, or 2025-11-20-extra for a second edition of the day",
        ),
    }
}

/// A folder that is named like an edition's and is not where editions are.
#[must_use]
pub(crate) fn misplaced_edition(folder: &str, name: &str) -> Wording {
    wording(
        "misplaced-edition",
        format!("`{folder}` 像一期的文件夹，但不在 content/editions/ 下，不成一期"),
        format!(
            "`{folder}` is named like an edition, but is not in content/editions/, so it is not read as one"
        ),
    )
    .help(format!("移到 content/editions/{name}/"), format!("move it to content/editions/{name}/"))
}

/// A variable of a template that no document has.
#[must_use]
pub(crate) fn unknown_variable<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording(
        "unknown-variable",
        format!("模板里没有变量 `{name}`，总是空的"),
        format!("there is no variable `{name}` in templates: it is always empty"),
    )
    .nearest(
        name,
        nearest(name, known),
        "改成有的变量，或删掉",
        "use a variable that there is, or remove it",
    )
}

/// A template or an asset of the paper's own that nothing uses.
#[must_use]
pub(crate) fn unused_override<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording(
        "unused-value",
        format!("主题里没有 `{name}`，也没有哪里用到它，不起作用"),
        format!("the theme has no `{name}` and nothing uses it: it has no effect"),
    )
    .nearest(
        name,
        nearest(name, known),
        "模板放在 theme/templates/，样式写进 theme/assets/paper.css；用不到就删掉",
        "put templates in theme/templates/ and styles in theme/assets/paper.css, or remove it",
    )
}

/// A number in other words than those of YAML, and how it is written there: 第5期, `５`.
#[must_use]
pub(crate) fn number_in_words(wanted: ValueShape, found: &str, number: &str) -> Wording {
    reading::wrong_type(wanted, found).help(format!("写成 `{number}`"), format!("write `{number}`"))
}

/// A level of secrecy that is not followed by how long it holds.
#[must_use]
pub(crate) fn strange_term(classification: &str) -> Wording {
    wording(
        "secrecy-term",
        format!("密级 `{classification}` 后面写的不是保密期限"),
        format!("what follows the level of `{classification}` is not how long it holds"),
    )
    .help(
        "写成 `机密★1年`、`秘密★6个月`、`绝密★长期`；不定期限的，只写 `机密`",
        "write `机密★1年`, `秘密★6个月` or `绝密★长期`, or only `机密` without a term",
    )
}
