//! The titles of a headline group → kicker, headline and deck: lines of one title are joined, and letters of one size belong
//! together.

use super::lines::may_be_label;
use super::manuscript::{Manuscripted, Placing, Strand, TEXT_SIZE};
use super::new_story::{ImportNote, NewBlock, NewStory, NoteKind};
use super::official::is_office;
use crate::words::import as words;

/// The smallest line of a couplet, in characters.
const COUPLET: usize = 4;
/// What the titles of documents and speeches end in.
const DOCUMENTS: [&str; 24] = [
    "通知",
    "公告",
    "通告",
    "公示",
    "启事",
    "通报",
    "决定",
    "意见",
    "方案",
    "办法",
    "报告",
    "请示",
    "批复",
    "函",
    "规定",
    "讲话",
    "发言",
    "致辞",
    "总结",
    "纪要",
    "规划",
    "计划",
    "细则",
    "倡议书",
];
/// A line that ends so goes on with the next.
const UNFINISHED: [char; 3] = ['的', '暨', '·'];

/// A line that may be of a headline.
#[derive(Clone, Debug)]
pub(super) struct TitleLine {
    pub line: usize,
    pub text: String,
    look: TitleLook,
    gap: usize,
}

/// How a title is set, as far as the file says so: the larger, the more it is the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct TitleLook {
    size: Option<u16>,
    is_bold: bool,
    is_centred: bool,
    /// Whether it has the style of titles.
    is_title: bool,
}

impl TitleLook {
    /// Whether it is not set as running text is.
    fn is_set_off(self) -> bool {
        self.is_bold || self.is_centred || self.is_title
    }
}

impl TitleLine {
    pub(super) fn of(paragraph: &Manuscripted, text: String) -> Self {
        let look = TitleLook {
            size: paragraph.look.size,
            is_bold: paragraph.is_bold(),
            is_centred: paragraph.look.placing == Placing::Centred,
            is_title: paragraph.look.heading == Some(0),
        };
        Self { line: paragraph.line, text, look, gap: paragraph.gap }
    }

    /// Whether it may be the bare name of a column that stands above another title.
    pub(super) fn may_be_label(&self, next: &Self) -> bool {
        let size = |title: &Self| title.look.size.unwrap_or(TEXT_SIZE);
        let is_larger = size(self) > size(next);
        may_be_label(&self.text) && !is_larger && !(self.look.is_set_off() && self.look == next.look)
    }
}

/// Sets the titles of a story. The kicker is above the headline, the deck below it.
pub(super) fn set(
    story: &mut NewStory,
    titles: Vec<TitleLine>,
    decks: &[String],
    is_styled: bool,
    notes: &mut Vec<ImportNote>,
) {
    let has_deck = !decks.is_empty();
    let titles = joined(titles, is_styled, story, notes);
    let by_look = headline_by_look(&titles).filter(|_| !is_styled);
    let is_guessed = titles.len() > 1 && !has_deck && !is_styled && by_look.is_none();
    let at = by_look.unwrap_or(usize::from(titles.len() > 1 && !is_styled));
    story.headline_size = titles.get(at).and_then(|title| title.look.size);
    let mut texts: Vec<String> = titles.into_iter().map(|title| title.text).collect();
    let below = texts.split_off((at + 1).min(texts.len()));
    story.headline = texts.pop();
    let kicker = (!texts.is_empty()).then(|| texts.join("　"));
    story.kicker = kicker.or(story.kicker.take());
    let mut below = below.into_iter();
    if has_deck {
        story.deck = Some(decks.concat());
    } else if !is_styled {
        story.deck = below.next();
    }
    for text in below {
        let words = vec![Strand::plain(&text)];
        // A heading below the title of a whole is one of its parts.
        story.push(
            story.line,
            if is_styled { NewBlock::Subhead(2, words) } else { NewBlock::Paragraph(words) },
        );
    }
    if is_guessed {
        story.doubt(words::guessed_headlines(), story.headline.clone().unwrap_or_default());
    }
}

/// The title that is set larger than all others, if the file says so.
fn headline_by_look(titles: &[TitleLine]) -> Option<usize> {
    let is_sized = titles.iter().all(|title| title.look.size.is_some());
    let look = |title: &TitleLine| TitleLook { size: title.look.size.filter(|_| is_sized), ..title.look };
    let looks: Vec<TitleLook> = titles.iter().map(look).collect();
    let largest = looks.iter().max()?;
    let mut all = looks.iter().enumerate().filter(|(_, look)| *look == largest);
    let (at, _) = all.next()?;
    all.next().is_none().then_some(at)
}

/// The titles, in which the lines of one title are one. Of lines that have styles, only those with that of titles can be.
fn joined(
    titles: Vec<TitleLine>,
    is_styled: bool,
    story: &mut NewStory,
    notes: &mut Vec<ImportNote>,
) -> Vec<TitleLine> {
    let mut kept: Vec<TitleLine> = Vec::new();
    for title in titles {
        let may_go_on = |last: &&mut TitleLine| !is_styled || last.look.is_title && title.look.is_title;
        let Some(last) = kept.last_mut().filter(may_go_on) else {
            kept.push(title);
            continue;
        };
        let is_certain = goes_on(&last.text, &title.text);
        let are_one = is_certain || title.gap == 0 && are_alike(last, &title);
        if !are_one {
            kept.push(title);
            continue;
        }
        last.text = one(&last.text, &title.text);
        if is_certain {
            let (remark, text) = (words::joined_headline(), last.text.clone());
            notes.push(ImportNote { line: last.line, kind: NoteKind::Done, remark, text });
        } else {
            story.doubt(words::guessed_one_headline(), last.text.clone());
        }
    }
    kept
}

/// Whether two lines are set alike, as the lines of one title are, and the first is not a couplet of its own.
fn are_alike(one: &TitleLine, other: &TitleLine) -> bool {
    one.look.is_set_off() && one.look == other.look && !one.text.contains(char::is_whitespace)
}

/// Whether a title certainly goes on in the next line.
fn goes_on(one: &str, other: &str) -> bool {
    let ends = |text: &str| DOCUMENTS.iter().any(|word| text.trim_end_matches(['）', ')']).ends_with(word));
    let is_document = one.contains("关于") && !ends(one) && ends(other);
    let is_speech = one.starts_with('在') && !one.contains("上的") && other.contains("上的") && ends(other);
    let is_given_by = is_office(one) && other.starts_with("关于");
    let is_open = [('“', '”'), ('《', '》'), ('（', '）')].iter().any(|(open, close)| {
        one.matches(*open).count() > one.matches(*close).count() && other.contains(*close)
    });
    is_document || is_speech || is_given_by || is_open || one.ends_with(UNFINISHED)
}

/// Two lines as one title: a couplet, and an office and what it gives, keep their two lines.
fn one(first: &str, second: &str) -> String {
    let [many, others] = [first, second].map(|line| line.chars().count());
    let is_couplet = many == others && many >= COUPLET;
    let space = if is_couplet || is_office(first) && second.starts_with("关于") { "　" } else { "" };
    format!("{first}{space}{second}")
}
