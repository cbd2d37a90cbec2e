//! The masthead (报头): the name, the day, what a newspaper must state, and an ear that leads to the other pages.

use crate::support::Paper;

/// An edition of two pages, and one of a single page, in a paper with these settings.
fn paper(settings: &str) -> Paper {
    let story = |title: &str| format!("---\ncolumn: 要闻\n---\n# {title}\n\n正文。\n");
    let site = format!("name: 晨报\n{settings}");
    let paper = Paper::of(&[("content/site.yaml", &site)]);
    for (day, name, title) in [
        ("2025-11-13", "solo", "独一版的头条"),
        ("2025-11-20", "first", "第一版的头条"),
        ("2025-11-20", "second", "第二版的头条"),
    ] {
        paper.put(&format!("content/editions/{day}/{name}.md"), story(title));
    }
    paper.put(
        "content/editions/2025-11-20/edition.yaml",
        "pages:\n  - {name: 要闻, stories: [first]}\n  - {name: 党建, stories: [second]}\n",
    );
    paper
}

/// The masthead or folio line of a page.
fn head(paper: &Paper, page: &str) -> String {
    let page = paper.page(page);
    page.split("<header").nth(1).unwrap().split("</header>").next().unwrap().to_owned()
}

#[test]
fn a_first_page_says_what_a_newspaper_must_say() {
    let paper = paper(
        "publisher: {name: 晨报社, code: CN 00-0000}\nmasthead: {pinyin: CHENBAO, slogan: 有据　有光}\n",
    );
    paper.built();
    let first = head(&paper, "2025-11-20.html");
    for said in [
        "<span>2025年11月</span> <b>20</b>",
        "星期四",
        "乙巳年十月初一",
        "今日2版",
        "CN 00-0000",
        "晨报社",
        "CHENBAO",
        "第1版　要闻",
    ] {
        assert!(first.contains(said), "{said}: {first}");
    }
    let second = head(&paper, "2025-11-20-p2.html");
    assert!(second.contains("2025年11月20日") && !second.contains("今日"), "{second}");
}

#[test]
fn the_ear_leads_to_other_pages_and_repeats_no_headline_of_its_own() {
    let paper = paper("");
    paper.built();
    let first = head(&paper, "2025-11-20.html");
    assert!(first.contains("第二版的头条") && !first.contains("第一版的头条"), "{first}");
    let alone = head(&paper, "2025-11-13.html");
    assert!(alone.contains("masthead plain") && !alone.contains("独一版的头条"), "{alone}");
}

#[test]
fn the_ear_has_the_editions_notice_or_else_what_the_paper_says() {
    let paper = paper("masthead: {ear: 每周四出版}\n");
    paper.put("content/editions/2025-11-13/edition.yaml", "notice: 下期停刊一次\n");
    paper.built();
    let (of_paper, of_edition) = (head(&paper, "2025-11-20.html"), head(&paper, "2025-11-13.html"));
    assert!(of_paper.contains("<p class=\"notice\">每周四出版</p>"), "{of_paper}");
    assert!(of_edition.contains("下期停刊一次") && !of_edition.contains("每周四出版"), "{of_edition}");
}

#[test]
fn a_drawn_name_stands_for_the_type_and_is_published() {
    let paper = paper("masthead: {image: marks/name.svg}\n");
    paper.put(
        "content/marks/name.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"100\"/>",
    );
    let public = paper.built();
    assert!(public.contains_key("marks/name.svg"), "{:?}", public.keys());
    for (page, source) in
        [("2025-11-20.html", "marks/name.svg"), ("2025-11-20/first.html", "../marks/name.svg")]
    {
        let shown = head(&paper, page);
        assert!(
            shown.contains(&format!("<img src=\"{source}\" alt=\"晨报\" width=\"400\" height=\"100\">")),
            "{shown}"
        );
    }
}

#[test]
fn a_drawn_name_that_is_missing_is_reported() {
    let run = paper("masthead: {image: marks/name.svg}\n").build();
    assert!(
        run.code != 0 && run.said.contains("marks/name.svg") && run.said.contains("content/site.yaml:2"),
        "{}",
        run.said
    );
}

#[test]
fn a_foreign_paper_has_no_chinese_day() {
    let paper = paper("language: en\n");
    paper.built();
    let first = head(&paper, "2025-11-20.html");
    assert!(first.contains("November 2025") && first.contains("2 pages") && !first.contains('年'), "{first}");
}
