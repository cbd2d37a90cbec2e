//! A story that is being exported: what both forms say of it, in the words of the paper.

use std::collections::BTreeMap;

use super::byline::BylineSpot;
use crate::model::edition::Edition;
use crate::model::inventory::Inventory;
use crate::model::site::{Site, Story};
use crate::project::Project;
use crate::words::Language;

/// A story that is being exported, and its paper.
pub(super) struct Exporting<'s> {
    pub project: &'s Project,
    pub inventory: &'s Inventory,
    pub site: &'s Site,
    pub story: &'s Story,
    /// The language of what is said about the story; its own.
    pub language: Language,
}

impl<'s> Exporting<'s> {
    /// A word of the theme in the language of the story; the key itself if the theme does not have it.
    pub(super) fn word<'k>(&self, key: &'k str) -> &'k str
    where
        's: 'k,
    {
        let words: Option<&'s BTreeMap<String, String>> = self.site.theme.words_in(self.story.language);
        words.and_then(|words| words.get(key)).map_or(key, String::as_str)
    }

    /// `来源：四平日报`
    pub(super) fn labelled(&self, key: &str, text: &str) -> String {
        format!("{}{}{text}", self.word(key), self.word("colon"))
    }

    /// The same with a day: `更正（2025年11月21日）：…`
    fn labelled_on(&self, key: &str, day: Option<chrono::NaiveDate>, text: &str) -> String {
        let day = day.map(|day| self.story.language.day(day));
        let day = day.map(|day| format!("{}{day}{}", self.word("open"), self.word("close")));
        format!("{}{}{}{text}", self.word(key), day.unwrap_or_default(), self.word("colon"))
    }

    /// Its byline, if it stands in this place.
    pub(super) fn byline(&self, spot: BylineSpot) -> Option<String> {
        let byline = self.story.draft.front().byline.as_ref();
        byline.filter(|byline| BylineSpot::of(byline) == spot).map(|byline| byline.printed())
    }

    /// What is printed in the place of a story that was withdrawn.
    pub(super) fn withdrawal(&self) -> Option<String> {
        let withdrawn = self.story.draft.slip.schedule.withdrawn.as_ref()?;
        Some(self.labelled_on("withdrawn", withdrawn.date, &withdrawn.reason))
    }

    /// The lines below the text: its correction, where it was taken from, and who edited it.
    pub(super) fn foot(&self) -> Vec<String> {
        let front = self.story.draft.front();
        let correction = front.correction.as_ref();
        let correction = correction
            .map(|correction| self.labelled_on("correction", Some(correction.date), &correction.note));
        let origin = &front.origin;
        let source = origin.source.as_ref().map(|source| self.labelled("source", source));
        let original = origin.source_url.as_ref().map(|url| self.labelled("original", url));
        let copyright = origin.copyright.as_ref().map(|rights| self.labelled("copyright", rights));
        let editors = front.editors.iter().map(|(task, who)| {
            let key = match task.as_str() {
                "duty" => "duty",
                "page" => "page_editor",
                _ => "proof",
            };
            self.labelled(key, who)
        });
        let editors = editors.collect::<Vec<_>>().join(self.word("gap"));
        let editors = (!editors.is_empty()).then_some(editors);
        [correction, source, original, copyright, editors].into_iter().flatten().collect()
    }

    /// The edition that it belongs to, if it belongs to one.
    pub(super) fn edition(&self) -> Option<&'s Edition> {
        self.story.placed.map(|placed| self.site.edition(placed.edition))
    }
}
