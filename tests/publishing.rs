//! Publishing: what is planned is what is done, nothing is lost, and nothing disappears by accident.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{PNG, Paper, Run, files_in};

pub const SITE: &str = "name: 晨报\nurl: https://a.b/\npublish:\n  site: {kind: folder, path: target/site, keep: 2}\n  usb: {kind: zip, path: target/bundles}\n  pages: {kind: git, remote: target/repo.git, branch: pages}\n";

/// A paper of two stories, with its targets in a folder of their own.
pub struct Published {
    pub paper: Paper,
}

impl Published {
    pub fn new() -> Self {
        let paper = Paper::of(&[("content/site.yaml", SITE)]);
        let published = Self { paper };
        published.story("a", "甲", "正文。![图](lamp.png)");
        published.story("b", "乙", "正文。");
        published.paper.put("content/editions/2025-11-20/lamp.png", PNG);
        published
    }

    pub fn story(&self, name: &str, headline: &str, text: &str) {
        self.front(name, &format!("headline: {headline}\n"), text);
    }

    pub fn front(&self, name: &str, front: &str, text: &str) {
        let text = format!("---\nbyline: 本报讯\n{front}---\n{text}\n");
        self.paper.put(&format!("content/editions/2025-11-20/{name}.md"), text);
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.paper.run(&[arguments, &["--as-of", "2025-12-01"]].concat())
    }

    pub fn publish(&self, arguments: &[&str]) -> Run {
        let run = self.run(&[&["publish"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.said);
        run
    }

    pub fn target(&self, path: &str) -> std::path::PathBuf {
        self.paper.root().join("target").join(path)
    }

    /// What is live in the folder, without the manifest and what only older pages use.
    pub fn live(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files_in(&self.target("site"));
        let manifest = files.remove("lanmu-manifest.json").expect("a manifest");
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        files.retain(|path, _| manifest["old"].get(path).is_none());
        files
    }

    /// What is live is what was printed.
    pub fn assert_live(&self) {
        let (live, printed) = (self.live(), self.printed());
        assert_eq!(live.keys().collect::<Vec<_>>(), printed.keys().collect::<Vec<_>>());
        assert!(live == printed, "the contents differ");
    }

    /// What the build printed, without its mark.
    pub fn printed(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files_in(&self.paper.root().join("public"));
        files.remove(".lanmu.json").expect("a mark");
        files
    }
}

/// A paper that was published to its folder once.
pub fn published() -> Published {
    let paper = Published::new();
    paper.publish(&["site", "--allow-unready"]);
    paper
}

#[test]
fn what_is_live_is_what_was_printed_and_nothing_else() {
    let paper = Published::new();
    paper.run(&["build"]);
    paper.paper.put("public/mine.txt", "somebody's");
    paper.publish(&["site", "--allow-unready"]);
    let mut printed = paper.printed();
    printed.remove("mine.txt");
    assert_eq!(paper.live(), printed);
    let run = paper.publish(&["site"]);
    assert!(run.said.contains("在线的和这里一样"), "{}", run.said);
    assert_eq!(paper.run(&["verify", "site"]).code, 0);
}

#[test]
fn a_dry_run_shows_the_same_plan_and_sends_nothing() {
    let paper = Published::new();
    let plan = |run: &Run| {
        let lines = run.said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.map(|line| line["plan"].clone()).find(|plan| !plan.is_null()).unwrap()
    };
    let dry = paper.publish(&["site", "--allow-unready", "--dry-run", "--format", "json"]);
    assert!(!paper.target("site").exists());
    let real = paper.publish(&["site", "--allow-unready", "--format", "json"]);
    assert_eq!(plan(&dry), plan(&real));
    assert_eq!(plan(&real)["attachments"], serde_json::json!(["2025-11-20/lamp.png"]));
    assert_eq!(plan(&real)["new"][0]["headline"], "甲");
}

#[test]
fn only_what_differs_is_written_and_earlier_releases_are_kept() {
    let paper = published();
    let before = paper.live();
    paper.story("b", "乙", "改过的正文。");
    let run = paper.publish(&["site"]);
    assert!(run.said.contains("改过的稿 1"), "{}", run.said);
    paper.assert_live();
    let kept = files_in(&paper.target("site.releases/1"));
    assert!(before.iter().all(|(path, contents)| kept.get(path) == Some(contents)));
    for edit in ["再改。", "又改。", "还改。"] {
        paper.story("b", "乙", edit);
        paper.publish(&["site"]);
    }
    let releases = fs::read_dir(paper.target("site.releases")).unwrap().count();
    assert_eq!(releases, 2);
}

#[test]
fn a_release_can_be_rolled_back_and_published_again() {
    let paper = published();
    let before = paper.live();
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    let after = paper.live();
    let run = paper.publish(&["site", "--rollback"]);
    assert!(run.said.contains("退回到第 1 次"), "{}", run.said);
    assert_eq!(paper.live(), before);
    paper.publish(&["site"]);
    assert_eq!(paper.live(), after);
}

#[test]
fn a_rollback_takes_no_files_of_others_along() {
    let paper = published();
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    let theirs = paper.target("site").join("theirs.txt");
    fs::write(&theirs, "theirs").unwrap();
    let run = paper.run(&["publish", "site", "--rollback"]);
    assert_eq!(run.code, 1, "{}", run.said);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
}

#[test]
fn a_withdrawn_story_goes_from_kept_releases_and_no_rollback_brings_it_back() {
    let paper = published();
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    paper.front("a", "headline: 甲\nwithdrawn: 数字有误\n", "正文。![图](lamp.png)");
    let run = paper.publish(&["site"]);
    assert!(run.said.contains("撤下的稿 1"), "{}", run.said);
    assert!(!paper.live().contains_key("2025-11-20/lamp.png"));
    assert_eq!(fs::read_dir(paper.target("site.releases")).unwrap().count(), 0);
    assert_eq!(paper.run(&["publish", "site", "--rollback"]).code, 1);
    paper.assert_live();
}

#[test]
fn no_live_story_disappears_by_accident() {
    let paper = published();
    let before = paper.live();
    paper.paper.remove("content/editions/2025-11-20/b.md");
    paper.story("c", "乙", "正文。");
    let run = paper.run(&["publish", "site"]);
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(run.said.contains("aliases: [2025-11-20/b.html]"), "{}", run.said);
    assert_eq!(paper.live(), before);
    paper.front("c", "headline: 乙\naliases: [2025-11-20/b.html]\n", "正文。");
    paper.publish(&["site"]);
    assert!(paper.live().contains_key("2025-11-20/b.html"));
    paper.paper.remove("content/editions/2025-11-20/a.md");
    paper.paper.remove("content/editions/2025-11-20/lamp.png");
    assert_eq!(paper.run(&["publish", "site"]).code, 1);
    paper.publish(&["site", "--allow-withdraw"]);
    assert!(!paper.live().contains_key("2025-11-20/a.html"));
}

#[test]
fn files_of_others_are_neither_replaced_nor_removed() {
    let paper = Published::new();
    paper.paper.put("target/site/theirs.txt", "theirs");
    let run = paper.run(&["publish", "site", "--allow-unready"]);
    assert_eq!(run.code, 1, "{}", run.said);
    assert_eq!(files_in(&paper.target("site")).len(), 1);
    let run = paper.publish(&["site", "--allow-unready", "--allow-other"]);
    assert!(run.said.contains("一个个换上"), "{}", run.said);
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["site"]);
    let mut live = paper.live();
    let run = paper.run(&["verify", "site"]);
    assert!(run.code == 0 && run.said.contains("别人的文件，没有动：theirs.txt"), "{}", run.said);
    assert_eq!(live.remove("theirs.txt").as_deref(), Some("theirs".as_bytes()));
    assert!(live == paper.printed());
    assert!(!paper.target("site/lanmu-lock.txt").exists());
}

#[test]
fn the_files_of_others_that_would_be_replaced_are_named_first() {
    let paper = Published::new();
    paper.paper.put("target/site/index.html", "theirs");
    paper.paper.put("target/site/notes.txt", "theirs");
    let run = paper.run(&["publish", "site", "--allow-unready"]);
    assert!(run.code == 1 && run.said.contains("其中 1 个会被盖掉、找不回来：index.html"), "{}", run.said);
    assert_eq!(fs::read(paper.target("site/index.html")).unwrap(), b"theirs");
    paper.publish(&["site", "--allow-unready", "--allow-other"]);
    assert_eq!(paper.live()["index.html"], paper.printed()["index.html"]);
    assert_eq!(paper.live()["notes.txt"], b"theirs");
}

#[test]
fn another_papers_folder_and_dangerous_folders_are_refused() {
    let paper = published();
    paper.paper.put("content/site.yaml", SITE.replace("晨报", "晚报"));
    let run = paper.run(&["publish", "site"]);
    assert!(run.code == 1 && run.said.contains("《晨报》"), "{}", run.said);
    for path in [".", "content", "public", "content/site"] {
        paper
            .paper
            .put("content/site.yaml", format!("name: 晨报\npublish: {{kind: folder, path: {path}}}\n"));
        let run = paper.run(&["publish", "--allow-other", "--allow-unready"]);
        assert_eq!(run.code, 2, "{path}: {}", run.said);
    }
}

#[test]
fn stories_with_errors_of_the_proofreader_are_held_back_until_they_are_live() {
    let paper = published();
    paper.story("c", "丙", "2025年2月30日，晴。");
    let run = paper.run(&["publish", "site"]);
    assert!(run.code == 1 && run.said.contains("有 1 处要先改好"), "{}", run.said);
    paper.story("c", "丙", "晴。\n\n秘密★1年");
    let run = paper.run(&["publish", "site"]);
    assert!(run.code == 1 && run.said.contains("[secrecy-mark]"), "{}", run.said);
    paper.paper.put("content/site.yaml", SITE.replace("keep: 2", "keep: 2, public: false"));
    paper.publish(&["site"]);
}

#[test]
fn personal_data_in_a_ledger_is_held_back_with_it() {
    let paper = published();
    let ledger =
        |label: &str| format!("title: 项目\nfigures: {{a: {{label: {label}, value: 3, unit: 个}}}}\n");
    paper.paper.put("content/ledgers/l.yaml", ledger("联系 13893312345"));
    let before = paper.live();
    let run = paper.run(&["publish", "site"]);
    assert!(run.code == 1 && run.said.contains("content/ledgers/l.yaml:2"), "{}", run.said);
    assert!(run.said.contains("[private-data]"), "{}", run.said);
    assert_eq!(paper.live(), before);
    paper.paper.put("content/ledgers/l.yaml", ledger("水库"));
    paper.publish(&["site"]);
    assert!(paper.live().contains_key("ledgers/l.html"));
}

#[test]
fn a_new_edition_that_is_not_ready_for_press_is_held_back() {
    let paper = Published::new();
    paper.paper.put("content/editions/2025-11-20/b.md", "# 乙\n\n没有署名。\n");
    let run = paper.run(&["publish", "site"]);
    assert!(run.code == 1 && run.said.contains("--allow-unready"), "{}", run.said);
    assert!(!paper.target("site").exists());
}

#[test]
fn a_bundle_is_the_same_twice_and_opens_without_a_server() {
    let paper = Published::new();
    paper.publish(&["usb", "--allow-unready"]);
    let path = paper.target("bundles/晨报-2025-11-20.zip");
    let first = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    paper.publish(&["usb", "--allow-unready"]);
    assert!(first == fs::read(&path).unwrap());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut contents = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut contents).unwrap();
        files.insert(file.name().unwrap().strip_prefix("paper-2025-11-20/").unwrap().to_owned(), contents);
    }
    let foreign: Vec<&String> = files.keys().filter(|name| !name.is_ascii()).collect();
    assert_eq!(foreign, ["使用说明.txt", "打开.html"]);
    for (path, contents) in paper.printed() {
        assert!(files.get(&path) == Some(&contents), "{path}");
    }
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), files.len() - 1);
}

pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = std::process::Command::new("git").arg("-C").arg(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_branch_gets_one_commit_a_run_and_keeps_what_is_not_ours() {
    let paper = Published::new();
    let repository = paper.target("repo.git");
    fs::create_dir_all(&repository).unwrap();
    git(&repository, &["init", "--quiet", "--bare"]);
    paper.publish(&["pages", "--allow-unready"]);
    assert_eq!(git(&repository, &["log", "--oneline", "pages"]).lines().count(), 1);
    let shown = git(&repository, &["show", "pages:2025-11-20/a.html"]);
    assert_eq!(shown.as_bytes(), paper.printed()["2025-11-20/a.html"]);
    assert!(git(&repository, &["ls-tree", "-r", "--name-only", "pages"]).contains(".nojekyll"));
    // Somebody else adds a file.
    let clone = paper.target("clone");
    git(
        paper.paper.root(),
        &["clone", "--quiet", "-b", "pages", &repository.display().to_string(), &clone.display().to_string()],
    );
    fs::write(clone.join("CNAME"), "a.b").unwrap();
    git(&clone, &["add", "."]);
    git(&clone, &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "CNAME"]);
    git(&clone, &["push", "--quiet"]);
    paper.story("b", "乙", "改过的正文。");
    paper.publish(&["pages"]);
    assert_eq!(git(&repository, &["log", "--oneline", "pages"]).lines().count(), 3);
    assert_eq!(git(&repository, &["show", "pages:CNAME"]), "a.b");
    let run = paper.publish(&["pages", "--rollback"]);
    assert!(run.said.contains("退回到第 1 次"), "{}", run.said);
    assert!(!git(&repository, &["show", "pages:2025-11-20/b.html"]).contains("改过"));
    paper.paper.put("content/site.yaml", SITE.replace("url: https://a.b/\n", ""));
    let run = paper.run(&["verify", "pages"]);
    assert!(run.code == 0 && run.said.contains("别人的文件，没有动：CNAME"), "{}", run.said);
}

#[test]
fn each_run_is_logged_beside_the_paper() {
    let paper = published();
    let log = fs::read_to_string(paper.paper.root().join(".lanmu/publish.log")).unwrap();
    let entry: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!((&entry["target"], &entry["outcome"]), (&"site".into(), &"published".into()));
    assert_eq!(entry["new"].as_array().unwrap().len(), 2);
}

#[test]
fn a_target_must_be_named_if_there_are_several() {
    let paper = Published::new();
    let run = paper.run(&["publish"]);
    assert!(run.code == 1 && run.said.contains("site、usb、pages"), "{}", run.said);
    let run = paper.run(&["publish", "nosuch"]);
    assert!(run.code == 1 && run.said.contains("没有发布目标 `nosuch`"), "{}", run.said);
}

#[test]
fn the_style_sheet_of_an_edition_has_its_digest_in_its_name() {
    let paper = published();
    let sheets = |paper: &Published| -> Vec<String> {
        let is_sheet = |path: &String| path.starts_with("assets/editions/2025-11-20.");
        files_in(&paper.target("site")).into_keys().filter(is_sheet).collect()
    };
    let before = sheets(&paper);
    assert_eq!(before.len(), 1, "{before:?}");
    for page in ["index.html", "2025-11-20.html"] {
        let page = String::from_utf8(paper.live()[page].clone()).unwrap();
        assert!(page.contains(&format!("href=\"{}\"", before[0])), "{page}");
    }
    // Another layout has another name; the old one stays for readers whose page is open.
    paper.story("b", "乙", &"改过的正文，长了许多。".repeat(60));
    paper.publish(&["site"]);
    let after = sheets(&paper);
    assert!(after.len() == 2 && after.contains(&before[0]), "{after:?}");
    assert_eq!(paper.printed().keys().filter(|path| path.starts_with("assets/editions/")).count(), 1);
    // Those of an edition that is gone go at once.
    paper.paper.put("content/editions/2025-11-27/c.md", "---\nbyline: 本报讯\n---\n# 丙\n\n正文。\n");
    for name in ["a.md", "b.md", "lamp.png"] {
        paper.paper.remove(&format!("content/editions/2025-11-20/{name}"));
    }
    paper.publish(&["site", "--allow-withdraw", "--allow-unready"]);
    assert!(sheets(&paper).is_empty());
    paper.assert_live();
}

/// A paper whose folder gets compressed forms, and was published once.
fn precompressed() -> Published {
    let paper = Published::new();
    paper
        .paper
        .put("content/site.yaml", SITE.replace("keep: 2", "keep: 2, precompress: true, headers: true"));
    paper.story("b", "乙", &"很长的正文，压缩以后小得多。".repeat(40));
    paper.publish(&["site", "--allow-unready"]);
    paper
}

#[test]
fn compressed_forms_lie_beside_the_files_that_gain_by_them() {
    let paper = precompressed();
    let live = paper.live();
    let (mut gzip, mut brotli) = (0, 0);
    for (path, contents) in &live {
        let mut bytes = Vec::new();
        let original = if let Some(original) = path.strip_suffix(".gz") {
            gzip += 1;
            assert_eq!(contents[4..8], [0; 4], "{path}: no time");
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&contents[..]), &mut bytes).unwrap();
            original
        } else if let Some(original) = path.strip_suffix(".br") {
            brotli += 1;
            brotli::BrotliDecompress(&mut &contents[..], &mut bytes).unwrap();
            original
        } else {
            continue;
        };
        assert!(bytes == live[original], "{path}");
        assert!(bytes.len() >= 1024 && contents.len() * 100 <= bytes.len() * 95, "{path}");
    }
    assert!(gzip > 5 && gzip == brotli, "{gzip} {brotli}");
    assert!(live.contains_key("index.html.br") && !live.contains_key("2025-11-20/lamp.png.br"));
    assert!(!live.contains_key("robots.txt.gz"), "it is small");
    let nginx = String::from_utf8(live["nginx.conf.txt"].clone()).unwrap();
    assert!(nginx.contains("gzip_static on;"), "{nginx}");
    assert_eq!(paper.run(&["verify", "site"]).code, 0);
    let again = precompressed();
    assert!(again.live() == live, "the same bytes");
    assert!(again.publish(&["site"]).said.contains("在线的和这里一样"));
}

#[test]
fn compressed_forms_change_and_go_with_their_originals() {
    let paper = precompressed();
    let before = paper.live();
    paper.story("a", "甲", "改过的正文。");
    let run = paper.publish(&["site"]);
    let after = paper.live();
    assert!(before["2025-11-20/a.html.gz"] != after["2025-11-20/a.html.gz"], "{}", run.said);
    assert!(before["404.html.gz"] == after["404.html.gz"]);
    assert!(!run.said.contains(".gz"), "no attachment: {}", run.said);
    paper.paper.remove("content/editions/2025-11-20/b.md");
    paper.publish(&["site", "--allow-withdraw"]);
    assert!(!files_in(&paper.target("site")).keys().any(|path| path.starts_with("2025-11-20/b.html")));
    paper.paper.put("content/site.yaml", SITE);
    paper.publish(&["site"]);
    assert!(!paper.live().keys().any(|path| path.ends_with(".gz") || path.ends_with(".br")));
    paper.assert_live();
    paper.paper.put("content/site.yaml", "name: 晨报\npublish: {kind: zip, precompress: true}\n");
    let run = paper.run(&["build"]);
    assert!(run.said.contains("precompress"), "it has no effect: {}", run.said);
}

#[test]
fn it_is_asked_where_to_publish_before_anything_is_built() {
    let paper = Published::new();
    for (arguments, said) in [
        (&["publish"][..], "发布到哪里？写明一个：site、usb、pages"),
        (&["publish", "sites"], "没有发布目标 `sites`"),
    ] {
        let run = paper.run(arguments);
        assert!(run.code == 1 && run.said.contains(said), "{}", run.said);
        assert!(!paper.paper.root().join("public").exists(), "{said}");
    }
    // What is wrong with the settings comes first.
    paper.paper.put("content/site.yaml", SITE.replace("kind: git", "kind: gti"));
    assert!(paper.run(&["publish", "pages"]).said.contains("[unknown-word]: 不认识 `gti`"));
    assert!(!paper.run(&["publish", "pages"]).said.contains("unknown-key"));
}

#[test]
fn nothing_is_published_into_the_paper_itself() {
    let paper = Published::new();
    for path in [".", "public", "public/x", "content", "themes/x", "/"] {
        paper.paper.put("content/site.yaml", SITE.replace("path: target/site", &format!("path: {path}")));
        let run = paper.run(&["publish", "site", "--allow-unready"]);
        assert_eq!(run.code, 2, "{path}: {}", run.said);
        assert!(
            run.said.contains("不能发布到 `") && run.said.contains("改 site.yaml 里这个目标的 path"),
            "{}",
            run.said
        );
    }
}

#[test]
fn no_bundle_is_put_among_the_sources_or_the_pages() {
    let paper = Published::new();
    for path in ["content", "public/x", "themes"] {
        paper.paper.put("content/site.yaml", SITE.replace("path: target/bundles", &format!("path: {path}")));
        let run = paper.run(&["publish", "usb", "--allow-unready"]);
        assert!(run.code == 2 && run.said.contains("不能发布到 `"), "{path}: {}", run.said);
    }
}

#[test]
fn the_bundles_that_may_still_have_what_is_withdrawn_are_named() {
    let paper = Published::new();
    paper.publish(&["usb", "--allow-unready"]);
    paper.paper.put("content/editions/2025-11-27/c.md", "---\nheadline: 丙\nbyline: 本报讯\n---\n正文。\n");
    paper.front("b", "headline: 乙\nwithdrawn: 有误\n", "正文。");
    let run = paper.publish(&["usb", "--allow-unready"]);
    assert!(run.said.contains("撤下的稿可能还在里面 1：晨报-2025-11-20.zip"), "{}", run.said);
}

#[test]
fn stories_of_a_later_day_go_out_only_if_that_is_allowed() {
    let paper = Published::new();
    paper.front("c", "headline: 丙\nembargo: 2999-01-01T08:00\n", "正文。");
    let early = |more: &[&str]| {
        let arguments = [&["publish", "site", "--allow-unready", "--as-of", "2999-01-02"], more].concat();
        paper.paper.run(&arguments)
    };
    for run in [early(&[]), early(&["--dry-run"])] {
        assert!(run.code == 1 && run.said.contains("没到时候的稿会先见报"), "{}", run.said);
        assert!(run.said.contains("丙  2025-11-20/c.html"), "{}", run.said);
    }
    assert!(!paper.target("site").exists());
    assert_eq!(early(&["--allow-early"]).code, 0);
    assert!(paper.live().contains_key("2025-11-20/c.html"));
}

#[test]
fn what_few_may_read_does_not_go_where_everybody_reads() {
    let paper = Published::new();
    paper.paper.put("content/site.yaml", format!("{SITE}classification: 内部资料\n"));
    let run = paper.run(&["publish", "site", "--allow-unready"]);
    assert!(run.code == 1 && run.said.contains("[restricted-edition]: 标着 `内部资料`"), "{}", run.said);
    let internal = SITE.replace("keep: 2", "keep: 2, public: false");
    paper.paper.put("content/site.yaml", format!("{internal}classification: 内部资料\n"));
    paper.publish(&["site", "--allow-unready"]);
}

#[test]
fn a_change_of_what_was_printed_asks_for_a_note() {
    let paper = published();
    paper.story("b", "乙", "改过的正文。");
    let run = paper.run(&["publish", "site", "--dry-run"]);
    assert!(run.said.contains("改过的稿里有 1 篇没有说明"), "{}", run.said);
    paper.front("b", "headline: 乙\ncorrected: {date: 2025-11-21, note: 正文有误。}\n", "改过的正文。");
    let run = paper.run(&["publish", "site", "--dry-run"]);
    assert!(run.said.contains("改过的稿 1") && !run.said.contains("没有说明"), "{}", run.said);
}

#[test]
fn a_target_that_is_suddenly_empty_is_not_filled_unasked() {
    let paper = published();
    paper.publish(&["usb", "--allow-unready"]);
    for gone in ["site", "site.releases", "bundles"] {
        let _ = fs::remove_dir_all(paper.target(gone));
    }
    let run = paper.run(&["publish", "site"]);
    assert!(run.code == 1 && run.said.contains("以前往这里发布过 1 次，现在那里是空的"), "{}", run.said);
    assert!(!paper.target("site").exists());
    paper.publish(&["site", "--allow-empty", "--allow-unready"]);
    paper.assert_live();
    paper.publish(&["usb", "--allow-unready"]);
}
