//! The calendar: what goes live, is released or expires, by day.

use serde_json::Value;

use crate::support::Paper;

fn paper() -> Paper {
    let paper =
        Paper::of(&[("content/editions/2025-11-20/a.md", "---\nexpire_at: 2025-11-30\n---\n# 甲\n\n文。\n")]);
    for (path, front, headline) in [
        ("editions/2025-11-20/b.md", "publish_at: 2025-11-22\n", "乙"),
        ("editions/2025-11-20/c.md", "embargo: 2025-11-23\ndraft: true\n", "丙"),
        ("editions/2025-11-20/d.md", "expire_at: 2025-11-20\n", "丁"),
        ("editions/2025-11-27/e.md", "publish_at: 2025-11-25\n", "戊"),
        ("editions/2025-11-27/f.md", "draft: true\n", "己"),
        ("pages/g.md", "embargo: 2025-11-22\n", "庚"),
    ] {
        paper.put(&format!("content/{path}"), format!("---\n{front}---\n# {headline}\n\n文。\n"));
    }
    paper
}

#[test]
fn what_is_to_come_stands_day_by_day() {
    let run = paper().run(&["calendar", "--as-of", "2025-11-21"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let expected = "2025-11-22 星期六
  见报  乙  content/editions/2025-11-20/b.md
  解禁  庚  content/pages/g.md
2025-11-23 星期日
  解禁  丙  content/editions/2025-11-20/c.md  还是草稿，到时不见报
2025-11-27 星期四
  出版  2025-11-27 这一期，1 篇
2025-11-30 星期日
  到期  甲  content/editions/2025-11-20/a.md  过后撤下
";
    assert_eq!(run.said, expected);
}

#[test]
fn an_edition_without_a_story_is_there_and_its_missing_stories_are_said() {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/a.md", "# 甲\n\n文。\n"),
        ("content/editions/2025-11-27/edition.yaml", "pages: [{name: 要闻}]\n"),
    ]);
    let run = paper.run(&["calendar", "--as-of", "2025-11-21"]);
    let expected = "2025-11-27 星期四\n  出版  2025-11-27 这一期，0 篇  没有定稿的稿，到时不出\n";
    assert_eq!((run.code, run.said.as_str()), (0, expected));
    for arguments in [&["check", "--edition", "2025-11-27"][..], &["makeup", "2025-11-27"]] {
        let run = paper.run(arguments);
        assert_eq!(run.code, 1, "{}", run.said);
        assert!(run.said.contains("[empty-edition]: `2025-11-27` 这一期还没有稿件"), "{}", run.said);
    }
    // Its only story was deleted, or saved one folder up.
    paper.put("content/editions/2025-11-27/edition.yaml", "pages: [{stories: [b]}]\n");
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("edition.yaml:1:20"), "{}", run.said);
    assert!(run.said.contains("[unknown-story]: 这一期里没有稿件 `b`"), "{}", run.said);
}

#[test]
fn a_story_beside_the_folder_of_the_only_edition_is_said() {
    let paper = Paper::of(&[
        ("content/editions/a.md", "# 甲\n\n文。\n"),
        ("content/editions/2025-11-27/edition.yaml", "pages: [{name: 要闻}]\n"),
    ]);
    assert!(paper.build().said.contains("[undated-story]"));
}

#[test]
fn hours_stand_before_what_happens() {
    let paper = Paper::of(&[
        (
            "content/a.md",
            "---\npublish_at: 2025-11-22T08:30:00\nexpire_at: 2025-11-22T18:00:00\n---\n# 甲\n\n文。\n",
        ),
        ("content/b.md", "---\npublish_at: 2025-11-22\n---\n# 乙\n\n文。\n"),
    ]);
    let run = paper.run(&["calendar", "--as-of", "2025-11-21"]);
    let expected = "2025-11-22 星期六
  见报  乙  content/b.md
  08:30 见报  甲  content/a.md
  18:00 到期  甲  content/a.md  过后撤下
";
    assert_eq!(run.said, expected);
}

#[test]
fn programs_get_the_same() {
    let run = paper().run(&["calendar", "--as-of", "2025-11-23", "--format", "json"]);
    let value: Value = serde_json::from_str(run.said.lines().last().unwrap()).unwrap();
    let events = value["calendar"].as_array().unwrap();
    let brief: Vec<_> = events
        .iter()
        .map(|event| {
            (
                event["day"].as_str().unwrap(),
                event["event"].as_str().unwrap(),
                event["draft"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        brief,
        [
            ("2025-11-23", "embargo-ends", true),
            ("2025-11-27", "edition", false),
            ("2025-11-30", "expires", false)
        ]
    );
}

#[test]
fn the_days_are_those_on_which_the_paper_changes() {
    let paper = paper();
    let has = |day: &str, path: &str| {
        assert_eq!(paper.run(&["build", "--as-of", day]).code, 0);
        paper.public().contains_key(path)
    };
    assert!(!has("2025-11-21", "2025-11-20/b.html") && has("2025-11-22", "2025-11-20/b.html"));
    assert!(has("2025-11-30", "2025-11-20/a.html") && !has("2025-12-01", "2025-11-20/a.html"));
}

#[test]
fn an_empty_calendar_says_so_and_a_paper_that_cannot_be_read_is_a_finding() {
    let paper = Paper::of(&[("content/a.md", "# 甲\n\n文。\n")]);
    let run = paper.run(&["calendar"]);
    assert!(run.code == 0 && run.said.contains("没有定好日子"), "{}", run.said);
    paper.put("content/b.md", "---\npublish_at: 明天\n---\n# 乙\n\n文。\n");
    let run = paper.run(&["calendar"]);
    assert!(run.code == 1 && run.said.contains("publish_at"), "{}", run.said);
}
