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
        Language::English => format!("{path}: fixed {fixes}"),
    }
}

/// A file was not fixed, and why.
#[must_use]
pub(crate) fn kept_file(path: &SourcePath, why: Kept, language: Language) -> String {
    let (zh, en) = match why {
        Kept::ReadOnly => ("文件是只读的；要改，先准许写入", "the file is read-only; make it writable first"),
        Kept::OtherNames => (
            "文件另有别的名字（硬链接），改了这一个，别的就不跟着改",
            "the file has other hard links, which would not change with it",
        ),
        Kept::Owner => (
            "文件是别人的，改了就不归原主；请他来改",
            "the file belongs to somebody else and would change its owner; ask them to fix it",
        ),
        Kept::Changed => {
            ("文件刚才有人存过盘；再运行一次", "the file was saved in the meantime; run the command again")
        }
    };
    match language {
        Language::Chinese => format!("没有改 {path}：{zh}"),
        Language::English => format!("{path}: not fixed: {en}"),
    }
}

/// The changes to a file, as a unified diff.
#[must_use]
pub(crate) fn diff(path: &SourcePath, mending: &Mending) -> String {
    let diff = TextDiff::from_lines(&mending.before, &mending.after);
    diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
