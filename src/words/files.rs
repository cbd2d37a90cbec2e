//! What can be wrong with files that go out as they are: nobody named them, or what they are.

use super::{Wording, nearest, wording};
use crate::source::SourcePath;

/// How many files a warning names.
const NAMED: usize = 3;

/// Files that nobody named, by their paths below `content/`; `is_active`, where the first is one that only `site.yaml` can name.
#[must_use]
pub(crate) fn unasked(paths: &[&str], is_active: bool) -> Wording {
    let named = |joint: &str| {
        let named = paths.iter().take(NAMED).map(|path| format!("`{path}`"));
        named.collect::<Vec<_>>().join(joint)
    };
    let number = paths.len();
    let (zh, en) = if number > NAMED {
        (
            format!("{} 等 {number} 个文件没有发布：没有哪篇稿用到", named("、")),
            format!("{} and {} more are not published: nothing names them", named(", "), number - NAMED),
        )
    } else if number > 1 {
        (
            format!("{} 没有发布：没有哪篇稿用到", named("、")),
            format!("{} are not published: nothing names them", named(", ")),
        )
    } else {
        (
            format!("{} 没有发布：没有哪篇稿用到", named("")),
            format!("{} is not published: nothing names it", named("")),
        )
    };
    let item = item(paths.first().copied().unwrap_or_default());
    let (by_story, by_link) =
        if is_active { ("", "") } else { ("在稿里链接它，或", "link it in a story, or ") };
    wording("unpublished-file", zh, en).help(
        format!("要发布，就{by_story}在 site.yaml 写 files: [{item}]；不发布，移出 content/，或让名字以 _ 开头"),
        format!(
            "to publish it, {by_link}write files: [{item}] in site.yaml; otherwise move it out of content/, or let its name begin with _"
        ),
    )
}

/// A story or a YAML file that is not named as one.
#[must_use]
pub(crate) fn misnamed(path: &SourcePath, right: &str) -> Wording {
    let name = path.file_name();
    wording(
        "misnamed-source",
        format!("`{name}` 不会当作稿件或设置来读，也没有发布"),
        format!("`{name}` is not read as a story or a setting, nor published"),
    )
    .help(format!("改名为 `{right}`"), format!("rename it to `{right}`"))
}

/// A kind of file that goes out only where `site.yaml` says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Active {
    /// A whole page, which stands beside the paper's own.
    Page,
    /// A script.
    Script,
    /// A drawing that runs script, or asks for something elsewhere.
    Drawing,
    /// A program that a server runs.
    Program,
    /// What a server is set up by.
    Settings,
}

/// What a browser or a server would run, named by a story alone.
#[must_use]
pub(crate) fn refused(path: &SourcePath, active: Active) -> Wording {
    let (zh, en) = match active {
        Active::Page => {
            ("是网页，会冒充报纸自己的网页", "is a page of its own, and would pass for one of the paper's")
        }
        Active::Script => {
            ("是脚本，会在读者的浏览器里运行", "is a script, which runs in the reader's browser")
        }
        Active::Drawing => (
            "里有脚本、事件或外部引用，或者看不明白，可能在读者的浏览器里运行",
            "holds script, event handlers or references to elsewhere, or cannot be made out, and may run in the reader's browser",
        ),
        Active::Program => ("是程序，会在服务器上运行", "is a program, which runs on the server"),
        Active::Settings => ("是服务器的设置", "sets up the server"),
    };
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let (name, item) = (path.file_name(), item(inside));
    wording("active-file", format!("`{name}` {zh}，不随稿发布"), format!("`{name}` {en}; a story alone does not publish it"))
        .help(
            format!("确实要发布，在 site.yaml 写 files: [{item}]；不然换成图片或 PDF"),
            format!("if it is to be published, write files: [{item}] in site.yaml; otherwise make it a picture or a PDF"),
        )
}

/// `files:` of `site.yaml` names what is not there.
#[must_use]
pub(crate) fn names_no_file<'k>(pattern: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording(
        "no-such-file",
        format!("`files` 里的 `{pattern}` 没有对上文件"),
        format!("`{pattern}` in `files` names no file"),
    )
    .nearest(
        nearest(pattern, known),
        "从 content/ 里面写起，例如 downloads/表格.pdf、downloads/、data/*.csv；稿件和台账不能这样发布",
        "write the path from inside content/, such as downloads/form.pdf, downloads/ or data/*.csv; stories and ledgers cannot be published so",
    )
}

/// `files:` of `site.yaml` has too many patterns.
#[must_use]
pub(crate) fn too_many_patterns(most: usize) -> Wording {
    wording(
        "too-many-patterns",
        format!("`files` 里带 * 的写法最多 {most} 条，这一条多了"),
        format!("`files` may have {most} entries with a `*`, and this is one too many"),
    )
    .help("写成文件夹（downloads/），或合并几条", "name a folder (downloads/), or merge some")
}

/// An entry of `files:` in `site.yaml` matches only the editors' own files (`_…`).
#[must_use]
pub(crate) fn names_private(pattern: &str) -> Wording {
    wording(
        "no-such-file",
        format!("`files` 里的 `{pattern}` 只对上了名字以 `_` 开头的文件，或这样的文件夹里的：是自己留用的，没有发布"),
        format!("`{pattern}` in `files` matches only private files, whose names or folders begin with `_`: none is published"),
    )
    .help("要发布，就写出文件名，或改名", "to publish one, write its whole name, or rename it")
}

/// A file that a withdrawn story used stays online, because `site.yaml` names it.
#[must_use]
pub(crate) fn withdrawn_file(path: &str) -> Wording {
    wording(
        "withdrawn-file",
        format!("`{path}` 是撤回的稿用的，因为这里写了，还在发布"),
        format!(
            "`{path}` was used by a story that is withdrawn, and is still published because it is named here"
        ),
    )
    .help("要撤下，就去掉这一项", "to withdraw it too, remove this item")
}

/// A file of the editor's own stands in the place of a document of ours.
#[must_use]
pub(crate) fn in_place_of_ours(address: &str) -> Wording {
    wording(
        "own-file",
        format!("用您自己的 `{address}`，程序不另出"),
        format!("your own `{address}` is published in the place of the program's"),
    )
}

/// A path as an item of a YAML list in brackets.
fn item(path: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/._-".contains(character);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("\"{}\"", path.replace('"', "\\\"")) }
}
