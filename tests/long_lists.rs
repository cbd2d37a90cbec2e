//! Lists that grow with the paper: they are divided, lead from one part to the next, and are left out while they are empty.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{Days, NaiveDate};

use crate::rebuild::made_again_in;
use crate::support::Paper;

const SITE: &str = "name: 报\nurl: https://a.b/\n";

/// A paper of one story a day for this many days, each with a topic of its own and one that it shares.
fn daily(days: u64) -> Paper {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    for day in 0..days {
        let date = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(day);
        let text = format!("---\nheadline: 第{day}天\ntopics: [常设, 专题{day:03}]\n---\n文。\n");
        paper.put(&format!("content/editions/{date}/a.md"), text);
    }
    paper
}

#[test]
fn a_short_archive_is_one_document_with_every_edition() {
    let public = daily(31).built();
    assert!(!public.keys().any(|path| path.starts_with("archive/")), "{:?}", public.keys());
    let archive = String::from_utf8(public["archive.html"].clone()).unwrap();
    assert_eq!(archive.matches("<li><svg class=\"miniature\"").count(), 31);
}

#[test]
fn a_long_archive_leads_to_its_months_newest_first() {
    let paper = daily(70);
    let public = paper.built();
    let months: Vec<&String> = public.keys().filter(|path| path.starts_with("archive")).collect();
    assert_eq!(
        months,
        ["archive.html", "archive/2025-01.html", "archive/2025-02.html", "archive/2025-03.html"]
    );
    let archive = paper.page("archive.html");
    let at = |month: &str| archive.find(&format!("href=\"archive/2025-{month}.html\"")).unwrap();
    assert!(at("03") < at("02") && at("02") < at("01"), "{archive}");
    assert!(archive.contains("70 期") && archive.contains("2025年"), "{archive}");
    assert!(archive.contains("href=\"2025-03-11.html\""), "the newest month is open: {archive}");
    assert!(!archive.contains("href=\"2025-02-11.html\""), "{archive}");
    let february = paper.page("archive/2025-02.html");
    assert!(february.contains("<h1>2025年2月</h1>") && february.contains("28 期"), "{february}");
    for (rel, month) in [("prev", "01"), ("next", "03")] {
        assert!(
            february.contains(&format!("rel=\"{rel}\" href=\"../archive/2025-{month}.html\"")),
            "{february}"
        );
    }
    assert!(february.contains("href=\"../2025-02-28.html\"") && february.contains("第58天"), "{february}");
    let more = paper.page("sitemap-more.xml");
    assert!(more.contains("https://a.b/archive/2025-02.html"), "{more}");
}

#[test]
fn a_new_story_touches_the_document_of_its_month_and_no_other_of_the_archive() {
    let paper = daily(70);
    let of_archive = |paper: &Paper, path: &str| -> Vec<String> {
        let add = |paper: &Paper| paper.put(path, "---\nheadline: 新稿\n---\n文。\n");
        let made = made_again_in(paper, add).into_iter().map(|(path, _)| path);
        made.filter(|path| path.starts_with("archive")).collect()
    };
    assert_eq!(of_archive(&paper, "content/editions/2025-02-05/b.md"), ["archive/2025-02.html"]);
    assert_eq!(
        of_archive(&paper, "content/editions/2025-03-20/b.md"),
        ["archive.html", "archive/2025-03.html"],
        "a new edition"
    );
    assert_eq!(
        of_archive(&paper, "content/editions/2025-04-01/b.md"),
        ["archive.html", "archive/2025-03.html", "archive/2025-04.html"],
        "a new month, to which the one before leads on"
    );
}

#[test]
fn every_topic_is_listed_with_the_number_of_its_stories() {
    let paper = daily(12);
    paper.built();
    let topics = paper.page("topics/index.html");
    assert!(topics.contains("13 个专题"), "{topics}");
    let list = topics.split("class=\"all-topics\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(list.find("常设</a> <span>12</span>") < list.find("专题011</a> <span>1</span>"), "{list}");
    assert!(list.matches("<li>").count() == 13, "{list}");
    for path in ["index.html", "2025-01-01/a.html", "archive.html"] {
        assert!(paper.page(path).contains("topics/index.html\""), "{path} leads to the topics");
    }
}

#[test]
fn a_topic_may_be_called_what_the_list_of_topics_is_called() {
    let paper = Paper::of(&[(
        "content/editions/2025-11-20/a.md",
        "---\nheadline: 题\ntopics: [index, index-2]\n---\n文。\n",
    )]);
    assert_eq!(paper.built().keys().filter(|path| path.starts_with("topics/")).count(), 3);
}

#[test]
fn a_list_of_many_topics_is_divided() {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    for story in 0..6 {
        let topics: Vec<String> = (0..100).map(|topic| format!("专题{story}之{topic}")).collect();
        let text = format!("---\nheadline: 题\ntopics: [{}]\n---\n文。\n", topics.join(", "));
        paper.put(&format!("content/editions/2025-11-20/s{story}.md"), text);
    }
    let public = paper.built();
    assert!(public.contains_key("topics/index-2.html") && !public.contains_key("topics/index-3.html"));
    assert!(paper.page("topics/index.html").contains("rel=\"next\" href=\"../topics/index-2.html\""));
    assert!(paper.page("topics/index-2.html").contains("rel=\"prev\" href=\"../topics/index.html\""));
}

#[test]
fn a_paper_without_ledgers_topics_or_editions_has_no_lists_of_them() {
    let paper = Paper::of(&[("content/a.md", "# 题\n\n文。\n")]);
    let public = paper.built();
    for path in ["ledgers/index.html", "programmes.html", "topics/index.html", "archive.html"] {
        assert!(!public.contains_key(path), "{path}");
    }
    let front = paper.page("index.html");
    for word in ["数据台账", "机制名录", "专题", "往期回顾"] {
        assert!(!front.contains(word), "{word}: {front}");
    }
    assert!(!paper.page("404.html").contains("archive.html"));
}

#[test]
fn lists_appear_with_the_first_ledger_and_the_first_programme() {
    let paper = Paper::of(&[("content/editions/2025-11-20/a.md", "# 题\n\n文。\n")]);
    let lists = |ledger: &str| -> Vec<bool> {
        paper.put("content/ledgers/l.yaml", ledger);
        let public = paper.built();
        let front = paper.page("index.html");
        [("ledgers/index.html", "数据台账"), ("programmes.html", "机制名录")]
            .into_iter()
            .map(|(path, word)| {
                assert_eq!(public.contains_key(path), front.contains(word), "{path}");
                front.contains(word)
            })
            .collect()
    };
    let figures = "title: 账\nfigures: {a: {label: 甲, value: 1, unit: 名}}\n";
    assert_eq!(lists(figures), [true, false]);
    assert_eq!(lists(&format!("{figures}programmes: [{{name: 某工程, kind: 工程}}]\n")), [true, true]);
    assert_eq!(lists(&format!("{figures}public: false\n")), [false, false]);
}

#[test]
fn the_front_of_many_undated_stories_is_divided() {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    for story in 0..45 {
        paper.put(&format!("content/s{story:02}.md"), format!("---\nheadline: 第{story}篇\n---\n文。\n"));
    }
    let public = paper.built();
    assert!(public.contains_key("stories/index-3.html") && !public.contains_key("stories/index-4.html"));
    let shown: BTreeMap<&str, usize> = ["index.html", "stories/index-2.html", "stories/index-3.html"]
        .into_iter()
        .map(|path| (path, paper.page(path).matches("<article class=\"row").count()))
        .collect();
    assert_eq!(shown.into_values().collect::<Vec<_>>(), [20, 20, 5]);
    assert!(paper.page("stories/index-2.html").contains("rel=\"prev\" href=\"../index.html\""));
}

/// Ledgers of many towns with the same figures, and their programmes.
fn of_many_towns() -> Paper {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    for town in 0..30 {
        let mut ledger = format!("title: 第{town}镇台账\nowner: 第{town}镇\nfigures:\n");
        for figure in 0..20 {
            writeln!(ledger, "  k{figure}: {{label: 指标{figure}, value: {}, unit: 名}}", town + figure)
                .unwrap();
        }
        ledger.push_str("programmes:\n");
        for programme in 0..12 {
            writeln!(ledger, "  - {{name: 第{town}镇第{programme}号工程, kind: 工程}}").unwrap();
        }
        paper.put(&format!("content/ledgers/t{town:02}.yaml"), ledger);
    }
    for story in 0..30 {
        let text = format!("---\nheadline: 第{story}篇\nledger: t00\n---\n共{{{{k0}}}}。\n");
        paper.put(&format!("content/editions/2025-11-20/s{story:02}.md"), text);
    }
    paper
}

#[test]
fn registers_of_many_ledgers_are_divided_and_nothing_of_them_is_lost() {
    let paper = of_many_towns();
    let public = paper.built();
    let all = |first: &str, others: &str| -> String {
        let sheets = public.iter().filter(|(path, _)| *path == first || path.starts_with(others));
        let sheets: Vec<String> =
            sheets.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect();
        assert!(sheets.len() > 1, "{first}");
        assert!(sheets.iter().all(|sheet| sheet.len() < 200_000), "{first}");
        sheets.concat()
    };
    let comparison = all("ledgers/index.html", "ledgers/index-");
    assert_eq!(comparison.matches("<td><a href=\"../ledgers/t").count(), 600, "20 indicators of 30 towns");
    let programmes = all("programmes.html", "programmes-");
    assert_eq!(programmes.matches("<div class=\"programme\"").count(), 360);
    assert!(paper.page("programmes.html").contains("programmes-2.html#owner-30\">第29镇 12"));
}

#[test]
fn a_ledger_lists_the_newest_stories_that_print_a_figure_and_counts_the_rest() {
    let paper = of_many_towns();
    paper.built();
    let ledger = paper.page("ledgers/t00.html");
    assert_eq!(ledger.matches("<a class=\"used\"").count(), 6, "{ledger}");
    assert!(ledger.contains("<span class=\"used\">30 篇稿件</span>"), "{ledger}");
    let json: serde_json::Value = serde_json::from_str(&paper.page("ledgers/t00.json")).unwrap();
    assert_eq!(json["figures"][0]["printed_in"].as_array().unwrap().len(), 6);
    assert_eq!(json["figures"][0]["story_count"], 30);
}
