//! The `page:` of `theme.yaml`: the grid on which an edition's pages are made up.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::theme::{Advances, EM, Em, Grid, LatinType, Sheet};

/// The grid of an edition's page; a key that is missing keeps its default. Lengths are in characters of the body's
/// type.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageFile {
    columns: Option<usize>,
    /// The columns on papers for which it is not the usual number.
    columns_on: Option<BTreeMap<String, usize>>,
    measure: Option<u32>,
    slack: Option<f64>,
    gutter: Option<f64>,
    line: Option<f64>,
    lines: Option<usize>,
    sizes: Option<(u32, u32)>,
    headlines: Option<Vec<f64>>,
    lead: Option<f64>,
    headline_line: Option<f64>,
    minor: Option<f64>,
    /// The characters that have each advance.
    advances: Option<BTreeMap<u32, String>>,
    /// The type of texts in Latin letters.
    latin: Option<LatinFile>,
}

/// The type of texts in Latin letters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LatinFile {
    /// Its size in proportion to Chinese type.
    size: Option<f64>,
    /// The characters that have each advance.
    #[serde(default)]
    advances: BTreeMap<u32, String>,
}

impl LatinFile {
    fn read(self) -> LatinType {
        let size = self.size.map_or(EM, em);
        LatinType { size, advances: Advances::latin(&by_character(&self.advances), size) }
    }
}

/// The advance of each character.
fn by_character(advances: &BTreeMap<u32, String>) -> BTreeMap<char, Em> {
    let pairs = advances.iter().flat_map(|(advance, of)| of.chars().map(|character| (character, *advance)));
    pairs.collect()
}

impl PageFile {
    /// The grid: these settings over the defaults in `usual`.
    ///
    /// # Errors
    /// The key that is wrong, and the values it may have.
    pub(crate) fn grid(self, usual: &Grid) -> Result<Grid, &'static str> {
        let ems = |length: Option<f64>, usual: Em| length.map_or(usual, em);
        let advances = self.advances.map(|advances| Advances::new(by_character(&advances)));
        let grid = Grid {
            columns: self.columns.unwrap_or(usual.columns),
            measure: self.measure.unwrap_or(usual.measure),
            slack: ems(self.slack, usual.slack),
            gutter: ems(self.gutter, usual.gutter),
            line: ems(self.line, usual.line),
            columns_on: match self.columns_on {
                Some(columns) => on_sheets(&columns)?,
                None => usual.columns_on.clone(),
            },
            fixed_lines: self.lines.or(usual.fixed_lines),
            lines: self.lines.unwrap_or(usual.lines),
            sizes: self.sizes.unwrap_or(usual.sizes),
            headlines: self
                .headlines
                .map_or_else(|| usual.headlines.clone(), |sizes| sizes.into_iter().map(em).collect()),
            lead: ems(self.lead, usual.lead),
            headline_line: ems(self.headline_line, usual.headline_line),
            minor: ems(self.minor, usual.minor),
            sheet: usual.sheet,
            advances: advances.unwrap_or_else(|| usual.advances.clone()),
            latin: self.latin.map_or_else(|| usual.latin.clone(), LatinFile::read),
        };
        match &grid {
            Grid { columns: 0 | 17.., .. } => Err("page.columns: 1–16"),
            Grid { measure: 0..=5 | 41.., .. } => Err("page.measure: 6–40"),
            Grid { gutter: 0..=99 | 10_001.., .. } => Err("page.gutter: 0.1–10"),
            Grid { slack: 1001.., .. } => Err("page.slack: 0–1"),
            Grid { headline_line: 0..=999 | 3001.., .. } => Err("page.headline_line: 1–3"),
            Grid { minor: 0..=99 | 2001.., .. } => Err("page.minor: 0.1–2"),
            Grid { latin: LatinType { size: 0..=499 | 2001.., .. }, .. } => Err("page.latin.size: 0.5–2"),
            Grid { latin, .. } if latin.advances.widest() > 4 * EM => Err("page.latin.advances: ≤ 4000"),
            Grid { advances, .. } if advances.widest() > 4 * EM => Err("page.advances: ≤ 4000"),
            Grid { headlines, .. } if headlines.iter().any(|size| *size > 20 * EM) => {
                Err("page.headlines: ≤ 20")
            }
            Grid { lead: 20_001.., .. } => Err("page.lead: ≤ 20"),
            Grid { lines: 0..=19 | 401.., .. } => Err("page.lines: 20–400"),
            Grid { line: 0..=1000 | 4001.., .. } => Err("page.line: 1–4"),
            Grid { headlines, .. } if headlines.is_empty() || headlines.iter().any(|size| *size < EM) => {
                Err("page.headlines: [3.4, 2.7, …], ≥ 1")
            }
            Grid { headlines, .. } if !headlines.is_sorted_by(|a, b| a >= b) => {
                Err("page.headlines: 3.4 ≥ 2.7 ≥ …")
            }
            Grid { sizes: (least, most), .. } if *least == 0 || least > most || *most > 40 => {
                Err("page.sizes: [1–40, 1–40]")
            }
            _ => Ok(grid),
        }
    }
}

/// The number of columns on each paper.
fn on_sheets(columns: &BTreeMap<String, usize>) -> Result<BTreeMap<Sheet, usize>, &'static str> {
    let of_sheet = |(name, columns): (&String, &usize)| {
        let known = Sheet::ALL.iter().find(|known| known.word == name).filter(|_| (1..=16).contains(columns));
        Ok((known.ok_or("page.columns_on: {broadsheet, tabloid, a3, a4: 1–16}")?.value, *columns))
    };
    columns.iter().map(of_sheet).collect()
}

/// A length in characters as thousandths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a page's lengths")]
fn em(length: f64) -> Em {
    (length.clamp(0.0, 100.0) * f64::from(EM)).round() as Em
}
