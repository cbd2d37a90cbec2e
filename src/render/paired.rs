//! Puts marks that are half as wide because of their neighbours into elements that the style sheet makes narrow.

use super::head_lines::parts;
use crate::squeezed::{Half, Ink, squeezed};

/// The length of such a mark, in bytes.
const MARK: usize = 3;

/// Marks what is squeezed in a text, whose HTML begins at `first`.
pub(super) fn pair_marks(html: &mut String, first: usize) {
    for at in squeezed_marks(&html[first..]).into_iter().rev() {
        html.insert_str(first + at + MARK, "</span>");
        html.insert_str(first + at, "<span class=\"paired\">");
    }
}

/// Where the squeezed marks of a text stand, in order.
fn squeezed_marks(html: &str) -> Vec<usize> {
    let (mut found, mut at) = (Vec::new(), 0);
    let mut before = (0, Ink::Full);
    for part in parts(html) {
        if !part.starts_with('<') {
            let ink = part.chars().next().map_or(Ink::Full, Ink::of);
            found.extend(squeezed(before.1, ink).map(|half| match half {
                Half::First => before.0,
                Half::Second => at,
            }));
            before = (at, ink);
        } else if parts_lines(part) {
            before.1 = Ink::Full;
        }
        at += part.len();
    }
    found
}

/// Whether what is before a tag and what is after it do not stand side by side.
fn parts_lines(tag: &str) -> bool {
    ["<br", "<img", "<input", "<audio", "<video"].iter().any(|name| tag.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(html: &str) -> String {
        let mut html = html.to_owned();
        pair_marks(&mut html, 0);
        html.replace("<span class=\"paired\">", "(").replace("</span>", ")")
    }

    #[test]
    fn of_two_marks_side_by_side_one_is_narrow() {
        assert_eq!(paired("他说：“好。”，走了。"), "他说：(“)好(。)(”)，走了。");
        assert_eq!(paired("《甲》、《乙》（丙）。"), "《甲(》)、(《)乙》(（)丙(）)。");
        assert_eq!(paired("“甲”<wbr>“乙”"), "“甲”<wbr>(“)乙”");
        assert_eq!(
            paired("<strong>“甲”</strong>，乙"),
            "<strong>“甲(”)</strong>，乙",
            "in whatever elements"
        );
    }

    #[test]
    fn marks_apart_are_as_wide_as_they_are() {
        for html in ["", "“甲”乙，丙。", "甲：<br>“乙”", "甲！”", "……”", "甲，&lt;乙", "“A”, B."]
        {
            assert_eq!(paired(html), html);
        }
    }
}
