//! The papers to be damaged: small, each with many of the things that a paper can have.

use std::collections::BTreeMap;
use std::process::Command;

use crate::support::{Paper, files_in, repository};

/// A paper that was built before it is damaged.
pub struct Base {
    pub name: &'static str,
    /// The contents of its folder, output and cache included.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Every base.
pub fn bases() -> Vec<Base> {
    let site = |case: &str| Paper::copy_of(&repository().join("tests/sites").join(case).join("in"));
    let with_theme = site("small-paper");
    add_theme(&with_theme);
    vec![
        built("small-paper", &site("small-paper")),
        built("exhibits", &site("exhibits")),
        built("everything-at-once", &site("everything-at-once")),
        built("theme", &with_theme),
        built("ledgers", &ledgers()),
        built("english", &english()),
        built("sample", &sample()),
    ]
}

/// Builds a paper and commits it to git, so that figures can be compared.
fn built(name: &'static str, paper: &Paper) -> Base {
    let run = paper.build();
    assert!(matches!(run.code, 0 | 1), "{name}: {}", run.said);
    let git = |arguments: &[&str]| {
        let git = Command::new("git").arg("-C").arg(paper.root()).args(arguments).output().unwrap();
        assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
    };
    git(&["init", "--quiet", "--template="]);
    git(&["add", "content"]);
    git(&["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "a"]);
    Base { name, files: files_in(paper.root()) }
}

fn add_theme(paper: &Paper) {
    for (path, bytes) in files_in(&repository().join("themes/broadsheet")) {
        paper.put(&format!("themes/broadsheet/{path}"), bytes);
    }
}

/// A paper whose numbers depend on one another.
fn ledgers() -> Paper {
    Paper::of(&[
        ("content/site.yaml", "name: 数报\nurl: https://example.org/\ncolumns: [{name: 要闻, slug: news}]\n"),
        (
            "content/ledgers/town.yaml",
            "title: 镇\nowner: 某镇\nas_of: 2025-11-20\ngroups: {a: 甲, b: 乙}\nfigures:\n  a.all: {label: 总数, value: 58, unit: 名, parts: [a.men, a.women]}\n  a.men: {label: 男, value: 33, unit: 名, previous: 30}\n  a.women: {label: 女, value: 25, unit: 名}\n  b.money: {label: 资金, value: 3650.5, unit: 万元, window: 今年以来}\nrelations:\n  - a.men + a.women == a.all\n  - a.men >= a.women\n",
        ),
        ("content/ledgers/county.yaml", "title: 县\nfigures:\n  all: {label: 总数, value: 1200, unit: 名}\n"),
        (
            "content/editions/2025-11-20/edition.yaml",
            "number: 5\npages:\n  - {name: 要闻, stories: [a, b]}\n",
        ),
        (
            "content/editions/2025-11-20/a.md",
            "---\nheadline: 全镇干部{{a.all}}\ncolumn: 要闻\nledger: town\nsummary: 资金{{b.money}}\n---\n男{{a.men}}，占{{a.men | share of a.all}}，比上年{{a.men | direction}}{{a.men | change}}。全县{{county:all}}。\n\n| 类 | 数 |\n| --- | --- |\n| 男 | {{a.men}} |\n| 女 | {{a.women}} |\n\n见[二条](b.md)。注[^1]。\n\n[^1]: 注文。\n",
        ),
        (
            "content/editions/2025-11-20/b.md",
            "---\nheadline: 二条\nledger: town\nfigures:\n  own: {label: 自有, value: 3, unit: 项}\n---\n> 引文里有**{{own}}**。\n\n1. 一\n2. 二\n   - 三\n\n```chart\nkind: bar\ntitle: 男女\nfigures: [a.men, a.women]\n```\n",
        ),
        ("content/editions/2025-11-13/c.md", "# 旧稿\n\n旧闻一则，共{{county:all}}。\n"),
        ("content/pages/about.md", "---\nheadline: 关于\n---\n说明。\n"),
        ("content/style/words.yaml", "checked: 2025-11-01\nwrong: [{word: 布署, right: 部署}]\n"),
    ])
}

fn english() -> Paper {
    Paper::of(&[
        ("content/site.yaml", "name: The Town\nlanguage: en\n"),
        ("content/a.md", "# Trees\n\nThe town planted *many* trees, and `code`, and ~~none~~ some.\n"),
        ("content/editions/2025-11-20/b.md", "---\nheadline: Roads\nbyline: A Writer\n---\nTwelve roads.\n"),
    ])
}

/// The newest edition of the sample paper.
fn sample() -> Paper {
    let paper = Paper::of(&[]);
    for (path, bytes) in files_in(&repository().join("content")) {
        let is_old = path.starts_with("editions/") && !path.starts_with("editions/2025-11-20/");
        if !is_old && !path.starts_with("pages/") {
            paper.put(&format!("content/{path}"), bytes);
        }
    }
    paper
}
