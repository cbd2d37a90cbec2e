//! What is printed is what the text refers to, wherever Markdown allows a reference: in a title, in a definition, in code in the
//! words of a picture.

use lanmu::internals::finding::Noted;
use lanmu::internals::model::body::{Block, BlockKind, Body, Inline};
use lanmu::internals::model::draft::{Drafts, StoryDraft};
use lanmu::internals::model::phrase::{Phrase, Piece};
use proptest::prelude::*;

use crate::support::{Paper, read};

/// The printed text of a narrative, in one line: words, `{{key}}` for a figure, `⟦…⟧` for code.
fn printed(draft: &StoryDraft) -> String {
    let mut line = String::new();
    let mut printer = Printer { draft, line: &mut line };
    let Body { blocks, footnotes } = draft.body();
    printer.blocks(blocks);
    for blocks in footnotes {
        printer.blocks(blocks);
    }
    for line in &draft.front().headline_group.headline {
        printer.phrase(line);
    }
    line
}

struct Printer<'d> {
    draft: &'d StoryDraft,
    line: &'d mut String,
}

impl Printer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => self.inlines(content),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Group { title, blocks, .. } => {
                    self.inlines(title);
                    self.blocks(blocks);
                }
                BlockKind::Table { caption, head, rows, .. } => {
                    self.inlines(caption);
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                BlockKind::Picture(image) => self.picture(&image.alt, image.caption.as_ref()),
                BlockKind::Code { text, .. } => self.code(text),
                BlockKind::Exhibit(_) | BlockKind::Divider => {}
            }
            self.line.push('\n');
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Markup(text) => self.line.push_str(text),
                Inline::Figure(figure, _) => self.figure(*figure),
                Inline::Marked(_, content) | Inline::Script(_, content, _) | Inline::Link { content, .. } => {
                    self.inlines(content);
                }
                Inline::Code(text) => self.code(text),
                Inline::Picture(image) => self.picture(&image.alt, image.caption.as_ref()),
                Inline::Footnote { .. }
                | Inline::Anchor(_)
                | Inline::Turn(_)
                | Inline::Break(_)
                | Inline::Task(_) => {
                    self.line.push(' ');
                }
            }
        }
    }

    fn picture(&mut self, alt: &Phrase, caption: Option<&Phrase>) {
        self.phrase(alt);
        self.line.push(' ');
        if let Some(caption) = caption {
            self.phrase(caption);
        }
        self.line.push(' ');
    }

    fn phrase(&mut self, phrase: &Phrase) {
        for piece in &phrase.0 {
            match piece {
                Piece::Text(text) => self.line.push_str(text),
                Piece::Figure(figure, _) => self.figure(*figure),
            }
        }
    }

    fn figure(&mut self, figure: usize) {
        self.line.extend(["{{", &*self.draft.references()[figure].key, "}}"]);
    }

    fn code(&mut self, text: &str) {
        self.line.extend(["⟦", text, "⟧"]);
    }
}

/// The blocks of a narrative before its definitions, some of which are never used.
pub fn narrative() -> impl Strategy<Value = String> {
    let reference = (0..9_u8, prop::sample::select(vec!["", " | value", "|words"]))
        .prop_map(|(key, filter)| format!("〔{key}〕{{{{k{key}{filter}}}}}"));
    let words =
        prop::sample::select(vec!["中文", "，", "“", "a ", "\\*", "&amp;", "&#20013;", "好。", "5%", "\\{{"]);
    let code = (0..9_u8).prop_map(|key| format!("`〈{key}〉{{{{k{key}}}}}`"));
    let title = prop::collection::vec(prop_oneof![reference.clone(), Just("图说".to_owned())], 0..3)
        .prop_map(|pieces| pieces.concat());
    let piece = prop_oneof![3 => reference, 2 => words.prop_map(str::to_owned), 1 => code];
    let inline = piece.prop_recursive(3, 16, 4, move |inner| {
        let some = prop::collection::vec(inner, 1..4).prop_map(|pieces| pieces.concat());
        let label = 0..3_u8;
        prop_oneof![
            some.clone().prop_map(|inside| format!("**{inside}**")),
            some.clone().prop_map(|inside| format!("*{inside}*")),
            some.clone().prop_map(|inside| format!("~~{inside}~~")),
            some.clone().prop_map(|inside| format!("[{inside}](a.md)")),
            (some.clone(), title.clone())
                .prop_map(|(inside, title)| format!("![{inside}](p.png \"{title}\")")),
            (some.clone(), label.clone()).prop_map(|(inside, label)| format!("![{inside}][r{label}]")),
            (some, label).prop_map(|(inside, label)| format!("[{inside}][r{label}]")),
        ]
    });
    let line = prop::collection::vec(inline, 1..4).prop_map(|pieces| pieces.concat());
    let head = prop::sample::select(vec!["", "## ", "- ", "> ", "> - ", "1. ", "[^a]: ", "|甲|\n|-|\n|"]);
    let block = prop_oneof![
        6 => (head, line.clone()).prop_map(|(head, line)| format!("{head}文{line}")),
        1 => line.prop_map(|line| format!("```rust {line}\n〈7〉{{{{k7}}}}\n```", line = line.replace('`', ""))),
    ];
    let definition =
        (0..3_u8, 0..9_u8).prop_map(|(label, key)| format!("[r{label}]: p.png \"〔{key}〕{{{{k{key}}}}}\""));
    (prop::collection::vec(block, 1..5), prop::collection::vec(definition, 0..3)).prop_map(
        |(blocks, definitions)| {
            format!("注[^a]。\n\n{}\n\n{}\n", blocks.join("\n\n"), definitions.join("\n\n"))
        },
    )
}

/// After each mark in the printed text comes the figure with its number: `〔3〕{{k3}}`; in code, the text as written.
fn every_mark_has_its_figure(line: &str) -> Result<(), TestCaseError> {
    for (at, mark) in line.match_indices(['〔', '〈']) {
        let (key, behind) = line[at + mark.len()..].split_at(1);
        let behind = &behind["〕".len()..];
        prop_assert!(behind.starts_with(&format!("{{{{k{key}")), "{}", line);
    }
    Ok(())
}

/// Each reference of the text is printed, shown as code or reported as a finding: none is lost.
fn no_reference_is_lost(text: &str, noted: &Noted<Drafts>) -> Result<(), TestCaseError> {
    let draft = &noted.value.stories[0];
    let places = noted.findings.iter().filter_map(|finding| Some(finding.place.as_ref()?.span));
    let known: Vec<_> = draft.references().iter().map(|reference| reference.span).chain(places).collect();
    for (at, mark) in text.match_indices("〔") {
        let start = at + mark.len() + 1 + "〕".len();
        let is_word_of_fence = text[..at].rsplit('\n').next().is_some_and(|line| line.starts_with("```"));
        let is_known = known.iter().any(|span| span.start <= start && start < span.end);
        prop_assert!(is_known || is_word_of_fence, "{} of {}", &text[at..], text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_what_is_referred_to(text in narrative()) {
        let noted = read("content/a.md", &text);
        every_mark_has_its_figure(&printed(&noted.value.stories[0]))?;
        no_reference_is_lost(&text, &noted)?;
    }

    #[test]
    fn no_character_reference_forges_a_mask(
        code in prop::sample::select(vec![0xE000_u32, 0xE001, 0xF8FF, 0xF0000, 0xF0001, 0xFFFFD, 0x0010_0000, 0x0010_FFFD, 1, 0, 0x80, 0x9B, 0xFFFF, 0xFDD0]),
        form in prop::sample::select(vec!["&#x{};", "&#X{};", "&#{};"]),
        place in prop::sample::select(vec![
            "甲@乙{{a}}丙", "**@**{{a}}", "[@{{a}}](b.md)", "[甲](b@.md){{a}}", "![@{{a}}](p.png)", "![x](p.png \"@好好好 {{a}}\")",
            "![x][r]{{a}}\n\n[r]: p.png \"@{{a}}\"", "# @{{a}}", "- @{{a}}", "|@|\n|-|\n|{{a}}|", "注[^a]\n\n[^a]: @{{a}}", "<@>{{a}}@",
        ]),
    ) {
        let number = if form.contains(['x', 'X']) { format!("{code:X}") } else { code.to_string() };
        let text = place.replace('@', &form.replace("{}", &number));
        let noted = read("content/a.md", &text);
        let codes = ["control-character", "private-character", "no-character"];
        prop_assert!(noted.findings.iter().any(|finding| codes.contains(&&*finding.wording.code)), "{}", text);
        let line = printed(&noted.value.stories[0]);
        prop_assert!(line.chars().all(|character| character == '\n' || !character.is_control()), "{:?}", line);
        prop_assert!(!line.contains(|character: char| matches!(u32::from(character), 0xE000..=0xF8FF | 0xF0000..)), "{:?}", line);
    }
}

#[test]
fn code_says_a_character_reference_and_does_not_decode_it() {
    for text in ["`&#1;`", "```\n&#xE001;\n```", "    &#xF0000;", "``` &#xE001;好\n{{a}}\n```", "甲\\&#1;"]
    {
        let noted = read("content/a.md", &format!("# 题\n\n{text}\n"));
        assert!(noted.findings.is_empty(), "{text}: {:?}", noted.findings);
        assert!(printed(&noted.value.stories[0]).contains("&#") || text.starts_with("``` "), "{text}");
    }
}

#[test]
fn a_reference_that_nothing_prints_is_an_error() {
    for text in [
        "[甲](b.md \"{{a}}\")",
        "[r]: p.png \"{{a}}\"",
        "## 小题 {#甲{{a}}}",
        "|甲|\n|-|\n|乙|{{a}}|",
        "甲[^{{a}}]\n\n[^{{a}}]: 注",
    ] {
        let noted = read("content/a.md", &format!("# 题\n\n{text}\n"));
        let codes: Vec<&str> = noted.findings.iter().map(|finding| &*finding.wording.code).collect();
        assert!(codes.contains(&"reference-not-printed"), "{text}: {codes:?}");
    }
    let noted = read("content/a.md", "# 题\n\n<!-- {{a}} -->\n\n甲<!-- {{a}} -->乙\n");
    assert!(noted.findings.is_empty(), "{:?}", noted.findings);
}

const LEDGER: (&str, &str) = (
    "content/ledgers/l.yaml",
    "figures:\n  a: {label: 甲, value: 10, unit: 名}\n  b: {label: 乙, value: 4, unit: 名}\n",
);

fn paper(body: &str) -> Paper {
    let paper = Paper::of(&[
        LEDGER,
        ("content/editions/2025-11-20/a.md", &format!("---\nheadline: 题\nledger: l\n---\n{body}\n")),
    ]);
    paper.put("content/editions/2025-11-20/p.png", crate::support::PNG);
    paper
}

#[test]
fn a_caption_prints_its_own_figures() {
    let tags = regex::Regex::new("<[^>]*>").unwrap();
    for (body, caption) in [
        ("![`{{a}}`](p.png \"甲{{b}}\")", "甲4名"),
        ("![**{{a}}**`{{b}}`](p.png \"{{a}}\")", "10名"),
        ("![x][r]\n\n[r]: p.png \"{{a}} 和 {{b}}\"", "10名 和 4名"),
        ("![x][r]\n\n![y][r]\n\n[r]: p.png \"{{b}}\"", "4名"),
    ] {
        let paper = paper(body);
        paper.built();
        let page = paper.page("2025-11-20/a.html");
        assert!(tags.replace_all(&page, "").contains(caption), "{body}: {page}");
        assert!(!page.contains("xx"), "{body}");
    }
}

#[test]
fn a_forged_mask_is_a_finding_and_no_panic() {
    for body in ["![x](p.png \"&#xE001;好好好 {{a}}\")", "``` &#xE001;好\n{{a}}\n```\n\n&#xF0000;好"] {
        let run = paper(body).build();
        assert_eq!(run.code, 1, "{}", run.said);
        assert!(run.said.contains("[private-character]"), "{}", run.said);
    }
}

#[test]
fn a_reference_of_which_nothing_is_printed_is_an_error_wherever_it_stands() {
    for (body, is_printed) in [
        ("文中![图](p.png \"说明{{a}}\")好。", false),
        ("- **![图](p.png \"说明{{a}}\")**", false),
        ("[![图](p.png \"说明{{a}}\")](https://example.org/)", false),
        ("| 甲 |\n|---|\n| ![图](p.png \"说明{{a}}\") |", false),
        ("```text {{a}}\n文\n```", false),
        ("```{{a}}\n文\n```", false),
        ("![图](p.png \"说明{{a}}\")", true),
        ("- ![图](p.png \"说明{{a}}\")", true),
        ("```text\n{{a}}\n```", true),
    ] {
        let paper = paper(body);
        let run = paper.build();
        assert_eq!(run.code == 0, is_printed, "{body}: {}", run.said);
        let told = run.said.matches("[reference-not-printed]").count();
        assert_eq!(told, usize::from(!is_printed), "{body}: {}", run.said);
    }
}
