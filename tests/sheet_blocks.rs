//! Sheets that hold more than one plain table: no number is credited to the name or the column of another table, and what a cell
//! shows is what is read.

use crate::importing_sheets::{imported, is_without_findings, ledger, xlsx};
use crate::sheet_shapes::of_csv;

#[test]
fn a_second_table_below_the_first_has_a_head_and_a_ledger_of_its_own() {
    let text = "单位,编制数,实有人数\n县委办,25,23\n县政府办,30,31\n合计,55,54\n\n表二　车辆情况,,\n单位,车辆数（辆）,里程（公里）\n县委办,3,45210\n合计,3,45210\n";
    let (paper, run) = imported("in.csv", text.as_bytes(), &[]);
    let (first, second) = (ledger(&paper, "in.yaml"), ledger(&paper, "in-2.yaml"));
    assert!(first.contains("    编制数: 25\n    实有人数: 23\n") && !first.contains("45210"), "{first}");
    assert!(
        second.starts_with("title: 表二 车辆情况\n")
            && second.contains("  车辆数:\n    label: 车辆数\n    unit: 辆\n")
            && second.contains("    车辆数: 3\n    里程: 45210\n"),
        "{second}"
    );
    assert!(run.said.contains("有 2 张表") && !run.said.contains("同名"), "{}", run.said);
    is_without_findings(&paper);
}

#[test]
fn rows_after_a_blank_row_belong_to_their_table_and_a_head_printed_again_is_no_row() {
    let (text, said) = of_csv("村,户数\n东村,12\n\n西村,待报\n南村,9\n村,户数\n北村,4\n合计,25\n");
    assert!(text.contains("value: 4\n") && text.contains("北村") && !said.contains("张表"), "{text} {said}");
    assert!(!said.contains("不相等"), "{said}");
}

#[test]
fn a_head_that_is_repeated_to_the_right_is_a_second_panel_of_the_same_table() {
    let (text, said) = of_csv(
        "乡镇,户数（户）,乡镇,户数（户）\n东河镇,120,南山乡,80\n西坪镇,95,北沟乡,60\n小计,215,小计,140\n",
    );
    for row in ["label: 东河镇户数\n    value: 120\n", "label: 南山乡户数\n    value: 80\n"] {
        assert!(text.contains(row), "{text}");
    }
    assert!(
        text.contains("- 小计_2 == 南山乡 + 北沟乡\n") && !text.contains("东河镇南山乡"),
        "{text} {said}"
    );
    let (text, _) =
        of_csv("序号,村名,户数,序号,村名,户数\n1,上河村,120,3,坪上村,88\n2,下河村,96,,合计,304\n");
    assert!(text.contains("坪上村:\n") && !text.contains("待核") && text.contains("value: 304"), "{text}");
}

#[test]
fn other_names_to_the_right_of_numbers_are_marked_on_every_row() {
    let (text, said) = of_csv("乡镇,户数,村,人口\n东河镇,120,张湾村,80\n西坪镇,95,李湾村,60\n");
    assert_eq!(text.matches("数的左右两边都有名称").count(), 2, "{text}");
    assert!(said.contains("可能是两栏并排的表"), "{said}");
}

#[test]
fn columns_of_times_are_listed_and_never_numbers() {
    let (text, said) =
        of_csv("项目,投资（万元）,开工时间,竣工\n水库,3000,2025.10,2026.12\n桥,700,2026.5,2026.3\n");
    assert!(!text.contains("2025") && !text.contains("2026"), "{text}");
    assert!(said.contains("开工时间 2025.10 2026.5") && said.contains("竣工 2026.12 2026.3"), "{said}");
}

#[test]
fn a_number_is_read_as_its_cell_shows_it_and_said_to_be_rounded() {
    let rows = vec![
        vec!["项目", "投资（万元）", "到位率"],
        vec!["水库", "3000", "%:0.3333333333333333"],
        vec!["桥", "700", "%:0.7142857142857143"],
        vec!["路", "800", "%:0.5"],
    ];
    let (paper, run) = imported("in.xlsx", &xlsx(&[("表", "visible", rows)]), &[]);
    let text = ledger(&paper, "in.yaml");
    assert!(text.contains("到位率: 33.3\n") && text.contains("到位率: 71.4\n"), "{text}");
    assert!(text.contains("label: 到位率\n    unit: '%'\n"), "{text}");
    assert!(run.said.contains("照格子里显示的收；存的是 0.33333"), "{}", run.said);
    assert_eq!(run.said.matches("照格子里显示的收").count(), 2, "{}", run.said);
    is_without_findings(&paper);
}

#[test]
fn a_whole_is_proved_as_a_total_and_averages_and_parts_are_in_no_sum() {
    for text in ["乡镇,植树\n全县,43\n东河镇,30\n西坪镇,13\n", "乡镇,植树\n东河镇,30\n西坪镇,13\n全县,43\n"]
    {
        let (text, said) = of_csv(text);
        assert!(!text.contains("待核") && !said.contains("不相等"), "{text} {said}");
        assert!(text.contains("全县 == 东河镇 + 西坪镇") || text.contains("parts:"), "{text}");
    }
    let (text, _) = of_csv("乡镇,植树\n东河镇,30\n西坪镇,13\n全县,44\n");
    assert!(text.contains("# 待核：合计和各行之和不相等"), "{text}");
    let (text, said) =
        of_csv("乡镇,收入（元）\n东河镇,15000\n其中：山区,9000\n西坪镇,14200\n全县平均,14680\n合计,29200\n");
    assert!(text.contains("# 待核：这一行是平均数，不和别的行相加\n    label: 全县平均"), "{text}");
    assert!(said.contains("没有加进合计　其中：山区 9000") && !said.contains("不相等"), "{said}");
}

#[test]
fn a_row_of_units_below_the_head_gives_the_columns_their_units() {
    let (text, said) =
        of_csv("乡镇,面积,产量,单产\n,万亩,万吨,公斤/亩\n东河镇,3.2,1.1,343.8\n西坪镇,2.75,0.9,327.3\n");
    for column in ["label: 面积\n    unit: 万亩\n", "label: 产量\n    unit: 万吨\n", "unit: 公斤/亩\n"]
    {
        assert!(text.contains(column), "{text}");
    }
    assert!(!said.contains("不是数"), "{said}");
}

#[test]
fn rows_of_indicators_keep_their_units_over_parts_of_years() {
    let (text, _) = of_csv(
        "指标名称,计量单位,2025年1—9月,2026年1—9月,2026年比2025年±%\n总产值,亿元,136.4,144.1,5.6\n粮食,万吨,20,21,5\n",
    );
    assert!(text.contains("label: 1—9月\n    unit: 亿元\n"), "{text}");
    assert!(
        text.contains("unit: 万吨\n      series:\n        '2025': 20\n        '2026': 21\n")
            && text.contains("label: 2026年比2025年±%\n    unit: '%'\n"),
        "{text}"
    );
    let (text, _) = of_csv("指标,本月,1—10月累计\n供水（万吨）,5210,48960\n货运量（万吨）,45,430\n");
    assert!(text.contains("  1至10月累计:\n    label: 1—10月累计\n") && !text.contains("待核"), "{text}");
}

#[test]
fn years_may_be_the_names_of_rows() {
    for years in [["2024年", "2025年"], ["2024", "2025"]] {
        let (text, _) = of_csv(&format!(
            "年份,人口（万人）,城镇化率（%）\n{},31.2,45.1\n{},31,46.2\n",
            years[0], years[1]
        ));
        assert!(text.contains("label: 2024年\n    人口: 31.2\n    城镇化率: 45.1\n"), "{text}");
    }
    let (text, _) = of_csv("片区,小学,,初中,\n,2025年,2026年,2025年,2026年\n城关,5210,5080,3120,3260\n");
    assert!(
        text.contains("    小学:\n      series:\n        '2025': 5210\n        '2026': 5080\n"),
        "{text}"
    );
    let (text, _) = of_csv("乡镇,耕地（亩）,其中：水田（亩）\n东河镇,12345,4500\n");
    assert!(text.contains("label: 其中：水田\n    unit: 亩\n"), "{text}");
}

#[test]
fn a_last_year_of_a_dash_is_marked_as_an_empty_one_is() {
    for last in ["—", ""] {
        let (text, _) = of_csv(&format!("指标,单位,2024年,2025年\n造林,亩,1200,1500\n育苗,万株,30,{last}\n"));
        assert!(text.contains("# 待核：2025 的数空着"), "{last}: {text}");
    }
}

#[test]
fn what_is_hidden_in_a_sheet_or_said_beside_it_is_listed() {
    let rows = vec![vec!["单位", "编制数", "人数"], vec!["县委办", "25", "23"], vec!["县政府办", "30", "31"]];
    let book = crate::importing_sheets::with_unseen_parts(rows);
    let (_, run) = imported("in.xlsx", &book, &[]);
    assert!(run.said.contains("第 3 行、C 列是隐藏的，也读了"), "{}", run.said);
    assert!(run.said.contains("B2 格的批注，没有收　待编办确认"), "{}", run.said);
}
