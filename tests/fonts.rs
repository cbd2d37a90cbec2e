//! Fonts: readers get the letters of the paper's name and headlines, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use allsorts::binary::read::ReadScope;
use allsorts::font::read_cmap_subtable;
use allsorts::font_data::FontData;
use allsorts::tables::FontTableProvider;
use allsorts::tables::cmap::Cmap;
use allsorts::tag;

use crate::font_file::{MadeFont, Outlines, collection};
use crate::support::Paper;

const SITE: (&str, &str) =
    ("content/site.yaml", "name: 灯塔报\nfonts: {nameplate: fonts/a.ttf, headline: fonts/a.ttf}\n");
const FEATURE: &str = "content/editions/2025-11-13/a.md";
const LETTERS: &str = " 0123456789报塔灯一二三四五六七八九十春雨来了关于版权";

/// A paper of two editions, a story without a date and a standing page.
fn paper(site: (&str, &str), font: &[u8]) -> Paper {
    let paper = Paper::of(&[
        site,
        (FEATURE, "# 一二 三\n\n正文的字不在里面。\n"),
        (
            "content/editions/2025-11-20/b.md",
            "---\nfigures: {n: {label: 甲, value: 58}}\n---\n# 春雨{{n}}\n\n文{{n}}。\n",
        ),
        ("content/news/c.md", "# 来了\n\n文。\n"),
        ("content/pages/about.md", "# 关于\n\n文。\n"),
    ]);
    paper.put("content/fonts/a.ttf", font);
    paper
}

/// The letters of each font that is published, by its name without the fingerprint.
fn letters(public: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let fonts = public.iter().filter(|(path, _)| path.ends_with(".woff2"));
    let name = |path: &str| path.strip_prefix("assets/fonts/").unwrap().split('.').next().unwrap().to_owned();
    fonts.map(|(path, font)| (name(path), letters_of(font))).collect()
}

fn letters_of(font: &[u8]) -> String {
    let font = ReadScope::new(font).read::<FontData>().unwrap();
    let tables = font.table_provider(0).unwrap();
    assert!([tag::HMTX, tag::OS_2].into_iter().all(|table| tables.has_table(table)));
    assert!(tables.has_table(tag::CFF) || tables.has_table(tag::GLYF) && tables.has_table(tag::LOCA));
    let cmap = tables.read_table_data(tag::CMAP).unwrap();
    let cmap = ReadScope::new(&cmap).read::<Cmap>().unwrap();
    let (_, subtable) = read_cmap_subtable(&cmap).unwrap().unwrap();
    let mut letters = BTreeSet::new();
    subtable
        .mappings_fn(|letter, glyph| letters.extend(char::from_u32(letter).filter(|_| glyph != 0)))
        .unwrap();
    letters.into_iter().collect()
}

/// The paths of the files that differ.
fn changed<'p>(
    one: &'p BTreeMap<String, Vec<u8>>,
    other: &'p BTreeMap<String, Vec<u8>>,
) -> BTreeSet<&'p str> {
    let all = one.keys().chain(other.keys());
    all.filter(|path| one.get(*path) != other.get(*path)).map(String::as_str).collect()
}

#[test]
fn readers_get_the_letters_of_the_name_and_of_the_headlines_of_each_edition() {
    let paper = paper(SITE, &MadeFont::of(LETTERS).bytes());
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(!run.said.contains("glyph") && !run.said.contains("unpublished-file"), "{}", run.said);
    let public = paper.public();
    let wanted = [
        ("2025-11-13", " 一三二"),
        ("2025-11-20", "58春雨"),
        ("nameplate", "塔报灯"),
        ("other-1", "了于关来"),
    ];
    assert_eq!(letters(&public), wanted.map(|(name, of)| (name.to_owned(), of.to_owned())).into());
    assert!(!public.keys().any(|path| path.ends_with(".ttf")), "the font itself is not published");

    // Each document loads what it shows, and each file that it loads is there.
    let asset = |name: &str, ending: &str| {
        let is_it =
            |path: &&String| path.starts_with(&format!("assets/fonts/{name}.")) && path.ends_with(ending);
        public.keys().find(is_it).unwrap().clone()
    };
    for (document, root, face) in [
        ("index.html", "", Some("2025-11-20")),
        ("2025-11-13.html", "", Some("2025-11-13")),
        ("2025-11-13/a.html", "../", Some("2025-11-13")),
        ("stories/c.html", "../", Some("other-1")),
        ("about.html", "", Some("other-1")),
        ("archive.html", "", None),
    ] {
        let html = paper.page(document);
        let loads = |name: &str| {
            html.contains(&format!("<link rel=\"stylesheet\" href=\"{root}{}\">", asset(name, ".css")))
        };
        assert!(loads("nameplate"), "{document}");
        assert!(face.is_none_or(loads), "{document}");
        assert_eq!(html.matches("assets/fonts/").count(), 1 + usize::from(face.is_some()), "{document}");
    }
    let sheet = String::from_utf8(public[&asset("2025-11-20", ".css")].clone()).unwrap();
    let file = asset("2025-11-20", ".woff2").replace("assets/fonts/", "");
    assert!(sheet.contains("\"paper-headline\"") && sheet.contains(&format!("url(\"{file}\")")), "{sheet}");
}

#[test]
fn a_new_letter_in_a_headline_changes_the_documents_of_its_edition_alone() {
    let paper = paper(SITE, &MadeFont::of(LETTERS).bytes());
    let before = paper.built();
    paper.put(FEATURE, "# 三 二一\n\n正文的字不在里面。\n");
    let same = paper.built();
    assert!(
        !changed(&before, &same).iter().any(|path| path.contains("fonts/")),
        "no letter has come or gone"
    );

    paper.put(FEATURE, "# 三 二四\n\n正文的字不在里面。\n");
    let after = paper.built();
    assert_eq!(letters(&after)["2025-11-13"], " 三二四");
    let fonts: Vec<&str> =
        changed(&same, &after).into_iter().filter(|path| path.contains("fonts/")).collect();
    assert!(fonts.len() == 4 && fonts.iter().all(|path| path.contains("2025-11-13")), "{fonts:?}");
    let sheets = |html: &[u8]| -> Vec<String> {
        let html = String::from_utf8_lossy(html);
        html.lines().filter(|line| line.contains("assets/fonts/")).map(str::to_owned).collect()
    };
    for path in same.keys().filter(|path| path.ends_with(".html")) {
        let is_of_edition = path.starts_with("2025-11-13");
        assert_eq!(sheets(&same[path]) != sheets(&after[path]), is_of_edition, "{path}");
    }

    // What the cache keeps is what would be made; what is damaged there, and what is no longer used, is not kept.
    let kept = || fs::read_dir(paper.root().join(".cache/fonts")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(kept().count(), 4);
    for path in kept() {
        let length = fs::metadata(&path).unwrap().len();
        fs::File::options().write(true).open(path).unwrap().set_len(length - 1).unwrap();
    }
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    assert_eq!(paper.built(), after);
    fs::remove_dir_all(paper.root().join(".cache")).unwrap();
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    assert_eq!(paper.built(), after, "a build from nothing");
}

#[test]
fn another_font_is_another_file_and_without_one_no_document_speaks_of_fonts() {
    let paper = paper(SITE, &MadeFont::of(LETTERS).bytes());
    let before = paper.built();
    paper.put("content/fonts/a.ttf", MadeFont { name: "Other", ..MadeFont::of(LETTERS) }.bytes());
    let after = paper.built();
    let fonts = |public: &BTreeMap<String, Vec<u8>>| -> BTreeSet<String> {
        public.keys().filter(|path| path.ends_with(".woff2")).cloned().collect()
    };
    assert!(fonts(&before).len() == 4 && fonts(&before).is_disjoint(&fonts(&after)));
    paper.put(SITE.0, "name: 灯塔报\n");
    let plain = paper.built();
    assert!(fonts(&plain).is_empty());
    assert!(!paper.page("index.html").contains("font"));
}

#[test]
fn outlines_are_cut_in_whichever_way_a_font_writes_them() {
    let built =
        |outlines| letters(&paper(SITE, &MadeFont { outlines, ..MadeFont::of(LETTERS) }.bytes()).built());
    let true_type = built(Outlines::TrueType);
    for outlines in [Outlines::Cff, Outlines::Cff2] {
        assert_eq!(built(outlines), true_type);
    }
}

#[test]
fn a_font_that_cannot_be_used_is_said_with_what_to_do() {
    let site = |fonts: &str| format!("name: 灯塔报\nfonts: {{headline: {fonts}}}\n");
    let font = |licence, is_variable| MadeFont { licence, is_variable, ..MadeFont::of(LETTERS) }.bytes();
    let two = collection(&[
        MadeFont { name: "Bars SC", ..MadeFont::of(LETTERS) },
        MadeFont { name: "Bars TC", ..MadeFont::of(LETTERS) },
    ]);
    for (setting, bytes, code, said) in [
        ("fonts/b.ttf", font(0, false), 1, &["[missing-font]", "是不是想写 `fonts/a.ttf`"][..]),
        ("fonts/a.ttf", b"no font".to_vec(), 1, &["[unfit-font]", "不是字体文件"]),
        ("fonts/a.ttf", font(0, false)[..200].to_vec(), 1, &["[unfit-font]", "不是字体文件"]),
        ("fonts/a.ttf", font(0, true), 1, &["[unfit-font]", "可变字体"]),
        ("fonts/a.ttf", two.clone(), 1, &["[unknown-face]", "2 款", "face: Bars SC", "`Bars TC`"]),
        ("{file: fonts/a.ttf, face: Bars CS}", two.clone(), 1, &["[unknown-face]", "是不是想写 `Bars SC`"]),
        ("fonts/a.ttf", font(2, false), 0, &["[font-licence]", "不许嵌入"]),
        ("fonts/a.ttf", font(0x108, false), 0, &["[font-licence]", "只能整个嵌入"]),
    ] {
        let run = paper((SITE.0, &site(setting)), &bytes).build();
        assert_eq!(run.code, code, "{setting}: {}", run.said);
        for words in said {
            assert!(run.said.contains(words), "{setting}: {}", run.said);
        }
    }
    let chosen = paper((SITE.0, &site("{file: fonts/a.ttf, face: bars tc}")), &two);
    assert_eq!(letters(&chosen.built())["2025-11-20"], "58春雨");
}

#[test]
fn the_characters_that_a_font_lacks_are_said_where_they_stand() {
    let paper = paper(SITE, &MadeFont::of("报塔一二三").bytes());
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    for said in [
        "字体 `fonts/a.ttf` 没有“灯”",
        "没有“春”“雨”“5”“8”",
        "2025-11-20/b.md:4:3",
        "没有“来”“了”",
        "没有“关”“于”",
    ] {
        assert!(run.said.contains(said), "{said}: {}", run.said);
    }
    assert_eq!(letters(&paper.public())["nameplate"], "塔报");
}

#[test]
fn a_font_that_nothing_is_set_in_is_said() {
    let site = "name: 灯塔报\nmasthead: {image: name.svg}\nfonts: {nameplate: fonts/a.ttf}\n";
    let drawn = paper((SITE.0, site), &MadeFont::of(LETTERS).bytes());
    drawn.put("content/name.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    let run = drawn.build();
    assert!(run.said.contains("`nameplate` 不起作用：由 `image` 定"), "{}", run.said);

    let bare = paper(SITE, &MadeFont::of(LETTERS).bytes());
    bare.put(
        "content/theme/templates/base.html",
        "<!doctype html><title>报</title>{% block main %}{% endblock main %}",
    );
    let run = bare.build();
    for role in ["nameplate", "headline"] {
        assert!(run.said.contains(&format!("`{role}` 不起作用：这套版式不印它")), "{}", run.said);
    }
    assert!(letters(&bare.public()).is_empty());
}
