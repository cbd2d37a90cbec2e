//! Import of Word files and copied texts: what is a title, a kicker or a byline by its look and its neighbours, and what is not.

use crate::importing::{imported as imported_text, text};
use crate::importing_word::{docx, imported, p, set_off};

fn sized(size: u16, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn the_largest_line_is_the_headline_also_where_it_is_short() {
    let body = sized(44, "老区新貌") + &sized(32, "南山乡十年变迁记") + &p("", "　　水泥路修到了家门口。");
    let (_, run, story) = imported(&docx(&body, &[]));
    assert!(story.contains("headline: 老区新貌\ndeck: 南山乡十年变迁记\n"), "{story} {}", run.said);
}

#[test]
fn a_byline_in_brackets_above_the_text_is_no_signature_below_it() {
    let body = sized(32, "秋粮归仓　产业添彩")
        + &sized(44, "云岭县秋粮收购突破4.6万吨")
        + &sized(28, "（记者 王海燕 通讯员 周立）")
        + &p("", "　　金秋十月，各收购点车来车往。")
        + &set_off("优服务")
        + &p("", "　　全县设立收购点28个。");
    let (_, run, story) = imported(&docx(&body, &[]));
    assert!(story.contains("byline: 记者 王海燕 通讯员 周立\n"), "{story} {}", run.said);
    assert!(story.contains("## 优服务\n"), "one story, whose sub-head is one: {story} {}", run.said);
}

#[test]
fn a_list_of_names_is_running_text_and_a_row_that_was_deleted_is_listed() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p("", text));
    let deleted = "<w:tr><w:trPr><w:del w:id=\"3\"/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>水库除险</w:delText></w:r></w:del></w:p></w:tc><w:tc><w:p><w:r><w:t>900</w:t></w:r></w:p></w:tc></w:tr>";
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>{deleted}</w:tbl>",
        cell("项目"),
        cell("投资"),
        cell("灌区"),
        cell("52")
    );
    let body = set_off("关于表彰先进集体的决定")
        + &p("", "　　经研究，决定对下列集体和个人予以表彰：")
        + &p("", "县教育局　　　县林业和草原局　　　县水务局")
        + &p("", "张　伟　　李建国　　王　芳（女）")
        + &p("", "　　希望受表彰的集体和个人再接再厉。")
        + &table;
    let (_, run, story) = imported(&docx(&body, &[]));
    assert!(!story.contains("## ") && !story.contains("headline: 张"), "{story}");
    assert!(!story.contains("900") && story.contains("52"), "{story}");
    assert!(run.said.contains("水库除险 900"), "{}", run.said);
}

#[test]
fn a_heading_below_a_title_is_a_sub_head_and_a_line_without_style_is_none() {
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let body = p(&style("t"), "会议纪要两则")
        + &p(&style("1"), "县政府常务会议召开")
        + &p("", "（政府办 孙涛）")
        + &p("", "会议研究了5个议题。")
        + &p("", "会议要求各乡镇")
        + &p("", "时间：11月18日　地点：北沟乡　人数：86人")
        + &p(&style("1"), "森林防火现场会召开")
        + &p("", "现场会在北沟乡召开。");
    let (_, _, story) = imported(&docx(&body, &[("word/styles.xml", styles.as_bytes())]));
    assert!(
        story.contains("## 县政府常务会议召开\n") && story.contains("## 森林防火现场会召开\n"),
        "{story}"
    );
}

#[test]
fn a_kicker_that_ends_in_a_colon_stays_with_its_headline() {
    let said = "县里供暖面积扩大\n通讯员：孙丽\n    供暖面积210.6万平方米。\n（县住房局供稿）\n\n云岭县：\n“小院议事”解民忧\n——西坪镇基层治理见闻\n记者 张强\n路灯亮了，晚上出门不怕黑了。\n";
    let (paper, run) = imported_text(said.as_bytes(), &[]);
    let second = text(&paper, "content/a-2.md");
    assert!(second.contains("kicker: 云岭县：\nheadline: “小院议事”解民忧\n"), "{second} {}", run.said);
}

#[test]
fn a_number_that_a_line_break_cut_is_joined_where_it_is_certain_and_marked_where_not() {
    let said = "全县二〇二六年工作要点\n\n一、推进乡村建设。完成⼾厕改造180⼾，硬化村道42.\n5公里，新建广场16个。\n二、保障民生。今年全县安排资金，共修路5\n6公里\n三、发展产业。全县安排衔接补助县级资\n金3400万元\n";
    let (paper, run) = imported_text(said.as_bytes(), &[]);
    let story = text(&paper, "content/a.md");
    assert!(story.contains("硬化村道42.5公里"), "{story}");
    assert!(story.contains("<!-- 待核：上一段没有写完，下一段不一定接得上 -->"), "{story}");
    assert!(
        story.contains("县级资金3400万元") && !story.contains("## 金") && !story.contains("## 6公里"),
        "{story}"
    );
    assert!(story.contains("户厕改造180户") && run.said.contains("⼾→户"), "{story} {}", run.said);
}

#[test]
fn a_lock_file_and_a_lone_picture_are_refused_with_what_they_are() {
    for (name, bytes, said) in [
        ("~$稿.docx", &b"\x06user"[..], "锁定文件"),
        ("图.png", crate::support::PNG, "图片放到用它的稿件所在的文件夹"),
    ] {
        let paper = crate::support::Paper::of(&[("content/site.yaml", "name: 报\n")]);
        paper.put(name, bytes);
        let run = paper.run(&["import", paper.root().join(name).to_str().unwrap()]);
        assert!(run.code == 1 && run.said.contains(said), "{}", run.said);
    }
}
