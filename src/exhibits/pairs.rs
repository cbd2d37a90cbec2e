//! `pairs`: risks and the measures against them, one to one. Both sides must have the same count.

use super::prelude::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PairList {
    /// The count of each side.
    sides: [Option<Entry>; 2],
    /// The pairs that are listed.
    pairs: Vec<[String; 2]>,
}

/// The keys of the sides, and of each pair.
const SIDES: [&str; 2] = ["left", "right"];

impl PairList {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        let sides = SIDES.map(|key| reading.one_entry(fields, key));
        let pairs = reading.items(fields, "pairs", |fields, reading| {
            SIDES.map(|key| fields.needed_text(key, reading.notes))
        });
        Self { sides, pairs }
    }
}

impl ExhibitKind for PairList {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let [Some(left), Some(right)] = &self.sides else { return };
        if let (Some(one), Some(other)) = (exhibit.amount(&left.quantity), exhibit.amount(&right.quantity))
            && one != other
        {
            let (left_name, right_name) = (exhibit.name(left), exhibit.name(right));
            let zh = format!("{left_name} {one}，{right_name} {other}，没有一一对应");
            let en = format!("{left_name} {one} and {right_name} {other} are not one to one");
            notes.error(right.at.span, not_so("pairs-unequal", zh, en));
        }
    }

    fn sketch<'e>(&self, _: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let sides = self.sides.iter().any(Option::is_some).then_some(SketchPart::Height(4 * EM));
        let rows: Vec<_> = self.pairs.iter().map(|pair| pair.to_vec()).collect();
        let table = (!rows.is_empty()).then_some(SketchPart::Table(rows));
        sides.into_iter().chain(table).collect()
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        json!({"sides": setting.entries(self.sides.iter().flatten()), "pairs": self.pairs})
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        let side = |side: &Option<Entry>| {
            let words =
                |side: &Entry| format!("{} {}", exhibit.name(side), exhibit.text(Some(&side.quantity)));
            side.as_ref().map(words).unwrap_or_default()
        };
        let counts = self.sides.iter().any(Option::is_some).then(|| self.sides.iter().map(side).collect());
        TextTable::headless(counts.into_iter().chain(self.pairs.iter().map(|pair| pair.to_vec())))
    }
}
