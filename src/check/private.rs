//! Personal data in a text: numbers that identify a person, or by which they can be reached.
//!
//! Identity numbers must contain a date of birth and, unless they are called identity numbers, the right check digit (GB 11643);
//! card numbers must have the usual beginning and the right check digit (Luhn).

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;
use rustc_hash::FxHashSet;

use super::characters::up_to;
use crate::language::measures;
use crate::words::Remark;
use crate::words::rules::privacy;

/// Long numbers, and those grouped like telephone and card numbers.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let telephone =
        r"(?:\+?86[- ]?)?(?:1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}|1[3-9][0-9]{2}[- ][0-9]{3}[- ][0-9]{4})";
    let card = r"[0-9]{4}(?:[- ][0-9]{4}){3}(?:[- ][0-9]{1,3})?|[0-9]{6}[- ][0-9]{13}";
    let identity = r"[0-9]{6}[- ](?:[0-9]{8}[- ]?[0-9]{3}[0-9Xx]|[0-9]{4}[- ][0-9]{4}[- ][0-9]{3}[0-9Xx])";
    regex(&format!(r"{identity}|{telephone}|{card}|\+86[0-9]{{11}}|[0-9]{{11,}}[Xx]?"))
});
static PLATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•]?[0-9A-HJ-NP-Z]{5,6}",
    )
});
static FLAT: LazyLock<Regex> = LazyLock::new(|| {
    regex("[0-9A-Z]{1,4}(?:号楼|号|栋|幢|座|楼)[0-9]{1,2}单元(?:[0-9]{1,2}[层楼])?[0-9]{2,4}室")
});
/// The name of an identity number, and the words that may come between it and the number.
static IDENTITY: LazyLock<Regex> = LazyLock::new(|| {
    let name = "(?:身份证|身份证件|公民身份)(?:号码?)?";
    let verb = "(?:分别|登记|填写|填|写)?(?:为|是|成)?";
    regex(&format!("{name}{verb}(?:[：:“（( 、和]|[0-9]{{17}}[0-9Xx])*$"))
});
/// Email providers with which anybody may have an account.
static MAILBOX: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)[a-z0-9._+-]+@(?:vip\.)?(?:qq\.com|foxmail\.com|(?:163|126|139|188)\.com|yeah\.net|189\.cn|sina\.(?:com|cn)|sohu\.com|aliyun\.com|gmail\.com|outlook\.com|hotmail\.com|icloud\.com|yahoo\.com)",
    )
});

/// The first digits of cards issued in the country: UnionPay, Visa, Mastercard.
const CARDS: [&str; 7] = ["62", "4", "51", "52", "53", "54", "55"];
/// Words for the numbers of things.
const SERIALS: [&str; 8] = ["单号", "编号", "代码", "流水号", "文号", "书号", "条码", "序列号"];
/// With fewer digits it is not a number plate but a name: 新AAAAA级景区.
const DIGITS_OF_PLATE: usize = 3;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

/// Some bytes of a text, and what they are.
pub(crate) type Private = (Range<usize>, Remark);

/// The personal data in a text, without public telephone numbers.
#[must_use]
pub(crate) fn found(text: &str, hotlines: &FxHashSet<&str>) -> Vec<Private> {
    if !text.contains(|character: char| character.is_ascii_digit()) {
        return Vec::new();
    }
    numbers(text, hotlines).chain(plates(text)).chain(flats(text)).collect()
}

/// The private mailboxes in a text.
pub(crate) fn mailboxes(text: &str) -> impl Iterator<Item = Range<usize>> {
    MAILBOX.find_iter(text).map(|mailbox| mailbox.range())
}

fn numbers(text: &str, hotlines: &FxHashSet<&str>) -> impl Iterator<Item = Private> {
    let free = NUMBER.find_iter(text).filter(move |number| stands_free(text, &number.range()));
    let private = free.filter(move |number| !hotlines.contains(number.as_str()));
    private.filter_map(move |number| {
        Some((number.range(), owned(number.as_str(), up_to(text, number.start()))?))
    })
}

/// Whether a number is complete, and is not an amount or a serial number.
fn stands_free(text: &str, number: &Range<usize>) -> bool {
    let (before, after) = (&text[..number.start], &text[number.end..]);
    let is_joined = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '¥' | '￥' | '$')
    };
    let is_amount =
        after.starts_with(['万', '亿']) || measures::at_start(after).is_some_and(measures::is_continuous);
    let said = before.trim_end_matches(['为', '是', '：', ':', ' ']);
    let is_serial = SERIALS.iter().any(|serial| said.ends_with(serial));
    !is_serial && !before.ends_with(is_joined) && !after.starts_with(is_joined) && !is_amount
}

/// What kind of private number this is, judged with the text before it.
fn owned(written: &str, before: &str) -> Option<Remark> {
    let number = written.replace(['-', ' ', '+'], "");
    let number = number.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&number).to_owned();
    match number.len() {
        11 if is_mobile(&number) => Some(privacy::mobile_number()),
        15 if before.contains("身份证") && is_day(&format!("19{}", &number[6..12])) => {
            Some(privacy::identity_number())
        }
        18 if is_identity(&number) || is_dated(&number) && IDENTITY.is_match(before) => {
            Some(privacy::identity_number())
        }
        16..=19 if is_card(&number) => Some(privacy::card_number()),
        _ => None,
    }
}

fn is_mobile(number: &str) -> bool {
    number.starts_with('1') && matches!(number.as_bytes()[1], b'3'..=b'9')
}

/// An identity number contains the date of birth and a check digit (GB 11643, after ISO 7064 mod 11-2).
fn is_identity(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let sum: u32 = digits(number).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    is_dated(number) && number.to_ascii_uppercase().ends_with(CHECKS[sum as usize % CHECKS.len()])
}

/// Whether an identity number contains the date of birth. After its name that is enough: even with a wrong digit it identifies
/// somebody.
fn is_dated(number: &str) -> bool {
    is_day(&number[6..14])
}

/// 19900101
fn is_day(day: &str) -> bool {
    NaiveDate::parse_from_str(day, "%Y%m%d").is_ok() && day.starts_with(['1', '2'])
}

/// The digits of a card number, with every second one doubled from the last but one, sum to a multiple of ten (Luhn).
fn is_card(number: &str) -> bool {
    let is_second = |place: usize| (number.len() - place).is_multiple_of(2);
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let counted = digits(number).enumerate();
    let sum: u32 = counted.map(|(place, digit)| if is_second(place) { doubled(digit) } else { digit }).sum();
    CARDS.iter().any(|begin| number.starts_with(begin)) && sum.is_multiple_of(10)
}

fn digits(number: &str) -> impl Iterator<Item = u32> {
    number.chars().filter_map(|character| character.to_digit(10))
}

fn plates(text: &str) -> impl Iterator<Item = Private> {
    let plates = PLATE
        .find_iter(text)
        .filter(move |plate| !text[plate.end()..].starts_with(|next: char| next.is_ascii_alphanumeric()));
    let real = plates.filter(|plate| digits(plate.as_str()).count() >= DIGITS_OF_PLATE);
    real.map(|plate| (plate.range(), privacy::number_plate()))
}

fn flats(text: &str) -> impl Iterator<Item = Private> {
    FLAT.find_iter(text).map(|flat| (flat.range(), privacy::flat()))
}
