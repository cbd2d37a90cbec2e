//! Values that are given: each is used, or a finding says that it is not and what to write instead.

use lanmu::internals::finding::Severity;
use lanmu::internals::words::Language;

use crate::support::{PNG, Paper, read};

const STORY: &str = "content/editions/2025-11-20/a.md";
const OTHER: &str = "content/editions/2025-11-20/b.md";
const EDITION: &str = "content/editions/2025-11-20/edition.yaml";

fn story(front: &str) -> String {
    format!("---\n{front}\n---\n正文一段，写几个字。\n")
}

/// The findings of a file, each as its severity, code, message and help in Chinese.
fn said_of(path: &str, text: &str) -> Vec<(Severity, String)> {
    let findings = read(path, text).findings;
    let line = |finding: &lanmu::internals::finding::Finding| {
        let said = finding.wording.said(Language::Chinese);
        let help = said.help.clone().unwrap_or_default();
        (finding.severity, format!("[{}] {} → {help}", finding.wording.code, said.message))
    };
    findings.iter().map(line).collect()
}

/// The findings of front matter.
fn front(front: &str) -> Vec<(Severity, String)> {
    said_of(STORY, &story(front))
}

/// A paper of a story with this front matter, and other files.
fn paper(front: &str, files: &[(&str, &str)]) -> Paper {
    let paper = Paper::of(files);
    paper.put(STORY, story(front));
    paper
}

#[track_caller]
fn assert_said(said: &[(Severity, String)], severity: Severity, words: &[&str]) {
    let found =
        said.iter().find(|(found, line)| *found == severity && words.iter().all(|word| line.contains(word)));
    assert!(found.is_some(), "{words:?} in {said:#?}");
}

#[test]
fn a_headline_under_another_name_is_one_finding() {
    let paper = Paper::of(&[("content/editions/2025-11-20/a.md", "---\ntitle: 灯\n---\n文。\n")]);
    let said = paper.build().said;
    assert!(said.contains("`title` 在这里叫 `headline`") && !said.contains("named-by-file"), "{said}");
}

#[test]
fn what_yaml_takes_out_of_a_value_is_told() {
    for (value, named) in [
        ("全国 #1 的经验", "'全国 #1 的经验'"),
        ("#1 的经验", "'#1 的经验'"),
        ("&通知 关于放假", "'&通知 关于放假'"),
        ("*重点* 工作", "'*重点* 工作'"),
        ("!重要 通知", "'!重要 通知'"),
        ("@张三 来了", "'@张三 来了'"),
        ("[快讯]全县启动", "'[快讯]全县启动'"),
        ("\"四维\"发力", "'\"四维\"发力'"),
        ("通知: 关于放假", "'通知: 关于放假'"),
    ] {
        let said = front(&format!("headline: {value}"));
        assert_said(&said, Severity::Error, &["[needs-quotes]", named]);
        assert!(front(&format!("headline: {named}")).is_empty(), "the advice can be followed: {named}");
    }
    assert_said(&front("headline: 题\ntopics: [甲 #1, 乙]"), Severity::Error, &["[needs-quotes]", "#1, 乙]"]);
    assert_said(&front("headline: 题 # 主题"), Severity::Warning, &["[needs-quotes]", "# 主题"]);
}

#[test]
fn a_comment_that_clearly_is_one_is_none_of_the_value() {
    for comment in [
        "题  # 主题",
        "题\n# 主题",
        "题\npage: 1 # 一版",
        "题\ntopics:  # 专题\n  - 甲",
        "题\ndate: 2025-11-20 # 见报",
        "'题' # 主题",
    ] {
        assert_eq!(front(&format!("headline: {comment}")), [], "{comment}");
    }
    let anchored = "figures:\n  a: &a {label: 甲, value: 1, unit: 人}\n  b: *a\n";
    assert_eq!(said_of("content/ledgers/l.yaml", anchored), []);
}

#[test]
fn a_merged_mapping_gives_its_values_to_one_that_does_not_have_them() {
    let ledger = "figures:\n  a: &a {label: 甲, value: 1, unit: 人}\n  c: {<<: *a, value: 3}\n";
    let paper = paper("headline: 题", &[("content/ledgers/l.yaml", ledger)]);
    paper.built();
    let page = paper.page("ledgers/l.html");
    assert!(page.contains("3人") && page.contains("1人"), "{page}");
}

#[test]
fn a_key_of_another_program_is_answered_with_ours() {
    for (key, right) in [
        ("title: 题", "headline: 题"),
        ("subtitle: 副", "deck: 副"),
        ("tags: [甲, 乙]", "topics: [甲, 乙]"),
        ("categories: [甲, 乙]", "column: 甲"),
        ("author: 张三", "byline: 张三"),
        ("authors: [张三]", "byline: 张三"),
        ("description: 说明", "summary: 说明"),
        ("excerpt: 说明", "summary: 说明"),
        ("cover: a.png", "images: [{src: a.png, alt: …}]"),
        ("featured_image: a.png", "images: [{src: a.png, alt: …}]"),
        ("thumbnail: a.png", "images: [{src: a.png, alt: …}]"),
        ("weight: 3", "rank: 3"),
        ("permalink: /2024/lamp.html", "slug: lamp"),
        ("publishDate: 2025-01-01", "publish_at: 2025-01-01"),
        ("expiryDate: 2025-12-31", "expire_at: 2025-12-31"),
        ("redirect_from: [old/a.html]", "aliases: [old/a.html]"),
        ("published: false", "draft: true"),
        ("标题: 题", "headline: 题"),
        ("作者: 张三", "byline: 张三"),
    ] {
        let said = front(key);
        assert_said(&said, Severity::Error, &["[unknown-key]", &format!("写成 {right}")]);
    }
    for key in [
        "layout: post",
        "lastmod: 2025-01-01",
        "updated: 2025-01-01",
        "comments: true",
        "toc: true",
        "menu: {main: {weight: 3}}",
    ] {
        assert_said(
            &front(&format!("headline: 题\n{key}")),
            Severity::Error,
            &["[unknown-key]", "别的程序", "去掉"],
        );
    }
    assert_said(&front("headline: 题\ntitle: 题"), Severity::Error, &["已经写了", "去掉 `title`"]);
    assert_said(&front("headline: 题\nheadlin: 题"), Severity::Error, &["是不是想写 `headline`"]);
}

#[test]
fn the_settings_of_another_program_are_answered_with_ours() {
    let site = |text: &str| said_of("content/site.yaml", text);
    for (key, right) in [
        ("title: 报", "name: 报"),
        ("baseURL: https://example.org/", "url: https://example.org/"),
        ("languageCode: en", "language: en"),
        ("author: 张", "publisher: {name: 张}"),
        ("slogan: 话", "masthead: {slogan: 话}"),
    ] {
        assert_said(&site(key), Severity::Error, &["[unknown-key]", &format!("写成 {right}")]);
        assert_eq!(site(right), [], "the advice can be followed");
    }
    assert_said(&site("params: {a: 1}"), Severity::Error, &["别的程序", "去掉"]);
    let ledger = said_of("content/ledgers/l.yaml", "figures: {a: {name: 甲, value: 1}}");
    assert_said(&ledger, Severity::Error, &["写成 label: 甲"]);
}

#[test]
fn days_are_read_as_other_programs_write_them_in_the_time_zone_of_the_paper() {
    for written in [
        "2024-01-05T10:00:00+08:00",
        "2024-01-05 10:00",
        "2024/1/5",
        "2024-1-5",
        "2024年1月5日",
        "2024-01-04T20:00:00Z",
    ] {
        let paper = Paper::of(&[("content/a.md", &story(&format!("headline: 题\ndate: {written}")))]);
        assert!(paper.built().contains_key("2024-01-05/a.html"), "{written}");
    }
    let paper = Paper::of(&[("content/a.md", &story("headline: 题\ndate: 2024-01-05T20:00:00Z"))]);
    assert!(paper.built().contains_key("2024-01-06/a.html"));
    paper.put("content/site.yaml", "timezone: UTC\n");
    assert!(paper.built().contains_key("2024-01-05/a.html"), "what was read in another zone is read again");
    assert_said(
        &front("headline: 题\ndate: 2025-11-31"),
        Severity::Error,
        &["[bad-date]", "11 月只有 30 天"],
    );
    assert_said(&front("headline: 题\ndate: 明天"), Severity::Error, &["[bad-date]"]);
}

#[test]
fn yes_and_no_are_answers_in_both_languages() {
    for (yes, no) in [("yes", "no"), ("True", "False"), ("是", "否"), ("on", "off")] {
        let paper = paper("headline: 题", &[]);
        paper.put(OTHER, story(&format!("headline: 题二\ndraft: {yes}")));
        assert!(!paper.built().contains_key("2025-11-20/b.html"), "{yes}");
        paper.put(OTHER, story(&format!("headline: 题二\ndraft: {no}")));
        assert!(paper.built().contains_key("2025-11-20/b.html"), "{no}");
    }
    assert_said(&front("headline: 题\ndraft: 也许"), Severity::Error, &["[wrong-type]"]);
}

#[test]
fn what_a_key_may_say_has_its_name_in_chinese_too() {
    let site = "name: 报\nkind: 内刊\nlanguage: 中文\ntheme_options: {sheet: 四开}\ncolumns: [{name: 甲, slug: a, form: 问答}]\n";
    let files = [
        ("content/site.yaml", site),
        (EDITION, "pages: [{name: 要闻, stories: [a], makeup: {a: {picture: 大图}}}]\n"),
        (
            "content/style/words.yaml",
            "checked: 2025-11-01\nwrong: [{word: 布署, right: 部署, severity: 警告}]\n",
        ),
    ];
    let paper = paper("headline: 题\nform: 通讯\nimages: [{src: p.png, alt: 图}]", &files);
    paper.put("content/editions/2025-11-20/p.png", PNG);
    paper.put(OTHER, "# 题二\n\n```chart\nkind: 折线\ndata: {甲: {2024: 1, 2025: 2}}\n```\n");
    paper.built();
    assert!(paper.page("2025-11-20/a.html").contains("form-feature"));
    assert!(paper.page("2025-11-20/b.html").contains("chart-line"));
    let check = paper.run(&["check", "--as-of", "2025-12-01"]);
    assert!(!check.said.contains("unknown-word"), "{}", check.said);
    assert_said(
        &front("headline: 题\nform: 长文"),
        Severity::Error,
        &["[unknown-word]", "feature（通讯、记事）"],
    );
}

#[test]
fn a_value_over_several_lines_is_joined_as_a_paragraph_is() {
    let lines = [
        ("lead: >\n  第一行中文\n  第二行中文", "第一行中文第二行中文"),
        ("lead: 第一行中文\n  第二行中文", "第一行中文第二行中文"),
        ("lead: '第一行中文，\n  AI 第二行'", "第一行中文，AI 第二行"),
        ("lead: \"共有\n  {{a}}\n  干部\"", "共有20名干部"),
        ("lead: >\n  one line\n  and another", "one line and another"),
    ];
    for (lead, joined) in lines {
        let paper = paper(
            &format!(
                "headline: 题\n{lead}\nsummary: '{{{{a}}}}'\nfigures: {{a: {{label: 甲, value: 20, unit: 名}}}}"
            ),
            &[],
        );
        paper.built();
        let page = paper.page("2025-11-20/a.html");
        let plain: String =
            page.split("class=\"lead-in\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
        let plain = plain
            .split('<')
            .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
            .collect::<String>();
        assert_eq!(plain.trim(), joined, "{lead}");
    }
}

#[test]
fn lines_of_the_text_are_joined_by_what_is_printed_there() {
    let body = "共\n{{a}}\n人，甲\n**乙**\n丙，\nAI 时代\nGPU\n卡。\n\n한국\n말\n";
    let paper = Paper::of(&[(
        STORY,
        &format!("---\nheadline: 题\nfigures: {{a: {{label: 甲, value: 20, unit: 名}}}}\n---\n{body}"),
    )]);
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    for wanted in [">20名</data></a>人，甲<strong>乙</strong>丙，AI 时代 GPU&nbsp;卡。", "<p>共<a", "한국 말"]
    {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
}

#[test]
fn a_key_without_effect_where_the_story_stands_is_told() {
    let standing = "headline: 页\nrank: 1\npage: 2\nspan: 2\nbox: true\ncolumn: 要闻\ntopics: [甲]\ndate: 2025-01-01\nkeywords: [甲]\naliases: [old/x.html]";
    let said = said_of("content/pages/p.md", &story(standing));
    for key in ["rank", "page", "span", "box", "column", "topics", "date", "keywords", "aliases"] {
        assert_said(&said, Severity::Warning, &["[unused-value]", &format!("`{key}`"), "长设的网页"]);
    }
    let undated = said_of("content/a.md", &story("headline: 题\npage: 2\nspan: 1\nbox: true"));
    for key in ["page", "span", "box"] {
        assert_said(&undated, Severity::Warning, &["[unused-value]", &format!("`{key}`"), "不在任何一期"]);
    }
    assert_eq!(front("headline: 题\npage: 2\nspan: 1\nbox: true"), []);
}

#[test]
fn a_key_without_effect_beside_others_is_told() {
    for (keys, words) in [
        ("source_url: https://a.b/", ["`source_url`", "没有写 `source`"]),
        ("source: 某报\nbyline: 来源：某报", ["`source`", "`byline`"]),
        ("publish_at: 2025-11-20", ["`publish_at`", "2025-11-20 才出"]),
        ("publish_at: 2025-11-21\nembargo: 2025-11-22", ["`publish_at`", "`embargo`"]),
        ("figures: {a: {label: 甲, value: 3}}", ["数字 `a`", "没有用到"]),
        ("expire_at: 2025-11-01", ["过期", "哪天也不会出"]),
    ] {
        assert_said(&front(&format!("headline: 题\n{keys}")), Severity::Warning, &words);
    }
    assert_eq!(
        front(
            "headline: 题\nsource: 某报\nsource_url: https://a.b/\npublish_at: 2025-11-21\nexpire_at: 2025-12-01"
        ),
        []
    );
    let ledger = said_of(
        "content/ledgers/l.yaml",
        "figures: {a: {label: 甲, value: 2025-11-20, unit: 日, exhaustive: false}}",
    );
    assert_said(&ledger, Severity::Warning, &["`unit`", "日期或时间"]);
    assert_said(&ledger, Severity::Warning, &["`exhaustive`", "没有写 `parts`"]);
}

#[test]
fn what_an_edition_says_in_vain_is_told() {
    let paper = paper("headline: 题\nrank: 2\nform: photo\nimages: [{src: p.png, alt: 图}]", &[]);
    paper.put("content/editions/2025-11-20/p.png", PNG);
    paper.put(OTHER, story("headline: 题二\npage: 2"));
    paper.put(EDITION, "pages: [{name: 要闻, stories: [a, a, b], makeup: {a: {picture: small}}}]\n");
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    for words in [
        "`rank` 不起作用",
        "`picture` 不起作用：图片新闻",
        "`a` 不起作用：前面已经排了",
        "`b` 不起作用：稿头写着 `page: 2`",
    ] {
        assert!(run.said.contains(words), "{words}: {}", run.said);
    }
}

#[test]
fn a_term_with_nothing_to_look_for_is_told() {
    let paper = paper(
        "headline: 题",
        &[("content/style/a.yaml", "checked: 2025-11-01\nterms: [{right: 党的二十大}]\n")],
    );
    let run = paper.run(&["check", "--as-of", "2025-12-01"]);
    assert!(run.said.contains("[unused-value]") && run.said.contains("`wrong`"), "{}", run.said);
}

#[test]
fn a_template_or_an_asset_that_nothing_uses_is_told() {
    let paper = paper("headline: 题", &[("content/pages/p.md", "# 页\n\n文。\n")]);
    paper.put("content/theme/templates/storyy.html", "x");
    paper.put("content/theme/asset/paper.css", "p {}");
    paper.put("content/theme/assets/paper.css", "p {}");
    paper.put("content/theme/templates/standing.html", "{% extends \"article.html\" %}\n{% block trail %}{% if frist %}x{% endif %}{% for one in columns %}{{ one.name }}{% endfor %}{% endblock trail %}\n");
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    for words in [
        "`templates/story.html`",
        "`assets/paper.css`",
        "[unknown-variable]",
        "`frist`",
        "standing.html:2:24",
    ] {
        assert!(run.said.contains(words), "{words}: {}", run.said);
    }
    assert_eq!(run.said.matches("[unused-value]").count(), 2, "{}", run.said);
    assert_eq!(run.said.matches("[unknown-variable]").count(), 1, "{}", run.said);
    let again = paper.build();
    assert!(again.said.contains("[unknown-variable]"), "it is told as long as it is so: {}", again.said);
}

#[test]
fn topics_and_columns_in_two_spellings_are_one() {
    let paper = paper("headline: 题\ntopics: [AI]\ncolumn: Tech", &[]);
    paper.put(OTHER, story("headline: 题二\ntopics: [ａｉ]\ncolumn: tech"));
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(run.said.matches("[other-spelling]").count(), 2, "{}", run.said);
    assert!(
        run.said.contains("2025-11-20/b.md:3")
            && run.said.contains("content/editions/2025-11-20/a.md 里写的是 `AI`"),
        "{}",
        run.said
    );
    assert!(
        paper.page("topics/AI.html").contains("题二") && paper.page("columns/Tech.html").contains("题二")
    );
    paper.put(OTHER, story("headline: 题二\ntopics: [AI]\ncolumn: Tech"));
    assert!(!paper.build().said.contains("other-spelling"), "the advice can be followed");
}

#[test]
fn the_folder_of_an_edition_that_is_no_day_is_told_once() {
    let paper = paper("headline: 题", &[]);
    paper.put("content/editions/2025-11-31/a.md", story("headline: 甲"));
    paper.put("content/editions/2025-11-31/b.md", story("headline: 乙"));
    paper.put("content/editions/20251122/edition.yaml", "number: 3\n");
    paper.put("content/editions/2025-11-23-增刊/a.md", story("headline: 丙"));
    let run = paper.build();
    assert_eq!((run.code, run.said.matches("[bad-date]").count()), (1, 3), "{}", run.said);
    for words in ["11 月只有 30 天", "改名为 `2025-11-22`", "改名为 `2025-11-23-extra`"] {
        assert!(run.said.contains(words), "{words}: {}", run.said);
    }
}

#[test]
fn names_without_brackets_are_answered_with_brackets() {
    let paper = paper("headline: 题", &[(EDITION, "pages:\n  - name: 要闻\n    stories: a，b\n")]);
    paper.put(OTHER, story("headline: 题二"));
    let run = paper.build();
    assert!(
        run.code == 1 && run.said.contains("[joined-names]") && run.said.contains("[a, b]"),
        "{}",
        run.said
    );
    assert_said(
        &front("headline: 题\ntopics: 甲、乙"),
        Severity::Warning,
        &["[joined-names]", "[甲, 乙]", "加引号"],
    );
    assert_eq!(front("headline: 题\ntopics: '甲、乙'"), []);
}

#[test]
fn a_story_comes_and_goes_at_its_hour() {
    let paper = paper("headline: 题\npublish_at: 2025-11-21T08:00+08:00\nexpire_at: 2025-11-21 20:00", &[]);
    paper.put(OTHER, story("headline: 题二"));
    for (moment, is_shown) in [
        ("2025-11-21T07:59", false),
        ("2025-11-21T08:00", true),
        ("2025-11-21T01:00Z", true),
        ("2025-11-21T19:59", true),
        ("2025-11-21T20:00", false),
        ("2025-11-21T07:00", false),
    ] {
        let run = paper.run(&["build", "--as-of", moment]);
        assert_eq!(run.code, 0, "{}", run.said);
        assert_eq!(paper.public().contains_key("2025-11-20/a.html"), is_shown, "{moment}");
    }
}

#[test]
fn what_is_not_printed_is_counted() {
    let paper = paper("headline: 题", &[("content/editions/2025-11-01/edition.yaml", "number: 3\n")]);
    paper.put(OTHER, story("headline: 题二\ndraft: true"));
    paper.put("content/editions/2025-11-20/c.md", story("headline: 题三\nexpire_at: 2025-11-25"));
    paper.put("content/editions/2026-01-01/d.md", story("headline: 题四"));
    for run in [paper.build(), paper.build()] {
        assert!(
            run.said.contains("未刊：草稿 1 篇，未到日子 1 篇，未到日子 1 期，过期 1 篇，没有稿件 1 期"),
            "{}",
            run.said
        );
    }
    let json = paper.run(&["build", "--as-of", "2025-12-01", "--format", "json"]).said;
    assert!(json.contains("\"drafts\":1") && json.contains("\"editions_not_due\":1"), "{json}");
}

#[test]
fn a_number_written_as_a_phrase_before_a_unit_is_told_with_the_keys_for_it() {
    for (value, unit, advice) in [
        ("约600人", "亩", "value: 600, about: 约, unit: 亩"),
        ("“600”", "亩", "value: 600, unit: 亩"),
        ("6 00", "亩", "value: 600, unit: 亩"),
        ("600~700", "亩", "value: {from: 600, to: 700}, unit: 亩"),
        ("600—700", "亩", "value: {from: 600, to: 700}, unit: 亩"),
        ("\"1,250\"", "亩", "value: 1250, unit: 亩"),
        ("\"６００\"", "亩", "value: 600, unit: 亩"),
        ("\"12.5％\"", "'%'", "value: 12.5, unit: %"),
        ("437人", "人", "value: 437, unit: 人"),
        ("600余人次", "人次", "value: 600, about: 余, unit: 人次"),
    ] {
        let ledger = format!("figures:\n  a: {{label: 甲, value: {value}, unit: {unit}}}\n");
        let said = said_of("content/ledgers/l.yaml", &ledger);
        assert_said(&said, Severity::Error, &["[half-a-number]", advice]);
        assert_eq!(said.len(), 1, "{said:?}");
    }
    for value in ["待统计", "约", "待更新", "-"] {
        let ledger = format!("figures:\n  a: {{label: 甲, value: {value}, unit: 亩}}\n");
        assert_said(&said_of("content/ledgers/l.yaml", &ledger), Severity::Error, &["[missing-value]"]);
    }
    for (value, unit) in [
        ("十几", "人"),
        ("1+3+N", "个"),
        ("\"1447\"", "法"),
        ("第3", "名"),
        ("5A", "级"),
        ("2019—2023", "年"),
    ] {
        let ledger = format!("figures:\n  a: {{label: 甲, value: {value}, unit: {unit}}}\n");
        assert_eq!(said_of("content/ledgers/l.yaml", &ledger), [], "{value}");
    }
}

#[test]
fn full_width_marks_between_keys_and_values_are_told_and_nothing_else() {
    for (figure, marks) in [
        ("{label：播种，value：600，unit：亩}", "：，：，："),
        ("{label：播种, value: 600, unit: 亩}", "："),
        ("{label: 播种，value：600，unit：亩}", "，：，："),
        ("｛label: 播种, value: 600｝", "｛"),
        ("｛label：播种，value：600｝", "｛"),
    ] {
        let said = said_of("content/ledgers/l.yaml", &format!("figures:\n  a: {figure}\n"));
        assert_eq!(said.len(), marks.chars().count(), "{figure}: {said:#?}");
        for (mark, (severity, line)) in marks.chars().zip(said) {
            let is_told = line.contains("[full-width-punctuation]") && line.contains(&format!("`{mark}`"));
            assert!(severity == Severity::Error && is_told, "{figure}: {line}");
        }
    }
    for figure in ["{label: 播种，收割, value: 600}", "{label: 甲, value: 1, note: 记者：张，编辑：李}"]
    {
        assert_eq!(said_of("content/ledgers/l.yaml", &format!("figures:\n  a: {figure}\n")), []);
    }
}

#[test]
fn a_dash_for_a_value_is_a_missing_value() {
    for figure in [
        "{label: 甲, value: -, unit: 亩}",
        "{label: 甲, unit: 亩, value: -}",
        "\n    label: 甲\n    value: -",
    ] {
        let said = said_of("content/ledgers/l.yaml", &format!("figures:\n  a: {figure}\n"));
        assert_said(&said, Severity::Error, &["[missing-value]", "`-`"]);
    }
}

#[test]
fn a_number_in_other_words_is_offered_as_a_number() {
    for number in ["第5期", "５", "5期"] {
        let said = said_of(EDITION, &format!("number: {number}\n"));
        assert_said(&said, Severity::Error, &["[wrong-type]", "写成 `5`"]);
    }
    assert_said(&said_of(EDITION, "number: 第三期\n"), Severity::Error, &["[wrong-type]", "例如"]);
}

#[test]
fn marks_in_a_reference_that_only_look_right_are_named_and_mended() {
    for (reference, mark, meant) in [
        ("{{a｜value}}", "｜", "{{a|value}}"),
        ("{{l：a}}", "：", "{{l:a}}"),
        ("{{l：a ｜ value}}", "：", "{{l:a | value}}"),
    ] {
        let paper = Paper::of(&[
            (STORY, &format!("---\nheadline: 甲\nledger: l\n---\n播种{reference}。\n")),
            ("content/ledgers/l.yaml", "figures:\n  a: {label: 甲, value: 600, unit: 亩}\n"),
        ]);
        let said = paper.build().said;
        assert!(said.contains(&format!("`{mark}`")) && said.contains(&format!("写成 {meant}")), "{said}");
        paper.run(&["check", "--fix"]);
        let text = std::fs::read_to_string(paper.root().join(STORY)).unwrap();
        assert!(text.contains(meant), "{text}");
    }
    for (reference, help) in [("{{a丨value}}", "写成 {{a|value}}"), ("{{A}}", "`a`")] {
        let paper = Paper::of(&[
            (STORY, &format!("---\nheadline: 甲\nledger: l\n---\n播种{reference}。\n")),
            ("content/ledgers/l.yaml", "figures:\n  a: {label: 甲, value: 600, unit: 亩}\n"),
        ]);
        let said = paper.build().said;
        assert!(said.contains(help), "{said}");
    }
}

#[test]
fn a_sample_of_a_mapping_fits_the_key() {
    for (path, text, sample) in [
        (EDITION, "pages: [要闻]\n", "例如 `{name: …"),
        ("content/site.yaml", "name: 报\npublisher: 某某社\n", "例如 `{name: …, sponsor: …}`"),
        ("content/site.yaml", "name: 报\nmasthead: 晨光\n", "例如 `{number_from: 3, slogan: …}`"),
        ("content/ledgers/l.yaml", "figures: [a]\n", "例如 `figures: {a: …}`"),
        ("content/ledgers/l.yaml", "figures: {a: 5}\n", "例如 `{label: …, value: "),
    ] {
        assert_said(&said_of(path, text), Severity::Error, &["[wrong-type]", sample]);
    }
}
