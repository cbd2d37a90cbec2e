//! Share pictures: the headline of a story, drawn for those who get a link to it.

use std::collections::BTreeMap;
use std::fs;

use crate::font_file::{MadeFont, Outlines};
use crate::support::Paper;

const LETTERS: &str = " 0123456789年月日报塔灯一二三春雨来了";

fn paper(more: &str, letters: &str) -> Paper {
    let site = format!("name: 灯塔报\nurl: https://example.org/\nfonts: {{headline: a.ttf}}\n{more}");
    let paper = Paper::of(&[
        ("content/site.yaml", &site),
        ("content/editions/2025-11-13/a.md", "# 一二 三\n\n文。\n"),
        ("content/editions/2025-11-20/b.md", "---\nrank: 1\n---\n# 春雨\n\n文。\n"),
        ("content/editions/2025-11-20/c.md", "# 来了\n\n文。\n"),
    ]);
    paper.put("content/a.ttf", MadeFont::of(letters).bytes());
    paper
}

fn pictures(public: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, &[u8])> {
    let pictures = public.iter().filter(|(path, _)| path.starts_with("assets/share/"));
    pictures.map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
}

#[test]
fn an_edition_and_its_leading_story_have_a_picture_of_its_headline() {
    let paper = paper("", LETTERS);
    let public = paper.built();
    let drawn = pictures(&public);
    assert_eq!(drawn.len(), 2);
    for (path, bytes) in &drawn {
        let size = imagesize::blob_size(bytes).unwrap();
        assert_eq!((size.width, size.height), (1200, 630), "{path}");
    }
    let (path, _) = drawn[1];
    assert!(path.starts_with("assets/share/2025-11-20/b."), "{path}");
    let tags = format!(
        "<meta property=\"og:image\" content=\"https://example.org/{path}\">\n<meta name=\"twitter:card\" content=\"summary_large_image\">"
    );
    for page in ["index.html", "2025-11-20.html", "2025-11-20/b.html"] {
        assert!(paper.page(page).contains(&tags), "{page}");
    }
    assert!(!paper.page("2025-11-20/c.html").contains("og:image"));

    // It is drawn once, and drawn again it is the same.
    for forgotten in [".cache/share", ".cache"] {
        fs::remove_dir_all(paper.root().join(forgotten)).unwrap();
        fs::remove_dir_all(paper.root().join("public")).unwrap();
        assert_eq!(paper.built(), public, "{forgotten}");
    }
    paper.put("content/editions/2025-11-20/b.md", "---\nrank: 1\n---\n# 春雨来了\n\n文。\n");
    let after = paper.built();
    assert_eq!(pictures(&after)[0], pictures(&public)[0]);
    assert_ne!(pictures(&after)[1], pictures(&public)[1]);
    assert_eq!(fs::read_dir(paper.root().join(".cache/share")).unwrap().count(), 2, "the old one is dropped");
}

#[test]
fn the_same_letters_make_the_same_picture_in_whichever_way_a_font_writes_them() {
    let drawn = |outlines| {
        let paper = paper("", LETTERS);
        paper.put("content/a.ttf", MadeFont { outlines, ..MadeFont::of(LETTERS) }.bytes());
        let public = paper.built();
        pictures(&public).into_iter().map(|(_, picture)| picture.to_vec()).collect::<Vec<_>>()
    };
    let true_type = drawn(Outlines::TrueType);
    assert_eq!(true_type.len(), 2);
    for outlines in [Outlines::Cff, Outlines::Cff2] {
        assert!(drawn(outlines) == true_type);
    }
}

#[test]
fn a_choice_of_share_pictures_that_cannot_be_had_is_said() {
    let said = |site: &str| {
        let run = Paper::of(&[("content/site.yaml", site), ("content/a.md", "# 题\n\n文。\n")]).build();
        assert_eq!(run.code, 0, "{}", run.said);
        run.said
    };
    let without_font = said("name: 报\nurl: https://example.org/\nshare: all\n");
    assert!(without_font.contains("`share` 不起作用：没有写 `fonts.headline`"), "{without_font}");
    assert!(without_font.contains("site.yaml:3:1"), "{without_font}");
    let without_address = said("name: 报\nshare: 头条\n");
    assert!(without_address.contains("`share` 不起作用：没有写 `url`"), "{without_address}");
    for quiet in ["name: 报\nshare: none\n", "name: 报\nurl: https://example.org/\n"] {
        assert!(!said(quiet).contains("share"), "{quiet}");
    }
}

#[test]
fn the_paper_chooses_of_which_stories_pictures_are_drawn() {
    for (setting, count) in [("share: all\n", 3), ("share: 头条\n", 2), ("share: none\n", 0)] {
        assert_eq!(pictures(&paper(setting, LETTERS).built()).len(), count, "{setting}");
    }
    let without_day = paper("", &LETTERS.replace('年', ""));
    let run = without_day.build();
    assert!(run.code == 0 && run.said.contains("没有“年”"), "{}", run.said);
    assert!(pictures(&without_day.public()).is_empty());
}
