//! The sheet of paper: its size and margins, what stands above and below the text on each page, and the settings of the file.

use super::styles::{FOOTER, HEADER};
use super::xml::WordPart;
use crate::export::title_block::TitleLines;

/// The header of the first page: who may read it, and the title block.
pub(super) fn title_block(classification: Option<&str>, lines: &TitleLines) -> WordPart {
    WordPart::of("w:hdr", |part| {
        classification_line(part, classification);
        for (index, line) in lines.iter().enumerate() {
            header_line(part, &line.join("　"), index == 0, index + 1 == lines.len());
        }
    })
}

/// The header of the other pages: who may read it, and the headline.
pub(super) fn running_head(classification: Option<&str>, headline: &str) -> WordPart {
    WordPart::of("w:hdr", |part| {
        classification_line(part, classification);
        header_line(part, headline, false, true);
    })
}

/// Who may read the file, in 黑体 of 三号 at the left.
fn classification_line(part: &mut WordPart, classification: Option<&str>) {
    let Some(text) = classification else { return };
    part.element("w:p", &[], |part| {
        part.element("w:pPr", &[], |part| part.value("w:pStyle", HEADER));
        part.element("w:r", &[], |part| {
            part.element("w:rPr", &[], |part| {
                let faces = [("w:ascii", "Arial"), ("w:hAnsi", "Arial"), ("w:eastAsia", "黑体")];
                part.mark("w:rFonts", &faces);
                part.value("w:sz", "32");
            });
            part.words("w:t", text);
        });
    });
}

fn header_line(part: &mut WordPart, text: &str, is_strong: bool, is_last: bool) {
    part.element("w:p", &[], |part| {
        part.element("w:pPr", &[], |part| {
            part.value("w:pStyle", HEADER);
            if is_last {
                let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "1"), ("w:color", "auto")];
                part.element("w:pBdr", &[], |part| part.mark("w:bottom", &line));
            }
        });
        part.element("w:r", &[], |part| {
            if is_strong {
                part.element("w:rPr", &[], |part| part.mark("w:b", &[]));
            }
            part.words("w:t", text);
        });
    });
}

/// The footer: the number of the page.
pub(super) fn footer() -> WordPart {
    WordPart::of("w:ftr", |part| {
        part.element("w:p", &[], |part| {
            part.element("w:pPr", &[], |part| part.value("w:pStyle", FOOTER));
            part.mark("w:fldSimple", &[("w:instr", " PAGE ")]);
        });
    })
}

/// The properties of the text's only section: A4, with margins to write in.
pub(super) fn section(part: &mut WordPart, [first, other, foot]: [&str; 3]) {
    part.element("w:sectPr", &[], |part| {
        for (name, kind, id) in [
            ("w:headerReference", "first", first),
            ("w:headerReference", "default", other),
            ("w:footerReference", "first", foot),
            ("w:footerReference", "default", foot),
        ] {
            part.mark(name, &[("w:type", kind), ("r:id", id)]);
        }
        part.mark("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let margins = [
            ("w:top", "1701"),
            ("w:right", "1701"),
            ("w:bottom", "1440"),
            ("w:left", "1701"),
            ("w:header", "720"),
            ("w:footer", "720"),
            ("w:gutter", "0"),
        ];
        part.mark("w:pgMar", &margins);
        part.mark("w:cols", &[("w:space", "425")]);
        part.mark("w:titlePg", &[]);
    });
}

/// The settings of the file.
pub(super) fn settings() -> WordPart {
    WordPart::of("w:settings", |part| {
        part.mark("w:zoom", &[("w:percent", "100")]);
        part.value("w:defaultTabStop", "420");
        part.value("w:characterSpacingControl", "compressPunctuation");
        part.element("w:footnotePr", &[], |part| {
            for id in ["-1", "0"] {
                part.mark("w:footnote", &[("w:id", id)]);
            }
        });
        part.element("w:compat", &[], |part| {
            let mode = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            part.mark("w:compatSetting", &mode);
        });
    })
}

/// The list of the faces that the file uses.
pub(super) fn faces() -> WordPart {
    WordPart::of("w:fonts", |part| {
        for (name, other, kind) in [
            ("Times New Roman", None, "roman"),
            ("Arial", None, "swiss"),
            ("Courier New", None, "modern"),
            ("宋体", Some("SimSun"), "auto"),
            ("黑体", Some("SimHei"), "modern"),
            ("仿宋", Some("FangSong"), "modern"),
        ] {
            part.element("w:font", &[("w:name", name)], |part| {
                if let Some(other) = other {
                    part.value("w:altName", other);
                    part.value("w:charset", "86");
                }
                part.value("w:family", kind);
            });
        }
    })
}
