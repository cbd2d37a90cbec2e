//! Where a link or picture may point: out of the paper by one of a few schemes, or to another file of the paper.

use percent_encoding::percent_decode_str;
use url::Url;

use super::text;
use crate::fields::Fields;
use crate::finding::Notes;
use crate::words::{Wording, libraries, links, narrative, reading};

/// The schemes that may lead out of the paper.
const ALLOWED: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Why a destination is refused, if it is. The pictures of other sites are reported when all of them are known.
#[must_use]
pub(crate) fn refusal(destination: &str, picture: bool) -> Option<Wording> {
    let scheme = scheme(destination);
    if picture && scheme.is_some_and(|scheme| scheme == "//" || is_of_web(scheme)) {
        return None;
    }
    match scheme {
        Some("//") => return Some(links::without_scheme(destination)),
        Some(scheme) if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") => {
            return Some(links::local_path());
        }
        Some(scheme) if picture || !is_allowed(scheme) => {
            return Some(narrative::refused_scheme(scheme, &ALLOWED));
        }
        _ => {}
    }
    if destination.is_empty() {
        return Some(narrative::empty_address());
    }
    if let Some(scheme) = scheme {
        let is_whole = !is_of_web(scheme) || destination[scheme.len()..].starts_with("://");
        return (!is_whole)
            .then(|| reading::bad_url(&format!("`{destination}`"), &format!("`{destination}`")));
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

/// The value of a key that must be the address of a site or a folder. It always ends in `/`, so that documents can be named
/// below it.
pub(crate) fn folder_address(key: &'static str, fields: &Fields, notes: &mut Notes) -> Option<Url> {
    let (text, span) = fields.text_at(key, notes)?;
    let slash = if text.ends_with('/') { "" } else { "/" };
    let wording = match Url::parse(&format!("{text}{slash}")) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => return Some(url),
        Ok(url) => reading::unserved_scheme(url.scheme()),
        Err(error) => libraries::unreadable_url(error),
    };
    notes.error(span, wording);
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

fn is_of_web(scheme: &str) -> bool {
    ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

fn is_allowed(scheme: &str) -> bool {
    ALLOWED.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
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
        for refused in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//a.b/c",
            "C:\\a.png",
            "vbscript:x",
            "http:/a.b",
        ] {
            assert!(refusal(refused, false).is_some(), "{refused}");
        }
        assert!(refusal("data:image/png;base64,AAAA", true).is_some());
    }
}
