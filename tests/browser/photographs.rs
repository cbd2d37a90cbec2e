//! Which print of a photograph a browser takes, and what it shows when the photograph changes.

use jpeg_encoder::{ColorType, Encoder};
use serde_json::Value;

use super::desk::Desk;
use super::support::Paper;
use super::tabs::{Browser, Tab};

/// A photograph of one colour.
fn photograph(red: u8) -> Vec<u8> {
    let (width, height) = (2000_u16, 500_u16);
    let mut bytes = Vec::new();
    let pixels = [red, 60, 60].repeat(usize::from(width) * usize::from(height));
    Encoder::new(&mut bytes, 60).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}

/// The print that a tab shows in the place of the first picture of a text.
fn shown(tab: &Tab) -> String {
    let picture = "document.querySelector('main .picture img')";
    tab.until(&format!("{picture} && {picture}.complete && {picture}.naturalWidth > 0"));
    let Value::String(address) = tab.value(&format!("{picture}.currentSrc")) else { panic!("an address") };
    address
}

#[test]
fn a_browser_takes_the_print_that_fits_its_window_and_a_changed_photograph_is_shown_at_once() {
    let paper = Paper::of(&[("content/editions/2025-11-20/a.md", "# 题\n\n文。\n\n![图](a.jpg)\n")]);
    paper.put("content/editions/2025-11-20/a.jpg", photograph(200));
    let (browser, desk) = (Browser::open(), Desk::open(&paper, &[]));
    let open = |path: &str, width: u32| browser.tab(&format!("http://{}/{path}", desk.address), width, 900);
    for (path, window, print) in [
        ("2025-11-20/a.html", 390, "a-480."),
        ("2025-11-20/a.html", 1440, "a-960."),
        ("2025-11-20.html", 390, "a-480."),
    ] {
        let address = shown(&open(path, window));
        assert!(address.contains(print), "{path} in a window of {window}: {address}");
    }
    let tab = open("2025-11-20/a.html", 1440);
    let before = shown(&tab);
    paper.save("content/editions/2025-11-20/a.jpg", photograph(90));
    let is_another = format!("document.querySelector('main .picture img').currentSrc !== {before:?}");
    tab.until(&is_another);
    assert!(shown(&tab).contains("a-960."), "the print of the new photograph");
}
