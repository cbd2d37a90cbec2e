//! 三审三校: an edition is published as it was approved, or not at all. And proofs, which are made for those who approve.

use std::io::Read;

use crate::support::{PNG, Paper, Run, files_in, run_in};

const SITE: &str = "name: 晨报\nurl: https://a.b/\napprovals: [初审, 终审]\npublish:\n  site: {kind: folder, path: ../site}\n  usb: {kind: zip, path: ../bundles, proof: true}\n";
const EDITION: &str = "paper/content/editions/2025-11-20";
const APPROVALS: &str = "paper/content/editions/2025-11-20/approvals.yaml";

/// A paper in a folder beside its target.
struct Office(Paper);

impl Office {
    fn new() -> Self {
        let office = Self(Paper::of(&[("paper/content/site.yaml", SITE)]));
        office.ledger(3);
        office.story("a", "", "共{{l:staff}}。![图](lamp.png)");
        office.story("b", "", "正文。");
        office.0.put(&format!("{EDITION}/lamp.png"), PNG);
        office
    }

    fn story(&self, name: &str, front: &str, text: &str) {
        let text = format!("---\nbyline: 本报讯\nheadline: 题{name}\n{front}---\n{text}\n");
        self.0.put(&format!("{EDITION}/{name}.md"), text);
    }

    fn ledger(&self, staff: u32) {
        let text = format!(
            "title: 账\nfigures:\n  staff: {{label: 职工, value: {staff}, unit: 名}}\n  other: {{value: {staff}}}\n"
        );
        self.0.put("paper/content/ledgers/l.yaml", text);
    }

    fn on(&self, day: &str, arguments: &[&str]) -> Run {
        run_in(&self.0.root().join("paper"), &[arguments, &["--as-of", day]].concat(), &[])
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.on("2025-12-01", arguments)
    }

    fn approve(&self, role: &str, by: &str) {
        let run = self.run(&["approve", "2025-11-20", "--as", role, "--by", by]);
        assert_eq!(run.code, 0, "{}", run.said);
    }

    fn approve_all(&self) {
        self.approve("初审", "甲");
        self.approve("终审", "乙");
    }

    fn publish(&self) -> Run {
        self.run(&["publish", "site", "--allow-unready", "--all"])
    }

    /// What publishing says, which must be refused.
    fn refusal(&self) -> String {
        let run = self.publish();
        assert_eq!(run.code, 1, "{}", run.said);
        run.said
    }
}

/// A paper whose edition is approved.
fn approved() -> Office {
    let office = Office::new();
    office.approve_all();
    office
}

#[test]
fn an_edition_is_published_once_every_approval_is_given() {
    let office = Office::new();
    let said = office.refusal();
    assert!(said.contains("还没有初审") && said.contains("还没有终审"), "{said}");
    office.approve("初审", "甲");
    let said = office.refusal();
    assert!(!said.contains("还没有初审") && said.contains("还没有终审"), "{said}");
    office.approve("终审", "乙");
    let run = office.publish();
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn an_approval_says_who_and_what_and_is_not_published() {
    let office = Office::new();
    let before = office.run(&["build"]);
    office.approve_all();
    let written = std::fs::read_to_string(office.0.root().join(APPROVALS)).unwrap();
    for said in
        ["role: 初审", "by: 甲", "at: 2025-12-01", "checksum: ", "b.md: ", "lamp.png: ", "l.yaml#staff: "]
    {
        assert!(written.contains(said), "{said} is not in\n{written}");
    }
    assert!(!written.contains("#other"), "{written}");
    let after = office.run(&["build"]);
    assert_eq!((before.code, after.code), (0, 0), "{}", after.said);
    let printed = files_in(&office.0.root().join("paper/public"));
    assert!(printed.keys().all(|path| !path.contains("approvals")), "{:?}", printed.keys());
    let run = office.run(&["approve", "2025-11-20", "--as", "初审", "--by", "丙"]);
    assert!(run.said.contains("稿件 2 篇、图和别的文件 1 个、台账数字 1 个"), "{}", run.said);
    let written = std::fs::read_to_string(office.0.root().join(APPROVALS)).unwrap();
    assert_eq!(written.matches("role: 初审").count(), 1);
    assert!(written.contains("by: 丙") && !written.contains("by: 甲"), "{written}");
}

#[test]
fn whatever_is_changed_afterwards_is_named() {
    #[allow(clippy::type_complexity, reason = "a table")]
    let changes: [(&str, &dyn Fn(&Office), &str); 7] = [
        ("a story", &|office| office.story("b", "", "改过。"), "b.md` 在签字以后改过：初审、终审"),
        ("a new story", &|office| office.story("c", "", "新的。"), "c.md` 是签字以后加的"),
        (
            "a story that is gone",
            &|office| office.0.remove(&format!("{EDITION}/b.md")),
            "b.md` 在签字以后没有了",
        ),
        (
            "a picture",
            &|office| office.0.put(&format!("{EDITION}/lamp.png"), [PNG, b"x"].concat()),
            "lamp.png` 在签字以后改过",
        ),
        ("a figure", &|office| office.ledger(4), "l.yaml#staff` 在签字以后改过"),
        (
            "the edition",
            &|office| office.0.put(&format!("{EDITION}/edition.yaml"), "number: 9\n"),
            "edition.yaml` 是签字以后加的",
        ),
        ("a draft", &|office| office.story("b", "draft: true\n", "正文。"), "b.md` 在签字以后改过"),
    ];
    for (what, change, expected) in changes {
        let office = approved();
        change(&office);
        let said = office.refusal();
        assert!(said.contains(expected), "{what}: {said}");
        assert_eq!(said.matches("签字以后").count(), 1, "{what}: {said}");
        for role in ["初审", "终审"] {
            assert!(said.contains(&format!("`lanmu approve 2025-11-20 --as {role}`")), "{what}: {said}");
        }
        office.approve_all();
        let run = office.publish();
        assert_eq!(run.code, 0, "{what}: {}", run.said);
    }
}

#[test]
fn what_the_pages_do_not_show_may_change() {
    let office = approved();
    office.0.put("paper/content/pages/about.md", "# 关于\n\n文。\n");
    let ledger = "title: 账\nfigures:\n  staff: {label: 职工, value: 3, unit: 名}\n  other: {value: 9}\n";
    office.0.put("paper/content/ledgers/l.yaml", ledger);
    let run = office.publish();
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn a_withdrawal_does_not_wait_for_an_approval() {
    let office = approved();
    office.story("b", "withdrawn: 经核实有误\n", "正文。");
    let run = office.publish();
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn only_the_approval_that_no_longer_fits_is_given_again() {
    let office = Office::new();
    office.approve("初审", "甲");
    office.story("b", "", "改过。");
    office.approve("终审", "乙");
    let said = office.refusal();
    assert!(said.contains("b.md` 在签字以后改过：初审"), "{said}");
    assert!(!said.contains("终审"), "{said}");
}

#[test]
fn editions_from_before_the_first_approval_are_not_asked_for() {
    let office = Office::new();
    office.0.put("paper/content/editions/2025-11-13/old.md", "---\nbyline: 本报讯\n---\n# 旧闻\n\n文。\n");
    office.approve_all();
    let run = office.publish();
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn an_edition_to_come_is_approved_and_published_on_its_day() {
    let office = Office::new();
    for (role, by) in [("初审", "甲"), ("终审", "乙")] {
        let run = office.on("2025-11-18", &["approve", "2025-11-20", "--as", role, "--by", by]);
        assert_eq!(run.code, 0, "{}", run.said);
    }
    let run = office.on("2025-11-20", &["publish", "site", "--allow-unready"]);
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn a_wrong_role_edition_or_file_is_a_finding() {
    let office = approved();
    let run = office.run(&["approve", "2025-11-20", "--as", "初申"]);
    assert!(run.code == 1 && run.said.contains("没有 `初申` 这一道审校"), "{}", run.said);
    assert!(run.said.contains("是不是想写 `初审`"), "{}", run.said);
    let run = office.run(&["approve", "2025-11-21", "--as", "初审"]);
    assert!(run.code == 1 && run.said.contains("没有 `2025-11-21` 这一期"), "{}", run.said);
    office.0.put("paper/content/site.yaml", SITE.replace("初审, ", ""));
    assert!(office.run(&["check", "--all"]).said.contains("unknown-approval"));
}

#[test]
fn who_signs_twice_is_told_at_once() {
    let office = approved();
    let run = office.run(&["approve", "2025-11-20", "--as", "终审", "--by", "甲"]);
    assert!(run.code == 0 && run.said.contains("初审也是 甲 签的"), "{}", run.said);
}

#[test]
fn an_approval_that_was_edited_by_hand_does_not_count() {
    let office = approved();
    let written = std::fs::read_to_string(office.0.root().join(APPROVALS)).unwrap();
    for (signed, edited) in [
        ("role: 初审", "role: 终审"),
        ("by: 乙", "by: 丙"),
        ("at: 2025-12-01", "at: 2025-11-30"),
        ("b.md: ", "c.md: "),
    ] {
        let text = written.replace(signed, edited);
        assert_ne!(text, written, "{signed}");
        office.0.put(APPROVALS, text);
        assert!(office.run(&["check", "--all"]).said.contains("edited-approval"), "{signed}");
        assert!(office.refusal().contains("这一期还没有"), "{signed}");
    }
}

#[test]
fn nobody_approves_an_edition_twice_unnoticed() {
    let office = Office::new();
    office.approve("初审", "甲");
    office.approve("终审", "甲");
    assert!(office.run(&["check", "--all"]).said.contains("same-approver"));
}

#[test]
fn what_cannot_be_printed_is_not_approved() {
    let office = Office::new();
    office.story("b", "", "共{{l:nobody}}。");
    let run = office.run(&["approve", "2025-11-20", "--as", "初审"]);
    assert!(run.code == 1 && run.said.contains("unknown-figure"), "{}", run.said);
    assert!(!office.0.root().join(APPROVALS).exists());
}

/// The files of a bundle, as text.
fn unzipped(office: &Office, name: &str) -> Vec<(String, String)> {
    let file = std::fs::File::open(office.0.root().join("bundles").join(name)).unwrap();
    let mut zip = zip::ZipArchive::new(file).unwrap();
    let files = (0..zip.len()).map(|index| {
        let mut file = zip.by_index(index).unwrap();
        let (name, mut bytes) = (file.name().unwrap().to_string(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        (name, String::from_utf8_lossy(&bytes).into_owned())
    });
    files.collect()
}

#[test]
fn a_proof_has_everything_marked_and_is_for_no_search_engine() {
    let office = Office::new();
    office.story("d", "draft: true\n", "草稿。");
    office.story("e", "publish_at: 2026-01-01\n", "以后的。");
    office.run(&["build"]);
    let printed = files_in(&office.0.root().join("paper/public"));
    let run = office.run(&["publish", "usb"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let files = unzipped(&office, "晨报-2025-11-20-送审稿.zip");
    let named = |name: &str| files.iter().find(|(path, _)| path.ends_with(name));
    assert!(
        named("/d.html").is_some() && named("/e.html").is_some(),
        "{:?}",
        files.iter().map(|file| &file.0)
    );
    assert!(named("feed.xml").is_none() && named("sitemap.xml").is_none());
    assert!(named("robots.txt").unwrap().1.contains("Disallow: /"));
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html") && !path.ends_with("打开.html"));
    for (path, text) in pages {
        assert!(text.contains("送审稿") && text.contains("noindex"), "{path}: {text}");
        assert!(!text.contains("https://a.b/"), "{path}: {text}");
    }
    assert_eq!(files_in(&office.0.root().join("paper/public")), printed);
    let first = std::fs::read(office.0.root().join("bundles/晨报-2025-11-20-送审稿.zip")).unwrap();
    office.run(&["publish", "--proof", "--yes"]);
    assert_eq!(std::fs::read(office.0.root().join("bundles/晨报-2025-11-20-送审稿.zip")).unwrap(), first);
}

#[test]
fn a_proof_never_replaces_what_is_live() {
    let office = Office::new();
    let run = office.run(&["publish", "site", "--proof"]);
    assert!(run.code == 2 && run.said.contains("送审稿不能发布到 `site`"), "{}", run.said);
    assert!(!office.0.root().join("site").exists());
    office.0.put("paper/content/site.yaml", "name: 晨报\n");
    let run = office.run(&["publish", "--proof"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(office.0.root().join("paper/bundles/晨报-2025-11-20-送审稿.zip").is_file());
}

#[test]
fn a_withdrawal_that_cannot_wait_goes_out_with_what_is_not_approved() {
    let office = approved();
    assert_eq!(office.publish().code, 0);
    office.story("b", "", "改过的正文。");
    let args = ["publish", "site", "--allow-unready", "--allow-unapproved"];
    let run = office.run(&args);
    assert!(run.code == 1 && run.said.contains("审签有 1 处不齐"), "{}", run.said);
    assert!(run.said.contains("--allow-unapproved 只在撤稿时有用"), "{}", run.said);
    office.story("a", "withdrawn: 有误\n", "共{{l:staff}}。");
    let refusal = office.refusal();
    assert!(refusal.contains("急着撤稿") && refusal.contains("--allow-unapproved"), "{refusal}");
    let run = office.run(&args);
    assert!(run.code == 0 && run.said.contains("changed-since-approval"), "{}", run.said);
    let log = std::fs::read_to_string(office.0.root().join("paper/.lanmu/publish.log")).unwrap();
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!(last["unapproved"], serde_json::json!(["content/editions/2025-11-20/b.md"]));
}
