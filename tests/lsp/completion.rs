//! What may be written at the cursor.

use super::client::Client;
use super::*;

/// The sample with a cursor in place of some words.
fn in_place(text: &str, words: &str, marked: &str) -> String {
    assert!(text.contains(words), "{words}");
    text.replacen(words, marked, 1)
}

#[test]
fn a_figure_is_found_by_its_key_and_by_its_label_with_its_value() {
    let paper = paper();
    let client = Client::open(&paper);
    client.wait_for_quiet();
    let typed = in_place(LAMP, "{{recruits.county}}", "{{reserve.e‸");
    assert_eq!(client.completed(LAMP_PATH, &typed)[0], "reserve.excellent");
    let typed = in_place(LAMP, "{{recruits.county}}", "{{县级‸");
    assert_eq!(client.completed(LAMP_PATH, &typed), ["recruits.county", "tiedong@2024-11:x"][..1]);
    let answer =
        client.ask_at("textDocument/completion", LAMP_PATH, &in_place(LAMP, "{{recruits.county}}", "{{‸}}"));
    let item =
        answer["items"].as_array().unwrap().iter().find(|item| item["label"] == "reserve.excellent").unwrap();
    assert_eq!(item["detail"], "优秀年轻干部 588名 · 近年来");
    assert!(item["filterText"].as_str().unwrap().contains("优秀年轻干部"));
}

#[test]
fn figures_of_another_ledger_come_with_its_name_and_after_those_of_the_story() {
    let paper = paper();
    let client = Client::open(&paper);
    client.wait_for_quiet();
    let all = client.completed(LAMP_PATH, &in_place(LAMP, "{{recruits.county}}", "{{优秀‸}}"));
    assert_eq!(all, ["reserve.excellent", "tiedong@2024-11:reserve.excellent"]);
    let named = client.completed(LAMP_PATH, &in_place(LAMP, "{{recruits.county}}", "{{tiedong@2024-11:‸}}"));
    assert_eq!(named, ["tiedong@2024-11:reserve.excellent"]);
    let own = LAMP.replace(
        "ledger: tiedong\n",
        "ledger: tiedong\nfigures:\n  lamps: {label: 油灯, value: 3, unit: 盏}\n",
    );
    client.edit(LAMP_PATH, &own);
    client.wait_for_quiet();
    assert_eq!(client.completed(LAMP_PATH, &in_place(&own, "{{recruits.county}}", "{{油灯‸")), ["lamps"]);
}

#[test]
fn after_a_bar_come_filters_and_after_share_of_the_figures_of_the_same_ledger() {
    let paper = paper();
    let client = Client::open(&paper);
    client.wait_for_quiet();
    let at = |marked: &str| client.completed(LAMP_PATH, &in_place(LAMP, "{{recruits.county}}", marked));
    assert!(at("{{recruits.county | ‸}}").contains(&"share of ".to_owned()));
    assert_eq!(at("{{recruits.county | wi‸}}"), ["window"]);
    assert_eq!(at("{{recruits.county | share of 公开‸}}"), ["recruits"]);
    assert!(at("{{recruits | change from ‸}}").contains(&"同比".to_owned()));
    assert!(at("{{recruits | ‸}}").contains(&"at ".to_owned()));
}

#[test]
fn front_matter_offers_the_names_of_the_paper_and_its_own_keys() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(LAMP_PATH, LAMP);
    client.wait_for_quiet();
    let at = |words: &str, marked: &str| client.completed(LAMP_PATH, &in_place(LAMP, words, marked));
    assert_eq!(at("column: 选育管用", "column: ‸"), ["要闻", "选育管用"]);
    assert_eq!(at("topics: [年轻干部]", "topics: [年‸]"), ["年轻干部"]);
    assert_eq!(at("ledger: tiedong", "ledger: ‸"), ["tiedong", "tiedong@2024-11"]);
    assert_eq!(at("byline: 本报通讯员 铁东区委组织部", "byline: 张‸"), ["张三丰"]);
    assert!(at("byline: 本报通讯员 铁东区委组织部", "form: ‸").contains(&"commentary".to_owned()));
    assert_eq!(at("byline: 本报通讯员 铁东区委组织部", "form: 评论‸"), ["commentary"]);
    let keys = at("byline: 本报通讯员 铁东区委组织部", "‸");
    assert!(keys.contains(&"deck: ".to_owned()), "{keys:?}");
    assert!(!keys.contains(&"column: ".to_owned()), "it is there: {keys:?}");
    let headline = "headline: \"源头活水育出{{reserve.excellent}}新苗\"";
    assert_eq!(at(headline, "headline: \"{{高学历‸\""), ["reserve.graduate"]);
}

#[test]
fn a_fence_offers_the_kinds_of_exhibit_their_keys_and_figures() {
    let paper = paper();
    let client = Client::open(&paper);
    client.wait_for_quiet();
    let at = |words: &str, marked: &str| client.completed(BOARD_PATH, &in_place(BOARD, words, marked));
    assert!(at("```board\n", "```boa‸\n").contains(&"board".to_owned()));
    assert!(at("```board\n", "```看板‸\n").contains(&"board".to_owned()));
    assert_eq!(at("title: 储备与选招", "title: 储备\npil‸"), ["pillars: "][..0]);
    let keys = at("  - {name: 招, figures: [recruits.county]}", "  - {name: 招, fig‸}");
    assert_eq!(keys, ["figures: "]);
    assert_eq!(at("figures: [recruits.county]", "figures: [县级‸]"), ["recruits.county"]);
    assert_eq!(at("show: tiedong:pool", "show: ‸"), ["tiedong:pool"]);
    assert!(
        at("```exhibit\nshow: tiedong:pool", "```chart\nkind: ‸").contains(&"small-multiples".to_owned())
    );
}

#[test]
fn the_yaml_of_ledgers_editions_and_the_paper_is_completed_too() {
    let paper = paper();
    let client = Client::open(&paper);
    client.wait_for_quiet();
    let edition = "content/editions/2025-11-20/edition.yaml";
    assert_eq!(
        client.completed(edition, &in_place(EDITION, "stories: [lamp, board]", "stories: [lamp, ‸]")),
        ["board", "lamp"]
    );
    let keys = client.completed(LEDGER_PATH, &in_place(LEDGER, "value: 588, unit: 名,", "val‸,"));
    assert_eq!(keys, ["value: "]);
    let figures = client
        .completed(LEDGER_PATH, &in_place(LEDGER, "figures: [reserve.excellent]", "figures: [高学历‸]"));
    assert_eq!(figures, ["reserve.graduate"]);
    let related =
        client.completed(LEDGER_PATH, &in_place(LEDGER, "  - risks.found == risks.measures", "  - ‸"));
    assert!(related.contains(&"risks.found".to_owned()), "{related:?}");
    assert!(client.completed("content/site.yaml", "name: 报\nki‸\n").contains(&"kind: ".to_owned()));
    assert!(client.completed("content/site.yaml", "name: 报\nkind: ‸\n").contains(&"circular".to_owned()));
}

#[test]
fn names_that_were_known_are_offered_while_their_file_cannot_be_read() {
    let paper = paper();
    let client = Client::open(&paper);
    client.edit(LEDGER_PATH, &format!("{LEDGER}  broken: [\n"));
    client.edit("content/site.yaml", "columns: [\n");
    client.wait_until("broken YAML", |client| !client.codes(LEDGER_PATH).is_empty());
    client.wait_until("broken YAML", |client| !client.codes("content/site.yaml").is_empty());
    client.wait_for_quiet();
    let typed = in_place(LAMP, "{{recruits.county}}", "{{县级‸");
    assert_eq!(client.completed(LAMP_PATH, &typed), ["recruits.county"]);
    let typed = in_place(LAMP, "column: 选育管用", "column: ‸");
    assert_eq!(client.completed(LAMP_PATH, &typed), ["要闻", "选育管用"]);
}

#[test]
fn links_offer_the_stories_of_the_paper() {
    let paper = paper();
    let client = Client::open(&paper);
    client.wait_for_quiet();
    assert_eq!(client.completed(LAMP_PATH, &in_place(LAMP, "(board.md)", "(‸)")), ["board.md"]);
}
