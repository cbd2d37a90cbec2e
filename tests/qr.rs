//! QR codes: a telephone reads the address of a story from the screen or from paper.

use crate::support::Paper;

/// The dots of a module as the camera sees it.
const DOTS: usize = 6;

/// What a camera reads from the code of a document.
fn read(html: &str) -> String {
    let svg = html.split("<details class=\"qr\"").nth(1).unwrap();
    let size: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let path = svg.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut dark = vec![false; size * size];
    let (mut x, mut y) = (0, 0);
    let steps = regex::Regex::new(r"([Mmh])(\d+)(?: (\d+)(?:\.5)?)?").unwrap();
    for step in steps.captures_iter(path) {
        let number = |at: usize| step.get(at).map_or(0, |digits| digits.as_str().parse::<usize>().unwrap());
        match &step[1] {
            "M" => (x, y) = (number(2), number(3)),
            "m" => x += number(2),
            _ => {
                dark[y * size + x..y * size + x + number(2)].fill(true);
                x += number(2);
            }
        }
    }
    let shade = |x: usize, y: usize| if dark[y / DOTS * size + x / DOTS] { 0 } else { 255 };
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(size * DOTS, size * DOTS, shade);
    let codes = seen.detect_grids();
    assert_eq!(codes.len(), 1, "one code");
    codes[0].decode().unwrap().1
}

#[test]
fn a_story_has_a_code_of_its_address_if_the_paper_has_one() {
    let story = "---\nheadline: 题\n---\n文。\n";
    let paper = Paper::of(&[
        ("content/site.yaml", "name: 报\nurl: https://example.org/paper/\n"),
        ("content/editions/2025-11-20/a.md", story),
        ("content/undated.md", story),
        ("content/pages/about.md", story),
    ]);
    paper.built();
    for path in ["2025-11-20/a.html", "stories/undated.html"] {
        assert_eq!(read(&paper.page(path)), format!("https://example.org/paper/{path}"));
    }
    assert!(!paper.page("about.html").contains("class=\"qr\""));
    paper.put("content/site.yaml", "name: 报\n");
    paper.built();
    assert!(!paper.page("2025-11-20/a.html").contains("class=\"qr\""), "nobody knows where it will be");
}
