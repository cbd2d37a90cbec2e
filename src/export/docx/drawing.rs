//! Pictures → drawings, as wide as the text at most.

use imagesize::ImageType;

use super::styles::CAPTION;
use super::writer::{ParagraphSetting, RunLook, WordWriter};
use super::xml::WordPart;
use crate::export::pictures::{InPlace, PictureProgram, ShownPicture};
use crate::model::body::Image;
use crate::model::phrase::Phrase;
use crate::model::story::Picture;

/// What Word shows.
const PROGRAM: PictureProgram = PictureProgram {
    name: "Word",
    formats: &[
        (ImageType::Png, "png"),
        (ImageType::Jpeg, "jpg"),
        (ImageType::Gif, "gif"),
        (ImageType::Bmp, "bmp"),
    ],
};

/// Lengths in the units of drawings: a pixel, the width of the text, and the greatest height.
const PIXEL: usize = 9525;
const WIDEST: usize = 8504 * 635;
const HIGHEST: usize = 9000 * 635;

impl WordWriter<'_> {
    /// Writes a picture of the front matter, with its caption.
    pub(super) fn front_picture(&mut self, part: &mut WordPart, picture: &Picture) {
        let alt = Phrase::of(&picture.alt);
        self.block_picture(part, picture.link, &alt, picture.caption.as_ref(), picture.credit.as_deref());
    }

    /// Writes a picture that is a block of the text.
    pub(super) fn image(&mut self, part: &mut WordPart, image: &Image) {
        self.block_picture(part, image.link, &image.alt, image.caption.as_ref(), None);
    }

    fn block_picture(
        &mut self,
        part: &mut WordPart,
        link: usize,
        alt: &Phrase,
        caption: Option<&Phrase>,
        credit: Option<&str>,
    ) {
        self.paragraph(part, ParagraphSetting::of(CAPTION), |writer, part| writer.picture(part, link, alt));
        if caption.is_some() || credit.is_some() {
            self.paragraph(part, ParagraphSetting::of(CAPTION), |writer, part| {
                if let Some(caption) = caption {
                    writer.phrase(part, caption);
                }
                if let Some(credit) = credit {
                    let gap = if caption.is_some() { writer.exporting.story.language.gap() } else { "" };
                    writer.run(part, &format!("{gap}{credit}"), RunLook::default());
                }
            });
        }
    }

    /// Writes a picture into a line; one that Word cannot show is named in its place.
    pub(super) fn picture(&mut self, part: &mut WordPart, link: usize, alt: &Phrase) {
        let alt = self.exporting.story.plain(alt);
        match self.exporting.picture((link, &alt), &PROGRAM, &mut self.findings) {
            Ok(InPlace::Picture(picture)) => {
                let number = self.pictures.len() + 1;
                let id = part.link("image", &format!("media/image{number}.{}", picture.ending), false);
                self.look(part, RunLook::default(), |part| drawing(part, &picture, number, &id, &alt));
                self.pictures.push(picture);
            }
            Ok(InPlace::Words(words)) => self.run(part, &words, RunLook::default()),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
    }
}

/// The size of a picture on paper: its own, or as large as there is room.
fn fitted((width, height): (usize, usize)) -> [String; 2] {
    let (wide, high) = (width.saturating_mul(PIXEL), height.saturating_mul(PIXEL));
    let (wide, high) =
        if wide > WIDEST { (WIDEST, WIDEST.saturating_mul(height) / width) } else { (wide, high) };
    let (wide, high) =
        if high > HIGHEST { (HIGHEST.saturating_mul(width) / height, HIGHEST) } else { (wide, high) };
    [wide, high].map(|length| length.max(1).to_string())
}

fn drawing(part: &mut WordPart, picture: &ShownPicture, number: usize, link: &str, alt: &str) {
    const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let [wide, high] = fitted(picture.size);
    let number = number.to_string();
    let name = format!("image{number}.{}", picture.ending);
    let size = [("cx", wide.as_str()), ("cy", high.as_str())];
    let around = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    let named = [("id", number.as_str()), ("name", name.as_str()), ("descr", alt)];
    part.element("w:drawing", &[], |part| {
        part.element("wp:inline", &around, |part| {
            part.mark("wp:extent", &size);
            part.mark("wp:docPr", &named);
            part.element("wp:cNvGraphicFramePr", &[], |part| {
                part.mark("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
            });
            part.element("a:graphic", &[], |part| {
                part.element("a:graphicData", &[("uri", PICTURE)], |part| {
                    part.element("pic:pic", &[], |part| {
                        part.element("pic:nvPicPr", &[], |part| {
                            part.mark("pic:cNvPr", &named[..2]);
                            part.mark("pic:cNvPicPr", &[]);
                        });
                        part.element("pic:blipFill", &[], |part| {
                            part.mark("a:blip", &[("r:embed", link)]);
                            part.element("a:stretch", &[], |part| part.mark("a:fillRect", &[]));
                        });
                        part.element("pic:spPr", &[], |part| {
                            part.element("a:xfrm", &[], |part| {
                                part.mark("a:off", &[("x", "0"), ("y", "0")]);
                                part.mark("a:ext", &size);
                            });
                            let shape = [("prst", "rect")];
                            part.element("a:prstGeom", &shape, |part| part.mark("a:avLst", &[]));
                        });
                    });
                });
            });
        });
    });
}
