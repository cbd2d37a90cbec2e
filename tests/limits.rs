//! What a file may contain, and what is reported if it contains too much or nothing at all.

use crate::support::Paper;

const STORY: &str = "content/editions/2025-11-20/a.md";

/// A mapping in which a long text is repeated so often that it would fill gigabytes.
fn bomb(key: &str) -> String {
    format!("{key}: [&h \"{}\"{}]\n", "h".repeat(40_000), ", *h".repeat(4000))
}

#[test]
fn an_empty_term_is_a_finding_and_ends_no_build() {
    let glossary =
        "```glossary\nterms:\n  - {term: \"\", meaning: 意}\n  - {term: 词, meaning: \" \"}\n```\n";
    let paper = Paper::of(&[(STORY, &format!("# 题\n\n正文。\n\n{glossary}"))]);
    let run = paper.build();
    assert_eq!(run.code, 1, "{}", run.said);
    assert_eq!(run.said.matches("[empty-text]").count(), 2, "{}", run.said);
    assert!(run.said.contains("a.md:7:12"), "{}", run.said);
}

#[test]
fn names_and_words_that_are_looked_for_are_never_empty() {
    let style = "people:\n  - {name: \"\", titles: [书记]}\nterms:\n  - {right: 对, wrong: [\"\"]}\n\
                 wrong:\n  - {word: \" \", right: 对}\nletters: [\"\"]\n";
    let ledger =
        "figures:\n  a: {label: \"\", value: 1, window: \"\"}\nprogrammes:\n  - {name: 甲, kind: \"\"}\n";
    let paper = Paper::of(&[
        (STORY, "---\nledger: l\n---\n# 题\n\n书记王建国，1名。\n"),
        ("content/ledgers/l.yaml", ledger),
        ("content/style/own.yaml", style),
    ]);
    let run = paper.run(&["check", "--all", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 1, "{}", run.said);
    assert_eq!(run.said.matches("[empty-text]").count(), 7, "{}", run.said);
}

#[test]
fn what_aliases_repeat_is_limited_in_every_yaml_file() {
    let chart = format!("# 题\n\n```board\n{}```\n", bomb("pillars"));
    let files = [
        (STORY, format!("---\n{}---\n# 题\n", bomb("keywords"))),
        ("content/editions/2025-11-20/b.md", chart),
        ("content/editions/2025-11-20/edition.yaml", bomb("pages")),
        ("content/ledgers/l.yaml", bomb("relations")),
        ("content/site.yaml", bomb("columns")),
        ("content/style/own.yaml", bomb("letters")),
        ("content/theme/theme.yaml", bomb("exhibits")),
    ];
    for (path, text) in files {
        let paper = Paper::of(&[(STORY, "# 题\n\n正文。\n"), (path, &text)]);
        let run = paper.run(&["check", "--as-of", "2025-12-01"]);
        assert_eq!(run.code, 1, "{path}: {}", run.said);
        assert!(
            run.said.contains("too-large") && run.said.contains(&format!("{path}:")),
            "{path}: {}",
            run.said
        );
        assert!(run.said.contains("直接写出来"), "{path}: {}", run.said);
    }
}

#[test]
fn aliases_that_repeat_little_are_read() {
    let paper = Paper::of(&[(STORY, "---\nsummary: &s 摘要\nkeywords: [*s, *s]\n---\n# 题\n\n正文。\n")]);
    paper.built();
}

#[test]
fn a_theme_that_nests_without_end_is_refused_at_its_place() {
    let nested = format!("options: {}\n", "[".repeat(100_000));
    let paper = Paper::of(&[(STORY, "# 题\n\n正文。\n"), ("content/theme/theme.yaml", &nested)]);
    let run = paper.build();
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(run.said.contains("content/theme/theme.yaml:1:"), "{}", run.said);
    assert!(run.said.len() < 10_000, "a long line is shown in part");
}

#[test]
fn an_edition_has_no_more_pages_than_a_paper_can_have() {
    let edition = format!("pages:\n{}", "  - {}\n".repeat(97));
    let paper =
        Paper::of(&[(STORY, "# 题\n\n正文。\n"), ("content/editions/2025-11-20/edition.yaml", &edition)]);
    let run = paper.build();
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(run.said.contains("edition.yaml:98:5"), "{}", run.said);
}

#[test]
fn a_story_that_begins_with_an_endless_list_shows_its_headline_on_the_page() {
    let paper = Paper::of(&[(STORY, &format!("# 长长的名单\n\n{}", "- 项\n".repeat(20_000)))]);
    paper.built();
    let page = paper.page("2025-11-20.html");
    assert!(page.contains("长长的名单") && !page.contains("<li>项</li>"));
    assert_eq!(paper.page("2025-11-20/a.html").matches("<li>项</li>").count(), 20_000);
}

#[test]
fn a_reference_that_is_not_closed_is_told_once_for_its_words() {
    let front = "---\nfigures: {a: {value: 1}}\n---\n";
    let paper = Paper::of(&[(STORY, &format!("{front}# 题\n\n{{{{a}}}}和{{{{a}}}}和{{{{b\n"))]);
    let run = paper.build();
    assert_eq!(run.said.matches("[unclosed-reference]").count(), 1, "{}", run.said);
}

#[test]
fn a_finding_in_a_long_line_is_shown_with_what_stands_around() {
    let paper =
        Paper::of(&[(STORY, &format!("# 题\n\n{}{{{{x}}}}{}\n", "前".repeat(9000), "后".repeat(9000)))]);
    let run = paper.build();
    assert!(run.said.contains("a.md:3:9001"), "{}", run.said);
    assert!(run.said.contains("前{{x}}后") && run.said.len() < 10_000, "{}", run.said);
}

#[cfg(unix)]
#[test]
fn a_chart_whose_rows_all_name_columns_of_their_own_is_refused_early() {
    let rows: String = (0..20_000).map(|row| format!("  r{row}: {{c{row}: 1}}\n")).collect();
    let chart = format!("# 题\n\n正文。\n\n```chart\nkind: bar\ntitle: 图\ndata:\n{rows}```\n");
    let paper = Paper::of(&[(STORY, &chart)]);
    let run = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 1000000; exec \"$0\" --lang en --root \"$1\"", env!("CARGO_BIN_EXE_lanmu")])
        .arg(paper.root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("table-too-large") && said.contains("a.md:9"), "{said}");
}
