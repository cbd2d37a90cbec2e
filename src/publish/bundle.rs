//! What a bundle has besides the release: a page that opens it and a text that explains it, in the language of the paper.

use crate::language::TextLanguage;
use crate::words::bundles::{READMES, WAYS_IN, in_language, proof, readme, way_in};

/// The list of checksums in a bundle.
pub(crate) const SUMS: &str = "SHA256SUMS";
/// By this, Windows knows that a text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Whether a file is one of those by which people find their way into a bundle.
#[must_use]
pub(crate) fn is_way_in(path: &str) -> bool {
    WAYS_IN.contains(&path) || READMES.contains(&path)
}

/// What these files say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BundleFacts<'b> {
    pub paper: &'b str,
    pub edition: Option<&'b str>,
    pub language: TextLanguage,
    /// Whether it is a proof for approval.
    pub is_proof: bool,
}

/// These files: their names and contents.
#[must_use]
pub(crate) fn ways_in(facts: BundleFacts) -> [(&'static str, String); 2] {
    let language = facts.language;
    [(in_language(language, WAYS_IN), opening(facts)), (in_language(language, READMES), explanation(facts))]
}

fn opening(facts: BundleFacts) -> String {
    let (tag, words) = (facts.language.tag(), way_in(facts.language, facts.is_proof));
    let hidden = if facts.is_proof { "<meta name=\"robots\" content=\"noindex\">\n" } else { "" };
    format!(
        r#"<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<title>{words}</title>
{hidden}<meta http-equiv="refresh" content="0; url=index.html">
</head>
<body><p><a href="index.html">{words}</a></p></body>
</html>
"#
    )
}

fn explanation(facts: BundleFacts) -> String {
    let mark = facts.is_proof.then(|| proof(facts.language));
    let head = [Some(facts.paper), facts.edition, mark];
    let head = head.into_iter().flatten().collect::<Vec<_>>().join("　");
    let lines = readme(facts.language, facts.is_proof, SUMS);
    let lines = [head, String::new()].into_iter().chain(lines);
    lines.fold(BYTE_ORDER_MARK.to_string(), |text, line| text + &line + "\r\n")
}
