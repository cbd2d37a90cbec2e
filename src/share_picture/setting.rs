//! The setting of a headline: the largest size in which its lines fit, each about as long as the others.

use rustc_hash::FxHashMap;

use crate::typeface::Letter;

/// The sizes of a headline, in pixels, and how much the lines are apart, as a part of the size.
const LARGEST: u16 = 108;
const SMALLEST: u16 = 40;
const STEP: u16 = 4;
const LEADING: f32 = 1.3;
/// How many times a line is made narrower to even out the lines of a headline.
const EVENING: u16 = 40;

/// A headline that was set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetHeadline {
    pub size: f32,
    pub lines: Vec<String>,
}

impl SetHeadline {
    /// How far one line lies below the other.
    pub(super) fn leading(&self) -> f32 {
        self.size * LEADING
    }
}

/// The width of a text in ems.
pub(super) fn width(text: &str, letters: &FxHashMap<char, Letter>) -> f32 {
    text.chars().filter_map(|character| letters.get(&character)).map(|letter| letter.advance).sum()
}

/// Sets a headline in a box of this width and height, in pixels. Of one that is too long even in the smallest size, the rest is left
/// away.
pub(super) fn set(
    headline: &[Vec<String>],
    letters: &FxHashMap<char, Letter>,
    (wide, high): (f32, f32),
) -> SetHeadline {
    let sizes = (SMALLEST..=LARGEST).rev().step_by(usize::from(STEP)).map(f32::from);
    let in_size = |size: f32| {
        let lines: Option<Vec<Vec<String>>> =
            headline.iter().map(|line| evened(line, letters, wide / size)).collect();
        Some(SetHeadline { size, lines: lines?.concat() })
    };
    let fits = |set: &SetHeadline| {
        let lines = u16::try_from(set.lines.len()).unwrap_or(u16::MAX);
        f32::from(lines) * set.leading() <= high
    };
    sizes.filter_map(in_size).find(fits).unwrap_or_else(|| {
        let size = f32::from(SMALLEST);
        let single: Vec<String> =
            headline.iter().flatten().flat_map(|piece| piece.chars()).map(String::from).collect();
        let mut set = SetHeadline { size, lines: filled(&single, letters, wide / size).unwrap_or_default() };
        while !fits(&set) && set.lines.pop().is_some() {}
        set
    })
}

/// A line of the author in as few lines as it takes, none much shorter than the others; `None` if a piece is too long for one.
fn evened(pieces: &[String], letters: &FxHashMap<char, Letter>, wide: f32) -> Option<Vec<String>> {
    let lines = filled(pieces, letters, wide)?;
    let narrower = (1..EVENING).rev().map(|part| wide * f32::from(part) / f32::from(EVENING));
    let as_few =
        narrower.map_while(|wide| filled(pieces, letters, wide).filter(|other| other.len() == lines.len()));
    Some(as_few.last().unwrap_or(lines))
}

/// Pieces, as many in each line as it holds.
fn filled(pieces: &[String], letters: &FxHashMap<char, Letter>, wide: f32) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        if width(piece.trim_end(), letters) > wide {
            return None;
        }
        match lines.last_mut() {
            Some(line) if width(format!("{line}{piece}").trim_end(), letters) <= wide => line.push_str(piece),
            _ => lines.push(piece.trim_start().to_owned()),
        }
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_in(headline: &[&[&str]], space: (f32, f32)) -> SetHeadline {
        let headline: Vec<Vec<String>> =
            headline.iter().map(|line| line.iter().map(|piece| (*piece).to_owned()).collect()).collect();
        let all = headline.iter().flatten().flat_map(|piece| piece.chars());
        let letters = all.map(|letter| (letter, Letter { advance: 1.0, outline: Vec::new() })).collect();
        set(&headline, &letters, space)
    }

    #[test]
    fn a_headline_is_set_as_large_as_it_fits_and_its_lines_are_even() {
        let short = set_in(&[&["春雨", "来了"]], (1040.0, 330.0));
        assert_eq!((short.size, &*short.lines), (108.0, &["春雨来了".to_owned()][..]));
        let long = set_in(&[&["源头活水", "育新苗", "四维发力", "促成长"]], (1040.0, 330.0));
        assert_eq!(long.lines, ["源头活水育新苗", "四维发力促成长"], "not nine and five");
        let two = set_in(&[&["源头活水", "育新苗"], &["四维发力"]], (1040.0, 330.0));
        assert_eq!(two.lines, ["源头活水育新苗", "四维发力"], "the lines of the author");
    }

    #[test]
    fn a_headline_that_is_longer_than_the_picture_loses_its_end() {
        let endless = "一".repeat(400);
        let set = set_in(&[&[&endless]], (1040.0, 330.0));
        assert!(set.size <= 40.0 && set.lines.len() == 6, "{set:?}");
    }
}
