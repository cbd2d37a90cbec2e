//! The narrative's tree → HTML, every text escaped, every link relative to the document that contains it.

use std::fmt::Write;

use super::escape::{address, attribute, body_text, set_text};
use super::head_lines::with_breaks;
use super::terms::Terms;
use crate::exhibits::FigureOrigin;
use crate::model::body::{Block, BlockKind, Inline, heading_lines};
use crate::model::document::{Subject, figure_address};
use crate::model::draft::Recording;
use crate::model::figured::PrintedFigure;
use crate::model::heads::{HeadBreaks, LineBreaks};
use crate::model::phrase::{Phrase, Piece};
use crate::model::site::{Story, Target};
use crate::trace::Reader;

/// How a narrative is rendered in one document.
#[derive(Clone, Copy)]
pub(crate) struct BodyRenderer<'s> {
    /// What it may look up.
    pub reader: &'s Reader<'s>,
    /// The story whose text it is.
    pub story: &'s Story,
    /// The prefix that leads from the document to the root.
    pub to_root: &'s str,
    /// The document that contains the story's headings, footnotes and own figures: `None` if it is this one.
    pub home: Option<&'s str>,
    /// The story's exhibits, already rendered.
    pub exhibits: &'s [String],
    /// The terms that its edition explains.
    pub terms: &'s Terms,
    /// Whether the document shows its notes, or leads to them. If not, nothing calls them.
    pub calls: bool,
}

/// The box of a task.
const DONE: &str = "<input class=\"task\" type=\"checkbox\" disabled checked aria-label=\"☑\">";
const OPEN: &str = "<input class=\"task\" type=\"checkbox\" disabled aria-label=\"☐\">";

/// Whether figures may be links: not inside a link, nor in a list of headlines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureLinks {
    Linked,
    Plain,
}

impl BodyRenderer<'_> {
    /// `blocks`, with `run_in` at the beginning of the first paragraph.
    #[must_use]
    pub(crate) fn blocks<'b>(
        &self,
        blocks: impl IntoIterator<Item = &'b Block>,
        run_in: Option<&str>,
    ) -> String {
        let mut html = String::with_capacity(4096);
        let mut run_in = run_in;
        for block in blocks {
            self.block(block, &mut run_in, &mut html);
        }
        if run_in.is_some() {
            html.push_str("<p>");
            run_into(run_in, &mut html);
            html.push_str("</p>\n");
        }
        html
    }

    /// The footnotes; empty if there are none. In the document that contains them, each has a link back to its call.
    #[must_use]
    pub(crate) fn footnotes(&self) -> String {
        let mut html = String::new();
        for (index, blocks) in self.story.draft.body().footnotes.iter().enumerate() {
            let number = index + 1;
            if self.home.is_some() {
                let _ = write!(html, "<li>{}</li>", self.blocks(blocks, None));
                continue;
            }
            let _ = write!(html, "<li id=\"fn{number}\">{}", self.blocks(blocks, None));
            let _ =
                write!(html, "<a class=\"back\" href=\"#fnref{number}\" aria-label=\"{number}\">↩</a></li>");
        }
        html
    }

    /// A phrase of front matter, its figures marked but not linked: it may be inside a link.
    #[must_use]
    pub(crate) fn phrase(&self, phrase: &Phrase) -> String {
        let mut html = String::new();
        for piece in &phrase.0 {
            match piece {
                Piece::Text(text) => set_text(text, &mut html),
                Piece::Figure(reference, _) => self.figure(*reference, FigureLinks::Plain, &mut html),
            }
        }
        html
    }

    fn block(&self, block: &Block, run_in: &mut Option<&str>, html: &mut String) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(block, content, run_in.take(), html),
            BlockKind::Heading { level, id, classes, content } => {
                self.heading(*level, id, classes, content, html)
            }
            BlockKind::List { start, items } => self.list(*start, items, html),
            BlockKind::Quote(blocks) => {
                let _ = writeln!(html, "<blockquote>{}</blockquote>", self.blocks(blocks, None));
            }
            BlockKind::Group { kind, title, blocks } => self.group(*kind, title, blocks, html),
            BlockKind::Table { caption, alignments, head, rows, shapes } => {
                self.table(caption, (alignments, shapes), head, rows, html);
            }
            BlockKind::Picture(image) => self.figure_of(image, html),
            BlockKind::Exhibit(exhibit) => {
                html.push_str(self.exhibits.get(*exhibit).map_or("", String::as_str))
            }
            BlockKind::Code { language, text } => {
                html.push_str("<pre><code");
                if !language.is_empty() {
                    html.push_str(" class=\"language-");
                    attribute(language, html);
                    html.push('"');
                }
                html.push('>');
                body_text(text, html);
                html.push_str("</code></pre>\n");
            }
            BlockKind::Divider => html.push_str("<hr>\n"),
        }
    }

    /// A heading. HTML has no element for a level below the sixth, but a number.
    fn heading(&self, outline: u8, id: &str, classes: &[String], content: &[Inline], html: &mut String) {
        let level = outline.min(6);
        let _ = write!(html, "<h{level}");
        if level < outline {
            let _ = write!(html, " aria-level=\"{outline}\"");
        }
        if self.home.is_none() {
            let _ = write!(html, " id=\"{id}\"");
        }
        if !classes.is_empty() {
            let _ = write!(html, " class=\"{}\"", classes.join(" "));
        }
        html.push('>');
        let breaks = self.story.breaks.sub_head(id);
        match heading_lines(content).as_slice() {
            [] => {}
            [line] => html.push_str(&self.head_line(line, breaks, 0)),
            lines => lines.iter().enumerate().for_each(|(number, line)| {
                html.push_str("<span class=\"line\">");
                html.push_str(&self.head_line(line, breaks, number));
                html.push_str("</span> ");
            }),
        }
        let _ = writeln!(html, "</h{level}>");
    }

    /// A line of a sub-head.
    fn head_line(&self, line: &[Inline], breaks: &[LineBreaks], number: usize) -> String {
        let mut html = String::new();
        self.inlines(line, FigureLinks::Linked, &mut html);
        with_breaks(html, HeadBreaks::of_line(breaks, number))
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], html: &mut String) {
        let name = if start.is_some() { "ol" } else { "ul" };
        match start {
            Some(start) if start != 1 => {
                let _ = writeln!(html, "<ol start=\"{start}\">");
            }
            _ => {
                let _ = writeln!(html, "<{name}>");
            }
        }
        for item in items {
            match item.as_slice() {
                [Block { kind: BlockKind::Paragraph(content), .. }] => self.item(content, html),
                blocks => html.extend(["<li>", self.blocks(blocks, None).as_str(), "</li>\n"]),
            }
        }
        let _ = writeln!(html, "</{name}>");
    }

    pub(super) fn inlines(&self, inlines: &[Inline], figures: FigureLinks, html: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(words) | Inline::Markup(words) => self.words(words, figures, html),
                Inline::Turn(_) => html.push(' '),
                Inline::Figure(reference, _) => self.figure(*reference, figures, html),
                Inline::Marked(mark, content) => self.marked(mark.element(), content, figures, html),
                Inline::Script(script, content, _) => self.marked(script.element(), content, figures, html),
                Inline::Code(text) => {
                    html.push_str("<code>");
                    set_text(text, html);
                    html.push_str("</code>");
                }
                Inline::Link { link, title, content } => {
                    self.link(*link, title.as_deref(), content, figures, html)
                }
                Inline::Picture(image) => self.picture(image, html),
                Inline::Footnote { note, earlier } => self.call(*note, *earlier, html),
                Inline::Anchor(id) => self.anchor(id, html),
                Inline::Break(_) => html.push_str("<br>"),
                Inline::Task(true) => html.push_str(DONE),
                Inline::Task(false) => html.push_str(OPEN),
            }
        }
    }

    /// Words, in which a term that the edition explains links to its explanation, unless they are inside a link.
    fn words(&self, text: &str, figures: FigureLinks, html: &mut String) {
        if figures == FigureLinks::Plain {
            return set_text(text, html);
        }
        let mut done = 0;
        for (range, href) in self.terms.find(text) {
            set_text(&text[done..range.start], html);
            html.push_str("<a class=\"term\" href=\"");
            address(href, html);
            html.push_str("\">");
            set_text(&text[range.clone()], html);
            html.push_str("</a>");
            done = range.end;
        }
        set_text(&text[done..], html);
    }

    fn marked(&self, name: &str, content: &[Inline], figures: FigureLinks, html: &mut String) {
        let _ = write!(html, "<{name}>");
        self.inlines(content, figures, html);
        let _ = write!(html, "</{name}>");
    }

    /// A place that links can name, in the story's own document: another that shows the story may show more of them.
    fn anchor(&self, id: &str, html: &mut String) {
        if self.home.is_none() {
            html.push_str("<a id=\"");
            attribute(id, html);
            html.push_str("\"></a>");
        }
    }

    fn link(
        &self,
        link: usize,
        title: Option<&str>,
        content: &[Inline],
        figures: FigureLinks,
        html: &mut String,
    ) {
        match self.href(&self.story.targets[link]) {
            Some(href) => {
                html.push_str("<a href=\"");
                address(&href, html);
                if let Some(title) = title {
                    html.push_str("\" title=\"");
                    attribute(title, html);
                }
                html.push_str("\">");
                self.inlines(content, FigureLinks::Plain, html);
                html.push_str("</a>");
            }
            None => self.inlines(content, figures, html),
        }
    }

    /// The number of the footnote; if the footnotes are in another document, a link to it.
    fn call(&self, note: usize, earlier: usize, html: &mut String) {
        if !self.calls {
            return;
        }
        let number = note + 1;
        html.push_str("<sup class=\"call tied\"");
        if self.home.is_none() && earlier == 0 {
            let _ = write!(html, " id=\"fnref{number}\"");
        }
        let home = self.home.map(|home| format!("{}{home}", self.to_root)).unwrap_or_default();
        let _ = write!(
            html,
            "><a href=\"{home}#fn{number}\">{}</a></sup>",
            self.story.language.note_call(number)
        );
    }

    fn figure(&self, reference: usize, figures: FigureLinks, html: &mut String) {
        let printed = self.story.figure(reference);
        // On a page, links in every sentence would be in the reader's way: they are in the story's own document.
        let is_linked = figures == FigureLinks::Linked && self.home.is_none();
        match is_linked.then(|| self.row(printed)).flatten() {
            Some(row) => {
                html.push_str("<a class=\"figure\" href=\"");
                address(&row, html);
                html.push_str("\">");
                data(printed, html);
                html.push_str("</a>");
            }
            None => data(printed, html),
        }
    }

    /// The address of a figure's row: in the document of its ledger, or among the story's own figures in this one.
    fn row(&self, printed: &PrintedFigure) -> Option<String> {
        match &printed.origin {
            FigureOrigin::Ledger(ledger, key) => {
                let path = self.reader.ledger_path(ledger)?;
                Some(figure_address(&format!("{}{path}", self.to_root), key))
            }
            FigureOrigin::Own(key) => Some(figure_address("", key)),
            FigureOrigin::Unresolved => None,
        }
    }

    /// A picture that the draft refers to: its address and its size in pixels.
    #[must_use]
    pub(crate) fn source(&self, link: usize) -> Option<PictureSource> {
        let Target::File(id) = &self.story.targets[link] else { return None };
        let file = self.reader.carried(*id);
        let from_here = |subject: &Subject| Some(format!("{}{}", self.to_root, self.reader.path(subject)?));
        let prints = file.prints.iter().map(|width| Some((from_here(&Subject::Print(*id, *width))?, *width)));
        let prints: Vec<(String, u32)> = prints.collect::<Option<_>>()?;
        let path = match prints.last() {
            Some((widest, _)) => widest.clone(),
            None => from_here(&Subject::Carried(*id))?,
        };
        Some(PictureSource { path, prints, size: file.size, recording: file.recording() })
    }

    fn href(&self, target: &Target) -> Option<String> {
        let (subject, anchor) = match target {
            Target::Outside(url) => return Some(url.clone()),
            Target::Here(anchor) => return Some(self.here(anchor)),
            Target::Unresolved => return None,
            Target::Story(story, anchor) => (Subject::Story(*story), anchor.as_deref()),
            Target::Standing(page, anchor) => (Subject::Standing(*page), anchor.as_deref()),
            Target::Edition(edition) => (Subject::Page(*edition, 0), None),
            Target::Ledger(ledger) => (Subject::Ledger(*ledger), None),
            Target::File(file) => (Subject::Carried(*file), None),
        };
        let path = self.reader.path(&subject)?;
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(format!("{}{path}{anchor}", self.to_root))
    }

    fn here(&self, anchor: &str) -> String {
        match self.home {
            None => format!("#{anchor}"),
            Some(home) => format!("{}{home}#{anchor}", self.to_root),
        }
    }
}

/// The address and size of a picture.
#[derive(Debug)]
pub(crate) struct PictureSource {
    /// Its address relative to this document.
    pub path: String,
    /// The addresses of the prints of a photograph, and their widths in pixels.
    pub prints: Vec<(String, u32)>,
    /// What it is if it is no picture.
    pub recording: Option<Recording>,
    /// Width and height in pixels, if they are known.
    pub size: Option<(u32, u32)>,
}

/// The head that is run into a paragraph.
pub(super) fn run_into(head: Option<&str>, html: &mut String) {
    if let Some(head) = head {
        html.push_str("<span class=\"dispatch\">");
        body_text(head, html);
        html.push_str("</span>");
    }
}

/// A figure; one in words, or as long as a line, may be broken like other words; of others, the number and its measure word may not.
fn data(printed: &PrintedFigure, html: &mut String) {
    let (bound, rest) = printed.bound();
    html.push_str(if rest.is_empty() { "<data value=\"" } else { "<data class=\"words\" value=\"" });
    attribute(&printed.value, html);
    html.push_str("\">");
    let is_apart = !rest.is_empty() && !bound.is_empty();
    html.push_str(if is_apart { "<span class=\"bound\">" } else { "" });
    body_text(bound, html);
    html.push_str(if is_apart { "</span>" } else { "" });
    set_text(rest, html);
    html.push_str("</data>");
}
