//! Editions as PDFs, printed by the browser: a sheet for each page, bookmarks, and every word within the sheet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measured_in;
use super::pages::DESIGN;
use super::support::{Paper, repository};

/// What a program of Poppler says of a PDF.
pub fn poppler(program: &str, arguments: &[&str], pdf: &Path) -> String {
    let output =
        Command::new(program).args(arguments).arg(pdf).arg("-").output().expect("Poppler is installed");
    assert!(output.status.success(), "{program} {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn pdf(paper: &Paper, edition: &str) -> PathBuf {
    paper.root().join(format!("public/{edition}.pdf"))
}

/// How many sheets a PDF has, whether it is tagged, and its fonts that are not embedded.
fn facts(pdf: &Path) -> (usize, bool, Vec<String>) {
    let said =
        |program: &str| String::from_utf8(Command::new(program).arg(pdf).output().unwrap().stdout).unwrap();
    let info = said("pdfinfo");
    let value = |key: &str| info.lines().find_map(|line| line.strip_prefix(key)).unwrap().trim().to_owned();
    let loose = said("pdffonts")
        .lines()
        .skip(2)
        .filter(|font| font.split_whitespace().rev().nth(4) != Some("yes"))
        .map(str::to_owned)
        .collect();
    (value("Pages:").parse().unwrap(), value("Tagged:") == "yes", loose)
}

/// The bookmarks of a PDF, without spaces, and the sheets they lead to.
fn bookmarks(pdf: &Path) -> Vec<(String, usize)> {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("outline");
    let output = Command::new("pdftohtml").args(["-xml", "-i", "-q"]).arg(pdf).arg(&to).output().unwrap();
    assert!(output.status.success());
    let xml = std::fs::read_to_string(to.with_extension("xml")).unwrap();
    let item = regex::Regex::new("<item page=\"(\\d+)\">([^<]*)</item>").unwrap();
    let items = item.captures_iter(&xml);
    items.map(|found| (plain(&found[2]), found[1].parse().unwrap())).collect()
}

/// A text without white space and joints.
fn plain(text: &str) -> String {
    let text = text.replace("&#34;", "\"").replace("&amp;", "&");
    text.chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '\u{2060}' | '\u{200b}' | '\u{ad}'))
        .collect()
}

/// The Chinese characters of a text, counted.
fn counted(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars()
        .filter(|sign| ('\u{4e00}'..='\u{9fff}').contains(sign))
        .for_each(|sign| *counts.entry(sign).or_default() += 1);
    counts
}

/// The headlines of a page, and the words that stand in its stories on paper.
const WORDS: &str = "(d, w) => {
    const stories = [...d.querySelectorAll('.page-body .story')];
    const words = stories.map(story => [...story.querySelectorAll('.head > *, .body p, figcaption')].map(e => e.textContent).join(''));
    return [stories.map(story => story.querySelector('.headline').textContent), words.join('')];
}";

#[test]
fn the_pdf_of_each_edition_has_a_sheet_for_each_page_bookmarks_and_all_of_its_text() {
    let paper = Paper::copy_of(&repository());
    let run = paper.run(&["pdf", "--no-sandbox", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let pages = |edition: &str| -> Vec<String> {
        let page =
            |path: &String| path == &format!("{edition}.html") || path.starts_with(&format!("{edition}-p"));
        paper
            .public()
            .into_keys()
            .filter(page)
            .map(|path| path.replace(".html", "-p1.html").replace("-p2-p1", "-p2"))
            .collect()
    };
    for edition in ["2025-10-23", "2025-10-30", "2025-11-06", "2025-11-13", "2025-11-20"] {
        let file = pdf(&paper, edition);
        let mut names = pages(edition);
        names.sort();
        let names: Vec<String> = names.iter().map(|name| name.replace("-p1.html", ".html")).collect();
        let (sheets, is_tagged, loose) = facts(&file);
        assert_eq!(sheets, names.len(), "{edition}");
        assert!(is_tagged && loose.is_empty(), "{edition}: {loose:?}");
        let size = std::fs::metadata(&file).unwrap().len();
        assert!(size < 1_500_000 * sheets as u64, "{edition}: {size} bytes");
        let bookmarks = bookmarks(&file);
        let documents: Vec<&str> = names.iter().map(String::as_str).collect();
        for (sheet, (path, _, found)) in (1..).zip(measured_in(&paper, &documents, &[DESIGN], WORDS, &[])) {
            let page = bookmarks.iter().find(|(name, _)| name.starts_with(&format!("第{sheet}版")));
            assert_eq!(page.map(|(_, at)| *at), Some(sheet), "{path}: {bookmarks:?}");
            for headline in found[0].as_array().unwrap() {
                let headline = plain(headline.as_str().unwrap());
                assert!(
                    bookmarks.contains(&(headline.clone(), sheet)),
                    "{path}: no bookmark {headline}: {bookmarks:?}"
                );
            }
            let only = [String::from("-f"), sheet.to_string(), String::from("-l"), sheet.to_string()];
            let only: Vec<&str> = only.iter().map(String::as_str).collect();
            let printed = counted(&poppler("pdftotext", &only, &file));
            for (sign, count) in counted(found[1].as_str().unwrap()) {
                let there = printed.get(&sign).copied().unwrap_or_default();
                assert!(there >= count, "{path}: {sign} is printed {there} times of {count}");
            }
        }
        assert_eq!(outside(&file), Vec::<String>::new(), "{edition}");
    }
}

/// The words of a PDF that do not stand on their sheet.
fn outside(pdf: &Path) -> Vec<String> {
    let boxes = poppler("pdftotext", &["-bbox"], pdf);
    let number = |line: &str, name: &str| -> f64 {
        line.split_once(&format!(" {name}=\"")).unwrap().1.split('"').next().unwrap().parse().unwrap()
    };
    let (mut sheet, mut words) = ((0.0, 0.0), Vec::new());
    for line in boxes.lines().map(str::trim) {
        if line.starts_with("<page ") {
            sheet = (number(line, "width"), number(line, "height"));
        } else if line.starts_with("<word ") {
            // A large sign has a box higher than its ink.
            let middle = f64::midpoint(number(line, "yMin"), number(line, "yMax"));
            let is_across = number(line, "xMin") >= 0.0 && number(line, "xMax") <= sheet.0;
            let is_inside = is_across && (0.0..=sheet.1).contains(&middle);
            words.extend((!is_inside).then(|| line.to_owned()));
        }
    }
    words
}

const SITE: &str = "name: 晨报\npublish:\n  kind: folder\n  path: live\n";

fn story(date: &str, text: &str) -> String {
    format!("---\nbyline: 本报讯\ndate: {date}\n---\n# 雨后\n\n{text}\n")
}

#[test]
fn an_edited_story_takes_the_pdf_away_until_it_is_printed_again() {
    let paper = Paper::of(&[
        ("content/site.yaml", SITE),
        ("content/editions/2025-11-13/a.md", &story("2025-11-13", "昨天下了一场雨。")),
        ("content/editions/2025-11-20/a.md", &story("2025-11-20", "今天天晴了。")),
    ]);
    let as_of = ["--as-of", "2025-12-01"];
    let print = |more: &[&str]| {
        let run = paper.run(&[&["pdf", "--no-sandbox"], more, &as_of].concat());
        assert_eq!(run.code, 0, "{}", run.said);
        run.said
    };
    let has = |edition: &str| {
        let is_linked = paper.page(&format!("{edition}.html")).contains(&format!("href=\"{edition}.pdf\""));
        assert_eq!(is_linked, pdf(&paper, edition).exists(), "{edition}");
        is_linked
    };
    assert!(print(&[]).contains("印好 2 期"));
    assert!(has("2025-11-13") && has("2025-11-20"));
    let before = std::fs::read(pdf(&paper, "2025-11-13")).unwrap();
    assert!(print(&["2025-11-13"]).contains("印好 1 期"));
    assert!(before == std::fs::read(pdf(&paper, "2025-11-13")).unwrap(), "the same pages make the same PDF");

    // Another edition changes what stands around the pages, not what is printed.
    paper.put("content/editions/2025-11-27/a.md", story("2025-11-27", "又下了一场雨。"));
    paper.built();
    assert!(has("2025-11-13") && has("2025-11-20") && !has("2025-11-27"));

    paper.put("content/editions/2025-11-20/a.md", story("2025-11-20", "今天天晴了，河水还高。"));
    let run = paper.build();
    assert!(run.code == 0 && run.said.contains("outdated-pdf"), "{}", run.said);
    assert!(has("2025-11-13") && !has("2025-11-20"));
    assert!(print(&[]).contains("印好 2 期"));
    assert!(has("2025-11-13") && has("2025-11-20") && has("2025-11-27"));
    assert!(print(&[]).contains("印好 0 期"));

    let run = paper.run(&["publish", "--yes", "--allow-unready", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(paper.root().join("live/2025-11-20.pdf").exists(), "{}", run.said);
}
