//! HTML in a story: a few tags are read and set by the press's own means, the rest is named, and nothing gets through.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};
use lanmu::internals::cache::Cache;
use lanmu::internals::model::document::Content;
use lanmu::internals::pipeline::{self, Goal};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::{PNG, Paper, Run, project, read};

const STORY: &str = "content/editions/2025-11-20/a.md";

/// A paper with a ledger, a picture, another story, and a story with this text.
fn paper(body: &str) -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", "files: [editions/2025-11-20/p.png]\n"),
        ("content/ledgers/l.yaml", "title: 台账\nfigures:\n  a: {label: 储备, value: 588, unit: 名}\n"),
        ("content/editions/2025-11-20/b.md", "# 乙\n\n## 一、总体要求\n\n文。\n"),
    ]);
    paper.put("content/editions/2025-11-20/p.png", PNG);
    paper.put(STORY, format!("---\nheadline: 题\nledger: l\n---\n{body}\n"));
    paper
}

/// The text of the story as it is printed.
fn body(markdown: &str) -> String {
    let paper = paper(markdown);
    let run = paper.build();
    assert_eq!(run.code, 0, "{markdown}: {}", run.said);
    text_of(&paper.page("2025-11-20/a.html"))
}

fn text_of(page: &str) -> String {
    let text = page.split_once("<div class=\"body\">").unwrap().1;
    let text = text.split_once("</article>").unwrap().0;
    let text = text.split("<section class=\"provenance").next().unwrap();
    let text = text.split("<section class=\"footnotes").next().unwrap();
    let text = text.split("<nav class=\"neighbours").next().unwrap();
    // Which lines would be torn apart is asked in the browser.
    text.trim()
        .strip_suffix("</div>")
        .unwrap()
        .trim()
        .replace("<p class=\"loose\">", "<p>")
        .replace("<p class=\"ragged\">", "<p>")
}

fn built(markdown: &str) -> Run {
    paper(markdown).build()
}

/// The codes of the findings that a build reports.
fn codes(run: &Run) -> Vec<String> {
    let code = regex::Regex::new(r"(?m)^(?:错误|警告)\[([\w-]+)\]").unwrap();
    code.captures_iter(&run.said).map(|found| found[1].to_owned()).collect()
}

#[test]
fn each_mark_of_a_line_is_set() {
    for (written, printed) in [
        ("甲<br>乙<br/>丙</br>丁", "甲<br>乙<br>丙<br>丁"),
        ("H<sub>2</sub>O、10<sup>3</sup>", "H<sub>2</sub>O、10<sup>3</sup>"),
        ("<u>甲</u><ins>乙</ins><del>丙</del><s>丁</s>", "<u>甲</u><ins>乙</ins><del>丙</del><del>丁</del>"),
        (
            "<kbd>Ctrl</kbd><mark>甲</mark><small>乙</small>",
            "<kbd>Ctrl</kbd><mark>甲</mark><small>乙</small>",
        ),
        (
            "<b>甲</b><STRONG>乙</STRONG><i>丙</i><em>丁</em>",
            "<strong>甲</strong><strong>乙</strong><em>丙</em><em>丁</em>",
        ),
        ("甲<span class=\"x\">乙</span>丙", "甲乙丙"),
        ("**甲<sup>*乙*</sup>**", "<strong>甲<sup><em>乙</em></sup></strong>"),
        (
            "<mark>共`a`、**{{a|value}}**、[乙](b.md)</mark>",
            "<mark>共<code>a</code>、<strong><a class=\"figure\" href=\"../ledgers/l.html#f-a\"><data value=\"588\">588</data></a></strong>、<a href=\"../2025-11-20/b.html\">乙</a></mark>",
        ),
        ("甲<b></b>乙", "甲乙"),
    ] {
        assert_eq!(body(written), format!("<p>{printed}</p>"), "{written}");
    }
}

#[test]
fn only_a_break_breaks_the_line_of_a_cell() {
    let html = body("|甲|乙|\n|-|-|\n|一<br>二|{{a}}<br />三|");
    assert!(html.contains("<td>一<br>二</td>") && html.contains("</a><br>三</td>"), "{html}");
}

#[test]
fn blocks_are_aligned_and_markdown_works_in_them() {
    for (written, printed) in [
        ("<p align=\"center\">甲**乙**</p>", "<div class=\"centre\"><p>甲<strong>乙</strong></p>\n</div>"),
        ("<center>甲</center>", "<div class=\"centre\"><p>甲</p>\n</div>"),
        (
            "<div align=\"right\">\n\n**甲**\n\n- 乙\n\n</div>",
            "<div class=\"right\"><p><strong>甲</strong></p>\n<ul>\n<li>乙</li>\n</ul>\n</div>",
        ),
        ("<div>\n- 甲\n- 乙\n</div>", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("<p>甲\n<p>乙", "<p>甲</p>\n<p>乙</p>"),
        ("<br>\n## 小标题", "<p><br></p>\n<h2 id=\"section-1\">小标题</h2>"),
        (
            "> <div align=\"center\">\n> 甲\n> </div>",
            "<blockquote><div class=\"centre\"><p>甲</p>\n</div>\n</blockquote>",
        ),
        ("<div align=\"center\">\n\n甲</div>\n\n乙", "<div class=\"centre\"><p>甲</p>\n</div>\n<p>乙</p>"),
    ] {
        assert_eq!(body(written), printed, "{written}");
    }
}

#[test]
fn a_link_goes_by_the_file_and_keeps_its_title() {
    assert_eq!(
        body("<a href=\"b.md\" title=\"提&quot;示\">见</a>、[乙](b.md \"提<示\")"),
        "<p><a href=\"../2025-11-20/b.html\" title=\"提&quot;示\">见</a>、<a href=\"../2025-11-20/b.html\" title=\"提&lt;示\">乙</a></p>"
    );
    for (written, code) in [
        ("<a href=\"javascript:alert(1)\">坏</a>", "link-scheme"),
        ("<a href=\"&#106;avascript:alert(1)\">坏</a>", "link-scheme"),
        ("<a href=\"nosuch.md\">坏</a>", "dead-link"),
        ("<a href=\"{{a}}\">坏</a>", "reference-in-address"),
        ("<img src=\"nosuch.png\" alt=\"图\">", "missing-picture"),
        ("<img src=\"https://a.b/c.png\" alt=\"图\">", "picture-from-elsewhere"),
        ("<img alt=\"图\">", "empty-address"),
    ] {
        let run = built(written);
        assert_eq!((run.code, codes(&run)), (1, vec![code.to_owned()]), "{written}: {}", run.said);
    }
}

#[test]
fn a_picture_has_the_size_that_the_editor_wants() {
    for (written, size) in [
        ("<img src=\"p.png\" alt=\"共{{a}}\" width=\"300\">", " width=\"300\" height=\"300\""),
        ("<img src=\"p.png\" alt=\"共{{a}}\" width=50%/>", " width=\"50%\""),
        ("<img src=\"p.png\" alt=\"共{{a}}\" height=\"150px\"></img>", " width=\"150\" height=\"150\""),
    ] {
        let picture = format!(
            "<img class=\"sized\" src=\"../2025-11-20/p.png\" alt=\"共588名\"{size} loading=\"lazy\">"
        );
        assert_eq!(body(written), format!("<figure class=\"picture\">{picture}</figure>"), "{written}");
    }
    let html = body("<p align=\"center\"><img src=\"p.png\" alt=\"图\" title=\"图说{{a|value}}\"></p>");
    assert!(html.contains("<figcaption>图说<data value=\"588\">588</data></figcaption>"), "{html}");
}

#[test]
fn a_picture_that_is_alone_in_its_line_is_none_of_the_words() {
    let picture = "<figure class=\"picture\"><img src=\"../2025-11-20/p.png\" alt=\"图\" width=\"1\" height=\"1\" loading=\"lazy\"></figure>";
    for written in ["甲<br>\n<img src=p.png alt=图>\n乙", "甲  \n![图](p.png)\n乙", "甲\n![图](p.png)<br>乙"]
    {
        assert_eq!(body(written), format!("<p>甲</p>\n{picture}\n<p>乙</p>"), "{written}");
    }
    assert_eq!(body("![图](p.png)\n![图](p.png)"), format!("{picture}\n{picture}"));
    assert!(body("甲![图](p.png)乙").starts_with("<p>甲<img"));
}

#[test]
fn details_fold_on_the_page_of_their_story_and_nowhere_else() {
    let text = "<details open>\n<summary>**题**{{a|value}}</summary>\n\n甲。\n\n- 乙\n\n</details>\n\n丙。";
    let paper = paper(text);
    paper.built();
    let html = text_of(&paper.page("2025-11-20/a.html"));
    assert_eq!(
        html,
        "<details class=\"folded\" open><summary class=\"title\"><strong>题</strong><data value=\"588\">588</data></summary><p>甲。</p>\n<ul>\n<li>乙</li>\n</ul>\n</details>\n<p>丙。</p>"
    );
    let page = paper.page("2025-11-20.html");
    assert!(page.contains("<div class=\"folded\"><p class=\"title\"><strong>题</strong>"), "{page}");
}

#[test]
fn what_is_folded_is_proofread() {
    let run = paper("<details><summary>题</summary>\n\n全县的的干部都来了。\n\n</details>").run(&["check"]);
    assert!(run.said.contains("doubled-word"), "{}", run.said);
}

#[test]
fn a_table_has_cells_over_several_rows_and_columns() {
    let html = body(
        "<table border=1>\n<caption>表题</caption>\n<tr><th>甲</th><th>乙</th><th>丙</th></tr>\n<tr><td rowspan=\"2\">1.</td><td colspan=\"2\" align=\"center\">{{a}}<br>**重**</td></tr>\n<tr><th>二</th><td><p>三</p><p>四</p></td></tr>\n</table>",
    );
    assert_eq!(
        html,
        "<div class=\"table\" tabindex=\"0\"><table>\n<caption>表题</caption>\n<thead><tr><th scope=\"col\">甲</th><th scope=\"col\">乙</th><th scope=\"col\">丙</th></tr></thead>\n<tbody>\n<tr><td rowspan=\"2\">1.</td><td class=\"centre\" colspan=\"2\"><a class=\"figure\" href=\"../ledgers/l.html#f-a\"><data value=\"588\">588名</data></a><br><strong>重</strong></td></tr>\n<tr><th scope=\"row\">二</th><td>三<br>四</td></tr>\n</tbody></table></div>"
    );
    let html = body("<table>\n\n<tr>\n<td>\n\n甲**乙**\n\n</td>\n</tr>\n\n</table>");
    assert!(html.contains("<tbody>\n<tr><td>甲<strong>乙</strong></td></tr>"), "{html}");
    let html = body("<table><thead><tr><td>甲<td>乙<tbody><tr><td>一<td>二</table>");
    assert!(html.contains("<thead><tr><th scope=\"col\">甲</th>"), "{html}");
    let html = body("<table><tr><td>\n\n甲\n\n乙</td> </tr> </tbody> </table>\n\n后");
    assert!(html.contains("<tr><td>甲<br>乙</td></tr>") && html.ends_with("<p>后</p>"), "{html}");
    let html = body("<center><table><tr><td>一</td></tr></table>后</center>");
    assert!(html.starts_with("<div class=\"table\""), "{html}");
}

#[test]
fn comments_vanish_wherever_they_stand() {
    for (written, printed) in [
        ("<!-- 甲 -->\n\n乙", "<p>乙</p>"),
        ("甲<!-- 乙 <b> -->丙", "<p>甲丙</p>"),
        ("<!-- 甲 -->乙 **丙**", "<p>乙 <strong>丙</strong></p>"),
        ("<div>甲<!-- <p> -->乙</div>", "<p>甲乙</p>"),
        ("<!-- 甲\n\n乙 -->\n丙", "<p>丙</p>"),
    ] {
        assert_eq!(body(written), printed, "{written}");
    }
}

#[test]
fn what_is_not_read_is_named_by_kind_at_its_first_place() {
    let run = built(
        "文。\n\n<font color=red>甲</font>、<font>乙</font>\n\n<video src=x></video>\n\n<video><source src=y>不支持</video>\n\n<video/>",
    );
    assert_eq!(codes(&run), ["html-unprintable", "html-tag"], "{}", run.said);
    assert!(
        run.said.contains("`<video>` 里的东西印不出来，共 3 处") && run.said.contains("a.md:9:1"),
        "{}",
        run.said
    );
    assert!(
        run.said.contains("`<font>` 不起作用，只印里面的字，共 2 处") && run.said.contains("a.md:7:1"),
        "{}",
        run.said
    );
    for (written, code, expected) in [
        ("<h2>甲</h2>", 0, vec!["html-tag"]),
        ("<ul><li>甲<li>乙</ul>", 0, vec!["html-tag"]),
        (
            "<div style=\"x\" onclick=\"y\" class=\"z\" data-a=\"b\">甲</div>",
            0,
            vec!["html-attribute", "html-attribute"],
        ),
        ("<p lang=\"x\">甲</p>", 0, vec!["html-attribute"]),
        ("<p align=\"top\">甲</p>", 0, vec!["html-attribute"]),
        ("Vec<String>", 0, vec!["html-unknown"]),
        ("<el-button>甲</el-button>", 0, vec!["html-unknown"]),
        ("甲<div>乙</div>丙", 0, vec!["html-in-line"]),
        ("|甲|\n|-|\n|一<p>二</p>|", 0, vec!["html-in-line"]),
        ("<details>甲</details>", 0, vec!["html-untitled"]),
        ("<!DOCTYPE html>\n\n甲", 0, vec!["html-tag"]),
        ("甲<?php x ?>乙", 0, vec!["html-tag"]),
        ("<script>alert(1)</script>", 1, vec!["html-unprintable"]),
        ("<style>\n\np {}\n</style>", 1, vec!["html-unprintable"]),
        ("<pre>\n甲\n\n乙\n</pre>", 1, vec!["html-unprintable"]),
        ("甲<iframe src=x></iframe>", 1, vec!["html-unprintable"]),
        ("<svg><path d=\"M0 0\"/><text>甲</text></svg>", 1, vec!["html-unprintable"]),
        ("<b>甲", 1, vec!["html-unpaired"]),
        ("甲</b>", 0, vec!["html-unpaired"]),
        ("<b><i>甲</b></i>", 1, vec!["html-unpaired"]),
        ("**<sup>甲**</sup>", 1, vec!["html-unpaired"]),
        ("<b>甲\n\n乙</b>", 1, vec!["html-unpaired"]),
        ("<div>\n\n甲", 1, vec!["html-unpaired"]),
        ("> <div>\n> 甲\n\n乙</div>", 1, vec!["html-unpaired"]),
        ("<div>甲", 1, vec!["html-unpaired"]),
        ("甲</div>", 0, vec!["html-unpaired"]),
        ("<details><summary>甲</details>", 1, vec!["html-unpaired"]),
        ("<table><tr><td><b>甲</td></tr></table>", 1, vec!["html-unpaired"]),
        ("<td>甲</td>", 1, vec!["html-misplaced"]),
        ("<summary>甲</summary>", 1, vec!["html-misplaced"]),
        ("<table>甲<tr><td>乙</td></tr></table>", 1, vec!["html-misplaced"]),
        ("<table><tr><td><table><tr><td>乙</td></tr></table></td></tr></table>", 1, vec!["html-misplaced"]),
        ("甲< sup >2</sup>", 1, vec!["html-not-a-tag"]),
        ("<a href=\"b.md\"title=\"题\">乙</a>", 1, vec!["html-not-a-tag"]),
    ] {
        let run = built(written);
        let codes = codes(&run);
        assert_eq!(
            (run.code, codes),
            (code, expected.iter().map(ToString::to_string).collect()),
            "{written}: {}",
            run.said
        );
    }
}

#[test]
fn what_only_looks_like_html_is_text() {
    for (written, printed) in [
        ("1 < 2，3 > 2", "1 &lt; 2，3 &gt; 2"),
        ("a < b > c，<b 且 c >", "a &lt; b &gt; c，&lt;b 且 c &gt;"),
        ("\\<b>甲\\</b>", "&lt;b&gt;甲&lt;/b&gt;"),
        ("&lt;br&gt;", "&lt;br&gt;"),
        ("`<b>`、`＜br＞`", "<code>&lt;b&gt;</code>、<code>＜br＞</code>"),
        ("＜通知＞", "＜通知＞"),
    ] {
        let run = built(written);
        assert_eq!((run.code, codes(&run).len()), (0, 0), "{written}: {}", run.said);
        assert_eq!(body(written), format!("<p>{printed}</p>"), "{written}");
    }
}

#[test]
fn small_characters_make_no_other_number() {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\nurl: https://a.b/\n"),
        (STORY, "---\nheadline: 题\n---\n约10<sup>3</sup>吨、H<sub>2</sub>O，面积5m<sup>2</sup>。\n"),
    ]);
    paper.built();
    let feed = paper.page("feed.xml");
    assert!(feed.contains("约10³吨、H₂O，面积5m²。"), "{feed}");
    let run = paper.run(&["check"]);
    assert!(!run.said.contains("103"), "{}", run.said);
}

#[test]
fn notes_are_written_in_the_line() {
    let paper = paper("甲^[注**一**，见[乙](b.md)[x]。]乙[^二]，丙^[注三]。\n\n[^二]: 注二。");
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    let note = |number: usize, words: &str| format!("<li id=\"fn{number}\"><p>{words}</p>");
    for (number, words) in [
        (1, "注<strong>一</strong>，见<a href=\"../2025-11-20/b.html\">乙</a>[x]。"),
        (2, "注二。"),
        (3, "注三"),
    ] {
        assert!(page.contains(&note(number, words)), "{page}");
    }
    assert_eq!(body("甲\\^[乙]、x^2、[^"), "<p>甲^[乙]、x^2、[^</p>");
    assert_eq!(codes(&built("甲^[乙")), ["unclosed-note"]);
}

#[test]
fn full_width_marks_of_an_address_are_mended() {
    let paper = paper("见https：//a.b/c。");
    assert_eq!(paper.build().code, 1);
    paper.run(&["check", "--fix"]);
    let text = std::fs::read_to_string(paper.root().join(STORY)).unwrap();
    assert!(text.ends_with("见https://a.b/c。\n"), "{text}");
    assert_eq!(paper.build().code, 0);
    paper.run(&["check", "--fix"]);
    assert_eq!(std::fs::read_to_string(paper.root().join(STORY)).unwrap(), text);
}

#[test]
fn tasks_have_boxes() {
    let html = body("- [ ] 甲\n- [x] 乙\n- 丙");
    assert_eq!(html.matches("type=\"checkbox\" disabled").count(), 2, "{html}");
    assert_eq!(html.matches(" checked").count(), 1, "{html}");
    for written in ["- [] 甲", "- 【 】甲", "- [√] 甲", "- ［x］甲"] {
        let run = built(written);
        assert_eq!((run.code, codes(&run)), (0, vec!["unread-task".to_owned()]), "{written}: {}", run.said);
    }
}

#[test]
fn alerts_are_boxes_of_their_own() {
    for (written, class) in [
        ("NOTE", "note"),
        ("tip", "tip"),
        ("Important", "important"),
        ("WARNING", "warning"),
        ("CAUTION", "caution"),
    ] {
        assert_eq!(
            body(&format!("> [!{written}]\n> 甲**乙**")),
            format!("<aside class=\"alert alert-{class}\"><p>甲<strong>乙</strong></p>\n</aside>")
        );
    }
    for written in ["> [!INFO]\n> 甲", "> [!NOTE] 甲", "> 【!TIP】\n> 甲", "> [！NOTE]\n> 甲"] {
        let run = built(written);
        assert_eq!((run.code, codes(&run)), (0, vec!["unread-alert".to_owned()]), "{written}: {}", run.said);
    }
    assert!(body("> 甲\n> [!NOTE]").starts_with("<blockquote>"));
}

#[test]
fn the_outline_moves_as_a_whole() {
    let html = body("# 一\n\n## （一）\n\n### 1\n\n###### 六\n\n> # 引");
    let heading = regex::Regex::new(r#"<(h\d)(?: aria-level="(\d)")?[^>]*>([^<]*)<"#).unwrap();
    let found: Vec<(String, String)> = heading
        .captures_iter(&html)
        .map(|found| {
            (format!("{}{}", &found[1], found.get(2).map_or("", |level| level.as_str())), found[3].to_owned())
        })
        .collect();
    let expected = [("h2", "一"), ("h3", "（一）"), ("h4", "1"), ("h67", "六"), ("h2", "引")];
    assert_eq!(found, expected.map(|(level, words)| (level.to_owned(), words.to_owned())));
    assert!(body("## 甲\n\n### 乙").contains("<h3"));
    let paper = Paper::of(&[(STORY, "# 题\n\n## 甲\n\n### 乙\n")]);
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    assert!(page.contains("<h2 id=\"section-2\">甲</h2>\n<h3 id=\"section-3\">乙</h3>"), "{page}");
}

#[test]
fn headings_have_the_anchors_of_github_and_their_old_ones() {
    let html = body(
        "## 一、总体 要求\n\n## 概况\n\n## 概况\n\n[甲](#一总体-要求)[乙](b.md#一总体要求)[丙](#概况-1)[丁](#section-2)[戊](<#一、总体 要求>)[己](#%E6%A6%82%E5%86%B5)",
    );
    let href = regex::Regex::new("href=\"([^\"]*)\"").unwrap();
    let found: Vec<&str> = href.captures_iter(&html).map(|found| found.get(1).unwrap().as_str()).collect();
    assert_eq!(
        found,
        [
            "#section-1",
            "../2025-11-20/b.html#section-2",
            "#section-3",
            "#section-2",
            "#section-1",
            "#section-2"
        ]
    );
    assert_eq!(codes(&built("## 甲\n\n[乙](#甲-1)")), ["dead-anchor"]);
}

#[test]
fn bare_addresses_are_links() {
    let link = |address: &str| format!("<a href=\"{address}\">{address}</a>");
    for (written, printed) in [
        ("见https://example.org/a，再见", format!("见{}，再见", link("https://example.org/a"))),
        ("（https://a.b/c）。", format!("（{}）。", link("https://a.b/c"))),
        ("**http://a.b/c_d_e**!", format!("<strong>{}</strong>!", link("http://a.b/c_d_e"))),
        ("www.gov.cn。", "<a href=\"https://www.gov.cn\">www.gov.cn</a>。".to_owned()),
        ("[https://a.b](b.md)", "<a href=\"../2025-11-20/b.html\">https://a.b</a>".to_owned()),
        ("`https://a.b`", "<code>https://a.b</code>".to_owned()),
        ("<https://a.b>", link("https://a.b")),
        (
            "<b>https://a.b/?c=1&amp;d=2</b>",
            "<strong><a href=\"https://a.b/?c=1&amp;d=2\">https://a.b/?c=1&amp;d=2</a></strong>".to_owned(),
        ),
    ] {
        // Where an address may break, it has a <wbr>.
        assert_eq!(body(written).replace("<wbr>", ""), format!("<p>{printed}</p>"), "{written}");
    }
    assert_eq!(codes(&built("见https：//a.b/c")), ["full-width-address"]);
}

/// Attributes that the press prints in a story's text.
const ATTRIBUTES: [&str; 20] = [
    "alt",
    "aria-label",
    "aria-level",
    "checked",
    "class",
    "colspan",
    "disabled",
    "height",
    "href",
    "id",
    "loading",
    "open",
    "rowspan",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
    "value",
];
const ELEMENTS: [&str; 40] = [
    "caption",
    "a",
    "aside",
    "blockquote",
    "br",
    "code",
    "data",
    "del",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "hr",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "wbr",
];
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// Asserts that a text consists of known elements with known attributes, each of which ends in its place.
fn assert_sound(html: &str, source: &str) {
    let mut open: Vec<String> = Vec::new();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                assert!(ELEMENTS.contains(&name.as_str()) || name == "ul", "<{name}> from {source}: {html}");
                for (key, value) in &tag.attributes {
                    let (key, value) = (text(key), text(&value.value).trim().to_ascii_lowercase());
                    assert!(
                        ATTRIBUTES.contains(&key.as_str()) || key == "width",
                        "{key} from {source}: {html}"
                    );
                    assert!(
                        !value.starts_with("javascript:") && !value.starts_with("data:"),
                        "{source}: {html}"
                    );
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(text(&tag.name)), "{source}: {html}"),
            Token::Error(error) => panic!("{error:?} from {source}: {html}"),
            Token::Comment(_) | Token::Doctype(_) => panic!("{source}: {html}"),
            Token::String(_) => {}
        }
    }
    assert!(open.is_empty(), "{open:?} from {source}: {html}");
}

#[test]
fn nothing_that_is_typed_gets_through() {
    let attacks = [
        "<b onmouseover=alert(1)>甲</b>",
        "<b\u{c}onmouseover=alert(1)>甲</b>",
        "<img src=p.png alt=\"x\" onerror=\"alert(1)\">",
        "<img src=p.png alt='\"><script>alert(1)</script>'>",
        "<img src=p.png alt=x title='\"><svg onload=alert(1)>'>",
        "<img src=p.png alt=x width='1\" onload=\"alert(1)'>",
        "<a href='https://a.b/\"onclick=\"alert(1)'>甲</a>",
        "<a href=https://a.b title='\" onclick=\"x'>甲</a>",
        "[甲](https://a.b '\" onclick=\"x')",
        "<a href=\"https://a.b/<script>alert(1)</script>\">甲</a>",
        "<p align='center\" onclick=\"x'>甲</p>",
        "<td onclick=x>",
        "<table><tr><td colspan='2\" onclick=\"x'>甲</td></tr></table>",
        "<table><tr><td colspan=99999999 rowspan=99999999>甲</td></tr></table>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<SCRIPT SRC=https://a.b/x.js></SCRIPT>",
        "<script\n>alert(1)</script\n>",
        "<<script>alert(1)//<</script>",
        "<svg/onload=alert(1)>",
        "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<details open ontoggle=alert(1)><summary>题</summary>甲</details>",
        "<details><summary><script>alert(1)</script></summary></details>",
        "<x onclick=alert(1)>甲</x>",
        "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<style><img src=\"</style><img src=x onerror=alert(1)>\"></style>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml-stylesheet href=\"javascript:alert(1)\"?>",
        "<base href=\"https://a.b/\">",
        "<meta http-equiv=refresh content=\"0;url=https://a.b\">",
        "<link rel=stylesheet href=https://a.b/x.css>",
        "<form action=https://a.b><input type=submit></form>",
        "<object data=x.swf></object><embed src=x.swf>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "https://a.b/\"onclick=\"alert(1)",
        "^[<img src=x onerror=alert(1)>]",
        "- [ ] <b onclick=x>甲</b>",
        "> [!NOTE]\n> <b onclick=x>甲</b>",
        "<div class=\"x\" id=\"body\">甲</div>",
        "<mark style=\"background:url(https://a.b)\">甲</mark>",
    ];
    let mut printed = 0;
    for attack in attacks {
        let paper = paper(&format!("前。\n\n{attack}\n\n后。"));
        let run = paper.build();
        assert!(run.code < 2, "{attack}: {}", run.said);
        if run.code == 0 {
            printed += 1;
            assert_sound(&text_of(&paper.page("2025-11-20/a.html")), attack);
        }
    }
    assert!(printed > 15, "{printed}");
}

/// Any sequence of tags, marks and words.
pub fn narrative() -> impl Strategy<Value = String> {
    let pairs = prop::sample::select(vec![
        "b", "i", "sup", "sub", "u", "mark", "kbd", "small", "span", "a", "p", "div", "center", "font", "h2",
        "x-y",
    ]);
    let piece = prop::sample::select(vec![
        "甲",
        "乙。",
        "**重**",
        "*",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "1. ",
        "# ",
        "|",
        "<br>",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<div align=center>",
        "<!-- 注 -->",
        "<td>",
        "</td>",
        "`码`",
        "[链](https://a.b)",
        "^[",
        "]",
        "{{a}}",
        "<img src=p.png alt=图>",
        "https://a.b/c",
        "&lt;",
        "<",
        ">",
        "  ",
        "<hr>",
        "</font>",
        "~~删~~",
    ]);
    let text = prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat());
    let inner = text.prop_recursive(4, 24, 4, move |inner| {
        let some = prop::collection::vec(inner, 1..3).prop_map(|all| all.concat());
        prop_oneof![
            (pairs.clone(), some.clone()).prop_map(|(tag, some)| format!("<{tag}>{some}</{tag}>")),
            some.clone().prop_map(|some| format!("<details><summary>题</summary>\n\n{some}\n\n</details>")),
            some.clone()
                .prop_map(|some| format!("\n\n<table><tr><td>{some}</td><td>乙</td></tr></table>\n\n")),
            some.prop_map(|some| format!("\n\n<div align=\"right\">\n\n{some}\n\n</div>\n\n")),
        ]
    });
    prop::collection::vec(inner, 1..4).prop_map(|all| all.concat())
}

#[test]
fn whatever_the_tags_what_is_printed_is_sound() {
    let mut runner = TestRunner::deterministic();
    let narrative = narrative();
    let paper = Paper::of(&[
        ("content/ledgers/l.yaml", "title: 台账\nfigures:\n  a: {label: 储备, value: 588, unit: 名}\n"),
        ("content/a.md", "---\ndate: 2025-11-20\n---\n正文。\n"),
    ]);
    paper.put("content/pages/p.png", PNG);
    let mut texts = BTreeMap::new();
    for number in 0..3000 {
        let body = narrative.new_tree(&mut runner).unwrap().current();
        let text = format!("---\nheadline: 稿\nledger: l\n---\n前。\n\n{body}\n\n后。\n");
        let path = format!("content/pages/s{number}.md");
        let is_wrong = read(&path, &text).findings.iter().any(|finding| finding.blocks_printing());
        if !is_wrong && texts.len() < 400 {
            paper.put(&path, &text);
            texts.insert(format!("s{number}"), body);
        }
    }
    assert!(texts.len() > 100, "{}", texts.len());
    let project = project(paper.root());
    let mut cache = Cache::default();
    cache.inventory = pipeline::scan_folder(&project, &cache).unwrap();
    let outcome = pipeline::run(&project, &mut cache, &Goal::Made, &mut ());
    let wrong = outcome.report.findings.iter().find(|finding| finding.blocks_printing());
    assert!(wrong.is_none(), "{wrong:?}");
    let mut checked = 0;
    for document in outcome.documents.unwrap() {
        let name = document.rendered.route.as_str().trim_end_matches(".html");
        let (Some(source), Content::Bytes(bytes)) = (texts.get(name), &document.rendered.content) else {
            continue;
        };
        assert_sound(&text_of(std::str::from_utf8(bytes).unwrap()), source);
        checked += 1;
    }
    assert_eq!(checked, texts.len());
}

#[test]
fn any_tag_names_its_place_and_links_find_it() {
    for (written, printed) in [
        ("<p id=\"x\">甲</p>\n\n[去](#x)", "<p><a id=\"x\"></a>甲</p>\n<p><a href=\"#x\">去</a></p>"),
        (
            "<a name=\"x\"></a>\n\n## 小标题\n\n[去](#x)",
            "<h2 id=\"section-1\"><a id=\"x\"></a>小标题</h2>\n<p><a href=\"#x\">去</a></p>",
        ),
        ("甲<span id=\"r.1\">乙</span>[去](#r.1)", "<p>甲<a id=\"r.1\"></a>乙<a href=\"#r.1\">去</a></p>"),
        (
            "[去](#end)\n\n末。<a id=\"end\"></a>",
            "<p><a href=\"#end\">去</a></p>\n<p>末。<a id=\"end\"></a></p>",
        ),
    ] {
        assert_eq!(body(written), printed, "{written}");
    }
    let elsewhere = paper("见[乙](c.md#x)。");
    elsewhere.put("content/editions/2025-11-20/c.md", "# 丙\n\n文<a id=\"x\"></a>。\n");
    assert_eq!(elsewhere.build().code, 0);
    assert!(elsewhere.page("2025-11-20/a.html").contains("href=\"../2025-11-20/c.html#x\""));
    assert!(!elsewhere.page("2025-11-20.html").contains("id=\"x\""), "a page shows several stories");
    assert_eq!(codes(&built("<p id=\"x\">甲</p>\n\n<p id=\"x\">乙</p>")), ["duplicate-id"]);
    assert_eq!(codes(&built("<p id=\"a b\">甲</p>")), ["html-attribute"]);
}

/// The words of a text, without its tags and marks.
fn letters(text: &str) -> String {
    let tag = regex::Regex::new("(?s)<!--.*?-->|<[^>]*>").unwrap();
    tag.replace_all(text, "").chars().filter(|letter| ('一'..='鿿').contains(letter)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Without a finding, every word is kept.
    #[test]
    fn no_word_is_lost_in_silence(pieces in prop::collection::vec(prop::sample::select(vec![
        "甲", "乙", "丙", "\n", "\n\n", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>",
        "</tr>", "</table>", "<details>", "<summary>", "</summary>", "</details>", "<br>", "<center>", "</center>", "<sup>",
        "</sup>", "> ", "- ", "<a href=https://a.b>", "</a>", "<!-- x -->", "^[", "]", "**", "<span>", "</span>", "<caption>",
        "</caption>", "<thead>", "</thead>", "<th>",
    ]), 1..12)) {
        let text = pieces.concat();
        let noted = read("content/a.md", &format!("---\nheadline: 题\n---\n{text}\n"));
        if noted.findings.is_empty() {
            let draft = &noted.value.stories[0];
            let printed = format!("{:?}", draft.body());
            let count = |letter: char| (text.matches(letter).count(), printed.matches(letter).count());
            for letter in letters(&text).chars() {
                let (written, kept) = count(letter);
                prop_assert!(kept >= written, "{letter} in {text:?}: {printed}");
            }
        }
    }
}
