//! The galley is set from the tree that is printed: its words are those of the page, and each has the right position in the file.

use std::collections::BTreeMap;

use lanmu::internals::cache::Cache;
use lanmu::internals::model::body::{BlockKind, Image, Inline, visit_leaves};
use lanmu::internals::model::document::Content;
use lanmu::internals::model::draft::StoryDraft;
use lanmu::internals::model::passage::Role;
use lanmu::internals::model::phrase::Piece;
use lanmu::internals::model::written::{WordPiece, Words};
use lanmu::internals::pipeline::{self, Goal, Scope};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::html;
use crate::masks;
use crate::support::{PNG, Paper, project, read};

/// All words of a story's tree.
fn words(draft: &StoryDraft) -> Vec<Words> {
    let mut words = Vec::new();
    let mut line = |content: &[Inline]| {
        visit_leaves(content, &mut |leaf| match leaf {
            Inline::Text(text) | Inline::Code(text) | Inline::Markup(text) => words.push(text.clone()),
            Inline::Picture(image) => words.extend(around_picture(image)),
            _ => {}
        });
    };
    draft.passages().iter().for_each(|passage| line(&passage.content));
    draft.body().visit(&mut |block, _| match &block.kind {
        BlockKind::Picture(image) => line(&[Inline::Picture(image.clone())]),
        _ => block.texts().for_each(|text| line(text)),
    });
    words
}

fn around_picture(image: &Image) -> Vec<Words> {
    let pieces = image.alt.0.iter().chain(image.caption.iter().flat_map(|caption| &caption.0));
    pieces
        .filter_map(|piece| if let Piece::Text(words) = piece { Some(words.clone()) } else { None })
        .collect()
}

/// The source of every piece is within the file, and exact pieces are there byte for byte.
fn places_are_right(text: &str) -> Result<(), TestCaseError> {
    for words in read("content/a.md", text).value.stories.iter().flat_map(|draft| words(draft)) {
        let mut end = 0;
        for (bytes, piece) in words.pieces() {
            prop_assert_eq!(bytes.start, end);
            end = bytes.end;
            let written = text.get(piece.span().range());
            prop_assert!(written.is_some(), "{:?} in {:?}", piece, text);
            if !matches!(piece, WordPiece::Decoded(..)) {
                prop_assert_eq!(written, words.get(bytes), "in {:?}", text);
            }
        }
        prop_assert_eq!(end, words.len(), "{:?}", words);
    }
    Ok(())
}

const MARKDOWN: &str = "[中文，。“”《》：　a1 *~_`|>#\\[\\](){}!<&;\\n\\t-]{0,120}";
const FRONT: &str = "(headline|kicker|deck|lead|summary|byline|dateline|source): (——|\"|'|)[中文　 a1，“”\\\\{}]{0,20}(\"|'|)\\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_stand_in_the_file_where_the_tree_says(front in prop::collection::vec(FRONT, 0..4), body in MARKDOWN) {
        places_are_right(&format!("---\n{}---\n{body}", front.concat()))?;
    }

    #[test]
    fn words_keep_their_places_within_html(body in html::narrative(), quote in any::<bool>()) {
        places_are_right(&if quote { format!("> {}", body.replace('\n', "\n> ")) } else { body })?;
    }

    #[test]
    fn words_keep_their_places_beside_figures_links_and_pictures(body in masks::narrative()) {
        places_are_right(&body)?;
    }
}

/// Narratives without errors, so that they are printed.
fn narrative() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "中文",
        "，",
        "。",
        "“好”",
        "《报》",
        "word ",
        "B2",
        " ",
        "5%",
        "\\*",
        "&amp;",
        "&#20013;",
        "{{roads}}",
        "\\{{",
        "`码`",
        "\n",
        "\\\n",
        "[^a]",
        "　",
    ]);
    let plain =
        prop::collection::vec(word.clone(), 1..6).prop_map(|pieces| format!("文{}字", pieces.concat()));
    let marked = (plain.clone(), prop::sample::select(vec!["**", "*", "~~"]))
        .prop_map(|(text, mark)| format!("{mark}{text}{mark}"));
    let link = plain.clone().prop_map(|text| {
        format!("[{}](about.md)", text.replace("[^a]", "").replace("\\\n", "").replace('\n', ""))
    });
    let label = Just("[关于]".to_owned());
    let picture = plain.clone().prop_map(|alt| {
        format!(
            "![{}](lamp.png)",
            alt.replace("{{roads}}", "").replace("[^a]", "").replace("\\\n", "").replace('\n', "")
        )
    });
    let inline = prop_oneof![4 => plain, 2 => marked, 1 => link, 1 => label, 1 => picture];
    let text = prop::collection::vec(inline, 1..5).prop_map(|pieces| pieces.concat());
    let line = text.clone().prop_map(|text| text.replace("\\\n", "").replace('\n', ""));
    prop_oneof![
        6 => text.clone(),
        1 => text.clone().prop_map(|text| format!("　　{text}")),
        1 => line.clone().prop_map(|line| format!("## {}", line.replace('　', ""))),
        1 => text.clone().prop_map(|text| format!("> {}", text.replace('\n', "\n> "))),
        1 => (line.clone(), line.clone()).prop_map(|(one, two)| format!("- {one}\n- {two}\n  - {one}")),
        1 => (line.clone(), line.clone()).prop_map(|(one, two)| format!("1. {one}\n\n   > {two}\n\n   {one}")),
        1 => line.clone().prop_map(|line| format!("|甲|乙|\n|-|-|\n|{line}|二|")),
        1 => line.prop_map(|line| format!("![灯](lamp.png \"{}\")", line.replace(['"', '!', '[', ']', '`', '\u{3000}'], ""))),
    ]
}

/// The lines of a document's text, as a reader sees them: code as one placeholder, without the calls of footnotes.
fn printed(html: &str) -> Vec<String> {
    let replaced = |pattern: &str, with: &str, html: &str| {
        regex::Regex::new(pattern).unwrap().replace_all(html, with).into_owned()
    };
    let body = html.split_once("<div class=\"body\">").unwrap().1;
    let text = body.split_once("<section class=\"footnotes\"").map_or_else(
        || body.split_once("</div>\n").unwrap().0.to_owned(),
        |(text, notes)| format!("{text}<p{}", notes.split_once("</section>").unwrap().0),
    );
    let text = replaced("(?s)<sup class=\"call[^\"]*\".*?</sup>|<a class=\"back\".*?</a>", "", &text);
    let text = replaced("(?s)<code>.*?</code>", "\u{FFFC}", &text).replace("<br>", "⏎");
    let text = replaced("</?(p|li|ul|ol|h2|td|th|figcaption|blockquote|tr)(>| [^>]*>)", "\u{1}", &text);
    let text = replaced("(?s)<[^>]*>", "", &text)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    lines(text.split('\u{1}'))
}

fn lines<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    let trimmed = lines.map(|line| line.trim_matches(['\n', ' ']).to_owned());
    trimmed.filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_galley_says_what_is_printed() {
    let mut runner = TestRunner::deterministic();
    let blocks = prop::collection::vec(narrative(), 1..5);
    let mut texts = BTreeMap::new();
    let paper = Paper::of(&[
        (
            "content/ledgers/town.yaml",
            "title: 镇台账\nfigures:\n  roads: {label: 修路, value: 12, unit: 条}\n",
        ),
        ("content/pages/about.md", "关于。\n"),
        ("content/a.md", "---\ndate: 2025-11-20\n---\n正文。\n"),
    ]);
    paper.put("content/pages/lamp.png", PNG);
    for number in 0..300 {
        let body = blocks.new_tree(&mut runner).unwrap().current().join("\n\n");
        let text = format!(
            "---\nheadline: 稿\nledger: town\n---\n注[^a]。\n\n{body}\n\n[^a]: 脚注{{{{roads}}}}。\n\n[关于]: about.md\n"
        );
        let name = format!("s{number}");
        paper.put(&format!("content/pages/{name}.md"), &text);
        texts.insert(name, text);
    }
    let project = project(paper.root());
    let read = pipeline::proofread(&project, &mut Cache::default(), &Scope::Paper).unwrap();
    let mut cache = Cache::default();
    cache.inventory = pipeline::scan_folder(&project, &cache).unwrap();
    let documents = pipeline::run(&project, &mut cache, &Goal::Made, &mut ()).documents;
    let wrong = read.report.findings.iter().find(|finding| finding.blocks_printing());
    let text = wrong.and_then(|wrong| texts.get(wrong.place.as_ref().unwrap().path.stem()));
    assert!(wrong.is_none(), "{text:?}: {wrong:?}");
    for document in documents.unwrap() {
        let name = document.rendered.route.as_str().trim_end_matches(".html");
        let (Some(text), Content::Bytes(bytes)) = (texts.get(name), &document.rendered.content) else {
            continue;
        };
        let path = format!("content/pages/{name}.md");
        let galley = &read.stories.iter().find(|story| story.galley.path.as_str() == path).unwrap().galley;
        let read = galley.lines.iter().filter(|line| !matches!(line.role, Role::Alt | Role::Headline));
        let read: Vec<String> = read.map(|line| line.text.replace('\n', "⏎")).collect();
        assert_eq!(
            lines(read.iter().map(String::as_str)),
            printed(std::str::from_utf8(bytes).unwrap()),
            "{text}"
        );
        for line in &galley.lines {
            for (at, character) in line.text.char_indices() {
                let range = at..at + character.len_utf8();
                let place = line.place(range.clone());
                let written = text.get(place.range()).unwrap();
                assert!(
                    !line.is_replaceable(range) || written == character.to_string(),
                    "{written} in {text}"
                );
            }
        }
        texts.remove(name);
    }
    assert!(texts.is_empty(), "{:?} are not printed", texts.keys());
}
