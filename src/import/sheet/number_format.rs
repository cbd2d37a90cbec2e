//! Formats of numbers → what a cell shows: `0.0%` shows 0.3333 as 33.3 %, `0"人次"` shows 600 as 600人次.

use rust_decimal::{Decimal, RoundingStrategy};

use super::unit::is_unit;

/// A number as its cell shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShownCell {
    pub number: Decimal,
    /// The unit that the format adds.
    pub unit: Option<String>,
    /// Whether the cell shows fewer digits than it holds, or counts in thousands.
    pub is_shortened: bool,
}

/// How far the digits of a format have been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum FormatPart {
    #[default]
    BeforeDigits,
    Whole,
    /// After a point that is only written.
    AfterWrittenPoint,
    Fraction,
}

/// What a format for positive numbers consists of.
#[derive(Debug, Default)]
struct CellFormat {
    part: FormatPart,
    /// Whether it shows a fraction or a power of ten, whose digits are not counted here.
    is_special: bool,
    decimals: u32,
    percent_signs: u32,
    /// Commas after the last digit: each divides by a thousand.
    thousands: u32,
    /// Digits after a point that is only written: `0!.0,` shows tens of thousands.
    tenths: u32,
    words: String,
}

/// A number as its format shows it; `None` if the format depends on the number, or is too large a scale.
#[must_use]
pub(super) fn shown(number: Decimal, format: &str) -> Option<ShownCell> {
    let format = CellFormat::of(format)?;
    let unit = format.words.trim();
    let unit = match format.percent_signs {
        0 => Some(unit.to_owned()).filter(|unit| is_unit(unit)),
        _ => Some("%".to_owned()),
    };
    let power = |base: u64, exponent: u32| Some(Decimal::from(base.checked_pow(exponent)?));
    let scale = power(1000, format.thousands)?.checked_mul(power(10, format.tenths)?)?;
    let whole = number.checked_mul(power(100, format.percent_signs)?)?.checked_div(scale)?;
    let is_counted = format.part != FormatPart::BeforeDigits && !format.is_special;
    let number = if is_counted {
        whole.round_dp_with_strategy(format.decimals, RoundingStrategy::MidpointAwayFromZero)
    } else {
        whole
    };
    Some(ShownCell {
        number: number.normalize(),
        unit,
        is_shortened: number != whole || scale != Decimal::ONE,
    })
}

impl CellFormat {
    fn of(format: &str) -> Option<Self> {
        let mut read = Self::default();
        let mut characters = format.chars();
        while let Some(character) = characters.next() {
            match character {
                ';' => break, // What follows is for negative numbers.
                '[' => {
                    let inside: String = characters.by_ref().take_while(|next| *next != ']').collect();
                    if inside.starts_with(['<', '>', '=']) {
                        return None;
                    }
                }
                '"' => read.words.extend(characters.by_ref().take_while(|next| *next != '"')),
                '\\' | '!' => read.written(characters.next()?),
                '_' | '*' => drop(characters.next()),
                '0' | '#' | '?' => read.digit(),
                '.' => read.part = FormatPart::Fraction,
                ',' => read.thousands += u32::from(read.part != FormatPart::BeforeDigits),
                '%' => read.percent_signs += 1,
                'E' | '/' => read.is_special = true,
                _ => {}
            }
        }
        Some(read)
    }

    fn digit(&mut self) {
        self.thousands = 0; // The commas before it only group digits.
        match self.part {
            FormatPart::BeforeDigits => self.part = FormatPart::Whole,
            FormatPart::Whole => {}
            FormatPart::AfterWrittenPoint => {
                (self.decimals, self.tenths) = (self.decimals + 1, self.tenths + 1)
            }
            FormatPart::Fraction => self.decimals += 1,
        }
    }

    /// A literal character.
    fn written(&mut self, character: char) {
        if character == '.' && self.part == FormatPart::Whole {
            self.part = FormatPart::AfterWrittenPoint;
        } else {
            self.words.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_its_cell_shows_it() {
        for (number, format, expected, unit, is_shortened) in [
            ("0.875", "0.0%", "87.5", Some("%"), false),
            ("0.33333333333333", "0.0%", "33.3", Some("%"), true),
            ("0.875", "0.000\"人次\"", "0.875", Some("人次"), false),
            ("0.875", "0\"%\";-0\"%\"", "1", Some("%"), true),
            ("0.875", "General", "0.875", None, false),
            ("0.875", "¥#,##0.00", "0.88", None, true),
            ("1234567", "0!.0,\"万\"", "123.5", Some("万"), true),
            ("2500000", "#,##0.00,", "2500", None, true),
            ("-3500.5", "#,##0.0;(#,##0.0)", "-3500.5", None, false),
        ] {
            let read = shown(number.parse().unwrap(), format).unwrap();
            let told = (read.number.to_string(), read.unit.as_deref(), read.is_shortened);
            assert_eq!(told, (expected.to_owned(), unit, is_shortened), "{number} {format}");
        }
        assert_eq!(shown(Decimal::ONE, "[>=10000]0!.0,\"万\";0"), None);
    }
}
