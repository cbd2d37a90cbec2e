//! `board`: pillars, each with its figures (选育管用). It must list as many as it declares.

use super::declared::{declared, prove_count};
use super::prelude::*;
use crate::numerals;

/// The least width of a pillar.
const WIDTH: Em = 7400;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Board {
    /// How many pillars are declared.
    declared: Option<usize>,
    pillars: Vec<Pillar>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Pillar {
    /// Its name: 选.
    name: String,
    /// What it means.
    about: Option<String>,
    figures: Vec<Entry>,
    /// The measures, in words.
    items: Vec<String>,
}

impl Board {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            declared: declared(fields, reading.notes),
            pillars: reading.needed_items(fields, "pillars", Pillar::ask),
        }
    }
}

impl Pillar {
    fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            name: fields.needed_text("name", reading.notes),
            about: fields.text("about", reading.notes),
            figures: reading.entries(fields, "figures"),
            items: fields.texts("items", reading.notes),
        }
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Sketch<'e> {
        let mut parts = vec![SketchPart::Height(5 * EM / 2)];
        parts.extend(self.about.iter().map(|about| SketchPart::line(about, EM)));
        parts.extend(self.figures.iter().flat_map(|entry| SketchPart::count(exhibit, entry)));
        parts.extend(self.items.iter().map(|item| SketchPart::line(item, 2 * EM)));
        Sketch(parts)
    }
}

impl ExhibitKind for Board {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let declared = self.declared.or_else(|| numerals::declared(exhibit.title?));
        prove_count("board-count", declared, self.pillars.len(), exhibit.at, notes);
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        vec![SketchPart::EvenCells(WIDTH, self.pillars.iter().map(|pillar| pillar.sketch(exhibit)).collect())]
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        let view = |pillar: &Pillar| {
            json!({
                "name": pillar.name,
                "about": pillar.about,
                "figures": setting.entries(&pillar.figures),
                "items": pillar.items,
            })
        };
        self.pillars.iter().map(view).collect()
    }

    fn table(&self, exhibit: ResolvedExhibit) -> TextTable {
        let rows = |pillar: &Pillar| -> Vec<Vec<String>> {
            let row = |entry| [vec![pillar.name.clone()], exhibit.row(entry)].concat();
            pillar.figures.iter().map(row).collect()
        };
        TextTable::headless(self.pillars.iter().flat_map(rows))
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        let rows = |pillar: &Pillar| -> Vec<Vec<String>> {
            let line = |words: &String| vec![pillar.name.clone(), words.clone(), String::new()];
            let figure = |entry| [vec![pillar.name.clone()], exhibit.row(entry)].concat();
            let about = pillar.about.iter().map(line);
            let rows: Vec<Vec<String>> =
                about.chain(pillar.figures.iter().map(figure)).chain(pillar.items.iter().map(line)).collect();
            if rows.is_empty() { vec![line(&String::new())] } else { rows }
        };
        TextTable::headless(self.pillars.iter().flat_map(rows))
    }
}
