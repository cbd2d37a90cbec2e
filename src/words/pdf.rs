//! What is said of the PDFs of editions.

use super::Language;

/// An edition is being printed.
#[must_use]
pub(crate) fn printing(edition: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("印 {edition} ……"),
        Language::English => format!("printing {edition} …"),
    }
}

/// An edition was printed: its pages, the sheets they took, and the size in bytes.
#[must_use]
pub(crate) fn printed(
    edition: &str,
    (pages, sheets, bytes): (usize, usize, usize),
    language: Language,
) -> String {
    let kilobytes = bytes.div_ceil(1000);
    match language {
        Language::Chinese => format!("{edition}　{pages} 版，{sheets} 张，{kilobytes} kB"),
        Language::English => format!("{edition}: pages {pages}, sheets {sheets}, {kilobytes} kB"),
    }
}

/// The pages of an edition do not each fit on a sheet.
#[must_use]
pub(crate) fn overflows(language: Language) -> &'static str {
    match language {
        Language::Chinese => "（一版应当一张：报纸自己的样式让版面变高了）",
        Language::English => " (a page should be one sheet: the paper's own styles make pages higher)",
    }
}

/// How many PDFs were printed, and how many editions have a current one already.
#[must_use]
pub(crate) fn total(printed: usize, current: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("印好 {printed} 期的 PDF，放进了报纸；另有 {current} 期不用印"),
        Language::English => format!("PDFs printed and put into the paper: {printed}; not needed: {current}"),
    }
}
