//! A story as other documents show it: its headline group, its link, and its text as far as it is shown.

use chrono::{Datelike, NaiveDate, TimeZone};
use serde::Serialize;

use super::chrome::LinkView;
use crate::model::byline::{Byline, BylinePart};
use crate::model::document::Subject;
use crate::model::edition::Edition;
use crate::model::heads::{HeadBreaks, LineBreaks};
use crate::model::ids::StoryId;
use crate::model::markup::AskedSize;
use crate::model::paper::Paper;
use crate::model::phrase::Phrase;
use crate::model::site::{Story, Waiting};
use crate::render::head_lines::with_breaks;
use crate::render::html::BodyRenderer;
use crate::render::terms::Terms;
use crate::trace::Reader;

/// A story in a list, or on a page.
#[derive(Debug, Serialize)]
pub(crate) struct Card<'s> {
    /// Its path relative to the root.
    pub path: &'s str,
    /// 引题, each line as HTML.
    pub kicker: Vec<String>,
    /// 主题, each line as HTML.
    pub headline: Vec<String>,
    /// The language tag of the story, if it is not in the language of the paper.
    pub language: Option<&'static str>,
    /// The dash before 副题.
    pub dash_mark: &'static str,
    /// 主题 in one line, plain.
    pub title: String,
    /// 副题 as HTML.
    pub deck: Option<String>,
    /// Whether 副题 follows a ——.
    pub dash: bool,
    /// 提要 as HTML.
    pub lead: Option<String>,
    /// 体裁
    pub form: &'static str,
    /// 栏目
    pub column: Option<LinkView<'s>>,
    /// Its importance on its page.
    pub rank: u32,
    /// Whether it is set in a box.
    pub boxed: bool,
    /// The day, for readers and for machines.
    pub date: Option<DateView>,
    /// Its byline.
    pub byline: Option<BylineView>,
    /// Its pictures.
    pub pictures: Vec<PictureView>,
    /// 摘要, plain.
    pub summary: &'s str,
    /// The notice in place of a story that was withdrawn.
    pub withdrawn: Option<&'s str>,
    /// The day on which it was withdrawn.
    pub withdrawn_on: Option<DateView>,
    /// 更正
    pub correction: Option<CorrectionView<'s>>,
    /// Why a story is visible only at the desk: `draft`, or the day from which readers see it.
    pub waiting: Option<String>,
}

/// A correction.
#[derive(Debug, Serialize)]
pub(crate) struct CorrectionView<'s> {
    /// The day of the correction.
    pub date: DateView,
    /// What was wrong, and what is right.
    pub note: &'s str,
}

/// A day, for readers and for machines.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DateView {
    /// 2025-11-20
    pub iso: String,
    /// 2025年11月20日
    pub printed: String,
    /// 0 is Monday.
    pub weekday: u32,
    /// Whether the weekday is said before the day.
    pub weekday_first: bool,
}

impl DateView {
    /// The views of a day, printed in the language of the paper.
    #[must_use]
    pub(crate) fn new(reader: &Reader, date: NaiveDate) -> Self {
        let language = reader.paper().language;
        Self {
            iso: date.format("%Y-%m-%d").to_string(),
            printed: language.day(date),
            weekday: date.weekday().num_days_from_monday(),
            weekday_first: language.says_weekday_first(),
        }
    }
}

/// A byline and the position that its form gives it.
#[derive(Debug, Serialize)]
pub(crate) struct BylineView {
    /// As printed.
    pub text: String,
    /// The same in parts that a line divides only if it must.
    parts: Vec<BylinePartView>,
    /// `line` under the headline, `dispatch` run into the text, `tail` at the foot, `source` in the meta line, `photo` by the picture.
    pub place: &'static str,
}

impl BylineView {
    fn new(byline: &Byline) -> Self {
        let place = match byline {
            Byline::Credits { photo: true, .. } => "photo",
            Byline::Credits { .. } | Byline::AsWritten(_) => "line",
            Byline::Dispatch { .. } => "dispatch",
            Byline::Tail { .. } => "tail",
            Byline::Source { .. } => "source",
        };
        let part = |part: BylinePart| BylinePartView { before: part.before, text: part.text };
        Self { text: byline.printed(), parts: byline.parts().into_iter().map(part).collect(), place }
    }
}

/// A role with its people, and the space before it.
#[derive(Debug, Serialize)]
pub(crate) struct BylinePartView {
    before: &'static str,
    text: String,
}

/// A picture.
#[derive(Debug, Serialize)]
pub(crate) struct PictureView {
    /// Its address from this document.
    pub source: String,
    /// The prints of a photograph for a browser to choose from, as HTML lists them.
    pub srcset: Option<String>,
    /// How wide it is shown, as HTML says it.
    pub sizes: String,
    /// The text for readers who cannot see it.
    pub alt: String,
    /// 图说 as HTML.
    pub caption: Option<String>,
    /// Its credit.
    pub credit: Option<String>,
    /// In pixels, if it is known.
    pub width: Option<u32>,
    /// In pixels, if it is known.
    pub height: Option<u32>,
}

impl<'s> Card<'s> {
    /// The card of a story in a document from which `to_root` leads to the root.
    #[must_use]
    pub(crate) fn new(reader: &'s Reader<'s>, id: StoryId, to_root: &str) -> Self {
        let story = reader.card(id);
        let home = reader.home(id);
        let terms = Terms::default();
        let setting =
            BodyRenderer { reader, story, to_root, home, exhibits: &[], terms: &terms, calls: true };
        Self {
            path: home.unwrap_or_default(),
            column: column_link(reader, story),
            date: edition_of(reader, story).map(|edition| DateView::new(reader, edition.key.date)),
            ..Self::of(&setting, story)
        }
    }

    /// The parts of a card that depend only on the story.
    #[must_use]
    pub(crate) fn of(setting: &BodyRenderer, story: &'s Story) -> Self {
        let front = story.draft.front();
        let withdrawal = story.draft.slip.schedule.withdrawn.as_ref();
        let withdrawn = withdrawal.is_some();
        let group = &front.headline_group;
        let breaks = &story.breaks;
        let lines = |phrases: &[Phrase], breaks: &[LineBreaks]| {
            let line =
                |(number, line)| with_breaks(setting.phrase(line), HeadBreaks::of_line(breaks, number));
            phrases.iter().enumerate().map(line).collect()
        };
        Self {
            path: "",
            kicker: lines(&group.kicker, &breaks.kicker),
            headline: lines(&group.headline, &breaks.headline),
            language: foreign_tag(setting.reader, story),
            dash_mark: story.language.dash(),
            title: story.title(),
            deck: group
                .deck
                .as_ref()
                .map(|deck| with_breaks(setting.phrase(&deck.text), breaks.deck.as_deref())),
            dash: group.deck.as_ref().is_some_and(|deck| deck.dash),
            lead: group.lead.as_ref().filter(|_| !withdrawn).map(|lead| setting.phrase(lead)),
            form: story.form.word(),
            column: None,
            rank: story.placed.map_or(1, |placed| placed.rank),
            boxed: front.boxed,
            date: None,
            byline: front.byline.as_ref().map(BylineView::new),
            pictures: if withdrawn { Vec::new() } else { pictures(setting) },
            summary: story.summary(),
            withdrawn: withdrawal.map(|withdrawal| withdrawal.reason.as_str()),
            withdrawn_on: withdrawal
                .and_then(|withdrawal| withdrawal.date)
                .map(|day| DateView::new(setting.reader, day)),
            correction: front.correction.as_ref().map(|correction| CorrectionView {
                date: DateView::new(setting.reader, correction.date),
                note: &correction.note,
            }),
            waiting: story.waiting.map(|waiting| match waiting {
                Waiting::Draft => "draft".to_owned(),
                Waiting::Until(day) => DateView::new(setting.reader, day).printed,
            }),
        }
    }
}

/// The language tag of a story, if it is not in the language of the paper.
#[must_use]
pub(crate) fn foreign_tag(reader: &Reader, story: &Story) -> Option<&'static str> {
    (story.language != reader.paper().language).then(|| story.language.tag())
}

/// The name and first sheet of a story's column.
#[must_use]
pub(crate) fn column_link<'s>(reader: &Reader<'s>, story: &Story) -> Option<LinkView<'s>> {
    let (column, name) = reader.column_of(story)?;
    Some(LinkView { name: name.to_owned(), path: reader.path(&Subject::Column(column, 0))? })
}

/// The edition that a story belongs to.
#[must_use]
pub(crate) fn edition_of<'s>(reader: &Reader<'s>, story: &Story) -> Option<&'s Edition> {
    story.placed.map(|placed| reader.edition(placed.edition))
}

/// The pictures of a story.
#[must_use]
pub(crate) fn pictures(setting: &BodyRenderer) -> Vec<PictureView> {
    let pictures = setting.story.draft.front().pictures.iter();
    pictures
        .filter_map(|picture| {
            let source = setting.source(picture.link)?;
            Some(PictureView {
                srcset: source.srcset(),
                sizes: setting.sizes(AskedSize::default()),
                source: source.path,
                alt: picture.alt.clone(),
                caption: picture.caption.as_ref().map(|caption| setting.phrase(caption)),
                credit: picture.credit.clone(),
                width: source.size.map(|(width, _)| width),
                height: source.size.map(|(_, height)| height),
            })
        })
        .collect()
}

/// The head that runs into a brief's first paragraph.
#[must_use]
pub(crate) fn run_in<'c>(card: &'c Card) -> Option<&'c str> {
    card.byline.as_ref().filter(|byline| byline.place == "dispatch").map(|byline| byline.text.as_str())
}

/// The beginning of a day in the time zone of the paper, in the format of RFC 3339.
#[must_use]
pub(crate) fn midnight(paper: &Paper, date: NaiveDate) -> String {
    let midnight = date.and_hms_opt(0, 0, 0).unwrap_or_default();
    let zoned = paper.timezone.from_local_datetime(&midnight).earliest();
    zoned.map_or_else(|| midnight.and_utc().to_rfc3339(), |zoned| zoned.to_rfc3339())
}
