//! Old browsers: Chromium from 86 on reads every rule of the style sheets that a page needs.
//!
//! A browser leaves out the whole of a rule if it does not know one of its selectors.

use regex::Regex;

use crate::support::{files_in, repository};

/// Selectors that it does not know, and properties without which a box is in the wrong place.
const UNKNOWN: [&str; 9] = [
    r":is\(",
    r":where\(",
    r":not\([^()]*,",
    r"(?m)(^|[;{])\s*inset:",
    r"margin-(block|inline):",
    r"padding-(block|inline):",
    r"(?m)(^|[;{])\s*rotate:",
    r"(?m)(^|[;{])\s*translate:",
    r"(?m)(^|[;{])\s*scale:",
];

/// The style sheets of the themes, without comments.
fn sheets() -> Vec<(String, String)> {
    let comment = Regex::new(r"(?s)/\*.*?\*/").unwrap();
    let files = files_in(&repository().join("themes"));
    let sheets = files.into_iter().filter(|(path, _)| path.ends_with(".css"));
    sheets
        .map(|(path, bytes)| (path, comment.replace_all(&String::from_utf8(bytes).unwrap(), "").into_owned()))
        .collect()
}

#[test]
fn no_rule_of_a_theme_has_a_selector_that_an_old_browser_does_not_know() {
    let sheets = sheets();
    assert!(sheets.len() >= 8, "{} style sheets", sheets.len());
    for unknown in UNKNOWN.map(|pattern| Regex::new(pattern).unwrap()) {
        for (path, sheet) in &sheets {
            let found = unknown.find(sheet);
            let line = found.map(|found| sheet[..found.end()].lines().last().unwrap_or_default());
            assert_eq!(line, None, "{path}: {unknown}");
        }
    }
}

#[test]
fn what_only_new_browsers_know_stands_in_rules_of_its_own() {
    let rule = Regex::new(r"([^{};]+)\{").unwrap();
    let in_brackets = Regex::new(r"\([^()]*\)").unwrap();
    for (path, sheet) in sheets() {
        for found in rule.captures_iter(&sheet) {
            let selectors = found[1].trim();
            let is_new =
                |selector: &str| selector.contains(":has(") || selector.contains("::details-content");
            if selectors.starts_with('@') || !is_new(selectors) {
                continue;
            }
            // A comma in `:has()` divides selectors that are new as well.
            let plain =
                in_brackets.replace_all(selectors, |inner: &regex::Captures| inner[0].replace(',', " "));
            let old: Vec<&str> = plain.split(',').filter(|selector| !is_new(selector)).collect();
            assert!(old.is_empty(), "{path}: {old:?} in {selectors}");
        }
    }
}
