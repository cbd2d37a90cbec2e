//! Justified lines: what is bound together goes to the next line as a whole, and no line before it is torn apart.

use super::pages::{DESIGN, GENERATED, SAMPLE, generated};
use super::{DOCUMENTS, PAPER, measured_in};

/// The justified lines of a document in which a character takes more than one and a quarter of its width, and the number of all.
const TORN: &str = "(d, w) => {
    const torn = [], context = d.createElement('canvas').getContext('2d'), range = d.createRange();
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
        if (style.textAlign !== 'justify') { all += lines.length; continue; }
        context.font = style.fontSize + ' ' + style.fontFamily;
        lines.slice(0, -1).forEach(line => {
            all++;
            const room = line.right - line.left - context.measureText(line.text).width;
            if (line.text.length > 1 && room / (line.text.length - 1) / size > .25) torn.push(line.text);
        });
    }
    return [all, torn];
}";

#[test]
fn no_justified_line_is_torn_apart() {
    let generated = generated();
    let generated: Vec<&str> = generated.iter().map(String::as_str).collect();
    let public = PAPER.public();
    let stories: Vec<&str> = public
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("2025-") && path.contains('/') && path.ends_with(".html"))
        .collect();
    let mut sample = measured_in(&PAPER, &SAMPLE, &[DESIGN, 390], TORN, &[]);
    sample.extend(measured_in(&PAPER, &DOCUMENTS, &[DESIGN, 390], TORN, &[]));
    sample.extend(measured_in(&PAPER, &stories, &[DESIGN, 390], TORN, &[]));
    let torn: Vec<_> =
        sample.iter().filter(|(_, _, lines)| !lines[1].as_array().unwrap().is_empty()).collect();
    assert!(torn.is_empty(), "{torn:?}");

    // A browser moves a character down from the first of two lines rather than leave one alone on the second.
    let found = measured_in(&GENERATED, &generated, &[DESIGN, 390], TORN, &[]);
    let all: u64 = found.iter().map(|(_, _, lines)| lines[0].as_u64().unwrap()).sum();
    let torn: Vec<_> = found.iter().flat_map(|(_, _, lines)| lines[1].as_array().unwrap()).collect();
    assert!(all > 10_000, "{all} lines");
    assert!(torn.len() as u64 * 500 <= all, "{} of {all}: {torn:?}", torn.len());
}
