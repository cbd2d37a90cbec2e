//! `funnel`: stages, each with a smaller count than the one before.

use super::diagram::{Diagram, FunnelStage};
use super::prelude::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Funnel(Vec<Entry>);

impl Funnel {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self(reading.needed_entries(fields, "stages"))
    }
}

impl ExhibitKind for Funnel {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let counts = self.0.iter().map(|stage| (Some(&stage.quantity), stage.at.span));
        exhibit.prove_falling("funnel-rises", counts, notes);
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        self.diagram(exhibit).map(SketchPart::Drawing).into_iter().collect()
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        setting.entries(&self.0)
    }

    fn diagram<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Option<Diagram<'e>> {
        let stage = |entry: &Entry| -> FunnelStage {
            let counted = exhibit.counted(&entry.quantity);
            (exhibit.name(entry), counted.text, counted.number)
        };
        Some(Diagram::Funnel(self.0.iter().map(stage).collect()))
    }

    fn table(&self, exhibit: ResolvedExhibit) -> TextTable {
        TextTable::headless(self.0.iter().map(|entry| exhibit.row(entry)))
    }
}
