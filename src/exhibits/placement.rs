//! `placement`: where people were sent, and how many. The rows must add up to the total.

use super::prelude::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Placement {
    rows: Vec<Entry>,
    total: Option<Entry>,
}

impl Placement {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self { rows: reading.needed_entries(fields, "rows"), total: reading.one_entry(fields, "total") }
    }
}

impl ExhibitKind for Placement {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let Some(total) = &self.total else { return };
        let Some(sum) = exhibit.sum(&self.rows, notes) else { return };
        if let Some(whole) = exhibit.amount(&total.quantity).filter(|whole| *whole != sum) {
            let zh = format!("各行合计 {sum}，不是 {whole}");
            let en = format!("the rows come to {sum}, not {whole}");
            notes.error(total.at.span, not_so("placement-total", zh, en));
        }
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        vec![SketchPart::table(2, self.rows.iter().chain(&self.total).map(|entry| exhibit.row(entry)))]
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        json!({"rows": setting.entries(&self.rows), "total": setting.entry(self.total.as_ref())})
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        TextTable::headless(self.rows.iter().chain(&self.total).map(|entry| exhibit.row(entry)))
    }
}
