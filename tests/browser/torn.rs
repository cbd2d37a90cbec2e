//! Justified lines: what is bound together goes to the next line as a whole, and no line before it is torn apart; no last line is a
//! single character.

use super::pages::{DESIGN, GENERATED, generated};
use super::papers::OTHERS;
use super::support::Paper;
use super::{DOCUMENTS, PAPER, measured_in};

/// The number of a document's lines; the justified ones in which a character takes more than one and a quarter of its width; the last
/// lines of a single character; and the lines in which a Chinese character is as wide, because only the joints beside these and after
/// spaces share the room of a line.
const TORN: &str = "(d, w) => {
    const chinese = /[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]/;
    const joints = text => [...text].filter((after, at) => at && (chinese.test(after) || /\\s/.test(text[at - 1]) || chinese.test(text[at - 1]))).length;
    const torn = [], alone = [], wide = [], context = d.createElement('canvas').getContext('2d'), range = d.createRange();
    let all = 0;
    for (const e of d.querySelectorAll('main :is(p, li)')) {
        const style = w.getComputedStyle(e), size = parseFloat(style.fontSize);
        const walk = d.createTreeWalker(e, NodeFilter.SHOW_TEXT), lines = [];
        while (walk.nextNode()) {
            const node = walk.currentNode;
            if (node.parentElement.closest('p, li') !== e) continue;
            for (let at = 0; at < node.length; at++) {
                range.setStart(node, at); range.setEnd(node, at + 1);
                const box = [...range.getClientRects()].pop();
                if (!box || !box.width) continue;
                const last = lines[lines.length - 1], middle = (box.top + box.bottom) / 2;
                const isFull = node.parentElement.matches('.paired') && box.width > .75 * size;
                if (last && Math.abs(last.middle - middle) < 9 && box.left >= last.right - 9) {
                    last.text += node.data[at]; last.right = box.right; last.isFull ||= isFull && last.text.length < 6;
                } else lines.push({text: node.data[at], left: box.left, right: box.right, middle, isFull});
            }
        }
        const end = lines.length > 1 && lines[lines.length - 1].text.replace(/[，。：；！？…”’）》\\s]/g, '');
        if (end && [...end].length < 2 && !e.closest('.index, .meta') && !e.querySelector('br, .back')) alone.push(e.textContent);
        if (style.textAlign !== 'justify') { all += lines.length; continue; }
        context.font = style.fontSize + ' ' + style.fontFamily;
        lines.slice(0, -1).forEach((line, at) => {
            all++;
            const room = line.right - line.left - context.measureText(line.text).width;
            const shared = joints(line.text.trim());
            // Chromium may leave a mark near the head of the next line at its full width, which had room in this one at half of it.
            const mayFit = !lines[at + 1].isFull;
            if (mayFit && line.text.length > 1 && room / (line.text.length - 1) / size > .25) torn.push(line.text);
            else if (shared && room / shared / size > .25) wide.push(line.text);
        });
    }
    return [all, torn, alone, wide];
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

/// Lines of some documents.
#[derive(Default)]
struct Lines {
    number: usize,
    /// What is wrong.
    faults: Vec<String>,
    /// What is wrong where a browser leaves a mark at its full width.
    wide: Vec<String>,
}

impl Lines {
    fn measure(&mut self, paper: &Paper, documents: &[&str], widths: &[u32], measure: &str) {
        for (path, width, lines) in measured_in(paper, documents, widths, measure, &[]) {
            self.number += usize::try_from(lines[0].as_u64().unwrap()).unwrap();
            let told = |place: usize, what: &str| -> Vec<String> {
                let lines = lines[place].as_array().unwrap().iter();
                lines.map(|line| format!("{path} at {width}: {line} {what}")).collect()
            };
            self.faults.extend(told(1, "is torn apart"));
            self.faults.extend(told(2, "ends in a single character"));
            self.wide.extend(told(3, "is wide"));
        }
    }
}

#[test]
fn no_justified_line_is_torn_apart_and_no_last_line_is_a_single_character() {
    let generated = generated();
    let generated: Vec<&str> = generated.iter().map(String::as_str).collect();
    let public = PAPER.public();
    let is_of_an_edition = |path: &&str| path.starts_with("2025-") && path.ends_with(".html");
    let sample: Vec<&str> = public.keys().map(String::as_str).filter(is_of_an_edition).collect();
    let on_paper = TORN_ON_PAPER.replace("return TORN", &format!("return ({TORN})"));

    let mut lines = Lines::default();
    for (paper, documents, widths, measure) in [
        (&*PAPER, DOCUMENTS.as_slice(), &[DESIGN, 390][..], TORN),
        (&PAPER, &sample, &[DESIGN, 390], TORN),
        (&PAPER, &sample, &[DESIGN], &on_paper),
        (&GENERATED, &generated, &[DESIGN, 390], TORN),
        (&GENERATED, &generated, &[DESIGN], &on_paper),
    ] {
        lines.measure(paper, documents, widths, measure);
    }
    for other in OTHERS.iter() {
        let documents: Vec<&str> = other.pages.iter().chain(&other.stories).map(String::as_str).collect();
        lines.measure(&other.paper, &documents, &[DESIGN, 390], TORN);
        lines.measure(&other.paper, &documents, &[DESIGN], &on_paper);
    }
    let Lines { number, faults, wide } = lines;
    assert!(number > 40_000, "{number} lines");
    assert!(faults.is_empty(), "{} of {number}:\n{}", faults.len(), faults.join("\n"));
    assert!(wide.len() * 3000 <= number, "{} of {number}:\n{}", wide.len(), wide.join("\n"));
}
