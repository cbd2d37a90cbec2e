//! `documents`: rules and documents. The 书名号 in each name must pair, and each must have a status.

use super::prelude::*;
use super::registry::Register;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Documents(Vec<Register>);

impl Documents {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self(reading.needed_items(fields, "documents", Register::ask))
    }
}

impl ExhibitKind for Documents {
    fn prove(&self, _: ResolvedExhibit, notes: &mut Notes) {
        for document in &self.0 {
            let (at, name) = (document.at.span, &document.name);
            let opened = name.matches('《').count();
            if opened == 0 || opened != name.matches('》').count() {
                let zh = format!("`{name}`的书名号没有成对");
                notes.error(at, not_so("title-marks", zh, format!("the 《》 of `{name}` do not pair")));
            }
            if document.status.is_none() {
                let zh = format!("{name}没有写 status");
                notes.error(at, not_so("status-missing", zh, format!("{name} has no status")));
            }
        }
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        vec![SketchPart::table(3, self.0.iter().map(|document| document.row(exhibit, "\n")))]
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        let entries: Vec<Value> = self.0.iter().map(|document| document.view(setting)).collect();
        json!({"entries": entries})
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        TextTable::headless(self.0.iter().map(|document| document.row(exhibit, " ")))
    }
}
