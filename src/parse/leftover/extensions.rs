//! Extensions of Markdown that are not supported: each is named, and is not printed in silence.

use std::sync::LazyLock;

use regex::Regex;

use super::Leftovers;
use super::remnant::{Remnant, RemnantMark, RemnantRole};
use crate::words::extensions::{Extension, unsupported};
use crate::words::leftover as words;

/// An extension, the pattern that its groups `it` show, and what its text must contain for a quick check.
type Pattern = (Extension, &'static str, LazyLock<Regex>);

macro_rules! patterns {
    ($($extension:ident, $sign:literal, $pattern:literal;)*) => {
        [$((Extension::$extension, $sign, LazyLock::new(|| Regex::new($pattern).expect("a constant")))),*]
    };
}

static PATTERNS: [Pattern; 13] = patterns! {
    Contents, "[", r"(?mi)^\s*(?P<it>\[\[?_?toc_?\]?\])\s*$";
    Contents, "{", r"(?mi)^\s*(?P<it>\{:\s*toc\s*\})\s*$";
    Formula, "$", r"(?s)(?P<it>\$\$[^$]+\$\$)";
    Formula, "$", r"(?:^|[^$A-Za-z0-9])(?P<it>\$[^\s$](?:[^$\n]*[^\s$])?\$)(?:[^\d$]|$)";
    Template, "{%", r"(?P<it>\{%[^{}\n]*%\})";
    Attributes, "{", r"(?P<it>\{[:.#][^{}\n]*\})";
    Highlight, "==", r"(?:^|[^=A-Za-z0-9])(?P<it>==[^\s=](?:[^=\n]*[^\s=])?==)(?:[^=]|$)";
    Inserted, "++", r"(?:^|[^+A-Za-z0-9])(?P<it>\+\+[^\s+](?:[^+\n]*[^\s+])?\+\+)(?:[^+]|$)";
    Container, ":::", r"(?m)^\s*(?P<it>:::+[^\n]*)";
    Admonition, "!!!", r#"(?m)^\s*(?P<it>!!!\s+[a-z]+(?:\s+"[^"\n]*")?)\s*$"#;
    Emoji, ":", r"(?:^|[^:A-Za-z0-9/])(?P<it>:[a-z][a-z0-9_+-]+:)(?:[^:A-Za-z0-9/]|$)";
    ForumCode, "[/", r"(?i)(?P<it>\[/(?:b|i|u|s|img|url|color|size|quote|center)\])";
    SuperSub, "^", r"\w(?P<it>\^[\p{L}\p{N}+-]{1,6}\^)";
};

/// The dashes of a comment, as they are typed.
const DASHES: [char; 3] = ['-', '—', '–'];

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    comments(rest, left);
    for (extension, sign, pattern) in &PATTERNS {
        if !rest.folded.contains(sign) {
            continue;
        }
        for found in pattern.captures_iter(&rest.folded) {
            let Some(it) = found.name("it") else { continue };
            let is_meant = match extension {
                Extension::Formula => is_formula(rest, &it),
                Extension::Emoji => !rest.is_folded(&it.range()),
                Extension::Contents | Extension::Container | Extension::Admonition => {
                    rest.role == RemnantRole::Paragraph
                }
                _ => true,
            };
            if !is_meant {
                continue;
            }
            let (span, wording) =
                (rest.span(&it.range()), unsupported(rest.written(&it.range()), *extension));
            if *extension != Extension::Template {
                left.warning(span, wording, None);
                break; // The others of the paragraph are of the same kind.
            } else if shows_something(it.as_str()) {
                left.error(span, wording, None);
            } else {
                left.warning(span, wording, None);
            }
        }
    }
}

/// The names of tags that are reported in full-width angle brackets; `x＜y＞z` is no tag.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    let names = "br|p|b|i|u|s|a|em|strong|del|ins|mark|small|sub|sup|kbd|div|span|center|font|img|table|tr|td|th|video|iframe";
    Regex::new(&format!(r"(?i)^</?(?:{names})(?:\s[^<>]*)?/?>")).expect("a constant")
});

/// A comment as in programs and note books, with 汉字 in it: /* 编辑注 */, %% 编辑注 %%, // 编辑注.
static OTHER_COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    let inside = r"[^*%]*\p{Han}[^*%]*";
    Regex::new(&format!(
        r"(?m)/\*{inside}\*/|^\s*%%{inside}%%|^\s*//\s*\p{{Han}}[^\n]*|<--[^<>\n]*-->|<!\p{{Han}}[^<>\n]*>"
    ))
    .expect("a constant")
});

/// Comments and tags in full-width angle brackets. A comment is not for readers.
fn comments(rest: &Remnant, left: &mut Leftovers) {
    if rest.role == RemnantRole::Paragraph {
        for found in OTHER_COMMENT.find_iter(&rest.folded).map(|found| found.range()) {
            let inside = rest
                .written(&found)
                .trim_matches(|mark: char| "<>!-/*%＜＞！－／＊％".contains(mark) || mark.is_whitespace());
            let right = format!("<!-- {inside} -->");
            left.error(rest.span(&found), words::unread_comment(rest.written(&found), &right), None);
        }
    }
    if !rest.folded.contains('<') {
        return;
    }
    let mut done = 0;
    while let Some(start) = rest.folded[done..].find("<!").map(|at| done + at) {
        done = start + "<!".len();
        if !rest.folded[done..].trim_start().starts_with(DASHES) {
            continue;
        }
        let closing = rest.folded[done..].find('>').map(|at| done + at);
        done = closing.map_or(rest.folded.len(), |closing| closing + 1);
        let range = start..done;
        let marks =
            |mark: char| "<＜!！>＞－".contains(mark) || DASHES.contains(&mark) || mark.is_whitespace();
        let right = format!("<!-- {} -->", rest.written(&range).trim_matches(marks));
        left.error(rest.span(&range), words::unread_comment(rest.written(&range), &right), None);
    }
    for (mark, range) in &rest.marks {
        let is_tag = *mark == RemnantMark::Html && TAG.is_match(&rest.folded[range.clone()]);
        if is_tag && rest.is_folded(range) {
            let right = &rest.folded[range.clone()];
            left.warning(rest.span(range), words::wide_tag(rest.written(range), right), None);
        }
    }
}

/// Whether what is between two dollar signs is a formula rather than two prices.
fn is_formula(rest: &Remnant, it: &regex::Match) -> bool {
    let written = rest.written(&it.range());
    let inside = written.trim_matches('$');
    let is_short =
        inside.chars().count() <= 3 && inside.chars().all(|character| character.is_ascii_alphabetic());
    !rest.is_folded(&it.range())
        && (is_short || inside.contains(['\\', '^', '_', '=', '{', '+', '<', '>', '/']))
        || written.starts_with("$$")
}

/// Whether a tag of a template shows a picture or a link.
fn shows_something(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    [
        "img", "image", "pic", "photo", "figure", "gallery", "link", "video", "audio", "youtube", "bilibili",
        "embed", "include",
    ]
    .iter()
    .any(|word| tag.contains(word))
}
