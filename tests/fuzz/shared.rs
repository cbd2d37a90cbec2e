//! Arbitrary bytes in each place where a paper may contain them: they may cause findings, but never a panic. The tests replay the
//! seeds; a fuzzer searches for more.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use lanmu::internals::cache::Cache;
use lanmu::internals::check::found;
use lanmu::internals::finding::Finding;
use lanmu::internals::model::inventory::{Inventory, Text};
use lanmu::internals::pipeline::{self, Goal};
use lanmu::internals::project::{Audience, Project, Strictness, Today};
use lanmu::internals::source::SourcePath;
use tempfile::TempDir;

/// What is done with the bytes.
pub type Target = fn(&[u8]);

/// The targets, each with the name of the folder that contains its seeds.
pub const TARGETS: [(&str, Target); 6] = [
    ("yaml", yaml),
    ("front-matter", front_matter),
    ("markdown", markdown),
    ("references", references),
    ("relations", relations),
    ("memory", memory),
];

const STORY: &str = "content/editions/2025-11-20/a.md";
const LEDGER: &str = "content/ledgers/town.yaml";

/// Every YAML file that a paper may have.
pub fn yaml(bytes: &[u8]) {
    for path in [
        "content/site.yaml",
        "content/editions/2025-11-20/edition.yaml",
        "content/style/own.yaml",
        LEDGER,
        "themes/broadsheet/theme.yaml",
    ] {
        of_text(path, bytes);
    }
}

/// The front matter of a story.
pub fn front_matter(bytes: &[u8]) {
    of_text(STORY, &[b"---\n", bytes, "\n---\n\n今年修路{{roads}}。\n".as_bytes()].concat());
}

/// The body of a story.
pub fn markdown(bytes: &[u8]) {
    of_text(STORY, &["---\nheadline: 试稿\nledger: town\n---\n\n".as_bytes(), bytes].concat());
}

/// The text between braces, in every place where words are allowed.
pub fn references(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let story = format!(
        "---\nheadline: \"{{{{{text}}}}}\"\nledger: town\n---\n\n今年{{{{{text}}}}}，[{{{{{text}}}}}](b.md)。\n\n\
         ## {{{{{text}}}}}\n\n| 甲 |\n| --- |\n| {{{{{text}}}}} |\n"
    );
    of_text(STORY, story.as_bytes());
}

/// A ledger's statements about its own figures.
pub fn relations(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let relations: String =
        text.lines().map(|line| format!("  - '{}'\n", line.replace('\'', "''"))).collect();
    of_text(LEDGER, format!("{}relations:\n{relations}", ledger()).as_bytes());
}

/// The files that an earlier build has left, each in turn.
pub fn memory(bytes: &[u8]) {
    let folder = paper();
    let project = project(folder.path());
    let build = || {
        let built = pipeline::build(&project, &mut Cache::of(folder.path()), &mut ()).expect("a disk");
        no_fault(&built.report.findings);
        fs::read(project.out.join("index.html")).expect("a front page")
    };
    let front = build();
    for file in ["stamps", "values", "words-a"] {
        let path = folder.path().join(".cache").join(file);
        let kept = fs::read(&path).expect("what the build keeps");
        // The bytes as a whole file, and in place of the middle and of the end of a file.
        let half = kept.len() / 2;
        for spoilt in [bytes, &[&kept[..half], bytes, &kept[half..]].concat(), &[&kept, bytes].concat()] {
            fs::write(&path, spoilt).expect("a disk");
            put(folder.path(), STORY, &story(bytes.len() % 7 + 1)); // A change, so that the cache is read.
            build();
        }
        put(folder.path(), STORY, &story(1));
        assert!(build() == front, "what was kept in {file} changes the front page");
    }
}

/// The paper with these bytes in one of its files: read, laid out, rendered without output, and proofread.
fn of_text(path: &str, bytes: &[u8]) {
    static BASE: LazyLock<(TempDir, Inventory)> = LazyLock::new(|| {
        let folder = paper();
        let inventory = pipeline::scan_folder(&project(folder.path()), &Cache::default()).expect("a paper");
        (folder, inventory)
    });
    let (folder, inventory) = &*BASE;
    let project = project(folder.path());
    let mut memory = Cache::default();
    memory.inventory = inventory.clone();
    memory.inventory.texts.insert(SourcePath::new(path), Text::of(bytes));
    no_fault(&found(&memory.inventory, project.today, project.audience));
    no_fault(&pipeline::run(&project, &mut memory, &Goal::Made, &mut ()).report.findings);
}

fn no_fault(findings: &[Finding]) {
    let fault = findings.iter().find(|finding| finding.wording.code == "program-fault");
    assert!(fault.is_none(), "{fault:?}");
}

fn story(sentences: usize) -> String {
    format!("---\nheadline: 试稿\nledger: town\n---\n\n{}\n", "今年修路{{roads}}。".repeat(sentences))
}

fn ledger() -> &'static str {
    "title: 台账\nowner: 某局\nas_of: 2025-11-20\nfigures:\n  roads: {label: 修路, value: 12, unit: 条}\n  money: {label: 投资, value: \
     20300000, unit: 元}\n  visits: {label: 走访, unit: 户, series: {2023: 120, 2024: 150, 2025: 138}}\n  age: {label: 年龄, value: \
     {from: 35, to: 45}, unit: 岁}\n"
}

fn paper() -> TempDir {
    let folder = tempfile::tempdir().expect("a disk");
    put(folder.path(), STORY, &story(1));
    put(folder.path(), "content/editions/2025-11-20/b.md", "# 另一篇\n\n正文。\n");
    put(folder.path(), LEDGER, ledger());
    folder
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a disk");
    fs::write(path, text).expect("a disk");
}

fn project(root: &Path) -> Project {
    Project {
        root: root.to_owned(),
        out: root.join("public"),
        today: Today::Given("2025-12-01".parse().expect("a date")),
        audience: Audience::Desk,
        strictness: Strictness::Integrity,
    }
}
