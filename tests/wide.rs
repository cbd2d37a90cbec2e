//! What is wider than a column: tables, code, addresses and long words; and the marks with which no line begins.

use lanmu::internals::makeup::{Paragraph, TextRun};
use lanmu::internals::model::theme::{Advances, EM};

use crate::support::Paper;

/// Where each line of a text ends in a column of this many characters, as make-up computes it.
fn lines(text: &str, measure: u32) -> Vec<String> {
    let paragraph = Paragraph::plain(text, &Advances::default());
    let characters: Vec<char> = text.chars().collect();
    let (mut lines, mut from) = (Vec::new(), 0);
    while from < characters.len() {
        let end = paragraph.cut(measure * EM, 0, lines.len() + 1, 0);
        lines.push(characters[from..end].iter().collect());
        from = end;
    }
    lines
}

#[test]
fn no_line_begins_with_a_mark_that_joins() {
    for (text, mark) in [
        ("阿不都·热西提", '·'),
        ("一九二一—一九四九", '—'),
        ("甲乙丙～丁戊己庚", '～'),
        ("红黄蓝绿／青紫黑", '／'),
        ("长宽高各×二三四", '×'),
        ("占地百亩㎡二三四", '㎡'),
        ("百分之几℃二三四五", '℃'),
        ("一二三%四五六七", '%'),
        ("等等等……等等等等", '…'),
    ] {
        for measure in 3..8 {
            for shift in 0..8 {
                let text = format!("{}{text}", "国".repeat(shift));
                let lines = lines(&text, measure);
                assert_eq!(lines.concat(), text);
                let first = lines.iter().skip(1).find(|line| line.starts_with(mark));
                assert_eq!(first, None, "{lines:?} in {measure}");
            }
        }
    }
}

#[test]
fn a_figure_before_a_dash_keeps_it() {
    let year = |text| TextRun { whole: true, ..TextRun::words(text) };
    let runs =
        [TextRun::words("国国国"), year("1921"), TextRun::words("—"), year("1949"), TextRun::words("年")];
    let text = Paragraph::new(runs, &Advances::default());
    assert_eq!(text.cut(5300, 0, 1, 0), 3, "the year and its dash move to the next line together");
}

#[test]
fn a_dash_of_two_characters_may_begin_a_line() {
    assert_eq!(lines("国国国——国国", 3), ["国国国", "——国", "国"]);
}

#[test]
fn an_address_breaks_after_its_marks() {
    let address = "https://example.org/archive/2025/story?page=2&lang=zh";
    for line in lines(address, 8).iter().rev().skip(1) {
        let last = line.chars().last().unwrap();
        assert!("/.?&=-".contains(last) || last.is_ascii_alphanumeric(), "{line}");
        assert!(line.chars().count() >= 6, "no line is nearly empty: {line}");
    }
    assert_eq!(lines("见https://example.org/a-long-path", 10)[0], "见https://example.");
}

#[test]
fn the_page_breaks_an_address_where_the_line_counter_does() {
    let paper = Paper::of(&[(
        "content/editions/2025-11-20/a.md",
        "# 题\n\n见`https://example.org/a/b`，阿不都·热西提，1921—1949年——完。\n",
    )]);
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    assert!(page.contains("https://<wbr>example.<wbr>org/<wbr>a/"), "{page}");
    assert!(page.contains("阿不都<span class=\"tied\">·</span>热西提"), "{page}");
    assert!(page.contains("1921<span class=\"tied\">—</span>1949年——完"), "{page}");
}

/// A page with a story of this text among others.
fn page_with(text: &str) -> Paper {
    let paper = Paper::of(&[]);
    paper.put("content/editions/2025-11-20/a.md", format!("---\nheadline: 表格\nrank: 3\n---\n{text}"));
    for story in 0..6 {
        let words = "全县新修农村公路，沿线群众出行更加方便。".repeat(8 + story);
        let text = format!("---\nheadline: 第{story}条消息\n---\n{words}\n");
        paper.put(&format!("content/editions/2025-11-20/s{story}.md"), text);
    }
    paper
}

fn table(columns: usize, rows: usize, cell: &str) -> String {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
    format!("开头。\n\n{}{}{}", row("项目名称"), row("---"), row(cell).repeat(rows))
}

/// How many base columns the story `a` has.
fn width_of_story(paper: &Paper) -> u64 {
    let run = paper.run(&["makeup", "--format", "json", "--as-of", "2025-12-01"]);
    let page: serde_json::Value = serde_json::from_str(&run.said).unwrap_or_else(|_| panic!("{}", run.said));
    let stories = page["pages"][0]["stories"].as_array().unwrap();
    stories.iter().find(|story| story["story"] == "a").unwrap()["width"].as_u64().unwrap()
}

#[test]
fn a_wide_table_gives_its_story_a_least_span() {
    for (columns, least) in [(2, 1), (4, 2), (6, 3), (8, 3)] {
        let paper = page_with(&table(columns, 3, "县级某某单位"));
        paper.built();
        let is_shown = paper.page("2025-11-20.html").contains("<table>");
        assert!(is_shown, "{columns} columns");
        let width = width_of_story(&paper);
        assert!(width >= least, "{columns} columns in {width}");
    }
}

#[test]
fn a_table_that_no_sheet_holds_leads_on() {
    for text in [table(3, 200, "县级某某单位"), table(40, 3, "县级某某单位")] {
        let paper = Paper::of(&[("content/editions/2025-11-20/a.md", &format!("# 题\n\n{text}"))]);
        paper.put(
            "content/editions/2025-11-20/b.md",
            "# 另一题\n\n全县新修农村公路，沿线群众出行更加方便。\n",
        );
        paper.built();
        let page = paper.page("2025-11-20.html");
        assert!(!page.contains("<table>") && page.contains("class=\"on\""), "{page}");
        assert!(paper.page("2025-11-20/a.html").contains("<table>"));
    }
}

#[test]
fn a_colon_announces_no_table_that_is_not_shown() {
    let text =
        format!("# 题\n\n名额如下：\n\n{}\n后面还有话。\n", table(40, 3, "某单位").replace("开头。\n\n", ""));
    let paper = Paper::of(&[("content/editions/2025-11-20/a.md", text.as_str())]);
    paper.built();
    let (page, story) = (paper.page("2025-11-20.html"), paper.page("2025-11-20/a.html"));
    assert!(page.contains("<p>名额如下。</p>") && !page.contains("<table>"), "{page}");
    assert!(story.contains("<p>名额如下：</p>"), "{story}");
}

#[test]
fn long_code_is_counted_in_letters_of_one_width() {
    let code = Paragraph::code(&"x".repeat(100));
    assert_eq!(code.lines(13 * EM, 0), 5, "23 letters to a line");
    let indented = Paragraph::code("\tif a { b }");
    assert_eq!(indented.lines(13 * EM, 0), 1);
}
