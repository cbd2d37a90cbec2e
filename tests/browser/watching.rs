//! What an editor sees who keeps pages open while writing.

use std::time::Duration;

use crate::desk::Desk;
use crate::support::Paper;
use crate::tabs::{Browser, Tab};

const A: &str = "content/editions/2025-11-20/a.md";

/// A story of many paragraphs, one of which contains `word`; if that one is far down, the third says that it was changed.
fn story(place: usize, word: &str) -> String {
    let paragraph = |number: usize| {
        if number == 3 && place > 3 {
            "第3段改过的，今年修路{{roads}}。".to_owned()
        } else if number == place {
            format!("第{number}段{word}，今年修路{{{{roads}}}}。")
        } else {
            format!("第{number}段，{}", "各项工作有序推进，".repeat(12))
        }
    };
    let text: Vec<String> = (0..60).map(paragraph).collect();
    format!(
        "---\nheadline: 头条\nledger: town\nimages: [{{src: lamp.png, alt: 灯}}]\n---\n{}\n",
        text.join("\n\n")
    )
}

fn picture(shade: u8) -> Vec<u8> {
    // A grey picture of one pixel: PNG would need compression, BMP does not.
    let mut bmp =
        b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0\0\0\0\0\x04\0\0\0"
            .to_vec();
    bmp.extend([0; 16]);
    bmp.extend([shade, shade, shade, 0]);
    bmp
}

fn paper() -> Paper {
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 试报\n"),
        (
            "content/ledgers/town.yaml",
            "title: 镇台账\nsource: {name: 镇报}\nfigures:\n  roads: {label: 修路, value: 12, unit: 条, window: 今年}\n",
        ),
        (A, &story(3, "原文")),
        ("content/pages/about.md", "---\nheadline: 关于\n---\n正文。\n"),
    ]);
    paper.put("content/editions/2025-11-20/lamp.png", picture(90));
    paper
}

fn open<'b>(browser: &'b Browser, desk: &Desk, path: &str) -> Tab<'b> {
    let tab = browser.tab(&format!("http://{}/{path}", desk.address), 1200, 700);
    tab.value("window.mine = 'still here'");
    tab
}

const TROUBLE: &str = "document.querySelector('lanmu-desk').shadowRoot.querySelector('.trouble')";

#[test]
fn an_open_page_follows_the_editor_and_others_stay() {
    let (paper, browser) = (paper(), Browser::open());
    let desk = Desk::open(&paper, &[]);
    let (tab, other) = (open(&browser, &desk, "2025-11-20/a.html"), open(&browser, &desk, "about.html"));

    // The paragraph is in view: the page does not scroll.
    tab.until("[...document.images].every(picture => picture.naturalWidth > 0)");
    tab.value("[...document.querySelectorAll('.body p')].find(p => p.textContent.includes('原文')).scrollIntoView({block: 'center', behavior: 'instant'})");
    let y = tab.value("scrollY");
    paper.put(A, story(3, "改过的"));
    tab.until("document.body.textContent.includes('改过的')");
    tab.value("new Promise(done => setTimeout(done, 300))");
    let in_view = "(() => { const box = [...document.querySelectorAll('.body p')].find(p => p.textContent.includes('改过的')).getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()";
    let where_it_is = "JSON.stringify([scrollY, innerHeight, [...document.querySelectorAll('.body p')].find(p => p.textContent.includes('改过的')).getBoundingClientRect()])";
    assert_eq!(tab.value(in_view), true, "{}", tab.value(where_it_is));
    assert_eq!(tab.value("scrollY"), y, "the page did not move");
    assert_eq!(tab.value("window.mine"), "still here", "nor was it loaded again");

    // The paragraph is far down: the page scrolls there.
    paper.put(A, story(55, "改过的"));
    let far = in_view.replace("改过的", "第55段改过的");
    tab.until(&format!("document.body.textContent.includes('第55段改过的') && {far}"));

    // Errors cover the last good page, as text, and disappear with the next good save.
    paper.put(A, story(55, "{{<img src=x onerror=\"window.stung = 1\">}}{{road}}"));
    tab.until(TROUBLE);
    let said = tab.value(&format!("{TROUBLE}.textContent")).as_str().unwrap().to_owned();
    assert!(said.contains(&format!("{A}:")) && said.contains("是不是想写 `roads`"), "{said}");
    assert_eq!(tab.value("window.stung === undefined && document.querySelector('lanmu-desk').shadowRoot.querySelector('img') === null"), true);
    assert_eq!(
        tab.value("document.body.textContent.includes('第55段改过的')"),
        true,
        "the last good page is under it"
    );
    assert_eq!(other.value(&format!("!!{TROUBLE}")), true, "what is wrong is told on every page");
    paper.put(A, story(55, "修好的"));
    tab.until(&format!("!{TROUBLE} && document.body.textContent.includes('修好的')"));
    other.until(&format!("!{TROUBLE}"));

    assert_eq!(other.value("window.mine"), "still here", "a page that nothing changed is not loaded again");
    assert_eq!(
        other.value(
            "performance.getEntriesByType('resource').filter(one => one.name === location.href).length"
        ),
        0
    );
}

#[test]
fn style_sheets_and_pictures_change_in_place() {
    let (paper, browser) = (paper(), Browser::open());
    paper.put("content/theme/paper.css", "body { outline: 1px solid rgb(1, 2, 3) }\n");
    let desk = Desk::open(&paper, &[]);
    let tab = open(&browser, &desk, "2025-11-20/a.html");
    tab.value("scrollTo({top: 900, behavior: 'instant'})");
    let y = tab.value("scrollY");
    paper.put("content/theme/paper.css", "body { outline: 1px solid rgb(4, 5, 6) }\n");
    tab.until("getComputedStyle(document.body).outlineColor === 'rgb(4, 5, 6)'");
    assert_eq!((tab.value("window.mine"), tab.value("scrollY")), ("still here".into(), y));

    let before = tab.value("document.querySelector('.body img').src");
    std::thread::sleep(Duration::from_millis(20));
    paper.put("content/editions/2025-11-20/lamp.png", picture(200));
    tab.until(&format!("document.querySelector('.body img').src !== {before}"));
    assert_eq!(tab.value("window.mine"), "still here");
}

#[test]
fn the_margin_stands_beside_the_page_and_tells_where_figures_come_from() {
    let (paper, browser) = (paper(), Browser::open());
    let noted = story(3, "原文") + "\n[^1]: 没有人引的脚注\n";
    paper.put(A, noted);
    let desk = Desk::open(&paper, &[]);
    let tab = open(&browser, &desk, "2025-11-20/a.html");
    let shadow = "document.querySelector('lanmu-desk').shadowRoot";
    tab.until(&format!("{shadow}.querySelector('.count')"));
    let count = tab.value(&format!("{shadow}.querySelector('.count').textContent"));
    assert!(count.as_str().unwrap().contains("版面约容"), "{count}");
    tab.value("document.querySelector('.body a.figure').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))");
    let tip = tab.value(&format!("{shadow}.querySelector('.tip').textContent"));
    for word in ["修路", "12", "今年", "镇台账", "镇报"] {
        assert!(tip.as_str().unwrap().contains(word), "{tip}");
    }
    let page = open(&browser, &desk, "2025-11-20.html");
    page.until(&format!("{shadow}.querySelector('.count.over')"));
}

#[test]
fn a_note_marks_its_words_and_covers_none_and_the_list_leads_to_them() {
    let (paper, browser) = (paper(), Browser::open());
    paper.put(A, story(3, "原文") + "\n报名费,不收。\n");
    let desk = Desk::open(&paper, &[]);
    let shadow = "document.querySelector('lanmu-desk').shadowRoot";
    for width in [800, 1200] {
        let tab = browser.tab(&format!("http://{}/2025-11-20/a.html", desk.address), width, 700);
        tab.until(&format!("{shadow}.querySelector('.note')"));
        let marked = "[...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map(String))";
        assert_eq!(
            tab.value(&format!("{marked}.some(words => words.includes(','))")),
            true,
            "{}",
            tab.value(marked)
        );
        let covered = format!(
            "[...{shadow}.querySelectorAll('.note')].some(note => {{
                const one = note.getBoundingClientRect(), range = document.createRange();
                return [...document.querySelectorAll('.body p')].some(p => {{
                    range.selectNodeContents(p);
                    return [...range.getClientRects()].some(r => r.right > one.left + 1 && r.left < one.right && r.bottom > one.top && r.top < one.bottom);
                }});
            }})"
        );
        assert_eq!(tab.value(&covered), false, "a note lies over the text at {width}");
        tab.value(&format!("{shadow}.querySelector('button.bar').click()"));
        tab.until(&format!("{shadow}.querySelector('.list a')"));
        tab.value(&format!("{shadow}.querySelector('.list a').click()"));
        tab.until(&format!("{shadow}.querySelector('.note.here') && CSS.highlights.has('lanmu-here')"));
    }
}

#[test]
fn a_page_that_was_renamed_says_where_it_may_be() {
    let (paper, browser) = (paper(), Browser::open());
    let desk = Desk::open(&paper, &[]);
    let tab = open(&browser, &desk, "2025-11-20/a.html");
    paper.remove(A);
    paper.put("content/editions/2025-11-20/ab.md", story(3, "原文"));
    let bar = "document.querySelector('lanmu-desk').shadowRoot.querySelector('.bar')";
    tab.until(&format!(
        "{bar} && [...{bar}.querySelectorAll('a')].some(link => link.href.endsWith('/2025-11-20/ab.html'))"
    ));
}

#[test]
fn a_page_that_is_not_there_waits_for_it() {
    let (paper, browser) = (paper(), Browser::open());
    let desk = Desk::open(&paper, &[]);
    let tab = open(&browser, &desk, "2025-11-20/new.html");
    tab.value("new Promise(done => setTimeout(done, 500))");
    assert_eq!(tab.value("window.mine"), "still here", "it does not load itself again and again");
    paper.put("content/editions/2025-11-20/new.md", "---\nheadline: 新来的\n---\n正文。\n");
    tab.until("document.body.textContent.includes('新来的')");
}

#[test]
fn a_page_of_a_desk_that_ended_says_so_and_finds_the_next() {
    let (paper, browser) = (paper(), Browser::open());
    let desk = Desk::open(&paper, &[]);
    let (address, port) = (desk.address.clone(), desk.address.rsplit(':').next().unwrap().to_owned());
    let tab = browser.tab(&format!("http://{address}/2025-11-20/a.html"), 1200, 700);
    drop(desk);
    tab.until("document.querySelector('lanmu-desk').shadowRoot.textContent.includes('预览断开了')");
    paper.put(A, story(3, "重开"));
    let _again = Desk::open(&paper, &["--port", &port]);
    tab.until("document.body.textContent.includes('重开')");
}
