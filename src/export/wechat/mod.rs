//! A story → a fragment of HTML to paste into the editor of 公众号, and its pictures beside it.
//!
//! That editor keeps few elements and drops classes, scripts and links to other sites. This is the only place where inline styles are
//! right.

mod blocks;
mod inlines;
mod look;
mod writer;

use super::ExportFile;
use super::byline::BylineSpot;
use super::exporting::Exporting;
use crate::fault::Fault;
use crate::finding::Noted;
use crate::model::body::{Block, BlockKind};
use crate::model::markup::Alignment;
use crate::model::phrase::Phrase;
use crate::words::export as words;
use blocks::paragraph;
use writer::WeChatWriter;

/// A browser that opens the file must know that it is UTF-8; the fragment has no head to say so.
const MARK: &str = "\u{FEFF}";

/// The files of a story, which have this name.
///
/// # Errors
/// If a picture cannot be read.
pub(super) fn files(exporting: &Exporting, name: &str) -> Result<Noted<Vec<ExportFile>>, Fault> {
    let mut writer = WeChatWriter::new(exporting, name, exporting.byline(BylineSpot::RunIn));
    writer.element("section", look::WHOLE, |writer| {
        writer.html.push('\n');
        writer.head();
        writer.body();
        writer.foot();
    });
    if let Some(fault) = writer.fault.take() {
        return Err(fault);
    }
    let bytes = format!("{MARK}{}\n", writer.html).into_bytes();
    let mut files = vec![ExportFile { ending: ".html".to_owned(), bytes }];
    files.extend(writer.pictures.into_iter().zip(1..).map(|(picture, number)| ExportFile {
        ending: format!("-{number}.{}", picture.ending),
        bytes: picture.bytes,
    }));
    Ok(Noted::new(files, writer.findings))
}

impl WeChatWriter<'_> {
    /// The headline group.
    fn head(&mut self) {
        let exporting = self.exporting;
        let group = &exporting.story.draft.front().headline_group;
        self.lines(look::KICKER, &group.kicker);
        if let Some(deck) = &group.deck {
            let dash = if deck.dash { exporting.story.language.dash() } else { "" };
            let deck = format!("{dash}{}", exporting.story.plain(&deck.text));
            self.line(look::DECK, Some(&deck));
        }
        self.line(look::BYLINE, exporting.byline(BylineSpot::Head).as_deref());
    }

    /// The text.
    fn body(&mut self) {
        let exporting = self.exporting;
        let front = exporting.story.draft.front();
        if let Some(withdrawal) = exporting.withdrawal() {
            return self.line(&paragraph(Alignment::Unset), Some(&withdrawal));
        }
        if let Some(lead) = &front.headline_group.lead {
            let lead = exporting.story.plain(lead);
            self.line(look::LEAD, Some(&lead));
        }
        for picture in &front.pictures {
            let alt = Phrase::of(&picture.alt);
            self.block_picture(picture.link, &alt, picture.caption.as_ref(), picture.credit.as_deref());
        }
        self.line(&paragraph(Alignment::Unset), front.dateline.as_deref());
        self.blocks(&exporting.story.draft.body().blocks);
        let run_in = self.run_in.take();
        self.line(&paragraph(Alignment::Unset), run_in.as_deref());
    }

    /// What stands below the text: the byline, notes, addresses, and the lines of the paper.
    fn foot(&mut self) {
        let exporting = self.exporting;
        let story = exporting.story;
        self.line(look::FOOT, exporting.byline(BylineSpot::Foot).as_deref());
        let notes: &[_] = if story.draft.is_withdrawn() { &[] } else { &story.draft.body().footnotes };
        for (blocks, number) in notes.iter().zip(1..) {
            self.element("section", look::REMARK, |writer| {
                writer.text(&story.language.note_call(number));
                match blocks.as_slice() {
                    [Block { kind: BlockKind::Paragraph(content), .. }] => writer.inlines(content),
                    blocks => writer.blocks(blocks),
                }
            });
            self.html.push('\n');
        }
        let addresses = std::mem::take(&mut self.addresses);
        if !addresses.is_empty() {
            self.line(look::REMARK, Some(words::addresses(exporting.language)));
        }
        for (url, number) in addresses.iter().zip(1..) {
            self.line(look::REMARK, Some(&format!("[{number}] {url}")));
        }
        for remark in exporting.foot() {
            self.line(look::REMARK, Some(&remark));
        }
    }

    /// Writes each line as a paragraph.
    fn lines(&mut self, style: &str, lines: &[Phrase]) {
        for line in lines {
            self.element("p", style, |writer| writer.phrase(line));
            self.html.push('\n');
        }
    }
}
