//! A theme: templates, assets, options, and the words of the interface in each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use memchr::memmem;

use super::face::FontRole;
pub(crate) use super::sheet::Sheet;
use crate::digest::Digest;
pub use crate::em::EM;
pub(crate) use crate::em::Em;
use crate::language::TextLanguage;
use crate::source::SourcePath;

/// A theme, with the paper's own files in place of those that they replace.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Templates by name: `story.html`, and where each is written.
    pub templates: BTreeMap<String, Template>,
    /// The files of `assets/`, by name.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// Settings and their defaults.
    pub options: BTreeMap<String, String>,
    /// Words of the interface: by language, by key.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// The kinds of exhibit it adds.
    pub exhibits: Vec<String>,
    /// How many stories a paged list shows on each document.
    pub stories_per_list: usize,
    /// How many editions an archive shows before it is divided by month.
    pub editions_per_archive: usize,
    /// The widths of the prints of photographs, in pixels.
    pub picture_widths: Vec<u32>,
    /// How wide a picture is shown, as `sizes` in HTML says it.
    pub picture_sizes: String,
    /// The grid of an edition's page; in a theme without one, pages are not made up.
    pub grid: Option<Grid>,
    /// Whether a page that is not made up prints its stories whole, one after another. Otherwise it lists them.
    pub prints_whole: bool,
    /// Whether a chart that is the first exhibit of a story that is printed whole stands before its text.
    pub chart_first: bool,
    /// The digest of its files.
    pub digest: Option<Digest>,
}

impl Theme {
    /// Whether it sets type in the paper's font for a role: a template lets documents load it, and a style sheet names it.
    #[must_use]
    pub(crate) fn sets_in(&self, role: FontRole) -> bool {
        let is_loaded = self.templates.values().any(|template| template.text.contains("head.fonts"));
        let sheets = self
            .assets
            .iter()
            .filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "css"));
        is_loaded
            && sheets
                .map(|(_, sheet)| sheet)
                .any(|sheet| memmem::find(sheet, role.family().as_bytes()).is_some())
    }

    /// Its words in a language; if it does not have that one, in Chinese or in any other.
    #[must_use]
    pub(crate) fn words_in(&self, language: TextLanguage) -> Option<&BTreeMap<String, String>> {
        let words = &self.words;
        words
            .get(language.tag())
            .or_else(|| words.get(TextLanguage::default().tag()))
            .or_else(|| words.values().next())
    }
}

/// How many topics a document of their list shows, or names of those who signed stories.
pub(crate) const NAMES_PER_LIST: usize = 500;

/// The grid (基本栏) on which an edition's pages are made up. The style sheet of an edition is written from the same numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grid {
    /// The base columns of a page.
    pub columns: usize,
    /// The characters in a line of a base column.
    pub measure: u32,
    /// How much wider a column is than its characters, so that no browser's rounding moves the last one to the next
    /// line.
    pub slack: Em,
    /// The gutter between two columns.
    pub gutter: Em,
    /// The line height.
    pub line: Em,
    /// How many columns a page has on papers for which it is not the usual number.
    pub columns_on: BTreeMap<Sheet, usize>,
    /// The base lines of every page, if the theme does not leave them to the sheet.
    pub fixed_lines: Option<usize>,
    /// The base lines of a page's sheet.
    pub lines: usize,
    /// The smallest and the largest size of the body's type, in pixels: the page is set in the largest that fits the
    /// window.
    pub sizes: (u32, u32),
    /// The sizes of headlines, by rank; the last is for all further ranks.
    pub headlines: Vec<Em>,
    /// The size of the lead's headline in its widest area; in a narrow one it is that of its rank.
    pub lead: Em,
    /// The line height of a headline, in thousandths of its size.
    pub headline_line: u32,
    /// The size of kicker and deck, in thousandths of the headline's.
    pub minor: u32,
    /// The paper that a page is printed on.
    pub sheet: Sheet,
    /// The widths of the characters that differ from a Chinese one.
    pub advances: Advances,
    /// The type of texts in Latin letters.
    pub latin: LatinType,
}

/// By how many lines a page may grow if a typeface is wider than the theme states.
const SPARE: u32 = 1;
/// The fewest lines of a page.
const LEAST_LINES: usize = 20;

/// The type of texts in Latin letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LatinType {
    /// Its size, in thousandths of that of Chinese text: Latin letters look smaller.
    pub size: Em,
    /// The widths of its characters at this size.
    pub advances: Advances,
}

impl Default for LatinType {
    fn default() -> Self {
        Self { size: EM, advances: Advances::latin(&BTreeMap::new(), EM) }
    }
}

impl Grid {
    /// The size of the headline of a rank, from 1.
    #[must_use]
    pub fn headline(&self, rank: u32) -> Em {
        let step = (rank.max(1) as usize - 1).min(self.headlines.len().saturating_sub(1));
        self.headlines.get(step).copied().unwrap_or(EM)
    }

    /// The widths of characters in a text of a language.
    #[must_use]
    pub(crate) fn advances_of(&self, language: TextLanguage) -> &Advances {
        if language.is_chinese() { &self.advances } else { &self.latin.advances }
    }

    /// The grid of a page (from 0) of an edition: as many lines as stand on its sheet below the masthead or the folio line.
    #[must_use]
    pub fn of_page(&self, page: usize) -> Self {
        let on_sheet = || {
            let line = u64::from(self.line) * u64::from(self.sheet.widest_type(self.width(self.columns)));
            let lines = u64::from(self.sheet.room(page)) * 1_000_000 / line.max(1);
            usize::try_from(lines).unwrap_or(0).saturating_sub(SPARE as usize).max(LEAST_LINES)
        };
        Self { lines: self.fixed_lines.unwrap_or_else(on_sheet), ..self.clone() }
    }

    /// The size of type in which a page (from 0) of `lines` lines fits on one sheet, in micrometres.
    #[must_use]
    pub(crate) fn print_size(&self, lines: usize, page: usize) -> u32 {
        let down = u32::try_from(lines).unwrap_or(u32::MAX / self.line - SPARE) + SPARE;
        let widest = self.sheet.widest_type(self.width(self.columns));
        widest.min(self.sheet.highest_type(page, down * self.line))
    }

    /// The width of this many base columns, with the gutters between them.
    #[must_use]
    pub fn width(&self, columns: usize) -> Em {
        let columns = u32::try_from(columns).unwrap_or(u32::MAX);
        columns * (self.measure * EM + self.slack) + columns.saturating_sub(1) * self.gutter
    }
}

impl Default for Grid {
    fn default() -> Self {
        Self {
            columns: 6,
            measure: 13,
            slack: 200,
            gutter: 1400,
            line: 1600,
            columns_on: BTreeMap::new(),
            fixed_lines: None,
            lines: 84,
            sizes: (12, 17),
            headlines: vec![3400, 2420, 2100, 1820, 1580, 1370, 1180, 1020],
            lead: 5000,
            headline_line: 1250,
            minor: 500,
            sheet: Sheet::A3,
            advances: Advances::default(),
            latin: LatinType::default(),
        }
    }
}

/// The widths of characters that differ from a Chinese one, in thousandths of the type size.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Advances {
    known: BTreeMap<char, Em>,
    /// Whether they are those of a text in Latin letters, in which no mark is as wide as a Chinese character.
    is_latin: bool,
}

impl Advances {
    /// The width of a narrow character that is not listed.
    const NARROW: Em = 550;

    /// The advances of these characters.
    #[must_use]
    pub fn new(known: BTreeMap<char, Em>) -> Self {
        Self { known, is_latin: false }
    }

    /// The advances of Latin type that is set `size` thousandths as large.
    #[must_use]
    pub fn latin(known: &BTreeMap<char, Em>, size: Em) -> Self {
        let scaled = known.iter().map(|(character, advance)| (*character, advance * size / EM));
        Self { known: scaled.collect(), is_latin: true }
    }

    /// Whether they are those of a text in Latin letters.
    #[must_use]
    pub(crate) fn is_latin(&self) -> bool {
        self.is_latin
    }

    /// The width of the widest one.
    #[must_use]
    pub fn widest(&self) -> Em {
        self.known.values().copied().max().unwrap_or(0)
    }

    /// The width of `character`.
    #[must_use]
    pub fn of(&self, character: char) -> Em {
        use unicode_width::UnicodeWidthChar;
        match character {
            '一'..='鿿' => EM,
            _ => self.known.get(&character).copied().unwrap_or_else(|| match character.width() {
                Some(2) => EM,
                Some(0) | None => 0,
                Some(_) if character.is_ascii() || character.is_alphabetic() => Self::NARROW,
                Some(_) => EM,
            }),
        }
    }
}

/// One template's text and where it comes from.
#[derive(Clone, Debug)]
pub struct Template {
    /// The file, or its place among the built-in ones.
    pub path: SourcePath,
    /// The text.
    pub text: Arc<str>,
}
