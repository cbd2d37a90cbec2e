//! A wrong story can always be withdrawn, whatever it contains.

use crate::support::{GIF, Paper, Run};

const STORY: &str = "content/editions/2025-11-20/a.md";

/// The build of a story with this value of `withdrawn`, which must fail.
fn refused(paper: &Paper, withdrawn: &str, body: &str) -> Run {
    paper.put(STORY, format!("---\nheadline: 甲题\nwithdrawn: {withdrawn}\n---\n{body}"));
    let run = paper.build();
    assert_eq!(run.code, 1, "{withdrawn}: {}", run.said);
    run
}

/// A paper of two stories, one of which will be withdrawn, and their documents.
fn paper(front: &str, body: &str) -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\nurl: https://a.b/\ncolumns: [{name: 要闻, slug: yaowen}]\n"),
        ("content/ledgers/l.yaml", "figures:\n  a: {label: 干部, value: 588, unit: 名}\n"),
        ("content/editions/2025-11-20/b.md", "# 乙\n\n见[甲](a.md#小标题)、[图](shared.png)。\n"),
        ("content/editions/2025-11-20/edition.yaml", "pages: [{stories: [a, b]}]\n"),
    ]);
    for name in ["own.png", "shared.png", "own.pdf"] {
        paper.put(&format!("content/editions/2025-11-20/{name}"), GIF);
    }
    paper.put(STORY, format!("---\n{front}\n---\n{body}\n"));
    paper
}

const BODY: &str = "错误的数588。\n\n## 小标题\n\n![图](own.png) ![图](shared.png) [附件](own.pdf)\n";

#[test]
fn the_text_and_the_files_go_the_headline_and_the_address_stay() {
    let paper =
        paper("headline: 甲题\ndeck: 增长五成\ncolumn: 要闻\nimages: [{src: own.png, alt: 图}]", BODY);
    let before = paper.built();
    assert!(before.contains_key("2025-11-20/own.png") && before.contains_key("2025-11-20/own.pdf"));
    paper.put(STORY, format!("---\nheadline: 甲题\ndeck: 增长五成\ncolumn: 要闻\nwithdrawn: 数字有误\nimages: [{{src: own.png, alt: 图}}]\n---\n{BODY}"));
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    let after = paper.public();
    assert!(!after.contains_key("2025-11-20/own.png") && !after.contains_key("2025-11-20/own.pdf"));
    assert!(after.contains_key("2025-11-20/shared.png"), "another story names it");
    assert!(!run.said.contains("unpublished-file"), "{}", run.said);
    assert!(run.said.contains("2025-11-20/own.png"), "{}", run.said);
    for (path, bytes) in &after {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("错误的数") && !text.contains("增长五成"), "{path}");
    }
    let page = paper.page("2025-11-20/a.html");
    assert!(page.contains("甲题") && page.contains("数字有误"));
    for list in ["index.html", "columns/yaowen.html", "feed.xml", "2025-11-20/b.html"] {
        assert!(paper.page(list).contains("甲题"), "{list}");
    }
    assert!(!paper.page("ledgers/l.html").contains("a.html"));
    assert_eq!(after, Paper::copy_of(paper.root()).built(), "as from nothing");
}

#[test]
fn whatever_is_wrong_with_a_story_does_not_keep_it_from_being_withdrawn() {
    let fronts = [
        "column: 没有这一栏",
        "topics: [甲，乙]",
        "form: 没有这种体裁",
        "page: 0",
        "page: 很多",
        "span: 99",
        "rank: 头条",
        "slug: 不能/作网址",
        "aliases: [不对]",
        "date: 昨天",
        "draft: 也许",
        "images: [{src: nosuch.png}]",
        "images: 很多",
        "images: [{src: https://a.b/c.png, alt: 图}]",
        "files: [nosuch.pdf]",
        "ledger: nosuch",
        "figures: {x: {value: 一些些1}, s: {value: 5, parts: {p: {value: 1}}}}",
        "deck: '{{nosuch}}'",
        "summary: '{{l:nosuch}}'",
        "byline: '{{l:a}}'",
        "source_url: javascript:x",
        "unknown: 1",
        "headline: 又一个\nkicker: '{{'",
        "editors: 某",
        "proof: 某",
        "publish_at: 明天",
    ];
    let bodies = [
        "{{nosuch}} {{l:nosuch}} {{l:a | 没有}} {{",
        "![图](nosuch.png) [链](nosuch.md) [链](/a) [空]() ![远](https://a.b/c.png)",
        "[^1]\n\n[^2]: 注\n\n[^2]: 又注",
        "```board\n不: 对\n```\n\n```borad\ntitle: 题\n```",
        "```chart\nkind: bar\nfigures: [nosuch]\n```",
        "<!-- 没有收尾",
        "字\u{1}字\u{E000}",
        "[表](form.html)",
        "## 一 {#a}\n\n## 二 {#a}",
        "身份证号110101199003078515，布署工作。",
    ];
    for (front, body) in
        fronts.iter().map(|front| (*front, "文。")).chain(bodies.iter().map(|body| ("rank: 1", *body)))
    {
        let front = format!("headline: 甲题\n{front}");
        let paper = paper(&front, body);
        paper.put("content/editions/2025-11-20/form.html", "字");
        paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n文。\n");
        let stands = paper.run(&["build", "--strict", "--as-of", "2025-12-01"]);
        let is_lenient = ["date: 昨天", "editors: 某"].contains(&front.split_once('\n').unwrap().1);
        assert!(stands.code == 1 || is_lenient, "nothing is wrong with {front} {body}: {}", stands.said);
        paper.put(STORY, format!("---\n{front}\nwithdrawn: 数字有误\n---\n{body}\n"));
        let run = paper.run(&["build", "--strict", "--as-of", "2025-12-01"]);
        assert_eq!(run.code, 0, "{front} {body}: {}", run.said);
        assert!(paper.page("2025-11-20/a.html").contains("甲题"), "{front} {body}");
    }
}

#[test]
fn a_withdrawal_may_say_its_day() {
    let paper = paper("headline: 甲题\nwithdrawn: {date: 2025-11-25, reason: 数字有误}", BODY);
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    assert!(page.contains("2025年11月25日") && page.contains("数字有误"), "{page}");
    for wrong in [
        "",
        "true",
        "''",
        "{date: 2025-11-25}",
        "{reason: 误, day: 1}",
        "{date: 昨天, reason: 误}",
        "[误]",
        "'{{a}}'",
    ] {
        let run = refused(&paper, wrong, BODY);
        assert!(!wrong.is_empty() || run.said.contains("withdrawn-without-words"), "{}", run.said);
    }
    paper.put(STORY, format!("---\nheadline: 甲题\nwithdrawn: false\n---\n{BODY}"));
    assert_eq!(paper.build().code, 0);
    assert!(paper.page("2025-11-20/a.html").contains("错误的数"));
}

#[test]
fn who_only_answers_whether_it_is_withdrawn_is_asked_why() {
    let paper = paper("headline: 甲题", "文。\n\n## 小标题\n");
    for word in [
        "no",
        "NO",
        "False",
        "'false'",
        "否",
        "是",
        "yes",
        "Yes",
        "TRUE",
        "y",
        "off",
        "on",
        "~",
        "null",
        "N/A",
        "无",
        "—",
        "'#REF!'",
        "1",
        "{reason: false, date: 2025-11-25}",
        "{reason: 否}",
        "{reason: , date: 2025-11-25}",
    ] {
        let run = refused(&paper, word, "文。\n");
        assert!(run.said.contains("错误[withdrawn-without-words]"), "{word}: {}", run.said);
    }
    for reason in ["表中的null和#REF!有误", "无依据", "NaN印成了数", "不实"] {
        paper.put(STORY, format!("---\nheadline: 甲题\nwithdrawn: {reason}\n---\n文。\n"));
        paper.built();
        assert!(paper.page("2025-11-20/a.html").contains(reason), "{reason}");
    }
}

#[test]
fn a_headline_that_cannot_be_resolved_is_printed_without_what_cannot() {
    let body = "文。\n\n## 小标题\n";
    for (front, body, headline) in [
        ("headline: 甲题{{nope}}", body, "甲题"),
        ("headline: 甲题{{l:a | 没有}}", body, "甲题"),
        ("headline: 甲题{{l:a", body, "甲题"),
        ("headline: '甲题{{l:a}}'\ndeck: '{{l:nosuch}}'", body, "甲题588名"),
        ("headline: '{{l:nosuch}}'", body, ">a<"),
        ("headline: \"甲\\u0001题\"", body, ">a<"),
        ("headline: [甲]", body, ">a<"),
        ("rank: 1", "# 甲题{{nope}}\n\n文。", "甲题"),
        ("rank: 1", "# {{nope}}\n\n文。", ">a<"),
        ("rank: 1", "# 甲{{ b }题\n\n文。", "甲"),
        ("rank: 1", "# 甲\u{1}题\n\n文。", ">a<"),
    ] {
        let paper = paper(&format!("{front}\nwithdrawn: 数字有误"), body);
        paper.built();
        let page = paper.page("2025-11-20/a.html");
        assert!(page.contains(headline) && page.contains("数字有误"), "{front} {body}: {page}");
        assert!(!page.contains("{{") && !page.contains("文。"), "{front} {body}: {page}");
    }
}

#[test]
fn a_story_that_cannot_be_read_can_be_withdrawn() {
    let heads = "headline: 甲题\nwithdrawn: 数字有误";
    let long = format!("---\n{heads}\n---\n{}", "错误的数。\n\n".repeat(700_000));
    let mut bytes = format!("---\n{heads}\n---\n错误的数").into_bytes();
    bytes.extend(b"\xB4\xED\xCE\xF3\n");
    for (name, text) in [
        ("no UTF-8", bytes),
        ("too large", long.into_bytes()),
        ("a control character", format!("---\n{heads}\ndeck: 错\u{1}误的数\n---\n错误的数\n").into_bytes()),
        ("broken YAML", format!("---\ntopics: [错误的数\n{heads}\ndeck: \"错\n---\n错误的数\n").into_bytes()),
        ("a tab", format!("---\nimages:\n\t- 错误的数\n{heads}\n---\n错误的数\n").into_bytes()),
    ] {
        let paper = paper("headline: 甲题", BODY);
        paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n见[甲](a.md)。\n");
        paper.built();
        paper.put(STORY, &text);
        let run = paper.build();
        assert_eq!(run.code, 0, "{name}: {}", run.said);
        let page = paper.page("2025-11-20/a.html");
        assert!(
            page.contains("甲题") && page.contains("数字有误") && !page.contains("错误的数"),
            "{name}: {page}"
        );
        assert_eq!(paper.run(&["check", "--as-of", "2025-12-01"]).code, 0, "{name}");
        assert_eq!(paper.public(), Paper::copy_of(paper.root()).built(), "{name}: as from nothing");
        // The rest is refused as before.
        let stands = String::from_utf8_lossy(&text).contains('\u{FFFD}');
        let mut standing = text.clone();
        let at = standing.windows(10).position(|part| part == b"withdrawn:").unwrap();
        standing.splice(at..at + 9, *b"copyright");
        paper.put(STORY, &standing);
        let run = paper.build();
        assert_eq!(run.code, 1, "{name}: {}", run.said);
        assert!(!stands || run.said.contains("not-utf8"), "{name}: {}", run.said);
    }
}

#[test]
fn a_reason_that_cannot_be_read_withdraws_nothing() {
    let paper = paper("headline: 甲题", "文。\n\n## 小标题\n");
    paper.put(STORY, b"---\nheadline: x\nwithdrawn: \xB4\xED\xCE\xF3\n---\nx\n");
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("not-utf8"), "{}", run.said);
}

#[test]
fn a_withdrawn_story_keeps_the_headline_that_its_text_gives() {
    let paper = paper("withdrawn: 数字有误", "# 甲题{{l:a}}\n\n{{nosuch}}\n");
    paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n文。\n");
    paper.built();
    assert!(paper.page("2025-11-20/a.html").contains("甲题588名"));
}

#[test]
fn a_standing_document_can_be_withdrawn_too() {
    let paper = paper("headline: 甲题", "文。\n\n## 小标题\n");
    paper.put(
        "content/pages/about.md",
        "---\nheadline: 关于\nwithdrawn: 有误\n---\n{{nosuch}} ![图](nosuch.png)\n",
    );
    paper.built();
    assert!(paper.page("about.html").contains("有误"));
}

#[test]
fn a_file_of_a_withdrawn_story_that_the_paper_names_is_told_of() {
    let paper = paper("headline: 甲题\nwithdrawn: 数字有误", BODY);
    let own = "editions/2025-11-20/own.pdf";
    for (files, is_left) in [(own, true), ("editions/", false), ("editions/2025-11-20/shared.png", false)] {
        paper.put("content/site.yaml", format!("name: 报\nfiles:\n  - {files}\n"));
        let run = paper.build();
        assert_eq!(run.code, 0, "{}", run.said);
        assert_eq!(paper.public().contains_key("2025-11-20/own.pdf"), is_left, "{files}");
        assert_eq!(run.said.contains("withdrawn-file"), is_left, "{files}: {}", run.said);
        assert!(!is_left || run.said.contains("site.yaml:3:5"), "{files}: {}", run.said);
    }
}
