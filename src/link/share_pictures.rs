//! Share pictures: for which stories one is drawn, and the words on it.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthChar;

use super::fonts::UsableFont;
use crate::finding::{Finding, Noted};
use crate::joints::may_part;
use crate::model::edition::Edition;
use crate::model::face::FontRole;
use crate::model::heads::HeadBreaks;
use crate::model::ids::StoryId;
use crate::model::paper::{Paper, SharedStories};
use crate::model::site::Story;
use crate::share_picture::SharePicture;
use crate::words::idle::{Idle, without_effect};

/// The share pictures of a paper that says where it is published, by their stories. There is none with a character that the font lacks,
/// which is a finding: that of the headline, or one on what stands on every picture.
pub(super) fn share_pictures(
    paper: &Paper,
    fonts: &[UsableFont],
    editions: &[Edition],
    stories: &[Story],
) -> Noted<BTreeMap<StoryId, SharePicture>> {
    let font = fonts.iter().find(|font| font.setting.role == FontRole::Headline);
    let Some(font) = font.filter(|_| paper.url.is_some()) else {
        return Noted::new(BTreeMap::new(), idle(paper).into_iter().collect());
    };
    let shared = paper.shared.as_ref().map(|(shared, _)| *shared).unwrap_or_default();
    let wanted: Vec<StoryId> = match shared {
        SharedStories::None => Vec::new(),
        SharedStories::Leading => editions.iter().filter_map(Edition::leading_story).collect(),
        SharedStories::All => (0..stories.len()).map(StoryId).collect(),
    };
    let picture = |id: StoryId| {
        let story = &stories[id.0];
        let edition = story.placed.map(|placed| &editions[placed.edition.0]);
        let picture = SharePicture {
            source: font.file.path.clone(),
            contents: font.file.version,
            face: font.face,
            name: paper.name.clone(),
            headline: headline(story),
            day: edition.map(|edition| paper.language.day(edition.key.date)).unwrap_or_default(),
        };
        let is_whole = !picture.characters().any(|letter| font.lacks(letter));
        (is_whole && !story.draft.is_withdrawn()).then_some((id, picture))
    };
    let pictures: BTreeMap<StoryId, SharePicture> = wanted.iter().copied().filter_map(picture).collect();
    let of_paper = pictures.is_empty() && !wanted.is_empty();
    let on_all = || {
        format!(
            "{}{}",
            paper.name,
            editions.last().map(|edition| paper.language.day(edition.key.date)).unwrap_or_default()
        )
    };
    let finding = if of_paper { font.lacking(&on_all()) } else { None };
    Noted::new(pictures, finding.into_iter().collect())
}

/// The finding on a setting of share pictures in a paper that cannot have any. If it has a font that cannot be used, that is said there.
fn idle(paper: &Paper) -> Option<Finding> {
    let (_, place) = paper.shared.as_ref().filter(|(shared, _)| *shared != SharedStories::None)?;
    let lacking = match &paper.url {
        None => "url",
        Some(_) if !paper.fonts.iter().any(|font| font.role == FontRole::Headline) => "fonts.headline",
        Some(_) => return None,
    };
    Some(Finding::warning(place.clone(), without_effect("share", &Idle::Without(lacking))))
}

/// The lines of a story's headline, in the pieces that stay whole on its pages.
fn headline(story: &Story) -> Vec<Vec<String>> {
    let lines = story.draft.front().headline_group.headline.iter().enumerate();
    lines
        .map(|(number, line)| pieces(&story.plain(line), HeadBreaks::of_line(&story.breaks.headline, number)))
        .collect()
}

/// The pieces of a line: it may end where `breaks` say, or, where nothing is said, between Chinese characters; always after a space.
fn pieces(line: &str, breaks: Option<&[u16]>) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for (number, character) in line.chars().enumerate() {
        let may_end = |before: char| match breaks {
            _ if before.is_whitespace() => true,
            Some(breaks) => breaks.iter().any(|place| usize::from(*place) == number),
            None => may_part(before, character) || is_chinese(before) && is_chinese(character),
        };
        match pieces.last_mut() {
            Some(piece) if !before.is_some_and(may_end) => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
        before = Some(character);
    }
    pieces
}

fn is_chinese(character: char) -> bool {
    character.is_alphanumeric() && character.width() == Some(2)
}
