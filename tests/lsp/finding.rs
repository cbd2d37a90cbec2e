//! Findings while one types.

use serde_json::{Value, json};

use super::client::Client;
use super::*;

#[test]
fn a_wrong_figure_is_found_as_it_is_typed_and_gone_when_it_is_right() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(LAMP_PATH, &LAMP.replace("{{recruits.county}}", "{{recruits.countyy}}"));
    client.wait_until("an unknown figure", |client| client.codes(LAMP_PATH) == ["unknown-figure"]);
    let finding = &client.findings(LAMP_PATH)[0];
    assert_eq!(finding["severity"], 1);
    assert_eq!(finding["source"], "lanmu");
    assert!(finding["message"].as_str().unwrap().contains("是不是想写"), "{finding}");
    assert_eq!(finding["range"]["start"]["line"], 11);
    client.edit(LAMP_PATH, LAMP);
    client.wait_until("nothing", |client| client.found().is_empty());
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_file_that_is_not_open_shows_what_an_unsaved_change_elsewhere_breaks() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(LEDGER_PATH, &LEDGER.replace("  reserve.graduate: {", "  reserve.doctor: {"));
    client.wait_until("a story without its figure", |client| {
        client.codes(LAMP_PATH).contains(&"unknown-figure".to_owned())
    });
    client.close(LEDGER_PATH);
    client.wait_until("the saved ledger", |client| client.found().is_empty());
}

#[test]
fn yaml_shows_its_findings_and_so_does_the_proofreader() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit("content/site.yaml", &SITE.replace("name: 晨光周报", "nam: 晨光周报"));
    client.wait_until("a key", |client| client.codes("content/site.yaml") == ["unknown-key"]);
    client.edit("content/site.yaml", SITE);
    client.edit(LAMP_PATH, &LAMP.replace("全区共掌握", "全区,共掌握"));
    client.wait_until("a mark", |client| client.codes(LAMP_PATH) == ["half-width-mark"]);
    assert_eq!(client.findings(LAMP_PATH)[0]["severity"], 2);
}

#[test]
fn columns_count_what_the_client_counts() {
    let paper = paper();
    let client = Client::start(paper.root(), &[]);
    let offered = client.introduce(&json!({}));
    assert_eq!(offered["capabilities"]["positionEncoding"], "utf-16");
    client.edit(LAMP_PATH, &LAMP.replace("全区共掌握", "全区𠮷𠮷{{nobody}}共掌握"));
    client.wait_until("an unknown figure", |client| {
        client.codes(LAMP_PATH).contains(&"unknown-figure".to_owned())
    });
    let findings = client.findings(LAMP_PATH);
    let finding = findings.iter().find(|finding| finding["code"] == "unknown-figure").unwrap();
    assert_eq!(finding["range"]["start"], json!({"line": 7, "character": 6}));
    assert_eq!(finding["range"]["end"], json!({"line": 7, "character": 16}));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_do_not_move_a_finding() {
    let paper = paper();
    let client = Client::open(&paper);
    let text = format!("\u{FEFF}{}", LAMP.replace("{{recruits.county}}", "{{nobody}}").replace('\n', "\r\n"));
    client.edit(LAMP_PATH, &text);
    client.wait_until("an unknown figure", |client| client.codes(LAMP_PATH) == ["unknown-figure"]);
    assert_eq!(client.findings(LAMP_PATH)[0]["range"]["start"]["line"], 11);
}

#[test]
fn what_others_save_is_found_without_a_word_from_the_client() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(LAMP_PATH, LAMP);
    client.wait_for_quiet();
    assert!(client.found().is_empty(), "{:?}", client.found());
    paper.save(LEDGER_PATH, LEDGER.replace("value: 58, unit: 项", "value: 57, unit: 项"));
    client.wait_until("a relation", |client| client.codes(LEDGER_PATH) == ["broken-relation"]);
    paper.put("content/editions/2025-11-20/new.md", "---\nheadline: 新稿\ncolumn: 没有\n---\n新的一篇。\n");
    client.wait_until("a new story", |client| {
        client.codes("content/editions/2025-11-20/new.md").contains(&"unknown-column".to_owned())
    });
    paper.remove("content/editions/2025-11-20/new.md");
    paper.save(LEDGER_PATH, LEDGER);
    client.wait_until("nothing", |client| client.found().is_empty());
}

#[test]
fn a_story_that_was_never_saved_is_read_too() {
    let paper = paper();
    let client = Client::open(&paper);
    let path = "content/editions/2025-11-20/draft.md";
    client.edit(path, "---\nheadline: 新稿\ncolumn: 没有\n---\n新的一篇。\n");
    client.wait_until("a column", |client| client.codes(path).contains(&"unknown-column".to_owned()));
    client.close(path);
    client.wait_until("nothing", |client| client.found().is_empty());
}

#[test]
fn a_finding_about_figures_leads_to_their_rows() {
    let paper = paper();
    let client = Client::start(paper.root(), &[]);
    client.introduce(&json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}));
    let rows = |path: &str| {
        let finding = client.findings(path).remove(0);
        let related = finding["relatedInformation"].as_array().unwrap().clone();
        let row = |row: &serde_json::Value| {
            (
                row["message"].as_str().unwrap().to_owned(),
                row["location"]["range"]["start"]["line"].as_u64().unwrap(),
            )
        };
        related.iter().map(row).collect::<Vec<_>>()
    };
    client.edit(LEDGER_PATH, &LEDGER.replace("value: 58, unit: 项", "value: 57, unit: 项"));
    client.wait_until("a relation", |client| client.codes(LEDGER_PATH) == ["broken-relation"]);
    assert_eq!(rows(LEDGER_PATH), [("排查风险隐患 58条".to_owned(), 7), ("制定防控措施 57项".to_owned(), 8)]);
    client.edit(LEDGER_PATH, &LEDGER.replace("value: 25}", "value: 24}"));
    client.wait_until("a sum", |client| client.codes(LEDGER_PATH) == ["broken-sum"]);
    assert_eq!(rows(LEDGER_PATH).len(), 2);
}

/// A paragraph that is long enough to be noticed if two stories have it.
const PASTED: &str = "铁东区把年轻干部放到乡镇一线去练，到项目工地去练，到群众家门口去练，让他们在难题面前学会办法、在急事面前沉住气。";

#[test]
fn a_story_is_read_by_itself_at_once_and_with_the_paper_in_a_pause() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(BOARD_PATH, &format!("{BOARD}\n{PASTED}\n"));
    let dead = LAMP.replace("[看板](board.md)", "[看板](gone.md)");
    client.edit(LAMP_PATH, &dead);
    client.wait_until("a dead link", |client| client.codes(LAMP_PATH) == ["dead-link"]);
    client.wait_for_quiet();
    let link = client.findings(LAMP_PATH)[0]["range"].clone();

    let typed = dead.replace("## 公开选招", &format!("{{{{nobody}}}}\n\n{PASTED}\n\n## 公开选招"));
    let near = client.type_in(LAMP_PATH, &typed);
    let codes = |findings: &[Value]| findings.iter().map(|one| one["code"].clone()).collect::<Vec<_>>();
    assert_eq!(codes(&near), ["unknown-figure", "dead-link"]);
    let line = |range: &Value| range["start"]["line"].as_u64().unwrap();
    assert_eq!(line(&near[1]["range"]), line(&link) + 4, "it moves with the text");

    let whole = ["unknown-figure", "repeated-text", "dead-link"];
    client.wait_until("what only the paper knows", |client| client.codes(LAMP_PATH) == whole);
    assert_eq!([&client.findings(LAMP_PATH)[0], &client.findings(LAMP_PATH)[2]], [&near[0], &near[1]]);
}

#[test]
fn whatever_is_typed_the_story_by_itself_and_the_paper_say_the_same_of_it() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(LAMP_PATH, &LAMP.replace("[看板](board.md)", "[看板](gone.md)"));
    client.wait_until("a dead link", |client| client.codes(LAMP_PATH) == ["dead-link"]);
    let begun = client.text(LAMP_PATH);
    let typed = [
        ("其中高学历干部", "其中高学历干部,{{nobody}}"),
        ("全区共掌握", "截止目前，全区共掌握589名，{{reserve.graduate}}名"),
        ("## 公开选招\n\n", ""),
        ("见[看板]", "（见[看板]"),
        ("公开选招干部{{tiedong:recruits}}", "公开选招干部29人{{tiedong:recruits | at 2024}}"),
    ];
    for (before, after) in typed {
        let near = client.type_in(LAMP_PATH, &begun.replace(before, after));
        client.wait_for_quiet();
        assert_eq!(client.findings(LAMP_PATH), near, "{after}");
    }
}
