//! Series: one of their periods is printed by its name, every period is proved, and an old number is not printed as the newest.

use crate::support::Paper;

const LEDGER: &str = "title: 各乡镇培训\nfigures:\n  合计:\n    label: 合计\n    unit: 人次\n    series: {2024: 210, 2025: 250}\n    parts:\n      \
                      东河镇: {label: 东河镇, series: {2024: 100, 2025: 120}}\n      西坪镇: {label: 西坪镇, series: {2024: 110, 2025: 130}}\n";

fn paper(ledger: &str, text: &str) -> Paper {
    Paper::of(&[
        ("content/ledgers/x.yaml", ledger),
        ("content/a.md", &format!("---\nheadline: 题\nledger: x\n---\n\n{text}\n")),
    ])
}

#[test]
fn one_period_of_a_series_is_printed_with_its_unit() {
    let text = "甲{{合计|at 2024}}，乙{{合计|at 2024年|value}}，丙{{合计.东河镇|at 2024|share of 合计}}，丁{{合计|at 2025|change}}。";
    let paper = paper(LEDGER, text);
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    let page = paper.page("stories/a.html");
    for printed in ["甲<", ">210人次<", ">210<", ">47.6%<", ">40人次<"] {
        assert!(page.contains(printed), "{printed}: {page}");
    }
}

#[test]
fn in_a_table_the_bar_of_a_reference_may_be_escaped_and_need_not_be() {
    let rows = r"| 年 | 人次 |
| --- | --- |
| 2024 | {{合计\|at 2024}} |
| 2025 | {{合计|at 2025}} |";
    let paper = paper(LEDGER, rows);
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    let page = paper.page("stories/a.html");
    assert!(page.contains(">210人次<") && page.contains(">250人次<"), "{page}");
}

#[test]
fn a_period_that_is_not_there_or_is_written_as_a_key_is_a_finding() {
    let run =
        paper(LEDGER, "甲{{合计|at 2023}}，乙{{合计.2025}}，丙{{合计|at 2025|change from 2025}}。").build();
    assert!(run.said.contains("`at 2023` 用不到 `合计` 上：series 里有 2024、2025"), "{}", run.said);
    assert!(run.said.contains("写成 {{合计|at 2025}}"), "{}", run.said);
    assert!(run.said.contains("series 里没有这一期"), "{}", run.said);
}

#[test]
fn parts_and_relations_of_series_hold_in_every_period() {
    let run = paper(&LEDGER.replace("210", "211"), "甲。").build();
    assert!(run.code == 1 && run.said.contains("[2024] 100 + 110 = 210，不是 211"), "{}", run.said);
    let related = "title: 培训\nfigures:\n  a: {unit: 次, series: {2024: 3, 2025: 5}}\n  b: {unit: 次, series: {2024: 2, 2025: 5}}\nrelations: [a == b]\n";
    let run = paper(related, "甲。").build();
    assert!(run.code == 1 && run.said.contains("[2024] 3 == 2"), "{}", run.said);
    assert_eq!(paper(&related.replace("2024: 3", "2024: 2"), "甲。").build().code, 0);
}

#[test]
fn a_number_of_last_year_is_not_printed_silently_as_the_newest() {
    let ledger = "title: 培训\nfigures:\n  a: {label: 东河镇, unit: 次, series: {2024: 3, 2025: 5}}\n  b: {label: 西坪镇, unit: 次, series: {2024: 2}}\n";
    let run = paper(ledger, "甲{{a}}，乙{{b}}。").run(&["check"]);
    assert!(run.said.contains("`b` 最后一期是 2024，同一本台账里别的数已到 2025"), "{}", run.said);
    assert!(!run.said.contains("`a` 最后一期"), "{}", run.said);
    let run = paper(ledger, "甲{{a}}，乙{{b|at 2024}}。").run(&["check"]);
    assert!(!run.said.contains("最后一期"), "{}", run.said);
}

#[test]
fn charts_print_the_qualifiers_of_figures_in_bars_tables_and_words() {
    let ledger = "title: 培训\nfigures:\n  a: {label: 东河镇, value: 600, unit: 人次, about: 余}\n  b: {label: 西坪镇, value: 130, unit: 人次}\n";
    for (kind, least) in [("bar", 3), ("share", 3)] {
        let paper =
            paper(ledger, &format!("甲。\n\n```chart\ntitle: 图\nkind: {kind}\nfigures: [a, b]\n```"));
        let run = paper.build();
        assert_eq!(run.code, 0, "{}", run.said);
        let page = paper.page("stories/a.html");
        assert!(page.matches("600余人次").count() >= least && !page.contains("600人次"), "{kind}: {page}");
    }
}

#[test]
fn personal_data_in_a_ledger_are_found_before_they_are_printed() {
    let ledger = "title: 项目\nfigures:\n  a: {label: 水库, value: 12, unit: 万元, note: 联系人 13893312345}\n  b: {label: 联系电话, value: 13893312346}\n";
    let run = paper(ledger, "甲。").run(&["check"]);
    assert_eq!(run.said.matches("这里印出了手机号码").count(), 2, "{}", run.said);
    assert!(
        run.said.contains("content/ledgers/x.yaml") && !run.said.contains("人 13893312345 "),
        "{}",
        run.said
    );
    let hidden = format!("{ledger}public: false\n");
    assert!(!paper(&hidden, "甲。").run(&["check"]).said.contains("手机号码"));
    assert!(paper(&hidden, "甲{{a}}。").run(&["check"]).said.contains("手机号码"));
}
