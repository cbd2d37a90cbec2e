//! What can be wrong with files that are copied: nothing uses them, or they are dangerous.

use serde::{Deserialize, Serialize};

use super::{Wording, nearest, wording};
use crate::source::SourcePath;

/// How many files a warning lists.
const NAMED: usize = 3;

/// Files that no story uses, by their paths below `content/`. `is_active` says that the first may be published only
/// by `site.yaml`.
#[must_use]
pub(crate) fn unused(paths: &[&str], is_active: bool) -> Wording {
    let named = |joint: &str| {
        let named = paths.iter().take(NAMED).map(|path| format!("`{path}`"));
        named.collect::<Vec<_>>().join(joint)
    };
    let number = paths.len();
    let (zh, en) = if number > NAMED {
        (
            format!("{} 等 {number} 个文件没有发布：没有哪篇稿用到", named("、")),
            format!("{} and {} more are not published: no story uses them", named(", "), number - NAMED),
        )
    } else if number > 1 {
        (
            format!("{} 没有发布：没有哪篇稿用到", named("、")),
            format!("{} are not published: no story uses them", named(", ")),
        )
    } else {
        (
            format!("{} 没有发布：没有哪篇稿用到", named("")),
            format!("{} is not published: no story uses it", named("")),
        )
    };
    let item = item(paths.first().copied().unwrap_or_default());
    let (by_story, by_link) =
        if is_active { ("", "") } else { ("在稿里链接它，或", "link to it in a story, or ") };
    let (imported_zh, imported_en) = to_import(paths).unwrap_or_default();
    wording("unpublished-file", zh, en).help(
        format!(
            "{imported_zh}要发布，就{by_story}在 site.yaml 写 files: [{item}]；不发布，移出 content/，或让名字以 _ 开头"
        ),
        format!(
            "{imported_en}to publish it, {by_link}add files: [{item}] to site.yaml; otherwise move it out of content/, or begin its name with _"
        ),
    )
}

/// The paper has no search because it has so many stories, more than the `most` that have it unasked.
#[must_use]
pub(crate) fn no_search(stories: usize, most: usize) -> Wording {
    wording(
        "no-search",
        format!("稿件有 {stories} 篇，过了 {most} 篇，没有检索页"),
        format!("there is no search page: the paper has {stories} stories, which is more than {most}"),
    )
    .help(
        "要检索，在 site.yaml 写 search: true（资料和正文差不多大）；不要，写 search: false",
        "write search: true in site.yaml to have it, which takes as much room as the texts, or search: false",
    )
}

/// What to do with a file of a word processor or a spreadsheet program, which was probably meant as a story or a ledger.
fn to_import(paths: &[&str]) -> Option<(String, String)> {
    let has_ending = |path: &str, endings: &[&str]| {
        path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending.to_lowercase().as_str()))
    };
    let manuscript = paths.iter().find(|path| has_ending(path, &["doc", "docx", "wps", "odt", "rtf"]));
    let sheet = paths.iter().find(|path| has_ending(path, &["xls", "xlsx", "et", "ods"]));
    let (path, zh, en) = match (manuscript, sheet) {
        (Some(path), _) => {
            (path, "Word 文件不当稿件读，要作稿件", "Word files are not read as stories; to make one of it")
        }
        (None, Some(path)) => {
            (path, "表格不当台账读，要作台账", "sheets are not read as ledgers; to make one of it")
        }
        (None, None) => return None,
    };
    Some((
        format!("{zh}，运行 `lanmu import content/{path}`；"),
        format!("{en}, run `lanmu import content/{path}`; "),
    ))
}

/// A story or a YAML file whose name is not recognized.
#[must_use]
pub(crate) fn misnamed(path: &SourcePath, right: &str) -> Wording {
    let name = path.file_name();
    wording(
        "misnamed-source",
        format!("`{name}` 不会当作稿件或设置来读，也没有发布"),
        format!("`{name}` is neither read as a story or settings nor published"),
    )
    .help(format!("改名为 `{right}`"), format!("rename it to `{right}`"))
}

/// A kind of file that is published only if `site.yaml` says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Active {
    /// A web page.
    Page,
    Script,
    /// A drawing that runs script or loads something from elsewhere.
    Drawing,
    /// A program that a server runs.
    Program,
    /// Settings of a server.
    Settings,
}

/// Why a browser does not show a file as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unfit {
    /// It has no bytes.
    Empty,
    /// It is text, such as a web page in place of the picture.
    Text,
    /// A photograph of an iPhone.
    Heic,
    Tiff,
    Photoshop,
    Pdf,
    /// It begins as a picture and does not go on as one.
    Broken,
    /// It ends before the picture does.
    Cut,
    /// It has more pixels than any camera has.
    TooLarge,
    /// It is a photograph of too many bytes.
    TooHeavy,
    /// It is a picture, with the name of another kind.
    Misnamed(PictureKind),
    /// Its bytes are of no known kind.
    Unknown,
}

/// The kinds of pictures that are told apart by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PictureKind {
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
}

impl PictureKind {
    /// Every kind.
    pub(crate) const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Gif, Self::Webp, Self::Avif];

    /// The endings of its names, the most usual first.
    #[must_use]
    pub(crate) fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png", "apng"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Avif => &["avif"],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Avif => "AVIF",
        }
    }
}

/// A picture with the name of another kind.
#[must_use]
pub(crate) fn misnamed_picture(name: &str, kind: PictureKind) -> Wording {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let right = format!("{stem}.{}", kind.endings()[0]);
    let kind = kind.name();
    wording(
        "misnamed-picture",
        format!("`{name}` 其实是 {kind} 图，名字的结尾不对"),
        format!("`{name}` is a {kind} picture; its ending says otherwise"),
    )
    .help(
        format!("改名为 `{right}`，稿里也跟着改：服务器按名字告诉浏览器是哪一种图"),
        format!("rename it to `{right}`, here too: servers tell browsers by its name what it is"),
    )
}

/// What a file is that a browser does not show as a picture.
pub(super) fn unfit_said(unfit: Unfit) -> (&'static str, &'static str) {
    match unfit {
        Unfit::Empty => ("是空的，一个字节也没有", "is empty"),
        Unfit::Text => ("不是图，里面是文字", "is text, not a picture"),
        Unfit::Heic => ("是 HEIC 照片，浏览器显示不出来", "is a HEIC photograph, which browsers do not show"),
        Unfit::Tiff => ("是 TIFF 图，浏览器显示不出来", "is a TIFF picture, which browsers do not show"),
        Unfit::Photoshop => {
            ("是 Photoshop 文件，浏览器显示不出来", "is a Photoshop file, which browsers do not show")
        }
        Unfit::Pdf => ("是 PDF，不是图", "is a PDF, not a picture"),
        Unfit::Broken => ("坏了，读不出大小", "is damaged: its size cannot be read"),
        Unfit::Cut => ("不完整，后面缺了一截", "is cut off: its end is missing"),
        Unfit::TooLarge => {
            ("超过一亿像素，太大，没有处理", "has more than a hundred million pixels, so it is not opened")
        }
        Unfit::TooHeavy => ("超过 100 MB，太大，没有处理", "takes more than 100 MB, so it is not opened"),
        Unfit::Misnamed(_) => ("名字的结尾和图不合", "has the ending of another kind of picture"),
        Unfit::Unknown => ("不是图，认不出是什么", "is not a picture of any known kind"),
    }
}

/// A picture that a browser does not show.
#[must_use]
pub(crate) fn unfit_picture(name: &str, unfit: Unfit) -> Wording {
    let (zh, en) = unfit_said(unfit);
    let (help_zh, help_en) = match unfit {
        Unfit::Heic => (
            "在手机或电脑上导出为 JPEG，再放过来；手机可以设成以后都拍 JPEG（设置－相机－格式－兼容性最佳）",
            "export it as JPEG; the phone can be set to take JPEG (Settings, Camera, Formats, Most Compatible)",
        ),
        Unfit::TooLarge | Unfit::TooHeavy => (
            "缩小到长边 6000 像素以内，再放过来；原图要给读者下载，写成链接：[名称](文件)",
            "make its longer side 6000 pixels at most; for a download of the original, write a link: [name](file)",
        ),
        Unfit::Tiff | Unfit::Photoshop => ("另存为 JPEG 或 PNG", "save it as JPEG or PNG"),
        Unfit::Pdf => (
            "截成图，存为 PNG；要给读者下载，写成链接：[名称](文件)",
            "take a picture of it and save it as PNG; for a download, write a link: [name](file)",
        ),
        Unfit::Empty | Unfit::Text | Unfit::Broken | Unfit::Cut | Unfit::Misnamed(_) | Unfit::Unknown => (
            "多半没有下载、拷贝完，重新放一份",
            "it was probably not downloaded or copied completely; get it again",
        ),
    };
    wording("unfit-picture", format!("`{name}` {zh}"), format!("`{name}` {en}")).help(help_zh, help_en)
}

/// A picture of so many megabytes that a newspaper's own archive will suffer.
#[must_use]
pub(crate) fn heavy_picture(name: &str, length: u64, is_photograph: bool) -> Wording {
    let megabytes = length >> 20;
    let (zh, en) = if is_photograph {
        (
            "读者看到的是缩小的，但每次备份、传稿都带着它",
            "readers get smaller prints, but every copy of the paper carries it",
        )
    } else {
        ("读者要整个下载", "readers must download all of it")
    };
    wording("heavy-picture", format!("`{name}` 有 {megabytes} MB：{zh}"), format!("`{name}` takes {megabytes} MB: {en}"))
        .help(
            "缩小到长边 6000 像素以内，存为质量 90 的 JPEG；动图换成视频",
            "make its longer side 6000 pixels at most and save it as JPEG of quality 90; make a film of a moving picture",
        )
}

/// A photograph that cannot be decoded.
#[must_use]
pub(crate) fn undeveloped(name: &str) -> Wording {
    wording(
        "undeveloped-picture",
        format!("`{name}` 解不开，没有缩小，去掉拍摄信息后照原样发布"),
        format!("`{name}` cannot be decoded; it is published at its own size, without what its camera wrote"),
    )
    .help(
        "多半坏了：看看浏览器能不能显示，重新导出一份",
        "it is probably damaged: see whether a browser shows it, and export it again",
    )
}

/// A file that a browser or a server would run, used by a story but not listed in `site.yaml`.
#[must_use]
pub(crate) fn refused(path: &SourcePath, active: Active) -> Wording {
    let (zh, en) = match active {
        Active::Page => {
            ("是网页，会冒充报纸自己的网页", "is a web page, which could pass for one of the paper's")
        }
        Active::Script => {
            ("是脚本，会在读者的浏览器里运行", "is a script, which runs in the reader's browser")
        }
        Active::Drawing => (
            "里有脚本、事件或外部引用，或者看不明白，可能在读者的浏览器里运行",
            "contains scripts, event handlers or external references, or cannot be analysed, so it may run code in the reader's browser",
        ),
        Active::Program => ("是程序，会在服务器上运行", "is a program, which runs on the server"),
        Active::Settings => ("是服务器的设置", "configures the server"),
    };
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let (name, item) = (path.file_name(), item(inside));
    wording("active-file", format!("`{name}` {zh}，不随稿发布"), format!("`{name}` {en}; a link in a story is not enough to publish it"))
        .help(
            format!("确实要发布，在 site.yaml 写 files: [{item}]；不然换成图片或 PDF"),
            format!("to publish it anyway, add files: [{item}] to site.yaml; otherwise convert it to a picture or a PDF"),
        )
}

/// A key of `site.yaml` that names files matches none.
#[must_use]
pub(crate) fn names_no_file<'k>(
    key: &str,
    pattern: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Wording {
    wording(
        "no-such-file",
        format!("`{key}` 里的 `{pattern}` 没有对上文件"),
        format!("`{pattern}` in `{key}` matches no file"),
    )
    .nearest(
        pattern,
        nearest(pattern, known),
        "从 content/ 里面写起，例如 downloads/表格.pdf、downloads/、data/*.csv；稿件和台账不能这样发布",
        "write the path below content/, such as downloads/form.pdf, downloads/ or data/*.csv; stories and ledgers cannot be published this way",
    )
}

/// `files:` of `site.yaml` has too many patterns.
#[must_use]
pub(crate) fn too_many_patterns(most: usize) -> Wording {
    wording(
        "too-many-patterns",
        format!("`files` 里带 * 的写法最多 {most} 条，这一条多了"),
        format!("`files` may have at most {most} entries with a `*`"),
    )
    .help("写成文件夹（downloads/），或合并几条", "write a folder (downloads/), or merge some entries")
}

/// A key of `site.yaml` that names files matches only the editors' own (`_…`).
#[must_use]
pub(crate) fn names_private(key: &str, pattern: &str) -> Wording {
    wording(
        "no-such-file",
        format!("`{key}` 里的 `{pattern}` 只对上了名字以 `_` 开头的文件，或这样的文件夹里的：是自己留用的，没有发布"),
        format!("`{pattern}` in `{key}` matches only private files, whose names or folders begin with `_`; none is published"),
    )
    .help("要发布，就写出文件名，或改名", "to publish one, write its full name, or rename it")
}

/// A file that a withdrawn story used stays online, because `site.yaml` names it.
#[must_use]
pub(crate) fn withdrawn_file(path: &str) -> Wording {
    wording(
        "withdrawn-file",
        format!("`{path}` 是撤回的稿用的，因为这里写了，还在发布"),
        format!("`{path}` was used by a withdrawn story, and is still published because it is listed here"),
    )
    .help("要撤下，就去掉这一项", "to withdraw it too, remove this entry")
}

/// A file of the editor's replaces a document of the program's.
#[must_use]
pub(crate) fn in_place_of_ours(address: &str) -> Wording {
    wording(
        "own-file",
        format!("用您自己的 `{address}`，程序不另出"),
        format!("your own `{address}` is published instead of the built-in one"),
    )
}

/// A path as an item of a YAML list in brackets.
fn item(path: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/._-".contains(character);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("\"{}\"", path.replace('"', "\\\"")) }
}
