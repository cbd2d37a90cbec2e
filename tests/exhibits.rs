//! Kinds of exhibit: the built-in ones are complete, and a theme can add its own.

use std::fs;

use lanmu::internals::exhibits::KINDS;

use crate::support::{Paper, repository};

const TIMELINE: &str = "{% extends \"exhibits/frame.html\" %}\n{% block body %}<ol class=\"timeline\">\
    {% for event in body.events %}<li><b>{{ event.day }}</b> {{ event.what }}</li>{% endfor %}</ol>{% endblock body %}\n";
const FENCE: &str = "# 大事\n\n```timeline\ntitle: 大事记\nevents:\n  - {day: 3月, what: 动员}\n  - {day: 9月, what: 总结}\n```\n";

/// A paper whose own theme adds a kind.
fn with_a_timeline(fence: &str) -> Paper {
    Paper::of(&[
        ("content/theme/theme.yaml", "exhibits: [timeline]\n"),
        ("content/theme/templates/exhibits/timeline.html", TIMELINE),
        ("content/editions/2025-11-20/a.md", fence),
    ])
}

#[test]
fn a_theme_adds_a_kind_that_is_drawn_by_its_own_template() {
    let public = with_a_timeline(FENCE).built();
    for page in ["2025-11-20/a.html", "2025-11-20.html"] {
        let html = String::from_utf8(public[page].clone()).unwrap();
        assert!(html.contains("<figure class=\"exhibit exhibit-timeline\">"), "{page}");
        assert!(html.contains("<li><b>9月</b> 总结</li>"), "{page}");
    }
}

#[test]
fn an_exhibit_of_an_added_kind_is_kept_in_a_ledger_and_shown() {
    let paper = with_a_timeline("# 大事\n\n```exhibit\nshow: town:year\n```\n");
    let kept = "exhibits:\n  year: {kind: timeline, title: 大事记, events: [{day: 3月, what: 动员}]}\n";
    paper.put("content/ledgers/town.yaml", kept);
    let html = String::from_utf8(paper.built()["2025-11-20/a.html"].clone()).unwrap();
    assert!(html.contains("<li><b>3月</b> 动员</li>"), "{html}");
}

#[test]
fn an_added_kind_is_suggested_for_a_near_miss_and_needs_its_template() {
    let run = with_a_timeline(&FENCE.replace("```timeline", "```timelime")).build();
    assert!(run.code == 1 && run.said.contains("第一个词写成 `timeline`"), "{}", run.said);
    let paper = with_a_timeline(FENCE);
    paper.remove("content/theme/templates/exhibits/timeline.html");
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("exhibits/timeline.html"), "{}", run.said);
}

#[test]
fn every_kind_has_a_template_a_row_in_the_guide_and_an_example() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap_or_default();
    let guide = read("content/pages/guide.md");
    let example = read("tests/sites/exhibits/out/2025-11-20/a.html");
    let readme = read("README.md");
    for kind in KINDS.iter().filter(|kind| **kind != "exhibit") {
        let template = format!("themes/broadsheet/templates/exhibits/{kind}.html");
        assert!(read(&template).contains("exhibits/frame.html"), "{template} is missing");
        assert!(guide.contains(&format!("| `{kind}` |")), "the guide does not list `{kind}`");
        assert!(readme.contains(&format!("`{kind}`")), "README.md does not name `{kind}`");
        assert!(example.contains(&format!("exhibit exhibit-{kind}")), "no example of `{kind}`");
    }
}
