//! Dead links: what was probably meant, and how it is written.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::paths::{FilePaths, composed};
use super::printed::PrintedNames;
use crate::source::SourcePath;
use crate::words::links::IntendedTarget;

/// Ends of host names.
const HOSTS: [&str; 26] = [
    "com", "cn", "org", "net", "gov", "edu", "io", "info", "dev", "app", "hk", "mo", "tw", "jp", "kr", "uk",
    "us", "eu", "de", "cc", "top", "vip", "xyz", "site", "tv", "int",
];

/// What a link in `from` that leads nowhere probably means.
pub(super) fn meant(from: &SourcePath, destination: &str, paths: &FilePaths) -> Option<IntendedTarget> {
    if is_host(destination) {
        return Some(IntendedTarget::Outside(format!("https://{destination}")));
    }
    if let Some(address) = after_marks(destination) {
        return Some(IntendedTarget::Outside(address));
    }
    let (path, anchor) = from.follow(&destination.replace('\\', "/"));
    let path = path?;
    let anchored = |path: &str| {
        let written = relative(from, path);
        anchor.as_ref().map_or_else(|| written.clone(), |anchor| format!("{written}#{anchor}"))
    };
    let same_but_case =
        |other: &&&str| composed(other).to_lowercase() == composed(path.as_str()).to_lowercase();
    let named = paths.named(path.file_name());
    if let Some(other) = named.iter().find(same_but_case) {
        return Some(IntendedTarget::OtherCase(anchored(other)));
    }
    if paths.is_folder(path.as_str()) {
        return Some(IntendedTarget::Folder);
    }
    let of_page = path.file_name().strip_suffix(".html").map(|stem| format!("{stem}.md"));
    let sources = of_page.as_deref().map(|name| paths.named(name)).unwrap_or_default();
    if let Some(story) = closest(sources, path.as_str()) {
        return Some(IntendedTarget::Source(anchored(story)));
    }
    closest(named, path.as_str()).map(|other| IntendedTarget::Elsewhere(anchored(other)))
}

/// What a link from the top of a server probably means: a file, or the story that another program printed at that address.
pub(super) fn meant_from_top(
    from: &SourcePath,
    destination: &str,
    paths: &FilePaths,
    printed: &PrintedNames,
) -> Option<String> {
    if let Some(story) = printed.story_at(destination) {
        return Some(relative(from, story));
    }
    let inside = SourcePath::new("content/x").follow(destination.trim_start_matches('/')).0?;
    if paths.contains(inside.as_str()) {
        return Some(relative(from, inside.as_str()));
    }
    match meant(&SourcePath::new("content/x"), destination.trim_start_matches('/'), paths)? {
        IntendedTarget::Outside(_) | IntendedTarget::Folder => None,
        IntendedTarget::OtherCase(path) | IntendedTarget::Source(path) | IntendedTarget::Elsewhere(path) => {
            let target = SourcePath::new("content/x").follow(path.trim_matches(['<', '>'])).0?;
            Some(relative(from, target.as_str()))
        }
    }
}

/// Of some files, the one whose path shares the most folders with `path`.
fn closest<'p>(files: &[&'p str], path: &str) -> Option<&'p str> {
    let folders: Vec<&str> = path.split('/').collect();
    let shared = |file: &&&str| file.split('/').filter(|folder| folders.contains(folder)).count();
    files.iter().max_by_key(|file| (shared(file), std::cmp::Reverse(**file))).copied()
}

/// The address of another site after marks that slipped in before it: `：https://example.org`.
fn after_marks(destination: &str) -> Option<String> {
    let decoded = percent_decode_str(destination).decode_utf8().ok()?;
    let start = ["https://", "http://"].iter().find_map(|scheme| decoded.find(scheme))?;
    let is_marks =
        !decoded[..start].contains(|character: char| character.is_alphanumeric() || character == '/');
    is_marks.then(|| decoded[start..].to_owned())
}

/// Whether a destination begins with the name of a host.
fn is_host(destination: &str) -> bool {
    let host = destination.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let fits = |label: &&str| {
        !label.is_empty()
            && label.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
    };
    let end = labels.last().map(|end| end.to_ascii_lowercase()).unwrap_or_default();
    labels.len() > 1
        && labels.iter().all(fits)
        && (labels[0].eq_ignore_ascii_case("www") || HOSTS.contains(&&*end))
}

/// A path as a link in `from` writes it.
pub(super) fn relative(from: &SourcePath, to: &str) -> String {
    let path = as_destination(&from.path_to(to)).into_owned();
    if path.contains([' ', '(', ')', '<', '>']) { format!("<{path}>") } else { path }
}

/// A path as it must be written in a link, with `#` and `%` escaped.
pub(super) fn as_destination(path: &str) -> Cow<'_, str> {
    if path.contains(['#', '%']) { path.replace('%', "%25").replace('#', "%23").into() } else { path.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_files() {
        for host in ["www.gov.cn", "gov.cn/zhengce", "example.com", "example.org:8080/a", "WWW.a.xyz"] {
            assert!(is_host(host), "{host}");
        }
        for file in ["a.md", "a.png", "附件.pdf", "lamp", "../a.cn.md", "a b.com"] {
            assert!(!is_host(file), "{file}");
        }
    }

    #[test]
    fn marks_before_an_address_slipped_in() {
        assert_eq!(after_marks("%EF%BC%9Ahttps://a.b/c").as_deref(), Some("https://a.b/c"));
        assert_eq!(after_marks("“http://a.b").as_deref(), Some("http://a.b"));
        assert_eq!(after_marks("web/http://a.b"), None);
    }

    #[test]
    fn a_path_is_written_from_the_file_that_has_the_link() {
        let from = SourcePath::new("content/editions/2025-11-20/a.md");
        assert_eq!(relative(&from, "content/editions/2025-11-20/b.md"), "b.md");
        assert_eq!(relative(&from, "content/editions/2025-11-13/b c.md"), "<../2025-11-13/b c.md>");
        assert_eq!(relative(&from, "content/x#1.png"), "../../x%231.png");
    }
}
