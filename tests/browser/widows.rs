//! The heads of columns: none is the last line of a paragraph that fills less than a third of it.

use super::pages::{DESIGN, on_every_page};

/// The columns after the first of every text; how much of its width each last line fills that begins one, and its end.
const WIDOWS: &str = "(d, w) => {
    let all = 0;
    const found = [];
    for (const text of d.querySelectorAll('.page-body .body')) {
        const style = w.getComputedStyle(text), line = parseFloat(style.lineHeight);
        if (!(+style.columnCount > 1)) continue;
        all += +style.columnCount - 1;
        for (const p of text.querySelectorAll(':scope > p')) {
            const parts = [...p.getClientRects()], last = parts[parts.length - 1];
            if (parts.length < 2 || Math.round(last.height / line) !== 1) continue;
            const range = d.createRange();
            range.selectNodeContents(p);
            const boxes = [...range.getClientRects()].filter(box => box.left > last.left - 2 && box.top > last.top - 5);
            const right = Math.max(...boxes.map(box => box.right));
            found.push([(right - last.left) / last.width, p.textContent.slice(-20)]);
        }
    }
    return [all, found];
}";

#[test]
fn no_column_begins_with_less_than_a_third_of_a_line() {
    let (mut columns, mut whole, mut short) = (0_usize, 0, Vec::new());
    for (path, _, found) in on_every_page(WIDOWS, &[DESIGN]) {
        columns += usize::try_from(found[0].as_u64().unwrap()).unwrap();
        for widow in found[1].as_array().unwrap() {
            whole += 1;
            if widow[0].as_f64().unwrap() <= 0.32 {
                short.push(format!("{path}: {widow}"));
            }
        }
    }
    // Of a thousand paragraphs, some six have a line more or less than was computed.
    assert!(short.len() * 500 <= columns, "{}", short.join("\n"));
    assert!(columns > 1000 && whole > 20, "{whole} of {columns} columns begin with a longer last line");
}
