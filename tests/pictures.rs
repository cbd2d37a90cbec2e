//! Pictures that readers are shown: prints of photographs at the widths of the theme, drawings as they are, sound and film.

use std::collections::BTreeMap;
use std::fs;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::support::{PNG, Paper, Run};

const FOLDER: &str = "content/editions/2025-11-20";
const PRINTS: &str = "assets/pictures/2025-11-20/";
/// The colours of the quarters of the test picture: top left, top right, bottom left, bottom right.
const QUARTERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [240, 240, 240]];

/// A picture with a different colour in each quarter.
fn quarters(width: u32, height: u32) -> DynamicImage {
    let colour = |x: u32, y: u32| QUARTERS[usize::from(x * 2 >= width) + 2 * usize::from(y * 2 >= height)];
    RgbImage::from_fn(width, height, |x, y| image::Rgb(colour(x, y))).into()
}

/// What a telephone writes into a picture that it has taken in this orientation.
fn of_telephone(orientation: u16) -> Vec<u8> {
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let degrees = [43, 10, 12].map(|num| Rational { num, denom: 1 }).to_vec();
    let fields = [
        field(Tag::Orientation, Value::Short(vec![orientation])),
        field(Tag::Model, Value::Ascii(vec![b"TELEPHONE 9".to_vec()])),
        field(Tag::GPSLatitude, Value::Rational(degrees)),
    ];
    let (mut writer, mut written) = (Writer::new(), std::io::Cursor::new(Vec::new()));
    for field in &fields {
        writer.push_field(field);
    }
    writer.write(&mut written, false).unwrap();
    written.into_inner()
}

/// A colour profile that says that it is of red, green and blue.
fn profile() -> Vec<u8> {
    let mut profile = vec![7; 300];
    profile[16..20].copy_from_slice(b"RGB ");
    profile
}

/// A photograph of this picture.
fn jpeg(picture: &DynamicImage, exif: Option<u16>, profile: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    if let Some(orientation) = exif {
        encoder.add_exif_metadata(&of_telephone(orientation)).unwrap();
    }
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    let [width, height] = [picture.width(), picture.height()].map(|side| u16::try_from(side).unwrap());
    encoder.encode(picture.as_bytes(), width, height, ColorType::Rgb).unwrap();
    bytes
}

/// A PNG of this picture.
fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A picture of which no pixel is like the next, as in the grain of a photograph.
fn grain(width: u32, height: u32) -> DynamicImage {
    let mut state = 1_u32;
    let noise = |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [red, green, blue, _] = state.rotate_left(9).to_be_bytes();
        image::Rgb([red, green, blue])
    };
    RgbImage::from_fn(width, height, noise).into()
}

/// A paper whose story has this text, and these files beside it.
fn paper(text: &str, files: &[(&str, &[u8])]) -> Paper {
    let paper = Paper::of(&[(&format!("{FOLDER}/a.md"), &format!("# 题\n\n文。\n\n{text}\n"))]);
    for (name, bytes) in files {
        paper.put(&format!("{FOLDER}/{name}"), bytes);
    }
    paper
}

/// The files of the output that are prints, and those beside the story, by their names without the digest.
fn pictures(public: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let print = |(path, bytes): (&String, &Vec<u8>)| {
        let name = path.strip_prefix(PRINTS)?;
        let (stem, ending) = name.rsplit_once('.')?;
        Some((format!("{}.{ending}", stem.rsplit_once('.')?.0), bytes.clone()))
    };
    public.iter().filter_map(print).collect()
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

/// Builds and tells how many photographs were developed.
fn developed(paper: &Paper) -> u64 {
    let run = paper.run(&["build", "--as-of", "2025-12-01", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let summary = run.said.lines().find_map(|line| line.split_once("\"developed\":")).expect("the summary");
    summary.1.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

#[test]
fn every_photograph_stands_upright_and_tells_nothing_of_its_camera() {
    let upright = quarters(48, 32);
    let (mut files, mut text) = (Vec::new(), String::new());
    for orientation in 1..=8_u8 {
        let mut stored = upright.clone();
        let inverse = match Orientation::from_exif(orientation).unwrap() {
            Orientation::Rotate90 => Orientation::Rotate270,
            Orientation::Rotate270 => Orientation::Rotate90,
            its_own => its_own,
        };
        stored.apply_orientation(inverse);
        files.push((format!("p{orientation}.jpg"), jpeg(&stored, Some(u16::from(orientation)), None)));
        text += &format!("![图](p{orientation}.jpg)\n\n");
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
    let public = paper(&text, &files).built();
    let prints = pictures(&public);
    assert_eq!(prints.len(), 8, "{:?}", prints.keys());
    for (name, bytes) in &prints {
        let print = image::load_from_memory(bytes).unwrap().to_rgb8();
        assert_eq!(print.dimensions(), (48, 32), "{name}");
        for (at, colour) in [(12, 8), (36, 8), (12, 24), (36, 24)].into_iter().zip(QUARTERS) {
            let found = print.get_pixel(at.0, at.1).0;
            let is_near = found.iter().zip(colour).all(|(found, wanted)| found.abs_diff(wanted) < 12);
            assert!(is_near, "{name} at {at:?}: {found:?} instead of {colour:?}");
        }
    }
    for (path, bytes) in &public {
        assert!(!has(bytes, b"Exif") && !has(bytes, b"TELEPHONE"), "{path}");
    }
}

#[test]
fn a_photograph_is_printed_at_the_widths_of_the_theme_and_keeps_its_colours() {
    let wide = quarters(1000, 40);
    let photograph = jpeg(&wide, Some(1), Some(&profile()));
    let grain = png(&grain(600, 20));
    let paper = paper("![图](a.jpg)\n\n![沙](b.png)", &[("a.jpg", &photograph), ("b.png", &grain)]);
    let public = paper.built();
    let prints = pictures(&public);
    let widths: Vec<(&str, u32)> = prints
        .iter()
        .map(|(name, bytes)| (name.as_str(), image::load_from_memory(bytes).unwrap().width()))
        .collect();
    let expected = [
        ("a-1000.jpg", 1000),
        ("a-480.jpg", 480),
        ("a-960.jpg", 960),
        ("b-480.png", 480),
        ("b-600.png", 600),
    ];
    assert_eq!(widths, expected);
    for (name, bytes) in prints.iter().filter(|(name, _)| name.ends_with("jpg")) {
        assert!(has(bytes, &profile()), "{name} has the colour profile");
        assert!(bytes.len() <= photograph.len(), "{name} is no larger than the photograph");
    }
    assert!(!public.contains_key("2025-11-20/a.jpg"), "the original is not asked for");
    let page = paper.page("2025-11-20/a.html");
    assert!(
        page.contains("-480.") && page.contains(" 480w, ") && page.contains(" 1000w\" sizes=\"auto, "),
        "{page}"
    );
    assert!(page.contains("width=\"1000\" height=\"40\""), "{page}");

    // The theme of the paper decides; a photograph is never enlarged.
    paper.put("themes/mine/theme.yaml", "extends: broadsheet\npicture_widths: [200, 5000]\n");
    paper.put("content/site.yaml", "theme: mine\n");
    let names: Vec<String> = pictures(&paper.built()).into_keys().collect();
    assert_eq!(names, ["a-1000.jpg", "a-200.jpg", "b-200.png", "b-600.png"]);
}

#[test]
fn drawings_and_what_is_small_and_bare_are_published_as_they_are() {
    let drawing = png(&quarters(1200, 300));
    let small = jpeg(&quarters(48, 32), None, Some(&profile()));
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 6 9'/>";
    let gif = crate::support::GIF.as_bytes();
    let files: [(&str, &[u8]); 4] =
        [("a.png", &drawing), ("b.jpg", &small), ("c.svg", svg.as_bytes()), ("d.gif", gif)];
    let text: String = files.iter().map(|(name, _)| format!("![图]({name})\n\n")).collect();
    let public = paper(&text, &files).built();
    assert!(pictures(&public).is_empty());
    for (name, bytes) in files {
        assert_eq!(public[&format!("2025-11-20/{name}")], bytes, "{name}");
    }
}

#[test]
fn the_original_is_published_if_it_is_asked_for_and_without_its_place() {
    let photograph = jpeg(&quarters(48, 32), Some(6), None);
    let files: [(&str, &[u8]); 2] = [("a.jpg", &photograph), ("b.jpg", &photograph)];
    let linked = paper("![图](a.jpg)\n\n[原图](a.jpg) [附件](b.jpg)", &files).built();
    let listed = paper("![图](a.jpg)\n\n![图](b.jpg)", &files);
    listed.put("content/site.yaml", "files: [editions/2025-11-20/]\n");
    for (public, prints) in [(linked, 1), (listed.built(), 2)] {
        assert_eq!(pictures(&public).len(), prints);
        for name in ["2025-11-20/a.jpg", "2025-11-20/b.jpg"] {
            let exif =
                exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&public[name])).unwrap();
            let tags: Vec<Tag> = exif.fields().map(|field| field.tag).collect();
            assert_eq!(tags, [Tag::Orientation], "{name}: as it is held, and nothing else");
        }
    }
}

#[test]
fn no_photograph_is_developed_twice_and_a_paper_built_from_nothing_is_the_same() {
    let files = |shade: u32| {
        [jpeg(&quarters(600, 30), Some(1), None), jpeg(&quarters(600, 40 + shade), Some(6), None)]
    };
    let [first, second] = files(0);
    let paper = paper("![图](a.jpg)\n\n![图](b.jpg)", &[("a.jpg", &first), ("b.jpg", &second)]);
    assert_eq!(developed(&paper), 2);
    assert_eq!(developed(&paper), 0, "nothing has changed");
    let public = paper.public();
    paper.put(&format!("{FOLDER}/c.md"), "# 新\n\n又一篇。\n");
    assert_eq!(developed(&paper), 0, "another story has come");
    paper.remove(&format!("{FOLDER}/c.md"));
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    for name in ["stamps", "values"] {
        paper.remove(&format!(".cache/{name}"));
    }
    assert_eq!(developed(&paper), 0, "whatever else is forgotten");
    assert_eq!(paper.public(), public);

    // A damaged print is made again, and a changed photograph is another one.
    for entry in fs::read_dir(paper.root().join(".cache/prints")).unwrap() {
        let path = entry.unwrap().path();
        let length = fs::metadata(&path).unwrap().len();
        fs::File::options().write(true).open(path).unwrap().set_len(length - 1).unwrap();
    }
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    assert!(developed(&paper) > 0);
    assert_eq!(paper.public(), public);
    paper.put(&format!("{FOLDER}/b.jpg"), &files(2)[1]);
    assert_eq!(developed(&paper), 1);
    let changed = paper.public();
    assert_ne!(changed, public);
    fs::remove_dir_all(paper.root().join(".cache")).unwrap();
    fs::remove_dir_all(paper.root().join("public")).unwrap();
    assert_eq!(developed(&paper), 2);
    assert_eq!(paper.public(), changed, "a build from nothing");

    // Prints that no page shows are removed, and those of deleted photographs too.
    paper.put(&format!("{FOLDER}/a.md"), "# 题\n\n文。\n\n![图](a.jpg)\n");
    assert_eq!(developed(&paper), 0);
    assert_eq!(pictures(&paper.public()).len(), 2, "480 and 600 of one");
    let kept = || fs::read_dir(paper.root().join(".cache/prints")).unwrap().count();
    let before = kept();
    paper.remove(&format!("{FOLDER}/b.jpg"));
    developed(&paper);
    assert!(kept() < before, "{} of {before}", kept());
}

#[test]
fn a_withdrawn_story_takes_its_photographs_with_it() {
    let photograph = jpeg(&quarters(600, 30), Some(1), None);
    let paper = paper("![图](a.jpg)", &[("a.jpg", &photograph)]);
    assert_eq!(pictures(&paper.built()).len(), 2);
    paper.put(
        &format!("{FOLDER}/a.md"),
        "---\nwithdrawn: 数字有误，撤回\n---\n# 题\n\n文。\n\n![图](a.jpg)\n",
    );
    assert!(!paper.built().keys().any(|path| path.ends_with("jpg")));
}

fn showing(name: &str, bytes: &[u8], length: u64) -> Run {
    let paper = paper(&format!("![图]({name})"), &[(name, bytes)]);
    let file = fs::File::options().write(true).open(paper.root().join(format!("{FOLDER}/{name}"))).unwrap();
    file.set_len(length.max(bytes.len() as u64)).unwrap();
    paper.build()
}

#[test]
fn a_picture_of_too_many_pixels_or_bytes_is_named_before_it_is_opened() {
    let mut bomb = PNG.to_vec();
    bomb[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&50_000_u32.to_be_bytes());
    let photograph = jpeg(&quarters(48, 32), None, None);
    for (name, bytes, length, code, said) in [
        ("a.png", &bomb, 0, 1, ["[unfit-picture]", "超过一亿像素"]),
        ("a.jpg", &photograph, 101 << 20, 1, ["[unfit-picture]", "超过 100 MB"]),
        ("a.jpg", &photograph, 21 << 20, 0, ["[heavy-picture]", "有 21 MB"]),
    ] {
        let run = showing(name, bytes, length);
        assert_eq!(run.code, code, "{}", run.said);
        assert!(said.iter().all(|words| run.said.contains(words)), "{said:?}: {}", run.said);
    }
    assert!(!showing("a.jpg", &photograph, 19 << 20).said.contains("picture]"));
}

#[test]
fn a_photograph_that_cannot_be_decoded_is_named_in_every_build() {
    let mut broken = jpeg(&grain(64, 64), Some(1), None);
    let lines = broken.windows(2).position(|marker| marker == [0xFF, 0xC4]).unwrap();
    broken[lines + 5..lines + 21].fill(0xEE); // The lengths of its codes.
    let paper = paper("![图](a.jpg)", &[("a.jpg", &broken)]);
    for text in ["文。", "改。"] {
        paper.put(&format!("{FOLDER}/b.md"), format!("# 乙\n\n{text}\n"));
        let run = paper.build();
        assert!(run.code == 0 && run.said.contains("[undeveloped-picture]"), "{}", run.said);
    }
    assert!(paper.public().values().all(|bytes| !has(bytes, b"TELEPHONE")));
}

#[test]
fn sound_and_film_are_played_by_the_syntax_of_pictures() {
    let paper = paper(
        "![会场录音](a.mp3)\n\n![现场](b.mp4 \"开工现场\")",
        &[("a.mp3", b"ID3\x04\0\0"), ("b.mp4", b"\0\0\0\x18ftypmp42")],
    );
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(!run.said.contains("unfit-picture"), "{}", run.said);
    let page = paper.page("2025-11-20/a.html");
    for part in [
        "<audio controls preload=\"none\" src=\"../2025-11-20/a.mp3\" aria-label=\"会场录音\"></audio>",
        "<figcaption>会场录音</figcaption>",
        "<video controls preload=\"metadata\" src=\"../2025-11-20/b.mp4\" aria-label=\"现场\"></video>",
        "<figcaption>开工现场</figcaption>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(paper.public().contains_key("2025-11-20/a.mp3"));

    // Above the text there are only pictures.
    paper.put(&format!("{FOLDER}/a.md"), "---\nheadline: 题\nimages: [{src: a.mp3, alt: 声}]\n---\n文。\n");
    assert!(paper.build().said.contains("[unfit-picture]"));
}
