//! The editor's instructions for a page's make-up are followed; those that cannot be are reported, and the page is laid out all
//! the same.

use std::sync::Arc;

use lanmu::internals::cache::Cache;
use lanmu::internals::pipeline::{self, Goal};
use serde_json::Value;

use super::support::{Paper, project};

const SENTENCE: &str = "全区坚持源头储备，把年轻干部放到一线去锻炼，在实践里增长才干，让群众来评判。";

/// An edition of stories `a`, `b` … with these numbers of sentences, whose `edition.yaml` is `said`.
fn edition(sentences: &[usize], said: &str) -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 晨报\n"),
        ("content/editions/2025-11-20/edition.yaml", said),
    ]);
    for (letter, sentences) in ('a'..).zip(sentences) {
        let text =
            format!("---\nheadline: 第{letter}篇稿的题目 写成两行\n---\n{}\n", SENTENCE.repeat(*sentences));
        paper.put(&format!("content/editions/2025-11-20/{letter}.md"), text);
    }
    paper
}

/// The pages as `lanmu makeup` reports them.
fn pages(paper: &Paper) -> Vec<Value> {
    let run = paper.run(&["makeup", "2025-11-20", "--format", "json", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let mut pages =
        run.said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()?.get("pages").cloned());
    pages.next_back().unwrap().as_array().unwrap().clone()
}

fn story<'p>(page: &'p Value, name: &str) -> &'p Value {
    page["stories"].as_array().unwrap().iter().find(|story| story["story"] == name).unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// The codes of the findings of a build.
fn codes(paper: &Paper) -> Vec<String> {
    let run = paper.run(&["--format", "json", "--as-of", "2025-12-01"]);
    let lines = run.said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.filter_map(|line| Some(line.get("code")?.as_str()?.to_owned())).collect()
}

#[test]
fn a_page_is_told_as_geometry() {
    let pages = pages(&edition(&[20, 10, 8, 6, 5, 4, 3], ""));
    let page = &pages[0];
    assert_eq!(
        (&page["edition"], number(&page["page"]), number(&page["columns"])),
        (&Value::from("2025-11-20"), 1, 6)
    );
    assert!(page["blank"].as_f64().unwrap() < 0.05 && page["broken"].as_array().unwrap().is_empty());
    let area = |story: &Value| number(&story["width"]) * number(&story["height"]);
    let covered: u64 = page["stories"].as_array().unwrap().iter().map(area).sum();
    assert_eq!(covered, 6 * number(&page["lines"]));
    let lead = story(page, "a");
    assert_eq!((number(&lead["rank"]), number(&lead["x"]), number(&lead["y"])), (1, 0, 0));
    assert!(lead["headline_size"].as_f64() > story(page, "g")["headline_size"].as_f64());
}

#[test]
fn a_story_spans_the_columns_and_has_the_rank_and_the_box_that_the_editor_wishes() {
    let said = "pages: [{stories: [a], makeup: {b: {span: 2, box: true}, e: {rank: 2}}}]";
    let paper = edition(&[12, 8, 8, 8, 8], said);
    let page = &pages(&paper)[0];
    assert_eq!(number(&story(page, "b")["width"]), 2);
    assert_eq!(number(&story(page, "e")["rank"]), 2);
    paper.built();
    let html = paper.page("2025-11-20.html");
    let boxed = html.split("<article").find(|article| article.contains("boxed")).unwrap();
    assert!(boxed.contains("第b篇稿的题目"), "{boxed}");
}

#[test]
fn spans_that_no_page_can_have_together_are_given_up_from_the_last() {
    let page = &pages(&edition(&[30, 13], "pages: [{makeup: {a: {span: 4}, b: {span: 3}}}]"))[0];
    assert_eq!(number(&story(page, "a")["width"]), 4);
    assert_ne!(number(&story(page, "b")["width"]), 3);
}

#[test]
fn a_span_that_a_page_has_not_and_a_wish_for_a_story_elsewhere_are_said() {
    assert_eq!(codes(&edition(&[4, 3], "pages: [{makeup: {a: {span: 9}}}]")), ["bad-span"]);
    assert_eq!(codes(&edition(&[4, 3], "pages: [{makeup: {a: {span: 0}}}]")), ["bad-span"]);
    let said = "pages: [{stories: [a], makeup: {b: {span: 2}}}, {stories: [b]}]";
    assert_eq!(codes(&edition(&[4, 3], said)), ["makeup-elsewhere"]);
}

#[test]
fn a_drawing_neither_takes_stories_from_other_pages_nor_is_spilled_upon() {
    let said = "pages:\n  - stories: [b, c]\n    makeup: |\n      a a b\n  - stories: [a]\n";
    let pages_of = pages(&edition(&[4, 6, 3], said));
    assert_eq!(
        (pages_of[0]["stories"][0]["story"].as_str(), pages_of[1]["stories"][0]["story"].as_str()),
        (Some("b"), Some("a"))
    );
    let letters: Vec<String> = ('a'..='x').map(String::from).collect();
    let said = format!(
        "pages:\n  - stories: [{}]\n  - stories: [y, z]\n    makeup: |\n      y y z\n",
        letters.join(", ")
    );
    let paper = edition(&[30; 26], &said);
    assert_eq!(codes(&paper), ["overfull-page"]);
    let last = pages(&paper).pop().unwrap();
    assert_eq!((number(&story(&last, "y")["width"]), number(&story(&last, "z")["width"])), (4, 2));
}

#[test]
fn a_page_higher_than_a_sheet_is_said() {
    let paper = edition(&[1], "");
    let items = (0..900).map(|item| format!("- 第{item}条\n")).collect::<String>();
    paper.put("content/editions/2025-11-20/a.md", format!("# 长单子\n\n{items}"));
    assert_eq!(codes(&paper), ["overfull-page"]);
    assert_eq!(pages(&paper)[0]["overfull"], true);
    let rows = (0..200).map(|row| format!("| 第{row}行 | {row} |\n")).collect::<String>();
    let other = edition(&[1], "");
    other.put(
        "content/editions/2025-11-20/b.md",
        format!("# 长表\n\n正文。\n\n| 甲 | 乙 |\n| --- | --- |\n{rows}"),
    );
    assert_eq!(codes(&other), [""; 0]);
    assert!(
        other.built().contains_key("2025-11-20.html")
            && other.page("2025-11-20.html").contains("class=\"on\"")
    );
}

#[test]
fn a_page_is_made_up_as_the_editor_drew_it() {
    let page = &pages(&edition(
        &[12, 6, 6],
        "pages:\n  - stories: [a, b, c]\n    makeup: |\n      a a b\n      a a c\n",
    ))[0];
    let place = |name: &str| {
        let story = story(page, name);
        (number(&story["x"]), number(&story["width"]), number(&story["y"]))
    };
    assert_eq!((place("a"), place("b")), ((0, 4, 0), (4, 2, 0)));
    let below = number(&story(page, "b")["height"]);
    assert_eq!(place("c"), (4, 2, below));
    assert_eq!(number(&story(page, "a")["height"]), below + number(&story(page, "c")["height"]));
}

#[test]
fn a_drawing_that_is_no_page_is_a_warning_and_the_program_makes_it_up() {
    for (drawing, code) in [
        ("a b\n      b a", "makeup-not-rectangular"),
        ("a b\n      a", "ragged-makeup"),
        ("a a a a b", "ragged-makeup"),
        ("a a", "makeup-not-rectangular"),
    ] {
        let paper = edition(&[6, 5], &format!("pages:\n  - makeup: |\n      {drawing}\n"));
        assert_eq!(codes(&paper), [code], "{drawing}");
        assert!(paper.page("2025-11-20.html").contains("story-2"));
    }
}

#[test]
fn a_drawing_that_breaks_a_rule_is_kept_and_said() {
    let paper = edition(&[200, 150], "pages:\n  - makeup: |\n      a b\n");
    let page = &pages(&paper)[0];
    assert_eq!(page["broken"][0]["rule"], "overflow");
    assert_eq!(codes(&paper), ["makeup-rule"]);
}

#[test]
fn names_in_a_drawing_or_a_wish_that_are_no_stories_are_errors() {
    assert_eq!(codes(&edition(&[3], "pages: [{makeup: {x: {span: 2}}}]")), ["unknown-story"]);
    assert_eq!(codes(&edition(&[3], "pages:\n  - makeup: |\n      a lamp\n")), ["unknown-story"]);
    assert_eq!(codes(&edition(&[3], "pages: [{makeup: {a: {picture: huge}}}]")), ["unknown-word"]);
    assert_eq!(codes(&edition(&[3], "pages: [{makeup: {a: {with: 2}}}]")), ["unknown-key"]);
}

#[test]
fn an_overfull_page_moves_its_least_stories_to_the_next_and_says_so() {
    let paper = edition(&[30; 26], "");
    assert_eq!(codes(&paper), ["overfull-page"]);
    let pages = pages(&paper);
    assert!(pages.len() > 1);
    let stories: Vec<&str> = pages
        .iter()
        .flat_map(|page| page["stories"].as_array().unwrap())
        .map(|story| story["story"].as_str().unwrap())
        .collect();
    assert!(stories.is_sorted() && stories.len() == 26, "{stories:?}");
    assert!(paper.page("2025-11-20/z.html").contains("2025-11-20-p2.html"));
}

#[test]
fn an_edition_that_is_not_there_is_said() {
    let run = edition(&[3], "").run(&["makeup", "2025-11-21", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("unknown-edition") && run.said.contains("2025-11-20"), "{}", run.said);
}

/// Headlines and figures in words may wrap; a story that is only a table or a picture has a place on a page too.
#[test]
fn stories_of_every_kind_find_their_place() {
    let paper = edition(&[2, 0], "");
    let long = "长".repeat(120);
    paper.put("content/editions/2025-11-20/c.md", format!("---\nheadline: {long}\n---\n{SENTENCE}\n"));
    paper.put("content/editions/2025-11-20/d.md", "# 只有一张表\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n");
    paper.put("content/editions/2025-11-20/e.md", format!("# 一字一段\n\n{}", "字\n\n".repeat(60)));
    paper.put(
        "content/editions/2025-11-20/0.md",
        format!("---\nheadline: {long}\nrank: 1\n---\n{SENTENCE}\n"),
    );
    paper.put("content/editions/2025-11-20/1.md", "---\nheadline: 坚持源头储备干部 构筑有序流动机制 打造活水蓄水之池 锻造年轻干部队伍 服务全区发展大局\nrank: 2\n---\n正文。\n");
    paper.put(
        "content/editions/2025-11-20/g.md",
        format!("# 宽表\n\n| {} | {} |\n| --- | --- |\n| 1 | 2 |\n", "甲".repeat(90), "乙".repeat(6000)),
    );
    paper.put("content/editions/2025-11-20/f.md", format!("# 一个长词\n\n{}\n", "word".repeat(200)));
    let pages = pages(&paper);
    let stories = pages.iter().map(|page| page["stories"].as_array().unwrap().len());
    assert_eq!(stories.sum::<usize>(), 9);
    paper.built();
}

#[test]
fn a_page_is_made_up_anew_only_when_something_on_it_has_changed() {
    let paper = edition(&[12, 8, 6], "");
    paper.put("content/editions/2025-11-21/a.md", "# 另一期\n\n正文。\n");
    let project = project(paper.root());
    let mut cache = Cache::default();
    let build = |cache: &mut Cache| {
        cache.inventory = pipeline::scan_folder(&project, cache).unwrap();
        let outcome = pipeline::run(&project, cache, &Goal::Made, &mut ());
        outcome.layouts.into_iter().flatten().collect::<Option<Vec<_>>>().unwrap()
    };
    let (first, second) = (build(&mut cache), build(&mut cache));
    assert_eq!(first.len(), 2);
    assert!(first.iter().zip(&second).all(|(first, second)| Arc::ptr_eq(first, second)));
    paper.put("content/editions/2025-11-20/c.md", format!("# 改过的稿\n\n{}\n", SENTENCE.repeat(9)));
    let third = build(&mut cache);
    let kept = third.iter().zip(&first).filter(|(third, first)| Arc::ptr_eq(third, first));
    assert_eq!((third.len(), kept.count()), (2, 1));
}
