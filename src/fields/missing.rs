//! What people and programs write for a number that is not known. Printed as is, it would be a wrong number.

/// What programs write, also inside a longer text: `NaN名`, `#N/A`.
const BY_PROGRAMS: [&str; 8] = ["nan", "n/a", "null", "nil", "undefined", "inf", "infinity", "none"];
/// What may be the whole text of a cell, and is neither a number, a date or a code, nor a word for readers.
const ALONE: [&str; 53] = [
    "na",
    "tbd",
    "tba",
    "tbc",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "missing",
    "unknown",
    "empty",
    "blank",
    "xx",
    "xxx",
    "xxxx",
    "无",
    "無",
    "暂无",
    "暫無",
    "无数据",
    "暂无数据",
    "没有数据",
    "没有",
    "缺",
    "暂缺",
    "缺失",
    "缺数",
    "空",
    "空缺",
    "空白",
    "未知",
    "不详",
    "不明",
    "未填",
    "未报",
    "未统计",
    "待定",
    "待补",
    "待查",
    "待核",
    "待核实",
    "待统计",
    "待填",
    "待报",
    "待更新",
    "待确认",
    "待公布",
    "待补充",
    "统计中",
    "核实中",
    "不适用",
];

/// Characters used as dashes that Unicode counts as letters: of Japanese, Korean and 注音.
const STROKES: [char; 4] = ['\u{30FC}', '\u{FF70}', '\u{3161}', '\u{3127}'];
/// Characters that do not make a name or unit by themselves. (% and ℃ do.)
const BLANKS: &str = "-\u{2010}\u{2011}‒–—―⸺⸻－/…?~～·.*×#_";

/// Whether `text` only says that there is no value: empty, a dash, `N/A`, `#REF!`, `暂无`, in any width and case.
#[must_use]
pub(crate) fn is_missing(text: &str) -> bool {
    let text = half_width(text).to_lowercase();
    let text = text.trim();
    let is_of_calc = text.strip_prefix("err:").is_some_and(|number| number.parse::<u16>().is_ok());
    is_of_calc
        || is_blank(text)
        || is_spreadsheet_error(text)
        || text.starts_with('=')
        || has_piece_of_programs(text)
}

/// Whether a text (in half width and lower case) consists only of marks, or is a word for a missing value, whatever
/// separates its letters.
fn is_blank(text: &str) -> bool {
    let is_mark = |character: char| !character.is_alphanumeric() || STROKES.contains(&character);
    let bare = text.trim_matches(is_mark);
    let joined: String = text.chars().filter(|character| !is_mark(*character)).collect();
    bare.is_empty()
        || ALONE.contains(&bare)
        || BY_PROGRAMS.contains(&bare)
        || ["na", "tbd", "tba", "tbc"].contains(&&*joined)
        || !joined.is_ascii() && ALONE.contains(&&*joined)
}

/// Whether a label or a unit is missing: `null`, `N/A`, `#REF!`, a dash. Words such as 不详 and units such as % are
/// valid.
#[must_use]
pub(crate) fn is_missing_name(text: &str) -> bool {
    let text = half_width(text).to_lowercase();
    let text = text.trim();
    let is_stroke = |character: char| {
        BLANKS.contains(character) || STROKES.contains(&character) || character.is_whitespace()
    };
    let is_of_programs = text.is_ascii() && text.contains(|character: char| character.is_alphabetic());
    !text.is_empty() && text.chars().all(is_stroke)
        || is_of_programs
            && (BY_PROGRAMS.contains(&text) || is_not_applicable(text) || is_spreadsheet_error(text))
}

/// `n/a`, with any separator between the letters; `na` may be a unit.
fn is_not_applicable(text: &str) -> bool {
    let joined: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
    joined == "na" && text != "na"
}

/// Whether a text as a whole means nothing. A sentence that mentions `null` does mean something.
#[must_use]
pub(crate) fn is_meaningless(text: &str) -> bool {
    let text = half_width(text).to_lowercase();
    let is_word = |character: char| character.is_alphabetic() && !character.is_ascii();
    is_blank(text.trim()) || is_missing(&text) && !text.contains(is_word)
}

/// `#REF!`, `#DIV/0!`, `#名称?`, `#N/A`, and the `1.#INF` that C prints. A code may begin in the same way but continue
/// differently: `#1`.
fn is_spreadsheet_error(text: &str) -> bool {
    let Some((before, name)) = text.split_once('#') else { return false };
    let end = name.find(['!', '?']).unwrap_or(name.len());
    let is_name = name.starts_with(char::is_alphabetic);
    let is_bare = name.len() > 1
        && name.chars().all(|character| character.is_ascii_alphabetic() || "/_".contains(character));
    is_name && (end < name.len() || before.is_empty() && is_bare) || before.ends_with("1.")
}

fn has_piece_of_programs(text: &str) -> bool {
    let mut pieces = text.split(|character: char| !(character.is_ascii_alphanumeric() || character == '/'));
    pieces.any(|piece| BY_PROGRAMS.contains(&piece))
}

/// `text` with full-width letters, digits and marks in half width, and every minus sign as `-`.
#[must_use]
pub(crate) fn half_width(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// A full-width letter, digit or mark in half width; any minus sign as `-`; any other character unchanged.
#[must_use]
pub(crate) fn narrow(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '\u{3000}' => ' ',
        '−' | '﹣' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_no_value_is_known_in_every_width_and_case() {
        for missing in [
            "",
            " ",
            "　",
            "NaN",
            ".nan",
            "-NaN",
            "ｎａｎ",
            "NaN名",
            "N/A",
            "n/a",
            "Ｎ／Ａ",
            "#N/A",
            "＃Ｎ／Ａ",
            "NA",
            "#REF!",
            "#DIV/0!",
            "＃ＤＩＶ／０！",
            "#VALUE!",
            "#NAME?",
            "#名称?",
            "####",
            "—",
            "——",
            "－",
            "-",
            "--",
            "–",
            "/",
            "…",
            "？",
            "?",
            "无",
            "（无）",
            "暂无",
            "暂无。",
            "null",
            "(null)",
            "NULL",
            "None",
            "<nil>",
            "undefined",
            "true",
            "False",
            "inf",
            "-inf",
            "+.Inf",
            "∞",
            "Infinity",
            "1.#INF",
            "待定",
            "×××",
            "~",
            "XX",
            "n.a.",
            "N / A",
            "N.A",
            "N-A",
            "暂 无",
            "ー",
            "ーー",
            "ｰ",
            "#GETTING_DATA",
            "#SPILL!",
            "Err:502",
            "=A1+B1",
            "＝SUM(A1:A9)",
        ] {
            assert!(is_missing(missing), "{missing}");
        }
    }

    #[test]
    fn what_stands_for_no_name_is_known_and_units_and_words_are_names() {
        for none in ["null", "N/A", "n.a.", "#REF!", "#N/A", "NaN", "-", "—", "ー", "undefined"] {
            assert!(is_missing_name(none), "{none}");
        }
        for name in ["", "%", "‰", "℃", "名", "不详", "无", "Na", "=cmd|'/c calc'!A0", "亩/户", "#1", "A4"]
        {
            assert!(!is_missing_name(name), "{name}");
        }
    }

    #[test]
    fn words_codes_and_numbers_are_values() {
        for value in [
            "0",
            "588",
            "-5",
            "1.10",
            "十几",
            "数百",
            "两",
            "1447",
            "1+3+N",
            "N",
            "A1",
            "#1",
            "1#",
            "0931-8159799",
            "12:30",
            "2023-06",
            "无锡",
            "无一",
            "全部",
            "零",
            "〇",
            "½",
            "nano",
            "info",
            "No.1",
            "NAS",
            "infra",
            "一号",
            "甲等",
        ] {
            assert!(!is_missing(value), "{value}");
        }
    }
}
