//! Random changes to the text of a file: bytes, lines, pieces of Markdown, YAML and templates.

use std::fs;
use std::path::{Path, PathBuf};

use super::files;
use super::random::Random;

/// Pieces with a meaning in some format.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{{a}}",
    "{{a | share of b}}",
    "{{a|}}",
    "{{nothing:a}}",
    "｛｛a｝｝",
    "{% if x %}",
    "{% for %}",
    "{# ",
    "---\n",
    "+++\n",
    "```chart\nkind: line\n```\n",
    "```glossary\nterms: [{term: \"\", meaning: x}]\n```\n",
    "```board\n",
    "```",
    "~~~",
    "![图](a.png \"{{a}}\")",
    "![`{{a}}`](p.png \"{{b}}\")",
    "[链](b.md#无)",
    "[x]: y",
    "![x][r]",
    "[r]: p.png \"{{a}}\"",
    "[^1]",
    "[^1]: 注\n",
    "[^注]",
    "<!--",
    "-->",
    "<script>",
    "</p>",
    "&#xE001;",
    "&#1;",
    "&#x202E;",
    "&nbsp;",
    "&lt;",
    "| a | b |\n| - | - |\n| c |\n",
    "|---|",
    "> ",
    ">>>>>>",
    "# ",
    "####### ",
    "**",
    "*",
    "__",
    "~~",
    "\\",
    "- [ ] ",
    "1. ",
    "    ",
    "\t",
    "<https://example.org>",
    "https://example.org/，",
    "&a ",
    "*a",
    "!!binary x",
    "<<: *a",
    "? ",
    ": ",
    "#",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "~",
    "null",
    ".nan",
    "NaN",
    "1e400",
    "-0",
    "0x10",
    "1_000",
    "99999999999999999999999999999999",
    "0.1000000000000000001",
    "2025-02-30",
    "2025-11-20T08:00+08:00",
    "9999-12-31",
    "true",
    "draft: true\n",
    "withdrawn: 误\n",
    "publish_at: 2099-01-01\n",
    "slug: ../x\n",
    "aliases: [a.html]\n",
    "“",
    "其中男5名、女5名，",
    "（一）",
    "汉,",
    "100%",
];
/// Characters that cause trouble.
const CHARACTERS: &[char] = &[
    '\0',
    '\u{1}',
    '\u{7}',
    '\u{1b}',
    '\r',
    '\u{c}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{ad}',
    '\u{200b}',
    '\u{200d}',
    '\u{2028}',
    '\u{202e}',
    '\u{2066}',
    '\u{3000}',
    '\u{e001}',
    '\u{feff}',
    '\u{ffff}',
    '\u{10ffff}',
    '\u{301}',
    '𠮷',
];

/// A way to damage the contents of a file.
type Way = fn(&mut Vec<u8>, &mut Random);

/// Damages the text of a file, and says how.
pub fn spoil(root: &Path, random: &mut Random) -> String {
    let Some(path) = files::any_file(root, random) else { return "nothing left".to_owned() };
    let Ok(mut bytes) = fs::read(&path) else { return "unreadable".to_owned() };
    let ways: [(&str, Way); 12] = [
        ("a byte", byte),
        ("a stretch", stretch),
        ("another encoding", encoding),
        ("a character", character),
        ("lines", lines),
        ("a piece", piece),
        ("a piece", piece),
        ("pieces", pieces),
        ("a value", value),
        ("a key", key),
        ("a long run", run),
        ("depth", depth),
    ];
    let (name, way) = random.one_of(&ways);
    way(&mut bytes, random);
    fs::write(&path, bytes).unwrap();
    format!("{name} in {}", relative(root, &path))
}

/// A path as it is reported.
pub fn relative(root: &Path, path: &Path) -> String {
    let path: PathBuf = path.strip_prefix(root).unwrap_or(path).into();
    format!("{:?}", path.to_string_lossy())
}

fn at(bytes: &[u8], random: &mut Random) -> usize {
    random.between(0, bytes.len())
}

/// A position between two characters, more often at the beginning of a line.
fn between(bytes: &[u8], random: &mut Random) -> usize {
    let mut place = at(bytes, random);
    let at_line = random.between(0, 2) > 0;
    let is_fit = |place: usize| {
        let is_start = place == 0 || bytes[place - 1] == b'\n';
        is_start || !at_line && bytes.get(place).is_none_or(|byte| byte & 0xC0 != 0x80)
    };
    while !is_fit(place) {
        place -= 1;
    }
    place
}

fn insert(bytes: &mut Vec<u8>, place: usize, text: &[u8]) {
    bytes.splice(place..place, text.iter().copied());
}

fn byte(bytes: &mut Vec<u8>, random: &mut Random) {
    let (place, value) = (at(bytes, random), u8::try_from(random.between(0, 255)).unwrap());
    match random.between(0, 2) {
        0 => bytes.insert(place, value),
        1 if place < bytes.len() => bytes[place] ^= 1 << (value % 8),
        _ => drop(bytes.drain(place..(place + 1).min(bytes.len()))),
    }
}

fn stretch(bytes: &mut Vec<u8>, random: &mut Random) {
    let (one, other) = (at(bytes, random), at(bytes, random));
    let range = one.min(other)..one.max(other);
    match random.between(0, 3) {
        0 => bytes.truncate(one),
        1 => drop(bytes.drain(range)),
        2 => {
            let copy = bytes[range].to_vec();
            let place = at(bytes, random);
            insert(bytes, place, &copy);
        }
        _ => bytes[range].reverse(),
    }
}

fn encoding(bytes: &mut Vec<u8>, random: &mut Random) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    *bytes = match random.between(0, 5) {
        0 => text.replace('\n', "\r\n").into_bytes(),
        1 => text.replace('\n', "\r").into_bytes(),
        2 => format!("\u{FEFF}{text}").into_bytes(),
        3 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        4 => [b"\xFE\xFF".to_vec(), text.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat(),
        _ => text.bytes().map(|byte| if byte < 0x80 { byte } else { 0xC4 }).collect(),
    };
}

fn character(bytes: &mut Vec<u8>, random: &mut Random) {
    let place = between(bytes, random);
    let character = random.one_of(CHARACTERS).to_string();
    insert(bytes, place, character.as_bytes());
}

fn lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (random.between(0, lines.len() - 1), random.between(0, lines.len() - 1));
    let indented = format!("  {}", lines[one]);
    match random.between(0, 5) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one]),
        2 => lines.swap(one, other),
        3 => lines[one] = &indented,
        4 => lines[one] = lines[one].trim(),
        _ => lines[one.min(other)..].reverse(),
    }
    *bytes = lines.concat().into_bytes();
}

fn piece(bytes: &mut Vec<u8>, random: &mut Random) {
    let place = between(bytes, random);
    insert(bytes, place, random.one_of(PIECES).as_bytes());
}

fn pieces(bytes: &mut Vec<u8>, random: &mut Random) {
    let place = between(bytes, random);
    let many = random.between(2, 8);
    let text: String = (0..many).map(|_| *random.one_of(PIECES)).collect();
    insert(bytes, place, text.as_bytes());
}

/// Replaces a value: the text after a colon or a dash.
fn value(bytes: &mut Vec<u8>, random: &mut Random) {
    const VALUES: &[&str] = &[
        "",
        "~",
        "[]",
        "{}",
        "[[[[[[]]]]]]",
        "{a: {b: {c: d}}}",
        "\"\"",
        "\"\\u0001\"",
        "\"\\uE001\"",
        "\"\\u202e\"",
        "- a",
        "true",
        "-1",
        "3.5",
        "1e999",
        "2025-13-45",
        "*a",
        "&a a",
        "|\n    a\n    b",
        "\"a\\nb\"",
    ];
    let text = String::from_utf8_lossy(bytes).into_owned();
    let places: Vec<usize> = text.match_indices(": ").map(|(at, _)| at + 2).collect();
    if places.is_empty() {
        return;
    }
    let start = *random.one_of(&places);
    let end = text[start..].find(['\n', ',', '}']).map_or(text.len(), |length| start + length);
    *bytes = [&text[..start], *random.one_of(VALUES), &text[end..]].concat().into_bytes();
}

/// Damages a key, or writes it twice.
fn key(bytes: &mut Vec<u8>, random: &mut Random) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let with_key: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].contains(':')).collect();
    if with_key.is_empty() {
        return;
    }
    let index = *random.one_of(&with_key);
    let line = lines[index].clone();
    match random.between(0, 4) {
        0 => lines.insert(index, line),
        1 => lines[index] = line.replacen(':', "：", 1),
        2 => lines[index] = line.replacen(": ", ":", 1),
        3 => lines[index] = format!("x{line}"),
        _ => lines[index] = line.to_uppercase(),
    }
    *bytes = lines.concat().into_bytes();
}

/// Something repeated many times.
fn run(bytes: &mut Vec<u8>, random: &mut Random) {
    let (place, many) = (between(bytes, random), *random.one_of(&[50, 400, 2000]));
    let text = random.one_of(PIECES).repeat(many);
    insert(bytes, place, text.as_bytes());
}

/// Something nested many levels deep.
fn depth(bytes: &mut Vec<u8>, random: &mut Random) {
    let (place, many) = (between(bytes, random), *random.one_of(&[20, 90, 300]));
    let open = *random.one_of(&["> ", "- ", "[", "{", "(", "**", "*a ", "_", "<b>", "“", "![", "[a: ", "{{"]);
    insert(bytes, place, open.repeat(many).as_bytes());
}
