//! Bare addresses: `https://…` and `www.…` in the words of a line become links.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::BodyBuilder;
use super::paragraphs::compact;
use crate::model::body::Inline;
use crate::model::written::Words;

/// The beginning of an address, and the characters that an address may have. Chinese ones are none of them: they go on
/// with the sentence.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:https?://|www\.)[a-z0-9\[][a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*").expect("a constant")
});
/// Characters that end a sentence rather than an address, if they come last.
const TRAILING: [char; 12] = ['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '&', '$'];

impl BodyBuilder<'_, '_, '_, '_> {
    /// Finishes the parts of a line: bare addresses become links, and spare memory is freed.
    pub(super) fn finish_line(&mut self, inlines: &mut Vec<Inline>) {
        let has_address = |inline: &Inline| matches!(inline, Inline::Text(words) if may_have_address(words));
        if inlines.iter().any(has_address) && !self.is_in_link() {
            for inline in std::mem::take(inlines) {
                match inline {
                    Inline::Text(words) => self.link_addresses(&words, inlines),
                    other => inlines.push(other),
                }
            }
        }
        compact(inlines);
    }

    /// Adds `words`, their addresses as links.
    fn link_addresses(&mut self, words: &Words, into: &mut Vec<Inline>) {
        let mut done = 0;
        for at in addresses(words) {
            if done < at.start {
                into.push(Inline::Text(words.part(done..at.start)));
            }
            let written = &words[at.clone()];
            let address = if written.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
                format!("https://{written}")
            } else {
                written.to_owned()
            };
            let label = words.part(at.clone()).as_label();
            let link = self.names.link(Some(address), false, label.span(), self.notes);
            into.push(Inline::Link { link, title: None, content: vec![Inline::Text(label)] });
            done = at.end;
        }
        if done < words.len() {
            into.push(Inline::Text(words.part(done..words.len())));
        }
    }
}

fn may_have_address(text: &str) -> bool {
    text.contains("://") || text.as_bytes().windows(4).any(|start| start.eq_ignore_ascii_case(b"www."))
}

/// Where addresses are in `text`.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(hit) = ADDRESS.find_at(text, from) {
        let before = text[..hit.start()].chars().next_back();
        let is_word = |character: char| {
            character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_' | '@' | '/' | '\\')
        };
        let end = hit.start() + length(hit.as_str());
        let address = &text[hit.start()..end];
        let host = address.split_once("://").map_or(address, |(_, host)| host);
        let is_host = host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[');
        let is_named = address.contains("://") || host.matches('.').count() > 1;
        if is_host && is_named && !before.is_some_and(is_word) {
            found.push(hit.start()..end);
            from = end;
        } else {
            from = hit.start() + 1;
        }
    }
    found
}

/// How long an address is, of the characters that it may have: a bracket that was not opened in it ends it, and marks at
/// its end are those of the sentence.
fn length(address: &str) -> usize {
    let (mut open, mut end) = (Vec::new(), address.len());
    for (at, character) in address.char_indices() {
        let opening = match character {
            '(' | '[' => {
                open.push((character, at));
                continue;
            }
            ')' => '(',
            ']' => '[',
            _ => continue,
        };
        if open.pop().map(|(bracket, _)| bracket) != Some(opening) {
            open.clear();
            end = at;
            break;
        }
    }
    // Nor does an address end inside brackets.
    let end = open.first().map_or(end, |(_, at)| *at);
    address[..end].trim_end_matches(TRAILING).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        for (text, found) in [
            ("见https://example.org/a，再见", vec!["https://example.org/a"]),
            ("见 https://example.org/a.", vec!["https://example.org/a"]),
            ("（https://example.org/a）", vec!["https://example.org/a"]),
            ("(https://example.org/a),又", vec!["https://example.org/a"]),
            ("[https://example.org/a]", vec!["https://example.org/a"]),
            ("https://example.org/a_(b)?c=d&e=f#g。", vec!["https://example.org/a_(b)?c=d&e=f#g"]),
            ("“https://example.org/?q=%E4%B8%AD”", vec!["https://example.org/?q=%E4%B8%AD"]),
            ("www.gov.cn和WWW.GOV.CN/a!", vec!["www.gov.cn", "WWW.GOV.CN/a"]),
            ("HTTP://[::1]:80/a", vec!["HTTP://[::1]:80/a"]),
            ("https://a.b、https://c.d", vec!["https://a.b", "https://c.d"]),
            ("https://a.b(见下", vec!["https://a.b"]),
            ("awww.a.b www.a xhttps://a.b https:// https://，", vec![]),
        ] {
            let written: Vec<&str> = addresses(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(written, found, "{text}");
        }
    }
}
