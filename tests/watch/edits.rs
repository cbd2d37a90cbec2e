//! Whatever happens to the folder, the desk serves what a build would write, and each change causes one build.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::desk::{Desk, rounds};
use crate::support::{Paper, repository};

fn story(headline: &str) -> String {
    format!(
        "---\nheadline: {headline}\nledger: town\n---\n今年修路{{{{roads}}}}。\n\n又见[旧闻](../2025-11-13/a.md)。\n"
    )
}

fn ledger(roads: usize) -> String {
    format!("title: 镇台账\nfigures:\n  roads: {{label: 修路, value: {roads}, unit: 条}}\n")
}

fn picture(shade: usize) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x09".to_vec();
    png.extend(shade.to_string().into_bytes());
    png
}

fn paper() -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 试报\n"),
        ("content/ledgers/town.yaml", &ledger(12)),
        ("content/editions/2025-11-13/a.md", &story("一")),
        ("content/editions/2025-11-13/b.md", &story("二")),
        ("content/editions/2025-11-20/c.md", &story("三")),
        ("content/pages/about.md", "---\nheadline: 关于\n---\n正文。\n"),
    ]);
    paper.put("content/editions/2025-11-20/lamp.png", picture(0));
    paper
}

/// Makes `edit` once per round, and asserts that nothing is missed and that each round is one build; `most` is the number of
/// further builds allowed if an edit takes several steps.
fn check(what: &str, most: usize, edit: impl Fn(&Paper, usize) -> Vec<&'static str>) {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    let count = rounds(4);
    let mut sets = 0;
    for round in 0..count {
        let gone: Vec<String> = edit(&paper, round).into_iter().map(str::to_owned).collect();
        let again = desk.serves_what_is_built(&paper, &gone);
        sets += again.unwrap_or_else(|why| panic!("{what}, round {round}: {why}"));
    }
    sleep(Duration::from_millis(400)); // It is checked once more, and no change is found.
    sets += desk.sets();
    assert!(
        sets >= count && sets <= count * most + count / 20 + 1,
        "{what}: {sets} builds in {count} rounds"
    );
}

fn at(paper: &Paper, path: &str) -> PathBuf {
    paper.root().join(path)
}

const A: &str = "content/editions/2025-11-13/a.md";

#[test]
fn a_story_is_written_over() {
    check("overwrite", 1, |paper, round| {
        paper.put(A, story(&format!("写{round}")));
        vec![]
    });
}

#[test]
fn a_story_is_saved_beside_and_renamed_over() {
    check("atomic rename", 1, |paper, round| {
        let beside = at(paper, "content/editions/2025-11-13/.a.md.tmp~");
        fs::write(&beside, story(&format!("换{round}"))).unwrap();
        fs::rename(beside, at(paper, A)).unwrap();
        vec![]
    });
}

#[test]
fn a_story_is_saved_as_vim_does() {
    check("vim", 1, |paper, round| {
        let backup = at(paper, "content/editions/2025-11-13/a.md~");
        fs::rename(at(paper, A), &backup).unwrap();
        fs::write(at(paper, A), story(&format!("维{round}"))).unwrap();
        fs::remove_file(backup).unwrap();
        vec![]
    });
}

#[test]
fn a_story_is_deleted() {
    check("delete", 1, |paper, round| {
        let path = "content/editions/2025-11-20/extra.md";
        if round % 2 == 0 {
            paper.put(path, story("多"));
            return vec![];
        }
        paper.remove(path);
        vec!["2025-11-20/extra.html"]
    });
}

#[test]
fn a_story_is_renamed() {
    check("rename", 1, |paper, round| {
        let (c, d) = ("content/editions/2025-11-20/c.md", "content/editions/2025-11-20/d.md");
        let (from, to, gone) =
            if round % 2 == 0 { (c, d, "2025-11-20/c.html") } else { (d, c, "2025-11-20/d.html") };
        fs::rename(at(paper, from), at(paper, to)).unwrap();
        vec![gone]
    });
}

#[test]
fn a_story_is_moved_in_and_out() {
    check("move in and out", 1, |paper, round| {
        let (outside, inside) =
            (at(paper, "waiting.md"), at(paper, "content/editions/2025-11-20/waiting.md"));
        if round % 2 == 0 {
            fs::write(&outside, story("来")).unwrap();
            fs::rename(outside, inside).unwrap();
            return vec![];
        }
        fs::rename(inside, outside).unwrap();
        vec!["2025-11-20/waiting.html"]
    });
}

#[test]
fn a_folder_is_renamed() {
    check("directory rename", 1, |paper, round| {
        let (old, new) = (at(paper, "content/editions/2025-11-20"), at(paper, "content/editions/2025-11-21"));
        let (from, to, gone) =
            if round % 2 == 0 { (old, new, "2025-11-20/c.html") } else { (new, old, "2025-11-21/c.html") };
        fs::rename(from, to).unwrap();
        vec![gone]
    });
}

#[test]
fn a_folder_is_made_and_written_to_at_once_and_deleted() {
    check("mkdir and write, directory delete", 1, |paper, round| {
        if round % 2 == 0 {
            paper.put("content/editions/2025-11-27/new/deep.md", "---\nheadline: 深\n---\n正文。\n");
            return vec![];
        }
        fs::remove_dir_all(at(paper, "content/editions/2025-11-27")).unwrap();
        vec!["2025-11-27/deep.html"]
    });
}

#[test]
fn a_folder_is_copied_in() {
    check("cp -r", 1, |paper, round| {
        let to = at(paper, "content/editions/2025-11-26");
        if round % 2 == 0 {
            let copied =
                Command::new("cp").arg("-r").arg(at(paper, "content/editions/2025-11-20")).arg(&to).status();
            assert!(copied.unwrap().success());
            return vec![];
        }
        fs::remove_dir_all(to).unwrap();
        vec!["2025-11-26/c.html"]
    });
}

#[test]
fn a_ledger_is_edited() {
    check("ledger", 1, |paper, round| {
        paper.put("content/ledgers/town.yaml", ledger(100 + round));
        vec![]
    });
}

#[test]
fn the_settings_of_the_paper_are_edited() {
    check("site.yaml", 1, |paper, round| {
        paper.put("content/site.yaml", format!("name: 试报{round}\n"));
        vec![]
    });
}

fn template(name: &str, round: usize) -> String {
    let text = fs::read_to_string(repository().join("themes/broadsheet/templates").join(name)).unwrap();
    text.replace("class=\"headline\"", &format!("class=\"headline turn-{round}\""))
        .replace("class=\"reading\"", &format!("class=\"reading turn-{round}\""))
}

#[test]
fn a_template_is_edited() {
    check("template", 1, |paper, round| {
        paper.put("content/theme/templates/article.html", template("article.html", round));
        vec![]
    });
}

#[test]
fn a_part_of_templates_is_edited() {
    check("partial", 1, |paper, round| {
        paper.put("content/theme/templates/parts.html", template("parts.html", round));
        vec![]
    });
}

#[test]
fn a_picture_is_edited() {
    check("image", 1, |paper, round| {
        paper.put("content/editions/2025-11-20/lamp.png", picture(round + 1));
        vec![]
    });
}

#[test]
fn a_story_is_edited_while_the_paper_is_set() {
    check("during a build", 2, |paper, round| {
        paper.put(A, story(&format!("先{round}")));
        sleep(Duration::from_millis(round as u64 % 60));
        paper.put("content/editions/2025-11-13/b.md", story(&format!("后{round}")));
        vec![]
    });
}

#[test]
fn the_content_itself_is_taken_away_and_put_back() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    for round in 0..rounds(4) {
        let away = at(&paper, "away");
        fs::rename(at(&paper, "content"), &away).unwrap();
        sleep(Duration::from_millis(60));
        assert_eq!(desk.get("/index.html").status, 200, "the last good paper stays");
        fs::write(away.join("editions/2025-11-13/a.md"), story(&format!("回{round}"))).unwrap();
        fs::rename(away, at(&paper, "content")).unwrap();
        desk.serves_what_is_built(&paper, &[]).unwrap();
        paper.put(A, story(&format!("再{round}")));
        desk.serves_what_is_built(&paper, &[]).unwrap();
    }
}

#[test]
fn a_tree_is_checked_out() {
    let paper = paper();
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(paper.root())
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let number = if cfg!(debug_assertions) { 200 } else { 2000 };
    let write = |word: &str| {
        for index in 0..number {
            let day = format!("2024-{:02}-{:02}", 1 + index % 12, 1 + index / 12 % 28);
            let text = format!("---\nheadline: {word}{index}\n---\n正文{word}。\n");
            paper.put(&format!("content/editions/{day}/s{index}.md"), text);
        }
    };
    git(&["init", "-q", "-b", "one"]);
    write("甲");
    git(&["add", "content"]);
    git(&["commit", "-qm", "one"]);
    git(&["checkout", "-qb", "two"]);
    write("乙");
    git(&["commit", "-qam", "two"]);
    let desk = Desk::open(&paper, &[]);
    let count = rounds(2);
    let mut sets = 0;
    for round in 0..count {
        git(&["checkout", "-q", if round % 2 == 0 { "one" } else { "two" }]);
        sets += desk.serves_what_is_built(&paper, &[]).unwrap();
    }
    assert!(sets >= count && sets <= 3 * count, "{sets} builds for {count} trees");
}

#[test]
fn what_is_hidden_or_linked_stays_out_though_events_point_there() {
    let paper = paper();
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir_all(at(&paper, "content/.obsidian")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path(), at(&paper, "content/linked")).unwrap();
    let desk = Desk::open(&paper, &[]);
    for round in 0..rounds(4) {
        fs::write(at(&paper, "content/.obsidian/hidden.md"), story(&format!("藏{round}"))).unwrap();
        fs::write(outside.path().join("outside.md"), story(&format!("外{round}"))).unwrap();
        sleep(Duration::from_millis(60));
        desk.serves_what_is_built(
            &paper,
            &["2025-12-01/hidden.html".to_owned(), "2025-12-01/outside.html".to_owned()],
        )
        .unwrap();
    }
    assert_eq!(desk.sets(), 0, "nothing of the paper has changed");
}

#[test]
fn a_template_that_fails_elsewhere_leaves_no_trace_on_the_page_that_is_open() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    for round in 0..rounds(4) {
        assert_eq!(desk.get("/2025-11-13/a.html").status, 200, "the page is looked at, and so made first");
        let folder = repository().join("themes/broadsheet/templates");
        let list = fs::read_to_string(folder.join("list.html")).unwrap();
        paper.put("content/theme/templates/list.html", format!("{list}{{{{ nothing.of.that.name }}}}"));
        paper.put(A, story(&format!("半{round}")));
        sleep(Duration::from_millis(80));
        paper.put("content/theme/templates/list.html", &list);
        paper.put(A, story("一"));
        desk.serves_what_is_built(&paper, &[]).unwrap();
    }
}

#[test]
fn polling_misses_nothing_either() {
    let paper = paper();
    let desk = Desk::open(&paper, &["--poll"]);
    for round in 0..rounds(4).min(10) {
        paper.put(A, story(&format!("查{round}")));
        desk.serves_what_is_built(&paper, &[]).unwrap();
        fs::rename(at(&paper, "content/editions/2025-11-20"), at(&paper, "content/editions/2025-11-22"))
            .unwrap();
        desk.serves_what_is_built(&paper, &["2025-11-20/c.html".to_owned()]).unwrap();
        fs::rename(at(&paper, "content/editions/2025-11-22"), at(&paper, "content/editions/2025-11-20"))
            .unwrap();
    }
}

#[test]
fn nothing_is_written_and_nothing_is_set_again_while_nothing_happens() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    sleep(Duration::from_secs(2));
    assert_eq!(desk.sets(), 0);
    assert!(!at(&paper, "public").exists() && !at(&paper, ".cache").exists(), "watch mode writes nothing");
}
