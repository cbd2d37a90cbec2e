//! The type and the headers of each file, in one table.

use super::manifest::Encoding;
use crate::plan::is_fingerprinted;

/// The headers that every file has of its own.
pub(super) const CONTENT_TYPE: &str = "Content-Type";
pub(super) const CACHE_CONTROL: &str = "Cache-Control";

/// The media type of each ending. Text is UTF-8.
pub(super) const TYPES: [(&str, &str); 25] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("pdf", "application/pdf"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("zip", "application/zip"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("webmanifest", "application/manifest+json"),
];

/// What a feed is; its ending says only that it is XML.
pub(super) const FEED: (&str, &str) = ("feed.xml", "application/atom+xml; charset=utf-8");

/// Headers of every file. There is no inline script or style, so none is allowed.
pub(super) const ALWAYS: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
];

/// A file whose name contains its digest never changes.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";
/// Everything else is asked for again, and is cheap if it has not changed.
pub(super) const ASKED_AGAIN: &str = "no-cache";

/// The media type of a file.
#[must_use]
pub(crate) fn media_type(path: &str) -> &'static str {
    if path == FEED.0 || path.ends_with("/feed.xml") {
        return FEED.1;
    }
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| kind)
}

/// Whether a file of this type becomes smaller by compression.
#[must_use]
pub(crate) fn is_compressible(path: &str) -> bool {
    let kind = media_type(path);
    kind.starts_with("text/")
        || ["json", "xml", "ttf"].iter().any(|word| kind.contains(word)) && !kind.contains("openxml")
}

/// How long a file may be kept by browsers.
#[must_use]
pub(crate) fn cache_control(path: &str) -> &'static str {
    if is_fingerprinted(path) { FOREVER } else { ASKED_AGAIN }
}

/// The type and the headers of a file by itself, such as an object storage keeps with it.
#[must_use]
pub(crate) fn of(path: &str, encoding: Option<Encoding>) -> Vec<(&'static str, String)> {
    let shown = encoding.map_or(path, |encoding| encoding.original(path));
    let coded = encoding.map(|encoding| ("Content-Encoding", encoding.word().to_owned()));
    let kind = (CONTENT_TYPE, media_type(shown).to_owned());
    [kind, (CACHE_CONTROL, cache_control(shown).to_owned())].into_iter().chain(coded).collect()
}

/// Whether a header says the same as that of the table, perhaps in other words.
#[must_use]
pub(crate) fn is_same(name: &str, found: &str, wanted: &str) -> bool {
    if name == CONTENT_TYPE { is_same_type(found, wanted) } else { listed(found) == listed(wanted) }
}

/// Other names of types.
const SAME: [(&str, &str); 4] = [
    ("application/javascript", "text/javascript"),
    ("application/x-javascript", "text/javascript"),
    ("text/xml", "application/xml"),
    ("image/vnd.microsoft.icon", "image/x-icon"),
];

/// Whether browsers treat a type as that of the table. Plain text does not say itself how it is encoded, so the type must. Tables
/// begin with a mark that says it.
fn is_same_type(found: &str, wanted: &str) -> bool {
    let parts = |kind: &str| {
        let kind = kind.to_ascii_lowercase();
        let (name, rest) = kind.split_once(';').unwrap_or((&kind, ""));
        let name = SAME.iter().find(|(other, _)| *other == name.trim()).map_or(name.trim(), |(_, name)| name);
        let charset =
            rest.split_once("charset=").map(|(_, charset)| charset.trim_matches(['"', ' ']).to_owned());
        (name.to_owned(), charset)
    };
    let ((found, charset), (wanted, _)) = (parts(found), parts(wanted));
    let says_itself = wanted != "text/plain";
    found == wanted && charset.map_or(says_itself, |charset| charset == "utf-8")
}

/// The words of a header, in any order.
pub(super) fn listed(value: &str) -> Vec<String> {
    let mut words: Vec<String> = value.split(',').map(|word| word.trim().to_ascii_lowercase()).collect();
    words.sort();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_is_that_of_the_ending_and_only_named_contents_are_kept_forever() {
        assert_eq!(media_type("2025-11-20/a.html"), "text/html; charset=utf-8");
        assert_eq!(media_type("feed.xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(media_type("a.JPG"), "image/jpeg");
        assert_eq!(media_type("CNAME"), "application/octet-stream");
        assert_eq!(cache_control("assets/a.5d58fc977e.css"), FOREVER);
        assert_eq!(cache_control("index.html"), ASKED_AGAIN);
        let of = |name, encoding| {
            let headers = of("a.html.br", encoding);
            headers.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
        };
        let coded = Some(Encoding::Brotli);
        assert_eq!(of("Content-Type", coded).as_deref(), Some("text/html; charset=utf-8"));
        assert_eq!(of("Content-Encoding", coded).as_deref(), Some("br"));
        assert_eq!(of("Content-Type", None).as_deref(), Some("application/octet-stream"));
    }

    #[test]
    fn a_type_is_right_if_browsers_treat_it_so() {
        assert!(is_same_type("text/html", "text/html; charset=utf-8"));
        assert!(is_same_type("TEXT/HTML;charset=\"UTF-8\"", "text/html; charset=utf-8"));
        assert!(is_same_type("application/javascript", "text/javascript; charset=utf-8"));
        for wrong in ["text/plain; charset=utf-8", "text/html; charset=gbk", "application/octet-stream"] {
            assert!(!is_same_type(wrong, "text/html; charset=utf-8"), "{wrong}");
        }
        assert!(is_same_type("text/csv", "text/csv; charset=utf-8"), "it begins with a mark that tells");
        assert!(!is_same_type("text/plain", "text/plain; charset=utf-8"), "nobody could tell its encoding");
    }
}
