//! Import of Word files, written part by part as the programs write them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{PNG, Paper, Run};

/// A file of Word with a body and other parts.
fn docx(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
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
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A bold and centred paragraph, as headlines are set by hand.
fn set_off(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn imported(bytes: &[u8]) -> (Paper, Run, String) {
    let paper = Paper::of(&[]);
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
            "| 村 | 户\\|数 |\n| --- | --- |\n| 东村 | 12 |\n| 合计见附表 |  |\n\n![灯下](in.png)\n"
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
