//! Where the pages cut their stories: after a sentence or a part of one, whole quotations and whole strong words before it.

use regex::Regex;

use super::PAPER;
use super::pages::GENERATED;
use super::support::Paper;

/// The HTML of each paragraph that is cut on a page of a paper, without 「全文」.
fn cut_paragraphs(paper: &Paper) -> Vec<String> {
    let paragraph = Regex::new(r#"<p class="cut">((?:[^<]|<[^/p]|<p[^>]|</[^p])*?)<a class="on""#).unwrap();
    let public = paper.public();
    let pages = public.iter().filter(|(path, _)| path.ends_with(".html") && !path.contains('/'));
    let texts = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    texts
        .flat_map(|text| {
            paragraph.captures_iter(&text).map(|found| found[1].trim().to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn a_story_is_cut_after_a_sentence_or_a_part_of_one() {
    let tag = Regex::new("<[^>]*>").unwrap();
    let (mut all, mut after_sentences, mut broken) = (0, 0, Vec::new());
    for html in cut_paragraphs(&PAPER).into_iter().chain(cut_paragraphs(&GENERATED)) {
        let text = tag.replace_all(&html, "").into_owned();
        let open = |left: char, right: char| text.matches(left).count() > text.matches(right).count();
        assert!(!open('“', '”') && !open('《', '》') && !open('（', '）'), "{text}");
        assert_eq!(html.matches("<strong>").count(), html.matches("</strong>").count(), "{html}");
        assert!(!html.ends_with("</strong>……"), "{html}");
        all += 1;
        match text.strip_suffix("……") {
            Some(text) if text.ends_with(['。', '：']) => broken.push(text.to_owned()),
            Some(_) => {}
            None => after_sentences += 1,
        }
    }
    assert!(all > 100, "{all} paragraphs are cut");
    assert!(broken.is_empty(), "{broken:?}");
    assert!(after_sentences * 4 > all * 3, "{after_sentences} of {all} end with a sentence");
}
