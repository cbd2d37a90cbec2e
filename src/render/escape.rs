//! Text → HTML that says just that text.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Words between tags.
pub fn body_text(text: &str, html: &mut String) {
    escape_html_body_text(html, text).expect("writing to a string does not fail");
}

/// The value of an attribute.
pub fn attribute(text: &str, html: &mut String) {
    escape_html(html, text).expect("writing to a string does not fail");
}

/// The address of a link or a picture.
pub fn address(text: &str, html: &mut String) {
    escape_href(html, text).expect("writing to a string does not fail");
}
