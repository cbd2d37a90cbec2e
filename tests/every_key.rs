//! Characters that no text may contain are reported in every key of every file. The program itself lists the keys, so that a new
//! one is not forgotten.

use std::collections::BTreeSet;
use std::fs;

use lanmu::internals::finding::{Finding, Severity};
use lanmu::internals::model::inventory::{Inventory, Text};
use lanmu::internals::parse;
use lanmu::internals::source::SourcePath;
use lanmu::internals::words::Language;
use proptest::prelude::*;

use crate::support::{Paper, read, repository};

/// A place in a file where a value belongs: the file, the text before the value and the text after it.
#[derive(Clone, Debug)]
pub struct Spot {
    pub path: &'static str,
    before: String,
    after: String,
    /// Its path: `columns[].name`.
    pub name: String,
}

impl Spot {
    fn new(path: &'static str, name: &str, before: &str, after: &str) -> Self {
        Self { path, before: before.to_owned(), after: after.to_owned(), name: name.to_owned() }
    }

    /// The place inside a structure at this place.
    fn inside(&self, name: &str, before: &str, after: &str) -> Self {
        Self {
            path: self.path,
            before: format!("{}{before}", self.before),
            after: format!("{after}{}", self.after),
            name: format!("{}{name}", self.name),
        }
    }

    pub fn with(&self, value: &str) -> String {
        format!("{}{value}{}", self.before, self.after)
    }

    /// The findings with a value at this place, and whether a reference to a figure was resolved.
    pub fn findings(&self, value: &str) -> (Vec<Finding>, bool) {
        let text = self.with(value);
        if self.path.contains("/style/") {
            let mut inventory = Inventory::default();
            inventory.texts.insert(SourcePath::new(self.path), Text::of(text.as_bytes()));
            return (parse::style(&inventory).findings, false);
        }
        let noted = read(self.path, &text);
        let mut stories = noted.value.stories.iter().chain(&noted.value.standing);
        let is_taken_up = stories.any(|story| !story.references().is_empty());
        (noted.findings, is_taken_up)
    }

    /// The keys that are known here, as the program lists them when it finds an unknown one.
    fn keys(&self) -> Option<Vec<String>> {
        let (findings, _) = self.findings("{qqqq: 1}");
        let unknown = findings.iter().find(|finding| {
            finding.wording.code == "unknown-key"
                && finding.wording.said(Language::English).message.contains("qqqq")
        })?;
        let help = unknown.wording.said(Language::English).help.clone()?;
        Some(help.strip_prefix("known keys: ")?.split(' ').map(str::to_owned).collect())
    }
}

/// The files, and in them the exhibits of every kind, as fences and in a ledger.
fn files() -> Vec<Spot> {
    let story = "content/editions/2025-11-20/a.md";
    let mut files = vec![
        Spot::new("content/site.yaml", "site", "", "\n"),
        Spot::new("content/editions/2025-11-20/edition.yaml", "edition", "", "\n"),
        Spot::new("content/editions/2025-11-20/approvals.yaml", "approvals", "", "\n"),
        Spot::new(story, "story", "---\n", "\n---\n文。\n"),
        Spot::new("content/pages/a.md", "page", "---\n", "\n---\n文。\n"),
        Spot::new("content/ledgers/a.yaml", "ledger", "", "\n"),
        Spot::new("content/style/a.yaml", "style", "", "\n"),
    ];
    let kinds = kinds();
    for kind in kinds.iter().map(String::as_str).chain(["chart", "exhibit"]) {
        let fence = Spot::new(story, &format!("fence {kind}"), &format!("# 题\n\n```{kind}\n"), "\n```\n");
        files.extend(fence.keys().is_some().then_some(fence)); // A ledger says `bar` for what a fence calls `chart`.
    }
    files
}

/// The content of a fence, kept in a ledger.
fn kept(spot: &Spot) -> Option<Spot> {
    let kind = spot.name.strip_prefix("fence ")?.split('.').next()?;
    let (_, before) = spot.before.split_once(&format!("```{kind}\n{{"))?;
    let after = spot.after.strip_suffix("\n```\n")?;
    let kind = if kind == "chart" { "bar" } else { kind };
    let before = format!("exhibits: {{x: {{kind: {kind}, {before}");
    Some(Spot::new(
        "content/ledgers/a.yaml",
        &format!("kept {}", spot.name),
        &before,
        &format!("{after}}}}}\n"),
    ))
}

/// The kinds of exhibit, as the program lists them.
fn kinds() -> Vec<String> {
    let (findings, _) =
        Spot::new("content/ledgers/a.yaml", "", "exhibits: {x: {kind: ", "}}\n").findings("qqqq");
    let unknown =
        findings.iter().find(|finding| finding.wording.code == "unknown-word").expect("a list of kinds");
    let help = unknown.wording.said(Language::English).help.clone().expect("a list of kinds");
    help.strip_prefix("use one of: ").expect("a list of kinds").split(' ').map(str::to_owned).collect()
}

/// Every place for a value below `spot`, including `spot`.
fn below(spot: &Spot, depth: usize, spots: &mut Vec<Spot>) {
    spots.push(spot.clone());
    if depth == 0 {
        return;
    }
    let shapes = [
        spot.clone(),
        spot.inside("[]", "[", "]"),
        spot.inside(".x", "{x: ", "}"),
        spot.inside("[].x", "[{x: ", "}]"),
    ];
    for shape in shapes {
        let keys = shape.keys().unwrap_or_default();
        for key in &keys {
            // A picture without a file is not a picture, whatever its caption.
            let beside = if keys.contains(&"src".to_owned()) && key != "src" { "src: p.png, " } else { "" };
            let inside = shape.inside(&format!(".{key}"), &format!("{{{beside}{key}: "), "}");
            below(&inside, depth - 1, spots);
        }
    }
}

pub fn spots() -> Vec<Spot> {
    let mut spots = Vec::new();
    for file in files() {
        below(&file, 4, &mut spots);
    }
    let kept: Vec<Spot> = spots.iter().filter_map(kept).collect();
    spots.extend(kept);
    let names: BTreeSet<&str> = spots.iter().map(|spot| spot.name.as_str()).collect();
    for known in [
        "site.publisher.name",
        "site.columns[].about",
        "edition.pages[].makeup.x.picture",
        "story.images[].caption",
        "ledger.figures.x.parts.x.note",
        "ledger.programmes[].expansion",
        "style.terms[].right",
        "fence chart.data",
        "fence glossary.terms[].meaning",
        "fence contest.results",
        "fence training.courses[].sessions",
        "kept fence board.pillars[].name",
    ] {
        assert!(names.contains(known), "{known} of {names:?}");
    }
    assert!(names.len() > 200, "{}", names.len());
    spots
}

/// The values that contain `scalar`: alone, in a list, as a value and as a key.
fn values(scalar: &str) -> [String; 7] {
    [
        scalar.to_owned(),
        format!("[{scalar}]"),
        format!("{{x: {scalar}}}"),
        format!("{{{scalar}: 1}}"),
        format!("[{{x: {scalar}}}]"),
        format!("{{x: {{{scalar}: 1}}}}"),
        format!("{{x: [{{y: {scalar}}}]}}"),
    ]
}

#[test]
fn a_reference_is_taken_up_or_an_error_in_every_key() {
    let mut printed = Vec::new();
    for spot in spots() {
        for value in values("\"甲{{a}}乙\"") {
            let (findings, is_taken_up) = spot.findings(&value);
            let is_error = |finding: &Finding| {
                finding.severity == Severity::Error && finding.wording.code == "reference-out-of-place"
            };
            let is_shape = |finding: &Finding| matches!(&*finding.wording.code, "wrong-type" | "bad-yaml");
            let is_told = findings.iter().any(|finding| is_error(finding) || is_shape(finding));
            if !is_taken_up && !is_told {
                printed.push(format!("{}: {value}", spot.name));
            }
        }
    }
    assert!(printed.is_empty(), "{} of them:\n{}", printed.len(), printed.join("\n"));
}

#[test]
fn only_the_lines_of_a_story_refer_to_figures() {
    let spots = spots();
    let taking: BTreeSet<&str> =
        spots.iter().filter(|spot| spot.findings("\"甲{{a}}乙\"").1).map(|spot| &*spot.name).collect();
    let lines = ["headline", "kicker", "deck", "lead", "summary", "images.caption", "images[].caption"];
    let lines = ["story", "page"].map(|file| lines.map(|line| format!("{file}.{line}")));
    assert_eq!(taking, lines.iter().flatten().map(String::as_str).collect());
}

#[test]
fn no_strange_character_comes_in_by_an_escape() {
    let escapes = [
        "\\u0001",
        "\\0",
        "\\e",
        "\\r",
        "\\x7f",
        "\\N",
        "\\u009b",
        "\\uE001",
        "\\U000F0000",
        "\\U0010FFFD",
        "\\uFFFF",
        "\\uFDD0",
    ];
    let codes = ["control-character", "private-character", "no-character"];
    let mut let_in = Vec::new();
    for spot in spots() {
        for value in values(&format!("\"甲{}乙\"", escapes.concat())) {
            let (findings, _) = spot.findings(&value);
            let told = findings.iter().filter(|finding| codes.contains(&&*finding.wording.code)).count();
            let mut said =
                findings.iter().flat_map(|finding| finding.wording.said(Language::English).message.chars());
            if told < escapes.len() || said.any(is_strange) {
                let_in.push(format!("{}: {value}", spot.name));
            }
        }
    }
    assert!(let_in.is_empty(), "{} of them:\n{}", let_in.len(), let_in.join("\n"));
}

/// Characters that XML cannot contain, that a terminal may execute, and that have no meaning anywhere.
fn is_strange(character: char) -> bool {
    let code = u32::from(character);
    let is_control = character.is_control() && !matches!(character, '\n' | '\t');
    is_control || matches!(code, 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xF0000..) || code & 0xFFFE == 0xFFFE
}

#[test]
fn a_key_is_known_whatever_is_missing_beside_it() {
    // The options of a theme are known to the theme.
    for spot in spots().iter().filter(|spot| !spot.name.starts_with("site.theme_options.")) {
        let (findings, _) = spot.findings("x");
        let unknown = findings.iter().find(|finding| finding.wording.code == "unknown-key");
        assert!(unknown.is_none(), "{}: {unknown:?}", spot.name);
    }
}

#[test]
fn the_guide_names_every_key() {
    let guide = fs::read_to_string(repository().join("content/pages/guide.md")).unwrap();
    let is_named = |key: &str| {
        ["`", "{", " ", "\n"]
            .iter()
            .any(|before| ["`", ":"].iter().any(|after| guide.contains(&format!("{before}{key}{after}"))))
    };
    let mut left_out = BTreeSet::new();
    for spot in spots() {
        let keys = spot.keys().unwrap_or_default().into_iter();
        left_out.extend(keys.filter(|key| !is_named(key)).map(|key| format!("{}.{key}", spot.name)));
    }
    left_out.remove("site.publish"); // Nothing uses it for publishing yet.
    assert!(left_out.is_empty(), "{left_out:#?}");
}

#[test]
fn a_theme_and_names_of_files_are_looked_at_too() {
    for (value, code) in [("\"甲{{a}}\"", "reference-out-of-place"), ("\"甲\\u0001\"", "control-character")]
    {
        let theme = format!("words: {{zh-Hans: {{a: {value}}}}}\n");
        let findings = read("themes/broadsheet/theme.yaml", &theme).findings;
        assert!(findings.iter().any(|finding| finding.wording.code == code), "{findings:?}");
    }
    for (name, code) in [
        ("甲{{a}}", "reference-out-of-place"),
        ("甲\u{1}", "control-character"),
        ("甲\u{E001}", "private-character"),
    ] {
        for path in [format!("content/editions/2025-11-20/{name}.md"), format!("content/ledgers/{name}.yaml")]
        {
            let findings =
                read(&path, if path.ends_with("md") { "文。\n" } else { "figures: {a: {value: 1}}\n" })
                    .findings;
            assert!(findings.iter().any(|finding| finding.wording.code == code), "{path:?}: {findings:?}");
        }
    }
}

/// A paper that has, in every key that takes text, the text marked by `@`; each `@` takes the next of the texts.
const WORDY: [(&str, &str); 5] = [
    (
        "content/site.yaml",
        "name: @\nurl: https://example.org/\ncopyright: @\npublisher: {name: @, sponsor: @, organiser: @, icp: @, police: @, permit: @, code: @, hotline: @, address: @, printer: @, mail_code: @, price: @}\n\
         masthead: {slogan: @, pinyin: @, ear: @}\ncolumns: [{name: 要闻, slug: a, about: @}]\ntags: gov\n",
    ),
    (
        "content/editions/2025-11-20/edition.yaml",
        "name: @\nnotice: @\npages: [{name: @, stories: [a]}]\neditors: {duty: @, page: @, proof: @}\n",
    ),
    (
        "content/editions/2025-11-20/a.md",
        "---\ncolumn: 要闻\nheadline: @\nkicker: @\ndeck: @\nlead: @\nbyline: @\ndateline: @\nsource: @\ncopyright: @\nsummary: @\nkeywords: [@]\n\
         topics: [@]\neditors: {duty: @}\nfigures: {a: {label: @, value: 1, unit: @, note: @}}\n---\n共{{a}}。\n\n```board\ntitle: @\nnote: @\nsource: @\n\
         pillars: [{name: @, about: @, items: [@]}]\n```\n\n```chart\nkind: bar\ndata: {甲: 1, @: 2}\nunit: @\n```\n\n```contest\nrounds: [{name: @, about: @}]\nresults: {@: 3}\n```\n\n\
         ```glossary\nterms: [{term: @, question: @, meaning: @}]\n```\n",
    ),
    (
        "content/ledgers/l.yaml",
        "title: @\nowner: @\nnote: @\nsource: {name: @}\ngroups: {a: @}\nfigures: {a.b: {label: @, value: 1, unit: @, measure: @, window: @, indicator: @, source: @, note: @}}\n\
         programmes: [{name: @, kind: @, owner: @, since: @, parts: [@], expansion: @, note: @}]\n",
    ),
    ("content/pages/p.md", "---\nheadline: @\nsummary: @\n---\n文。\n"),
];

/// The paper with these texts, each as YAML that escapes every character by its number.
fn wordy(texts: &[String]) -> Paper {
    let mut texts = texts.iter().cycle();
    let files = WORDY.map(|(path, text)| {
        let pieces: Vec<&str> = text.split('@').collect();
        let mut whole = pieces[0].to_owned();
        for piece in &pieces[1..] {
            let text = texts.next().expect("a cycle never ends");
            let spelt: String =
                text.chars().map(|character| format!("\\U{:08X}", u32::from(character))).collect();
            whole.extend(["\"文", &spelt, "\"", piece]);
        }
        (path, whole)
    });
    Paper::of(&files.each_ref().map(|(path, text)| (*path, text.as_str())))
}

/// Characters with a meaning in XML, HTML, CSV and Unicode, and any others.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        3 => prop::sample::select("<>&\"'/=+-@;\\|#\u{3000}\u{200B}\u{2028}\u{202E}\u{FFFD}\u{FEFF}\u{AD}]𠮷é字\t\n".chars().collect::<Vec<_>>()),
        3 => any::<char>(),
        1 => prop::char::range('\0', '\u{9F}'),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_the_feed_is_xml(texts in prop::collection::vec(prop::collection::vec(character(), 0..9), 1..40), strange in prop::option::weighted(0.3, 0..40_usize)) {
        let keep = |index: usize, character: &char| !is_strange(*character) || strange == Some(index);
        let texts: Vec<String> = texts.iter().enumerate().map(|(index, text)| text.iter().copied().filter(|character| keep(index, character)).collect::<String>().replace("{{", "")).collect();
        let paper = wordy(&texts);
        let run = paper.build();
        prop_assert!(matches!(run.code, 0 | 1), "{}", run.said);
        let is_told = run.said.lines().any(|line| line.contains("╭▸ content/") || line.contains("--> content/"));
        prop_assert!(run.code == 0 || is_told, "{}", run.said);
        if texts.iter().any(|text| text.chars().any(is_strange)) {
            prop_assert_eq!(run.code, 1);
        }
        for (path, bytes) in paper.public().iter().filter(|(path, _)| !path.starts_with("assets/")) {
            let text = String::from_utf8_lossy(bytes);
            prop_assert!(!text.trim_start_matches('\u{FEFF}').chars().any(is_strange), "{}", path);
            if path.ends_with(".xml") {
                prop_assert!(roxmltree::Document::parse(&text).is_ok(), "{}: {}", path, text);
            }
        }
    }
}

#[test]
fn a_paper_full_of_marks_is_built_and_its_feed_is_xml() {
    let paper = wordy(&["<b>&\"']]>;\\".to_owned(), "𠮷\u{202E}\u{200B}é".to_owned()]);
    let built = paper.built();
    for path in ["feed.xml", "sitemap.xml"] {
        let text = String::from_utf8(built[path].clone()).unwrap();
        assert!(roxmltree::Document::parse(&text).is_ok(), "{text}");
    }
}
