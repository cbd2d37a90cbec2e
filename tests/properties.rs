//! Whatever the text, reading it never panics, and every finding points at whole characters of the file.

use lanmu::internals::finding::Notes;
use lanmu::internals::model::inventory::{Inventory, Text};
use lanmu::internals::parse;
use lanmu::internals::parse::{NodeKind, yaml};
use lanmu::internals::source::{SourcePath, Span};
use proptest::prelude::*;

use crate::html;
use crate::support::read;

/// The span of every finding is a range of the text.
fn spans_are_whole(path: &str, text: &str) -> Result<(), TestCaseError> {
    let Some(decoded) = parse::text::decode(text.as_bytes()) else { return Ok(()) };
    for finding in read(path, text).findings {
        if let Some(place) = finding.place.filter(|place| place.path.as_str() == path) {
            prop_assert!(
                decoded.get(place.span.range()).is_some(),
                "{:?} at {:?}",
                finding.wording,
                place.span
            );
        }
    }
    Ok(())
}

/// Text as editors write it, with everything in which mistakes are easy.
const MARKDOWN: &str = "[中文，。“”《》：a1 *~_`|>#\\[\\](){}!<&\\n\\r\t-]{0,120}";
const YAML: &str = "([a-z]{1,6}|键|headline|figures|value|label|parts|relations|about|series)(: |：|:\\n  | )([\\[{\"'*&!|>#%@0-9a-z中，“”~-]{0,12})\\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_narrative_can_be_read(text in MARKDOWN) {
        spans_are_whole("content/a.md", &text)?;
    }

    #[test]
    fn any_html_can_be_read(text in html::narrative(), torn in "[<>/!a-z =\"'&;-]{0,40}") {
        spans_are_whole("content/a.md", &format!("{text}{torn}{text}"))?;
    }

    #[test]
    fn any_front_matter_can_be_read(lines in prop::collection::vec(YAML, 0..6), body in MARKDOWN) {
        spans_are_whole("content/a.md", &format!("---\n{}---\n{body}", lines.concat()))?;
    }

    #[test]
    fn any_ledger_can_be_read(lines in prop::collection::vec(YAML, 0..8)) {
        spans_are_whole("content/ledgers/a.yaml", &lines.concat())?;
    }

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut inventory = Inventory::default();
        for path in ["content/a.md", "content/site.yaml", "content/ledgers/a.yaml", "content/editions/2025-01-01/edition.yaml"] {
            inventory.texts.insert(SourcePath::new(path), Text::of(&bytes));
        }
        let _ = parse::parsed(&inventory);
    }

    #[test]
    fn a_figures_reference_is_found_wherever_it_stands(before in "[中文，a ]{0,9}", after in "[中文，。a ]{0,9}") {
        let text = format!("起{before}{{{{reserve.excellent | share of all}}}}{after}");
        let drafts = read("content/a.md", &text).value;
        prop_assert_eq!(drafts.stories[0].references().len(), 1);
        let span = drafts.stories[0].references()[0].span;
        prop_assert_eq!(&text[span.range()], "{{reserve.excellent | share of all}}");
    }

    /// The two parsers must accept the same documents, or one of them would surprise the editor.
    #[test]
    fn our_reader_and_serde_yaml_accept_the_same_plain_documents(
        entries in prop::collection::btree_map("[a-z]{1,5}", "[a-z0-9中文]{1,6}( [a-z0-9]{1,4})?", 0..6)
    ) {
        let text: String = entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        let path = SourcePath::new("a.yaml");
        let mut notes = Notes::on(&path);
        let ours = yaml::parse(&text, Span::new(0, text.len()), &mut notes);
        prop_assert!(notes.findings.is_empty());
        let theirs: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        let count = match ours.map(|node| node.kind) {
            Some(NodeKind::Mapping(entries)) => entries.len(),
            _ => 0,
        };
        prop_assert_eq!(count, theirs.as_mapping().map_or(0, serde_yaml::Mapping::len));
    }
}

#[test]
fn every_scalar_is_kept_as_it_was_written() {
    for written in [
        "NO",
        "yes",
        "on",
        "012",
        "1_000",
        "1.10",
        "12:30",
        "2026-01-02",
        "0x1F",
        "1e3",
        ".5",
        "10%",
        "1,234",
    ] {
        let text = format!("---\nheadline: {written}\n---\n文\n");
        let drafts = read("content/a.md", &text);
        assert!(drafts.findings.is_empty(), "{written}: {:?}", drafts.findings);
        let headline = &drafts.value.stories[0].front().headline_group.headline[0];
        assert_eq!(headline, &lanmu::internals::model::phrase::Phrase::of(written));
    }
}

#[test]
fn bombs_are_found_before_they_go_off() {
    let aliases = format!(
        "a: &a [x, x, x, x, x, x, x, x, x]\n{}",
        (0..8)
            .map(|n| {
                let (this, last) = ((b'b' + n) as char, (b'a' + n) as char);
                format!("{this}: &{this} [{}]\n", vec![format!("*{last}"); 9].join(", "))
            })
            .collect::<String>()
    );
    for bomb in [aliases, "[".repeat(10_000), "- ".repeat(10_000), format!("a: {}", "{a: ".repeat(5_000))] {
        let drafts = read("content/ledgers/a.yaml", &bomb);
        assert!(!drafts.findings.is_empty());
    }
    for deep in ["> ".repeat(50_000), "- ".repeat(20_000), "*a ".repeat(20_000), "[".repeat(50_000)] {
        read("content/a.md", &deep);
    }
}
