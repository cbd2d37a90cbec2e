//! Justified lines: what is bound together goes to the next line as a whole, and no line before it is torn apart; no last line is a
//! single character.

use super::pages::{DESIGN, GENERATED, generated};
use super::support::Paper;
use super::{DOCUMENTS, PAPER, measured_in};

/// The number of a document's lines; the justified ones in which a character takes more than one and a quarter of its width; and the
/// last lines of a single character.
const TORN: &str = "(d, w) => {
    const torn = [], alone = [], context = d.createElement('canvas').getContext('2d'), range = d.createRange();
    let all = 0;
    for (const e of d.querySelectorAll('main :is(p, li)')) {
        const walk = d.createTreeWalker(e, NodeFilter.SHOW_TEXT), lines = [];
        while (walk.nextNode()) {
            const node = walk.currentNode;
            if (node.parentElement.closest('p, li') !== e) continue;
            for (let at = 0; at < node.length; at++) {
                range.setStart(node, at); range.setEnd(node, at + 1);
                const box = [...range.getClientRects()].pop();
                if (!box || !box.width) continue;
                const last = lines[lines.length - 1], middle = (box.top + box.bottom) / 2;
                if (last && Math.abs(last.middle - middle) < 9 && box.left >= last.right - 9) {
                    last.text += node.data[at]; last.right = box.right;
                } else lines.push({text: node.data[at], left: box.left, right: box.right, middle});
            }
        }
        const style = w.getComputedStyle(e), size = parseFloat(style.fontSize);
        const end = lines.length > 1 && lines[lines.length - 1].text.replace(/[，。：；！？…”’）》\\s]/g, '');
        if (end && [...end].length < 2 && !e.closest('.index, .meta') && !e.querySelector('br, .back')) alone.push(e.textContent);
        if (style.textAlign !== 'justify') { all += lines.length; continue; }
        context.font = style.fontSize + ' ' + style.fontFamily;
        lines.slice(0, -1).forEach(line => {
            all++;
            const room = line.right - line.left - context.measureText(line.text).width;
            if (line.text.length > 1 && room / (line.text.length - 1) / size > .25) torn.push(line.text);
        });
    }
    return [all, torn, alone];
}";

/// The same on paper: the print rules of the style sheets are applied on the screen, at one dot a pixel.
const TORN_ON_PAPER: &str = "(d, w) => {
    const hold = owner => {
        if (/print/.test(owner.media.mediaText)) owner.media.mediaText = 'all';
        else if (/screen/.test(owner.media.mediaText)) owner.media.mediaText = 'not all';
    };
    for (const sheet of d.styleSheets) {
        hold(sheet);
        for (const rule of sheet.cssRules) if (rule.media) hold(rule);
    }
    return TORN(d, w);
}";

/// The number of lines of some documents, and what is wrong with them.
fn torn(paper: &Paper, documents: &[&str], widths: &[u32], measure: &str) -> (u64, Vec<String>) {
    let (mut all, mut wrong) = (0, Vec::new());
    for (path, width, lines) in measured_in(paper, documents, widths, measure, &[]) {
        all += lines[0].as_u64().unwrap();
        for (place, what) in [(1, "is torn apart"), (2, "ends in a single character")] {
            let lines = lines[place].as_array().unwrap();
            wrong.extend(lines.iter().map(|line| format!("{path} at {width}: {line} {what}")));
        }
    }
    (all, wrong)
}

#[test]
fn no_justified_line_is_torn_apart_and_no_last_line_is_a_single_character() {
    let generated = generated();
    let generated: Vec<&str> = generated.iter().map(String::as_str).collect();
    let public = PAPER.public();
    let is_of_an_edition = |path: &&str| path.starts_with("2025-") && path.ends_with(".html");
    let sample: Vec<&str> = public.keys().map(String::as_str).filter(is_of_an_edition).collect();
    let on_paper = TORN_ON_PAPER.replace("return TORN", &format!("return ({TORN})"));

    let (mut all, mut wrong) = (0, Vec::new());
    for (paper, documents, widths, measure) in [
        (&*PAPER, DOCUMENTS.as_slice(), &[DESIGN, 390][..], TORN),
        (&PAPER, &sample, &[DESIGN, 390], TORN),
        (&PAPER, &sample, &[DESIGN], &on_paper),
        (&GENERATED, &generated, &[DESIGN, 390], TORN),
        (&GENERATED, &generated, &[DESIGN], &on_paper),
    ] {
        let (lines, found) = torn(paper, documents, widths, measure);
        all += lines;
        wrong.extend(found);
    }
    assert!(all > 40_000, "{all} lines");
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}
