//! A tablet: every story in one piece, and both columns about as deep.

use super::PAPER;
use super::measured_in;
use super::pages::{SAMPLE, on_every_page};

/// The stories in two pieces, and the height of the page that stays blank, as a proportion of it.
const COLUMNS: &str = "(d, w) => {
    const page = d.querySelector('.page-body').getBoundingClientRect(), stories = [...d.querySelectorAll('.story')];
    const torn = stories.filter(s => s.getClientRects().length > 1).map(s => s.className);
    let blank = 0, left = 0, right = 0;
    const close = () => { blank += Math.abs(left - right) / 2; left = right = 0; };
    for (const story of stories) {
        const box = story.getBoundingClientRect();
        if (box.width > page.width * .6) { close(); continue; }
        if (box.left < page.left + page.width * .4) left = Math.max(left, box.bottom); else right = Math.max(right, box.bottom);
    }
    close();
    return [torn, blank / page.height];
}";

#[test]
fn on_a_tablet_each_story_is_in_one_piece_and_little_of_the_page_is_blank() {
    let mut found = on_every_page(COLUMNS, &[1024]);
    found.extend(measured_in(&PAPER, &SAMPLE, &[768], COLUMNS, &[]));
    let torn: Vec<String> = found
        .iter()
        .filter(|(_, _, result)| !result[0].as_array().unwrap().is_empty())
        .map(|(document, width, result)| format!("{document} at {width}: {}", result[0]))
        .collect();
    assert!(torn.is_empty(), "{}", torn.join("\n"));
    let mut blank: Vec<f64> = found.iter().map(|(_, _, result)| result[1].as_f64().unwrap()).collect();
    blank.sort_by(f64::total_cmp);
    let (median, most) = (blank[blank.len() / 2], blank[blank.len() - 1]);
    assert!(median <= 0.03 && most <= 0.25, "median {median}, most {most}: {blank:?}");
}
