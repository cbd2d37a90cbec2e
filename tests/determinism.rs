//! The same input gives the same bytes, whatever else the machine is doing.

use crate::support::{Paper, repository, run_in};

#[test]
fn the_sample_paper_comes_out_the_same_on_any_machine() {
    let first = Paper::copy_of(&repository());
    let expected = first.built();
    assert!(expected.len() > 100);
    for (threads, zone) in [("1", "UTC"), ("2", "Asia/Shanghai"), ("8", "America/New_York")] {
        let other = Paper::copy_of(&repository());
        let environment = [("RAYON_NUM_THREADS", threads), ("TZ", zone)];
        let run = run_in(other.root(), &["--as-of", "2025-12-01"], &environment);
        assert_eq!(run.code, 0, "{}", run.said);
        assert!(other.public() == expected, "{threads} threads in {zone} gave other bytes");
    }
}

#[test]
fn a_second_build_changes_nothing() {
    let paper = Paper::copy_of(&repository());
    let first = paper.built();
    let run = paper.build();
    assert!(run.said.contains("写出 0，"), "{}", run.said);
    assert!(paper.public() == first);
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let text = "---\nheadline: 甲乙\ncolumn: 要闻\n---\n第一段\n接着写。\n\n第二段**“好”**。\n";
    let printed = |text: String| {
        let paper = Paper::of(&[]);
        paper.put("content/editions/2025-11-20/a.md", text);
        paper.built()
    };
    let plain = printed(text.to_owned());
    assert!(printed(text.replace('\n', "\r\n")) == plain);
    assert!(printed(format!("\u{FEFF}{text}")) == plain);
}

#[test]
fn rebuilding_after_edits_gives_what_building_from_nothing_gives() {
    let paper = Paper::copy_of(&repository());
    paper.built();
    let edits: [(&str, Option<&str>); 6] = [
        ("content/editions/2025-11-20/edition.yaml", Some("number: 5\n")),
        ("content/editions/2025-11-20/new.md", Some("# 新稿\n\n见[灯](../2025-11-13/lamp.md)。\n")),
        ("content/editions/2025-11-20/clinic.md", None),
        ("content/pages/about.md", Some("# 关于\n\n改过了。\n")),
        ("content/editions/2025-12-01-extra/flash.md", Some("---\nheadline: 号外\n---\n短讯。\n")),
        ("content/theme/paper.css", Some("body { color: #111 }\n")),
    ];
    for (path, text) in edits {
        match text {
            Some(text) => paper.put(path, text),
            None => paper.remove(path),
        }
        let rebuilt = paper.built();
        let from_nothing = Paper::copy_of(paper.root()).built();
        assert_eq!(
            rebuilt.keys().collect::<Vec<_>>(),
            from_nothing.keys().collect::<Vec<_>>(),
            "after {path}"
        );
        assert!(rebuilt == from_nothing, "after {path}");
    }
}
