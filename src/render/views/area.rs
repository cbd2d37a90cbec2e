//! A story in its area of a page: as much of it as the layout shows, each part where the layout puts it.

use serde::Serialize;

use super::card::{Card, PictureView, run_in};
use super::figures::{FigureView, in_digits};
use crate::finding::Finding;
use crate::model::body::{Block, BlockKind, beginning, phrase_of};
use crate::model::byline::Byline;
use crate::model::ids::StoryId;
use crate::model::layout::{Area, ExhibitPlacement, Shown};
use crate::model::site::Story;
use crate::model::story::Form;
use crate::render::exhibits;
use crate::render::html::BodyRenderer;
use crate::render::templates::Templates;
use crate::render::terms::Terms;
use crate::trace::Reader;

/// A story in its area.
#[derive(Debug, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "what the template asks of an area")]
pub(crate) struct AreaView<'s> {
    card: Card<'s>,
    /// Its place on the page, from 1: the style sheet of the edition names it `story-1`, `story-2` …
    place: usize,
    boxed: bool,
    /// Whether it goes across the whole width of a tablet's screen.
    across: bool,
    /// Its place among the short stories that stand under one label, from 1.
    gathered: Option<usize>,
    /// Whether its pictures are above its headline.
    led_by_picture: bool,
    /// The pictures across its whole area.
    large_pictures: Vec<PictureView>,
    /// The pictures at the foot of its last column; on a page that prints its stories whole, all.
    small_pictures: Vec<PictureView>,
    /// The text that is shown whole.
    body: String,
    /// The footnotes of a story that is shown whole.
    footnotes: String,
    /// The figures that it prints in digits, on such a page: one for each label.
    figures: Vec<FigureView<'s>>,
    /// The words of the paragraph that is shown only in part.
    part: Option<String>,
    /// Whether the page shows only its beginning.
    cut: bool,
    /// The mark after words that are cut in the middle of a sentence; otherwise empty.
    ellipsis: &'static str,
    /// The exhibits and tables that stand below the text; on a page that prints its stories whole, those before it.
    exhibits: Vec<String>,
    /// Those that stand in the columns, after the text.
    column_exhibits: Vec<String>,
}

/// Where a story stands on its page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing<'l> {
    /// Its index on the page.
    pub index: usize,
    /// Its area, if the page is made up.
    pub area: Option<&'l Area>,
    /// Whether it goes across the whole width of a tablet's screen.
    pub across: bool,
}

impl<'s> AreaView<'s> {
    /// A story where it stands. On a page without a layout it is printed whole or listed, as the theme says.
    ///
    /// # Errors
    /// With a finding when an exhibit's template cannot be filled in.
    pub(crate) fn new(
        templates: &Templates,
        reader: &'s Reader<'s>,
        id: StoryId,
        standing: Standing,
        to_root: &str,
    ) -> Result<Self, Box<Finding>> {
        let Standing { index, area, across } = standing;
        let place = index + 1;
        let story = reader.story(id);
        let card = Card::new(reader, id, to_root);
        let prints_whole = reader.theme().prints_whole && card.withdrawn.is_none();
        if area.is_none() && !prints_whole {
            return Ok(Self::listed(story, card, place));
        }
        let home = reader.home(id);
        let drawn = match area {
            Some(area) if area.exhibits.is_empty() => Vec::new(),
            _ => exhibits::of_story(templates, reader, story, to_root, home)?,
        };
        let terms = Terms::of(reader.terms(story, to_root));
        // On a page that is made up, the notes of a story stand below it, or in its own document with all of its text.
        let calls = area.is_none_or(|area| area.shown == Shown::All);
        let setting = BodyRenderer { reader, story, to_root, home, exhibits: &drawn, terms: &terms, calls };
        let Some(area) = area else {
            return Ok(Self::whole(&setting, in_digits(reader, story), card, place));
        };
        let text = if card.withdrawn.is_some() {
            ShownText::default()
        } else {
            text(&setting, story, area, run_in(&card))
        };
        let (large_pictures, small_pictures) = pictures(&setting, area, &card);
        let (exhibits, column_exhibits) = match area.exhibit_placement {
            ExhibitPlacement::Below { .. } => (text.apart, Vec::new()),
            ExhibitPlacement::InColumns => (Vec::new(), text.apart),
        };
        let divided = |html: String| story.language.in_narrow_columns(html);
        Ok(Self {
            place,
            boxed: area.boxed,
            across,
            gathered: area.gathered,
            led_by_picture: story.form == Form::Photo,
            large_pictures,
            small_pictures,
            body: divided(text.whole),
            footnotes: if calls && card.withdrawn.is_none() {
                divided(setting.footnotes())
            } else {
                String::new()
            },
            figures: Vec::new(),
            ellipsis: if text.breaks_off { story.language.ellipsis() } else { "" },
            part: text.part.map(divided),
            cut: area.shown != Shown::All,
            exhibits,
            column_exhibits,
            card,
        })
    }

    /// A story on a page that prints its stories whole.
    fn whole(setting: &BodyRenderer, figures: Vec<FigureView<'s>>, card: Card<'s>, place: usize) -> Self {
        let story = setting.story;
        let blocks = story.draft.body().blocks.as_slice();
        let first = leading_chart(setting);
        let leads = |block: &Block| first.is_some_and(|first| std::ptr::eq(first, block));
        Self {
            exhibits: rendered(setting, first.into_iter()),
            body: text_besides(setting, blocks, &leads, run_in(&card), BelowText::Other),
            footnotes: setting.footnotes(),
            figures,
            small_pictures: super::card::pictures(setting),
            cut: false,
            ..Self::listed(story, card, place)
        }
    }

    /// A story on a page that lists its stories.
    fn listed(story: &Story, card: Card<'s>, place: usize) -> Self {
        Self {
            card,
            place,
            boxed: false,
            across: false,
            gathered: None,
            led_by_picture: story.form == Form::Photo,
            large_pictures: Vec::new(),
            small_pictures: Vec::new(),
            body: String::new(),
            footnotes: String::new(),
            figures: Vec::new(),
            part: None,
            cut: true,
            ellipsis: story.language.ellipsis(),
            exhibits: Vec::new(),
            column_exhibits: Vec::new(),
        }
    }
}

/// The mark at the end of a paragraph that announces what follows, and that of one after which nothing does.
const ANNOUNCED: [(char, &str); 2] = [('：', "。"), (':', ".")];

/// How the call of a note begins.
const CALL: &str = "<sup class=\"call";

/// A narrative as its area shows it.
#[derive(Default)]
struct ShownText {
    whole: String,
    part: Option<String>,
    /// Whether the last sentence continues.
    breaks_off: bool,
    /// What is not in the flow of the text.
    apart: Vec<String>,
}

fn text(setting: &BodyRenderer, story: &Story, area: &Area, run_in: Option<&str>) -> ShownText {
    let blocks = story.draft.body().blocks.as_slice();
    let (shown, part) = match area.shown {
        Shown::All => (blocks, None),
        Shown::To { blocks: whole, characters } => {
            (&blocks[..whole.min(blocks.len())], blocks.get(whole).map(|block| (block, characters)))
        }
    };
    let head = run_in.filter(|_| !shown.is_empty() || part.is_none());
    let apart = blocks.iter().filter(|block| is_apart(block)).take(area.exhibits.len());
    let whole = text_besides(setting, shown, &is_apart, head, below_text(story, area));
    let part = part.and_then(|(block, characters)| {
        let head = run_in.filter(|_| shown.is_empty());
        part_of(setting, story, block, characters, head)
    });
    ShownText {
        whole,
        breaks_off: part.as_ref().is_some_and(|(_, breaks_off)| *breaks_off),
        part: part.map(|(words, _)| words),
        apart: rendered(setting, apart),
    }
}

/// The chart that stands before the text where the theme wants one: the first exhibit of the story, unless the words before it lead
/// to it.
fn leading_chart<'s>(setting: &BodyRenderer<'s>) -> Option<&'s Block> {
    let (story, blocks) = (setting.story, setting.story.draft.body().blocks.as_slice());
    let at = blocks.iter().position(is_apart).filter(|_| setting.reader.theme().chart_first)?;
    let BlockKind::Exhibit(number) = blocks[at].kind else { return None };
    let is_announced = blocks[..at].last().is_some_and(|before| leads_on(story, before));
    (story.exhibits().get(number)?.is_chart() && !is_announced).then_some(&blocks[at])
}

/// Whether a block is a sub-head, or a paragraph that announces what follows it.
fn leads_on(story: &Story, block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { .. } => true,
        BlockKind::Paragraph(content) => {
            let text = story.plain(&phrase_of(content));
            ANNOUNCED.iter().any(|(colon, _)| text.trim_end().ends_with(*colon))
        }
        _ => false,
    }
}

/// Each of some blocks on its own.
fn rendered<'b>(setting: &BodyRenderer, blocks: impl Iterator<Item = &'b Block>) -> Vec<String> {
    blocks.map(|block| setting.blocks([block], None)).collect()
}

/// What stands right below a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BelowText {
    /// The first of the blocks that stand apart from it.
    FirstApart,
    /// Something else, or nothing.
    Other,
}

/// What stands right below the text of an area: an exhibit, unless a byline, a note or a picture is between them.
fn below_text(story: &Story, area: &Area) -> BelowText {
    let byline = story.draft.front().byline.as_ref().is_some_and(Byline::follows_text);
    let has_exhibits = !area.exhibits.is_empty() && area.pictures.iter().all(|plate| plate.large);
    let is_last = area.shown == Shown::All && !byline && story.draft.body().footnotes.is_empty();
    if has_exhibits && is_last { BelowText::FirstApart } else { BelowText::Other }
}

/// The text of some blocks, without those that `stands_apart`. A colon before one of these becomes a full stop, unless the text ends
/// with it and that block is right below.
fn text_besides(
    setting: &BodyRenderer,
    blocks: &[Block],
    stands_apart: &dyn Fn(&Block) -> bool,
    head: Option<&str>,
    below: BelowText,
) -> String {
    let (mut html, mut head, mut has_met) = (String::new(), head, false);
    for (index, block) in blocks.iter().enumerate() {
        if stands_apart(block) {
            let is_first = !has_met && blocks[index..].iter().all(stands_apart);
            let follows = is_first && below == BelowText::FirstApart;
            if !follows && (index == 0 || !stands_apart(&blocks[index - 1])) {
                announce_nothing(&mut html);
            }
            has_met = true;
            continue;
        }
        let is_paragraph = matches!(block.kind, BlockKind::Paragraph(_));
        html.push_str(&setting.blocks([block], if is_paragraph { head.take() } else { None }));
    }
    if head.is_some() {
        html.push_str(&setting.blocks([], head));
    }
    html
}

/// Ends the last paragraph with a full stop if it ends with a colon, in whatever elements and with the call of a note or without.
fn announce_nothing(html: &mut String) {
    let Some(words) = html.strip_suffix("</p>\n") else { return };
    let mut end = words.len();
    while let Some(tag) = words[..end].ends_with('>').then(|| last_tag(&words[..end])).flatten() {
        end = tag;
    }
    if let Some((colon, stop)) = ANNOUNCED.iter().find(|(colon, _)| words[..end].ends_with(*colon)) {
        html.replace_range(end - colon.len_utf8()..end, stop);
    }
}

/// Where the tag begins that closes an element at the end, or the call of a note that stands there.
fn last_tag(html: &str) -> Option<usize> {
    let call = html.strip_suffix("</sup>").and_then(|html| html.rfind("<sup"));
    call.filter(|call| html[*call..].starts_with(CALL)).or_else(|| html.rfind("</"))
}

/// Whether a block stands outside the flow of the text.
fn is_apart(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Table { .. } | BlockKind::Exhibit(_))
}

/// The first characters of a paragraph, including `run_in` at its beginning, and whether they end in the middle of a sentence.
fn part_of(
    setting: &BodyRenderer,
    story: &Story,
    block: &Block,
    characters: usize,
    run_in: Option<&str>,
) -> Option<(String, bool)> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    let characters = characters.saturating_sub(run_in.map_or(0, |head| head.chars().count()));
    let figure = |reference: usize| story.figure(reference).text.chars().count();
    let beginning = beginning(content, characters, &figure);
    let is_whole = story.plain(&phrase_of(content)).chars().count() <= characters;
    let words = setting.words_of(&beginning, run_in, is_whole);
    if story.language.ends_a_sentence(&story.plain(&phrase_of(&beginning))) {
        return Some((words, false));
    }
    (characters > 0).then(|| (story.language.without_joint(&words).to_owned(), true))
}

/// The pictures that an area shows: across all of it, and in its last column.
fn pictures(setting: &BodyRenderer, area: &Area, card: &Card) -> (Vec<PictureView>, Vec<PictureView>) {
    if card.withdrawn.is_some() {
        return (Vec::new(), Vec::new());
    }
    let pictures = super::card::pictures(setting).into_iter().zip(&area.pictures);
    let (large, small): (Vec<_>, Vec<_>) = pictures.partition(|(_, plate)| plate.large);
    let views = |pictures: Vec<(PictureView, _)>| pictures.into_iter().map(|(picture, _)| picture).collect();
    (views(large), views(small))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_that_announces_nothing_is_a_full_stop() {
        for (before, after) in [
            ("<p>名额如下：</p>\n", "<p>名额如下。</p>\n"),
            ("<p><strong>名额如下：</strong></p>\n", "<p><strong>名额如下。</strong></p>\n"),
            (
                "<p>如下：<sup class=\"call\">〔1〕</sup></p>\n",
                "<p>如下。<sup class=\"call\">〔1〕</sup></p>\n",
            ),
            ("<p>As follows:</p>\n", "<p>As follows.</p>\n"),
            ("<p>甲：乙</p>\n", "<p>甲：乙</p>\n"),
            ("<ul><li>甲：</li></ul>\n", "<ul><li>甲：</li></ul>\n"),
        ] {
            let mut html = before.to_owned();
            announce_nothing(&mut html);
            assert_eq!(html, after);
        }
    }
}
