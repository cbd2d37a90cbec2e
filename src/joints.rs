//! Joints: where printed text may break across lines, or must not, other than a browser would break it by itself.
//!
//! A browser lets a line begin with `·` or `—`, which GB/T 15834 forbids, and moves a long address to the next line as a whole,
//! which tears the justified line before it apart. The printed text and the line counter of make-up both follow what is here.

/// A run of letters, digits and marks shorter than this stays in one piece.
const SHORT: usize = 12;
/// A name in `camelCase` shorter than this stays in one piece.
const SHORT_NAME: usize = 10;
/// In an address, a piece without a mark may break after this many characters.
const PIECE: usize = 6;

/// Which sides of a mark no line may break at, whatever a browser would allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// No line begins with it: `阿不都·热西提`.
    Before,
    /// No line ends with it.
    After,
    /// No line begins or ends with it: `甲／乙`.
    Both,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint<'t> {
    /// Words that a browser breaks correctly.
    Words(&'t str),
    /// Marks with a tie.
    Tied(&'t str, Tie),
    /// A place where a line may end inside a long word or address.
    Open,
}

/// The parts of a text, which together contain all of it.
pub(crate) fn joints(text: &str) -> impl Iterator<Item = Joint<'_>> {
    let mut parts = Vec::new();
    let mut done = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        if character.is_ascii_graphic() {
            let end =
                text[at..].find(|next: char| !next.is_ascii_graphic()).map_or(text.len(), |end| at + end);
            let hyphens = leading_hyphens(&text[at..end]);
            if hyphens > 0 {
                let words = at + hyphens;
                parts.extend([Joint::Words(&text[done..at]), Joint::Tied(&text[at..words], Tie::After)]);
                done = words;
            }
            for open in openings(&text[at..end]) {
                parts.extend([Joint::Words(&text[done..at + open]), Joint::Open]);
                done = at + open;
            }
            while rest.next_if(|(at, _)| *at < end).is_some() {}
            if let Some(tie) = last_tie(&text[at..end], &text[end..]) {
                parts.extend([Joint::Words(&text[done..end - 1]), Joint::Tied(&text[end - 1..end], tie)]);
                done = end;
            }
            continue;
        }
        if opens_at_a_quotation(&text[..at], &text[at..]) {
            parts.extend([Joint::Words(&text[done..at]), Joint::Open]);
            done = at;
        }
        let Some(tie) = tie(character) else { continue };
        let end = text[at..].find(|next| next != character).map_or(text.len(), |end| at + end);
        while rest.next_if(|(at, _)| *at < end).is_some() {}
        // Two dashes or more are a mark of their own (破折号), which may begin a line.
        if character == '—' && end > at + character.len_utf8() {
            continue;
        }
        parts.extend([Joint::Words(&text[done..at]), Joint::Tied(&text[at..end], tie)]);
        done = end;
    }
    parts.push(Joint::Words(&text[done..]));
    parts.into_iter().filter(|part| !matches!(part, Joint::Words("")))
}

/// Whether a line may end between two parts of a text because a quotation begins or ends there. A browser keeps a mark with what is on
/// both sides of it if one of these is a letter or a digit of another script, `以“1447”党`, even if a figure is printed there; and it
/// keeps two quotations together.
fn opens_at_a_quotation(before: &str, after: &str) -> bool {
    let is_chinese = |character: char| ('\u{3400}'..='\u{9fff}').contains(&character);
    let is_of_others = |character: Option<char>| character.is_none_or(|other| other.is_ascii_alphanumeric());
    let (mut before, mut after) = (before.chars().rev(), after.chars());
    match (before.next(), after.next()) {
        (Some('”'), Some('“')) => true,
        (Some(last), Some('“')) => is_chinese(last) && is_of_others(after.next()),
        (Some('”'), Some(next)) => is_chinese(next) && is_of_others(before.next()),
        _ => false,
    }
}

/// The tie of a mark beyond ASCII that a browser would let begin a line.
fn tie(mark: char) -> Option<Tie> {
    match mark {
        '·' | '•' | '—' | '―' | '～' | '｜' | '×' | '²' | '³' | '㎀'..='㏟' => {
            Some(Tie::Before)
        }
        '／' => Some(Tie::Both),
        _ => None,
    }
}

/// The tie of the last mark of an ASCII run before `after`, which does not begin with ASCII, or is empty.
fn last_tie(run: &str, after: &str) -> Option<Tie> {
    let goes_on = after.chars().next().is_some_and(|next| !next.is_whitespace());
    match run.as_bytes() {
        [.., b'/'] if goes_on => Some(Tie::After),
        b"~" => Some(Tie::Before),
        _ => None,
    }
}

/// The hyphens with which an ASCII run begins, if something follows: `--archive` is one word.
fn leading_hyphens(run: &str) -> usize {
    let hyphens = run.bytes().take_while(|byte| *byte == b'-').count();
    if hyphens < run.len() { hyphens } else { 0 }
}

/// Where a line may end inside an ASCII run without spaces: after the marks that divide an address or a name in code, at the
/// humps of `camelCase`, and inside a piece of an address that is long itself.
fn openings(run: &str) -> Vec<usize> {
    let bytes = run.as_bytes();
    if bytes.len() < SHORT_NAME {
        return Vec::new();
    }
    let is_address = run.contains("://") || run.starts_with("www.");
    let (mut open, mut piece) = (Vec::new(), 0);
    for at in 2..bytes.len().saturating_sub(1) {
        let (before, after) = (bytes[at - 1], bytes[at]);
        let divides = is_divider(before)
            && (bytes[at - 2].is_ascii_alphanumeric() || bytes[at - 2] == b'/')
            && after.is_ascii_alphanumeric();
        let is_number = matches!(before, b'.' | b',' | b':' | b'-' | b'/')
            && bytes[at - 2].is_ascii_digit()
            && after.is_ascii_digit();
        let is_hump = before.is_ascii_lowercase() && after.is_ascii_uppercase();
        let goes_on = is_address && at - piece >= PIECE && before.is_ascii_alphanumeric();
        let ends = goes_on && after.is_ascii_alphanumeric() && bytes[at + 1].is_ascii_alphanumeric();
        let is_long = bytes.len() >= SHORT;
        if is_hump || is_long && (divides && (!is_number || is_address) || ends) {
            open.push(at);
            piece = at;
        }
    }
    open
}

/// Whether a browser that keeps words whole (`word-break: keep-all`) may still end a line between two characters: beside a mark.
pub(crate) fn may_part(before: char, after: char) -> bool {
    let is_letter = |character: char| character.is_alphanumeric();
    let is_space = before.is_whitespace() || after.is_whitespace();
    let never_ends = "“‘（《〈【〔「『".contains(before);
    let never_begins = "，。、；：！？”’）》〉】〕」』…%‰℃·".contains(after);
    let is_one_mark = before == after && matches!(before, '—' | '…');
    let is_latin = before.is_ascii() && after.is_ascii();
    let is_fixed = is_space || never_ends || never_begins || is_one_mark || is_latin;
    !(is_fixed || is_letter(before) && is_letter(after))
}

fn is_divider(byte: u8) -> bool {
    matches!(
        byte,
        b'/' | b'.' | b'-' | b'_' | b'?' | b'&' | b'=' | b'#' | b'~' | b'%' | b':' | b'@' | b'+' | b','
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with `|` where it may break, and its ties in brackets.
    fn shown(text: &str) -> String {
        let show = |joint| match joint {
            Joint::Words(words) => words.to_owned(),
            Joint::Tied(mark, Tie::Before) => format!("<{mark}"),
            Joint::Tied(mark, Tie::After) => format!("{mark}>"),
            Joint::Tied(mark, Tie::Both) => format!("<{mark}>"),
            Joint::Open => "|".to_owned(),
        };
        joints(text).map(show).collect()
    }

    #[test]
    fn marks_that_join_stay_with_what_precedes_them() {
        assert_eq!(shown("阿不都·热西提"), "阿不都<·热西提");
        assert_eq!(shown("1921—1949年"), "1921<—1949年");
        assert_eq!(shown("甲～乙，甲／乙，甲/乙，3×4㎡"), "甲<～乙，甲<／>乙，甲/>乙，3<×4<㎡");
        assert_eq!(shown("记者×××"), "记者<×××");
        assert_eq!(shown("他说——不"), "他说——不", "a dash of two may begin a line");
        assert_eq!(shown("甲~乙"), "甲<~乙");
    }

    #[test]
    fn a_line_may_end_before_and_after_a_quotation_of_another_script() {
        assert_eq!(shown("以“1447”党建工作法"), "以|“1447”|党建工作法");
        assert_eq!(shown("建成“"), "建成|“", "a figure may follow");
        assert_eq!(shown("”的要求"), "”|的要求", "a figure may precede");
        assert_eq!(shown("以“四维”发力，“A”。"), "以“四维”发力，“A”。", "a browser ends these lines itself");
    }

    #[test]
    fn a_line_may_end_between_two_quotations() {
        assert_eq!(shown("“三个”“五型”干部"), "“三个”|“五型”干部");
    }

    #[test]
    fn no_line_ends_after_the_hyphens_of_an_option() {
        assert_eq!(shown("用 --archive -r 和 --"), "用 -->archive ->r 和 --");
    }

    #[test]
    fn long_addresses_and_names_have_places_to_break() {
        assert_eq!(shown("见https://example.org/a-b?c=d。"), "见https://|example.|org/|a-|b?|c=d。");
        assert_eq!(shown("getElementsByTagName"), "get|Elements|By|Tag|Name");
        assert_eq!(shown("src/makeup/lines.rs"), "src/|makeup/|lines.|rs");
        assert_eq!(shown("3.14159265358979"), "3.14159265358979", "a number stays whole");
        assert_eq!(shown("and/or，example.org"), "and/or，example.org");
        assert_eq!(shown("WebAssembly"), "Web|Assembly");
    }
}
