//! The outlines of a made font as PostScript writes them: in the first and in the second Compact Font Format.

use super::{HEIGHT, SIDES, foot, long, short};

/// The operators of dictionaries that lead elsewhere.
const CHAR_STRINGS: &[u8] = &[17];
const PRIVATE: &[u8] = &[18];
const FONTS: &[u8] = &[12, 36];

/// The table `CFF `.
pub(super) fn first(count: usize) -> Vec<u8> {
    let name = index(&short(1), &[b"Bars".to_vec()]);
    let (no_strings, no_routines) = (short(0), short(0));
    let glyphs = (0..count).map(|glyph| [bar(glyph), vec![14]].concat()).collect::<Vec<_>>();
    let glyphs = index(&short(count), &glyphs);
    let top = |at: usize| {
        let end = at + glyphs.len();
        index(&short(1), &[[leads(&[at], CHAR_STRINGS), leads(&[0, end], PRIVATE)].concat()])
    };
    let start = 4 + name.len() + top(0).len() + no_strings.len() + no_routines.len();
    [&[1, 0, 4, 4], &*name, &top(start), &no_strings, &no_routines, &glyphs].concat()
}

/// The table `CFF2`.
pub(super) fn second(count: usize) -> Vec<u8> {
    let glyphs: Vec<Vec<u8>> = (0..count).map(bar).collect();
    let (no_routines, glyphs) = (long(0), index(&long(count), &glyphs));
    let fonts = |end: usize| index(&long(1), &[leads(&[0, end], PRIVATE)]);
    let top = |at: usize| [leads(&[at], CHAR_STRINGS), leads(&[at + glyphs.len()], FONTS)].concat();
    let start = 5 + top(0).len() + no_routines.len();
    let end = start + glyphs.len() + fonts(0).len();
    [&[2, 0, 5], &short(top(0).len())[..], &top(start), &no_routines, &glyphs, &fonts(end)].concat()
}

/// An entry of a dictionary: numbers and the operator.
fn leads(numbers: &[usize], operator: &[u8]) -> Vec<u8> {
    let numbers = numbers.iter().flat_map(|number| [&[29], &long(*number)[..]].concat());
    numbers.chain(operator.iter().copied()).collect()
}

/// A list of items, after their count.
fn index(count: &[u8], items: &[Vec<u8>]) -> Vec<u8> {
    let ends = (0..=items.len()).flat_map(|end| long(1 + items[..end].concat().len()));
    [count, &[4], &ends.collect::<Vec<_>>(), &items.concat()].concat()
}

/// The bar of a glyph: to its lower left corner, then right, up and left.
fn bar(glyph: usize) -> Vec<u8> {
    let (left, right) = SIDES;
    let number = |number: i16| [&[28], &number.to_be_bytes()[..]].concat();
    let moves = [number(left), number(foot(glyph)), vec![21]];
    let lines = [number(right - left), number(HEIGHT), number(left - right), vec![6]];
    [moves.concat(), lines.concat()].concat()
}
