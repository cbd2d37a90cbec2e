//! Chinese numerals: 一千二百三十七, 三点五, and the number of parts in a name.

use rust_decimal::Decimal;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PLACES: [&str; 4] = ["", "十", "百", "千"];

/// `number` in Chinese numerals.
#[must_use]
pub(crate) fn words(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("负", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut words = format!("{sign}{}", whole_words(whole));
    if !fraction.is_empty() {
        words.push('点');
        words.extend(fraction.bytes().map(|byte| DIGITS[usize::from(byte - b'0')]));
    }
    words
}

/// A whole number: the part before 亿, the part before 万, and the remainder.
fn whole_words(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return "零".to_owned();
    }
    let words = named(digits);
    match words.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => words,
    }
}

/// Digits that do not begin with zero, in words.
fn named(digits: &str) -> String {
    for (length, name) in [(8, '亿'), (4, '万')] {
        if digits.len() > length {
            let (high, low) = digits.split_at(digits.len() - length);
            return format!("{}{name}{}", named(high), rest_words(low));
        }
    }
    let mut words = String::new();
    for (index, digit) in digits.bytes().enumerate() {
        if digit != b'0' {
            let gap = index > 0 && digits.as_bytes()[index - 1] == b'0';
            if gap {
                words.push('零');
            }
            words.push(DIGITS[usize::from(digit - b'0')]);
            words.push_str(PLACES[digits.len() - 1 - index]);
        }
    }
    words
}

/// The words after 万 or 亿: none if all digits are zeros, and 零 first if they begin with zeros.
fn rest_words(digits: &str) -> String {
    let rest = digits.trim_start_matches('0');
    match (rest.is_empty(), rest.len() < digits.len()) {
        (true, _) => String::new(),
        (false, true) => format!("零{}", named(rest)),
        (false, false) => named(rest),
    }
}

/// Classifiers after which a numeral at the start of a name is a number of parts: “三个一批”, “五型”.
const CLASSIFIERS: [char; 16] =
    ['个', '项', '大', '类', '种', '型', '维', '向', '式', '步', '条', '点', '句', '环', '化', '有'];

/// The number of parts that a name declares: `“三个一批”机制` declares three. `None` if its numeral may mean something else.
#[must_use]
pub(crate) fn declared(name: &str) -> Option<usize> {
    let quoted = name.split_once('“').map_or(name, |(_, rest)| rest);
    let mut characters = quoted.chars();
    let count = digit(characters.next()?)?;
    let after = characters.next()?;
    (CLASSIFIERS.contains(&after) && count > 1).then_some(count)
}

fn digit(character: char) -> Option<usize> {
    match character {
        '两' => Some(2),
        '十' => Some(10),
        other => {
            DIGITS.iter().position(|digit| *digit == other).or_else(|| Some(other.to_digit(10)? as usize))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_a_reader_says_them() {
        for (number, expected) in [
            ("0", "零"),
            ("7", "七"),
            ("10", "十"),
            ("15", "十五"),
            ("110", "一百一十"),
            ("600", "六百"),
            ("1006", "一千零六"),
            ("1237", "一千二百三十七"),
            ("10010", "一万零一十"),
            ("100000", "十万"),
            ("20300000", "二千零三十万"),
            ("100000000", "一亿"),
            ("100010000", "一亿零一万"),
            ("1000023450000", "一万亿二千三百四十五万"),
            ("1000003450000", "一万亿零三百四十五万"),
            ("-3.05", "负三点零五"),
        ] {
            assert_eq!(words(number.parse().unwrap()), expected, "{number}");
        }
    }

    #[test]
    fn a_name_declares_its_parts_only_by_numeral_and_classifier() {
        assert_eq!(declared("“三个一批”定期调整补充机制"), Some(3));
        assert_eq!(declared("“五型”模范部门"), Some(5));
        for name in ["“四季有爱”志愿服务", "“第一议题”制度", "“一对一”结对", "“三龄两历一身份”", "提醒谈话"]
        {
            assert_eq!(declared(name), None, "{name}");
        }
    }
}
