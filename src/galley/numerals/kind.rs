//! What an Arabic number is: a count, a date, an ordinal, or part of a code.

use std::ops::Range;

use super::NumeralKind;
use crate::language::measures;

/// The most bytes between a number and the measure word that it shares with those of a range: 5—6名.
const LONGEST_RANGE: usize = 60;

/// The kind of an Arabic number, judged by the text around it.
pub(crate) fn arabic(text: &str, range: &Range<usize>, end: usize, plain: &str) -> NumeralKind {
    let (before, after) = (&text[..range.start], &text[end..]);
    let last = before.chars().next_back();
    let next = after.chars().next();
    let second = after.chars().nth(1);
    let is_letter =
        |character: char| character.is_ascii_alphabetic() || matches!(character, '_' | '#' | '/' | '№' | '@');
    let joins = |character: char| {
        matches!(character, '-' | ':' | '：' | '∶' | '.' | '·' | '/' | '+' | '－' | '—' | '–' | '×' | '*')
    };
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let second_last = before.chars().rev().nth(1);
    if last.is_some_and(is_letter) || next.is_some_and(|next| is_letter(next) && !starts_with_unit(after)) {
        return NumeralKind::Code;
    }
    let is_range = |mark: char| matches!(mark, '-' | '－' | '—' | '–' | '～' | '~');
    if last.is_some_and(joins)
        && is_digit(second_last)
        && !(last.is_some_and(is_range) && measures::at_start(after).is_some())
        || next.is_some_and(joins) && is_digit(second) && !next.is_some_and(is_range)
    {
        return NumeralKind::Code;
    }
    if next.is_some_and(is_range) && is_digit(second) {
        // No range is longer than this; a sequence of numbers and dashes is not a range.
        let rest = after[..after.floor_char_boundary(LONGEST_RANGE)].trim_start_matches(|character: char| {
            is_range(character) || character.is_ascii_digit() || character == '.'
        });
        return if measures::at_start(rest).is_some() {
            date_or(NumeralKind::Count, plain, before, rest)
        } else {
            NumeralKind::Code
        };
    }
    if before.ends_with('第') || plain.len() > 1 && plain.starts_with('0') && !plain.contains('.') {
        return if before.ends_with('第') { NumeralKind::Ordinal } else { NumeralKind::Code };
    }
    if (before.trim_end().is_empty() || before.ends_with(['（', '(', '\n']))
        && after.starts_with(['.', '．', '、', '）', ')'])
    {
        return NumeralKind::Ordinal;
    }
    date_or(NumeralKind::Count, plain, before, after)
}

fn starts_with_unit(after: &str) -> bool {
    let letters = after.bytes().take_while(|byte| byte.is_ascii_alphabetic()).count();
    matches!(&after[..letters], "km" | "kg" | "cm" | "mm" | "m" | "g" | "kW" | "MW" | "GW" | "kWh" | "t")
}

/// Whether a number with the text after it is a date or an hour; if not, it is `otherwise`.
fn date_or(otherwise: NumeralKind, plain: &str, before: &str, after: &str) -> NumeralKind {
    let is_year = plain.len() == 4 && matches!(plain.as_bytes()[0], b'1' | b'2');
    let small: u32 = plain.parse().unwrap_or(u32::MAX);
    let is_date = match after.chars().next() {
        Some('年') => is_year || after.starts_with("年代"),
        Some('月') => (1..=12).contains(&small),
        Some('日' | '号') => {
            (1..=31).contains(&small) && (before.ends_with('月') || after.starts_with('日'))
                || after.starts_with('号')
        }
        Some('时' | '点') => {
            small <= 24
                && !after.starts_with("点多")
                && (before.ends_with(['日', '午', '晨', '晚', '早']) || after.starts_with("时"))
        }
        Some('分') => before.ends_with(['时', '点']),
        _ => false,
    };
    if is_date { NumeralKind::Date } else { otherwise }
}
