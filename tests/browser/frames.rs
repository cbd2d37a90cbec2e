//! Frames: an exhibit is as high as make-up computes, of whatever kind it is and however wide.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::support::{Paper, repository};
use super::{PAPER, measured_in};

/// The widths that stories with an exhibit ask for in turn, in base columns.
const SPANS: [usize; 2] = [4, 6];
const TEXT: &str = "铁东区把年轻干部工作放进干部队伍梯次建设的大盘子里谋划，选、育、管、用同向发力，既求数量充足，又求质量过硬。";

/// An exhibit of the sample paper, and the ledger of the file that it stands in.
struct Fence {
    text: String,
    ledger: Option<String>,
}

/// Every exhibit of a file.
fn fences(file: &Path, kinds: &[String]) -> Vec<Fence> {
    let text = fs::read_to_string(file).unwrap();
    let ledger = text.lines().find_map(|line| line.strip_prefix("ledger: ")).map(str::to_owned);
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let within: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kinds.iter().any(|known| known == kind) {
            let text = format!("{line}\n{}\n```\n", within.join("\n"));
            found.push(Fence { text, ledger: ledger.clone() });
        }
    }
    found
}

/// The names of the kinds, as they are written.
fn kinds() -> Vec<String> {
    let files = fs::read_dir(repository().join("themes/broadsheet/templates/exhibits")).unwrap();
    let stem = |file: PathBuf| file.file_stem().unwrap().to_str().unwrap().to_owned();
    files.map(|file| stem(file.unwrap().path())).chain(["exhibit".to_owned()]).collect()
}

/// Files of Markdown in the sample paper that may have exhibits.
fn files() -> Vec<PathBuf> {
    let content = repository().join("content");
    let list = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = list(content.join("editions")).flat_map(list).collect();
    files.extend(["exhibits.md", "charts.md"].map(|name| content.join("pages").join(name)));
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

/// For each exhibit of a page: its class, the lines that are kept for it, and the lines that it needs, or the one beside it.
const FRAMES: &str = "(d, w) => {
    const line = parseFloat(w.getComputedStyle(d.querySelector('.page-body')).lineHeight);
    const places = [...d.querySelectorAll('.exhibits > div')].map(kept => [kept, kept.offsetTop, parseFloat(w.getComputedStyle(kept).minHeight) / line]);
    for (const [kept] of places) { kept.style.minHeight = '0'; kept.style.alignSelf = 'start'; kept.firstElementChild.style.flexGrow = 0; }
    const needed = kept => kept.firstElementChild.getBoundingClientRect().height / line;
    return places.map(([kept, top, lines]) => [kept.firstElementChild.className, lines, Math.max(...places.filter(p => p[0].parentNode === kept.parentNode && p[1] === top).map(p => needed(p[0])))]);
}";

#[test]
fn an_exhibit_needs_the_lines_that_are_kept_for_it() {
    let paper = Paper::copy_of(&repository());
    let kinds = kinds();
    let fences = files().into_iter().flat_map(|file| fences(&file, &kinds));
    let mut documents = Vec::new();
    for (number, fence) in fences.enumerate() {
        let (day, span) = (format!("2026-{:02}-{:02}", 1 + number / 28, 1 + number % 28), SPANS[number % 2]);
        let folder = format!("content/editions/{day}");
        let settings =
            format!("date: {day}\nnumber: {}\npages: [{{name: 要闻, stories: [a, b]}}]\n", 100 + number);
        paper.put(&format!("{folder}/edition.yaml"), settings);
        let mut head = format!("---\nheadline: 把年轻干部工作放进大盘子\nspan: {span}\n");
        fence.ledger.iter().for_each(|ledger| writeln!(head, "ledger: {ledger}").unwrap());
        let text = [TEXT; 12].join("\n\n");
        paper.put(&format!("{folder}/a.md"), format!("{head}---\n{text}\n\n{}", fence.text));
        paper.put(&format!("{folder}/b.md"), format!("---\nheadline: 又求质量过硬\n---\n{text}\n"));
        documents.push(format!("{day}.html"));
    }
    paper.run(&["build", "--as-of", "2027-01-01"]);
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    let mut found = measured_in(&paper, &documents, &[1440], FRAMES, &[]);
    found.extend(measured_in(&PAPER, &super::pages::SAMPLE, &[1440, 1200], FRAMES, &[]));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (document, width, frames) in &found {
        for frame in frames.as_array().unwrap() {
            let [name, kept, needed] = [0, 1, 2].map(|at| &frame[at]);
            let spare = kept.as_f64().unwrap() - needed.as_f64().unwrap();
            count += 1;
            if !(-0.05..=1.35).contains(&spare) {
                wrong.push(format!(
                    "{document} at {width}: {} has {spare:.2} lines to spare of {kept}",
                    name_of(name)
                ));
            }
        }
    }
    assert!(count > 30, "{count}");
    assert!(wrong.is_empty(), "{count} exhibits\n{}", wrong.join("\n"));
}

fn name_of(class: &Value) -> &str {
    class.as_str().unwrap().trim_start_matches("exhibit ")
}
