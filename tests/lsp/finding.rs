//! Findings while one types.

use serde_json::json;

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
