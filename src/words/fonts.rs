//! What can be wrong with the fonts that a paper names.

use super::{Wording, nearest, wording};

/// There is no such file.
#[must_use]
pub(crate) fn no_file<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Wording {
    wording("missing-font", format!("没有字体文件 `{written}`"), format!("there is no font file `{written}`"))
        .nearest(
            written,
            nearest(written, known),
            "把 .ttf、.otf 或 .ttc 文件放进 content/，按它在 content/ 里的路径写，如 `fonts/a.ttf`",
            "put the .ttf, .otf or .ttc file into content/, and write its path there, such as `fonts/a.ttf`",
        )
}

/// A file is no font that can be cut.
#[must_use]
pub(crate) fn no_font(written: &str, is_web_font: bool) -> Wording {
    let (zh, en) = if is_web_font {
        ("已经是压缩过的网页字体", "is a web font, which is compressed")
    } else {
        ("不是字体文件，或者坏了", "is no font, or damaged")
    };
    wording("unfit-font", format!("`{written}` {zh}"), format!("`{written}` {en}")).help(
        "换成原来的 .ttf、.otf 或 .ttc 文件，不超过 64 MB",
        "take the original .ttf, .otf or .ttc file of at most 64 MB",
    )
}

/// A font has axes, of which no value is chosen.
#[must_use]
pub(crate) fn variable(written: &str) -> Wording {
    wording(
        "unfit-font",
        format!("`{written}` 是可变字体，不知道用哪种粗细"),
        format!("`{written}` is a variable font, whose weight is not chosen"),
    )
    .help(
        "换成固定粗细的文件，下载包里多半在 static 文件夹，如 Bold、Black",
        "take a file of one weight, such as Bold or Black: downloads mostly have them in a folder `static`",
    )
}

/// A font that could not be cut.
#[must_use]
pub(crate) fn not_cut(name: &str) -> Wording {
    wording(
        "unfit-font",
        format!("`{name}` 取不出字形，读者看到的是系统字体"),
        format!("the letters of `{name}` cannot be read; readers see a font of their system"),
    )
    .help("多半坏了：重新下载一份", "it is probably damaged: download it again")
}

/// A collection has no face of this name, or no face is named.
#[must_use]
pub(crate) fn no_face<'k>(
    written: &str,
    face: Option<&str>,
    known: impl Iterator<Item = &'k str>,
) -> Wording {
    let known: Vec<&str> = known.collect();
    let names = |joint: &str| known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(joint);
    let one = known.first().copied().unwrap_or_default();
    match face {
        Some(face) => wording(
            "unknown-face",
            format!("`{written}` 里没有 `{face}`"),
            format!("`{written}` has no face `{face}`"),
        )
        .nearest(
            face,
            nearest(face, known.iter().copied()),
            format!("里面有 {}", names("、")),
            format!("it has {}", names(", ")),
        ),
        None => wording(
            "unknown-face",
            format!("`{written}` 里有 {} 款字体", known.len()),
            format!("`{written}` has {} faces", known.len()),
        )
        .help(
            format!("写明用哪款：`{{file: {written}, face: {one}}}`；里面有 {}", names("、")),
            format!("say which one: `{{file: {written}, face: {one}}}`; it has {}", names(", ")),
        ),
    }
}

/// What a font says of its licence forbids this use.
#[must_use]
pub(crate) fn licence(written: &str, is_whole_only: bool) -> Wording {
    let (zh, en) = if is_whole_only {
        ("标明只能整个嵌入，不能只取一部分字", "says that it may be embedded as a whole, and not cut")
    } else {
        ("标明不许嵌入网页", "says that it must not be embedded")
    };
    wording("font-licence", format!("`{written}` {zh}"), format!("`{written}` {en}")).help(
        "换一款可以嵌入的，如思源宋体（OFL）；已经买了网页授权，就用字体公司给的网页版原文件",
        "take one that may be, such as Source Han Serif (OFL); with a licence for the web, take the file that the foundry has for it",
    )
}

/// Characters that a font lacks.
#[must_use]
pub(crate) fn missing(written: &str, characters: &str) -> Wording {
    let named = |open: &str, close: &str, joint: &str| {
        let named = characters.chars().map(|letter| format!("{open}{letter}{close}"));
        named.collect::<Vec<_>>().join(joint)
    };
    wording(
        "missing-glyph",
        format!("字体 `{written}` 没有{}，读者看到的是另一种字", named("“", "”", "")),
        format!("the font `{written}` lacks {}, which readers see in another one", named("“", "”", ", ")),
    )
    .help("换一款字全的字体，或换一个字", "take a font that has them, or other words")
}
