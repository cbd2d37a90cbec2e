//! Text → an escaped form that means exactly that text and does nothing else: in HTML, in a spreadsheet.

use std::borrow::Cow;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::joints::{Joint, Tie, joints};

/// Words between tags.
pub(crate) fn body_text(text: &str, html: &mut String) {
    escape_html_body_text(html, text).expect("writing to a string does not fail");
}

/// Words as they are set: with the places where a line may end, and the marks with which none may begin or end.
pub(crate) fn set_text(text: &str, html: &mut String) {
    for joint in joints(text) {
        match joint {
            Joint::Words(words) => body_text(words, html),
            Joint::Open => html.push_str("<wbr>"),
            Joint::Tied(mark, tie) => {
                html.push_str(match tie {
                    Tie::Before => "<span class=\"tied\">",
                    Tie::After => "<span class=\"tying\">",
                    Tie::Both => "<span class=\"tied tying\">",
                });
                body_text(mark, html);
                html.push_str("</span>");
            }
        }
    }
}

/// The value of an attribute.
pub(crate) fn attribute(text: &str, html: &mut String) {
    escape_html(html, text).expect("writing to a string does not fail");
}

/// The address of a link or a picture.
pub(crate) fn address(text: &str, html: &mut String) {
    escape_href(html, text).expect("writing to a string does not fail");
}

/// A cell of a CSV file. A spreadsheet executes text that begins with one of a few marks, in any width and after any blanks; an
/// apostrophe before it says that it is text. A number with a sign stays a number.
#[must_use]
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    let is_blank = |character: char| {
        character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
    };
    let begins = text.trim_start_matches(is_blank);
    let runs = begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'])
        || text.starts_with(['\t', '\r', '\n']);
    if runs && !is_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet reads `text` as a number: `-5`, `+3.2`.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            " =1",
            "＝1",
            "－5名",
            "＋1",
            "＠A",
            "-",
            "-5/3",
            "\u{FEFF}=1",
        ] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for fine in ["", "588", "-5", "-5.3", "−5", "+3", "1+1", "甲=乙", "a@b", "'=1"] {
            assert_eq!(cell(fine), fine);
        }
    }
}
