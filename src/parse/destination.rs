//! Where a link or picture may point: out of the paper by one of a few schemes, or to another file of the paper.

use percent_encoding::percent_decode_str;

use super::text;
use crate::fields::Fields;
use crate::finding::Notes;
use crate::words::{Wording, narrative, reading};

/// Why a destination is refused, if it is. A picture must be one of the paper's own files: a reader's browser asks no
/// other server.
#[must_use]
pub(crate) fn refusal(destination: &str, picture: bool) -> Option<Wording> {
    let scheme = scheme(destination);
    if picture && scheme.is_some() {
        return Some(narrative::picture_from_elsewhere());
    }
    if let Some(scheme) = scheme.filter(|scheme| !is_allowed(scheme)) {
        return Some(narrative::refused_scheme(scheme));
    }
    if destination.is_empty() {
        return Some(narrative::empty_address());
    }
    if scheme.is_some() {
        return None;
    }
    if destination.starts_with('/') {
        return Some(narrative::root_link());
    }
    // Messages print a path decoded, so the characters of its percent escapes are checked too.
    let path = percent_decode_str(destination).decode_utf8_lossy();
    path.chars().filter(|character| !destination.contains(*character)).find_map(text::refusal)
}

/// The value of a key that must be an address outside the paper, of an allowed scheme.
pub(crate) fn outside(fields: &Fields, key: &'static str, notes: &mut Notes) -> Option<String> {
    let (url, span) = fields.text_at(key, notes)?;
    if scheme(&url).is_some_and(is_allowed) {
        return Some(url);
    }
    let url = format!("`{url}`");
    notes.error(span, reading::bad_url(&url, &url));
    None
}

fn scheme(destination: &str) -> Option<&str> {
    if destination.starts_with("//") {
        return Some("//");
    }
    let (scheme, _) = destination.split_once(':')?;
    let fits = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    fits.then_some(scheme)
}

fn is_allowed(scheme: &str) -> bool {
    ["http", "https", "mailto", "tel"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_few_schemes_lead_out_of_the_paper() {
        for fine in [
            "https://a.b/c",
            "HTTP://a.b",
            "mailto:a@b.c",
            "tel:12345",
            "../a.md#b",
            "lamp.png",
            "a%20b.md",
            "第1版:b.md",
        ] {
            assert!(refusal(fine, false).is_none(), "{fine}");
        }
        for refused in
            ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.b/c", "/a", "vbscript:x"]
        {
            assert!(refusal(refused, false).is_some(), "{refused}");
        }
        assert!(refusal("https://a.b/c.png", true).is_some());
    }
}
