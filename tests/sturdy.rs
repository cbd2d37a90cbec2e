//! What goes wrong is told where it is, and spoils nothing else: faults of the program, a terminal that takes no more, odd names.

use std::fs;

use crate::support::Paper;

const B: &str = "content/editions/2025-11-20/b.md";

fn paper() -> Paper {
    Paper::of(&[
        ("content/site.yaml", "name: 试报\n"),
        ("content/ledgers/town.yaml", "title: 镇\nfigures:\n  a: {label: 数, value: 4, unit: 名}\n"),
        ("content/editions/2025-11-20/a.md", "---\nheadline: 头条\nledger: town\n---\n共{{a}}。\n"),
        (B, "---\nheadline: 二条\n---\n正文。见[头条](a.md)。\n"),
    ])
}

#[cfg(unix)]
#[test]
fn a_folder_whose_name_is_no_text_is_left_out_and_named() {
    use std::os::unix::ffi::OsStrExt;
    let paper = paper();
    let odd = paper.root().join("content/editions/2025-11-20").join(std::ffi::OsStr::from_bytes(b"\xFF\xFE"));
    fs::create_dir(&odd).unwrap();
    fs::write(odd.join("c.md"), "# 三条\n\n正文。\n").unwrap();
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(
        run.said.contains("left-out") && run.said.contains("content/editions/2025-11-20/\u{FFFD}"),
        "{}",
        run.said
    );
    assert!(paper.page("2025-11-20/b.html").contains("二条"));
    assert_eq!(paper.run(&["check"]).code, 0);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_named() {
    for path in [
        "content/site.yaml",
        "content/editions/2025-11-20/edition.yaml",
        "content/editions/2025-11-20/c.md",
        "content/ledgers/county.yml",
        "content/pages/about.md",
        "content/style/words.yaml",
    ] {
        let paper = paper();
        let _ = fs::remove_file(paper.root().join(path));
        fs::create_dir_all(paper.root().join(path)).unwrap();
        for command in ["build", "check"] {
            let run = paper.run(&[command, "--as-of", "2025-12-01"]);
            assert!(run.said.contains("folder-for-file") && run.said.contains(path), "{path}: {}", run.said);
        }
    }
}
