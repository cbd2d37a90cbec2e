//! A spot: what the cursor is on in a file of the paper, as far as the text at it says.

use super::references::WrittenReference;
use super::yaml_cursor::word_at;
use super::yaml_word::YamlWord;
use crate::exhibits::kind_named;
use crate::model::inventory::FileRole;
use crate::parse::KeyedFile;
use crate::source::{SourcePath, Span};

/// What the cursor is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Between the braces of a reference.
    Reference(WrittenReference),
    /// The word after an opening fence.
    FenceWord(Span),
    /// The address of a link or picture.
    Link(Span),
    /// A word of YAML; its place is that in the file.
    Yaml(YamlDocument, YamlWord),
}

/// What some YAML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum YamlDocument {
    Site,
    Edition,
    Ledger,
    Style,
    FrontMatter,
    /// The body of a fence, by its kind, from its first byte to its last.
    Exhibit(String, Span),
}

impl YamlDocument {
    /// The file, as the registry of keys knows it; `None` for an exhibit that the theme adds.
    pub(super) fn keyed(&self) -> Option<KeyedFile> {
        match self {
            Self::Site => Some(KeyedFile::Site),
            Self::Edition => Some(KeyedFile::Edition),
            Self::Ledger => Some(KeyedFile::Ledger),
            Self::Style => Some(KeyedFile::Style),
            Self::FrontMatter => Some(KeyedFile::Story),
            Self::Exhibit(kind, _) => kind_named(kind).map(KeyedFile::Exhibit),
        }
    }
}

/// What is at a byte of a file; `None` if it is prose, or a file without names in it.
pub(super) fn spot_at(path: &SourcePath, text: &str, at: usize, added: &[String]) -> Option<Spot> {
    let whole = Span::new(0, text.len());
    match FileRole::of(path) {
        FileRole::Site => Some(yaml(YamlDocument::Site, text, whole, at)),
        FileRole::Edition(_) => Some(yaml(YamlDocument::Edition, text, whole, at)),
        FileRole::Ledger => Some(yaml(YamlDocument::Ledger, text, whole, at)),
        FileRole::Style => Some(yaml(YamlDocument::Style, text, whole, at)),
        FileRole::Story | FileRole::Standing => in_story(text, at, added),
        FileRole::Approvals(_) | FileRole::Theme | FileRole::Stray | FileRole::Carried => None,
    }
}

fn yaml(document: YamlDocument, text: &str, within: Span, at: usize) -> Spot {
    let word = word_at(&text[within.range()], at - within.start);
    Spot::Yaml(document, YamlWord { span: word.span.shifted(within.start), ..word })
}

fn in_story(text: &str, at: usize, added: &[String]) -> Option<Spot> {
    if let Some(reference) = WrittenReference::around(text, at) {
        return Some(Spot::Reference(reference));
    }
    let (front, body) = divided(text);
    if let Some(front) = front.filter(|front| at < body && at >= front.start) {
        return (at <= front.end).then(|| yaml(YamlDocument::FrontMatter, text, front, at));
    }
    match fence_around(text, body, at) {
        Some(Fence { word, .. }) if word.start <= at && at <= word.end => Some(Spot::FenceWord(word)),
        Some(Fence { word, inside }) if at >= inside.start => {
            let word = &text[word.range()];
            let is_added = added.iter().any(|kind| kind == word);
            let kind = if is_added { word } else { kind_named(word)? };
            Some(yaml(YamlDocument::Exhibit(kind.to_owned(), inside), text, inside, at))
        }
        Some(_) => None,
        None => link_around(text, at).map(Spot::Link),
    }
}

/// The front matter of a story, and the first byte of its text. Front matter that is not closed yet has no end.
pub(super) fn divided(text: &str) -> (Option<Span>, usize) {
    let opening = text.split_inclusive('\n').next().unwrap_or_default();
    if opening.trim_end() != "---" {
        return (None, 0);
    }
    let mut at = opening.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(Span::new(opening.len(), at)), at + line.len());
        }
        at += line.len();
    }
    (Some(Span::new(opening.len(), text.len())), text.len() + 1)
}

/// A fenced block.
struct Fence {
    /// Its first word; where it would be if there is none.
    word: Span,
    /// The lines in it.
    inside: Span,
}

/// The fenced block that a byte is in.
fn fence_around(text: &str, body: usize, at: usize) -> Option<Fence> {
    let mut open: Option<(&str, Fence)> = None;
    let mut start = body.min(text.len());
    for line in text[start..].split_inclusive('\n') {
        let end = start + line.len();
        let words = line.trim();
        let marks = words.len() - words.trim_start_matches(['`', '~']).len();
        open = match open {
            Some((fence, found)) if words.len() == marks && words.starts_with(fence) => {
                if at < end {
                    return Some(Fence { inside: Span::new(found.inside.start, start), ..found });
                }
                None
            }
            Some((fence, found)) => {
                Some((fence, Fence { inside: Span::new(found.inside.start, end), ..found }))
            }
            None if marks >= 3 => {
                let first = start + line.find(words).unwrap_or(0) + marks;
                let rest = &text[first..start + line.trim_end().len().max(first - start)];
                let word = first + (rest.len() - rest.trim_start().len());
                let length = text[word..end].find(char::is_whitespace).unwrap_or(end - word);
                let fence = Fence { word: Span::new(word, word + length), inside: Span::new(end, end) };
                Some((&words[..marks], fence))
            }
            None if at < end => return None,
            None => None,
        };
        start = end;
        if let Some((_, found)) = &open
            && at <= found.word.end
        {
            break;
        }
    }
    open.map(|(_, found)| found).filter(|found| at >= found.word.start)
}

/// The address of the link that a byte is in.
fn link_around(text: &str, at: usize) -> Option<Span> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let open = line + text[line..at].rfind("](")? + 2;
    let rest = &text[at..];
    let end = at + rest.find([')', '\n', ' ']).unwrap_or(rest.len());
    (!text[open..at].contains([')', ' '])).then(|| Span::new(open, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Select;

    use super::*;

    /// What texts are made of.
    const PIECES: [&str; 24] = [
        "---\n",
        "```",
        "board\n",
        "{{",
        "}}",
        "|",
        ": ",
        ":",
        "- ",
        "{",
        "[",
        "]",
        "}",
        "\"",
        "'",
        "甲",
        "a.b",
        "\n",
        " ",
        "share of ",
        "](",
        "#",
        ",",
        "\\",
    ];

    fn pieces() -> Select<&'static str> {
        prop::sample::select(&PIECES[..])
    }

    fn at(marked: &str) -> Option<(Spot, String)> {
        let offset = marked.find('‸').expect("a cursor");
        let text = marked.replace('‸', "");
        let spot = spot_at(&SourcePath::new("content/a.md"), &text, offset, &[])?;
        let span = match &spot {
            Spot::Reference(reference) => reference.inside,
            Spot::FenceWord(span) | Spot::Link(span) => *span,
            Spot::Yaml(_, word) => word.span,
        };
        Some((spot.clone(), text[span.range()].to_owned()))
    }

    #[test]
    fn each_part_of_a_story_is_told_from_the_others() {
        assert!(matches!(
            at("---\ncolumn: 要‸\n---\n正文").unwrap().0,
            Spot::Yaml(YamlDocument::FrontMatter, _)
        ));
        assert!(matches!(at("---\ncolumn: 要‸").unwrap().0, Spot::Yaml(YamlDocument::FrontMatter, _)));
        assert!(matches!(at("---\nheadline: \"{{a‸}}\"\n---\n").unwrap().0, Spot::Reference(_)));
        assert_eq!(at("---\na: b\n---\n正文‸"), None);
        assert_eq!(at("正文\n\n```bo‸\n").unwrap(), (Spot::FenceWord(Span::new(11, 13)), "bo".to_owned()));
        assert_eq!(at("```‸").unwrap().1, "");
        let (spot, word) = at("```board\ntitle: x\npil‸\n```\n后").unwrap();
        assert!(matches!(spot, Spot::Yaml(YamlDocument::Exhibit(kind, _), _) if kind == "board"));
        assert_eq!(word, "pil");
        assert_eq!(at("```rust\nlet a‸\n```\n"), None);
        assert_eq!(at("```board\na: b\n```\n后‸"), None);
        assert_eq!(at("见[灯](../la‸mp.md#a)。").unwrap().1, "../lamp.md#a");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn anything_that_is_being_written_has_a_spot_or_none(pieces in prop::collection::vec(pieces(), 0..24)) {
            let text = pieces.concat();
            for path in ["content/a.md", "content/site.yaml", "content/ledgers/a.yaml"].map(SourcePath::new) {
                for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    if let Some(spot) = spot_at(&path, &text, at, &[]) {
                        let span = match &spot {
                            Spot::Reference(reference) => reference.part_at(&text, at).span(),
                            Spot::FenceWord(span) | Spot::Link(span) => *span,
                            Spot::Yaml(_, word) => word.span,
                        };
                        prop_assert!(text.get(span.range()).is_some(), "{spot:?}");
                    }
                }
            }
        }
    }
}
