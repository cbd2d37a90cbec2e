//! Secrecy marks (密级), as GB/T 9704 sets them: 秘密★1年.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The levels of secrecy.
const LEVELS: &str = "绝密|机密|秘密";

/// A mark in running text, where the word alone is none: 秘密★1年.
static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?:{LEVELS})[★☆]")));
/// A classification that is a level, and what follows the level.
static CLASSIFIED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^(?:{LEVELS})(.*)$")));
/// What may follow a level: nothing, how long it holds, or the day or the event that ends it: 机密★1年, 机密★2030年12月31日, 绝密★启用前.
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:★(?:[0-9０-９一二三四五六七八九十]+(?:年|个月|月|天|日)|[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日|长期|.{1,12}[前后]))?$",
    )
});

/// The first secrecy mark in a text.
#[must_use]
pub(crate) fn secrecy_mark(text: &str) -> Option<Range<usize>> {
    MARK.find(text).map(|found| found.range())
}

/// Whether a classification is a level of secrecy, and not only a circle of readers: 秘密, 秘密★1年; not 内部资料.
#[must_use]
pub(crate) fn is_secret(classification: &str) -> bool {
    CLASSIFIED.is_match(&letters(classification))
}

/// Whether a classification is a level of secrecy with something after it that is no term: 机密★, 机密1年.
#[must_use]
pub(crate) fn has_strange_term(classification: &str) -> bool {
    let letters = letters(classification);
    CLASSIFIED.captures(&letters).is_some_and(|found| !TERM.is_match(&found[1]))
}

fn letters(classification: &str) -> String {
    classification.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a valid pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_stands_alone_or_with_its_term() {
        for good in [
            "秘密",
            "机密★1年",
            "绝密★30年",
            "秘密 ★ 6个月",
            "绝密★长期",
            "绝密★启用前",
            "秘密★公布前",
            "机密★2030年12月31日",
            "内部资料",
        ] {
            assert!(!has_strange_term(good), "{good}");
        }
        for strange in ["机密★", "机密1年", "秘密★1", "秘密☆1年", "绝密*10年", "机密文件"]
        {
            assert!(has_strange_term(strange), "{strange}");
        }
    }
}
