//! Import of Word files, written part by part as the programs write them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{PNG, Paper, Run};

/// A file of Word with a body and other parts.
pub(crate) fn docx(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let names = "xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:wp=\"wp\" xmlns:mc=\"mc\" xmlns:m=\"m\" xmlns:v=\"v\"";
    let document = format!("<?xml version=\"1.0\"?><w:document {names}><w:body>{body}</w:body></w:document>");
    for (name, bytes) in [("word/document.xml", document.as_bytes())].iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph with properties and one run.
pub(crate) fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A bold and centred paragraph, as headlines are set by hand.
pub(crate) fn set_off(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

pub(crate) fn imported(bytes: &[u8]) -> (Paper, Run, String) {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\n")]);
    paper.put("in.docx", bytes);
    let run = paper.run(&["import", paper.root().join("in.docx").to_str().unwrap()]);
    let story = std::fs::read_to_string(paper.root().join("content/in.md")).unwrap_or_default();
    (paper, run, story)
}

#[test]
fn headings_are_known_by_the_names_of_their_styles_not_by_their_ids() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a3\"><w:name w:val=\"Title\"/></w:style><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:styleId=\"x\"><w:name w:val=\"镇文\"/><w:basedOn w:val=\"1\"/></w:style><w:style w:styleId=\"o\"><w:name w:val=\"own\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style></w:styles>";
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let body = p(&style("a3"), "村里的新书屋")
        + &p("", "书屋开门了。")
        + &p(&style("1"), "书从哪里来")
        + &p("", "大家捐的。")
        + &p(&style("x"), "书到哪里去")
        + &p("", "人人借。")
        + &p(&style("o"), "账目")
        + &p("", "每月一清。");
    let (paper, run, story) = imported(&docx(&body, &[("word/styles.xml", styles.as_bytes())]));
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(
        story,
        "---\nheadline: 村里的新书屋\n---\n\n书屋开门了。\n\n## 书从哪里来\n\n大家捐的。\n\n## 书到哪里去\n\n人人借。\n\n### 账目\n\n每月一清。\n"
    );
    paper.built();
}

#[test]
fn a_bold_centred_line_at_the_head_is_the_headline_and_later_ones_are_marked() {
    let body = set_off("青溪镇“三张清单”管好村级事务")
        + &set_off("青溪镇党委　赵  明")
        + &p("", "　　今年以来，事事有人管。")
        + &set_off("清单亮出来")
        + &p("", "　　谁办、何时办，一看就明白。");
    let (_, _, story) = imported(&docx(&body, &[]));
    assert!(
        story.starts_with(
            "---\nheadline: 青溪镇“三张清单”管好村级事务\nbyline: 青溪镇党委 赵明\n---\n\n今年以来"
        ),
        "{story}"
    );
    assert!(story.contains("<!-- 待核：这一行当作小标题 -->\n\n## 清单亮出来\n\n谁办"), "{story}");
}

#[test]
fn formatting_lists_notes_links_and_numbers_set_by_word_are_kept() {
    let run = |format: &str, text: &str| {
        format!("<w:r><w:rPr>{format}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let numbered = |id: &str| format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr>");
    let body = p("", "本镇的一件实事在这里")
        + &p("", "第一段，写得长一些，好让它不是题。")
        + &format!(
            "<w:p>{}{}{}{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}<w:hyperlink r:id=\"r1\">{}</w:hyperlink>{}</w:p>",
            run("<w:b/>", "重"),
            run("<w:b/>", "点"),
            run("<w:b w:val=\"0\"/>", "是水"),
            run("<w:vertAlign w:val=\"superscript\"/>", "2"),
            run("", "，见"),
            run("", "网页"),
            run("<w:strike/>", "删。"),
        )
        + &p(&numbered("1"), "甲事")
        + &p(&numbered("1"), "乙事")
        + &p(&numbered("2"), "办实事，办到底，一件一件办")
        + &p("", "写 *星号* 和 #号。");
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>";
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\"/><w:footnote w:id=\"2\"><w:p><w:r><w:t>注文一句。</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"https://example.org/a\"/></Relationships>";
    let parts: [(&str, &[u8]); 3] = [
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
    ];
    let (paper, said, story) = imported(&docx(&body, &parts));
    for line in [
        "**重点**是水<sup>2</sup>^[注文一句。]，见[网页](<https://example.org/a>)~~删。~~",
        "- 甲事\n- 乙事\n",
        "一、办实事，办到底，一件一件办",
        r"写 \*星号\* 和 #号。",
    ] {
        assert!(story.contains(line), "{line}\n{story}\n{}", said.said);
    }
    paper.built();
}

#[test]
fn tables_and_pictures_stand_where_they_stood() {
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell("", "村"),
        cell("", "户|数"),
        cell("", "东村"),
        cell("", "12"),
        cell("<w:gridSpan w:val=\"2\"/>", "合计见附表"),
    );
    let drawing = "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"灯下\"/><a:blip r:embed=\"r7\"/></wp:inline></w:drawing></w:r></w:p>";
    let strange =
        "<w:p><w:r><w:drawing><wp:inline><a:blip r:embed=\"r8\"/></wp:inline></w:drawing></w:r></w:p>";
    let links = "<Relationships><Relationship Id=\"r7\" Target=\"media/image1.bin\"/><Relationship Id=\"r8\" Target=\"media/image2.emf\"/></Relationships>";
    let parts: [(&str, &[u8]); 3] = [
        ("word/_rels/document.xml.rels", links.as_bytes()),
        ("word/media/image1.bin", PNG),
        ("word/media/image2.emf", b"EMF"),
    ];
    let body = p("", "全镇通了自来水")
        + &p("", "表里是各村的户数，图是夜里的灯。")
        + &table
        + drawing
        + strange;
    let (paper, run, story) = imported(&docx(&body, &parts));
    assert!(
        story.contains(
            "| 村 | 户\\|数 |\n| --- | ---: |\n| 东村 | 12 |\n| 合计见附表 |  |\n\n![灯下](in.png)\n"
        ),
        "{story}"
    );
    assert!(run.said.contains("合并的格子") && run.said.contains("word/media/image2.emf"), "{}", run.said);
    assert_eq!(paper.built()["in.png"], PNG, "the picture is not printed");
}

#[test]
fn what_a_story_cannot_hold_is_listed_and_nothing_is_read_twice() {
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let boxed = format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", text("框里的话"));
    let body = p("", "全镇通了自来水")
        + &format!(
            "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>旧话</w:delText></w:r></w:del>{}\
         <w:r><mc:AlternateContent><mc:Choice><w:drawing>{boxed}</w:drawing></mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的</w:t></w:r>{}</w:p>",
            text("正文开头，"),
            text("新话，"),
            "",
            text("正文结尾。"),
        );
    let comments = format!(
        "<w:comments xmlns:w=\"w\"><w:comment><w:p>{}</w:p></w:comment></w:comments>",
        text("再核一下")
    );
    let header = format!("<w:hdr xmlns:w=\"w\"><w:p>{}</w:p></w:hdr>", text("内部资料"));
    let parts: [(&str, &[u8]); 2] =
        [("word/comments.xml", comments.as_bytes()), ("word/header1.xml", header.as_bytes())];
    let (_, run, story) = imported(&docx(&body, &parts));
    assert!(
        story.ends_with("\n\n正文开头，新话，x\\+1正文结尾。\n")
            || story.ends_with("\n\n正文开头，新话，x+1正文结尾。\n"),
        "{story}"
    );
    for listed in [
        "文本框里的字　框里的话",
        "批注　再核一下",
        "页眉或页脚　内部资料",
        "删去的字　旧话",
        "隐藏的字　藏起来的",
        "公式",
        "插入的 1 处",
    ] {
        assert_eq!(run.said.matches(listed).count(), 1, "{listed}\n{}", run.said);
    }
    assert!(!run.said.contains("MERGEFORMAT") && !story.contains("MERGEFORMAT"));
}

#[test]
fn a_damaged_file_a_bomb_and_a_foreign_zip_are_refused_with_a_sentence() {
    let good = docx(&p("", "题"), &[]);
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    for _ in 0..80 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let mut foreign = ZipWriter::new(Cursor::new(Vec::new()));
    foreign.start_file("a.txt", SimpleFileOptions::default()).unwrap();
    for (bytes, said) in [
        (good[..good.len() / 2].to_vec(), "文件坏了"),
        (docx("<w:p>", &[]), "文件坏了"),
        (bomb.finish().unwrap().into_inner(), "文件坏了"),
        (foreign.finish().unwrap().into_inner(), "没有 Word 或表格"),
    ] {
        let (paper, run, _) = imported(&bytes);
        assert_eq!(run.code, 1, "{}", run.said);
        assert!(run.said.contains(said), "{}", run.said);
        assert!(!paper.root().join("content/in.md").exists());
    }
}

/// A paragraph on the right, as signatures are set.
fn on_the_right(text: &str) -> String {
    p("<w:jc w:val=\"right\"/>", text)
}

#[test]
fn a_document_keeps_its_number_its_signature_and_its_day_in_the_text() {
    let body = set_off("云岭县人民政府办公室")
        + &set_off("关于做好冬季供暖工作的通知")
        + &p("<w:jc w:val=\"center\"/>", "云政办发〔2025〕31号")
        + &p("", "各乡镇人民政府，县直有关部门：")
        + &p("", "　　为做好冬季供暖工作，现通知如下：")
        + &p("", "　　一、早做准备")
        + &p("", "　　各乡镇要早做准备，入户检查一遍，查到的问题当天改好。")
        + &p("", "　　附件：1.检查清单")
        + &p("", "　　　　　2.值班表")
        + &on_the_right("云岭县人民政府办公室")
        + &on_the_right("2025年11月3日")
        + &p("", "（此件公开发布）");
    let (paper, run, story) = imported(&docx(&body, &[]));
    for line in [
        "---\nform: notice\nheadline: 云岭县人民政府办公室　关于做好冬季供暖工作的通知\n---\n",
        "\n<p align=\"center\">云政办发〔2025〕31号</p>\n",
        "\n各乡镇人民政府，县直有关部门：\n",
        "\n## 一、早做准备\n",
        "\n附件：1.检查清单\\\n2.值班表\n",
        "\n<p align=\"right\">云岭县人民政府办公室</p>\n\n<p align=\"right\">2025年11月3日</p>\n\n（此件公开发布）\n",
    ] {
        assert!(story.contains(line), "{line}\n{story}");
    }
    assert!(!run.said.contains("读进了稿头") && !story.contains("待核"), "{}\n{story}", run.said);
    let public = paper.built();
    let page = String::from_utf8_lossy(&public["stories/in.html"]).into_owned();
    assert!(page.contains("<div class=\"right\"><p>云岭县人民政府办"), "{page}");
}

#[test]
fn the_lines_of_one_title_are_one_headline_and_a_kicker_stays_one() {
    let text = p("", "　　今年以来，各项工作都往前走了一步，群众看得见、说得出。");
    let sized = |size: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let titled = |text: &str| p("<w:pStyle w:val=\"t\"/>", text);
    let styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style></w:styles>";
    for (heads, expected) in [
        (
            titled("云岭县加快推进") + &titled("农村公路建设"),
            "headline: 云岭县加快推进农村公路建设\n---\n\n<!-- 待核：题的几行样子一样",
        ),
        (
            set_off("云岭县加快推进") + &set_off("农村公路建设"),
            "headline: 云岭县加快推进农村公路建设\n---\n\n<!-- 待核：题的几行样子一样",
        ),
        (
            set_off("关于切实做好今冬明春") + &set_off("农田水利建设的意见"),
            "headline: 关于切实做好今冬明春农田水利建设的意见\n---\n\n今年以来",
        ),
        (
            sized(28, "把温暖送到老人的家里") + &sized(44, "云岭县走访百户老人"),
            "kicker: 把温暖送到老人的家里\nheadline: 云岭县走访百户老人\n---\n\n今年以来",
        ),
        (
            sized(44, "云岭县走访百户老人") + &sized(28, "一家一户问冷暖"),
            "headline: 云岭县走访百户老人\ndeck: 一家一户问冷暖\n---\n\n今年以来",
        ),
    ] {
        let (_, run, story) = imported(&docx(&(heads + &text), &[("word/styles.xml", styles.as_bytes())]));
        assert!(story.contains(expected), "{expected}\n{story}");
        assert_eq!(
            run.said.matches("处稿里标着").count(),
            story.matches("<!-- 待核").count(),
            "{}",
            run.said
        );
    }
}

#[test]
fn a_title_as_large_as_the_headline_begins_a_story_and_a_smaller_one_does_not() {
    let sized = |size: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = sized(44, "云岭县三万亩良田开犁")
        + &p("", "　　开春以来，全县上下早起晚归，地里到处是人。")
        + &sized(32, "机器先下地")
        + &p("", "　　农机手天不亮就出门，一天干到黑。")
        + &sized(44, "东河镇木耳出棚")
        + &p("", "　　一排排菌棒整齐排列……")
        + &p("<w:jc w:val=\"right\"/>", "（东河镇　周某某）");
    let (paper, run, _) = imported(&docx(&body, &[]));
    let [first, second] = [1, 2].map(|number| {
        let path = paper.root().join(format!("content/in-{number}.md"));
        std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{}", run.said))
    });
    assert!(first.contains("## 机器先下地") && !first.contains("木耳"), "{first}");
    assert!(second.contains("headline: 东河镇木耳出棚\nbyline: （东河镇 周某某）\n"), "{second}");
}

#[test]
fn a_first_paragraph_that_trails_off_or_asks_is_no_headline() {
    for first in ["走进木耳基地，一排排菌棒整齐排列……", "什么样的日子才算好？", "丰收了"]
    {
        let body = set_off("小木耳撑起致富伞")
            + &p("", &format!("　　{first}"))
            + &p("", "　　“一年能挣三万元。”她说。");
        let (_, _, story) = imported(&docx(&body, &[]));
        assert!(
            story.starts_with(&format!("---\nheadline: 小木耳撑起致富伞\n---\n\n{first}\n\n“一年")),
            "{story}"
        );
    }
}

#[test]
fn a_speech_is_one_story_and_the_masthead_of_a_bulletin_is_listed() {
    let centred = |text: &str| p("<w:jc w:val=\"center\"/>", text);
    let speech = set_off("在全县水利工作会议上的讲话")
        + &centred("（2025年11月3日）")
        + &centred("县委书记　周某某")
        + &p("", "同志们：")
        + &p("", "　　今天的会议很重要，要把明年的事定下来。")
        + &p("", "　　谢谢大家！");
    let (_, _, story) = imported(&docx(&speech, &[]));
    assert_eq!(
        story,
        "---\nform: speech\nheadline: 在全县水利工作会议上的讲话\nbyline: 县委书记 周某某\n---\n\n<p align=\"center\">（2025年11月3日）</p>\n\n同志们：\n\n今天的会议很重要，要把明年的事定下来。\n\n谢谢大家！\n"
    );
    let speech = set_off("把水利工作再往前推一步")
        + &centred("——在全县水利工作会议上的讲话")
        + &centred("县委书记、县人大常委会主任　周某某")
        + &centred("（2025年11月3日）")
        + &p("", "各位代表，同志们：")
        + &p("", "　　今天的会议很重要，要把明年的事定下来。");
    let (_, _, story) = imported(&docx(&speech, &[]));
    assert!(
        story.starts_with("---\nform: speech\nheadline: 把水利工作再往前推一步\ndeck: ——在全县水利工作会议上的讲话\nbyline: 县委书记、县人大常委会主任 周某某\n---\n"),
        "{story}"
    );
    let bulletin = set_off("水利工作简报")
        + &centred("第12期（总第45期）")
        + &centred("云岭县水利局办公室　　2025年11月3日")
        + &set_off("东河镇抓早抓实冬修水利")
        + &p("", "　　东河镇投入资金30万元，把沟渠清了一遍。")
        + &p("", "报：县委办")
        + &on_the_right("共印50份");
    let (_, run, story) = imported(&docx(&bulletin, &[]));
    assert!(story.starts_with("---\nheadline: 东河镇抓早抓实冬修水利\n---\n\n东河镇投入"), "{story}");
    assert!(story.ends_with("把沟渠清了一遍。\n"), "who gets it is no text: {story}");
    for line in ["报：县委办", "共印50份"] {
        assert!(run.said.contains("distribution") && run.said.contains(&format!("　{line}")), "{}", run.said);
    }
    for line in ["水利工作简报", "第12期（总第45期）", "云岭县水利局办公室 2025年11月3日"]
    {
        assert!(run.said.contains(&format!("简报或文件的报头　{line}")), "{line}\n{}", run.said);
    }
}

#[test]
fn numbers_set_by_word_print_as_word_shows_them() {
    let level = |format: &str, pattern: &str| {
        format!(
            "<w:lvl><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/></w:lvl>"
        )
    };
    let official = [
        level("chineseCounting", "%1、"),
        level("chineseCounting", "（%2）"),
        level("decimal", "%3."),
        level("decimal", "（%4）"),
        level("decimalEnclosedCircle", "%5"),
    ]
    .concat();
    let list = [level("decimal", "%1."), level("bullet", ""), level("decimal", "%1.%3")].concat();
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\">{official}</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">{list}</w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>"
    );
    let numbered = |id: u8, level: u8, text: &str| {
        p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>"), text)
    };
    let body = set_off("全县安全检查这样做")
        + &numbered(1, 0, "检查的内容分两块，一块一块地查。")
        + &numbered(1, 1, "道路交通。")
        + &numbered(1, 2, "重点路段。")
        + &numbered(1, 2, "重点车辆。")
        + &numbered(1, 3, "客车。")
        + &numbered(1, 4, "校车。")
        + &p("", "下面是要带的东西。")
        + &numbered(2, 0, "表。")
        + &numbered(2, 1, "空表。")
        + &p("", "还有。")
        + &numbered(2, 0, "笔。")
        + &numbered(2, 2, "红笔。");
    let (paper, _, story) = imported(&docx(&body, &[("word/numbering.xml", numbering.as_bytes())]));
    for lines in [
        "\n一、检查的内容分两块，一块一块地查。\n\n（一）道路交通。\n\n1.重点路段。\n\n2.重点车辆。\n\n（1）客车。\n\n①校车。\n",
        "\n1. 表。\n   - 空表。\n\n还有。\n\n2. 笔。\n\n2.1红笔。\n",
    ] {
        assert!(story.contains(lines), "{lines}\n{story}");
    }
    paper.built();
}

#[test]
fn a_place_in_a_word_file_is_the_paragraph_that_it_is_about() {
    let body = set_off("全镇通了自来水")
        + &p("", "　　今年以来，全镇上下一起动手，家家")
        + &p("", "　　昨天下午，会议结束，大家都说好，明年")
        + &set_off("水从哪里来")
        + &p("", "　　从山上来。");
    let (_, run, _) = imported(&docx(&body, &[]));
    for place in [
        "第3段　上一段没有写完",
        "第3段　上一段没有写完，后面缺了字　",
        "第4段　这一行当作小标题　水从哪里来",
    ] {
        assert!(run.said.contains(place), "{place}\n{}", run.said);
    }
    assert!(run.said.contains("3 处要看一眼，列在上面，其中 3 处稿里标着“待核”"), "{}", run.said);
}

#[test]
fn the_credit_of_a_caption_is_no_cut_sentence() {
    let body = p("", "全镇通了自来水")
        + &p("", "图为村民在院子里接水。　　李某某　摄")
        + &p("", "村民在院子里接水，笑了起来。李某某摄");
    let (_, run, story) = imported(&docx(&body, &[]));
    assert!(!story.contains("待核"), "{story}\n{}", run.said);
}

#[test]
fn an_office_that_sends_a_story_is_its_byline() {
    let body = set_off("全镇通了自来水")
        + &p("", "县住建局供稿")
        + &p("", "　　今年以来，全镇上下一起动手，家家通了水。");
    let (_, _, story) = imported(&docx(&body, &[]));
    assert!(story.starts_with("---\nheadline: 全镇通了自来水\nbyline: 县住建局供稿\n---\n"), "{story}");
}

#[test]
fn the_head_of_a_table_that_comes_apart_is_marked_in_the_story() {
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table =
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "乡镇"), cell("<w:gridSpan w:val=\"2\"/>", "面积")])
            + &row(&[cell("<w:vMerge/>", ""), cell("", "计划"), cell("", "完成")])
            + &row(&[cell("", "东河镇"), cell("", "3"), cell("", "2")]);
    let body = set_off("全县播种进度")
        + &p("", "　　各乡镇的进度，都列在下面的表里。")
        + &format!("<w:tbl>{table}</w:tbl>");
    let (_, run, story) = imported(&docx(&body, &[]));
    assert!(story.contains("<!-- 待核：表里有合并的格子"), "{story}");
    assert_eq!(run.said.matches("表里有合并的格子").count(), 1, "{}", run.said);
}

#[test]
fn what_stands_right_under_a_picture_and_tells_of_it_is_its_caption() {
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"接水\"/><a:blip r:embed=\"r1\"/></wp:inline></w:drawing></w:r></w:p>";
    let links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/a.png\"/></Relationships>";
    let parts: [(&str, &[u8]); 2] =
        [("word/_rels/document.xml.rels", links.as_bytes()), ("word/media/a.png", PNG)];
    let body = set_off("全镇通了自来水")
        + &p("", "　　今年以来，全镇上下一起动手，家家通了水。")
        + picture
        + &p("", "图为村民在院子里接水。 王芳 摄")
        + &p("", "　　大家都说好。");
    let (_, run, story) = imported(&docx(&body, &parts));
    assert!(
        story.contains("(in.png \"图为村民在院子里接水。 王芳 摄\")\n\n大家都说好。"),
        "{story}{}",
        run.said
    );
}

#[test]
fn the_annexes_of_a_document_stay_under_one_another() {
    let body = set_off("关于秋冬种的通知")
        + &p("", "各乡镇：")
        + &p("", "　　请抓好秋冬种，把面积落实到田块。")
        + &p("", "　　附件：1.任务分配表")
        + &p("", "　　　　　2.联系人名单")
        + &p("", "　　　　　3.进度表");
    let (paper, _, story) = imported(&docx(&body, &[]));
    assert!(story.contains("附件：1.任务分配表\\\n2.联系人名单\\\n3.进度表\n"), "{story}");
    let built = paper.built();
    let page = String::from_utf8_lossy(&built["stories/in.html"]);
    assert!(page.contains("<p class=\"annexes\">附件：1.任务分配表<br>"), "{page}");
}
