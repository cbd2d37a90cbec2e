//! The last letter of a paragraph never stands alone on a line: it is tied to the one before it. The line counter of make-up does
//! the same (`Paragraph::with_last_letter_tied`).

/// The marks that may stand after the last letter. None of them begins a line.
const MARKS: &str = "，。、：；．！？…℃‰％°”’）》〉】〕」』〗］｝";

/// Ties the last letter of a text, whose HTML begins at `first`, to what is before it.
pub(super) fn tie_last_letter(html: &mut String, first: usize) {
    let Some((at, letter)) = last_letter(&html[first..]).map(|(at, letter)| (first + at, letter)) else {
        return;
    };
    html.insert_str(at + letter.len_utf8(), "</span>");
    match html[first..at].chars().next_back() {
        Some(before) if !matches!(before, '>' | ';' | ' ') => {
            html.insert_str(at - before.len_utf8(), "<span class=\"ending\">");
        }
        _ => html.insert_str(at, "<span class=\"ending tied\">"),
    }
    // Where a line may end by itself, no tie would hold.
    for (open, closed) in [("<wbr>", ""), (" ", "&nbsp;")] {
        if html[first..at].ends_with(open) {
            html.replace_range(at - open.len()..at, closed);
            break;
        }
    }
}

/// The last Chinese character of a text, if only marks and the ends of elements that contain words follow it.
fn last_letter(html: &str) -> Option<(usize, char)> {
    let mut rest = html;
    loop {
        let last = rest.chars().next_back()?;
        let at = match last {
            '\u{3400}'..='\u{9fff}' => return Some((rest.len() - last.len_utf8(), last)),
            '>' => rest.rfind('<').filter(|tag| ends_words(&rest[*tag..]))?,
            mark if MARKS.contains(mark) => rest.len() - mark.len_utf8(),
            _ => return None,
        };
        rest = &rest[..at];
    }
}

/// Whether a tag ends an element of running text. A figure is tied as a whole, if its words may not be parted.
fn ends_words(tag: &str) -> bool {
    matches!(tag, "</a>" | "</strong>" | "</em>" | "</del>" | "</ins>" | "</mark>" | "</u>" | "</span>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tied(html: &str) -> String {
        let mut html = html.to_owned();
        tie_last_letter(&mut html, 0);
        html.replace("<span class=\"ending\">", "(")
            .replace("<span class=\"ending tied\">", "[")
            .replace("</span>", "]")
    }

    #[test]
    fn the_last_letter_is_tied_whatever_marks_follow_it() {
        assert_eq!(tied("工作全面展开。"), "工作全面(展开]。");
        assert_eq!(tied("他说：“就这样吧！”"), "他说：“就这(样吧]！”");
        assert_eq!(tied("工作<strong>展开</strong>。"), "工作<strong>(展开]</strong>。");
        assert_eq!(tied("“甲”<wbr>乙"), "“甲”[乙]");
        assert_eq!(tied("他说<strong>开</strong>。"), "他说<strong>[开]</strong>。");
        assert_eq!(tied("OSS 写："), "OSS&nbsp;[写]：");
    }

    #[test]
    fn nothing_else_is_tied() {
        for html in
            ["", "见example.org", "共<data value=\"588\">588名</data>。", "图<img src=\"a.png\">", "开<br>"]
        {
            assert_eq!(tied(html), html);
        }
    }
}
