//! What the program says: in one language, at a place, and not four hundred times.

use crate::support::{Paper, Run};

const STORY: &str = "content/editions/2025-11-20/a.md";

fn built(path: &str, text: &str) -> Run {
    Paper::of(&[(STORY, "# 题\n\n文。\n"), (path, text)]).build()
}

#[test]
fn what_a_library_reports_is_said_in_the_language_of_the_paper() {
    let english = [
        ("content/site.yaml", "name: a: b\n", "mapping values are not allowed"),
        ("content/site.yaml", "name: [a\n", "while parsing"),
        ("content/site.yaml", "name: \"a\n", "quoted scalar"),
        ("content/site.yaml", "name: \"\\q\"\n", "escape"),
        ("content/site.yaml", "name: @a\n", "token"),
        ("content/site.yaml", "columns:\n\t- a\n", "tab"),
        ("content/site.yaml", "url: example.org\n", "relative URL without a base"),
        ("content/theme/templates/article.html", "{{ a | nosuch }}", "Unknown filter"),
        ("content/theme/templates/article.html", "{% if a %}", "end of input"),
        ("content/theme/templates/article.html", "{{ nosuch.thing }}", "not defined"),
    ];
    for (path, text, words) in english {
        let run = built(path, text);
        assert_eq!(run.code, 1, "{text}: {}", run.said);
        assert!(!run.said.contains(words) && run.said.contains("错误["), "{text}: {}", run.said);
        let paper = Paper::of(&[(STORY, "# 题\n\n文。\n"), (path, text)]);
        let run = paper.run(&["build", "--lang", "en", "--as-of", "2025-12-01"]);
        assert!(run.said.contains("error["), "{text}: {}", run.said);
    }
}

#[test]
fn each_wrong_name_in_a_template_is_reported_where_it_stands() {
    let run = built(
        "content/theme/templates/article.html",
        "<p>\n{% include \"nosuch.html\" %}\n{{ a | nofilter }}\n{{ nofunction() }}\n",
    );
    for place in ["article.html:2:12", "article.html:3:8", "article.html:4:4"] {
        assert!(run.said.contains(&format!("content/theme/templates/{place}")), "{}", run.said);
    }
    let run = built("content/theme/templates/article.html", "\n{% extends \"noparent.html\" %}\n");
    assert!(run.said.contains("article.html:2:13") && run.said.contains("`noparent.html`"), "{}", run.said);
}

#[test]
fn a_wrong_command_line_is_answered_in_both_languages_or_the_chosen_one() {
    let paper = Paper::of(&[(STORY, "# 题\n\n文。\n")]);
    let run = paper.run(&["biuld"]);
    assert_eq!(run.code, 2, "{}", run.said);
    assert!(run.said.contains("没有命令 `biuld` · there is no command `biuld`"), "{}", run.said);
    assert!(run.said.contains("是不是想写 `build`？"), "{}", run.said);
    let run = paper.run(&["--strick", "--lang", "en"]);
    assert!(run.said.contains("there is no option `--strick`") && !run.said.contains("没有"), "{}", run.said);
    let run = paper.run(&["build", "--format", "html"]);
    assert!(run.said.contains("`--format html` 和 `build` 不能一起用"), "{}", run.said);
}

#[test]
fn a_fault_is_said_in_chinese_too() {
    let paper = Paper::of(&[(STORY, "# 题\n\n文。\n"), ("public", "a file")]);
    let run = paper.build();
    assert_eq!(run.code, 2, "{}", run.said);
    assert!(run.said.contains("故障") && !run.said.contains("os error"), "{}", run.said);
}

/// A paper of many stories with the same two mistakes.
fn mistaken() -> Paper {
    let paper = Paper::of(&[(STORY, "# 题\n\n文。\n")]);
    for number in 0..30 {
        let text = "---\nkicker: 引\u{200B}题\n---\n# 题\n\n[链](nosuch.md)。\n";
        paper.put(&format!("content/editions/2025-11-20/s{number}.md"), text);
    }
    paper
}

#[test]
fn findings_of_one_kind_are_folded_and_errors_come_first() {
    let run = mistaken().run(&["build", "--as-of", "2025-12-01"]);
    assert_eq!(run.said.matches("错误[dead-link]").count(), 3, "{}", run.said);
    assert!(run.said.contains("[dead-link] 又 27 处："), "{}", run.said);
    assert!(run.said.contains("[invisible-character] 又 28 处："), "{}", run.said);
    assert!(run.said.find("错误[").unwrap() < run.said.find("警告[").unwrap(), "{}", run.said);
    assert!(!run.said[run.said.find("警告[").unwrap()..].contains("错误["), "{}", run.said);
    assert!(run.said.contains("要先改好这 30 处：dead-link 30"), "{}", run.said);
}

#[test]
fn every_finding_is_listed_on_request_and_for_programs() {
    let paper = mistaken();
    let run = paper.run(&["build", "--all", "--as-of", "2025-12-01"]);
    assert_eq!(run.said.matches("错误[dead-link]").count(), 30, "{}", run.said);
    let run = paper.run(&["build", "--format", "json", "--as-of", "2025-12-01"]);
    assert_eq!(run.said.matches(r#""code":"dead-link""#).count(), 30, "{}", run.said);
}

#[test]
fn the_sheet_says_what_the_program_can_fix() {
    let paper = Paper::of(&[(STORY, "# 题\u{200B}目\n\n文。\n")]);
    let run = paper.run(&["check", "--as-of", "2025-12-01"]);
    assert!(run.said.contains("其中 1 处 `lanmu check --fix` 能改"), "{}", run.said);
    let run = paper.run(&["check", "--fix", "--as-of", "2025-12-01"]);
    assert!(!run.said.contains("--fix"), "{}", run.said);
}

#[test]
fn a_tab_is_shown_on_the_line_that_it_indents() {
    for (text, line) in [
        ("number: 1\n\tnotice: 甲\n", 2),
        ("number: 1\r\n\r\n\tnotice: 甲\r\n", 3),
        ("number: 1\npages:\n\t- {name: 要闻}\n", 3),
    ] {
        let paper = Paper::of(&[
            ("content/editions/2025-11-20/edition.yaml", text),
            ("content/editions/2025-11-20/a.md", "# 题\n\n文。\n"),
        ]);
        let run = paper.run(&["check"]);
        assert!(run.said.contains(&format!("edition.yaml:{line}:")), "{text:?}: {}", run.said);
        assert!(run.said.contains("制表符"), "{text:?}: {}", run.said);
    }
}

#[test]
fn a_story_without_a_date_is_told_a_day_of_its_own_paper() {
    let paper = Paper::of(&[
        ("content/editions/2026-03-12/a.md", "# 题\n\n文。\n"),
        ("content/b.md", "# 另一题\n\n文。\n"),
    ]);
    let run = paper.run(&["check", "--as-of", "2026-03-12"]);
    assert!(run.said.contains("undated-story") && run.said.contains("date: 2026-03-12"), "{}", run.said);
}
