//! What an import says of folders of other programs.

use super::super::{Remark, Wording, remark};

/// A folder without Markdown.
#[must_use]
pub(crate) fn no_markdown() -> Remark {
    remark("文件夹里没有 .md 文件", "there is no .md file in this folder")
}

/// A page in an unknown encoding.
#[must_use]
pub(crate) fn not_read_here() -> Remark {
    remark("读不出字的文件", "a file that cannot be read")
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
