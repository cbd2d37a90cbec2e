//! Syntax that was meant is read, or it is a finding at its place; nothing is printed as typed in silence.

use lanmu::internals::desk::{Mendings, mend};
use lanmu::{Audience, Cache, Language, Project, Proofread, Scope, SourcePath, TextOverrides, Today};

use crate::support::{PNG, Paper, Run, project};

const A: &str = "content/editions/2025-11-20/a.md";
const LEDGER: &str = "title: 台账\nfigures:\n  a: {label: 干部总数, value: 12, unit: 名}\n  young: {label: 在岗选调生, value: 7, unit: 名}\n";

/// A paper whose story has this text, next to files that it may show.
fn paper(text: &str) -> Paper {
    with_front("headline: 题\nledger: l", text)
}

fn with_front(front: &str, text: &str) -> Paper {
    let story = if front.is_empty() { text.to_owned() } else { format!("---\n{front}\n---\n\n{text}\n") };
    let paper = Paper::of(&[(A, story.as_str()), ("content/ledgers/l.yaml", LEDGER)]);
    paper.put("content/editions/2025-11-20/b.md", "---\nheadline: 另一稿\n---\n\n另一稿的正文。\n");
    for name in ["图.png", "附图 一.png", "附 件.pdf"] {
        paper.put(&format!("content/editions/2025-11-20/{name}"), PNG);
    }
    paper
}

fn check(paper: &Paper, arguments: &[&str]) -> Run {
    paper.run(&[&["check", "--as-of", "2025-11-20", "--format", "json"], arguments].concat())
}

/// The findings on the story: severity, code, and line and column.
fn found_in(paper: &Paper) -> Vec<(String, String, usize, usize)> {
    let report = read(paper, &TextOverrides::new()).report;
    let mut found = Vec::new();
    for finding in &report.findings {
        let severity = finding.severity.word().to_owned();
        let said = finding.localized(report.source_of(finding), Language::Chinese);
        let Some(place) = said.place.filter(|place| place.file.as_str() == A) else { continue };
        found.push((severity, said.code.into_owned(), place.start.0, place.start.1));
    }
    found
}

/// What `lanmu check` reads. In this process, so that the dictionary is loaded once and not for each text.
fn read(paper: &Paper, texts: &TextOverrides) -> Proofread {
    let edition = Today::Given("2025-11-20".parse().unwrap());
    let project = Project { today: edition, audience: Audience::Desk, ..project(paper.root()) };
    lanmu::proofread_with(&project, &mut Cache::of(&project.root), &Scope::Paper, texts).unwrap()
}

/// What a text is reported for, as `severity code`, without what the proofreader thinks of so short a text.
fn said(text: &str) -> Vec<String> {
    said_of(&paper(text))
}

fn said_of(paper: &Paper) -> Vec<String> {
    let others = [
        "unused-footnote",
        "cut-sentence",
        "byline-form",
        "half-width-mark",
        "unchecked-table",
        "mixed-list-marks",
        "unsourced-figure",
    ];
    let found = found_in(paper).into_iter().filter(|(_, code, ..)| !others.contains(&code.as_str()));
    found.map(|(severity, code, ..)| format!("{severity} {code}")).collect()
}

/// A text as `check --fix` leaves it: with fixes until there are no more.
fn fixed(text: &str) -> String {
    let paper = paper(text);
    let mut texts = TextOverrides::new();
    for _ in 0..8 {
        let report = read(&paper, &texts).report;
        let mut mendings = Mendings::new();
        if !mend(&report.findings, &report.sources, &mut mendings) {
            let path = SourcePath::new(A);
            let story = texts.get(&path).map_or_else(|| report.sources[&path].text(), String::as_str);
            return story.split_once("---\n\n").unwrap().1.trim_end().to_owned();
        }
        texts.extend(mendings.into_iter().map(|(path, mending)| (path, mending.after)));
    }
    panic!("there is always more to fix in {text}");
}

/// Asserts that a text is reported for just this, and that `--fix` writes it as it was meant, after which it is in order.
fn is_meant_as(text: &str, report: &str, right: &str) {
    assert_eq!(said(text), [report], "{text}");
    assert_eq!(fixed(text), right, "{text}");
    assert_eq!(said(right), <[&str; 0]>::default(), "{right}");
}

#[test]
fn a_reference_in_wrong_braces_is_an_error_and_mended() {
    for text in ["｛｛a｝｝", "{{a｝｝", "{{ a }", "{a}}", "{ {a} }", "{a}", "｛a｝", "{ a }", "{l:a}"]
    {
        let right = if text == "{l:a}" { "共有{{l:a}}干部。" } else { "共有{{a}}干部。" };
        is_meant_as(&format!("共有{text}干部。"), "error unread-reference", right);
    }
    is_meant_as("共有｛｛a｜value｝｝干部。", "error unread-reference", "共有{{a|value}}干部。");
    let found = found_in(&paper("全县共有｛｛a｝｝干部。"));
    assert_eq!((found[0].2, found[0].3), (6, 5), "{found:?}");
    assert_eq!(said("共有{干部总数}干部。"), ["error unread-reference"]);
    assert_eq!(said("共有{{a干部。"), ["error unclosed-reference"]);
    assert_eq!(
        said("![共有{a}人](图.png \"共有｛｛a｝｝人\")"),
        ["error unread-reference", "error unread-reference"]
    );
    assert_eq!(
        said_of(&with_front("headline: 共有{a}人和｛｛a｝｝人\nledger: l", "正文。")),
        ["error unread-reference"; 2]
    );
}

#[test]
fn braces_of_sets_code_and_escapes_are_left_alone() {
    for text in [
        "集合{x: {0,1}}和{b}。",
        "`{a}`和`｛｛a｝｝`。",
        "\\{{a}}，\\{a}。",
        "&#123;a}。",
        "```\n{a} ｛｛a｝｝\n```",
    ] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn a_label_in_place_of_a_key_is_answered_with_the_key() {
    let run = check(&paper("全县有{{在岗选调生}}。"), &[]);
    assert!(
        run.said.contains("`在岗选调生` 是名称，不是键") && run.said.contains("{{young}}"),
        "{}",
        run.said
    );
    let own = "headline: 题\nfigures: {y: {label: 选调生, value: 3}}";
    assert!(check(&with_front(own, "有{{选调生}}。"), &[]).said.contains("{{y}}"));
}

#[test]
fn an_address_with_spaces_is_read_as_it_is_meant() {
    let paper = paper("![图](附图 一.png \"图说\")\n\n见[附件](附 件.pdf)。");
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    assert!(page.contains("<img ") && page.contains("图说") && page.contains(">附件</a>"), "{page}");
    is_meant_as("见[附件](附 件.pdf)。", "info spaced-address", "见[附件](<附 件.pdf>)。");
    assert!(said("![图](没有 这张.png)").contains(&"error missing-picture".to_owned()));
    assert_eq!(said("`[附件](附 件.pdf)`和\\[附件](见 附件.pdf)。"), <[&str; 0]>::default());
}

#[test]
fn links_and_pictures_in_wrong_brackets_are_errors_and_mended() {
    for text in ["[通知]（b.md）", "［通知］(b.md)", "［通知］（b.md）", "[通知] (b.md)", "【通知】（b.md）"]
    {
        is_meant_as(&format!("见{text}。"), "error unread-link", "见[通知](b.md)。");
    }
    for text in ["！[图](图.png)", "！［图］（图.png）", "! [图](图.png)", "![图] (图.png)"] {
        is_meant_as(text, "error unread-picture", "![图](图.png)");
    }
    assert!(said("见＜https://example.org/a＞。").is_empty(), "the address is a link");
    for text in [
        "见[通知][没有]。",
        "见[通知][]。",
        "见[[通知]]。",
        "见[通知](b.md。",
        "见通知](b.md)。",
        "见[通知[^1]](b.md)。\n\n[^1]: 注。",
    ] {
        assert_eq!(said(text), ["error unread-link"], "{text}");
    }
    for text in ["![图](图.png", "![[图.png]]", "![图]"] {
        assert_eq!(said(text), ["error unread-picture"], "{text}");
    }
}

#[test]
fn brackets_of_prose_and_citations_are_left_alone() {
    let texts = [
        "［编者按］（见第二版）这是【通知】（见附件），快看！[通知](b.md)。",
        "研究表明[1][2]，数组`a[i][j]`即arr[i][j]。",
        "\\[通知\\]（b.md）和`［通知］(b.md)`。",
    ];
    for text in texts {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn marks_at_the_head_of_a_line_are_named_and_mended() {
    for (text, right) in [
        ("##小标题", "## 小标题"),
        ("#小标题", "# 小标题"),
        ("＃＃ 小标题", "## 小标题"),
        ("＃＃小标题", "## 小标题"),
        ("　　## 小标题", "## 小标题"),
        ("－ 项", "- 项"),
        ("＊ 项", "* 项"),
        ("＋ 项", "+ 项"),
        ("１．项", "1. 项"),
        ("１. 项", "1. 项"),
        ("＞ 引文", "> 引文"),
        ("－－－", "---"),
    ] {
        is_meant_as(
            &format!("前文。\n\n{text}\n\n后文。"),
            "warning unread-mark",
            &format!("前文。\n\n{right}\n\n后文。"),
        );
    }
}

#[test]
fn numbers_topics_and_signs_at_the_head_of_a_line_are_left_alone() {
    for text in [
        "#乡村振兴# 今天开会。",
        "#1 号楼。",
        "＃3楼。",
        "1.5万元。",
        "（1）第一条。",
        "1.加强领导。",
        "＞5%的，算合格。",
        "一、总则。",
        "－5℃。",
    ] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn marks_of_emphasis_and_code_are_named_and_mended() {
    for (text, right) in [
        ("这是＊＊重点＊＊内容。", "这是**重点**内容。"),
        ("这是** 重点**内容。", "这是**重点**内容。"),
        ("这是**重点 **内容。", "这是**重点**内容。"),
        ("这是～～删～～内容。", "这是~~删~~内容。"),
        ("这是｀码｀内容。", "这是`码`内容。"),
        ("增长__百分之五__左右。", "增长**百分之五**左右。"),
        ("增长_百分之五_左右。", "增长*百分之五*左右。"),
    ] {
        is_meant_as(text, "warning unread-mark", right);
    }
    assert_eq!(said("这是**重点内容。"), ["warning unread-mark"]);
    assert_eq!(said("这是`码内容。"), ["warning unread-mark"]);
    assert_eq!(said_of(&with_front("headline: 这是**重点**内容", "正文。")), ["warning unread-mark"]);
}

#[test]
fn stars_and_strokes_that_hide_or_join_are_left_alone() {
    for text in [
        "王＊＊、李＊＊和张**老师来了。",
        "手机138****1234。",
        "气温5～10℃，会期3～5天。",
        "姓名____性别____。",
        "＊注：略。",
        "\\*\\*甲\\*\\*。",
    ] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn rows_that_are_no_table_are_named() {
    is_meant_as("|甲|乙|\n|——|——|\n|一|二|", "warning unread-table", "|甲|乙|\n|--|--|\n|一|二|");
    is_meant_as(
        "｜甲｜乙｜\n｜－－｜－－｜\n｜一｜二｜",
        "warning unread-table",
        "|甲|乙|\n|--|--|\n|一|二|",
    );
    for text in ["｜甲｜乙｜", "|甲|乙|\n|一|二|", "姓名\t年龄\n甲\t十二\n乙\t十三"] {
        assert_eq!(said(text), ["warning unread-table"], "{text}");
    }
    assert_eq!(said("首页 | 关于。"), <[&str; 0]>::default());
}

#[test]
fn a_rule_with_a_tab_is_a_rule() {
    let paper = paper("|甲|乙|\n|:---\t|---|\n|一|二|\n\n```\n|a|b|\n|-\t|-|\n```");
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    assert!(page.contains("<th scope=\"col\"") && page.contains("|-\t|-|"), "{page}");
}

#[test]
fn a_row_with_more_cells_than_headings_is_an_error() {
    for row in ["|一|二|三|", "|`一|二`|三|"] {
        assert_eq!(said(&format!("|甲|乙|\n|--|--|\n{row}")), ["error surplus-cells"], "{row}");
    }
    for row in ["|`一\\|二`|三|", "|{{a|value}}|三|", "一|二"] {
        assert_eq!(said(&format!("|甲|乙|\n|--|--|\n{row}")), <[&str; 0]>::default(), "{row}");
    }
}

#[test]
fn comments_in_full_width_are_errors() {
    for text in ["正文。<！-- 编辑注 -->", "＜！-- 编辑注 --＞", "<！—— 编辑注 ——>", "<！-- 编辑\n注 -->"]
    {
        assert_eq!(said(text), ["error unread-comment"], "{text}");
    }
}

#[test]
fn a_fence_without_an_end_is_an_error() {
    for text in [
        "```\n码\n\n正文。",
        "~~~\n码\n\n正文。",
        "```chart\nkind: bar\nfigures: [a]\n\n正文。",
        "｀｀｀\n码\n｀｀｀",
        "````\n码\n```\n",
    ] {
        assert_eq!(said(text), ["error unclosed-fence"], "{text}");
    }
    for text in ["```\n码\n```", "~~~~\n码\n~~~~~", "- ```\n  码\n  ```", "> ```\n> 码\n> ```"] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn kinds_of_exhibits_have_chinese_names() {
    for name in ["图表", "chart"] {
        let paper = paper(&format!("```{name}\nkind: bar\nfigures: [a, young]\n```"));
        paper.built();
        assert!(paper.page("2025-11-20/a.html").contains("exhibit-chart"), "{name}");
    }
}

#[test]
fn a_fence_is_an_exhibit_only_by_its_word_and_its_keys() {
    for text in [
        "```quote\npairs: [{left: 甲, right: 乙}]\nleft: a\nright: a\n```",
        "```borad\npillars: [{name: 选}]\n```",
    ] {
        assert_eq!(said(text), ["error unknown-exhibit"], "{text}");
    }
    for text in [
        "```csharp\nint a;\n```",
        "```context\nfoo: bar\n```",
        "```yaml\nkind: bar\nfigures: [a]\n```",
        "```board2\n```",
    ] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn a_paragraph_that_is_indented_as_code_is_named() {
    is_meant_as(
        "首段。\n\n    这一段是正文，作者缩进了四格。",
        "warning indented-prose",
        "首段。\n\n这一段是正文，作者缩进了四格。",
    );
    assert_eq!(said("首段。\n\n    let a = \"甲，乙，丙，丁\";"), <[&str; 0]>::default());
}

/// The paragraphs of the printed text.
fn paragraphs(text: &str) -> Vec<String> {
    let paper = paper(text);
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    let body =
        page.split_once("<div class=\"body\">").unwrap().1.split_once("</article>").unwrap().0.to_owned();
    let paragraphs = body.split("<p>").skip(1).map(|rest| rest.split("</p>").next().unwrap().to_owned());
    paragraphs.collect()
}

#[test]
fn a_line_that_begins_with_two_wide_spaces_is_a_paragraph() {
    for indent in [
        "　　",
        "&emsp;&emsp;",
        "\u{2003}\u{2003}",
        "\u{A0}\u{A0}\u{A0}\u{A0}",
        "&nbsp;&nbsp;&nbsp;&nbsp;",
        "&#12288;&#12288;",
    ] {
        let text = format!("{indent}第一段。\n{indent}第二段**重点**。\n续行。\n{indent}第三段。");
        assert_eq!(
            paragraphs(&text),
            ["第一段。", "第二段<strong>重点</strong>。续行。", "第三段。"],
            "{indent:?}"
        );
    }
    assert_eq!(paragraphs("甲。\n　　\n乙。"), ["甲。", "乙。"]);
    assert_eq!(paragraphs("甲。  \n　　乙。"), ["甲。", "乙。"]);
    assert_eq!(paragraphs("> 甲。\n> 　　乙。"), ["甲。", "乙。"]);
}

#[test]
fn numbered_lines_that_run_together_are_named() {
    is_meant_as("1.第一项\n2.第二项", "warning run-together", "1. 第一项\n2. 第二项");
    is_meant_as("１．第一项\n２．第二项", "warning run-together", "1. 第一项\n2. 第二项");
    for text in [
        "1、第一项\n2、第二项",
        "（1）第一项\n（2）第二项",
        "①第一项\n②第二项",
        "一、第一项\n二、第二项",
        "• 第一项\n• 第二项",
    ] {
        assert_eq!(said(text), ["warning run-together"], "{text}");
    }
    for text in ["1、第一项  \n2、第二项", "1、第一项\n\n2、第二项", "　　1、第一项\n　　2、第二项"]
    {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn front_matter_in_toml_is_an_error() {
    assert_eq!(said_of(&with_front("", "+++\ntitle = \"题\"\n+++\n\n正文。\n")), ["error toml-front-matter"]);
}

#[test]
fn the_heading_that_opens_a_text_is_the_headline_and_a_file_name_is_a_warning() {
    for (text, headline, report) in [
        ("# 题\n\n正文。\n", "题", None),
        ("## 题\n\n正文。\n", "题", None),
        ("#\n\n### 题\n\n正文。\n", "题", None),
        ("#\n\n正文。\n", "a", Some("warning named-by-file")),
        ("正文。\n\n## 题\n", "a", Some("warning named-by-file")),
        ("---\nheadline: \"\"\n---\n正文。\n", "a", Some("warning named-by-file")),
    ] {
        let paper = with_front("", text);
        paper.put("content/site.yaml", "name: 晨光周报\nurl: https://example.org/\n");
        assert_eq!(said_of(&paper), Vec::from_iter(report), "{text}");
        paper.built();
        let page = paper.page("2025-11-20/a.html");
        assert!(
            page.contains(&format!("<h1 class=\"headline\"><span class=\"line\">{headline}</span></h1>")),
            "{text}"
        );
        assert!(!page.contains("<h1></h1>") && !paper.page("feed.xml").contains("<title></title>"), "{text}");
    }
}

#[test]
fn a_heading_without_words_is_named_and_not_printed() {
    assert_eq!(said("正文。\n\n##\n\n正文。"), ["warning empty-heading"]);
    assert_eq!(said("##\n\n正文。"), <[&str; 0]>::default());
    assert_eq!(paragraphs("甲。\n\n##\n\n乙。"), ["甲。", "乙。"]);
}

#[test]
fn braces_in_full_width_are_no_reference_in_any_value() {
    let paper = with_front("headline: 题\nledger: l\nbyline: 共｛｛人数｝｝人", "正文。");
    assert_eq!(said_of(&paper), ["error reference-out-of-place"]);
}

#[test]
fn a_footnote_in_full_width_is_an_error_and_mended() {
    is_meant_as("正文［^1］。\n\n[^1]: 注。", "error unread-note", "正文[^1]。\n\n[^1]: 注。");
    is_meant_as("正文[^1］。\n\n[^1]: 注。", "error unread-note", "正文[^1]。\n\n[^1]: 注。");
}

#[test]
fn extensions_that_are_not_supported_are_named() {
    for text in [
        "[TOC]",
        "[[toc]]",
        "公式$x^2$。",
        "$$x = 1$$",
        "{% tag %}",
        "==高亮==",
        "文字{:.red}",
        "::: tip",
        "!!! note",
        "好:smile:",
    ] {
        assert_eq!(said(text), ["warning unsupported-syntax"], "{text}");
    }
    for text in ["{% img x.png %}", "{{< figure src=\"x.png\" >}}", "{{% notice %}}"] {
        assert_eq!(said(text), ["error unsupported-syntax"], "{text}");
    }
    for text in ["门票$5到$10。", "a == b，C++和C++。", "时间10:30:45。", "`$x^2$`和`[TOC]`。"] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn an_invisible_character_that_hides_a_fence_is_not_simply_removed() {
    let paper = Paper::of(&[(
        "content/editions/2025-11-20/a.md",
        "# 题\n\n```\n\u{200B}```{r}\n1\n\u{200B}```\n```\n",
    )]);
    let said = paper.build().said;
    assert!(said.contains("改用四个反引号") && !said.contains("多半是粘贴带进来的"), "{said}");
}

#[test]
fn paragraphs_that_end_with_one_line_break_are_named() {
    for text in [
        "第一段第一句。第二句。\n第二段第一句。第二句。",
        "正文第一段，说一件事。\n    第二段另说一件事。",
        "正文第一段。\n\t第二段。",
        "第一段。\n　第二段。",
        "时间：上午九时\n地点：镇政府\n参加：各村",
        "问：怎么办？\n答：这么办。",
        "一是抓早\n二是抓小",
        "二、压实责任。\n1.抓排查。\n2.抓整改。",
        "一、甲\n（一）乙\n1.丙",
        "甲如下：\n2、丙",
        "Ⅰ．甲\nⅡ．乙",
        "a.甲\nb.乙",
        "l 甲事\nl 乙事",
        "正文在这里。\n　东岭县委宣传部",
        "云水发〔2026〕18号\n各乡镇：\n定于12月5日检修管道，请提前储水。",
        "各乡镇人民政府，县直有关部门：\n定于12月5日检修管道，请提前储水。",
        "停水一天，请互相转告，提前储水。\n特此通知。\n云岭县水务局\n2026年11月20日",
        "附件：1.供水管道防冻要点\n      2.抢修队伍名单",
        "附件：1.要点\n2.名单",
    ] {
        assert_eq!(said(text), ["warning run-together"], "{text}");
    }
}

#[test]
fn lines_that_go_on_in_the_next_are_how_many_authors_write() {
    for text in [
        "一句话写到这里，\n下一行接着写。",
        "第一句。\n第二句。\n第三句。",
        "- 项目一。\n  接着说项目一。",
        "他说：\n“今天就办。”",
        "　　第一段。第二句。\n　　第二段。第二句。",
        "全年植树3\n万棵。",
        "This is one line.\nThis is another.",
    ] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn stars_between_numbers_are_no_emphasis() {
    is_meant_as("每块3*5*2米。", "error stars-in-product", "每块3×5×2米。");
    assert_eq!(said("面积12*8平方米，高3*2米。"), ["error stars-in-product"]);
    for text in ["共*5*米。", "第3*重点*批。", "3\\*5\\*2", "`3*5*2`", "3**5**人"] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn words_above_a_line_of_dashes_are_no_heading_by_accident() {
    for text in [
        "正文一段。\n---\n\n又一段。",
        "东岭县委宣传部\n2025年11月20日\n-------",
        "　　要闻一则，\n续上。\n===",
    ] {
        assert!(said(text).contains(&"warning underlined-words".to_owned()), "{text}: {:?}", said(text));
    }
    assert_eq!(said("小标题\n---\n\n正文。"), <[&str; 0]>::default());
    assert_eq!(said("上文。\n——————"), ["warning unread-mark"]);
}

#[test]
fn signatures_that_are_moved_with_spaces_are_named() {
    for text in [
        "正文。\n\n          东岭县委宣传部",
        "正文。\n\n      （县委宣传部供稿）",
        "正文。\n\n\t全县动员会昨日召开",
    ] {
        assert_eq!(said(text), ["warning indented-prose"], "{text}");
    }
    assert_eq!(said("正文。\n\n    let x = 1; // 计数"), <[&str; 0]>::default());
}

#[test]
fn tables_arranged_with_spaces_or_short_of_cells_are_named() {
    for text in [
        "乡镇　户数\n城关　12",
        "乡镇   户数\n城关   12\n东岭   7",
        "乡镇|户数\n城关|12",
        "┌──┬──┐\n│甲│乙│\n└──┴──┘",
    ] {
        assert_eq!(said(text), ["warning unread-table"], "{text}");
    }
    assert_eq!(said("| 甲 | 乙 |\n| --- | --- |\n| 1 |"), ["warning missing-cells"]);
}

#[test]
fn a_head_without_its_lines_is_named() {
    for text in [
        "标题：春耕忙\n作者：县委宣传部\n---\n正文",
        "title: 春耕忙\ncolumn: 要闻\n\n正文",
        "———\nheadline: 春耕忙\n———\n正文",
    ] {
        let paper = with_front("", text);
        assert!(
            said_of(&paper).contains(&"error late-front-matter".to_owned()),
            "{text}: {:?}",
            said_of(&paper)
        );
    }
    assert!(
        !said_of(&with_front("", "时间：上午\n\n正文。")).contains(&"error late-front-matter".to_owned())
    );
}

#[test]
fn a_deck_in_the_text_and_an_edition_elsewhere_are_named() {
    assert_eq!(said("——东岭县见闻\n\n正文。"), ["warning deck-in-text"]);
    assert_eq!(said("——“我们来了。”他说。\n\n正文。"), <[&str; 0]>::default());
    let paper = Paper::of(&[("content/期刊/2025-11-20/a.md", "# 题\n\n文。\n")]);
    let said = paper.build().said;
    assert!(
        said.contains("[misplaced-edition]") && said.contains("移到 content/editions/2025-11-20/"),
        "{said}"
    );
    let numbered = Paper::of(&[("content/editions/2025-11-27 第5期/a.md", "# 题\n\n文。\n")]);
    assert!(numbered.build().said.contains("改名为 `2025-11-27`"));
}

#[test]
fn a_line_that_is_moved_with_wide_spaces_is_named() {
    for indent in [
        "　　　　　　　　",
        "　　　　 　 　",
        "\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}",
        "\u{2003}\u{2003}\u{2003}\u{2003}",
    ] {
        for line in ["东岭县委宣传部", "2025年11月20日", "二〇二五年十一月二十日", "（张三 摄）"]
        {
            for parted in ["\n", "\n\n"] {
                let text = format!("正文。{parted}{indent}{line}");
                assert_eq!(said(&text), ["warning moved-line"], "{text}");
            }
        }
    }
    assert_eq!(said("特此通知\n        东岭县委宣传部"), ["warning moved-line"]);
    assert_eq!(said("正文。\n\n          2025年11月20日"), ["warning indented-prose"]);
    let found = found_in(&paper("正文。\n　　　　　　　　东岭县委宣传部"));
    assert_eq!((found[0].2, found[0].3), (7, 9), "{found:?}");
    for text in [
        "　　第一段。\n　　　　第二段说一件事。",
        "正文。\n　　东岭县委宣传部",
        "<p align=\"right\">东岭县委宣传部</p>",
    ] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn numbered_lines_with_an_indented_line_between_them_are_named() {
    for (one, two) in
        [("1、", "2、"), ("（1）", "（2）"), ("①", "②"), ("1)", "2)"), ("1.", "2."), ("一、", "二、")]
    {
        let text = format!("{one}甲\n　　乙\n{two}丙");
        assert_eq!(said(&text), ["warning run-together"], "{text}");
    }
    assert_eq!(said("1、甲\n　　乙\n　　丙\n2、丁"), ["warning run-together"]);
    for text in ["　　1、甲\n　　乙\n　　2、丙", "1. 甲\n　　乙\n2. 丙"] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn notes_as_a_word_processor_numbers_them_are_named_and_mended() {
    let text = "研究表明[1]，另有新说[2]。\n\n[1] 张三. 新闻史.\n\n[2] 李四. 报业史.";
    assert_eq!(said(text), ["warning unread-note"; 4]);
    let right = "研究表明[^1]，另有新说[^2]。\n\n[^1]: 张三. 新闻史.\n\n[^2]: 李四. 报业史.";
    assert_eq!(fixed(text), right);
    assert_eq!(said(right), <[&str; 0]>::default());
    assert_eq!(fixed("研究表明［1］。\n\n［1］张三。"), "研究表明[^1]。\n\n[^1]: 张三。");
    assert_eq!(fixed("甲[1]乙[2]。\n\n[1] 丙。\n[2] 丁。"), "甲[^1]乙[^2]。\n\n[^1]: 丙。\n[^2]: 丁。");
    assert_eq!(said("甲①。\n\n①丙。"), ["warning unread-note"; 2]);
    assert_eq!(fixed("甲①。\n\n①丙。"), "甲[^1]。\n\n[^1]: 丙。");
    assert_eq!(said("甲[1]。\n\n1. [1] 丙。"), ["warning unread-note"; 2]);
    let with_colon = "甲[1]。\n\n[1]:张三，《新闻史》";
    assert_eq!(said(with_colon), ["warning unread-note"; 2]);
    assert_eq!(fixed(with_colon), "甲[^1]。\n\n[^1]: 张三，《新闻史》");
    assert_eq!(said("甲[1-2]。\n\n[1] 丙。\n\n[2] 丁。").len(), 3);
    let uncertain = "甲[1]乙[3]。\n\n[1] 丙。\n\n[2] 丁。";
    assert_eq!(said(uncertain), ["warning unread-note"; 3]);
    assert_eq!(fixed(uncertain), uncertain);
    for text in [
        "①抓早；②抓小。\n\n①抓早要快。",
        "研究表明[1][2]。",
        "[1] 张三. 新闻史.\n\n[2] 李四. 报业史.",
        "数组a[1]。\n\n[1] 张三。",
        "见`[1]`和\\[1]。\n\n[1] 张三。",
    ] {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn a_picture_without_a_description_is_named_where_it_stands() {
    for text in ["正文。\n\n![](图.png)", "正文。\n\n![ ](图.png)", "正文。\n\n<img src=\"图.png\">"]
    {
        let found: Vec<_> =
            found_in(&paper(text)).into_iter().filter(|(_, code, ..)| code == "empty-alt").collect();
        let [(severity, code, line, column)] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(
            (severity.as_str(), code.as_str(), *line, *column),
            ("warning", "empty-alt", 8, 1),
            "{text}"
        );
        assert_eq!(
            check(&paper(text), &[]).said.matches("empty-alt").count(),
            1,
            "the page does not repeat it"
        );
    }
}

#[test]
fn links_notes_and_comments_of_other_programs_are_errors() {
    for text in ["见[通知]<b.md>。", "见[通知]{b.md}。", "见(b.md)[通知]。", "见<b.md>。", "见[通知]：b.md"]
    {
        assert_eq!(said(text), ["error unread-link"], "{text}");
    }
    assert_eq!(said("见[](b.md)。"), ["warning unread-link"]);
    assert_eq!(said("见[文](http:/example.org)。"), ["error bad-url"]);
    assert_eq!(said("正文(^1)。"), ["error unread-note"]);
    for text in ["/* 编辑注 */", "%% 编辑注 %%", "// 编辑注", "正文。<--编辑注-->", "<!编辑注>"]
    {
        assert_eq!(said(text), ["error unread-comment"], "{text}");
    }
    assert_eq!(said("[b]重点[/b]"), ["warning unsupported-syntax"]);
    for text in ["[编者按]：本报讯。", "（甲）[乙]", "a/*b*/c", "见`/* 编辑注 */`。", "增长5%%。"]
    {
        assert_eq!(said(text), <[&str; 0]>::default(), "{text}");
    }
}

#[test]
fn a_star_that_is_left_beside_emphasis_is_named() {
    for text in ["***重点**内容。", "**重点***内容。", "**重点*内容。"] {
        assert!(said(text).contains(&"warning unread-mark".to_owned()), "{text}: {:?}", said(text));
    }
    assert_eq!(said("***重点***内容。"), <[&str; 0]>::default());
    assert_eq!(said("\\***重点**内容。"), <[&str; 0]>::default());
}

#[test]
fn surplus_braces_are_named_with_the_reference_that_is_meant() {
    for text in ["有{{{young}}}。", "有{{{young}}。", "有{{young}}}。"] {
        let paper = paper(text);
        assert_eq!(said(text), ["error unread-reference"], "{text}");
        assert!(check(&paper, &[]).said.contains("`{{young}}`"), "{text}");
    }
    assert_eq!(said("集合{1, {{young}}}。"), <[&str; 0]>::default());
}

#[test]
fn characters_in_the_code_of_others_are_left_alone_in_code() {
    assert_eq!(said("⼯作`⼯`。"), ["warning lookalike-character"]);
    assert_eq!(said("正文。\n\n```\n⼯\n```"), <[&str; 0]>::default());
}
