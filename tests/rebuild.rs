//! The main invariant: after any edits, a build with a cache gives the same bytes as a build from scratch.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::NaiveDate;
use lanmu::internals::cache::Cache;
use lanmu::internals::model::document::{Content, Route};
use lanmu::internals::model::inventory::Text;
use lanmu::internals::pipeline::{self, Computed, Goal, Observer, Outcome};
use lanmu::internals::project::{Audience, Project};
use lanmu::internals::render::Made;
use lanmu::internals::source::SourcePath;
use lanmu::internals::trace::Reason;
use proptest::prelude::*;

use crate::font_file::MadeFont;
use crate::support::{self, Paper, files_in, repository};

/// What an editor may do to a folder; each number selects one of the existing items.
#[derive(Clone, Debug)]
enum Edit {
    Body(usize),
    Headline(usize),
    Front(usize, usize),
    NewStory(usize),
    Delete(usize),
    Rename(usize),
    RenameFolder(usize),
    Ledger(usize),
    NewLedger(usize),
    Site(usize),
    Edition(usize),
    Template(usize),
    Style,
    Picture(usize),
    Standing(usize),
    Part(usize),
    Nonsense(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let some = || 0..100_usize;
    let edit = prop_oneof![
        4 => some().prop_map(Edit::Body),
        3 => some().prop_map(Edit::Headline),
        4 => (some(), some()).prop_map(|(story, line)| Edit::Front(story, line)),
        2 => some().prop_map(Edit::NewStory),
        2 => some().prop_map(Edit::Delete),
        1 => some().prop_map(Edit::Rename),
        1 => some().prop_map(Edit::RenameFolder),
        3 => some().prop_map(Edit::Ledger),
        1 => some().prop_map(Edit::NewLedger),
        2 => some().prop_map(Edit::Site),
        2 => some().prop_map(Edit::Edition),
        1 => some().prop_map(Edit::Template),
        1 => Just(Edit::Style),
        2 => some().prop_map(Edit::Picture),
        2 => some().prop_map(Edit::Standing),
        1 => some().prop_map(Edit::Part),
        1 => some().prop_map(Edit::Nonsense),
    ];
    prop::collection::vec(edit, 1..7)
}

/// Lines of front matter, each of which changes something elsewhere.
const LINES: [&str; 12] = [
    "column: 要闻",
    "topics: [甲专题, 乙专题]",
    "form: brief",
    "draft: true",
    "page: 2",
    "rank: 1",
    "slug: other",
    "aliases: [old/place.html]",
    "images: [{src: lamp.png, alt: 灯}]",
    "files: [lamp.png]",
    "withdrawn: 有误",
    "byline: 本报记者 张三 通讯员 甲村",
];

const SITES: [&str; 5] = [
    "name: 试报\nfiles: ['editions/**/*.png']\n",
    "name: 试报\nurl: https://example.org/paper/\n",
    "name: 试报\ncolumns: [{name: 要闻, slug: news}, {name: 副刊, slug: essays}]\n",
    "name: 另一张报\nlanguage: en\n",
    "name: 试报\nurl: https://example.org/paper/\nfonts: {nameplate: a.ttf, headline: a.ttf}\nshare: all\n",
];

/// The smallest picture: one grey pixel; only its bytes matter here.
fn picture(shade: u8) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0".to_vec();
    png.extend([shade, 0, 0, 0, 9, 8, 0, 0, 0, 0]);
    png.extend(b"\0\0\0\0IEND\xaeB`\x82");
    png
}

fn paper() -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", SITES[0]),
        (
            "content/ledgers/town.yaml",
            "title: 镇台账\nfigures:\n  roads: {label: 修路, value: 12, unit: 条}\n  trees: {label: 种树, value: 300, unit: 棵}\n",
        ),
        ("content/pages/about.md", "---\nheadline: 关于\n---\n见[头条](../editions/2025-11-20/a.md)。\n"),
        ("content/editions/2025-11-20/edition.yaml", "pages: [{name: 要闻, stories: [b, a]}]\n"),
    ]);
    paper.put("content/a.ttf", MadeFont::of("-0123456789abcd的试报关新稿年月日 ").bytes());
    for (edition, names) in
        [("2025-11-13", ["a", "b"]), ("2025-11-20", ["a", "b"]), ("2025-11-27", ["c", "d"])]
    {
        paper.put(&format!("content/editions/{edition}/lamp.png"), picture(1));
        for name in names {
            let text = format!(
                "---\nheadline: {edition}的{name}\ncolumn: 要闻\nledger: town\n---\n今年修路{{{{roads}}}}。\n\n又见[旧闻](../2025-11-13/a.md)，种树{{{{trees}}}}。\n"
            );
            paper.put(&format!("content/editions/{edition}/{name}.md"), text);
        }
    }
    paper
}

/// A photograph of one grey, in which a camera has written something.
fn photograph(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 60);
    encoder.add_app_segment(1, b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0".to_vec()).unwrap();
    encoder.encode(&[shade; 64], 8, 8, jpeg_encoder::ColorType::Luma).unwrap();
    bytes
}

/// The stories that exist.
fn stories(paper: &Paper) -> Vec<String> {
    let mut stories: Vec<String> = files_in(&paper.root().join("content/editions"))
        .into_keys()
        .filter(|path| path.ends_with(".md"))
        .map(|path| format!("content/editions/{path}"))
        .collect();
    stories.sort();
    stories
}

#[allow(clippy::too_many_lines, reason = "an arm for each kind of edit")]
fn apply(paper: &Paper, edit: &Edit, turn: usize) {
    let stories = stories(paper);
    let story = |number: &usize| stories.get(number % stories.len().max(1)).cloned();
    let change = |path: &str, change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(paper.root().join(path)).unwrap();
        paper.put(path, change(text));
    };
    match edit {
        Edit::Body(number) => story(number)
            .iter()
            .for_each(|path| change(path, &|text| format!("{text}\n\n第{turn}次改动。\n"))),
        Edit::Headline(number) => story(number).iter().for_each(|path| {
            change(path, &|text| text.replacen("headline: ", &format!("headline: 新{turn}"), 1))
        }),
        Edit::Front(number, line) => {
            let line = LINES[line % LINES.len()];
            let key = line.split(':').next().unwrap();
            let add = |text: String| {
                let has = text.contains(&format!("\n{key}:"));
                if has { text } else { text.replacen("---\n", &format!("---\n{line}\n"), 1) }
            };
            if let Some(path) = story(number) {
                change(&path, &add);
            }
        }
        Edit::NewStory(number) if number % 4 == 3 => {
            paper.put(&format!("content/new-{turn}.md"), format!("# 新稿{turn}\n\n正文。\n"));
        }
        Edit::NewStory(number) => {
            // Some in other periods of the search index.
            let day = ["2025-11-06", "2025-11-20", "2025-11-30", "2024-03-07", "2025-09-04"][number % 5];
            let text =
                format!("---\nheadline: 新稿{turn}\ncolumn: 副刊\n---\n见[头条](../2025-11-27/c.md)。\n");
            paper.put(&format!("content/editions/{day}/new-{turn}.md"), text);
        }
        Edit::Delete(number) => story(number).iter().for_each(|path| paper.remove(path)),
        Edit::Rename(number) => story(number).iter().for_each(|path| {
            let to = path.replace(".md", &format!("-{turn}.md"));
            fs::rename(paper.root().join(path), paper.root().join(to)).unwrap();
        }),
        Edit::RenameFolder(number) => story(number).iter().for_each(|path| {
            let folder = paper.root().join(path).parent().unwrap().to_owned();
            let to = folder.with_file_name(format!("2025-10-{:02}", 1 + turn % 28));
            if !to.exists() {
                fs::rename(folder, to).unwrap();
            }
        }),
        Edit::Ledger(number) => change("content/ledgers/town.yaml", &|text| {
            text.replacen("value: ", &format!("value: {}", 1 + number % 9), 1)
        }),
        Edit::NewLedger(number) => {
            let text = format!(
                "title: 台账{number}\nfigures:\n  roads: {{label: 修路, value: {number}, unit: 条}}\n"
            );
            paper.put(&format!("content/ledgers/a{}.yaml", number % 3), text);
        }
        Edit::Site(number) => paper.put("content/site.yaml", SITES[number % SITES.len()]),
        Edit::Edition(number) => {
            let said = [
                "number: 7\n",
                "pages: [{name: 头版, stories: [a]}, {name: 二版}]\n",
                "draft: true\n",
                "notice: 敬告读者\n",
            ];
            paper.put("content/editions/2025-11-20/edition.yaml", said[number % said.len()]);
        }
        Edit::Template(number) => {
            let name = ["not-found.html", "robots.txt"][number % 2];
            paper.put(&format!("content/theme/templates/{name}"), format!("<p>第{turn}次改动</p>\n"));
        }
        Edit::Style => paper.put("content/theme/paper.css", format!("p {{ margin: {turn}px }}\n")),
        Edit::Picture(number) => {
            let shade = u8::try_from(number % 100).unwrap();
            let bytes = if number % 2 == 0 { picture(shade) } else { photograph(shade) };
            paper.put("content/editions/2025-11-20/lamp.png", bytes);
        }
        Edit::Standing(number) => {
            let front =
                ["slug: about-us", "draft: true", "headline: 我们", "kicker: 关于", "withdrawn: 有误"];
            let front = front[number % front.len()];
            let headline = if front.starts_with("headline") { "" } else { "headline: 关于\n" };
            paper.put("content/pages/about.md", format!("---\n{headline}{front}\n---\n第{turn}次。\n"));
            if number % 7 == 0 {
                paper.put("content/pages/more.md", format!("---\nheadline: 更多{turn}\n---\n正文。\n"));
            }
        }
        Edit::Part(number) => {
            // A partial that every page includes; and one that only lists include, and that cannot be filled in.
            let of_theme = |name: &str| {
                let folder = repository().join("themes/broadsheet/templates");
                fs::read_to_string(folder.join(name)).unwrap()
            };
            let (name, text) = match number % 3 {
                0 => (
                    "parts.html",
                    of_theme("parts.html").replace("headline-group", &format!("headline-group turn-{turn}")),
                ),
                1 => ("list.html", of_theme("list.html") + "{{ nothing.of.that.name }}"),
                _ => ("list.html", of_theme("list.html")),
            };
            paper.put(&format!("content/theme/templates/{name}"), text);
        }
        Edit::Nonsense(number) => story(number)
            .iter()
            .for_each(|path| change(path, &|text| format!("{text}\n\n缺{{{{nothing{turn}}}}}。\n"))),
    }
}

fn project(paper: &Paper, audience: Audience) -> Project {
    Project { audience, ..support::project(paper.root()) }
}

fn set(project: &Project, cache: &mut Cache) -> Outcome {
    cache.inventory = pipeline::scan_folder(project, cache).unwrap();
    pipeline::run(project, cache, &Goal::Made, &mut ())
}

/// The result of a build: the content of every document, and every finding.
fn told(set: &Outcome) -> (Option<BTreeMap<String, Content>>, Vec<String>) {
    let documents = set.documents.as_ref().map(|documents| {
        let entry = |made: &Made| {
            let content = match &made.rendered.content {
                Content::Bytes(bytes) => Content::Bytes(bytes.clone()),
                // Versions distinguish two states of one file, and may differ in another scan.
                Content::Copy(path, _) => {
                    Content::Copy(path.clone(), lanmu::internals::digest::Digest::of(b""))
                }
                Content::Derived(derived) => Content::Derived(derived.clone()),
                Content::Printed(_) => unreachable!("nothing is printed here"),
            };
            (made.rendered.route.as_str().to_owned(), content)
        };
        documents.iter().map(entry).collect()
    });
    (documents, set.report.findings.iter().map(|finding| format!("{finding:?}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_rebuilt_after_any_edits_is_what_is_built_from_nothing(edits in edits(), desk in any::<bool>()) {
        let paper = paper();
        let project = project(&paper, if desk { Audience::Desk } else { Audience::Readers });
        let mut cache = Cache::default();
        set(&project, &mut cache);
        for (turn, edit) in edits.iter().enumerate() {
            apply(&paper, edit, turn);
            if stories(&paper).is_empty() {
                break;
            }
            let rebuilt = set(&project, &mut cache);
            let anew = set(&project, &mut Cache::default());
            prop_assert_eq!(told(&rebuilt), told(&anew), "after {:?}", edit);
        }
    }
}

#[test]
fn a_page_that_was_too_high_is_not_told_of_while_nothing_is_made_up() {
    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let mut cache = Cache::default();
    let list = "- 项目之一\n".repeat(3000);
    paper.put("content/editions/2025-11-20/long.md", format!("# 长长的单子\n\n{list}"));
    let is_told_of =
        |set: &Outcome| set.report.findings.iter().any(|finding| finding.wording.code == "overfull-page");
    assert!(is_told_of(&set(&project, &mut cache)));
    apply(&paper, &Edit::Nonsense(0), 1);
    let rebuilt = set(&project, &mut cache);
    assert_eq!(told(&rebuilt), told(&set(&project, &mut Cache::default())));
    assert!(!is_told_of(&rebuilt));
}

/// The paper as `lanmu build` builds it, with the `.cache/` of the run before.
fn printed(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut cache = Cache::of(&project.root);
    pipeline::build(project, &mut cache, &mut ()).unwrap();
    files_in(&project.out)
}

/// The paper, built from scratch.
fn printed_anew(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let elsewhere = tempfile::tempdir().unwrap();
    let project = Project { out: elsewhere.path().join("public"), ..project.clone() };
    pipeline::build(&project, &mut Cache::default(), &mut ()).unwrap();
    files_in(&project.out)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_built_from_the_memory_of_another_run_is_what_is_built_from_nothing(edits in edits()) {
        let paper = paper();
        let project = project(&paper, Audience::Readers);
        printed(&project);
        for (turn, edit) in edits.iter().enumerate() {
            apply(&paper, edit, turn);
            if stories(&paper).is_empty() {
                break;
            }
            let is_good = set(&project, &mut Cache::default()).documents.is_some();
            let rebuilt = printed(&project);
            if is_good {
                prop_assert_eq!(rebuilt, printed_anew(&project), "after {:?}", edit);
            }
        }
    }
}

#[test]
fn memory_that_is_lost_foreign_or_spoilt_is_ignored() {
    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let cache = paper.root().join(".cache");
    let body = |turn: usize| apply(&paper, &Edit::Body(1), turn);
    let headline = "---\nheadline: 今年修路{{roads}}\nledger: town\n---\n又种树{{trees}}。\n";
    paper.put("content/editions/2025-11-27/e.md", headline);
    printed(&project);
    for (turn, name) in ["stamps", "values", "words-a"].into_iter().enumerate() {
        for spoil in [
            |_: &[u8]| Vec::new(),
            |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec(),
            |bytes: &[u8]| bytes.iter().map(|byte| byte ^ 1).collect(),
            |bytes: &[u8]| [b"another program\n", bytes].concat(),
        ] {
            body(turn);
            printed(&project); // The first of two edits finds the cache whole …
            let file = if cache.join(name).exists() { cache.join(name) } else { cache.join("words-b") };
            let bytes = fs::read(&file).unwrap();
            fs::write(&file, spoil(&bytes)).unwrap();
            body(turn + 10); // … and the second finds it corrupt.
            apply(&paper, &Edit::Ledger(turn), turn + 10); // Every story is resolved again.
            assert_eq!(printed(&project), printed_anew(&project), "{name}");
        }
    }
    paper.put("content/theme/templates/robots.txt", "Another theme makes every document again.\n");
    assert_eq!(printed(&project), printed_anew(&project));
}

#[test]
fn a_byte_that_is_lost_anywhere_in_the_pack_is_ignored() {
    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let text = "---\nheadline: 今年修路{{roads}}\nledger: town\n---\n又种树{{trees}}，修路{{roads}}。\n";
    paper.put("content/editions/2025-11-27/e.md", text);
    printed(&project);
    let cache = paper.root().join(".cache");
    for place in 0..40 {
        let pack = ["words-a", "words-b"].map(|name| cache.join(name)).into_iter().find(|pack| pack.exists());
        let pack = pack.unwrap();
        let mut bytes = fs::read(&pack).unwrap();
        let at = bytes.len() * place / 40;
        bytes[at] ^= 0xFF;
        fs::write(&pack, bytes).unwrap();
        let mut cache = Cache::of(&project.root);
        cache.load();
        pipeline::proofread(&project, &mut cache, &pipeline::Scope::Paper).unwrap();
        // A story's words, its front matter and its figures are loaded separately, when they are needed.
        apply(&paper, &if place % 2 == 0 { Edit::Site(place) } else { Edit::Ledger(place) }, place);
        assert_eq!(printed(&project), printed_anew(&project), "byte {at}");
    }
}

#[test]
fn a_build_of_which_nothing_changed_reads_nothing_that_was_made() {
    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let first = printed(&project);
    let cache = paper.root().join(".cache");
    for name in ["values", "words-a"] {
        fs::remove_file(cache.join(name)).unwrap();
    }
    let built = pipeline::build(&project, &mut Cache::of(&project.root), &mut ()).unwrap().printed.unwrap();
    assert_eq!((built.changes.written, built.changes.unchanged), (0, built.counts.documents));
    assert!(!cache.join("values").exists(), "nothing was made, so nothing was saved");
    assert_eq!(files_in(&project.out), first);
}

#[test]
#[cfg(unix)]
fn a_build_of_which_nothing_changed_writes_nothing_once_all_files_are_of_an_hour_ago() {
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let an_hour_ago = SystemTime::now() - Duration::from_hours(1);
    let is_of_an_hour_ago = |path: &Path| fs::metadata(path).unwrap().modified().unwrap() == an_hour_ago;
    let age = |path: &Path| fs::File::open(path).unwrap().set_modified(an_hour_ago).unwrap();
    printed(&project);
    for entry in walkdir::WalkDir::new(paper.root()).into_iter().map(Result::unwrap) {
        age(entry.path());
    }
    let looks = paper.root().join(".cache/stamps");
    printed(&project);
    assert!(!is_of_an_hour_ago(&looks), "it is told now how they look");
    age(&looks);
    printed(&project);
    assert!(is_of_an_hour_ago(&looks));
}

#[test]
fn an_error_is_told_again_as_long_as_it_stands() {
    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let mut cache = Cache::of(&project.root);
    let mut is_printed = || pipeline::build(&project, &mut cache, &mut ()).unwrap().printed.is_some();
    assert!(is_printed());
    apply(&paper, &Edit::Nonsense(0), 0);
    assert!(!is_printed());
    assert!(!is_printed(), "nothing changed, and it is still wrong");
}

#[test]
fn what_was_printed_and_then_touched_is_printed_again() {
    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let first = printed(&project);
    fs::write(project.out.join("index.html"), "scribbled").unwrap();
    fs::remove_file(project.out.join("2025-11-20/a.html")).unwrap();
    assert_eq!(printed(&project), first);
    fs::remove_dir_all(&project.out).unwrap();
    assert_eq!(printed(&project), first);
}

/// Shows documents, like a desk.
struct Shown;

impl Observer for Shown {
    fn needs_content(&self) -> bool {
        true
    }
}

#[test]
fn documents_are_shown_as_they_were_printed_unless_their_files_have_changed() {
    let paper = paper();
    let project = project(&paper, Audience::Readers);
    let printed = printed(&project);
    fs::write(project.out.join("2025-11-20/a.html"), "scribbled").unwrap();
    let mut cache = Cache::of(&project.root);
    cache.load();
    cache.inventory = pipeline::scan_folder(&project, &cache).unwrap();
    let outcome = pipeline::run(&project, &mut cache, &Goal::Made, &mut Shown);
    let mut made_again = Vec::new();
    for made in outcome.documents.unwrap() {
        let route = made.rendered.route.as_str();
        if let Content::Bytes(bytes) = &made.rendered.content {
            assert!(*bytes == printed[route], "{route}");
            made_again.extend(made.reason.map(|_| route.to_owned()));
        }
    }
    assert_eq!(made_again, ["2025-11-20/a.html"]);
}

/// The documents that are made again after `edit`, and why.
fn made_again(edit: impl Fn(&Paper)) -> Vec<(String, Reason)> {
    made_again_in(&paper(), edit)
}

pub fn made_again_in(paper: &Paper, edit: impl Fn(&Paper)) -> Vec<(String, Reason)> {
    let project = project(paper, Audience::Readers);
    let mut cache = Cache::default();
    set(&project, &mut cache);
    edit(paper);
    let set = set(&project, &mut cache);
    let made = set.documents.unwrap().into_iter();
    made.filter_map(|made| Some((made.rendered.route.as_str().to_owned(), made.reason?))).collect()
}

#[test]
fn nothing_is_made_again_when_nothing_changed() {
    assert_eq!(made_again(|_| {}), []);
    let touch = |paper: &Paper| {
        let path = "content/editions/2025-11-20/a.md";
        paper.put(path, fs::read(paper.root().join(path)).unwrap());
    };
    assert_eq!(made_again(touch), []);
}

#[test]
fn words_after_the_opening_of_a_story_touch_its_document_and_the_pages_that_show_it() {
    let long = |ending: &str| {
        let opening = "今年修路{{roads}}。".to_owned() + &"村里的路修好了，大家都高兴。".repeat(12);
        format!("---\nheadline: 长稿\ncolumn: 要闻\nledger: town\n---\n{opening}\n\n{ending}\n")
    };
    for (path, pages) in [
        ("2025-11-13/b", &["2025-11-13.html", "2025-11-13/b.html"][..]),
        ("2025-11-27/c", &["2025-11-27.html", "2025-11-27/c.html", "index.html"]),
    ] {
        let paper = paper();
        let file = format!("content/editions/{path}.md");
        paper.put(&file, long("又见旧闻。"));
        let made = made_again_in(&paper, |paper| paper.put(&file, long("再看旧闻。")));
        let mut routes: Vec<&str> = made.iter().map(|(route, _)| route.as_str()).collect();
        routes.sort_unstable();
        let (index, routes): (Vec<&str>, Vec<&str>) =
            routes.into_iter().partition(|route| route.contains("search"));
        assert_eq!(routes, pages, "{made:?}");
        let is_of_month =
            |route: &&str| route.starts_with("assets/search/2025-11-") || *route == "search.html";
        assert!(index.iter().all(is_of_month), "{index:?}");
    }
}

#[test]
fn words_that_only_move_in_their_file_touch_nothing_that_shows_but_their_card() {
    let text = |above: &str| {
        format!(
            "---\n{above}headline: 长稿\ncolumn: 要闻\nproof: {{allow: {{missing-mark: 如此}}}}\nimages: [{{src: lamp.png, alt: 灯, caption: 油灯}}]\n---\n正文。\n"
        )
    };
    let paper = paper();
    let file = "content/editions/2025-11-13/b.md";
    paper.put(file, text(""));
    let made = made_again_in(&paper, |paper| paper.put(file, text("# 编辑备注\n")));
    let mut routes: Vec<&str> = made.iter().map(|(route, _)| route.as_str()).collect();
    routes.sort_unstable();
    assert_eq!(routes, ["2025-11-13.html", "2025-11-13/b.html"], "{made:?}");
}

#[test]
fn a_figure_touches_the_stories_that_print_it() {
    let edit = |paper: &Paper| {
        paper.put("content/editions/2025-11-27/d.md", "---\nheadline: 不说数字\n---\n无。\n");
    };
    let paper = paper();
    edit(&paper);
    let project = project(&paper, Audience::Readers);
    let mut cache = Cache::default();
    set(&project, &mut cache);
    paper.put("content/ledgers/town.yaml", "title: 镇台账\nfigures:\n  roads: {label: 修路, value: 13, unit: 条}\n  trees: {label: 种树, value: 300, unit: 棵}\n");
    let set = set(&project, &mut cache);
    let made = set.documents.unwrap().into_iter().filter(|made| made.reason.is_some());
    let routes: Vec<String> = made.map(|made| made.rendered.route.as_str().to_owned()).collect();
    assert!(
        routes.contains(&"2025-11-13/a.html".to_owned()) && routes.contains(&"ledgers/town.html".to_owned())
    );
    assert!(!routes.contains(&"2025-11-27/d.html".to_owned()), "{routes:?}");
}

#[test]
fn a_new_ledger_touches_no_story() {
    let made = made_again(|paper| {
        paper.put(
            "content/ledgers/a.yaml",
            "title: 另一本\nfigures:\n  roads: {label: 修路, value: 1, unit: 条}\n",
        );
    });
    let routes: Vec<&str> = made.iter().map(|(route, _)| route.as_str()).collect();
    assert!(routes.contains(&"ledgers/a.html") && routes.contains(&"ledgers/index.html"), "{routes:?}");
    assert!(!routes.iter().any(|route| route.starts_with("2025-")), "{routes:?}");
}

#[test]
fn a_name_that_is_listed_touches_the_documents_with_a_headline_that_it_keeps_whole() {
    let paper = paper();
    let headline = "---\nheadline: 四平市铁西区加强干部队伍建设侧记\n---\n正文。\n";
    paper.put("content/editions/2025-11-27/x.md", headline);
    let list = |name: &'static str| {
        move |paper: &Paper| {
            paper.put("content/style/names.yaml", format!("organisations:\n  - {{name: {name}}}\n"));
        }
    };
    assert_eq!(made_again_in(&paper, list("与谁都不相干的名称")), []);
    let made = made_again_in(&paper, list("干部队伍建设侧记"));
    let routes: Vec<&str> = made.iter().map(|(route, _)| route.as_str()).collect();
    assert!(routes.contains(&"2025-11-27/x.html") && routes.contains(&"2025-11-27.html"), "{routes:?}");
    assert!(!routes.contains(&"2025-11-27/d.html") && !routes.contains(&"2025-11-20.html"), "{routes:?}");
}

#[test]
fn a_standing_document_that_moves_takes_every_way_to_it_along() {
    let made = made_again(|paper| {
        paper.put("content/pages/about.md", "---\nheadline: 关于\nslug: us\n---\n正文。\n");
    });
    let routes: Vec<&str> = made.iter().map(|(route, _)| route.as_str()).collect();
    assert!(routes.contains(&"us.html") && routes.contains(&"2025-11-13/a.html"), "{routes:?}");
}

#[test]
fn a_picture_that_changes_is_another() {
    let made = made_again(|paper| paper.put("content/editions/2025-11-20/lamp.png", picture(2)));
    assert!(made.iter().any(|(route, _)| route == "2025-11-20/lamp.png"), "{made:?}");
}

#[test]
fn what_was_looked_for_in_vain_is_noticed_when_it_appears() {
    let made = made_again(|paper| {
        paper.put("content/editions/2025-12-01/e.md", "---\nheadline: 新一期\n---\n正文。\n");
    });
    let of = |route: &str| made.iter().find(|(made, _)| made == route).map(|(_, reason)| reason.clone());
    assert_eq!(of("2025-12-01/e.html"), Some(Reason::New));
    assert!(of("2025-11-27.html").is_some(), "the last edition has a next one now");
    assert!(of("2025-11-13.html").is_none(), "{made:?}");
}

/// Runs like a desk with two pages open, and records what it could show a reader after each batch.
#[derive(Default)]
struct Desk {
    shown: BTreeSet<String>,
    bare: Vec<String>,
}

impl Desk {
    const OPEN: [&str; 2] = ["2025-11-20.html", "2025-11-20/a.html"];
}

impl Observer for Desk {
    fn wants_first(&self, route: &Route) -> bool {
        Self::OPEN.contains(&route.as_str())
    }

    fn made(&mut self, documents: &mut [Made]) {
        self.shown.extend(documents.iter().map(|made| made.rendered.route.as_str().to_owned()));
        for made in documents.iter().filter(|made| Self::OPEN.contains(&made.rendered.route.as_str())) {
            let Content::Bytes(bytes) = &made.rendered.content else { panic!("a page is made, not carried") };
            let html = String::from_utf8(bytes.to_vec()).unwrap();
            let named = html
                .split("rel=\"stylesheet\" href=\"")
                .skip(1)
                .filter_map(|rest| rest.split(['"', '?']).next());
            let named = named.map(|href| href.trim_start_matches("../"));
            self.bare.extend(named.filter(|sheet| !self.shown.contains(*sheet)).map(str::to_owned));
        }
    }
}

#[test]
fn a_page_that_is_waited_for_never_comes_before_its_style_sheets() {
    let paper = paper();
    let (project, mut cache) = (project(&paper, Audience::Readers), Cache::default());
    for style in ["", "body { color: #111 }\n", "body { color: #222 }\n"] {
        paper.put("content/theme/paper.css", style);
        cache.inventory = pipeline::scan_folder(&project, &cache).unwrap();
        let mut desk = Desk::default();
        let set = pipeline::run(&project, &mut cache, &Goal::Made, &mut desk);
        assert!(set.documents.is_some(), "{:?}", set.report);
        assert!(Desk::OPEN.iter().all(|page| desk.shown.contains(*page)), "{:?}", desk.shown);
        assert_eq!(desk.bare, [""; 0], "asked for in vain");
    }
}

#[test]
fn a_ledger_that_was_broken_and_is_gone_is_missed() {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/a.md", "---\nheadline: 甲\nledger: x\n---\n共{{n}}。\n"),
        ("content/ledgers/x.yaml", "figures: [\n"),
    ]);
    let (project, mut cache) = (project(&paper, Audience::Desk), Cache::default());
    assert!(set(&project, &mut cache).documents.is_none());
    fs::remove_file(paper.root().join("content/ledgers/x.yaml")).unwrap();
    let rebuilt = set(&project, &mut cache);
    assert!(rebuilt.report.findings.iter().any(|finding| finding.wording.code == "unknown-ledger"));
    assert_eq!(told(&rebuilt), told(&set(&project, &mut Cache::default())));
}

#[test]
fn an_edit_in_a_paper_of_ten_thousand_stories_computes_what_it_touches_and_nothing_else() {
    let story = |number: usize, words: &str| {
        let path = format!("content/editions/{}/s{number}.md", edition_of(number));
        (path, format!("---\nheadline: 稿件{number}\nledger: l{}\n---\n{words}{{{{n}}}}。\n", number % 100))
    };
    let ledger = |number: usize, value: usize| {
        (format!("content/ledgers/l{number}.yaml"), format!("figures:\n  n: {{value: {value}, unit: 名}}\n"))
    };
    let mut files: Vec<(String, String)> = (0..10_000).map(|number| story(number, "共")).collect();
    files.extend((0..100).map(|number| ledger(number, 5)));
    let project = support::project(std::path::Path::new(""));
    let mut cache = Cache::default();
    cache.inventory = support::inventory(&files);
    let mut computed = |changed: Option<(String, String)>| {
        if let Some((path, text)) = changed {
            cache.inventory.texts.insert(SourcePath::new(&path), Text::of(text.as_bytes()));
        }
        let Computed { files, stories, heads } =
            pipeline::run(&project, &mut cache, &Goal::LaidOut(Some("2000-01-01")), &mut ()).computed;
        (files, stories, heads)
    };
    assert_eq!(computed(None), (10_101, 10_000, 10_000), "with the theme's file");
    assert_eq!(computed(None), (0, 0, 0));
    assert_eq!(computed(Some(story(5_000, "又"))), (1, 1, 0), "the headline is as it was");
    assert_eq!(computed(Some(ledger(7, 6))), (1, 100, 0));
}

/// The edition of a story: four stand in each, so that no page is overfull.
fn edition_of(number: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(number as u64 / 4)
}
