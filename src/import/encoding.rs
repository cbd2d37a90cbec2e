//! Encodings: the bytes of a text file → characters. An uncertain encoding is refused.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text of some bytes, with `\n` as the end of lines, and the name of the encoding if it is not UTF-8; `None` if no encoding
/// fits without a wrong character.
#[must_use]
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    let (text, encoding) = encoding(bytes)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Some((text, (encoding != UTF_8).then(|| if encoding == GB18030 { "GB18030" } else { encoding.name() })))
}

fn encoding(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return whole(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Some((text.to_owned(), UTF_8));
    }
    if bytes.contains(&0) {
        return likelier([UTF_16LE, UTF_16BE].map(|encoding| whole(bytes, encoding)));
    }
    // GB18030 accepts most Big5 texts, and makes rare characters of them.
    likelier([GB18030, BIG5].map(|encoding| whole(bytes, encoding)))
}

/// Of two readings, the one with more of the characters that every text has; the first, if they have as many.
fn likelier(readings: [Option<(String, &'static Encoding)>; 2]) -> Option<(String, &'static Encoding)> {
    readings
        .into_iter()
        .flatten()
        .reduce(|one, other| if common(&other.0) > common(&one.0) { other } else { one })
}

/// The text in an encoding, if no byte of it is wrong.
fn whole(bytes: &[u8], encoding: &'static Encoding) -> Option<(String, &'static Encoding)> {
    let (text, _, is_wrong) = encoding.decode(bytes);
    (!is_wrong && !text.contains('\0')).then(|| (text.into_owned(), encoding))
}

/// How many of the most common characters and marks of Chinese a text has.
fn common(text: &str) -> usize {
    text.chars()
        .filter(|character| {
            "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们，。、：".contains(*character)
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_the_encoding_that_it_is_in() {
        let (simplified, traditional) =
            ("近日，县里召开会议。\r\n全县上下一心。", "我們的國家，為了大家。這是一個好時代。");
        for (bytes, text, name) in [
            (simplified.as_bytes().to_vec(), simplified, None),
            (GB18030.encode(simplified).0.into_owned(), simplified, Some("GB18030")),
            (BIG5.encode(traditional).0.into_owned(), traditional, Some("Big5")),
            (simplified.encode_utf16().flat_map(u16::to_le_bytes).collect(), simplified, Some("UTF-16LE")),
            (simplified.encode_utf16().flat_map(u16::to_be_bytes).collect(), simplified, Some("UTF-16BE")),
        ] {
            assert_eq!(decode(&bytes), Some((text.replace("\r\n", "\n"), name)));
        }
        assert_eq!(decode(b"\xff\xff\xff\xfe\x80"), None);
    }
}
