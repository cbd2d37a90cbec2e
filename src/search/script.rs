//! Scripts: a file of the index is one call of a function with texts.

use std::fmt::Write;

use bytes::Bytes;

/// `lanmuSearch("p","2025",3,["…","…"])`
pub(super) fn call(part: char, period: &str, number: usize, texts: &[&str]) -> Bytes {
    let length: usize = texts.iter().map(|text| text.len() + 4).sum();
    let mut script = String::with_capacity(length + length / 32 + 40);
    let _ = write!(script, "lanmuSearch(\"{part}\",\"{period}\",{number},[");
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            script.push(',');
        }
        quote(text, &mut script);
    }
    script.push_str("])\n");
    script.into()
}

/// Writes a text as JavaScript does.
fn quote(text: &str, into: &mut String) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => into.extend(['\\', character]),
            '\n' => into.push_str("\\n"),
            '\t' => into.push_str("\\t"),
            // A script in a page must not end it, and old browsers take some separators for the end of a line.
            '<' | '\u{0}'..='\u{1F}' | '\u{7F}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(into, "\\u{:04x}", u32::from(character));
            }
            _ => into.push(character),
        }
    }
    into.push('"');
}

/// A number as a character that stands for itself in a script and takes few bytes.
pub(super) fn number(number: usize) -> char {
    let code = if number < 93 {
        let code = number + 0x20;
        let code = if code >= 0x22 { code + 1 } else { code };
        if code >= 0x5c { code + 1 } else { code }
    } else {
        let code = number - 93 + 0xa1;
        if code >= 0x2028 { code + 2 } else { code }
    };
    u32::try_from(code)
        .ok()
        .and_then(char::from_u32)
        .expect("a period has far fewer stories and columns than there are characters")
}
