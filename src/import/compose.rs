//! A story → its Markdown: front matter and text, with a comment where an editor must look.

use indexmap::IndexMap;
use serde_yaml::Value;

use super::escape::{inline, line_head};
use super::manuscript::{ItemMark, Manuscript, Strand, StrandFormat, plain};
use super::new_story::{LinedBlock, NewBlock, NewStory};
use crate::model::markup::Alignment;
use crate::parse::DOUBT_MARKS;
use crate::words::import as words;
use crate::words::{Language, Remark};

/// The Markdown of a story. `picture` gives the name of a picture's file beside it.
#[must_use]
pub(super) fn compose(
    story: &NewStory,
    manuscript: &Manuscript,
    picture: &dyn Fn(usize) -> String,
    language: Language,
) -> String {
    let writer = MarkdownWriter { manuscript, picture, language };
    let mut text = front_matter(story);
    let mut list = ListWriter::default();
    for LinedBlock { block, .. } in &story.blocks {
        let mut mark_of_item = String::new();
        if let NewBlock::Item(level, mark, _) = block {
            text.push_str(if list.continues(*level, *mark) { "" } else { "\n" });
            mark_of_item = list.mark(*level, *mark);
        } else {
            text.push('\n');
            list = ListWriter::default();
        }
        text.extend([&mark_of_item, &*writer.block(block), "\n"]);
    }
    text
}

/// Where the items of a list begin: below the words of the item that they belong to.
#[derive(Default)]
struct ListWriter {
    /// The levels of the items that are open, and what the mark of each is.
    open: Vec<(u8, ItemMark)>,
}

impl ListWriter {
    /// Whether an item goes on with the list that is open.
    fn continues(&self, level: u8, mark: ItemMark) -> bool {
        let is_number = |mark: ItemMark| matches!(mark, ItemMark::Number(_));
        let first = self.open.first();
        first.is_some_and(|(first, other)| level > *first || is_number(mark) == is_number(*other))
    }

    /// The indent and the mark of the next item.
    fn mark(&mut self, level: u8, mark: ItemMark) -> String {
        self.open.retain(|(above, _)| *above < level);
        let indent: usize = self.open.iter().map(|(_, above)| written(*above).len()).sum();
        self.open.push((level, mark));
        " ".repeat(indent) + &written(mark)
    }
}

fn written(mark: ItemMark) -> String {
    match mark {
        ItemMark::Bullet => "- ".to_owned(),
        ItemMark::Number(number) => format!("{number}. "),
    }
}

fn front_matter(story: &NewStory) -> String {
    let mut keys: IndexMap<&str, Value> = IndexMap::new();
    let date = story.date.map(|date| date.to_string());
    let form = story.form.map(|form| form.word().to_owned());
    let texts = [
        ("date", &date),
        ("form", &form),
        ("column", &story.column),
        ("kicker", &story.kicker),
        ("headline", &story.headline),
        ("deck", &story.deck),
        ("lead", &story.lead),
        ("byline", &story.byline),
        ("source", &story.source),
        ("copyright", &story.copyright),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            keys.insert(key, Value::String(text.trim().to_owned()));
        }
    }
    let yaml = serde_yaml::to_string(&keys).expect("texts can be written as YAML");
    format!("---\n{yaml}---\n")
}

/// A comment for editors, which is not printed.
#[must_use]
pub(super) fn doubt(remark: &Remark, language: Language) -> String {
    let message = remark.said(language).message.replace("--", "—");
    match language {
        Language::Chinese => format!("<!-- {}：{message} -->", DOUBT_MARKS[0]),
        Language::English => format!("<!-- {}: {message} -->", DOUBT_MARKS[1]),
    }
}

/// How many comments for editors a text has.
#[must_use]
pub(super) fn doubts(text: &str) -> usize {
    DOUBT_MARKS.iter().map(|mark| text.matches(&format!("<!-- {mark}")).count()).sum()
}

struct MarkdownWriter<'m> {
    manuscript: &'m Manuscript,
    picture: &'m dyn Fn(usize) -> String,
    language: Language,
}

impl MarkdownWriter<'_> {
    fn block(&self, block: &NewBlock) -> String {
        match block {
            NewBlock::Paragraph(strands) => line_head(&self.words(strands)),
            NewBlock::Subhead(level, strands) => {
                let words = self.words(&without_format(strands)).replace("\\\n", " ");
                format!("{} {words}", "#".repeat(usize::from(*level)))
            }
            NewBlock::Aligned(alignment, strands) => {
                let place = if *alignment == Alignment::Right { "right" } else { "center" };
                format!("<p align=\"{place}\">{}</p>", self.words(strands).replace("\\\n", "<br>"))
            }
            NewBlock::Item(_, _, strands) => line_head(&self.words(strands)).replace('\n', " "),
            NewBlock::Quotation(strands) => {
                format!("> {}", line_head(&self.words(strands)).replace('\n', "\n> "))
            }
            NewBlock::Table(rows) => self.table(rows),
            NewBlock::Picture(index, caption) => {
                let alt = self.manuscript.pictures.get(*index).map_or("", |picture| picture.alt.trim());
                let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
                let caption = caption.as_ref().map(|caption| caption.replace('\n', " "));
                let caption =
                    caption.map(|caption| format!(" \"{}\"", inline(&caption).replace('"', "\\\"")));
                let caption = caption.unwrap_or_default();
                let shown = format!("![{}]({}{caption})", inline(&alt), (self.picture)(*index));
                if alt.is_empty() {
                    format!("{}\n\n{shown}", doubt(&words::no_alt(), self.language))
                } else {
                    shown
                }
            }
            NewBlock::Doubt(remark, _) => doubt(remark, self.language),
        }
    }

    /// The rows of a table; the first is its head.
    fn table(&self, rows: &[Vec<Vec<Strand>>]) -> String {
        let mut lines = Vec::with_capacity(rows.len() + 1);
        for row in rows {
            let cells: Vec<String> =
                row.iter().map(|cell| self.words(cell).replace("\\\n", "<br>")).collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            if lines.len() == 1 {
                let rules =
                    (0..row.len()).map(|column| if has_numbers(rows, column) { " ---: |" } else { " --- |" });
                lines.push(format!("|{}", rules.collect::<String>()));
            }
        }
        lines.join("\n")
    }

    /// Words with their formatting; neighbours of one formatting are marked together.
    fn words(&self, strands: &[Strand]) -> String {
        let mut written = String::new();
        let mut rest = strands.iter().peekable();
        while let Some(strand) = rest.next() {
            let (mut text, mut note) = (strand.text.clone(), strand.note);
            while note.is_none()
                && let Some(next) = rest.next_if(|next| next.format == strand.format)
            {
                text.push_str(&next.text);
                note = next.note;
            }
            written.push_str(&marked(&text, &strand.format));
            if let Some(words) = note.and_then(|note| self.manuscript.notes.get(note)) {
                written.extend(["^[", self.words(words).trim(), "]"]);
            }
        }
        written.trim().to_owned()
    }
}

/// Whether the cells of a column below the head are numbers, which stand on the right.
fn has_numbers(rows: &[Vec<Vec<Strand>>], column: usize) -> bool {
    let cells = rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| plain(cell));
    let cells: Vec<String> =
        cells.filter(|cell| !matches!(cell.trim(), "" | "—" | "——" | "-" | "/")).collect();
    let is_number = |cell: &String| {
        let cell = cell.trim();
        cell.contains(|letter: char| letter.is_ascii_digit())
            && cell.chars().all(|letter| letter.is_ascii_digit() || ".,%‰-+".contains(letter))
    };
    !cells.is_empty() && cells.iter().all(is_number)
}

fn without_format(strands: &[Strand]) -> Vec<Strand> {
    strands.iter().map(|strand| Strand { format: StrandFormat::default(), ..strand.clone() }).collect()
}

/// Words between the marks of their formatting; spaces stay outside.
fn marked(text: &str, format: &StrandFormat) -> String {
    let words = text.trim();
    if words.is_empty() || *format == StrandFormat::default() {
        return inline(text);
    }
    let mut marked = inline(words);
    let wraps = [
        (format.is_superscript, "<sup>", "</sup>"),
        (format.is_subscript, "<sub>", "</sub>"),
        (format.is_struck, "~~", "~~"),
        (format.is_italic, "*", "*"),
        (format.is_bold, "**", "**"),
    ];
    for (is_on, open, close) in wraps {
        if is_on {
            marked = format!("{open}{marked}{close}");
        }
    }
    if let Some(link) = &format.link {
        marked = format!("[{marked}](<{link}>)");
    }
    let start = text.len() - text.trim_start().len();
    format!("{}{marked}{}", inline(&text[..start]), inline(&text[start + words.len()..]))
}
