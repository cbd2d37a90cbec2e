//! Addresses: the documents of the protocol, and the files of a paper.

use std::path::{Path, PathBuf};

use url::Url;

use crate::project::FOLDERS;
use crate::source::SourcePath;

/// The file at an address; `None` if it is no file, such as a document that was never saved.
pub(super) fn file_at(uri: &str) -> Option<PathBuf> {
    Url::parse(uri).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok()
}

/// The address of a file of the paper at `root`.
pub(super) fn address_of(root: &Path, path: &SourcePath) -> String {
    Url::from_file_path(root.join(path.as_str())).map(String::from).unwrap_or_default()
}

/// The path of a file below the root of a paper, if it is in one of its folders. The root may be reached in several ways.
pub(super) fn path_below(root: &Path, file: &Path) -> Option<SourcePath> {
    let inside = file.strip_prefix(root).ok().map(Path::to_owned).or_else(|| {
        let folder = std::fs::canonicalize(file.parent()?).ok()?;
        let inside = folder.strip_prefix(std::fs::canonicalize(root).ok()?).ok()?;
        Some(inside.join(file.file_name()?))
    })?;
    let pieces: Option<Vec<&str>> = inside.iter().map(|piece| piece.to_str()).collect();
    let pieces = pieces.filter(|pieces| pieces.len() > 1 && FOLDERS.contains(&pieces[0]))?;
    Some(SourcePath::new(&pieces.join("/")))
}

/// The root of the paper that a file is in: the nearest folder above it that is one.
pub(super) fn root_above(file: &Path) -> Option<PathBuf> {
    let roots = file.ancestors().skip(1);
    roots.filter(|root| path_below(root, file).is_some()).find(|root| is_paper(root)).map(Path::to_owned)
}

/// Whether a folder is a paper. `content/` alone is not enough: the sources of other programs have that name too.
pub(super) fn is_paper(root: &Path) -> bool {
    ["site.yaml", "site.yml", "ledgers", "editions"]
        .iter()
        .any(|sign| root.join("content").join(sign).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn an_address_is_decoded_and_only_a_file_of_a_papers_folders_has_a_path() {
        let root = Path::new("/报 纸");
        let file = file_at("file:///%E6%8A%A5%20%E7%BA%B8/content/%E5%A4%B4.md").unwrap();
        let path = path_below(root, &file).unwrap();
        assert_eq!(path.as_str(), "content/头.md");
        assert_eq!(file_at(&address_of(root, &path)), Some(file));
        for outside in ["/报 纸/README.md", "/别处/content/头.md", "/报 纸/content"] {
            assert_eq!(path_below(root, Path::new(outside)), None, "{outside}");
        }
        assert_eq!(file_at("untitled:Untitled-1"), None);
    }
}
