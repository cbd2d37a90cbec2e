//! The sample paper in the other two themes: what holds for the broadsheet holds for the circular and the bulletin.

use std::sync::LazyLock;

use super::pdf::poppler;
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

/// A circular of twelve editions, whose only text is a few lines longer each time; every other one has a note.
fn of_every_length() -> Paper {
    let paper = Paper::of(&[("content/site.yaml", "name: 区情通报\nkind: circular\n")]);
    let sentence = "为贯彻会议精神，推动各项工作落到实处，各单位要加强组织领导，细化任务分工，明确完成时限，确保如期完成。";
    for edition in 0..12_usize {
        let folder = format!("content/editions/2025-01-{:02}", edition + 1);
        let send = "distribution: {report: [市委办公室], send: [区人大常委会], issue: [各部门], copies: 90}";
        paper.put(&format!("{folder}/edition.yaml"), format!("number: {}\n{send}\n", edition + 1));
        let text: String = sentence.chars().cycle().take(300 + 47 * edition).collect();
        let paragraphs: Vec<String> =
            text.split_inclusive('。').collect::<Vec<_>>().chunks(3).map(|part| part.concat()).collect();
        let (call, note) =
            if edition % 2 == 0 { ("", "") } else { ("[^甲]", "\n\n[^甲]: 数据由住建局提供。") };
        let signed = "<div align=\"right\">\n\n区委督查室\n\n2025年1月\n\n</div>";
        let text = format!("{}。{call}\n\n{signed}{note}", paragraphs.join("\n\n"));
        paper.put(&format!("{folder}/heat.md"), format!("---\nheadline: 关于供暖工作的通报\n---\n{text}\n"));
    }
    paper.built();
    paper
}

#[test]
fn who_signs_a_circular_its_notes_and_its_foot_stand_below_its_last_lines_whatever_its_length() {
    let paper = of_every_length();
    let mut lengths = Vec::new();
    for edition in 1..=12 {
        let pdf = paper.root().join("printed.pdf");
        let page = url(&paper.root().join(format!("public/2025-01-{edition:02}.html")));
        chromium(&[&format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer", &page]);
        let text = poppler("pdftotext", &["-layout"], &pdf);
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        let last: Vec<&str> =
            pages.last().unwrap().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let at = |words: &str| last.iter().position(|line| line.contains(words));
        let signed = at("区委督查室").unwrap_or_else(|| panic!("{edition}: {last:?}"));
        assert!(signed > 0, "{edition}: {last:?}");
        assert!(at("数据由住建局").is_some() == (edition % 2 == 0), "{edition}: {last:?}");
        let foot = ["报：", "送：", "发：", "共印90份"].map(|words| at(words).unwrap());
        assert!(foot.is_sorted() && foot[0] > signed + 1, "{edition}: {last:?}");
        assert_eq!(foot[3] + 2, last.len(), "{edition}: nothing but the number is below the foot: {last:?}");
        lengths.push(pages.len());
    }
    assert!(lengths.is_sorted() && lengths[0] < lengths[11], "{lengths:?}");
}
