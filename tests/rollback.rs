//! Going back to the release before: what it changes is shown, somebody is asked, and today's content plays no part.

use std::fs;
use std::io::Write;

use serde_json::Value;

use crate::publishing::published;

#[test]
fn a_rollback_shows_what_it_changes_and_a_dry_run_changes_nothing() {
    let paper = published();
    let before = paper.live();
    paper.story("b", "乙", "改过的正文。");
    paper.story("c", "丙", "新稿。");
    paper.publish(&["site", "--allow-unready"]);
    let after = paper.live();
    let run = paper.run(&["publish", "site", "--rollback", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.said);
    for words in [
        "要退回到第 1 次发布",
        "恢复原样的稿 1",
        "乙  2025-11-20/b.html",
        "又不在线的稿 1",
        "丙  2025-11-20/c.html",
    ] {
        assert!(run.said.contains(words), "{words}: {}", run.said);
    }
    assert!(paper.live() == after && !run.said.contains("退回到第 1 次发布；"), "{}", run.said);
    let run = paper.run(&["publish", "site", "--rollback", "--dry-run", "--format", "json"]);
    let plan: Value = serde_json::from_str(run.said.lines().next().unwrap()).unwrap();
    assert_eq!(plan["rollback"]["gone"][0]["path"], "2025-11-20/c.html");
    let run = paper.run(&["publish", "site", "--rollback", "--yes"]);
    assert!(run.code == 0 && run.said.contains("退回到第 1 次发布；"), "{}", run.said);
    assert!(paper.live() == before);
    let log = fs::read_to_string(paper.paper.root().join(".lanmu/publish.log")).unwrap();
    let last: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!(
        (&last["outcome"], &last["withdrawn"][0]),
        (&"rolled back".into(), &"2025-11-20/c.html".into())
    );
}

#[test]
fn a_release_after_a_rollback_can_be_rolled_back_too() {
    let paper = published();
    let first = paper.live();
    paper.story("b", "乙", "第二次的正文。");
    paper.publish(&["site"]);
    paper.publish(&["site", "--rollback"]);
    assert!(paper.live() == first);
    paper.story("b", "乙", "第三次的正文。");
    paper.publish(&["site"]);
    paper.publish(&["site", "--rollback"]);
    assert!(paper.live() == first);
    let run = paper.run(&["publish", "site", "--rollback"]);
    assert!(run.code == 1 && run.said.contains("没有留着可退的上一次"), "{}", run.said);
}

#[test]
fn an_error_in_todays_content_does_not_keep_a_release_from_being_rolled_back() {
    let paper = published();
    let before = paper.live();
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    paper.story("b", "乙", "共{{nosuch:figure}}。");
    assert_eq!(paper.run(&["publish", "site"]).code, 1);
    assert_eq!(paper.run(&["publish", "site", "--rollback"]).code, 0);
    assert!(paper.live() == before);
}

#[test]
fn why_a_target_cannot_go_back_is_said() {
    let paper = published();
    let run = paper.run(&["publish", "site", "--rollback"]);
    assert!(run.code == 1 && run.said.contains("没有留着可退的上一次"), "{}", run.said);
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    fs::write(paper.target("site").join("theirs.txt"), "theirs").unwrap();
    let run = paper.run(&["publish", "site", "--rollback"]);
    assert!(run.code == 1 && run.said.contains("别人后来放的文件"), "{}", run.said);
}

#[test]
fn a_release_that_somebody_has_changed_is_not_made_live_again() {
    let paper = published();
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    // Files that did not change are the same in both releases: what is done to one is done to the other.
    let page = paper.target("site/2025-11-20/lamp.png");
    fs::OpenOptions::new().append(true).open(&page).unwrap().write_all(b"DEFACED").unwrap();
    let run = paper.run(&["publish", "site", "--rollback"]);
    assert!(
        run.code == 1 && run.said.contains("有 1 个文件被人改过、删过，没有退回：2025-11-20/lamp.png"),
        "{}",
        run.said
    );
    let run = paper.publish(&["site", "--repair"]);
    paper.assert_live();
    assert!(!run.said.contains("--rollback"), "the release before is the damaged one: {}", run.said);
    assert_eq!(paper.run(&["publish", "site", "--rollback"]).code, 1);
    paper.assert_live();
}
