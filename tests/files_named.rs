//! Files that stories name: found as they are named, or the right name is offered; pictures are what their bytes say.

use crate::support::{PNG, Paper, Run};

const STORY: &str = "content/editions/2025-11-20/a.md";

fn beside(name: &str) -> String {
    format!("content/editions/2025-11-20/{name}")
}

/// A paper of one story with this text.
fn paper(body: &str) -> Paper {
    Paper::of(&[(STORY, &format!("# 题\n\n{body}\n"))])
}

/// The build of a paper whose story shows a picture of these bytes.
fn showing(name: &str, bytes: &[u8]) -> (Paper, Run) {
    let paper = paper(&format!("![图]({name})"));
    paper.put(&beside(name), bytes);
    let run = paper.build();
    (paper, run)
}

/// A PNG of this size: a browser, and this program, take the size from its head.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = PNG.to_vec();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes
}

/// The head of a JPEG of this size, taken by a camera in this orientation.
fn jpeg(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1];
    bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    bytes.extend(exif);
    bytes.extend([0xFF, 0xC0, 0, 17, 8]);
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9]);
    bytes
}

#[test]
fn a_picture_that_no_browser_shows_is_an_error_that_says_what_it_is() {
    for (name, bytes, what, help) in [
        ("a.png", &b"\x93\x01\xfe\x00\x17\x88\x99\x02\x01\x03\x04\x05\x06"[..], "认不出是什么", "重新放一份"),
        ("a.png", b"", "是空的", "重新放一份"),
        ("a.jpg", "<html>没有这一页</html>".as_bytes(), "里面是文字", "重新放一份"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC", "导出为 JPEG"),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC", "导出为 JPEG"),
        ("a.tif", b"II*\0\x08\0\0\0\0\0\0\0\0\0\0\0", "TIFF", "另存为 JPEG 或 PNG"),
        ("a.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "是 PDF", "写成链接"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "坏了", "重新放一份"),
        ("a.svg", "文字".as_bytes(), "里面是文字", "重新放一份"),
    ] {
        let (_, run) = showing(name, bytes);
        assert_eq!(run.code, 1, "{name} {what}: {}", run.said);
        assert!(
            run.said.contains("[unfit-picture]") && run.said.contains(what) && run.said.contains(help),
            "{what}: {}",
            run.said
        );
    }
    let (_, run) = showing("a.png", PNG);
    assert_eq!(run.code, 0, "{}", run.said);
    let attached = paper("[附件](a.tif)");
    attached.put(&beside("a.tif"), b"II*\0\x08\0\0\0");
    assert_eq!(attached.build().code, 0, "what is only linked may be anything");
}

#[test]
fn the_size_shown_is_the_size_given() {
    for (name, bytes, size) in [
        ("a.png", png(1200, 900), "width=\"1200\" height=\"900\""),
        ("a.jpg", jpeg(1200, 900, 1), "width=\"1200\" height=\"900\""),
        ("a.jpg", jpeg(1200, 900, 6), "width=\"900\" height=\"1200\""),
        ("a.jpg", jpeg(1200, 900, 8), "width=\"900\" height=\"1200\""),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 600 900'/>".to_vec(),
            "width=\"600\" height=\"900\"",
        ),
    ] {
        let (paper, run) = showing(name, &bytes);
        assert_eq!(run.code, 0, "{}", run.said);
        let page = paper.page("2025-11-20/a.html");
        assert!(page.contains(size), "{name} {size}: {page}");
    }
}

#[test]
fn of_a_long_picture_a_page_shows_the_top() {
    let long = Paper::of(&[(
        STORY,
        "---\nheadline: 题\nimages: [{src: a.png, alt: 图}]\n---\n文。\n\n![图](a.png)\n",
    )]);
    long.put(&beside("a.png"), png(200, 6000));
    let run = long.build();
    assert_eq!(run.code, 0, "{}", run.said);
    let makeup = long.run(&["makeup", "2025-11-20", "--as-of", "2025-12-01", "--format", "json"]).said;
    assert!(makeup.contains("\"overfull\":false"), "{makeup}");
    let page = long.page("2025-11-20.html");
    assert!(page.contains("class=\"long\""), "the theme shows the top of it: {page}");
}

#[test]
fn a_name_is_found_in_either_composition() {
    let (composed, decomposed) = ("caf\u{e9}.png", "cafe\u{301}.png");
    for (written, stored) in [(composed, decomposed), (decomposed, composed), ("caf%C3%A9.png", decomposed)] {
        let paper = paper(&format!("![图]({written}) [附件](<{written}>)"));
        paper.put(&beside(stored), PNG);
        let run = paper.build();
        assert_eq!(run.code, 0, "{}", run.said);
        assert!(!run.said.contains("unpublished-file"), "{}", run.said);
        assert!(paper.public().keys().any(|path| path.ends_with(".png")));
    }
}

#[test]
fn marks_of_addresses_may_stand_in_a_name() {
    for name in ["a#b.png", "100%.png", "a?b.png", "a%20b.png", "a&b.png"] {
        let paper = paper(&format!("![图]({name})"));
        paper.put(&beside(name), PNG);
        let run = paper.build();
        assert_eq!(run.code, 0, "{name}: {}", run.said);
        assert!(paper.public().keys().any(|path| path.ends_with(".png")), "{name}");
    }
    let paper = paper("![图](img\\b.png)");
    paper.put(&beside("img/b.png"), PNG);
    assert!(paper.built().contains_key("2025-11-20/img/b.png"), "the slash of Windows");
}

#[test]
fn a_dead_link_gets_the_help_that_fits() {
    let paper = paper("文。");
    paper.put("content/editions/2025-11-13/old.md", "# 旧稿\n\n文。\n");
    paper.put("content/images/lamp.PNG", PNG);
    paper.put("content/pages/about.md", "# 关于\n\n文。\n");
    for (body, code, help) in [
        ("[官网](www.gov.cn)", "dead-link", "`https://www.gov.cn`"),
        ("[官网](example.org/a)", "dead-link", "`https://example.org/a`"),
        ("[上期](old.md)", "dead-link", "`../2025-11-13/old.md`"),
        ("[上期](old.html)", "dead-link", "`../2025-11-13/old.md`"),
        ("[上期](2025-11-13/old.html)", "dead-link", "`../2025-11-13/old.md`"),
        ("![灯](lamp.png)", "missing-picture", "`../../images/lamp.PNG`"),
        ("![灯](../../images/lamp.png)", "missing-picture", "大小写不一样，写成 `../../images/lamp.PNG`"),
        ("[图](../../images)", "dead-link", "这是文件夹"),
        ("[关于](/pages/about.md)", "root-link", "`../../pages/about.md`"),
        ("[关于](/about.html)", "root-link", "`../../pages/about.md`"),
        ("![灯](/images/lamp.png)", "root-link", "`../../images/lamp.PNG`"),
        ("[旧稿](/2025/11/old/)", "root-link", "`../2025-11-13/old.md`"),
        ("[官网](：https://example.org/a)", "dead-link", "`https://example.org/a`"),
        ("[写信](mail:a@example.org)", "link-scheme", "`mailto`"),
        ("![灯](C:\\图\\灯.png)", "link-scheme", "本机"),
        ("[表](file:///D:/表.xlsx)", "link-scheme", "只写文件名"),
        ("[站](//example.org/a)", "link-scheme", "`https://example.org/a`"),
    ] {
        paper.put(STORY, format!("# 题\n\n{body}\n"));
        let run = paper.build();
        assert_eq!(run.code, 1, "{body}: {}", run.said);
        assert!(
            run.said.contains(&format!("[{code}]")) && run.said.contains(help),
            "{body} {help}: {}",
            run.said
        );
    }
    paper.put(STORY, "# 题\n\n[期](../2025-11-13) [稿](../2025-11-13/old.md) ![灯](../../images/lamp.PNG)\n");
    let run = paper.build();
    assert_eq!(run.code, 0, "the advice can be followed: {}", run.said);
}

#[test]
fn pictures_of_other_sites_are_one_error_a_site() {
    let paper = Paper::of(&[]);
    for story in 0..30 {
        let body: String =
            (0..20).map(|number| format!("![图](https://img.example.org/{story}/{number}.png)\n")).collect();
        paper.put(
            &format!("content/editions/2025-11-20/s{story:02}.md"),
            format!("# 题\n\n{body}\n![图](http://b.example.com/{story}.jpg)\n"),
        );
    }
    let run = paper.build();
    assert_eq!((run.code, run.said.matches("[picture-from-elsewhere]").count()), (1, 2), "{}", run.said);
    for words in [
        "有 600 张图在 img.example.org 上",
        "首处是 `https://img.example.org/0/0.png`",
        "s00.md:3",
        "lanmu check --fetch",
    ] {
        assert!(run.said.contains(words), "{words}: {}", run.said);
    }
}

#[test]
fn what_editors_programs_leave_is_no_part_of_the_paper() {
    let paper = paper("文。");
    for name in [
        "#a.md#",
        "a.md.orig",
        "a.md.rej",
        ".a.md.swo",
        "a.md___jb_tmp___",
        "b.pdf.part",
        "Icon\r",
        "__MACOSX/._a.md",
        "@eaDir/a.md/x",
        "~$报.docx",
        "~WRL0001.tmp",
        "Thumbs.db",
        ".DS_Store",
        "a.md~",
        "a.md.bak",
        "a.md.save",
        "desktop.ini",
        "报.wbk",
    ] {
        paper.put(&beside(name), "字");
    }
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(!run.said.contains("unpublished-file") && !run.said.contains("警告"), "{}", run.said);
}

#[test]
fn robots_of_ones_own_replaces_ours() {
    let paper = paper("文。");
    paper.put("content/robots.txt", "User-agent: *\nDisallow: /draft/\n");
    let built = paper.built();
    assert_eq!(built["robots.txt"], b"User-agent: *\nDisallow: /draft/\n");
}
