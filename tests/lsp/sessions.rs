//! The life of a session: how it begins and ends, and what it survives.

use serde_json::{Value, json};

use super::client::Client;
use super::*;

#[test]
fn a_session_that_takes_its_leave_ends_well_and_any_other_does_not() {
    let paper = paper();
    assert_eq!(Client::open(&paper).leave(), 0);
    let mut client = Client::open(&paper);
    client.tell("exit", Value::Null);
    assert_eq!(client.code(), 1);
    let mut client = Client::open(&paper);
    client.hang_up();
    assert_eq!(client.code(), 1);
}

#[test]
fn nothing_is_answered_before_the_introduction_or_after_the_leave() {
    let paper = paper();
    let client = Client::start(paper.root(), &[]);
    let id = client.request("workspace/symbol", json!({"query": ""}));
    assert_eq!(client.answer(id).unwrap_err()["code"], -32002);
    client.introduce(&json!({}));
    let id = client.request("initialize", json!({}));
    assert_eq!(client.answer(id).unwrap_err()["code"], -32600);
    client.ask("shutdown", Value::Null);
    let id = client.request("workspace/symbol", json!({"query": ""}));
    assert_eq!(client.answer(id).unwrap_err()["code"], -32600);
}

#[test]
fn what_is_no_message_is_logged_and_the_session_goes_on() {
    let paper = paper();
    let client = Client::open(&paper);
    client.send_bytes(b"Content-Length: 9\r\n\r\n{\"id\": }}");
    client.send_bytes(b"Content-Length: 2\r\n\r\n[]");
    let id = client.request("no/such", json!({}));
    assert_eq!(client.answer(id).unwrap_err()["code"], -32601);
    let id = client.request("textDocument/hover", json!({}));
    assert_eq!(client.answer(id).unwrap_err()["code"], -32602);
    let id = client.request("textDocument/hover", json!({"textDocument": {"uri": client.uri(LAMP_PATH)}}));
    assert_eq!(client.answer(id).unwrap_err()["code"], -32602);
    client.tell("no/such", json!({}));
    client.tell("textDocument/didChange", json!({"textDocument": 5}));
    client.wait_until("a log", |client| client.said().len() == 2);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_file_of_no_paper_is_left_alone_and_that_is_said() {
    let paper = paper();
    let other = tempfile::tempdir().unwrap();
    let uri = String::from(url::Url::from_file_path(other.path().join("notes.md")).unwrap());
    let client = Client::open(&paper);
    let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": "{{nobody}}"});
    client.tell("textDocument/didOpen", json!({"textDocument": document}));
    let answer = client.ask(
        "textDocument/hover",
        json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}),
    );
    assert_eq!(answer, Value::Null);
    client.wait_until("a word about it", |client| {
        client.said().iter().any(|said| said.contains("不在任何一份报里"))
    });
    client.wait_for_quiet();
    assert!(client.found().is_empty());
}

#[test]
fn a_document_of_another_paper_opens_that_paper_too() {
    let (paper, other) = (paper(), paper());
    let client = Client::open(&paper);
    let file = other.root().join(LAMP_PATH);
    let uri = String::from(url::Url::from_file_path(&file).unwrap());
    let text = LAMP.replace("{{recruits.county}}", "{{nobody}}");
    let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
    client.tell("textDocument/didOpen", json!({"textDocument": document}));
    let path = file.to_str().unwrap().to_owned();
    client.wait_until("its finding", |client| client.codes(&path) == ["unknown-figure"]);
    assert!(client.codes(LAMP_PATH).is_empty());
}

#[test]
fn a_paper_without_a_story_is_said_and_read_again_when_it_has_one() {
    let paper = Paper::of(&[("content/site.yaml", SITE)]);
    let client = Client::open(&paper);
    client.wait_until("a fault", |client| !client.said().is_empty());
    paper.put(LAMP_PATH, LAMP);
    client.wait_until("the story", |client| client.codes(LAMP_PATH).contains(&"unknown-ledger".to_owned()));
}

#[test]
fn a_panic_is_the_answer_to_one_request_and_the_next_is_answered() {
    let paper = paper();
    let trap = [("LANMU_PANIC", "textDocument/hover"), ("LANMU_PANIC_TIMES", "1")];
    let client = Client::start(paper.root(), &trap);
    client.introduce(&json!({}));
    let params = client.at(LAMP_PATH, client.put(LAMP_PATH, &before(LAMP, "铁东区")));
    let id = client.request("textDocument/hover", params.clone());
    let error = client.answer(id).unwrap_err();
    assert_eq!(error["code"], -32603);
    assert!(error["message"].as_str().unwrap().contains("trap"), "{error}");
    assert_eq!(client.ask("textDocument/hover", params), Value::Null);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_panic_while_the_paper_is_read_is_said_and_the_next_edit_is_read_from_nothing() {
    let paper = paper();
    let client = Client::start(paper.root(), &[("LANMU_PANIC", "update"), ("LANMU_PANIC_TIMES", "2")]);
    client.introduce(&json!({}));
    client.wait_until("a message", |client| client.said().iter().any(|said| said.contains("trap")));
    for _ in 0..2 {
        client.edit(LAMP_PATH, &LAMP.replace("{{recruits.county}}", "{{nobody}}"));
        client.wait_for_quiet();
    }
    client.wait_until("the finding", |client| client.codes(LAMP_PATH) == ["unknown-figure"]);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_request_that_is_cancelled_while_it_waits_is_refused() {
    let paper = paper();
    let client = Client::open(&paper);
    client.wait_for_quiet();
    let framed = |message: &Value| {
        let text = message.to_string();
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    };
    let note = json!({"jsonrpc": "2.0", "method": "$/setTrace", "params": {"value": "off"}});
    let asked = json!({"jsonrpc": "2.0", "id": 77, "method": "workspace/symbol", "params": {"query": ""}});
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77}});
    // What comes at once is one batch, unless the machine is so busy that the request is answered before.
    client.send_bytes([framed(&note), framed(&cancel), framed(&asked)].concat().as_bytes());
    assert_eq!(client.answer(77).unwrap_err()["code"], -32800);
}

#[test]
fn a_burst_of_edits_is_answered_with_the_state_after_the_last() {
    let paper = paper();
    let client = Client::open(&paper);
    for typed in 0..100 {
        client.edit(LAMP_PATH, &LAMP.replace("{{recruits.county}}", &format!("{{{{nobody{typed}}}}}")));
    }
    client.edit(LAMP_PATH, LAMP);
    client.wait_for_quiet();
    assert!(client.found().is_empty(), "{:?}", client.found());
}

#[test]
fn a_folder_that_is_closed_takes_its_findings_with_it_and_one_that_is_opened_brings_them() {
    let paper = paper();
    paper.put(LAMP_PATH, LAMP.replace("{{recruits.county}}", "{{nobody}}"));
    let client = Client::open(&paper);
    client.wait_until("the finding", |client| client.codes(LAMP_PATH) == ["unknown-figure"]);
    let folder = json!([{"uri": client.uri(""), "name": "paper"}]);
    let change = |removed: &Value, added: &Value| {
        let event = json!({"removed": removed, "added": added});
        client.tell("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    };
    change(&folder, &json!([]));
    client.wait_until("nothing", |client| client.found().is_empty());
    change(&json!([]), &folder);
    client.wait_until("the finding", |client| client.codes(LAMP_PATH) == ["unknown-figure"]);
}

#[test]
fn a_story_is_written_from_its_first_word_to_its_last_in_one_session() {
    let paper = paper();
    let client = Client::open(&paper);
    let path = "content/editions/2025-11-20/news.md";
    let start = "---\nheadline: 选招工作收官\ncolumn: ‸\n---\n";
    assert_eq!(client.completed(path, start), ["要闻", "选育管用"]);
    let start = start.replace('‸', "要闻\nledger: tiedong");
    assert_eq!(client.completed(path, &format!("{start}公开选招{{{{公开‸")), ["recruits"]);
    let wrong = format!(
        "{start}公开选招{{{{recruit}}}}，其中县级{{{{recruits.county}}}}，名单已经公布,见下文。\n\n## 县级干部\n\n名单见下一期。\n"
    );
    client.edit(path, &wrong);
    client.wait_until("findings", |client| client.codes(path) == ["unknown-figure", "half-width-mark"]);
    let range = json!({"start": {"line": 5, "character": 0}, "end": {"line": 6, "character": 0}});
    for _ in 0..2 {
        let params = json!({"textDocument": {"uri": client.uri(path)}, "range": range, "context": {"diagnostics": []}});
        let fixes = client.ask("textDocument/codeAction", params);
        client.apply(&fixes[0]["edit"], &paper);
        client.wait_for_quiet();
    }
    client.wait_until("nothing", |client| client.found().is_empty());
    let text = client.text(path);
    assert_eq!(text, wrong.replace("{{recruit}}", "{{recruits}}").replace("公布,", "公布，"));
    let at = |method: &str, words: &str| client.ask_at(method, path, &before(&text, words));
    assert!(at("textDocument/hover", "recruits}}")["contents"]["value"].as_str().unwrap().contains("28人"));
    let place = at("textDocument/definition", "recruits}}");
    assert_eq!(
        (place["uri"].clone(), &place["range"]["start"]["line"]),
        (client.uri(LEDGER_PATH).into(), &json!(9))
    );
    let outline =
        client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": client.uri(path)}}));
    assert_eq!(outline[0]["children"][0]["name"], "县级干部");
    paper.save(path, &text);
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": client.uri(path)}}));
    let mut params = client.at(path, client.put(path, &before(&text, "recruits}}")));
    params["newName"] = "hired".into();
    client.apply(&client.ask("textDocument/rename", params), &paper);
    paper.save(path, client.text(path));
    client.wait_for_quiet();
    assert!(client.found().is_empty(), "{:?}", client.found());
    let checked = paper.run(&["check", "--as-of", "2025-12-01"]);
    assert_eq!(checked.code, 0, "{}", checked.said);
    paper.save(
        LEDGER_PATH,
        std::fs::read_to_string(paper.root().join(LEDGER_PATH)).unwrap().replace("value: 28", "value: 29"),
    );
    client.wait_until("a sum", |client| client.codes(LEDGER_PATH) == ["broken-sum"]);
    assert_eq!(client.leave(), 0);
}
