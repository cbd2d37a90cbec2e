//! What an editor writes, and how it is printed.

use lanmu::internals::model::byline::Byline;

use crate::support::{GIF, Paper};

/// The document of a story with this front matter and text, and a ledger.
fn story(front: &str, body: &str) -> String {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/a.md", &format!("---\n{front}\n---\n{body}\n")),
        ("content/editions/2025-11-13/b.md", "# 另一篇\n\n## 小标题\n\n文。\n"),
        (
            "content/ledgers/l.yaml",
            "title: 台账\nfigures:\n  reserve: {label: 储备, value: 588, unit: 名, window: 近年来}\n  pair: {label: 机制, value: 2, unit: 项}\n  \
             trained: {label: 培训, value: 600, unit: 人次, about: 余}\n  years: {label: 年, value: 3, unit: 年, about: 多}\n  \
             sum: {label: 总额, value: 12345000, unit: 元}\n  use: {label: 使用率, value: 95, unit: '%', about: 高达}\n  \
             range: {label: 幅度, value: {from: 15, to: 30}, unit: '%'}\n  day: {label: 日子, value: 1927-10-27}\n  \
             code: {label: 方法, value: \"1447\"}\n  few: {label: 几盆, value: 十几, unit: 盆}\n  \
             visits: {label: 走访, unit: 户, series: {2023: 120, 2024: 150, 2025: 138}}\n  \
             rate: {label: 率, unit: '%', series: {2024: 90.5, 2025: 93.7}}\n  zero: {label: 零, value: 0}\n",
        ),
    ]);
    paper.built();
    paper.page("2025-11-20/a.html")
}

/// The narrative of a story that refers to figures of the ledger.
fn body(markdown: &str) -> String {
    let page = story("headline: 题\nledger: l", markdown);
    let body = page.split("<div class=\"body\">").nth(1).unwrap();
    body.split("</div>\n").next().unwrap().trim().to_owned()
}

fn plain(markdown: &str) -> String {
    let html = body(markdown);
    regex::Regex::new("<[^>]*>").unwrap().replace_all(&html, "").trim().to_owned()
}

#[test]
fn figures_print_as_usage_has_it() {
    for (written, printed) in [
        ("{{reserve}}", "588名"),
        ("{{l:reserve}}", "588名"),
        ("{{ reserve | value }}", "588"),
        ("{{reserve|window}}", "近年来"),
        ("{{reserve|words}}", "五百八十八名"),
        ("{{pair|words}}", "两项"),
        ("{{trained}}", "600余人次"),
        ("{{trained|words}}", "六百余人次"),
        ("{{years}}", "3年多"),
        ("{{sum|万}}", "1234.5万元"),
        ("{{sum|亿}}", "0.12345亿元"),
        ("{{use}}", "高达95%"),
        ("{{range}}", "15%～30%"),
        ("{{day}}", "1927年10月27日"),
        ("{{code}}", "1447"),
        ("{{few}}", "十几盆"),
        ("{{visits}}", "138户"),
        ("{{visits|direction}}{{visits|change}}", "下降12户"),
        ("{{visits|direction from 2023}}{{visits|change from 2023}}", "增长18户"),
        ("{{rate|direction}}{{rate|change}}", "增长3.2个百分点"),
        ("{{visits|direction}}{{visits|change percent}}", "下降8%"),
        ("同比{{visits|direction from 同比}}{{visits|change percent from 同比}}", "同比下降8%"),
        ("下降{{visits|change}}", "下降12户"),
        ("增长{{visits|change from 2023}}", "增长18户"),
        ("{{trained|share of reserve}}", "102%"),
    ] {
        assert_eq!(plain(written), printed, "{written}");
    }
}

#[test]
fn a_figure_is_data_linked_to_its_row_but_not_inside_a_link_nor_in_code() {
    assert_eq!(
        body("共{{reserve}}。"),
        "<p>共<a class=\"figure\" href=\"../ledgers/l.html#f-reserve\"><data value=\"588\">588名</data></a>。</p>"
    );
    assert_eq!(
        body("[共{{reserve}}](../2025-11-13/b.md)"),
        "<p><a href=\"../2025-11-13/b.html\">共<data value=\"588\">588名</data></a></p>"
    );
    assert_eq!(body("写作`{{reserve}}`。"), "<p class=\"loose\">写作<code>{{reserve}}</code>。</p>");
    assert!(body("```\n{{reserve}}\n```").contains("{{reserve}}"));
    assert_eq!(plain("写作\\{{reserve}}。"), "写作{{reserve}}。");
}

#[test]
fn a_paragraph_with_a_long_word_is_not_justified_on_a_phone_and_with_a_longer_one_nowhere() {
    for (text, tag) in [
        ("见abcde。", "<p>"),
        ("见reserves。", "<p class=\"loose\">"),
        ("见incontrovertibly。", "<p class=\"ragged\">"),
    ] {
        assert!(body(text).starts_with(tag), "{}", body(text));
    }
}

#[test]
fn in_a_table_the_bar_of_a_filter_is_no_border() {
    let html = body("|项|数|\n|-|-:|\n|储备|{{reserve | value}}|");
    assert_eq!(html.matches("<td").count(), 2);
    assert!(html.contains("<td class=\"right\"><a class=\"figure\""), "{html}");
}

#[test]
fn figures_stand_in_front_matter_too() {
    let page = story("headline: \"{{reserve}}年轻干部\"\ndeck: ——培训{{trained}}\nledger: l", "文。");
    assert!(page.contains("<title>588名年轻干部 · "), "{page}");
    assert!(page.contains("<span class=\"kept\"><data value=\"588\">588名</data>年轻干部</span></span>"));
    assert!(page.contains(
        "<span class=\"dash\">——</span><span class=\"kept\">培训<data value=\"600\">600余人次</data>"
    ));
}

#[test]
fn a_story_may_carry_its_own_figures() {
    let page = story("headline: 题\nfigures:\n  own: {label: 自载, value: 7, unit: 名}", "共{{own}}。");
    assert!(page.contains("href=\"#f-own\""));
    assert!(page.contains("<tr id=\"f-own\">"));
}

#[test]
fn comments_vanish_and_a_heading_has_an_id_and_classes() {
    assert_eq!(body("甲<b onclick=x>乙</b><!-- 看不见 -->丙"), "<p>甲<strong>乙</strong>丙</p>");
    assert!(body("## 题 {#id .class onclick=x}").starts_with("<h2 id=\"id\" class=\"class\">题</h2>"));
}

#[test]
fn lines_of_chinese_join_without_a_space() {
    assert_eq!(body("第一行\n第二行"), "<p>第一行第二行</p>");
    assert_eq!(body("“甲”\n（乙）"), "<p>“甲”（乙）</p>");
    assert_eq!(body("one\ntwo"), "<p>one two</p>");
}

#[test]
fn wide_spaces_typed_before_a_paragraph_are_not_printed_beside_the_themes() {
    assert_eq!(
        body("\u{3000}\u{3000}第一段\n\n\u{3000}\u{3000}**第二**段"),
        "<p>第一段</p>\n<p><strong>第二</strong>段</p>"
    );
}

#[test]
fn links_go_by_the_files_an_editor_sees() {
    assert!(body("[见](../2025-11-13/b.md#小标题)").contains("href=\"../2025-11-13/b.html#section-2\""));
    assert!(body("[见](../2025-11-13)").contains("href=\"../2025-11-13.html\""));
    assert!(body("[见](https://a.b/c?d=1&e=2)").contains("href=\"https://a.b/c?d=1&amp;e=2\""));
}

#[test]
fn footnotes_lead_there_and_back() {
    let page = story("headline: 题", "文[^一]。\n\n[^一]: 注。");
    assert!(page.contains("<a href=\"#fn1\">〔1〕</a>") && page.contains("<li id=\"fn1\">"));
    assert!(page.contains("href=\"#fnref1\""));
}

#[test]
fn a_headline_breaks_where_its_author_broke_it() {
    let page = story("headline: 壮大储备力量 提供人才保障\nkicker: 甲乙　丙丁", "文。");
    let [first, second] = ["壮大储备力量", "提供人才保障"]
        .map(|line| format!("<span class=\"line\"><span class=\"kept\">{line}</span></span>"));
    assert!(page.contains(&format!("{first}<span class=\"apart\"> </span>{second}")), "{page}");
    let kicker =
        "<span class=\"line\">甲乙</span><span class=\"apart\"> </span><span class=\"line\">丙丁</span>";
    assert!(page.contains(kicker), "{page}");
    assert!(page.contains("<title>壮大储备力量 提供人才保障 · "));
}

#[test]
fn every_byline_form_of_the_trade_reads_and_prints_back() {
    for (written, printed, place) in [
        ("本报通讯员 某某", "本报通讯员 某某", "line"),
        ("本报讯(记者 某甲 通讯员 某乙)", "本报讯（记者 某甲 通讯员 某乙）", "dispatch"),
        ("本报讯（通讯员 某某）", "本报讯（通讯员 某某）", "dispatch"),
        ("□本报记者 某甲 通讯员 某乙某 某丙某", "□本报记者 某甲 通讯员 某乙某 某丙某", "line"),
        ("（中共某市委组织部 某某某）", "（中共某市委组织部 某某某）", "tail"),
        ("(某县委组织部供稿)", "（某县委组织部供稿）", "tail"),
        ("（人民网）", "（人民网）", "tail"),
        ("本报记者 某某某 摄", "本报记者 某某某 摄", "photo"),
        ("某某某", "某某某", "line"),
        (
            "新甘肃·甘肃日报记者 薛 砚 新甘肃·兰州新区报记者 史某某",
            "新甘肃·甘肃日报记者 薛砚　新甘肃·兰州新区报记者 史某某",
            "line",
        ),
        ("来源:每日甘肃网-甘肃日报 记者 薛 砚", "来源：每日甘肃网-甘肃日报　记者 薛砚", "source"),
        ("新华社北京10月21日电（记者 某某）", "新华社北京10月21日电（记者 某某）", "dispatch"),
        ("某某/文 某某/摄", "某某/文 某某/摄", "line"),
    ] {
        let page = story(&format!("headline: 题\nbyline: \"{written}\""), "文。");
        let as_text = page.replace("<span class=\"signer\">", "").replace("</span>", "");
        assert!(as_text.contains(printed), "{written} did not print as {printed}");
        let marked = match place {
            "dispatch" => page.contains("<p><span class=\"dispatch\">"),
            "tail" | "photo" => page.contains("<p class=\"tail\">"),
            "line" => page.contains("<p class=\"byline\">"),
            _ => page.contains("<p class=\"meta\">"),
        };
        assert!(marked, "{written} does not stand as {place}");
    }
    assert_eq!(Byline::AsWritten("某".to_owned()).printed(), "某");
}

#[test]
fn a_line_ends_between_the_roles_of_a_byline() {
    let page = story("headline: 题\nbyline: \"□本报记者 甲站 通讯员 乙办公室 丙站\"", "文。");
    let parts =
        "<span class=\"signer\">□本报记者 甲站</span> <span class=\"signer\">通讯员 乙办公室 丙站</span>";
    assert!(page.contains(parts), "{page}");
}

#[test]
fn one_story_without_anything_else_is_a_paper() {
    let paper = Paper::of(&[("content/any.md", "# 只有一篇\n\n一段话。\n")]);
    let public = paper.built();
    assert!(public.contains_key("stories/any.html"), "{:?}", public.keys());
    let front = paper.page("index.html");
    assert!(front.contains("只有一篇") && front.contains("一段话。"));
    assert!(!public.contains_key("feed.xml") && !front.contains("canonical"));
}

#[test]
fn chinese_file_names_get_plain_addresses() {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/四维.md", "# 题\n\n![图](照片.png) [附件](名单.csv)\n"),
        ("content/editions/2025-11-20/照片.png", GIF),
        ("content/editions/2025-11-20/名单.csv", "a"),
    ]);
    let public = paper.built();
    assert!(public.keys().all(|path| path.is_ascii()), "{:?}", public.keys());
    assert!(public.keys().any(|path| path.starts_with("2025-11-20/s-") && path.ends_with(".png")));
}

#[test]
fn an_old_address_leads_to_the_story() {
    let paper = Paper::of(&[(
        "content/editions/2025-11-20/a.md",
        "---\nheadline: 题\naliases: [old/path.html]\n---\n文。\n",
    )]);
    paper.built();
    assert!(paper.page("old/path.html").contains("url=../2025-11-20/a.html"));
}

#[test]
fn a_withdrawn_story_leaves_its_place_but_not_its_text() {
    let page = story("headline: 题\nwithdrawn: 因数据有误撤回", "原来的话。");
    assert!(page.contains("因数据有误撤回") && !page.contains("原来的话"));
}

#[test]
fn long_lists_are_paged_and_a_long_sitemap_is_by_year() {
    let paper = Paper::of(&[(
        "content/site.yaml",
        "name: 报\nurl: https://a.b/\ncolumns: [{name: 要闻, slug: yaowen}]\n",
    )]);
    for day in 0..70 {
        let date = chrono::NaiveDate::from_ymd_opt(2024, 11, 1).unwrap() + chrono::Days::new(day);
        paper.put(&format!("content/editions/{date}/a.md"), "---\nheadline: 题\ncolumn: 要闻\n---\n文。\n");
    }
    let public = paper.built();
    for path in ["columns/yaowen.html", "columns/yaowen-4.html"] {
        assert!(public.contains_key(path), "{path}");
    }
    assert!(!public.contains_key("columns/yaowen-5.html"));
    assert_eq!(paper.page("feed.xml").matches("<entry>").count(), 20);
    let parts =
        ["https://a.b/sitemap-2024.xml", "https://a.b/sitemap-2025.xml", "https://a.b/sitemap-more.xml"];
    let index = paper.page("sitemap.xml");
    assert!(parts.iter().all(|part| index.contains(part)) && !index.contains("<urlset"), "{index}");
    assert_eq!(paper.page("sitemap-2024.xml").matches("<lastmod>2024-").count(), 2 * 61, "stories and pages");
    let more = paper.page("sitemap-more.xml");
    assert!(more.contains("https://a.b/columns/yaowen-4.html") && !more.contains("b/2024-"), "{more}");
}

#[test]
fn a_paper_may_lay_its_own_style_and_templates_over_the_theme() {
    let paper = Paper::of(&[
        ("content/a.md", "# 题\n\n文。\n"),
        ("content/theme/paper.css", "body { color: #123 }\n"),
        ("content/theme/templates/not-found.html", "没有 {{ paper.name }}\n"),
    ]);
    let public = paper.built();
    assert!(public.keys().any(|path| path.starts_with("assets/paper.")));
    assert_eq!(paper.page("404.html"), "没有 栏目\n");
}

#[test]
fn government_tags_are_written_when_the_paper_asks_for_them() {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\nurl: https://a.b/\ntags: gov\ncolumns: [{name: 要闻}]\n"),
        (
            "content/editions/2025-11-20/a.md",
            "---\nheadline: 题--> <b>甲\ncolumn: 要闻\nbyline: 本报记者 某某\n---\n文。\n",
        ),
    ]);
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    for name in [
        "SiteName",
        "SiteDomain",
        "ColumnName",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
        "Author",
        "Url",
    ] {
        assert!(page.contains(&format!("<meta name=\"{name}\"")), "{name}");
    }
    // Programs that watch the press read a comment, which nothing of the story ends.
    let comment = page.split("<!--enpproperty ").nth(1).and_then(|rest| rest.split("-->").next()).unwrap();
    for said in [
        "<articleid>https://a.b/2025-11-20/a.html</articleid><date>2025-11-20 00:00:00</date><author>某某</author>",
        "<title>题--&gt; &lt;b&gt;甲</title>",
        "<nodename>要闻</nodename>/enpproperty",
    ] {
        assert!(comment.contains(said), "{said}: {comment}");
    }
    assert!(page.contains("<!--enpcontent--><p>文。</p>") && page.contains("<!--/enpcontent-->"), "{page}");
}
