//! Names in English text: those that are almost a name of the house style.

use std::ops::Range;

use super::words;

/// A name that is almost a listed one.
#[derive(Debug)]
pub(crate) struct OddName<'n> {
    /// Its bytes.
    pub range: Range<usize>,
    /// The listed name.
    pub right: &'n str,
}

/// The names of a text that differ from a listed name of several words by a letter or two in one of them.
#[must_use]
pub(crate) fn odd<'n>(text: &str, listed: &[&'n str]) -> Vec<OddName<'n>> {
    let words: Vec<Range<usize>> = words::words(text).collect();
    let mut found = Vec::new();
    for right in listed {
        let parts: Vec<&str> = words::words(right).map(|word| &right[word]).collect();
        if parts.len() < 2 || !right.is_ascii() {
            continue;
        }
        for window in words.windows(parts.len()) {
            let range = window[0].start..window[parts.len() - 1].end;
            let is_listed = listed.iter().any(|known| *known == &text[range.clone()]);
            let pairs = window.iter().map(|word| &text[word.clone()]).zip(parts.iter().copied());
            if !is_listed && is_almost(pairs) {
                found.push(OddName { range, right });
            }
        }
    }
    found
}

/// Whether all words but one are equal, and that one is nearly so and begins like a name.
fn is_almost<'w>(pairs: impl Iterator<Item = (&'w str, &'w str)>) -> bool {
    let mut differing = pairs.filter(|(written, right)| written != right);
    let Some((written, right)) = differing.next() else { return false };
    let is_name = written.starts_with(char::is_uppercase) && right.starts_with(char::is_uppercase);
    let most = if right.len() > 5 { 2 } else { 1 };
    is_name
        && differing.next().is_none()
        && right.len() > 2
        && strsim::osa_distance(written.trim_end_matches("’s"), right) <= most
        && !written.strip_prefix(right).is_some_and(|rest| matches!(rest, "’s" | "'s" | "s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_odd_if_one_of_its_words_is_nearly_right() {
        let odd = |text: &'static str| {
            odd(text, &["Margaret Hollis", "Tom Adeyemi"])
                .into_iter()
                .map(|odd| odd.right)
                .collect::<Vec<_>>()
        };
        assert_eq!(odd("Margret Hollis and Tom Adeyemi’s boat"), ["Margaret Hollis"]);
        assert_eq!(odd("Margaret Hobbs met Rosa Hollis"), [""; 0]);
    }
}
