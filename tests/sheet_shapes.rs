//! Shapes of sheets: no number is credited to a wrong name, none has a wrong unit, and what is not certain is marked.

use crate::importing_sheets::{imported, is_without_findings, ledger, xlsx};

/// The ledger of a CSV file, and what was said.
pub(crate) fn of_csv(text: &str) -> (String, String) {
    let (paper, run) = imported("in.csv", text.as_bytes(), &[]);
    assert_eq!(run.code, 0, "{}", run.said);
    is_without_findings(&paper);
    (ledger(&paper, "in.yaml"), run.said)
}

#[test]
fn a_total_in_the_column_of_running_numbers_is_no_township() {
    let (text, said) =
        of_csv("序号,乡镇,培训（人次）,村（个）\n1,东河镇,100,12\n2,西坪镇,110,13\n合 计,,210,25\n");
    assert!(text.contains("  西坪镇:\n    label: 西坪镇\n    培训: 110\n    村: 13\n"), "{text}");
    assert!(
        text.contains("- 合计.培训 == 东河镇.培训 + 西坪镇.培训\n") && !text.contains("西坪镇.培训_2"),
        "{text}"
    );
    assert!(!said.contains("不相等"), "{said}");
    let (text, said) = of_csv("序号,乡镇,人数\n1,东河镇,100\n2,西坪镇,110\n总计,,211\n");
    assert!(text.contains("# 待核：合计和各行之和不相等"), "{text}");
    assert!(said.contains("总计 211 / 210"), "{said}");
}

#[test]
fn totals_of_groups_and_above_their_rows_are_proved() {
    let (text, said) = of_csv("村,户数\n张湾村,120\n李湾村,80\n小计,200\n王家村,50\n小计,50\n合计,250\n");
    assert!(
        text.contains("- 小计 == 张湾村 + 李湾村\n- 小计_2 == 王家村\n- 合计 == 小计 + 小计_2\n"),
        "{text}"
    );
    assert!(!said.contains("不相等") && said.contains("同名"), "{said}");
    let (text, _) = of_csv("村,户数\n全县合计,200\n张湾村,120\n李湾村,80\n其中：低保户,9\n");
    assert!(text.contains("- 全县合计 == 张湾村 + 李湾村\n") && !text.contains("待核"), "{text}");
}

#[test]
fn a_row_without_a_name_does_not_get_that_of_another() {
    let (text, said) = of_csv("序号,乡镇,培训（人次）\n1,东河镇,100\n2,,110\n合计,,210\n");
    assert!(text.contains("# 待核：这一行没有名称") && text.contains("label: 第3行培训\n"), "{text}");
    assert!(said.contains("这一行没有名称，用了行号　2 110"), "{said}");
    let (text, said) = of_csv("乡镇,村,户数\n东河镇,张湾村,120\n,李湾村,80\n合计,,200\n,王家村,50\n");
    assert!(
        text.contains("# 待核：这一格空着，用了上面的“东河镇”") && text.contains("label: 东河镇李湾村户数\n"),
        "{text}"
    );
    assert!(text.contains("label: 王家村户数\n") && said.contains("缺前面一截"), "{text} {said}");
}

#[test]
fn two_columns_of_names_are_one_name_and_the_unit_is_in_its_brackets() {
    let (text, _) = of_csv(
        "序号,乡镇,指标名称,2024年,2025年,完成率（%）,参训人次\n1,东河镇,春播面积（万亩）,20,30,93.3,450人次\n2,东河镇,农机（台）,5,6,90,60\n",
    );
    assert!(
        text.contains(
            "  东河镇.春播面积:\n    label: 东河镇春播面积\n    unit: 万亩\n    series:\n      '2024': 20\n"
        ),
        "{text}"
    );
    assert!(text.contains("label: 东河镇农机完成率\n    value: 90\n    unit: '%'\n"), "{text}");
    assert!(text.contains("label: 东河镇春播面积参训人次\n    value: 450\n    unit: 人次\n"), "{text}");
    assert!(
        text.contains(
            "# 待核：这一列没有写单位，不一定是台，空着了\n    label: 东河镇农机参训人次\n    value: 60\n"
        ),
        "{text}"
    );
}

#[test]
fn rows_of_the_same_name_are_told_apart_by_other_columns_or_marked() {
    let (text, said) = of_csv("品种,等级,产量（吨）\n苹果,一级,5\n苹果,二级,6\n");
    assert!(text.contains("label: 苹果一级产量\n") && !said.contains("同名"), "{text}");
    let (text, said) = of_csv("品种,产量（吨）\n苹果,5\n苹果,6\n");
    assert!(
        text.contains("# 待核：和前面一行同名") && said.contains("同名，分不出是哪一个　苹果 6"),
        "{text}"
    );
}

#[test]
fn columns_of_one_name_and_several_years_are_a_series_of_it() {
    let (text, said) = of_csv(
        "乡镇,2024年培训（人次）,2025年培训（人次）\n东河镇,100,120\n西坪镇,110,\n北塬乡,90,约80\n合计,300,200\n",
    );
    assert!(text.contains("  东河镇:\n"), "{text}");
    assert!(text.contains("unit: 人次\n") && text.contains("'2025': 120\n"), "{text}");
    assert!(text.contains("# 待核：2025 的数空着") && text.contains("# 待核：2025 的原文是“约80”"), "{text}");
    assert!(said.contains("只写键会印出上一期的数　西坪镇培训"), "{said}");
    let (text, said) = of_csv("乡镇,2024年,2025年\n东河镇,100,120\n西坪镇,110,130\n合计,210,251\n");
    assert!(text.contains("# 待核：合计和各行之和不相等"), "{text}");
    assert!(said.contains("合计 2024: 210 2025: 251 / 250"), "{said}");
}

#[test]
fn months_and_quarters_are_a_series() {
    let (text, _) = of_csv("乡镇,1月,2月,12月\n东河镇,3,4,5\n");
    assert!(text.contains("    series:\n      1月: 3\n      2月: 4\n      12月: 5\n"), "{text}");
    let (text, _) = of_csv("指标,单位,一季度,二季度\n走访,户,3,4\n");
    assert!(text.contains("    unit: 户\n    series:\n      1季度: 3\n      2季度: 4\n"), "{text}");
}

#[test]
fn two_rows_of_a_head_are_read_together() {
    let (text, said) = of_csv(
        "单位,基本情况,,培训情况,\n,户数（户）,人口（人）,期数（期）,人次（人次）\n东河镇,100,300,2,600\n西坪镇,200,—,3,0\n合计,300,300,5,600\n",
    );
    assert!(
        text.contains("  东河镇:\n    label: 东河镇\n    基本情况户数: 100\n    基本情况人口: 300\n"),
        "{text}"
    );
    assert!(text.contains("  培训情况期数:\n    label: 培训情况期数\n    unit: 期\n"), "{text}");
    assert!(!text.contains("unit: 东河镇") && said.contains("不是数　西坪镇基本情况人口 —"), "{said}");
    let (text, _) = of_csv(
        ",2024年,,2025年,\n乡镇,期数（期）,人次（人次）,期数（期）,人次（人次）\n甲,乙,丙,丁,戊\n东河镇,2,60,3,70\n",
    );
    assert!(text.contains("    期数:\n      series:\n        '2024': 2\n        '2025': 3\n"), "{text}");
}

#[test]
fn a_unit_above_the_head_is_used_where_it_can_be_right() {
    let (text, _) = of_csv("各乡镇统计表（单位：万元）,,\n乡镇,投资,户数\n东河镇,12,30\n西坪镇,13,40\n");
    assert!(
        text.starts_with("title: 各乡镇统计表\n") && text.contains("    label: 投资\n    unit: 万元\n"),
        "{text}"
    );
    assert!(text.contains("  户数:\n    label: 户数\nrows:"), "{text}");
    assert!(text.contains("# 待核：这一列没有写单位，不一定是万元"), "{text}");
    let (text, _) = of_csv("填报单位：县农业农村局　单位：见表头,,\n项目,投资（万元）\n水库,12\n");
    assert!(
        text.contains("owner: 县农业农村局\n") && text.contains("unit: 万元\n") && !text.contains("见表头"),
        "{text}"
    );
    let (text, more) = of_csv("单位：人、万元,,\n乡镇,人数,资金\n东河镇,12,30\n");
    assert!(!text.contains("unit:") && more.contains("看不出是哪几列的，没有用　人、万元"), "{text} {more}");
    let (text, _) = of_csv("项目,培训（含线上）\n干部,12\n");
    assert!(text.contains("label: 干部培训（含线上）\n") && !text.contains("unit:"), "{text}");
}

#[test]
fn the_format_of_a_number_and_a_formula_are_read() {
    let rows = vec![
        vec!["指标", "数值", "单位"],
        vec!["完工", "%:0.875", "%"],
        vec!["开工", "0.875", "%"],
        vec!["完成日期", "46000", ""],
        vec!["总人数", "=SUM(B2:B3)", "人"],
    ];
    let (paper, run) = imported("in.xlsx", &xlsx(&[("表", "visible", rows)]), &[]);
    let text = ledger(&paper, "in.yaml");
    assert!(text.contains("    label: 完工\n    value: 87.5\n    unit: '%'\n"), "{text}");
    assert!(
        text.contains("# 待核：可能是百分数")
            && text.contains("    label: 开工\n    value: 0.875\n")
            && !text.contains("46000"),
        "{text}"
    );
    assert!(run.said.contains("可能是日期") && run.said.contains("总人数 =SUM(B2:B3)"), "{}", run.said);
    is_without_findings(&paper);
}

#[test]
fn personal_data_are_left_out_and_not_repeated() {
    let (paper, run) = imported(
        "in.csv",
        "项目,投资（万元）,责任人,联系电话,备注\n水库,12,马强,13893312345,找马强 13893312345\n桥,7,李四,13893312346,年底完工\n".as_bytes(),
        &[],
    );
    let text = ledger(&paper, "in.yaml");
    assert!(text.contains("public: false\n") && text.contains("note: 年底完工\n"), "{text}");
    assert!(!text.contains("138933") && !run.said.contains("138933"), "{text} {}", run.said);
    assert!(
        run.said.contains("2 格是电话、证件号一类个人信息") && run.said.contains("联系电话"),
        "{}",
        run.said
    );
    is_without_findings(&paper);
}

#[test]
fn a_map_that_means_nothing_is_refused() {
    let (paper, _) = imported("in.csv", "乡镇,指标,甲\n东河镇,培训,12\n".as_bytes(), &[]);
    let file = paper.root().join("in.csv");
    let mapped = |map: &str| {
        paper.put("map.yaml", map);
        let map = paper.root().join("map.yaml");
        paper.run(&["import", file.to_str().unwrap(), "--map", map.to_str().unwrap()])
    };
    let run = mapped("label: 指标\nvlaue: 甲\n");
    assert!(run.code == 1 && run.said.contains("`vlaue` 不认识"), "{}", run.said);
    let run = mapped("label: 名称\n");
    assert!(run.code == 1 && run.said.contains("列“名称”，表里没有"), "{}", run.said);
    let run = mapped("value: 甲\n");
    assert!(run.code == 0 && ledger(&paper, "in-2.yaml").contains("label: 东河镇培训\n"), "{}", run.said);
    let (_, run) = imported("in.csv", "东河镇,100\n西坪镇,110\n".as_bytes(), &[]);
    assert!(run.code == 1 && run.said.contains("没有找到表头") && !run.said.contains("“”"), "{}", run.said);
}

#[test]
fn a_number_becomes_a_reference_only_where_its_sentence_names_the_figure() {
    let (paper, _) =
        imported("in.csv", "乡镇,培训（人次）\n东河镇,120\n南沟镇,132\n西坪镇,95\n".as_bytes(), &[]);
    let said = "题目一则说培训\n\n东河镇培训132人次，西坪镇、南沟镇分别培训95人次、132人次。\n\n西坪镇今年培训95人次。\n";
    paper.put("a.txt", said);
    let file = paper.root().join("a.txt");
    let run = paper.run(&["import", file.to_str().unwrap(), "--figures"]);
    let text = std::fs::read_to_string(paper.root().join("content/a-2.md")).unwrap();
    assert!(text.contains("东河镇培训132人次，西坪镇、南沟镇分别培训95人次"), "{text} {}", run.said);
    assert!(text.contains("西坪镇今年培训{{in:西坪镇}}"), "{text} {}", run.said);
    assert!(run.said.contains("可以写成 {{in:南沟镇}}"), "{}", run.said);
}
