//! `programme`: a programme's card. If it lists its parts, there must be as many as its name or `declared` says.

use super::declared::{declared, prove_count};
use super::prelude::*;
use crate::numerals;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ProgrammeCard {
    name: String,
    /// 机制, 工程 …
    kind: Option<String>,
    owner: Option<String>,
    /// Since when, in words.
    since: Option<String>,
    /// How many parts are declared.
    declared: Option<usize>,
    parts: Vec<String>,
    figures: Vec<Entry>,
}

impl ProgrammeCard {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            name: fields.needed_text("name", reading.notes),
            kind: fields.text("type", reading.notes),
            owner: fields.text("owner", reading.notes),
            since: fields.text("since", reading.notes),
            declared: declared(fields, reading.notes),
            parts: fields.texts("parts", reading.notes),
            figures: reading.entries(fields, "figures"),
        }
    }
}

impl ExhibitKind for ProgrammeCard {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let declared = self.declared.or_else(|| numerals::declared(&self.name));
        let listed = self.parts.len();
        prove_count("programme-count", declared.filter(|_| listed > 0), listed, exhibit.at, notes);
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let mut parts = vec![SketchPart::Words(self.name.clone(), LINE + 300, 4 * EM)];
        parts.extend(self.owner.iter().map(|owner| SketchPart::line(owner, 6 * EM)));
        parts.extend(self.parts.iter().map(|part| SketchPart::line(part, 2 * EM)));
        parts.push(SketchPart::Height(if self.parts.is_empty() { LINE } else { EM / 2 }));
        parts.push(SketchPart::counts(exhibit, &self.figures));
        parts
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        json!({
            "name": self.name,
            "kind": self.kind,
            "owner": self.owner,
            "since": self.since,
            "parts": self.parts,
            "figures": setting.entries(&self.figures),
        })
    }

    fn table(&self, exhibit: ResolvedExhibit) -> TextTable {
        TextTable::headless(self.figures.iter().map(|entry| exhibit.row(entry)))
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        let said = [&self.kind, &self.owner, &self.since].into_iter().flatten().chain(&self.parts);
        let line = |words: &String| vec![words.clone(), String::new()];
        let lines = std::iter::once(&self.name).chain(said).map(line);
        TextTable::headless(lines.chain(self.figures.iter().map(|entry| exhibit.row(entry))))
    }
}
