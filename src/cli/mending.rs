//! Messages about fixes: which files were changed, would be changed, or were left unchanged.

use serde_json::{Value, json};
use similar::TextDiff;

use super::terminal::{CommandOutput, Terminal};
use crate::desk::{Kept, Mended, Mending, Mendings};
use crate::source::SourcePath;
use crate::words::Language;

/// Reports which files were fixed, and which were left unchanged.
pub(crate) fn report(mendings: &Mendings, mended: &Mended, terminal: &Terminal) {
    let files = mended.files.iter().filter_map(|path| mendings.get_key_value(path));
    files.for_each(|(path, mending)| terminal.say(&MendedFile(path, mending)));
    report_kept(mended, terminal);
}

/// Reports what would be changed in which files, and which would be left unchanged.
pub(crate) fn show(mendings: &Mendings, mended: &Mended, terminal: &Terminal) {
    let files = mended.files.iter().filter_map(|path| mendings.get_key_value(path));
    files.for_each(|(path, mending)| terminal.say(&FileDiff(path, mending)));
    report_kept(mended, terminal);
}

fn report_kept(mended: &Mended, terminal: &Terminal) {
    mended.kept.iter().for_each(|(path, why)| terminal.remark(&KeptFile(path, *why)));
}

/// A file that was fixed.
struct MendedFile<'m>(&'m SourcePath, &'m Mending);

impl CommandOutput for MendedFile<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let (path, fixes) = (self.0, self.1.fixes.len());
        vec![match language {
            Language::Chinese => format!("改好 {path} 里的 {fixes} 处"),
            Language::English => format!("{path}: fixed {fixes}"),
        }]
    }

    fn json(&self, _: Language) -> Value {
        json!({"mended": self.0.as_str(), "fixes": self.1.fixes.len()})
    }
}

/// The changes to a file.
struct FileDiff<'m>(&'m SourcePath, &'m Mending);

impl FileDiff<'_> {
    /// A unified diff.
    fn unified(&self) -> String {
        let diff = TextDiff::from_lines(&self.1.before, &self.1.after);
        diff.unified_diff().header(&format!("a/{}", self.0), &format!("b/{}", self.0)).to_string()
    }
}

impl CommandOutput for FileDiff<'_> {
    fn lines(&self, _: Language) -> Vec<String> {
        self.unified().lines().map(str::to_owned).collect()
    }

    fn json(&self, _: Language) -> Value {
        json!({"would_mend": self.0.as_str(), "fixes": self.1.fixes.len(), "diff": self.unified()})
    }
}

/// A file that was not fixed, and why.
struct KeptFile<'m>(&'m SourcePath, Kept);

impl CommandOutput for KeptFile<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self(path, why) = self;
        let (zh, en) = match why {
            Kept::ReadOnly => {
                ("文件是只读的；要改，先准许写入", "the file is read-only; make it writable first")
            }
            Kept::OtherNames => (
                "文件另有别的名字（硬链接），改了这一个，别的就不跟着改",
                "the file has other hard links, which would not change with it",
            ),
            Kept::Owner => (
                "文件是别人的，改了就不归原主；请他来改",
                "the file belongs to somebody else and would change its owner; ask them to fix it",
            ),
            Kept::Changed => (
                "文件刚才有人存过盘；再运行一次",
                "the file was saved in the meantime; run the command again",
            ),
        };
        vec![match language {
            Language::Chinese => format!("没有改 {path}：{zh}"),
            Language::English => format!("{path}: not fixed: {en}"),
        }]
    }

    fn json(&self, _: Language) -> Value {
        let why = match self.1 {
            Kept::ReadOnly => "read-only",
            Kept::OtherNames => "other-names",
            Kept::Owner => "owner",
            Kept::Changed => "changed",
        };
        json!({"kept": self.0.as_str(), "why": why})
    }
}
