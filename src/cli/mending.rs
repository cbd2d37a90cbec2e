//! Messages about fixes: which files were changed, would be changed, or were left unchanged.

use similar::TextDiff;

use crate::desk::{Kept, Mending};
use crate::source::SourcePath;
use crate::words::Language;

/// A file was fixed.
#[must_use]
pub(crate) fn mended_file(path: &SourcePath, fixes: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("改好 {path} 里的 {fixes} 处"),
        Language::English => format!("{path}: mended {fixes}"),
    }
}

/// A file was not fixed, and why.
#[must_use]
pub(crate) fn kept_file(path: &SourcePath, why: Kept, language: Language) -> String {
    let (zh, en) = match why {
        Kept::ReadOnly => ("文件是只读的；要改，先准许写入", "the file is read-only; allow writing first"),
        Kept::OtherNames => (
            "文件另有别的名字（硬链接），改了这一个，别的就不跟着改",
            "the file has other names (hard links), which would not change with this one",
        ),
        Kept::Owner => (
            "文件是别人的，改了就不归原主；请他来改",
            "the file is somebody else's and would not stay so; ask its owner",
        ),
        Kept::Changed => {
            ("文件刚才有人存过盘；再运行一次", "the file was saved meanwhile; run the command again")
        }
    };
    match language {
        Language::Chinese => format!("没有改 {path}：{zh}"),
        Language::English => format!("{path}: not mended: {en}"),
    }
}

/// The changes to a file, as a unified diff.
#[must_use]
pub(crate) fn diff(path: &SourcePath, mending: &Mending) -> String {
    let diff = TextDiff::from_lines(&mending.before, &mending.after);
    diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
