//! A figure gets another key, wherever it is named; and findings are put right.

use serde_json::{Value, json};

use super::client::Client;
use super::*;
use crate::support::Run;

/// The answer to a wish for another key of the figure before some words.
fn renamed(client: &Client, path: &str, text: &str, words: &str, new: &str) -> Result<Value, String> {
    let mut params = client.at(path, client.put(path, &before(text, words)));
    params["newName"] = new.into();
    let id = client.request("textDocument/rename", params);
    client.answer(id).map_err(|error| error["message"].as_str().unwrap().to_owned())
}

fn checked(paper: &Paper) -> Run {
    paper.run(&["check", "--as-of", "2025-12-01", "--all"])
}

#[test]
fn a_renamed_figure_has_its_new_key_everywhere_and_the_paper_is_as_before() {
    let paper = paper();
    let (before, built) = (checked(&paper), paper.built());
    let client = Client::open(&paper);
    let edit = renamed(&client, LAMP_PATH, LAMP, "reserve.excellent}}，", "reserve.young").unwrap();
    assert_eq!(edit["changes"].as_object().unwrap().len(), 4, "{edit}");
    client.apply(&edit, &paper);
    paper.save(LAMP_PATH, client.text(LAMP_PATH));
    for path in [LAMP_PATH, BOARD_PATH, LEDGER_PATH, "content/ledgers/tiedong@2024-11.yaml"] {
        let text = std::fs::read_to_string(paper.root().join(path)).unwrap();
        assert!(text.contains("reserve.young") && !text.contains("reserve.excellent"), "{path}: {text}");
    }
    let after = checked(&paper);
    assert_eq!((after.code, after.said), (before.code, before.said));
    let story = "2025-11-20/lamp.html";
    let text = |bytes: &[u8]| {
        String::from_utf8(bytes.to_vec()).unwrap().replace("reserve.excellent", "reserve.young")
    };
    assert_eq!(text(&paper.built()[story]), text(&built[story]));
    client.wait_for_quiet();
    assert!(client.found().is_empty(), "{:?}", client.found());
}

#[test]
fn a_whole_takes_its_parts_along_and_a_part_keeps_its_whole() {
    let paper = paper();
    let client = Client::open(&paper);
    let edit = renamed(&client, LAMP_PATH, LAMP, "recruits}}", "hired").unwrap();
    client.apply(&edit, &paper);
    paper.save(LAMP_PATH, client.text(LAMP_PATH));
    let lamp = client.text(LAMP_PATH);
    assert!(lamp.contains("{{tiedong:hired}}，其中县级{{hired.county}}"), "{lamp}");
    let ledger = std::fs::read_to_string(paper.root().join(LEDGER_PATH)).unwrap();
    assert!(ledger.contains("  hired:\n") && ledger.contains("parts: {county: {"), "{ledger}");
    assert!(ledger.contains("reserve.graduate + hired.county <"), "{ledger}");
    let refused = renamed(&client, LAMP_PATH, &lamp, "hired.county", "county").unwrap_err();
    assert!(refused.contains("分项"), "{refused}");
    let edit = renamed(&client, LAMP_PATH, &lamp, "hired.county", "hired.counties").unwrap();
    client.apply(&edit, &paper);
    paper.save(LAMP_PATH, client.text(LAMP_PATH));
    let ledger = std::fs::read_to_string(paper.root().join(LEDGER_PATH)).unwrap();
    assert!(ledger.contains("parts: {counties: {"), "{ledger}");
    assert_eq!(checked(&paper).code, 0, "{}", checked(&paper).said);
    let edit = renamed(&client, LEDGER_PATH, &ledger, "soe: {", "state").unwrap();
    client.apply(&edit, &paper);
    assert!(client.text(LEDGER_PATH).contains("state: {label: 国企"), "{}", client.text(LEDGER_PATH));
}

#[test]
fn a_storys_own_figure_is_renamed_in_it_alone() {
    let paper = paper();
    let client = Client::open(&paper);
    let own = LAMP
        .replace(
            "ledger: tiedong\n",
            "ledger: tiedong\nfigures:\n  lamps: {label: 油灯, value: 3, unit: 盏}\n",
        )
        .replace("全区共", "灯{{lamps}}，全区共");
    let edit = renamed(&client, LAMP_PATH, &own, "lamps}}", "oil_lamps").unwrap();
    client.apply(&edit, &paper);
    assert_eq!(client.text(LAMP_PATH), own.replace("lamps", "oil_lamps"));
    let refused = renamed(&client, LAMP_PATH, &own, "lamps}}", "reserve.graduate").unwrap_err();
    assert!(refused.contains("不一样"), "{refused}");
}

#[test]
fn what_cannot_be_renamed_safely_is_refused_with_the_reason() {
    let paper = paper();
    let client = Client::open(&paper);
    let refused = |new: &str| renamed(&client, LAMP_PATH, LAMP, "reserve.graduate}}，", new).unwrap_err();
    assert!(refused("reserve.excellent").contains("已经有"));
    assert!(refused("a b").contains("不能作键"));
    assert!(refused("2024").contains("不能作键"));
    assert!(renamed(&client, LAMP_PATH, LAMP, "选育管用", "别的").unwrap_err().contains("只有数字"));
    let params = client.at(LAMP_PATH, client.put(LAMP_PATH, &before(LAMP, "选育管用")));
    let id = client.request("textDocument/prepareRename", params);
    assert!(client.answer(id).is_err());
    let params = client.at(LAMP_PATH, client.put(LAMP_PATH, &before(LAMP, "recruits.county")));
    assert_eq!(client.ask("textDocument/prepareRename", params)["placeholder"], "recruits.county");
    client.edit(BOARD_PATH, &BOARD.replace("column: 要闻", "column: ["));
    assert!(refused("reserve.scholar").contains("board.md"));
}

#[test]
fn a_key_that_would_be_read_as_a_number_is_refused_by_what_the_paper_would_print() {
    let paper = paper();
    let client = Client::open(&paper);
    let refused = renamed(&client, LAMP_PATH, LAMP, "reserve.excellent}}，", "5名").unwrap_err();
    assert!(refused.contains("不一样"), "{refused}");
}

/// The titles of what can be fixed in a whole file, and the first edit of a kind.
fn fixes(client: &Client, path: &str, kind: &str) -> Vec<Value> {
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
    let document = json!({"uri": client.uri(path)});
    let context = json!({"diagnostics": [], "only": [kind]});
    let answer = client.ask(
        "textDocument/codeAction",
        json!({"textDocument": document, "range": range, "context": context}),
    );
    answer.as_array().unwrap().clone()
}

#[test]
fn a_finding_brings_its_fix_and_the_name_that_was_meant() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(
        LAMP_PATH,
        &LAMP
            .replace("全区共掌握", "全区,共掌握")
            .replace("{{recruits.county}}", "{{recruits.countyy}}")
            .replace("column: 选育管用", "colum: 选育管用"),
    );
    client.wait_until("findings", |client| client.codes(LAMP_PATH).len() == 3);
    for _ in 0..3 {
        let fixes = fixes(&client, LAMP_PATH, "quickfix");
        client.apply(&fixes[0]["edit"], &paper);
        client.wait_for_quiet();
    }
    assert_eq!(client.text(LAMP_PATH), LAMP.replace("全区共掌握", "全区，共掌握"));
    assert!(fixes(&client, LAMP_PATH, "quickfix").is_empty());
}

#[test]
fn a_label_in_place_of_a_key_is_put_right() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(LAMP_PATH, &LAMP.replace("{{recruits.county}}", "{{县级干部}}"));
    client.wait_until("findings", |client| client.codes(LAMP_PATH) == ["unknown-figure"]);
    client.apply(&fixes(&client, LAMP_PATH, "quickfix")[0]["edit"], &paper);
    assert_eq!(client.text(LAMP_PATH), LAMP);
}

#[test]
fn all_safe_fixes_of_a_file_are_one_action() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(
        LAMP_PATH,
        &LAMP
            .replace("全区共掌握", "全区,共掌握")
            .replace("干部{{reserve.graduate}}，", "干部{{reserve.graduate}},"),
    );
    client.wait_until("findings", |client| client.codes(LAMP_PATH).len() == 2);
    let all = fixes(&client, LAMP_PATH, "source.fixAll");
    assert_eq!(all.len(), 1, "{all:?}");
    client.apply(&all[0]["edit"], &paper);
    assert_eq!(client.text(LAMP_PATH), LAMP.replace("全区共掌握", "全区，共掌握"));
}
