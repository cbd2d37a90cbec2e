//! What names stand for, where they are defined and where they are used.

use serde_json::{Value, json};

use super::client::Client;
use super::*;

fn hover(client: &Client, path: &str, text: &str, words: &str) -> String {
    let answer = client.ask_at("textDocument/hover", path, &before(text, words));
    answer["contents"]["value"].as_str().unwrap_or_default().replace('\\', "")
}

/// The file and the line, from 0, of each place.
fn places(answer: &Value) -> Vec<(String, u64)> {
    let places = answer.as_array().cloned().unwrap_or_else(|| vec![answer.clone()]);
    let place = |place: &Value| {
        let file = place["uri"].as_str().unwrap().rsplit('/').next().unwrap().replace("%40", "@");
        (file, place["range"]["start"]["line"].as_u64().unwrap())
    };
    places.iter().filter(|place| !place.is_null()).map(place).collect()
}

fn defined(client: &Client, path: &str, text: &str, words: &str) -> Vec<(String, u64)> {
    places(&client.ask_at("textDocument/definition", path, &before(text, words)))
}

#[test]
fn a_figure_says_its_value_its_window_its_ledger_and_where_it_is_printed() {
    let paper = paper();
    let client = Client::open(&paper);
    let said = hover(&client, LAMP_PATH, LAMP, "reserve.excellent}}，");
    for words in [
        "优秀年轻干部",
        "588名",
        "tiedong:reserve.excellent",
        "近年来",
        "铁东区年轻干部工作台账",
        "2025-11-20",
        "一图看懂储备",
        "board.md",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(hover(&client, LAMP_PATH, LAMP, "reserve.excellent}}。").contains("588名"), "after `share of`");
    assert!(hover(&client, BOARD_PATH, BOARD, "recruits.county").contains("25人"));
    assert!(hover(&client, LEDGER_PATH, LEDGER, "risks.measures:").contains("58项"));
    assert!(hover(&client, LEDGER_PATH, LEDGER, "county: {").contains("recruits.county"));
}

#[test]
fn other_names_and_keys_say_what_they_are() {
    let paper = paper();
    let client = Client::open(&paper);
    assert!(hover(&client, LAMP_PATH, LAMP, "选育管用").contains("干部工作"));
    assert!(hover(&client, LAMP_PATH, LAMP, "年轻干部]").contains("共 1 篇"));
    assert!(hover(&client, LAMP_PATH, LAMP, "tiedong\n").contains("铁东区委组织部"));
    assert!(hover(&client, LAMP_PATH, LAMP, "byline:").contains("byline"));
    assert!(hover(&client, LAMP_PATH, LAMP, "board.md").contains("一图看懂储备"));
    assert!(hover(&client, BOARD_PATH, BOARD, "board\ntitle").contains("看板"));
    assert!(hover(&client, BOARD_PATH, BOARD, "tiedong:pool").contains("储备"));
    assert_eq!(hover(&client, LAMP_PATH, LAMP, "全区"), "");
}

#[test]
fn each_name_leads_to_where_it_is_defined() {
    let paper = paper();
    let client = Client::open(&paper);
    let at = |path: &str, text: &str, words: &str| defined(&client, path, text, words);
    assert_eq!(at(LAMP_PATH, LAMP, "reserve.graduate}}，"), [("tiedong.yaml".to_owned(), 6)]);
    assert_eq!(at(LAMP_PATH, LAMP, "recruits.county"), [("tiedong.yaml".to_owned(), 13)]);
    assert_eq!(at(LAMP_PATH, LAMP, "board.md"), [("board.md".to_owned(), 0)]);
    assert_eq!(at(LAMP_PATH, LAMP, "选育管用"), [("site.yaml".to_owned(), 3)]);
    assert_eq!(at(LAMP_PATH, LAMP, "tiedong\n"), [("tiedong.yaml".to_owned(), 0)]);
    assert_eq!(at(BOARD_PATH, BOARD, "pool"), [("tiedong.yaml".to_owned(), 20)]);
    assert_eq!(at(BOARD_PATH, BOARD, "reserve.graduate"), [("tiedong.yaml".to_owned(), 6)]);
    assert_eq!(
        at("content/editions/2025-11-20/edition.yaml", EDITION, "board"),
        [("board.md".to_owned(), 0)]
    );
    assert_eq!(at(LEDGER_PATH, LEDGER, "risks.measures\n"), [("tiedong.yaml".to_owned(), 8)]);
    assert_eq!(at(LEDGER_PATH, LEDGER, "recruits.county <"), [("tiedong.yaml".to_owned(), 13)]);
}

#[test]
fn every_place_that_names_a_figure_is_found_from_any_of_them() {
    let paper = paper();
    let client = Client::open(&paper);
    let ask = |path: &str, text: &str, words: &str, with_definition: bool| {
        let position = client.put(path, &before(text, words));
        let mut params = client.at(path, position);
        params["context"] = json!({"includeDeclaration": with_definition});
        let mut places = places(&client.ask("textDocument/references", params));
        places.sort();
        places
    };
    let expected: Vec<(String, u64)> = [
        ("board.md", 8),
        ("lamp.md", 3),
        ("lamp.md", 7),
        ("lamp.md", 7),
        ("tiedong.yaml", 5),
        ("tiedong.yaml", 16),
        ("tiedong.yaml", 18),
        ("tiedong.yaml", 24),
    ]
    .map(|(file, line)| (file.to_owned(), line))
    .to_vec();
    assert_eq!(ask(LAMP_PATH, LAMP, "reserve.excellent}}，", true), expected);
    assert_eq!(ask(LEDGER_PATH, LEDGER, "reserve.excellent: {", true), expected);
    let without = ask(LEDGER_PATH, LEDGER, "reserve.excellent]", false);
    assert_eq!(without.len(), expected.len() - 1);
    assert_eq!(ask(LAMP_PATH, LAMP, "选育管用", true), [("lamp.md".to_owned(), 1)]);
}

#[test]
fn a_file_has_an_outline() {
    let paper = paper();
    let client = Client::open(&paper);
    let outline = |path: &str, text: &str| {
        client.edit(path, text);
        client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": client.uri(path)}}))
    };
    let story = outline(LAMP_PATH, LAMP);
    assert_eq!(story[0]["name"], "源头活水育出588名新苗");
    assert_eq!(story[0]["children"][0]["name"], "公开选招");
    let ledger = outline(LEDGER_PATH, LEDGER);
    assert_eq!(ledger[0]["name"], "选");
    assert_eq!(ledger[0]["children"][0]["name"], "优秀年轻干部");
    assert_eq!(ledger[2]["children"][1]["name"], "国企管理人员");
    let edition = outline("content/editions/2025-11-20/edition.yaml", EDITION);
    assert_eq!(edition[0]["children"][1]["name"], "board");
    assert_eq!(outline("content/site.yaml", SITE)[1]["name"], "选育管用");
}

#[test]
fn figures_stories_and_columns_are_found_by_name_in_the_whole_paper() {
    let paper = paper();
    let client = Client::open(&paper);
    let find = |query: &str| {
        let found = client.ask("workspace/symbol", json!({"query": query}));
        let names =
            found.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(find("高学历"), ["高学历干部 reserve.graduate"]);
    assert_eq!(find("一图"), ["一图看懂储备"]);
    assert_eq!(find("选育"), ["选育管用"]);
}
