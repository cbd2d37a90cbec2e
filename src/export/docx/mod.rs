//! A story → a Word file to be corrected on paper. Every figure has a comment that says where it comes from.

mod body;
mod drawing;
mod inlines;
mod notes;
mod numbering;
mod package;
mod sheet;
mod styles;
mod tables;
mod writer;
mod xml;

use super::ExportFile;
use super::byline::BylineSpot;
use super::exporting::Exporting;
use crate::fault::Fault;
use crate::finding::Noted;
use crate::model::phrase::Phrase;
use package::WordPackage;
use styles::{BODY, BYLINE, DECK, FOOT, KICKER, LEAD, REMARK, TITLE};
use writer::{ParagraphSetting, RunLook, WordWriter};
use xml::WordPart;

/// The parts beside the text, which refers to each by its kind; the first header, the other and the footer come last.
const BESIDE: [(&str, &str); 9] = [
    ("styles.xml", "styles"),
    ("settings.xml", "settings"),
    ("fontTable.xml", "fontTable"),
    ("numbering.xml", "numbering"),
    ("footnotes.xml", "footnotes"),
    ("comments.xml", "comments"),
    ("header1.xml", "header"),
    ("header2.xml", "header"),
    ("footer1.xml", "footer"),
];

/// The file of a story.
///
/// # Errors
/// If a picture cannot be read.
pub(super) fn files(exporting: &Exporting) -> Result<Noted<Vec<ExportFile>>, Fault> {
    let story = exporting.story;
    let block = exporting.title_block()?;
    let classification = exporting.classification().map(|(text, _)| text.as_str());
    let mut writer = WordWriter::new(exporting, exporting.byline(BylineSpot::RunIn));
    let document = writer.document();
    let footnotes = writer.footnotes();
    if let Some(fault) = writer.fault.take() {
        return Err(fault);
    }
    let mut package = WordPackage::default();
    package.add("document.xml", "document.main", document);
    let parts = [
        styles::part(story.language.is_chinese()),
        sheet::settings(),
        sheet::faces(),
        writer.lists.part(),
        footnotes,
        writer.comments_part(),
        sheet::title_block(classification, &block),
        sheet::running_head(classification, &story.title()),
        sheet::footer(),
    ];
    for ((file, kind), part) in BESIDE.into_iter().zip(parts) {
        package.add(file, kind, part);
    }
    for (picture, number) in writer.pictures.into_iter().zip(1..) {
        package.add_picture(&format!("media/image{number}.{}", picture.ending), picture.bytes);
    }
    let bytes = package.zipped(&story.title(), &exporting.site.paper.name);
    Ok(Noted::new(vec![ExportFile { ending: ".docx".to_owned(), bytes }], writer.findings))
}

impl WordWriter<'_> {
    /// The part with the story's text, from its kicker to the lines below it.
    fn document(&mut self) -> WordPart {
        WordPart::of("w:document", |part| {
            let ids = BESIDE.map(|(file, kind)| part.link(kind, file, false));
            part.element("w:body", &[], |part| {
                self.head(part);
                self.text(part);
                let [.., first, other, foot] = &ids;
                sheet::section(part, [first, other, foot]);
            });
        })
    }

    /// The headline group.
    fn head(&mut self, part: &mut WordPart) {
        let exporting = self.exporting;
        let group = &exporting.story.draft.front().headline_group;
        self.lines(part, KICKER, &group.kicker);
        self.lines(part, TITLE, &group.headline);
        if let Some(deck) = &group.deck {
            let dash = if deck.dash { exporting.story.language.dash() } else { "" };
            self.paragraph(part, ParagraphSetting::of(DECK), |writer, part| {
                writer.run(part, dash, RunLook::default());
                writer.phrase(part, &deck.text);
            });
        }
        self.line(part, BYLINE, exporting.byline(BylineSpot::Head).as_deref());
    }

    /// What stands below the headline group.
    fn text(&mut self, part: &mut WordPart) {
        let exporting = self.exporting;
        let front = exporting.story.draft.front();
        if let Some(withdrawal) = exporting.withdrawal() {
            self.line(part, BODY, Some(&withdrawal));
        } else {
            if let Some(lead) = &front.headline_group.lead {
                self.paragraph(part, ParagraphSetting::of(LEAD), |writer, part| writer.phrase(part, lead));
            }
            for picture in &front.pictures {
                self.front_picture(part, picture);
            }
            self.line(part, BODY, front.dateline.as_deref());
            self.blocks(part, &exporting.story.draft.body().blocks, ParagraphSetting::of(BODY));
            let run_in = self.run_in.take();
            self.line(part, BODY, run_in.as_deref());
        }
        self.line(part, FOOT, exporting.byline(BylineSpot::Foot).as_deref());
        for remark in exporting.foot() {
            self.line(part, REMARK, Some(&remark));
        }
    }

    /// Writes a line of words, if there are any.
    fn line(&mut self, part: &mut WordPart, style: &str, words: Option<&str>) {
        if let Some(words) = words {
            self.paragraph(part, ParagraphSetting::of(style), |writer, part| {
                writer.run(part, words, RunLook::default());
            });
        }
    }

    /// Writes the lines of a kicker or a headline as one paragraph.
    fn lines(&mut self, part: &mut WordPart, style: &str, lines: &[Phrase]) {
        if lines.is_empty() {
            return;
        }
        self.paragraph(part, ParagraphSetting::of(style), |writer, part| {
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    writer.look(part, RunLook::default(), |part| part.mark("w:br", &[]));
                }
                writer.phrase(part, line);
            }
        });
    }
}
