//! What an import says of folders of other programs.

use super::super::{Remark, Wording, remark};

/// A folder with neither Markdown nor manuscripts.
#[must_use]
pub(crate) fn no_markdown() -> Remark {
    remark(
        "文件夹里没有能收的文件：.md、.docx、.txt、.xlsx、.csv",
        "there is no file to import in this folder: .md, .docx, .txt, .xlsx or .csv",
    )
}

/// A page in an unknown encoding.
#[must_use]
pub(crate) fn not_read_here() -> Remark {
    remark("读不出字的文件", "a file that cannot be read")
}

/// Folders that belong to the other program, or are hidden.
#[must_use]
pub(crate) fn folders_not_read() -> Remark {
    remark("没有看的文件夹：模板、输出和隐藏的", "folders that were not read: templates, output, hidden ones")
}

/// Files that no story shows or links to.
#[must_use]
pub(crate) fn files_not_taken(many: usize) -> Remark {
    remark(
        format!("没有稿件用到的文件 {many} 个，没有拿"),
        format!("files that no story uses, which were not taken: {many}"),
    )
}

/// Links that lead to the story, but no longer to a place in it.
#[must_use]
pub(crate) fn without_anchors() -> Remark {
    remark(
        "站内网址里 # 后面的位置没有收，只到那一篇",
        "the places after # in links within the old site were not taken; the links lead to the story",
    )
}

/// Front matter that is neither YAML nor TOML.
#[must_use]
pub(crate) fn unread_front_matter() -> Remark {
    remark("稿头读不懂，留在了正文里", "the front matter cannot be read and was left in the text")
}

/// Keys of front matter without a counterpart.
#[must_use]
pub(crate) fn keys_not_taken() -> Remark {
    remark("稿头里没有收的键", "keys of the front matter that were not taken")
}

/// Shortcodes of another program.
#[must_use]
pub(crate) fn shortcodes() -> Remark {
    remark("短代码和模板标签，照原样印成代码", "shortcodes and template tags, printed as they are written")
}

/// Links into the old site that lead nowhere here.
#[must_use]
pub(crate) fn dead_links() -> Remark {
    remark(
        "找不到的站内网址，只留了文字",
        "links within the old site that lead nowhere; only their words were kept",
    )
}

/// Something that is not read here.
#[must_use]
pub(crate) fn left_literally() -> Remark {
    remark(
        "没有读懂，照原样印（稿头里的，取掉了）",
        "not understood: printed as it is written, or taken out of the front matter",
    )
}

/// Whether a finding is about a picture of another site, which `lanmu check --fetch` brings.
#[must_use]
pub(crate) fn is_remote_picture(wording: &Wording) -> bool {
    wording.code == "picture-from-elsewhere"
}

/// Pictures of front matter without words for readers who cannot see them.
#[must_use]
pub(crate) fn no_front_alt() -> Remark {
    remark(
        "稿头的图没有替代文字，先写了题目：改 images 里的 alt",
        "the pictures of the front matter have no description, so the title stands there: correct alt, under images",
    )
}
