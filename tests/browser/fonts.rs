//! The fonts of the paper in Chromium: a headline is set in the letters that came with its page.

use serde_json::json;

use super::font_file::{MadeFont, Outlines};
use super::measured_in;
use super::support::Paper;

/// How wide an em is set in the font of the headlines and in a font that nobody has, after the page has loaded its own; and whether
/// the browser has loaded it.
const SET: &str = "async (d, w) => {
    await d.fonts.load('20px paper-headline', '春');
    const pen = d.createElement('canvas').getContext('2d');
    const width = family => { pen.font = `20px ${family}, serif`; return pen.measureText('春w').width; };
    const loaded = [...d.fonts].filter(face => face.status === 'loaded').map(face => face.family.replaceAll('\"', ''));
    const headline = w.getComputedStyle(d.querySelector('h1.headline, .headline')).fontFamily.split(',')[0].replaceAll('\"', '');
    return [width('paper-headline') !== width('nobody-has-it'), loaded.includes('paper-headline'), headline];
}";

#[test]
fn a_headline_is_set_in_the_font_that_the_build_has_cut_for_it() {
    for outlines in [Outlines::TrueType, Outlines::Cff, Outlines::Cff2] {
        let paper = Paper::of(&[
            ("content/site.yaml", "name: 晨报\nfonts: {headline: a.ttf}\n"),
            ("content/editions/2025-11-20/a.md", "# 春雨www\n\n文。\n"),
        ]);
        paper.put("content/a.ttf", MadeFont { outlines, ..MadeFont::of("春雨w") }.bytes());
        paper.built();
        let documents = ["2025-11-20.html", "2025-11-20/a.html"];
        for (path, _, found) in measured_in(&paper, &documents, &[1000], SET, &[]) {
            assert_eq!(found, json!([true, true, "paper-headline"]), "{path}");
        }
    }
}
