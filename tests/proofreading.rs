//! What the proofreader gives an editor: the sheet, the fixes, the waivers, the gate, and the effect of a change of ledgers.

use std::fs;
use std::process::{Command, Stdio};

use lanmu::internals::cache::Cache;
use lanmu::internals::finding::Finding;
use lanmu::internals::pipeline::{self, Scope};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{PNG, Paper, at_the_desk, repository};

const A: &str = "content/editions/2025-11-20/a.md";

fn paper(text: &str) -> Paper {
    Paper::of(&[
        ("content/site.yaml", "name: 试报\n"),
        (
            "content/ledgers/town.yaml",
            "title: 镇台账\nsource: {name: 镇报}\nfigures:\n  roads: {label: 修路, value: 12, unit: 条, window: 今年}\n",
        ),
        (A, text),
    ])
}

fn story(text: &str) -> String {
    format!("---\nheadline: 头条\nbyline: 本报记者 王建国\nledger: town\n---\n\n{text}\n")
}

fn check(paper: &Paper, arguments: &[&str]) -> (i32, Vec<Value>) {
    let all = [&["check", "--format", "json", "--as-of", "2025-11-20"], arguments].concat();
    let run = paper.run(&all);
    let lines =
        run.said.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{}", run.said)));
    (run.code, lines.collect())
}

fn codes(said: &[Value]) -> Vec<&str> {
    said.iter().filter_map(|line| line["code"].as_str()).collect()
}

#[test]
fn a_finding_says_where_it_is_what_it_weighs_and_what_would_mend_it() {
    let paper = paper(&story("今年修路,{{roads}}，培训283余人次。"));
    let (code, said) = check(&paper, &[]);
    assert_eq!(code, 1, "errors end the command with 1");
    let number = said.iter().find(|line| line["code"] == "exact-number-with-yu").unwrap();
    assert_eq!(
        (&number["severity"], &number["file"], &number["text"]),
        (&"error".into(), &A.into(), &"283余".into())
    );
    assert_eq!((&number["line"], &number["column"], &number["weight"]), (&7.into(), &18.into(), &1.0.into()));
    let comma = said.iter().find(|line| line["code"] == "half-width-mark").unwrap();
    assert_eq!(
        (&comma["fix"], &comma["weight"], &comma["severity"]),
        (&"，".into(), &0.1.into(), &"warning".into())
    );
    let total = &said.last().unwrap()["total"];
    assert!(total["characters"].as_u64().unwrap() > 20 && total["passes"] == false, "{total}");
}

#[test]
fn warnings_do_not_fail_the_check_and_rules_do_not_stop_a_build_unless_it_is_strict() {
    let paper = paper(&story("今年修路,{{roads}}。"));
    assert_eq!(check(&paper, &[]).0, 0);
    paper.put(A, story("今年修路{{roads}}，培训283余人次。"));
    assert_eq!(check(&paper, &[]).0, 1);
    assert_eq!(paper.build().code, 0);
    let strict = paper.run(&["build", "--strict", "--as-of", "2025-12-02"]);
    assert_eq!(strict.code, 1, "{}", strict.said);
    assert!(strict.said.contains("exact-number-with-yu"), "{}", strict.said);
    paper.put(A, story("今年修路{{roads}}，培训280余人次。"));
    assert_eq!(paper.run(&["build", "--strict", "--as-of", "2025-12-02"]).code, 0);
}

#[test]
fn fixes_mend_what_is_safe_and_leave_every_other_byte() {
    for (mark, end) in [("", "\n"), ("\u{FEFF}", "\r\n")] {
        let text = story(
            "今年修路,共{{roads}};网址是 https://example.org/a,b,时间是10:30.\n\n表格(试行)如下:“滴灌式”精准培训， 送到家门口 。",
        );
        let spelled = |text: &str| format!("{mark}{}", text.replace('\n', end));
        let paper = paper(&spelled(&text));
        check(&paper, &["--fix"]);
        let mended = fs::read_to_string(paper.root().join(A)).unwrap();
        let wanted = text
            .replace("修路,共{{roads}};网址", "修路，共{{roads}}；网址")
            .replace("(试行)如下:", "（试行）如下：")
            .replace("培训， 送到家门口 。", "培训，送到家门口。");
        assert_eq!(mended, spelled(&wanted));
        let (_, said) = check(&paper, &["--fix"]);
        assert!(
            said.iter().all(|line| line.get("mended").is_none()),
            "mending again finds nothing: {said:?}"
        );
    }
}

#[test]
fn a_waiver_lets_stand_what_it_names_where_it_says_and_one_that_lets_nothing_stand_is_told() {
    let wrong = "培训283余人次。";
    let paper = paper(&story(&format!("<!-- 照排: exact-number-with-yu 原文如此 -->\n\n{wrong}\n\n{wrong}")));
    let (_, said) = check(&paper, &[]);
    assert_eq!(codes(&said), ["exact-number-with-yu"], "the second paragraph is not let stand");
    assert_eq!(said[0]["line"], 11);
    paper.put(A, story("<!-- 照排: exact-number-with-yu 原文如此 -->\n\n培训280余人次。"));
    assert_eq!(codes(&check(&paper, &[]).1), ["unused-waiver"]);
    let front = "---\nheadline: 头条\nproof: {allow: {exact-number-with-yu: 原文如此}}\n---\n\n";
    paper.put(A, format!("{front}{wrong}\n\n{wrong}\n"));
    let (code, said) = check(&paper, &[]);
    assert_eq!((code, codes(&said).len()), (0, 0), "{said:?}");
}

#[test]
fn the_house_lets_stand_what_it_says_in_the_whole_paper_but_nothing_that_stops_the_press() {
    let paper = paper(&story("培训283余人次。\n\n國家。"));
    let house = |allow: &str| {
        paper.put("content/site.yaml", format!("name: 试报\nproof:\n  allow: {{{allow}}}\n"));
        check(&paper, &[])
    };
    let (_, said) = house("mixed-script: 古籍");
    assert_eq!(codes(&said), ["exact-number-with-yu"], "a finding of pages has no paragraph to stand before");
    let (code, said) = house("exact-number-with-yu: 史料, mixed-script: 古籍");
    assert_eq!((code, codes(&said).len()), (0, 0), "{said:?}");
    for nothing in ["\"\"", "", "~", "null"] {
        let (_, said) = house(&format!("mixed-script: 古籍, exact-number-with-yu: {nothing}"));
        assert_eq!(codes(&said), ["exact-number-with-yu", "waiver-without-reason"], "{nothing}");
    }
    let (_, said) = house("doubled-word: 口语, mixed-script: 古籍, exact-number-with-yu: \"\"");
    assert_eq!(codes(&said), ["exact-number-with-yu", "unused-waiver", "waiver-without-reason"]);
    assert_eq!((&said[1]["file"], &said[1]["line"]), (&"content/site.yaml".into(), &3.into()));
    paper.put(A, story("今年修路{{road}}。"));
    let (code, said) = house("unknown-figure: 随它去");
    assert_eq!((code, codes(&said)), (1, vec!["unknown-figure", "unused-waiver"]));
}

#[test]
fn an_edition_goes_to_press_when_it_is_complete_and_settled() {
    let whole = paper(&story("今年修路{{roads}}。"));
    let ready = |paper: &Paper| {
        let (code, said) = check(paper, &["--edition", "2025-11-20"]);
        assert_eq!(code == 0, said.last().unwrap()["ready"] == true);
        // A page of one line is a short one.
        codes(&said).into_iter().filter(|code| *code != "short-page").map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ready(&whole), [""; 0]);
    let day_before = whole.run(&["check", "--edition", "2025-11-20", "--as-of", "2025-11-19"]);
    assert_eq!(day_before.code, 0, "it is due with its edition: {}", day_before.said);
    let open = format!(
        "{}\n<!-- 待核：引题是按次序定的 -->\n\n文中<!-- to check: who? -->有疑。\n",
        story("今年修路{{roads}}。")
    );
    whole.put(A, &open);
    assert_eq!(ready(&whole), ["open-doubt"; 2]);
    assert_eq!(check(&whole, &[]).0, 0, "what is still to be checked prevents only the press");
    let ledger = fs::read_to_string(whole.root().join("content/ledgers/town.yaml")).unwrap();
    whole.put(A, story("今年修路{{roads}}。"));
    whole.put("content/ledgers/town.yaml", ledger.replace("figures:\n", "figures:\n  # 待核：是去年的数\n"));
    assert_eq!(ready(&whole), ["open-doubt"], "the story prints it");
    whole.put(A, story("今年修了路。"));
    assert_eq!(ready(&whole), [""; 0], "nobody prints it");
    whole.put("content/ledgers/town.yaml", &ledger);
    whole.put(A, "---\nheadline: 头条\ndraft: true\nimages: [{src: lamp.png, alt: 灯}]\n---\n\n今年。\n");
    whole.put("content/editions/2025-11-20/lamp.png", b"\x89PNG");
    whole.put("content/editions/2025-11-20/b.md", story("无。"));
    whole.put("content/editions/2025-11-20/edition.yaml", "number: 9\npages: [{stories: [b]}]\n");
    whole.put("content/editions/2025-11-13/c.md", story("无。"));
    let lacks = ready(&whole);
    for code in ["number-gap", "still-draft", "nobodys-story", "byline-form", "unlisted-story"] {
        assert!(lacks.iter().any(|lack| lack == code), "{code}: {lacks:?}");
    }
    assert_eq!(check(&whole, &["--edition", "2025-11-21"]).0, 1, "there is no such edition");
    whole.put("content/editions/2025-11-13/c.md", "---\nheadline: 只有题\nbyline: 本报讯\n---\n");
    let lacks = ready(&whole);
    assert!(!lacks.iter().any(|lack| lack == "headline-only"), "of another edition: {lacks:?}");
    let (code, said) = check(&whole, &["--edition", "2025-11-13"]);
    let said: Vec<_> = codes(&said).into_iter().filter(|code| *code == "headline-only").collect();
    assert_eq!((code, said.len()), (1, 1), "once, as an error");
}

#[test]
fn finished_pages_are_looked_at_too() {
    let paper = paper(&story("今年修路{{roads}}。"));
    let page = fs::read_to_string(repository().join("themes/broadsheet/templates/base.html")).unwrap();
    let broken = "<a href=\"nowhere.html\">x</a><a href=\"#nothing\">x</a><img src=\"\" alt=\"\"><p id=\"twice\">二</p><p id=\"twice\">None</p></body>";
    assert!(page.contains("</body>"));
    paper.put("content/theme/templates/base.html", page.replace("</body>", broken));
    let (_, said) = check(&paper, &[]);
    let found = codes(&said);
    for code in ["dead-link", "dead-anchor", "duplicate-id", "empty-alt", "empty-value"] {
        assert_eq!(found.iter().filter(|found| **found == code).count(), 1, "{code}: {said:?}");
    }
}

#[test]
fn a_check_after_builds_and_edits_finds_what_a_check_from_nothing_finds() {
    let paper = paper(&story("今年修路{{roads}}，见[旧文](b.md)。"));
    let other = |text: &str| format!("---\nheadline: 次条\n---\n{text}\n");
    paper.put("content/editions/2025-11-20/b.md", other("见[](#没有)。"));
    paper.put("content/editions/2025-11-20/c.md", "---\nheadline: 草稿\ndraft: true\n---\n见[](#没有)。\n");
    let agrees = |note: &str| {
        let after = check(&paper, &[]);
        let from_nothing = Paper::copy_of(paper.root());
        assert_eq!(after, check(&from_nothing, &[]), "{note}");
        let edition = ["--edition", "2025-11-20"];
        assert_eq!(check(&paper, &edition), check(&from_nothing, &edition), "{note}");
        after.1.len()
    };
    paper.build();
    let dead = agrees("nothing changed");
    paper.put("content/editions/2025-11-20/b.md", other("修好了。"));
    assert!(agrees("a story changed") < dead, "what is mended is not told any more");
    paper.build();
    let page = paper.root().join("public/2025-11-20/b.html");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("修好了", "修好{{了")).unwrap();
    agrees("a page was spoilt where it stands, which the next build mends");
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    fs::create_dir(paper.root().join("public")).unwrap();
    agrees("the pages are gone");
    let cache = paper.root().join(".cache/values");
    let bytes = fs::read(&cache).unwrap();
    fs::write(&cache, &bytes[..bytes.len() / 2]).unwrap();
    agrees("half the cache is gone");
}

#[test]
fn a_proof_of_each_story_is_printed_for_people_with_pens() {
    let paper = paper(&story("今年修路{{roads}}，<b>培训</b>283余人次,路修好了。"));
    let run = paper.run(&["check", "--format", "html", "--out", "proofs-here"]);
    let folder = std::env::current_dir().unwrap().join("proofs-here");
    let html = fs::read_to_string(folder.join("stories/2025-11-20/a.html")).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(html.contains("<mark class=\"query error\">283余</mark><sup>1</sup>"), "{html}");
    assert!(html.contains("<mark class=\"change warning\">,</mark><sup>2</sup>"), "{html}");
    assert!(html.contains("2 改 <ins>，</ins>") && html.contains("GB/T 14706"), "{html}");
    assert!(
        html.contains("12条") && html.contains("exact-number-with-yu") && !html.contains("<b>培训"),
        "{html}"
    );
}

#[test]
fn a_proof_explains_mistakes_of_one_kind_three_times() {
    let paper = paper(&story("路修好了,水通了,灯亮了,树绿了,人来了,歌起了。修路{{roads}}。"));
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("proofs");
    paper.run(&["check", "--format", "html", "--out", folder.to_str().unwrap()]);
    let html = fs::read_to_string(folder.join("stories/2025-11-20/a.html")).unwrap();
    assert_eq!(html.matches("class=\"change warning\"").count(), 5, "{html}");
    assert_eq!(html.matches("改成全角的").count(), 3, "{html}");
    assert!(html.contains("4 改 <ins>，</ins> · 5 改 <ins>，</ins> 同上：half-width-mark"), "{html}");
}

#[test]
fn the_sheet_is_the_result_and_its_verdict_is_the_exit_code() {
    let paper = paper(&story("今年修路,{{roads}}，培训283余人次。"));
    let sheet = || {
        let command = std::process::Command::new(env!("CARGO_BIN_EXE_lanmu"))
            .args(["check", "--as-of", "2025-12-01", "--root"])
            .arg(paper.root())
            .output()
            .unwrap();
        (command.status.code().unwrap(), String::from_utf8_lossy(&command.stdout).into_owned())
    };
    let (code, said) = sheet();
    assert!(code == 1 && said.contains("283余") && said.contains("有错误，不合格"), "{said}");
    paper.put(A, story("今年修路,{{roads}}。"));
    let (code, said) = sheet();
    assert!(code == 0 && said.contains("half-width-mark") && said.contains("没有错误，合格"), "{said}");
}

#[test]
fn only_stories_that_changed_are_read_again() {
    let paper = paper(&story("培训283余人次。"));
    paper.put("content/editions/2025-11-20/b.md", story("培训391余人次。"));
    let project = at_the_desk(paper.root());
    let mut cache = Cache::default();
    let read = |cache: &mut Cache| pipeline::proofread(&project, cache, &Scope::Paper).unwrap();
    let first = read(&mut cache);
    paper.put(A, story("培训280余人次。"));
    let second = read(&mut cache);
    let galley = |read: &pipeline::Proofread, name: &str| {
        read.stories
            .iter()
            .map(|story| &story.galley)
            .find(|galley| galley.path.as_str().ends_with(name))
            .unwrap()
            .clone()
    };
    assert!(std::sync::Arc::ptr_eq(&galley(&first, "b.md"), &galley(&second, "b.md")), "b is not read again");
    assert!(!std::sync::Arc::ptr_eq(&galley(&first, "a.md"), &galley(&second, "a.md")));
    let fresh = read(&mut Cache::default());
    assert_eq!(second.report.findings, fresh.report.findings, "and what is found is as if all were read");
}

#[test]
fn what_only_moved_is_found_where_it_is_now() {
    let before = "---\nheadline: 头条,又及\nform: reprint\nimages: [{src: lamp.png, alt: 灯}]\n---\n培训283余人次。\n\n> 修路,种树\n";
    let after = before.replace("headline", "# 编辑备注\nheadline").replace("培训", "\n\n　　培训");
    let paper = paper(before);
    paper.put("content/editions/2025-11-20/lamp.png", PNG);
    let project = at_the_desk(paper.root());
    let mut cache = Cache::default();
    let read =
        |cache: &mut Cache| pipeline::proofread(&project, cache, &Scope::Paper).unwrap().report.findings;
    let places = |findings: &[Finding], text: &str| {
        let places = findings.iter().filter_map(|finding| finding.place.as_ref());
        let places = places.filter(|place| place.path.as_str() == A);
        places.map(|place| text[place.span.range()].to_owned()).collect::<Vec<_>>()
    };
    let first = read(&mut cache);
    paper.put(A, &after);
    let moved = read(&mut cache);
    assert_eq!(moved, read(&mut Cache::default()));
    assert!(first.len() > 4, "{first:?}");
    assert_eq!(places(&first, before), places(&moved, &after));
}

#[test]
fn a_change_of_ledgers_tells_what_it_alters_and_can_draft_the_correction() {
    let paper = paper(&story("今年修路{{roads}}。"));
    paper.put("content/editions/2025-11-13/b.md", story("到上周修路{{roads}}。"));
    paper.put("content/ledgers/各村/东村.yaml", "figures: {}\n");
    git(&paper, &["init", "-q"]);
    git(&paper, &["add", "-A"]);
    git(&paper, &["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "first"]);
    let ledger = fs::read_to_string(paper.root().join("content/ledgers/town.yaml")).unwrap();
    paper.put("content/ledgers/town.yaml", ledger.replace("12", "13"));
    let run =
        paper.run(&["figures", "--since", "HEAD", "--erratum", "--format", "json", "--as-of", "2025-11-20"]);
    let said: Vec<Value> = run.said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let figure = &said[0]["altered"][0];
    assert_eq!((&figure["before"], &figure["after"]), (&"12条".into(), &"13条".into()));
    assert_eq!(figure["stories"].as_array().unwrap().len(), 2, "{figure}");
    let documents = said[0]["documents"].to_string();
    assert!(documents.contains("2025-11-13/b.html") && !documents.contains("404.html"), "{documents}");
    let draft = fs::read_to_string(paper.root().join("content/editions/2025-11-20/correction.md")).unwrap();
    assert!(draft.contains("draft: true") && draft.contains("应为13条，误为12条"), "{draft}");
    assert!(!draft.contains("2025年11月20日第"), "what is not printed yet needs no correction: {draft}");
    let again = paper.run(&["figures", "--since", "HEAD", "--erratum", "--as-of", "2025-11-20"]);
    assert!(again.said.contains("correction.md") && !again.said.contains("draft"), "{}", again.said);
    assert!(again.said.contains("有 1 篇印着变动的数字，当作还没有发出去"), "{}", again.said);
    let second = paper.root().join("content/editions/2025-11-20/correction-2.md");
    assert!(!second.exists(), "the same words are not written twice");
    paper.put("content/editions/2025-11-20/correction.md", draft.replace("13条", "14条"));
    let again = paper.run(&["figures", "--since", "HEAD", "--erratum", "--as-of", "2025-11-20"]);
    assert!(again.said.contains("correction-2.md"), "nothing is written over: {}", again.said);
    assert_eq!(fs::read_to_string(second).unwrap(), draft);
    assert_eq!(paper.run(&["figures", "--since", "nowhere"]).code, 2);
}

#[test]
fn a_correction_says_what_was_printed_and_not_what_the_ledger_has() {
    let paper = paper(&story("无。"));
    let ledger = |money: &str, before: &str| {
        let figures = format!(
            "  money: {{label: 投入, value: {money}, unit: 元}}\n  cases: {{label: 办件, unit: 件, series: {{2024: {before}, 2025: 2820}}}}\n"
        );
        paper.put("content/ledgers/bank.yaml", format!("title: 办件台账\nfigures:\n{figures}"));
    };
    ledger("36500000", "2350");
    paper.put(
        "content/editions/2025-11-13/b.md",
        "---\nheadline: 办件快了\nledger: bank\n---\n投入{{money|万}}，办件增长{{cases|change percent}}。\n",
    );
    git(&paper, &["init", "-q"]);
    git(&paper, &["add", "-A"]);
    git(&paper, &["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "first"]);
    ledger("36600000", "2300");
    let run = paper.run(&["figures", "--since", "HEAD", "--erratum", "--as-of", "2025-11-20"]);
    assert!(run.said.contains("3650万元 → 3660万元") && run.said.contains("20% → 22.6%"), "{}", run.said);
    let draft = fs::read_to_string(paper.root().join("content/editions/2025-11-20/correction.md")).unwrap();
    assert!(draft.contains("应为3660万元，误为3650万元") && draft.contains("“20%”应为“22.6%”"), "{draft}");
    assert!(
        !draft.contains("36600000") && !draft.contains("“办件”"),
        "its cases are what they were: {draft}"
    );
}

fn git(paper: &Paper, arguments: &[&str]) {
    let done = Command::new("git").arg("-C").arg(paper.root()).args(arguments).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Pieces of running text that rules read, in any order: even text that no editor would write must not crash the program.
const PIECES: [&str; 60] = [
    "1200",
    "多",
    "万",
    "元",
    "三百",
    "余",
    "人次",
    "，",
    "。",
    "、",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "‘",
    "’",
    "其中",
    "占",
    "%",
    "从",
    "增加到",
    "增长",
    "3倍",
    "翻",
    "两番",
    "至少",
    "以上",
    "近",
    "每",
    "共",
    "2025年",
    "11月",
    "20日",
    "星期四",
    "2月30日",
    "95年",
    "……",
    "等",
    "——",
    "—",
    " ",
    "的的",
    "abc",
    ",",
    ":",
    "(",
    ")",
    "党委、理论学习中心组",
    "区组织部",
    "思想贯彻党的",
    "10:75",
    "×",
    "【】",
    "截至",
    "书记候志华",
    "13800138000",
    "{{roads}}",
    "\n\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 150 } else { 1000 }))]

    #[test]
    fn no_text_brings_the_proofreader_down_and_every_mark_lies_in_it(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)
    ) {
        let text = story(&pieces.concat());
        let paper = paper(&text);
        let project = at_the_desk(paper.root());
        let read = pipeline::proofread(&project, &mut Cache::default(), &Scope::Paper).unwrap();
        for place in read.report.findings.iter().filter_map(|finding| finding.place.as_ref()) {
            prop_assert!(place.path.as_str() != A || text.get(place.span.range()).is_some(), "{place:?}");
        }
    }
}

#[test]
fn proofs_never_take_the_place_of_a_paper() {
    let paper = paper(&story("今年修路{{roads}}。"));
    let before = paper.built();
    let public = paper.root().join("public");
    let run = paper.run(&["check", "--format", "html", "--out", public.to_str().unwrap()]);
    assert_eq!((run.code, paper.public()), (2, before), "{}", run.said);
    let proofs = paper.root().join("proofs");
    for _ in 0..2 {
        assert_eq!(paper.run(&["check", "--format", "html"]).code, 0);
        assert!(proofs.join("index.html").exists() && proofs.join("stories/2025-11-20/a.html").exists());
    }
}

#[test]
fn quotes_are_mended_in_pairs_or_not_at_all() {
    for (text, mended) in [
        ("\"四维\"发力，从\"输血\"到\"造血\"。", "“四维”发力，从“输血”到“造血”。"),
        ("他说：\"我们要抓好\"三会一课\"制度。\"", "他说：\"我们要抓好\"三会一课\"制度。\""),
        ("**\"第一，\"**要抓好。", "**\"第一，\"**要抓好。"),
        ("\"**第一**\"要抓好。", "\"**第一**\"要抓好。"),
    ] {
        let paper = paper(&story(text));
        check(&paper, &["--fix"]);
        let found = fs::read_to_string(paper.root().join(A)).unwrap();
        assert!(found.contains(mended), "{text}: {found}");
    }
}

#[test]
fn a_file_that_is_mended_again_because_a_fix_brought_another_to_light_is_named_once() {
    let paper = paper(&story("入冬以来, 东岭县组织农技人员走进大棚。"));
    let (_, said) = check(&paper, &["--fix"]);
    let told: Vec<&Value> = said.iter().filter(|line| line.get("mended").is_some()).collect();
    let [told] = told.as_slice() else { panic!("{told:?}") };
    assert!(told["mended"] == A && told["fixes"] == 2, "{told}");
}

#[test]
fn a_fix_keeps_the_emphasis_that_spaces_make() {
    let text = story("县里召开会议，_强调_ 文字很重要。\n\n县里召开 _会议_，大家都来。");
    let paper = paper(&text);
    check(&paper, &["--fix"]);
    assert_eq!(fs::read_to_string(paper.root().join(A)).unwrap(), text);
}

#[test]
fn a_waiver_holds_for_its_block_alone_wherever_it_stands() {
    let waiver = "<!-- 照排: exact-number-with-yu 原文如此 -->";
    for (text, left) in [
        (format!("培训283余人次。\n\n{waiver}"), ["exact-number-with-yu", "unused-waiver"].as_slice()),
        (format!("- 一项。\n\n- {waiver}\n\n  培训283余人次。\n\n- 又一项。"), &[]),
        (
            "<!-- 照排: exact-number-with-yu -->\n\n培训283余人次。".to_owned(),
            &["exact-number-with-yu", "waiver-without-reason"],
        ),
        ("<!-- 照排: exact-nubmer-with-yu 原文 -->\n\n培训280余人次。".to_owned(), &["unused-waiver"]),
    ] {
        let paper = paper(&story(&text));
        let (_, said) = check(&paper, &[]);
        let mut found = codes(&said);
        found.sort_unstable();
        assert_eq!(found, left, "{text}");
    }
    let paper = paper("---\nheadline: 头条\nproof: {allow: [exact-number-with-yu]}\n---\n\n无。\n");
    assert_eq!(paper.build().code, 1, "a shape that says nothing is not passed over");
}

#[test]
fn veiled_numbers_and_large_ones_are_read_in_peace() {
    let text = "手机尾号138****1234，共99999999999999名学员参加测试，合格率999999999999999999%。";
    let paper = paper(&story(text));
    let (_, said) = check(&paper, &[]);
    assert!(!codes(&said).contains(&"unread-mark"), "{said:?}");
}

#[test]
fn one_story_is_named_by_the_end_of_its_path_and_a_name_that_is_none_is_told() {
    let paper = paper(&story("培训283余人次。"));
    paper.put("content/editions/2025-11-20/ba.md", story("培训391余人次。"));
    for name in ["a", "a.md", "2025-11-20/a", A] {
        let (_, said) = check(&paper, &[name]);
        assert_eq!(said.last().unwrap()["stories"].as_array().unwrap().len(), 1, "{name}");
        assert_eq!(codes(&said), ["exact-number-with-yu"], "{name}");
    }
    for unknown in [["--edition", "2025-11-21"].as_slice(), &["nowhere"]] {
        let (code, said) = check(&paper, unknown);
        assert_eq!((code, codes(&said).len()), (1, 1), "{said:?}");
    }
}

#[test]
fn a_story_alone_is_told_what_its_address_and_its_page_come_to() {
    let paper = paper(&story("今年修路{{roads}}。"));
    paper.put(
        "content/editions/2025-11-20/b.md",
        "---\nheadline: 次条\naliases: [2025-11-20/a.html]\n---\n正文。\n",
    );
    assert_eq!(codes(&check(&paper, &["b"]).1), ["same-address"]);
    let long = "- 各项工作有序推进。\n".repeat(3000);
    paper.put(A, format!("---\nheadline: 头条\n---\n{long}"));
    paper.remove("content/editions/2025-11-20/b.md");
    let (_, said) = check(&paper, &["a"]);
    assert!(codes(&said).contains(&"overfull-page"), "{said:?}");
}

#[test]
fn an_edition_cannot_go_to_press_while_the_paper_cannot_be_printed() {
    let paper = paper(&story("今年修路{{roads}}。"));
    paper.put("content/editions/2025-11-13/b.md", story("今年修路{{rods}}。"));
    let (code, said) = check(&paper, &["--edition", "2025-11-20"]);
    assert_eq!((code, &said.last().unwrap()["ready"]), (1, &false.into()), "{said:?}");
}

#[test]
fn mending_that_is_killed_leaves_the_old_text_or_the_new() {
    let old = story(&"今年修路,共十二条;“滴灌式” 精准培训。\n\n".repeat(200));
    let paper = paper(&old);
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanmu"));
        command.args(["check", "--fix", "--root"]).arg(paper.root());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let mut whole = run();
    whole.wait().unwrap();
    let new = fs::read_to_string(paper.root().join(A)).unwrap();
    assert_ne!(new, old);
    for wait in 0..25 {
        paper.put(A, &old);
        let mut child = run();
        std::thread::sleep(std::time::Duration::from_millis(4 * wait));
        let _ = child.kill();
        child.wait().unwrap();
        let found = fs::read_to_string(paper.root().join(A)).unwrap();
        assert!(found == old || found == new, "{} bytes after {wait}", found.len());
    }
    assert!(check(&paper, &[]).0 < 2, "what was left lying about is no part of the paper");
}

#[test]
fn every_figure_is_listed_with_the_stories_that_print_it_and_as_a_table_for_spreadsheets() {
    let paper = Paper::of(&[
        (
            "content/ledgers/town.yaml",
            "figures:\n  roads: {label: '=修路', value: 12, unit: 条, window: 今年}\n  idle: {label: 待用, value: 3}\n",
        ),
        ("content/a.md", "---\nheadline: 修路\nledger: town\n---\n\n今年修路{{roads}}。\n"),
    ]);
    let run = paper.run(&["figures", "--format", "csv"]);
    let rows = "town,roads,'=修路,12,条,今年,12条,content/a.md\r\ntown,idle,待用,3,,,3,\r\n";
    let sheet = String::from("\u{FEFF}台账,键,名称,值,单位,时段,印成,稿件\r\n") + rows;
    assert_eq!(run.said, sheet);
    let file = paper.root().join("figures.csv");
    let report = ["figures", "--report", file.to_str().unwrap()];
    assert_eq!(paper.run(&report).code, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), sheet);
    assert_eq!(paper.run(&report).code, 2, "nothing is written over");
    assert_eq!(paper.run(&["figures", "--out", "elsewhere"]).code, 2, "an option without effect is told");
    let run = paper.run(&["figures", "--format", "json"]);
    let first: Value = serde_json::from_str(run.said.lines().next().unwrap()).unwrap();
    assert_eq!((&first["key"], &first["stories"][0]), (&"roads".into(), &"content/a.md".into()));
    assert!(paper.run(&["figures"]).said.contains("town:roads =修路　12条\n    content/a.md"));
    assert_eq!(paper.run(&["build", "--format", "csv"]).code, 2);
    assert_eq!(paper.run(&["figures", "--erratum"]).code, 2);
}
