//! The body of a Word file: paragraphs and tables, in order.

use super::numbering::ParagraphNumber;
use super::reader::{DocxReader, ParagraphContents, chosen};
use super::runs::deleted_words;
use super::styles::{DocxStyle, indent, numbering, outline_level, placing};
use crate::import::manuscript::{
    ManuscriptPart, Manuscripted, ParagraphLook, Placing, Strand, StrandFormat, plain, white_before,
};
use crate::import::xml::XmlElement;
use crate::words::import as words;

impl DocxReader<'_> {
    /// The words of a note, its paragraphs joined.
    pub(super) fn note(&mut self, note: &XmlElement) -> Vec<Strand> {
        let mut contents = ParagraphContents::default();
        for paragraph in note.all("w:p") {
            if !contents.strands.is_empty() {
                contents.strands.push(Strand::plain(" "));
            }
            self.inline(paragraph, &StrandFormat::default(), &mut contents);
        }
        contents.strands
    }

    /// Reads paragraphs and tables.
    pub(super) fn blocks(&mut self, parent: &XmlElement) {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:p" => self.paragraph(element),
                "w:tbl" => self.table(element),
                "w:del" | "w:moveFrom" => self.aside(words::deletion(), element.text_of("w:delText")),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.blocks(chosen);
                    }
                }
                "w:sectPr" | "w:sdtPr" | "w:sdtEndPr" | "w:customXmlPr" => {}
                _ => self.blocks(element),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &XmlElement) {
        self.line += 1;
        let properties = paragraph.element("w:pPr");
        let style = properties
            .and_then(|properties| properties.element("w:pStyle"))
            .and_then(|style| style.attribute("w:val"));
        let style = style.map_or_else(DocxStyle::default, |id| self.styles.resolved(id));
        let heading = properties.and_then(outline_level).or(style.heading);
        let is_plain = heading.is_some();
        let base = StrandFormat {
            is_bold: !is_plain && style.is_bold == Some(true),
            is_italic: !is_plain && !style.is_quotation() && style.is_italic == Some(true),
            ..StrandFormat::default()
        };
        let mut contents = ParagraphContents::default();
        self.inline(paragraph, &base, &mut contents);
        let is_empty = plain(&contents.strands).trim().is_empty();
        let number = if is_empty { None } else { self.number(properties, &style, heading.is_some()) };
        let mut look = ParagraphLook {
            heading,
            item: style.item().filter(|_| heading.is_none()),
            placing: properties.and_then(placing).or(style.placing).unwrap_or_default(),
            size: contents.sizes.iter().filter_map(|own| own.or(style.size)).max(),
            is_quotation: style.is_quotation(),
            is_caption: style.is_caption(),
            part: style.part(),
        };
        if look.placing == Placing::AtMargin && number.is_none() {
            let own = properties.map_or(0.0, |properties| indent(properties, look.size));
            look.placing = Placing::moved_in(own + white_before(&plain(&contents.strands)));
        }
        match number {
            Some(ParagraphNumber::Item(level, mark)) => look.item = Some((level, mark)),
            Some(ParagraphNumber::Words(words)) => contents.strands.insert(0, Strand::plain(&words)),
            None => {}
        }
        self.add(contents, look);
    }

    fn number(
        &mut self,
        properties: Option<&XmlElement>,
        style: &DocxStyle,
        is_heading: bool,
    ) -> Option<ParagraphNumber> {
        let (id, level) = properties.and_then(numbering).or_else(|| style.numbering.clone())?;
        self.numberings.next(&id, level, is_heading)
    }

    /// Adds a paragraph, and its pictures after it.
    fn add(&mut self, contents: ParagraphContents, look: ParagraphLook) {
        let ParagraphContents { mut strands, pictures, .. } = contents;
        if plain(&strands).trim().is_empty() && strands.iter().all(|strand| strand.note.is_none()) {
            self.gap += usize::from(pictures.is_empty());
        } else {
            if let Some(first) = strands.iter_mut().find(|strand| !strand.text.is_empty()) {
                first.text = first.text.trim_start().to_owned();
            }
            let gap = std::mem::take(&mut self.gap);
            let paragraph = Manuscripted { strands, look, line: self.line, gap };
            self.manuscript.parts.push(ManuscriptPart::Paragraph(paragraph));
        }
        for picture in pictures {
            self.manuscript.parts.push(ManuscriptPart::Picture(self.pictures.len()));
            self.pictures.push(picture);
        }
    }

    /// A table; one of a single cell is a frame around paragraphs.
    fn table(&mut self, table: &XmlElement) {
        let mark =
            |row: &XmlElement, name| row.element("w:trPr").is_some_and(|own| own.element(name).is_some());
        let (deleted, rows): (Vec<&XmlElement>, Vec<&XmlElement>) =
            table.all("w:tr").into_iter().partition(|row| mark(row, "w:del"));
        for row in deleted {
            self.aside(words::deletion(), deleted_words(row));
        }
        self.inserted += rows.iter().filter(|row| mark(row, "w:ins")).count();
        let only = rows.first().filter(|_| rows.len() == 1).map(|row| row.all("w:tc"));
        if let Some([cell]) = only.as_deref() {
            self.blocks(cell);
            return;
        }
        self.line += 1;
        let mut is_merged = false;
        let mut cells: Vec<Vec<Vec<Strand>>> = rows.iter().map(|row| self.row(row, &mut is_merged)).collect();
        let width = cells.iter().map(Vec::len).max().unwrap_or_default();
        for row in &mut cells {
            row.resize(width, Vec::new());
        }
        if width > 0 {
            self.gap = 0;
            self.manuscript.parts.push(ManuscriptPart::Table { rows: cells, is_divided: is_merged });
        }
    }

    fn row(&mut self, row: &XmlElement, is_merged: &mut bool) -> Vec<Vec<Strand>> {
        let mut cells = Vec::new();
        for cell in row.all("w:tc") {
            let properties = cell.element("w:tcPr");
            let value = |name| properties.and_then(|properties| properties.element(name));
            let span = value("w:gridSpan").and_then(|span| span.attribute("w:val")?.parse::<usize>().ok());
            cells.push(self.cell(cell));
            *is_merged |= span.is_some_and(|span| span > 1) || value("w:vMerge").is_some();
            cells.extend(std::iter::repeat_n(Vec::new(), span.unwrap_or(1).saturating_sub(1).min(200)));
        }
        cells
    }

    /// The words of a cell: its paragraphs, line by line, those of a table within it too.
    fn cell(&mut self, cell: &XmlElement) -> Vec<Strand> {
        let mut contents = ParagraphContents::default();
        for paragraph in cell.all("w:p") {
            if !plain(&contents.strands).trim().is_empty() {
                contents.strands.push(Strand::plain("\n"));
            }
            self.inline(paragraph, &StrandFormat::default(), &mut contents);
        }
        for picture in contents.pictures {
            self.manuscript.parts.push(ManuscriptPart::Picture(self.pictures.len()));
            self.pictures.push(picture);
        }
        while contents
            .strands
            .last()
            .is_some_and(|last| last.text == "\n" || last.text.is_empty() && last.note.is_none())
        {
            contents.strands.pop();
        }
        contents.strands
    }
}
