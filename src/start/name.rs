//! Names of files that every system accepts, from what an editor types.

use unicode_normalization::UnicodeNormalization;

use crate::parse::text;
use crate::visible::is_unseen;

/// How many characters of a name are kept: one of Chinese characters has three bytes for each, and a system takes 255.
const LONGEST: usize = 60;

/// Names that Windows gives to devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name of a file without its ending: letters, digits, `-` and `_`, as they are typed. `None` if nothing of the text can stand
/// in a name.
pub(super) fn file_name(typed: &str) -> Option<String> {
    let typed: String = typed.nfc().collect();
    let mut name = String::new();
    for letter in typed.chars() {
        if letter.is_alphanumeric() || letter == '_' {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.trim_start_matches(['-', '_']).chars().take(LONGEST).collect();
    let name = name.trim_end_matches('-').to_owned();
    let device = name.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_lowercase();
    let is_device = DEVICES.contains(&device.as_str());
    if name.is_empty() { None } else { Some(if is_device { format!("{name}-") + "1" } else { name }) }
}

/// A text as it is printed in a line: without characters that no file may have, braces that would be a figure, and space around it.
pub(super) fn printable(typed: &str) -> String {
    let kept = typed.replace("{{", "").replace("}}", "");
    let kept: String =
        kept.chars().filter(|letter| !is_unseen(*letter) && text::refusal(*letter).is_none()).collect();
    kept.split(' ').filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_becomes_a_name_that_every_system_accepts_or_none() {
        for (typed, name) in [
            ("春耕备耕忙", Some("春耕备耕忙")),
            ("spring planting", Some("spring-planting")),
            ("增长5.3%：怎么来的？", Some("增长5-3-怎么来的")),
            ("../../etc/passwd", Some("etc-passwd")),
            ("_own", Some("own")),
            (".hidden", Some("hidden")),
            ("con", Some("con-1")),
            ("COM1", Some("COM1-1")),
            ("a/b\\c:d*e", Some("a-b-c-d-e")),
            ("e\u{301}te\u{301}", Some("été")),
            ("——", None),
            ("", None),
        ] {
            assert_eq!(file_name(typed).as_deref(), name, "{typed}");
        }
        assert_eq!(file_name(&"长".repeat(300)).unwrap().chars().count(), LONGEST);
    }

    #[test]
    fn a_line_has_neither_figures_nor_what_no_file_may_have() {
        assert_eq!(printable(" 一\u{1}份 {{a}}  报 "), "一份 a 报");
    }
}
