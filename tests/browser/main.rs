//! What a reader sees: the sample paper in headless Chromium, at the widths of a desktop, a tablet and a phone.
//!
//! Each test opens documents in frames of a probe page, which measures them and prints its results as JSON. Screenshots go to
//! `tests/screenshots/`. `LANMU_BLESS=1` updates the picture in the README.

#![allow(unreachable_pub, reason = "nothing of a test is public")]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may fail, and make their own files"
)]

#[path = "../support.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use support::{Paper, repository};

mod bundle;
mod charts;
mod colours;
mod cuts;
#[path = "../watch/desk.rs"]
#[allow(dead_code, reason = "shared with the tests of watch mode")]
mod desk;
mod dice;
#[path = "../font_file/mod.rs"]
#[allow(dead_code, reason = "shared with the tests of fonts")]
mod font_file;
mod fonts;
mod frames;
mod heads;
#[path = "../bench/newspaper/mod.rs"]
#[allow(dead_code, reason = "shared with the benchmarks")]
mod newspaper;
mod pages;
mod papers;
mod pdf;
mod photographs;
mod search;
mod search_speed;
mod sheets;
mod tablet;
mod tabs;
mod themes;
mod torn;
mod watching;
mod wide;
mod widows;

static PAPER: LazyLock<Paper> = LazyLock::new(|| {
    let paper = Paper::copy_of(&repository());
    paper.built();
    paper
});

const WIDTHS: [u32; 3] = [1440, 1024, 390];

const DOCUMENTS: [&str; 16] = [
    "index.html",
    "2025-11-20.html",
    "2025-11-13.html",
    "2025-11-06.html",
    "2025-11-06-p2.html",
    "2025-11-20/four-dimensions.html",
    "2025-11-13/first-topic.html",
    "columns/minsheng.html",
    "ledgers/lanzhou.html",
    "ledgers/index.html",
    "programmes.html",
    "guide.html",
    "charts.html",
    "exhibits.html",
    "ledgers/chenguang.html",
    "search.html?q=干部",
];

/// Chromium, run for one task, with a profile of its own and without network access.
fn chromium(arguments: &[&str]) -> String {
    String::from_utf8(run_chromium(arguments).stdout).unwrap()
}

/// What Chromium prints on both streams.
fn run_chromium(arguments: &[&str]) -> std::process::Output {
    let profile = tempfile::tempdir().unwrap();
    Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--hide-scrollbars",
        ])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .output()
        .expect("Chromium is installed")
}

fn url(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Opens each document of the sample paper at each width and collects the results of `measure`, a function of its document and
/// window.
fn measured(measure: &str, extra: &[&str]) -> Vec<(String, u32, Value)> {
    measured_in(&PAPER, &DOCUMENTS, &WIDTHS, measure, extra)
}

fn measured_in(
    paper: &Paper,
    documents: &[&str],
    widths: &[u32],
    measure: &str,
    extra: &[&str],
) -> Vec<(String, u32, Value)> {
    measured_below(paper, "public", documents, widths, measure, extra)
}

/// The same for documents in some folder of the paper.
fn measured_below(
    paper: &Paper,
    folder: &str,
    documents: &[&str],
    widths: &[u32],
    measure: &str,
    extra: &[&str],
) -> Vec<(String, u32, Value)> {
    let documents = serde_json::to_string(documents).unwrap();
    let widths = serde_json::to_string(widths).unwrap();
    let probe = format!(
        "<!doctype html><meta charset=utf-8><body><script>
        const measure = {measure};
        const found = [];
        (async () => {{
            for (const path of {documents}) for (const width of {widths}) {{
                const frame = document.createElement('iframe');
                frame.width = width; frame.height = 1000; frame.src = encodeURI('{folder}/' + path);
                document.body.append(frame);
                await new Promise(done => frame.onload = done);
                found.push([path, width, await measure(frame.contentDocument, frame.contentWindow)]);
                frame.remove();
            }}
            document.body.textContent = 'BEGIN~' + btoa(unescape(encodeURIComponent(JSON.stringify(found)))) + '~';
        }})();
        </script>"
    );
    let name = format!("probe-{:?}.html", std::thread::current().id()).replace(['(', ')'], "-");
    paper.put(&name, probe);
    let mut arguments = vec!["--allow-file-access-from-files", "--virtual-time-budget=120000", "--dump-dom"];
    arguments.extend(extra);
    let address = url(&paper.root().join(name));
    arguments.push(&address);
    let dom = chromium(&arguments);
    // No letter of base64.
    let encoded =
        dom.split("BEGIN~").nth(1).and_then(|rest| rest.split('~').next()).expect("the probe reported");
    serde_json::from_slice(&base64(encoded)).unwrap()
}

fn base64(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        let value = alphabet.iter().position(|letter| *letter == byte).unwrap();
        bits = (bits << 6) | u32::try_from(value).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held).to_le_bytes()[0]);
        }
    }
    bytes
}

#[test]
fn no_document_scrolls_sideways() {
    let wide = measured("d => d.documentElement.scrollWidth - d.documentElement.clientWidth", &[]);
    assert_eq!(wide.len(), DOCUMENTS.len() * WIDTHS.len());
    let wrong: Vec<_> = wide.iter().filter(|(.., more)| more.as_i64().unwrap() > 0).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// The lowest contrast between any text and its background, by WCAG's formula, and where it occurs.
const CONTRAST: &str = "(d, w) => {
    const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return {r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1}; };
    const lum = c => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
        return .2126 * f(c.r) + .7152 * f(c.g) + .0722 * f(c.b); };
    let worst = [21, ''];
    const walk = d.createTreeWalker(d.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        if (!walk.currentNode.data.trim()) continue;
        const e = walk.currentNode.parentElement;
        const r = e.getBoundingClientRect();
        if (r.width < 2 || r.height < 2) continue;
        let b = e, back = parse('rgb(255,255,255)');
        while (b) { const c = parse(w.getComputedStyle(b).backgroundColor); if (c.a > .99) { back = c; break; } b = b.parentElement; }
        const style = w.getComputedStyle(e);
        const on = e.ownerSVGElement && (e.classList.contains('inside') ? '.c' + [...e.classList].find(c => /^on/.test(c)).slice(2)
            : e.classList.contains('number') ? '.station' : null);
        if (on) back = parse(w.getComputedStyle(e.ownerSVGElement.querySelector(on)).fill);
        const [x, y] = [lum(parse(e.ownerSVGElement ? style.fill : style.color)), lum(back)];
        const ratio = (Math.max(x, y) + .05) / (Math.min(x, y) + .05);
        if (ratio < worst[0]) worst = [ratio, e.tagName + '.' + e.className + ': ' + walk.currentNode.data.slice(0, 20)];
    }
    return worst;
}";

#[test]
fn every_text_stands_out_from_what_is_behind_it() {
    for scheme in [1, 0] {
        let setting = format!("--blink-settings=preferredColorScheme={scheme}");
        for (path, width, worst) in measured(CONTRAST, &[&setting]) {
            let ratio = worst[0].as_f64().unwrap();
            assert!(ratio >= 4.5, "{path} at {width}: {ratio:.2} for {} in scheme {scheme}", worst[1]);
        }
    }
}

#[test]
fn dark_is_dark_and_light_is_light() {
    let measure = "(d, w) => w.getComputedStyle(d.querySelector('.sheet')).backgroundColor";
    let shade = |scheme: u8| {
        let setting = format!("--blink-settings=preferredColorScheme={scheme}");
        measured(measure, &[&setting])[0].2.as_str().unwrap().to_owned()
    };
    assert_ne!(shade(0), shade(1));
}

#[test]
fn headlines_fall_in_size_with_rank() {
    let sizes = "(d, w) => [...d.querySelectorAll('.page-body .headline')].map(h => parseFloat(w.getComputedStyle(h).fontSize))";
    let mut pages = 0;
    for (path, width, sizes) in measured(sizes, &[]) {
        let sizes: Vec<f64> = sizes.as_array().unwrap().iter().map(|size| size.as_f64().unwrap()).collect();
        assert!(sizes.is_sorted_by(|a, b| a >= b), "{path} at {width}: {sizes:?}");
        if sizes.len() > 1 {
            assert!(sizes[0] > *sizes.last().unwrap(), "{path} at {width}: {sizes:?}");
            pages += 1;
        }
    }
    assert!(pages >= 9, "{pages} pages had more than one headline");
}

#[test]
fn large_type_needs_no_script() {
    let grow = "(d, w) => { const before = w.getComputedStyle(d.querySelector('main')).fontSize;
        d.querySelector('#type-huge').checked = true;
        return [parseFloat(before), parseFloat(w.getComputedStyle(d.querySelector('main')).fontSize),
            d.documentElement.scrollWidth - d.documentElement.clientWidth,
            d.querySelectorAll('script:not([src]):not([type=\"application/ld+json\"])').length]; }";
    for (path, width, found) in measured(grow, &[]) {
        assert!(found[1].as_f64().unwrap() > found[0].as_f64().unwrap() * 1.3, "{path}: {found}");
        assert!(found[2].as_i64().unwrap() <= 0, "{path} at {width} scrolls sideways in huge type");
        assert_eq!(found[3], 0, "{path} has a script of its own");
    }
}

/// Everything that a document loads: what its elements and styles refer to, and what the browser reports as fetched.
const LOADED: &str = "(d, w) => [
    ...[...d.querySelectorAll('[src]')].map(e => e.src),
    ...[...d.querySelectorAll('link[rel=stylesheet], link[rel=icon], link[rel=preload]')].map(l => l.href),
    ...[...d.styleSheets].flatMap(s => [...s.cssRules]).flatMap(r => [...r.cssText.matchAll(/url\\([\"']?([^)\"']+)/g)]).map(m => m[1]),
    ...w.performance.getEntriesByType('resource').map(e => e.name),
]";

#[test]
fn nothing_is_asked_of_anyone_outside_the_folder() {
    let folder = url(&PAPER.root().join("public/"));
    for (path, _, loaded) in measured(LOADED, &[]) {
        let loaded: Vec<&str> = loaded.as_array().unwrap().iter().map(|url| url.as_str().unwrap()).collect();
        assert!(loaded.len() >= 2, "{path} loads nothing, not even its style sheet");
        let outside: Vec<_> = loaded.iter().filter(|url| !url.starts_with(&folder)).collect();
        assert!(outside.is_empty(), "{path}: {outside:?}");
    }
}

#[test]
fn every_picture_is_shown() {
    let broken = "d => [...d.images].filter(i => i.loading !== 'lazy' ? !i.naturalWidth : false).map(i => i.src)
        .concat([...d.querySelectorAll('link[rel=stylesheet]:not([media])')].filter(l => !l.sheet).map(l => l.href))";
    for (path, _, broken) in measured(broken, &[]) {
        assert!(broken.as_array().unwrap().is_empty(), "{path}: {broken}");
    }
}

#[test]
fn screenshots_are_taken_for_the_eye() {
    let folder = repository().join("tests/screenshots");
    fs::create_dir_all(&folder).unwrap();
    let shot = |document: &str, width: u32, height: u32, to: &Path| {
        let page = url(&PAPER.root().join("public").join(document));
        chromium(&[
            &format!("--window-size={width},{height}"),
            &format!("--screenshot={}", to.display()),
            &page,
        ]);
        assert!(fs::metadata(to).unwrap().len() > 20_000, "{document} at {width} came out empty");
    };
    for document in DOCUMENTS {
        for width in [1440, 500] {
            let name = format!("{}-{width}.png", document.replace('/', "-").trim_end_matches(".html"));
            shot(document, width, 2000, &folder.join(name));
        }
    }
    if std::env::var_os("LANMU_BLESS").is_some() {
        shot("index.html", 1280, 960, &repository().join("tests/browser/front.png"));
    }
}
