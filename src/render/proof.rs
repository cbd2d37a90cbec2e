//! A proof (校样): a story in one long column, with proof marks after GB/T 14706 that are numbered and explained in the margin. It is
//! made to be printed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::escape;
use crate::finding::{LocalizedFinding, Severity};
use crate::galley::{Galley, Line};
use crate::words::proof::ProofSign;
use crate::words::{self, Language};

/// How many findings of one kind are explained in a story.
const EXPLAINED: usize = 3;

/// A story to be proofread on paper.
#[derive(Debug)]
pub(crate) struct ProofSheet<'p> {
    /// Its words.
    pub galley: &'p Galley,
    /// Its headline.
    pub title: &'p str,
    /// The number of characters read, and the weight of the errors.
    pub summary: &'p str,
    /// Its findings, in reading order.
    pub told: Vec<&'p LocalizedFinding>,
}

const STYLE: &str = "
@page { size: A4; margin: 15mm; }
body { font: 16px/1.9 'Noto Serif CJK SC', 'Songti SC', SimSun, serif; color: #000; max-width: 62em; margin: 2em auto; padding: 0 1em; }
header { border-bottom: 2px solid #000; margin-bottom: 1em; }
h1 { font-size: 1.4em; margin: 0; } .summary, .path { margin: .2em 0; font-size: .85em; color: #333; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 17em; gap: 1.5em; break-inside: avoid; }
.row p { margin: .3em 0; } .headline, .subhead { font-weight: bold; } .kind { color: #666; font-size: .75em; }
mark { background: none; color: inherit; } mark.query { border-bottom: 2px solid #b00; } mark.info { border-bottom-style: dotted; }
mark.change, mark.delete { border: 1.5px solid #b00; border-radius: .7em; padding: 0 .15em; } mark.delete { text-decoration: line-through #b00; }
mark.insert { border-right: 1.5px solid #b00; } mark.insert::after { content: '∧'; color: #b00; font-size: .6em; vertical-align: -.6em; margin-right: -.5em; }
sup { color: #b00; font-size: .7em; line-height: 0; } sup + mark::before { content: ' '; } ins { text-decoration: none; border: 1px solid #b00; border-radius: .5em; padding: 0 .3em; }
aside { font-size: .8em; line-height: 1.5; border-left: 1px solid #999; padding-left: .8em; } aside p { margin: .2em 0; } aside b { color: #b00; }
table { border-collapse: collapse; } td { padding: .2em 1em .2em 0; border-bottom: 1px solid #ccc; }
@media (max-width: 40em) { .row { grid-template-columns: 1fr; gap: 0; } }
";

/// The proof of a story as a self-contained document.
#[must_use]
pub(crate) fn proof(proof: &ProofSheet, language: Language) -> String {
    let mut html = head(proof.title, language);
    let (title, path) = (escaped(proof.title), escaped(proof.galley.path.as_str()));
    let _ = writeln!(
        html,
        "<header><h1>{title}</h1><p class=\"path\">{path}</p><p class=\"summary\">{}</p><p class=\"path\">{}</p></header>",
        escaped(proof.summary),
        words::proof::legend(language)
    );
    let (mut number, mut margin) = (0, Margin::default());
    let mut left: Vec<&LocalizedFinding> = proof.told.clone();
    for line in &proof.galley.lines {
        let here = left.extract_if(.., |finding| range_of(line, finding).is_some());
        let marks: Vec<ProofMark> = here
            .filter_map(|finding| {
                number += 1;
                Some(ProofMark { number, range: range_of(line, finding)?, finding })
            })
            .collect();
        row(&mut html, line, &marks, &mut margin, language);
    }
    for finding in left {
        number += 1;
        html.push_str("<div class=\"row\"><p></p><aside>");
        margin.note(&mut html, number, finding, language);
        html.push_str("</aside></div>\n");
    }
    html.push_str("</html>\n");
    html
}

/// A list of proofs: the address, the headline and the summary of each.
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

/// A message for paper, without the quotes around code.
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
    finding: &'t LocalizedFinding,
}

/// The bytes of a line that a finding marks, if it marks any.
fn range_of(line: &Line, finding: &LocalizedFinding) -> Option<Range<usize>> {
    let place = finding.place.as_ref().filter(|place| place.file == line.path)?;
    line.range_of(place.span)
}

/// What a finding asks for, and the new text, if it is known.
fn sign(finding: &LocalizedFinding, written: &str) -> (ProofSign, Option<String>) {
    let span = finding.place.as_ref().map(|place| place.span);
    match finding.fix.as_ref().filter(|fix| Some(fix.span) == span) {
        None => (ProofSign::Query, None),
        Some(fix) if written.contains(&fix.text) => (ProofSign::Delete, None),
        Some(fix) if fix.text.contains(written) => {
            (ProofSign::Insert, Some(fix.text.replacen(written, "", 1)))
        }
        Some(fix) => (ProofSign::Change, Some(fix.text.clone())),
    }
}

fn row(html: &mut String, line: &Line, marks: &[ProofMark], margin: &mut Margin, language: Language) {
    let _ = write!(html, "<div class=\"row\"><p class=\"{}\">", line.role.word());
    let mut done = 0;
    for mark in marks {
        let start = mark.range.start.max(done);
        let end = mark.range.end.max(start);
        html.push_str(&escaped(&line.text[done..start]));
        let (sign, _) = sign(mark.finding, &line.text[start..end]);
        let (kind, words, number) =
            (mark.finding.severity.word(), escaped(&line.text[start..end]), mark.number);
        let _ = write!(html, "<mark class=\"{} {kind}\">{words}</mark><sup>{number}</sup>", sign.class());
        done = end;
    }
    html.push_str(&escaped(&line.text[done..]));
    html.push_str("</p><aside>");
    margin.notes(html, line, marks, language);
    html.push_str("</aside></div>\n");
}

/// The notes beside the text. Of one kind, the first few are explained, and the others are only numbered, so that the margin is no
/// longer than the text.
#[derive(Default)]
struct Margin {
    told: BTreeMap<String, usize>,
}

impl Margin {
    fn notes(&mut self, html: &mut String, line: &Line, marks: &[ProofMark], language: Language) {
        let mut others: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for mark in marks {
            let (sign, new) = sign(mark.finding, &line.text[mark.range.clone()]);
            let name = sign.name(language);
            let asked =
                new.map_or_else(|| name.to_owned(), |new| format!("{name} <ins>{}</ins>", escaped(&new)));
            if self.is_known(mark.finding) {
                others.entry(&mark.finding.code).or_default().push(format!("{} {asked}", mark.number));
            } else {
                let number = format!("{} {asked}", mark.number);
                note(html, &number, mark.finding, language);
            }
        }
        for (code, numbers) in others {
            let _ =
                write!(html, "<p>{}</p>", words::proof::more(&escaped(code), &numbers.join(" · "), language));
        }
    }

    fn note(&mut self, html: &mut String, number: usize, finding: &LocalizedFinding, language: Language) {
        if !self.is_known(finding) {
            note(html, &number.to_string(), finding, language);
        }
    }

    /// Whether a kind has been explained often enough.
    fn is_known(&mut self, finding: &LocalizedFinding) -> bool {
        let times = self.told.entry(finding.code.to_string()).or_default();
        *times += 1;
        *times > EXPLAINED && finding.severity != Severity::Error
    }
}

fn note(html: &mut String, number: &str, finding: &LocalizedFinding, language: Language) {
    let (message, code) = (spoken(&finding.message), escaped(&finding.code));
    let severity = words::severity::name(finding.severity, language);
    let _ = write!(html, "<p><b>{number} {severity}</b> {message} <span class=\"kind\">{code}</span>");
    if let Some(help) = &finding.help {
        let _ = write!(html, "<br>→ {}", spoken(help));
    }
    html.push_str("</p>");
}
