//! The lines of heads: HTML whose words are kept whole, with the places where a line may end.

use super::escape::set_text;
use crate::joints::may_part;
use crate::model::heads::HeadBreaks;
use crate::model::phrase::Phrase;
use crate::model::site::Story;

/// HTML of a line with the `breaks` before which another line may begin, by the numbers of its characters; as it is without them.
/// A theme keeps the words of the class `kept` whole.
#[must_use]
pub(super) fn with_breaks(html: String, breaks: Option<&[u16]>) -> String {
    let Some(breaks) = breaks else { return html };
    let mut set = String::with_capacity(html.len() + 32 + 5 * breaks.len());
    set.push_str("<span class=\"kept\">");
    let (mut number, mut before) = (0, None);
    // Whether the place before the next character has been dealt with: a break stands before the element that begins there.
    let mut is_open = false;
    for part in parts(&html) {
        // A line may end at a space as it is.
        let is_known = is_open || before.is_some_and(char::is_whitespace) || part.starts_with("</");
        if !is_known && breaks.iter().any(|place| usize::from(*place) == number) {
            set.push_str("<wbr>");
            is_open = true;
        }
        if part.starts_with('<') {
            // Between two quotations a line ends only where it is said.
            set.push_str(if part == "<wbr>" && before == Some('”') { "" } else { part });
            continue;
        }
        let character = character(part);
        let is_tied = !is_open && before.is_some_and(|before| may_part(before, character));
        set.push_str(if is_tied { "<span class=\"tied\">" } else { "" });
        set.push_str(part);
        set.push_str(if is_tied { "</span>" } else { "" });
        (number, before, is_open) = (number + 1, Some(character), false);
    }
    set.push_str("</span>");
    set
}

/// The lines of a story's headline, without marks of figures.
#[must_use]
pub(super) fn headline_lines(story: &Story) -> Vec<String> {
    let set = |(number, line): (usize, &Phrase)| {
        let mut html = String::new();
        set_text(&story.plain(line), &mut html);
        with_breaks(html, HeadBreaks::of_line(&story.breaks.headline, number))
    };
    story.draft.front().headline_group.headline.iter().enumerate().map(set).collect()
}

/// The tags, characters and character references of HTML.
pub(super) fn parts(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '<' => rest.find('>').map(|end| end + 1),
            '&' => rest.find(';').map(|end| end + 1),
            _ => None,
        };
        let (part, after) = rest.split_at(end.unwrap_or(first.len_utf8()));
        rest = after;
        Some(part)
    })
}

/// The character that a part prints. Those that are written as references are all marks of ASCII.
fn character(part: &str) -> char {
    part.chars().next().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_end_where_it_is_said_and_is_tied_where_a_browser_would_end_it() {
        for (html, breaks, set) in [
            ("铁东区邀党外干部", &[3][..], "铁东区<wbr>邀党外干部"),
            (
                "全国选才<data value=\"38\">38名</data>干部",
                &[4, 7],
                "全国选才<wbr><data value=\"38\">38名</data><wbr>干部",
            ),
            (
                "求“严”的：甲乙",
                &[6],
                "求<span class=\"tied\">“</span>严”<span class=\"tied\">的</span>：<wbr>甲乙",
            ),
            ("“甲”<wbr>“乙”", &[], "“甲”<span class=\"tied\">“</span>乙”"),
            ("甲乙丙 丁戊己", &[4], "甲乙丙 丁戊己"),
            ("甲&amp;乙", &[], "甲<span class=\"tied\">&amp;</span><span class=\"tied\">乙</span>"),
            ("甲乙——丙丁", &[2], "甲乙<wbr>——<span class=\"tied\">丙</span>丁"),
        ] {
            let whole = format!("<span class=\"kept\">{set}</span>");
            assert_eq!(with_breaks(html.to_owned(), Some(breaks)), whole);
            assert_eq!(with_breaks(html.to_owned(), None), html);
        }
    }
}
