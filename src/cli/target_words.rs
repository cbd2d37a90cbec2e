//! How the output names a target: by its name in `site.yaml`, or by what it is.

use crate::model::target::{PublishTarget, TargetKind};
use crate::words::Language;

/// What a kind of target is called.
fn kind(target: &PublishTarget, language: Language) -> &'static str {
    let (zh, en) = match &target.kind {
        TargetKind::Folder { .. } => ("文件夹", "the folder"),
        TargetKind::Zip { .. } => ("压缩包", "the bundle"),
        TargetKind::Git { .. } => ("git 分支", "the git branch"),
        TargetKind::S3(_) => ("对象存储", "the object storage"),
        TargetKind::Rsync(_) | TargetKind::Sftp(_) => ("服务器", "the server"),
        TargetKind::WebDav { .. } => ("WebDAV 文件夹", "the WebDAV folder"),
        TargetKind::Pages { .. } => ("托管平台", "the host"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// A target in a sentence.
pub(super) fn label(target: &PublishTarget, language: Language) -> &str {
    if target.is_named { &target.name } else { kind(target, language) }
}

/// A target with what it is, and where.
pub(super) fn whole_label(target: &PublishTarget, place: &str, language: Language) -> String {
    let kind = kind(target, language);
    match (language, target.is_named) {
        (Language::Chinese, true) => format!("{}（{kind} {place}）", target.name),
        (Language::English, true) => format!("{} ({kind} {place})", target.name),
        (_, false) => format!("{kind} {place}"),
    }
}

/// Two pieces of a Chinese sentence, with a space where Chinese and Latin letters meet.
pub(super) fn joined(before: &str, after: &str) -> String {
    let is_latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let (last, first) = (before.chars().next_back(), after.chars().next());
    let gap = if is_latin(last) || is_latin(first) { " " } else { "" };
    [before, gap, after].concat()
}

/// The command that does something with a target.
pub(super) fn command_for(target: &PublishTarget, command: &str, option: &str) -> String {
    let name = target.is_named.then_some(target.name.as_str());
    ["lanmu", command].into_iter().chain(name).chain([option]).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_stands_where_the_scripts_meet() {
        assert_eq!(joined("发布到", "site（文件夹 /srv）"), "发布到 site（文件夹 /srv）");
        assert_eq!(joined("文件夹", "上"), "文件夹上");
        assert_eq!(joined("site", "上"), "site 上");
    }
}
