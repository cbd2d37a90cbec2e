//! Bundles: each is planned against the one before, replaces nothing unsaid, and is in the language of its paper.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::publishing::{Published, SITE};
use crate::support::Run;

const NAME: &str = "bundles/晨报-2025-11-20.zip";

/// A paper that was packed once.
fn packed() -> Published {
    let paper = Published::new();
    paper.publish(&["usb", "--allow-unready"]);
    paper
}

/// The files of a bundle, by their names with the folder.
pub fn unpacked(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut contents = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut contents).unwrap();
        files.insert(file.name().unwrap().into_owned(), contents);
    }
    files
}

/// The bundle with one file replaced.
pub fn repacked(path: &Path, name: &str, contents: &[u8]) {
    let mut files = unpacked(path);
    files.insert(name.to_owned(), contents.to_vec());
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, contents) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, &contents).unwrap();
    }
    zip.finish().unwrap();
}

fn said(run: &Run, words: &[&str]) {
    for word in words {
        assert!(run.said.contains(word), "{word}: {}", run.said);
    }
}

#[test]
fn a_bundle_is_planned_against_the_one_before() {
    let paper = Published::new();
    said(&paper.publish(&["usb", "--allow-unready"]), &["新的包：晨报-2025-11-20.zip", "新稿 2"]);
    let first = fs::read(paper.target(NAME)).unwrap();
    said(&paper.publish(&["usb"]), &["包里的和这里一样"]);
    paper.story("b", "乙", "改过的正文。");
    let run = paper.publish(&["usb"]);
    said(&run, &["换掉以前打的包：晨报-2025-11-20.zip", "改过的稿 1", "打包 "]);
    assert!(!run.said.contains("新稿"), "{}", run.said);
    paper.story("b", "乙", "正文。");
    paper.publish(&["usb"]);
    assert!(fs::read(paper.target(NAME)).unwrap() == first, "the same release gives the same bytes");
    // The next edition is another file, and is still planned against this one.
    paper.paper.put("content/editions/2025-11-27/c.md", "---\nbyline: 本报讯\n---\n# 丙\n\n正文。\n");
    said(&paper.publish(&["usb", "--allow-unready"]), &["新的包：晨报-2025-11-27.zip", "新稿 1"]);
    said(&paper.run(&["verify", "usb"]), &["晨报-2025-11-27.zip 上", "个文件都对"]);
}

#[test]
fn no_story_disappears_from_a_bundle_by_accident() {
    let paper = packed();
    let before = fs::read(paper.target(NAME)).unwrap();
    paper.paper.remove("content/editions/2025-11-20/b.md");
    let run = paper.run(&["publish", "usb"]);
    assert_eq!(run.code, 1, "{}", run.said);
    said(&run, &["不见了：乙", "--allow-withdraw"]);
    assert!(fs::read(paper.target(NAME)).unwrap() == before);
    paper.publish(&["usb", "--allow-withdraw"]);
    assert!(!unpacked(&paper.target(NAME)).contains_key("paper-2025-11-20/2025-11-20/b.html"));
}

#[test]
fn a_file_of_others_with_the_name_of_a_bundle_is_not_replaced_unasked() {
    let paper = Published::new();
    paper.paper.put(&format!("target/{NAME}"), "somebody's");
    let run = paper.run(&["publish", "usb", "--allow-unready"]);
    assert_eq!(run.code, 1, "{}", run.said);
    said(&run, &["晨报-2025-11-20.zip 不是这份报打的包", "--allow-other"]);
    assert_eq!(fs::read_to_string(paper.target(NAME)).unwrap(), "somebody's");
    said(&paper.run(&["verify", "usb"]), &["没有这份报打好的"]);
    paper.publish(&["usb", "--allow-unready", "--allow-other"]);
    assert_eq!(paper.run(&["verify", "usb"]).code, 0);
}

#[test]
fn what_was_altered_in_a_bundle_is_found_and_packed_again() {
    let paper = packed();
    let good = fs::read(paper.target(NAME)).unwrap();
    let page = "paper-2025-11-20/2025-11-20/b.html";
    let text = String::from_utf8(unpacked(&paper.target(NAME))[page].clone()).unwrap();
    repacked(&paper.target(NAME), page, text.replace("正文", "假话").as_bytes());
    let run = paper.run(&["verify", "usb"]);
    assert_eq!(run.code, 1, "{}", run.said);
    said(&run, &["不一样：2025-11-20/b.html", "lanmu publish usb --repair"]);
    said(&paper.publish(&["usb"]), &["包里的和这里一样"]);
    paper.publish(&["usb", "--repair"]);
    assert!(fs::read(paper.target(NAME)).unwrap() == good);
    repacked(&paper.target(NAME), page, b"short");
    said(&paper.publish(&["usb"]), &["要重送的 1"]);
    assert!(fs::read(paper.target(NAME)).unwrap() == good);
}

#[test]
fn a_proof_unpacks_into_a_folder_of_its_own_and_says_what_it_is() {
    let paper = packed();
    paper.publish(&["usb", "--proof"]);
    let proof = unpacked(&paper.target("bundles/晨报-2025-11-20-送审稿.zip"));
    assert!(proof.keys().all(|path| path.starts_with("paper-2025-11-20-proof/")), "{:?}", proof.keys());
    for name in ["打开.html", "使用说明.txt"] {
        let text = String::from_utf8_lossy(&proof[&format!("paper-2025-11-20-proof/{name}")]).into_owned();
        assert!(text.contains("送审稿"), "{text}");
    }
    // A proof may lack what the one before had, and is not taken for the paper.
    paper.paper.remove("content/editions/2025-11-20/b.md");
    let run = paper.publish(&["usb", "--proof"]);
    said(&run, &["不见了：乙"]);
    assert!(!run.said.contains("--allow-withdraw"), "{}", run.said);
    said(&paper.run(&["verify", "usb"]), &["晨报-2025-11-20.zip 上"]);
}

#[test]
fn a_bundle_speaks_the_language_of_the_paper() {
    for (language, open, readme, words) in [
        ("zh-Hans", "打开.html", "使用说明.txt", ["解压出来", "certutil -hashfile"]),
        ("zh-Hant", "打開.html", "使用說明.txt", ["解壓縮出來", "certutil -hashfile"]),
        ("en", "open.html", "README.txt", ["Unpack the whole folder", "certutil -hashfile"]),
    ] {
        let paper = Published::new();
        paper.paper.put("content/site.yaml", format!("language: {language}\n{SITE}"));
        paper.publish(&["usb", "--allow-unready"]);
        let files = unpacked(&paper.target(NAME));
        let readme = String::from_utf8(files[&format!("paper-2025-11-20/{readme}")].clone()).unwrap();
        assert!(readme.starts_with('\u{FEFF}') && readme.contains("\r\n"), "Notepad reads it");
        assert!(words.iter().all(|word| readme.contains(word)), "{readme}");
        let page = String::from_utf8(files[&format!("paper-2025-11-20/{open}")].clone()).unwrap();
        assert!(page.contains(&format!("lang=\"{language}\"")), "{page}");
        let others = files.keys().filter(|path| !path.is_ascii()).count();
        assert_eq!(others, if language == "en" { 0 } else { 2 });
    }
}
