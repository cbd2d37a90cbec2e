//! A bundle on a USB stick: unzipped into a folder with an awkward name, and opened by double click.

use crate::support::{Paper, files_in, repository};
use crate::{LOADED, chromium, measured_below, run_chromium, url};

/// A name as people give one, and as systems make one of a copy.
const FOLDER: &str = "中文 目录 (1)";

/// The sample paper, bundled, and unzipped into that folder.
fn unzipped() -> Paper {
    let paper = Paper::copy_of(&repository());
    let site = std::fs::read_to_string(paper.root().join("content/site.yaml")).unwrap();
    paper.put("content/site.yaml", site + "publish: {kind: zip, path: bundles}\n");
    let run = paper.run(&["publish", "--allow-unready", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let (_, bundle) = files_in(&paper.root().join("bundles")).pop_first().unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bundle)).unwrap();
    zip.extract(paper.root().join(FOLDER)).unwrap();
    paper
}

/// What a page writes to the console, opened as by double click.
fn console(paper: &Paper, page: &str) -> Vec<String> {
    let page = url(&paper.root().join(page));
    let output = run_chromium(&[
        "--virtual-time-budget=20000",
        "--enable-logging=stderr",
        "--log-level=0",
        "--dump-dom",
        &page,
    ]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().filter(|line| line.contains("CONSOLE")).map(ToOwned::to_owned).collect()
}

#[test]
fn an_unzipped_bundle_opens_by_double_click_and_asks_for_nothing_outside_its_folder() {
    let paper = unzipped();
    let (top, _) = files_in(&paper.root().join(FOLDER)).pop_first().unwrap();
    let folder = format!("{FOLDER}/{}", top.split('/').next().unwrap());
    let files = files_in(&paper.root().join(&folder));
    // A server shows 404.html at any depth, so it alone is addressed from the root of a site. Nobody opens it from a folder.
    let is_page = |path: &&str| path.rsplit('.').next() == Some("html") && *path != "404.html";
    let pages: Vec<&str> = files.keys().map(String::as_str).filter(is_page).collect();
    assert!(pages.len() > 40, "{}", pages.len());

    let inside = url::Url::from_directory_path(paper.root().join(&folder)).unwrap().to_string();
    for (page, _, loaded) in measured_below(&paper, &folder, &pages, &[1440], LOADED, &[]) {
        for address in loaded.as_array().unwrap().iter().filter_map(|address| address.as_str()) {
            let is_inside = address.starts_with("data:") || address.starts_with(&inside);
            assert!(is_inside, "{page} asks for {address}, outside {inside}");
        }
    }

    let opened = chromium(&[
        "--virtual-time-budget=20000",
        "--dump-dom",
        &url(&paper.root().join(&folder).join("打开.html")),
    ]);
    assert!(opened.contains("class=\"nameplate\""), "it leads to the front: {opened}");
    paper.put(&format!("{FOLDER}/wrong.html"), "<!doctype html><script>console.error('heard')</script>");
    assert!(!console(&paper, &format!("{FOLDER}/wrong.html")).is_empty(), "what is said is heard");
    for page in
        ["打开.html", "index.html", "2025-11-20.html", "2025-11-20/four-dimensions.html", "charts.html"]
    {
        let said = console(&paper, &format!("{folder}/{page}"));
        assert!(said.is_empty(), "{page}: {said:?}");
    }
}
