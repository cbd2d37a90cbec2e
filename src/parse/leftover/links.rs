//! Links and pictures in full-width brackets, with spaces between the brackets, without an address, or not closed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::remnant::{Remnant, RemnantMark};
use super::{Leftovers, fix};
use crate::language::is_han;
use crate::words::leftover as words;

/// `[text](address)`, with any white space between its parts. 【】 are what an input method makes of `[]`.
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    let address = r"(?P<address>[^()<>\n]*(?:\([^()<>\n]*\)[^()<>\n]*)?)";
    pattern(&format!(r"(?P<bang>!\s?)?[\[【](?P<text>[^\[\]【】\n]*)[\]】]\s*\(\s*<?{address}>?\s*\)"))
});
/// `(text)[address]`
static SWAPPED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\((?P<text>[^()\n]+)\)\[(?P<address>[^\[\]\n]+)\]"));
/// `[text]<file>`, `[text]{file}`, `[text]:file`
static OTHER_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    let place = r"(?:<(?P<angled>[^<>\n]+)>|\{(?P<braced>[^{}\n]+)\}|:\s?(?P<bare>[^\s,。;:()]+))";
    pattern(&format!(r"(?P<bang>!)?\[(?P<text>[^\[\]\n]+)\]{place}"))
});
/// `(file)[text]`
static REVERSED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\((?P<address>[^()\n]+)\)\[(?P<text>[^\[\]\n]+)\]"));
/// `<file>`
static ANGLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<(?P<address>[^<>\s=]+\.(?:md|pdf|docx?|xlsx?|png|jpe?g))>"));
/// `[text][label]`
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<bang>!\s?)?\[(?P<text>[^\[\]\n]+)\]\[(?P<label>[^\[\]\n]*)\]"));
/// `[[page]]`, as wikis and note books write links.
static WIKI: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<bang>!)?\[\[(?P<text>[^\[\]\n]+)\]\]"));
/// The beginning of a picture, or of a link with its address.
static CUT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"!\[[^\[\]\n]*(?:\]\(?[^()\s]*)?|\[[^\[\]\n]+\]\((?P<address>[^()\[\]\s]+)"));
/// The end of a link.
static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"\]\((?P<address>[^()\s]+)\)"));
/// What an address looks like: a scheme, a path, an anchor, or a file with its ending.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let file = r"[^，。；！？\n]*\.[A-Za-z][A-Za-z0-9]{1,4}(?:#[^\n]*)?";
    pattern(&format!(r"^(?:(?:https?|mailto|tel):\S+|www\.\S+|#\S+|\.{{0,2}}/\S+|{file})$"))
});
/// The endings of pictures.
const PICTURES: [&str; 8] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp"];

/// Marks that end a sentence rather than an address.
const STOPS: [char; 6] = ['。', '，', '；', '！', '？', '、'];

fn pattern(written: &str) -> Regex {
    Regex::new(written).expect("a constant")
}

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    pictures_read_as_links(rest, left);
    if !rest.folded.contains(['[', ']', '】', '<']) {
        return;
    }
    for found in INLINE.captures_iter(&rest.folded) {
        inline(rest, &found, left);
    }
    for (mark, range) in &rest.marks {
        if *mark == RemnantMark::Autolink {
            let (span, right) = (rest.span(range), rest.folded[range.clone()].to_owned());
            left.error(span, words::unread_link(rest.written(range), &right), fix(span, right));
        }
    }
    for found in SWAPPED.captures_iter(&rest.folded).filter(|found| ADDRESS.is_match(&found["address"])) {
        let whole = found.get_match().range();
        let (text, address) = (&found["text"], &found["address"]);
        left.error(
            rest.span(&whole),
            words::unread_link(rest.written(&whole), &link("", text, address)),
            None,
        );
    }
    in_other_brackets(rest, left);
    for found in WIKI.captures_iter(&rest.folded) {
        let (whole, text) = (found.get_match().range(), &found["text"]);
        let is_toc = ["toc", "_toc_"].iter().any(|toc| text.eq_ignore_ascii_case(toc));
        if !is_toc && text.contains(char::is_alphabetic) {
            let wording = words::wiki_link(rest.written(&whole), found.name("bang").is_some());
            left.error(rest.span(&whole), wording, None);
        }
    }
    for found in REFERENCE.captures_iter(&rest.folded) {
        without_definition(rest, &found, left);
    }
    for found in CUT.captures_iter(&rest.folded) {
        cut(rest, &found, left);
    }
    for found in END.captures_iter(&rest.folded).filter(|found| ADDRESS.is_match(&found["address"])) {
        let whole = found.get_match().range();
        left.error(rest.span(&whole), words::headless_link(rest.written(&whole)), None);
    }
}

/// Links in brackets that other programs have, or with the address first.
fn in_other_brackets(rest: &Remnant, left: &mut Leftovers) {
    for found in OTHER_BRACKETS.captures_iter(&rest.folded) {
        let places = ["angled", "braced", "bare"];
        let Some(place) = places
            .iter()
            .find_map(|place| found.name(place))
            .filter(|place| ADDRESS.is_match(place.as_str()))
        else {
            continue;
        };
        let bang = found.name("bang").map_or("", |_| "!");
        let (span, right) =
            (rest.span(&found.get_match().range()), link(bang, &found["text"], place.as_str()));
        let written = rest.written(&found.get_match().range());
        let wording = if bang.is_empty() {
            words::unread_link(written, &right)
        } else {
            words::unread_picture(written, &right)
        };
        left.error(span, wording, None);
    }
    for found in REVERSED.captures_iter(&rest.folded).filter(|found| ADDRESS.is_match(&found["address"])) {
        let whole = found.get_match().range();
        let right = link("", &found["text"], &found["address"]);
        left.error(rest.span(&whole), words::unread_link(rest.written(&whole), &right), None);
    }
    for found in ANGLED.captures_iter(&rest.folded) {
        let (whole, address) = (found.get_match().range(), &found["address"]);
        let is_address = rest.source[..rest.span(&whole).start].ends_with(['(', ']']);
        if !is_address {
            let right = link("", address, address);
            left.error(rest.span(&whole), words::unread_link(rest.written(&whole), &right), None);
        }
    }
}

fn inline(rest: &Remnant, found: &Captures, left: &mut Leftovers) {
    let whole = found.get_match().range();
    let (Some(text), Some(place)) = (found.name("text"), found.name("address")) else { return };
    let Some(address) = address(rest, &place.range()) else { return };
    let bang =
        if found.name("bang").is_some_and(|bang| is_bang(rest, &bang.range(), &address)) { "!" } else { "" };
    let start =
        if bang.is_empty() { found.name("bang").map_or(whole.start, |bang| bang.end()) } else { whole.start };
    let whole = start..whole.end;
    let span = rest.span(&whole);
    let right = link(bang, rest.written(&text.range()), &address);
    let written = rest.written(&whole);
    let is_picture = !bang.is_empty();
    if right == written {
        left.error(span, words::blocked_link(written, is_picture), None);
        return;
    }
    let wording =
        if is_picture { words::unread_picture(written, &right) } else { words::unread_link(written, &right) };
    left.error(span, wording, fix(span, right));
}

/// An address as it is written, if it looks like one, folded or not.
fn address(rest: &Remnant, place: &Range<usize>) -> Option<String> {
    let (written, folded) = (rest.written(place).trim(), rest.folded[place.clone()].trim());
    let is_address = |text: &&str| ADDRESS.is_match(text.split(" \"").next().unwrap_or_default().trim());
    [written, folded].iter().copied().find(is_address).map(str::to_owned)
}

/// Whether `!` or `！` belongs to a picture rather than to the sentence before it.
fn is_bang(rest: &Remnant, bang: &Range<usize>, address: &str) -> bool {
    let is_after_words = rest.before(bang.start).is_some_and(is_han);
    is_picture(address) && (!is_after_words || !rest.is_folded(bang))
}

fn is_picture(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    PICTURES.iter().any(|ending| address.ends_with(ending))
}

fn link(bang: &str, text: &str, address: &str) -> String {
    let (path, title) = address.find(" \"").map_or((address, ""), |at| address.split_at(at));
    let path = if path.contains(' ') { format!("<{path}>") } else { path.to_owned() };
    format!("{bang}[{text}]({path}{title})")
}

/// `！[图](图.png)` is read as a link after a mark, but no sentence begins with `！`.
fn pictures_read_as_links(rest: &Remnant, left: &mut Leftovers) {
    for (at, _) in &rest.links {
        let Some(bang) =
            rest.folded[..*at].strip_suffix(' ').unwrap_or(&rest.folded[..*at]).strip_suffix('!')
        else {
            continue;
        };
        let (mark, whole) = (bang.len()..*at, bang.len()..*at + super::remnant::GAP.len_utf8());
        let written = rest.written(&whole);
        let address = written.rsplit_once("](").map_or("", |(_, address)| address.trim_end_matches(')'));
        let address = address.split(" \"").next().unwrap_or_default();
        if is_bang(rest, &mark, address) {
            let link = rest.written(&(*at..whole.end));
            let (span, right) = (rest.span(&whole), format!("!{link}"));
            left.error(span, words::unread_picture(written, &right), fix(rest.span(&mark), "!"));
        }
    }
}

/// `[text][label]` without a definition of the label. Numbers are citations, and code has indexes.
fn without_definition(rest: &Remnant, found: &Captures, left: &mut Leftovers) {
    let (whole, text) = (found.get_match().range(), &found["text"]);
    let is_number = |text: &str| !text.contains(|character: char| character.is_alphabetic());
    let is_code =
        rest.before(whole.start).is_some_and(|before| before.is_ascii_alphanumeric() || before == ']');
    let is_note = text.starts_with('^') || found["label"].starts_with('^');
    let is_numbered = is_number(&found["label"]) && !found["label"].is_empty();
    if !(is_code || is_note || is_number(text) || is_numbered) {
        let label = if found["label"].is_empty() { text } else { &found["label"] };
        left.error(rest.span(&whole), words::no_definition(rest.written(&whole), text, label), None);
    }
}

/// A picture or a link that is not closed, or has no address.
fn cut(rest: &Remnant, found: &Captures, left: &mut Leftovers) {
    let whole = found.get_match().range();
    let is_picture = rest.folded[whole.clone()].starts_with('!');
    let looks_cut = match found.name("address") {
        Some(address) => ADDRESS.is_match(address.as_str().trim_end_matches(STOPS)),
        None => is_picture && !rest.is_folded(&(whole.start..whole.start + 1)),
    };
    if looks_cut {
        left.error(rest.span(&whole), words::cut_link(rest.written(&whole), is_picture), None);
    }
}
