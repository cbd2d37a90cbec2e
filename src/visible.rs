//! Visible: text that is safe to show. Control characters, bidirectional controls and invisible characters are
//! spelled out, so that no name or value can be mistaken for another.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::LazyLock;

use regex::Regex;

/// The name and the password in an address: `https://user:password@host`. In other schemes, a name alone is no secret.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:https?://([^\s/@"'`]+)|[a-z+.-]+://[^\s/@:"'`]*:([^\s/@"'`]+))@"#)
        .expect("a valid pattern")
});
/// A key of YAML that is named like a secret, and its value.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?im)(?:^|[{,])\s*([\w-]+)\s*:[ \t]+([^,}\n]+)").expect("a valid pattern"));
/// An option or a variable in a command that is named like a secret, and its value: `--token X`, `TOKEN=X`, `-t X`. A name that begins
/// with `$` is that of a variable, which shows nothing.
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let name = "(?:token|auth|password|passwd|pass|secret|api-?key|access-?key)";
    let option = format!("(?i:--?(?:[a-z]+-)*{name}(?:=|\\s+))");
    let variable = "\\b[A-Z0-9_]*(?:TOKEN|SECRET|PASSWORD|PASSWD|KEY|AUTH)=";
    Regex::new(&format!(
        "(?:^|[\\s\"'])(?:{option}|{variable}|-t\\s+)(?:\"([^\"]+)\"|'([^']+)'|([^\\s\"'$-][^\\s\"']*))"
    ))
    .expect("a valid pattern")
});
/// How such keys are named, without `_` and `-`.
const SECRET_KEYS: [&str; 11] = [
    "accesskey",
    "accesskeyid",
    "awsaccesskeyid",
    "secret",
    "secretid",
    "secretkey",
    "secretaccesskey",
    "awssecretaccesskey",
    "accesskeysecret",
    "password",
    "token",
];

/// Whether a character is not visible: it controls, reorders, or draws nothing. Joiners are allowed, because scripts
/// and emoji need them.
#[must_use]
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Text for people: invisible characters, line feeds included, are spelled as `<U+001B>`.
#[must_use]
pub(crate) fn spelled(text: &str) -> Cow<'_, str> {
    replaced(text, |character, into| {
        let _ = write!(into, "<U+{:04X}>", u32::from(character));
    })
}

/// JSON for programs: invisible characters are escaped, which does not change its meaning.
#[must_use]
pub(crate) fn escaped(json: &str) -> Cow<'_, str> {
    replaced(json, |character, into| {
        let mut units = [0; 2];
        for unit in character.encode_utf16(&mut units) {
            let _ = write!(into, "\\u{unit:04x}");
        }
    })
}

/// An excerpt of a source with the same number of characters and bytes: each invisible character except line feeds
/// and tabs is replaced by a visible one of the same length.
#[must_use]
pub(crate) fn masked(source: &str) -> Cow<'_, str> {
    let sign = |character: char| match character {
        '\n' | '\t' => character,
        _ => ['?', '¿', '\u{FFFD}', '🛇'][character.len_utf8() - 1],
    };
    match replaced(source, |character, into| into.push(sign(character))) {
        Cow::Owned(text) => Cow::Owned(without_secrets(&text).into_owned()),
        Cow::Borrowed(text) => without_secrets(text),
    }
}

/// Whether a text contains an address with an account.
#[must_use]
pub(crate) fn has_account(text: &str) -> bool {
    ACCOUNT.is_match(text)
}

/// Whether a command has a secret among its words.
#[must_use]
pub(crate) fn has_spoken_secret(command: &str) -> bool {
    SPOKEN.is_match(command)
}

/// Whether a key is named like a secret.
#[must_use]
pub(crate) fn is_secret_key(key: &str) -> bool {
    let plain = key.to_ascii_lowercase().replace(['_', '-'], "");
    SECRET_KEYS.contains(&plain.as_str())
}

/// An excerpt in which each character of a password is replaced by a sign of the same length.
#[must_use]
pub(crate) fn without_secrets(source: &str) -> Cow<'_, str> {
    let accounts = ACCOUNT.captures_iter(source).filter_map(|found| found.get(1).or_else(|| found.get(2)));
    let is_secret = |found: &regex::Captures| found.get(1).is_some_and(|key| is_secret_key(key.as_str()));
    let named = NAMED.captures_iter(source).filter(is_secret).filter_map(|found| found.get(2));
    let spoken = SPOKEN.captures_iter(source).filter_map(|found| (1..4).find_map(|part| found.get(part)));
    let secrets: Vec<_> = accounts.chain(named).chain(spoken).map(|secret| secret.range()).collect();
    if secrets.is_empty() {
        return Cow::Borrowed(source);
    }
    let sign = |(at, character): (usize, char)| {
        let is_hidden = secrets.iter().any(|secret| secret.contains(&at));
        if is_hidden { ['*', '×', '＊', '🛇'][character.len_utf8() - 1] } else { character }
    };
    Cow::Owned(source.char_indices().map(sign).collect())
}

fn replaced(text: &str, put: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unseen(character) {
            put(character, &mut shown);
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelled_in_its_place() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{e0041}b\n";
        assert_eq!(spelled(text), "a<U+001B><U+009B><U+202E><U+E0041>b<U+000A>");
        assert_eq!(escaped("\"\u{9b}\u{e0041}\""), "\"\\u009b\\udb40\\udc41\"");
        let masked = masked(text);
        assert_eq!((masked.len(), masked.chars().count()), (text.len(), text.chars().count()));
        assert!(masked.ends_with("b\n") && !masked.contains(['\u{1b}', '\u{9b}', '\u{202e}']));
    }

    #[test]
    fn an_excerpt_hides_secrets_and_keeps_its_length() {
        for (source, shown) in [
            ("remote: https://me:pw@h.cn/a", "remote: https://*****@h.cn/a"),
            ("remote: ssh://git@h.cn/a", "remote: ssh://git@h.cn/a"),
            ("remote: ssh://git:密@h.cn/a", "remote: ssh://git:＊@h.cn/a"),
            ("  access_key_id: AK47", "  access_key_id: ****"),
            ("s: {kind: s3, Secret-Key: \"a b\", region: x}", "s: {kind: s3, Secret-Key: *****, region: x}"),
            ("headline: 甲: 乙", "headline: 甲: 乙"),
        ] {
            assert_eq!(masked(source), shown);
            assert_eq!(masked(source).len(), source.len());
        }
        for (command, shown) in [
            ("npx vercel {folder} --token a1B2", "npx vercel {folder} --token ****"),
            ("netlify deploy --auth=abc --prod", "netlify deploy --auth=*** --prod"),
            ("env CF_API_TOKEN=abc wrangler", "env CF_API_TOKEN=*** wrangler"),
            ("surge {folder} -t 'a b'", "surge {folder} -t '***'"),
        ] {
            assert!(has_spoken_secret(command));
            assert_eq!(masked(command), shown);
        }
        for command in
            ["npx wrangler pages deploy {folder} --project-name paper", "a --token $TOKEN", "a --auth --prod"]
        {
            assert!(!has_spoken_secret(command), "{command}");
        }
        assert!(has_account("https://TOKEN@github.com/a") && !has_account("git@github.com:a/b"));
    }
}
