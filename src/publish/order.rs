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
}
