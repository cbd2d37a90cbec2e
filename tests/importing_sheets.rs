//! Import of sheets: every row is a figure, totals are proved, and nothing is guessed.

#![allow(clippy::format_push_string, reason = "a workbook is written piece by piece")]

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{Paper, Run};

/// A workbook of sheets, each with a name, a state and its rows. A cell that is a number in XML is one in the sheet, one after `%:`
/// is shown as a percentage, and one after `=` is a formula that was never calculated.
pub(crate) fn xlsx(sheets: &[(&str, &str, Vec<Vec<&str>>)]) -> Vec<u8> {
    merged_xlsx(sheets, &[])
}

/// The same, with some cells of each sheet merged: `A2:A4`.
fn merged_xlsx(sheets: &[(&str, &str, Vec<Vec<&str>>)], merged: &[&str]) -> Vec<u8> {
    let cells: String = merged.iter().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect();
    let merged = if merged.is_empty() { String::new() } else { format!("<mergeCells>{cells}</mergeCells>") };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (mut listed, mut links) = (String::new(), String::new());
    for (index, (name, state, rows)) in sheets.iter().enumerate() {
        listed +=
            &format!("<sheet name=\"{name}\" sheetId=\"{index}\" state=\"{state}\" r:id=\"r{index}\"/>");
        links += &format!(
            "<Relationship Id=\"r{index}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{index}.xml\"/>"
        );
        let mut text = String::new();
        for (row, cells) in rows.iter().enumerate() {
            let cell = |(column, cell): (usize, &&str)| {
                let place = format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1);
                match cell.parse::<f64>() {
                    _ if cell.is_empty() => String::new(),
                    _ if cell.starts_with("%:") => {
                        format!("<c r=\"{place}\" s=\"1\"><v>{}</v></c>", &cell[2..])
                    }
                    _ if cell.starts_with('=') => format!("<c r=\"{place}\"><f>{}</f></c>", &cell[1..]),
                    Ok(_) => format!("<c r=\"{place}\"><v>{cell}</v></c>"),
                    Err(_) => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
                }
            };
            text += &format!(
                "<row r=\"{}\">{}</row>",
                row + 1,
                cells.iter().enumerate().map(cell).collect::<String>()
            );
        }
        put(
            &format!("xl/worksheets/sheet{index}.xml"),
            &format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{text}</sheetData>{merged}</worksheet>"
            ),
        );
    }
    links += "<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>";
    put(
        "xl/styles.xml",
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\"><numFmt numFmtId=\"165\" formatCode=\"0.0%\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"165\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>",
    );
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{listed}</sheets></workbook>"
        ),
    );
    put(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r0\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        ),
    );
    zip.finish().unwrap().into_inner()
}

/// A workbook whose third row and third column are hidden, and which has a comment on B2.
pub(crate) fn with_unseen_parts(rows: Vec<Vec<&str>>) -> Vec<u8> {
    let plain = xlsx(&[("表", "visible", rows)]);
    let mut old = zip::ZipArchive::new(Cursor::new(plain)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    };
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let (name, text) = (part.name().unwrap().into_owned(), std::io::read_to_string(&mut part).unwrap());
        let columns = "<cols><col min=\"3\" max=\"3\" width=\"9\" hidden=\"1\"/></cols><sheetData>";
        let text =
            text.replace("<sheetData>", columns).replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">");
        put(&name, &text);
    }
    put(
        "xl/worksheets/_rels/sheet0.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"../comments1.xml\"/></Relationships>",
    );
    put(
        "xl/comments1.xml",
        "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><commentList><comment ref=\"B2\" authorId=\"0\"><text><r><t>待编办确认</t></r></text></comment></commentList></comments>",
    );
    new.finish().unwrap().into_inner()
}

pub(crate) fn imported(name: &str, bytes: &[u8], more: &[&str]) -> (Paper, Run) {
    let paper = Paper::of(&[("content/a.md", "---\nheadline: 题\n---\n\n正文。\n")]);
    paper.put(name, bytes);
    let file = paper.root().join(name);
    let mut arguments = vec!["import", file.to_str().unwrap()];
    arguments.extend(more);
    let run = paper.run(&arguments);
    (paper, run)
}

pub(crate) fn ledger(paper: &Paper, name: &str) -> String {
    std::fs::read_to_string(paper.root().join("content/ledgers").join(name)).unwrap()
}

/// The paper builds, and says nothing of its ledgers.
pub(crate) fn is_without_findings(paper: &Paper) {
    let run = paper.run(&["check", "--format", "json"]);
    assert!(!run.said.contains("content/ledgers"), "{}", run.said);
    paper.built();
}

#[test]
fn units_qualifiers_and_what_stands_above_the_head_are_read() {
    let text = "青山县台账,,,,\n填报单位：青山县农业农村局,,,单位：户,2025年11月20日\n序号,指标,数值,计量单位,时段\n1,培训农户,600余人次,,近三年\n2,走访,\"1,234\",,\n3,补水,约3万,方,\n4,暂缺,待报,,\n";
    let (paper, run) = imported("in.csv", text.as_bytes(), &[]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(
        ledger(&paper, "in.yaml"),
        "title: 青山县台账\nowner: 青山县农业农村局\nas_of: 2025-11-20\npublic: false\nfigures:\n  培训农户:\n    label: 培训农户\n    value: 600\n    unit: 人次\n    about:\n    - 余\n    window: 近三年\n  \
         走访:\n    label: 走访\n    value: 1234\n    unit: 户\n  补水:\n    label: 补水\n    value: 3\n    unit: 万方\n    about:\n    - 约\n"
    );
    assert!(run.said.contains("暂缺 待报") && run.said.contains("序号 1 2 3 4"), "{}", run.said);
    is_without_findings(&paper);
}

#[test]
fn a_total_that_adds_up_has_parts_and_one_that_does_not_is_listed() {
    let (paper, run) = imported("in.csv", "项目,人数\n县级,25\n国企,3\n科级,409\n合计,437\n".as_bytes(), &[]);
    let text = ledger(&paper, "in.yaml");
    assert!(text.contains("  合计:\n    label: 合计\n    value: 437\n    parts:\n      县级:\n        label: 县级\n        value: 25\n"), "{text}");
    assert!(!run.said.contains("不相等"), "{}", run.said);
    is_without_findings(&paper);
    let (paper, run) = imported("in.csv", "项目,人数\n县级,25\n国企,3\n合计,29\n".as_bytes(), &[]);
    assert!(run.said.contains("合计和各行之和不相等　合计 29 / 28"), "{}", run.said);
    is_without_findings(&paper);
}

#[test]
fn several_columns_of_values_are_figures_each_and_years_are_a_series() {
    let rows = vec![
        vec!["村", "户数（户）", "人口（人）"],
        vec!["东岭村", "12", "30"],
        vec!["西岭村", "9", "25"],
        vec!["合计", "21", "55"],
    ];
    let years = vec![vec!["指标", "单位", "2023年", "2024年"], vec!["走访", "户", "120", "150.5"]];
    let book = xlsx(&[
        ("各村", "visible", rows),
        ("逐年", "visible", years),
        ("藏着", "hidden", vec![vec!["秘密", "数"]]),
    ]);
    let (paper, run) = imported("in.xlsx", &book, &[]);
    let text = ledger(&paper, "in-各村.yaml");
    assert!(text.contains("columns:\n  户数:\n    label: 户数\n    unit: 户\n"), "{text}");
    assert!(text.contains("rows:\n  东岭村:\n    label: 东岭村\n    户数: 12\n    人口: 30\n"), "{text}");
    assert!(text.contains("- 合计.户数 == 东岭村.户数 + 西岭村.户数\n"), "{text}");
    assert!(ledger(&paper, "in-逐年.yaml").contains("series:\n      '2023': 120\n      '2024': 150.5\n"));
    assert!(run.said.contains("“藏着”是隐藏的，没有读　秘密 数"), "{}", run.said);
    is_without_findings(&paper);
}

#[test]
fn what_a_sheet_does_not_keep_is_refused_or_asked_about_and_never_guessed() {
    let rows = vec![
        vec!["指标", "数值"],
        vec!["覆盖率", "0.125"],
        vec!["证号", "98765432109876543"],
        vec!["期数", "3"],
    ];
    let (paper, run) = imported("in.xlsx", &xlsx(&[("表", "visible", rows)]), &[]);
    let text = ledger(&paper, "in.yaml");
    assert!(text.contains("# 待核：可能是百分数") && text.contains("value: 0.125\n"), "{text}");
    assert!(!text.contains("证号"), "{text}");
    assert!(run.said.contains("可能是百分数") && run.said.contains("超过 15 位"), "{}", run.said);
    is_without_findings(&paper);
}

#[test]
fn two_hundred_rows_come_through_whole() {
    let texts: Vec<[String; 4]> = (0..200u32)
        .map(|row| {
            [format!("k{row}"), format!("指标{row}号"), (f64::from(row) * 1.25).to_string(), "名".to_owned()]
        })
        .collect();
    let mut rows = vec![vec!["键", "指标", "数值", "单位"]];
    rows.extend(texts.iter().map(|row| row.iter().map(String::as_str).collect()));
    let (paper, _) = imported("in.xlsx", &xlsx(&[("表", "visible", rows)]), &[]);
    let text = ledger(&paper, "in.yaml");
    for [key, label, value, _] in &texts {
        assert!(
            text.contains(&format!("  {key}:\n    label: {label}\n    value: {value}\n    unit: 名\n")),
            "{key}\n{text}"
        );
    }
    assert_eq!(text.matches("label: ").count(), 200);
    is_without_findings(&paper);
}

#[test]
fn columns_with_names_of_their_own_are_told_by_a_file() {
    let text = encoding_rs::GB18030.encode("工作内容\t完成\t计量\n清淤\t1200\t米\n").0.into_owned();
    let (paper, run) = imported("in.csv", &text, &[]);
    assert_eq!(run.code, 0, "{}", run.said);
    paper.put("map.yaml", "label: 工作内容\nvalue: 完成\nunit: 计量\n");
    let (file, map) = (paper.root().join("in.csv"), paper.root().join("map.yaml"));
    paper.run(&["import", file.to_str().unwrap(), "--map", map.to_str().unwrap()]);
    assert!(
        ledger(&paper, "in-2.yaml").contains("  清淤:\n    label: 清淤\n    value: 1200\n    unit: 米\n")
    );
    let run = paper.run(&["import", file.to_str().unwrap(), "--map", "/nowhere.yaml"]);
    assert_eq!(run.code, 2, "{}", run.said);
    let (_, run) = imported("in.csv", "只有一列\n几行字\n".as_bytes(), &[]);
    assert!(run.code == 1 && run.said.contains("变得成台账"), "{}", run.said);
}

#[test]
fn words_in_merged_cells_hold_for_every_row_and_a_number_for_the_first() {
    let rows = vec![
        vec!["青溪镇统计表", "", "", "", "", ""],
        vec!["村", "户数", "单位", "时段", "来源", "集体收入（万元）"],
        vec!["东村", "120", "户", "2025年以来", "镇统计站", "30"],
        vec!["西村", "80", "", "", "", ""],
        vec!["南村", "60", "", "2024年", "", "12"],
    ];
    let merged = ["A1:F1", "C3:C5", "D3:D4", "E3:E5", "F3:F4"];
    let paper = Paper::of(&[("content/a.md", "---\nheadline: 题\n---\n\n正文。\n")]);
    paper.put("t.xlsx", merged_xlsx(&[("表", "visible", rows)], &merged));
    let run = paper.run(&["import", paper.root().join("t.xlsx").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.said);
    let ledger = std::fs::read_to_string(paper.root().join("content/ledgers/t.yaml")).unwrap();
    assert_eq!(
        ledger.matches("window: 2025年以来").count(),
        3,
        "both values of one row, one of the next: {ledger}"
    );
    assert_eq!(ledger.matches("source: 镇统计站").count(), 5, "{ledger}");
    assert_eq!(ledger.matches("value: 30").count(), 1, "a number is not repeated: {ledger}");
    assert!(run.said.contains("只记在第一行　30"), "{}", run.said);
    assert!(ledger.contains("title: 青溪镇统计表"), "{ledger}");
    paper.built();
}

#[test]
fn a_head_of_two_rows_gives_each_column_both_of_its_names() {
    let rows = vec![
        vec!["村", "上半年", "", "下半年", ""],
        vec!["", "种树", "养护", "种树", "养护"],
        vec!["东村", "12", "3", "14", "5"],
        vec!["西村", "20", "6", "22", "7"],
    ];
    let paper = Paper::of(&[("content/a.md", "---\nheadline: 题\n---\n\n正文。\n")]);
    paper.put("t.xlsx", merged_xlsx(&[("表", "visible", rows)], &["A1:A2", "B1:C1", "D1:E1"]));
    let run = paper.run(&["import", paper.root().join("t.xlsx").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.said);
    let ledger = std::fs::read_to_string(paper.root().join("content/ledgers/t.yaml")).unwrap();
    let (columns, rows) = ledger.split_once("rows:\n").unwrap();
    for column in ["上半年种树", "上半年养护", "下半年种树", "下半年养护"] {
        assert!(columns.contains(&format!("label: {column}\n")), "{column}: {ledger}");
    }
    for row in [
        "东村\n    上半年种树: 12\n    上半年养护: 3\n    下半年种树: 14\n    下半年养护: 5\n",
        "西村\n    上半年种树: 20\n    上半年养护: 6\n    下半年种树: 22\n    下半年养护: 7\n",
    ] {
        assert!(rows.contains(row), "{row}: {ledger}");
    }
}

#[test]
fn a_remark_keeps_its_words_without_the_telephone_number_and_a_name_its_characters_together() {
    let rows = vec![
        vec!["乡镇", "播种面积（万亩）"],
        vec!["南 山 镇", "2.3"],
        vec!["东河镇", "1.5"],
        vec!["注：播种面积含复种。联系人：王建国 13843000000", ""],
    ];
    let (paper, run) = imported("a.xlsx", &xlsx(&[("表", "visible", rows)]), &[]);
    assert!(run.said.contains("注：播种面积含复种。"), "{}", run.said);
    assert!(!run.said.contains("13843000000") && !run.said.contains("王建国"), "{}", run.said);
    let ledgers = crate::support::files_in(&paper.root().join("content/ledgers"));
    let ledger = String::from_utf8_lossy(ledgers.values().next().unwrap()).into_owned();
    assert!(ledger.contains("南山镇") && !ledger.contains("南 山 镇"), "{ledger}");
}
