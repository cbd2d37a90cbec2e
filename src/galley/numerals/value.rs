//! The values of Chinese numerals.

use rust_decimal::Decimal;

use super::large::large;

/// The digit that a character stands for.
pub(crate) fn digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of Chinese numerals; `None` for approximate ones.
#[must_use]
pub(crate) fn value(written: &str) -> Option<Decimal> {
    let digits: Vec<Option<u32>> = written.chars().map(digit).collect();
    if digits.len() > 2 && digits.iter().all(Option::is_some) {
        let plain: String =
            digits.iter().flatten().filter_map(|digit| char::from_digit(*digit, 10)).collect();
        return plain.parse().ok();
    }
    let (mut total, mut section, mut last) = (0_u64, 0_u64, None);
    for character in written.chars() {
        match character {
            '十' | '百' | '千' => {
                let place = match character {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                section += last.take().unwrap_or(1) * place;
            }
            '万' | '亿' | '萬' | '億' => {
                let large = large(character)?;
                section += last.take().unwrap_or(0);
                let many = section.max(u64::from(total == 0 && section == 0));
                total = total.checked_add(many)?.checked_mul(large)?;
                section = 0;
            }
            '几' | '数' | '幾' | '數' | '半' => return None,
            '零' | '〇' => last = None,
            other => {
                if last.replace(u64::from(digit(other)?)).is_some() {
                    return None; // 三四: between three and four.
                }
            }
        }
    }
    total.checked_add(section)?.checked_add(last.unwrap_or(0)).map(Decimal::from)
}
