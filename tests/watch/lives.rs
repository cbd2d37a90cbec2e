//! The desk survives whatever an editor writes, and reports what is wrong with it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Instant;

use serde_json::Value;

use crate::desk::{Desk, PATIENCE, rounds};
use crate::support::Paper;

const A: &str = "content/editions/2025-11-20/a.md";

fn paper() -> Paper {
    Paper::of(&[
        ("content/site.yaml", "name: 试报\n"),
        (
            "content/ledgers/town.yaml",
            "title: 镇台账\nsource: {name: 镇报}\nfigures:\n  roads: {label: 修路, value: 12, unit: 条, window: 今年}\n",
        ),
        (A, "---\nheadline: 头条\nledger: town\n---\n今年修路{{roads}}。\n\n第二段。\n"),
        ("content/editions/2025-11-20/b.md", "---\nheadline: 二条\n---\n正文。\n"),
    ])
}

/// The events that a page receives, one after another.
struct News(BufReader<TcpStream>);

impl News {
    fn of(desk: &Desk, page: &str, revision: u64, run: &str) -> Self {
        let mut stream = TcpStream::connect(&desk.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let path = format!("/~lanmu/news?page={page}&revision={revision}&run={run}");
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    fn next(&mut self) -> Value {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(news) = line.strip_prefix("data: ") {
                return serde_json::from_str(news).unwrap();
            }
        }
        panic!("no news");
    }

    /// The next event that satisfies a condition.
    fn until(&mut self, is: impl Fn(&Value) -> bool) -> Value {
        loop {
            let news = self.next();
            if is(&news) {
                return news;
            }
        }
    }
}

/// What a page was served with: its revision, and the run of the program.
fn given(page: &str) -> (u64, String) {
    let value = |name: &str| {
        page.split(&format!("data-{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    (value("revision").parse().unwrap(), value("run"))
}

#[test]
fn a_page_is_told_of_its_own_changes_and_of_what_is_wrong() {
    let paper = paper();
    let desk = Desk::open(&paper, &["--editor", "vscode"]);
    let (revision, run) = given(&desk.page("/2025-11-20/a.html"));
    let mut mine = News::of(&desk, "2025-11-20/a.html", revision, &run);
    let mut other = News::of(&desk, "2025-11-20/b.html", revision, &run);
    assert_eq!((mine.next()["page"].as_str(), other.next()["page"].as_str()), (Some("same"), Some("same")));
    let text = "---\nheadline: 头条\nledger: town\n---\n今年修路{{roads}}。\n\n第二行。\n";
    paper.save(A, text);
    mine.until(|news| news["page"] == "changed");
    assert!(desk.page("/2025-11-20/a.html").contains("第二行。"));
    paper.save(A, text.replace("{{roads}}", "{{<img src=x onerror=alert(1)>}} {{road}}"));
    let broken = mine.until(|news| news["errors"].as_array().is_some_and(|errors| !errors.is_empty()));
    let error =
        broken["errors"].as_array().unwrap().iter().find(|error| error["code"] == "unknown-figure").unwrap();
    assert_eq!(
        error["place"],
        format!("{A}:5:{}", error["place"].as_str().unwrap().rsplit(':').next().unwrap())
    );
    assert!(error["editor"].as_str().unwrap().starts_with("vscode://file/"), "{error}");
    assert!(desk.page("/2025-11-20/a.html").contains("第二行。"), "the last good page stays");
    paper.save(A, text);
    mine.until(|news| news["errors"].as_array().is_some_and(Vec::is_empty));
    let told = other.until(|news| news["errors"].as_array().is_some_and(|errors| !errors.is_empty()));
    assert_eq!(told["page"], "same", "what is wrong is told everywhere, but nothing else reloads");
}

#[test]
fn a_paper_that_cannot_be_set_at_first_is_explained_and_then_shown() {
    let paper = paper();
    paper.put(A, "---\nheadline: 头条\n---\n{{nothing}}\n");
    let desk = Desk::open(&paper, &[]);
    let answer = desk.get("/");
    assert_eq!(answer.status, 503);
    let page = String::from_utf8(answer.body).unwrap();
    assert!(page.contains("报纸还没有排出来") && page.contains("desk.js"), "{page}");
    let (revision, run) = given(&page);
    let mut news = News::of(&desk, "index.html", revision, &run);
    assert!(news.next()["errors"][0]["place"].as_str().unwrap().starts_with(A));
    paper.put(A, "---\nheadline: 头条\n---\n正文。\n");
    news.until(|news| news["page"] == "changed");
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn a_desk_may_be_opened_before_there_is_a_story() {
    let paper = Paper::of(&[("content/site.yaml", "name: 试报\n")]);
    let desk = Desk::start(&paper, &[]);
    assert_eq!(desk.get("/").status, 503);
    paper.put("content/a.md", "---\nheadline: 头条\ndate: 2025-11-30\n---\n正文。\n");
    desk.serves_what_is_built(&paper, &[]).unwrap();
}

#[test]
fn drafts_and_days_to_come_are_shown_to_the_desk_and_marked() {
    let paper = paper();
    paper.put("content/editions/2025-11-20/d.md", "---\nheadline: 草稿\ndraft: true\n---\n正文。\n");
    paper.put("content/editions/2025-12-24/e.md", "---\nheadline: 将来\n---\n正文。\n");
    let desk = Desk::open(&paper, &[]);
    let (draft, later) = (desk.page("/2025-11-20/d.html"), desk.page("/2025-12-24/e.html"));
    assert!(draft.contains("class=\"waiting\"") && draft.contains("草稿"), "{draft}");
    assert!(later.contains("class=\"waiting\"") && later.contains("2025年12月24日"), "{later}");
    assert!(!desk.page("/2025-11-20/a.html").contains("class=\"waiting\""));
    assert!(
        crate::desk::built(&paper)
            .keys()
            .all(|path| !path.contains("/d.html") && !path.contains("2025-12-24"))
    );
}

#[test]
fn the_margin_knows_findings_figures_and_room() {
    let paper = paper();
    paper.put(
        "content/editions/2025-11-20/b.md",
        "---\nheadline: 二条\n---\n第一段。\n\n第二段。\n\n[^1]: 没有人引的脚注\n",
    );
    let desk = Desk::open(&paper, &[]);
    let proof = |page: &str| -> Value {
        serde_json::from_slice(&desk.get(&format!("/~lanmu/proof.json?page={page}")).body).unwrap()
    };
    let mine = proof("2025-11-20/a.html");
    let figure = &mine["figures"]["ledgers/town.html#f-roads"];
    assert_eq!((figure["label"].as_str(), figure["value"].as_str()), (Some("修路"), Some("12")), "{mine}");
    assert_eq!((figure["source"].as_str(), figure["window"].as_str()), (Some("镇报"), Some("今年")));
    assert_eq!(mine["blocks"].as_array().unwrap().len(), 2);
    assert!(
        mine["slots"][0]["holds"].as_u64().unwrap() > 0 && mine["characters"].as_u64().unwrap() > 0,
        "{mine}"
    );
    // As `check` counts them: with the headline, and with the marks.
    assert_eq!(proof("2025-11-20/b.html")["characters"].as_u64(), Some(10));
    let listed: Value = serde_json::from_slice(&desk.get("/~lanmu/findings.json").body).unwrap();
    let note = &listed.as_array().unwrap()[0];
    assert_eq!((note["page"].as_str(), note["name"].as_str()), (Some("2025-11-20/b.html"), Some("警告")));
    let page = proof("2025-11-20.html");
    assert_eq!(page["slots"].as_array().unwrap().len(), 2, "{page}");
    assert_eq!(proof("404.html"), Value::Null);
}

#[test]
fn the_margin_outlives_a_story_that_is_gone_while_the_paper_cannot_be_set() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    paper.put("content/editions/2025-11-20/b.md", "---\nheadline: 二条\n---\n[去](a.md)\n");
    desk.wait_for_set();
    paper.remove(A);
    assert!(desk.wait_for_set()["errors"].as_u64().unwrap() > 0);
    for page in ["2025-11-20/a.html", "2025-11-20/b.html", "2025-11-20.html", "index.html", "nowhere.html"] {
        assert_eq!(desk.get(&format!("/~lanmu/proof.json?page={page}")).status, 200, "{page}");
    }
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn breaking_and_mending_a_thousand_times_costs_nothing() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    let count = rounds(120);
    let mut at_first = 0;
    for round in 0..count {
        let wrong = ["{{nothing}}", "{{ROADS.x}}", "[死](nowhere.md)", "![图](none.png)"][round % 4];
        paper.put(A, format!("---\nheadline: 坏{round}\nledger: town\n---\n{wrong}\n"));
        desk.wait_for_errors(true);
        paper.put(A, format!("---\nheadline: 好{round}\nledger: town\n---\n今年修路{{{{roads}}}}。\n"));
        desk.wait_for_errors(false);
        if round == count / 3 {
            at_first = desk.memory();
        }
    }
    desk.serves_what_is_built(&paper, &[]).unwrap();
    let grown = desk.memory() as f64 / at_first as f64;
    assert!(grown < 1.05, "from {at_first} kB it grew {grown:.3} times");
}

#[test]
fn a_fault_of_the_program_in_one_story_is_told_and_gone_when_the_story_is() {
    let paper = paper();
    paper.put("content/editions/2025-11-20/c.md", "---\nheadline: 三条\n---\n正文。\n");
    let fault = [("LANMU_PANIC", "Read content/editions/2025-11-20/c.md")];
    let desk = Desk::start_in(&paper, &[], &fault);
    assert_eq!(desk.wait_for_finding("program-fault")["file"], "content/editions/2025-11-20/c.md");
    desk.wait_for_errors(true);
    paper.put(A, "---\nheadline: 改了\nledger: town\n---\n正文。\n");
    desk.wait_for_errors(true);
    paper.remove("content/editions/2025-11-20/c.md");
    desk.wait_for_errors(false);
    desk.serves_what_is_built(&paper, &["2025-11-20/c.html".to_owned()]).unwrap();
}

#[test]
fn what_the_program_failed_in_is_tried_again_with_the_next_save() {
    for task in ["Read", "Resolve", "MakeUp", "Proofread"] {
        let paper = paper(); // A paper of its own: with a cached read, nothing would fail.
        let fault = format!("{task} content/editions/2025-11-20/b.md");
        let environment = [("LANMU_PANIC", fault.as_str()), ("LANMU_PANIC_TIMES", "1")];
        let desk = Desk::start_in(&paper, &[], &environment);
        desk.wait_for_finding("program-fault");
        paper.put(A, format!("---\nheadline: 改了{task}\nledger: town\n---\n正文。\n"));
        desk.wait_for_errors(false);
        desk.serves_what_is_built(&paper, &[]).unwrap();
    }
}

#[test]
fn the_page_is_told_of_names_as_they_may_be_shown() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    paper.put("content/editions/2025-11-20/\u{202e}dm.md", "---\nheadline: 反\n---\n共{{\u{202e}}}。\n");
    desk.wait_for_errors(true);
    let mut stream = std::net::TcpStream::connect(&desk.address).unwrap();
    let news = "GET /~lanmu/news?page=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n";
    std::io::Write::write_all(&mut stream, news.as_bytes()).unwrap();
    let mut told = String::new();
    while !told.contains("errors") {
        let mut bytes = [0; 4096];
        let many = std::io::Read::read(&mut stream, &mut bytes).unwrap();
        told.push_str(&String::from_utf8_lossy(&bytes[..many]));
    }
    assert!(told.contains("/<U+202E>dm.md:") && !told.contains('\u{202e}'), "{told}");
}

#[test]
fn explain_says_why() {
    let paper = paper();
    let desk = Desk::open(&paper, &["--explain"]);
    paper.put(A, "---\nheadline: 新标题\n---\n正文。\n");
    desk.wait_for_set();
    let reasons: Vec<Value> = desk.reasons();
    let of = |route: &str| {
        reasons.iter().find(|said| said["document"] == route).map(|said| said["reason"].to_string())
    };
    assert!(of("2025-11-20/a.html").unwrap().contains(A), "{reasons:?}");
    assert!(
        of("2025-11-20/b.html").unwrap().contains("标题"),
        "its neighbour shows the headline: {reasons:?}"
    );
}

#[test]
fn what_the_last_build_read_is_taken_up_and_what_changed_since_is_not() {
    let paper = paper();
    paper.built();
    paper.put(A, "---\nheadline: 头条\nledger: town\n---\n去年修路{{roads}}。\n");
    paper.put("content/editions/2025-11-20/c.md", "---\nheadline: 三条\n---\n新来的。\n");
    let desk = Desk::open(&paper, &[]);
    assert!(desk.page("/2025-11-20/a.html").contains("去年修路"));
    assert!(desk.page("/2025-11-20/c.html").contains("新来的"));
    assert!(desk.page("/2025-11-20/b.html").contains("正文"));
    desk.serves_what_is_built(&paper, &[]).unwrap();
}

#[test]
fn what_the_last_build_read_is_read_again_where_its_cache_is_damaged() {
    let paper = paper();
    paper.built();
    for pack in ["words-a", "words-b"] {
        let path = paper.root().join(".cache").join(pack);
        if let Ok(bytes) = std::fs::read(&path) {
            let bytes: Vec<u8> = bytes.into_iter().map(|byte| byte ^ 0x55).collect();
            std::fs::write(&path, bytes).unwrap();
        }
    }
    let desk = Desk::open(&paper, &[]);
    assert!(desk.page("/2025-11-20/b.html").contains("正文"));
    assert!(desk.page("/2025-11-20/a.html").contains("今年修路"));
}
