//! An unknown number is never printed; it is reported once, where it is written.

use lanmu::internals::words::Language;

use crate::support::{Paper, read};

/// What people and programs write for a missing value.
const MISSING: [&str; 31] = [
    "NaN",
    ".nan",
    "N/A",
    "\"N/A\"",
    "\"#REF!\"",
    "\"#DIV/0!\"",
    "\"＃Ｎ／Ａ\"",
    "—",
    "——",
    "\"-\"",
    "－",
    "无",
    "暂无",
    "（无）",
    "null",
    "~",
    "\"\"",
    "\"　\"",
    "true",
    "inf",
    ".inf",
    "ｎａｎ",
    "NULL",
    "\"####\"",
    "n.a.",
    "N / A",
    "N-A",
    "ー",
    "\"#GETTING_DATA\"",
    "=A1+B1",
    "Err:502",
];

fn codes(path: &str, text: &str) -> Vec<String> {
    read(path, text).findings.iter().map(|finding| finding.wording.code.to_string()).collect()
}

#[test]
fn a_missing_value_stops_the_press_once() {
    for missing in MISSING {
        for figure in [
            format!("a: {{label: 甲, value: {missing}, unit: 名}}"),
            format!("a: {{value: {missing}, series: {{2024: 1, 2025: 2}}}}"),
            format!("a: {{value: 3, exhaustive: false, parts: {{b: {{value: {missing}}}}}}}"),
            format!("a: {{value: {{from: 1, to: {missing}}}}}"),
            format!("a: {{value: {{from: {missing}, to: 3}}}}"),
            format!("a: {{series: {{2024: {missing}, 2025: 2}}}}"),
            format!("a: {{series: {{2024: {missing}}}}}"),
        ] {
            let codes = codes("content/ledgers/l.yaml", &format!("figures:\n  {figure}\n"));
            let told = ["missing-value", "missing-key"].iter().any(|code| codes == [*code]);
            assert!(told, "{figure}: {codes:?}");
        }
    }
}

#[test]
fn a_missing_value_in_an_exhibit_stops_the_press() {
    for missing in MISSING {
        let bodies = [
            format!("funnel\nstages: {{甲: 5, 乙: {missing}}}"),
            format!("funnel\nstages: [5, {missing}]"),
            format!("board\npillars: [{{name: 甲, figures: [{{name: 乙, value: {missing}}}]}}]"),
            format!("registry\nentries: [{{name: 甲, count: {missing}}}]"),
            format!("registry\nwhole: {missing}\nentries: [{{name: 甲, count: 3}}]"),
            format!("training\ncourses: [{{name: 甲, sessions: {missing}}}]"),
            format!("placement\nrows: {{甲: 3}}\ntotal: {missing}"),
            format!("pairs\nleft: 3\nright: {missing}"),
            format!("contest\nrounds: [{{name: 甲, count: {missing}}}]"),
            format!("chart\nkind: bar\ndata: {{甲: {missing}, 乙: 5}}"),
            format!("chart\nkind: line\ndata: {{甲: {{2024: 3, 2025: {missing}}}}}"),
            format!("chart\nkind: bar\nfigures: [{missing}]"),
        ];
        let fences: String = bodies.iter().map(|body| format!("```{body}\n```\n\n")).collect();
        let paper = Paper::of(&[
            ("content/ledgers/l.yaml", "figures: {a: {value: 3}}\n"),
            ("content/editions/2025-11-20/a.md", &format!("---\nheadline: 题\nledger: l\n---\n{fences}")),
        ]);
        let run = paper.build();
        assert_eq!(run.code, 1, "{missing}: {}", run.said);
        assert!(run.said.matches("错误[").count() >= bodies.len(), "{missing}: {}", run.said);
    }
}

#[test]
fn a_label_or_a_unit_that_is_none_stops_the_press() {
    for none in ["N/A", "n.a.", "null", "~", "\"#REF!\"", "—", "ー", "NaN"] {
        for key in ["label", "unit"] {
            let figure = format!("figures: {{a: {{value: 5, {key}: {none}}}}}\n");
            assert_eq!(codes("content/ledgers/l.yaml", &figure), ["missing-value"], "{figure}");
        }
    }
    for unit in ["%", "‰", "℃", "名", "元/亩", "不详"] {
        let figure = format!("figures: {{a: {{value: 5, label: {unit}, unit: '{unit}'}}}}\n")
            .replace("label: %", "label: 率");
        assert!(codes("content/ledgers/l.yaml", &figure).is_empty(), "{figure}");
    }
}

#[test]
fn words_codes_dates_and_times_stay_values() {
    for value in [
        "十几",
        "数百",
        "\"1447\"",
        "1+3+N",
        "2023-06",
        "1927-10-27",
        "2025-11-20T08:27+08:00",
        "0931-8159799",
        "0931",
        "12:30",
        "\"1e3\"",
        "A4",
        "-5",
        "0",
        "1.10",
        "12345",
    ] {
        let codes = codes("content/ledgers/l.yaml", &format!("figures:\n  a: {{value: {value}}}\n"));
        assert!(codes.is_empty(), "{value}: {codes:?}");
    }
}

#[test]
fn half_a_number_is_told_with_what_to_write() {
    for (value, help) in [
        ("1e3", "digits"),
        ("1.5E+3", "digits"),
        ("100%", "unit"),
        ("０.５%", "unit"),
        ("0%", "unit"),
        ("－5", "digits"),
        ("−5", "digits"),
        ("+5", "digits"),
        ("--5", "digits"),
        ("—5", "digits"),
        ("1,200", "write 1200"),
        ("1,234,567", "write 1234567"),
        ("1,200.5", "write 1200.5"),
        ("1，200", "thousands"),
    ] {
        let findings =
            read("content/ledgers/l.yaml", &format!("figures: {{a: {{value: {value}, unit: 名}}}}\n"))
                .findings;
        let [finding] = findings.as_slice() else { panic!("{value}: {findings:?}") };
        assert_eq!(finding.wording.code, "half-a-number", "{value}");
        assert!(
            finding.wording.said(Language::English).help.as_ref().unwrap().contains(help),
            "{value}: {finding:?}"
        );
    }
    let findings = read("content/a.md", "# 题\n\n```funnel\nstages: [1,200, 60]\n```\n").findings;
    assert!(findings.iter().any(|finding| finding.wording.code == "half-a-number"), "{findings:?}");
    assert!(codes("content/a.md", "# 题\n\n```funnel\nstages: [1200, 60, 20]\n```\n").is_empty());
}

#[test]
fn a_value_that_cannot_be_read_is_told_where_it_is_written_and_nowhere_else() {
    for value in ["100%", "1e3", "N/A", "\"#REF!\"", "1,200"] {
        let paper = Paper::of(&[
            (
                "content/ledgers/l.yaml",
                &format!(
                    "figures:\n  a: {{label: 甲, value: {value}, parts: {{c: {{value: 1200}}}}}}\n  b: {{value: 7}}\nrelations: [a > b]\n"
                ),
            ),
            (
                "content/editions/2025-11-20/a.md",
                "---\nheadline: \"{{a}}\"\nledger: l\n---\n共{{a}}、{{a}}，占{{b | share of a}}。\n\n```chart\nkind: bar\nfigures: [a]\n```\n\n```funnel\nstages: [a, b]\n```\n",
            ),
        ]);
        let run = paper.run(&["build", "--as-of", "2025-12-01", "--lang", "en"]);
        assert_eq!(run.code, 1, "{value}: {}", run.said);
        assert_eq!(run.said.matches("error[").count(), 1, "{value}: {}", run.said);
    }
}

#[test]
fn a_spreadsheet_runs_no_cell_of_a_ledger() {
    let paper = Paper::of(&[
        (
            "content/ledgers/l.yaml",
            "figures:\n  a: {label: \"=cmd|'/c calc'!A0\", value: -5, unit: \"+1名\", note: \"@SUM(1)\", source: \"\\t=1\", window: ＝1}\n  b: {label: 乙, value: 3, note: 甲=乙}\n",
        ),
        ("content/editions/2025-11-20/a.md", "---\nheadline: 题\nledger: l\n---\n{{b}}\n"),
    ]);
    let csv = String::from_utf8(paper.built()["ledgers/l.csv"].clone()).unwrap();
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(&rows[0][1], "'=cmd|'/c calc'!A0");
    assert_eq!(&rows[0][2], "-5");
    for cell in rows.iter().flatten().filter(|cell| *cell != "-5") {
        let first = cell.trim_start().chars().next();
        assert!(!first.is_some_and(|first| "=+-@＝＋－＠".contains(first)), "{cell:?}");
    }
    assert_eq!(&rows[1][8], "甲=乙");
}
