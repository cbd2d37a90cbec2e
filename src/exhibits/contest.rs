//! `contest`: rounds, each with fewer participants than the one before, and results.

use super::prelude::*;
use super::ring::Step;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Contest {
    rounds: Vec<Step>,
    results: Vec<Entry>,
}

impl Contest {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self { rounds: Step::list(fields, "rounds", reading), results: reading.entries(fields, "results") }
    }
}

impl ExhibitKind for Contest {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let counts = self.rounds.iter().map(|round| (round.count.as_ref(), round.at.span));
        exhibit.prove_falling("contest-rises", counts, notes);
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let round = |round: &Step| {
            let mut parts = vec![SketchPart::line(&round.name, EM)];
            parts.extend(round.about.iter().map(|about| SketchPart::line(about, EM)));
            parts.extend(round.count.iter().map(|_| SketchPart::Height(LINE)));
            Sketch(parts)
        };
        let rounds = self.rounds.iter().map(round).collect();
        let results = SketchPart::counts(exhibit, &self.results);
        vec![SketchPart::Cells(8 * EM, rounds), results]
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        let rounds: Vec<Value> = self.rounds.iter().map(|round| round.view(setting)).collect();
        json!({"steps": rounds, "results": setting.entries(&self.results)})
    }

    fn table(&self, exhibit: ResolvedExhibit) -> TextTable {
        let rounds = self.rounds.iter().map(|round| round.row(exhibit));
        let result =
            |entry: &Entry| vec![exhibit.name(entry), String::new(), exhibit.text(Some(&entry.quantity))];
        TextTable::headless(rounds.chain(self.results.iter().map(result)))
    }
}
