//! Pages on paper and charts on pages: as wide as the sheet, filled to its foot, and nothing too small to read.

use std::fs;

use serde_json::Value;

use super::pages::{DESIGN, SAMPLE, grid, on_every_page};
use super::support::{Paper, repository};
use super::{PAPER, measured_in};

/// 六号, the least size of type that a newspaper prints, in micrometres.
const LEAST: f64 = 7.875 / 72.0 * 25_400.0;

/// The number that follows `name` in a style sheet.
fn number(sheet: &str, name: &str) -> f64 {
    let rest = sheet.split_once(name).unwrap_or_else(|| panic!("{name} in {sheet}")).1;
    let digits: String =
        rest.trim_start().chars().take_while(|sign| sign.is_ascii_digit() || *sign == '.').collect();
    digits.parse().unwrap()
}

/// For each page: its lines, whether a story on it is cut, and the sizes of its headlines.
const PAGES: &str =
    "(d, w) => [+w.getComputedStyle(d.querySelector('.page-body')).getPropertyValue('--lines'),
    !!d.querySelector('.page-body a.on'),
    [...d.querySelectorAll('.page-body .headline')].map(h => parseFloat(w.getComputedStyle(h).fontSize))]";

#[test]
fn a_page_is_as_wide_as_every_sheet_in_type_that_can_be_read() {
    for (sheet, across) in [("broadsheet", 350.0), ("tabloid", 251.0), ("a3", 273.0), ("a4", 190.0)] {
        let paper = Paper::copy_of(&repository());
        let settings = fs::read_to_string(repository().join("content/site.yaml")).unwrap();
        paper.put("content/site.yaml", format!("{settings}\ntheme_options: {{sheet: {sheet}}}\n"));
        let public = paper.built();
        let sheets = public.iter().filter(|(path, _)| path.starts_with("assets/editions/"));
        let mut pages = 0;
        for (path, bytes) in sheets {
            let css = String::from_utf8_lossy(bytes);
            let width = number(&css, "--page:");
            for page in css.split("@media print { .page-").skip(1) {
                let size = number(page, "--size:");
                assert!(size * 1000.0 >= LEAST, "{path} on {sheet}: {size} mm");
                let block = size * width / across;
                assert!((0.995..=1.001).contains(&block), "{path} on {sheet}: {block} of the width");
                pages += 1;
            }
        }
        assert!(pages >= SAMPLE.len(), "{sheet}: {pages} pages");
    }
}

fn pages() -> Vec<(String, u32, Value)> {
    on_every_page(PAGES, &[DESIGN])
}

#[test]
fn the_foot_of_a_sheet_is_filled_where_more_could_be_shown() {
    let (first, later) = (grid().of_page(0).lines, grid().of_page(1).lines);
    let (mut cut, mut short) = (0, Vec::new());
    for (path, _, page) in pages() {
        let sheet = if path.contains("-p") { later } else { first };
        let lines = page[0].as_f64().unwrap();
        #[allow(clippy::cast_precision_loss, reason = "a sheet has some dozen lines")]
        if page[1].as_bool().unwrap() {
            cut += 1;
            if lines / sheet as f64 * 100.0 < 95.0 {
                short.push(format!("{path}: {lines} of {sheet}"));
            }
        }
    }
    assert!(cut > 30, "{cut} pages with a story that is cut");
    assert!(short.len() * 100 <= cut, "{} of {cut}: {short:?}", short.len());
}

#[test]
fn the_lead_leads() {
    let mut seen = 0;
    for (path, _, page) in pages() {
        let sizes: Vec<f64> = page[2].as_array().unwrap().iter().map(|size| size.as_f64().unwrap()).collect();
        if let [lead, next, ..] = sizes[..] {
            assert!(lead >= next * 1.4, "{path}: {sizes:?}");
            seen += 1;
        }
    }
    assert!(seen > 90, "{seen} pages");
}

/// The smallest label of the charts of a page that are shown, in pixels.
const LABELS: &str =
    "d => Math.min(99, ...[...d.querySelectorAll('.drawing.wide text, .drawing.narrow text')].map(t => {
    const svg = t.closest('svg'), box = svg.getBoundingClientRect();
    return box.width ? 13 * box.width / svg.viewBox.baseVal.width : 99;
}))";

#[test]
fn no_label_of_a_chart_is_below_ten_pixels() {
    let mut charts = 0;
    for (path, width, size) in on_every_page(LABELS, &[DESIGN, 1200, 1024, 390]) {
        let size = size.as_f64().unwrap();
        assert!(size >= 10.0, "{path} at {width}: {size} px");
        charts += usize::from(size < 99.0);
    }
    assert!(charts > 50, "{charts} pages with charts");
}

/// Paragraphs of several lines, and the last lines of one character.
const LAST_LINES: &str = "(d, w) => {
    const range = d.createRange(), alone = [];
    let all = 0;
    for (const p of d.querySelectorAll('.body > p:not(.on):not(.tail)')) {
        const size = parseFloat(w.getComputedStyle(p).fontSize), walk = d.createTreeWalker(p, NodeFilter.SHOW_TEXT), letters = [];
        while (walk.nextNode()) for (let at = 0; at < walk.currentNode.length; at++) {
            range.setStart(walk.currentNode, at); range.setEnd(walk.currentNode, at + 1);
            const box = range.getClientRects()[0];
            if (box && box.width) letters.push([walk.currentNode.data[at], (box.top + box.bottom) / 2, box.left]);
        }
        const last = letters[letters.length - 1];
        if (!last) continue;
        const line = letters.filter(l => Math.abs(l[1] - last[1]) < size * .8 && Math.abs(l[2] - last[2]) < 60 * size);
        if (line.length === letters.length) continue;
        all++;
        if (line.filter(l => /[\\p{L}\\p{N}]/u.test(l[0])).length < 2) alone.push(p.textContent.slice(-12));
    }
    return [all, alone];
}";

#[test]
fn hardly_a_last_line_has_one_character() {
    let mut found = on_every_page(LAST_LINES, &[DESIGN]);
    found.extend(measured_in(&PAPER, &SAMPLE, &[390], LAST_LINES, &[]));
    let all: u64 = found.iter().map(|(_, _, page)| page[0].as_u64().unwrap()).sum();
    let alone: Vec<&Value> = found.iter().flat_map(|(_, _, page)| page[1].as_array().unwrap()).collect();
    assert!(all > 1000, "{all} paragraphs");
    assert!(alone.len() as u64 * 50 <= all, "{} of {all}: {alone:?}", alone.len());
}
