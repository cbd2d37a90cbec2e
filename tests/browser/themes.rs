//! The sample paper in the other two themes: what holds for the broadsheet holds for the circular and the bulletin.

use std::sync::LazyLock;

use super::support::{Paper, repository};
use super::{CONTRAST, DOCUMENTS, LOADED, WIDTHS, chromium, measured_in, url};

/// The sample paper in each of the other themes, chosen by one line of `site.yaml`.
pub static THEMED: LazyLock<Vec<(&str, Paper)>> = LazyLock::new(|| {
    let in_theme = |theme: &'static str| {
        let paper = Paper::copy_of(&repository());
        let site = paper.root().join("content/site.yaml");
        let text = std::fs::read_to_string(&site).unwrap();
        paper.put("content/site.yaml", text.replace("theme: broadsheet\n", &format!("theme: {theme}\n")));
        paper.built();
        (theme, paper)
    };
    vec![in_theme("circular"), in_theme("bulletin")]
});

#[test]
fn no_document_of_another_theme_scrolls_sideways() {
    for (theme, paper) in THEMED.iter() {
        let measure = "d => [d.documentElement.scrollWidth - d.documentElement.clientWidth, d.querySelectorAll('.whole').length]";
        for (path, width, found) in measured_in(paper, &DOCUMENTS, &WIDTHS, measure, &[]) {
            assert!(found[0].as_i64().unwrap() <= 0, "{theme}: {path} at {width}: {found}");
            assert!(
                !path.starts_with("2025-11-20.") || found[1].as_u64().unwrap() > 1,
                "{theme}: {path}: {found}"
            );
        }
    }
}

#[test]
fn every_text_of_another_theme_stands_out_from_what_is_behind_it() {
    for (theme, paper) in THEMED.iter() {
        for scheme in [1, 0] {
            let setting = format!("--blink-settings=preferredColorScheme={scheme}");
            for (path, width, worst) in measured_in(paper, &DOCUMENTS, &[1440, 390], CONTRAST, &[&setting]) {
                let ratio = worst[0].as_f64().unwrap();
                assert!(
                    ratio >= 4.5,
                    "{theme}: {path} at {width}: {ratio:.2} for {} in scheme {scheme}",
                    worst[1]
                );
            }
        }
    }
}

#[test]
fn nothing_of_another_theme_is_asked_of_anyone_outside_the_folder() {
    for (theme, paper) in THEMED.iter() {
        let folder = url(&paper.root().join("public/"));
        for (path, _, loaded) in measured_in(paper, &DOCUMENTS, &[1440], LOADED, &[]) {
            let loaded = loaded.as_array().unwrap().iter();
            let outside: Vec<_> = loaded.filter(|url| !url.as_str().unwrap().starts_with(&folder)).collect();
            assert!(outside.is_empty(), "{theme}: {path}: {outside:?}");
        }
    }
}

#[test]
fn a_circular_is_printed_on_sheets_of_a4() {
    let (_, paper) = &THEMED[0];
    let pdf = paper.root().join("circular.pdf");
    let page = url(&paper.root().join("public/2025-11-20.html"));
    chromium(&[&format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer", &page]);
    let bytes = std::fs::read(pdf).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let sheet = regex::Regex::new(r"/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]").unwrap();
    assert!(sheet.find_iter(&text).count() > 2, "several sheets of A4");
}
