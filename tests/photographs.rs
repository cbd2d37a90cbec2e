//! Photographs: what is missing of them is told, and where they were taken is not.

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};

use crate::support::{GIF, PNG, Paper};

const FOLDER: &str = "content/editions/2025-11-20";

/// What a telephone writes into a picture.
fn of_telephone(with_place: bool) -> Vec<u8> {
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let mut fields = vec![field(Tag::Orientation, Value::Short(vec![6]))];
    if with_place {
        fields.push(field(Tag::Model, Value::Ascii(vec![b"TELEPHONE 9".to_vec()])));
        let degrees = [43, 10, 12].map(|num| Rational { num, denom: 1 }).to_vec();
        fields.push(field(Tag::GPSLatitude, Value::Rational(degrees)));
    }
    let (mut writer, mut written) = (Writer::new(), std::io::Cursor::new(Vec::new()));
    for field in &fields {
        writer.push_field(field);
    }
    writer.write(&mut written, false).unwrap();
    written.into_inner()
}

/// A photograph of 3 by 2 points.
fn jpeg(with_place: bool) -> Vec<u8> {
    let segment = |marker: u8, contents: &[u8]| {
        let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], contents].concat()
    };
    [
        b"\xFF\xD8".to_vec(),
        segment(0xE1, &[b"Exif\0\0", &of_telephone(with_place)[..]].concat()),
        segment(0xC0, b"\x08\0\x02\0\x03\x01\x01\x11\0"),
        segment(0xDA, b"\x01\x01\0\0\x3F\0"),
        b"lines of the picture\xFF\xD9".to_vec(),
    ]
    .concat()
}

/// A paper that shows a picture.
fn paper(name: &str, picture: &[u8]) -> Paper {
    let paper = Paper::of(&[(&format!("{FOLDER}/a.md"), &format!("# 题\n\n文。\n\n![图]({name})\n"))]);
    paper.put(&format!("{FOLDER}/{name}"), picture);
    paper
}

#[test]
fn a_picture_that_was_cut_off_is_an_error_and_one_with_something_after_its_end_is_not() {
    let photograph = jpeg(false);
    let ends = [(PNG, "a.png", 13), (&photograph, "a.jpg", 1), (GIF.as_bytes(), "a.gif", 1)];
    for (picture, name, missing) in ends {
        for more in [&b""[..], b"\0\0\0\0"] {
            let run = paper(name, &[picture, more].concat()).build();
            assert_eq!(run.code, 0, "{name}: {}", run.said);
            assert!(!run.said.contains("unfit-picture"), "{name}: {}", run.said);
        }
        let run = paper(name, &picture[..picture.len() - missing]).build();
        let is_told = run.said.contains("[unfit-picture]") && run.said.contains("缺了一截");
        assert!(run.code == 1 && is_told, "{name}: {}", run.said);
    }
}

#[test]
fn a_picture_with_the_name_of_another_kind_is_told_its_name() {
    let run = paper("a.png", &jpeg(false)).build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(run.said.contains("[misnamed-picture]") && run.said.contains("改名为 `a.jpg`"), "{}", run.said);
    assert!(!paper("a.jpeg", &jpeg(false)).build().said.contains("misnamed-picture"));
}

#[test]
fn no_reader_learns_where_an_attached_photograph_was_taken() {
    let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
    let tags = |bytes: &[u8]| {
        let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).unwrap();
        exif.fields().map(|field| field.tag).collect::<Vec<_>>()
    };
    let (told, untold) = (jpeg(true), jpeg(false));
    let paper = Paper::of(&[(&format!("{FOLDER}/a.md"), "# 题\n\n文。[甲](a.jpg)[乙](b.jpg)\n")]);
    paper.put(&format!("{FOLDER}/a.jpg"), &told);
    paper.put(&format!("{FOLDER}/b.jpg"), &untold);
    let public = paper.built();
    let [clean, same] = ["2025-11-20/a.jpg", "2025-11-20/b.jpg"].map(|path| &public[path]);
    assert_eq!(tags(clean), [Tag::Orientation]);
    assert!(has(clean, b"lines of the picture") && !has(clean, b"TELEPHONE"));
    assert_eq!(same, &untold, "what tells only how it was held is copied");
    let original = std::fs::read(paper.root().join(format!("{FOLDER}/a.jpg"))).unwrap();
    assert_eq!(original, told, "the editor's picture is left alone");
    assert_eq!(paper.built(), public, "a second build writes the same");
}
