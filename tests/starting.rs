//! Starting: from nothing to a paper, and from a paper to its next edition, story and ledger.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;

use crate::support::{Paper, files_in};

const DAY: [&str; 2] = ["--as-of", "2026-03-12"];

/// The same command on a fixed day.
fn on_the_day<'a>(command: &[&'a str]) -> Vec<&'a str> {
    [command, &DAY].concat()
}

/// A paper that was started in an empty folder.
fn started(options: &[&str]) -> Paper {
    let paper = Paper::of(&[]);
    let run = paper.run(&on_the_day(&[&["new", "paper"], options].concat()));
    assert_eq!(run.code, 0, "{}", run.said);
    paper
}

fn files(paper: &Paper) -> BTreeMap<String, Vec<u8>> {
    files_in(paper.root())
}

#[test]
fn a_paper_of_each_kind_in_each_language_builds_and_checks_without_a_finding() {
    for kind in ["newspaper", "internal", "circular", "web"] {
        for language in ["zh-Hans", "en"] {
            let paper = started(&["--kind", kind, "--lang", language]);
            let site = fs::read_to_string(paper.root().join("content/site.yaml")).unwrap();
            assert!(
                site.contains(&format!("kind: {kind}\n"))
                    && site.contains(&format!("language: {language}\n"))
            );
            for command in [&["build", "--strict"][..], &["check"], &["check", "--edition", "2026-03-12"]] {
                let run = paper.run(&on_the_day(&[command, &["--format", "json"]].concat()));
                assert_eq!(run.code, 0, "{kind} {language}: {}", run.said);
                // Three short examples leave the foot of the first page empty.
                let is_found = |line: &str| line.contains("\"code\"") && !line.contains("\"short-page\"");
                assert!(!run.said.lines().any(is_found), "{kind} {language}: {}", run.said);
            }
            assert!(
                paper.page("2026-03-12/trees.html").contains("1,200")
                    || paper.page("2026-03-12/trees.html").contains("1200")
            );
        }
    }
}

#[test]
fn a_new_paper_has_what_editors_programs_need_and_says_what_comes_next() {
    let folder = Paper::of(&[]);
    let run = folder.run(&on_the_day(&["new", "paper", "春城 晚报"]));
    assert_eq!(run.code, 0, "{}", run.said);
    let option = format!("--root \"{}", folder.root().display());
    for said in ["建好了《春城 晚报》", "2026-03-12 星期四", "lanmu watch", "lanmu new story", &option]
    {
        assert!(run.said.contains(said), "{said}: {}", run.said);
    }
    let made = files_in(&folder.root().join("春城 晚报"));
    for path in [
        "content/site.yaml",
        "content/ledgers/shili.yaml",
        "content/style/names.yaml",
        "content/editions/2026-03-12/edition.yaml",
        ".vscode/settings.json",
        ".gitignore",
        ".lanmu/schema/site.json",
    ] {
        assert!(made.contains_key(path), "{path}");
    }
    assert!(
        String::from_utf8_lossy(&made["content/site.yaml"]).contains("name: \"春城 晚报\"")
            || String::from_utf8_lossy(&made["content/site.yaml"]).contains("name: 春城 晚报")
    );
    assert!(
        String::from_utf8_lossy(&made[".lanmu/schema/story.json"]).contains("数说"),
        "the schemas know its columns"
    );
    let settings = String::from_utf8_lossy(&made[".vscode/settings.json"]).into_owned();
    for schema in ["site", "edition", "ledger", "style"] {
        assert!(settings.contains(&format!("./.lanmu/schema/{schema}.json")), "{settings}");
    }
    let left: Vec<_> = fs::read_dir(folder.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["春城 晚报"], "nothing is left beside it");
}

#[test]
fn a_paper_is_started_beside_what_version_control_and_systems_put_there() {
    let folder = Paper::of(&[("README.md", "仓库\n"), (".git/HEAD", "ref\n"), (".DS_Store", "")]);
    assert_eq!(folder.run(&["new", "paper"]).code, 0);
    assert_eq!(fs::read_to_string(folder.root().join("README.md")).unwrap(), "仓库\n");
    let again = folder.run(&["new", "paper"]);
    assert_eq!(again.code, 2, "a paper is not started over another");
    assert!(again.said.contains("什么也没有动"), "{}", again.said);
}

#[test]
fn what_a_killed_start_has_left_is_taken_up() {
    let whole = started(&[]);
    let mut cut = Paper::of(&[(".lanmu-new/content/site.yaml", "name: 半"), ("half/.x", "")]);
    cut.remove("half/.x");
    fs::remove_dir(cut.root().join("half")).unwrap();
    for path in [".gitignore", ".vscode/settings.json", ".vscode/extensions.json"] {
        cut.put(path, &files(&whole)[path]);
    }
    let run = cut.run(&on_the_day(&["new", "paper"]));
    assert_eq!(run.code, 0, "{}", run.said);
    assert_eq!(files(&cut).keys().collect::<Vec<_>>(), files(&whole).keys().collect::<Vec<_>>());
    cut = Paper::of(&[(".vscode/settings.json", "{}")]);
    assert_eq!(cut.run(&on_the_day(&["new", "paper"])).code, 2, "settings of somebody's own are left alone");
    assert_eq!(files(&cut).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_start_that_fails_leaves_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Paper::of(&[("closed/x", "")]);
    folder.remove("closed/x");
    let closed = folder.root().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let is_refused = fs::write(closed.join("probe"), "").is_err(); // Not for the owner of the system.
    let _ = fs::remove_file(closed.join("probe"));
    for name in ["closed", "closed/inside"] {
        let run = folder.run(&["new", "paper", name]);
        assert!(!is_refused || run.code == 2, "{}", run.said);
        assert!(!is_refused || fs::read_dir(&closed).unwrap().next().is_none());
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    let file = Paper::of(&[("taken", "mine")]);
    assert_eq!(file.run(&["new", "paper", "taken"]).code, 2);
    assert_eq!(files(&file)["taken"], b"mine");
}

#[test]
fn the_next_edition_has_the_next_number_in_the_rhythm_of_the_others() {
    let paper = started(&[]);
    let said = |command: &[&str]| {
        let run = paper.run(&on_the_day(command));
        assert_eq!(run.code, 0, "{}", run.said);
        run.said
    };
    let second = said(&["new", "edition"]);
    assert!(second.contains("第 2 期 2026-03-19 星期四"), "{second}");
    assert!(second.contains("要闻、数说、编读"), "{second}");
    let text = fs::read_to_string(paper.root().join("content/editions/2026-03-19/edition.yaml")).unwrap();
    assert!(text.contains("number: 2\npages:\n  - {name: 要闻}\n"), "{text}");
    let third = said(&["new", "edition", "2026-03-20", "--format", "json"]);
    assert!(third.contains("\"number\":3") && third.contains("\"usual_weekday\":\"Thursday\""), "{third}");
    let late = paper.run(&["new", "edition", "--as-of", "2026-04-01"]).said;
    assert!(late.contains("第 4 期 2026-04-01"), "{late}");
    let again = paper.run(&on_the_day(&["new", "edition", "2026-03-12"]));
    assert_eq!(again.code, 2);
    assert!(again.said.contains("已经有"), "{}", again.said);
    assert_eq!(paper.run(&on_the_day(&["build"])).code, 0);
    assert_eq!(paper.run(&on_the_day(&["new", "edition", "2026-02-30"])).code, 2);
}

#[test]
fn a_story_is_a_draft_in_the_newest_edition_under_the_first_free_column() {
    let paper = started(&[]);
    paper.run(&on_the_day(&["new", "edition"]));
    let run = paper.run(&on_the_day(&["new", "story", "春耕备耕忙", "--form", "消息"]));
    assert_eq!(run.code, 0, "{}", run.said);
    let path = "content/editions/2026-03-19/春耕备耕忙.md";
    let text = String::from_utf8(files(&paper)[path].clone()).unwrap();
    assert!(
        text.starts_with("---\ncolumn: 要闻\nheadline: 春耕备耕忙\n") && text.contains("form: brief\n"),
        "{text}"
    );
    assert!(text.contains("draft: true"));
    let run = paper.run(&on_the_day(&["build", "--strict", "--all"]));
    assert!(run.code == 0 && run.said.contains("未刊：草稿 1 篇"), "{}", run.said);
    let unknown = ["new", "story", "x", "--edition", "2026-03-9", "--column", "要问", "--form", "消夕"];
    let run = paper.run(&on_the_day(&unknown));
    assert_eq!(run.code, 1);
    for said in ["`2026-03-19`", "`要闻`", "`消息`"] {
        assert!(run.said.contains(&format!("是不是想写 {said}")), "{}", run.said);
    }
    for _ in 0..2 {
        assert_eq!(paper.run(&on_the_day(&["new", "story", "--edition", "2026-03-12"])).code, 0);
    }
    assert!(files(&paper).contains_key("content/editions/2026-03-12/story-2.md"));
}

#[test]
fn later_commands_speak_the_language_of_the_paper() {
    let paper = started(&["--lang", "en"]);
    let run = paper.run(&on_the_day(&["new", "story", "Rain at last"]));
    assert!(
        run.said.starts_with("started a story: content/editions/2026-03-12/Rain-at-last.md"),
        "{}",
        run.said
    );
    let run = paper.run(&on_the_day(&["new", "ledger", "2026/rain"]));
    assert!(run.said.contains("ledger: 2026/rain"), "{}", run.said);
    assert_eq!(paper.run(&on_the_day(&["build", "--strict"])).code, 0);
    let run = paper.run(&["new", "sotry"]);
    assert!(run.said.contains("did you mean `story`?") && !run.said.contains("命令"), "{}", run.said);
}

#[test]
fn a_new_ledger_prints_nothing_until_somebody_writes_a_figure() {
    let paper = started(&[]);
    assert_eq!(paper.run(&on_the_day(&["new", "ledger", "春耕"])).code, 0);
    let run = paper.run(&on_the_day(&["check", "--format", "json"]));
    assert!(run.code == 0 && !run.said.contains("\"code\""), "{}", run.said);
    assert_eq!(paper.run(&on_the_day(&["new", "ledger", "春耕"])).code, 2, "it is there");
    assert_eq!(paper.run(&on_the_day(&["new", "ledger", "——"])).code, 2, "it has no name");
}

#[test]
fn a_folder_without_a_paper_is_told_how_to_start_one() {
    let empty = Paper::of(&[]);
    for command in [&["build"][..], &["check"], &["new", "story", "x"], &["new", "edition"], &["publish"]] {
        let run = empty.run(command);
        assert_eq!(run.code, 2);
        assert!(run.said.contains("lanmu new paper"), "{}", run.said);
    }
    assert!(files(&empty).is_empty());
    for document in ["通知.docx", "数据.xlsx", "稿件.md"] {
        let run = Paper::of(&[(document, "")]).run(&["build"]);
        assert!(run.said.contains("lanmu import") && run.said.contains("lanmu new paper"), "{}", run.said);
    }
    let among_documents = Paper::of(&[("稿件.txt", "清渠的队伍出发了\n\n天还没亮，队伍就出发了。\n")]);
    let run = among_documents.run(&["import", "稿件.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.said.contains("lanmu new paper"), "{}", run.said);
    assert_eq!(files(&among_documents).len(), 1, "nothing was begun");
    let run = Paper::of(&[("content/site.yaml", "name: 报\n")]).run(&["build"]);
    assert!(run.said.contains("lanmu new story"), "{}", run.said);
}

#[test]
fn a_paper_without_stories_can_have_a_first_one() {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\n")]);
    assert_eq!(paper.run(&on_the_day(&["new", "edition"])).code, 0);
    assert_eq!(paper.run(&on_the_day(&["new", "story", "第一篇"])).code, 0);
    assert!(files(&paper).contains_key("content/editions/2026-03-12/第一篇.md"));
}

#[test]
fn a_theme_of_its_own_begins_as_the_built_in_one() {
    let paper = started(&[]);
    assert_eq!(paper.run(&on_the_day(&["build"])).code, 0);
    let before = paper.public();
    let run = paper.run(&on_the_day(&["new", "theme"]));
    assert!(run.said.contains("themes/broadsheet"), "{}", run.said);
    paper.run(&on_the_day(&["build"]));
    assert!(paper.public() == before, "the copy in its place prints the same");
    let run = paper.run(&on_the_day(&["new", "theme", "own"]));
    assert!(run.said.contains("theme: own"), "{}", run.said);
    let site = fs::read_to_string(paper.root().join("content/site.yaml")).unwrap();
    paper.put("content/site.yaml", format!("{site}theme: own\n"));
    let run = paper.run(&on_the_day(&["check", "--format", "json"]));
    assert!(run.code == 0 && !run.said.contains("\"code\""), "{}", run.said);
    assert_eq!(paper.run(&on_the_day(&["new", "theme", "own"])).code, 2);
}

#[test]
fn a_theme_that_extends_the_built_in_one_holds_little_and_builds_at_once() {
    let paper = started(&[]);
    let site = fs::read_to_string(paper.root().join("content/site.yaml")).unwrap();
    let run = paper.run(&on_the_day(&["new", "theme", "--extends", "山里"]));
    assert!(run.code == 0 && run.said.contains("theme: 山里"), "{}", run.said);
    let made: Vec<String> = files(&paper).into_keys().filter(|path| path.starts_with("themes/")).collect();
    assert_eq!(made, ["themes/山里/README.md", "themes/山里/assets/paper.css", "themes/山里/theme.yaml"]);
    let readme = fs::read_to_string(paper.root().join("themes/山里/README.md")).unwrap();
    assert!(readme.starts_with("# 山里\n") && readme.contains("theme: 山里"), "{readme}");
    paper.put("content/site.yaml", format!("{site}theme: 山里\n"));
    let run = paper.run(&on_the_day(&["check", "--format", "json"]));
    assert!(run.code == 0 && !run.said.contains("\"code\""), "{}", run.said);
    paper.run(&on_the_day(&["build"]));
    let built = paper.public();
    assert!(built.keys().any(|path| path.starts_with("assets/paper.")), "its style is printed");
    assert!(built.keys().all(|path| !path.contains("README")), "its README is not");
    assert_eq!(paper.run(&on_the_day(&["new", "theme", "--extends"])).code, 0);
    assert!(files(&paper).contains_key("themes/own/theme.yaml"));
    let run = paper.run(&on_the_day(&["new", "theme", "--extends", "broadsheet"]));
    assert!(run.code == 2 && run.said.contains("同名"), "{}", run.said);
    let english = paper.run(&on_the_day(&["new", "theme", "--extends", "hills", "--lang", "en"]));
    assert!(english.said.contains("extends the built-in one"), "{}", english.said);
}

#[test]
fn who_may_read_a_paper_and_who_gets_it_stands_in_the_settings_of_its_kind() {
    let site = |kind: &str| {
        let paper = started(&["--kind", kind]);
        (fs::read_to_string(paper.root().join("content/site.yaml")).unwrap(), paper)
    };
    let (internal, paper) = site("internal");
    assert!(
        internal.contains("\nclassification: 内部资料\n") && internal.contains("# distribution: {report")
    );
    paper.run(&on_the_day(&["build"]));
    assert!(paper.page("2026-03-12.html").contains("内部资料"));
    let (circular, _) = site("circular");
    for hint in ["\n# classification: 内部资料", "\n# distribution: {report", "organiser: "] {
        assert!(circular.contains(hint), "{hint}: {circular}");
    }
    let (newspaper, paper) = site("newspaper");
    assert!(!newspaper.contains("classification") && !newspaper.contains('@'), "{newspaper}");
    paper.run(&on_the_day(&["new", "edition"]));
    for day in ["2026-03-12", "2026-03-19"] {
        let path = format!("content/editions/{day}/edition.yaml");
        let edition = fs::read_to_string(paper.root().join(path)).unwrap();
        assert!(edition.contains("\n# total: ") && edition.contains("\n# notice: "), "{edition}");
    }
}

#[test]
fn only_a_newspaper_suggests_the_byline_of_one() {
    for (kind, hint) in [("newspaper", "# byline: 本报通讯员 单位"), ("internal", "# byline: 通讯员 单位")]
    {
        let paper = started(&["--kind", kind]);
        paper.run(&on_the_day(&["new", "story", "春耕"]));
        let story = fs::read_to_string(paper.root().join("content/editions/2026-03-12/春耕.md")).unwrap();
        assert!(story.contains(hint), "{kind}: {story}");
        paper.put("content/editions/2026-03-12/春耕.md", story.replace("# byline", "byline"));
        let run = paper.run(&on_the_day(&["check"]));
        assert!(!run.said.contains("internal-wording"), "{kind}: {}", run.said);
    }
}

#[test]
fn a_notice_gets_no_column_but_one_of_notices() {
    let paper = started(&[]);
    let run = paper.run(&on_the_day(&["new", "story", "元旦停水启事", "--form", "notice"]));
    assert_eq!(run.code, 0, "{}", run.said);
    let story = fs::read_to_string(paper.root().join("content/editions/2026-03-12/元旦停水启事.md")).unwrap();
    assert!(!story.contains("column:") && story.contains("form: notice"), "{story}");
    let site = fs::read_to_string(paper.root().join("content/site.yaml")).unwrap();
    paper.put("content/site.yaml", site.replace("{name: 编读,", "{name: 公告栏,"));
    paper.remove("content/editions/2026-03-12/next.md");
    paper.run(&on_the_day(&["new", "story", "招聘启事", "--form", "公告"]));
    let story = fs::read_to_string(paper.root().join("content/editions/2026-03-12/招聘启事.md")).unwrap();
    assert!(story.contains("column: 公告栏"), "{story}");
}

/// A paper with editions of these days and numbers.
fn of_editions(editions: &[(&str, u32)]) -> Paper {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\n")]);
    for (day, number) in editions {
        paper.put(&format!("content/editions/{day}/edition.yaml"), format!("number: {number}\n"));
        let story = format!(
            "---\nheadline: 第{number}件事\nbyline: 青禾县水利局\n---\n第{number}件事办好了，大家都说好。\n"
        );
        paper.put(&format!("content/editions/{day}/a.md"), story);
    }
    paper
}

#[test]
fn a_new_year_begins_with_one_where_an_earlier_year_did_and_else_it_is_asked() {
    let opened = |editions: &[(&str, u32)], day: &str| {
        let paper = of_editions(editions);
        let run = paper.run(&["new", "edition", day]);
        assert_eq!(run.code, 0, "{}", run.said);
        run.said
    };
    let first = opened(&[("2026-12-21", 51), ("2026-12-28", 52)], "2027-01-04");
    assert!(first.contains("第 53 期") && first.contains("number 改成 1"), "{first}");
    let restarted = opened(&[("2025-12-29", 52), ("2026-01-05", 1), ("2026-12-28", 52)], "2027-01-04");
    assert!(restarted.contains("第 1 期") && restarted.contains("又从 1 起"), "{restarted}");
    let going_on = opened(&[("2025-12-29", 52), ("2026-01-05", 53), ("2026-12-28", 104)], "2027-01-04");
    assert!(going_on.contains("第 105 期") && !going_on.contains("新的一年"), "{going_on}");
    let same_year = opened(&[("2026-12-21", 51)], "2026-12-28");
    assert!(same_year.contains("第 52 期") && !same_year.contains("新的一年"), "{same_year}");
}

#[test]
fn numbers_that_begin_again_in_a_new_year_have_no_gap() {
    let paper = of_editions(&[("2026-12-28", 52), ("2027-01-04", 1), ("2027-01-11", 2)]);
    for day in ["2026-12-28", "2027-01-04", "2027-01-11"] {
        let run = paper.run(&["check", "--edition", day, "--as-of", "2027-01-11"]);
        assert!(!run.said.contains("number-gap"), "{day}: {}", run.said);
    }
    let paper = of_editions(&[("2026-12-21", 51), ("2026-12-28", 1), ("2027-01-04", 3)]);
    for day in ["2026-12-28", "2027-01-04"] {
        let run = paper.run(&["check", "--edition", day, "--as-of", "2027-01-11"]);
        assert!(run.said.contains("number-gap"), "{day}: {}", run.said);
    }
}

#[test]
fn a_holiday_does_not_change_the_rhythm_of_a_paper() {
    let next = |days: &[&str]| {
        let editions: Vec<(&str, u32)> = days.iter().copied().zip(1..).collect();
        let run =
            of_editions(&editions).run(&["new", "edition", "--as-of", "2026-01-01", "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(run.said.trim()).unwrap()["edition"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(next(&["2026-11-30", "2026-12-07", "2027-01-04"]), "2027-01-11");
    assert_eq!(next(&["2026-02-05", "2026-02-12", "2026-03-05", "2026-03-12"]), "2026-03-19");
    assert_eq!(
        next(&["2026-01-15", "2026-02-15", "2026-03-15"]),
        "2026-04-15",
        "of the same day of each month"
    );
    assert_eq!(next(&["2026-03-12"]), "2026-03-19");
}

#[test]
fn a_story_whose_ending_is_hidden_is_named() {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\n"),
        ("content/editions/2026-03-12/a.md.txt", "# 题\n\n文。\n"),
    ]);
    let run = paper.run(&["build"]);
    assert!(run.code == 2 && run.said.contains("a.md.txt") && run.said.contains(".md 结尾"), "{}", run.said);
    let about = Paper::of(&[("content/pages/about.md", "# 关于\n\n文。\n")]).run(&["build"]);
    assert!(about.said.contains("lanmu new story"), "{}", about.said);
}

/// What somebody may type as a name.
fn typed() -> impl Strategy<Value = String> {
    let letters = "春耕aZ9 　-_./\\:*?\"<>|{}#@&%!'“”《》，。\u{301}\u{200B}\u{202E}\t😀";
    prop::collection::vec(prop::sample::select(letters.chars().collect::<Vec<_>>()), 1..14)
        .prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_a_new_file_is_readable_and_nothing_else_is_touched(name in typed()) {
        let paper = Paper::of(&[("content/site.yaml", "name: 报\n"), ("content/editions/2026-03-12/a.md", "# 题\n\n文。\n")]);
        let before = files(&paper);
        let story = paper.run(&on_the_day(&["new", "story", "--", &name]));
        prop_assert!(matches!(story.code, 0 | 2), "{}", story.said);
        let ledger = paper.run(&on_the_day(&["new", "ledger", "--", &name]));
        prop_assert!(matches!(ledger.code, 0 | 2), "{}", ledger.said);
        let after = files(&paper);
        for (path, bytes) in &before {
            prop_assert_eq!(&after[path], bytes);
        }
        let is_good = |path: &&String| path.starts_with("content/editions/2026-03-12/") || path.starts_with("content/ledgers/");
        let new: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path) && !path.starts_with(".cache")).collect();
        prop_assert!(new.iter().all(is_good), "{:?}", new);
        let built = paper.run(&on_the_day(&["build", "--all"]));
        prop_assert_eq!(built.code, 0, "{} {}", name, built.said);
        prop_assert!(!built.said.contains('['), "{:?} {}", name, built.said);
    }
}
