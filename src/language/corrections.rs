//! Corrections: the sentence that says what a printed figure should have been.

use chrono::NaiveDate;

use super::TextLanguage;

/// A printed figure that was wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Misprint<'m> {
    /// The day of the edition.
    pub day: NaiveDate,
    /// The page, from 1.
    pub page: usize,
    /// The headline of the story.
    pub headline: &'m str,
    /// What is counted; `None` if the wrong number was computed from the figure.
    pub name: Option<&'m str>,
    /// As it was printed.
    pub before: &'m str,
    /// As it should have been.
    pub after: &'m str,
}

impl TextLanguage {
    /// The headline of a correction.
    #[must_use]
    pub(crate) fn correction_headline(self) -> &'static str {
        if self.is_chinese() { "更正" } else { "Correction" }
    }

    /// The sentence that corrects a misprint.
    #[must_use]
    pub(crate) fn correction(self, misprint: Misprint) -> String {
        let Misprint { day, page, headline, name, before, after } = misprint;
        let (day, headline) = (self.day(day), headline.trim_end_matches(['。', '.']));
        match (self, name) {
            (Self::SimplifiedChinese, Some(name)) => {
                format!("{day}第{page}版《{headline}》中，“{name}”应为{after}，误为{before}。")
            }
            (Self::SimplifiedChinese, None) => {
                format!("{day}第{page}版《{headline}》中，“{before}”应为“{after}”。")
            }
            (Self::TraditionalChinese, Some(name)) => {
                format!("{day}第{page}版《{headline}》中，「{name}」應為{after}，誤為{before}。")
            }
            (Self::TraditionalChinese, None) => {
                format!("{day}第{page}版《{headline}》中，「{before}」應為「{after}」。")
            }
            (Self::English, Some(name)) => format!(
                "In “{headline}” ({day}, page {page}), the figure for “{name}” should have been {after}, not {before}."
            ),
            (Self::English, None) => {
                format!("In “{headline}” ({day}, page {page}), “{before}” should have read “{after}”.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misprint_is_corrected_in_the_language_of_the_paper() {
        let misprint = Misprint {
            day: NaiveDate::from_ymd_opt(2025, 11, 13).unwrap(),
            page: 2,
            headline: "Trees.",
            name: Some("Limes"),
            before: "610 trees",
            after: "601 trees",
        };
        assert_eq!(
            TextLanguage::English.correction(misprint),
            "In “Trees” (13 November 2025, page 2), the figure for “Limes” should have been 601 trees, not 610 trees."
        );
        assert_eq!(
            TextLanguage::TraditionalChinese.correction(Misprint { name: None, ..misprint }),
            "2025年11月13日第2版《Trees》中，「610 trees」應為「601 trees」。"
        );
    }
}
