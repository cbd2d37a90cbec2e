//! Fills in a text: words between two `@` are replaced, in YAML as a value in whatever quotes it needs.

/// What the words stand for.
pub(super) type WordValues<'f> = [(&'f str, String)];

/// The text with its words replaced: `@NAME@`.
pub(super) fn filled(text: &str, filling: &WordValues) -> String {
    let replace = |text: String, (word, value): &(&str, String)| text.replace(&format!("@{word}@"), value);
    filling.iter().fold(text.to_owned(), replace)
}

/// A text as it stands in YAML: as it is, or in quotes if YAML would read it in another way.
pub(super) fn in_yaml(text: &str) -> String {
    let is_plain = |letter: char| {
        letter.is_alphabetic()
            || matches!(letter, '，' | '。' | '、' | '　' | '“' | '”' | '《' | '》' | '（' | '）')
    };
    let is_inner = |letter: char| is_plain(letter) || letter.is_ascii_digit() || " -_.".contains(letter);
    let is_word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let fits = text.starts_with(is_plain)
        && text.chars().all(is_inner)
        && !text.ends_with(' ')
        && !is_word.contains(&text.to_lowercase().as_str());
    if fits { text.to_owned() } else { serde_json::json!(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_quoted_where_yaml_would_read_it_otherwise() {
        for plain in ["晨光周报", "The Valley", "春耕，备耕", "“四维”", "a-b"] {
            assert_eq!(in_yaml(plain), plain);
        }
        for quoted in ["a: b", "2026", "yes", "- a", "a #b", "[a]", "\"", "*", "a ", "1.5", "No"] {
            assert_eq!(in_yaml(quoted), serde_json::json!(quoted).to_string());
        }
    }

    #[test]
    fn words_are_replaced_and_figures_stay() {
        assert_eq!(filled("name: @NAME@ {{a.b}} @", &[("NAME", "报".to_owned())]), "name: 报 {{a.b}} @");
    }
}
