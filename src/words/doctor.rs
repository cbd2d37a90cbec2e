//! What an examination (体检) says of the machine and the paper's folder.

use std::path::Path;

use super::{Language, Remark, remark};
use crate::fault::Fault;

fn at(path: &Path) -> String {
    format!("`{}`", path.display())
}

/// The paper has stories.
pub(crate) fn content(stories: usize) -> Remark {
    remark(
        format!("内容：content/ 下有 {stories} 个稿件和网页文件"),
        format!("content: {stories} Markdown files in content/"),
    )
}

/// It has none.
pub(crate) fn no_content() -> Remark {
    remark("内容：content/ 里没有稿件", "content: no stories in content/").help(
        "在报纸的文件夹里运行，或用 --root 指明；还没有报纸，先运行 lanmu new paper",
        "run it in the paper's folder, or name that with --root; to start a paper, run lanmu new paper",
    )
}

/// The output folder can be used.
pub(crate) fn output(folder: &Path) -> Remark {
    remark(format!("输出：可以写到 {}", at(folder)), format!("output: {} can be written to", at(folder)))
}

/// The output folder must not be used.
pub(crate) fn no_output(fault: &Fault) -> Remark {
    let said = |language| fault.localized(language).join("；");
    remark(format!("输出：{}", said(Language::Chinese)), format!("output: {}", said(Language::English)))
}

/// The output folder cannot be written to.
pub(crate) fn output_not_writable(folder: &Path) -> Remark {
    remark(format!("输出：写不进 {}", at(folder)), format!("output: {} cannot be written to", at(folder)))
        .help("改文件夹的权限，或用 --out 写到别处", "change its permissions, or write elsewhere with --out")
}

/// The cache and its size in bytes.
pub(crate) fn cache(bytes: u64) -> Remark {
    let megabytes = bytes.div_ceil(1 << 20);
    remark(
        format!("缓存：.cache/ 有 {megabytes} MB，随时可以删"),
        format!("cache: .cache/ has {megabytes} MB; it can be deleted at any time"),
    )
}

/// The cache cannot be written to.
pub(crate) fn cache_not_writable(folder: &Path) -> Remark {
    remark(format!("缓存：写不进 {}", at(folder)), format!("cache: {} cannot be written to", at(folder)))
        .help(
            "改文件夹的权限；不改，每次都从头排",
            "change its permissions; until then every build is from nothing",
        )
}

/// Share pictures are drawn.
pub(crate) fn share_pictures() -> Remark {
    remark("分享图：用标题的字体画", "share pictures: drawn in the font of the headlines")
}

/// None are, for want of a font.
pub(crate) fn no_share_pictures() -> Remark {
    remark(
        "分享图：没有，site.yaml 没写标题的字体",
        "share pictures: none, site.yaml names no font for headlines",
    )
    .help(
        "要画，写上 `fonts: {headline: 字体文件}`；不要，写 `share: none`",
        "to have them, write `fonts: {headline: FILE}`; to do without, write `share: none`",
    )
}

/// A browser is there.
pub(crate) fn browser(path: &Path) -> Remark {
    remark(format!("浏览器：{}", at(path)), format!("browser: {}", at(path)))
}

/// No browser is there.
pub(crate) fn no_browser() -> Remark {
    remark("浏览器：没有找到 Chrome、Edge 或 Chromium", "browser: no Chrome, Edge or Chromium was found")
        .help("要打印成 PDF，装一个", "install one to print to PDF")
}

/// git is there.
pub(crate) fn git(path: &Path) -> Remark {
    remark(format!("git：{}", at(path)), format!("git: {}", at(path)))
}

/// git is there, and the paper is a repository.
pub(crate) fn git_in_use(path: &Path) -> Remark {
    remark(
        format!("git：{}，报纸在仓库里", at(path)),
        format!("git: {}; the paper is a repository", at(path)),
    )
}

/// git is not there.
pub(crate) fn no_git() -> Remark {
    remark("git：没有装", "git: not installed").help(
        "发布到 git 分支、比较台账的改动（lanmu figures --since）才用得上",
        "publishing to a branch and comparing ledgers (lanmu figures --since) need it",
    )
}

/// Fonts for Chinese are there.
pub(crate) fn fonts(many: usize) -> Remark {
    remark(format!("字体：有 {many} 种中文字体"), format!("fonts: {many} families for Chinese"))
}

/// None are there.
pub(crate) fn no_fonts() -> Remark {
    remark("字体：这台机器没有中文字体", "fonts: this machine has none for Chinese").help(
        "读者用自己的字体；要在本机看版面、打 PDF，装思源宋体",
        "readers use their own; to see the pages here or to print, install Noto Serif CJK",
    )
}

/// Every folder can be watched.
pub(crate) fn watching(folders: usize, limit: usize) -> Remark {
    remark(
        format!("监看：{folders} 个文件夹，系统允许 {limit} 个"),
        format!("watching: {folders} folders of the {limit} that the system allows"),
    )
}

/// Not every folder can be watched.
pub(crate) fn too_many_folders(folders: usize, limit: usize) -> Remark {
    remark(
        format!("监看：{folders} 个文件夹，系统只允许 {limit} 个"),
        format!("watching: {folders} folders, but the system allows {limit}"),
    )
    .help(
        "调高 fs.inotify.max_user_watches；不调，lanmu watch 改为定时查看",
        "raise fs.inotify.max_user_watches; until then lanmu watch polls",
    )
}

/// A program that a target needs is there.
pub(crate) fn sender(name: &str, path: &Path) -> Remark {
    remark(format!("发布：{name} 在 {}", at(path)), format!("publishing: {name} is {}", at(path)))
}

/// It is not there.
pub(crate) fn no_sender(name: &str) -> Remark {
    remark(
        format!("发布：没有装 {name}，site.yaml 里有目标要用它"),
        format!("publishing: {name} is not installed, but a target in site.yaml needs it"),
    )
    .help(format!("装上 {name}，或换一种目标"), format!("install {name}, or use another kind of target"))
}
