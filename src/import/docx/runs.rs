//! The runs of a paragraph → strands: words with their formatting, in which fields show their result and deletions are gone.

use super::reader::{DocxReader, ParagraphContents, chosen};
use super::styles::{DocxStyle, size, toggle};
use crate::import::manuscript::{Strand, StrandFormat};
use crate::import::xml::{XmlElement, XmlNode};
use crate::words::import as words;

impl DocxReader<'_> {
    /// Reads what is in a paragraph, or in an element of one.
    pub(super) fn inline(
        &mut self,
        parent: &XmlElement,
        base: &StrandFormat,
        contents: &mut ParagraphContents,
    ) {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:r" => self.run(element, base, contents),
                "w:hyperlink" => {
                    let target = element.attribute("r:id").and_then(|id| self.links.get(id)).cloned();
                    let link =
                        target.filter(|target| target.starts_with("http") || target.starts_with("mailto:"));
                    self.inline(element, &StrandFormat { link, ..base.clone() }, contents);
                }
                "w:ins" | "w:moveTo" => {
                    self.inserted += 1;
                    self.inline(element, base, contents);
                }
                "w:del" | "w:moveFrom" => self.aside(words::deletion(), deleted_words(element)),
                "m:oMath" | "m:oMathPara" => {
                    let text = element.text_of("m:t");
                    contents.strands.push(Strand { text: text.clone(), format: base.clone(), note: None });
                    self.aside(words::formula(), text);
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.inline(chosen, base, contents);
                    }
                }
                "w:pPr" | "w:rPr" => {}
                _ => self.inline(element, base, contents),
            }
        }
    }

    fn run(&mut self, run: &XmlElement, base: &StrandFormat, contents: &mut ParagraphContents) {
        let properties = run.element("w:rPr");
        let format = self.format(properties, base);
        if properties.and_then(|properties| toggle(properties, "w:vanish")) == Some(true) {
            self.aside(words::hidden(), run.text_of("w:t"));
            return;
        }
        let own = properties.and_then(|properties| {
            let style = properties.element("w:rStyle").and_then(|style| style.attribute("w:val"));
            size(properties).or_else(|| self.styles.resolved(style?).size)
        });
        if !run.text_of("w:t").trim().is_empty() {
            contents.sizes.push(own);
        }
        self.run_parts(run, &format, contents);
    }

    fn run_parts(&mut self, run: &XmlElement, format: &StrandFormat, contents: &mut ParagraphContents) {
        for element in run.elements() {
            let mut add = |text: &str| {
                contents.strands.push(Strand { text: text.to_owned(), format: format.clone(), note: None });
            };
            match element.name.as_str() {
                "w:t" => add(&element.text()),
                "w:tab" | "w:ptab" => add("\t"),
                "w:br" if element.attribute("w:type").is_none_or(|kind| kind == "textWrapping") => add("\n"),
                "w:cr" => add("\n"),
                "w:noBreakHyphen" => add("-"),
                "w:sym" => {
                    let code = element.attribute("w:char").unwrap_or_default().to_owned();
                    self.aside(words::symbol(), code);
                }
                "w:footnoteReference" => self.note_mark('f', element, contents),
                "w:endnoteReference" => self.note_mark('e', element, contents),
                "w:drawing" | "w:pict" | "w:object" => self.drawing(element, contents),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.run_parts(chosen, format, contents);
                    }
                }
                "w:ruby" => {
                    self.aside(
                        words::ruby(),
                        element.element("w:rt").map_or_else(String::new, |over| over.text_of("w:t")),
                    );
                    if let Some(below) = element.element("w:rubyBase") {
                        self.inline(below, format, contents);
                    }
                }
                _ => {}
            }
        }
    }

    /// The formatting of a run: its own, that of its style, that of its paragraph.
    fn format(&self, properties: Option<&XmlElement>, base: &StrandFormat) -> StrandFormat {
        let Some(properties) = properties else { return base.clone() };
        let style = properties.element("w:rStyle").and_then(|style| style.attribute("w:val"));
        let style = style.map_or_else(DocxStyle::default, |id| self.styles.resolved(id));
        let is_on = |name| toggle(properties, name);
        let align = properties.element("w:vertAlign").and_then(|align| align.attribute("w:val"));
        let raised = properties
            .element("w:position")
            .and_then(|raised| raised.attribute("w:val")?.parse::<i32>().ok());
        let raised = raised.unwrap_or_default();
        StrandFormat {
            is_bold: is_on("w:b").or(style.is_bold).unwrap_or(base.is_bold),
            is_italic: is_on("w:i").or_else(|| is_on("w:em")).or(style.is_italic).unwrap_or(base.is_italic),
            is_struck: is_on("w:strike").or_else(|| is_on("w:dstrike")).unwrap_or(base.is_struck),
            is_superscript: align == Some("superscript") || raised > 0,
            is_subscript: align == Some("subscript") || raised < 0,
            link: base.link.clone(),
        }
    }

    fn note_mark(&mut self, kind: char, mark: &XmlElement, contents: &mut ParagraphContents) {
        let id = mark.attribute("w:id").unwrap_or_default();
        let note = self.note_index(&format!("{kind}{id}"));
        contents.strands.push(Strand { note, ..Strand::default() });
    }

    /// A picture; or a text box, a chart or another object, which is listed.
    fn drawing(&mut self, drawing: &XmlElement, contents: &mut ParagraphContents) {
        let boxes = drawing.all("w:txbxContent");
        for text in &boxes {
            let paragraphs: Vec<String> =
                text.all("w:p").iter().map(|paragraph| paragraph.text_of("w:t")).collect();
            self.aside(words::text_box(), paragraphs.join(" "));
        }
        let described = drawing.all("wp:docPr").first().and_then(|properties| properties.attribute("descr"));
        let alt = described.unwrap_or_default().to_owned();
        let drawn = drawing.all("a:blip").into_iter().filter_map(|blip| blip.attribute("r:embed"));
        let old = drawing.all("v:imagedata").into_iter().filter_map(|data| data.attribute("r:id"));
        let ids: Vec<String> = drawn.chain(old).map(str::to_owned).collect();
        if ids.is_empty() && boxes.is_empty() {
            self.aside(words::drawn_object(), alt);
        } else {
            contents.pictures.extend(ids.into_iter().map(|id| (id, alt.clone())));
        }
    }
}

/// The words of a deletion; those of one cell after another are apart.
pub(super) fn deleted_words(element: &XmlElement) -> String {
    let own = element.children.iter().map(|child| match child {
        XmlNode::Element(inner) if matches!(inner.name.as_str(), "w:delText" | "w:t") => inner.text(),
        XmlNode::Element(inner) if inner.name == "w:tc" => deleted_words(inner) + " ",
        XmlNode::Element(inner) => deleted_words(inner),
        XmlNode::Text(_) => String::new(),
    });
    own.collect()
}
