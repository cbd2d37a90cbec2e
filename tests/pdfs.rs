//! PDFs of editions where no browser is needed: without one, and with one that refuses.

use std::fs;
use std::path::Path;

use crate::support::{Paper, Run, run_in};

const STORY: &str = "---\nbyline: 本报讯\ndate: 2025-11-20\n---\n# 雨后\n\n昨天下了一场雨。\n";

fn paper() -> Paper {
    Paper::of(&[("content/site.yaml", "name: 晨报\n"), ("content/editions/2025-11-20/a.md", STORY)])
}

fn pdf(paper: &Paper, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    run_in(paper.root(), &[&["pdf", "--as-of", "2025-12-01"], arguments].concat(), environment)
}

/// A program that stands for a browser and does this.
#[cfg(unix)]
fn browser(paper: &Paper, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    paper.put("browser", format!("#!/bin/sh\n{script}\n"));
    let path = paper.root().join("browser");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

#[test]
fn without_a_browser_it_says_what_to_install() {
    let paper = paper();
    if !Path::new("/opt/google/chrome/chrome").exists() {
        let run = pdf(&paper, &[], &[("PATH", "/nowhere"), ("LANMU_BROWSER", "")]);
        assert!(run.code == 2 && run.said.contains("Chromium、Chrome 或 Edge"), "{}", run.said);
    }
    let run = pdf(&paper, &["--browser", "/nowhere/chrome"], &[]);
    assert!(run.code == 2 && run.said.contains("/nowhere/chrome"), "{}", run.said);
    let run = pdf(&paper, &["--lang", "en"], &[("LANMU_BROWSER", "/nowhere/edge")]);
    assert!(run.code == 2 && run.said.contains("there is no such browser: `/nowhere/edge`"), "{}", run.said);
    assert!(!paper.root().join("public").exists(), "nothing was built");
}

#[cfg(unix)]
#[test]
fn a_browser_that_refuses_or_makes_nothing_is_quoted() {
    let paper = paper();
    let root = "echo 'Running as root without --no-sandbox is not supported.' >&2; exit 1";
    let run = pdf(&paper, &["--browser", &browser(&paper, root)], &[]);
    assert!(run.code == 2 && run.said.contains("加 --no-sandbox"), "{}", run.said);
    let run = pdf(&paper, &["--browser", &browser(&paper, "echo 'no display' >&2")], &[]);
    assert!(
        run.code == 2 && run.said.contains("什么也没有做出来") && run.said.contains("no display"),
        "{}",
        run.said
    );
    // What it left is removed, and nothing leads to a PDF.
    let left = fs::read_dir(paper.root().join(".cache")).unwrap();
    let left: Vec<String> = left.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.starts_with("printing-")), "{left:?}");
    assert!(!paper.page("2025-11-20.html").contains(".pdf"));
}

/// A browser that always makes the same PDF.
#[cfg(unix)]
const PRINTS: &str = "for argument; do case \"$argument\" in --print-to-pdf=*) printf '%%PDF-1.4\\n<</Type /Page>>\\n%%%%EOF' > \"${argument#*=}\";; esac; done";

#[cfg(unix)]
#[test]
fn a_pdf_is_carried_by_every_build_until_the_pages_change() {
    let paper = paper();
    let run = pdf(&paper, &["--browser", &browser(&paper, PRINTS), "--format", "json"], &[]);
    assert!(run.code == 0 && run.said.contains("\"sheets\":1"), "{}", run.said);
    let has = |file: &str| paper.root().join(file).exists();
    assert!(has("public/2025-11-20.pdf") && has(".cache/pdf/2025-11-20.pdf"));
    // A build from nothing finds it in the cache, and a build with nothing to do leaves it.
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    assert!(paper.built().contains_key("2025-11-20.pdf"));
    assert!(paper.built().contains_key("2025-11-20.pdf"));
    // The desk's proofs, and a paper of another day, show other pages.
    paper.put("content/theme/assets/paper.css", "p { color: navy; }\n");
    assert!(!paper.built().contains_key("2025-11-20.pdf"));
    paper.remove("content/theme/assets/paper.css");
    assert!(paper.built().contains_key("2025-11-20.pdf"));
    // Printed again, it may have the same bytes as before: it is of other pages all the same.
    let again = || assert_eq!(pdf(&paper, &["--browser", &browser(&paper, PRINTS)], &[]).code, 0);
    paper.put("content/theme/assets/paper.css", "p { color: navy; }\n");
    again();
    assert!(paper.built().contains_key("2025-11-20.pdf"));
    paper.remove("content/theme/assets/paper.css");
    assert!(!paper.built().contains_key("2025-11-20.pdf"));
    again();
    assert!(paper.built().contains_key("2025-11-20.pdf"));
    // A truncated PDF is not published, nor one without its record.
    paper.put(".cache/pdf/2025-11-20.pdf", "%PDF-");
    assert!(!paper.built().contains_key("2025-11-20.pdf"));
}

#[cfg(unix)]
#[test]
fn only_an_edition_that_there_is_can_be_printed() {
    let paper = paper();
    let browser = browser(&paper, PRINTS);
    let run = pdf(&paper, &["2025-11-21", "--browser", &browser], &[]);
    assert!(run.code == 1 && run.said.contains("unknown-edition"), "{}", run.said);
    // The PDF of an edition that is gone is not kept.
    assert_eq!(pdf(&paper, &["--browser", &browser], &[]).code, 0);
    paper.put("content/editions/2025-11-27/a.md", STORY.replace("2025-11-20", "2025-11-27"));
    paper.remove("content/editions/2025-11-20/a.md");
    assert_eq!(pdf(&paper, &["--browser", &browser], &[]).code, 0);
    let kept = |edition: &str| paper.root().join(format!(".cache/pdf/{edition}.pdf")).exists();
    assert!(kept("2025-11-27") && !kept("2025-11-20"));
}
