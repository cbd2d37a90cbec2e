//! A proof (校样): a story in one long column, its marks numbered, what they mean in the margin beside them. Made to be printed.

use std::fmt::Write;
use std::ops::Range;

use super::escape;
use crate::finding::LocalizedFinding;
use crate::galley::{Galley, Line};
use crate::words::{self, Language};

/// A story to be proofread on paper.
#[derive(Debug)]
pub(crate) struct ProofSheet<'p> {
    /// Its words.
    pub galley: &'p Galley,
    /// Its headline.
    pub title: &'p str,
    /// How many characters were read, and what the errors come to.
    pub summary: &'p str,
    /// What was found in it, in reading order.
    pub told: Vec<&'p LocalizedFinding>,
}

const STYLE: &str = "
@page { size: A4; margin: 15mm; }
body { font: 16px/1.9 'Noto Serif CJK SC', 'Songti SC', SimSun, serif; color: #000; max-width: 62em; margin: 2em auto; padding: 0 1em; }
header { border-bottom: 2px solid #000; margin-bottom: 1em; }
h1 { font-size: 1.4em; margin: 0; } .summary, .path { margin: .2em 0; font-size: .85em; color: #333; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 17em; gap: 1.5em; break-inside: avoid; }
.row p { margin: .3em 0; } .headline, .subhead { font-weight: bold; } .kind { color: #666; font-size: .75em; }
mark { background: none; border-bottom: 2px solid #b00; } mark.info { border-bottom-style: dotted; } sup { color: #b00; font-size: .7em; line-height: 0; } sup + mark::before { content: ' '; }
aside { font-size: .8em; line-height: 1.5; border-left: 1px solid #999; padding-left: .8em; } aside p { margin: .2em 0; } aside b { color: #b00; }
table { border-collapse: collapse; } td { padding: .2em 1em .2em 0; border-bottom: 1px solid #ccc; }
@media (max-width: 40em) { .row { grid-template-columns: 1fr; gap: 0; } }
";

/// The proof of a story as a document of its own, which needs nothing else.
#[must_use]
pub(crate) fn proof(proof: &ProofSheet, language: Language) -> String {
    let mut html = head(proof.title, language);
    let (title, path) = (escaped(proof.title), escaped(proof.galley.path.as_str()));
    let _ = writeln!(
        html,
        "<header><h1>{title}</h1><p class=\"path\">{path}</p><p class=\"summary\">{}</p></header>",
        escaped(proof.summary)
    );
    let mut number = 0;
    let mut left: Vec<&LocalizedFinding> = proof.told.clone();
    for line in &proof.galley.lines {
        let here = left.extract_if(.., |told| range_of(line, told).is_some());
        let marks: Vec<ProofMark> = here
            .filter_map(|told| {
                number += 1;
                Some(ProofMark { number, range: range_of(line, told)?, told })
            })
            .collect();
        row(&mut html, line, &marks, language);
    }
    for told in left {
        number += 1;
        html.push_str("<div class=\"row\"><p></p><aside>");
        note(&mut html, number, told, language);
        html.push_str("</aside></div>\n");
    }
    html.push_str("</html>\n");
    html
}

/// A list of proofs: of each its address, its headline and its summary.
#[must_use]
pub(crate) fn proofs(
    title: &str,
    summary: &str,
    proofs: &[(String, String, String)],
    language: Language,
) -> String {
    let mut html = head(title, language);
    let _ = writeln!(
        html,
        "<header><h1>{}</h1><p class=\"summary\">{}</p></header><table>",
        escaped(title),
        escaped(summary)
    );
    for (address, headline, summary) in proofs {
        let (address, headline, summary) = (escaped(address), escaped(headline), escaped(summary));
        let _ = writeln!(html, "<tr><td><a href=\"{address}\">{headline}</a></td><td>{summary}</td></tr>");
    }
    html.push_str("</table></html>\n");
    html
}

fn head(title: &str, language: Language) -> String {
    let (tag, proof) = (words::proof::tag(language), words::proof::proof(language));
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"{tag}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{proof} {title}</title><style>{STYLE}</style>\n"
    )
}

/// A message for paper, which has no use for the marks of code.
fn spoken(text: &str) -> String {
    escaped(&text.replace('`', ""))
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape::attribute(text, &mut html);
    html
}

/// A mark in a line.
struct ProofMark<'t> {
    number: usize,
    range: Range<usize>,
    told: &'t LocalizedFinding,
}

/// The bytes of a line that a finding marks, if it marks any.
fn range_of(line: &Line, told: &LocalizedFinding) -> Option<Range<usize>> {
    let place = told.place.as_ref().filter(|place| place.file == line.path)?;
    line.range_of(place.span)
}

fn row(html: &mut String, line: &Line, marks: &[ProofMark], language: Language) {
    let _ = write!(html, "<div class=\"row\"><p class=\"{}\">", line.role.word());
    let mut done = 0;
    for mark in marks {
        let start = mark.range.start.max(done);
        let end = mark.range.end.max(start);
        html.push_str(&escaped(&line.text[done..start]));
        let (kind, words, number) = (mark.told.severity.word(), escaped(&line.text[start..end]), mark.number);
        let _ = write!(html, "<mark class=\"{kind}\">{words}</mark><sup>{number}</sup>");
        done = end;
    }
    html.push_str(&escaped(&line.text[done..]));
    html.push_str("</p><aside>");
    for mark in marks {
        note(html, mark.number, mark.told, language);
    }
    html.push_str("</aside></div>\n");
}

fn note(html: &mut String, number: usize, told: &LocalizedFinding, language: Language) {
    let (message, code) = (spoken(&told.message), escaped(&told.code));
    let severity = words::severity::name(told.severity, language);
    let _ = write!(html, "<p><b>{number} {severity}</b> {message} <span class=\"kind\">{code}</span>");
    if let Some(help) = &told.help {
        let _ = write!(html, "<br>→ {}", spoken(help));
    }
    html.push_str("</p>");
}
