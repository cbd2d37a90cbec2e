//! What is published and what is not: files are published because something refers to them, never because they exist.

use crate::support::Paper;

const STORY: &str = "content/editions/2025-11-20/a.md";
const FOLDER: &str = "content/editions/2025-11-20";

/// A paper of one story, and files beside it.
fn paper(body: &str, files: &[&str]) -> Paper {
    let paper = Paper::of(&[(STORY, &format!("# 题\n\n{body}\n"))]);
    for file in files {
        paper.put(file, "字");
    }
    paper
}

fn beside(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

#[test]
fn a_file_that_nothing_names_stays_and_is_told_of() {
    let paper = paper("文。", &[]);
    let names = ["干部名册.xlsx", "备忘.txt", "原稿/批示.doc", "x.key", "c.html", "d.php"];
    for name in names {
        paper.put(&beside(name), "字");
    }
    paper.put("content/ledgers/raw.xlsx", "字");
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    let public = paper.public();
    let carried = |path: &&String| {
        [".xlsx", ".txt", ".doc", ".key", ".php", "c.html"].iter().any(|end| path.ends_with(end))
    };
    let carried: Vec<&String> = public.keys().filter(carried).collect();
    assert_eq!(carried, ["robots.txt"]);
    let mark = String::from_utf8_lossy(&public[".lanmu.json"]).into_owned();
    assert!(!mark.contains("xlsx") && !mark.contains(".key"), "{mark}");
    assert_eq!(run.said.matches("[unpublished-file]").count(), 3, "one a folder: {}", run.said);
    assert!(run.said.contains("raw.xlsx") && run.said.contains("files: ["), "{}", run.said);
    assert!(run.said.contains("5 个文件"), "{}", run.said);
}

#[test]
fn what_a_story_a_page_or_the_paper_names_goes_out() {
    let files = ["a.png", "b.pdf", "c.csv", "d.zip", "e%#1.txt", "f.png"];
    let paper = Paper::of(&[
        (
            STORY,
            "---\nheadline: 题\nimages: [{src: a.png, alt: 图}]\nfiles: [c.csv, 'e%#1.txt']\n---\n[附件](b.pdf)\n",
        ),
        ("content/pages/about.md", "# 关于\n\n![图](../editions/2025-11-20/f.png)\n"),
        ("content/site.yaml", "name: 报\nfiles: [editions/2025-11-20/d.zip, 'data/*.json', downloads/]\n"),
        ("content/data/x.json", "{}"),
        ("content/downloads/表/y.pdf", "字"),
    ]);
    for name in files {
        paper.put(&beside(name), "字");
    }
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(!run.said.contains("unpublished-file"), "{}", run.said);
    let public = paper.public();
    for path in [
        "2025-11-20/a.png",
        "2025-11-20/b.pdf",
        "2025-11-20/c.csv",
        "2025-11-20/d.zip",
        "2025-11-20/f.png",
        "data/x.json",
    ] {
        assert!(public.contains_key(path), "{path}");
    }
    assert!(public.keys().any(|path| path.starts_with("downloads/") && path.ends_with(".pdf")));
    assert!(public.keys().any(|path| path.starts_with("2025-11-20/s-") && path.ends_with(".txt")));
}

#[test]
fn files_that_the_paper_names_must_be_there() {
    let paper = paper("文。", &[]);
    paper.put("content/site.yaml", "name: 报\nfiles: [downloads/form.pdf]\n");
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("no-such-file"), "{}", run.said);
    paper.put("content/site.yaml", "name: 报\nfiles: [downloads/]\n");
    let run = paper.build();
    assert!(run.code == 0 && run.said.contains("no-such-file"), "{}", run.said);
    paper.put(STORY, "---\nheadline: 题\nfiles: [nosuch.pdf]\n---\n文。\n");
    assert_eq!(paper.build().code, 1);
}

#[test]
fn the_files_that_hosts_look_for_go_out_from_the_top_alone() {
    let top = [
        "favicon.ico",
        "CNAME",
        ".nojekyll",
        "robots.txt",
        "_headers",
        "_redirects",
        ".well-known/security.txt",
    ];
    let paper = paper("文。", &[]);
    for name in top {
        paper.put(&format!("content/{name}"), "own");
        paper.put(&beside(name), "stray");
    }
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    let public = paper.public();
    for name in top {
        assert_eq!(public.get(name).map(Vec::as_slice), Some(&b"own"[..]), "{name}");
    }
    assert!(
        !public.keys().any(|path| path.starts_with("2025-11-20/") && !path.ends_with(".html")),
        "{:?}",
        public.keys()
    );
    assert!(run.said.contains("own-file") && run.said.contains("robots.txt"), "{}", run.said);
}

#[test]
fn a_page_of_the_editors_own_takes_the_place_of_404_where_the_paper_says_so() {
    let paper = paper("文。", &["content/404.html"]);
    let run = paper.build();
    assert!(run.code == 0 && run.said.contains("404.html"), "{}", run.said);
    assert_ne!(paper.page("404.html"), "字");
    paper.put("content/site.yaml", "name: 报\nfiles: [404.html]\n");
    let run = paper.build();
    assert!(run.code == 0 && run.said.contains("own-file"), "{}", run.said);
    assert_eq!(paper.page("404.html"), "字");
}

const SCRIPTED: &str = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
const DRAWN: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0L9 9'/></svg>";

#[test]
fn what_runs_goes_out_only_if_the_paper_says_so_though_a_story_links_to_it() {
    for (name, text) in [
        ("form.html", "<p>表</p>"),
        ("FORM.HTM", "<p>表</p>"),
        ("form.xhtml", "<p>表</p>"),
        ("form.js", "1"),
        ("form.php", "1"),
        ("form.PHP.jpg", "1"),
        ("form.jsp", "1"),
        ("form.asp", "1"),
        ("form.aspx", "1"),
        ("form.cgi", "1"),
        ("form.shtml", "1"),
        ("form.svg", SCRIPTED),
        ("web.config", "1"),
        (".htaccess", "1"),
    ] {
        let paper = paper(&format!("[表]({name})"), &[]);
        paper.put(&beside(name), text);
        let run = paper.build();
        assert!(run.code == 1 && run.said.contains("active-file"), "{name}: {}", run.said);
        let help = format!("files: [editions/2025-11-20/{name}]");
        assert!(run.said.contains(&help), "{name}: {}", run.said);
        for broad in ["editions/", "'editions/**/*'"] {
            paper.put("content/site.yaml", format!("name: 报\nfiles: [{broad}]\n"));
            assert_eq!(paper.build().code, 1, "{name}: a folder does not say what lies in it");
        }
        paper.put("content/site.yaml", format!("name: 报\n{help}\n"));
        let public = paper.built();
        assert!(public.contains_key(&format!("2025-11-20/{name}")), "{name}");
    }
}

#[test]
fn a_drawing_that_only_draws_is_a_picture() {
    let paper = paper("![图](a.svg)", &[]);
    paper.put(&beside("a.svg"), DRAWN);
    assert!(paper.built().contains_key("2025-11-20/a.svg"));
    paper.put(&beside("a.svg"), SCRIPTED);
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("active-file"), "{}", run.said);
}

#[test]
fn droppings_are_not_worth_a_word() {
    let droppings = [
        "~$报告.docx",
        ".~lock.a.md#",
        ".#a.md",
        "#a.md#",
        "a.md.orig",
        "a.md.rej",
        "a.swo",
        ".a.md.swp",
        "a.md___jb_tmp___",
        "a.pdf.part",
        "a.crdownload",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "Icon\r",
        "__MACOSX/a.png",
        "@eaDir/a.png",
        ".git/config",
        "._a.md",
        "a.TMP",
    ];
    let paper = paper("文。", &[]);
    for name in droppings {
        paper.put(&format!("content/{name}"), "字");
        paper.put(&beside(name), "字");
    }
    let clean = Paper::of(&[(STORY, "# 题\n\n文。\n")]).built();
    let run = paper.build();
    assert!(run.code == 0 && !run.said.contains("警告"), "{}", run.said);
    assert!(paper.public().keys().eq(clean.keys()), "{:?}", paper.public().keys());
}

#[test]
fn names_that_begin_with_an_underscore_are_the_editors_own() {
    let paper =
        paper("[附件](_用.pdf)", &["content/_原稿/批示.doc", "content/editions/2025-11-20/_备忘.txt"]);
    paper.put(&beside("_用.pdf"), "字");
    let run = paper.build();
    assert!(run.code == 0 && !run.said.contains("警告"), "{}", run.said);
    let public = paper.public();
    assert!(
        !public.keys().any(|path| path.ends_with(".doc") || path.ends_with(".txt") && path != "robots.txt")
    );
    assert!(public.keys().any(|path| path.ends_with(".pdf")), "a story names it");
}

#[test]
fn a_folder_or_a_pattern_does_not_bring_out_what_is_the_editors_own() {
    for broad in ["downloads/", "'downloads/*'", "'**/*.pdf'", "_私/"] {
        let paper = paper(
            "文。",
            &["content/downloads/_名册.pdf", "content/_私/b.pdf", "content/downloads/_c/d.pdf"],
        );
        paper.put("content/site.yaml", format!("name: 报\nfiles: [{broad}]\n"));
        let run = paper.build();
        assert_eq!(run.code, 0, "{broad}: {}", run.said);
        assert!(!paper.public().keys().any(|path| path.ends_with(".pdf")), "{broad}");
        assert!(run.said.contains("no-such-file") && run.said.contains("自己留用"), "{broad}: {}", run.said);
        paper.put("content/downloads/e.pdf", "字");
        paper.put(
            "content/site.yaml",
            format!("name: 报\nfiles: [{broad}, downloads/_名册.pdf, downloads/]\n"),
        );
        let public = paper.built();
        assert_eq!(public.keys().filter(|path| path.ends_with(".pdf")).count(), 2, "{broad}");
    }
}

#[test]
fn each_of_hundreds_of_settings_is_looked_at_and_patterns_are_limited() {
    let paper = paper("文。", &[]);
    let number = |number: usize| format!("d{}/第{number:03}号.pdf", number % 2);
    for file in 0..300 {
        paper.put(&format!("content/{}", number(file)), "字");
    }
    let names = (0..150).map(|file| format!("  - {}\n", number(2 * file)));
    let misspelt = (0..200).map(|file| format!("  - d0/第{file:03}號.pdf\n"));
    let patterns = |many: usize| (0..many).map(|file| format!("  - 'd1/第{file:03}*.pdf'\n"));
    let files: String = names.clone().chain(misspelt).chain(patterns(100)).collect();
    paper.put("content/site.yaml", format!("name: 报\nfiles:\n{files}"));
    let run = paper.build();
    assert_eq!(run.said.matches("错误[no-such-file]").count(), 200, "{}", run.said);
    assert_eq!(run.said.matches("警告[no-such-file]").count(), 50, "{}", run.said);
    let files: String = names.clone().chain(patterns(100)).collect();
    paper.put("content/site.yaml", format!("name: 报\nfiles:\n{files}"));
    assert_eq!(paper.build().code, 0);
    assert_eq!(paper.public().keys().filter(|path| path.ends_with(".pdf")).count(), 200);
    let files: String = names.chain(patterns(101)).collect();
    paper.put("content/site.yaml", format!("name: 报\nfiles:\n{files}"));
    let run = paper.build();
    assert_eq!((run.code, run.said.matches("[too-many-patterns]").count()), (1, 1), "{}", run.said);
}

#[test]
fn a_story_by_another_ending_is_told_its_name() {
    let paper = paper("文。", &["content/d.markdown", "content/b.md.txt", "content/site.yaml.txt"]);
    let run = paper.build();
    assert_eq!(run.code, 0);
    for right in ["`d.md`", "`b.md`", "`site.yaml`"] {
        assert!(run.said.contains(right), "{right}: {}", run.said);
    }
    assert_eq!(run.said.matches("[misnamed-source]").count(), 3, "{}", run.said);
}

#[test]
fn many_folders_of_strange_files_are_few_warnings() {
    let paper = paper("文。", &[]);
    for day in 10..30 {
        paper.put(&format!("content/editions/2025-10-{day}/稿.md"), "# 题\n\n文。\n");
        paper.put(&format!("content/editions/2025-10-{day}/存.doc"), "字");
    }
    let run = paper.build();
    assert_eq!(run.said.matches("[unpublished-file]").count(), 1, "{}", run.said);
    assert!(run.said.contains("20 个文件"), "{}", run.said);
}

#[test]
fn a_file_that_stood_in_the_output_and_no_longer_does_is_named_once() {
    let paper = paper("[附件](b.pdf) [表](c.csv)", &[]);
    paper.put(&beside("b.pdf"), "字");
    paper.put(&beside("c.csv"), "字");
    paper.built();
    paper.put(STORY, "# 题\n\n文。\n");
    let run = paper.build();
    assert_eq!(run.code, 0);
    assert!(run.said.contains("2025-11-20/b.pdf") && run.said.contains("2025-11-20/c.csv"), "{}", run.said);
    assert!(!paper.public().contains_key("2025-11-20/b.pdf"));
    assert!(run.said.contains("不再带出") && !paper.build().said.contains("不再带出"), "{}", run.said);
}

#[test]
fn a_pattern_does_not_bring_out_what_waits_with_its_story() {
    let paper = Paper::of(&[
        (STORY, "# 题\n\n文。\n"),
        ("content/editions/2025-11-20/b.md", "---\nheadline: 乙\ndraft: true\n---\n[附件](b.pdf)\n"),
        ("content/editions/2025-11-20/b.pdf", "字"),
        ("content/editions/2025-11-20/c.pdf", "字"),
        ("content/editions/2030-01-01/d.md", "# 丁\n\n文。\n"),
        ("content/editions/2030-01-01/d.pdf", "字"),
        ("content/site.yaml", "name: 报\nfiles: ['editions/**/*.pdf']\n"),
    ]);
    let public = paper.built();
    let carried: Vec<&String> = public.keys().filter(|path| path.ends_with(".pdf")).collect();
    assert_eq!(carried, ["2025-11-20/c.pdf"]);
}
