//! Doubled words: a unit or a qualifier that the ledger has and the text repeats, so that 600亩 is printed as 600亩亩.
//!
//! Guard: after a unit may stand a word that only begins like it: 名师, 人才, 亩均. Where a word ends, the segmenter tells.

use rust_decimal::Decimal;

use super::figures::Ledgers;
use super::surroundings::{self, Surroundings};
use crate::finding::{Finding, Notes};
use crate::language::measures;
use crate::language::{TextLanguage, is_han, segment};
use crate::model::draft::StoryDraft;
use crate::model::figure::{About, Figure};
use crate::model::figured::PrintedFigure;
use crate::words::figures as words;

/// Qualifiers that stand after a number, with and without its unit.
const AFTER: [&str; 8] = ["余", "餘", "多", "来", "以上", "左右", " or more", " or so"];
/// What is written for % after a number.
const PER_CENT: [&str; 6] = ["%", "％", "个百分点", "個百分點", "percent", "per cent"];
/// Units that are other words too: 12对对困难户.
const AMBIGUOUS: [&str; 6] = ["对", "對", "把", "所", "为", "分"];
/// What makes another word of the unit before it: 亩均, 亩产.
const OTHER_WORDS: [char; 2] = ['均', '产'];
/// 万 and 亿, which belong to the number or to the unit.
const LARGE: [char; 4] = ['万', '亿', '萬', '億'];
/// Words that mean the same before a number.
const ALIKE: [(&str, &[&str]); 2] = [("约", &["大约", "约为", "大概"]), ("近", &["将近", "接近"])];

/// Compares what each figure prints with the words around it.
pub(crate) fn check(draft: &StoryDraft, ledgers: &Ledgers, printed: &[PrintedFigure]) -> Vec<Finding> {
    let mut notes = Notes::on(&draft.path);
    surroundings::visit(draft, &mut |around| {
        let shown = &printed[around.reference];
        let Some(figure) = ledgers.origin(draft, &shown.origin) else { return };
        let language = ledgers.language_of(draft);
        let dressed = DressedFigure { figure, text: &shown.text, language };
        dressed.look_before(draft, around, &mut notes);
        dressed.look_after(around, &mut notes);
    });
    notes.findings
}

/// A figure with the unit and the qualifiers that it is printed with.
struct DressedFigure<'f> {
    figure: &'f Figure,
    text: &'f str,
    language: TextLanguage,
}

impl DressedFigure<'_> {
    /// Reports a qualifier that stands before the figure and is printed with it.
    fn look_before(&self, draft: &StoryDraft, around: &Surroundings, notes: &mut Notes) {
        let before = around.before.trim_end();
        let own = self.figure.about.iter().map(|about: &About| about.word(self.language));
        let mut own = own.filter(|word| self.text.starts_with(*word));
        let doubled = own.find_map(|own| {
            let alike = ALIKE.iter().filter(|(word, _)| *word == own).flat_map(|(_, alike)| *alike);
            let mut said = alike.copied().chain([own]);
            said.find(|word| self.ends_in(before, word)).map(|said| (own, said))
        });
        if let Some((own, said)) = doubled {
            let span = draft.references()[around.reference].span;
            notes.error(span, words::doubled_qualifier(&self.figure.key, own, said));
        }
    }

    /// Whether a text ends in a word that is not the end of another one: 附近, 节约.
    fn ends_in(&self, before: &str, word: &str) -> bool {
        let Some(rest) = before.strip_suffix(word) else { return false };
        if self.language.is_chinese() {
            segment::last(before).is_some_and(|last| last.range.start >= rest.len())
        } else {
            !rest.ends_with(char::is_alphanumeric)
        }
    }

    /// Reports a unit after the figure that is printed with it, or makes another unit of it.
    fn look_after(&self, around: &Surroundings, notes: &mut Notes) {
        let Some(unit) = self.unit() else { return };
        let text: &str = &around.after;
        let start = text.len() - text.trim_start_matches([' ', '\u{3000}']).len();
        let key = &self.figure.key;
        if let Some(length) = self.doubled(&text[start..], unit) {
            let (span, said) =
                (around.after.part(start..start + length).span(), &text[start..start + length]);
            notes.error(span, words::doubled_unit(key, unit, said, &format!("{}{said}", self.text)));
        } else if let Some(length) = self.joined(text, unit) {
            let (span, said) = (around.after.part(0..length).span(), &text[..length]);
            notes.warning(span, words::joined_unit(key, unit, &format!("{unit}{said}")));
        }
    }

    /// The unit at the end of the printed figure, with 万 or 亿 before it.
    fn unit(&self) -> Option<&str> {
        let bare = AFTER.iter().fold(self.text, |text, word| text.strip_suffix(word).unwrap_or(text));
        let points = self.language.percentage_points();
        let units = self.figure.unit.iter().chain([&points]);
        let forms =
            units.flat_map(|unit| [None, Some(Decimal::ONE)].map(|many| unit.after(many, self.language)));
        let forms = forms.chain(["%", ""]);
        let mut numbers = forms.filter_map(|unit| bare.strip_suffix(unit));
        let number = numbers.next().map(|number| number.trim_end_matches(LARGE).len())?;
        Some(bare[number..].trim_start()).filter(|unit| !unit.is_empty())
    }

    /// How many bytes of a text repeat the unit, qualifiers before it included.
    fn doubled(&self, text: &str, unit: &str) -> Option<usize> {
        let qualified = AFTER.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        let rest = qualified.trim_start_matches(' ');
        let unscaled = unit.trim_start_matches(LARGE);
        let measure = measures::at_start(rest).filter(|measure| {
            !unscaled.is_empty() && (measure.starts_with(unscaled) || unscaled.starts_with(measure))
        });
        let per_cent = || PER_CENT.iter().find(|word| rest.starts_with(**word) && PER_CENT.contains(&unit));
        let own = [unit, unscaled].into_iter().find(|unit| !unit.is_empty() && rest.starts_with(unit));
        let said = measure.filter(|_| self.language.is_chinese()).or(own).or_else(|| per_cent().copied())?;
        let is_whole = if self.language.is_chinese() {
            is_word(rest, said.len())
        } else {
            !rest[said.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '-')
                || !said.ends_with(char::is_alphanumeric)
        };
        is_whole.then_some(text.len() - rest.len() + said.len())
    }

    /// How many bytes of a text make another unit of the printed one: 次 after 人.
    fn joined(&self, text: &str, unit: &str) -> Option<usize> {
        if !self.language.is_chinese() || unit.trim_start_matches(LARGE).is_empty() {
            return None;
        }
        let joined = format!("{unit}{}", segment::head(text));
        let more = measures::at_start(&joined)?.strip_prefix(unit).filter(|more| !more.is_empty())?;
        is_word(text, more.len()).then_some(more.len())
    }
}

/// Whether a text begins with a word or several of this length, and not with a longer word.
fn is_word(text: &str, length: usize) -> bool {
    let word = &text[..length];
    match text[length..].chars().next() {
        Some(next) if is_han(next) && word.ends_with(is_han) => {
            let ends = || segment::words(segment::head(text)).iter().any(|word| word.range.end == length);
            !OTHER_WORDS.contains(&next) && !AMBIGUOUS.contains(&word) && ends()
        }
        _ => true,
    }
}
