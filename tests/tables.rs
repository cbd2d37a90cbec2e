//! Tables of figures: their rows and columns, what is calculated in them, and what is proved.

use crate::support::{Paper, Run};

/// Four counties, as the rows of one ledger.
const COUNTIES: &str = "title: 市台账
as_of: 2025-11-20
columns:
  trees: {label: 植树, unit: 棵}
  area: {label: 面积, unit: 亩}
  rate: {label: 成活率, unit: \"%\"}
  money: {label: 投入, unit: 元}
rows:
  dongling: {label: 东岭县, trees: 1250, area: 30.5, rate: 95, money: 20300000}
  xihe: {label: 西河县, trees: {value: 980, about: 余}, area: 28, rate: 93.5, money: 18000000}
  nanshan: {label: 南山县, trees: 1250, rate: 91, money: 9500000}
  beitai: {label: 北台县, trees: 300, area: 9.25, rate: 90, money: 5000000}
figures:
  all.trees: {label: 全市植树, value: 3780, unit: 棵}
  visits: {label: 走访, unit: 户, series: {2023: 120, 2024: 150, 2025: 138}}
  talks: {label: 谈话, unit: 次, series: {2023: 12, 2024: 15, 2025: 15}}
";

/// A paper with this table, in the language of a tag.
fn paper(table: &str, language: &str) -> Paper {
    let story = format!("---\nheadline: 表\nledger: city\n---\n文。\n\n```table\n{table}\n```\n");
    let site = format!("name: 试报\nlanguage: {language}\n");
    Paper::of(&[
        ("content/site.yaml", site.as_str()),
        ("content/ledgers/city.yaml", COUNTIES),
        ("content/editions/2025-11-20/a.md", &story),
    ])
}

/// The rows of the table of a paper, as the CSV file beside it has them.
fn rows(paper: &Paper) -> Vec<String> {
    let built = paper.built();
    let text = String::from_utf8(built["tables/2025-11-20/a-1.csv"].clone()).unwrap();
    text.trim_start_matches('\u{FEFF}').lines().map(str::to_owned).collect()
}

/// The rows of a table in a Chinese paper.
fn table(table: &str) -> Vec<String> {
    rows(&paper(table, "zh-Hans"))
}

/// What is said of a table.
fn said(table: &str) -> Run {
    paper(table, "zh-Hans").build()
}

#[test]
fn the_rows_of_a_ledger_are_sorted_ranked_and_added_up() {
    let found = table(
        "names: 县\nrows: all\ncolumns: [trees, {key: trees, share_of: total, label: 占全市}, {key: money, scale: 万, decimals: 1}, rate]\nsort: trees\nrank: true\ntotal: 全市",
    );
    assert_eq!(
        found,
        [
            "名次,县,植树（棵）,占全市（%）,投入（万元）,成活率（%）",
            "1,东岭县,1250,33.1,2030.0,95",
            "1,南山县,1250,33.1,950.0,91",
            "3,西河县,980,25.9,1800.0,93.5",
            "4,北台县,300,7.9,500.0,90",
            ",全市,3780,100.0,5280.0,",
        ]
    );
}

#[test]
fn rows_that_are_not_shown_are_added_up_as_others() {
    let found =
        table("rows: [dongling, xihe, beitai]\ncolumns: [trees]\nsort: {by: trees, order: 升序}\ntop: 1");
    assert_eq!(found, [",植树（棵）", "北台县,300", "其他,2230"]);
}

#[test]
fn groups_have_subtotals() {
    let found =
        table("rows: all\ncolumns: [trees]\ngroups: {东: [dongling, nan*], 西: [xihe, beitai]}\ntotal: true");
    let expected = [
        ",植树（棵）",
        "东岭县,1250",
        "南山县,1250",
        "小计,2500",
        "西河县,980",
        "北台县,300",
        "小计,1280",
        "合计,3780",
    ];
    assert_eq!(found, expected);
}

#[test]
fn figures_stand_beside_their_periods_and_their_changes() {
    let found = table(
        "figures: [visits, talks]\ncolumns: [2023, 2025, {period: 2025, change_from: 2024}, {period: 2025, change_from: 2024, percent: true, label: 增幅}]",
    );
    assert_eq!(found, [",2023,2025,增减,增幅（%）", "走访（户）,120,138,-12,-8.0", "谈话（次）,12,15,0,0.0"]);
    let page = paper("figures: [visits]\ncolumns: [{period: 2025, change_from: 2024}]", "zh-Hans");
    page.built();
    assert!(page.page("2025-11-20/a.html").contains("<data value=\"-12\">下降12</data>"));
}

#[test]
fn figures_without_periods_stand_as_they_are() {
    let found = table("figures: {种树: all.trees, 访户: visits}\ncolumns: [{label: 全年}]");
    assert_eq!(found, [",全年", "种树（棵）,3780", "访户（户）,138"]);
    assert_eq!(table("figures: [all.trees]"), [",数量（棵）", "全市植树,3780"]);
}

#[test]
fn a_table_may_have_a_row_for_each_period() {
    let found =
        table("periods: all\ncolumns: [visits, {key: visits, change_from: 2023, label: 比2023年}, talks]");
    let expected =
        [",走访（户）,比2023年（户）,谈话（次）", "2023,120,0,12", "2024,150,30,15", "2025,138,18,15"];
    assert_eq!(found, expected);
}

#[test]
fn ledgers_are_rows_by_name_or_by_pattern_and_snapshots_are_columns() {
    let paper = paper(
        "ledgers: district/*\ncolumns: [{indicator: reserve, label: 储备}, young]\nsort: 储备",
        "zh-Hans",
    );
    for number in 1..=2 {
        let text = format!(
            "title: 第{number}区\nfigures:\n  cadres{number}: {{label: 储备, value: {number}0, unit: 名, indicator: reserve}}\n  young: {{label: 年轻干部, value: {number}, unit: 名}}\n"
        );
        paper.put(&format!("content/ledgers/district/d{number}.yaml"), text);
    }
    assert_eq!(rows(&paper), [",储备（名）,年轻干部（名）", "第2区,20,2", "第1区,10,1"]);
    let third = "title: 第3区\nfigures:\n  a: {label: 储备, value: 30, unit: 名, indicator: reserve}\n  young: {label: 年轻干部, value: 3, unit: 名}\n";
    paper.put("content/ledgers/district/d3.yaml", third);
    assert_eq!(
        rows(&paper)[1],
        "第3区,30,3",
        "a new ledger that the pattern means is seen by the next build"
    );
    paper.put("content/ledgers/district/d3@2025-06.yaml", third.replace("30", "25"));
    assert_eq!(rows(&paper).len(), 4, "a snapshot is no row of its own");
    paper.put(
        "content/editions/2025-11-20/a.md",
        "# 表\n\n```table\nledgers: {三区: district/d3}\ncolumns: [{key: a, snapshot: 2025-06, label: 六月}, {key: a, label: 现在}, {key: a, change_from: 六月, label: 增减}]\n```\n",
    );
    assert_eq!(rows(&paper), [",六月（名）,现在（名）,增减（名）", "三区,25,30,5"]);
}

#[test]
fn a_total_that_is_given_is_proved_with_the_difference_and_its_place() {
    assert_eq!(said("rows: all\ncolumns: [trees]\ntotals: {trees: all.trees}").code, 0);
    let run = said("rows: all\ncolumns: [trees]\ntotals: {trees: 3790棵}");
    assert!(
        run.code == 1 && run.said.contains("1250 + 980 + 1250 + 300 = 3780，不是 3790，差 -10"),
        "{}",
        run.said
    );
    assert!(run.said.contains("a.md:10:10"), "{}", run.said);
}

#[test]
fn shares_that_are_given_come_to_a_hundred_within_what_rounding_explains() {
    let shares = |third: &str, total: &str| {
        let paper = paper(&format!("rows: all\ntotals: {{share: {total}}}"), "zh-Hans");
        let ledger = format!(
            "columns: {{share: {{label: 占比, unit: \"%\"}}}}\nrows: {{a: {{share: 33.3}}, b: {{share: 33.3}}, c: {{share: {third}}}}}\n"
        );
        paper.put("content/ledgers/city.yaml", ledger);
        paper.build().code
    };
    assert_eq!((shares("33.3", "100%"), shares("33.4", "100%"), shares("33.1", "100%")), (0, 0, 1));
}

#[test]
fn a_percentage_is_never_added_up() {
    let run = said("rows: all\ncolumns: [rate]\ntotal: true");
    assert!(run.code == 0 && run.said.contains("没有一栏能相加"), "{}", run.said);
}

#[test]
fn a_cell_without_a_figure_is_a_dash_with_a_note_and_its_reason_is_asked_for() {
    let run = said("rows: all\ncolumns: [area]");
    assert!(run.said.contains("table-gap") && run.said.contains("“南山县”行“面积”栏"), "{}", run.said);
    let paper = paper("rows: all\ncolumns: [area]\nmissing: 未丈量", "zh-Hans");
    let run = paper.build();
    assert!(run.code == 0 && !run.said.contains("table-gap"), "{}", run.said);
    let page = paper.page("2025-11-20/a.html");
    assert!(
        page.contains("<span>——：未丈量</span>") && page.contains("<data value=\"\">——</data>"),
        "{page}"
    );
    let run = said("rows: all\ncolumns: [trees]\nmissing: 未丈量");
    assert!(run.said.contains("`missing` 不起作用"), "{}", run.said);
}

#[test]
fn settings_without_effect_are_said() {
    for (settings, idle) in [
        ("rank: true", "rank"),
        ("top: 2", "top"),
        ("sort: trees\ntop: 9", "top"),
        ("columns: [{key: trees, percent: true}]", "percent"),
        ("columns: [{key: trees, share_of: total, change_from: area}]", "change_from"),
    ] {
        let run = said(&format!("rows: [dongling, xihe]\n{settings}"));
        assert!(run.said.contains(&format!("`{idle}` 不起作用")), "{settings}: {}", run.said);
    }
}

#[test]
fn a_misspelt_name_in_a_table_is_found_where_it_stands() {
    for (table, help) in [
        ("rows: all\nsort: tres", "是不是想写 `trees`"),
        ("rows: all\ncolumns: [tres]", "是不是想写 `trees`"),
        ("rows: [donglin]", "是不是想写 `dongling`"),
        ("ledgers: [citi]\ncolumns: [visits]", "是不是想写 `city`"),
        ("rows: all\ntotals: {tree: 5}", "是不是想写 `trees`"),
        ("figures: [visits]\ncolumns: [2032]", "是不是想写 `2023`"),
        ("rows: all\nclumns: [trees]", "是不是想写 `columns`"),
    ] {
        let run = said(table);
        assert!(
            run.code == 1 && run.said.contains(help) && run.said.contains("a.md:"),
            "{table}: {}",
            run.said
        );
    }
}

#[test]
fn each_cell_leads_to_its_row_and_the_ledger_names_the_story() {
    let paper =
        paper("rows: all\ncolumns: [trees, {key: area, label: 造林面积}]\nmissing: 未丈量", "zh-Hans");
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    let cell = "<td class=\"number\"><a class=\"figure\" href=\"../ledgers/city.html#f-dongling.trees\"><data value=\"1250\">1250</data></a></td>";
    assert!(page.contains(cell), "{page}");
    assert!(page.contains(">980余</data>"), "{page}");
    assert!(page.contains("30.5</data></a><span class=\"pad\" aria-hidden=\"true\">0</span>"), "{page}");
    assert!(
        page.contains("<th scope=\"row\">东岭县</th>")
            && page.contains("href=\"../tables/2025-11-20/a-1.csv\"")
    );
    assert!(!paper.page("2025-11-20.html").contains("tables/"), "the file is offered where the story stands");
    let ledger = paper.page("ledgers/city.html");
    let row = ledger.split("id=\"f-xihe.trees\"").nth(1).and_then(|rest| rest.split("</tr>").next()).unwrap();
    assert!(row.contains("西河县植树") && row.contains("a.html"), "{row}");
}

#[test]
fn the_cells_of_a_ledgers_rows_are_figures_of_stories_and_of_its_files() {
    let paper = paper("rows: all\ncolumns: [trees]", "zh-Hans");
    paper.put(
        "content/editions/2025-11-20/b.md",
        "# 题\n\n共{{city:xihe.trees}}，占{{city:xihe.trees | share of all.trees}}。\n",
    );
    let built = paper.built();
    let text = |path: &str| String::from_utf8(built[path].clone()).unwrap();
    assert!(text("2025-11-20/b.html").contains(">980余棵</data>"));
    assert!(text("ledgers/city.csv").contains("xihe.trees,西河县植树,980,棵,余"));
    assert!(text("ledgers/city.json").contains("\"key\": \"xihe.trees\""));
}

#[test]
fn what_is_wrong_in_the_rows_of_a_ledger_is_found_where_it_stands() {
    for (rows, expected) in [
        ("rows: {east: {label: 东, tres: 5}}", "是不是想写 `trees`"),
        ("rows: {east: {label: 东, trees: N/A}}", "missing-value"),
        ("rows: {east: {label: 东, trees: 5.5e3}}", "half-a-number"),
        ("rows: [{label: 东, trees: 5}]", "`key`"),
        ("rows: [{key: east, trees: 5}, {key: east, trees: 6}]", "duplicate-key"),
        ("rows: {east: 5}", "wrong-type"),
    ] {
        let paper = Paper::of(&[("content/a.md", "# 题\n\n文。\n")]);
        paper.put("content/ledgers/l.yaml", format!("columns: {{trees: {{label: 树, unit: 棵}}}}\n{rows}\n"));
        let run = paper.build();
        assert!(run.code == 1 && run.said.contains(expected), "{rows}: {}", run.said);
        assert!(run.said.contains("l.yaml:2:"), "{rows}: {}", run.said);
    }
}

#[test]
fn an_english_and_a_traditional_paper_have_their_own_words() {
    let trees = "columns: {trees: {label: Trees, unit: {one: tree, other: trees}}}\nrows: {east: {label: East, trees: 12000}, west: {label: West, trees: 8000}}\nfigures: {visits: {label: Visits, unit: visits, series: {2024: 10, 2025: 12}}}\n";
    let english = paper(
        "rows: all\ncolumns: [{key: trees, scale: thousand}, {key: trees, share_of: total}]\nsort: trees\nrank: true\ntotal: true",
        "en",
    );
    english.put("content/ledgers/city.yaml", trees);
    assert_eq!(
        rows(&english),
        ["Rank,,Trees (thousand trees),Share (%)", "1,East,12,60.0", "2,West,8,40.0", ",Total,20,100.0",]
    );
    let english = paper("figures: [visits]\ncolumns: [{period: 2025, change_from: 2024}]", "en");
    english.put("content/ledgers/city.yaml", trees);
    english.built();
    assert!(english.page("2025-11-20/a.html").contains(">rose 2</data>"));
    let run = paper("rows: all\ncolumns: [{key: trees, scale: 万}]", "en").build();
    assert!(run.said.contains("unfit-filter"), "{}", run.said);
    let table = "figures: [visits]\ncolumns: [{period: 2025, change_from: 2024}]\ntotal: true";
    assert_eq!(rows(&paper(table, "zh-Hant")), [",增減（户）", "走访,-12", "合計,-12"]);
}

#[test]
fn a_table_that_a_ledger_keeps_is_proved_there_and_shown_by_stories() {
    let paper = paper("rows: all\ncolumns: [trees]", "zh-Hans");
    let kept = format!(
        "{COUNTIES}exhibits:\n  forest: {{kind: table, rows: all, columns: [trees], totals: {{trees: 3790棵}}}}\n"
    );
    paper.put("content/ledgers/city.yaml", &kept);
    paper.put("content/editions/2025-11-20/a.md", "# 题\n\n```exhibit\nshow: city:forest\n```\n");
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("city.yaml:") && !run.said.contains("a.md:"), "{}", run.said);
    assert_eq!(run.said.matches("[table-total]").count(), 1, "{}", run.said);
    paper.put("content/ledgers/city.yaml", kept.replace("3790", "3780"));
    assert_eq!(rows(&paper).last().unwrap(), "合计,3780");
}

#[test]
fn a_figure_that_changes_remakes_the_documents_that_show_the_table() {
    let paper = paper("rows: all\ncolumns: [trees]\ntotal: true", "zh-Hans");
    paper.built();
    paper.put(
        "content/ledgers/city.yaml",
        COUNTIES.replace("trees: 300", "trees: 301").replace("3780", "3781"),
    );
    let after = paper.built();
    std::fs::remove_dir_all(paper.root().join(".cache")).unwrap();
    std::fs::remove_dir_all(paper.root().join("public")).unwrap();
    assert!(paper.built() == after);
    assert!(String::from_utf8_lossy(&after["tables/2025-11-20/a-1.csv"]).contains("合计,3781"));
}

#[test]
fn a_name_that_a_spreadsheet_would_run_is_text_in_the_file() {
    let paper = paper("rows: all\ncolumns: [trees]\nnames: =1+1", "zh-Hans");
    assert!(rows(&paper)[0].starts_with("'=1+1,"));
}
