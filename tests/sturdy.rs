//! Faults are reported where they occur, and damage nothing else: faults of the program, a terminal that accepts no more, odd
//! names.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Paper, Run, run_in};

const B: &str = "content/editions/2025-11-20/b.md";

fn paper() -> Paper {
    Paper::of(&[
        ("content/site.yaml", "name: 试报\n"),
        ("content/ledgers/town.yaml", "title: 镇\nfigures:\n  a: {label: 数, value: 4, unit: 名}\n"),
        ("content/editions/2025-11-20/a.md", "---\nheadline: 头条\nledger: town\n---\n共{{a}}。\n"),
        (B, "---\nheadline: 二条\n---\n正文。见[头条](a.md)。\n"),
    ])
}

fn run_with_fault(paper: &Paper, arguments: &[&str], fault: &str) -> Run {
    run_in(
        paper.root(),
        &[arguments, &["--as-of", "2025-12-01"]].concat(),
        &[("LANMU_PANIC", fault), ("RUST_BACKTRACE", "0")],
    )
}

#[test]
fn a_fault_of_the_program_in_one_document_is_that_documents_error() {
    let faults = [
        ("Read content/site.yaml", "content/site.yaml"),
        ("Read content/ledgers/town.yaml", "content/ledgers/town.yaml"),
        ("Read content/editions/2025-11-20/b.md", B),
        ("Read themes/broadsheet/theme.yaml", "themes/broadsheet/theme.yaml"),
        ("Resolve content/ledgers/town.yaml", "content/ledgers/town.yaml"),
        ("Resolve content/editions/2025-11-20/b.md", B),
        ("MakeUp content/editions/2025-11-20/b.md", B),
        ("MakeUp 2025-11-20 1", "2025-11-20 1"),
        ("Render 2025-11-20/b.html", B),
        ("Render index.html", "index.html"),
    ];
    for (fault, named) in faults {
        let paper = paper();
        let before = paper.built();
        paper.put(B, "---\nheadline: 二条改了\n---\n正文也改了。见[头条](a.md)。\n");
        paper.put("content/ledgers/town.yaml", "title: 镇\nfigures:\n  a: {label: 数, value: 5, unit: 名}\n");
        for (lang, report) in [("zh-Hans", "报告给"), ("en", "please report")] {
            let run = run_with_fault(&paper, &["build", "--lang", lang], fault);
            assert_eq!(run.code, 1, "{fault}: {}", run.said);
            assert_eq!(run.said.matches("[program-fault]").count(), 1, "{fault}: {}", run.said);
            assert!(run.said.contains(named) && run.said.contains(report), "{fault}: {}", run.said);
            assert!(!run.said.contains("panicked at") && !run.said.contains("backtrace"), "{}", run.said);
            assert!(paper.public() == before, "{fault}: the output was touched");
        }
        let built = paper.built();
        fs::remove_dir_all(paper.root().join(".cache")).unwrap();
        fs::remove_dir_all(paper.root().join("public")).unwrap();
        assert!(built == paper.built(), "{fault}: something of it was remembered");
    }
}

#[test]
fn a_fault_of_the_program_is_not_hidden_by_what_is_remembered() {
    let paper = paper();
    for _ in 0..3 {
        let run = run_with_fault(&paper, &["build"], "Read content/editions/2025-11-20/b.md");
        assert!(run.code == 1 && run.said.contains(B), "{}", run.said);
    }
    paper.built();
}

#[test]
fn the_proofreader_tells_of_faults_of_the_program_and_reads_on() {
    let faults = [
        ("Proofread content/editions/2025-11-20/b.md", B),
        ("Proofread repeated-text", "repeated-text"),
        ("Audit 2025-11-20/b.html", "2025-11-20/b.html"),
        ("Read content/editions/2025-11-20/b.md", B),
    ];
    for (fault, named) in faults {
        let paper = paper();
        paper.put("content/editions/2025-11-20/a.md", "# 头条\n\n这里用了半角,标点。\n");
        let run = run_with_fault(&paper, &["check"], fault);
        assert_eq!(run.code, 1, "{fault}: {}", run.said);
        assert!(run.said.contains("program-fault") && run.said.contains(named), "{fault}: {}", run.said);
        assert!(run.said.contains("half-width-mark"), "{fault}: {}", run.said);
    }
    let paper = paper();
    let run = run_with_fault(&paper, &["build", "--strict"], "Proofread content/editions/2025-11-20/b.md");
    assert!(run.code == 1 && paper.public().is_empty(), "{}", run.said);
}

#[test]
fn a_fault_of_the_program_that_is_no_documents_is_one_message() {
    let paper = paper();
    let before = paper.built();
    for (lang, report) in [("zh-Hans", "报告给"), ("en", "please report")] {
        let run = run_with_fault(&paper, &["build", "--lang", lang], "elsewhere");
        assert_eq!(run.code, 2, "{}", run.said);
        assert!(run.said.contains(report) && !run.said.contains("panicked at"), "{}", run.said);
        assert!(paper.public() == before);
    }
    let traced = run_in(paper.root(), &["build"], &[("LANMU_PANIC", "elsewhere"), ("RUST_BACKTRACE", "1")]);
    assert!(traced.said.contains("panicked at"), "who asks for a trace has it: {}", traced.said);
}

/// Runs the command with the given streams; returns the exit code, and the output that came through pipes.
fn run_into(root: &Path, arguments: &[&str], out: Stdio, err: Stdio) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanmu"));
    let mut child =
        command.args(arguments).args(["--root"]).arg(root).stdout(out).stderr(err).spawn().unwrap();
    let mut said = String::new();
    if let Some(mut stream) = child.stderr.take() {
        stream.read_to_string(&mut said).unwrap();
    }
    (child.wait().unwrap().code(), said)
}

const ANSWERS: [&[&str]; 9] = [
    &["build", "--as-of", "2025-12-01"],
    &["build", "--as-of", "2025-12-01", "--format", "json"],
    &["check"],
    &["check", "--format", "json"],
    &["check", "--numbers"],
    &["makeup"],
    &["watch", "--port", "0"],
    &["--help"],
    &["--version"],
];

#[cfg(target_os = "linux")]
#[test]
fn what_a_full_stream_does_not_take_is_a_fault_and_the_paper_is_whole() {
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    let whole = paper().built();
    for arguments in ANSWERS {
        let paper = paper();
        let (code, said) = run_into(paper.root(), arguments, full(), Stdio::piped());
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(said.contains("stdout") && !said.contains("panicked"), "{arguments:?}: {said}");
        assert!(arguments[0] != "build" || paper.public() == whole, "{arguments:?}");
    }
    let paper = paper();
    paper.put("content/stray.yaml", "a: 1\n");
    let whole = paper.built();
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    let (code, _) = run_into(paper.root(), ANSWERS[0], Stdio::null(), full());
    assert!(code == Some(2) && paper.public() == whole, "{code:?}");
    let (code, _) = run_into(paper.root(), &["--no-such-option"], Stdio::null(), full());
    assert_eq!(code, Some(2));
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_hears_no_more_and_the_paper_is_whole() {
    let whole = paper().built();
    for arguments in ANSWERS {
        let paper = paper();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let (code, said) = run_into(paper.root(), arguments, writer.into(), Stdio::piped());
        assert_eq!((code, said.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(arguments[0] != "build" || paper.public() == whole, "{arguments:?}");
    }
    let paper = paper();
    let closed = "exec \"$@\" >&- 2>&-";
    let mut shell = Command::new("sh");
    shell.args(["-c", closed, "sh", env!("CARGO_BIN_EXE_lanmu"), "--as-of", "2025-12-01", "--root"]);
    let status = shell.arg(paper.root()).status().unwrap();
    // A stream that is closed from the start is opened as `/dev/null` before the program begins.
    assert!(status.code() == Some(0) && paper.public() == whole, "{status:?}");
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

/// Characters that a terminal executes, that reorder text, and that begin a line.
const FORGERIES: [&str; 6] =
    ["\u{1b}[31m", "\u{7}", "\u{9b}31m", "\u{202e}", "\n错误[x]: 假的", "\u{2028}错误"];

/// Runs every command that reports on the paper, and asserts that the terminal would execute nothing of its output.
fn insist_on_plain(paper: &Paper, what: &str) {
    for arguments in [["build"].as_slice(), &["check"], &["check", "--numbers"], &["makeup"]] {
        for format in ["text", "json"] {
            let run = paper.run(&[arguments, &["--as-of", "2025-12-01", "--format", format]].concat());
            let obeyed = |character: char| {
                character != '\n' && character.is_control() || matches!(character, '\u{202e}' | '\u{2028}')
            };
            assert!(!run.said.contains(obeyed), "{what}: {arguments:?} {format}: {:?}", run.said);
            let forged =
                run.said.lines().find(|line| line.starts_with("错误[x]") || line.starts_with("假的"));
            assert_eq!(forged, None, "{what}: {arguments:?}: {}", run.said);
            assert!(
                format == "text" || run.said.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()),
                "{what}: {}",
                run.said
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn no_file_name_forges_what_is_said() {
    for forgery in FORGERIES {
        let paper = paper();
        paper.put(
            &format!("content/editions/2025-11-20/c{forgery}.md"),
            "# 三条\n\n共{{nothing}}，占5,000人。\n",
        );
        paper.put(&format!("content/{forgery}/d.yaml"), "a: 1\n");
        insist_on_plain(&paper, &format!("{forgery:?}"));
        let run = paper.run(&["build", "--as-of", "2025-12-01"]);
        let spelled = format!("<U+{:04X}>", u32::from(forgery.chars().next().unwrap()));
        assert!(run.said.contains(&spelled), "the place is told: {}", run.said);
    }
}

#[test]
fn no_key_or_value_forges_what_is_said() {
    for forgery in FORGERIES {
        let quoted: String =
            forgery.chars().map(|character| format!("\\U{:08x}", u32::from(character))).collect();
        let paper = paper();
        paper.put("content/site.yaml", format!("name: 试报\n\"{quoted}\": 1\n"));
        paper.put(
            "content/ledgers/county.yaml",
            format!("title: \"{quoted}\"\nfigures:\n  \"a{quoted}\": {{label: \"数{quoted}\", value: 4, unit: 名}}\n"),
        );
        paper.put(
            "content/editions/2025-11-20/c.md",
            format!("---\nheadline: \"三{quoted}\"\ncolumn: \"{quoted}\"\nledger: \"{quoted}\"\n---\n正文{forgery}[链]({forgery}.md)。\n"),
        );
        insist_on_plain(&paper, &format!("{forgery:?}"));
    }
}

#[test]
fn what_nobody_sees_is_told_wherever_it_stands() {
    let paper = paper();
    paper.put(
        "content/editions/2025-11-20/c.md",
        "---\nheadline: 三\u{200b}条\nsummary: \"\\u202e倒\"\n---\n甲&#x2066;乙。\n\n`码\u{ad}`\n",
    );
    paper.put(
        "content/ledgers/county.yaml",
        "title: 县\u{feff}\nfigures:\n  a\u{200b}b: {label: 数, value: 4}\n",
    );
    let run = paper.run(&["build", "--as-of", "2025-12-01", "--format", "json"]);
    let found: Vec<(String, u64)> = run
        .said
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|said| said["code"] == "invisible-character")
        .map(|said| {
            (
                said["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned(),
                said["line"].as_u64().unwrap(),
            )
        })
        .collect();
    let expected =
        [("c.md", 2), ("c.md", 3), ("c.md", 5), ("c.md", 7), ("county.yaml", 1), ("county.yaml", 3)];
    assert_eq!(found, expected.map(|(file, line)| (file.to_owned(), line)), "{}", run.said);
}

#[test]
fn of_what_nobody_sees_only_what_is_idle_is_taken_out() {
    let paper = Paper::of(&[(
        "content/a.md",
        "# 三\u{200b}条\n\n汉\u{feff}字，\u{200b}汉字 a\u{200b}b **\u{200b}重** `码\u{200b}码` 倒\u{202e}置 👩\u{200d}🌾。\n",
    )]);
    paper.run(&["check", "--fix"]);
    let mended = fs::read_to_string(paper.root().join("content/a.md")).unwrap();
    assert_eq!(
        mended,
        "# 三条\n\n汉字，汉字 a\u{200b}b **\u{200b}重** `码\u{200b}码` 倒\u{202e}置 👩\u{200d}🌾。\n"
    );
}

#[test]
fn a_headline_as_long_as_a_story_is_made_up() {
    let paper = paper();
    for number in 0..6 {
        let headline = "很长的标题".repeat(4000);
        paper.put(&format!("content/editions/2025-11-20/c{number}.md"), format!("# {headline}\n\n正文。\n"));
    }
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said.chars().take(2000).collect::<String>());
}

#[test]
fn a_paper_without_a_page_to_make_up_is_no_error() {
    let paper = Paper::of(&[("content/a.md", "# 题\n\n正文。\n"), ("content/site.yaml", "theme: bare\n")]);
    for (path, bytes) in
        crate::support::files_in(&crate::support::repository().join("tests/bench/themes/bare"))
    {
        paper.put(&format!("themes/bare/{path}"), bytes);
    }
    let run = paper.run(&["makeup", "--as-of", "2025-12-01"]);
    assert!(run.code == 0 && run.said.contains("没有要拼的版"), "{}", run.said);
}

#[test]
fn a_link_by_a_name_with_a_mark_in_it_is_understood() {
    for (name, right) in [("a#b.md", "a%23b.md"), ("a%41.md", "a%2541.md")] {
        let story = format!("content/editions/2025-11-20/{name}");
        let paper = Paper::of(&[(&story, &format!("# 题\n\n[己](<{name}>)\n"))]);
        let plain = paper.built();
        paper.put(&story, format!("# 题\n\n[己]({right})\n"));
        assert!(paper.built() == plain, "{name}");
    }
}

#[test]
fn what_is_not_known_of_a_file_is_not_told() {
    let paper = Paper::of(&[("content/a.md", "# 题\n\n文。\n")]);
    paper.built();
    paper.put("content/a.md", b"# x\n\n\xff\xff\xff");
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("[not-utf8]"), "{}", run.said);
    assert!(!run.said.contains("unknown") && !run.said.contains("未知"), "{}", run.said);
    paper.put("content/a.md", "# 题\n\n文。\n");
    paper.put("public/.lanmu.json", "{}");
    let run = paper.build();
    assert!(
        run.code == 2 && run.said.contains("坏了") && !run.said.contains("missing field"),
        "{}",
        run.said
    );
    assert!(paper.run(&["build", "--lang", "en"]).said.contains("missing field"));
}
