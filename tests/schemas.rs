//! The schemas say of a file what the program says of it: they take whatever it takes, and refuse a key that it does not know.

use std::collections::BTreeMap;
use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use lanmu::internals::exhibits::KINDS;
use lanmu::internals::finding::{Finding, Severity};
use lanmu::internals::keys::purpose;
use lanmu::internals::words::Language;
use serde_json::{Value, json};

use crate::every_key::spots;
use crate::support::{Paper, files_in, read, repository};

/// The schemas of a paper, ready to validate.
struct Validator {
    schemas: Schemas,
    files: BTreeMap<String, SchemaIndex>,
}

impl Validator {
    /// Each schema is checked against that of all schemas.
    fn of(paper: &Paper) -> Self {
        let printed: Value = serde_json::from_str(&paper.run(&["schema", "--format", "json"]).said).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let mut files = BTreeMap::new();
        for (name, schema) in printed.as_object().unwrap() {
            compiler.add_resource(name, schema.clone()).unwrap();
            files.insert(name.clone(), compiler.compile(name, &mut schemas).unwrap());
        }
        for kind in KINDS {
            let index = compiler.compile(&format!("exhibit#/$defs/kind-{kind}"), &mut schemas).unwrap();
            files.insert(format!("fence {kind}"), index);
        }
        Self { schemas, files }
    }

    /// What is wrong with a file; nothing if its schema takes it.
    fn refusal(&self, file: &str, yaml: &str) -> Option<String> {
        let value: serde_yaml::Value = serde_yaml::from_str(yaml).unwrap();
        self.schemas.validate(&in_json(&value), self.files[file]).err().map(|error| error.to_string())
    }
}

/// YAML as JSON: every key is a text.
fn in_json(value: &serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Sequence(items) => items.iter().map(in_json).collect(),
        serde_yaml::Value::Mapping(entries) => {
            let key = |key: &serde_yaml::Value| match in_json(key) {
                Value::String(text) => text,
                other => other.to_string(),
            };
            Value::Object(entries.iter().map(|(name, value)| (key(name), in_json(value))).collect())
        }
        serde_yaml::Value::Tagged(tagged) => in_json(&tagged.value),
        other => serde_json::to_value(other).unwrap_or_else(|_| json!(0.5)), // NaN is no JSON; it is a number.
    }
}

/// Whether a file is in a place where a schema is for it.
fn file_of(path: &str) -> Option<&'static str> {
    match path {
        "content/site.yaml" => Some("site"),
        _ if path.ends_with("/edition.yaml") => Some("edition"),
        _ if path.starts_with("content/ledgers/") && path.ends_with(".yaml") => Some("ledger"),
        _ if path.starts_with("content/style/") && path.ends_with(".yaml") => Some("style"),
        _ if path.starts_with("content/") && path.ends_with(".md") => Some("story"),
        _ => None,
    }
}

/// The front matter of a story, or the whole of another file.
fn yaml_of<'t>(path: &str, text: &'t str) -> Option<&'t str> {
    if !path.ends_with(".md") {
        return Some(text);
    }
    text.strip_prefix("---\n")?.split_once("\n---\n").map(|(front, _)| front)
}

/// The fences of exhibits in a story: the kind, and the body.
fn fences(text: &str) -> Vec<(&str, &str)> {
    let pieces = text.split("\n```").skip(1);
    pieces.filter_map(|piece| piece.split_once('\n')).filter(|(kind, _)| KINDS.contains(kind)).collect()
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

#[test]
fn every_file_of_the_sample_and_of_the_small_papers_is_taken_if_the_program_takes_it() {
    let sample = Paper::copy_of(&repository());
    let mut papers = vec![(sample.root().to_owned(), Validator::of(&sample))];
    for site in fs::read_dir(repository().join("tests/sites")).unwrap() {
        let site = site.unwrap().path().join("in");
        let validator = Validator::of(&Paper::copy_of(&site));
        papers.push((site, validator));
    }
    let (mut taken, mut drawn) = (0, 0);
    for (root, validator) in &papers {
        for (path, bytes) in files_in(root).iter().filter(|(path, _)| path.starts_with("content/")) {
            let (Some(file), Ok(text)) = (file_of(path), std::str::from_utf8(bytes)) else { continue };
            if read(path, text).findings.iter().any(is_error) {
                continue;
            }
            if let Some(yaml) = yaml_of(path, text) {
                let refusal = validator.refusal(file, yaml);
                assert!(refusal.is_none(), "{}/{path}: {refusal:?}", root.display());
                taken += 1;
            }
            for (kind, body) in fences(text).into_iter().filter(|_| file == "story") {
                let refusal = validator.refusal(&format!("fence {kind}"), body);
                assert!(refusal.is_none(), "{}/{path}: {refusal:?}\n{body}", root.display());
                drawn += 1;
            }
        }
    }
    assert!(taken > 80 && drawn > 30, "{taken} files, {drawn} exhibits");
}

#[test]
fn at_every_key_a_schema_takes_what_the_program_takes_and_refuses_a_misspelt_key() {
    let validator = Validator::of(&Paper::of(&[]));
    let (mut taken, mut refused) = (0, 0);
    // The options of a theme are known to the theme.
    for spot in spots().into_iter().filter(|spot| spot.name != "site.theme_options") {
        let file = match spot.name.split(['.', '[']).next().unwrap() {
            "page" => "story",
            "approvals" => continue, // The program writes it.
            kept if kept.starts_with("kept ") => "ledger",
            file => file,
        };
        if !validator.files.contains_key(file) {
            continue; // A kind by its Chinese name.
        }
        if spot.name.starts_with("kept ") && spot.name.matches('.').count() > 2 {
            continue; // The same as in the fence.
        }
        for value in ["x", "5", "[x]", "{x: x}", "{qqqq: 1}"] {
            let text = spot.with(value);
            let yaml = match file.strip_prefix("fence ") {
                Some(_) => fences(&text)[0].1,
                None => yaml_of(spot.path, &text).unwrap(),
            };
            if serde_yaml::from_str::<serde_yaml::Value>(yaml).is_err() {
                continue; // Nothing is where a key should be.
            }
            let (findings, _) = spot.findings(value);
            let refusal = validator.refusal(file, yaml);
            if findings.iter().any(|finding| finding.wording.code == "unknown-key") {
                assert!(refusal.is_some(), "{} takes {value}: {text}", spot.name);
                refused += 1;
            } else if !findings.iter().any(is_error) {
                assert!(refusal.is_none(), "{}: {value} {refusal:?}\n{text}", spot.name);
                taken += 1;
            }
        }
    }
    assert!(taken > 200 && refused > 80, "{taken} taken, {refused} refused");
}

const NAMED: [(&str, &str); 3] = [
    ("content/site.yaml", "name: 报\nlanguage: zh-Hans\ncolumns: [{name: 要闻, slug: yw}]\n"),
    ("content/ledgers/town.yaml", "figures: {trees: {label: 树, value: 5, unit: 棵}}\n"),
    ("content/editions/2025-11-20/a.md", "---\ncolumn: 要闻\nledger: town\n---\n# 题\n\n共{{trees}}。\n"),
];

#[test]
fn names_of_the_paper_are_suggested_and_others_are_no_error() {
    let paper = Paper::of(&NAMED);
    let validator = Validator::of(&paper);
    let story: Value = serde_json::from_str(&paper.run(&["schema", "story"]).said).unwrap();
    assert_eq!(story["$defs"]["column"]["anyOf"][0]["enum"], json!(["要闻"]));
    assert_eq!(story["properties"]["column"]["$ref"], "#/$defs/column");
    assert_eq!(story["properties"]["column"]["description"], "栏目，一个，要在 site.yaml 里有");
    for text in ["column: 要闻", "column: 新栏目", "ledger: town"] {
        assert_eq!(validator.refusal("story", text), None);
    }
    assert!(validator.refusal("story", "colum: 要闻").is_some());
    assert!(validator.refusal("site", "publish: {kind: folder, path: x, bucket: y}").is_some());
    assert_eq!(validator.refusal("site", "publish: {site: {kind: folder, path: x, keep: 2}}"), None);
    let english: Value =
        serde_json::from_str(&paper.run(&["schema", "exhibit", "--lang", "en"]).said).unwrap();
    assert_eq!(english["$defs"]["figure"]["anyOf"][0]["enum"], json!(["trees"]));
    assert_eq!(english["$defs"]["kind-board"]["properties"]["title"]["description"], "the title");
    let label = purpose("ledger", &["figures", "trees", "label"], Language::English);
    assert_eq!(label, Some("what is counted"), "programs that show it beside a key get the same");
}

#[test]
fn schemas_are_written_where_asked_and_over_nothing_but_schemas() {
    let paper = Paper::of(&NAMED);
    let run = paper.run(&["schema", "--write"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let written = files_in(&paper.root().join(".lanmu/schema"));
    assert_eq!(written.len(), 6);
    assert_eq!(paper.run(&["schema", "--write"]).code, 0, "its own are refreshed");
    paper.put("mine/site.json", "{}");
    let run = paper.run(&["schema", "--write", "mine"]);
    assert_eq!(run.code, 2);
    assert!(run.said.contains("mine/site.json"), "{}", run.said);
    assert_eq!(files_in(&paper.root().join("mine")).len(), 1, "nothing is written beside it");
    assert_eq!(paper.run(&["schema", "stroy"]).code, 2);
}
