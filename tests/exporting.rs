//! `lanmu export`: a story as a Word file, and as a fragment for 公众号.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::support::{PNG, Paper, Run};

const SITE: &str = "name: 青溪报\ncolumns: [{name: 要闻, slug: yaowen}]\napprovals: [初审, 终审]\n";
const LEDGER: &str = "title: 青溪台账\nsource: {name: 青溪镇政府}\nas_of: 2025-11-18\nfigures:\n  \
    lamps: {label: 路灯, value: 588, unit: 盏, window: 今年以来}\n  homes: {label: 受益户, value: 1200, unit: 户, about: 余}\n";
const STORY: &str = "---\ncolumn: 要闻\nkicker: 民生实事　一件件办\nheadline: 青溪镇路灯　照亮晚归路\ndeck: ——一笔账记到底\nlead: 今年的实事，先从路灯办起。\n\
    byline: 本报记者 李雷\nledger: qingxi\nimages: [{src: lamp.png, alt: 路灯, caption: 新装的路灯, credit: 韩梅梅 摄}]\n---\n\
    镇里装了{{lamps}}，**受益的有{{homes}}**，全在*镇区*。[^1]\n\n## 一盏一盏数\n\n镇里的账这样记：\n\n- 先看路\n- 再看人\n\n1. 问村里\n2. 问群众\n\n\
    > 路亮了，心也亮了。\n\n| 村 | 盏数 |\n| --- | ---: |\n| 东村 | 300 |\n| 西村 | 288 |\n\n\
    ```board\ntitle: 路灯账\npillars:\n  - {name: 装, figures: [lamps], items: [先急后缓]}\n```\n\n\
    详情见[镇政府网站](https://example.org/lamps)，也可看[上一篇](water.md)。\n\n[^1]: 数字截至十一月，共{{lamps}}。\n";

/// What comes back when the exported story is imported: its figures are words then.
const BACK: &str = "---\nkicker: 民生实事　一件件办\nheadline: 青溪镇路灯　照亮晚归路\ndeck: ——一笔账记到底\nlead: 今年的实事，先从路灯办起。\n\
    byline: 本报记者 李雷\n---\n\n![路灯](2025-11-20-lamps.png \"新装的路灯　韩梅梅 摄\")\n\n\
    镇里装了588盏，**受益的有1200余户**，全在*镇区*。^[数字截至十一月，共588盏。]\n\n## 一盏一盏数\n\n镇里的账这样记：\n\n- 先看路\n- 再看人\n\n1. 问村里\n2. 问群众\n\n\
    > 路亮了，心也亮了。\n\n| 村 | 盏数 |\n| --- | ---: |\n| 东村 | 300 |\n| 西村 | 288 |\n\n\
    路灯账\n\n| 装 | 路灯 | 588盏 |\n| --- | --- | --- |\n| 装 | 先急后缓 |  |\n\n来源：青溪镇政府\n\n截至：2025年11月18日\n\n\
    详情见[镇政府网站](<https://example.org/lamps>)，也可看上一篇。\n";

fn paper() -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", SITE),
        ("content/ledgers/qingxi.yaml", LEDGER),
        ("content/editions/2025-11-20/lamps.md", STORY),
        (
            "content/editions/2025-11-20/water.md",
            "---\nheadline: 水通了\ncolumn: 要闻\ndraft: true\n---\n水来了。\n",
        ),
    ]);
    paper.put("content/editions/2025-11-20/lamp.png", PNG);
    paper
}

fn export(paper: &Paper, arguments: &[&str]) -> Run {
    paper.run(&[&["export", "--as-of", "2025-12-01"], arguments].concat())
}

fn file(paper: &Paper, path: &str) -> Vec<u8> {
    fs::read(paper.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The parts of a Word file, by name.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        assert!(parts.insert(name, bytes).is_none(), "a part stands twice");
    }
    parts
}

fn text_of(node: Node) -> String {
    node.descendants()
        .filter(|node| {
            node.has_tag_name(("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "t"))
        })
        .filter_map(|node| node.text())
        .collect()
}

fn named<'d>(document: &'d Document, name: &str) -> Vec<Node<'d, 'd>> {
    document.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn value<'d>(node: Node<'d, 'd>, name: &str) -> &'d str {
    let found = node.attributes().find(|attribute| attribute.name() == name);
    found.map_or("", |attribute| attribute.value())
}

#[test]
fn the_parts_of_an_exported_word_file_fit_together() {
    let paper = paper();
    let run = export(&paper, &["lamps"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(
        run.said.contains("青溪镇路灯　照亮晚归路") && run.said.contains("2025-11-20-lamps.docx"),
        "{}",
        run.said
    );
    let parts = parts(file(&paper, "export/2025-11-20-lamps.docx"));
    let xml = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let types = xml("[Content_Types].xml");
    for name in parts.keys().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let text = xml(name);
        Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let is_typed = types.contains(&format!("PartName=\"/{name}\""));
        assert!(is_typed || name.contains("rels") || name == "[Content_Types].xml", "{name} has no type");
    }
    let relations = xml("word/_rels/document.xml.rels");
    let relations = Document::parse(&relations).unwrap();
    let ids: BTreeSet<&str> =
        named(&relations, "Relationship").into_iter().map(|link| value(link, "Id")).collect();
    for link in
        named(&relations, "Relationship").into_iter().filter(|link| value(*link, "TargetMode").is_empty())
    {
        assert!(parts.contains_key(&format!("word/{}", value(link, "Target"))), "{}", value(link, "Target"));
    }
    let text = xml("word/document.xml");
    let document = Document::parse(&text).unwrap();
    for node in document.descendants() {
        let used = node.attributes().filter(|attribute| {
            matches!(attribute.name(), "embed")
                || attribute.name() == "id" && attribute.value().starts_with("rId")
        });
        used.for_each(|id| assert!(ids.contains(id.value()), "{}", id.value()));
    }
    let styles = xml("word/styles.xml");
    let known = Document::parse(&styles).unwrap();
    let known: BTreeSet<&str> =
        named(&known, "style").into_iter().map(|style| value(style, "styleId")).collect();
    for style in ["pStyle", "rStyle", "tblStyle"].iter().flat_map(|name| named(&document, name)) {
        assert!(known.contains(value(style, "val")), "{}", value(style, "val"));
    }
    for face in ["宋体", "黑体", "仿宋"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{face}\"")), "{face}");
    }
    assert!(styles.contains("w:line=\"480\""), "no room for corrections");
    let page = named(&document, "pgSz")[0];
    assert_eq!((value(page, "w"), value(page, "h")), ("11906", "16838"), "not A4");
    assert_eq!(parts["word/media/image1.png"], PNG);
}

#[test]
fn every_figure_has_a_comment_with_its_key_its_value_its_source_and_its_place() {
    let paper = paper();
    export(&paper, &["lamps"]);
    let parts = parts(file(&paper, "export/2025-11-20-lamps.docx"));
    let comments = String::from_utf8(parts["word/comments.xml"].clone()).unwrap();
    let comments = Document::parse(&comments).unwrap();
    let comments: Vec<String> = named(&comments, "comment").into_iter().map(text_of).collect();
    // One in the text, one in bold, one of the footnote at its mark, one of the board at its title.
    assert_eq!(comments.len(), 4, "{comments:?}");
    for said in [
        "qingxi:lamps",
        "数值：588盏",
        "来源：青溪镇政府",
        "content/ledgers/qingxi.yaml 第 5 行",
        "口径：今年以来",
    ] {
        assert!(comments[0].contains(said), "{said}: {}", comments[0]);
    }
    assert!(comments[1].starts_with("1200余户") && comments[1].contains("第 6 行"), "{}", comments[1]);
    let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    let document = Document::parse(&text).unwrap();
    for name in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
        let ids: Vec<&str> = named(&document, name).into_iter().map(|mark| value(mark, "id")).collect();
        assert_eq!(ids, ["0", "1", "2", "3"], "{name}");
    }
}

#[test]
fn the_title_block_says_where_the_story_stands_and_who_has_approved_it() {
    let paper = paper();
    let header = |name: &str| {
        export(&paper, &[name]);
        let parts = parts(file(&paper, &format!("export/2025-11-20-{name}.docx")));
        let header = String::from_utf8(parts["word/header1.xml"].clone()).unwrap();
        text_of(Document::parse(&header).unwrap().root())
    };
    let first = header("lamps");
    for said in ["青溪报", "第1期", "2025年11月20日", "第1版", "栏目：要闻", "初审：未审", "终审：未审"]
    {
        assert!(first.contains(said), "{said}: {first}");
    }
    assert!(header("water").contains("草稿，未见报"));
    paper.remove("content/editions/2025-11-20/water.md");
    paper.put("content/editions/2025-11-20/lamps.md", STORY.replace("[上一篇](water.md)", "上一篇"));
    let run =
        paper.run(&["approve", "2025-11-20", "--as", "初审", "--by", "韩梅梅", "--as-of", "2025-11-19"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let approved = header("lamps");
    assert!(approved.contains("初审：韩梅梅 2025-11-19　终审：未审"), "{approved}");
    paper.put("content/ledgers/qingxi.yaml", LEDGER.replace("588", "589"));
    assert!(header("lamps").contains("2025-11-19（此后改过）"), "a figure has changed since");
}

#[test]
fn an_exported_story_comes_back_with_the_same_words() {
    let paper = paper();
    export(&paper, &["lamps"]);
    let other = Paper::of(&[("content/site.yaml", SITE)]);
    let path = paper.root().join("export/2025-11-20-lamps.docx");
    let run = other.run(&["import", path.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(String::from_utf8(file(&other, "content/2025-11-20-lamps.md")).unwrap(), BACK);
    assert_eq!(file(&other, "content/2025-11-20-lamps.png"), PNG);
    other.built();
}

#[test]
fn the_same_story_gives_the_same_bytes_and_what_somebody_has_changed_is_left() {
    let paper = paper();
    export(&paper, &["lamps"]);
    let first = file(&paper, "export/2025-11-20-lamps.docx");
    let run = export(&paper, &["content/editions/2025-11-20/lamps.md"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(file(&paper, "export/2025-11-20-lamps.docx") == first, "two exports differ");
    paper.put("content/ledgers/qingxi.yaml", LEDGER.replace("588", "589"));
    export(&paper, &["lamps"]);
    assert!(file(&paper, "export/2025-11-20-lamps.docx") != first, "its own file is replaced");

    paper.put("export/2025-11-20-lamps.docx", "改过的");
    let run = export(&paper, &["lamps"]);
    assert!(run.code == 0 && run.said.contains("没有动它"), "{}", run.said);
    assert_eq!(file(&paper, "export/2025-11-20-lamps.docx"), "改过的".as_bytes());
    assert!(file(&paper, "export/2025-11-20-lamps-2.docx").starts_with(b"PK"));
    export(&paper, &["lamps"]);
    assert!(!paper.root().join("export/2025-11-20-lamps-3.docx").exists(), "the second one is its own");

    let run = export(&paper, &["lamps", "--out", paper.root().join("elsewhere").to_str().unwrap()]);
    assert!(run.code == 0 && paper.root().join("elsewhere/2025-11-20-lamps.docx").exists(), "{}", run.said);
}

#[test]
fn a_story_is_found_by_its_path_its_name_or_its_headline_and_an_unknown_one_is_not_guessed() {
    let paper = paper();
    for name in ["content/editions/2025-11-20/lamps.md", "2025-11-20/lamps", "lamps", "青溪镇路灯照亮晚归路"]
    {
        assert_eq!(export(&paper, &[name]).code, 0, "{name}");
    }
    let run = export(&paper, &["lamp"]);
    assert!(run.code == 1 && run.said.contains("是不是想写 `lamps`"), "{}", run.said);
    let run = export(&paper, &["water"]);
    assert!(run.code == 0 && run.said.contains("草稿"), "{}", run.said);
    paper.put("content/editions/2025-11-27/lamps.md", "---\nheadline: 路灯再添\n---\n又添了。\n");
    let run = export(&paper, &["lamps"]);
    assert!(
        run.code == 1 && run.said.contains("2025-11-27/lamps.md") && run.said.contains("写路径"),
        "{}",
        run.said
    );
    paper.put(
        "content/editions/2025-11-27/lamps.md",
        "---\nheadline: 路灯再添\n---\n又添了{{qingxi:none}}。\n",
    );
    let run = export(&paper, &["2025-11-27/lamps"]);
    assert!(run.code == 1 && run.said.contains("unknown-figure"), "{}", run.said);
    assert!(!paper.root().join("export/2025-11-27-lamps.docx").exists());
    assert_eq!(export(&paper, &["2025-11-20/lamps"]).code, 0, "an error elsewhere does not matter");
}

#[test]
fn what_a_form_cannot_hold_is_named_at_its_place() {
    let paper = paper();
    let webp = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";
    paper.put("content/editions/2025-11-20/a.webp", webp);
    paper.put(
        "content/editions/2025-11-20/water.md",
        "---\nheadline: 水通了\n---\n见[路灯](lamps.md)。\n\n![水龙头](a.webp)\n\n```chart\nkind: bar\ndata: {甲: 3, 乙: 5}\n```\n",
    );
    for form in ["word", "wechat"] {
        let run = export(&paper, &["water", "--for", form]);
        assert_eq!(run.code, 0, "{}", run.said);
        for (code, line) in [("export-link", 4), ("export-picture", 6), ("export-drawing", 8)] {
            assert!(
                run.said.contains(code) && run.said.contains(&format!("water.md:{line}:")),
                "{code}: {}",
                run.said
            );
        }
    }
    let html = String::from_utf8(file(&paper, "export/2025-11-20-water.html")).unwrap();
    assert!(html.contains("［图：水龙头］") && html.contains("甲") && html.contains("路灯"), "{html}");
}

#[test]
fn a_fragment_for_wechat_has_only_what_its_editor_keeps() {
    let paper = paper();
    let run = export(&paper, &["lamps", "--for", "wechat"]);
    assert!(run.code == 0 && run.said.contains("图 1 张在旁边"), "{}", run.said);
    assert_eq!(file(&paper, "export/2025-11-20-lamps-1.png"), PNG);
    let html = String::from_utf8(file(&paper, "export/2025-11-20-lamps.html")).unwrap();
    let html = html.trim_start_matches('\u{FEFF}');
    assert!(html.starts_with("<section style=") && html.ends_with("</section>\n"), "{html}");
    let elements = [
        "section",
        "p",
        "span",
        "strong",
        "img",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "blockquote",
        "ul",
        "ol",
        "li",
        "br",
    ];
    let attributes = ["style", "src", "alt", "rowspan", "colspan", "start"];
    let whole = html.replace("<br>", "<br/>").replace("height:auto;\">", "height:auto;\"/>");
    let document = Document::parse(&whole).unwrap();
    for node in document.descendants().filter(Node::is_element) {
        assert!(elements.contains(&node.tag_name().name()), "<{}>", node.tag_name().name());
        for attribute in node.attributes() {
            assert!(attributes.contains(&attribute.name()), "{}", attribute.name());
            assert!(
                !attribute.value().contains("position") && !attribute.value().contains("url("),
                "{}",
                attribute.value()
            );
        }
    }
    let text: String =
        document.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect();
    for said in [
        "588盏",
        "1200余户",
        "镇政府网站[1]",
        "[1] https://example.org/lamps",
        "〔1〕数字截至十一月，共588盏。",
        "先急后缓",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(html.contains("src=\"2025-11-20-lamps-1.png\"") && !html.contains("href"), "{html}");
    paper.put("export/2025-11-20-lamps-1.png", "别人的图");
    let run = export(&paper, &["lamps", "--for", "公众号"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(file(&paper, "export/2025-11-20-lamps-1.png"), "别人的图".as_bytes());
    let html = String::from_utf8(file(&paper, "export/2025-11-20-lamps-2.html")).unwrap();
    assert!(html.contains("src=\"2025-11-20-lamps-2-1.png\""), "{html}");
}

#[test]
fn a_withdrawn_story_shows_only_why() {
    let paper = paper();
    let story = STORY.replacen("---\n", "---\nwithdrawn: 数字有误\n", 1);
    paper.put("content/editions/2025-11-20/lamps.md", story);
    for (form, ending) in [("word", "docx"), ("wechat", "html")] {
        assert_eq!(export(&paper, &["lamps", "--for", form]).code, 0);
        let bytes = file(&paper, &format!("export/2025-11-20-lamps.{ending}"));
        let text = if ending == "docx" {
            let parts = parts(bytes);
            ["word/document.xml", "word/footnotes.xml"]
                .map(|name| String::from_utf8(parts[name].clone()).unwrap())
                .concat()
        } else {
            String::from_utf8(bytes).unwrap()
        };
        assert!(text.contains("数字有误"), "{text}");
        assert_eq!(
            text.contains("照亮晚归路"),
            form == "word",
            "the title of 公众号 has a field of its own: {text}"
        );
        assert!(!text.contains("镇里装了") && !text.contains("截至十一月"), "{text}");
    }
}

#[test]
fn who_signs_and_the_day_stay_on_the_right_in_wechat() {
    let paper = paper();
    let signed = "---\nheadline: 停水启事\nform: notice\n---\n明天停水。\n\n<p align=\"right\">青溪镇政府<br>2025年11月20日</p>\n\n请相互转告。\n";
    paper.put("content/editions/2025-11-20/water.md", signed);
    let run = export(&paper, &["water", "--for", "wechat"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let html = String::from_utf8(file(&paper, "export/2025-11-20-water.html")).unwrap();
    let styles = |words: &str| {
        let (before, _) = html.split_once(words).unwrap_or_else(|| panic!("{html}"));
        before[before.rfind("<p ").unwrap()..].to_owned()
    };
    let signature = styles("青溪镇政府");
    assert!(signature.contains("text-align:right") && !signature.contains("justify"), "{html}");
    assert!(styles("请相互转告").contains("text-align:justify"), "the right ends with its lines: {html}");
}

#[test]
fn the_beginning_of_a_name_is_answered_with_the_stories_like_it() {
    let paper = paper();
    for (name, headline) in [("秋冬种通知", "秋冬种通知"), ("秋冬种进度", "秋冬种进度")] {
        let story = format!("---\nheadline: {headline}\n---\n正文。\n");
        paper.put(&format!("content/editions/2025-11-20/{name}.md"), story);
    }
    let run = export(&paper, &["秋冬种"]);
    assert!(run.code == 1 && run.said.contains("`秋冬种进度`、`秋冬种通知`"), "{}", run.said);
    let run = export(&paper, &["通知"]);
    assert!(run.code == 1 && run.said.contains("是不是想写 `秋冬种通知`"), "{}", run.said);
    let run = export(&paper, &["没有的事"]);
    assert!(run.code == 1 && run.said.contains("写文件名"), "{}", run.said);
}
