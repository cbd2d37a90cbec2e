//! Light and dark: what the reader chooses is kept, and rules over what the system asks for.

use serde_json::json;

use super::tabs::{Browser, Tab};
use super::themes::THEMED;
use super::{PAPER, url};

/// Makes each page tell the colour of its paper when it is first painted.
const AT_FIRST: &str = "requestAnimationFrame(() => {
    window.atFirst = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
})";

/// Whether a page is dark. Its button comes to say so, too.
fn is_dark(tab: &Tab) -> bool {
    let dark = "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim() === '#191816'";
    let pressed = "document.querySelector('[data-tool=dark]').ariaPressed === 'true'";
    tab.until(&format!("document.readyState === 'complete' && window.atFirst && {pressed} === ({dark})"));
    tab.value(dark) == json!(true)
}

/// Loads the page again.
fn again(tab: &Tab) {
    tab.value("window.old = true, location.reload()");
    tab.until("!window.old && document.readyState === 'complete' && window.atFirst");
}

fn system(tab: &Tab, colours: &str, media: &str) {
    let features = json!([{"name": "prefers-color-scheme", "value": colours}]);
    tab.tell("Emulation.setEmulatedMedia", &json!({"media": media, "features": features}));
}

#[test]
fn the_chosen_colours_are_kept_without_a_flash_and_paper_stays_white() {
    let browser = Browser::open();
    let papers = THEMED.iter().map(|(theme, paper)| (*theme, paper)).chain([("broadsheet", &*PAPER)]);
    for (theme, paper) in papers {
        let page = url(&paper.root().join("public/2025-11-20/four-dimensions.html"));
        let tab = browser.opened("about:blank", 1440, 900);
        tab.tell("Page.enable", &json!({}));
        tab.tell("Page.addScriptToEvaluateOnNewDocument", &json!({"source": AT_FIRST}));
        system(&tab, "light", "");
        tab.tell("Page.navigate", &json!({"url": page}));
        tab.until("location.protocol === 'file:'");
        tab.value("localStorage.clear()");
        assert!(!is_dark(&tab), "{theme}: the system is light");
        system(&tab, "dark", "");
        assert!(is_dark(&tab), "{theme}: the system turned dark");
        system(&tab, "light", "");
        let press = "document.querySelector('[data-tool=dark]').click()";
        tab.value(press);
        assert!(is_dark(&tab), "{theme}: the reader chose dark");
        again(&tab);
        assert!(is_dark(&tab), "{theme}: the choice is kept");
        assert_eq!(tab.value("window.atFirst"), "#191816", "{theme}: nothing flashes");
        system(&tab, "light", "print");
        let on_paper = "getComputedStyle(document.body).getPropertyValue('--paper').trim()";
        assert_eq!(tab.value(on_paper), "#fff", "{theme}: paper is white");
        system(&tab, "dark", "");
        tab.value(press);
        assert!(!is_dark(&tab), "{theme}: light against the system");
        again(&tab);
        assert_eq!((is_dark(&tab), tab.value("window.atFirst") == "#191816"), (false, false), "{theme}");
        tab.value(press);
        assert_eq!(tab.value("localStorage.getItem('lanmu-colours')"), json!(null), "{theme}: as the system");
    }
}
