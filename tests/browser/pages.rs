//! Page layout: the browser sets what make-up computed, on the sample paper and on a hundred generated pages.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use lanmu::internals::makeup::{Paragraph, TextFace, TextRun};
use lanmu::internals::model::inventory::Inventory;
use lanmu::internals::model::theme::{EM, Grid};
use lanmu::internals::project::FOLDERS;
use lanmu::internals::{parse, scan};
use serde_json::Value;

use super::dice::Dice;
use super::papers::OTHERS;
use super::support::{Paper, files_in, project, repository};
use super::{PAPER, chromium, measured_in, url};

const PAGES: usize = 100;
/// The width of window for which the grid is designed.
pub const DESIGN: u32 = 1440;
pub const SAMPLE: [&str; 6] = [
    "2025-10-23.html",
    "2025-10-30.html",
    "2025-11-06.html",
    "2025-11-06-p2.html",
    "2025-11-13.html",
    "2025-11-20.html",
];

/// A paper of a hundred editions of one page each, whose stories consist of sentences of the sample paper.
pub static GENERATED: LazyLock<Paper> = LazyLock::new(|| {
    let paper = Paper::copy_of(&repository().join("tests/browser/nothing"));
    let mut dice = Dice(4);
    let sentences = sentences();
    let pictures: Vec<(String, Vec<u8>)> = files_in(&repository().join("content/editions"))
        .into_iter()
        .filter(|(path, _)| has_ending(path, "png"))
        .map(|(path, bytes)| (path.rsplit('/').next().unwrap().to_owned(), bytes))
        .collect();
    for page in 0..PAGES {
        let date = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Days::new(page as u64);
        for (name, bytes) in &pictures {
            paper.put(&format!("content/editions/{date}/{name}"), bytes);
        }
        for story in 0..2 + dice.below(13) {
            paper.put(
                &format!("content/editions/{date}/s{story:02}.md"),
                story_of(&mut dice, &sentences, &pictures),
            );
        }
    }
    let run = paper.run(&["build", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 0, "{}", run.said);
    paper
});

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == ending)
}

/// The sentences of the sample paper, with its figures as text.
fn sentences() -> Vec<String> {
    let mark = regex::Regex::new(r"\[([^\]]*)\]\([^)]*\)|\[\^[^\]]*\]|\*\*|`").unwrap();
    let figure = regex::Regex::new(r"\{\{[^}]*\}\}").unwrap();
    let files = files_in(&repository().join("content/editions"));
    let stories = files.into_iter().filter(|(path, _)| has_ending(path, "md"));
    let texts = stories.map(|(_, bytes)| String::from_utf8(bytes).unwrap());
    let mut sentences = Vec::new();
    for text in texts {
        let body = text.splitn(3, "---\n").nth(2).unwrap();
        let plain = body.split("```").step_by(2).collect::<String>();
        let lines = plain
            .lines()
            .filter(|line| !line.starts_with(['#', '-', '|', '>', '[', '!', '1', '2', '3', '4', '5']));
        for line in lines {
            let line = figure.replace_all(line, "588名");
            let line = mark.replace_all(&line, "$1");
            let is_whole = |text: &&str| {
                text.chars().count() > 8 && text.matches('“').count() == text.matches('”').count()
            };
            sentences.extend(line.split_inclusive('。').filter(is_whole).map(str::to_owned));
        }
    }
    assert!(sentences.len() > 150);
    sentences
}

fn story_of(dice: &mut Dice, sentences: &[String], pictures: &[(String, Vec<u8>)]) -> String {
    let mut text = String::from("---\n");
    let words = |dice: &mut Dice, least: u64, more: u64| {
        let length = usize::try_from(least + dice.below(more)).unwrap();
        sentences[usize::try_from(dice.below(150)).unwrap()]
            .chars()
            .filter(|letter| ('一'..='鿿').contains(letter))
            .cycle()
            .take(length)
            .collect::<String>()
    };
    if dice.below(2) == 0 {
        writeln!(text, "kicker: {}", words(dice, 8, 10)).unwrap();
    }
    let (one, two) = (words(dice, 6, 7), words(dice, 6, 7));
    writeln!(text, "headline: {one}{}", if dice.below(2) == 0 { format!(" {two}") } else { String::new() })
        .unwrap();
    if dice.below(3) == 0 {
        writeln!(text, "deck: ——{}", words(dice, 8, 10)).unwrap();
    }
    writeln!(
        text,
        "form: {}\ncolumn: 要闻",
        dice.of(&["brief", "report", "commentary", "explainer", "history"])
    )
    .unwrap();
    match dice.below(8) {
        0..5 => {}
        number => {
            let shown = (0..(number - 4).min(4)).map(|_| {
                format!("{{src: {}, alt: 图, caption: {}}}", dice.of(pictures).0, words(dice, 8, 14))
            });
            writeln!(text, "images: [{}]", shown.collect::<Vec<_>>().join(", ")).unwrap();
        }
    }
    text.push_str("---\n");
    let (wanted, mut written, mut paragraph) = (60 + dice.below(2940), 0, 0);
    while written < wanted {
        for _ in 0..=dice.below(4) {
            let sentence = dice.of(sentences);
            text.push_str(sentence);
            written += sentence.chars().count() as u64;
        }
        text.push_str("\n\n");
        paragraph += 1;
        if paragraph % 4 == 0 && written < wanted {
            writeln!(text, "## {}\n", words(dice, 8, 9)).unwrap();
        }
    }
    for _ in 0..dice.below(6).saturating_sub(3) {
        text.push_str("```chart\nkind: bar\ntitle: 三年对比\nunit: 项\ndata: {走访: 120, 调研: 95, 培训: 64, 座谈: 31}\n```\n\n");
    }
    text
}

pub fn generated() -> Vec<String> {
    let documents = GENERATED.public().into_keys();
    documents
        .filter(|path| path.starts_with("2025-") && !path.contains('/') && has_ending(path, "html"))
        .collect()
}

/// Measures every page of the sample paper, of the generated one and of the others.
pub fn on_every_page(measure: &str, widths: &[u32]) -> Vec<(String, u32, Value)> {
    let generated = generated();
    let generated: Vec<&str> = generated.iter().map(String::as_str).collect();
    assert!(generated.len() >= PAGES);
    let mut found = measured_in(&PAPER, &SAMPLE, widths, measure, &[]);
    found.extend(measured_in(&GENERATED, &generated, widths, measure, &[]));
    found.extend(OTHERS.iter().flat_map(|other| other.measured(&other.pages, widths, measure)));
    found
}

/// For each paragraph: its runs, whether it is indented, its width in characters, and its lines. Text of one setting is one run,
/// whatever elements it is divided by.
pub const PARAGRAPHS: &str = "(d, w) => [...d.querySelectorAll('.page-body .body > p:not(.on):not(.tail):not(:has(a.on))')].map(p => {
    const style = w.getComputedStyle(p), size = parseFloat(style.fontSize);
    const walk = d.createTreeWalker(p, NodeFilter.SHOW_TEXT), stretches = [];
    while (walk.nextNode()) {
        const e = walk.currentNode.parentElement;
        if (e.closest('.on')) continue;
        const code = e.closest('code'), side = ['|', false, .73, false, false];
        const run = code ? [walk.currentNode.data, false, 1, false, true] : [walk.currentNode.data, !!e.closest('data:not(.words), .bound, .ending, .call'), parseFloat(w.getComputedStyle(e).fontSize) / size, !!e.closest('.call'), false];
        const last = stretches[stretches.length - 1];
        if (code && code.firstChild === walk.currentNode) stretches.push(side);
        if (last && !last[1] && !run[1] && last[2] === run[2] && last[4] === run[4]) last[0] += run[0]; else stretches.push(run);
        if (code && code.lastChild === walk.currentNode) stretches.push(side);
    }
    const range = d.createRange(), parts = [...p.getClientRects()], line = parseFloat(style.lineHeight);
    range.selectNodeContents(p);
    const boxes = [...range.getClientRects()];
    // A part whose last line stands in the next column leaves a line empty.
    const foot = part => Math.max(...boxes.filter(box => box.left > part.left - line && box.left < part.right).map(box => box.bottom));
    const lines = parts.reduce((sum, part) => sum + Math.round((Math.min(foot(part), part.bottom) - part.top) / line), 0);
    return [stretches, parseFloat(style.textIndent) / size, parts[0].width / size, lines];
})";

pub fn grid() -> Grid {
    let inventory = scan::scan(&project(&repository()), &Inventory::default(), &FOLDERS).unwrap();
    parse::parsed(&inventory).value.theme.grid.clone().expect("the theme makes pages up")
}

#[test]
fn paragraphs_have_as_many_lines_as_was_reckoned() {
    let (all, wrong) = reckoned(on_every_page(PARAGRAPHS, &[DESIGN]));
    assert!(all > 3000, "{all} paragraphs");
    assert!(wrong.len() * 100 <= all, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The number of paragraphs, and those whose lines were counted wrongly.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of a page")]
pub fn reckoned(found: Vec<(String, u32, Value)>) -> (usize, Vec<String>) {
    let advances = grid().advances;
    let em = |length: &Value| (length.as_f64().unwrap() * f64::from(EM)).round() as u32;
    let (mut all, mut wrong) = (0, Vec::new());
    for (path, _, paragraphs) in found {
        for paragraph in paragraphs.as_array().unwrap() {
            let stretches = paragraph[0].as_array().unwrap().iter().map(|stretch| TextRun {
                text: stretch[0].as_str().unwrap(),
                whole: stretch[1].as_bool().unwrap(),
                tied: stretch[3].as_bool().unwrap_or(false),
                size: em(&stretch[2]),
                face: if stretch[4] == true { TextFace::Code } else { TextFace::Body },
                divides: false,
                passage: 0,
            });
            let text: String =
                paragraph[0].as_array().unwrap().iter().map(|stretch| stretch[0].as_str().unwrap()).collect();
            let computed = Paragraph::new(stretches, &advances).with_last_letter_tied();
            let computed = computed.lines(em(&paragraph[2]), em(&paragraph[1]));
            let set = paragraph[3].as_u64().unwrap() as usize;
            // A shortened paragraph ends with 「全文」, which is not among its words here.
            all += 1;
            if computed != set && !text.ends_with("……") {
                assert!(computed.abs_diff(set) <= 1, "{path}: {computed} lines computed, {set} set: {text}");
                wrong.push(format!("{path}: {computed} lines computed, {set} set: {text}"));
            }
        }
    }
    (all, wrong)
}

/// For each page: the uncovered part of its story boxes, by how many lines it exceeds the computed height, what leaves its story,
/// and the ranks in the order of the document.
const BOXES: &str = "(d, w) => {
    const body = d.querySelector('.page-body'), area = r => r.width * r.height;
    const lh = parseFloat(w.getComputedStyle(body).lineHeight);
    const lines = +w.getComputedStyle(body).getPropertyValue('--lines');
    let all = 0, covered = 0;
    const out = [];
    for (const story of body.querySelectorAll('.story')) {
        const box = story.getBoundingClientRect();
        all += area(box);
        const pad = w.getComputedStyle(story);
        covered += box.width * box.height - story.clientWidth * story.clientHeight;
        covered += (parseFloat(pad.paddingTop) + parseFloat(pad.paddingBottom)) * box.width;
        const inner = box.width - parseFloat(pad.paddingLeft) - parseFloat(pad.paddingRight);
        for (const part of story.querySelectorAll(':scope > .head, :scope > .plates, :scope > .exhibits')) covered += area(part.getBoundingClientRect()) * box.width / inner;
        const text = story.querySelector('.body');
        const columns = +w.getComputedStyle(text).columnCount || 1;
        let height = 0;
        for (const e of text.children) for (const r of e.getClientRects()) height += r.height;
        covered += height * box.width / columns;
        for (const e of story.querySelectorAll('p, h2, h3, img, figure, table, svg')) for (const r of e.getClientRects())
            if (r.width && (r.right > box.right + 2 || r.bottom > box.bottom + 2 || r.left < box.left - 2)) out.push(story.className + ' ' + e.tagName + ' ' + e.className);
    }
    return [1 - covered / all, Math.round(body.getBoundingClientRect().height / lh - lines), out,
        [...body.querySelectorAll('.story')].map(s => +s.className.match(/story-(\\d+)/)[1])];
}";

#[test]
fn stories_fill_their_areas_and_none_leaves_it() {
    let found = on_every_page(BOXES, &[DESIGN]);
    let mut blank: Vec<f64> = Vec::new();
    let mut grown = Vec::new();
    for (path, _, page) in &found {
        assert_eq!(page[2].as_array().unwrap().len(), 0, "{path}: {}", page[2]);
        let ranks: Vec<u64> = page[3].as_array().unwrap().iter().map(|rank| rank.as_u64().unwrap()).collect();
        assert!(ranks.iter().copied().eq(1..=ranks.len() as u64), "{path}: {ranks:?}");
        blank.push(page[0].as_f64().unwrap());
        if page[1].as_i64().unwrap() > 0 {
            grown.push(format!("{path} by {} lines", page[1]));
        }
    }
    blank.sort_by(f64::total_cmp);
    assert!(blank[blank.len() / 2] <= 0.02, "{blank:?}");
    assert!(grown.len() * 20 <= found.len(), "{grown:?}");
}

/// The number of sheets that a document takes in print.
pub fn sheets(paper: &Paper, document: &str) -> usize {
    let pdf = paper.root().join("printed.pdf");
    let to = format!("--print-to-pdf={}", pdf.display());
    chromium(&["--no-pdf-header-footer", &to, &url(&paper.root().join("public").join(document))]);
    let bytes = fs::read(&pdf).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    text.matches("/Type /Page\n").count() + text.matches("/Type /Page ").count()
}

#[test]
fn a_page_of_the_paper_is_printed_on_one_sheet() {
    for document in SAMPLE {
        assert_eq!(sheets(&PAPER, document), 1, "{document}");
    }
    for document in generated().iter().step_by(20) {
        assert_eq!(sheets(&GENERATED, document), 1, "{document}");
    }
    for size in ["broadsheet", "tabloid", "a4"] {
        let paper = Paper::copy_of(&repository());
        let settings = fs::read_to_string(repository().join("content/site.yaml")).unwrap();
        paper.put("content/site.yaml", format!("{settings}\ntheme_options: {{sheet: {size}}}\n"));
        paper.built();
        for document in ["2025-11-13.html", "2025-11-06-p2.html"] {
            assert_eq!(sheets(&paper, document), 1, "{document} on {size}");
        }
    }
}

#[test]
fn generated_pages_do_not_scroll_sideways_on_a_phone() {
    for (path, _, more) in
        on_every_page("d => d.documentElement.scrollWidth - d.documentElement.clientWidth", &[390])
    {
        assert!(more.as_i64().unwrap() <= 0, "{path}");
    }
}
