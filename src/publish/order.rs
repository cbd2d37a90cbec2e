//! The order in which files go out: what others need comes first, so that no live page ever leads to a missing file.

use crate::plan::leads_to_others;

/// A group of files that may go out together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wave {
    /// Style sheets, pictures, attachments, data.
    Files,
    /// Documents that no live page links to yet.
    NewDocuments,
    /// Documents that change.
    Documents,
    /// Fronts and pages, lists, feeds and sitemaps: they lead to all others.
    Fronts,
}

/// All of them, in order.
pub(crate) const WAVES: [Wave; 4] = [Wave::Files, Wave::NewDocuments, Wave::Documents, Wave::Fronts];

/// The wave of a file.
#[must_use]
pub(crate) fn wave(path: &str, is_new: bool, is_story: bool) -> Wave {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let name = path.rsplit('/').next().unwrap_or(path);
    match ending {
        "html" if is_story && is_new => Wave::NewDocuments,
        "html" if is_story => Wave::Documents,
        "html" if leads_to_others(path) => Wave::Fronts,
        "html" if is_new => Wave::NewDocuments,
        "html" => Wave::Documents,
        "xml" => Wave::Fronts,
        _ if name == "robots.txt" || name.starts_with('_') => Wave::Fronts,
        _ => Wave::Files,
    }
}

/// Whether a file's name contains the digest of its contents, so that it never changes: `broadsheet.5d58fc977e.css`.
#[must_use]
pub(crate) fn is_fingerprinted(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut pieces = name.rsplit('.');
    let (_, digest) = (pieces.next(), pieces.next());
    let is_digest = |digest: &str| {
        digest.len() == 10 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    pieces.next().is_some() && digest.is_some_and(is_digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_other_documents_goes_last() {
        assert_eq!(wave("assets/a.5d58fc977e.css", true, false), Wave::Files);
        assert_eq!(wave("2025-11-20/lamp.jpg", true, false), Wave::Files);
        assert_eq!(wave("2025-11-20/lamp.html", true, true), Wave::NewDocuments);
        assert_eq!(wave("2025-11-20/lamp.html", false, true), Wave::Documents);
        assert_eq!(wave("about.html", false, false), Wave::Documents);
        for front in ["feed.xml", "sitemap.xml", "robots.txt", "_redirects"] {
            assert_eq!(wave(front, false, false), Wave::Fronts, "{front}");
        }
    }

    #[test]
    fn a_fingerprint_is_ten_hexadecimal_digits_before_the_ending() {
        assert!(is_fingerprinted("assets/broadsheet.5d58fc977e.css"));
        assert!(!is_fingerprinted("assets/broadsheet.css"));
        assert!(!is_fingerprinted("2025-11-20/a.html"));
    }
}
