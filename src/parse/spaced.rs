//! Addresses with spaces: `![图](附图 一.png)`. Markdown wants them in angle brackets, but they can mean nothing else.

use std::sync::LazyLock;

use regex::Regex;

use super::emphasis::is_escaped;
use crate::source::Span;

/// The address of a link or a picture: a file with its ending, perhaps with a title after it.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let first = r#"[^\s(){}<>"'`&\[\]]"#;
    let others = r#"[^(){}<>"'`\[\]\n]*"#;
    let ending = r"\.[A-Za-z][A-Za-z0-9]{1,4}";
    let title = r#"(?:[ \t]+"[^"\n]*")?"#;
    Regex::new(&format!(
        r"\]\([ \t]*(?P<address>{first}{others}(?:\([^()\n]*\){others})?{ending}){title}[ \t]*\)"
    ))
    .expect("a constant")
});

/// Where addresses are that have spaces.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = Span> {
    let found = if text.contains("](") { Some(ADDRESS.captures_iter(text)) } else { None };
    found.into_iter().flatten().filter_map(move |found| {
        let (at, address) = (found.get_match().start(), found.name("address")?);
        let is_spaced = address.as_str().contains([' ', '\t']) && !address.as_str().contains("://");
        (is_spaced && !is_escaped(text, at)).then(|| Span::new(address.start(), address.end()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_spaces_is_a_file_with_an_ending() {
        let found =
            |text: &str| addresses(text).map(|span| text[span.range()].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("![图](附图 一.png)和[附件](a b (1).pdf \"题\")"), ["附图 一.png", "a b (1).pdf"]);
        assert!(found("[甲](a.png \"题\")[乙](见 附件)[丙](<a b.png>)\\](c d.png)").is_empty());
    }
}
